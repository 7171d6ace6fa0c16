//! What the store holds, as it is shown.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};

use super::fault::{fault, parse, write};
use super::fold::fold;
use super::record::Record;
use super::{
    ArticleEntry, ArticleLine, ArticleNumber, Change, Entry, Same, SpeakerEntry, SpeakerNumber, StatementNumber,
    speakers,
};
use crate::article::{Article, Part, PartKind};
use crate::error::Result;
use crate::label::{SpeakerKind, Stance};
use crate::span::Span;

/// See [`super::Store::speaker`].
pub(super) fn speaker(connection: &Connection, number: SpeakerNumber) -> Result<Option<SpeakerEntry>> {
    let Some(name) = speakers::name(connection, number)? else { return Ok(None) };
    let sql = "SELECT name, statements FROM speaker_names WHERE speaker = ?1 ORDER BY statements DESC, name";
    let mut names = connection.prepare_cached(sql)?;
    let names = names.query_map([number], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let names = names.collect::<rusqlite::Result<Vec<(String, u64)>>>()?;
    let records = Record::all(
        connection,
        "WHERE s.speaker = ?1 AND s.state <> 'rejected' ORDER BY s.day = 0, s.day, s.article, s.place, s.number",
        &[&number],
    )?;
    let mut roles: Vec<(String, u64)> = Vec::new();
    let mut stances: Vec<(Stance, u64)> = Vec::new();
    for record in &records {
        if let Some(role) = &record.row.speaker_role {
            speakers::count(&mut roles, role.clone());
        }
        speakers::count(&mut stances, record.row.stance);
    }
    roles.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    stances.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    let is_person = records.iter().any(|record| record.row.speaker_kind == Some(SpeakerKind::Person));
    let folded: Vec<String> = names.iter().map(|(name, _)| fold(name)).chain([fold(&name)]).collect();
    let perhaps = speakers::perhaps(connection, number, &folded, is_person)?;
    let entries = entries(connection, records)?;
    Ok(Some(SpeakerEntry { number, name, names, roles, entries, stances, perhaps }))
}

/// See [`super::Store::article_number`].
pub(super) fn article_number(connection: &Connection, id: &str) -> Result<Option<ArticleNumber>> {
    let mut find = connection.prepare_cached("SELECT number FROM articles WHERE id = ?1")?;
    Ok(find.query_row([id], |row| row.get(0)).optional()?)
}

/// Statements with where the same claim stands.
pub(super) fn entries(connection: &Connection, records: Vec<Record>) -> Result<Vec<Entry>> {
    let mut known: BTreeMap<i64, Option<Same>> = BTreeMap::new();
    let mut entries = Vec::with_capacity(records.len());
    for record in records {
        let same = match record.same {
            None => None,
            Some(group) => match known.get(&group) {
                Some(same) => same.clone(),
                None => {
                    let same = same(connection, group)?;
                    known.insert(group, same.clone());
                    same
                }
            },
        };
        entries.push(Entry { same, ..record.entry() });
    }
    Ok(entries)
}

/// A group of the same claim; nothing where one article alone holds it by now.
fn same(connection: &Connection, group: i64) -> Result<Option<Same>> {
    let sql = "SELECT count(*), count(DISTINCT article) FROM statements WHERE same = ?1";
    let (appearances, articles): (u32, u32) =
        connection.prepare_cached(sql)?.query_row([group], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if articles < 2 {
        return Ok(None);
    }
    let sql = "SELECT a.published, a.source, a.id FROM statements s JOIN articles a ON a.number = s.article
               WHERE s.same = ?1 ORDER BY s.day = 0, s.day, s.article, s.place LIMIT 1";
    let first = |row: &rusqlite::Row| {
        let source: Option<String> = row.get(1)?;
        let source = source.filter(|source| !source.is_empty());
        Ok((row.get::<_, Option<String>>(0)?, source.map_or_else(|| row.get(2), Ok)?))
    };
    let (day, first_source) = connection.prepare_cached(sql)?.query_row([group], first)?;
    Ok(Some(Same { group, appearances, first_day: day.unwrap_or_default(), first_source }))
}

/// See [`super::Store::statement`].
pub(super) fn statement(connection: &Connection, number: StatementNumber) -> Result<Option<Entry>> {
    let record = Record::load(connection, number)?;
    Ok(entries(connection, record.into_iter().collect())?.pop())
}

/// See [`super::Store::claims`].
pub(super) fn claims(
    connection: &Connection,
    statements: &BTreeSet<StatementNumber>,
) -> Result<BTreeMap<StatementNumber, String>> {
    let numbers = write(statements)?;
    let records = Record::all(connection, "WHERE s.number IN (SELECT value FROM json_each(?1))", &[&numbers])?;
    Ok(records.into_iter().map(|record| (record.number, record.row.claim)).collect())
}

/// An article as it was read.
pub(super) fn bare_article(connection: &Connection, number: ArticleNumber) -> Result<Option<Article>> {
    let sql = "SELECT a.id, a.title, a.author, a.url, a.source, a.published, t.text, t.parts
               FROM articles a JOIN texts t ON t.article = a.number WHERE a.number = ?1";
    let mut find = connection.prepare_cached(sql)?;
    let mut rows = find.query([number])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let published: Option<String> = row.get(5)?;
    let parts: String = row.get(7)?;
    Ok(Some(Article {
        id: row.get(0)?,
        title: row.get(1)?,
        author: row.get(2)?,
        url: row.get(3)?,
        source: row.get(4)?,
        published: published.and_then(|day| day.parse().ok()),
        text: row.get(6)?,
        parts: read_parts(&parts)?,
    }))
}

/// How the kinds of lines are written.
const PART_KINDS: [(PartKind, &str); 3] =
    [(PartKind::Headline, "headline"), (PartKind::Heading, "heading"), (PartKind::Caption, "caption")];

fn read_parts(json: &str) -> Result<Vec<Part>> {
    let parts: Vec<(usize, usize, String)> = parse(json)?;
    let read = |(start, end, word): (usize, usize, String)| {
        let kind = PART_KINDS.iter().find(|(_, known)| *known == word);
        let (kind, _) = kind.ok_or_else(|| fault(format!("is damaged: no such lines as {word:?}")))?;
        Ok(Part { span: Span::new(start, end), kind: *kind })
    };
    parts.into_iter().map(read).collect()
}

/// The lines of which an input says what they are, as JSON.
pub(super) fn written_parts(parts: &[Part]) -> Result<String> {
    let word = |kind| PART_KINDS.iter().find(|(known, _)| *known == kind).map_or("", |(_, word)| word);
    let parts: Vec<_> = parts.iter().map(|part| (part.span.start(), part.span.end(), word(part.kind))).collect();
    write(&parts)
}

/// See [`super::Store::article`].
pub(super) fn article(connection: &Connection, number: ArticleNumber) -> Result<Option<ArticleEntry>> {
    let Some(article) = bare_article(connection, number)? else { return Ok(None) };
    let entries = entries(connection, Record::of_article(connection, number)?)?;
    Ok(Some(ArticleEntry { number, article, entries }))
}

/// See [`super::Store::articles`].
pub(super) fn articles(
    connection: &Connection,
    words: &str,
    offset: u64,
    limit: u64,
) -> Result<(Vec<ArticleLine>, u64)> {
    // Every word once more for each of so few articles is soon done; one long string of conditions would not be cached.
    let words: Vec<String> = fold(words).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let words = write(&words)?;
    let holds = "NOT EXISTS (SELECT 1 FROM json_each(?1) w WHERE instr(a.folded, w.value) = 0)";
    let total = connection.prepare_cached(&format!("SELECT count(*) FROM articles a WHERE {holds}"))?;
    let total = { total }.query_row([&words], |row| row.get(0))?;
    let sql = format!(
        "SELECT a.number, a.title, a.id, a.source, a.published,
            (SELECT count(*) FROM statements s WHERE s.article = a.number),
            (SELECT count(*) FROM statements s WHERE s.article = a.number AND s.state <> 'open')
         FROM articles a WHERE {holds} ORDER BY a.day DESC, a.number DESC LIMIT ?2 OFFSET ?3"
    );
    let mut find = connection.prepare_cached(&sql)?;
    let lines = find.query_map(params![words, limit.cast_signed(), offset.cast_signed()], |row| {
        let title: Option<String> = row.get(1)?;
        Ok(ArticleLine {
            number: row.get(0)?,
            title: title.filter(|title| !title.is_empty()).map_or_else(|| row.get(2), Ok)?,
            source: row.get::<_, Option<String>>(3)?.unwrap_or_default(),
            published: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
            statements: row.get(5)?,
            done: row.get(6)?,
        })
    })?;
    Ok((lines.collect::<rusqlite::Result<_>>()?, total))
}

/// See [`super::Store::changes`].
pub(super) fn changes(connection: &Connection, statement: Option<StatementNumber>, limit: u64) -> Result<Vec<Change>> {
    let sql = match statement {
        Some(_) => format!("{CHANGE} WHERE statement = ?1 ORDER BY number DESC LIMIT ?2"),
        None => format!("{CHANGE} WHERE ?1 IS NULL ORDER BY number DESC LIMIT ?2"),
    };
    let mut find = connection.prepare_cached(&sql)?;
    let mut rows = find.query(params![statement, limit.cast_signed()])?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        changes.push(change(row)?);
    }
    Ok(changes)
}

/// What [`change`] reads.
pub(super) const CHANGE: &str = "SELECT number, at, statement, what, before, after, undone FROM changes";

/// A change from a row of [`CHANGE`].
pub(super) fn change(row: &rusqlite::Row) -> Result<Change> {
    Ok(Change {
        number: row.get(0)?,
        at: row.get(1)?,
        statement: row.get(2)?,
        what: row.get(3)?,
        before: parse(row.get_ref(4)?.as_str().map_err(rusqlite::Error::from)?)?,
        after: parse(row.get_ref(5)?.as_str().map_err(rusqlite::Error::from)?)?,
        undone: row.get(6)?,
    })
}

/// Whether the article stands in the store as it is, read by these rules.
pub(super) fn knows(connection: &Connection, article: &Article, rules: &str) -> Result<bool> {
    let sql = "SELECT 1 FROM articles a JOIN texts t ON t.article = a.number
               WHERE a.id = ?1 AND a.rules = ?2 AND a.title IS ?3 AND a.author IS ?4 AND a.url IS ?5 AND a.source IS ?6
               AND a.published IS ?7 AND t.parts = ?8 AND t.text = ?9";
    let published = article.published.map(|day| day.to_string());
    let parts = written_parts(&article.parts)?;
    let values = params![
        article.id,
        rules,
        article.title,
        article.author,
        article.url,
        article.source,
        published,
        parts,
        article.text
    ];
    Ok(connection.prepare_cached(sql)?.query_row(values, |_| Ok(())).optional()?.is_some())
}
