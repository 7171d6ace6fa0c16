//! CSV and TSV: an article a row, columns by the names in the first row.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;

use csv::{ByteRecord, Reader, ReaderBuilder, Terminator};
use serde_json::Value;

use super::fields::{self, Field};
use super::input::{BINARY, EMPTY, only};
use super::record::Record;
use super::{Input, Item, Items, Notice, Reading, encoding};
use crate::error::{Error, Result};

/// Signs that may part columns.
const SIGNS: &[u8] = b",;\t|";
/// Longest row, in bytes.
const LONGEST_ROW: usize = 32 << 20;
/// A buffer grown beyond this is given back after its row.
const KEPT: usize = 4 << 20;
/// After so many marks without an end a file is no table.
const MOST_UNCLOSED: usize = 20;
const UNCLOSED: &str = "a quotation mark that opens in this line is never closed";
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
    reader: Reader<Held>,
    sign: u8,
    headings: Vec<Option<(Field, usize, String)>>,
    /// Of the next byte, from 1.
    line: u64,
    /// What ends a line.
    end: u8,
    record: ByteRecord,
    ready: VecDeque<Item>,
    /// Quotation marks without an end so far.
    unclosed: usize,
    has_articles: bool,
    has_told_encoding: bool,
    has_told_marks: bool,
    is_done: bool,
}

impl Table {
    fn open(name: &str, bytes: impl Read + Send + 'static, reading: Arc<Reading>, sign: Option<u8>) -> Result<Self> {
        let unread = |cause| Error::Read { path: name.into(), cause };
        let mut bytes = BufReader::with_capacity(HEAD, encoding::utf_8(bytes, reading.encoding).map_err(unread)?);
        let mut head = Vec::new();
        bytes.by_ref().take(HEAD as u64).read_until(b'\n', &mut head).map_err(unread)?;
        if head.is_empty() {
            return Err(bad(name, EMPTY));
        }
        if encoding::is_binary(&head) {
            return Err(bad(name, BINARY));
        }
        // Spreadsheets name the sign in a line of its own.
        let mut line = 1;
        let mut named = None;
        if let Some([sign]) = head.trim_ascii_end().strip_prefix(b"sep=") {
            (named, line) = (Some(*sign), 2);
            head.clear();
            bytes.by_ref().take(HEAD as u64).read_until(b'\n', &mut head).map_err(unread)?;
        }
        // Files of an old Mac end lines in a carriage return.
        let end = if head.ends_with(b"\n") || !head.contains(&b'\r') { b'\n' } else { b'\r' };
        let sign = named.or(sign).unwrap_or_else(|| sign_of(&head));
        let held = Held::new(Box::new(Cursor::new(head).chain(bytes)));
        let mut table = Self {
            name: name.to_owned(),
            reading,
            reader: reader(held, sign, end),
            sign,
            headings: Vec::new(),
            line,
            end,
            record: ByteRecord::new(),
            ready: VecDeque::new(),
            unclosed: 0,
            has_articles: false,
            has_told_encoding: false,
            has_told_marks: false,
            is_done: false,
        };
        table.read_headings()?;
        Ok(table)
    }

