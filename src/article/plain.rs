//! Plain text and Markdown: one article a file.

use super::encoding::{self, Decoded};
use super::input::only;
use super::{Article, Input, Item, Items, LONGEST, Notice, front_matter, published, title_of};

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
    let day = block.published.and_then(|value| published::read(value, &name, &mut items));
    let title = block.title.map(str::to_owned).or_else(|| title_of(&text[start..]));
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
