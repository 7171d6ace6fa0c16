//! Reads Danish news text and finds who claimed what.
pub mod analysis;
pub mod article;
pub mod cli;
pub mod dates;
pub mod document;
pub mod error;
pub mod grammar;
pub mod label;
pub mod labels;
pub mod lexicon;
pub mod output;
pub mod span;
pub mod statement;
