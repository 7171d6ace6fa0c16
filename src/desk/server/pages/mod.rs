//! The pages, one file each; here is what they share.
//!
//! Each takes what the store gave and the words of the reader's language, gives its markup; knows nothing of requests or of
//! who may ask.

mod article;
mod articles;
mod changes;
mod charts;
mod form;
mod frame;
mod help;
mod keys;
mod list;
mod new;
mod parts;
mod refused;
mod speaker;
mod statement;

pub(super) use article::article;
pub(super) use articles::articles;
pub(super) use changes::{changes, told};
pub(super) use charts::charts;
pub(super) use help::help;
pub(super) use list::list;
pub(super) use new::new;
pub(super) use refused::{closed, refused};
pub(super) use speaker::speaker;
pub(super) use statement::{panel, statement};
