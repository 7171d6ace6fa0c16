//! The word lists are in canonical form: sorted by code point, without repeats, composed, folded where words are
//! looked up folded.
#![allow(missing_docs, clippy::expect_used)]

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};
use udsagn::Language;
use unicode_normalization::is_nfc;

/// Classes whose forms are looked up as written.
const AS_WRITTEN: [&str; 6] =
    ["abbreviation", "medium-name", "organisation-ending", "organisation-name", "party-letter", "place-name"];

/// Named lists whose words are compared as written.
const NAMED_AS_WRITTEN: [&str; 2] = ["interview-address", "name-article"];

const LEAST_VERBS: usize = 150;
const LEAST_NAMES: usize = 1000;

/// The codes of the language packs.
fn packs() -> impl Iterator<Item = &'static str> {
    Language::all().map(Language::code)
}

fn folder(code: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/languages").join(code)
}

fn file(code: &str, name: &str) -> Table {
    let text = fs::read_to_string(folder(code).join("lexicon").join(name)).expect("a word list");
    text.parse().expect("TOML")
}

/// Every word list, sorted by name.
fn files(code: &str) -> Vec<PathBuf> {
    let folder = folder(code).join("lexicon");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
}

fn rows<'t>(table: &'t Table, name: &str) -> Vec<&'t Table> {
    let list = table.get(name).and_then(Value::as_array);
    list.into_iter().flatten().map(|row| row.as_table().expect("a table")).collect()
}

fn text<'t>(row: &'t Table, name: &str) -> &'t str {
    row.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn words<'t>(row: &'t Table, name: &str) -> Vec<&'t str> {
    let list = row.get(name).and_then(Value::as_array);
    list.into_iter().flatten().map(|word| word.as_str().expect("a word")).collect()
}

/// Collects what is wrong, so that a run tells of everything at once.
#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn sorted<T: Ord + Debug>(&mut self, list: &str, items: &[T]) {
        for pair in items.windows(2) {
            if pair[0] == pair[1] {
                self.0.push(format!("{list}: {:?} twice", pair[0]));
            } else if pair[0] > pair[1] {
                self.0.push(format!("{list}: {:?} stands after {:?}", pair[1], pair[0]));
            }
        }
    }

    fn composed(&mut self, list: &str, words: &[&str], folded: bool) {
        for word in words {
            let spaced = word.split_whitespace().collect::<Vec<_>>().join(" ") != *word;
            if word.is_empty() || spaced || !is_nfc(word) {
                self.0.push(format!("{list}: {word:?} is not composed"));
            }
            if folded && word.to_lowercase() != *word {
                self.0.push(format!("{list}: {word:?} is not in lower case"));
            }
        }
    }

    #[track_caller]
    fn check(self, code: &str) {
        let Self(faults) = self;
        assert!(faults.is_empty(), "{} faults in {code}:\n{}", faults.len(), faults.join("\n"));
    }
}

#[test]
fn verbs() {
    for code in packs() {
        let table = file(code, "verbs.toml");
        let verbs = rows(&table, "verb");
        let mut faults = Faults::default();
        let lemmas: Vec<&str> = verbs.iter().map(|verb| text(verb, "lemma")).collect();
        faults.sorted("verbs.toml", &lemmas);
        faults.composed("verbs.toml", &lemmas, true);
        check_forms(&mut faults, "verbs.toml", &verbs);
        for verb in &verbs {
            let lemma = text(verb, "lemma");
            if words(verb, "frames").is_empty() {
                faults.0.push(format!("verbs.toml: {lemma} has no frames"));
            }
            if text(verb, "act").is_empty() {
                faults.0.push(format!("verbs.toml: {lemma} has no act"));
            }
        }
        faults.check(code);
        assert!(verbs.len() >= LEAST_VERBS, "{code}: {} verbs", verbs.len());
    }
}

