//! Reads the entries of the lists: words, stems and patterns become symbols.

use rustc_hash::FxHashMap;

use super::rules::{Element, Pattern, Symbol};

/// The entries of a list: separated by commas or line ends.
pub(super) fn entries(words: &str) -> impl Iterator<Item = &str> {
    words.split([',', '\n']).map(str::trim).filter(|entry| !entry.is_empty())
}

/// Gives numbers to words, stems and classes while the lists are read.
#[derive(Default)]
pub(super) struct Index {
    pub(super) next: Symbol,
    pub(super) words: FxHashMap<Box<str>, Vec<Symbol>>,
    pub(super) stems: FxHashMap<Box<str>, Vec<Symbol>>,
    own: FxHashMap<Box<str>, Symbol>,
    pub(super) classes: FxHashMap<String, Symbol>,
}

impl Index {
    pub(super) fn fresh(&mut self) -> Symbol {
        self.next += 1;
        self.next - 1
    }

    /// Makes a word or `stem*` known by `symbol`.
    pub(super) fn member(&mut self, word: &str, symbol: Symbol) -> std::result::Result<(), String> {
        let (table, key) = match word.strip_suffix('*') {
            Some(stem) => (&mut self.stems, stem),
            None => (&mut self.words, word),
        };
        if key.is_empty() || key.contains([' ', '*']) || key.chars().any(char::is_uppercase) {
            return Err(format!("{word:?} is no lower-case word or stem"));
        }
        table.entry(key.into()).or_default().push(symbol);
        Ok(())
    }

    /// Reads `^vi har .. @neg`: words, stems, `@classes`, `_` for any word, `..` for up to three.
    pub(super) fn pattern(&mut self, words: &str, rule: usize) -> std::result::Result<Pattern, String> {
        let opens_claim = words.starts_with("^^");
        let opens_sentence = words.starts_with('^');
        let mut elements = Vec::new();
        for word in words.trim_start_matches('^').split_whitespace() {
            elements.push(match word {
                "_" => Element::Any,
                ".." => Element::Gap,
                "$" => Element::End,
                _ => Element::Word(match word.strip_prefix('@') {
                    Some(class) => *self.classes.get(class).ok_or_else(|| format!("no class {class}"))?,
                    None => self.symbol(word)?,
                }),
            });
        }
        match elements.first() {
            Some(Element::Word(_)) => Ok(Pattern { rule, opens_sentence, opens_claim, elements }),
            _ => Err(format!("{words:?} begins with no word")),
        }
    }

    fn symbol(&mut self, word: &str) -> std::result::Result<Symbol, String> {
        if let Some(&symbol) = self.own.get(word) {
            return Ok(symbol);
        }
        let symbol = self.fresh();
        self.member(word, symbol)?;
        self.own.insert(word.into(), symbol);
        Ok(symbol)
    }
}
