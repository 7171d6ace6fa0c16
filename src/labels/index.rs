//! Reads the entries of the lists: words, stems and patterns become symbols. Finds the symbols of a word and the
//! patterns that begin with two of them.

use std::ops::Range;

use rustc_hash::FxHashMap;

/// What a word is known by: itself, its stem, or a class that it belongs to.
pub(super) type Symbol = u32;

/// A row of words, belonging to a rule.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) rule: usize,
    pub(super) opens_sentence: bool,
    pub(super) opens_claim: bool,
    pub(super) elements: Vec<Element>,
}

/// One place in a pattern.
#[derive(Debug, PartialEq)]
pub(super) enum Element {
    /// A word that carries the symbol.
    Word(Symbol),
    /// Any one word.
    Any,
    /// Up to three words.
    Gap,
    /// The end of the sentence.
    End,
}

/// The entries of a list: separated by commas or line ends.
pub(super) fn entries(words: &str) -> impl Iterator<Item = &str> {
    words.split([',', '\n']).map(str::trim).filter(|entry| !entry.is_empty())
}

/// Gives numbers to words, stems and classes while the lists are read.
#[derive(Default)]
pub(super) struct Index {
    pub(super) next: Symbol,
    words: FxHashMap<Box<str>, Vec<Symbol>>,
    stems: FxHashMap<Box<str>, Vec<Symbol>>,
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

    /// All words and stems, ready to be looked up.
    pub(super) fn words(self) -> Words {
        let stems = Stems::new(self.stems);
        let mut whole = self.words;
        whole.iter_mut().for_each(|(word, symbols)| symbols.extend_from_slice(stems.symbols_of(word)));
        Words { whole, stems }
    }
}

/// The words and stems of all lists.
#[derive(Debug)]
pub(super) struct Words {
    /// Words with the symbols of their stems.
    whole: FxHashMap<Box<str>, Vec<Symbol>>,
    stems: Stems,
}

impl Words {
    /// All symbols of a folded word.
    pub(super) fn symbols_of(&self, word: &str) -> &[Symbol] {
        self.whole.get(word).map_or_else(|| self.stems.symbols_of(word), Vec::as_slice)
    }
}

/// Stems in alphabetical order, found by their first bytes.
#[derive(Debug)]
struct Stems {
    sorted: Vec<Stem>,
    /// How many bytes of a word its stems are found by.
    head: usize,
    by_head: FxHashMap<u32, Range<usize>>,
}

#[derive(Debug)]
struct Stem {
    text: Box<str>,
    /// The longest other stem that it begins with.
    shorter: Option<usize>,
    /// The symbols of all stems that it begins with, the shortest first, and its own.
    symbols: Vec<Symbol>,
}

impl Stems {
    /// As many bytes as a key has room for.
    const HEAD: usize = 4;

    fn new(stems: FxHashMap<Box<str>, Vec<Symbol>>) -> Self {
        let head = stems.keys().map(|stem| stem.len()).min().unwrap_or(0).min(Self::HEAD);
        let mut stems: Vec<_> = stems.into_iter().collect();
        stems.sort_unstable();
        let mut all = Self { sorted: Vec::with_capacity(stems.len()), head, by_head: FxHashMap::default() };
        for (place, (text, own)) in stems.into_iter().enumerate() {
            let shorter = all.beginning(place.checked_sub(1), &text);
            let mut symbols = shorter.map_or_else(Vec::new, |shorter| all.sorted[shorter].symbols.clone());
            symbols.extend(own);
            if let Some(key) = all.key(&text) {
                all.by_head.entry(key).or_insert(place..place).end = place + 1;
            }
            all.sorted.push(Stem { text, shorter, symbols });
        }
        all
    }

    fn key(&self, word: &str) -> Option<u32> {
        let head = word.as_bytes().get(..self.head)?;
        Some(head.iter().fold(0, |key, byte| key << 8 | u32::from(*byte)))
    }

    /// The longest stem that `word` begins with, of that at `last`, which stands before it in the alphabet, and those
    /// that this one begins with: there is no other.
    fn beginning(&self, mut last: Option<usize>, word: &str) -> Option<usize> {
        while let Some(place) = last.filter(|place| !word.starts_with(&*self.sorted[*place].text)) {
            last = self.sorted[place].shorter;
        }
        last
    }

