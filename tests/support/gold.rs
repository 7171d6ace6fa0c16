//! Annotated articles: a line of JSON on the article, its text with `⟦n⟧…⟦/n⟧` around every part of statement n,
//! a line `=====`, and a line of JSON a statement.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use udsagn::article::{Article, published, title_line};
use udsagn::label::{Act, Kind, Stance};

#[derive(Deserialize)]
struct Head {
    doc: String,
    #[serde(default)]
    published: Option<String>,
    #[serde(default)]
    title: Option<String>,
}

/// A statement as people annotated it.
#[derive(Debug, Deserialize)]
pub struct GoldStatement {
    /// Its number in the text.
    pub n: u32,
    pub kind: Kind,
    #[serde(default)]
    pub speaker: Option<String>,
    /// Other names that are right.
    #[serde(default)]
    pub aliases: Vec<String>,
    pub act: Act,
    pub stance: Stance,
    #[serde(default)]
    pub date: Option<String>,
    /// A borderline statement, which counts neither way.
    #[serde(default)]
    pub optional: bool,
    /// `[start, end]` of each part in code points.
    #[serde(skip)]
    pub parts: Vec<[usize; 2]>,
}

/// An annotated article.
#[derive(Debug)]
pub struct Gold {
    pub article: Article,
    pub statements: Vec<GoldStatement>,
}

/// The annotated articles of a folder under `tests/gold`, sorted by file name.
pub fn folder(name: &str) -> Vec<Gold> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold").join(name);
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
        .iter()
        .map(|path| {
            let text = fs::read_to_string(path).expect("an annotated article");
            read(&text).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
        })
        .collect()
}

/// Reads an annotated article, or tells what is wrong with it.
pub fn read(file: &str) -> Result<Gold, String> {
    let (head, rest) = file.split_once('\n').ok_or("one line only")?;
    let head: Head = serde_json::from_str(head).map_err(|cause| cause.to_string())?;
    let (body, table) = rest.split_once("\n=====").ok_or("no line =====")?;
    let (text, mut parts) = strip(body)?;
    let mut statements = Vec::new();
    for line in table.lines().filter(|line| !line.trim().is_empty()) {
        let mut row: GoldStatement = serde_json::from_str(line).map_err(|cause| format!("{cause}: {line}"))?;
        row.parts = parts.remove(&row.n).ok_or_else(|| format!("statement {} is not in the text, or twice", row.n))?;
        statements.push(row);
    }
    if let Some(n) = parts.keys().next() {
        return Err(format!("statement {n} is not in the table"));
    }
    statements.sort_by_key(|row| row.n);
    let title = head.title.or_else(|| title_line(&text).map(|span| span.of(&text).to_owned()));
    let article = Article {
        title,
        published: head.published.as_deref().and_then(published::day),
        ..Article::new(head.doc, text)
    };
    Ok(Gold { article, statements })
}

type Parts = BTreeMap<u32, Vec<[usize; 2]>>;

/// The text without marks, and where they were.
fn strip(body: &str) -> Result<(String, Parts), String> {
    let mut text = String::new();
    let mut count = 0;
    let (mut parts, mut open) = (Parts::new(), BTreeMap::new());
    let mut rest = body;
    while let Some((before, after)) = rest.split_once('⟦') {
        text.push_str(before);
        count += before.chars().count();
        let (mark, after) = after.split_once('⟧').ok_or("⟦ without ⟧")?;
        rest = after;
        let number = |digits: &str| digits.parse::<u32>().map_err(|_| format!("⟦{mark}⟧?"));
        if let Some(digits) = mark.strip_prefix('/') {
            let n = number(digits)?;
            let start = open.remove(&n).ok_or_else(|| format!("⟦/{n}⟧ closes nothing"))?;
            parts.entry(n).or_default().push([start, count]);
        } else if open.insert(number(mark)?, count).is_some() {
            return Err(format!("⟦{mark}⟧ opened twice"));
        }
    }
    text.push_str(rest);
    match open.keys().next() {
        Some(n) => Err(format!("⟦{n}⟧ is not closed")),
        None => Ok((text, parts)),
    }
}
