//! Language packs: all that the program knows of one language, as data.
//!
//! Takes the folders beside this file, as `build.rs` has prepared them; gives their texts, and tells which language a text
//! is in. Knows nothing of what the files mean to those who read them.
//!
//! A pack is a folder that is called as the language's code:
//!
//! | file | holds |
//! | --- | --- |
//! | `language.toml` | its name, what is true of it as a whole, and the words that tell it from others |
//! | `words.toml` | words and endings that levels of analysis ask about by name |
//! | `lexicon/` | word lists |
//! | `grammar/` | constructions and their macros |
//! | `labels.toml`, `weights.csv` | words that show an act or a side, and what they say for each act |
//! | `dates.toml` | the grammar of time |
//!
//! Code asks for a list, a class or a property by its name, and never which language it reads.

use std::fmt;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

/// A folder. `telling` are words of at most [`LONGEST`] bytes; what is no part of `language.toml` is the text of a file,
/// in JSON but for the table of weights.
#[derive(Debug)]
struct Pack {
    folder: &'static str,
    name: &'static str,
    comma_before_clause: bool,
    telling: &'static [&'static str],
    words: &'static str,
    labels: &'static str,
    weights: &'static str,
    dates: &'static str,
    macros: &'static str,
    lexicon: &'static [(&'static str, &'static str)],
    constructions: &'static [(&'static str, &'static str)],
}

static PACKS: &[Pack] = &include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// The language of a text that shows none.
const DEFAULT: &str = "da";

/// How much of a text is looked at for its language, in bytes.
const LOOK: usize = 16 * 1024;

/// By how many words one language must be ahead of all others to be taken without looking on.
const AHEAD: usize = 6;

/// Longest word that tells a language, in bytes.
const LONGEST: usize = size_of::<u64>();

/// The place of the pack that a word tells of, by its [`key`].
static TELLING: LazyLock<FxHashMap<u64, usize>> = LazyLock::new(|| {
    let words =
        |(place, pack): (usize, &'static Pack)| pack.telling.iter().map(move |word| (key(word.as_bytes()), place));
    PACKS.iter().enumerate().flat_map(words).collect()
});

/// The letters of a word of at most eight bytes as a number; capitals of ASCII are as small ones.
fn key(word: &[u8]) -> u64 {
    word.iter().fold(0, |key, byte| key << 8 | u64::from(byte.to_ascii_lowercase()))
}

/// A language that there is a pack for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Language(usize);

impl Default for Language {
    /// Danish.
    fn default() -> Self {
        Self::named(DEFAULT).unwrap_or(Self(0))
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Language {
    /// Every language, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..PACKS.len()).map(Self)
    }

    /// The language of a code: `da`.
    pub fn named(code: &str) -> Option<Self> {
        Self::all().find(|language| language.code() == code)
    }

    /// The language that most of a text's first words tell of; the default one where none tells of any.
    pub fn of_text(text: &str) -> Self {
        let default = Self::default();
        let mut told = vec![0_usize; PACKS.len()];
        let bytes = &text.as_bytes()[..text.len().min(LOOK)];
        let letters = |byte: &u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
        for word in bytes.split(|byte| !letters(byte)).filter(|word| (1..=LONGEST).contains(&word.len())) {
            let Some(place) = TELLING.get(&key(word)) else { continue };
            told[*place] += 1;
            let best = told.iter().enumerate().filter(|(other, _)| other != place).map(|(_, count)| *count).max();
            if told[*place] >= best.unwrap_or_default() + AHEAD {
                return Self(*place);
            }
        }
        Self::all().fold(default, |best, next| if told[next.0] > told[best.0] { next } else { best })
    }

    /// Its place among all.
    pub fn place(self) -> usize {
        self.0
    }

    /// Its code, as of ISO 639-1: `da`.
    pub fn code(self) -> &'static str {
        self.pack().folder
    }

    /// Its name in English.
    pub fn name(self) -> &'static str {
        self.pack().name
    }

    /// Whether a comma stands before a reported clause.
    pub fn has_comma_before_clause(self) -> bool {
        self.pack().comma_before_clause
    }

    /// The lists of named words.
    pub(crate) fn words(self) -> Source {
        self.source("words.toml", self.pack().words)
    }

    /// The lists of words that show an act or a side.
    pub(crate) fn labels(self) -> Source {
        self.source("labels.toml", self.pack().labels)
    }

    /// The grammar of time.
    pub(crate) fn dates(self) -> Source {
        self.source("dates.toml", self.pack().dates)
    }

    /// The table of what evidence says for each act: its file and its text, which is CSV.
    pub(crate) fn weights(self) -> (String, &'static str) {
        (format!("{}/weights.csv", self.code()), self.pack().weights)
    }

    /// The macros of constructions.
    pub(crate) fn macros(self) -> Source {
        self.source("grammar/macros.toml", self.pack().macros)
    }

    /// A word list by its file's name: `verbs.toml`.
    pub(crate) fn list(self, name: &str) -> Option<Source> {
        let found = self.pack().lexicon.iter().find(|(file, _)| *file == name);
        found.map(|(file, text)| self.source(&format!("lexicon/{file}"), text))
    }

    /// The constructions, by file name, each with that name.
    pub(crate) fn constructions(self) -> impl Iterator<Item = (&'static str, Source)> {
        self.pack().constructions.iter().map(move |(file, text)| (*file, self.source(&format!("grammar/{file}"), text)))
    }

    /// Whether a construction of this id is built in.
    pub(crate) fn has_construction(self, id: &str) -> bool {
        self.pack().constructions.iter().any(|(file, _)| file.strip_suffix(".toml") == Some(id))
    }

    fn source(self, file: &str, text: &'static str) -> Source {
        Source { file: format!("{}/{file}", self.code()), text }
    }

    fn pack(self) -> &'static Pack {
        &PACKS[self.0]
    }
}

/// A file of a pack.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// For messages: `da/words.toml`.
    pub(crate) file: String,
    text: &'static str,
}

impl Source {
    /// Reads it.
    ///
    /// # Errors
    /// [`Error::Data`] where it is not in the form of `T`.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_str(self.text).map_err(|cause| self.fault(cause.to_string()))
    }

    /// An error about it.
    pub(crate) fn fault(&self, message: impl Into<String>) -> Error {
        Error::Data { file: self.file.clone(), message: message.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[track_caller]
    fn check(text: &str, code: &str) {
        assert_eq!(Language::of_text(text).code(), code, "{text}");
    }

    #[test]
    fn a_language_is_told_by_its_frequent_words() {
        check("»Nu bliver broen åbnet«, siger borgmesteren.", "da");
        check("Borgmesteren sagde efter mødet, at der ikke er noget nyt.", "da");
        check("", "da");
        check("12 34", "da");
        check("The bridge will open.", "da");
    }
}
