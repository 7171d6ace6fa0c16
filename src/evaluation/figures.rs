//! Counts and shares over [`Entry`]s; what a figure means stands in [`FIGURES`].

use std::collections::BTreeMap;

use super::entry::{Entry, Side};
use super::style::Style;
use crate::label::Kind;

/// Names of all figures, in the order of a report.
pub const FIGURES: &[&str] = &[
    "quote_f1",
    "quote_exact_f1",
    "quote_attr_f1",
    "claim_f1",
    "claim_attr_f1",
    "all_attr_f1",
    "speaker_acc",
    "kind_acc",
    "act_acc",
    "stance_acc",
    "date_acc",
];

/// What makes a pair good.
type Good = fn(&Entry) -> bool;

const QUOTED: &[Kind] = &[Kind::Direct, Kind::Mixed];
const CLAIMED: &[Kind] = &[Kind::Indirect];

/// How many annotated statements were found, and how many rows are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    /// Annotated statements.
    pub gold: usize,
    /// Of them, those found.
    pub gold_hits: usize,
    /// Rows.
    pub found: usize,
    /// Of them, those that are right.
    pub found_hits: usize,
}

impl Rate {
    /// Per cent of the rows that are right.
    pub fn precision(&self) -> f64 {
        percent(self.found_hits, self.found)
    }

    /// Per cent of the annotated statements that were found.
    pub fn recall(&self) -> f64 {
        percent(self.gold_hits, self.gold)
    }

    /// Harmonic mean of both, in per cent.
    pub fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
    }
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Those that are right.
    pub right: usize,
    /// All.
    pub of: usize,
}

impl Share {
    /// In per cent; 0 of none.
    pub fn percent(&self) -> f64 {
        percent(self.right, self.of)
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// All figures of a set of entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Figures with precision and recall, by name.
    pub rates: Vec<(&'static str, Rate)>,
    /// Shares of the pairs, by name.
    pub shares: Vec<(&'static str, Share)>,
}

impl Figures {
    /// Counts.
    pub fn of(entries: &[Entry]) -> Self {
        let rates: [(&[Kind], Good); 6] = [
            (QUOTED, |_| true),
            (QUOTED, |entry| entry.exact),
            (QUOTED, has_speaker),
            (CLAIMED, |_| true),
            (CLAIMED, has_speaker),
            (Kind::ALL, has_speaker),
        ];
        let shares: [fn(&Entry, &Side, &Side) -> bool; 5] = [
            |entry, _, _| has_speaker(entry),
            |_, gold, found| gold.kind == found.kind,
            |_, gold, found| gold.act == found.act,
            |_, gold, found| gold.stance == found.stance,
            |_, gold, found| gold.date == found.date,
        ];
        let (with_recall, of_pairs) = FIGURES.split_at(rates.len());
        let rates = with_recall
            .iter()
            .zip(rates)
            .map(|(name, (kinds, good))| (*name, rate(entries, |s| kinds.contains(&s.kind), good)));
        let shares = of_pairs.iter().zip(shares).map(|(name, good)| {
            let pairs = entries.iter().filter_map(|entry| entry.pair().map(|(gold, found)| (entry, gold, found)));
            let right = pairs.clone().filter(|(entry, gold, found)| good(entry, gold, found)).count();
            (*name, Share { right, of: pairs.count() })
        });
        Self { rates: rates.collect(), shares: shares.collect() }
    }

    /// A figure of [`FIGURES`], in per cent.
    pub fn value(&self, name: &str) -> Option<f64> {
        let rate = self.rates.iter().find(|(known, _)| *known == name).map(|(_, rate)| rate.f1());
        rate.or_else(|| self.shares.iter().find(|(known, _)| *known == name).map(|(_, share)| share.percent()))
    }

    /// Every figure with its name, in per cent.
    pub fn values(&self) -> impl Iterator<Item = (&'static str, f64)> {
        let rates = self.rates.iter().map(|(name, rate)| (*name, rate.f1()));
        rates.chain(self.shares.iter().map(|(name, share)| (*name, share.percent())))
    }
}

/// Whether the speaker is right.
fn has_speaker(entry: &Entry) -> bool {
    entry.outcome == super::Outcome::Right
}

/// Counts the statements of each side that `belongs` takes; of them those that are in a pair that is `good`.
fn rate(entries: &[Entry], belongs: impl Fn(&Side) -> bool, good: impl Fn(&Entry) -> bool) -> Rate {
    let mut rate = Rate::default();
    for entry in entries {
        let hit = entry.pair().is_some() && good(entry);
        if entry.counted_gold().is_some_and(&belongs) {
            rate.gold += 1;
            rate.gold_hits += usize::from(hit);
        }
        if entry.counted_found().is_some_and(&belongs) {
            rate.found += 1;
            rate.found_hits += usize::from(hit);
        }
    }
    rate
}

/// A part of the statements: found, and found with the right speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// What its statements have in common.
    pub name: &'static str,
    /// Found by overlap.
    pub overlap: Rate,
    /// Found by overlap, with the right speaker.
    pub speaker: Rate,
}

/// A group for each kind of statement.
pub(crate) fn by_kind(entries: &[Entry]) -> Vec<Group> {
    let group = |kind: &Kind| group(entries, kind.as_str(), |side| side.kind == *kind);
    Kind::ALL.iter().map(group).collect()
}

/// A group for each house style of direct and mixed statements; styles that nobody uses are left out.
pub(crate) fn by_style(entries: &[Entry]) -> Vec<Group> {
    let group =
        |style: &Style| group(entries, style.as_str(), |side| side.style == *style && QUOTED.contains(&side.kind));
    let used = |group: &Group| group.overlap.gold + group.overlap.found > 0;
    Style::ALL.iter().map(group).filter(used).collect()
}

fn group(entries: &[Entry], name: &'static str, belongs: impl Fn(&Side) -> bool) -> Group {
    let overlap = rate(entries, &belongs, |_| true);
    Group { name, overlap, speaker: rate(entries, &belongs, has_speaker) }
}

/// How often rows are right: by overlap, and with their speaker too. Rows on borderline statements are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows.
    pub rows: usize,
    /// Of them, those that overlap an annotated statement.
    pub overlap: usize,
    /// Of them, those that have its speaker too.
    pub speaker: usize,
}

impl Tally {
    fn add(&mut self, entry: &Entry) {
        self.rows += 1;
        self.overlap += usize::from(entry.pair().is_some());
        self.speaker += usize::from(has_speaker(entry));
    }

