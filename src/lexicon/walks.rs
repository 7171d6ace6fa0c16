//! Walks of life: which nouns can name the same person's function.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::fold;
use crate::error::{Error, Result};

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
pub struct Walks(FxHashMap<String, u32>);

impl Walks {
    /// # Errors
    /// [`Error::Data`] where there are more walks than bits; the message names `file`.
    pub(super) fn new(list: WalkFile, file: &str) -> Result<Self> {
        let mut walks: FxHashMap<String, u32> = FxHashMap::default();
        for (place, row) in (0..).zip(&list.walk) {
            let bit = 1_u32.checked_shl(place).ok_or_else(|| Error::Data {
                file: file.to_owned(),
                message: format!("more than {} walks", u32::BITS),
            })?;
            for noun in &row.nouns {
                *walks.entry(fold(noun)).or_default() |= bit;
            }
        }
        Ok(Self(walks))
    }

    /// Whether a function, as a folded base form, can be that of somebody who has others; nothing where the lists do
    /// not know it or none of the others.
    pub(crate) fn agree(&self, function: &str, others: &[String]) -> Option<bool> {
        let own = self.of(function);
        if own == 0 {
            return None;
        }
        let others = others.iter().fold(0, |all, other| all | self.of(other));
        (others != 0).then_some(own & others != 0)
    }

    /// The walks of a folded base form, one bit each, by the longest of its ends that the list has; 0 where it has
    /// none.
    fn of(&self, noun: &str) -> u32 {
        let ends = noun.char_indices().map(|(start, _)| &noun[start..]).take_while(|end| end.len() >= SHORTEST);
        ends.filter_map(|end| self.0.get(end)).copied().next().unwrap_or(0)
    }
}
