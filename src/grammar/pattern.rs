//! The pattern language of constructions → expressions over symbols.
//!
//! A pattern is a row of items parted by white space: `speaker:SOURCE SKIP* cue:THAT&FINITE ,? AT claim:REST`.
//! An item is a class (`SAY`), classes that must hold together (`THAT&FINITE`, `SOURCE&!PRO`), a word in
//! single quotes (`'det'`), a comma, a colon, a group with alternatives `( A | B )`, or a macro; `name:` before
//! it captures it, and `?`, `*`, `+`, `{m,n}` after it repeat it as in regular expressions (lazy with a `?`
//! more).

use std::collections::BTreeMap;

use super::alphabet::{Alphabet, Term};
use crate::lexicon::{Class, ClassSet, fold, hash};

/// Macros by name.
pub(super) type Macros = BTreeMap<String, String>;

/// Deepest nesting of macros and groups.
const DEPTH: usize = 24;

/// What a pattern can capture; the place here is the capture's number.
pub(super) const NAMES: [&str; 4] = ["cue", "speaker", "claim", "more"];

/// A pattern, read; `S` is what it says of one symbol.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node<S> {
    /// One symbol.
    Symbol(S),
    /// One after the other.
    Row(Vec<Node<S>>),
    /// One of these, the first that leads to a match.
    Either(Vec<Node<S>>),
    /// Again and again.
    Repeat(Box<Node<S>>, Count),
    /// Captured under the name of this number.
    Capture(usize, Box<Node<S>>),
    /// The beginning of the block.
    First,
    /// The end of the block.
    Last,
}

/// The terms any of which fits a symbol; sorted, so that equal sets are equal.
type Terms = Vec<Term>;

/// How often something repeats.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Count {
    /// At least so often.
    pub(super) least: usize,
    /// At most so often.
    pub(super) most: Option<usize>,
    /// Whether as few as possible.
    pub(super) lazy: bool,
}

impl Node<Terms> {
    fn row(mut nodes: Vec<Self>) -> Self {
        if nodes.len() == 1 { nodes.remove(0) } else { Node::Row(nodes) }
    }

    /// Alternatives; neighbours that take one symbol each become one set, as their order cannot matter.
    fn either(branches: Vec<Self>) -> Self {
        let mut merged: Vec<Self> = Vec::new();
        for branch in branches {
            match (merged.last_mut(), branch) {
                (Some(Node::Symbol(terms)), Node::Symbol(more)) => terms.extend(more),
                (_, branch) => merged.push(branch),
            }
        }
        for node in &mut merged {
            if let Node::Symbol(terms) = node {
                terms.sort_unstable();
                terms.dedup();
            }
        }
        if merged.len() == 1 { merged.remove(0) } else { Node::Either(merged) }
    }
}

impl<S> Node<S> {
    /// Whether it can take no symbol at all.
    pub(super) fn can_be_empty(&self) -> bool {
        match self {
            Node::Symbol(_) => false,
            Node::Row(nodes) => nodes.iter().all(Node::can_be_empty),
            Node::Either(nodes) => nodes.iter().any(Node::can_be_empty),
            Node::Repeat(node, count) => count.least == 0 || node.can_be_empty(),
            Node::Capture(_, node) => node.can_be_empty(),
            Node::First | Node::Last => true,
        }
    }

    /// The same with something else said of symbols.
    pub(super) fn map<T>(self, of: &mut impl FnMut(S) -> T) -> Node<T> {
        let mut all = |nodes: Vec<Self>| nodes.into_iter().map(|node| node.map(of)).collect();
        match self {
            Node::Row(nodes) => Node::Row(all(nodes)),
            Node::Either(nodes) => Node::Either(all(nodes)),
            Node::Symbol(symbol) => Node::Symbol(of(symbol)),
            Node::Repeat(node, count) => Node::Repeat(Box::new(node.map(of)), count),
            Node::Capture(number, node) => Node::Capture(number, Box::new(node.map(of))),
            Node::First => Node::First,
            Node::Last => Node::Last,
        }
    }
}

