//! Which words may be ones that are looked for, told quickly.

/// Letters of one case: sets one bit of every byte, which is right for ASCII letters, for æ, ø and å, and for the
/// ring that stands apart from its a.
pub(super) fn fold(word: &[u8]) -> Vec<u8> {
    word.iter().map(|byte| byte | 0x20).collect()
}

/// A sieve that most words fall through: first two bytes, and length with the last byte.
#[derive(Debug)]
pub(super) struct Filter(Vec<u32>);

impl Default for Filter {
    fn default() -> Self {
        Self(vec![0; 1024])
    }
}

impl Filter {
    pub(super) fn insert(&mut self, word: &[u8]) {
        let (slot, bit) = Self::place(word);
        self.0[slot] |= bit;
    }

    pub(super) fn may_hold(&self, word: &[u8]) -> bool {
        let (slot, bit) = Self::place(word);
        self.0[slot] & bit != 0
    }

    fn place(word: &[u8]) -> (usize, u32) {
        let low = |at: usize| usize::from(word.get(at).copied().unwrap_or(0) & 31);
        let last = word.last().copied().unwrap_or(0);
        // Five times, so that neighbours in the alphabet are further apart than the lengths of most words.
        ((low(0) << 5) | low(1), 1 << ((word.len() + usize::from(last & 31) * 5) & 31))
    }
}
