//! What people change, the record of it, and how it is undone.

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::fault::{self, fault};
use super::record::Record;
use super::rows::{Text, correct};
use super::speakers::{self, Moved};
use super::{ArticleNumber, Change, ChangeNumber, Edit, LONGEST, SpeakerNumber, StatementNumber, read};
use crate::address::after_scheme;
use crate::article::Article;
use crate::edtf::is_date;
use crate::error::{Error, Result};
use crate::label::{Origin, State};
use crate::spaces::fold_space;

/// What undoing has to put back, beyond the value that stood before.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Was {
    /// Whether somebody had set the value before; else it was that of the rules.
    is_set: bool,
    /// The speaker where somebody had chosen it apart from the name.
    pinned: Option<SpeakerNumber>,
    /// Whether it was in doubt that a correction still stood whole.
    doubtful: bool,
    /// What a merge or a split moved.
    moved: Option<Moved>,
}

/// See [`super::Store::edit`].
pub(super) fn edit(connection: &Connection, number: StatementNumber, edit: &Edit) -> Result<Option<Change>> {
    let (mut record, article) = load(connection, number)?;
    let text = Text::new(&article);
    let edit = checked(edit, &text)?;
    let before = record.value(&edit);
    if before == edit {
        return Ok(None);
    }
    let was = Was { is_set: is_set(&record, &edit), pinned: record.pinned, doubtful: record.doubtful, moved: None };
    set(&mut record, &edit, true);
    if clears_doubt(&edit) {
        record.doubtful = false;
    }
    let others = Record::of_article(connection, record.article)?;
    correct(&mut record, &text, &others);
    record.save(connection)?;
    let ((what, before), (_, after)) = (told(&before)?, told(&edit)?);
    note(connection, Some(number), &what, &before, &after, &was).map(Some)
}

fn load(connection: &Connection, number: StatementNumber) -> Result<(Record, Article)> {
    let none = || Error::Usage(format!("there is no statement {number}"));
    let record = Record::load(connection, number)?.ok_or_else(none)?;
    let article = read::bare_article(connection, record.article)?.ok_or_else(none)?;
    Ok((record, article))
}

/// An edit as it is kept.
fn checked(edit: &Edit, text: &Text) -> Result<Edit> {
    let wrong = |what: &str| Err(Error::Usage(what.to_owned()));
    Ok(match edit {
        Edit::Speaker(name) => {
            let name = fold_space(name);
            if name.chars().count() > LONGEST || name.chars().any(char::is_control) {
                return wrong("speaker: this is no name");
            }
            Edit::Speaker(name)
        }
        Edit::Parts(parts) => Edit::Parts(text.checked(parts)?),
        Edit::Date(date) => {
            let date = date.trim();
            if !is_date(date) {
                return wrong("date: not a date such as 2024-03-13, 2024-03 or 2024-03-01/2024-03-31");
            }
            Edit::Date(date.to_owned())
        }
        Edit::Note(note) => {
            let note = note.trim();
            if note.chars().count() > LONGEST {
                return wrong(&format!("note: longer than {LONGEST} letters"));
            }
            Edit::Note(note.to_owned())
        }
        Edit::Evidence(address) => {
            let address = address.trim();
            let rest = after_scheme(address);
            let is_address = rest.is_some_and(|rest| rest.starts_with(char::is_alphanumeric) || rest.starts_with('['));
            let is_clean = !address.chars().any(|letter| letter.is_whitespace() || letter.is_control());
            let is_short = address.chars().count() <= LONGEST;
            if !(address.is_empty() || is_address && is_clean && is_short) {
                return wrong("evidence: not an address that begins with http:// or https://");
            }
            Edit::Evidence(address.to_owned())
        }
        Edit::Kind(_) | Edit::Stance(_) | Edit::Act(_) | Edit::State(_) => edit.clone(),
    })
}

/// Whether somebody had set the value of an edit's field.
fn is_set(record: &Record, edit: &Edit) -> bool {
    let corrections = &record.corrections;
    match edit {
        Edit::Speaker(_) => corrections.speaker.is_some(),
        Edit::Parts(_) => corrections.parts.is_some(),
        Edit::Kind(_) => corrections.kind.is_some(),
        Edit::Stance(_) => corrections.stance.is_some(),
        Edit::Act(_) => corrections.act.is_some(),
        Edit::Date(_) => corrections.date.is_some(),
        Edit::State(_) | Edit::Note(_) | Edit::Evidence(_) => true,
    }
}

