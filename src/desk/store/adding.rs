//! An article with its rows → the store; where it stands there already, what people did is carried over.

use rusqlite::{Connection, params};

use super::carry::{self, Words, overlap};
use super::fault;
use super::fold::fold;
use super::record::{Record, day_number};
use super::rows::{Text, correct};
use super::{Added, ArticleNumber, read};
use crate::article::Article;
use crate::error::Result;
use crate::label::{Origin, State};
use crate::statement::Statement;

/// So much of a row and of a statement that nobody has touched must be common that the row keeps its number; and of an added
/// one, that it takes the row's place.
const LEAST_SHARE: f64 = 0.5;

/// See [`super::Store::add`].
pub(super) fn add(connection: &Connection, article: &Article, rows: &[Statement], rules: &str) -> Result<Added> {
    if read::knows(connection, article, rules)? {
        return Ok(Added::Known);
    }
    put(connection, article, rows, rules)
}

/// Puts an article into the store, also one that stands there just so.
pub(super) fn put(connection: &Connection, article: &Article, rows: &[Statement], rules: &str) -> Result<Added> {
    match read::article_number(connection, &article.id)? {
        None => {
            let number = write(connection, None, article, rules)?;
            for row in rows {
                Record::new(number, row.clone(), Origin::Machine).save(connection)?;
            }
            Ok(Added::New)
        }
        Some(number) => {
            let old = read::bare_article(connection, number)?.unwrap_or_default();
            write(connection, Some(number), article, rules)?;
            renew(connection, number, &old, article, rows)
        }
    }
}

fn write(
    connection: &Connection,
    number: Option<ArticleNumber>,
    article: &Article,
    rules: &str,
) -> Result<ArticleNumber> {
    let published = article.published.map(|day| day.to_string());
    let title = article.title.as_deref().unwrap_or_default();
    let sql = "INSERT INTO articles (number, id, title, author, url, source, published, day, rules, folded)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
               ON CONFLICT (number) DO UPDATE SET title = ?3, author = ?4, url = ?5, source = ?6, published = ?7,
               day = ?8, rules = ?9, folded = ?10 RETURNING number";
    let values = params![
        number,
        article.id,
        article.title,
        article.author,
        article.url,
        article.source,
        published,
        published.as_deref().and_then(day_number).unwrap_or(0),
        rules,
        fold(&format!("{title} {}", article.id)),
    ];
    let number = connection.prepare_cached(sql)?.query_row(values, |row| row.get(0))?;
    let parts = read::written_parts(&article.parts)?;
    connection.prepare_cached("INSERT OR REPLACE INTO texts VALUES (?1, ?2, ?3)")?.execute(params![
        number,
        article.text,
        parts
    ])?;
    Ok(number)
}

/// A statement of the old text, and where it stands in the new one.
struct Old {
    record: Record,
    /// The words as they were corrected.
    parts: Option<carry::Carried>,
    /// The words as the rules had found them.
    base: Option<carry::Carried>,
}

impl Old {
    /// How much of a new row is what this is about.
    fn share(&self, row: &Statement) -> f64 {
        let share = |carried: &Option<carry::Carried>| {
            carried.as_ref().map_or(0.0, |carried| overlap(&carried.parts, &row.parts))
        };
        share(&self.parts).max(share(&self.base))
    }
}

