//! JSON-LD: what a page says of its article in the words of schema.org.

use dom_query::Document;
use serde_json::{Map, Value};

use super::about::{Metadata, filled};
use super::flow;
use crate::address::is_web;

/// Reads the article among the objects of a page: the one at `address` where there are several, else the first.
pub(super) fn read(document: &Document, address: Option<&str>) -> Metadata {
    let Some(scripts) = document.try_select("script[type^=\"application/ld+json\"]") else {
        return Metadata::default();
    };
    let values: Vec<Value> = scripts.nodes().iter().filter_map(|script| parse(&script.text())).collect();
    let mut objects = Vec::new();
    for value in &values {
        collect(value, &mut objects);
    }
    let articles: Vec<_> = objects.iter().filter(|object| is_article(object)).collect();
    let at_address = |object: &&&&Map<String, Value>| {
        let found = url(object);
        address.zip(found).is_some_and(|(address, found)| same_page(address, &found))
    };
    let Some(article) = articles.iter().find(at_address).or_else(|| articles.first()) else {
        return Metadata::default();
    };
    let name = |key: &str| article.get(key).and_then(|value| names(value, &objects));
    let words = |key: &str| article.get(key).and_then(Value::as_str).and_then(unescaped);
    Metadata {
        title: words("headline").or_else(|| words("name")),
        author: name("author").or_else(|| name("creator")),
        published: words("datePublished").or_else(|| words("dateCreated")),
        url: url(article),
        source: name("publisher").or_else(|| name("sourceOrganization")),
        description: words("description"),
        body: article.get("articleBody").and_then(Value::as_str).map(str::to_owned),
    }
}

/// A script's value; what publishers often break in it is mended.
fn parse(script: &str) -> Option<Value> {
    let mut text = script.trim();
    for (open, close) in [("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>")] {
        text = text.strip_prefix(open).map_or(text, str::trim_start);
        text = text.strip_suffix(close).map_or(text, str::trim_end);
    }
    let text = text.trim_end_matches(';');
    serde_json::from_str(text).ok().or_else(|| {
        // Raw line feeds in strings.
        let mended: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
        serde_json::from_str(&mended).ok()
    })
}

/// Every object in arrays, graphs and lists, the outer before the inner. The parser limits the depth.
fn collect<'v>(value: &'v Value, objects: &mut Vec<&'v Map<String, Value>>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, objects)),
        Value::Object(object) => {
            objects.push(object);
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart"] {
                if let Some(value @ (Value::Array(_) | Value::Object(_))) = object.get(key) {
                    collect(value, objects);
                }
            }
        }
        _ => {}
    }
}

/// `NewsArticle`, `ReportageNewsArticle`, `Article`, `BlogPosting`, `LiveBlogPosting` …
fn is_article(object: &Map<String, Value>) -> bool {
    let is_kind =
        |kind: &Value| kind.as_str().is_some_and(|kind| kind.ends_with("Article") || kind.ends_with("Posting"));
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is_kind),
        Some(kind) => is_kind(kind),
        None => false,
    }
}

fn url(object: &Map<String, Value>) -> Option<String> {
    ["url", "mainEntityOfPage", "@id"].iter().find_map(|key| {
        let value = match object.get(*key)? {
            Value::Object(page) => page.get("@id").or_else(|| page.get("url"))?,
            value => value,
        };
        value.as_str().filter(|value| is_web(value)).map(str::to_owned)
    })
}

/// Whether two addresses lead to the same page: a fragment, a query and a last slash apart.
fn same_page(one: &str, other: &str) -> bool {
    let bare = |url: &str| {
        let end = url.find(['#', '?']).unwrap_or(url.len());
        url[..end].trim_end_matches('/').trim_start_matches("https://").trim_start_matches("http://").to_owned()
    };
    bare(one) == bare(other)
}

/// Names of persons or organisations: a string, an object with `name`, a reference to one, or several of these.
fn names(value: &Value, objects: &[&Map<String, Value>]) -> Option<String> {
    let name = |value: &Value| match value {
        Value::String(name) => unescaped(name).filter(|name| !is_web(name)),
        Value::Object(object) => {
            let id = object.get("@id").and_then(Value::as_str);
            let referred =
                || objects.iter().find(|other| id.is_some() && other.get("@id").and_then(Value::as_str) == id);
            let name = object.get("name").or_else(|| referred()?.get("name"))?;
            name.as_str().and_then(unescaped)
        }
        _ => None,
    };
    match value {
        Value::Array(values) => {
            let mut names: Vec<String> = values.iter().filter_map(name).collect();
            names.dedup();
            (!names.is_empty()).then(|| names.join("; "))
        }
        value => name(value),
    }
}

/// The words of a value in which publishers leave HTML: `Broen &amp; vejen`.
fn unescaped(value: &str) -> Option<String> {
    if value.contains(['&', '<']) { filled(&flow::plain_of(value)) } else { filled(value) }
}
