//! Articles that are pasted or dropped on the desk: read, analysed and stored at once.

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::Refusal;
use super::changes::refused;
use super::tongue::Tongue;
use super::wording::Words;
use super::{Desk, Shared};
use crate::article::{Article, Articles, Item};
use crate::desk::store::{Added, ArticleNumber};
use crate::fnv::Fnv;
use crate::output::iri;

/// So many articles whose id holds that of another are looked through for it.
const ALIKE: u64 = 100;

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
pub(super) async fn arrive(
    State(desk): Shared,
    tongue: Tongue,
    sent: Result<Json<Arrival>, JsonRejection>,
) -> Response {
    let words = tongue.words;
    let sent = match sent {
        Ok(Json(sent)) => sent,
        Err(rejection) => return refused(rejection, words),
    };
    let stored = tokio::task::spawn_blocking(move || store(&desk, sent, words)).await;
    match stored.unwrap_or_else(|cause| Err(Refusal::Broken(crate::error::Error::Usage(cause.to_string())))) {
        Ok(answer) => Json(answer).into_response(),
        Err(refusal) => refusal.json(words),
    }
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
        [article] => number_of(desk, &article.id)?.map(|number| format!("/article/{number}")),
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
        && iri::address(Some(url)).is_none()
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

/// The number of the article of an id.
fn number_of(desk: &Desk, id: &str) -> Result<Option<ArticleNumber>, Refusal> {
    let (lines, _) = desk.store.articles(id, 0, ALIKE)?;
    for line in lines {
        if desk.store.article(line.number)?.is_some_and(|entry| entry.article.id == id) {
            return Ok(Some(line.number));
        }
    }
    Ok(None)
}
