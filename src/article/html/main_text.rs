//! The article in a page: its main text by a port of Mozilla's Readability, and what that leaves out of an article's
//! top: headline, lede, captions.

use std::collections::HashSet;
use std::sync::LazyLock;

use dom_query::{Document, NodeId, NodeRef};
use dom_smoothie::{Config, Readability};
use regex::Regex;

use super::super::PartKind;
use super::super::layout::Layout;
use super::about::Metadata;
use super::flow::{Block, blocks, has_marks_around, plain, plain_of};
use super::metadata::headline;
use crate::spaces::fold_space;

/// Classes and ids of what is never an article, however much of the page it is.
static OUTSIDE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    around(
        "comments?|kommentar(?:er)?|disqus|related-?(?:posts?|articles?|content|stories)?|relatere(?:t|de)|l(?:ae|[æa])s-?ogs(?:aa|[åa])|read-?(?:also|next)|\
         see-?also|recirculation|recommend(?:ed|ations?)|anbefal(?:et|ede)|newsletter|nyhedsbrev|breadcrumbs?|cookies?|\
         consent|advert(?:isements?)?|annonce[rn]?|ad-?slot|most-?read|mest-?l(?:ae|[æa])ste|toplist|site-?footer|\
         skip-?link|sr-only|visually-hidden|screen-reader-text|outbrain|taboola|latest-?news|seneste-?nyt",
    )
});

/// Classes and ids of what asks for leave to keep cookies.
static CONSENT: LazyLock<Option<Regex>> = LazyLock::new(|| around("cookies?|cookie-?consent|consent|samtykke"));

/// Classes and ids of what stands around an article, unless most of the page is in it.
static AROUND: LazyLock<Option<Regex>> = LazyLock::new(|| {
    around(
        "l(?:ae|[æa])s-?(?:mere|videre)|read-?more|share|sharing|social|banner|promo|teasers?|tags?|topics|emner|by-?line|\
         author(?:s|-box|-info|-bio)?|sidebar|widgets?|nav|navigation|menu|sponsor(?:ed)?|toolbar|timestamp|dateline|\
         ticker|photo-?credit",
    )
});

/// These words at the beginning of a name, after a prefix of the site, or at its end: `dre-teaser`, `article__tags`.
fn around(words: &str) -> Option<Regex> {
    Regex::new(&format!("^(?:[a-z]{{1,3}}-)?(?:{words})(?:$|[-_])|(?:--?|__?)(?:{words})$")).ok()
}

/// Words of classes of a lede.
static LEDE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words =
        "lead|lede|manchet|underrubrik|standfirst|sub-?headline|sub-?title|deck|summary|intro|teaser-?text|excerpt";
    Regex::new(&format!("(?:^|[-_])(?:{words})(?:$|[-_])")).ok()
});

/// Least and greatest length of a lede, in bytes.
const LEDE_LENGTH: std::ops::RangeInclusive<usize> = 20..=900;
/// So many bytes of text are enough of an article for Readability not to look elsewhere.
const ENOUGH: usize = 250;

/// The article's text, or nothing where the page has none.
pub(super) fn layout(document: Document, about: &Metadata) -> Option<Layout> {
    let heading = headline(&document);
    let over = heading.as_ref().map(plain).filter(|words| !words.is_empty());
    let lede = heading.as_ref().and_then(|heading| lede(&document, heading, about));
    strip(&document, heading.as_ref());
    let captions = captions(&document, heading.as_ref());
    let mut body = body(document);
    leave_out_repeats(&mut body);

    let title = over.or_else(|| about.title.clone());
    let held: HashSet<String> = body.iter().map(|block| fold_space(&block.text)).collect();
    let is_title = |block: &Block| title.as_deref().is_some_and(|title| fold_space(title) == fold_space(&block.text));
    if let Some(first) = body.iter().take(3).position(is_title) {
        // What stands over the title is no text of the article.
        body.drain(..=first);
    }
    let is_lede = |block: &Block| lede.as_deref().is_some_and(|lede| fold_space(lede) == fold_space(&block.text));
    let lede_place = body.iter().take(5).position(is_lede);
    if let Some(place) = lede_place {
        body.drain(..=place);
    }
    if body.is_empty() && lede.is_none() {
        return None;
    }
    let mut layout = Layout::default();
    if let Some(title) = &title {
        layout.push(Some(PartKind::Headline), title);
    }
    if let Some(lede) = lede.filter(|lede| lede_place.is_some() || !held.contains(&fold_space(lede))) {
        layout.push(None, &lede);
    }
    for caption in captions.iter().filter(|caption| !held.contains(&fold_space(caption))) {
        layout.push(Some(PartKind::Caption), caption);
    }
    for block in &body {
        layout.push(block.kind, &block.text);
    }
    Some(layout)
}

