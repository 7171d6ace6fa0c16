//! CSV and TSV: an article a row, columns by the names in the first row.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use csv::{ByteRecord, Reader, ReaderBuilder, Terminator};
use serde_json::Value;

use super::fields::{self, Field};
use super::input::only;
use super::record::Record;
use super::{Input, Item, Items, LONGEST, Notice, Reading, encoding};
use crate::error::{Error, Result};

/// Signs that may part columns.
const SIGNS: &[u8] = b",;\t|";
/// How much is looked at to tell the sign; a first row is shorter.
const HEAD: usize = 64 << 10;

pub(super) fn open(input: Input) -> Items {
    open_parted(input, None)
}

pub(super) fn open_tabs(input: Input) -> Items {
    open_parted(input, Some(b'\t'))
}

fn open_parted(input: Input, sign: Option<u8>) -> Items {
    let Input { name, bytes, reading, .. } = input;
    match Table::open(&name, bytes, reading, sign) {
        Ok(table) => Box::new(table),
        Err(fault) => only(Item::Fault(fault)),
    }
}

struct Table {
    name: String,
    reading: Arc<Reading>,
    reader: Reader<Limited>,
    watch: Arc<Watch>,
    headings: Vec<Option<(Field, usize, String)>>,
    /// Lines before what the reader was given.
    skipped: u64,
    /// Lines end in a line feed.
    ends_in_feed: bool,
    record: ByteRecord,
    ready: VecDeque<Item>,
    has_articles: bool,
    has_told_encoding: bool,
    is_done: bool,
}

impl Table {
    fn open(name: &str, bytes: impl Read + Send + 'static, reading: Arc<Reading>, sign: Option<u8>) -> Result<Self> {
        let unread = |cause| Error::Read { path: name.into(), cause };
        let mut bytes = BufReader::with_capacity(HEAD, encoding::utf_8(bytes, reading.encoding).map_err(unread)?);
        let mut head = Vec::new();
        bytes.by_ref().take(HEAD as u64).read_until(b'\n', &mut head).map_err(unread)?;
        if head.is_empty() {
            return Err(bad(name, "empty file"));
        }
        if encoding::is_binary(&head) {
            return Err(bad(name, "binary file (it holds NUL bytes)"));
        }
        // Spreadsheets name the sign in a line of its own.
        let mut skipped = 0;
        let mut named = None;
        if let Some([sign]) = head.trim_ascii_end().strip_prefix(b"sep=") {
            (named, skipped) = (Some(*sign), 1);
            head.clear();
            bytes.by_ref().take(HEAD as u64).read_until(b'\n', &mut head).map_err(unread)?;
        }
        let ends_in_feed = head.ends_with(b"\n") || !head.contains(&b'\r');
        let sign = named.or(sign).unwrap_or_else(|| sign_of(&head));
        let watch = Arc::new(Watch { left: AtomicU64::new(LONGEST), is_open: AtomicBool::new(false) });
        let limited =
            Limited { bytes: Box::new(Cursor::new(head).chain(bytes)), watch: Arc::clone(&watch), last: b'\n' };
        // Where lines end in a line feed it alone ends a row, so that lines can be counted; files of an old Mac end
        // them in a carriage return.
        let end = if ends_in_feed { Terminator::Any(b'\n') } else { Terminator::CRLF };
        let mut builder = ReaderBuilder::new();
        let reader = builder.has_headers(false).flexible(true).delimiter(sign).terminator(end).from_reader(limited);
        let mut table = Self {
            name: name.to_owned(),
            reading,
            reader,
            watch,
            headings: Vec::new(),
            skipped,
            ends_in_feed,
            record: ByteRecord::new(),
            ready: VecDeque::new(),
            has_articles: false,
            has_told_encoding: false,
            is_done: false,
        };
        table.read_headings()?;
        Ok(table)
    }

    fn read_headings(&mut self) -> Result<()> {
        let is_read = self.reader.read_byte_record(&mut self.record);
        if let Err(fault) = is_read {
            return Err(self.fault(&fault));
        }
        let (names, _) = decoded(&self.record);
        self.headings = names
            .iter()
            .map(|name| fields::of_name(name, &self.reading.columns).map(|(field, rank)| (field, rank, name.clone())))
            .collect();
        for column in &self.reading.columns {
            let held = self.headings.iter().flatten().any(|(field, rank, _)| *field == column.field && *rank == 0);
            if !held {
                let message = format!("no column {:?}; the first row has {}", column.name, listed(&names));
                return Err(bad(&self.name, message));
            }
        }
        if !self.headings.iter().flatten().any(|(field, ..)| *field == Field::Text) {
            let message = format!(
                "no column is known to hold the text; the first row has {}; name it with --column text=NAME",
                listed(&names)
            );
            return Err(bad(&self.name, message));
        }
        Ok(())
    }

    fn advance(&mut self) {
        self.watch.left.store(LONGEST, Ordering::Relaxed);
        let before = self.reader.position().line();
        match self.reader.read_byte_record(&mut self.record) {
            Ok(true) => self.row(),
            Ok(false) => {
                self.is_done = true;
                if !self.has_articles {
                    self.ready.push_back(Item::fault(&self.name, "empty: it holds no rows but the first"));
                }
            }
            Err(fault) => {
                self.is_done = true;
                let item = match fault.kind() {
                    csv::ErrorKind::Io(_) if self.watch.left.load(Ordering::Relaxed) == 0 => {
                        let place = format!("{}:{}", self.name, before + self.skipped);
                        let most = LONGEST >> 20;
                        Item::fault(place, format!("a row longer than {most} MiB: is a quotation mark not closed?"))
                    }
                    _ => Item::Fault(self.fault(&fault)),
                };
                self.ready.push_back(item);
            }
        }
    }

