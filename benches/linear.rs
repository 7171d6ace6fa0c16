//! Four times the text takes about four times as long, whatever the text: prints how long both take.
//!
//! Where time grew with the square of the text, the ratio would be sixteen.
#![allow(missing_docs, clippy::expect_used, clippy::print_stdout)]

use std::fmt::Write;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use udsagn::analysis::Analyser;
use udsagn::article::Article;

static ANALYSER: LazyLock<Analyser> = LazyLock::new(|| Analyser::new().expect("the data is good"));

/// Length of the shorter text, in bytes.
const SHORT: usize = 32_000;
/// The longer text is so many times as long.
const TIMES: usize = 4;
/// Texts that are one piece over and over.
const PIECES: &[(&str, &str)] = &[
    ("prose", "»Broen lukker,« siger borgmester Ida Holm tirsdag. Kommunen oplyser, at den åbner i maj. Hun er glad. "),
    ("paragraphs", "»Broen lukker,« siger Ida Holm.\n\nKommunen oplyser, at den åbner i maj.\n\n"),
    ("dialogue", "- Nej, siger hun.\n\n- Jo, svarer Jens Bro.\n\n"),
    ("a turn of many parts", "- Læs også:- Ida Holm: - EKSPERT:giver udtryk for, at”en plan, jegIda Holm"),
    ("headings", "Ida Holm er glad\n"),
    ("marks", "\" » ' siger han, "),
    ("opening marks", "»"),
    ("quotations", "»Nej« "),
    ("reports without end", "siger hun, at "),
    ("names", "Ida Holm, Jens Bro og "),
    ("new names", "#"),
    ("one name", "Ida "),
    ("pronouns", "Han siger det. "),
    ("times", "tirsdag den 3. maj 2017 "),
    ("idioms", "slår det fast, at "),
    ("commas", "dyr, "),
    ("brackets", "(((("),
    ("dashes", "– - "),
    ("colons", "Ida: "),
    ("stops", "a. "),
    ("one word", "ø"),
    ("digits", "1"),
    ("white space", " \u{a0}"),
    ("combining marks", "e\u{301}"),
];

fn text(piece: &str, length: usize) -> String {
    let mut text = String::new();
    let mut number = 0;
    while text.len() < length {
        if piece == "#" {
            let letter = |place: usize| char::from(b'a' + (number / place % 26) as u8);
            write!(text, "Ida B{}{}{}sen siger nej. ", letter(1), letter(26), letter(676)).expect("writes");
        } else {
            text.push_str(piece);
        }
        number += 1;
    }
    text
}

fn time(piece: &str, length: usize) -> Duration {
    let article = Article::new("long", text(piece, length));
    let start = Instant::now();
    ANALYSER.analyse(&article);
    start.elapsed()
}

fn main() {
    println!("{:<24}{:>12}{:>12}{:>8}", "text", "short", "long", "ratio");
    for (name, piece) in PIECES {
        time(piece, 100);
        let short = (0..3).map(|_| time(piece, SHORT)).min().unwrap_or_default();
        let long = (0..3).map(|_| time(piece, SHORT * TIMES)).min().unwrap_or_default();
        let ratio = long.as_secs_f64() / short.as_secs_f64().max(1e-9);
        println!("{name:<24}{short:>12.1?}{long:>12.1?}{ratio:>8.1}");
    }
}
