//! The desk: its pages.
#![allow(missing_docs)]

mod server;