/// Whether somebody who makes this edit has looked at the words as they are now.
fn clears_doubt(edit: &Edit) -> bool {
    matches!(edit, Edit::Parts(_) | Edit::State(_))
}

/// Sets a field; as a correction, or back to what the rules found.
fn set(record: &mut Record, edit: &Edit, is_correction: bool) {
    let corrections = &mut record.corrections;
    match edit.clone() {
        Edit::Speaker(name) => {
            corrections.speaker = is_correction.then_some(name);
            // Whoever gives another name means whom that name means.
            record.pinned = None;
        }
        Edit::Parts(parts) => corrections.parts = is_correction.then_some(parts),
        Edit::Kind(kind) => corrections.kind = is_correction.then_some(kind),
        Edit::Stance(stance) => corrections.stance = is_correction.then_some(stance),
        Edit::Act(act) => corrections.act = is_correction.then_some(act),
        Edit::Date(date) => corrections.date = is_correction.then_some(date),
        Edit::State(state) => record.state = state,
        Edit::Note(note) => record.note = note,
        Edit::Evidence(address) => record.evidence = address,
    }
}

/// The field of an edit and its value, as they are shown.
fn told(edit: &Edit) -> Result<(String, Value)> {
    let mut told = serde_json::to_value(edit).map_err(|cause| fault(cause.to_string()))?;
    let field = told["field"].as_str().unwrap_or_default().to_owned();
    Ok((field, told["value"].take()))
}

/// Writes a change into the record.
fn note(
    connection: &Connection,
    statement: Option<StatementNumber>,
    what: &str,
    before: &Value,
    after: &Value,
    was: &Was,
) -> Result<Change> {
    // Milliseconds are enough for people.
    let at = jiff::Timestamp::now().round(jiff::Unit::Millisecond).unwrap_or_default().to_string();
    let sql = "INSERT INTO changes (at, statement, what, before, after, was) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let values = params![at, statement, what, fault::write(before)?, fault::write(after)?, fault::write(was)?];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(Change {
        number: connection.last_insert_rowid(),
        at,
        statement,
        what: what.to_owned(),
        before: before.clone(),
        after: after.clone(),
        undone: false,
    })
}

/// See [`super::Store::add_statement`].
pub(super) fn add(
    connection: &Connection,
    article: ArticleNumber,
    parts: &[[usize; 2]],
) -> Result<(StatementNumber, Change)> {
    let none = || Error::Usage(format!("there is no article {article}"));
    let read = read::bare_article(connection, article)?.ok_or_else(none)?;
    let text = Text::new(&read);
    let parts = text.checked(parts)?;
    let mut record = Record::new(article, text.row(&parts), Origin::Human);
    record.save(connection)?;
    let after = json!({ "parts": parts, "claim": record.row.claim });
    let change = note(connection, Some(record.number), "add", &Value::Null, &after, &Was::default())?;
    Ok((record.number, change))
}

/// See [`super::Store::merge`].
pub(super) fn merge(connection: &Connection, from: SpeakerNumber, into: SpeakerNumber) -> Result<Change> {
    if from == into {
        return Err(Error::Usage("a speaker cannot be merged with itself".into()));
    }
    let (before, after) = (speaker(connection, from)?, speaker(connection, into)?);
    let moved = speakers::merge(connection, from, into)?;
    note(connection, None, "merge", &before, &after, &Was { moved: Some(moved), ..Was::default() })
}

/// See [`super::Store::split`].
pub(super) fn split(connection: &Connection, statements: &[StatementNumber]) -> Result<(SpeakerNumber, Change)> {
    let mut numbers = statements.to_vec();
    numbers.sort_unstable();
    numbers.dedup();
    let load = |number: &StatementNumber| load(connection, *number).map(|(record, _)| record);
    let records: Vec<Record> = numbers.iter().map(load).collect::<Result<_>>()?;
    let first = statements.first().and_then(|first| records.iter().find(|record| record.number == *first));
    let first = first.ok_or_else(|| Error::Usage("no statement was named to split off".into()))?;
    let from = first.speaker.ok_or_else(|| Error::Usage("a statement without a speaker cannot be split off".into()))?;
    if records.iter().any(|record| record.speaker != Some(from)) {
        return Err(Error::Usage("these statements are not of one speaker".into()));
    }
    let before = speaker(connection, from)?;
    let standing = records.iter().filter(|record| record.state != State::Rejected).count();
    let split = records.iter().map(|record| (record.number, record.pinned)).collect();
    let moved = speakers::split(connection, from, split, standing, &first.row.speaker)?;
    let into = moved.into;
    let after = json!({ "speaker": into, "name": first.row.speaker, "statements": numbers });
    let change = note(connection, None, "split", &before, &after, &Was { moved: Some(moved), ..Was::default() })?;
    Ok((into, change))
}

