//! What the formats written in XML have in common.

use quick_xml::Reader;
use quick_xml::escape::{resolve_html5_entity, resolve_predefined_entity};
use quick_xml::events::BytesRef;

/// A reader of `xml`. It resolves no entity by itself and opens nothing.
pub(super) fn reader(xml: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    reader
}

/// The letters that a reference stands for. One that XML and HTML do not know stays as it is written: what a file
/// declares itself is never looked up, be it in the file or outside.
pub(super) fn referred(reference: &BytesRef) -> String {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return letter.to_string();
    }
    let name = reference.xml10_content();
    match resolve_predefined_entity(&name).or_else(|| resolve_html5_entity(&name)) {
        Some(letters) => letters.to_owned(),
        None => format!("&{name};"),
    }
}

/// Which line of `text` a byte stands in, from 1.
pub(super) fn line_of(text: &str, byte: usize) -> usize {
    1 + text.as_bytes()[..byte.min(text.len())].iter().filter(|byte| **byte == b'\n').count()
}
