//! Plain text and Markdown: one article a file.

use std::io::Read;

use super::encoding::{self, Decoded};
use super::{Article, Input, Item, Items, LONGEST, Notice, front_matter, published, title_line};
use crate::error::Error;

/// How much is looked at before the rest of a file is read.
const HEAD: u64 = 8 << 10;

pub(super) fn open(input: Input) -> Items {
    Box::new(read(input).into_iter())
}

fn read(input: Input) -> Vec<Item> {
    let Input { name, bytes } = input;
    match load(bytes) {
        Ok(Ok(bytes)) => article(name, bytes),
        Ok(Err(message)) => vec![Item::fault(name, message)],
        Err(cause) => vec![Item::Fault(Error::Read { path: name.into(), cause })],
    }
}

/// All bytes, or why they are no article.
fn load(mut reader: impl Read) -> std::io::Result<Result<Vec<u8>, String>> {
    let mut bytes = Vec::new();
    reader.by_ref().take(HEAD).read_to_end(&mut bytes)?;
    if encoding::is_binary(&bytes) {
        return Ok(Err("binary file (it holds NUL bytes)".into()));
    }
    reader.take(LONGEST).read_to_end(&mut bytes)?;
    Ok(if bytes.is_empty() {
        Err("empty file".into())
    } else if bytes.len() as u64 > LONGEST {
        Err(format!("longer than {} MiB", LONGEST >> 20))
    } else if encoding::is_binary(&bytes) {
        Err("binary file (it holds NUL bytes)".into())
    } else {
        Ok(bytes)
    })
}

fn article(name: String, bytes: Vec<u8>) -> Vec<Item> {
    let Decoded { mut text, warning } = encoding::decode(bytes);
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
        url: block.url.map(str::to_owned),
        source: block.source.map(str::to_owned),
        published: day,
        id: block.id.map_or(name, str::to_owned),
        text: String::new(),
    };
    text.drain(..start);
    items.push(Item::Article(Article { text, ..article }));
    items
}
