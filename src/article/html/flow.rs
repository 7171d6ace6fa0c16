//! Elements → blocks of text, as a browser would lay them out.

use dom_query::{Document, NodeRef};

use super::super::PartKind;
use crate::spaces::fold_space;

/// A block of text: a paragraph, a heading, an item of a list. Line breaks in it are line feeds.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) struct Block {
    pub kind: Option<PartKind>,
    pub text: String,
    /// It stands in a `<blockquote>`.
    pub is_quoted: bool,
    /// Bytes at its beginning that name whom a `<blockquote>` is by.
    pub named: usize,
    /// All its words are links.
    pub is_link: bool,
}

/// Elements that are no text of the article wherever they stand.
const LEFT_OUT: &[&str] = &[
    "script", "style", "noscript", "template", "iframe", "svg", "math", "button", "form", "select", "textarea", "nav",
    "audio", "video", "object", "canvas", "head", "del", "s", "strike", "dialog", "menu",
];

/// Elements that begin and end a block.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// The blocks of an element, in order.
pub(in super::super) fn blocks(root: &NodeRef) -> Vec<Block> {
    let mut flow = Flow::new(marks_of(&root.text()));
    flow.walk(root);
    flow.end_block();
    flow.blocks
}

/// The words of an element on one line.
pub(in super::super) fn plain(node: &NodeRef) -> String {
    let blocks = blocks(node);
    let words = blocks.iter().flat_map(|block| block.text.split_whitespace());
    words.collect::<Vec<_>>().join(" ")
}

/// The words of a piece of HTML on one line.
pub(in super::super) fn plain_of(html: &str) -> String {
    plain(&Document::fragment(html).root())
}

/// Quotation marks, outer and inner.
type Marks = [(&'static str, &'static str); 2];

/// The marks that a text uses most, for quotations that a page marks with elements alone.
fn marks_of(text: &str) -> Marks {
    const GUILLEMETS: Marks = [("»", "«"), ("›", "‹")];
    const CURLY: Marks = [("”", "”"), ("’", "’")];
    const HIGH: Marks = [("“", "”"), ("‘", "’")];
    const STRAIGHT: Marks = [("\"", "\""), ("'", "'")];
    let count = |mark: char| text.matches(mark).count();
    let (opening, closing, straight) = (count('“'), count('”'), count('"'));
    let guillemets = count('»') + count('«');
    if guillemets >= opening + closing && guillemets >= straight {
        GUILLEMETS
    } else if straight > opening + closing {
        STRAIGHT
    } else if opening * 2 >= closing {
        HIGH
    } else {
        CURLY
    }
}

struct Flow {
    blocks: Vec<Block>,
    marks: Marks,
    /// The block under way.
    line: String,
    kind: Option<PartKind>,
    /// How many letters of it are not in links.
    unlinked: usize,
    links: usize,
    quotations: usize,
    blockquotes: usize,
    /// A space is due before the next word.
    space: bool,
    /// No space is due: an opening mark was written.
    glued: bool,
    preformatted: usize,
}

impl Flow {
    fn new(marks: Marks) -> Self {
        Self {
            blocks: Vec::new(),
            marks,
            line: String::new(),
            kind: None,
            unlinked: 0,
            links: 0,
            quotations: 0,
            blockquotes: 0,
            space: false,
            glued: false,
            preformatted: 0,
        }
    }

