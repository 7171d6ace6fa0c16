//! Who a name means, across articles; one speaker made of two, and two of one.

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::fold::fold;
use super::{SpeakerNumber, StatementNumber};
use crate::error::{Error, Result};
use crate::label::SpeakerKind;

/// So many who may be meant too are told.
const MOST_PERHAPS: usize = 20;

/// The speaker that a name means, made where there is none yet; nothing for no name.
pub(super) fn named(connection: &Connection, name: &str) -> Result<Option<SpeakerNumber>> {
    let folded = fold(name);
    if folded.is_empty() {
        return Ok(None);
    }
    if let Some(known) = find(connection, name)? {
        return Ok(Some(known));
    }
    let number = make(connection, None)?;
    connection.prepare_cached("INSERT INTO names VALUES (?1, ?2)")?.execute(params![folded, number])?;
    Ok(Some(number))
}

/// See [`super::Store::speaker_of`].
pub(super) fn find(connection: &Connection, name: &str) -> Result<Option<SpeakerNumber>> {
    let mut find = connection.prepare_cached("SELECT speaker FROM names WHERE folded = ?1")?;
    Ok(find.query_row([fold(name)], |row| row.get(0)).optional()?)
}

fn make(connection: &Connection, name: Option<&str>) -> Result<SpeakerNumber> {
    connection.prepare_cached("INSERT INTO speakers (name) VALUES (?1)")?.execute([name])?;
    Ok(connection.last_insert_rowid())
}

/// The name that a speaker goes by; nothing where no statement is left to it.
pub(super) fn name(connection: &Connection, number: SpeakerNumber) -> Result<Option<String>> {
    let sql = "SELECT coalesce((SELECT name FROM speakers WHERE number = ?1), name) FROM speaker_names
               WHERE speaker = ?1 ORDER BY statements DESC, name LIMIT 1";
    let known = connection.prepare_cached(sql)?.query_row([number], |row| row.get(0)).optional()?;
    if known.is_some() {
        return Ok(known);
    }
    // All its statements are rejected.
    let sql = "SELECT name FROM statements WHERE speaker = ?1 LIMIT 1";
    Ok(connection.prepare_cached(sql)?.query_row([number], |row| row.get(0)).optional()?)
}

/// One more of a value.
pub(super) fn count<T: PartialEq>(counts: &mut Vec<(T, u64)>, value: T) {
    match counts.iter_mut().find(|(known, _)| *known == value) {
        Some((_, count)) => *count += 1,
        None => counts.push((value, 1)),
    }
}

/// Who else may be meant by some names.
pub(super) fn perhaps(
    connection: &Connection,
    number: SpeakerNumber,
    names: &[String],
    is_person: bool,
) -> Result<Vec<(SpeakerNumber, String, u64)>> {
    let sql = "SELECT speaker, folded, sum(statements) FROM speaker_names WHERE speaker <> ?1 GROUP BY speaker, folded";
    let mut others = connection.prepare_cached(sql)?;
    let mut rows = others.query([number])?;
    let mut found: Vec<(SpeakerNumber, u64)> = Vec::new();
    while let Some(row) = rows.next()? {
        let other = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
        let is_part = names.iter().any(|name| holds_words(name, other) || holds_words(other, name));
        let is_family =
            || is_person && names.iter().any(|name| family(name).is_some_and(|last| family(other) == Some(last)));
        if is_part || is_family() && is_person_of_name(connection, row.get(0)?)? {
            let (speaker, count) = (row.get(0)?, row.get(2)?);
            match found.iter_mut().find(|(known, _)| *known == speaker) {
                Some((_, all)) => *all += count,
                None => found.push((speaker, count)),
            }
        }
    }
    found.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    found.truncate(MOST_PERHAPS);
    let with_name = |(number, count)| Ok((number, name(connection, number)?.unwrap_or_default(), count));
    found.into_iter().map(with_name).collect()
}

/// Whether `words` stand in `name` as whole words in a row.
fn holds_words(name: &str, words: &str) -> bool {
    !words.is_empty() && format!(" {name} ").contains(&format!(" {words} "))
}

/// The last word of a name of two words or more.
fn family(name: &str) -> Option<&str> {
    name.rsplit_once(' ').map(|(_, last)| last)
}

fn is_person_of_name(connection: &Connection, number: SpeakerNumber) -> Result<bool> {
    let sql = "SELECT coalesce(c.\"row\", c.base) ->> 'speaker_kind' FROM statements s
               JOIN contents c ON c.statement = s.number WHERE s.speaker = ?1 LIMIT 1";
    let kind: Option<Option<String>> =
        connection.prepare_cached(sql)?.query_row([number], |row| row.get(0)).optional()?;
    Ok(kind.flatten().as_deref() == Some(SpeakerKind::Person.as_str()))
}

