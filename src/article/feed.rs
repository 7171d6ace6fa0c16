//! RSS 2.0 and Atom: an article an item, where the feed carries its whole text.

use dom_query::Document;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::encoding::{self, Decoded};
use super::html::{blocks, plain_of};
use super::input::only;
use super::layout::Layout;
use super::xml::{self, referred};
use super::{Article, Input, Item, Items, LONGEST, Notice, PartKind, published};
use crate::address::is_web;

/// From so many bytes of text on, a summary is taken for the whole article: feeds without a field for the text put it
/// there, and a teaser is shorter.
const WHOLE: usize = 600;

pub(super) fn open(input: Input) -> Items {
    match input.load_text(LONGEST) {
        Ok((name, bytes, reading)) => {
            let Decoded { text, warning } = encoding::decode_as(bytes, reading.encoding, encoding::declared);
            let mut items = Vec::new();
            items.extend(warning.map(|told| Item::Warning(Notice::new(&name, told))));
            Feed { name, xml: &text, title: String::new(), line: (0, 1), items, count: 0, teasers: 0 }.read()
        }
        Err(fault) => only(Item::Fault(fault)),
    }
}

struct Feed<'x> {
    name: String,
    xml: &'x str,
    /// That of the whole feed.
    title: String,
    /// The last byte whose line was asked for, and that line.
    line: (usize, usize),
    items: Vec<Item>,
    count: usize,
    /// Items that have no text of their own.
    teasers: usize,
}

/// An item as it stands in the feed. Content and summary are still HTML.
#[derive(Default)]
struct Entry {
    title: String,
    link: String,
    id: String,
    published: String,
    updated: String,
    authors: Vec<String>,
    source: String,
    content: String,
    summary: String,
}

/// After so many broken items a feed is given up: each may cost a look through the rest of the file.
const MOST_FAULTS: usize = 100;

/// Why an item could not be read.
struct Fault {
    at: usize,
    message: String,
}