    fn row(&mut self) {
        let place = format!("{}:{}", self.name, self.line());
        let (values, warning) = decoded(&self.record);
        if values.iter().all(|value| value.trim().is_empty()) {
            return;
        }
        self.has_articles = true;
        if let Some(told) = warning
            && !std::mem::replace(&mut self.has_told_encoding, true)
        {
            let message = format!("{told} (told only at the first such row)");
            self.ready.push_back(Item::Warning(Notice::new(&place, message)));
        }
        let surplus = values.iter().skip(self.headings.len()).any(|value| !value.trim().is_empty());
        if surplus {
            let (found, known) = (values.len(), self.headings.len());
            let message = format!("{found} columns, but the first row has {known}: is a text not in quotation marks?");
            self.ready.push_back(Item::fault(place, message));
            return;
        }
        let mut record = Record::default();
        for (heading, value) in self.headings.iter().zip(values) {
            if let Some((field, rank, name)) = heading {
                record.add(*field, *rank, name, Value::String(value));
            }
        }
        self.ready.extend(record.article(place));
    }

    /// The line that the record begins in. The reader counts empty lines before it as its own.
    fn line(&self) -> u64 {
        if !self.ends_in_feed {
            return self.record.position().map_or(0, csv::Position::record) + 1 + self.skipped;
        }
        let inside = self.record.as_slice().iter().filter(|byte| **byte == b'\n').count() as u64;
        let ended = u64::from(!self.watch.is_open.load(Ordering::Relaxed));
        self.reader.position().line().saturating_sub(inside + ended) + self.skipped
    }

    fn fault(&self, fault: &csv::Error) -> Error {
        match fault.kind() {
            csv::ErrorKind::Io(cause) => {
                let cause = io::Error::new(cause.kind(), cause.to_string());
                Error::Read { path: self.name.clone().into(), cause }
            }
            _ => bad(&self.name, format!("cannot be read as a table: {fault}")),
        }
    }
}

impl Iterator for Table {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while self.ready.is_empty() && !self.is_done {
            self.advance();
        }
        self.ready.pop_front()
    }
}

fn bad(place: &str, message: impl Into<String>) -> Error {
    Error::Input { place: place.to_owned(), message: message.into() }
}

/// The sign that parts the columns of a first row: the commonest outside quotation marks.
fn sign_of(row: &[u8]) -> u8 {
    let mut counts = [0_usize; SIGNS.len()];
    let mut in_marks = false;
    for byte in row {
        in_marks ^= *byte == b'"';
        if let Some(place) = SIGNS.iter().position(|sign| sign == byte).filter(|_| !in_marks) {
            counts[place] += 1;
        }
    }
    let best = (0..SIGNS.len()).rev().max_by_key(|place| counts[*place]).unwrap_or(0);
    SIGNS[best]
}

/// The values of a row as text, without the carriage return before its end. All are in one encoding, so they are told together.
fn decoded(record: &ByteRecord) -> (Vec<String>, Option<String>) {
    let (mut values, warning) = decoded_whole(record);
    if let Some(last) = values.last_mut().filter(|last| last.ends_with('\r')) {
        last.pop();
    }
    (values, warning)
}

fn decoded_whole(record: &ByteRecord) -> (Vec<String>, Option<String>) {
    if std::str::from_utf8(record.as_slice()).is_ok() {
        let values = record.iter().map(|value| String::from_utf8_lossy(value).into_owned());
        return (values.collect(), None);
    }
    // No encoding that is detected has another meaning for this sign, and no text holds it.
    const PARTED: u8 = 0x1f;
    let joined: Vec<&[u8]> = record.iter().collect();
    let told = encoding::decode(joined.join(&PARTED));
    let values: Vec<String> = told.text.split(char::from(PARTED)).map(str::to_owned).collect();
    if values.len() == record.len() {
        return (values, told.warning);
    }
    (record.iter().map(|value| encoding::decode(value.to_vec()).text).collect(), told.warning)
}

fn listed(names: &[String]) -> String {
    const SHOWN: usize = 12;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("{:?}", short(name))).collect();
    let more = if names.len() > SHOWN { " and more" } else { "" };
    format!("{}{more}", shown.join(", "))
}

fn short(name: &str) -> String {
    name.chars().take(40).collect()
}

/// What is known of the bytes while they are read.
struct Watch {
    /// How many more the row under way may take.
    left: AtomicU64,
    /// They came to an end, and not in a line feed.
    is_open: AtomicBool,
}

/// Ends with an error where a row takes more than is left for it, so that a mark that is never closed does not fill
/// the memory.
struct Limited {
    bytes: Box<dyn Read + Send>,
    watch: Arc<Watch>,
    last: u8,
}

impl Read for Limited {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read(buffer)?;
        match buffer[..count].last() {
            Some(last) => self.last = *last,
            None => self.watch.is_open.store(self.last != b'\n', Ordering::Relaxed),
        }
        let left = self.watch.left.load(Ordering::Relaxed).saturating_sub(count as u64);
        self.watch.left.store(left, Ordering::Relaxed);
        if left == 0 { Err(io::Error::other("too long")) } else { Ok(count) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_is_told_by_the_first_row() {
        for (row, sign) in [
            ("text,title", ','),
            ("text;title;\"a,b,c,d\"", ';'),
            ("text\ttitle", '\t'),
            ("a|b|c", '|'),
            ("text", ','),
            ("", ','),
        ] {
            assert_eq!(char::from(sign_of(row.as_bytes())), sign, "{row}");
        }
    }
}
