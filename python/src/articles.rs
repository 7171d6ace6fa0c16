//! A piece of the input: some articles, whose texts stay where they are.

use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::types::Date32Type;
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use jiff::civil::Date;
use pyo3::pybacked::PyBackedStr;
use udsagn::Article;
use udsagn::article::{published, title_of};

use crate::days::date;
use crate::names::Fields;

/// An article that cannot be read, or has a field that cannot.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Which of all articles of the input, from 0.
    pub number: usize,
    /// Its id.
    pub article: String,
    /// What is wrong with it.
    pub message: String,
}

/// What an article is, without its text, or why it is none.
pub type Read<'a> = Result<(Article, &'a str), String>;

/// A piece is full with so many articles …
pub const ARTICLES: usize = 64;
/// … or so many bytes of text.
pub const BYTES: usize = 256 << 10;

/// Some articles that follow one another.
pub struct Piece {
    /// Number of the first.
    pub first: usize,
    /// Where their fields lie.
    pub held: Held,
}

/// Where the fields of articles lie.
pub enum Held {
    /// In some rows of columns of Arrow, which other pieces may share.
    Columns(Columns, Range<usize>),
    /// In Python.
    Objects(Vec<Object>),
}

/// Columns of one batch.
#[derive(Clone)]
pub struct Columns {
    /// Where a whole row is null, it is no article.
    pub rows: ArrayRef,
    /// The texts, in any of Arrow's forms of strings.
    pub text: ArrayRef,
    /// Strings of one form; the day of publication as days, or such strings.
    pub fields: Fields<ArrayRef>,
}

impl Columns {
    /// The length of a text in bytes; 0 where there is none.
    pub fn bytes(&self, row: usize) -> usize {
        words(&self.text, row).map_or(0, str::len)
    }
}

/// An article as Python gave it.
pub struct Object {
    /// The text, or why it cannot be read.
    pub text: Result<PyBackedStr, String>,
    /// The day of publication as it was given, or ISO 8601.
    pub fields: Fields<String>,
}

impl Piece {
    /// How many articles it holds.
    pub fn len(&self) -> usize {
        match &self.held {
            Held::Columns(_, rows) => rows.len(),
            Held::Objects(objects) => objects.len(),
        }
    }

    /// The id of an article; its number among all where it has none.
    pub fn id(&self, row: usize) -> String {
        let own = match &self.held {
            Held::Columns(columns, rows) => column(columns.fields.id.as_ref(), rows.start + row),
            Held::Objects(objects) => objects[row].fields.id.clone(),
        };
        own.unwrap_or_else(|| (self.first + row).to_string())
    }

    /// An article, and what is to be told of its day of publication.
    pub fn read(&self, row: usize) -> (Read<'_>, Option<String>) {
        let (text, mut article) = match &self.held {
            Held::Columns(columns, rows) => (columns.text(rows.start + row), columns.known(rows.start + row)),
            Held::Objects(objects) => (objects[row].text(), objects[row].known()),
        };
        article.0.id = self.id(row);
        let text = text.and_then(|text| {
            let is_blank = text.trim().is_empty();
            if is_blank { Err("empty: it holds no text".to_owned()) } else { Ok(text) }
        });
        let read = text.map(|text| {
            let mut known = article.0;
            known.title = known.title.or_else(|| title_of(text));
            (known, text)
        });
        (read, article.1)
    }
}

/// What is known of an article besides its text, and a day of publication that is none.
type Known = (Article, Option<String>);

fn known(title: Option<String>, url: Option<String>, source: Option<String>, day: Day) -> Known {
    let (published, unread) = match day {
        Day::Unknown => (None, None),
        Day::Known(day) => (Some(day), None),
        Day::Unread(value) => (None, Some(value)),
    };
    (Article { title, url, source, published, ..Article::default() }, unread)
}

enum Day {
    Unknown,
    Known(Date),
    Unread(String),
}

fn day(value: Option<&str>) -> Day {
    match value.map(str::trim) {
        None | Some("") => Day::Unknown,
        Some(value) => published::day(value).map_or_else(|| Day::Unread(value.to_owned()), Day::Known),
    }
}

impl Columns {
    fn text(&self, row: usize) -> Result<&str, String> {
        if self.rows.is_null(row) {
            return Err("it is null".to_owned());
        }
        words(&self.text, row).ok_or_else(|| "its text is null".to_owned())
    }

    fn known(&self, row: usize) -> Known {
        let Fields { title, url, source, published, .. } = &self.fields;
        let published = match published.as_ref().filter(|days| days.is_valid(row)) {
            None => Day::Unknown,
            Some(days) if *days.data_type() == DataType::Date32 => {
                let days = days.as_primitive::<Date32Type>().value(row);
                // Of some years nothing is published; the words are read with the same bounds.
                published::day(&date(days).to_string()).map_or_else(|| Day::Unread(format!("day {days}")), Day::Known)
            }
            Some(words) => day(self::words(words, row)),
        };
        known(column(title.as_ref(), row), column(url.as_ref(), row), column(source.as_ref(), row), published)
    }
}

impl Object {
    fn text(&self) -> Result<&str, String> {
        self.text.as_deref().map_err(String::clone)
    }

    fn known(&self) -> Known {
        let Fields { title, url, source, published, .. } = self.fields.clone();
        known(title, url, source, day(published.as_deref()))
    }
}

/// A string of any form; nothing where it is null.
fn words(array: &ArrayRef, row: usize) -> Option<&str> {
    if array.is_null(row) {
        return None;
    }
    match array.data_type() {
        DataType::Utf8 => Some(array.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => Some(array.as_string::<i64>().value(row)),
        DataType::Utf8View => Some(array.as_string_view().value(row)),
        _ => None,
    }
}

/// A field other than the text; blank ones are unknown.
fn column(array: Option<&ArrayRef>, row: usize) -> Option<String> {
    let found = words(array?, row)?;
    (!found.trim().is_empty()).then(|| found.to_owned())
}
