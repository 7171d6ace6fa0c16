//! One statement as it stands in the tables.

use rusqlite::{Connection, Row, ToSql, params};
use serde::{Deserialize, Serialize};

use super::fault::{fault, parse, write};
use super::fold::fold;
use super::{ArticleNumber, Edit, Entry, SpeakerNumber, StatementNumber, same, speakers};
use crate::error::Result;
use crate::label::{Act, Kind, Origin, Stance, State};
use crate::statement::Statement;

/// What people have set of a statement, in the place of what the rules found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Corrections {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parts: Option<Vec<[usize; 2]>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stance: Option<Stance>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<Act>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// A statement with all that the store knows of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Record {
    /// 0 where it is not in the store yet.
    pub number: StatementNumber,
    pub article: ArticleNumber,
    /// The row as the rules found it, or as somebody added it.
    pub base: Statement,
    /// The row with all corrections.
    pub row: Statement,
    pub corrections: Corrections,
    pub origin: Origin,
    pub state: State,
    pub note: String,
    pub evidence: String,
    /// The speaker where somebody chose it apart from the name.
    pub pinned: Option<SpeakerNumber>,
    pub speaker: Option<SpeakerNumber>,
    pub same: Option<i64>,
    pub doubtful: bool,
}

/// The columns that [`Record::of`] reads, and where they stand.
const COLUMNS: &str = "s.number, s.article, c.base, c.\"row\", c.corrections, s.origin, s.state, c.note, \
    c.evidence, s.pinned, s.speaker, s.same, s.doubtful FROM statements s JOIN contents c ON c.statement = s.number";

impl Record {
    /// A statement that is new to the store.
    pub fn new(article: ArticleNumber, row: Statement, origin: Origin) -> Self {
        Self {
            number: 0,
            article,
            base: row.clone(),
            row,
            corrections: Corrections::default(),
            origin,
            state: State::Open,
            note: String::new(),
            evidence: String::new(),
            pinned: None,
            speaker: None,
            same: None,
            doubtful: false,
        }
    }

    /// Reads a row of [`COLUMNS`].
    fn of(row: &Row) -> Result<Self> {
        let base: Statement = parse(row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?)?;
        let whole = row.get_ref(3)?.as_str_or_null().map_err(rusqlite::Error::from)?;
        Ok(Self {
            number: row.get(0)?,
            article: row.get(1)?,
            row: whole.map_or_else(|| Ok(base.clone()), parse)?,
            base,
            corrections: parse(row.get_ref(4)?.as_str().map_err(rusqlite::Error::from)?)?,
            origin: word(Origin::named, row, 5)?,
            state: word(State::named, row, 6)?,
            note: row.get(7)?,
            evidence: row.get(8)?,
            pinned: row.get(9)?,
            speaker: row.get(10)?,
            same: row.get(11)?,
            doubtful: row.get(12)?,
        })
    }

