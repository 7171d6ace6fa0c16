//! Annotated articles: a line of JSON on the article, its text with `⟦n⟧…⟦/n⟧` around every part of statement n,
//! a line `=====`, and a line of JSON a statement. Or the same as a pair of JSON Lines, articles and statements.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::article::{Article, published, title_of};
use crate::error::of_json;
use crate::label::{Act, Kind, Stance};

/// A statement as people annotated it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct GoldStatement {
    /// Its number in the article.
    pub n: u32,
    /// Direct, mixed or indirect.
    pub kind: Kind,
    /// The source's fullest name; several are joined with `;`; nothing where nobody can be named.
    #[serde(default)]
    pub speaker: Option<String>,
    /// Other names that are right.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Speech act.
    pub act: Act,
    /// Side taken.
    pub stance: Stance,
    /// The day it was said, EDTF.
    #[serde(default)]
    pub date: Option<String>,
    /// A borderline statement, which counts neither way.
    #[serde(default)]
    pub optional: bool,
    /// `[start, end]` of each part, in code points.
    #[serde(default)]
    pub parts: Vec<[usize; 2]>,
}

/// An annotated article.
#[derive(Clone, Debug, PartialEq)]
pub struct Gold {
    /// The bare article, as the analyser reads it.
    pub article: Article,
    /// What people found in it, by number.
    pub statements: Vec<GoldStatement>,
}

#[derive(Deserialize)]
struct Head {
    #[serde(alias = "id")]
    doc: String,
    published: Option<String>,
    title: Option<String>,
    #[serde(default)]
    text: String,
}

impl Head {
    fn article(self, text: String) -> Result<Article, String> {
        let title = self.title.or_else(|| title_of(&text));
        let published = match self.published {
            Some(day) => Some(published::day(&day).ok_or_else(|| format!("`published` is no date: {day:?}"))?),
            None => None,
        };
        Ok(Article { title, published, ..Article::new(self.doc, text) })
    }
}

/// Reads an annotated article with its marks.
///
/// # Errors
/// What is wrong with it: broken JSON, an unknown label, marks that do not pair, white space at the edge of a part,
/// marks and table that differ.
pub fn read(file: &str) -> Result<Gold, String> {
    let file = file.strip_prefix('\u{feff}').unwrap_or(file).replace("\r\n", "\n");
    let (head, rest) = file.split_once('\n').ok_or("one line only")?;
    let head: Head =
        parse(head).map_err(|fault| format!("the first line is no head of an annotated article: {fault}"))?;
    let (body, table) = rest.split_once("\n=====").ok_or("no line =====")?;
    let (text, mut parts) = strip(body)?;
    let mut statements: Vec<GoldStatement> = Vec::new();
    for line in table.lines().filter(|line| !line.trim().is_empty()) {
        let mut row: GoldStatement = parse(line).map_err(|fault| format!("{fault}: {line}"))?;
        if statements.iter().any(|other| other.n == row.n) {
            return Err(format!("statement {} is described twice", row.n));
        }
        row.parts = parts.remove(&row.n).ok_or_else(|| format!("statement {} is not in the text", row.n))?;
        statements.push(row);
    }
    if let Some(n) = parts.keys().next() {
        return Err(format!("statement {n} is not in the table"));
    }
    statements.sort_by_key(|row| row.n);
    Ok(Gold { article: head.article(text)?, statements })
}

type Parts = BTreeMap<u32, Vec<[usize; 2]>>;

/// The text without marks, and where they were.
fn strip(body: &str) -> Result<(String, Parts), String> {
    let mut text = String::new();
    let mut count = 0;
    let mut parts = Parts::new();
    let mut open: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    let mut rest = body;
    while let Some((before, after)) = rest.split_once('⟦') {
        text.push_str(before);
        count += before.chars().count();
        let (mark, after) = after.split_once('⟧').ok_or("⟦ without ⟧")?;
        rest = after;
        let number = |digits: &str| digits.parse::<u32>().map_err(|_| format!("⟦{mark}⟧ is no mark"));
        if let Some(digits) = mark.strip_prefix('/') {
            let n = number(digits)?;
            let (start, byte) = open.remove(&n).ok_or_else(|| format!("⟦/{n}⟧ closes nothing"))?;
            let part = &text[byte..];
            if part.is_empty() || part != part.trim() {
                return Err(format!("statement {n}: a part is empty or has white space at its edge"));
            }
            parts.entry(n).or_default().push([start, count]);
        } else if open.insert(number(mark)?, (count, text.len())).is_some() {
            return Err(format!("⟦{mark}⟧ is opened twice"));
        }
    }
    text.push_str(rest);
    match open.keys().next() {
        Some(n) => Err(format!("⟦{n}⟧ is not closed")),
        None => Ok((text, parts)),
    }
}

