//! Reads Danish news text and finds who claimed what.
pub mod article;
pub mod error;
pub mod label;
pub mod labels;
pub mod span;
pub mod statement;
