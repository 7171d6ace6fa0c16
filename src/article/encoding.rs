//! Bytes → text, whatever they were written in.

use std::io::{self, Cursor, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use encoding_rs_io::DecodeReaderBytesBuilder;

/// Text made of bytes, and what had to be done for it.
#[derive(Debug, PartialEq)]
pub(super) struct Decoded {
    /// Without byte order mark.
    pub text: String,
    /// What to tell the user where the bytes were not plain UTF-8.
    pub warning: Option<String>,
}

/// Whether the bytes look like anything but text: they hold NUL, and are not UTF-16.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    bytes.contains(&0) && utf_16(bytes).is_none()
}

/// Bytes looked at to tell UTF-16 and declarations.
const HEAD: usize = 4 << 10;

/// Whether the bytes are UTF-16: their mark says so, or nearly every second byte is NUL.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding != UTF_8).then_some(encoding);
    }
    let head = &bytes[..bytes.len().min(HEAD) & !1];
    let pairs = head.len() / 2;
    let nul = |first: usize| head.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (high, low) = (nul(0), nul(1));
    let is_most = |count: usize, other: usize| pairs >= 4 && count * 10 >= pairs * 8 && other * 20 <= pairs;
    if is_most(low, high) {
        Some(UTF_16LE)
    } else if is_most(high, low) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Decodes `bytes` as UTF-8, without a byte order mark if they begin with one; else as their mark says; else as
/// detection finds likely for Danish. Never fails: bytes that mean nothing become U+FFFD.
pub(super) fn decode(bytes: Vec<u8>) -> Decoded {
    decode_as(bytes, None, |_| None)
}

/// Decodes `bytes`, of which the user may have `said` what they are written in, and which may themselves say so:
/// `declared` finds it. A byte order mark goes before both, and what the user said before all else; bytes that are
/// UTF-8 are read as such whatever they declare, since they are not so by chance.
pub(super) fn decode_as(
    mut bytes: Vec<u8>,
    mut said: Option<&'static Encoding>,
    declared: impl Fn(&[u8]) -> Option<&'static Encoding>,
) -> Decoded {
    match Encoding::for_bom(&bytes) {
        Some((encoding, mark)) if encoding == UTF_8 => {
            said = None;
            bytes.drain(..mark);
        }
        Some((encoding, _)) => {
            let (text, _, replaced) = encoding.decode(&bytes);
            return Decoded { text: text.into_owned(), warning: Some(told(encoding, replaced)) };
        }
        None => {}
    }
    if let Some(encoding) = said {
        return known(&bytes, encoding);
    }
    if let Some(encoding) = utf_16(&bytes) {
        let (text, replaced) = encoding.decode_without_bom_handling(&bytes);
        return Decoded { text: text.into_owned(), warning: Some(told(encoding, replaced)) };
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, warning: None },
        Err(fault) => match declared(fault.as_bytes()) {
            Some(encoding) if encoding != UTF_8 => known(fault.as_bytes(), encoding),
            _ => detect(fault.as_bytes()),
        },
    }
}

/// Decodes what is known to be written in an encoding, so that there is nothing to tell.
fn known(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    let warning =
        replaced.then(|| format!("some bytes mean nothing in {}, in which it is said to be", encoding.name()));
    Decoded { text: text.into_owned(), warning }
}

/// The encoding of this name: what the web knows, and Mac Roman under its usual names.
pub fn named(name: &str) -> Option<&'static Encoding> {
    let name = name.trim().to_ascii_lowercase();
    match name.as_str() {
        "macroman" | "mac-roman" | "mac roman" | "macosroman" => Some(MACINTOSH),
        _ => Encoding::for_label(name.as_bytes()),
    }
}

/// What an HTML or XML file says that it is written in: `<?xml encoding="…"?>`, `<meta charset="…">`,
/// `<meta http-equiv="content-type" content="…; charset=…">`.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let xml = head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split("?>").next());
    let value = |after: &str| -> Option<&'static Encoding> {
        let rest = after.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let end =
            rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '>' | '/')).unwrap_or(rest.len());
        named(&rest[..end])
    };
    let by_xml = xml.and_then(|xml| value(xml.split_once("encoding")?.1));
    let by_meta = || {
        let metas = head.split("<meta").skip(1).map(|rest| rest.split('>').next().unwrap_or(rest));
        metas.filter_map(|meta| value(meta.split_once("charset")?.1)).next()
    };
    // What was found by reading ASCII cannot be UTF-16.
    by_xml.or_else(by_meta).filter(|encoding| encoding.is_ascii_compatible())
}

/// Bytes as UTF-8 without byte order mark, where they are UTF-16 or the user `said` what else they are written in;
/// all others as they are.
///
/// # Errors
/// Where the first bytes cannot be read.
pub(super) fn utf_8(
    mut bytes: impl Read + Send + 'static,
    said: Option<&'static Encoding>,
) -> io::Result<Box<dyn Read + Send>> {
    let mut head = vec![0; HEAD];
    let count = loop {
        match bytes.read(&mut head) {
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
            read => break read?,
        }
    };
    head.truncate(count);
    let encoding = said.or_else(|| utf_16(&head));
    let whole = Cursor::new(head).chain(bytes);
    let decoder = DecodeReaderBytesBuilder::new()
        .encoding(encoding)
        .utf8_passthru(true)
        .strip_bom(true)
        .bom_override(true)
        .build(whole);
    Ok(Box::new(decoder))
}

