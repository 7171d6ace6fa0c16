//! Word documents (`.docx`): paragraphs, with what their styles say.

use std::collections::BTreeMap;
use std::io::{self, Read, SeekFrom};

use quick_xml::events::{BytesStart, Event};
use zip::result::ZipError;

use super::archive::Allowance;
use super::input::{EMPTY, Seekable, only};
use super::layout::Layout;
use super::xml::{self, referred};
use super::{Article, Input, Item, Items, LONGEST, PartKind, title_of};
use crate::error::{Error, reason};
use crate::spaces::fold_space;

/// Longest part of a document, in bytes.
const LONGEST_PART: u64 = 64 << 20;

pub(super) fn open(input: Input) -> Items {
    let Input { name, bytes, .. } = input;
    only(match bytes.seekable(LONGEST) {
        Ok(bytes) => match read(bytes) {
            Ok(article) => Item::Article(Article { id: name, ..article }),
            Err(message) => Item::fault(name, message),
        },
        Err(cause) => Item::Fault(Error::Read { path: name.into(), cause }),
    })
}

/// The article of a document, without an id; or why there is none.
fn read(mut bytes: Box<dyn Seekable>) -> Result<Article, String> {
    if bytes.seek(SeekFrom::End(0)).is_ok_and(|size| size == 0) {
        return Err(EMPTY.into());
    }
    let broken = |fault| match fault {
        ZipError::Io(cause) if cause.raw_os_error().is_some() => reason(&cause),
        _ => "not a Word document, or a damaged one: open it in Word and save it again as .docx".to_owned(),
    };
    let mut archive = zip::ZipArchive::new(bytes).map_err(broken)?;
    let mut part = |name: &str| -> Result<Option<String>, String> {
        let file = match archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(fault) => return Err(broken(fault)),
        };
        let mut allowance = Allowance::new(file.compressed_size(), LONGEST_PART);
        text(file, &mut allowance).map(Some).map_err(|cause| format!("{name}: {cause}"))
    };
    let document = part("word/document.xml")?.ok_or("not a Word document: it has no text (word/document.xml)")?;
    let styles = part("word/styles.xml")?.map(|xml| styles(&xml)).unwrap_or_default();
    let about = part("docProps/core.xml")?.map(|xml| properties(&xml)).unwrap_or_default();
    let (layout, title) = layout(&document, &styles)?;
    if layout.is_empty() {
        return Err("empty: it holds no text".into());
    }
    let (text, parts) = layout.finish();
    let title = title.or_else(|| title_of(&text));
    let author = about.get("creator").cloned();
    Ok(Article { title, author, text, parts, ..Article::default() })
}

fn text(mut file: impl Read, allowance: &mut Allowance) -> io::Result<String> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 16 << 10];
    loop {
        let count = file.read(&mut chunk)?;
        if count == 0 {
            return Ok(super::encoding::decode(bytes).text);
        }
        allowance.take(count as u64)?;
        bytes.extend_from_slice(&chunk[..count]);
    }
}

/// What a style is by its built-in name, which is English in every language of Word.
fn styles(xml: &str) -> BTreeMap<String, PartKind> {
    let mut styles = BTreeMap::new();
    let mut reader = xml::reader(xml);
    let mut id = None;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) if tag.local_name().as_ref() == "style" => id = attribute(&tag, "styleId"),
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "name" => {
                let kind = attribute(&tag, "val").and_then(|name| kind_of(&name));
                if let (Some(id), Some(kind)) = (id.take(), kind) {
                    styles.insert(id, kind);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    styles
}

fn kind_of(style: &str) -> Option<PartKind> {
    let name = style.to_lowercase().replace(' ', "");
    match name.as_str() {
        "title" | "titel" => Some(PartKind::Headline),
        "caption" | "billedtekst" => Some(PartKind::Caption),
        _ if name.starts_with("heading") || name.starts_with("overskrift") => Some(PartKind::Heading),
        _ => None,
    }
}

/// The properties of a document that have words.
fn properties(xml: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut reader = xml::reader(xml);
    let mut name = String::new();
    let mut words = String::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) => {
                tag.local_name().as_ref().clone_into(&mut name);
                words.clear();
            }
            Event::Text(text) => words.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => words.push_str(&referred(&reference)),
            Event::End(_) if !words.trim().is_empty() => {
                found.insert(std::mem::take(&mut name), std::mem::take(&mut words).trim().to_owned());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

/// The value of an attribute, whatever its prefix.
fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// A paragraph. One may stand in another, as that of a text box does in the paragraph that it is anchored to.
#[derive(Default)]
struct Paragraph {
    words: String,
    kind: Option<PartKind>,
}

/// The text of a document, and its title where a paragraph has that style.
fn layout(document: &str, styles: &BTreeMap<String, PartKind>) -> Result<(Layout, Option<String>), String> {
    let mut reader = xml::reader(document);
    let mut layout = Layout::default();
    let mut title: Option<String> = None;
    let mut open: Vec<Paragraph> = Vec::new();
    let mut in_text = false;
    // Deleted and moved words, and copies for old versions of Word, up to the end of their element.
    let mut left_out = 0_usize;
    loop {
        let at = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|fault| {
            format!("broken XML in word/document.xml, line {}: {fault}", xml::line_of(document, at))
        })?;
        match event {
            Event::Start(tag) if left_out > 0 || is_left_out(tag.local_name().as_ref()) => left_out += 1,
            Event::End(_) if left_out > 0 => left_out -= 1,
            Event::Eof if !open.is_empty() || left_out > 0 => {
                return Err("damaged: word/document.xml ends too early; open it in Word and save it again".into());
            }
            Event::Eof => break,
            _ if left_out > 0 => {}
            Event::Start(tag) | Event::Empty(tag) if is_style(tag.local_name().as_ref()) => {
                if let Some(paragraph) = open.last_mut() {
                    let style = attribute(&tag, "val").unwrap_or_default();
                    paragraph.kind = styles.get(&style).copied().or_else(|| kind_of(&style));
                }
            }
            Event::Start(tag) => match tag.local_name().as_ref() {
                "p" => open.push(Paragraph::default()),
                "t" => in_text = true,
                name => mark(name, &mut open),
            },
            Event::Empty(tag) => mark(tag.local_name().as_ref(), &mut open),
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "p" => {
                    let Some(Paragraph { words, kind }) = open.pop() else { continue };
                    // A second title is a heading.
                    let kind = if title.is_some() && kind == Some(PartKind::Headline) {
                        Some(PartKind::Heading)
                    } else {
                        kind
                    };
                    if kind == Some(PartKind::Headline) && !words.trim().is_empty() {
                        title = Some(fold_space(&words));
                    }
                    layout.push(kind, &words);
                }
                _ => {}
            },
            Event::Text(text) if in_text => push(&mut open, &text.xml10_content()),
            Event::CData(text) if in_text => push(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) if in_text => push(&mut open, &referred(&reference)),
            _ => {}
        }
    }
    Ok((layout, title))
}

fn push(open: &mut [Paragraph], words: &str) {
    if let Some(paragraph) = open.last_mut() {
        paragraph.words.push_str(words);
    }
}

/// Elements that stand for one letter.
fn mark(name: &str, open: &mut [Paragraph]) {
    match name {
        "br" | "cr" => push(open, "\n"),
        "tab" => push(open, "\t"),
        "noBreakHyphen" => push(open, "-"),
        _ => {}
    }
}

fn is_left_out(name: &str) -> bool {
    matches!(name, "del" | "moveFrom" | "Fallback" | "instrText")
}

fn is_style(name: &str) -> bool {
    name == "pStyle"
}
