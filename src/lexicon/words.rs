//! A few words or endings to compare with: most that are asked about are told apart by one bit.

use super::{shape, shapes_of};

/// Words that code names, see `words!`.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    list: &'static [&'static str],
    /// The bits of their shapes, see [`super::shape`].
    shapes: u64,
}

impl Words {
    /// Prepares to compare with these folded words.
    pub const fn new(list: &'static [&'static str]) -> Self {
        let mut shapes = 0;
        let mut place = 0;
        while place < list.len() {
            shapes |= shapes_of(list[place]);
            place += 1;
        }
        Self { list, shapes }
    }

    /// Whether one of them can have this shape.
    #[inline]
    pub const fn may_hold(&self, shape: u8) -> bool {
        self.shapes >> shape & 1 != 0
    }

    /// The words in order.
    pub const fn list(&self) -> &'static [&'static str] {
        self.list
    }

    /// Whether a folded word is one of them.
    #[inline]
    pub fn has(&self, folded: &str) -> bool {
        let initial = folded.bytes().next().unwrap_or(0);
        self.may_hold(shape(initial, folded.len())) && self.list.contains(&folded)
    }
}

/// Endings of words that code names, see `endings!`.
#[derive(Clone, Copy, Debug)]
pub struct Endings {
    list: &'static [&'static str],
    /// The bits of their last letters, see [`tail`].
    tails: u64,
}

impl Endings {
    /// Prepares to compare with these endings.
    pub const fn new(list: &'static [&'static str]) -> Self {
        let mut tails = 0;
        let mut place = 0;
        while place < list.len() {
            let bytes = list[place].as_bytes();
            tails |= if bytes.len() < 2 { u64::MAX } else { tail(bytes) };
            place += 1;
        }
        Self { list, tails }
    }

    /// Whether a word ends in one of them.
    #[inline]
    pub fn end(&self, word: &str) -> bool {
        self.tails & tail(word.as_bytes()) != 0 && self.list.iter().any(|ending| word.ends_with(ending))
    }
}

/// The last two bytes of a word as one of 64 bits.
#[inline]
const fn tail(bytes: &[u8]) -> u64 {
    let length = bytes.len();
    if length < 2 {
        return u64::MAX;
    }
    1 << (bytes[length - 1].wrapping_mul(7) ^ bytes[length - 2] & 63) % 64
}

/// A list of words, made ready when the program is built: `words!["af", "for"]`.
macro_rules! words {
    ($($word:expr),+ $(,)?) => {
        const { &$crate::lexicon::Words::new(&[$($word),+]) }
    };
}

/// A list of endings, made ready when the program is built: `endings!["ede", "te"]`.
macro_rules! endings {
    ($($ending:expr),+ $(,)?) => {
        const { &$crate::lexicon::Endings::new(&[$($ending),+]) }
    };
}

pub(crate) use {endings, words};

#[cfg(test)]
mod tests {
    use super::{Endings, Words};

    #[test]
    fn words_are_found_and_others_not() {
        let words: &Words = words!["af", "årlig", "cand."];
        assert!(["af", "årlig", "cand."].iter().all(|word| words.has(word)));
        assert!(!["ad", "a", "", "årligt", "cand"].iter().any(|word| words.has(word)));
    }

    #[test]
    fn endings_are_found_and_others_not() {
        let endings: &Endings = endings!["ede", "te", "ø"];
        assert!(["sagde", "lyste", "te", "ø", "sø", "malede"].iter().filter(|word| endings.end(word)).count() == 5);
        assert!(!["e", "", "sig", "tex", "ede "].iter().any(|word| endings.end(word)));
    }
}
