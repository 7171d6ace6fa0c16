//! Which row is which annotated statement, by the words they share; and whether two names are one.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use super::gold::GoldStatement;

/// Least share of common words among all words of a pair.
pub(crate) const LEAST_SHARE: f64 = 0.5;

/// Words that are no part of a name.
const TITLES: [&str; 10] = ["hr", "fru", "frøken", "dr", "professor", "den", "det", "de", "en", "et"];

/// Places of words in a text, start and end in code points.
pub type Words = BTreeSet<(usize, usize)>;

/// An annotated statement and a row that share at least `LEAST_SHARE` of their words; by their places in the lists.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Place of the annotated statement.
    pub gold: usize,
    /// Place of the row.
    pub found: usize,
    /// Both cover the same words.
    pub exact: bool,
}

/// The words in some stretches of a text, all in code points. What lies outside the text holds no words.
pub fn words(text: &[char], parts: &[[usize; 2]]) -> Words {
    let mut words = Words::new();
    for &[start, end] in parts {
        let end = end.min(text.len());
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

/// The best pairs first: each statement and each row is in one at most. Of equal pairs the later one goes first.
pub fn pairs(gold: &[Words], found: &[Words]) -> Vec<Pair> {
    let mut shared = Vec::new();
    for (i, left) in gold.iter().enumerate() {
        for (j, right) in found.iter().enumerate() {
            let common = left.intersection(right).count();
            if common > 0 {
                let share = common as f64 / left.union(right).count() as f64;
                shared.push((share, i, j));
            }
        }
    }
    shared.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(b.2.cmp(&a.2)));
    let (mut used, mut taken) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for (share, i, j) in shared {
        if share >= LEAST_SHARE && !used.contains(&i) && !taken.contains(&j) {
            used.insert(i);
            taken.insert(j);
            pairs.push(Pair { gold: i, found: j, exact: share == 1.0 });
        }
    }
    pairs
}

/// Whether `found` names the source of `gold`, by its name or an alias; several names may stand in any order. Where
/// the source is nobody, only an empty name is right.
pub(crate) fn same_speaker(gold: &GoldStatement, found: &str) -> bool {
    let name = gold.speaker.as_deref().unwrap_or_default();
    if name.is_empty() {
        return found.trim().is_empty();
    }
    let found = names(found);
    let mut right = gold.aliases.iter().map(String::as_str).chain([name]);
    right.any(|name| names(name) == found)
}

/// A name without case, titles and the -s of the genitive.
pub fn fold(name: &str) -> String {
    let name: String = name.nfc().flat_map(char::to_lowercase).collect();
    let name = name.replace('ß', "ss");
    let words = name.split(|c| !is_word(c));
    let words = words.filter(|word| !word.is_empty() && !TITLES.contains(word));
    let bare = words.map(|word| match word.strip_suffix('s') {
        Some(stem) if word.chars().count() > 3 => stem,
        _ => word,
    });
    bare.collect::<Vec<_>>().join(" ")
}

/// The names of a list joined with `;`, folded and sorted.
fn names(list: &str) -> Vec<String> {
    let mut names: Vec<String> = list.split(';').map(fold).collect();
    names.sort();
    names
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}
