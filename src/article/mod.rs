//! Bytes of any input format → [`Article`].
//!
//! Takes paths, gives articles one by one with the faults among them; knows nothing of quotations or claims.
//!
//! ```no_run
//! use udsagn::article::{Articles, Item};
//!
//! for item in Articles::new(["archive.jsonl".into()]) {
//!     match item {
//!         Item::Article(article) => println!("{}: {} bytes", article.id, article.text.len()),
//!         Item::Warning(warning) | Item::Note(warning) => eprintln!("{warning}"),
//!         Item::Fault(fault) => eprintln!("{fault}"),
//!     }
//! }
//! ```

mod encoding;
mod front_matter;
mod json_lines;
mod plain;
pub mod published;
mod sources;
mod title;

use std::fmt;
use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::civil::Date;

use crate::error::Error;
pub use sources::total_bytes;
pub use title::title_line;

/// One article as its input gave it. Never changed after reading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The input's own id, or else the path as given.
    pub id: String,
    /// The title, where the input names one apart from the text or the first line reads as one.
    pub title: Option<String>,
    /// Where it was published on the web.
    pub url: Option<String>,
    /// The medium that published it.
    pub source: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// The whole text. Every offset of a row counts in it.
    pub text: String,
}

impl Article {
    /// An article of bare text under an id, without date; its title is the first line where that reads as one.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let title = title_line(&text).map(|line| line.of(&text).to_owned());
        Self { id: id.into(), title, text, ..Self::default() }
    }
}

/// Something that a reader tells about an input and that does not stop the article.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// File and, where known, line: `archive.jsonl:17`. Empty where it is about the whole run.
    pub place: String,
    /// What was found.
    pub message: String,
}

impl Notice {
    fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { place: place.into(), message: message.into() }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place.is_empty() { f.write_str(&self.message) } else { write!(f, "{}: {}", self.place, self.message) }
    }
}

/// What reading gives, one at a time and in the order of the input.
#[derive(Debug)]
pub enum Item {
    /// An article that can be analysed.
    Article(Article),
    /// The input had to be repaired or was understood only in part; an article still comes of it.
    Warning(Notice),
    /// A remark that is no fault of the input, such as skipped files.
    Note(Notice),
    /// A piece of the input that could not be read; the rest goes on.
    Fault(Error),
}

impl Item {
    fn fault(place: impl Into<String>, message: impl Into<String>) -> Self {
        Item::Fault(Error::Input { place: place.into(), message: message.into() })
    }
}

/// Longest article or JSON line, in bytes: beyond it the input is an archive of another sort.
const LONGEST: u64 = 256 << 20;

/// An opened input, before its format is read.
pub(crate) struct Input {
    /// The path as given; `-` for standard input.
    name: String,
    bytes: Box<dyn Read + Send>,
}

type Items = Box<dyn Iterator<Item = Item> + Send>;

/// A format of input. A new one is a file beside this and a line in [`FORMATS`].
#[derive(Debug)]
struct Format {
    /// Endings of file names, in lower case and without the dot; the empty one is a name without ending.
    endings: &'static [&'static str],
    open: fn(Input) -> Items,
}

static FORMATS: &[Format] = &[
    Format { endings: &["txt", "md", ""], open: plain::open },
    Format { endings: &["jsonl", "ndjson"], open: json_lines::open },
];

/// The articles of some paths, in order, read as they are asked for.
pub struct Articles {
    found: sources::Sources,
    current: Option<Items>,
    published: Option<Date>,
    read: Arc<AtomicU64>,
}

impl Articles {
    /// Prepares to read `paths`: files, folders (recursively, sorted by name) and `-` for standard input.
    /// Nothing is opened yet; whatever cannot be read comes as [`Item::Fault`] in its turn.
    pub fn new(paths: impl IntoIterator<Item = PathBuf>) -> Self {
        Self {
            found: sources::Sources::new(paths.into_iter().collect()),
            current: None,
            published: None,
            read: Arc::default(),
        }
    }

    /// Gives every article without a usable date of its own this day of publication.
    #[must_use]
    pub fn with_published(mut self, day: Option<Date>) -> Self {
        self.published = day;
        self
    }

    /// Leaves out this file wherever it is met: the output must not be read as an input.
    #[must_use]
    pub fn without(mut self, output: Option<PathBuf>) -> Self {
        self.found.leave_out(output);
        self
    }

    /// A counter of the bytes read so far, which any thread may look at.
    pub fn bytes_read(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.read)
    }
}

impl Iterator for Articles {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(items) = &mut self.current {
                match items.next() {
                    Some(Item::Article(mut article)) => {
                        article.published = article.published.or(self.published);
                        return Some(Item::Article(article));
                    }
                    Some(item) => return Some(item),
                    None => self.current = None,
                }
            }
            match self.found.next()? {
                sources::Found::Input(format, mut input) => {
                    input.bytes = Box::new(Counted { bytes: input.bytes, read: Arc::clone(&self.read) });
                    self.current = Some((format.open)(input));
                }
                sources::Found::Item(item) => return Some(item),
            }
        }
    }
}

impl fmt::Debug for Articles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Articles").finish_non_exhaustive()
    }
}

struct Counted {
    bytes: Box<dyn Read + Send>,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.bytes.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
