//! The pattern language of the data file, read into nodes.

use std::collections::BTreeMap;

use super::vocabulary::{Vocabulary, next};

/// What a pattern may hold besides words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Builtin {
    Day,
    Ordinal,
    Number,
    /// A number of years ago.
    Ago,
    Year,
    /// The end of a run of years, whole or by two figures.
    YearEnd,
    Week,
    Date,
    DayMonth,
    ShortDate,
    Decade,
    ShortDecade,
    Century,
    Clock,
}

/// One step of a pattern.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// A word, and whether its stop must follow.
    Word(u16, bool),
    /// A word of this class.
    Class(u8),
    /// A number or date in figures or words.
    Builtin(Builtin),
    /// A piece with a name, by its number.
    Piece(u16),
    /// This mark of punctuation.
    Mark(u8),
    /// May be left out.
    Optional(Vec<Node>),
    /// One of several ways.
    Either(Vec<Vec<Node>>),
    /// One of several words that stand before the expression and are no part of it, each with whether its stop must follow.
    Before(Vec<(u16, bool)>),
}

/// Pieces of patterns with a name.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    /// As they are written, until a rule uses them.
    sources: BTreeMap<String, String>,
    numbers: BTreeMap<String, u16>,
    nodes: Vec<Vec<Node>>,
}

impl Pieces {
    /// Macros by name, none of which is read yet.
    pub(super) fn new(sources: BTreeMap<String, String>) -> Self {
        Self { sources, ..Self::default() }
    }

    /// The number of the macro `name`, which is read when it is first used.
    fn number(&mut self, name: &str, vocabulary: &mut Vocabulary) -> Result<u16, String> {
        if let Some(number) = self.numbers.get(name) {
            return Ok(*number);
        }
        // Taken out, so that a macro cannot use itself.
        let form = self.sources.remove(name).ok_or_else(|| format!("no macro {name:?}"))?;
        let nodes = parse(&form, vocabulary, self)?;
        let number = next(self.nodes.len(), "macros")?;
        self.nodes.push(nodes);
        self.numbers.insert(name.into(), number);
        Ok(number)
    }

    /// The nodes of a piece.
    pub(super) fn nodes(&self, number: u16) -> &[Node] {
        self.nodes.get(usize::from(number)).map_or(&[], Vec::as_slice)
    }
}

/// Reads one `form`. Words that it marks with `!` are entered as triggers.
pub(super) fn parse(form: &str, vocabulary: &mut Vocabulary, pieces: &mut Pieces) -> Result<Vec<Node>, String> {
    let mut spaced = String::with_capacity(form.len() + 16);
    for c in form.chars() {
        if matches!(c, '[' | ']' | '(' | ')') {
            spaced.extend([' ', c, ' ']);
        } else {
            spaced.push(c);
        }
    }
    let mut words = spaced.split_whitespace();
    let ways = sequence(&mut words, vocabulary, pieces, None)?;
    Ok(one_or_either(ways))
}

fn one_or_either(mut ways: Vec<Vec<Node>>) -> Vec<Node> {
    if ways.len() == 1 { ways.pop().unwrap_or_default() } else { vec![Node::Either(ways)] }
}

/// Reads up to the bracket `close`; gives the ways that `|` keeps apart.
fn sequence<'a>(
    words: &mut impl Iterator<Item = &'a str>,
    vocabulary: &mut Vocabulary,
    pieces: &mut Pieces,
    close: Option<&str>,
) -> Result<Vec<Vec<Node>>, String> {
    let mut ways = vec![];
    let mut nodes = vec![];
    loop {
        let word = match words.next() {
            None if close.is_none() => break,
            None => return Err("a bracket is not closed".into()),
            Some(word) => word,
        };
        match word {
            "[" => {
                let ways = sequence(words, vocabulary, pieces, Some("]"))?;
                nodes.push(Node::Optional(one_or_either(ways)));
            }
            "(" => nodes.extend(one_or_either(sequence(words, vocabulary, pieces, Some(")"))?)),
            "|" => ways.push(std::mem::take(&mut nodes)),
            _ if Some(word) == close => break,
            _ if word.starts_with('@') => nodes.push(Node::Piece(pieces.number(&word[1..], vocabulary)?)),
            "]" | ")" => return Err("a bracket is not open".into()),
            _ => nodes.push(item(word, vocabulary)?),
        }
    }
    ways.push(nodes);
    Ok(ways)
}

