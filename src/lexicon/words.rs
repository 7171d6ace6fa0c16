//! A few words or endings to compare with: most that are asked about are told apart by one bit.

/// Words that code names, see `words!`.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    list: &'static [&'static str],
    /// Their [`hash`]es, in the same order.
    hashes: &'static [u32],
    /// The [`bit`]s of these.
    bits: u64,
}

impl Words {
    /// Prepares to compare with these folded words, whose hashes are given by [`hashes`].
    pub const fn new(list: &'static [&'static str], hashes: &'static [u32]) -> Self {
        let mut bits = 0;
        let mut place = 0;
        while place < hashes.len() {
            bits |= bit(hashes[place]);
            place += 1;
        }
        Self { list, hashes, bits }
    }

    /// Whether a word of this [`hash`] may be one of them; wrong for one in 64 that is not, for each of them.
    #[inline]
    pub fn may_hold(&self, hash: u32) -> bool {
        self.bits & bit(hash) != 0
    }

    /// Whether a folded word of this [`hash`] is one of them.
    pub fn hold(&self, hash: u32, folded: &str) -> bool {
        self.hashes.contains(&hash) && self.has(folded)
    }

    /// Whether a folded word is one of them.
    pub fn has(&self, folded: &str) -> bool {
        self.list.contains(&folded)
    }
}

/// The hash by which words are told apart at first: FNV-1a, as it can be counted out when the program is built.
pub const fn hash(word: &str) -> u32 {
    let bytes = word.as_bytes();
    let mut hash = 0x811c_9dc5_u32;
    let mut place = 0;
    while place < bytes.len() {
        hash = (hash ^ bytes[place] as u32).wrapping_mul(0x0100_0193);
        place += 1;
    }
    hash
}

/// The hashes of words, in their order.
pub const fn hashes<const N: usize>(list: [&str; N]) -> [u32; N] {
    let mut hashes = [0; N];
    let mut place = 0;
    while place < N {
        hashes[place] = hash(list[place]);
        place += 1;
    }
    hashes
}

/// A hash as one of 64 bits, for a look whether any of some words can be another.
#[inline]
pub const fn bit(hash: u32) -> u64 {
    1 << (hash >> 26)
}

/// Endings of words that code names, see `endings!`.
#[derive(Clone, Copy, Debug)]
pub struct Endings {
    list: &'static [&'static str],
    /// The [`tail`] of each and which of its bits count, in the same order.
    tails: &'static [(u64, u64)],
}

impl Endings {
    /// Prepares to compare with these endings, whose tails are given by [`tails`].
    pub const fn new(list: &'static [&'static str], tails: &'static [(u64, u64)]) -> Self {
        Self { list, tails }
    }

    /// Whether a word ends in one of them.
    #[inline]
    pub fn end(&self, word: &str) -> bool {
        let own = tail(word.as_bytes());
        let ends = |(place, (tail, mask)): (usize, &(u64, u64))| {
            own & mask == *tail && (*mask != u64::MAX || word.ends_with(self.list[place]))
        };
        self.tails.iter().enumerate().any(ends)
    }
}

/// The last eight bytes of a word as a number, the last one lowest.
#[inline]
const fn tail(bytes: &[u8]) -> u64 {
    if let Some((_, last)) = bytes.split_last_chunk::<8>() {
        return u64::from_be_bytes(*last);
    }
    let mut tail = 0;
    let mut place = 0;
    while place < bytes.len() {
        tail = tail << 8 | bytes[place] as u64;
        place += 1;
    }
    tail
}

/// The tails of endings, and which of their bits count.
pub const fn tails<const N: usize>(list: [&str; N]) -> [(u64, u64); N] {
    let mut tails = [(0, 0); N];
    let mut place = 0;
    while place < N {
        let length = list[place].len();
        let mask = if length < 8 { (1 << (8 * length)) - 1 } else { u64::MAX };
        tails[place] = (tail(list[place].as_bytes()), mask);
        place += 1;
    }
    tails
}

/// A list of words, made ready when the program is built: `words!["af", "for"]`.
macro_rules! words {
    ($($word:expr),+ $(,)?) => {
        const {
            const HASHES: &[u32] = &$crate::lexicon::hashes([$($word),+]);
            &$crate::lexicon::Words::new(&[$($word),+], HASHES)
        }
    };
}

/// A list of endings, made ready when the program is built: `endings!["ede", "te"]`.
macro_rules! endings {
    ($($ending:expr),+ $(,)?) => {
        const {
            const TAILS: &[(u64, u64)] = &$crate::lexicon::tails([$($ending),+]);
            &$crate::lexicon::Endings::new(&[$($ending),+], TAILS)
        }
    };
}

pub(crate) use {endings, words};

#[cfg(test)]
mod tests {
    use super::{Endings, Words, hash};

    #[test]
    fn words_are_found_and_others_not() {
        let words: &Words = words!["af", "årlig", "cand."];
        assert!(["af", "årlig", "cand."].iter().all(|word| words.may_hold(hash(word)) && words.hold(hash(word), word)));
        assert!(!["ad", "a", "", "årligt", "cand"].iter().any(|word| words.hold(hash(word), word) || words.has(word)));
    }

    #[test]
    fn endings_are_found_and_others_not() {
        let endings: &Endings = endings!["ede", "te", "ø", "kommissionen"];
        assert!(
            ["kommisionen", "lyste", "te", "ø", "sø", "eu-kommissionen"]
                .iter()
                .filter(|word| endings.end(word))
                .count()
                == 5
        );
        assert!(!["e", "", "sig", "tex", "ede "].iter().any(|word| endings.end(word)));
    }
}
