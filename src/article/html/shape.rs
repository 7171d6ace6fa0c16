//! Whether a page can be parsed in reasonable time and memory.

/// Deepest nesting that is read. Pages of newspapers stay below a hundred.
const DEEPEST: usize = 1000;

/// Elements that have no end, or whose end may be left out.
const OPEN: &[&str] = &[
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "img", "input", "li",
    "link", "meta", "optgroup", "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead",
    "tr", "track", "wbr",
];

/// Whether more elements stand open at some place than any article needs. An HTML parser looks through the open
/// elements at every tag, so without a limit its time grows with the square of the page.
pub(super) fn is_too_deep(html: &str) -> bool {
    let bytes = html.as_bytes();
    let mut open = 0_usize;
    let mut at = 0;
    while let Some(next) = find(bytes, b'<', at) {
        at = next + 1;
        if bytes[at..].starts_with(b"!--") {
            at = html[at..].find("-->").map_or(bytes.len(), |end| at + end);
            continue;
        }
        let closes = bytes.get(at) == Some(&b'/');
        let name = name(&html[at + usize::from(closes)..]);
        if name.is_empty() {
            continue;
        }
        if closes {
            open = open.saturating_sub(usize::from(!is_open(name)));
            continue;
        }
        if let Some(kind) = ["script", "style", "textarea", "title"].iter().find(|kind| name.eq_ignore_ascii_case(kind))
        {
            at = after_end(bytes, kind, at);
            continue;
        }
        open += usize::from(!is_open(name));
        if open > DEEPEST {
            return true;
        }
    }
    false
}

fn find(bytes: &[u8], byte: u8, from: usize) -> Option<usize> {
    bytes.get(from..)?.iter().position(|found| *found == byte).map(|place| from + place)
}

fn name(tag: &str) -> &str {
    let end = tag.bytes().position(|byte| !byte.is_ascii_alphanumeric() && byte != b'-').unwrap_or(tag.len());
    let name = &tag[..end];
    if name.starts_with(|first: char| first.is_ascii_alphabetic()) { name } else { "" }
}

fn is_open(name: &str) -> bool {
    OPEN.iter().any(|open| name.eq_ignore_ascii_case(open))
}

/// The place after `</kind`, or the end.
fn after_end(bytes: &[u8], kind: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(next) = find(bytes, b'<', at) {
        at = next + 1;
        let Some(rest) = bytes.get(at..at + 1 + kind.len()) else { break };
        if rest[0] == b'/' && rest[1..].eq_ignore_ascii_case(kind.as_bytes()) {
            return at;
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stays_open_counts() {
        assert!(is_too_deep(&"<div>".repeat(2000)));
        assert!(is_too_deep(&"<b><i>".repeat(2000)));
        for page in [
            "<p>Tekst.".repeat(5000),
            "<div>Tekst.</div>".repeat(5000),
            "<IMG src=a><br/><li>".repeat(5000),
            format!("<script>{}</script>", "'<div>'+".repeat(5000)),
            format!("<!-- {} -->", "<div>".repeat(5000)),
            format!("<style>{}", "<div>".repeat(5000)),
            "1 < 2 <3 <".repeat(5000),
            "<".to_owned(),
            "</".to_owned(),
            "<!--".to_owned(),
            "<script".to_owned(),
            "æ<æ>ø</å>".to_owned(),
        ] {
            assert!(!is_too_deep(&page), "{}", &page[..page.len().min(40)]);
        }
    }
}