/// See [`super::Store::speakers`].
pub(super) fn complete(connection: &Connection, words: &str, limit: u64) -> Result<Vec<(SpeakerNumber, String, u64)>> {
    let words = fold(words);
    let sql = "SELECT speaker FROM speaker_names WHERE instr(' ' || folded, ' ' || ?1) > 0
               GROUP BY speaker ORDER BY sum(statements) DESC, speaker LIMIT ?2";
    let mut find = connection.prepare_cached(sql)?;
    let found = find.query_map(params![words, limit.cast_signed()], |row| row.get(0))?;
    let mut speakers = Vec::new();
    for number in found {
        let number: SpeakerNumber = number?;
        speakers.push((number, name(connection, number)?.unwrap_or_default(), statements(connection, number)?));
    }
    Ok(speakers)
}

/// How many statements a speaker has, rejected ones left out.
fn statements(connection: &Connection, number: SpeakerNumber) -> Result<u64> {
    let sql = "SELECT coalesce(sum(statements), 0) FROM speaker_names WHERE speaker = ?1";
    Ok(connection.prepare_cached(sql)?.query_row([number], |row| row.get(0))?)
}

/// What undoing a merge or a split has to put back.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Moved {
    /// Whose they were.
    pub from: SpeakerNumber,
    /// Whose they became.
    pub into: SpeakerNumber,
    /// The names that meant the one.
    pub names: Vec<String>,
    /// The statements, and whether each had its speaker apart from its name.
    pub statements: Vec<(StatementNumber, Option<SpeakerNumber>)>,
}

/// Gives all that is one speaker's to another.
pub(super) fn merge(connection: &Connection, from: SpeakerNumber, into: SpeakerNumber) -> Result<Moved> {
    let mut names = connection.prepare_cached("SELECT folded FROM names WHERE speaker = ?1")?;
    let names = names.query_map([from], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut statements = connection.prepare_cached("SELECT number, pinned FROM statements WHERE speaker = ?1")?;
    let statements =
        statements.query_map([from], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    connection.prepare_cached("UPDATE names SET speaker = ?2 WHERE speaker = ?1")?.execute([from, into])?;
    let sql = "UPDATE statements SET speaker = ?2, pinned = iif(pinned IS NULL, NULL, ?2) WHERE speaker = ?1";
    connection.prepare_cached(sql)?.execute([from, into])?;
    Ok(Moved { from, into, names, statements })
}

/// Gives some statements of one speaker, each with the one that it was given apart from its name, to a new one, who is called
/// `name`. So many of them are not rejected.
pub(super) fn split(
    connection: &Connection,
    from: SpeakerNumber,
    statements: Vec<(StatementNumber, Option<SpeakerNumber>)>,
    standing: usize,
    name: &str,
) -> Result<Moved> {
    let others = "SELECT count(*) FROM statements WHERE speaker = ?1 AND state <> 'rejected'";
    let all: usize = connection.prepare_cached(others)?.query_row([from], |row| row.get(0))?;
    if standing >= all {
        return Err(Error::Usage(
            "these are all statements of the speaker: nothing would be left to split from".into(),
        ));
    }
    let into = make(connection, Some(name))?;
    let mut pin = connection.prepare_cached("UPDATE statements SET speaker = ?2, pinned = ?2 WHERE number = ?1")?;
    for (number, _) in &statements {
        pin.execute([*number, into])?;
    }
    Ok(Moved { from, into, names: Vec::new(), statements })
}

/// Puts back what was moved, and what came to the names since.
pub(super) fn move_back(connection: &Connection, moved: &Moved) -> Result<()> {
    let Moved { from, into, names, statements } = moved;
    let mut name = connection.prepare_cached("UPDATE names SET speaker = ?2 WHERE folded = ?1")?;
    let sql = "UPDATE statements SET speaker = ?2 WHERE speaker = ?3 AND folded = ?1 AND pinned IS NULL";
    let mut later = connection.prepare_cached(sql)?;
    for folded in names {
        name.execute(params![folded, from])?;
        later.execute(params![folded, from, into])?;
    }
    // One that was given another speaker since keeps that.
    let sql = "UPDATE statements SET speaker = ?2, pinned = ?3 WHERE number = ?1 AND speaker = ?4";
    let mut back = connection.prepare_cached(sql)?;
    for (number, pinned) in statements.iter().filter(|(_, pinned)| names.is_empty() || pinned.is_some()) {
        back.execute(params![number, from, pinned, into])?;
    }
    Ok(())
}