fn renew(
    connection: &Connection,
    number: ArticleNumber,
    old: &Article,
    article: &Article,
    rows: &[Statement],
) -> Result<Added> {
    let (old_text, new_text) = (Text::new(old), Text::new(article));
    let (old_words, new_words) = (Words::of(&old_text), Words::of(&new_text));
    let place = |parts: &[[usize; 2]]| {
        if old.text == article.text {
            return Some(carry::Carried { parts: parts.to_vec(), is_whole: true });
        }
        carry::parts(&old_words, &new_words, parts)
    };
    let olds = Record::of_article(connection, number)?.into_iter().map(|record| {
        let base = if record.base.parts == record.row.parts { None } else { place(&record.base.parts) };
        Old { parts: place(&record.row.parts), base, record }
    });
    let mut olds: Vec<Old> = olds.collect();
    // What people did has the first choice of rows, then what is nearest.
    let mut shares = Vec::new();
    for (at, old) in olds.iter().enumerate() {
        let is_touched = old.record.is_touched();
        let least = if is_touched && old.record.origin == Origin::Machine { f64::MIN_POSITIVE } else { LEAST_SHARE };
        let near = rows.iter().enumerate().map(|(row, found)| (is_touched, old.share(found), at, row));
        shares.extend(near.filter(|(_, share, ..)| *share >= least));
    }
    shares.sort_by(|one, other| {
        other.0.cmp(&one.0).then(other.1.total_cmp(&one.1)).then((one.2, one.3).cmp(&(other.2, other.3)))
    });
    let mut row_of = vec![None; olds.len()];
    let mut taken = vec![false; rows.len()];
    for (_, _, at, row) in shares {
        if row_of[at].is_none() && !taken[row] {
            row_of[at] = Some(row);
            taken[row] = true;
        }
    }
    let (mut carried, mut lost) = (0, 0);
    let mut kept: Vec<Record> = Vec::new();
    for (old, row) in olds.drain(..).zip(row_of) {
        let row = row.map(|row| &rows[row]);
        if !old.record.is_touched() {
            match row {
                Some(row) => {
                    let mut record = old.record;
                    record.base = row.clone();
                    kept.push(record);
                }
                None => old.record.remove(connection)?,
            }
            continue;
        }
        let before = old.record.clone();
        match carry_over(old, row, &new_text) {
            Some(record) => {
                carried += 1;
                kept.push(record);
            }
            None => {
                lost += 1;
                before.remove(connection)?;
            }
        }
    }
    let fresh = rows.iter().zip(taken).filter(|(_, taken)| !taken);
    kept.extend(fresh.map(|(row, _)| Record::new(number, row.clone(), Origin::Machine)));
    let others = kept.clone();
    for record in &mut kept {
        correct(record, &new_text, &others);
        record.save(connection)?;
    }
    if old.text != article.text {
        move_changes(connection, number, place)?;
    }
    Ok(Added::Renewed { carried, lost })
}

/// A statement that people had to do with, in the new text; nothing where its words are gone from it.
fn carry_over(old: Old, row: Option<&Statement>, text: &Text) -> Option<Record> {
    let Old { mut record, parts, base } = old;
    let had_parts = record.corrections.parts.is_some();
    let decided = record.state != State::Open || had_parts;
    let (place, is_corrected) = match (parts, base) {
        (Some(parts), _) => (parts, true),
        (None, Some(base)) => (base, false),
        (None, None) => return None,
    };
    record.doubtful |= !place.is_whole || !is_corrected;
    record.corrections.parts = None;
    record.base = match (row, record.origin) {
        (Some(row), Origin::Machine) => row.clone(),
        // The rules find it no more, or never did: it is as it was, at its new place.
        _ => text.moved(record.base, &place.parts),
    };
    // What somebody has decided is about these very words, whatever the rules now take for the claim.
    if decided && record.base.parts != place.parts {
        record.corrections.parts = Some(place.parts);
    }
    Some(record)
}

/// Gives changes of parts the places of the new text, so that they can be undone; those whose words are gone cannot.
fn move_changes(
    connection: &Connection,
    article: ArticleNumber,
    place: impl Fn(&[[usize; 2]]) -> Option<carry::Carried>,
) -> Result<()> {
    let sql = "SELECT c.number, c.before, c.after FROM changes c JOIN statements s ON s.number = c.statement
               WHERE s.article = ?1 AND c.what = 'parts' AND c.stale = 0";
    let mut find = connection.prepare_cached(sql)?;
    let found = find.query_map([article], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let found = found.collect::<rusqlite::Result<Vec<(i64, String, String)>>>()?;
    let moved = |json: &str| -> Result<Option<Vec<[usize; 2]>>> {
        let whole = place(&fault::parse::<Vec<[usize; 2]>>(json)?).filter(|carried| carried.is_whole);
        Ok(whole.map(|carried| carried.parts))
    };
    for (number, before, after) in found {
        match (moved(&before)?, moved(&after)?) {
            (Some(before), Some(after)) => {
                let sql = "UPDATE changes SET before = ?2, after = ?3 WHERE number = ?1";
                let values = params![number, fault::write(&before)?, fault::write(&after)?];
                connection.prepare_cached(sql)?.execute(values)?;
            }
            _ => {
                connection.prepare_cached("UPDATE changes SET stale = 1 WHERE number = ?1")?.execute([number])?;
            }
        }
    }
    Ok(())
}
