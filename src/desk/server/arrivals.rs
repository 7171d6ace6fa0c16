//! Articles that are pasted or dropped on the desk: read, analysed and stored at once.

use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::Refusal;
use super::changes::{Sent, change};
use super::tongue::Tongue;
use super::wording::Words;
use super::{Desk, Shared};
use crate::address::is_web;
use crate::article::{Article, Articles, Item};
use crate::desk::store::Added;
use crate::fnv::Fnv;

/// What a page sends: words that somebody pasted, or a file of any format of input.
#[derive(Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub(super) enum Arrival {
    /// A file: its name, and its bytes in Base64.
    File {
        /// As the browser names it, without a folder.
        name: String,
        /// Base64 as of RFC 4648.
        bytes: String,
    },
    /// Words.
    Text {
        /// The article.
        text: String,
        /// What is known of it; each may be empty.
        #[serde(default)]
        title: String,
        #[serde(default)]
        source: String,
        #[serde(default)]
        url: String,
        #[serde(default)]
        published: String,
    },
}

/// Reads, analyses and stores what was sent.
pub(super) async fn arrive(desk: Shared, tongue: Tongue, sent: Sent<Arrival>) -> Response {
    change(desk, tongue, sent, store).await
}

fn store(desk: &Desk, arrival: Arrival, words: Words) -> Result<Value, Refusal> {
    let (articles, faults) = match arrival {
        Arrival::File { name, bytes } => read(&name, &bytes)?,
        Arrival::Text { text, title, source, url, published } => {
            let article = pasted(text, &title, &source, &url, &published)?;
            (vec![article], Vec::new())
        }
    };
    if articles.is_empty() {
        return Err(Refusal::Unfit(faults.first().cloned().unwrap_or_else(|| words.say("new.no-article").to_owned())));
    }
    let mut statements = 0;
    let mut known = 0;
    for article in &articles {
        if desk.store.knows(article, &desk.rules)? {
            known += 1;
            continue;
        }
        let rows = desk.analysers.analyse(article);
        statements += rows.len() as u64;
        known += u64::from(desk.store.add(article, &rows, &desk.rules)? == Added::Known);
    }
    let go = match &articles[..] {
        [article] => desk.store.article_number(&article.id)?.map(|number| format!("/article/{number}")),
        _ => Some("/articles".to_owned()),
    };
    let mut told = if known == articles.len() as u64 {
        words.say("new.known").to_owned()
    } else {
        let count = words.count(statements, "word.statement", "word.statements");
        words.say_of("new.found", count)
    };
    for fault in &faults {
        told = format!("{told} · {fault}");
    }
    Ok(json!({"told": told, "go": go}))
}

/// An article of pasted words. The same words under the same address are the same article.
fn pasted(text: String, title: &str, source: &str, url: &str, published: &str) -> Result<Article, Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::wrong("text", ""));
    }
    let filled = |words: &str| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
    let url = filled(url);
    if let Some(url) = &url
        && !is_web(url)
    {
        return Err(Refusal::wrong("url", url));
    }
    let published = match filled(published) {
        Some(day) => Some(day.parse::<Date>().map_err(|_| Refusal::wrong("published", &day))?),
        None => None,
    };
    let id = url.clone().unwrap_or_else(|| format!("desk-{:016x}", Fnv::of(text.trim().as_bytes())));
    let article = Article::new(id, text);
    let title = filled(title).or_else(|| article.title.clone());
    Ok(Article { title, source: filled(source), url, published, ..article })
}

/// The articles of a file, and what was wrong with it.
fn read(name: &str, bytes: &str) -> Result<(Vec<Article>, Vec<String>), Refusal> {
    let bytes = STANDARD.decode(bytes).map_err(|_| Refusal::wrong("file", name))?;
    // A name alone: whatever a browser sends, nothing of this machine is read.
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let mut articles = Vec::new();
    let mut faults = Vec::new();
    for item in Articles::of_bytes(name, bytes) {
        match item {
            Item::Article(article) => articles.push(article),
            Item::Fault(fault) => faults.push(fault.to_string()),
            Item::Warning(_) | Item::Note(_) => {}
        }
    }
    Ok((articles, faults))
}
