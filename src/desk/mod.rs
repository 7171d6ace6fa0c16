//! The desk: where people read, correct and keep statements.
//!
//! [`store`] keeps articles and statements in one file, with every correction; [`server`] shows it as local pages.
//! Takes articles and what people decide, gives both back; only the command line knows of it.

pub mod server;
pub mod store;
