//! What became of each statement, annotated or found.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::gold::{Gold, GoldStatement};
use super::pairing::{Words, pairs, same_speaker, words};
use super::style::Style;
use crate::label::{Act, Kind, Stance};
use crate::spaces::fold_space;
use crate::statement::{Statement, claim_of};

/// Code points of a paragraph that are shown on each side of a claim.
const AROUND: usize = 300;

/// What became of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Annotated and not found.
    Missed,
    /// Found, with the wrong speaker.
    Speaker,
    /// Found, with the right speaker.
    Right,
    /// Found and not annotated.
    Extra,
    /// Annotated as borderline: counts neither way, found or not.
    Optional,
}

/// A statement of one side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// Direct, mixed or indirect.
    pub kind: Kind,
    /// `[start, end]` of each part, in code points.
    pub parts: Vec<[usize; 2]>,
    /// The words, white space folded.
    pub claim: String,
    /// Marks around it.
    pub style: Style,
    /// Empty where nobody is named.
    pub speaker: String,
    /// Speech act.
    pub act: Act,
    /// Side taken.
    pub stance: Stance,
    /// EDTF; empty where unknown.
    pub date: String,
}

/// Why a row was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Why {
    /// The construction that found it.
    pub rule: String,
    /// How the speaker was found.
    pub resolution: Option<String>,
    /// 0 to 1.
    pub confidence: f64,
}

/// An annotated statement, a row, or both where they are a pair.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The article's id.
    pub article: String,
    /// Line of the article's text in which the claim begins, from 1.
    pub line: usize,
    /// What became of it.
    pub outcome: Outcome,
    /// A pair that covers the same words.
    pub exact: bool,
    /// The annotated statement.
    pub gold: Option<Side>,
    /// The row.
    pub found: Option<Side>,
    /// Of the row.
    pub why: Option<Why>,
    /// The paragraph, or as much of it as stands near, with `⟦…⟧` around the claim (the annotated one, where there is
    /// one).
    pub context: String,
}

impl Entry {
    /// Where the claim stands: that of the annotation where there is one.
    pub fn parts(&self) -> &[[usize; 2]] {
        self.gold.as_ref().or(self.found.as_ref()).map_or(&[], |side| &side.parts)
    }

    /// The two sides of a pair that counts.
    pub fn pair(&self) -> Option<(&Side, &Side)> {
        match self.outcome {
            Outcome::Right | Outcome::Speaker => self.gold.as_ref().zip(self.found.as_ref()),
            _ => None,
        }
    }

    /// The annotated statement, where it counts.
    pub fn counted_gold(&self) -> Option<&Side> {
        self.gold.as_ref().filter(|_| self.outcome != Outcome::Optional)
    }

    /// The row, where it counts.
    pub fn counted_found(&self) -> Option<&Side> {
        self.found.as_ref().filter(|_| self.outcome != Outcome::Optional)
    }
}

