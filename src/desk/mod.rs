//! The desk: where people read, correct and keep statements.
//!
//! [`store`] keeps articles and statements in one file, with every correction; [`server`] shows it as local pages.

pub mod server;
pub mod store;
