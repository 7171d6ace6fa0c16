//! An opened input, and the bytes of it.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Item, Items, Reading, encoding};
use crate::error::Error;

/// What is told of an input without bytes …
pub(super) const EMPTY: &str = "empty file";
/// … and of one that is no text.
pub(super) const BINARY: &str = "binary file (it holds NUL bytes)";
/// How much is looked at before the rest of an input is read.
const HEAD: u64 = 8 << 10;

/// An opened input, before its format is read.
pub(super) struct Input {
    /// The path as given, for a file in an archive with that of the archive before it; `-` for standard input.
    pub name: String,
    pub bytes: Bytes,
    pub reading: Arc<Reading>,
    pub inside: Inside,
}

/// What an input was taken out of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inside {
    Nothing,
    Zip,
    Gzip,
}

impl Input {
    pub(super) fn new(name: String, bytes: Bytes, reading: Arc<Reading>) -> Self {
        Self { name, bytes, reading, inside: Inside::Nothing }
    }

    /// All bytes of an input that is text, at most so many, with its name and how it is read. NUL bytes mean that it
    /// is no text, unless it is UTF-16.
    ///
    /// # Errors
    /// Where it cannot be read, is empty or too long, or is no text.
    pub(super) fn load_text(self, longest: u64) -> Result<(String, Vec<u8>, Arc<Reading>), Error> {
        let is_text = |bytes: &[u8]| !encoding::is_binary(bytes);
        let Self { name, bytes, reading, .. } = self;
        match load(bytes, longest, is_text) {
            Ok(Ok(bytes)) => Ok((name, bytes, reading)),
            Ok(Err(message)) => Err(Error::Input { place: name, message }),
            Err(cause) => Err(Error::Read { path: name.into(), cause }),
        }
    }
}

/// One item and nothing more.
pub(super) fn only(item: Item) -> Items {
    Box::new(std::iter::once(item))
}

/// All bytes, or why they are no article.
fn load(mut reader: impl Read, longest: u64, fits: impl Fn(&[u8]) -> bool) -> io::Result<Result<Vec<u8>, String>> {
    let mut bytes = Vec::new();
    reader.by_ref().take(HEAD).read_to_end(&mut bytes)?;
    let binary = || Ok(Err(BINARY.into()));
    if !fits(&bytes) {
        return binary();
    }
    reader.take(longest).read_to_end(&mut bytes)?;
    if bytes.is_empty() {
        Ok(Err(EMPTY.into()))
    } else if bytes.len() as u64 > longest {
        Ok(Err(format!("longer than {} MiB", longest >> 20)))
    } else if !fits(&bytes) {
        binary()
    } else {
        Ok(Ok(bytes))
    }
}

/// Where the bytes of an input come from.
pub(super) enum Bytes {
    /// A file, which can also be read out of order.
    File(Counted<File>),
    Stream(Box<dyn Read + Send>),
}

/// Bytes that can be read out of order.
pub(super) trait Seekable: Read + Seek + Send {}

impl<T: Read + Seek + Send> Seekable for T {}

impl Bytes {
    /// The bytes so that they can be read out of order; those of a stream are held in memory, at most so many.
    ///
    /// # Errors
    /// Where the stream cannot be read or is longer.
    pub(super) fn seekable(self, longest: u64) -> io::Result<Box<dyn Seekable>> {
        match self {
            Bytes::File(file) => Ok(Box::new(file)),
            Bytes::Stream(stream) => {
                let mut held = Vec::new();
                stream.take(longest + 1).read_to_end(&mut held)?;
                if held.len() as u64 > longest {
                    return Err(io::Error::other(format!("longer than {} MiB", longest >> 20)));
                }
                Ok(Box::new(Cursor::new(held)))
            }
        }
    }
}

impl Read for Bytes {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Bytes::File(file) => file.read(buffer),
            Bytes::Stream(stream) => stream.read(buffer),
        }
    }
}

/// Counts what is read.
pub(super) struct Counted<R> {
    bytes: R,
    read: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    pub(super) fn new(bytes: R, read: Arc<AtomicU64>) -> Self {
        Self { bytes, read }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

impl<R: Seek> Seek for Counted<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}
