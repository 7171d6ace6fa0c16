//! How well the statements found agree with annotated ones.
//!
//! Annotated articles → [`gold`]; gold and rows → [`Entry`] for each statement on either side ([`judge`]); entries →
//! [`figures`], [`report`], [`saved`] and [`compare`]. Only [`load`](fn@load) reads files; nothing here prints.
//! Takes annotated articles and rows, gives figures and reports in words; knows nothing of how rows are found.

pub mod compare;
pub(crate) mod difference;
mod entry;
pub mod example;
pub mod figures;
pub mod gold;
mod load;
pub mod pairing;
pub mod report;
pub mod saved;
pub(crate) mod style;

pub use entry::{Entry, Outcome, Side, judge};
pub use figures::Figures;
pub use gold::{Gold, GoldStatement};
pub use load::{Loaded, load};
pub use style::Style;
