//! How well statements agree with annotated ones.
//!
//! A statement is paired with the annotated one it shares most words with. A pair counts where they share at least
//! half of all their words. Optional annotated statements count neither way.

use std::collections::BTreeSet;
use std::fmt;

use udsagn::label::Kind;
use udsagn::statement::Statement;
use unicode_normalization::UnicodeNormalization;

use super::gold::{Gold, GoldStatement};

/// Words that are no part of a name.
const TITLES: [&str; 10] = ["hr", "fru", "frøken", "dr", "professor", "den", "det", "de", "en", "et"];
const QUOTED: &[Kind] = &[Kind::Direct, Kind::Mixed];
const CLAIMED: &[Kind] = &[Kind::Indirect];

/// Counts over a set of articles.
#[derive(Debug, Default)]
pub struct Score {
    pairs: Vec<Pair>,
    missed: Vec<Kind>,
    extra: Vec<Kind>,
}

#[derive(Debug)]
struct Pair {
    gold: Kind,
    found: Kind,
    speaker: bool,
    act: bool,
    stance: bool,
    date: bool,
}

impl Score {
    /// Counts an article and what was found in it.
    pub fn add(&mut self, gold: &Gold, found: &[Statement]) {
        let text: Vec<char> = gold.article.text.chars().collect();
        let wanted: Vec<Words> = gold.statements.iter().map(|s| words(&text, &s.parts)).collect();
        let given: Vec<Words> = found.iter().map(|s| words(&text, &s.parts)).collect();
        let mut shared = Vec::new();
        for (i, left) in wanted.iter().enumerate() {
            for (j, right) in given.iter().enumerate() {
                let common = left.intersection(right).count();
                if common > 0 {
                    let all = left.union(right).count();
                    shared.push((common as f64 / all as f64, i, j));
                }
            }
        }
        shared.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(b.2.cmp(&a.2)));
        let (mut used, mut taken) = (BTreeSet::new(), BTreeSet::new());
        for (share, i, j) in shared {
            if share < 0.5 || used.contains(&i) || taken.contains(&j) {
                continue;
            }
            used.insert(i);
            taken.insert(j);
            let (gold, found) = (&gold.statements[i], &found[j]);
            if !gold.optional {
                self.pairs.push(Pair {
                    gold: gold.kind,
                    found: found.kind,
                    speaker: same_speaker(gold, &found.speaker),
                    act: gold.act == found.act,
                    stance: gold.stance == found.stance,
                    date: gold.date.as_deref().unwrap_or_default() == found.date,
                });
            }
        }
        let missed = gold.statements.iter().enumerate();
        let missed = missed.filter(|(i, row)| !used.contains(i) && !row.optional);
        self.missed.extend(missed.map(|(_, row)| row.kind));
        let extra = found.iter().enumerate();
        let extra = extra.filter(|(j, _)| !taken.contains(j));
        self.extra.extend(extra.map(|(_, row)| row.kind));
    }

    /// Direct and mixed statements that were found, F1 in per cent.
    pub fn quote_f1(&self) -> f64 {
        self.f1(QUOTED, |_| true)
    }

    /// The same with the right speaker.
    pub fn quote_attr_f1(&self) -> f64 {
        self.f1(QUOTED, |pair| pair.speaker)
    }

    /// Indirect statements that were found, F1 in per cent.
    pub fn claim_f1(&self) -> f64 {
        self.f1(CLAIMED, |_| true)
    }

    /// The same with the right speaker.
    pub fn claim_attr_f1(&self) -> f64 {
        self.f1(CLAIMED, |pair| pair.speaker)
    }

    fn f1(&self, kinds: &[Kind], good: impl Fn(&Pair) -> bool) -> f64 {
        let of = |kind: &Kind| kinds.contains(kind);
        let count = |kind: fn(&Pair) -> Kind, rest: &[Kind]| {
            let pairs = self.pairs.iter().filter(|pair| of(&kind(pair)));
            let hits = pairs.clone().filter(|pair| good(pair)).count();
            let all = pairs.count() + rest.iter().filter(|kind| of(kind)).count();
            if all == 0 { 0.0 } else { hits as f64 / all as f64 }
        };
        let recall = count(|pair| pair.gold, &self.missed);
        let precision = count(|pair| pair.found, &self.extra);
        if precision + recall == 0.0 { 0.0 } else { 200.0 * precision * recall / (precision + recall) }
    }

    fn share(&self, good: impl Fn(&&Pair) -> bool) -> f64 {
        100.0 * self.pairs.iter().filter(good).count() as f64 / self.pairs.len().max(1) as f64
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "quote_f1 {:.1}, quote_attr_f1 {:.1}, claim_f1 {:.1}, claim_attr_f1 {:.1}, speaker {:.1}, kind {:.1}, \
             act {:.1}, stance {:.1}, date {:.1} ({} pairs)",
            self.quote_f1(),
            self.quote_attr_f1(),
            self.claim_f1(),
            self.claim_attr_f1(),
            self.share(|pair| pair.speaker),
            self.share(|pair| pair.gold == pair.found),
            self.share(|pair| pair.act),
            self.share(|pair| pair.stance),
            self.share(|pair| pair.date),
            self.pairs.len()
        )
    }
}

type Words = BTreeSet<(usize, usize)>;

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Places of the words in some stretches of a text.
fn words(text: &[char], parts: &[[usize; 2]]) -> Words {
    let mut words = Words::new();
    for &[start, end] in parts {
        let mut at = start;
        while at < end {
            let length = text[at..end].iter().take_while(|c| is_word(**c)).count();
            if length > 0 {
                words.insert((at, at + length));
            }
            at += length + 1;
        }
    }
    words
}

/// A name without case, titles and genitive.
fn fold(name: &str) -> String {
    let name: String = name.nfc().flat_map(char::to_lowercase).collect();
    let words = name.split(|c| !is_word(c));
    let words = words.filter(|word| !word.is_empty() && !TITLES.contains(word));
    let bare = words.map(|word| match word.strip_suffix('s') {
        Some(stem) if word.chars().count() > 3 => stem,
        _ => word,
    });
    bare.collect::<Vec<_>>().join(" ")
}

/// The names of a list joined with `;`, folded, in any order.
fn names(list: &str) -> Vec<String> {
    let mut names: Vec<String> = list.split(';').map(fold).collect();
    names.sort();
    names
}

fn same_speaker(gold: &GoldStatement, found: &str) -> bool {
    let name = gold.speaker.as_deref().unwrap_or_default();
    if name.is_empty() {
        return found.trim().is_empty();
    }
    let found = names(found);
    let mut right = gold.aliases.iter().map(String::as_str).chain([name]);
    right.any(|name| names(name) == found)
}
