//! What the pages say, in both languages.
//!
//! The words stand in `wording.toml`; a test holds that each is there in both languages, that each is used, and that no
//! page asks for another.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::output::Wording;

/// The words of both languages; the place of a language is its own.
static WORDS: LazyLock<BTreeMap<String, Pair>> = LazyLock::new(|| {
    let sections: BTreeMap<String, BTreeMap<String, Pair>> =
        toml::from_str(include_str!("wording.toml")).expect("the built-in words are in their form");
    let full = |(section, pairs): (String, BTreeMap<String, Pair>)| {
        pairs.into_iter().map(move |(name, pair)| (format!("{section}.{name}"), pair))
    };
    sections.into_iter().flat_map(full).collect()
});

/// A word in both languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    da: String,
    en: String,
}

/// The words of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// The language, for the values of closed sets.
    pub wording: Wording,
}

impl Words {
    /// The words of a language by its code: `da`, `en`.
    pub(super) fn of_code(code: &str) -> Option<Self> {
        Wording::named(code).map(|wording| Self { wording })
    }

    /// The first language of the desk.
    pub(super) const FIRST: Self = Self { wording: Wording::Danish };

    /// The code of the language.
    pub(super) fn code(self) -> &'static str {
        self.wording.code()
    }

    /// What the pages say under a name: `list.title`. A name that nobody has given is said itself.
    pub(super) fn say(self, name: &str) -> &str {
        match WORDS.get(name) {
            Some(pair) if self.wording == Wording::Danish => &pair.da,
            Some(pair) => &pair.en,
            None => name,
        }
    }

    /// As [`Words::say`], with something in the place of `{}`.
    pub(super) fn say_of(self, name: &str, what: impl std::fmt::Display) -> String {
        self.say(name).replacen("{}", &what.to_string(), 1)
    }

    /// What the program itself says in English, in the language of the desk where that is known.
    pub(super) fn of_program<'w>(self, section: &str, words: &'w str) -> &'w str {
        match WORDS.get(&format!("{section}.{}", words.replace(' ', "-"))) {
            Some(pair) if self.wording == Wording::Danish => &pair.da,
            _ => words,
        }
    }

    /// A number with the sign of thousands.
    pub(super) fn number(self, number: u64) -> String {
        let digits = number.to_string();
        let sign = if self.wording == Wording::Danish { '.' } else { ',' };
        let mut written = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                written.push(sign);
            }
            written.push(digit);
        }
        written
    }

    /// `1 udsagn`, `2 udsagn`; the names of the word for one and for several.
    pub(super) fn count(self, number: u64, one: &str, some: &str) -> String {
        format!("{} {}", self.number(number), self.say(if number == 1 { one } else { some }))
    }

    /// A share from 0 to 1 in per cent.
    pub(super) fn share(self, share: f64) -> String {
        format!("{:.0}\u{a0}%", share * 100.0)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    /// The names that the pages and scripts ask for: what stands in quotes and has the form `section.name`.
    fn asked(folder: &Path, names: &mut BTreeSet<String>) {
        let form = regex::Regex::new(r#""([a-z]+\.[a-z][a-z-]*)""#).expect("a pattern");
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                asked(&path, names);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("wording.rs") {
                let text = fs::read_to_string(&path).expect("a file");
                names.extend(form.captures_iter(&text).map(|found| found[1].to_owned()));
            }
        }
    }

    #[test]
    fn both_languages_are_complete_and_every_word_is_used() {
        let mut names = BTreeSet::new();
        asked(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/desk/server")), &mut names);
        names.retain(|name| !name.ends_with(".css") && !name.ends_with(".js"));
        // These sections are asked for by what the program says, or by the name of a field.
        let by_value = ["warning.", "how.", "field.", "state.", "told.", "menu.", "key.", "export."];
        for (name, pair) in WORDS.iter() {
            assert!(!pair.da.is_empty() && !pair.en.is_empty(), "{name}");
            assert_eq!(pair.da.contains("{}"), pair.en.contains("{}"), "{name}");
            let is_used = names.contains(name) || by_value.iter().any(|section| name.starts_with(section));
            assert!(is_used, "nobody says {name}");
        }
        for name in names {
            assert!(WORDS.contains_key(&name), "{name} is not in wording.toml");
        }
    }

    #[test]
    fn numbers_have_the_sign_of_thousands() {
        let danish = Words::FIRST;
        for (number, written) in [(0, "0"), (999, "999"), (1000, "1.000"), (1_234_567, "1.234.567")] {
            assert_eq!(danish.number(number), written);
        }
    }
}