/// A speaker as the record shows it.
fn speaker(connection: &Connection, number: SpeakerNumber) -> Result<Value> {
    let name = speakers::name(connection, number)?;
    let name = name.ok_or_else(|| Error::Usage(format!("there is no speaker {number}")))?;
    Ok(json!({ "speaker": number, "name": name }))
}

/// See [`super::Store::undo`].
pub(super) fn undo(connection: &Connection, number: Option<ChangeNumber>) -> Result<Change> {
    let number = match number {
        Some(number) => number,
        None => {
            // What belongs to a text that is no more is passed over.
            let sql = "SELECT c.number FROM changes c WHERE c.undone = 0 AND c.stale = 0 AND (c.statement IS NULL
                       OR EXISTS (SELECT 1 FROM statements s WHERE s.number = c.statement))
                       ORDER BY c.number DESC LIMIT 1";
            let last = connection.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?;
            last.ok_or_else(|| Error::Usage("there is nothing to undo".into()))?
        }
    };
    let sql = format!("{} WHERE number = ?1", read::CHANGE);
    let mut find = connection.prepare_cached(&sql)?;
    let mut rows = find.query([number])?;
    let row = rows.next()?.ok_or_else(|| Error::Usage(format!("there is no change {number}")))?;
    let change = read::change(row)?;
    let sql = "SELECT was, stale FROM changes WHERE number = ?1";
    let (was, is_stale): (String, bool) =
        connection.prepare_cached(sql)?.query_row([number], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let was: Was = fault::parse(&was)?;
    let refuse = |why: &str| Err(Error::Usage(format!("change {number} cannot be undone: {why}")));
    if change.undone {
        return refuse("it is undone already");
    }
    if is_stale {
        return refuse("the text of the article has changed since");
    }
    if has_later(connection, &change, &was)? {
        return refuse("a later change of the same value stands");
    }
    match (change.statement, was.moved.as_ref()) {
        (None, Some(moved)) => speakers::move_back(connection, moved)?,
        (Some(statement), _) => {
            let Some(mut record) = Record::load(connection, statement)? else {
                return refuse("the article does not hold the statement any more");
            };
            if change.what == "add" {
                record.remove(connection)?;
            } else {
                put_back(connection, &mut record, &change, &was)?;
            }
        }
        (None, None) => return refuse("nobody knows what it moved"),
    }
    connection.prepare_cached("UPDATE changes SET undone = 1 WHERE number = ?1")?.execute([number])?;
    Ok(Change { undone: true, ..change })
}

fn put_back(connection: &Connection, record: &mut Record, change: &Change, was: &Was) -> Result<()> {
    let edit = json!({ "field": change.what, "value": change.before });
    let edit: Edit = serde_json::from_value(edit).map_err(|cause| fault(cause.to_string()))?;
    set(record, &edit, was.is_set);
    if let Edit::Speaker(_) = edit {
        record.pinned = was.pinned;
    }
    if clears_doubt(&edit) {
        record.doubtful = was.doubtful;
    }
    let (_, article) = load(connection, record.number)?;
    let others = Record::of_article(connection, record.article)?;
    correct(record, &Text::new(&article), &others);
    record.save(connection)
}

/// Whether a later change of the same value stands: another one of this field; of an added statement any; of a merge or
/// split one of the same speakers.
fn has_later(connection: &Connection, change: &Change, was: &Was) -> Result<bool> {
    let sql = "SELECT what, was FROM changes WHERE number > ?1 AND undone = 0 AND statement IS ?2";
    let mut find = connection.prepare_cached(sql)?;
    let mut rows = find.query(params![change.number, change.statement])?;
    while let Some(row) = rows.next()? {
        let what: String = row.get(0)?;
        let is_same = match (&was.moved, change.statement) {
            (Some(moved), None) => {
                let was: String = row.get(1)?;
                let later = fault::parse::<Was>(&was)?.moved;
                later.is_some_and(|later| {
                    [later.from, later.into].iter().any(|speaker| [moved.from, moved.into].contains(speaker))
                })
            }
            _ => what == change.what || change.what == "add",
        };
        if is_same {
            return Ok(true);
        }
    }
    Ok(false)
}