/// The words in single quotes that a pattern or its macros hold, folded.
pub(super) fn literals(pattern: &str) -> impl Iterator<Item = String> {
    pattern.split('\'').skip(1).step_by(2).map(fold)
}

/// Classes by name.
pub(super) fn names() -> BTreeMap<&'static str, Class> {
    Class::ALL.iter().map(|class| (class.name(), *class)).collect()
}

/// The classes that a pattern names; a comma and a colon name theirs.
pub(super) fn classes(pattern: &str, names: &BTreeMap<&'static str, Class>) -> ClassSet {
    let named = pattern.split(|c: char| !c.is_ascii_uppercase());
    let named: ClassSet = named.filter_map(|name| names.get(name).copied()).collect();
    named.union(ClassSet::of(&[Class::Comma, Class::Colon]))
}

/// Reads patterns; remembers the macros that it has read.
pub(super) struct Reader<'a> {
    macros: &'a Macros,
    names: &'a BTreeMap<&'static str, Class>,
    alphabet: &'a Alphabet,
    read: BTreeMap<&'a str, Node<Terms>>,
}

impl<'a> Reader<'a> {
    /// A reader for patterns that use these macros, and the words and classes of `alphabet`.
    pub(super) fn new(macros: &'a Macros, names: &'a BTreeMap<&'static str, Class>, alphabet: &'a Alphabet) -> Self {
        Self { macros, names, alphabet, read: BTreeMap::new() }
    }

    /// Reads a pattern.
    ///
    /// # Errors
    /// A message that quotes the piece that could not be read.
    pub(super) fn read(&mut self, pattern: &str) -> Result<Node<Terms>, String> {
        let node = self.sequence(pattern, 0)?;
        if node.can_be_empty() {
            return Err(format!("»{pattern}« fits where nothing is"));
        }
        Ok(node)
    }

    fn sequence(&mut self, pattern: &str, depth: usize) -> Result<Node<Terms>, String> {
        if depth > DEPTH {
            return Err(format!("nested too deeply at »{pattern}«"));
        }
        let mut nodes = Vec::new();
        let mut rest = pattern.trim_start();
        while !rest.is_empty() {
            let (node, after) = self.item(rest, depth)?;
            nodes.push(node);
            rest = after.trim_start();
        }
        Ok(Node::row(nodes))
    }

