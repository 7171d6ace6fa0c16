//! A hash that is the same on every machine and in every version: names that users keep are made of it.

use std::hash::Hasher;

/// FNV-1a of 64 bits. [`Hasher::write`] takes bytes; what hashes integers by their bytes must fix their order.
#[derive(Debug)]
pub(crate) struct Fnv(u64);

impl Fnv {
    /// Takes a piece so that it cannot be taken for a part of its neighbours.
    pub(crate) fn piece(&mut self, bytes: &[u8]) {
        self.write(&(bytes.len() as u64).to_le_bytes());
        self.write(bytes);
    }

    /// The hash of some bytes.
    pub(crate) fn of(bytes: &[u8]) -> u64 {
        let mut hash = Self::default();
        hash.write(bytes);
        hash.finish()
    }
}

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_published_function() {
        for (words, hash) in
            [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)]
        {
            assert_eq!(Fnv::of(words.as_bytes()), hash, "{words}");
        }
    }

    #[test]
    fn pieces_are_told_from_their_neighbours() {
        let hash = |pieces: [&str; 2]| {
            let mut hash = Fnv::default();
            pieces.iter().for_each(|piece| hash.piece(piece.as_bytes()));
            hash.finish()
        };
        assert_ne!(hash(["bro", "en"]), hash(["broe", "n"]));
    }
}
