//! A filter → SQL. The words of a user are values only: they never become a part of a query.

use rusqlite::types::Value;
use rusqlite::{Connection, ToSql, params_from_iter};

use super::fold::fold;
use super::record::Record;
use super::speakers::{self, count};
use super::{Facets, Filter, Page, Sides, SpeakerNumber, read};
use crate::error::{Error, Result};
use crate::label::{Act, Kind, Order, Stance, State};

/// So many speakers stand beside a list.
pub const MOST_SPEAKERS: usize = 20;

/// Conditions that must all hold, with their values in order.
#[derive(Debug, Default)]
struct Conditions {
    sql: String,
    values: Vec<Value>,
}

impl Conditions {
    /// The whole filter.
    fn of(filter: &Filter) -> Result<Self> {
        let mut all = Self::without_choices(filter)?;
        all.maybe("s.speaker = ?", filter.speaker);
        all.maybe("s.kind = ?", filter.kind.map(|kind| kind.as_str().to_owned()));
        all.maybe("s.stance = ?", filter.stance.map(|stance| stance.as_str().to_owned()));
        all.maybe("s.act = ?", filter.act.map(|act| act.as_str().to_owned()));
        match filter.state {
            Some(state) => all.add("s.state = ?", state.as_str().to_owned()),
            None => all.add("s.state <> ?", State::Rejected.as_str().to_owned()),
        }
        Ok(all)
    }

    /// What a filter asks beside the choices that [`Facets`] count.
    fn without_choices(filter: &Filter) -> Result<Self> {
        let mut all = Self { sql: "TRUE".into(), values: Vec::new() };
        let search = search(&filter.words);
        all.maybe("s.number IN (SELECT rowid FROM search WHERE search MATCH ?)", search);
        all.maybe("s.article = ?", filter.article);
        all.maybe("s.same = ?", filter.same);
        if !filter.from.is_empty() || !filter.to.is_empty() {
            // A statement of no known day is of none that is asked for.
            all.add("s.day >= ?", edge("from", &filter.from, "01-01")?.unwrap_or(1));
        }
        all.maybe("s.day <= ?", edge("to", &filter.to, "12-31")?);
        all.maybe("s.confidence >= ?", filter.least);
        all.maybe("s.confidence <= ?", filter.most);
        Ok(all)
    }

    fn add(&mut self, sql: &'static str, value: impl Into<Value>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(sql);
        self.values.push(value.into());
    }

    fn maybe(&mut self, sql: &'static str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.add(sql, value);
        }
    }
}

/// A day of a filter as a number; a year or a month is filled up from `rest`.
fn edge(name: &str, day: &str, rest: &str) -> Result<Option<i64>> {
    let day = day.trim();
    if day.is_empty() {
        return Ok(None);
    }
    let digits = |part: Option<&str>, otherwise: &str| {
        let part = part.unwrap_or(otherwise);
        let is_number = !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse::<i64>().ok()).flatten()
    };
    let (month, last) = rest.split_once('-').unwrap_or((rest, rest));
    let mut parts = day.splitn(3, '-');
    let number = (|| {
        let year = digits(parts.next(), "")?;
        let (month, day) = (digits(parts.next(), month)?, digits(parts.next(), last)?);
        ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((year * 100 + month) * 100 + day)
    })();
    let wrong = || Error::Usage(format!("{name}: {day:?} is no day such as 2024-03-13"));
    number.map(Some).ok_or_else(wrong)
}

/// The query of full-text search for a user's words; nothing where they hold none.
///
/// Every word becomes a string of that search's language, so that nothing in it is an operator; between `"` the words
/// stay together, and elsewhere each may go on.
fn search(words: &str) -> Option<String> {
    let has_word = |words: &str| words.chars().any(char::is_alphanumeric);
    let mut query: Vec<String> = Vec::new();
    // A string ends at a NUL.
    let words = fold(&words.replace(char::is_control, " "));
    for (place, stretch) in words.split('"').enumerate() {
        let is_phrase = place % 2 == 1;
        if is_phrase {
            query.extend(has_word(stretch).then(|| format!("\"{stretch}\"")));
        } else {
            let words = stretch.split(' ').filter(|word| has_word(word));
            query.extend(words.map(|word| format!("\"{word}\" *")));
        }
    }
    (!query.is_empty()).then(|| query.join(" AND "))
}

fn order(order: Order) -> &'static str {
    match order {
        Order::Latest => "s.day DESC, s.article, s.place, s.number",
        Order::Earliest => "s.day = 0, s.day, s.article, s.place, s.number",
        Order::Doubtful => "s.confidence, s.day DESC, s.article, s.place, s.number",
    }
}

/// See [`super::Store::list`].
pub(super) fn list(connection: &Connection, filter: &Filter, offset: u64, limit: u64) -> Result<Page> {
    let Conditions { sql, mut values } = Conditions::of(filter)?;
    let mut count = connection.prepare_cached(&format!("SELECT count(*) FROM statements s WHERE {sql}"))?;
    let total = count.query_row(params_from_iter(&values), |row| row.get(0))?;
    // The numbers first: what is skipped and sorted is then narrow.
    let numbers =
        format!("SELECT s.number FROM statements s WHERE {sql} ORDER BY {} LIMIT ? OFFSET ?", order(filter.order));
    values.extend([Value::Integer(limit.cast_signed()), Value::Integer(offset.cast_signed())]);
    let rest = format!("WHERE s.number IN ({numbers}) ORDER BY {}", order(filter.order));
    let values: Vec<&dyn ToSql> = values.iter().map(|value| value as &dyn ToSql).collect();
    let records = Record::all(connection, &rest, &values)?;
    Ok(Page { entries: read::entries(connection, records)?, total })
}

