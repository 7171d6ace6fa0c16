//! Any text → the reader of annotated articles, and what is measured by them.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use udsagn::Analyser;
use udsagn::evaluation::{gold, judge};

static ANALYSER: LazyLock<Analyser> = LazyLock::new(|| Analyser::new().expect("the data is good"));

fuzz_target!(|text: &str| {
    if let Ok(gold) = gold::read(text) {
        judge(&gold, &ANALYSER.analyse(&gold.article));
    }
});
