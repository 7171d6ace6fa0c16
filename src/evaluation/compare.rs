//! Two results of the same annotation: what was won and lost between them.

use std::collections::BTreeMap;

use super::entry::{Entry, Outcome, Side};
use super::figures::Figures;
use super::saved::Saved;

/// A statement that is read otherwise than before.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Nothing where an extra row is new.
    pub before: Option<Entry>,
    /// Nothing where an extra row is gone.
    pub now: Option<Entry>,
}

/// A figure in both results, in per cent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FigureChange {
    /// Its name.
    pub name: &'static str,
    /// In the earlier result.
    pub before: f64,
    /// In this one.
    pub now: f64,
}

/// What differs between two results. Statements are known again by article and parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Every figure.
    pub figures: Vec<FigureChange>,
    /// Found, rightly attributed, or an extra row gone.
    pub won: Vec<Change>,
    /// Missed, wrongly attributed, or a new extra row.
    pub lost: Vec<Change>,
    /// As right or wrong as before, with another claim, speaker, kind, act, stance or date.
    pub changed: Vec<Change>,
    /// Annotated statements that only one result holds, the earlier one and this one; or that became optional, or
    /// ceased to be.
    pub uncompared: (usize, usize),
}

type Key<'a> = (&'a str, &'a [[usize; 2]]);

/// What differs between an earlier result and this one. Extra rows are compared in the articles that both hold.
pub fn compare(before: &Saved, now: &Saved) -> Comparison {
    let values = |saved: &Saved| Figures::of(&saved.entries);
    let figures = values(before);
    let figures = figures.values().zip(values(now).values().map(|(_, now)| now).collect::<Vec<_>>());
    let mut out = Comparison {
        figures: figures.map(|((name, before), now)| FigureChange { name, before, now }).collect(),
        ..Comparison::default()
    };
    gold(before, now, &mut out);
    extra(before, now, &mut out);
    for list in [&mut out.won, &mut out.lost, &mut out.changed] {
        list.sort_by(|a, b| a.place().cmp(&b.place()));
    }
    out
}

fn gold(before: &Saved, now: &Saved, out: &mut Comparison) {
    let (old, new) = (keyed(before, is_gold), keyed(now, is_gold));
    out.uncompared.0 = old.keys().filter(|key| !new.contains_key(*key)).count();
    for (key, now) in &new {
        let Some(before) = old.get(key).copied() else {
            out.uncompared.1 += 1;
            continue;
        };
        let change = || Change { before: Some(before.clone()), now: Some((*now).clone()) };
        match (rank(before.outcome), rank(now.outcome)) {
            (Some(old), Some(new)) if new > old => out.won.push(change()),
            (Some(old), Some(new)) if new < old => out.lost.push(change()),
            (Some(_), Some(_)) => {
                if !differing(before.found.as_ref(), now.found.as_ref()).is_empty() {
                    out.changed.push(change());
                }
            }
            (None, None) => {}
            (Some(_), None) => out.uncompared.0 += 1,
            (None, Some(_)) => out.uncompared.1 += 1,
        }
    }
}

fn extra(before: &Saved, now: &Saved, out: &mut Comparison) {
    let known = |entry: &Entry| before.articles.contains(&entry.article) && now.articles.contains(&entry.article);
    let extra = |entry: &Entry| entry.outcome == Outcome::Extra && known(entry);
    let (old, new) = (keyed(before, extra), keyed(now, extra));
    for (key, before) in &old {
        match new.get(key) {
            None => out.won.push(Change { before: Some((*before).clone()), now: None }),
            Some(now) if differing(before.found.as_ref(), now.found.as_ref()).is_empty() => {}
            Some(now) => {
                out.changed.push(Change { before: Some((*before).clone()), now: Some((*now).clone()) });
            }
        }
    }
    for (_, now) in new.iter().filter(|(key, _)| !old.contains_key(*key)) {
        out.lost.push(Change { before: None, now: Some((*now).clone()) });
    }
}

fn is_gold(entry: &Entry) -> bool {
    entry.gold.is_some()
}

fn keyed(saved: &Saved, take: impl Fn(&Entry) -> bool) -> BTreeMap<Key<'_>, &Entry> {
    let entries = saved.entries.iter().filter(|entry| take(entry));
    entries.map(|entry| ((entry.article.as_str(), entry.parts()), entry)).collect()
}

/// How good an outcome is; nothing where it does not count.
fn rank(outcome: Outcome) -> Option<u8> {
    match outcome {
        Outcome::Missed => Some(0),
        Outcome::Speaker => Some(1),
        Outcome::Right => Some(2),
        Outcome::Extra | Outcome::Optional => None,
    }
}

/// Names of the fields in which two rows differ.
fn differing(before: Option<&Side>, now: Option<&Side>) -> Vec<&'static str> {
    let (Some(before), Some(now)) = (before, now) else {
        return Vec::new();
    };
    let fields = [
        ("claim", before.parts != now.parts),
        ("speaker", before.speaker != now.speaker),
        ("kind", before.kind != now.kind),
        ("act", before.act != now.act),
        ("stance", before.stance != now.stance),
        ("date", before.date != now.date),
    ];
    fields.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
}

impl Change {
    /// The change in words: `missed → right`, `extra → gone`, `act differs`.
    pub fn what(&self) -> String {
        match (&self.before, &self.now) {
            (Some(before), Some(now)) if before.outcome != now.outcome => {
                format!("{} → {}", word(before.outcome), word(now.outcome))
            }
            (Some(before), Some(now)) => {
                let fields = differing(before.found.as_ref(), now.found.as_ref());
                format!("{}, other {}", word(now.outcome), fields.join(", "))
            }
            (Some(_), None) => "extra row gone".to_owned(),
            (None, Some(_)) => "new extra row".to_owned(),
            (None, None) => String::new(),
        }
    }

    fn place(&self) -> Option<Key<'_>> {
        let entry = self.now.as_ref().or(self.before.as_ref())?;
        Some((&entry.article, entry.parts()))
    }
}

fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Missed => "missed",
        Outcome::Speaker => "wrong speaker",
        Outcome::Right => "right",
        Outcome::Extra => "extra",
        Outcome::Optional => "optional",
    }
}
