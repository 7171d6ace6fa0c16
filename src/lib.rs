//! Reads Danish news text and finds who claimed what.
pub mod article;
pub mod dates;
pub mod error;
pub mod label;
pub mod span;
pub mod statement;
