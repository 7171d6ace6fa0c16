//! What stands before the head of a noun phrase.

use std::ops::Range;

/// What stands before a phrase's head, as far as it has been read.
#[derive(Clone, Debug, Default)]
pub(super) struct Front {
    pub(super) start: usize,
    /// Where the head is expected.
    pub(super) at: usize,
    /// A possessive: hans.
    pub(super) owner: Option<Range<usize>>,
    /// Whether a determiner or number was met.
    pub(super) determined: bool,
    pub(super) definite: bool,
    pub(super) several: bool,
    /// Adjectives and ordinals met.
    pub(super) adjectives: usize,
}

impl Front {
    /// How sure what follows is to be an adjective or noun.
    pub(super) fn tightness(&self) -> Tightness {
        match (self.determined || self.owner.is_some(), self.definite) {
            (false, _) => Tightness::Free,
            (true, false) => Tightness::Indefinite,
            (true, true) => Tightness::Definite,
        }
    }
}

/// What an adjective's place tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tightness {
    /// Nothing stands before it.
    Free,
    /// After en, et, tre, mange.
    Indefinite,
    /// After den, de, hans.
    Definite,
}
