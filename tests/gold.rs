//! What the analyser finds in annotated articles stays above the floors.
#![allow(missing_docs, clippy::expect_used, clippy::print_stdout)]

#[path = "support/gold.rs"]
mod gold;
#[path = "support/score.rs"]
mod score;

use std::sync::LazyLock;

use gold::{folder, read};
use score::Score;
use udsagn::analysis::Analyser;

/// Least F1 in per cent: quotations; quotations with their speaker; indirect claims with their speaker.
struct Floors {
    quote: f64,
    quote_attr: f64,
    claim_attr: f64,
}

/// The five articles of `seeds/`.
const SEEDS: Floors = Floors { quote: 95.0, quote_attr: 90.0, claim_attr: 70.0 };

/// Forty invented articles in every house style.
const SYN: Floors = Floors { quote: 88.0, quote_attr: 78.0, claim_attr: 50.0 };

static ANALYSER: LazyLock<Analyser> = LazyLock::new(|| Analyser::new().expect("the data is good"));

#[track_caller]
fn check(name: &str, articles: usize, floors: &Floors) {
    let gold = folder(name);
    assert_eq!(gold.len(), articles);
    let mut score = Score::default();
    for gold in &gold {
        score.add(gold, &ANALYSER.analyse(&gold.article));
    }
    println!("{name}: {score}");
    for (figure, value, floor) in [
        ("quote_f1", score.quote_f1(), floors.quote),
        ("quote_attr_f1", score.quote_attr_f1(), floors.quote_attr),
        ("claim_attr_f1", score.claim_attr_f1(), floors.claim_attr),
    ] {
        assert!(value >= floor, "{name}: {figure} is {value:.1}, below {floor:.1}\n{score}");
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

const SMALL: &str = r#"{"doc": "a", "published": "2020-01-02", "title": "Broen"}
Broen

»⟦1⟧Nej⟦/1⟧«, siger Ida Holm. »⟦1⟧Den er dyr.⟦/1⟧« Hun tror, at ⟦2⟧den åbner⟦/2⟧.
=====
{"n": 1, "kind": "direct", "speaker": "Ida Holm", "aliases": ["Holm"], "act": "deny", "stance": "oppose", "date": "2020-01-02"}
{"n": 2, "kind": "indirect", "speaker": "Ida Holm", "act": "state", "stance": "neutral", "date": "2020-01-02", "optional": true}
"#;

#[test]
fn the_reader_counts_in_code_points() {
    let gold = read(SMALL).expect("well formed");
    assert_eq!(gold.article.text, "Broen\n\n»Nej«, siger Ida Holm. »Den er dyr.« Hun tror, at den åbner.");
    assert_eq!(gold.statements[0].parts, [[8, 11], [31, 42]]);
    assert_eq!(gold.statements[1].parts, [[57, 66]]);
    for (good, bad) in
        [("⟦/2⟧", ""), ("⟦2⟧", ""), ("⟦2⟧", "⟦3⟧"), ("=====", "==="), ("\"n\": 2", "\"n\": 3"), ("indirect", "other")]
    {
        assert!(read(&SMALL.replacen(good, bad, 1)).is_err(), "{bad}");
    }
}

#[test]
fn the_score_tells_right_from_wrong() {
    let gold = read(SMALL).expect("well formed");
    let mut rows = ANALYSER.analyse(&gold.article);
    rows.retain(|row| row.parts == gold.statements[0].parts);
    assert_eq!(rows.len(), 1, "the quotation is found");
    let figures = |rows: &[_]| {
        let mut score = Score::default();
        score.add(&gold, rows);
        (score.quote_f1(), score.quote_attr_f1(), score.claim_f1())
    };
    assert_eq!(figures(&rows), (100.0, 100.0, 0.0));
    assert_eq!(figures(&[]), (0.0, 0.0, 0.0));
    rows[0].speaker = "Holms".to_owned();
    assert_eq!(figures(&rows), (100.0, 100.0, 0.0));
    rows[0].speaker = "Bo Kjær".to_owned();
    assert_eq!(figures(&rows), (100.0, 0.0, 0.0));
    rows[0].parts = vec![[8, 11]];
    assert_eq!(figures(&rows), (0.0, 0.0, 0.0));
}
