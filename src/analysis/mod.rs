//! The levels of analysis, each reading what the ones below it wrote.

pub mod quotations;