/// There is a finite form, and every list of forms is in order. Forms that are mainly another word (når, så) are left
/// out on purpose.
fn check_forms(faults: &mut Faults, list: &str, verbs: &[&Table]) {
    for verb in verbs {
        let lemma = text(verb, "lemma");
        if words(verb, "present").is_empty() && words(verb, "past").is_empty() {
            faults.0.push(format!("{list}: {lemma} has no finite form"));
        }
        for form in ["present", "past", "participle", "passive"] {
            let forms = words(verb, form);
            let name = format!("{list}: {lemma}, {form}");
            faults.sorted(&name, &forms);
            faults.composed(&name, &forms, true);
        }
    }
}

#[test]
fn idioms() {
    for code in packs() {
        let table = file(code, "idioms.toml");
        let (idioms, forms) = (rows(&table, "idiom"), rows(&table, "form"));
        let mut faults = Faults::default();
        let pairs: Vec<(&str, &str)> =
            idioms.iter().map(|idiom| (text(idiom, "verb"), text(idiom, "particle"))).collect();
        faults.sorted("idioms.toml", &pairs);
        let particles: Vec<&str> = pairs.iter().map(|pair| pair.1).collect();
        faults.composed("idioms.toml", &particles, true);
        let carriers: Vec<&str> = forms.iter().map(|form| text(form, "lemma")).collect();
        faults.sorted("idioms.toml, form", &carriers);
        check_forms(&mut faults, "idioms.toml, form", &forms);
        let verbs = file(code, "verbs.toml");
        let reporting: BTreeSet<&str> = rows(&verbs, "verb").iter().map(|verb| text(verb, "lemma")).collect();
        for (verb, particle) in &pairs {
            if !reporting.contains(verb) && !carriers.contains(verb) {
                faults.0.push(format!("idioms.toml: {verb} {particle}: no forms of the verb"));
            }
        }
        for carrier in &carriers {
            if reporting.contains(carrier) {
                faults.0.push(format!("idioms.toml, form: {carrier} is in verbs.toml too"));
            }
            if !pairs.iter().any(|(verb, _)| verb == carrier) {
                faults.0.push(format!("idioms.toml, form: {carrier} is in no idiom"));
            }
        }
        faults.check(code);
    }
}

#[test]
fn nouns() {
    for code in packs() {
        let table = file(code, "nouns.toml");
        let mut faults = Faults::default();
        let mut seen = BTreeSet::new();
        for row in rows(&table, "nouns") {
            let list = format!("nouns.toml, {} {}", text(row, "kind"), text(row, "gender"));
            let lines = words(row, "forms");
            faults.composed(&list, &lines, true);
            let keys: Vec<Vec<&str>> =
                lines.iter().map(|line| line.split(' ').filter(|form| *form != "-").collect()).collect();
            faults.sorted(&list, &keys);
            for (line, key) in lines.iter().zip(&keys) {
                if line.split(' ').count() != 4 || key.is_empty() {
                    faults.0.push(format!("{list}: »{line}« is not four forms"));
                }
                if !seen.insert(*line) {
                    faults.0.push(format!("{list}: »{line}« stands in two lists"));
                }
            }
        }
        faults.check(code);
    }
}

#[test]
fn names() {
    for code in packs() {
        let table = file(code, "names.toml");
        let mut faults = Faults::default();
        let mut seen = BTreeSet::new();
        for list in ["female", "male", "unisex"] {
            let names = words(&table, list);
            let list = format!("names.toml, {list}");
            faults.sorted(&list, &names);
            faults.composed(&list, &names, false);
            for name in names {
                if !name.starts_with(char::is_uppercase) {
                    faults.0.push(format!("{list}: {name} has no capital"));
                }
                if !seen.insert(name) {
                    faults.0.push(format!("{list}: {name} stands in two lists"));
                }
            }
        }
        faults.check(code);
        assert!(seen.len() >= LEAST_NAMES, "{code}: {} names", seen.len());
    }
}

#[test]
fn words_by_class() {
    for code in packs() {
        let mut faults = Faults::default();
        for path in files(code) {
            let name = &*path.file_name().expect("a name").to_string_lossy();
            let table = file(code, name);
            let rows = rows(&table, "words");
            let classes: Vec<&str> = rows.iter().map(|row| text(row, "class")).collect();
            faults.sorted(name, &classes);
            for row in rows {
                let class = text(row, "class");
                let forms = words(row, "forms");
                let list = format!("{name}, {class}");
                faults.sorted(&list, &forms);
                faults.composed(&list, &forms, !AS_WRITTEN.contains(&class));
            }
        }
        faults.check(code);
    }
}

