//! Reads Danish news text and finds who claimed what.
pub mod analysis;
pub mod article;
pub mod cli;
pub mod error;
pub mod label;
pub mod output;
pub mod span;
pub mod statement;
