//! Any text as a file of own rules → word lists, named lists, labels, times, macros and constructions. The first byte
//! picks the file; a pattern of its own is put into a construction that is otherwise sound.
#![no_main]

use std::fs;

use libfuzzer_sys::fuzz_target;
use udsagn::rules::Rules;
use udsagn::{Analyser, Article, Language};

const FILES: [&str; 10] = [
    "verbs.toml",
    "idioms.toml",
    "nouns.toml",
    "function.toml",
    "furniture.toml",
    "words.toml",
    "labels.toml",
    "dates.toml",
    "macros.toml",
    "own.toml",
];

const TEXT: &str = "Broen lukker\n\n»Nej«, siger borgmester Ida Holm. I går oplyste kommunen, at broen åbner i maj.";

fuzz_target!(|input: (u8, &str)| {
    let (file, text) = input;
    let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a folder");
    let (name, content) = match FILES.get(usize::from(file) % (FILES.len() + 1)) {
        Some(name) => (*name, text.to_owned()),
        None => {
            let pattern = text.replace(['\\', '"'], " ").replace(char::is_control, " ");
            let rest = "claim = \"clause\"\nyes = []\nno = []\n";
            ("own.toml", format!("id = \"own\"\nnote = \"n\"\npattern = \"{pattern}\"\n{rest}"))
        }
    };
    fs::write(folder.path().join(name), content).expect("writes");
    let Ok(rules) = Rules::load(folder.path()) else { return };
    if let Ok(analyser) = Analyser::with_rules(Language::default(), &rules) {
        analyser.analyse(&Article::new("t", TEXT));
    }
});
