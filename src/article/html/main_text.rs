//! The article in a page: its main text by a port of Mozilla's Readability, and what that leaves out of an article's
//! top: headline, lede, captions.

use std::collections::HashSet;
use std::sync::LazyLock;

use dom_query::{Document, NodeId, NodeRef};
use dom_smoothie::{Config, Readability};
use regex::Regex;

use super::super::PartKind;
use super::super::layout::Layout;
use super::flow::{Block, blocks, plain};
use super::metadata::{Metadata, headline};

/// Words of classes and ids of what stands around an article, at the beginning or end of such a name.
static AROUND: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = "comments?|kommentar(?:er)?|debate-?comments?|disqus|related|relatere(?:t|de)|laes-?(?:ogsaa|mere|videre)|\
                 l[æa]s-?ogs[åa]|read-?(?:more|also|next)|see-?also|recirculation|recommend(?:ed|ations?)|anbefal(?:et|ede)|\
                 newsletter|nyhedsbrev|share|sharing|social|some-?buttons|breadcrumbs?|cookies?|consent|paywall|\
                 advert(?:isements?)?|annonce[rn]?|ad-?slot|banner|promo|teasers?|most-?read|mest-?l[æa]e?ste?|toplist|\
                 tags?|topics|emner|by-?line|author(?:s|-box|-info|-bio)?|sidebar|widgets?|site-?footer|nav|navigation|menu|\
                 skip-?link|sr-only|visually-hidden|screen-reader-text|outbrain|taboola|sponsor(?:ed)?|subscribe|\
                 abonn[eé]r?|login|toolbar|timestamp|dateline|latest-?news|seneste-?nyt|ticker|photo-?credit";
    Regex::new(&format!("^(?:[a-z]{{1,3}}-)?(?:{words})(?:$|[-_])|(?:--?|__?)(?:{words})$")).ok()
});

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
    let held: HashSet<String> = body.iter().map(|block| squeeze(&block.text)).collect();
    let is_title = |block: &Block| title.as_deref().is_some_and(|title| squeeze(title) == squeeze(&block.text));
    if let Some(first) = body.iter().take(3).position(is_title) {
        // What stands over the title is no text of the article.
        body.drain(..=first);
    }
    if body.is_empty() && lede.is_none() {
        return None;
    }
    let mut layout = Layout::default();
    if let Some(title) = &title {
        layout.push(Some(PartKind::Headline), title);
    }
    if let Some(lede) = lede.filter(|lede| !held.contains(&squeeze(lede))) {
        layout.push(None, &lede);
    }
    for caption in captions.iter().filter(|caption| !held.contains(&squeeze(caption))) {
        layout.push(Some(PartKind::Caption), caption);
    }
    for block in &body {
        layout.push(block.kind, &block.text);
    }
    Some(layout)
}

/// The blocks of the main text.
fn body(document: Document) -> Vec<Block> {
    let fallback = document.clone();
    let config = Config { disable_json_ld: true, keep_classes: true, char_threshold: ENOUGH, ..Config::default() };
    let parsed = Readability::with_document(document, None, Some(config)).and_then(|mut page| page.parse());
    let mut found = match parsed {
        Ok(article) => blocks(&Document::fragment(article.content).root()),
        Err(_) => ["article", "main", "body"]
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
        let by_name = matches!(&*name, "nav" | "form" | "button" | "iframe" | "dialog" | "menu");
        let by_kind = ["comment", "discussionUrl"].iter().any(|kind| &*node.attr_or("itemprop", "") == *kind)
            || node.attr_or("itemtype", "").ends_with("/Comment");
        let by_role = matches!(
            &*node.attr_or("role", ""),
            "navigation" | "banner" | "contentinfo" | "search" | "dialog" | "menu" | "toolbar" | "complementary"
        );
        if by_name || by_kind || by_role || is_around(&node) && weight(&node) * 2 <= total {
            node.remove_from_parent();
        }
    }
}

/// Whether the class or id of an element says that it stands around an article.
fn is_around(node: &NodeRef) -> bool {
    let Some(around) = AROUND.as_ref() else { return false };
    let (class, id) = (node.attr_or("class", "").to_lowercase(), node.attr_or("id", "").to_lowercase());
    let mut names = class.split_whitespace().chain([id.as_str()]);
    let is_state =
        |name: &str| ["has-", "with-", "no-", "is-", "js-", "not-"].iter().any(|state| name.starts_with(state));
    names.any(|name| !is_state(name) && around.is_match(name))
}

/// Bytes of text in the paragraphs of an element.
fn weight(node: &NodeRef) -> usize {
    node.descendants_it().filter(|node| node.has_name("p")).map(|node| node.text().trim().len()).sum()
}

/// The lede between the headline and the text: by its class, or because it is the page's own description.
fn lede(document: &Document, heading: &NodeRef, about: &Metadata) -> Option<String> {
    let by_class = LEDE.as_ref()?;
    let description = about.description.as_deref().map(squeeze).filter(|words| words.len() >= *LEDE_LENGTH.start());
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
            let words = matches!(&*name, "p" | "h2" | "h3").then(|| squeeze(&node.text()));
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
    let told: Vec<String> = body.iter().filter(|block| !block.is_quoted).map(|block| letters(&block.text)).collect();
    let told = told.join(" ");
    body.retain(|block| {
        let words = letters(&block.text[block.named..]);
        !block.is_quoted || words.len() < 12 || !told.contains(&words)
    });
}

/// Words, white space folded.
fn squeeze(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
