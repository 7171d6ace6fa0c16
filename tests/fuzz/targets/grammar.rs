//! Any row of symbols → the constructions that fit it. The first byte picks the language; each two bytes after it are a
//! letter.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use udsagn::{Analyser, Language};

#[path = "../../support/properties.rs"]
#[allow(dead_code)]
mod properties;

static ANALYSERS: LazyLock<Vec<Analyser>> =
    LazyLock::new(|| Language::all().map(|language| Analyser::of(language).expect("the data is good")).collect());

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let grammar = ANALYSERS[usize::from(*first) % ANALYSERS.len()].grammar();
    let letters = grammar.alphabet().len();
    let row = rest.chunks_exact(2).map(|pair| (usize::from(u16::from_le_bytes([pair[0], pair[1]])) % letters) as u16);
    properties::check_matches(grammar, &row.collect::<Vec<_>>());
});