/// What a file of JSON Lines gave, with the faults by their line from 1.
pub(super) struct Lines<T> {
    pub good: Vec<T>,
    pub faults: Vec<(usize, String)>,
}

fn lines<'a, T>(file: &'a str, read: impl Fn(&'a str) -> Result<T, String>) -> Lines<T> {
    let mut lines = Lines { good: Vec::new(), faults: Vec::new() };
    for (number, line) in (1..).zip(file.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        match read(line) {
            Ok(good) => lines.good.push(good),
            Err(fault) => lines.faults.push((number, fault)),
        }
    }
    lines
}

/// The articles of a pair, without their statements yet.
pub(super) fn read_articles(file: &str) -> Lines<Gold> {
    lines(file, |line| {
        let mut head: Head = parse(line)?;
        let text = std::mem::take(&mut head.text);
        if text.is_empty() {
            return Err("no `text`".to_owned());
        }
        Ok(Gold { article: head.article(text)?, statements: Vec::new() })
    })
}

#[derive(Deserialize)]
struct Row {
    doc: String,
    /// The words of each part.
    #[serde(default)]
    claim: Vec<String>,
    #[serde(flatten)]
    statement: GoldStatement,
}

/// The statements of a pair, put to their articles. An article with a wrong statement is left out.
pub(super) fn read_statements(file: &str, articles: &mut Vec<Gold>) -> Vec<(usize, String)> {
    let texts: BTreeMap<String, Vec<char>> =
        articles.iter().map(|gold| (gold.article.id.clone(), gold.article.text.chars().collect())).collect();
    let mut wrong = Vec::new();
    let mut faults = Vec::new();
    let mut rows: BTreeMap<String, Vec<GoldStatement>> = BTreeMap::new();
    for (number, line) in (1..).zip(file.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let row: Row = match parse(line) {
            Ok(row) => row,
            Err(fault) => {
                faults.push((number, fault));
                wrong.extend(parse::<Doc>(line).map(|doc| doc.doc));
                continue;
            }
        };
        let known = rows.entry(row.doc.clone()).or_default();
        let fault = match texts.get(&row.doc) {
            None => Some(format!("no article {:?}", row.doc)),
            Some(_) if known.iter().any(|other| other.n == row.statement.n) => {
                Some(format!("statement {} is described twice", row.statement.n))
            }
            Some(text) => misplaced(text, &row),
        };
        match fault {
            None => known.push(row.statement),
            Some(fault) => {
                faults.push((number, fault));
                wrong.push(row.doc);
            }
        }
    }
    articles.retain(|gold| !wrong.contains(&gold.article.id));
    for gold in articles {
        gold.statements = rows.remove(&gold.article.id).unwrap_or_default();
        gold.statements.sort_by_key(|row| row.n);
    }
    faults
}

#[derive(Deserialize)]
struct Doc {
    doc: String,
}

/// What is wrong with the places of a statement.
fn misplaced(text: &[char], row: &Row) -> Option<String> {
    let parts = &row.statement.parts;
    if parts.is_empty() {
        return Some("no `parts`".to_owned());
    }
    for (place, &[start, end]) in parts.iter().enumerate() {
        let Some(words) = text.get(start..end).filter(|words| !words.is_empty()) else {
            return Some(format!("part [{start}, {end}] is not in the text"));
        };
        if row.claim.get(place).is_some_and(|claim| !claim.chars().eq(words.iter().copied())) {
            return Some(format!("part [{start}, {end}] has other words than `claim`"));
        }
    }
    None
}

/// Reads a line of JSON; the fault names the column, since the line is known.
pub(super) fn parse<'a, T: Deserialize<'a>>(line: &'a str) -> Result<T, String> {
    serde_json::from_str(line).map_err(|fault| message(&fault))
}

/// What is wrong with JSON, and the column, where it is known.
pub(super) fn message(fault: &serde_json::Error) -> String {
    let what = of_json(fault);
    if fault.column() == 0 { what } else { format!("{what} (column {})", fault.column()) }
}