    fn walk(&mut self, node: &NodeRef) {
        if node.is_text() {
            self.words(&node.text());
            return;
        }
        let Some(name) = node.node_name() else {
            return self.inside(node);
        };
        let name: &str = &name;
        if LEFT_OUT.contains(&name) || node.has_attr("hidden") {
            return;
        }
        match name {
            "br" => return self.break_line(),
            "q" => return self.quotation(node),
            "a" => {
                self.links += 1;
                self.inside(node);
                self.links -= 1;
                return;
            }
            "blockquote" => return self.blockquote(node),
            "pre" => {
                self.end_block();
                self.preformatted += 1;
                self.inside(node);
                self.preformatted -= 1;
                return self.end_block();
            }
            "figcaption" if node.parent().and_then(|figure| quotation_of(&figure)).is_some() => return,
            _ => {}
        }
        let in_cite = || node.parent().is_some_and(|parent| parent.has_name("cite"));
        let is_block = BLOCKS.contains(&name) || name == "cite" && self.blockquotes > 0 && !in_cite();
        if !is_block {
            return self.inside(node);
        }
        self.end_block();
        let kind = match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(PartKind::Heading),
            "figcaption" | "caption" => Some(PartKind::Caption),
            _ if is_caption(node) => Some(PartKind::Caption),
            "p" | "div" if is_all_bold(node) => Some(PartKind::Heading),
            _ => None,
        };
        // A paragraph in a caption belongs to it; a heading does not make headings of what else stands in it.
        let outer = self.kind;
        self.kind = outer.or(kind);
        self.inside(node);
        self.end_block();
        self.kind = outer;
    }

    fn inside(&mut self, node: &NodeRef) {
        for child in node.children_it(false) {
            self.walk(&child);
        }
    }

    fn words(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                // Invisible: places where a word may be broken, marks of a byte order.
                '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}' => {}
                '\n' if self.preformatted > 0 => self.break_line(),
                // A hard space is a letter to the layout.
                letter if letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}') => {
                    self.space = !self.glued
                }
                letter => {
                    self.glued = false;
                    if std::mem::take(&mut self.space) && !self.line.is_empty() && !self.line.ends_with('\n') {
                        self.line.push(' ');
                    }
                    self.unlinked += usize::from(self.links == 0 && letter.is_alphanumeric());
                    self.line.push(letter);
                }
            }
        }
    }

    fn break_line(&mut self) {
        self.space = false;
        // Two breaks part paragraphs.
        if self.line.ends_with('\n') {
            return self.end_block();
        }
        if !self.line.is_empty() {
            self.line.push('\n');
        }
    }

    /// An inline quotation; a browser writes its marks unless the page has them.
    fn quotation(&mut self, node: &NodeRef) {
        let words = node.text();
        if words.trim().is_empty() || has_marks_around(&words) {
            return self.inside(node);
        }
        let (open, close) = self.marks[self.quotations % 2];
        if std::mem::take(&mut self.space) && !self.line.is_empty() && !self.line.ends_with('\n') {
            self.line.push(' ');
        }
        self.line.push_str(open);
        self.glued = true;
        self.quotations += 1;
        self.inside(node);
        self.quotations -= 1;
        // A space before the closing mark stands after it.
        self.glued = false;
        self.line.push_str(close);
    }

    /// A quotation set apart: it gets marks unless it has some or begins with a dash. Whom it names at its end is put
    /// before it with a colon, as a text names a speaker.
    fn blockquote(&mut self, node: &NodeRef) {
        self.end_block();
        let first = self.blocks.len();
        self.blockquotes += 1;
        let (kind, quotations) = (self.kind.take(), std::mem::take(&mut self.quotations));
        self.inside(node);
        self.end_block();
        self.blockquotes -= 1;
        (self.kind, self.quotations) = (kind, quotations);
        let cited = attribution(node);
        let is_attribution = |text: &str| cited.as_deref() == Some(text) || is_dashed(text);
        let count = self.blocks[first..].iter().rev().take_while(|block| is_attribution(&block.text)).count();
        let count = count.min((self.blocks.len() - first).saturating_sub(1));
        let said = self.blocks.split_off(self.blocks.len() - count);
        let outside = node.parent().filter(|figure| quotation_of(figure).is_some()).and_then(|figure| {
            let caption = figure.children_it(false).find(|child| child.has_name("figcaption"))?;
            Some(fold_space(&caption.text()))
        });
        let is_whole = self.put_marks(first);
        match said.first().map(|block| block.text.clone()).or(outside) {
            Some(words) if is_whole && speaker(&words).is_some() => {
                let name = speaker(&words).unwrap_or_default();
                if let Some(block) = self.blocks.get_mut(first) {
                    block.text = format!("{name}: {}", block.text);
                    block.named = name.len() + 2;
                }
            }
            _ => self.blocks.extend(said),
        }
    }

    /// Puts marks around the blocks from `first` on unless they have some; whether all of it is one quotation now.
    fn put_marks(&mut self, first: usize) -> bool {
        let (open, close) = self.marks[0];
        let quoted = &mut self.blocks[first..];
        let whole = quoted.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join(" ");
        if is_dashed(&whole) || whole.is_empty() {
            return false;
        }
        if whole.contains(['»', '«', '„', '“', '”', '"']) {
            let inside = whole.trim_matches(['»', '«', '„', '“', '”', '"']);
            return has_marks_around(&whole) && !inside.contains(['»', '«', '„', '“', '”', '"']);
        }
        for block in quoted.iter_mut() {
            block.text.insert_str(0, open);
            block.kind = None;
        }
        if let Some(block) = quoted.last_mut() {
            block.text.push_str(close);
        }
        true
    }

    fn end_block(&mut self) {
        (self.space, self.glued) = (false, false);
        let line = std::mem::take(&mut self.line);
        let unlinked = std::mem::take(&mut self.unlinked);
        let text = line.trim();
        if text.is_empty() {
            return;
        }
        self.blocks.push(Block {
            kind: self.kind,
            text: text.to_owned(),
            is_quoted: self.blockquotes > 0,
            named: 0,
            is_link: unlinked == 0 && text.contains(char::is_alphanumeric),
        });
    }
}