/// Reads `word`, `one|other!`, `<class|class>!`, `{year}`, `,`, `^fra|siden`.
fn item(word: &str, vocabulary: &mut Vocabulary) -> Result<Node, String> {
    let (before, word) = match word.strip_prefix('^') {
        Some(rest) => (true, rest),
        None => (false, word),
    };
    let mut ways = vec![];
    let mut rest = word;
    while !rest.is_empty() {
        let inside = rest.find(['>', '}']).filter(|_| rest.starts_with(['<', '{'])).unwrap_or(0);
        let end = rest[inside..].find('|').map_or(rest.len(), |at| inside + at);
        let (alternative, tail) = rest.split_at(end);
        rest = tail.strip_prefix('|').unwrap_or("");
        let (alternative, trigger) = match alternative.strip_suffix('!') {
            Some(word) => (word, true),
            None => (alternative, false),
        };
        one(alternative, trigger, vocabulary, &mut ways)?;
    }
    if before {
        let word = |way| match way {
            Node::Word(id, stop) => Some((id, stop)),
            _ => None,
        };
        let words: Option<Vec<_>> = ways.into_iter().map(word).collect();
        let words = words.filter(|words| !words.is_empty());
        return words.map(Node::Before).ok_or_else(|| "only words stand after `^`, no classes or figures".into());
    }
    Ok(match <[Node; 1]>::try_from(ways) {
        Ok([way]) => way,
        Err(ways) => Node::Either(ways.into_iter().map(|way| vec![way]).collect()),
    })
}

fn one(word: &str, trigger: bool, vocabulary: &mut Vocabulary, ways: &mut Vec<Node>) -> Result<(), String> {
    if let Some(names) = word.strip_prefix('<').and_then(|w| w.strip_suffix('>')) {
        for name in names.split('|') {
            let class = vocabulary.class(name).ok_or_else(|| format!("no class {name:?}"))?;
            if trigger {
                vocabulary.trigger_class(class);
            }
            ways.push(Node::Class(class));
        }
    } else if let Some(name) = word.strip_prefix('{').and_then(|w| w.strip_suffix('}')) {
        ways.push(Node::Builtin(match name {
            "day" => Builtin::Day,
            "ord" => Builtin::Ordinal,
            "n" => Builtin::Number,
            "ago" => Builtin::Ago,
            "year" => Builtin::Year,
            "yearend" => Builtin::YearEnd,
            "week" => Builtin::Week,
            "date" => Builtin::Date,
            "daymonth" => Builtin::DayMonth,
            "shortdate" => Builtin::ShortDate,
            "decade" => Builtin::Decade,
            "short" => Builtin::ShortDecade,
            "century" => Builtin::Century,
            "clock" => Builtin::Clock,
            _ => return Err(format!("nothing is called {{{name}}}")),
        }));
    } else if let [mark @ (b'-' | b',' | b'/')] = word.as_bytes() {
        ways.push(Node::Mark(*mark));
    } else {
        let (word, stop) = match word.strip_suffix('.') {
            Some(word) => (word, true),
            None => (word, false),
        };
        let id = vocabulary.word(word)?;
        if trigger {
            vocabulary.trigger(id);
        }
        ways.push(Node::Word(id, stop));
    }
    Ok(())
}

/// What a pattern holds.
#[derive(Debug, Default)]
pub(super) struct Symbols {
    pub(super) words: Vec<u16>,
    /// Whether a figure or a mark is among them.
    pub(super) figure: bool,
}

/// Collects what `nodes` may begin with; gives whether they may be empty.
pub(super) fn firsts(nodes: &[Node], vocabulary: &Vocabulary, pieces: &Pieces, into: &mut Symbols) -> bool {
    nodes.iter().all(|node| match node {
        Node::Optional(inner) => {
            firsts(inner, vocabulary, pieces, into);
            true
        }
        Node::Piece(index) => firsts(pieces.nodes(*index), vocabulary, pieces, into),
        Node::Either(ways) => {
            let mut empty = false;
            for way in ways {
                empty |= firsts(way, vocabulary, pieces, into);
            }
            empty
        }
        _ => {
            symbols(node, vocabulary, into);
            false
        }
    })
}

/// Collects everything that `nodes` may match.
pub(super) fn inside(nodes: &[Node], vocabulary: &Vocabulary, pieces: &Pieces, into: &mut Symbols) {
    for node in nodes {
        match node {
            Node::Optional(nodes) => inside(nodes, vocabulary, pieces, into),
            Node::Piece(index) => inside(pieces.nodes(*index), vocabulary, pieces, into),
            Node::Either(ways) => ways.iter().for_each(|way| inside(way, vocabulary, pieces, into)),
            _ => symbols(node, vocabulary, into),
        }
    }
}

fn symbols(node: &Node, vocabulary: &Vocabulary, into: &mut Symbols) {
    match node {
        Node::Word(id, _) => into.words.push(*id),
        Node::Before(words) => into.words.extend(words.iter().map(|(id, _)| *id)),
        Node::Class(class) => into.words.extend_from_slice(vocabulary.members(*class)),
        Node::Builtin(builtin) => {
            into.figure = true;
            match builtin {
                Builtin::Day | Builtin::Ordinal => into.words.extend_from_slice(vocabulary.members(vocabulary.ordinal)),
                Builtin::Number | Builtin::Ago => into.words.extend_from_slice(vocabulary.members(vocabulary.number)),
                _ => {}
            }
        }
        _ => into.figure = true,
    }
}
