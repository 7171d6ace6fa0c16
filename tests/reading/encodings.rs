//! Texts in every encoding come out the same, and offsets count in what comes out.

use udsagn::analysis::Analyser;
use udsagn::article::{Reading, encoding_named};
use unicode_normalization::UnicodeNormalization;

use super::{Case, read};

const TEXT: &str = "Broen på øen\n\n»Åen er farlig,« siger borgmester Åse Kjær.\n";

fn page(declaration: &str) -> String {
    format!(
        "<html><head>{declaration}</head><body><h1>Broen på øen</h1><p>»Åen er farlig,« siger borgmester Åse Kjær.</p></body></html>"
    )
}

#[track_caller]
fn check(name: &str, bytes: Vec<u8>, told: &[&str]) {
    let found = read(name, bytes);
    found.check_told(told);
    assert_eq!(found.articles.len(), 1, "{:?}", found.told);
    assert_eq!(found.articles[0].text, TEXT, "{name}");
}

fn utf_16(text: &str, mark: bool, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    mark.then_some(0xfeff).into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
}

#[test]
fn a_text_is_read_whatever_it_is_written_in() {
    check("a.txt", TEXT.into(), &[]);
    check("a.txt", format!("\u{feff}{TEXT}").into(), &[]);
    check("a.txt", utf_16(TEXT, true, u16::to_le_bytes), &["warning: a.txt: not UTF-8; read as UTF-16LE"]);
    check("a.txt", utf_16(TEXT, true, u16::to_be_bytes), &["warning: a.txt: not UTF-8; read as UTF-16BE"]);
    check("a.txt", utf_16(TEXT, false, u16::to_le_bytes), &["warning: a.txt: not UTF-8; read as UTF-16LE"]);
    let western = encoding_rs::WINDOWS_1252.encode(TEXT).0.into_owned();
    check("a.txt", western, &["warning: a.txt: not UTF-8; read as windows-1252"]);
}

#[test]
fn a_page_says_what_it_is_written_in() {
    for (declaration, encoding) in [
        ("<meta charset=\"iso-8859-1\">", encoding_rs::WINDOWS_1252),
        ("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1252\">", encoding_rs::WINDOWS_1252),
        ("<meta charset='macintosh'>", encoding_rs::MACINTOSH),
        ("<meta charset=x-mac-roman>", encoding_rs::MACINTOSH),
    ] {
        check("a.html", encoding.encode(&page(declaration)).0.into_owned(), &[]);
    }
    check("a.html", page("").into(), &[]);
    // A page that was saved anew in UTF-8 may still declare what it was.
    check("a.html", page("<meta charset=iso-8859-1>").into(), &[]);
    check("a.html", format!("\u{feff}{}", page("<meta charset=iso-8859-1>")).into(), &[]);
    let le = utf_16(&page("<meta charset=utf-16>"), true, u16::to_le_bytes);
    check("a.html", le, &["warning: a.html: not UTF-8; read as UTF-16LE"]);
}

#[test]
fn the_user_says_what_files_are_written_in() {
    let mac = |text: &str| encoding_rs::MACINTOSH.encode(text).0.into_owned();
    let case = Case::of("a.txt", mac(TEXT));
    case.file("b.csv", mac("text\n\"»Åen«\"\n")).file("c.json", mac("[{\"text\": \"»Åen«\"}]"));
    case.file("d.jsonl", mac("{\"text\": \"»Åen«\"}")).file("e.txt", format!("\u{feff}{TEXT}"));
    let reading = Reading { encoding: encoding_named("MacRoman"), ..Reading::default() };
    let found = case.read_as(".", reading);
    found.check_told(&[]);
    let texts: Vec<&str> = found.articles.iter().map(|article| article.text.as_str()).collect();
    assert_eq!(texts, [TEXT, "»Åen«", "»Åen«", "»Åen«", TEXT]);
}

#[test]
fn a_ring_apart_from_its_letter_stays_so_and_is_understood() {
    let apart: String = TEXT.nfd().collect();
    assert_ne!(apart, TEXT);
    let analyser = Analyser::new().expect("an analyser");
    let together = analyser.analyse(&read("a.txt", TEXT).only());
    let article = read("a.html", page("<meta charset=utf-8>").nfd().collect::<String>()).only();
    assert_eq!(article.text, apart);
    let rows = analyser.analyse(&article);
    assert!(!rows.is_empty());
    assert_eq!(rows.len(), together.len());
    let letters: Vec<char> = article.text.chars().collect();
    for (row, same) in rows.iter().zip(&together) {
        assert_eq!(row.claim.nfc().collect::<String>(), same.claim);
        assert_eq!(row.speaker.nfc().collect::<String>(), same.speaker);
        let [start, end] = row.parts[0];
        assert_eq!(letters[start..end].iter().collect::<String>(), row.claim);
    }
}
