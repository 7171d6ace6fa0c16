//! Fails where analysing becomes markedly slower. What it takes is measured not in seconds but beside a loop of fixed
//! work over the same bytes, in turns in the same process, so that it says the same on a slow and on a busy machine.
#![allow(missing_docs, clippy::expect_used, clippy::print_stdout)]

#[path = "support/articles.rs"]
mod articles;

use std::collections::HashMap;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::Instant;

use articles::articles;
use udsagn::analysis::Analyser;
use udsagn::article::Article;

/// So many times as long as the loop may analysing take: about 40 % more than it does.
const MOST: f64 = 27.0;
/// Turns; the median counts.
const TURNS: usize = 15;
/// The loop is run so many times a turn, to take about as long as analysing.
const LOOPS: u32 = 5;

/// The fixed work: folds all words and counts each.
fn count(articles: &[Article]) -> usize {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for word in articles.iter().flat_map(|article| article.text.split_whitespace()) {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    counts.len()
}

fn seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    black_box(work());
    start.elapsed().as_secs_f64()
}

fn main() -> ExitCode {
    let articles = articles();
    let analyser = Analyser::new().expect("the data is good");
    let turn = || {
        let analysing = seconds(|| articles.iter().map(|article| analyser.analyse(article).len()).sum::<usize>());
        let counting = seconds(|| (0..LOOPS).map(|_| count(black_box(&articles))).sum::<usize>());
        analysing / (counting / f64::from(LOOPS))
    };
    turn();
    let mut ratios: Vec<f64> = (0..TURNS).map(|_| turn()).collect();
    ratios.sort_by(f64::total_cmp);
    let median = ratios[TURNS / 2];
    println!("analysing takes {median:.1} times as long as counting words; it may take {MOST}");
    if median <= MOST { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
