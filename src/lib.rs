//! Reads Danish news text and finds who claimed what.
pub mod analysis;
pub mod article;
pub mod document;
pub mod error;
pub mod label;
pub mod lexicon;
pub mod span;
pub mod statement;
