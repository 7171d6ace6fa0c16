//! Counts the statements of each speaker.

use std::collections::{BTreeMap, BTreeSet};

use super::day;
use super::sheet::{Cell, Look};
use crate::label::Stance;
use crate::statement::Statement;

/// English and Danish heading, width and look of each column.
pub(super) const HEADINGS: [(&str, &str, f64, Look); 7] = [
    ("speaker", "taler", 40.0, Look::Text),
    ("statements", "udsagn", 11.0, Look::Count),
    ("articles", "artikler", 11.0, Look::Count),
    ("first_date", "første_dato", 13.0, Look::Day),
    ("last_date", "sidste_dato", 13.0, Look::Day),
    ("share_support", "andel_støtter", 14.0, Look::Percent),
    ("share_oppose", "andel_imod", 14.0, Look::Percent),
];

#[derive(Debug, Default)]
struct Tally {
    statements: u32,
    articles: u32,
    support: u32,
    oppose: u32,
    first: Option<String>,
    last: Option<String>,
}

/// What each speaker said, over all articles.
#[derive(Debug, Default)]
pub(super) struct Speakers {
    tallies: BTreeMap<String, Tally>,
    /// Who spoke in the article that is being counted.
    here: BTreeSet<String>,
}

impl Speakers {
    /// Counts a row for each of its speakers.
    pub(super) fn count(&mut self, row: &Statement) {
        for name in row.speakers() {
            if !self.tallies.contains_key(name) {
                self.tallies.insert(name.to_owned(), Tally::default());
            }
            let Some(tally) = self.tallies.get_mut(name) else { continue };
            tally.statements += 1;
            tally.support += u32::from(row.stance == Stance::Support);
            tally.oppose += u32::from(row.stance == Stance::Oppose);
            tally.see(&row.date);
            if !self.here.contains(name) {
                self.here.insert(name.to_owned());
                tally.articles += 1;
            }
        }
    }

    /// Another article begins.
    pub(super) fn end_article(&mut self) {
        self.here.clear();
    }

    /// The rows of the sheet: who says most comes first.
    pub(super) fn rows(&self) -> impl Iterator<Item = std::array::IntoIter<Cell, 7>> + use<> {
        let mut order: Vec<(&String, &Tally)> = self.tallies.iter().collect();
        order.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.statements));
        let rows: Vec<_> = order
            .into_iter()
            .map(|(name, tally)| {
                let share = |count: u32| Cell::Number(f64::from(count) / f64::from(tally.statements));
                [
                    Cell::Text(name.clone()),
                    Cell::Number(tally.statements.into()),
                    Cell::Number(tally.articles.into()),
                    day(tally.first.clone().unwrap_or_default()),
                    day(tally.last.clone().unwrap_or_default()),
                    share(tally.support),
                    share(tally.oppose),
                ]
                .into_iter()
            })
            .collect();
        rows.into_iter()
    }
}

impl Tally {
    /// Takes note of a date whose year is known. Such dates sort as text; of an interval both ends count.
    fn see(&mut self, date: &str) {
        let (from, to) = date.split_once('/').unwrap_or((date, date));
        let is_known = |date: &&str| date.len() >= 4 && date.bytes().take(4).all(|b| b.is_ascii_digit());
        if let Some(from) = Some(from).filter(is_known)
            && self.first.as_deref().is_none_or(|first| from < first)
        {
            self.first = Some(from.to_owned());
        }
        if let Some(to) = Some(to).filter(is_known)
            && self.last.as_deref().is_none_or(|last| to > last)
        {
            self.last = Some(to.to_owned());
        }
    }
}
