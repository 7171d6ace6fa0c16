//! Plain text and Markdown: one article a file.

use super::encoding::{self, Decoded};
use super::input::only;
use super::{Article, Input, Item, Items, LONGEST, Notice, front_matter, published, title_line};

pub(super) fn open(input: Input) -> Items {
    match input.load_text(LONGEST) {
        Ok((name, bytes, reading)) => {
            let decoded = encoding::decode_as(bytes, reading.encoding, |_| None);
            Box::new(article(name, decoded).into_iter())
        }
        Err(fault) => only(Item::Fault(fault)),
    }
}

fn article(name: String, decoded: Decoded) -> Vec<Item> {
    let Decoded { mut text, warning } = decoded;
    let (block, start) = front_matter::split(&text);
    if text[start..].trim().is_empty() {
        return vec![Item::fault(name, "empty: it holds no text")];
    }
    let mut items = Vec::new();
    items.extend(warning.map(|told| Item::Warning(Notice::new(&name, told))));
    let day = block.published.and_then(|value| {
        let day = published::day(value);
        if day.is_none() {
            items.push(Item::Warning(Notice::new(&name, published::unread(value))));
        }
        day
    });
    let title = match block.title {
        Some(title) => Some(title.to_owned()),
        None => title_line(&text[start..]).map(|span| span.of(&text[start..]).to_owned()),
    };
    let article = Article {
        title,
        author: block.author.map(str::to_owned),
        url: block.url.map(str::to_owned),
        source: block.source.map(str::to_owned),
        published: day,
        id: block.id.map_or(name, str::to_owned),
        text: String::new(),
        parts: Vec::new(),
    };
    text.drain(..start);
    items.push(Item::Article(Article { text, ..article }));
    items
}
