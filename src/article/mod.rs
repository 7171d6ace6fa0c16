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

mod archive;
mod docx;
mod encoding;
mod feed;
mod fields;
mod front_matter;
mod gzip;
mod html;
mod input;
mod json;
mod json_lines;
mod layout;
mod plain;
pub mod published;
mod record;
mod sniff;
mod sources;
mod table;
mod title;
mod warc;
mod xml;
mod zip;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use jiff::civil::Date;

use crate::error::Error;
use crate::span::Span;
pub use encoding::named as encoding_named;
pub use fields::{Field, Named};
use input::Input;
pub(crate) use sources::{real_path, total_bytes};
pub use title::{of as title_of, title_line};

/// One article as its input gave it. Never changed after reading.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Article {
    /// The input's own id, or else the path as given.
    pub id: String,
    /// The title, where the input names one apart from the text or the first line reads as one.
    pub title: Option<String>,
    /// Who wrote it; several are joined with `; `.
    pub author: Option<String>,
    /// Where it was published on the web.
    pub url: Option<String>,
    /// The medium that published it.
    pub source: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// The whole text. Every offset of a row counts in it.
    pub text: String,
    /// What the input says of lines of the text, in their order; empty where it says nothing.
    pub parts: Vec<Part>,
}

/// A stretch of whole lines of which the input says what they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Part {
    /// The lines, in bytes of the article's text.
    pub span: Span,
    /// What they are.
    pub kind: PartKind,
}

/// What an input can say of lines. Prose is what nothing is said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartKind {
    /// The title as it stands over the text.
    Headline,
    /// A heading between paragraphs.
    Heading,
    /// The text of a picture.
    Caption,
}

impl Article {
    /// An article of bare text under an id, without date; its title is the first line where that reads as one.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let title = title_of(&text);
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

type Items = Box<dyn Iterator<Item = Item> + Send>;

/// A format of input. A new one is a file beside this and a line in [`FORMATS`].
#[derive(Debug)]
pub struct Format {
    /// As given to `--from`.
    pub name: &'static str,
    /// Endings of file names, in lower case and without the dot; the empty one is a name without ending.
    pub endings: &'static [&'static str],
    /// Whether other files are packed in it, which must be unpacked whatever is in them.
    is_packed: bool,
    /// Whether it holds entries that are each limited by themselves.
    has_entries: bool,
    open: fn(Input) -> Items,
}

const fn format(name: &'static str, endings: &'static [&'static str], open: fn(Input) -> Items) -> Format {
    Format { name, endings, is_packed: false, has_entries: false, open }
}

/// Every format.
pub static FORMATS: &[Format] = &[
    format("text", &["txt", "md", ""], plain::open),
    format("jsonl", &["jsonl", "ndjson"], json_lines::open),
    format("json", &["json"], json::open),
    format("csv", &["csv"], table::open),
    format("tsv", &["tsv", "tab"], table::open_tabs),
    format("html", &["html", "htm", "xhtml"], html::open),
    format("feed", &["rss", "atom", "xml"], feed::open),
    format("docx", &["docx"], docx::open),
    Format { has_entries: true, ..format("warc", &["warc"], warc::open) },
    Format { is_packed: true, ..format("zip", &["zip"], zip::open) },
    Format { is_packed: true, ..format("gz", &["gz"], gzip::open) },
];

impl Format {
    /// The format of this name.
    pub fn named(name: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// The format that an ending in lower case means.
    fn of_ending(ending: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.endings.contains(&ending))
    }

    /// The format that the ending of a path means.
    fn of_path(path: &Path) -> Option<&'static Format> {
        let ending = path.extension().unwrap_or_default();
        Self::of_ending(&ending.to_str()?.to_lowercase())
    }

    /// What is said of a file whose ending tells no format.
    fn unknown_ending(path: &Path) -> String {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let hint = SAVE_AS.iter().find(|(endings, _)| ending.as_deref().is_some_and(|own| endings.contains(&own)));
        match hint {
            Some((_, hint)) => format!("not read: {hint}"),
            None => format!("unknown ending; known are {}", Self::known_endings()),
        }
    }

    /// The endings that are read, for messages.
    fn known_endings() -> String {
        let endings = FORMATS.iter().flat_map(|format| format.endings).filter(|ending| !ending.is_empty());
        let named: Vec<String> = endings.map(|ending| format!(".{ending}")).collect();
        format!("{} or no ending", named.join(", "))
    }
}

/// Endings of what people may well have articles in, and what they can do.
const SAVE_AS: &[(&[&str], &str)] = &[
    (&["pdf"], "save the web page as .html, or make text of the PDF with `pdftotext` and look it through"),
    (&["doc", "odt", "pages", "rtf"], "save the document as .docx, .html or .txt"),
    (&["ods", "xls", "xlsx"], "save the table as .csv, in UTF-8"),
    (&["eml", "msg"], "save the message as .html or .txt"),
];

/// What the user says about the inputs.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The format of every file and of standard input, whatever their endings; files in an archive keep theirs.
    pub format: Option<&'static Format>,
    /// What bytes without a byte order mark are written in.
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// Columns of tables and keys of JSON that hold a field, whatever their names.
    pub columns: Vec<Named>,
}

/// The articles of some paths, in order, read as they are asked for.
pub struct Articles {
    found: sources::Sources,
    current: Option<Items>,
    published: Option<Date>,
    reading: Arc<Reading>,
}

impl Articles {
    /// Prepares to read `paths`: files, folders (recursively, sorted by name) and `-` for standard input.
    /// Nothing is opened yet; whatever cannot be read comes as [`Item::Fault`] in its turn.
    pub fn new(paths: impl IntoIterator<Item = PathBuf>) -> Self {
        Self {
            found: sources::Sources::new(paths.into_iter().collect()),
            current: None,
            published: None,
            reading: Arc::default(),
        }
    }

    /// Prepares to read the bytes of one file, whose name tells their format.
    #[cfg(feature = "desk")]
    pub(crate) fn of_bytes(name: &str, bytes: Vec<u8>) -> Self {
        let mut articles = Self::new([]);
        let input = input::Bytes::Stream(Box::new(std::io::Cursor::new(bytes)));
        articles.current = Some(match Format::of_path(Path::new(name)) {
            Some(format) => (format.open)(Input::new(name.to_owned(), input, Arc::default())),
            None => input::only(Item::fault(name, Format::unknown_ending(Path::new(name)))),
        });
        articles
    }

    /// Reads as the user says.
    #[must_use]
    pub fn with_reading(mut self, reading: Reading) -> Self {
        self.found.read_as(reading.format);
        self.reading = Arc::new(reading);
        self
    }

    /// Gives every article without a usable date of its own this day of publication.
    #[must_use]
    pub(crate) fn with_published(mut self, day: Option<Date>) -> Self {
        self.published = day;
        self
    }

    /// Leaves out these files wherever they are met, and that which standard output goes to: what is written must not be
    /// read as an input.
    #[must_use]
    pub fn without(mut self, outputs: impl IntoIterator<Item = PathBuf>) -> Self {
        self.found.leave_out(outputs);
        self
    }

    /// A counter of the bytes read so far, which any thread may look at.
    pub(crate) fn bytes_read(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.found.read)
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
                sources::Found::Input(format, name, bytes) => {
                    self.current = Some((format.open)(Input::new(name, bytes, Arc::clone(&self.reading))));
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
