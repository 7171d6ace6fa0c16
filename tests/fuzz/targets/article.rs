//! Pieces of Danish, marks and line breaks glued together → every level of analysis. Each byte is a piece; the first
//! picks the language. Mutating such bytes moves and doubles whole pieces, which letters mutated one by one seldom do.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use udsagn::{Analyser, Language};

#[path = "../../support/properties.rs"]
mod properties;

use properties::PIECES;

static ANALYSERS: LazyLock<Vec<Analyser>> =
    LazyLock::new(|| Language::all().map(|language| Analyser::of(language).expect("the data is good")).collect());

/// Between two pieces stands nothing where a byte is so high.
const TIGHT: u8 = 0x80;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let mut text = String::new();
    for pair in rest.chunks(2) {
        text.push_str(PIECES[usize::from(pair[0]) % PIECES.len()]);
        if pair.get(1).is_some_and(|byte| *byte < TIGHT) {
            text.push(' ');
        }
    }
    properties::check(&ANALYSERS[usize::from(*first) % ANALYSERS.len()], &text);
});
