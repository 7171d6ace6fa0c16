//! The journal of a batch that can be resumed: how much of it is done. It stands beside the output until that is
//! complete.
//!
//! JSON Lines, only ever appended to. The first line holds the [`Settings`], every other is a [`Checkpoint`], written
//! after the rows that it counts are on the disk. A line that was torn when the run broke off, and whatever stands after
//! it, counts for nothing; so the work since the checkpoint before is done again, and nothing twice.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::hash::Hasher;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::fault_file::{Fault, line};
use super::summary::Counts;
use crate::article::{Article, Item};
use crate::error::{Error, Result};
use crate::fnv::Fnv;

/// What the first line begins with, by which a journal is known even where that line was torn.
const SIGN: &str = r#"{"udsagn":"journal","#;

/// Between two checkpoints lies at least so many times as long as the last one took …
const REST: u32 = 50;
/// … but no less than this …
const LEAST_REST: Duration = Duration::from_millis(100);
/// … and no more than this.
const MOST_REST: Duration = Duration::from_secs(10);

/// What determines the rows, by name: options, paths, the program itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Settings(BTreeMap<String, String>);

impl Settings {
    /// Settings that have a value.
    pub(super) fn new<'a>(settings: impl IntoIterator<Item = (&'a str, Option<String>)>) -> Self {
        Self(settings.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect())
    }

    /// The names of those that differ.
    fn differing<'a>(&'a self, other: &'a Self) -> Vec<&'a str> {
        let names: BTreeSet<&String> = self.0.keys().chain(other.0.keys()).collect();
        names.into_iter().filter(|name| self.0.get(*name) != other.0.get(*name)).map(String::as_str).collect()
    }
}

#[derive(Serialize, Deserialize)]
struct Header {
    udsagn: String,
    settings: Settings,
}

/// How far the input was read, and what it was up to there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Position {
    /// Articles, warnings, notes and faults, all that reading gave.
    items: u64,
    /// The id of the last article.
    last: Option<String>,
    /// A number that is another where any of the articles is other.
    digest: u64,
}

impl Position {
    /// Counts one item, with its article if it is one.
    pub(super) fn pass(&mut self, article: Option<&Article>) {
        self.items += 1;
        if let Some(article) = article {
            self.digest = digest(self.digest, article);
            self.last = Some(article.id.clone());
        }
    }

    /// Reads what was done already, without analysing it; `tell` is called at every item. Gives whether it is still what
    /// it was.
    pub(super) fn is_reached(&self, input: &mut impl Iterator<Item = Item>, mut tell: impl FnMut()) -> bool {
        let mut reached = Position::default();
        while reached.items < self.items {
            let Some(item) = input.next() else { return false };
            reached.pass(if let Item::Article(article) = &item { Some(article) } else { None });
            tell();
        }
        reached == *self
    }

    /// What is told of an input that is no longer what it was.
    pub(super) fn broken(&self, journal: &Path) -> Error {
        let last = self.last.as_ref().map_or(String::new(), |id| format!(" up to article {id}"));
        Error::Usage(format!(
            "{0}: the input{last} is not what it was when this batch was begun; remove {0} to begin anew",
            journal.display()
        ))
    }
}

/// A number for an article after all that were before it.
fn digest(before: u64, article: &Article) -> u64 {
    let Article { id, title, author, url, source, published, text, parts } = article;
    let mut hash = Fnv::default();
    hash.write(&before.to_le_bytes());
    let published = published.map(|day| day.to_string());
    for piece in
        [Some(id), title.as_ref(), author.as_ref(), url.as_ref(), source.as_ref(), published.as_ref(), Some(text)]
    {
        match piece {
            Some(words) => hash.piece(words.as_bytes()),
            // No piece is so long.
            None => hash.write(&u64::MAX.to_le_bytes()),
        }
    }
    for part in parts {
        hash.write(&[part.kind as u8]);
        hash.write(&(part.span.start() as u64).to_le_bytes());
        hash.write(&(part.span.end() as u64).to_le_bytes());
    }
    hash.finish()
}

/// A point from which a batch can go on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Checkpoint {
    /// How much of the input is done.
    pub position: Position,
    /// The length of the rows up to here.
    pub bytes: u64,
    /// Whether this is the end, and the output only has to get its name.
    pub is_complete: bool,
    /// Warnings told of the input.
    pub warnings: u64,
    /// What the summary counts.
    pub counts: Counts,
    /// Hashes of speakers; in a line only those that are new since the one before.
    pub speakers: Vec<u64>,
    /// What could not be read or analysed; likewise only what is new.
    pub faults: Vec<Fault>,
}

/// An open journal, which no other run can write.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    /// None where none stands there yet.
    file: Option<File>,
    header: Vec<u8>,
    /// The length of what counts in it.
    length: u64,
    last: Instant,
    rest: Duration,
}

