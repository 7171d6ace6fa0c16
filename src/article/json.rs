//! JSON: an array of objects, or one object, with the whole text in the field `text`.
//!
//! The objects are cut out of the array one by one, so that an array may be as long as it likes and a broken object
//! costs no other.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;

use super::encoding::Decoded;
use super::input::{BINARY, EMPTY, only};
use super::{Input, Item, Items, LONGEST, Notice, Reading, encoding, record};
use crate::error::Error;

pub(super) fn open(input: Input) -> Items {
    let Input { name, bytes, reading, .. } = input;
    let bytes = match encoding::utf_8(bytes, reading.encoding) {
        Ok(bytes) => BufReader::new(bytes),
        Err(cause) => return only(Item::Fault(Error::Read { path: name.into(), cause })),
    };
    Box::new(Json {
        name,
        reading,
        cutter: Cutter { bytes, line: 1, column: 0, in_array: false, value: Vec::new() },
        ready: VecDeque::new(),
        count: 0,
        has_told_encoding: false,
        is_done: false,
    })
}

struct Json {
    name: String,
    reading: Arc<Reading>,
    cutter: Cutter,
    ready: VecDeque<Item>,
    /// Values so far.
    count: usize,
    has_told_encoding: bool,
    is_done: bool,
}

impl Iterator for Json {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while self.ready.is_empty() && !self.is_done {
            match self.cutter.next_value() {
                Ok(cut) => self.take(cut),
                Err(cause) => {
                    self.is_done = true;
                    self.ready.push_back(Item::Fault(Error::Read { path: self.name.clone().into(), cause }));
                }
            }
        }
        self.ready.pop_front()
    }
}

impl Json {
    fn take(&mut self, cut: Cut) {
        let (line, column) = match cut {
            Cut::Value { line, column } => (line, column),
            Cut::End { is_cut_off, is_empty } => {
                self.is_done = true;
                let message = match (is_cut_off, is_empty, self.count) {
                    (true, ..) => "the file ends before its array is closed: is it cut off? What came before was read",
                    (_, true, _) => EMPTY,
                    (_, _, 0) => "empty: it holds no articles",
                    _ => return,
                };
                self.ready.push_back(Item::fault(&self.name, message));
                return;
            }
            Cut::TooLong { line } => {
                let message = format!("longer than {} MiB: is a bracket or quotation mark not closed?", LONGEST >> 20);
                self.is_done = true;
                self.ready.push_back(Item::fault(format!("{}:{line}", self.name), message));
                return;
            }
        };
        self.count += 1;
        let place = format!("{}:{line}", self.name);
        let bytes = std::mem::take(&mut self.cutter.value);
        if self.count == 1 && encoding::is_binary(&bytes) {
            self.is_done = true;
            self.ready.push_back(Item::fault(&self.name, BINARY));
            return;
        }
        let Decoded { text, warning } = encoding::decode(bytes);
        if let Some(told) = warning
            && !std::mem::replace(&mut self.has_told_encoding, true)
        {
            let message = format!("{told} (told only at the first such object)");
            self.ready.push_back(Item::Warning(Notice::new(&place, message)));
        }
        match record::parse(&text, &self.reading.columns) {
            Ok(record) => self.ready.extend(record.article(place)),
            Err(mut broken) => {
                if broken.line <= 1 {
                    broken.column = broken.column.map(|within| within + column - 1);
                }
                let place = format!("{}:{}", self.name, line + broken.line.max(1) - 1);
                self.ready.push_back(Item::fault(place, broken.to_string()));
            }
        }
    }
}

/// What a [`Cutter`] comes upon.
enum Cut {
    /// A value, now in the cutter, and where it begins, from 1.
    Value { line: usize, column: usize },
    /// The end of the bytes.
    End { is_cut_off: bool, is_empty: bool },
    /// A value that does not come to an end.
    TooLong { line: usize },
}

/// Cuts values out of an array or a row of them by their brackets alone.
struct Cutter {
    bytes: BufReader<Box<dyn Read + Send>>,
    /// Of the byte read last.
    line: usize,
    column: usize,
    in_array: bool,
    value: Vec<u8>,
}

impl Cutter {
    fn next_value(&mut self) -> io::Result<Cut> {
        let first = loop {
            match self.byte()? {
                None => {
                    let is_empty = self.line == 1 && self.column == 0;
                    return Ok(Cut::End { is_cut_off: self.in_array, is_empty });
                }
                Some(byte) if byte.is_ascii_whitespace() || byte == b',' => {}
                Some(b'[') if !self.in_array => self.in_array = true,
                Some(b']') if self.in_array => self.in_array = false,
                Some(byte) => break byte,
            }
        };
        let (line, column) = (self.line, self.column);
        self.value.clear();
        self.value.push(first);
        let mut depth = usize::from(matches!(first, b'{' | b'['));
        let mut in_string = first == b'"';
        let mut is_escaped = false;
        while depth > 0 || in_string || !matches!(first, b'{' | b'[' | b'"') {
            // A bare word ends before a sign.
            if depth == 0 && !in_string && self.peek()?.is_none_or(|byte| matches!(byte, b',' | b']' | b'[' | b'{')) {
                break;
            }
            let Some(byte) = self.byte()? else { break };
            self.value.push(byte);
            if self.value.len() as u64 > LONGEST {
                return Ok(Cut::TooLong { line });
            }
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' if in_string => is_escaped = true,
                b'"' => in_string = !in_string,
                b'{' | b'[' if !in_string => depth += 1,
                b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        Ok(Cut::Value { line, column })
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.bytes.fill_buf()?.first().copied())
    }

    fn byte(&mut self) -> io::Result<Option<u8>> {
        let Some(byte) = self.peek()? else { return Ok(None) };
        self.bytes.consume(1);
        if byte == b'\n' {
            self.line += 1;
            self.column = 0;
        } else {
            self.column += 1;
        }
        Ok(Some(byte))
    }
}
