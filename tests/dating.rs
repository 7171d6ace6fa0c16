//! The day on which a statement was made, in articles that tell of several days.
#![allow(missing_docs, clippy::expect_used)]

use std::sync::LazyLock;

use serde::Deserialize;
use udsagn::analysis::Analyser;
use udsagn::article::Article;

static ANALYSER: LazyLock<Analyser> = LazyLock::new(|| Analyser::new().expect("the data is good"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    article: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    published: String,
    text: String,
}

/// A claim that an article marks, with its date.
struct Mark {
    date: String,
    claim: String,
    /// Where it begins, in code points.
    start: usize,
}

/// The text without its marks.
fn read(case: &Case) -> (String, Vec<Mark>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut rest = case.text.trim_start();
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let (date, after) = after.split_once('|').expect("a mark has a date");
        let (claim, after) = after.split_once(']').expect("a mark is closed");
        let date = if date == "=" { case.published.clone() } else { date.to_owned() };
        marks.push(Mark { date, claim: claim.to_owned(), start: text.chars().count() });
        text.push_str(claim);
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}

/// Every marked claim of the table is found with its date; gives how many there were.
fn check(name: &str) -> usize {
    let path = format!("{}/tests/dating/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let table: Table =
        toml::from_str(&std::fs::read_to_string(path).expect("the table is there")).expect("it is sound");
    let (mut wrong, mut count) = (Vec::new(), 0);
    for case in &table.article {
        let (text, marks) = read(case);
        let mut article = Article::new("example", &text);
        article.published = Some(&case.published).filter(|day| !day.is_empty()).map(|day| day.parse().expect("a day"));
        let found = ANALYSER.analyse(&article);
        for mark in marks {
            count += 1;
            let end = mark.start + mark.claim.chars().count();
            let fits = |parts: &[[usize; 2]]| parts.iter().any(|part| part[0] < end && mark.start < part[1]);
            match found.iter().find(|statement| fits(&statement.parts)) {
                Some(statement) if statement.date == mark.date => {}
                Some(statement) => wrong.push(format!(
                    "{}: {:?} is {:?} by {:?} (cue {:?}), not {:?}",
                    case.name, mark.claim, statement.date, statement.date_text, statement.cue, mark.date
                )),
                None => wrong.push(format!("{}: {:?} is not found", case.name, mark.claim)),
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
    count
}

#[test]
fn scenes() {
    assert!(check("scenes") >= 40);
}

#[test]
fn days_that_date_nothing() {
    assert!(check("traps") >= 30);
}

#[test]
fn articles_of_many_kinds() {
    assert!(check("papers") >= 35);
}

#[test]
fn what_points_back() {
    assert!(check("back") >= 12);
}
