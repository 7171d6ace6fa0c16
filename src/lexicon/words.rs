//! The words and endings of the lists in `words.toml`: most words that are asked about are told apart by one bit.

/// The words of a [`List`](super::List).
#[derive(Clone, Debug, Default)]
pub struct Words {
    list: Vec<Box<str>>,
    /// Their [`hash`]es, in the same order.
    hashes: Vec<u32>,
    /// The [`bit`]s of these.
    bits: u64,
}

impl Words {
    /// Adds words with white space between them, as they are compared.
    pub(super) fn add_all(&mut self, words: &str) {
        words.split_whitespace().for_each(|word| self.add(word));
    }

    fn add(&mut self, word: &str) {
        let hash = hash(word);
        self.list.push(word.into());
        self.hashes.push(hash);
        self.bits |= bit(hash);
    }

    /// Whether a word of this [`hash`] may be one of them; wrong for one in 64 that is not, for each of them.
    #[inline]
    pub(crate) fn may_hold(&self, hash: u32) -> bool {
        self.bits & bit(hash) != 0
    }

    /// Whether a folded word of this [`hash`] is one of them.
    pub(crate) fn hold(&self, hash: u32, folded: &str) -> bool {
        self.hashes.iter().zip(&self.list).any(|(own, word)| *own == hash && **word == *folded)
    }

    /// Whether a folded word is one of them.
    pub(crate) fn has(&self, folded: &str) -> bool {
        self.iter().any(|word| word == folded)
    }

    /// The words, in their order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|word| &**word)
    }
}

/// The hash by which words are told apart at first: FNV-1a.
pub(crate) fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A hash as one of 64 bits, for a look whether any of some words can be another.
#[inline]
pub const fn bit(hash: u32) -> u64 {
    1 << (hash >> 26)
}

/// The endings of an [`Ending`](super::Ending).
#[derive(Clone, Debug, Default)]
pub struct Endings {
    list: Vec<Box<str>>,
    /// The [`tail`] of each and which of its bits count, in the same order.
    tails: Vec<(u64, u64)>,
}

impl Endings {
    /// Adds endings with white space between them.
    pub(super) fn add_all(&mut self, endings: &str) {
        endings.split_whitespace().for_each(|ending| self.add(ending));
    }

    fn add(&mut self, ending: &str) {
        let length = ending.len();
        let mask = if length < 8 { (1 << (8 * length)) - 1 } else { u64::MAX };
        self.list.push(ending.into());
        self.tails.push((tail(ending.as_bytes()), mask));
    }

    /// Whether a word ends in one of them.
    #[inline]
    pub(crate) fn end(&self, word: &str) -> bool {
        let own = tail(word.as_bytes());
        let ends = |(place, (tail, mask)): (usize, &(u64, u64))| {
            own & mask == *tail && (*mask != u64::MAX || word.ends_with(&*self.list[place]))
        };
        self.tails.iter().enumerate().any(ends)
    }

    /// What stands before the first of them that a word ends in.
    pub(crate) fn before<'w>(&self, word: &'w str) -> Option<&'w str> {
        self.list.iter().find_map(|ending| word.strip_suffix(&**ending))
    }
}

/// The last eight bytes of a word as a number, the last one lowest.
#[inline]
fn tail(bytes: &[u8]) -> u64 {
    match bytes.split_last_chunk::<8>() {
        Some((_, last)) => u64::from_be_bytes(*last),
        None => bytes.iter().fold(0, |tail, byte| tail << 8 | u64::from(*byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Endings, Words, hash};

    #[test]
    fn words_are_found_and_others_not() {
        let mut words = Words::default();
        words.add_all("af årlig cand.");
        assert!(["af", "årlig", "cand."].iter().all(|word| words.may_hold(hash(word)) && words.hold(hash(word), word)));
        assert!(!["ad", "a", "", "årligt", "cand"].iter().any(|word| words.hold(hash(word), word) || words.has(word)));
    }

    #[test]
    fn endings_are_found_and_others_not() {
        let mut endings = Endings::default();
        endings.add_all("ede te ø kommissionen");
        assert!(
            ["kommisionen", "lyste", "te", "ø", "sø", "eu-kommissionen"]
                .iter()
                .filter(|word| endings.end(word))
                .count()
                == 5
        );
        assert!(!["e", "", "sig", "tex", "ede "].iter().any(|word| endings.end(word)));
        assert_eq!(endings.before("lyste"), Some("lys"));
        assert_eq!(endings.before("lyser"), None);
    }
}
