//! JSON Lines: an object a line, with the whole text in the field `text`.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read};
use std::sync::Arc;

use super::input::{BINARY, EMPTY, only};
use super::{Input, Item, Items, LONGEST, Notice, Reading, encoding, record};
use crate::error::Error;

/// Bytes read at once.
const BUFFER: usize = 256 << 10;

/// A line buffer grown beyond this is given back after the line.
const KEPT: usize = 4 << 20;

pub(super) fn open(input: Input) -> Items {
    let Input { name, bytes, reading, .. } = input;
    let bytes = match encoding::utf_8(bytes, reading.encoding) {
        Ok(bytes) => bytes,
        Err(cause) => return only(Item::Fault(Error::Read { path: name.into(), cause })),
    };
    Box::new(JsonLines {
        name,
        reading,
        reader: BufReader::with_capacity(BUFFER, bytes),
        line: Vec::new(),
        number: 0,
        ready: VecDeque::new(),
        has_records: false,
        has_told_encoding: false,
        is_done: false,
    })
}

struct JsonLines {
    name: String,
    reading: Arc<Reading>,
    reader: BufReader<Box<dyn Read + Send>>,
    line: Vec<u8>,
    /// Of the line in the buffer, from 1.
    number: u64,
    ready: VecDeque<Item>,
    has_records: bool,
    has_told_encoding: bool,
    is_done: bool,
}

impl JsonLines {
    /// Reads a line and leaves what it gives in `ready`.
    fn advance(&mut self) -> std::io::Result<()> {
        if self.number == 0 {
            let head = self.reader.fill_buf()?;
            if encoding::is_binary(head) {
                self.is_done = true;
                self.ready.push_back(Item::fault(&self.name, BINARY));
                return Ok(());
            }
        }
        self.line.clear();
        self.line.shrink_to(KEPT);
        let mut limited = self.reader.by_ref().take(LONGEST + 1);
        if limited.read_until(b'\n', &mut self.line)? == 0 {
            self.is_done = true;
            if !self.has_records {
                let message = if self.number == 0 { EMPTY } else { "empty: it holds no articles" };
                self.ready.push_back(Item::fault(&self.name, message));
            }
            return Ok(());
        }
        self.number += 1;
        if self.line.len() as u64 > LONGEST {
            self.has_records = true;
            self.ready.push_back(Item::fault(self.place(), format!("longer than {} MiB", LONGEST >> 20)));
            return self.reader.skip_line();
        }
        self.record();
        Ok(())
    }

    fn record(&mut self) {
        let place = self.place();
        let line = match std::str::from_utf8(&self.line) {
            Ok(line) => Cow::Borrowed(line),
            Err(_) => {
                let decoded = encoding::decode(self.line.clone());
                if !std::mem::replace(&mut self.has_told_encoding, true) {
                    let told = decoded.warning.unwrap_or_default();
                    let message = format!("{told} (told only at the first such line)");
                    self.ready.push_back(Item::Warning(Notice::new(&place, message)));
                }
                Cow::Owned(decoded.text)
            }
        };
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        self.has_records = true;
        match record::parse(line, &self.reading.columns) {
            Ok(record) => self.ready.extend(record.article(place)),
            Err(broken) => self.ready.push_back(Item::fault(place, broken.to_string())),
        }
    }

    fn place(&self) -> String {
        format!("{}:{}", self.name, self.number)
    }
}

impl Iterator for JsonLines {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while self.ready.is_empty() && !self.is_done {
            if let Err(cause) = self.advance() {
                self.is_done = true;
                self.ready.push_back(Item::Fault(Error::Read { path: self.name.clone().into(), cause }));
            }
        }
        self.ready.pop_front()
    }
}

trait SkipLine {
    fn skip_line(&mut self) -> std::io::Result<()>;
}

impl<R: BufRead> SkipLine for R {
    /// Passes over the rest of a line without keeping it.
    fn skip_line(&mut self) -> std::io::Result<()> {
        loop {
            let buffer = self.fill_buf()?;
            if buffer.is_empty() {
                return Ok(());
            }
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let count = end.map_or(buffer.len(), |end| end + 1);
            self.consume(count);
            if end.is_some() {
                return Ok(());
            }
        }
    }
}