impl Feed<'_> {
    fn read(mut self) -> Items {
        let mut start = 0;
        let mut is_feed = false;
        let mut faults = 0;
        // After a fault reading begins anew at the next item.
        while let Err(fault) = self.read_from(start, &mut is_feed) {
            let place = self.place(fault.at.max(start));
            self.items.push(Item::fault(place, fault.message));
            faults += 1;
            let from = fault.at.max(start + 1);
            match next_item(self.xml, from) {
                Some(_) if faults == MOST_FAULTS => {
                    let place = self.place(from);
                    self.items.push(Item::fault(place, "too much is broken; the rest is not read"));
                    break;
                }
                Some(next) if is_feed => start = next,
                _ => break,
            }
        }
        if !is_feed && self.items.iter().all(|item| !matches!(item, Item::Fault(_))) {
            self.items.push(Item::fault(&self.name, "not a feed: it is neither RSS nor Atom"));
        } else if self.count == 0 && self.items.is_empty() {
            self.items.push(Item::fault(&self.name, "empty: this feed has no items"));
        } else if self.teasers > 0 {
            let (count, all) = (self.teasers, self.count);
            let message =
                format!("{count} of {all} items have only a teaser and were left out; save their pages instead");
            let has_articles = self.items.iter().any(|item| matches!(item, Item::Article(_)));
            self.items.push(if has_articles {
                Item::Warning(Notice::new(&self.name, message))
            } else {
                Item::fault(&self.name, message)
            });
        }
        Box::new(self.items.into_iter())
    }

    fn place(&mut self, at: usize) -> String {
        let (from, line) = self.line;
        if at >= from {
            self.line = (at, line + xml::line_of(&self.xml[from..], at - from) - 1);
        }
        format!("{}:{}", self.name, self.line.1)
    }

    fn read_from(&mut self, start: usize, is_feed: &mut bool) -> Result<(), Fault> {
        let mut reader = xml::reader(&self.xml[start..]);
        loop {
            let at = start + reader.buffer_position() as usize;
            let event =
                reader.read_event().map_err(|fault| broken(start + reader.error_position() as usize, &fault))?;
            match event {
                Event::Start(tag) => match (tag.local_name().as_ref(), *is_feed) {
                    ("rss" | "RDF" | "feed", _) => *is_feed = true,
                    ("item" | "entry", true) => {
                        self.count += 1;
                        let place = self.place(at);
                        let entry = entry(&mut reader, start)?;
                        self.take(place, entry);
                    }
                    ("channel", _) => {}
                    ("title", true) if self.title.is_empty() && self.count == 0 => {
                        self.title = plain_of(&content(&mut reader, &tag, start)?);
                    }
                    // Not the title of the feed's own picture.
                    (_, true) => drop(content(&mut reader, &tag, start)?),
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn take(&mut self, place: String, entry: Entry) {
        let markup = if !entry.content.trim().is_empty() {
            &entry.content
        } else if plain_of(&entry.summary).len() >= WHOLE {
            &entry.summary
        } else {
            self.teasers += 1;
            return;
        };
        let mut layout = Layout::default();
        let title = Some(entry.title.clone()).filter(|title| !title.is_empty());
        if let Some(title) = &title {
            layout.push(Some(PartKind::Headline), title);
        }
        let body = blocks(&Document::fragment(markup.as_str()).root());
        if !body.iter().any(|block| block.kind.is_none()) {
            self.items.push(Item::fault(place, "empty: this item holds no text"));
            return;
        }
        for block in body.iter().filter(|block| title.as_ref() != Some(&block.text)) {
            layout.push(block.kind, &block.text);
        }
        let date = if entry.published.is_empty() { &entry.updated } else { &entry.published };
        let day = published::read(date, &place, &mut self.items);
        let (text, parts) = layout.finish();
        let some = |words: &str| Some(words.to_owned()).filter(|words| !words.is_empty());
        let url = some(&entry.link).or_else(|| some(&entry.id)).filter(|words| is_web(words));
        self.items.push(Item::Article(Article {
            id: some(&entry.id).or_else(|| some(&entry.link)).unwrap_or(place),
            title,
            author: some(&entry.authors.join("; ")),
            url,
            source: some(&entry.source).or_else(|| some(&self.title)),
            published: day,
            text,
            parts,
        }));
    }
}

/// Where the next item begins.
fn next_item(xml: &str, from: usize) -> Option<usize> {
    let from = (from..=xml.len()).find(|at| xml.is_char_boundary(*at))?;
    let starts = ["<item", "<entry"].iter().flat_map(|tag| {
        xml[from..].match_indices(tag).map(|(at, tag)| (at, tag.len())).find(|(at, length)| {
            let after = xml.as_bytes().get(from + at + length);
            after.is_some_and(|byte| *byte == b'>' || byte.is_ascii_whitespace())
        })
    });
    starts.map(|(at, _)| from + at).min()
}

/// Reads an item up to its end.
fn entry(reader: &mut Reader<&[u8]>, start: usize) -> Result<Entry, Fault> {
    let mut entry = Entry::default();
    loop {
        let at = start + reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|fault| broken(start + reader.error_position() as usize, &fault))?;
        match event {
            Event::Start(tag) if is_item(&tag) => return Err(unclosed(at)),
            Event::Start(tag) => {
                let value = content(reader, &tag, start)?;
                entry.set(&tag, value);
            }
            Event::Empty(tag) => entry.set(&tag, String::new()),
            Event::End(tag) if matches!(tag.local_name().as_ref(), "item" | "entry") => return Ok(entry),
            Event::Eof => {
                let at = start + reader.buffer_position() as usize;
                return Err(Fault { at, message: "the file ends inside an item: is it cut off?".into() });
            }
            _ => {}
        }
    }
}

impl Entry {
    fn set(&mut self, tag: &BytesStart, value: String) {
        // Podcasts and pictures have titles and descriptions of their own.
        let prefix = tag.name().prefix().map(|prefix| prefix.as_ref().to_owned());
        if prefix.is_some_and(|prefix| !matches!(&*prefix, "content" | "dc" | "dcterms" | "atom" | "a10" | "rss")) {
            return;
        }
        let attribute = |name: &str| {
            let attribute = tag.try_get_attribute(name).ok().flatten()?;
            Some(attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
        };
        let words = || plain_of(&value);
        match tag.local_name().as_ref() {
            "title" => self.title = words(),
            "link" => match attribute("href") {
                Some(href) if attribute("rel").is_none_or(|rel| rel == "alternate") => self.link = href,
                Some(_) => {}
                None => self.link = words(),
            },
            "guid" | "id" => self.id = words(),
            "pubDate" | "published" | "date" | "issued" | "created" => self.published = words(),
            "updated" | "modified" => self.updated = words(),
            "creator" | "author" => self.authors.extend(author(&value)),
            "source" => self.source = words(),
            "encoded" | "content" if attribute("src").is_none() => {
                let is_plain = attribute("type").is_some_and(|kind| kind == "text" || kind == "text/plain");
                self.content = if is_plain { escaped(&value) } else { value };
            }
            "description" | "summary" => self.summary = value,
            _ => {}
        }
    }
}

/// Plain text as HTML, its lines kept.
fn escaped(text: &str) -> String {
    format!("<pre>{}</pre>", quick_xml::escape::partial_escape(text))
}

/// The name in `<author>`: Atom has it in an element, RSS writes `post@avis.dk (Ida Holm)`.
fn author(value: &str) -> Option<String> {
    let named = value.split_once("<name>").and_then(|(_, rest)| rest.split_once("</name>")).map(|(name, _)| name);
    let words = plain_of(named.unwrap_or(value));
    let name = match words.split_once(" (") {
        Some((address, name)) if address.contains('@') => name.trim_end_matches(')').to_owned(),
        _ => words,
    };
    (!name.is_empty() && !name.contains('@')).then_some(name)
}

/// What an element holds, up to its end: its letters, and elements in it as they are written.
fn content(reader: &mut Reader<&[u8]>, tag: &BytesStart, start: usize) -> Result<String, Fault> {
    let begin = start + reader.buffer_position() as usize;
    let mut value = String::new();
    let mut depth = 0_usize;
    loop {
        let at = start + reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|fault| broken(start + reader.error_position() as usize, &fault))?;
        match event {
            Event::Start(inner) if is_item(&inner) => return Err(unclosed(at)),
            Event::Text(text) => value.push_str(&text.xml10_content()),
            Event::CData(text) => value.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => value.push_str(&referred(&reference)),
            Event::Start(inner) => {
                depth += 1;
                let (name, attributes) = (inner.local_name(), inner.attributes_raw());
                value.push_str(&format!("<{}{attributes}>", name.as_ref()));
            }
            Event::Empty(inner) => {
                value.push_str(&format!("<{}{}/>", inner.local_name().as_ref(), inner.attributes_raw()))
            }
            Event::End(_) if depth == 0 => return Ok(value),
            Event::End(inner) => {
                depth -= 1;
                value.push_str(&format!("</{}>", inner.local_name().as_ref()));
            }
            Event::Eof => {
                let message = format!("the file ends inside <{}>: is it cut off?", tag.name().as_ref());
                return Err(Fault { at: begin, message });
            }
            _ => {}
        }
    }
}

fn is_item(tag: &BytesStart) -> bool {
    matches!(tag.name().as_ref(), "item" | "entry")
}

fn unclosed(at: usize) -> Fault {
    Fault { at, message: "an item begins here before the one before it is closed, which is left out".into() }
}

fn broken(at: usize, fault: &quick_xml::Error) -> Fault {
    Fault { at, message: format!("broken XML: {fault}") }
}