#[test]
fn pronouns() {
    for code in packs() {
        let table = file(code, "function.toml");
        let pronouns = rows(&table, "pronoun");
        let mut faults = Faults::default();
        let keys: Vec<(&str, &str)> = pronouns.iter().map(|row| (text(row, "form"), text(row, "case"))).collect();
        faults.sorted("function.toml, pronoun", &keys);
        let forms: Vec<&str> = keys.iter().map(|key| key.0).collect();
        faults.composed("function.toml, pronoun", &forms, true);
        faults.check(code);
    }
}

#[test]
fn furniture() {
    for code in packs() {
        let table = file(code, "furniture.toml");
        let mut faults = Faults::default();
        let keys: Vec<(&str, &str)> =
            rows(&table, "heading").iter().map(|row| (text(row, "text"), text(row, "match"))).collect();
        faults.sorted("furniture.toml", &keys);
        let texts: Vec<&str> = keys.iter().map(|key| key.0).collect();
        faults.composed("furniture.toml", &texts, false);
        faults.check(code);
    }
}

#[test]
fn every_list_tells_where_it_comes_from() {
    for code in packs() {
        let silent: Vec<_> = files(code)
            .into_iter()
            .filter(|path| {
                let text = fs::read_to_string(path).expect("a word list");
                let head: Vec<&str> = text.lines().take_while(|line| line.starts_with('#')).collect();
                !head.join(" ").contains("icence")
            })
            .collect();
        assert!(silent.is_empty(), "{code}: no source and licence: {silent:?}");
    }
}

#[test]
fn named_lists() {
    for code in packs() {
        let text = fs::read_to_string(folder(code).join("words.toml")).expect("the named lists");
        let table: Table = text.parse().expect("TOML");
        let mut faults = Faults::default();
        for kind in ["words", "endings"] {
            let lists = table.get(kind).and_then(Value::as_table).expect("a table");
            for (name, list) in lists {
                let words: Vec<&str> = list.as_str().expect("words").split_whitespace().collect();
                faults.sorted(name, &words);
                faults.composed(name, &words, !NAMED_AS_WRITTEN.contains(&name.as_str()));
            }
        }
        faults.check(code);
    }
}

#[test]
fn words_that_tell_a_language_are_of_no_other() {
    for code in packs() {
        let text = fs::read_to_string(folder(code).join("language.toml")).expect("the profile");
        let telling = text.parse::<Table>().expect("TOML");
        let mut faults = Faults::default();
        let telling = words(&telling, "telling");
        faults.sorted("telling", &telling);
        for word in &telling {
            if word.len() > size_of::<u64>() {
                faults.0.push(format!("{word} is too long"));
            }
            for other in packs().filter(|other| *other != code) {
                let table = file(other, "function.toml");
                if rows(&table, "words").iter().any(|row| words(row, "forms").contains(word)) {
                    faults.0.push(format!("{word} stands in function.toml of {other} too"));
                }
            }
        }
        faults.check(code);
    }
}

/// A form that is listed as something else is not seen to report: I går anerkendte kommunen, at …
#[test]
fn forms_that_report_are_nothing_else() {
    for code in packs() {
        let verbs = file(code, "verbs.toml");
        let finite: BTreeSet<&str> = rows(&verbs, "verb")
            .iter()
            .flat_map(|verb| [words(verb, "present"), words(verb, "past")].concat())
            .collect();
        let mut faults = Faults::default();
        for name in ["adjectives.toml", "function.toml"] {
            let table = file(code, name);
            let other = |row: &&&Table| ["adjective", "adverb", "preposition"].contains(&text(row, "class"));
            for row in rows(&table, "words").iter().filter(other) {
                let both = words(row, "forms").into_iter().filter(|form| finite.contains(form));
                faults.0.extend(
                    both.map(|form| format!("{form} is a reporting verb and in {name}, {}", text(row, "class"))),
                );
            }
        }
        faults.check(code);
    }
}
