//! What the analyser finds in annotated articles stays above the floors.
#![allow(missing_docs, clippy::expect_used, clippy::print_stdout)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use udsagn::Language;
use udsagn::analysis::{Analyser, Analysers};
use udsagn::evaluation::{Figures, judge, load, report};

static ANALYSERS: LazyLock<Analysers> = LazyLock::new(|| Analysers::any(Analyser::new().expect("the data is good")));

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold")
}

/// The floors of each folder: its name, how many articles it holds, figures with their least values.
fn floors() -> BTreeMap<String, (usize, Vec<(String, f64)>)> {
    let text = fs::read_to_string(root().join("floors")).expect("floors");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let mut words = line.split_whitespace();
            let name = words.next().expect("a folder").to_owned();
            let articles = words.next().and_then(|word| word.parse().ok()).expect("a number of articles");
            let floors = words.map(|word| {
                let (figure, value) = word.split_once('=').expect("FIGURE=VALUE");
                (figure.to_owned(), value.parse().expect("a number"))
            });
            (name, (articles, floors.collect()))
        })
        .collect()
}

#[track_caller]
fn check(name: &str) {
    let (articles, floors) = floors().remove(name).expect("the folder has floors");
    assert!(!floors.is_empty(), "{name} has no floors");
    let loaded = load(&[root().join(name)]);
    assert!(loaded.faults.is_empty(), "{:?}", loaded.faults);
    assert_eq!(loaded.gold.len(), articles);
    let judged = loaded.gold.iter().flat_map(|gold| judge(gold, &ANALYSERS.analyse(&gold.article)));
    let entries: Vec<_> = judged.collect();
    let told = report::figures(&entries);
    println!("{name}: {told}");
    let figures = Figures::of(&entries);
    for (figure, floor) in floors {
        let value = figures.value(&figure).expect("a figure");
        assert!(value >= floor, "{name}: {figure} is {value:.1}, below {floor:.1}\n{told}");
    }
}

#[test]
fn seeds() {
    check("seeds");
}

#[test]
fn invented_articles() {
    check("syn");
}

#[test]
fn varied_articles() {
    check("own");
}

#[test]
fn many_more_articles() {
    check("more");
}

#[test]
fn articles_that_nothing_is_fitted_on() {
    check("aside");
}

#[test]
fn norwegian_articles() {
    check("norsk");
}

/// No folder is left out of the above.
#[test]
fn every_folder_has_floors() {
    let entries = fs::read_dir(root()).expect("a folder").map(|entry| entry.expect("an entry"));
    let folders = entries.filter(|entry| entry.path().is_dir());
    let folders: BTreeSet<_> = folders.map(|folder| folder.file_name().into_string().expect("a name")).collect();
    assert_eq!(folders, floors().into_keys().collect());
}

/// Each article's words tell the language that its folder is in.
#[test]
fn languages_are_told_apart() {
    for gold in load(&[root()]).gold {
        let wanted = if gold.article.id.starts_with("norsk-") { "nb" } else { "da" };
        assert_eq!(Language::of_text(&gold.article.text).code(), wanted, "{}", gold.article.id);
    }
}