    /// The symbols of all stems that a word begins with, the shortest first.
    fn symbols_of(&self, word: &str) -> &[Symbol] {
        let Some(range) = self.key(word).and_then(|key| self.by_head.get(&key)) else {
            return &[];
        };
        let after = self.sorted[range.clone()].partition_point(|stem| *stem.text <= *word);
        let last = after.checked_sub(1).map(|before| range.start + before);
        self.beginning(last, word).map_or(&[], |place| &self.sorted[place].symbols)
    }
}

/// Patterns by their first word, and by their second where it must follow at once: most are told from the text by it.
#[derive(Debug, Default)]
pub(super) struct Starts {
    /// In order of first word, second word and pattern.
    sorted: Vec<Start>,
    /// Where those of each first word stand: without a second word, and with one.
    by_first: Vec<[Range<usize>; 2]>,
}

/// A pattern with what it begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Start {
    first: Symbol,
    second: Option<Symbol>,
    /// Its place among all.
    pub(super) pattern: usize,
}

impl Starts {
    /// Of `symbols` symbols and those patterns that are wanted.
    pub(super) fn new(symbols: Symbol, patterns: &[Pattern], wanted: impl Fn(&Pattern) -> bool) -> Self {
        let start = |(number, pattern): (usize, &Pattern)| {
            let word = |place| match pattern.elements.get(place) {
                Some(Element::Word(word)) => Some(*word),
                _ => None,
            };
            Some(Start { first: word(0)?, second: word(1), pattern: number })
        };
        let wanted = patterns.iter().enumerate().filter(|(_, pattern)| wanted(pattern));
        let mut sorted: Vec<Start> = wanted.filter_map(start).collect();
        sorted.sort_unstable();
        let mut by_first = vec![[0..0, 0..0]; symbols as usize];
        for (place, start) in sorted.iter().enumerate() {
            let range = &mut by_first[start.first as usize][usize::from(start.second.is_some())];
            if range.end == 0 {
                range.start = place;
            }
            range.end = place + 1;
        }
        Self { sorted, by_first }
    }

    /// The patterns, in their order, that may begin with a word of the symbol `first` before one of the symbols `next`.
    pub(super) fn find<'s>(&'s self, first: Symbol, next: &[Symbol], scratch: &'s mut Vec<Start>) -> &'s [Start] {
        let Some([alone, pairs]) = self.by_first.get(first as usize) else {
            return &[];
        };
        let (alone, pairs) = (&self.sorted[alone.clone()], &self.sorted[pairs.clone()]);
        scratch.clear();
        for symbol in next.iter().filter(|_| !pairs.is_empty()) {
            let from = pairs.partition_point(|start| start.second < Some(*symbol));
            for start in pairs[from..].iter().take_while(|start| start.second == Some(*symbol)) {
                scratch.push(*start);
            }
        }
        if scratch.is_empty() {
            return alone;
        }
        scratch.extend_from_slice(alone);
        scratch.sort_unstable_by_key(|start| start.pattern);
        scratch.dedup();
        scratch
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_are_found_the_shortest_first() {
        let mut index = Index::default();
        for (symbol, word) in ["rosende*", "ros*", "rose*", "rosin*", "rosende", "sku*"].into_iter().enumerate() {
            index.member(word, symbol as Symbol).expect("a word");
        }
        let words = index.words();
        for (word, symbols) in [
            ("ros", &[1][..]),
            ("rosa", &[1]),
            ("roser", &[1, 2]),
            ("rosende", &[4, 1, 2, 0]),
            ("rosendes", &[1, 2, 0]),
            ("rosinen", &[1, 3]),
            ("skuden", &[5]),
            ("ro", &[]),
            ("rås", &[]),
            ("rynke", &[]),
        ] {
            assert_eq!(words.symbols_of(word), symbols, "{word}");
        }
    }

    #[test]
    fn patterns_begin_with_their_first_two_words() {
        let mut index = Index::default();
        let patterns: Vec<Pattern> = ["vi vil", "vi .. ikke", "vi", "vi vil ikke", "det er"]
            .iter()
            .map(|words| index.pattern(words, 0).expect("a pattern"))
            .collect();
        let starts = Starts::new(index.next, &patterns, |_| true);
        let words = index.words();
        let mut scratch = Vec::new();
        for (first, next, found) in [
            ("vi", "vil", &[0, 1, 2, 3][..]),
            ("vi", "er", &[1, 2]),
            ("det", "er", &[4]),
            ("det", "vil", &[]),
            ("er", "det", &[]),
        ] {
            let starts = starts.find(words.symbols_of(first)[0], words.symbols_of(next), &mut scratch);
            let patterns: Vec<usize> = starts.iter().map(|start| start.pattern).collect();
            assert_eq!(patterns, found, "{first} {next}");
        }
    }
}