    fn read_headings(&mut self) -> Result<()> {
        match self.next_row()? {
            Row::Whole(_) => {}
            Row::Unclosed(mark) => return Err(bad(&self.place(self.line + mark.lines), UNCLOSED)),
            Row::None => return Err(bad(&self.name, EMPTY)),
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

    /// Reads a row into the record.
    fn next_row(&mut self) -> Result<Row> {
        let from = self.reader.position().byte();
        self.reader.get_mut().begin(from);
        let read = self.reader.read_byte_record(&mut self.record);
        let held = self.reader.get_ref();
        // Only the last row makes the reader ask for more than there is.
        if held.is_full || held.is_at_end {
            let mark = open_mark(held.bytes.iter().copied(), self.sign, self.end);
            if let Some(mark) = mark {
                return Ok(Row::Unclosed(mark));
            }
            if held.is_full {
                return Err(bad(&self.place(self.line), format!("a row longer than {} MiB", LONGEST_ROW >> 20)));
            }
        }
        match read {
            Ok(true) => {
                let length = usize::try_from(self.reader.position().byte() - from).unwrap_or(usize::MAX);
                let mut row = self.reader.get_ref().bytes.iter().take(length);
                // The reader passes over empty lines before a row.
                let is_end = |byte: &&u8| matches!(**byte, b'\n' | b'\r');
                let empty = row.by_ref().take_while(is_end).filter(|byte| **byte == self.end).count() as u64;
                let line = self.line + empty;
                self.line = line + row.filter(|byte| **byte == self.end).count() as u64;
                let row = self.reader.get_ref().bytes.iter().copied().take(length);
                match as_written(row, self.sign, self.headings.len()) {
                    Some(Some(cells)) => {
                        self.record = cells;
                        self.tell_marks(line, "read as it is written");
                    }
                    Some(None) => self.tell_marks(line, "it is left out there"),
                    None => {}
                }
                Ok(Row::Whole(line))
            }
            Ok(false) => Ok(Row::None),
            Err(fault) => Err(self.fault(&fault)),
        }
    }

    fn tell_marks(&mut self, line: u64, done: &str) {
        if !std::mem::replace(&mut self.has_told_marks, true) {
            let message = format!(
                "a cell begins with a quotation mark that does not go around it; {done} (told only at the first such row)"
            );
            self.ready.push_back(Item::Warning(Notice::new(self.place(line), message)));
        }
    }

    fn advance(&mut self) {
        match self.next_row() {
            Ok(Row::Whole(line)) => self.row(line),
            Ok(Row::Unclosed(mark)) => self.pass(&mark),
            Ok(Row::None) => {
                self.is_done = true;
                if !self.has_articles {
                    self.ready.push_back(Item::fault(&self.name, "empty: it holds no rows but the first"));
                }
            }
            Err(fault) => {
                self.is_done = true;
                self.ready.push_back(Item::Fault(fault));
            }
        }
    }

    /// Tells of a mark without an end, and goes on in the line after it.
    fn pass(&mut self, mark: &Mark) {
        self.unclosed += 1;
        self.has_articles = true;
        let place = self.place(self.line + mark.lines);
        if self.unclosed >= MOST_UNCLOSED {
            self.is_done = true;
            let message = format!("{UNCLOSED}, as in {} rows before; the rest is not read", MOST_UNCLOSED - 1);
            self.ready.push_back(Item::fault(place, message));
            return;
        }
        self.ready.push_back(Item::fault(place, format!("{UNCLOSED}; this row is left out")));
        let empty = reader(Held::new(Box::new(io::empty())), self.sign, self.end);
        let held = std::mem::replace(&mut self.reader, empty).into_inner();
        let (before, after) = (held.bytes.iter().take(mark.place), held.bytes.iter().skip(mark.place));
        let length = mark.place + after.take_while(|byte| **byte != self.end).count() + 1;
        self.line += before.filter(|byte| **byte == self.end).count() as u64 + 1;
        let rest: Vec<u8> = held.bytes.into_iter().skip(length).collect();
        self.reader = reader(Held::new(Box::new(Cursor::new(rest).chain(held.rest))), self.sign, self.end);
    }

    fn row(&mut self, line: u64) {
        let place = self.place(line);
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
            let message = format!(
                "{found} columns, but the first row has {known}: is a text not in quotation marks, or one of them \
                not closed?"
            );
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

    fn place(&self, line: u64) -> String {
        format!("{}:{line}", self.name)
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

fn reader(held: Held, sign: u8, end: u8) -> Reader<Held> {
    // A line feed alone ends a row, so that lines can be counted.
    let end = if end == b'\n' { Terminator::Any(b'\n') } else { Terminator::CRLF };
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(sign).terminator(end).from_reader(held)
}

/// What comes next.
enum Row {
    /// A row, now in the record, and the line it begins in.
    Whole(u64),
    /// A row with a mark that opens and never closes.
    Unclosed(Mark),
    None,
}

/// A quotation mark that opens a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    /// Bytes before it in its row.
    place: usize,
    /// Lines before it in its row.
    lines: u64,
}

/// The mark of the cell in which a row ends before it is closed.
fn open_mark(row: impl Iterator<Item = u8>, sign: u8, end: u8) -> Option<Mark> {
    let mut row = row.enumerate().peekable();
    let mut lines = 0;
    let mut open = None;
    let mut is_first = true;
    while let Some((place, byte)) = row.next() {
        match (byte, open) {
            (b'"', None) if is_first => open = Some(Mark { place, lines }),
            (b'"', Some(_)) if row.next_if(|(_, next)| *next == b'"').is_none() => open = None,
            _ => {}
        }
        is_first = open.is_none() && (byte == sign || matches!(byte, b'\n' | b'\r'));
        lines += u64::from(byte == end);
    }
    open
}

/// Whether a mark closes before its cell ends in a row of one line, as in `"Nej," siger hun.`; and the cells as they
/// are written, where the signs alone part them into so many as there are columns: who writes so puts no marks around
/// cells.
fn as_written(row: impl Iterator<Item = u8> + Clone, sign: u8, columns: usize) -> Option<Option<ByteRecord>> {
    let mut rest = row.clone().skip_while(|byte| matches!(byte, b'\n' | b'\r')).peekable();
    let (mut is_first, mut is_open, mut is_loose) = (true, false, false);
    while let Some(byte) = rest.next() {
        match byte {
            b'"' if is_open && rest.next_if_eq(&b'"').is_none() => {
                is_open = false;
                is_loose |= rest.peek().is_some_and(|next| *next != sign && !matches!(next, b'\n' | b'\r'));
            }
            b'"' if is_first => is_open = true,
            b'\n' | b'\r' if is_open => return None,
            _ => {}
        }
        is_first = !is_open && byte == sign;
    }
    let line: Vec<u8> = if is_loose { row.collect() } else { return None };
    let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let start = line.iter().position(|byte| !is_end(byte))?;
    let end = line.iter().rposition(|byte| !is_end(byte))? + 1;
    let cells: Vec<&[u8]> = line[start..end].split(|byte| *byte == sign).collect();
    Some((cells.len() == columns).then(|| cells.into()))
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

/// Bytes of a table, of which those of the row under way are kept. Ends with an error where they are too many, so that
/// a mark that is never closed does not fill the memory.
struct Held {
    rest: Box<dyn Read + Send>,
    /// Those given since the row began.
    bytes: VecDeque<u8>,
    /// Where the row began.
    from: u64,
    is_full: bool,
    is_at_end: bool,
}

impl Held {
    fn new(rest: Box<dyn Read + Send>) -> Self {
        Self { rest, bytes: VecDeque::new(), from: 0, is_full: false, is_at_end: false }
    }

    /// Lets go of what stands before a row.
    fn begin(&mut self, from: u64) {
        let before = usize::try_from(from - self.from).unwrap_or(usize::MAX);
        self.bytes.drain(..before.min(self.bytes.len()));
        if self.bytes.capacity() > KEPT {
            self.bytes.shrink_to(KEPT);
        }
        self.from = from;
    }
}

impl Read for Held {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.bytes.len() > LONGEST_ROW {
            self.is_full = true;
            return Err(io::Error::other("too long"));
        }
        let count = self.rest.read(buffer)?;
        self.is_at_end = count == 0;
        self.bytes.extend(&buffer[..count]);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_without_an_end_is_found() {
        for (row, expected) in [
            ("a,\"b\",c\n", None),
            ("a,\"b \"\"c\"\" d\"", None),
            ("a \"b,c\n", None),
            ("\"a\"b\"", None),
            ("a,\"b", Some((2, 0))),
            ("a,\"b\"\"", Some((2, 0))),
            ("\n\"a\nb\",\"c\nd", Some((7, 2))),
        ] {
            let expected = expected.map(|(place, lines)| Mark { place, lines });
            assert_eq!(open_mark(row.bytes(), b',', b'\n'), expected, "{row}");
        }
    }

    #[test]
    fn marks_that_go_around_no_cell_are_kept() {
        for (row, expected) in [
            ("7\t\"Nej,\" siger hun.\n", Some(["7", "\"Nej,\" siger hun."])),
            ("\r\n\"Nej\" og \"ja\"\t\r\n", Some(["\"Nej\" og \"ja\"", ""])),
            ("\"Nej\" og \"ja\"\t8", Some(["\"Nej\" og \"ja\"", "8"])),
            ("7\t\"Nej\"\r\n", None),
            ("7\t\"Et \"\"nej\"\"\"\n", None),
            ("7\tHun siger \"nej\" til\n", None),
            ("7\t\"To\nlinjer\" her\n", None),
            ("7\t\"Nej\" her\t8\n", None),
        ] {
            let found = as_written(row.bytes(), b'\t', 2);
            assert_eq!(found.flatten(), expected.map(|cells| ByteRecord::from(cells.to_vec())), "{row:?}");
        }
        assert_eq!(as_written("\"Nej,\" siger hun.,8\n".bytes(), b',', 2), Some(None));
    }

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
