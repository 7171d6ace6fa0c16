//! Classes → one letter a symbol.
//!
//! Two symbols that no pattern can tell apart share a letter: a symbol's letter stands for the classes that patterns
//! name, and for the word itself where a pattern names the word.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::lexicon::{Class, ClassSet, hash};

/// A symbol as patterns see it: classes, and the place of its word among the literals (0: none).
type Seen = (ClassSet, u16);

/// Many times the literals that there are.
const BITS: usize = 2048;

/// The letters of all symbols that can occur.
#[derive(Debug, Default)]
pub struct Alphabet {
    used: ClassSet,
    literals: FxHashMap<String, u16>,
    /// One bit for each hash of a literal.
    bits: Vec<u64>,
    letters: Vec<Seen>,
    /// The letters of each literal: few, of many.
    spelled: FxHashMap<u16, Vec<usize>>,
    places: FxHashMap<Seen, u16>,
}

impl Alphabet {
    /// Prepares an alphabet for patterns that name these words and classes. Letter 0 is the symbol without any.
    pub(super) fn new(literals: &BTreeSet<String>, used: ClassSet) -> Self {
        let mut bits = vec![0; BITS / 64];
        literals.iter().map(|word| hash(word)).for_each(|hash| bits[hash as usize % BITS / 64] |= 1 << (hash % 64));
        let literals = literals.iter().zip(1..).map(|(word, place)| (word.clone(), place)).collect();
        let mut alphabet = Self { used, literals, bits, ..Self::default() };
        alphabet.add(ClassSet::EMPTY, 0);
        alphabet
    }

    /// Place of a folded word among the literals, by its `lexicon::hash`; 0 where no pattern names it.
    pub fn literal_place(&self, hash: u32, folded: &str) -> u16 {
        if self.bits[hash as usize % BITS / 64] >> (hash % 64) & 1 == 0 {
            return 0;
        }
        self.literals.get(folded).copied().unwrap_or(0)
    }

    /// Makes room for a symbol.
    pub(super) fn add(&mut self, classes: ClassSet, literal: u16) {
        let seen = (classes.intersection(self.used), literal);
        let next = self.letters.len() as u16;
        if *self.places.entry(seen).or_insert(next) == next {
            self.letters.push(seen);
            self.spelled.entry(literal).or_default().push(usize::from(next));
        }
    }

    /// How many letters there are; they are the numbers from 0.
    #[allow(clippy::len_without_is_empty)] // Letter 0 is always there.
    pub fn len(&self) -> usize {
        self.letters.len()
    }

    /// The letter of a symbol. A combination that was never added loses its word, then all classes.
    pub fn letter(&self, classes: ClassSet, literal: u16) -> u16 {
        let classes = classes.intersection(self.used);
        let found = self.places.get(&(classes, literal)).or_else(|| self.places.get(&(classes, 0)));
        found.copied().unwrap_or(0)
    }

    /// The letters that a term fits.
    pub(super) fn fitting(&self, term: Term) -> Vec<usize> {
        match term {
            Term::Word(0) => Vec::new(),
            Term::Word(word) => self.spelled.get(&word).cloned().unwrap_or_default(),
            Term::Classes(with, without) => {
                let fits = |classes: ClassSet| classes.intersection(with) == with && !classes.meets(without);
                (0..self.letters.len()).filter(|letter| fits(self.letters[*letter].0)).collect()
            }
        }
    }
}

/// What a pattern asks of one symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Term {
    /// It has all of the first classes and none of the second.
    Classes(ClassSet, ClassSet),
    /// It is this word; 0 is no word.
    Word(u16),
}

impl Term {
    /// A symbol of this class.
    pub(super) fn class(class: Class) -> Self {
        Term::Classes(ClassSet::of(&[class]), ClassSet::EMPTY)
    }
}