/// Compares the rows found in an article with its annotation: an entry for each statement of either side, in the order
/// of the text.
pub fn judge(gold: &Gold, found: &[Statement]) -> Vec<Entry> {
    let text: Vec<char> = gold.article.text.chars().collect();
    let wanted: Vec<Words> = gold.statements.iter().map(|row| words(&text, &row.parts)).collect();
    let given: Vec<Words> = found.iter().map(|row| words(&text, &row.parts)).collect();
    let pairs = pairs(&wanted, &given);
    let base = |outcome, parts: &[[usize; 2]]| {
        let start = parts.iter().map(|part| part[0]).min().unwrap_or(0).min(text.len());
        Entry {
            article: gold.article.id.clone(),
            line: 1 + text[..start].iter().filter(|c| **c == '\n').count(),
            outcome,
            exact: false,
            gold: None,
            found: None,
            why: None,
            context: context(&text, parts),
        }
    };
    let mut entries = Vec::new();
    let mut taken = BTreeSet::new();
    for (place, row) in gold.statements.iter().enumerate() {
        let pair = pairs.iter().find(|pair| pair.gold == place);
        let partner = pair.and_then(|pair| found.get(pair.found));
        taken.extend(pair.map(|pair| pair.found));
        let outcome = match partner {
            _ if row.optional => Outcome::Optional,
            None => Outcome::Missed,
            Some(partner) if same_speaker(row, &partner.speaker) => Outcome::Right,
            Some(_) => Outcome::Speaker,
        };
        entries.push(Entry {
            exact: pair.is_some_and(|pair| pair.exact),
            gold: Some(annotated(&text, row)),
            found: partner.map(|row| given_by(&text, row)),
            why: partner.map(why),
            ..base(outcome, &row.parts)
        });
    }
    for (_, row) in found.iter().enumerate().filter(|(place, _)| !taken.contains(place)) {
        entries.push(Entry {
            found: Some(given_by(&text, row)),
            why: Some(why(row)),
            ..base(Outcome::Extra, &row.parts)
        });
    }
    entries.sort_by(|a, b| a.parts().cmp(b.parts()).then(a.outcome.cmp(&b.outcome)));
    entries
}

fn annotated(text: &[char], row: &GoldStatement) -> Side {
    Side {
        kind: row.kind,
        parts: row.parts.clone(),
        claim: claim(text, &row.parts),
        style: style(text, &row.parts, row.kind),
        speaker: row.speaker.clone().unwrap_or_default(),
        act: row.act,
        stance: row.stance,
        date: row.date.clone().unwrap_or_default(),
    }
}

fn given_by(text: &[char], row: &Statement) -> Side {
    Side {
        kind: row.kind,
        parts: row.parts.clone(),
        claim: claim(text, &row.parts),
        style: style(text, &row.parts, row.kind),
        speaker: row.speaker.clone(),
        act: row.act,
        stance: row.stance,
        date: row.date.clone(),
    }
}

fn why(row: &Statement) -> Why {
    Why { rule: row.rule.clone(), resolution: row.resolution.clone(), confidence: row.confidence }
}

fn style(text: &[char], parts: &[[usize; 2]], kind: Kind) -> Style {
    parts.first().map_or(Style::None, |part| Style::of(text, *part, kind == Kind::Mixed))
}

fn claim(text: &[char], parts: &[[usize; 2]]) -> String {
    let words = |part: &[usize; 2]| text.get(part[0]..part[1]).unwrap_or_default().iter().collect();
    let parts: Vec<String> = parts.iter().map(words).collect();
    claim_of(parts.iter().map(String::as_str))
}

fn folded<'a>(letters: impl Iterator<Item = &'a char>) -> String {
    let text: String = letters.collect();
    fold_space(&text)
}

/// The lines that hold the parts, cut far from them, with `⟦…⟧` around each part.
fn context(text: &[char], parts: &[[usize; 2]]) -> String {
    let first = parts.iter().map(|part| part[0]).min().unwrap_or(0).min(text.len());
    let last = parts.iter().map(|part| part[1]).max().unwrap_or(0).clamp(first, text.len());
    let line_start = text[..first].iter().rposition(|c| *c == '\n').map_or(0, |place| place + 1);
    let line_end = text[last..].iter().position(|c| *c == '\n').map_or(text.len(), |place| last + place);
    let (start, end) = (line_start.max(first.saturating_sub(AROUND)), line_end.min(last.saturating_add(AROUND)));
    let mut out = String::from(if start > line_start { "…" } else { "" });
    for at in start..=end {
        out.extend(parts.iter().filter(|part| part[1] == at).map(|_| '⟧'));
        out.extend(parts.iter().filter(|part| part[0] == at).map(|_| '⟦'));
        out.extend(text.get(at).filter(|_| at < end));
    }
    out.push_str(if end < line_end { "…" } else { "" });
    folded(out.chars().collect::<Vec<_>>().iter())
}
