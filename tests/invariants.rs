//! What holds for every statement of any text.
//!
//! The texts are the same in each run; `PROPTEST_RNG_SEED` and `PROPTEST_CASES` choose others, and more.
#![allow(missing_docs, clippy::expect_used)]

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use assert_cmd::Command;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use regex::Regex;
use udsagn::analysis::{Analyser, Focus};
use udsagn::article::{Article, title_line};
use udsagn::statement::Statement;
use unicode_normalization::UnicodeNormalization;

static ANALYSER: LazyLock<Analyser> = LazyLock::new(|| Analyser::new().expect("the data is good"));

/// Pieces that mean something to some level, so that a shuffle of them meets odd paths.
const PIECES: &[&str] = &[
    // Sources.
    "Ida Holm",
    "Jens",
    "Bro",
    "P. E. Pedersen",
    "formand Jens Bro",
    "borgmesteren",
    "kommunen",
    "Fødevarestyrelsen",
    "USA's",
    "Jens'",
    "ministeriets",
    "hun",
    "han",
    "de",
    "vi",
    "jeg",
    "det",
    "rapporten",
    "fem læger",
    "Avisen",
    "direktør i Nordhavn A/S",
    "(V)",
    "A/S",
    "en talsmand for politiet",
    "Søren Aa. Å",
    "I\u{301}da",
    // Reports.
    "siger",
    "sagde",
    ", siger hun",
    ", siger Ida Holm.",
    "oplyser, at",
    "mener ikke, at",
    "har sagt, at",
    "ifølge",
    "Ifølge kommunen",
    "lover at",
    "opfordrer alle til at",
    "kalder planen for",
    "slår fast, at",
    "og tilføjer:",
    "Det oplyser kommunen.",
    "Sådan lyder beskeden fra Ida Holm.",
    "fremgår det af",
    "beskylder",
    "for at",
    "lyder det fra",
    "spørger, om",
    "Ida Holm:",
    "EKSPERT:",
    "med Ida Holms ord",
    "efter ministerens mening",
    "som hun siger",
    "gør det klart",
    "Hvis kommunen siger, at",
    "løfte om, at",
    "som",
    "der",
    "at",
    "om",
    "og",
    "men",
    "ikke",
    "til avisen",
    "giver udtryk for, at",
    // Content.
    "broen åbner i maj",
    "Det er dyrt",
    "Vi venter på svar",
    "Nej",
    "et rod",
    "prisen falder",
    "åbne broen",
    "en plan, der holder",
    // Marks.
    "»",
    "«",
    "”",
    "“",
    "„",
    "\"",
    "'",
    "’",
    "‘",
    "›",
    "‹",
    "´",
    ",",
    ".",
    "?",
    "!",
    ":",
    ";",
    "…",
    "...",
    "(",
    ")",
    "[",
    "]",
    "- ",
    "– ",
    "— ",
    "-",
    "–",
    "• ",
    "⟦",
    "⟧",
    "«,",
    "»,",
    ".«",
    ",\"",
    "?”",
    // Time.
    "tirsdag",
    "i går",
    "den 3. maj",
    "3/5",
    "2017",
    "i 2016",
    "kl. 12.30",
    "sidste år",
    "31. februar",
    "99999999999",
    "12",
    "1.000,5",
    // Page furniture.
    "Læs også:",
    "Foto: Ida Holm",
    "Af Ida Holm",
    "Faktaboks",
    "Læses lige nu",
    "Tilmeld nyhedsbrev",
    "# ",
    // White space and oddities.
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{a0}",
    "\u{2009}",
    "\t",
    "  ",
    "\u{200b}",
    "\u{feff}",
    "\u{ad}",
    "\u{2028}",
    "\0",
    "\u{301}",
    "🙂",
    "👩\u{200d}🔬",
    "a\u{30a}",
    "o\u{308}",
    "İ",
    "ß",
    "ﬁ",
    "Ǆ",
    "漢字",
    "مرحبا",
    "𝔘",
    "\u{10ffff}",
];

fn fold_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Checks all that must hold for the statements of a text, whatever it is.
fn check(text: &str) {
    let mut article = Article::new("any", text);
    article.title = title_line(text).map(|span| span.of(text).to_owned());
    let statements = ANALYSER.analyse(&article);
    check_statements(text, &statements);
    assert_eq!(ANALYSER.analyse(&article), statements, "twice");
    article.text.push_str("\n\n \n");
    assert_eq!(ANALYSER.analyse(&article), statements, "a blank paragraph");
    ANALYSER.explain(&article, Focus::Everything, 2);
}

