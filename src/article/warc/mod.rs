//! Web archives (WARC), where the program was built with them.
//!
//! Takes the bytes of an archive, gives the articles of its pages; knows of pages only that somebody reads them.

#[cfg(feature = "warc")]
mod records;

use super::{Input, Items};

#[cfg(feature = "warc")]
pub(super) fn open(input: Input) -> Items {
    records::open(input)
}

#[cfg(not(feature = "warc"))]
pub(super) fn open(input: Input) -> Items {
    let message = "this program was built without web archives; build it with `cargo build --release --features warc`";
    super::input::only(super::Item::fault(input.name, message))
}