/// The article's text as a page says it in JSON-LD, for pages that show it only when a script has filled them in.
pub(super) fn said(about: &Metadata) -> Option<Layout> {
    let body = about.body.as_deref()?;
    let blocks: Vec<(Option<PartKind>, String)> = if body.contains("</") {
        blocks(&Document::fragment(body).root()).into_iter().map(|block| (block.kind, block.text)).collect()
    } else {
        body.lines().map(|line| (None, plain_of(line))).collect()
    };
    if blocks.iter().all(|(kind, text)| kind.is_some() || text.is_empty()) {
        return None;
    }
    let mut layout = Layout::default();
    if let Some(title) = &about.title {
        layout.push(Some(PartKind::Headline), title);
    }
    blocks.iter().for_each(|(kind, text)| layout.push(*kind, text));
    Some(layout)
}

/// Most of what one text between two tags may cost to be written as markup, in bytes that are looked at.
const MOST_ESCAPING: usize = 4 << 30;

/// Whether a text between two tags holds so many characters that markup writes as entities that Readability, which writes
/// pages as markup, would take minutes: for each of them it looks through the rest of the text.
fn is_flooded(document: &Document) -> bool {
    document.root().descendants_it().filter(|node| node.is_text()).any(|node| {
        let text = node.text();
        text.bytes().filter(|byte| matches!(byte, b'&' | 0xC2)).count().saturating_mul(text.len()) > MOST_ESCAPING
    })
}

/// The blocks of the main text.
fn body(document: Document) -> Vec<Block> {
    let fallback = document.clone();
    let config = Config { disable_json_ld: true, keep_classes: true, char_threshold: ENOUGH, ..Config::default() };
    let parse = |document| Readability::with_document(document, None, Some(config)).ok()?.parse().ok();
    let parsed = if is_flooded(&document) { None } else { parse(document) };
    let mut found = match parsed {
        Some(article) => blocks(&Document::fragment(article.content).root()),
        None => ["article", "main", "body"]
            .iter()
            .find_map(|name| Some(blocks(fallback.try_select(name)?.nodes().first()?)))
            .unwrap_or_default(),
    };
    // A line that is one link and no sentence leads to another article.
    found.retain(|block| !block.is_link || block.text.ends_with(['.', '!', '?']) && block.kind.is_none());
    // A page that has nothing but headings has no article.
    if found.iter().all(|block| block.kind.is_some()) {
        found.clear();
    }
    found
}

/// Takes away what is no article: navigation, boxes, comments.
fn strip(document: &Document, heading: Option<&NodeRef>) {
    let kept: HashSet<NodeId> = heading.iter().flat_map(|node| node.ancestors_it(None)).map(|node| node.id).collect();
    let bodies = document.try_select("[itemprop=\"articleBody\"], body, html, head");
    let bodies: HashSet<NodeId> = bodies.iter().flat_map(|found| found.nodes()).map(|node| node.id).collect();
    let total = weight(&document.root());
    let nodes: Vec<NodeRef> = document.root().descendants_it().filter(|node| node.is_element()).collect();
    for node in nodes {
        if kept.contains(&node.id) || bodies.contains(&node.id) || node.parent().is_none() {
            continue;
        }
        let Some(name) = node.node_name() else { continue };
        // Readability throws footers away, also that which names the speaker of a quotation.
        if &*name == "footer" && node.ancestors_it(Some(3)).any(|outer| outer.has_name("blockquote")) {
            node.rename("cite");
            continue;
        }
        // A day that stands alone, not in a sentence.
        let is_date = &*name == "time" && !node.ancestors_it(Some(4)).any(|outer| outer.has_name("p"));
        let by_name = is_date || matches!(&*name, "nav" | "form" | "button" | "iframe" | "dialog" | "menu");
        let by_kind = ["comment", "discussionUrl"].iter().any(|kind| &*node.attr_or("itemprop", "") == *kind)
            || node.attr_or("itemtype", "").ends_with("/Comment");
        let by_role = matches!(
            &*node.attr_or("role", ""),
            "navigation" | "banner" | "contentinfo" | "search" | "dialog" | "menu" | "toolbar" | "complementary"
        );
        let by_class = |names: &LazyLock<Option<Regex>>| names.as_ref().is_some_and(|names| has_class(&node, names));
        let is_small = || weight(&node) * 2 <= total;
        let outside = by_class(&OUTSIDE) && (heading.is_some() || is_small()) || by_class(&CONSENT) && asks(&node);
        if by_name || by_kind || by_role || outside || by_class(&AROUND) && is_small() {
            node.remove_from_parent();
        }
    }
}

