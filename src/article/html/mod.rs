//! Web pages: the article of a saved page, without the page around it.
//!
//! Takes the bytes of a page, gives its article with what the page says of it; knows nothing of other formats, and never
//! what the words mean but those of menus and boxes.

mod about;
mod flow;
mod json_ld;
mod main_text;
mod metadata;
mod shape;

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::Document;
use encoding_rs::Encoding;

pub(super) use flow::{blocks, plain_of};

use super::encoding::{self, Decoded};
use super::input::only;
use super::{Article, Input, Item, Items, Notice, published};

/// Longest page, in bytes. Beyond it there are no articles, only pictures written out as text.
const LONGEST: u64 = 32 << 20;

pub(super) fn open(input: Input) -> Items {
    match input.load_text(LONGEST) {
        Ok((name, bytes, reading)) => Box::new(read(&name, bytes, reading.encoding, None).into_iter()),
        Err(fault) => only(Item::Fault(fault)),
    }
}

/// The article of a page: its bytes, what they are said to be written in, and the address that it was found at.
pub(super) fn read(place: &str, bytes: Vec<u8>, said: Option<&'static Encoding>, address: Option<&str>) -> Vec<Item> {
    let Decoded { text, warning } = encoding::decode_as(bytes, said, encoding::declared);
    let mut items = Vec::new();
    items.extend(warning.map(|told| Item::Warning(Notice::new(place, told))));
    if shape::is_too_deep(&text) {
        items.push(Item::fault(place, "not a page of an article: its elements are nested too deeply"));
        return items;
    }
    // A fault of a library on one page must not cost the other articles.
    let page = catch_unwind(AssertUnwindSafe(|| page(&text))).unwrap_or(Page::Broken);
    match page {
        Page::Article(mut article, date) => {
            article.published = date.and_then(|value| published::read(&value, place, &mut items));
            article.url = article.url.or_else(|| address.map(str::to_owned));
            place.clone_into(&mut article.id);
            items.push(Item::Article(article));
        }
        Page::Empty => items.push(Item::fault(place, "no article text found in this page")),
        Page::Broken => items.push(Item::fault(place, "could not be read: this is a fault of the program")),
    }
    items
}

enum Page {
    /// The article without id and day, and its date as written.
    Article(Article, Option<String>),
    Empty,
    Broken,
}

fn page(html: &str) -> Page {
    let document = Document::from(html);
    let about = metadata::read(&document, html);
    let Some(layout) = main_text::layout(document, &about).or_else(|| main_text::said(&about)) else {
        return Page::Empty;
    };
    let (text, parts) = layout.finish();
    let article = Article {
        id: String::new(),
        title: about.title,
        author: about.author,
        url: about.url,
        source: about.source,
        published: None,
        text,
        parts,
    };
    Page::Article(article, about.published)
}