fn check_statements(text: &str, statements: &[Statement]) {
    let letters: Vec<char> = text.chars().collect();
    let folded = fold_space(text);
    let words = |[start, end]: [usize; 2]| {
        assert!(start < end && end <= letters.len(), "{start}..{end}");
        letters[start..end].iter().collect::<String>()
    };
    let mut ids = BTreeSet::new();
    let mut last = 0;
    for row in statements {
        assert!(!row.parts.is_empty(), "no parts: {row:?}");
        assert!(row.parts.windows(2).all(|pair| pair[0][1] <= pair[1][0]), "parts out of order: {row:?}");
        let parts: Vec<String> = row.parts.iter().map(|part| words(*part)).collect();
        assert!(parts.iter().all(|part| part.trim() == part), "white space at an edge: {row:?}");
        let parts: Vec<String> = parts.iter().map(|part| fold_space(part)).collect();
        assert_eq!(row.claim, parts.join(" … "));
        assert!(last <= row.parts[0][0], "rows out of order: {row:?}");
        last = row.parts[0][0];
        for (name, word, span) in [("mention", &row.mention, row.mention_span), ("cue", &row.cue, row.cue_span)] {
            assert_eq!(*word, span.map(|span| fold_space(&words(span))), "{name}: {row:?}");
            assert!(word.as_ref().is_none_or(|word| !word.is_empty()), "empty {name}: {row:?}");
        }
        // Heike og Jürgen Brandt are Heike Brandt; Jürgen Brandt: the words stand in the text, not always the name.
        for word in row.speaker.split([';', ' ']).filter(|word| !word.is_empty()) {
            assert!(folded.contains(word), "{word} is not in the text: {row:?}");
        }
        for told in [&row.speaker_role, &row.via, &row.stance_target, &row.date_text].into_iter().flatten() {
            assert!(folded.contains(told.as_str()), "{told} is not in the text: {row:?}");
        }
        assert!(folded.contains(&row.context), "context: {row:?}");
        assert!((0.0..=1.0).contains(&row.confidence), "confidence: {row:?}");
        assert_eq!(row.speaker.is_empty(), row.resolution.is_none(), "resolution: {row:?}");
        assert!(ids.insert(&row.id), "two rows {}: {row:?}", row.id);
    }
}

fn config(cases: u32) -> ProptestConfig {
    let chosen = |name: &str| env::var_os(name).is_some();
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if !chosen("PROPTEST_CASES") {
        config.cases = cases;
    }
    if !chosen("PROPTEST_RNG_SEED") {
        config.rng_seed = RngSeed::Fixed(1864);
    }
    config
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn any_text(text in "(?s).{0,400}") {
        check(&text);
    }

    #[test]
    fn any_letters_and_marks(text in "[a-zæøåA-ZÆØÅ0-9 \n.,:;!?»«”“„\"'’()–-]{0,400}") {
        check(&text);
    }

    #[test]
    fn shuffled_pieces(pieces in prop::collection::vec(select(PIECES), 0..120), glue in select(&["", " "][..])) {
        check(&pieces.join(glue));
    }

    #[test]
    fn shuffled_pieces_decomposed(pieces in prop::collection::vec(select(PIECES), 0..60)) {
        let text: String = pieces.join(" ").nfd().collect();
        check(&text);
    }
}

/// The articles of `tests/gold` without their annotation.
fn articles() -> Vec<String> {
    let marks = Regex::new("⟦/?[0-9]+⟧").expect("a pattern");
    let mut files = Vec::new();
    for folder in ["tests/gold/seeds", "tests/gold/syn"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let entries = fs::read_dir(folder).expect("the folder");
        files.extend(entries.map(|entry| entry.expect("an entry").path()));
    }
    files.sort();
    let read = |path| {
        let text = fs::read_to_string(path).expect("an article");
        let (_, text) = text.split_once('\n').expect("a line about the article");
        let (text, _) = text.split_once("\n=====").expect("a table");
        marks.replace_all(text, "").into_owned()
    };
    files.iter().map(read).collect()
}

#[test]
fn real_prose() {
    for text in articles() {
        check(&text);
    }
}

/// Cutting an article anywhere leaves halves of quotations, names and dates.
#[test]
fn torn_prose() {
    for (number, text) in articles().iter().enumerate().step_by(5) {
        let letters: Vec<char> = text.chars().collect();
        let start = letters.len() * (number % 7) / 16;
        let end = letters.len() * (15 - number % 5) / 16;
        let torn: String = letters[start..end].iter().collect();
        check(&torn);
        check(&torn.replace('\n', " "));
        check(&torn.replace(' ', "\n"));
        check(&torn.replace(['»', '«', '”', '“'], "\""));
        check(&torn.to_uppercase());
        check(&torn.nfd().collect::<String>());
    }
}

#[test]
fn a_volume_in_one_file() {
    let filler = "Broen er lang og ligger pænt.\n\n".repeat(20_000);
    let text = format!("{filler}»Vejen lukker i morgen,« siger Ida Holm.\n\n");
    let article = Article { url: Some("https://avis.example/bro".into()), ..Article::new("bind", &text) };
    let statements = ANALYSER.analyse(&article);
    check_statements(&text, &statements);
    let said: Vec<_> = statements.iter().map(|row| (row.speaker.as_str(), row.claim.as_str())).collect();
    assert_eq!(said, [("Ida Holm", "Vejen lukker i morgen")]);
    let start = text.chars().take_while(|c| *c != '»').count() + 1;
    assert_eq!(statements[0].parts, [[start, start + "Vejen lukker i morgen".chars().count()]]);
    assert!(statements[0].link.as_deref().is_some_and(|link| link.contains(":~:text=Vejen%20lukker")));
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let folder = tempfile::tempdir().expect("a folder");
    let texts = articles();
    let lines: Vec<String> = (0..300)
        .map(|number| {
            let text = &texts[number % texts.len()];
            serde_json::json!({ "id": format!("n{number}"), "text": text, "published": "2020-01-31" }).to_string()
        })
        .collect();
    fs::write(folder.path().join("set.jsonl"), lines.join("\n")).expect("writes");
    let run = |threads: &str| {
        let output = Command::cargo_bin("udsagn")
            .expect("the command")
            .current_dir(folder.path())
            .args(["extract", "set.jsonl", "-q", "-o", "-", "--format", "jsonl", "--threads", threads])
            .output()
            .expect("runs");
        assert_eq!(output.status.code(), Some(0));
        output.stdout
    };
    let one = run("1");
    assert!(one.split(|byte| *byte == b'\n').count() > 1000);
    assert!(run("2") == one, "the output differs");
}
