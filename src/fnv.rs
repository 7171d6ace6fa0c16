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
