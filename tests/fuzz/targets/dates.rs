//! Any text → expressions of time and their dates, in every language.
#![no_main]

use std::sync::LazyLock;

use jiff::civil::Date;
use libfuzzer_sys::fuzz_target;
use udsagn::Language;
use udsagn::dates::{Calendar, Tense};

static CALENDARS: LazyLock<Vec<Calendar>> =
    LazyLock::new(|| Language::all().map(|language| Calendar::of(language).expect("the data is good")).collect());

fuzz_target!(|input: (u16, u8, &str)| {
    let (year, kind, text) = input;
    let calendar = &CALENDARS[usize::from(kind) % CALENDARS.len()];
    let published = Date::new(i16::try_from(year % 10_000).unwrap_or(2024), 1 + (kind % 12) as i8, 28).ok();
    let mut last = 0;
    for found in calendar.find(text) {
        assert!(last <= found.span.start() && found.span.start() < found.span.end(), "order");
        last = found.span.end();
        assert!(!found.span.of(text).is_empty(), "empty");
        for tense in [Tense::Past, Tense::Present, Tense::Future, Tense::Unknown] {
            let _ = calendar.resolve(&found, published, tense).map(|value| value.to_string());
        }
    }
    let _ = calendar.resolve_text(text, published, Tense::Unknown);
});
