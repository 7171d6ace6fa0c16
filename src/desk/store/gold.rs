//! Corrections → annotated articles, as [`crate::evaluation::gold`] reads them.

use std::path::Path;

use rusqlite::Connection;
use serde_json::{Value, json};

use super::fault::write;
use super::fold::fold;
use super::read;
use super::record::{Corrections, Record};
use crate::article::{Article, Notice};
use crate::error::{Error, Result};
use crate::label::{Origin, State};
use crate::output::write_file;

/// Longest part of a file's name that is taken from an article's id, in letters.
const NAME: usize = 60;

/// See [`super::Store::export_gold`].
pub(super) fn export(connection: &Connection, folder: &Path, tell: &mut dyn FnMut(Notice)) -> Result<usize> {
    std::fs::create_dir_all(folder).map_err(|cause| Error::Write { path: folder.to_owned(), cause })?;
    // A first choice by what is quickly read.
    let sql = "SELECT DISTINCT s.article FROM statements s JOIN contents c ON c.statement = s.number
               WHERE s.state <> 'open' OR s.origin = 'human' OR s.pinned IS NOT NULL OR c.corrections <> '{}'
               ORDER BY s.article";
    let mut find = connection.prepare(sql)?;
    let articles = find.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    let mut count = 0;
    for number in articles {
        let Some(article) = read::bare_article(connection, number)? else { continue };
        if article.text.contains('⟦') || article.text.contains("\n=====") {
            let message = "is left out: its text holds marks of annotated articles".to_owned();
            tell(Notice { place: article.id, message });
            continue;
        }
        let records: Vec<Record> = Record::of_article(connection, number)?;
        let records: Vec<Record> = records.into_iter().filter(|record| record.state != State::Rejected).collect();
        let file = annotated(connection, &article, &records)?;
        write_file(&folder.join(file_name(&article.id, number)), file.as_bytes())?;
        count += 1;
    }
    Ok(count)
}

/// A name that tells the article and is no other one's.
fn file_name(id: &str, number: i64) -> String {
    let letters =
        id.chars().map(|letter| if letter.is_alphanumeric() || "-_.".contains(letter) { letter } else { '-' });
    let name: String = letters.take(NAME).collect();
    format!("{}-{number}.txt", name.trim_start_matches('.').trim_end_matches(".txt"))
}

fn annotated(connection: &Connection, article: &Article, records: &[Record]) -> Result<String> {
    let head = json!({
        "doc": article.id,
        "published": article.published.map(|day| day.to_string()),
        "title": article.title,
        "source": article.source,
        "url": article.url,
    });
    let mut file = format!("{}\n{}\n=====\n", write(&head)?, marked(&article.text, records));
    for (n, record) in (1..).zip(records) {
        file += &write(&described(connection, n, record)?)?;
        file.push('\n');
    }
    Ok(file)
}

/// The text with marks around every part of statement n.
fn marked(text: &str, records: &[Record]) -> String {
    // What closes stands before what opens at the same place.
    let mut marks: Vec<(usize, bool, usize)> = Vec::new();
    for (n, record) in (1..).zip(records) {
        for [start, end] in &record.row.parts {
            marks.extend([(*start, true, n), (*end, false, n)]);
        }
    }
    marks.sort_unstable();
    let mut marks = marks.into_iter().peekable();
    let mut marked = String::with_capacity(text.len() + 16 * records.len());
    let letters = text.chars().map(Some).chain([None]);
    for (at, letter) in letters.enumerate() {
        while let Some((_, opens, n)) = marks.next_if(|mark| mark.0 == at) {
            marked += &if opens { format!("⟦{n}⟧") } else { format!("⟦/{n}⟧") };
        }
        marked.extend(letter);
    }
    marked
}

fn described(connection: &Connection, n: usize, record: &Record) -> Result<Value> {
    let row = &record.row;
    let mut line = json!({
        "n": n,
        "kind": row.kind,
        "speaker": (!row.speaker.is_empty()).then_some(&row.speaker),
        "aliases": aliases(connection, record)?,
        "as_written": row.mention,
        "act": row.act,
        "stance": row.stance,
        "date": (!row.date.is_empty()).then_some(&row.date),
    });
    let is_decided = record.origin == Origin::Human
        || record.state == State::Checked
        || record.pinned.is_some()
        || record.corrections != Corrections::default();
    if !is_decided {
        line["optional"] = true.into();
    }
    Ok(line)
}

/// Other names that are right too: those that the same speaker has elsewhere, and the mention where it is a part of the name.
fn aliases(connection: &Connection, record: &Record) -> Result<Vec<String>> {
    let own = fold(&record.row.speaker);
    let Some(speaker) = record.speaker else { return Ok(Vec::new()) };
    let sql = "SELECT name FROM speaker_names WHERE speaker = ?1 ORDER BY statements DESC, name";
    let mut find = connection.prepare_cached(sql)?;
    let mut names = find.query_map([speaker], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    names.retain(|name| fold(name) != own);
    if let Some(mention) = &record.row.mention {
        let folded = fold(mention);
        let is_part = folded != own && !folded.is_empty() && format!(" {own} ").contains(&format!(" {folded} "));
        if is_part && !names.contains(mention) {
            names.push(mention.clone());
        }
    }
    Ok(names)
}
