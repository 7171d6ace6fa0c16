//! Classes → one character a symbol.
//!
//! Two symbols that no pattern can tell apart share a character: a symbol's character stands for the classes
//! that patterns name, and for the word itself where a pattern names the word.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::{Class, ClassSet};

/// First character used; all from here to U+D7FF take three bytes in UTF-8, so that a third of a byte offset is the
/// symbol's place.
const FIRST: u32 = 0x800;
const LAST: u32 = 0xD7FF;

/// Bytes that each symbol takes in a symbol string.
pub const SYMBOL_BYTES: usize = 3;

/// A symbol as patterns see it: classes, and the place of its word among the literals (0: none).
pub(super) type Letter = (ClassSet, u16);

/// The characters of all symbols that can occur.
#[derive(Debug, Default)]
pub struct Alphabet {
    used: ClassSet,
    literals: BTreeMap<String, u16>,
    letters: BTreeMap<Letter, char>,
}

impl Alphabet {
    /// Prepares an alphabet for patterns that name these words and classes.
    pub(super) fn new(literals: &BTreeSet<String>, used: ClassSet) -> Self {
        let literals = literals.iter().zip(1..).map(|(word, place)| (word.clone(), place)).collect();
        Self { used, literals, letters: BTreeMap::new() }
    }

    /// Place of a folded word among the literals; 0 where no pattern names it.
    pub fn literal_place(&self, folded: &str) -> u16 {
        self.literals.get(folded).copied().unwrap_or(0)
    }

    /// The words that patterns name.
    pub(super) fn literals(&self) -> impl Iterator<Item = (&str, u16)> {
        self.literals.iter().map(|(word, place)| (word.as_str(), *place))
    }

    /// Makes room for a symbol.
    pub(super) fn add(&mut self, classes: ClassSet, literal: u16) {
        self.letters.insert((classes.intersection(self.used), literal), '\u{0}');
    }

    /// Gives each symbol its character, like ones side by side, so that classes of symbols are few ranges.
    ///
    /// # Errors
    /// A message where there are more different symbols than characters.
    pub(super) fn settle(&mut self) -> Result<(), String> {
        for (next, letter) in (FIRST..).zip(self.letters.values_mut()) {
            *letter = char::from_u32(next).filter(|_| next <= LAST).ok_or("too many different symbols")?;
        }
        Ok(())
    }

    /// The character of a symbol. A combination that was never added loses its word, then all classes.
    pub fn letter(&self, classes: ClassSet, literal: u16) -> char {
        let classes = classes.intersection(self.used);
        let found = self.letters.get(&(classes, literal)).or_else(|| self.letters.get(&(classes, 0)));
        found.or_else(|| self.letters.get(&(ClassSet::EMPTY, 0))).copied().unwrap_or('\u{800}')
    }

    /// A regular-expression class of the symbols that have, or lack, these classes.
    pub(super) fn set(&self, wanted: &[(Class, bool)]) -> String {
        self.class(|(classes, _)| wanted.iter().all(|(class, holds)| classes.has(*class) == *holds))
    }

    /// A regular-expression class of the symbols that are this word.
    pub(super) fn literal(&self, folded: &str) -> String {
        let place = self.literal_place(folded);
        self.class(|(_, literal)| place != 0 && *literal == place)
    }

    fn class(&self, fits: impl Fn(&Letter) -> bool) -> String {
        let mut out = String::from("[");
        let mut fitting = self.letters.iter().filter(|(letter, _)| fits(letter)).map(|(_, c)| *c as u32).peekable();
        while let Some(first) = fitting.next() {
            let mut last = first;
            while fitting.next_if_eq(&(last + 1)).is_some() {
                last += 1;
            }
            out.push_str(&format!("\\x{{{first:X}}}-\\x{{{last:X}}}"));
        }
        if out.len() == 1 {
            // Nothing fits: a class that never matches.
            return String::from("[^\\x{0}-\\x{10FFFF}]");
        }
        out.push(']');
        out
    }
}