    /// Per cent of the rows that overlap.
    pub fn overlap_percent(&self) -> f64 {
        percent(self.overlap, self.rows)
    }

    /// Per cent of the rows that overlap and have the right speaker.
    pub fn speaker_percent(&self) -> f64 {
        percent(self.speaker, self.rows)
    }
}

/// How often each construction fired and was right, the busiest first. `constructions` are those that could fire.
pub(crate) fn by_rule<'a>(entries: &'a [Entry], constructions: &[&'a str]) -> Vec<(&'a str, Tally)> {
    let mut tallies: BTreeMap<&str, Tally> = constructions.iter().map(|name| (*name, Tally::default())).collect();
    for entry in entries.iter().filter(|entry| entry.counted_found().is_some()) {
        if let Some(why) = &entry.why {
            tallies.entry(&why.rule).or_default().add(entry);
        }
    }
    let mut tallies: Vec<_> = tallies.into_iter().collect();
    tallies.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.rows));
    tallies
}

/// Upper ends of the bins of confidence; the last one holds 1 itself.
const BINS: [f64; 7] = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0];

/// Rows of a range of confidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// Least confidence.
    pub from: f64,
    /// Least confidence of the next bin.
    pub to: f64,
    /// How often they are right.
    pub tally: Tally,
}

/// How often rows of each range of confidence are right.
pub fn reliability(entries: &[Entry]) -> Vec<Bin> {
    let mut from = 0.0;
    let bin = |to: f64| {
        let bin = Bin { from, to, tally: confident(entries, from, if to < 1.0 { to } else { f64::INFINITY }) };
        from = to;
        bin
    };
    BINS.into_iter().map(bin).collect()
}

/// How often rows of confidence from `from` up to, but not including, `to` are right.
pub fn confident(entries: &[Entry], from: f64, to: f64) -> Tally {
    let mut tally = Tally::default();
    for entry in entries.iter().filter(|entry| entry.counted_found().is_some()) {
        if entry.why.as_ref().is_some_and(|why| (from..to).contains(&why.confidence)) {
            tally.add(entry);
        }
    }
    tally
}
