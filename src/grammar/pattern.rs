//! The pattern language of constructions → regular expressions over symbols.
//!
//! A pattern is a row of items parted by white space: `speaker:SOURCE SKIP* cue:THAT&FINITE ,? AT claim:REST`.
//! An item is a class (`SAY`), classes that must hold together (`THAT&FINITE`, `SOURCE&!PRO`), a word in
//! single quotes (`'det'`), a comma, a colon, a group with alternatives `( A | B )`, or a macro; `name:` before
//! it captures it, and `?`, `*`, `+`, `{m,n}` after it repeat it as in regular expressions (lazy with a `?`
//! more).

use std::collections::BTreeMap;

use super::alphabet::Alphabet;
use crate::lexicon::{Class, fold};

/// Macros by name.
pub(super) type Macros = BTreeMap<String, String>;

/// Deepest nesting of macros and groups.
const DEPTH: usize = 24;

/// The words in single quotes that a pattern or its macros hold, folded.
pub(super) fn literals(pattern: &str) -> impl Iterator<Item = String> {
    pattern.split('\'').skip(1).step_by(2).map(fold)
}

/// The classes that a pattern names; a comma and a colon name theirs.
pub(super) fn classes(pattern: &str) -> impl Iterator<Item = Class> {
    let named = pattern.split(|c: char| !c.is_ascii_uppercase());
    let named = named.filter_map(|name| Class::ALL.iter().copied().find(|class| class.name() == name));
    named.chain([Class::Comma, Class::Colon])
}

/// Turns a pattern into the text of a regular expression over the alphabet's symbols.
///
/// # Errors
/// A message that quotes the piece that could not be read.
pub(super) fn compile(pattern: &str, macros: &Macros, alphabet: &Alphabet) -> Result<String, String> {
    let mut compiler = Compiler { macros, alphabet, out: String::new() };
    compiler.sequence(pattern, 0)?;
    Ok(compiler.out)
}

struct Compiler<'a> {
    macros: &'a Macros,
    alphabet: &'a Alphabet,
    out: String,
}

impl Compiler<'_> {
    fn sequence(&mut self, pattern: &str, depth: usize) -> Result<(), String> {
        if depth > DEPTH {
            return Err(format!("nested too deeply at »{pattern}«"));
        }
        let mut rest = pattern.trim_start();
        while !rest.is_empty() {
            rest = self.item(rest, depth)?.trim_start();
        }
        Ok(())
    }

    fn item<'p>(&mut self, text: &'p str, depth: usize) -> Result<&'p str, String> {
        let mut rest = text;
        let name_end =
            rest.find(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit() && c != '_').unwrap_or(rest.len());
        let named = name_end > 0 && rest[name_end..].starts_with(':');
        if named {
            self.out.push_str(&format!("(?P<{}>", &rest[..name_end]));
            rest = &rest[name_end + 1..];
        } else {
            self.out.push_str("(?:");
        }
        rest = self.primary(rest, depth)?;
        let (repeat, after) = quantifier(rest);
        if named && !repeat.is_empty() {
            // The name holds the whole repetition.
            let open = self.out.rfind("(?P<").unwrap_or(0);
            let head_end = self.out[open..].find('>').map_or(open, |at| open + at + 1);
            self.out.insert_str(head_end, "(?:");
            self.out.push(')');
            self.out.push_str(repeat);
            self.out.push(')');
        } else {
            self.out.push(')');
            self.out.push_str(repeat);
        }
        Ok(after)
    }

    fn primary<'p>(&mut self, text: &'p str, depth: usize) -> Result<&'p str, String> {
        let first = text.chars().next().ok_or("the pattern ends where an item was expected")?;
        match first {
            '(' => {
                let close = matching(text).ok_or_else(|| format!("no closing bracket for »{text}«"))?;
                for (place, branch) in branches(&text[1..close]).into_iter().enumerate() {
                    if place > 0 {
                        self.out.push('|');
                    }
                    self.sequence(branch, depth + 1)?;
                }
                Ok(&text[close + 1..])
            }
            ',' => self.class(Class::Comma, &text[1..]),
            ':' => self.class(Class::Colon, &text[1..]),
            '^' | '$' => {
                self.out.push(first);
                Ok(&text[1..])
            }
            '\'' => {
                let end = text[1..].find('\'').ok_or_else(|| format!("no closing quote for »{text}«"))? + 1;
                self.out.push_str(&self.alphabet.literal(&fold(&text[1..end])));
                Ok(&text[end + 1..])
            }
            _ => {
                let end = text.find(|c: char| !c.is_ascii_uppercase() && c != '&' && c != '!').unwrap_or(text.len());
                if end == 0 {
                    return Err(format!("»{text}« is no class, word, macro or group"));
                }
                self.classes(&text[..end], depth)?;
                Ok(&text[end..])
            }
        }
    }

    fn class<'p>(&mut self, class: Class, rest: &'p str) -> Result<&'p str, String> {
        self.out.push_str(&self.alphabet.set(&[(class, true)]));
        Ok(rest)
    }

    fn classes(&mut self, text: &str, depth: usize) -> Result<(), String> {
        if let Some(body) = self.macros.get(text) {
            let body = body.clone();
            self.out.push_str("(?:");
            for (place, branch) in branches(&body).into_iter().enumerate() {
                if place > 0 {
                    self.out.push('|');
                }
                self.sequence(branch, depth + 1)?;
            }
            self.out.push(')');
            return Ok(());
        }
        // A macro that is itself a conjunction of classes can be narrowed: PLAIN&!NAMED.
        let expanded: Vec<&str> = text
            .split('&')
            .flat_map(|name| match self.macros.get(name) {
                Some(body) => body.split('&').collect::<Vec<_>>(),
                None => vec![name],
            })
            .map(str::trim)
            .collect();
        let mut wanted = Vec::new();
        for name in expanded {
            let (name, holds) = name.strip_prefix('!').map_or((name, true), |name| (name, false));
            let class = Class::ALL.iter().copied().find(|class| class.name() == name);
            wanted.push((class.ok_or_else(|| format!("no class or macro »{name}«"))?, holds));
        }
        self.out.push_str(&self.alphabet.set(&wanted));
        Ok(())
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
