//! Zip archives: every file in one that is of a known format, in the order of their names. Nothing is written to disk.

use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use ::zip::result::ZipError;
use ::zip::{CompressionMethod, ZipArchive};
use flate2::Crc;
use flate2::bufread::DeflateDecoder;

use super::archive::{Allowance, LONGEST_ENTRY, RATIO, Skipped};
use super::input::{Bytes, EMPTY, Inside, Seekable, only};
use super::{Format, Input, Item, Items, Reading};
use crate::error::Error;

pub(super) fn open(input: Input) -> Items {
    let Input { name, bytes, reading, inside } = input;
    if inside != Inside::Nothing {
        return only(Item::fault(name, "an archive in an archive is not read: unpack the outer one yourself"));
    }
    let bytes = match bytes.seekable(LONGEST_ENTRY) {
        Ok(bytes) => bytes,
        Err(cause) => return only(Item::Fault(Error::Read { path: name.into(), cause })),
    };
    let mut shared = Shared { bytes: Arc::new(Mutex::new(bytes)), at: 0 };
    let size = match shared.seek(SeekFrom::End(0)) {
        Ok(size) => size,
        Err(cause) => return only(Item::Fault(Error::Read { path: name.into(), cause })),
    };
    if size == 0 {
        return only(Item::fault(name, EMPTY));
    }
    match list(&name, &shared) {
        Ok((entries, skipped)) => Box::new(Zip {
            name,
            reading,
            shared,
            is_empty: entries.is_empty(),
            entries: entries.into_iter(),
            current: None,
            skipped,
            total: Arc::new(Mutex::new(Allowance::new(size, size.saturating_mul(RATIO).max(LONGEST_ENTRY)))),
        }),
        Err(fault) => only(Item::Fault(fault)),
    }
}

struct Zip {
    name: String,
    reading: Arc<Reading>,
    shared: Shared,
    entries: std::vec::IntoIter<Listed>,
    is_empty: bool,
    current: Option<Items>,
    skipped: Skipped,
    /// Of all entries together: they may lie over one another.
    total: Arc<Mutex<Allowance>>,
}

/// A file in the archive, or why it is not read.
struct Listed {
    /// Its name after that of the archive.
    name: String,
    entry: Result<Entry, String>,
}

struct Entry {
    format: &'static Format,
    start: u64,
    packed: u64,
    method: CompressionMethod,
    sum: u32,
}

/// The files of an archive that are to be read, and those that are not.
fn list(archive_name: &str, shared: &Shared) -> Result<(Vec<Listed>, Skipped), Error> {
    let mut archive = ZipArchive::new(shared.clone()).map_err(|fault| match fault {
        ZipError::Io(cause) if cause.raw_os_error().is_some() => Error::Read { path: archive_name.into(), cause },
        fault => Error::Input {
            place: archive_name.to_owned(),
            message: format!("not a zip archive, or a damaged one: {fault}; download or pack it again"),
        },
    })?;
    let mut listed = Vec::new();
    let mut skipped = Skipped::default();
    for number in 0..archive.len() {
        let file = match archive.by_index_raw(number) {
            Ok(file) => file,
            Err(fault) => {
                let name = format!("{archive_name}/entry {}", number + 1);
                listed.push(Listed { name, entry: Err(format!("damaged: {fault}")) });
                continue;
            }
        };
        let written = file.name().map_or_else(|_| String::from_utf8_lossy(file.name_raw()).into_owned(), Into::into);
        let path = clean(&written);
        let name = format!("{archive_name}/{path}");
        if file.is_dir() || path.split('/').any(|part| part.starts_with('.') && part != ".." || part == "__MACOSX") {
            continue;
        }
        let last = path.rsplit('/').next().unwrap_or(&path);
        let ending = last.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
        let Some(format) = Format::of_ending(&ending) else {
            skipped.add(name);
            continue;
        };
        let method = file.compression();
        let entry = if file.is_symlink() {
            Err("a link; not followed".to_owned())
        } else if leads_out(&path) || file.enclosed_name().is_none() {
            Err("its name leads out of the archive; not read".to_owned())
        } else if file.encrypted() {
            Err("locked by a password: unpack it yourself".to_owned())
        } else if !matches!(method, CompressionMethod::Stored | CompressionMethod::Deflated) {
            Err(format!("packed by {method}, which is not read: pack it again in the usual way (deflate)"))
        } else if let Some(start) = file.data_start() {
            Ok(Entry { format, start, packed: file.compressed_size(), method, sum: file.crc32() })
        } else {
            Err("damaged: it begins nowhere".to_owned())
        };
        listed.push(Listed { name, entry });
    }
    listed.sort_by(|a, b| a.name.split('/').cmp(b.name.split('/')));
    Ok((listed, skipped))
}

