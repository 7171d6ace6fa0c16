//! Bytes without a name → the format that they begin like.

use std::io::{self, Cursor, ErrorKind, Read};

use super::{Format, encoding};

/// How much is looked at where the first sign leaves the format open.
const HEAD: usize = 2 << 10;

/// The format that bytes begin like, and all of the bytes. JSON Lines begin with `{`; plain text is what is nothing
/// else.
pub(super) fn sniff(mut bytes: impl Read + Send + 'static) -> io::Result<(&'static Format, Box<dyn Read + Send>)> {
    let mut head = Vec::new();
    let mut chunk = [0; HEAD];
    // No more is waited for than is needed: somebody may be typing.
    while head.len() < HEAD && is_open(&head) {
        match bytes.read(&mut chunk) {
            Ok(0) => break,
            Ok(count) => head.extend_from_slice(&chunk[..count]),
            Err(cause) if cause.kind() == ErrorKind::Interrupted => {}
            Err(cause) => return Err(cause),
        }
    }
    let format =
        Format::named(name(&head)).ok_or_else(|| io::Error::new(ErrorKind::Unsupported, "no format for it"))?;
    Ok((format, Box::new(Cursor::new(head).chain(bytes))))
}

/// Whether more must be seen to know the format.
fn is_open(head: &[u8]) -> bool {
    let first = head.trim_ascii_start().iter().find(|byte| !b"\xef\xbb\xbf".contains(byte));
    first.is_none_or(|first| matches!(first, b'<' | b'[' | b'P' | 0x1f | 0xff | 0xfe | 0 | b'W'))
}

/// The name of the format.
fn name(head: &[u8]) -> &'static str {
    if head.starts_with(b"\x1f\x8b") {
        return "gz";
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        let is_word = [&b"[Content_Types].xml"[..], b"word/", b"_rels/"]
            .iter()
            .any(|name| head[30.min(head.len())..].starts_with(name));
        return if is_word { "docx" } else { "zip" };
    }
    if head.starts_with(b"WARC/1.") {
        return "warc";
    }
    let text = encoding::decode(head.to_vec()).text.trim_start().to_ascii_lowercase();
    if text.starts_with('{') {
        return "jsonl";
    }
    if text.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with('{')) {
        return "json";
    }
    if !text.starts_with('<') {
        return "text";
    }
    let place = |tags: &[&str]| tags.iter().filter_map(|tag| text.find(tag)).min();
    let feed = place(&["<rss", "<feed", "<rdf:rdf"]);
    let page =
        place(&["<!doctype html", "<html", "<head", "<body", "<article", "<meta", "<title", "<p>", "<div", "<h1"]);
    match (feed, page) {
        (Some(feed), page) if page.is_none_or(|page| feed < page) => "feed",
        (_, Some(_)) => "html",
        _ => "text",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &[u8], expected: &str) {
        assert_eq!(name(head), expected, "{:?}", String::from_utf8_lossy(head));
        let (format, mut rest) = sniff(Cursor::new(head.to_vec())).expect("a format");
        assert_eq!(format.name, expected);
        let mut read = Vec::new();
        rest.read_to_end(&mut read).expect("reads");
        assert_eq!(read, head);
    }

    #[test]
    fn formats_are_told_by_how_they_begin() {
        check(b"", "text");
        check(b" \n{\"text\": 1}", "jsonl");
        check(b"\xef\xbb\xbf[ {", "json");
        check(b"[foto] Broen lukker", "text");
        check(b"PK", "text");
        check(b"\x1f\x8b\x08", "gz");
        check(b"PK\x03\x04", "zip");
        check(&[&b"PK\x03\x04"[..], &[0; 26], b"[Content_Types].xml"].concat(), "docx");
        check(b"<!DOCTYPE html><title>a</title>", "html");
        check(b"<?xml version='1.0'?>\n<!-- a -->\n<rss version='2.0'>", "feed");
        check(b"<?xml version='1.0'?><feed><entry><content><p>", "feed");
        check(b"<?xml version='1.0'?><html><body>&lt;rss", "html");
        check(b"<- se her", "text");
        check("<html>å".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>().as_slice(), "html");
        check(b"WARC/1.0\r\n", "warc");
    }
}
