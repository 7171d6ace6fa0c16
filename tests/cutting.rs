//! An article that is cut off at the end of a paragraph: what stands before the cut is read as it is in the whole.
//!
//! What may change it are a report in the next paragraph that points back (*Broen er lukket.* ¶ *Det oplyser kommunen.*),
//! a headline that the rest repeats, and how the whole article sets dialogue and interviews; that is seldom.
#![allow(missing_docs, clippy::expect_used)]

use std::path::Path;

use udsagn::evaluation::load;
use udsagn::{Analyser, Article, Statement};

/// Least number of rows that one may be otherwise of.
const SELDOM: usize = 400;

/// The claims that end before a place, in code points.
fn before(rows: &[Statement], end: usize) -> Vec<&Vec<[usize; 2]>> {
    rows.iter().map(|row| &row.parts).filter(|parts| parts.iter().all(|part| part[1] <= end)).collect()
}

#[test]
fn what_follows_a_paragraph_seldom_changes_the_claims_before_it() {
    let analyser = Analyser::new().expect("the data is good");
    let loaded = load(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold")]);
    let mut count = 0;
    let mut otherwise = Vec::new();
    for gold in loaded.gold.iter().filter(|gold| !gold.article.id.starts_with("norsk")) {
        let text = gold.article.text.as_str();
        let whole = analyser.analyse(&gold.article);
        for (end, _) in text.match_indices("\n\n").step_by(4) {
            let cut = Article { text: text[..end].to_owned(), ..gold.article.clone() };
            let points = cut.text.chars().count();
            let (alone, within) = (analyser.analyse(&cut), before(&whole, points));
            let alone = before(&alone, points);
            count += within.len();
            let changed = within.iter().filter(|parts| !alone.contains(parts));
            otherwise.extend(changed.map(|parts| format!("{} {parts:?}, cut at {points}", gold.article.id)));
            let added = alone.iter().filter(|parts| !within.contains(parts));
            otherwise.extend(added.map(|parts| format!("{} {parts:?} more, cut at {points}", gold.article.id)));
        }
    }
    assert!(count > 1000, "{count} rows");
    assert!(otherwise.len() * SELDOM <= count, "{} of {count}:\n{}", otherwise.len(), otherwise.join("\n"));
}
