//! Any text → every level of analysis.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use udsagn::Analyser;

#[path = "../../support/properties.rs"]
#[allow(dead_code)]
mod properties;

static ANALYSER: LazyLock<Analyser> = LazyLock::new(|| Analyser::new().expect("the data is good"));

fuzz_target!(|bytes: &[u8]| properties::check(&ANALYSER, &String::from_utf8_lossy(bytes)));
