//! What the analyser finds in annotated articles stays above the floors.
#![allow(missing_docs, clippy::expect_used, clippy::print_stdout)]

use std::path::Path;
use std::sync::LazyLock;

use udsagn::Language;
use udsagn::analysis::{Analyser, Analysers};
use udsagn::evaluation::{Figures, judge, load, report};

/// Least F1 in per cent: quotations; quotations with their speaker; indirect claims with their speaker.
struct Floors {
    quote: f64,
    quote_attr: f64,
    claim_attr: f64,
}

/// The five articles of `seeds/`.
const SEEDS: Floors = Floors { quote: 98.0, quote_attr: 98.0, claim_attr: 90.0 };

/// Forty invented articles in every house style.
const SYN: Floors = Floors { quote: 97.0, quote_attr: 94.0, claim_attr: 93.0 };

/// Sixteen more, in which the commas, headlines and forms of report vary more.
const OWN: Floors = Floors { quote: 96.0, quote_attr: 94.0, claim_attr: 93.0 };

/// A hundred and four more in all house styles, some in the manner of the 1980s.
const MORE: Floors = Floors { quote: 96.0, quote_attr: 89.0, claim_attr: 86.0 };

/// Eighteen invented Norwegian articles; read by data alone.
const NORWEGIAN: Floors = Floors { quote: 94.0, quote_attr: 86.0, claim_attr: 83.0 };

static ANALYSERS: LazyLock<Analysers> = LazyLock::new(|| Analysers::any(Analyser::new().expect("the data is good")));

#[track_caller]
fn check(name: &str, articles: usize, floors: &Floors) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold").join(name);
    let loaded = load(&[folder]);
    assert!(loaded.faults.is_empty(), "{:?}", loaded.faults);
    assert_eq!(loaded.gold.len(), articles);
    let judged = loaded.gold.iter().flat_map(|gold| judge(gold, &ANALYSERS.analyse(&gold.article)));
    let entries: Vec<_> = judged.collect();
    let told = report::figures(&entries);
    println!("{name}: {told}");
    let figures = Figures::of(&entries);
    for (figure, floor) in
        [("quote_f1", floors.quote), ("quote_attr_f1", floors.quote_attr), ("claim_attr_f1", floors.claim_attr)]
    {
        let value = figures.value(figure).expect("a figure");
        assert!(value >= floor, "{name}: {figure} is {value:.1}, below {floor:.1}\n{told}");
    }
}

#[test]
fn seeds() {
    check("seeds", 5, &SEEDS);
}

#[test]
fn invented_articles() {
    check("syn", 40, &SYN);
}

#[test]
fn varied_articles() {
    check("own", 16, &OWN);
}

#[test]
fn many_more_articles() {
    check("more", 104, &MORE);
}

#[test]
fn norwegian_articles() {
    check("norsk", 18, &NORWEGIAN);
}

/// Each article's words tell the language that its folder is in.
#[test]
fn languages_are_told_apart() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold");
    for gold in load(&[folder]).gold {
        let wanted = if gold.article.id.starts_with("norsk-") { "nb" } else { "da" };
        assert_eq!(Language::of_text(&gold.article.text).code(), wanted, "{}", gold.article.id);
    }
}
