//! `udsagn` reads Danish news text and finds who claimed what.
//!
//! ```
//! use udsagn::{Analyser, Article};
//!
//! let analyser = Analyser::new()?;
//! let article = Article::new("bro.txt", "»Broen åbner i maj«, siger borgmester Ida Holm til avisen.");
//! let statements = analyser.analyse(&article);
//! assert_eq!((statements[0].speaker.as_str(), statements[0].claim.as_str()), ("Ida Holm", "Broen åbner i maj"));
//! # Ok::<(), udsagn::Error>(())
//! ```
//!
//! An [`Article`] goes in, [`Statement`]s come out; an [`Analyser`] holds the word lists and constructions of Danish and
//! can be used from any number of threads. Nothing is downloaded, and the same text always gives the same rows.

mod address;
pub mod analysis;
pub mod article;
pub mod cli;
pub mod dates;
#[cfg(feature = "desk")]
pub mod desk;
pub mod document;
mod edtf;
pub mod error;
pub mod evaluation;
mod fnv;
pub mod grammar;
pub mod label;
pub mod labels;
pub mod languages;
pub mod lexicon;
mod link;
pub mod output;
mod own;
pub mod rules;
mod spaces;
pub mod span;
pub mod statement;

pub use analysis::Analyser;
pub use article::Article;
pub use error::{Error, Result};
pub use languages::Language;
pub use statement::Statement;