impl Journal {
    /// Finds the journal of an earlier run, and the last point that this reached, with all speakers and faults. Changes
    /// nothing yet.
    ///
    /// # Errors
    /// [`Error::Usage`] where the earlier run had other settings or still goes on, or the file is no journal;
    /// [`Error::Read`] where it cannot be read.
    pub(super) fn find(path: PathBuf, settings: Settings) -> Result<(Self, Option<Checkpoint>)> {
        let fault = |cause| Error::Read { path: path.clone(), cause };
        let header = line(&Header { udsagn: "journal".into(), settings: settings.clone() }).map_err(fault)?;
        let mut journal =
            Self { path: path.clone(), file: None, header, length: 0, last: Instant::now(), rest: LEAST_REST };
        let mut file = match OpenOptions::new().read(true).write(true).open(&path) {
            Ok(file) => file,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok((journal, None)),
            Err(cause) => return Err(fault(cause)),
        };
        lock(&file, &path)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(fault)?;
        journal.file = Some(file);
        let mut lines = bytes.split_inclusive(|byte| *byte == b'\n').take_while(|line| line.ends_with(b"\n"));
        let Some(first) = lines.next() else {
            let is_torn = bytes.starts_with(SIGN.as_bytes()) || SIGN.as_bytes().starts_with(&bytes);
            return if is_torn { Ok((journal, None)) } else { Err(foreign(&path)) };
        };
        let begun: Header = serde_json::from_slice(first).map_err(|_| foreign(&path))?;
        let differing = settings.differing(&begun.settings);
        if !differing.is_empty() {
            return Err(Error::Usage(format!(
                "{0}: this batch was begun with another {1}; give the same, or remove {0} to begin anew",
                path.display(),
                differing.join(", ")
            )));
        }
        journal.length = first.len() as u64;
        let mut reached: Option<Checkpoint> = None;
        for line in lines {
            let Ok(mut next) = serde_json::from_slice::<Checkpoint>(line) else { break };
            journal.length += line.len() as u64;
            if let Some(before) = reached {
                next.speakers.splice(..0, before.speakers);
                next.faults.splice(..0, before.faults);
            }
            reached = Some(next);
        }
        Ok((journal, reached))
    }

    /// Where it stands.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Makes the journal, or cuts off what does not count.
    ///
    /// # Errors
    /// [`Error::Write`] where it cannot be written, [`Error::Usage`] where another run has begun it by now.
    pub(super) fn begin(&mut self) -> Result<()> {
        let path = self.path.clone();
        let fault = |cause| Error::Write { path: path.clone(), cause };
        let mut file = match self.file.take() {
            Some(file) => file,
            None => {
                let made = OpenOptions::new().write(true).create(true).truncate(false).open(&self.path);
                let file = made.map_err(fault)?;
                lock(&file, &self.path)?;
                file
            }
        };
        let write = |file: &mut File| {
            file.set_len(self.length)?;
            file.seek(SeekFrom::End(0))?;
            if self.length == 0 {
                file.write_all(&self.header)?;
            }
            file.sync_data()
        };
        write(&mut file).map_err(fault)?;
        self.file = Some(file);
        self.last = Instant::now();
        Ok(())
    }

    /// Whether it is time for a checkpoint.
    pub(super) fn is_due(&self) -> bool {
        self.last.elapsed() >= self.rest
    }

    /// Appends a checkpoint, whose rows must be on the disk; `began` is when they began to be brought there.
    ///
    /// # Errors
    /// [`Error::Write`] where it cannot be written.
    pub(super) fn note(&mut self, checkpoint: &Checkpoint, began: Instant) -> Result<()> {
        if let Some(file) = &mut self.file {
            let written = line(checkpoint).and_then(|line| {
                file.write_all(&line)?;
                file.sync_data()
            });
            written.map_err(|cause| Error::Write { path: self.path.clone(), cause })?;
        }
        self.last = Instant::now();
        self.rest = (began.elapsed() * REST).clamp(LEAST_REST, MOST_REST);
        Ok(())
    }

    /// Takes it away: the batch is done.
    ///
    /// # Errors
    /// [`Error::Write`] where that is not allowed.
    pub(super) fn remove(self) -> Result<()> {
        fs::remove_file(&self.path).map_err(|cause| Error::Write { path: self.path, cause })
    }
}

/// Keeps other runs away until this one ends, however it does. Where a file system knows no locks, nothing does.
fn lock(file: &File, path: &Path) -> Result<()> {
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => {
            Err(Error::Usage(format!("{}: another run is still at this batch", path.display())))
        }
        Ok(()) | Err(TryLockError::Error(_)) => Ok(()),
    }
}

fn foreign(path: &Path) -> Error {
    Error::Usage(format!("{0}: is no journal of this program; remove {0}, or write to another file", path.display()))
}