fn detect(bytes: &[u8]) -> Decoded {
    let (mut right, mut wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    // In another encoding hardly any letter forms a whole UTF-8 sequence by chance.
    if right > wrong {
        return Decoded {
            text: repair(bytes),
            warning: Some(format!("not UTF-8 in {wrong} places; these read as windows-1252")),
        };
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(Some(b"dk"), Utf8Detection::Deny);
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), warning: Some(told(encoding, replaced)) }
}

/// UTF-8 with stray letters of Windows-1252 pasted into it; a sequence that the end cuts short becomes U+FFFD.
fn repair(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + 16);
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        text.push_str(chunk.valid());
        let stray = chunk.invalid();
        if stray.len() > 1 && chunks.peek().is_none() {
            text.push(char::REPLACEMENT_CHARACTER);
        } else {
            let (letters, _) = WINDOWS_1252.decode_without_bom_handling(stray);
            text.push_str(&letters);
        }
    }
    text
}

fn told(encoding: &'static Encoding, replaced: bool) -> String {
    let name = encoding.name();
    if replaced {
        format!("not UTF-8; read as {name}, some bytes mean nothing in it")
    } else {
        format!("not UTF-8; read as {name}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DANISH: &str = "»Prisen på rugbrød er for høj,« siger Åse Kjær – og køber kage.";

    fn check(bytes: &[u8], text: &str, warned: Option<&str>) {
        let decoded = decode(bytes.to_vec());
        assert_eq!(decoded.text, text);
        match (decoded.warning, warned) {
            (None, None) => {}
            (Some(told), Some(word)) => assert!(told.contains(word), "{told}"),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn utf_8_is_taken_as_it_is() {
        check(b"", "", None);
        check(DANISH.as_bytes(), DANISH, None);
        check(format!("\u{feff}{DANISH}\r\n").as_bytes(), &format!("{DANISH}\r\n"), None);
    }

    #[test]
    fn windows_1252_is_detected() {
        let (bytes, _, _) = WINDOWS_1252.encode(DANISH);
        check(&bytes, DANISH, Some("windows-1252"));
        check(b"K\xf8b br\xf8d", "Køb brød", Some("windows-1252"));
        check(b"\x93Vi m\xe5 vente\x94, siger hun.", "“Vi må vente”, siger hun.", Some("windows-1252"));
    }

    #[test]
    fn a_stray_byte_does_not_spoil_utf_8() {
        let mut bytes = DANISH.as_bytes().to_vec();
        bytes.extend_from_slice(b" \x93S\xe5\x94.");
        check(&bytes, &format!("{DANISH} “Så”."), Some("2 places"));
        let mut cut = DANISH.as_bytes().to_vec();
        cut.extend_from_slice(b"\xe2\x80");
        check(&cut, &format!("{DANISH}\u{fffd}"), Some("1 places"));
    }

    #[test]
    fn utf_16_is_read_by_its_mark() {
        let bytes: Vec<u8> = std::iter::once(0xfeff).chain(DANISH.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert!(!is_binary(&bytes));
        check(&bytes, DANISH, Some("UTF-16LE"));
        check(&bytes[2..], DANISH, Some("UTF-16LE"));
        let bytes: Vec<u8> = DANISH.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&bytes, DANISH, Some("UTF-16BE"));
        assert!(is_binary(b"PK\x03\x04\0\0"));
    }

    #[test]
    fn what_is_declared_is_believed_unless_it_is_utf_8() {
        let mac = |head: &str| {
            let mut bytes = head.as_bytes().to_vec();
            bytes.extend_from_slice(b"S\x8c \xbfl p\x8c \x81en");
            bytes
        };
        for (head, declared_as) in [
            ("<?xml version='1.0' encoding='macintosh'?>", Some("macintosh")),
            ("<meta charset=x-mac-roman>", Some("macintosh")),
            ("<html><META HTTP-EQUIV=\"Content-Type\" content=\"text/html; charset=Mac-Roman\">", Some("macintosh")),
            ("<meta name=a><meta charset = \"iso-8859-1\" />", Some("windows-1252")),
            ("<meta charset=utf-16>", None),
            ("<meta charset=\"\">", None),
            ("<meta charset", None),
            ("charset=macintosh", None),
        ] {
            assert_eq!(declared(head.as_bytes()).map(Encoding::name), declared_as, "{head}");
            let decoded = decode_as(mac(head), None, declared);
            let is_right = decoded.text.ends_with("Så øl på Åen") && decoded.warning.is_none();
            assert_eq!(is_right, declared_as == Some("macintosh"), "{head}: {decoded:?}");
        }
        let text = format!("<meta charset=iso-8859-1>{DANISH}");
        assert_eq!(decode_as(text.clone().into_bytes(), None, declared).text, text);
        assert_eq!(decode_as(mac(""), named("MacRoman"), declared).text, "Så øl på Åen");
    }

    #[test]
    fn streams_become_utf_8() {
        let read = |bytes: Vec<u8>, said| {
            let mut text = Vec::new();
            utf_8(Cursor::new(bytes), said).and_then(|mut read| read.read_to_end(&mut text)).expect("reads");
            text
        };
        let long = DANISH.repeat(500);
        let utf_16: Vec<u8> = std::iter::once(0xfeff).chain(long.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(utf_16[2..].to_vec(), None), long.as_bytes());
        assert_eq!(read(utf_16.clone(), named("macintosh")), long.as_bytes());
        assert_eq!(read(format!("\u{feff}{long}").into_bytes(), None), long.as_bytes());
        assert_eq!(read(b"S\xe5".to_vec(), None), b"S\xe5");
        assert_eq!(read(b"S\x8c".to_vec(), named("macintosh")), "Så".as_bytes());
        assert_eq!(read(Vec::new(), None), b"");
    }
}
