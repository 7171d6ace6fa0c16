//! A few pieces of Danish repeated, once many times and once several times as many → what analysing takes must grow as the
//! text does. Measured in the time of this thread, so that other processes count for little.
#![no_main]

use std::sync::LazyLock;

use cpu_time::ThreadTime;
use libfuzzer_sys::fuzz_target;
use udsagn::{Analyser, Article};

#[path = "../../support/properties.rs"]
#[allow(dead_code)]
mod properties;

use properties::PIECES;

static ANALYSER: LazyLock<Analyser> = LazyLock::new(|| Analyser::new().expect("the data is good"));

/// Bytes of the shorter text.
const SHORT: usize = 1_500;
/// The longer text is so many times as long.
const TIMES: usize = 8;
/// It may take so many times what its length asks for: a quadratic level takes [`TIMES`] times.
const MOST: f64 = 3.0;
/// Measured again before it is told of; the best of them counts.
const TURNS: usize = 6;

fn seconds(text: &str) -> f64 {
    let article = Article::new("t", text);
    let start = ThreadTime::now();
    ANALYSER.analyse(&article);
    start.elapsed().as_secs_f64()
}

/// How many times as long a byte of the longer text takes; nothing where that is no more than [`MOST`].
fn growth(short: &str, long: &str) -> Option<f64> {
    let mut best = f64::INFINITY;
    for _ in 0..TURNS {
        let ratio = seconds(long) / seconds(short) / (long.len() as f64 / short.len() as f64);
        best = best.min(ratio);
        if best <= MOST {
            return None;
        }
    }
    Some(best)
}

fuzz_target!(|bytes: &[u8]| {
    let unit: String = bytes.iter().take(64).map(|byte| PIECES[usize::from(*byte) % PIECES.len()]).collect();
    // A part of the pieces alone makes rows that begin alike and end apart: the last third is not repeated.
    let (unit, rest) = unit.split_at(unit.floor_char_boundary(unit.len() * 2 / 3));
    if unit.is_empty() {
        return;
    }
    let text = |length: usize| unit.repeat(length.div_ceil(unit.len())) + rest;
    let (short, long) = (text(SHORT), text(SHORT * TIMES));
    let Some(ratio) = growth(&short, &long) else { return };
    // A short text may be read in another way, with nothing found; what grows goes on growing.
    if growth(&long, &text(SHORT * TIMES * TIMES)).is_some() {
        panic!("a text {TIMES} times as long takes {ratio:.1} times as long a byte, and so on: {unit:?}");
    }
});
