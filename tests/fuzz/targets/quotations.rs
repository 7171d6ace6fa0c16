//! Marks, dashes, line breaks and a few words glued together → the level of quotations alone. Each byte is a piece.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use udsagn::Language;
use udsagn::lexicon::Lexicon;

#[path = "../../support/properties.rs"]
#[allow(dead_code)]
mod properties;

static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::of(Language::default()).expect("the word lists are in order"));

const PIECES: &[&str] = &[
    "\"",
    "'",
    "’",
    "‘",
    "»",
    "«",
    "›",
    "‹",
    "„",
    "“",
    "”",
    "‚",
    "´",
    "''",
    "``",
    "- ",
    "– ",
    "— ",
    "-",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    " ",
    " ",
    "\u{a0}",
    "\u{200b}",
    ", ",
    ". ",
    ".",
    ",",
    "?",
    "!",
    "…",
    "...",
    ": ",
    ";",
    "(",
    ")",
    "[",
    "]",
    "siger hun",
    "siger Ida Holm",
    "Ida Holm",
    "Ida Holm: ",
    "IH: ",
    "Ja",
    "vi venter",
    "jeg",
    "en",
    "100",
    "5'",
    "USA's",
    "Jens'",
    "90’erne",
    "rock'n'roll",
    "Læs også",
    "• ",
    "Hvad mener du?",
    "Af Ida Holm",
    "og",
    "at",
    "å\u{30a}",
];

fuzz_target!(|bytes: &[u8]| {
    let text: String = bytes.iter().map(|byte| PIECES[usize::from(*byte) % PIECES.len()]).collect();
    properties::check_quotations(&LEXICON, &text);
});