    /// The statements that `rest` of a query tells: its conditions, order and limits.
    pub fn all(connection: &Connection, rest: &str, values: &[&dyn ToSql]) -> Result<Vec<Self>> {
        let mut query = connection.prepare_cached(&format!("SELECT {COLUMNS} {rest}"))?;
        let mut rows = query.query(values)?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            records.push(Self::of(row)?);
        }
        Ok(records)
    }

    /// The statement of a number.
    pub fn load(connection: &Connection, number: StatementNumber) -> Result<Option<Self>> {
        Ok(Self::all(connection, "WHERE s.number = ?1", &[&number])?.pop())
    }

    /// All statements of an article, in the order of the text.
    pub fn of_article(connection: &Connection, article: ArticleNumber) -> Result<Vec<Self>> {
        Self::all(connection, "WHERE s.article = ?1 ORDER BY s.place, s.number", &[&article])
    }

    /// Whether somebody has had to do with it.
    pub fn is_touched(&self) -> bool {
        self.corrections != Corrections::default()
            || self.origin == Origin::Human
            || self.state != State::Open
            || self.pinned.is_some()
            || !self.note.is_empty()
            || !self.evidence.is_empty()
    }

    /// As the store gives it, but for where the same claim stands.
    pub fn entry(self) -> Entry {
        Entry {
            number: self.number,
            article: self.article,
            row: self.row,
            found: (self.origin == Origin::Machine).then_some(self.base),
            origin: self.origin,
            state: self.state,
            note: self.note,
            evidence: self.evidence,
            speaker: self.speaker,
            same: None,
            doubtful: self.doubtful,
        }
    }

    /// Writes it, and whatever hangs on it: speaker, words to search, claims that are the same.
    pub fn save(&mut self, connection: &Connection) -> Result<()> {
        let before = if self.number == 0 { None } else { Self::load(connection, self.number)? };
        if before.as_ref() == Some(self) {
            return Ok(());
        }
        self.speaker = match self.pinned {
            Some(pinned) => Some(pinned),
            None => speakers::named(connection, &self.row.speaker)?,
        };
        let place = self.row.parts.first().map_or(0, |part| part[0]) as i64;
        let day = self.row.published.as_deref().and_then(day_number).unwrap_or(0);
        let row = &self.row;
        let narrow = params![
            (self.number != 0).then_some(self.number),
            self.article,
            day,
            place,
            row.kind.as_str(),
            row.stance.as_str(),
            row.act.as_str(),
            self.state.as_str(),
            row.confidence,
            self.speaker,
            self.pinned,
            row.speaker,
            fold(&row.speaker),
            self.origin.as_str(),
            self.doubtful,
        ];
        if before.is_none() {
            let sql = "INSERT INTO statements (number, article, day, place, kind, stance, act, state, confidence, speaker, \
                pinned, name, folded, origin, doubtful) \
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
            connection.prepare_cached(sql)?.execute(narrow)?;
            self.number = connection.last_insert_rowid();
        } else {
            let sql = "UPDATE statements SET article = ?2, day = ?3, place = ?4, kind = ?5, stance = ?6, act = ?7, \
                state = ?8, confidence = ?9, speaker = ?10, pinned = ?11, name = ?12, folded = ?13, origin = ?14, \
                doubtful = ?15 WHERE number = ?1";
            connection.prepare_cached(sql)?.execute(narrow)?;
        }
        let whole = (self.row != self.base).then(|| write(&self.row)).transpose()?;
        connection.prepare_cached("INSERT OR REPLACE INTO contents VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?.execute(
            params![self.number, write(&self.base)?, whole, write(&self.corrections)?, self.note, self.evidence,],
        )?;
        self.index(connection, before.as_ref())
    }

    /// Brings up to date what finds it by its words.
    fn index(&self, connection: &Connection, before: Option<&Self>) -> Result<()> {
        let searched = |record: &Self| {
            let row = &record.row;
            let role = row.speaker_role.as_deref().unwrap_or_default();
            let title = row.title.as_deref().unwrap_or_default();
            [fold(&row.claim), fold(&row.speaker), fold(role), fold(title), fold(&row.context)]
        };
        let [now, was] = [Some(searched(self)), before.map(searched)];
        if now != was {
            if was.is_some() {
                connection.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([self.number])?;
            }
            let [claim, speaker, role, title, context] = now.unwrap_or_default();
            let sql =
                "INSERT INTO search (rowid, claim, speaker, role, title, context) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
            connection.prepare_cached(sql)?.execute(params![self.number, claim, speaker, role, title, context])?;
        }
        // What is no statement is no appearance of a claim.
        let filed = |record: &Self| (record.state != State::Rejected).then(|| record.row.claim.clone());
        let [now, was] = [filed(self), before.and_then(filed)];
        if now != was {
            if let Some(claim) = was {
                same::unlink(connection, self.number, &claim)?;
            }
            if let Some(claim) = now {
                same::link(connection, self.number, self.article, &claim)?;
            }
        }
        Ok(())
    }

    /// Takes it out of the store; the record of changes stays.
    pub fn remove(&self, connection: &Connection) -> Result<()> {
        if self.state != State::Rejected {
            same::unlink(connection, self.number, &self.row.claim)?;
        }
        connection.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([self.number])?;
        connection.prepare_cached("DELETE FROM contents WHERE statement = ?1")?.execute([self.number])?;
        connection.prepare_cached("DELETE FROM statements WHERE number = ?1")?.execute([self.number])?;
        Ok(())
    }

    /// The value that stands in the field of an edit, as an edit.
    pub fn value(&self, of: &Edit) -> Edit {
        match of {
            Edit::Speaker(_) => Edit::Speaker(self.row.speaker.clone()),
            Edit::Parts(_) => Edit::Parts(self.row.parts.clone()),
            Edit::Kind(_) => Edit::Kind(self.row.kind),
            Edit::Stance(_) => Edit::Stance(self.row.stance),
            Edit::Act(_) => Edit::Act(self.row.act),
            Edit::Date(_) => Edit::Date(self.row.date.clone()),
            Edit::State(_) => Edit::State(self.state),
            Edit::Note(_) => Edit::Note(self.note.clone()),
            Edit::Evidence(_) => Edit::Evidence(self.evidence.clone()),
        }
    }
}

/// `2017-09-14` → 20170914; nothing where it is no day.
pub(super) fn day_number(day: &str) -> Option<i64> {
    let day: jiff::civil::Date = day.parse().ok()?;
    Some((i64::from(day.year()) * 100 + i64::from(day.month())) * 100 + i64::from(day.day()))
}

fn word<T>(of: fn(&str) -> Option<T>, row: &Row, column: usize) -> Result<T> {
    let word = row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?;
    of(word).ok_or_else(|| fault(format!("is damaged: no such value as {word:?}")))
}
