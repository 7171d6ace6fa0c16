//! What the desk promises: what is kept, what is shown, what can be corrected and undone.
#![allow(missing_docs)]

#[path = "../support/case.rs"]
mod case;
#[path = "../support/markup.rs"]
mod markup;
mod server;
mod store;
