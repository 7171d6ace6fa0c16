//! What a match has read, slot by slot.

use serde::Deserialize;

/// Where a match keeps what it read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Slot {
    /// Days from publication.
    Offset,
    Weekday,
    Day,
    Month,
    Year,
    /// The second of a pair.
    Day2,
    Month2,
    Year2,
    /// −1 last, 0 this, 1 next.
    Rel,
    /// A number: how many, or which.
    N,
    Unit,
    /// How many years ago.
    Ago,
    /// −1 ago, 1 ahead.
    Sign,
    Season,
    Week,
    Decade,
    Short,
    Century,
    Holiday,
    Attributive,
}

/// What was read, slot by slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slots([i16; 20]);

impl Slots {
    const EMPTY: i16 = i16::MIN;
    pub(super) const NONE: Slots = Slots([Self::EMPTY; 20]);

    pub(super) fn get(&self, slot: Slot) -> Option<i16> {
        Some(self.0[slot as usize]).filter(|value| *value != Self::EMPTY)
    }

    pub(super) fn put(&mut self, slot: Slot, value: i16) {
        self.0[slot as usize] = value;
    }

    /// Fills `slot`, or the second of the pair where the first is taken.
    pub(super) fn add(&mut self, slot: Slot, value: i16) {
        let second = match slot {
            Slot::Day => Slot::Day2,
            Slot::Month => Slot::Month2,
            Slot::Year => Slot::Year2,
            _ => slot,
        };
        let slot = if self.get(slot).is_some() { second } else { slot };
        self.put(slot, value);
    }
}