    fn item<'p>(&mut self, text: &'p str, depth: usize) -> Result<(Node<Terms>, &'p str), String> {
        let name_end =
            text.find(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit() && c != '_').unwrap_or(text.len());
        let named = name_end > 0 && text[name_end..].starts_with(':');
        let (mut node, rest) = self.primary(if named { &text[name_end + 1..] } else { text }, depth)?;
        let (repeat, after) = quantifier(rest);
        if !repeat.is_empty() {
            let count = count(repeat).ok_or_else(|| format!("»{repeat}« is no number of times"))?;
            if count.most.is_none() && node.can_be_empty() {
                return Err(format!("»{text}« repeats without end what can be nothing"));
            }
            node = Node::Repeat(Box::new(node), count);
        }
        if named {
            let name = &text[..name_end];
            let number = NAMES.iter().position(|known| *known == name);
            node = Node::Capture(number.ok_or_else(|| format!("»{name}« is no name of a capture"))?, Box::new(node));
        }
        Ok((node, after))
    }

    fn primary<'p>(&mut self, text: &'p str, depth: usize) -> Result<(Node<Terms>, &'p str), String> {
        let first = text.chars().next().ok_or("the pattern ends where an item was expected")?;
        match first {
            '(' => {
                let close = matching(text).ok_or_else(|| format!("no closing bracket for »{text}«"))?;
                Ok((self.alternatives(&text[1..close], depth)?, &text[close + 1..]))
            }
            ',' => Ok((Node::Symbol(vec![Term::class(Class::Comma)]), &text[1..])),
            ':' => Ok((Node::Symbol(vec![Term::class(Class::Colon)]), &text[1..])),
            '^' => Ok((Node::First, &text[1..])),
            '$' => Ok((Node::Last, &text[1..])),
            '\'' => {
                let end = text[1..].find('\'').ok_or_else(|| format!("no closing quote for »{text}«"))? + 1;
                let word = fold(&text[1..end]);
                let word = self.alphabet.literal_place(hash(&word), &word);
                Ok((Node::Symbol(vec![Term::Word(word)]), &text[end + 1..]))
            }
            _ => {
                let end = text.find(|c: char| !c.is_ascii_uppercase() && c != '&' && c != '!').unwrap_or(text.len());
                if end == 0 {
                    return Err(format!("»{text}« is no class, word, macro or group"));
                }
                Ok((self.classes(&text[..end], depth)?, &text[end..]))
            }
        }
    }

    fn alternatives(&mut self, body: &str, depth: usize) -> Result<Node<Terms>, String> {
        let branches: Result<_, _> =
            branches(body).into_iter().map(|branch| self.sequence(branch, depth + 1)).collect();
        Ok(Node::either(branches?))
    }

    fn classes(&mut self, text: &str, depth: usize) -> Result<Node<Terms>, String> {
        if let Some((name, body)) = self.macros.get_key_value(text) {
            if let Some(node) = self.read.get(name.as_str()) {
                return Ok(node.clone());
            }
            let node = self.alternatives(body, depth)?;
            self.read.insert(name, node.clone());
            return Ok(node);
        }
        // A macro that is itself a conjunction of classes can be narrowed: PLAIN&!NAMED.
        let expanded = text.split('&').flat_map(|name| match self.macros.get(name) {
            Some(body) => body.split('&').collect::<Vec<_>>(),
            None => vec![name],
        });
        let (mut with, mut without) = (ClassSet::EMPTY, ClassSet::EMPTY);
        for name in expanded.map(str::trim) {
            let (name, set) = name.strip_prefix('!').map_or((name, &mut with), |name| (name, &mut without));
            set.insert(*self.names.get(name).ok_or_else(|| format!("no class or macro »{name}«"))?);
        }
        Ok(Node::Symbol(vec![Term::Classes(with, without)]))
    }
}

fn quantifier(text: &str) -> (&str, &str) {
    let mut end = match text.as_bytes().first() {
        Some(b'?' | b'*' | b'+') => 1,
        Some(b'{') => text.find('}').map_or(0, |at| at + 1),
        _ => 0,
    };
    if end > 0 && text[end..].starts_with('?') {
        end += 1;
    }
    text.split_at(end)
}

/// `?`, `*`, `+`, `{3}`, `{2,}`, `{0,4}`, each perhaps with a `?` more.
fn count(repeat: &str) -> Option<Count> {
    let lazy = repeat.len() > 1 && repeat.ends_with('?');
    let (least, most) = match repeat.strip_suffix('?').filter(|_| lazy).unwrap_or(repeat) {
        "?" => (0, Some(1)),
        "*" => (0, None),
        "+" => (1, None),
        braced => {
            let inner = braced.strip_prefix('{')?.strip_suffix('}')?;
            match inner.split_once(',') {
                None => (inner.parse().ok()?, Some(inner.parse().ok()?)),
                Some((least, "")) => (least.parse().ok()?, None),
                Some((least, most)) => (least.parse().ok()?, Some(most.parse().ok()?)),
            }
        }
    };
    most.is_none_or(|most| least <= most).then_some(Count { least, most, lazy })
}

/// Place of the bracket that closes the one at the beginning.
fn matching(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// The alternatives of a group's body.
fn branches(body: &str) -> Vec<&str> {
    let mut branches = Vec::new();
    let (mut depth, mut start) = (0usize, 0);
    for (at, c) in body.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '|' if depth == 0 => {
                branches.push(&body[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    branches.push(&body[start..]);
    branches
}
