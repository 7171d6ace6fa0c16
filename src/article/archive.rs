//! What archives have in common: how far they may inflate; and with folders: files that are passed over.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Item, Notice};

/// Most bytes that one byte of an archive may become. Text seldom reaches ten; a bomb has thousands.
pub(super) const RATIO: u64 = 100;
/// Longest entry, in bytes.
pub(super) const LONGEST_ENTRY: u64 = 512 << 20;
/// Up to here nothing is too much, whatever it was packed from.
const HARMLESS: u64 = 1 << 20;

/// How much may still come out of an archive or an entry of it.
#[derive(Debug)]
pub(super) struct Allowance {
    packed: u64,
    longest: u64,
    given: u64,
}

impl Allowance {
    /// For `packed` bytes that may become at most `longest`.
    pub(super) fn new(packed: u64, longest: u64) -> Self {
        Self { packed, longest, given: 0 }
    }

    /// Takes note of so many further bytes.
    ///
    /// # Errors
    /// Where they are too many.
    pub(super) fn take(&mut self, count: u64) -> io::Result<()> {
        self.given = self.given.saturating_add(count);
        if self.given > self.longest {
            return Err(refused(format!("unpacked it is longer than {} MiB", self.longest >> 20)));
        }
        if self.given > HARMLESS && self.given > self.packed.saturating_mul(RATIO) {
            return Err(refused(format!(
                "it unpacks to more than {RATIO} times its size, as archives do that are made to harm"
            )));
        }
        Ok(())
    }
}

fn refused(message: String) -> io::Error {
    io::Error::other(format!("refused: {message}; if it is sound, unpack it yourself"))
}

/// Unpacked bytes, of which only so many are given as the packed ones allow.
pub(super) struct Limited<R> {
    unpacked: R,
    packed: Arc<AtomicU64>,
    allowance: Allowance,
}

impl<R: Read> Limited<R> {
    /// Limits `unpacked`, of which `packed` counts the bytes that it is made from.
    pub(super) fn new(unpacked: R, packed: Arc<AtomicU64>, longest: u64) -> Self {
        Self { unpacked, packed, allowance: Allowance::new(0, longest) }
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.unpacked.read(buffer)?;
        self.allowance.packed = self.packed.load(Ordering::Relaxed);
        self.allowance.take(count as u64)?;
        Ok(count)
    }
}

/// Files that were passed over, for one line at the end.
#[derive(Default)]
pub(super) struct Skipped {
    count: usize,
    first: Vec<String>,
}

impl Skipped {
    const NAMED: usize = 5;

    pub(super) fn add(&mut self, name: String) {
        self.count += 1;
        if self.first.len() < Self::NAMED {
            self.first.push(name);
        }
    }

    /// The line, once.
    pub(super) fn tell(&mut self) -> Option<Item> {
        let count = std::mem::take(&mut self.count);
        if count == 0 {
            return None;
        }
        let files = if count == 1 { "file" } else { "files" };
        let more = match count - self.first.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let names = self.first.join(", ");
        let message = format!("skipped {count} {files} with other endings: {names}{more}");
        Some(Item::Note(Notice::new("", message)))
    }
}