/// Whether an element asks for leave, and is not the page around an article that says it was given.
fn asks(node: &NodeRef) -> bool {
    let holds_article =
        || node.descendants_it().any(|node| ["h1", "article", "main"].iter().any(|name| node.has_name(name)));
    node.text().to_lowercase().contains("cookie") && !holds_article()
}

/// Whether a class or the id of an element is among these names; one that only says what it has does not count.
fn has_class(node: &NodeRef, names: &Regex) -> bool {
    let (class, id) = (node.attr_or("class", "").to_lowercase(), node.attr_or("id", "").to_lowercase());
    let is_state =
        |name: &str| ["has-", "with-", "no-", "is-", "js-", "not-"].iter().any(|state| name.starts_with(state));
    class.split_whitespace().chain([id.as_str()]).any(|name| !is_state(name) && names.is_match(name))
}

/// Bytes of text in the paragraphs of an element.
fn weight(node: &NodeRef) -> usize {
    node.descendants_it().filter(|node| node.has_name("p")).map(|node| node.text().trim().len()).sum()
}

/// The lede between the headline and the text: by its class, or because it is the page's own description.
fn lede(document: &Document, heading: &NodeRef, about: &Metadata) -> Option<String> {
    let by_class = LEDE.as_ref()?;
    let description = about.description.as_deref().map(fold_space).filter(|words| words.len() >= *LEDE_LENGTH.start());
    let mut after = false;
    let root = document.root();
    for node in root.descendants_it() {
        if node.id == heading.id {
            after = true;
            continue;
        }
        let Some(name) = node.node_name().filter(|_| after) else { continue };
        if !matches!(&*name, "p" | "div" | "h2" | "h3" | "span" | "section" | "strong") {
            continue;
        }
        let class = node.attr_or("class", "").to_lowercase();
        let is_marked = class.split_whitespace().any(|name| by_class.is_match(name))
            || &*node.attr_or("itemprop", "") == "description";
        let is_described = || {
            let words = matches!(&*name, "p" | "h2" | "h3").then(|| fold_space(&node.text()));
            description.is_some() && words == description
        };
        if is_marked || is_described() {
            let found = blocks(&node);
            let words: Vec<&str> = found.iter().filter(|block| !block.is_link).map(|block| &*block.text).collect();
            let words = words.join("\n");
            if found.len() <= 3 && LEDE_LENGTH.contains(&words.len()) {
                return Some(words);
            }
        }
    }
    None
}

/// The captions in the element that holds the headline and the text.
fn captions(document: &Document, heading: Option<&NodeRef>) -> Vec<String> {
    let is_whole = |node: &NodeRef| node.has_name("article") || node.has_name("main");
    let root = heading.and_then(|heading| heading.ancestors_it(None).find(is_whole)).unwrap_or_else(|| document.root());
    let figures = root.descendants_it().filter(|node| {
        let is_quoted = |figure: NodeRef| figure.children_it(false).any(|child| child.has_name("blockquote"));
        node.has_name("figcaption") && !node.parent().is_some_and(is_quoted)
    });
    figures.map(|node| plain(&node)).filter(|words| !words.is_empty()).collect()
}

/// Leaves out quotations set apart that only repeat what the text says, as newspapers do to fill a column.
fn leave_out_repeats(body: &mut Vec<Block>) {
    let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    let stands_apart = |block: &Block| block.is_quoted || has_marks_around(&block.text);
    let told: Vec<String> =
        body.iter().filter(|block| !stands_apart(block)).map(|block| letters(&block.text)).collect();
    let told = told.join(" ");
    body.retain(|block| {
        let words = letters(&block.text[block.named..]);
        !stands_apart(block) || words.len() < 12 || !told.contains(&words)
    });
}
