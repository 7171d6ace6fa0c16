//! Sets of letters: for each letter, the sets that it is in, so that one word of bits answers for many patterns.

use rustc_hash::FxHashMap;

use super::alphabet::{Alphabet, Term};

/// Number of a set.
pub(super) type SetId = u16;

/// Gathers the sets that patterns need.
pub(super) struct Gathering<'a> {
    alphabet: &'a Alphabet,
    ids: FxHashMap<Vec<u64>, SetId>,
    /// What was asked for already: patterns share their macros.
    known: FxHashMap<Vec<Term>, SetId>,
    terms: FxHashMap<Term, Vec<u64>>,
    /// Each set as one bit a letter.
    sets: Vec<Vec<u64>>,
}

impl<'a> Gathering<'a> {
    /// Sets over the letters of an alphabet, whose letters are all known.
    pub(super) fn new(alphabet: &'a Alphabet) -> Self {
        Self {
            alphabet,
            ids: FxHashMap::default(),
            known: FxHashMap::default(),
            terms: FxHashMap::default(),
            sets: Vec::new(),
        }
    }

    /// The set of the letters that any of these terms fits.
    pub(super) fn of(&mut self, terms: &[Term]) -> SetId {
        if let Some(id) = self.known.get(terms) {
            return *id;
        }
        let words = self.alphabet.len().div_ceil(64);
        let mut bits = vec![0; words];
        for term in terms {
            let alphabet = self.alphabet;
            let own = self.terms.entry(*term).or_insert_with(|| {
                let mut bits = vec![0; words];
                alphabet.fitting(*term).into_iter().for_each(|letter| bits[letter / 64] |= 1 << (letter % 64));
                bits
            });
            bits.iter_mut().zip(own).for_each(|(all, own)| *all |= *own);
        }
        let id = self.id(bits);
        self.known.insert(terms.to_vec(), id);
        id
    }

    /// Both sets together.
    pub(super) fn union(&mut self, a: SetId, b: SetId) -> SetId {
        let bits = self.sets[a as usize].iter().zip(&self.sets[b as usize]).map(|(a, b)| a | b).collect();
        self.id(bits)
    }

    /// Whether two sets share a letter.
    pub(super) fn meet(&self, a: SetId, b: SetId) -> bool {
        self.sets[a as usize].iter().zip(&self.sets[b as usize]).any(|(a, b)| a & b != 0)
    }

    /// How many letters are in a set.
    pub(super) fn size(&self, set: SetId) -> u32 {
        self.sets[set as usize].iter().map(|bits| bits.count_ones()).sum()
    }

    fn id(&mut self, bits: Vec<u64>) -> SetId {
        let next = self.sets.len() as SetId;
        let sets = &mut self.sets;
        *self.ids.entry(bits).or_insert_with_key(|bits| {
            sets.push(bits.clone());
            next
        })
    }

    /// Turns the table round: from letters to sets. `needs` are the sets that [`Sets::any`] tells of.
    pub(super) fn finish(self, needs: &[SetId]) -> Sets {
        let all: Vec<&Vec<u64>> = self.sets.iter().collect();
        let needed: Vec<&Vec<u64>> = needs.iter().map(|set| &self.sets[*set as usize]).collect();
        let letters = self.alphabet.len();
        Sets { sets: Table::new(letters, &all), needs: Table::new(letters, &needed) }
    }
}

/// For each letter one bit for each of some sets that it may be in.
#[derive(Debug, Default)]
struct Table {
    /// Words a letter.
    width: usize,
    rows: Vec<u64>,
}

impl Table {
    fn new(letters: usize, sets: &[&Vec<u64>]) -> Self {
        let width = sets.len().div_ceil(64).max(1);
        let mut rows = vec![0u64; letters * width];
        for (set, bits) in sets.iter().enumerate() {
            for (place, bits) in bits.iter().enumerate() {
                let mut left = *bits;
                while left != 0 {
                    let letter = place * 64 + left.trailing_zeros() as usize;
                    rows[letter * width + set / 64] |= 1 << (set % 64);
                    left &= left - 1;
                }
            }
        }
        Self { width, rows }
    }
}

/// For each letter, the sets that it is in.
#[derive(Debug, Default)]
pub(super) struct Sets {
    sets: Table,
    /// The sets that patterns cannot do without, by themselves: every row is asked for them.
    needs: Table,
}

impl Sets {
    /// Whether a letter is in a set.
    #[inline]
    pub(super) fn has(&self, letter: u16, set: SetId) -> bool {
        let word = self.sets.rows[letter as usize * self.sets.width + set as usize / 64];
        word >> (set % 64) & 1 != 0
    }

    /// How many words of bits tell of the needed sets.
    pub(super) fn needs(&self) -> usize {
        self.needs.width
    }

    /// The needed sets that any of these letters is in, one bit each.
    pub(super) fn any(&self, letters: &[u16]) -> Vec<u64> {
        let width = self.needs.width;
        let mut all = vec![0; width];
        for letter in letters {
            let row = &self.needs.rows[*letter as usize * width..][..width];
            all.iter_mut().zip(row).for_each(|(all, own)| *all |= *own);
        }
        all
    }
}
