//! Bytes → text, whatever they were written in.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// Text made of bytes, and what had to be done for it.
#[derive(Debug, PartialEq)]
pub(super) struct Decoded {
    /// Without byte order mark.
    pub text: String,
    /// What to tell the user where the bytes were not plain UTF-8.
    pub warning: Option<String>,
}

/// Whether the bytes look like anything but text: they hold NUL, and no mark says that they are UTF-16.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    bytes.contains(&0) && !is_utf_16(bytes)
}

/// Whether the bytes begin with the byte order mark of UTF-16.
pub(super) fn is_utf_16(bytes: &[u8]) -> bool {
    Encoding::for_bom(bytes).is_some_and(|(encoding, _)| encoding != UTF_8)
}

/// Decodes `bytes` as UTF-8, without a byte order mark if they begin with one; else as their mark says; else as
/// detection finds likely for Danish. Never fails: bytes that mean nothing become U+FFFD.
pub(super) fn decode(mut bytes: Vec<u8>) -> Decoded {
    match Encoding::for_bom(&bytes) {
        Some((encoding, mark)) if encoding == UTF_8 => drop(bytes.drain(..mark)),
        Some((encoding, _)) => {
            let (text, _, replaced) = encoding.decode(&bytes);
            return Decoded { text: text.into_owned(), warning: Some(told(encoding, replaced)) };
        }
        None => {}
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, warning: None },
        Err(fault) => detect(fault.as_bytes()),
    }
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
        assert!(is_binary(b"PK\x03\x04\0\0"));
    }
}
