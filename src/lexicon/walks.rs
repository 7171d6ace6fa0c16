//! Walks of life: which nouns can name the same person's function.

use std::collections::HashMap;

use serde::Deserialize;

use super::fold;

/// `walks.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WalkFile {
    walk: Vec<WalkRow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WalkRow {
    #[serde(rename = "name")]
    _name: String,
    nouns: Vec<String>,
}

/// Shortest end of a compound that tells its walk, in bytes: tv-kok.
const SHORTEST: usize = 3;

/// The walks of life that nouns tell of.
#[derive(Debug, Default)]
pub struct Walks(HashMap<String, u32>);

impl Walks {
    pub(super) fn new(file: WalkFile) -> Self {
        let mut walks = HashMap::new();
        for (place, row) in file.walk.iter().enumerate() {
            for noun in &row.nouns {
                *walks.entry(fold(noun)).or_default() |= 1 << (place % 32);
            }
        }
        Self(walks)
    }

    /// The walks of a folded base form, one bit each, by the longest of its ends that the list has; 0 where it has
    /// none.
    pub fn of(&self, noun: &str) -> u32 {
        let ends = noun.char_indices().map(|(start, _)| &noun[start..]).take_while(|end| end.len() >= SHORTEST);
        ends.filter_map(|end| self.0.get(end)).copied().next().unwrap_or(0)
    }
}
