//! JSON Lines: an object a line, with the whole text in the field `text`.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read};

use serde::Deserialize;
use serde_json::Value;

use super::{Article, Input, Item, Items, LONGEST, Notice, encoding, published, title_line};
use crate::error::Error;

/// Bytes read at once.
const BUFFER: usize = 256 << 10;

/// A line buffer grown beyond this is given back after the line.
const KEPT: usize = 4 << 20;

pub(super) fn open(input: Input) -> Items {
    Box::new(JsonLines {
        name: input.name,
        reader: BufReader::with_capacity(BUFFER, input.bytes),
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
    reader: BufReader<Box<dyn Read + Send>>,
    line: Vec<u8>,
    /// Of the line in the buffer, from 1.
    number: u64,
    ready: VecDeque<Item>,
    has_records: bool,
    has_told_encoding: bool,
    is_done: bool,
}

/// The fields that are read; all others are ignored. Values are loose, so that a fault can name its field.
#[derive(Deserialize)]
struct Record {
    text: Option<Value>,
    id: Option<Value>,
    title: Option<Value>,
    published: Option<Value>,
    source: Option<Value>,
    url: Option<Value>,
}

impl JsonLines {
    /// Reads a line and leaves what it gives in `ready`.
    fn advance(&mut self) -> std::io::Result<()> {
        if self.number == 0 {
            let head = self.reader.fill_buf()?;
            let fault = if encoding::is_binary(head) {
                Some("binary file (it holds NUL bytes)")
            } else if encoding::is_utf_16(head) {
                Some("UTF-16; JSON Lines must be UTF-8")
            } else {
                None
            };
            if let Some(message) = fault {
                self.is_done = true;
                self.ready.push_back(Item::fault(&self.name, message));
                return Ok(());
            }
        }
        self.line.clear();
        self.line.shrink_to(KEPT);
        let mut limited = self.reader.by_ref().take(LONGEST + 1);
        if limited.read_until(b'\n', &mut self.line)? == 0 {
            self.is_done = true;
            if !self.has_records {
                let message = if self.number == 0 { "empty file" } else { "empty: it holds no articles" };
                self.ready.push_back(Item::fault(&self.name, message));
            }
            return Ok(());
        }
        self.number += 1;
        if self.number == 1 && self.line.starts_with("\u{feff}".as_bytes()) {
            self.line.drain(.."\u{feff}".len());
        }
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
        match parse(line) {
            Ok(record) => self.ready.extend(article(place, record)),
            Err(message) => self.ready.push_back(Item::fault(place, message)),
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

fn parse(line: &str) -> Result<Record, String> {
    // A record would also be taken from an array, by position.
    if !line.starts_with('{') {
        return Err("not a JSON object".into());
    }
    serde_json::from_str(line).map_err(|fault| {
        let told = fault.to_string();
        let what = told.split(" at line ").next().unwrap_or(&told);
        format!("broken JSON: {what} (column {})", fault.column())
    })
}

fn article(place: String, record: Record) -> Vec<Item> {
    let text = match record.text {
        Some(Value::String(text)) if !text.trim().is_empty() => text,
        Some(Value::String(_)) => return vec![Item::fault(place, "empty: `text` holds no text")],
        Some(Value::Null) | None => return vec![Item::fault(place, "no `text` field")],
        Some(_) => return vec![Item::fault(place, "`text` is not a string")],
    };
    let mut items = Vec::new();
    let mut words = |field: &str, value: Option<Value>| match value? {
        Value::String(words) if !words.trim().is_empty() => Some(words),
        Value::Number(number) => Some(number.to_string()),
        Value::String(_) | Value::Null => None,
        _ => {
            let message = format!("`{field}` is neither a string nor a number; counts as unknown");
            items.push(Item::Warning(Notice::new(&place, message)));
            None
        }
    };
    let id = words("id", record.id);
    let title = words("title", record.title);
    let source = words("source", record.source);
    let url = words("url", record.url);
    let value = words("published", record.published);
    let published = value.as_deref().and_then(published::day);
    if let (Some(value), None) = (value, published) {
        items.push(Item::Warning(Notice::new(&place, published::unread(&value))));
    }
    let title = title.or_else(|| title_line(&text).map(|span| span.of(&text).to_owned()));
    items.push(Item::Article(Article { id: id.unwrap_or(place), title, url, source, published, text }));
    items
}
