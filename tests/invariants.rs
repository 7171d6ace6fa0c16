//! What holds for every statement of any text.
//!
//! The texts are the same in each run; `PROPTEST_RNG_SEED` and `PROPTEST_CASES` choose others, and more.
#![allow(missing_docs, clippy::expect_used)]

use std::env;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use assert_cmd::Command;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use regex::Regex;
use udsagn::{Analyser, Article, Language};
use unicode_normalization::UnicodeNormalization;

#[path = "support/properties.rs"]
#[allow(dead_code)]
mod properties;

use properties::{PIECES, check_statements};

/// One for each language pack.
static ANALYSERS: LazyLock<Vec<Analyser>> =
    LazyLock::new(|| Language::all().map(|language| Analyser::of(language).expect("the data is good")).collect());

/// The analyser of Danish.
fn danish() -> &'static Analyser {
    ANALYSERS.iter().find(|analyser| analyser.language() == Language::default()).expect("Danish")
}

/// Checks all that must hold for the statements of a text, in whatever language it is read.
fn check(text: &str) {
    ANALYSERS.iter().for_each(|analyser| properties::check(analyser, text));
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

    #[test]
    fn any_row_of_symbols(row in prop::collection::vec(any::<u16>(), 0..200)) {
        for analyser in ANALYSERS.iter() {
            let letters = analyser.grammar().alphabet().len() as u16;
            let row: Vec<u16> = row.iter().map(|letter| letter % letters).collect();
            properties::check_matches(analyser.grammar(), &row);
        }
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
    let statements = danish().analyse(&article);
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