/// The numbers of the articles of a filter, and of its statements in each; in the order of days.
pub(super) fn numbers(connection: &Connection, filter: &Filter) -> Result<Vec<(i64, Vec<i64>)>> {
    let Conditions { sql, values } = Conditions::of(filter)?;
    let order = match filter.order {
        Order::Latest => "s.day DESC, s.article, s.place, s.number",
        Order::Earliest | Order::Doubtful => "s.day = 0, s.day, s.article, s.place, s.number",
    };
    let sql = format!("SELECT s.article, s.number FROM statements s WHERE {sql} ORDER BY {order}");
    let mut find = connection.prepare_cached(&sql)?;
    let mut rows = find.query(params_from_iter(&values))?;
    let mut articles: Vec<(i64, Vec<i64>)> = Vec::new();
    while let Some(row) = rows.next()? {
        let (article, number) = (row.get(0)?, row.get(1)?);
        match articles.last_mut() {
            Some((last, numbers)) if *last == article => numbers.push(number),
            _ => articles.push((article, vec![number])),
        }
    }
    Ok(articles)
}

/// Which of a filter's choices a row does not meet, as bits.
mod choice {
    pub const STANCE: u8 = 1;
    pub const ACT: u8 = 2;
    pub const KIND: u8 = 4;
    pub const STATE: u8 = 8;
    pub const SPEAKER: u8 = 16;
}

/// See [`super::Store::facets`].
pub(super) fn facets(connection: &Connection, filter: &Filter) -> Result<Facets> {
    let Conditions { sql, values } = Conditions::without_choices(filter)?;
    let sql = format!("SELECT s.stance, s.act, s.kind, s.state, s.speaker, s.day FROM statements s WHERE {sql}");
    let mut find = connection.prepare_cached(&sql)?;
    let mut rows = find.query(params_from_iter(&values))?;
    let mut facets = Facets::default();
    let mut speakers = rustc_hash::FxHashMap::<SpeakerNumber, Sides>::default();
    let mut months = std::collections::BTreeMap::<i64, Sides>::new();
    while let Some(row) = rows.next()? {
        let word = |column| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
        let (stance, act) = (Stance::named(word(0)?), Act::named(word(1)?));
        let (kind, state) = (Kind::named(word(2)?), State::named(word(3)?));
        let speaker: Option<SpeakerNumber> = row.get(4)?;
        let side = stance.map(|side| side as usize);
        let is = |meets: bool, bit: u8| if meets { 0 } else { bit };
        let missed = is(filter.stance.is_none_or(|wanted| stance == Some(wanted)), choice::STANCE)
            | is(filter.act.is_none_or(|wanted| act == Some(wanted)), choice::ACT)
            | is(filter.kind.is_none_or(|wanted| kind == Some(wanted)), choice::KIND)
            | is(
                match filter.state {
                    Some(wanted) => state == Some(wanted),
                    None => state != Some(State::Rejected),
                },
                choice::STATE,
            )
            | is(filter.speaker.is_none_or(|wanted| Some(wanted) == speaker), choice::SPEAKER);
        // What all other choices let through counts for a choice.
        let counts = |bit: u8| missed & !bit == 0;
        if counts(choice::STANCE) {
            stance.into_iter().for_each(|one| count(&mut facets.stances, one));
        }
        if counts(choice::ACT) {
            act.into_iter().for_each(|one| count(&mut facets.acts, one));
        }
        if counts(choice::KIND) {
            kind.into_iter().for_each(|one| count(&mut facets.kinds, one));
        }
        if counts(choice::STATE) {
            state.into_iter().for_each(|one| count(&mut facets.states, one));
        }
        if let (true, Some(speaker), Some(side)) = (counts(choice::SPEAKER), speaker, side) {
            speakers.entry(speaker).or_default()[side] += 1;
        }
        let day: i64 = row.get(5)?;
        if let (true, Some(side)) = (missed == 0 && day > 0, side) {
            months.entry(day / 100).or_default()[side] += 1;
        }
    }
    most_first(&mut facets.stances);
    most_first(&mut facets.acts);
    most_first(&mut facets.kinds);
    most_first(&mut facets.states);
    let mut speakers: Vec<(SpeakerNumber, Sides)> = speakers.into_iter().collect();
    speakers.sort_by_key(|(number, sides)| (std::cmp::Reverse(sides.iter().sum::<u64>()), *number));
    speakers.truncate(MOST_SPEAKERS);
    for (number, sides) in speakers {
        facets.speakers.push((number, speakers::name(connection, number)?.unwrap_or_default(), sides));
    }
    let named = |(month, sides)| (format!("{:04}-{:02}", month / 100, month % 100), sides);
    facets.months = months.into_iter().map(named).collect();
    Ok(facets)
}

/// Sorts counts; of equal ones, the first of the text of the store stays first.
fn most_first<T>(counts: &mut [(T, u64)]) {
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
}