/// Whether a name is that of a place outside: it goes up, or begins at the root or at a drive.
fn leads_out(path: &str) -> bool {
    path.starts_with('/') || path.as_bytes().get(1) == Some(&b':') || path.split('/').any(|part| part == "..")
}

/// A name with `/` between folders, and without signs that a terminal would obey.
fn clean(name: &str) -> String {
    let letters = name.chars().map(|letter| match letter {
        '\\' => '/',
        letter if letter.is_control() => char::REPLACEMENT_CHARACTER,
        letter => letter,
    });
    letters.collect()
}

impl Zip {
    fn open(&self, listed: Listed) -> Items {
        let Listed { name, entry } = listed;
        let entry = match entry {
            Ok(entry) => entry,
            Err(message) => return only(Item::fault(name, message)),
        };
        let packed = Shared { at: entry.start, ..self.shared.clone() }.take(entry.packed);
        let unpacked: Box<dyn Read + Send> = match entry.method {
            CompressionMethod::Stored => Box::new(packed),
            _ => Box::new(DeflateDecoder::new(BufReader::new(packed))),
        };
        let checked = Checked {
            unpacked,
            sum: Crc::new(),
            expected: entry.sum,
            own: Allowance::new(entry.packed, LONGEST_ENTRY),
            total: Arc::clone(&self.total),
        };
        let bytes = Bytes::Stream(Box::new(checked));
        (entry.format.open)(Input { name, bytes, reading: Arc::clone(&self.reading), inside: Inside::Zip })
    }
}

impl Iterator for Zip {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.current.as_mut().and_then(Iterator::next) {
                return Some(item);
            }
            self.current = match self.entries.next() {
                Some(listed) => Some(self.open(listed)),
                None if std::mem::take(&mut self.is_empty) => {
                    let message = format!("no articles in this archive; read are {}", Format::known_endings());
                    Some(only(Item::fault(&self.name, message)))
                }
                None => return self.skipped.tell(),
            };
        }
    }
}

/// Bytes that several readers share, each at a place of its own.
#[derive(Clone)]
struct Shared {
    bytes: Arc<Mutex<Box<dyn Seekable>>>,
    at: u64,
}

impl Read for Shared {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut bytes = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        bytes.seek(SeekFrom::Start(self.at))?;
        let count = bytes.read(buffer)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Shared {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let mut bytes = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        self.at = match to {
            SeekFrom::Current(by) => {
                let at = self.at.checked_add_signed(by);
                at.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "before the first byte"))?
            }
            to => bytes.seek(to)?,
        };
        Ok(self.at)
    }
}

/// An entry's bytes, counted, and compared with its checksum at the end.
struct Checked {
    unpacked: Box<dyn Read + Send>,
    sum: Crc,
    expected: u32,
    own: Allowance,
    total: Arc<Mutex<Allowance>>,
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.unpacked.read(buffer)?;
        self.own.take(count as u64)?;
        self.total.lock().unwrap_or_else(PoisonError::into_inner).take(count as u64)?;
        self.sum.update(&buffer[..count]);
        if count == 0 && !buffer.is_empty() && self.sum.sum() != self.expected {
            return Err(io::Error::other("damaged: its checksum is another; download or pack the archive again"));
        }
        Ok(count)
    }
}
