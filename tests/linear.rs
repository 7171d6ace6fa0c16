//! Four times the text takes about four times as long, whatever the text.
#![allow(missing_docs, clippy::expect_used)]

use std::fmt::Write;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use udsagn::analysis::Analyser;
use udsagn::article::Article;

static ANALYSER: LazyLock<Analyser> = LazyLock::new(|| Analyser::new().expect("the data is good"));

/// Length of the shorter text, in bytes.
const SHORT: usize = 8_000;
/// The longer text is so many times as long.
const TIMES: usize = 4;
/// Where time grows with the square it takes 16 times as long; the rest is for other work of the machine.
const MOST: u32 = 9;
/// Below this, time says nothing.
const LEAST: Duration = Duration::from_millis(250);

/// Texts that are one piece over and over.
const PIECES: &[(&str, &str)] = &[
    ("prose", "»Broen lukker,« siger borgmester Ida Holm tirsdag. Kommunen oplyser, at den åbner i maj. Hun er glad. "),
    ("paragraphs", "»Broen lukker,« siger Ida Holm.\n\nKommunen oplyser, at den åbner i maj.\n\n"),
    ("dialogue", "- Nej, siger hun.\n\n- Jo, svarer Jens Bro.\n\n"),
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

#[test]
fn time_grows_with_the_text() {
    let mut faults = Vec::new();
    for (name, piece) in PIECES {
        time(piece, 100);
        let long = time(piece, SHORT * TIMES);
        if long < LEAST {
            continue;
        }
        let short = time(piece, SHORT).min(time(piece, SHORT));
        let long = long.min(time(piece, SHORT * TIMES));
        if long > LEAST && long > short * MOST {
            faults.push(format!("{name}: {SHORT} bytes {short:.1?}, {TIMES} times as many {long:.1?}"));
        }
    }
    assert!(faults.is_empty(), "more than linear:\n{}", faults.join("\n"));
}
