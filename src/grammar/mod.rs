//! Construction files → one matcher.
//!
//! Takes the files under `da/` and the lexicon, gives the places where a construction fits a row of symbols;
//! knows nothing of texts, speakers or rows.

mod alphabet;
mod construction;
mod pattern;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use regex::{Regex, RegexSet};
use serde::Deserialize;

pub use alphabet::{Alphabet, SYMBOL_BYTES};
pub use construction::{ClaimPlace, Construction, SpeakerPlace};

use crate::error::{Error, Result};
use crate::lexicon::{Class, ClassSet, Lexicon};

mod files {
    include!(concat!(env!("OUT_DIR"), "/constructions.rs"));
}

/// Every construction of a language, ready to match.
#[derive(Debug)]
pub struct Grammar {
    constructions: Vec<Construction>,
    /// The constructions as regular expressions.
    sources: Vec<String>,
    /// Those that have been needed: most texts use few, and to make all takes longer than to read a text.
    matchers: Vec<OnceLock<Option<Regex>>>,
    set: RegexSet,
    alphabet: Alphabet,
}

/// A construction found in a row of symbols; ranges are places of symbols.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Place of the construction in [`Grammar::construction`].
    pub construction: usize,
    /// Everything that it took.
    pub whole: Range<usize>,
    /// The reporting word.
    pub cue: Option<Range<usize>>,
    /// The source.
    pub speaker: Option<Range<usize>>,
    /// The claim, or where it begins.
    pub claim: Option<Range<usize>>,
    /// A second piece of the claim.
    pub more: Option<Range<usize>>,
}

#[derive(Deserialize)]
struct MacroFile {
    macros: pattern::Macros,
}

impl Grammar {
    /// Loads the Danish constructions. `combinations` are the classes of symbols other than words that can occur.
    ///
    /// # Errors
    /// [`Error::Data`] where a file is not in its form; the message names file and place.
    pub fn danish(lexicon: &Lexicon, combinations: &[ClassSet]) -> Result<Self> {
        let wrong = |file: &str, message: String| Error::Data { file: file.to_owned(), message };
        let macros: MacroFile =
            toml::from_str(files::MACROS).map_err(|cause| wrong("macros.toml", cause.to_string()))?;
        let mut constructions = Vec::new();
        for (file, text) in files::CONSTRUCTIONS {
            let construction: Construction = toml::from_str(text).map_err(|cause| wrong(file, cause.to_string()))?;
            constructions.push(construction);
        }
        let bodies = constructions.iter().map(|c| &c.pattern).chain(macros.macros.values());
        let literals: BTreeSet<String> = bodies.clone().flat_map(|body| pattern::literals(body)).collect();
        let used = bodies.flat_map(|body| pattern::classes(body)).collect();
        let mut alphabet = Alphabet::new(&literals, used);
        let places: Vec<(String, u16)> = alphabet.literals().map(|(word, place)| (word.to_owned(), place)).collect();
        alphabet.add(ClassSet::EMPTY, 0);
        for &classes in combinations {
            alphabet.add(classes, 0);
            for (word, place) in &places {
                if classes.has(Class::Pronoun) && lexicon.entry(lexicon.word(word)).pronoun.is_some() {
                    alphabet.add(classes, *place);
                }
            }
        }
        for entry in lexicon.entries() {
            lexicon.variants(entry).into_iter().for_each(|classes| alphabet.add(classes, 0));
        }
        for (word, place) in &places {
            let entry = lexicon.entry(lexicon.word(word));
            lexicon.variants(entry).into_iter().for_each(|classes| alphabet.add(classes, *place));
        }
        alphabet.settle().map_err(|message| wrong("macros.toml", message))?;
        let mut sources = Vec::new();
        for (construction, (file, _)) in constructions.iter().zip(files::CONSTRUCTIONS) {
            let source = pattern::compile(&construction.pattern, &macros.macros, &alphabet);
            sources.push(source.map_err(|message| wrong(file, message))?);
        }
        let set = RegexSet::new(&sources).map_err(|cause| wrong("constructions", cause.to_string()))?;
        let matchers = sources.iter().map(|_| OnceLock::new()).collect();
        Ok(Self { constructions, sources, matchers, set, alphabet })
    }

    /// A construction's own expression. The set has compiled the same source, so that it cannot fail.
    fn matcher(&self, place: usize) -> Option<&Regex> {
        self.matchers[place].get_or_init(|| Regex::new(&self.sources[place]).ok()).as_ref()
    }

    /// Every construction, in the order of the file names.
    pub fn constructions(&self) -> &[Construction] {
        &self.constructions
    }

    /// A construction by its place.
    pub fn construction(&self, place: usize) -> &Construction {
        &self.constructions[place]
    }

    /// The characters that stand for symbols.
    pub fn alphabet(&self) -> &Alphabet {
        &self.alphabet
    }

    /// Every place where a construction fits, in the order of constructions, then of places. `symbols` is a string
    /// of the alphabet's characters.
    pub fn matches(&self, symbols: &str) -> Vec<Match> {
        let mut found = Vec::new();
        for construction in self.set.matches(symbols) {
            let Some(matcher) = self.matcher(construction) else { continue };
            let mut at = 0;
            while let Some(groups) = matcher.captures_at(symbols, at) {
                let range = |name: &str| {
                    let group = groups.name(name)?;
                    Some(group.start() / SYMBOL_BYTES..group.end() / SYMBOL_BYTES)
                };
                let Some(whole) = groups.get(0) else { break };
                let cue = range("cue");
                // Go on right after the cue, so that the next report may share symbols with this one.
                let next = cue.as_ref().map_or(whole.end(), |cue| cue.end * SYMBOL_BYTES);
                found.push(Match {
                    construction,
                    whole: whole.start() / SYMBOL_BYTES..whole.end() / SYMBOL_BYTES,
                    speaker: range("speaker"),
                    claim: range("claim"),
                    more: range("more"),
                    cue,
                });
                at = next.max(whole.start() + SYMBOL_BYTES);
                if at > symbols.len() {
                    break;
                }
            }
        }
        found
    }
}
