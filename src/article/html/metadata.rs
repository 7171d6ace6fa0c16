//! What a page says about its article: JSON-LD first, then OpenGraph and other `meta`, `<time>`, the canonical link.

use dom_query::{Document, NodeRef};

use super::about::{Metadata, filled};
use super::flow::plain;
use super::json_ld;
use crate::address::is_web;

/// Reads what `document`, which was made of `html`, says of its article.
pub(super) fn read(document: &Document, html: &str) -> Metadata {
    let meta = |names: &[&str]| {
        names.iter().find_map(|name| {
            let selection = document.try_select(&format!("meta[property=\"{name}\"], meta[name=\"{name}\"]"))?;
            selection.nodes().iter().find_map(|node| filled(&node.attr("content")?))
        })
    };
    let canonical = first(document, "link[rel=\"canonical\"]", "href").filter(|url| is_web(url));
    let og_url = meta(&["og:url"]).filter(|url| is_web(url));
    let address = canonical.or(og_url);
    let mut said = json_ld::read(document, address.as_deref());
    let authors =
        || meta(&["author", "article:author", "byl", "dc.creator", "DC.creator"]).filter(|a| !a.contains('/'));
    let dates = ["article:published_time", "og:article:published_time", "datePublished", "date", "dc.date", "DC.date"];
    Metadata {
        title: said
            .title
            .take()
            .or_else(|| meta(&["og:title", "twitter:title"]))
            .or_else(|| headline(document).map(|node| plain(&node)).filter(|title| !title.is_empty()))
            .or_else(|| document.try_select("head title").and_then(|title| filled(&title.text()))),
        author: said.author.take().or_else(authors),
        published: said
            .published
            .take()
            .or_else(|| meta(&dates))
            .or_else(|| first(document, "[itemprop=\"datePublished\"]", "datetime"))
            .or_else(|| first(document, "[itemprop=\"datePublished\"]", "content"))
            .or_else(|| time(document)),
        url: address.or(said.url.take()).or_else(|| saved_from(html)),
        source: said.source.take().or_else(|| meta(&["og:site_name", "application-name", "dc.publisher"])),
        description: said.description.take().or_else(|| meta(&["og:description", "description"])),
        body: said.body.take(),
    }
}

/// The heading over the article: in it where there is one, and no bare name of the paper.
pub(super) fn headline(document: &Document) -> Option<NodeRef<'_>> {
    ["article h1, main h1, [itemprop=\"headline\"]", "h1"].iter().find_map(|selector| {
        let selection = document.try_select(selector)?;
        selection.nodes().iter().copied().find(|node| !plain(node).is_empty() && !node.has_name("meta"))
    })
}

/// The first `<time>`, in the article where it has one.
fn time(document: &Document) -> Option<String> {
    ["article time[pubdate]", "article time[datetime]", "main time[datetime]", "time[datetime]"]
        .iter()
        .find_map(|selector| first(document, selector, "datetime"))
        .or_else(|| document.try_select("article time, time").and_then(|times| filled(&times.nodes().first()?.text())))
}

fn first(document: &Document, selector: &str, attribute: &str) -> Option<String> {
    let selection = document.try_select(selector)?;
    selection.nodes().iter().find_map(|node| filled(&node.attr(attribute)?))
}

/// The note that browsers leave in a page that they save.
fn saved_from(html: &str) -> Option<String> {
    let head = html.get(..2000.min(html.len())).unwrap_or(html);
    let (_, rest) = head.split_once("<!-- saved from url=(")?;
    let (_, rest) = rest.split_once(')')?;
    let address = rest.split_whitespace().next()?;
    is_web(address).then(|| address.to_owned())
}
