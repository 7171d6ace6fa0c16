//! All words that the grammar knows, by their spelling.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::filter::{Filter, fold};
use super::slots::Slot;

/// One word's place in a class.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member {
    pub(super) class: u8,
    pub(super) value: i16,
    pub(super) stop: bool,
}

#[derive(Debug, Default)]
pub(super) struct Word {
    pub(super) classes: Vec<Member>,
    pub(super) trigger: bool,
    /// After a number, it makes that number an amount.
    pub(super) measure: bool,
    /// Rules that may begin with this word, in order.
    pub(super) rules: Vec<u16>,
    /// Rules that may hold this word anywhere.
    pub(super) inside: RuleSet,
}

/// A set of rules by number.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RuleSet([u128; 2]);

impl RuleSet {
    /// How many rules there may be.
    pub(super) const ROOM: usize = 256;

    pub(super) fn has(self, rule: u16) -> bool {
        self.0[usize::from(rule) / 128 % 2] & (1 << (rule % 128)) != 0
    }

    pub(super) fn add(&mut self, rule: u16) {
        self.0[usize::from(rule) / 128 % 2] |= 1 << (rule % 128);
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == [0; 2]
    }

    /// The rules that are in both.
    pub(super) fn and(self, other: Self) -> Self {
        Self([self.0[0] & other.0[0], self.0[1] & other.0[1]])
    }
}

/// All words that the grammar knows.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// Folded bytes, composed and decomposed, to word. Only ever looked up.
    ids: FxHashMap<Vec<u8>, u16>,
    words: Vec<Word>,
    classes: BTreeMap<String, u8>,
    slots: Vec<Option<Slot>>,
    members: Vec<Vec<u16>>,
    pub(super) all: Filter,
    /// Endings that make a figure a decade: erne.
    pub(super) decade: Vec<String>,
    /// Those behind a hyphen that make it a century: tallet.
    pub(super) century: Vec<String>,
    pub(super) ordinal: u8,
    pub(super) number: u8,
}

/// The number of what comes next after so many; an error where its type can count no more.
pub(super) fn next<N: TryFrom<usize>>(known: usize, what: &str) -> Result<N, String> {
    N::try_from(known).map_err(|_| format!("there is room for {known} {what} only"))
}

impl Vocabulary {
    /// The word's number; a new one where it is new.
    ///
    /// # Errors
    /// Where there are too many words.
    pub(super) fn word(&mut self, text: &str) -> Result<u16, String> {
        let key = fold(text.as_bytes());
        if let Some(id) = self.ids.get(&key) {
            return Ok(*id);
        }
        let id = next(self.words.len(), "words")?;
        self.words.push(Word::default());
        if !text.is_ascii() {
            let apart: String = text.nfd().collect();
            self.ids.insert(fold(apart.as_bytes()), id);
        }
        self.ids.insert(key, id);
        Ok(id)
    }

    /// Whether any word may begin and end like this one, in either case.
    pub(super) fn may_hold(&self, word: &[u8]) -> bool {
        self.all.may_hold(word)
    }

    pub(super) fn find(&self, folded: &[u8]) -> Option<u16> {
        self.ids.get(folded).copied()
    }

    pub(super) fn get(&self, id: u16) -> Option<&Word> {
        self.words.get(usize::from(id))
    }

    pub(super) fn class(&self, name: &str) -> Option<u8> {
        self.classes.get(name).copied()
    }

    pub(super) fn slot(&self, class: u8) -> Option<Slot> {
        self.slots.get(usize::from(class)).copied().flatten()
    }

    pub(super) fn members(&self, class: u8) -> &[u16] {
        self.members.get(usize::from(class)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn get_mut(&mut self, id: u16) -> Option<&mut Word> {
        self.words.get_mut(usize::from(id))
    }

    pub(super) fn trigger(&mut self, id: u16) {
        if let Some(word) = self.words.get_mut(usize::from(id)) {
            word.trigger = true;
        }
    }

    pub(super) fn trigger_class(&mut self, class: u8) {
        for id in self.members(class).to_vec() {
            self.trigger(id);
        }
    }

    /// The class of this name; a new one where it is new.
    ///
    /// # Errors
    /// Where there are too many classes.
    pub(super) fn new_class(&mut self, name: &str, slot: Option<Slot>) -> Result<u8, String> {
        if let Some(class) = self.class(name) {
            return Ok(class);
        }
        let class = next(self.slots.len(), "classes")?;
        self.classes.insert(name.into(), class);
        self.slots.push(slot);
        self.members.push(vec![]);
        Ok(class)
    }

    /// Puts a word into a class.
    ///
    /// # Errors
    /// As [`Vocabulary::word`].
    pub(super) fn add(&mut self, class: u8, text: &str, value: i16) -> Result<(), String> {
        let (text, stop) = match text.strip_suffix('.') {
            Some(text) => (text, true),
            None => (text, false),
        };
        let id = self.word(text)?;
        self.words[usize::from(id)].classes.push(Member { class, value, stop });
        self.members[usize::from(class)].push(id);
        Ok(())
    }

    /// The sieves for triggers and for all words.
    pub(super) fn filters(&self) -> (Filter, Filter) {
        let (mut triggers, mut all) = (Filter::default(), Filter::default());
        // A filter is a set, so the order in which words enter it leaves no trace.
        #[allow(clippy::iter_over_hash_type)]
        for (key, id) in &self.ids {
            if self.words[usize::from(*id)].trigger {
                triggers.insert(key);
            }
            all.insert(key);
        }
        (triggers, all)
    }
}