/// What a `<cite>` or `<footer>` in a quotation says, on one line.
fn attribution(node: &NodeRef) -> Option<String> {
    let named = node.descendants_it().find(|node| node.has_name("cite") || node.has_name("footer"))?;
    Some(plain(&named)).filter(|words| !words.is_empty())
}

/// The quotation in a figure that is one, with its speaker in the caption.
fn quotation_of<'n>(figure: &NodeRef<'n>) -> Option<NodeRef<'n>> {
    let is_figure = figure.has_name("figure");
    figure.children_it(false).find(|child| is_figure && child.has_name("blockquote"))
}

/// The speaker in an attribution: without dash, and without the handle and date that follow in a post.
fn speaker(attribution: &str) -> Option<&str> {
    const LONGEST: usize = 160;
    let words = attribution.trim_start_matches(['-', '–', '—', '―', ' ', '\u{a0}']);
    let words = words.split(" (@").next().unwrap_or(words).trim_end_matches(['.', ',', ':', ' ']);
    let is_name =
        words.len() <= LONGEST && words.starts_with(char::is_uppercase) && !words.contains(['\n', ':', '»', '"']);
    is_name.then_some(words)
}

/// Whether words begin and end with quotation marks.
pub(super) fn has_marks_around(words: &str) -> bool {
    let words = words.trim();
    words.starts_with(['»', '«', '„', '“', '”', '"', '›', '‘', '’', '\''])
        && words.ends_with(['»', '«', '„', '“', '”', '"', '‹', '‘', '’', '\''])
}

fn is_dashed(text: &str) -> bool {
    text.starts_with(['-', '–', '—', '―'])
}

/// Whether an element's class says that it is the text of a picture.
fn is_caption(node: &NodeRef) -> bool {
    let class = node.attr_or("class", "").to_lowercase();
    class.split_whitespace().any(|name| {
        name.contains("caption") && !name.contains("no-caption") && !name.starts_with("has-")
            || name.contains("billedtekst")
    })
}

/// Whether every word of a paragraph is bold and it does not end like a sentence: a heading in all but name.
fn is_all_bold(node: &NodeRef) -> bool {
    let mut bold = false;
    for child in node.children_it(false) {
        let is_strong = child.has_name("strong") || child.has_name("b");
        if is_strong && !child.text().trim().is_empty() {
            bold = true;
        } else if child.is_text() && !child.text().trim().is_empty() || child.is_element() && !is_strong {
            return false;
        }
    }
    if !bold {
        return false;
    }
    let text = node.text();
    let text = text.trim();
    text.len() <= 90 && !text.ends_with(['.', '!', ':', ',', '«', '»', '”', '“', '"']) && !is_dashed(text)
}
