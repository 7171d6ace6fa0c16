//! The examples of every construction, read by the whole analyser.
#![allow(missing_docs, clippy::expect_used)]

#[path = "support/renew.rs"]
mod renew;

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use renew::renews;
use udsagn::Language;
use udsagn::analysis::Analyser;
use udsagn::evaluation::example::{Example, Reading, article, reading};
use udsagn::grammar::{Construction, SpeakerPlace};
use udsagn::lexicon::Class;

/// One for each language pack.
static ANALYSERS: LazyLock<Vec<Analyser>> =
    LazyLock::new(|| Language::all().map(|language| Analyser::of(language).expect("the data is good")).collect());

/// Every construction of every pack, each with its analyser.
fn constructions() -> impl Iterator<Item = (&'static Analyser, &'static Construction)> {
    ANALYSERS.iter().flat_map(|analyser| analyser.grammar().constructions().iter().map(move |c| (analyser, c)))
}

/// The file of a construction.
fn file(analyser: &Analyser, construction: &Construction) -> String {
    format!("{}/grammar/{}.toml", analyser.language().code(), construction.id)
}

/// What is wrong with an example, if anything.
fn fault(analyser: &Analyser, construction: &Construction, line: &str, holds: bool) -> Option<String> {
    let example = Example::read(line);
    let found = analyser.analyse(&article(&example.text, construction.headline_only));
    let told = match reading(&example, &construction.id, holds, &found) {
        Reading::AsMarked => return None,
        Reading::Shadowed(other) => format!("    taken by {other}"),
        Reading::Otherwise(told) => told,
    };
    Some(format!("{}, {}: {line}\n{told}\n", file(analyser, construction), if holds { "yes" } else { "no" }))
}

#[track_caller]
fn check_all(what: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{} {what}:\n\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_example_reads_as_marked() {
    let mut faults = Vec::new();
    for (analyser, construction) in constructions() {
        let yes = construction.yes.iter().map(|line| (line, true));
        let no = construction.no.iter().map(|line| (line, false));
        faults.extend(yes.chain(no).filter_map(|(line, holds)| fault(analyser, construction, line, holds)));
    }
    check_all("examples read otherwise", &faults);
}

#[test]
fn every_construction_has_examples_of_both_sorts() {
    let mut faults = Vec::new();
    for (analyser, construction) in constructions() {
        let mut wrong = |told: &str| faults.push(format!("{}: {told}\n", file(analyser, construction)));
        if construction.yes.is_empty() {
            wrong("no example in yes");
        }
        if construction.no.is_empty() {
            wrong("no example in no");
        }
        for line in &construction.yes {
            let example = Example::read(line);
            if example.claim.is_empty() {
                wrong(&format!("no [claim:…] in »{line}«"));
            }
            if example.cue.len() != 1 {
                wrong(&format!("not one [cue:…] in »{line}«"));
            }
            let captured = construction.speaker == SpeakerPlace::Captured;
            if captured && example.speaker.len() != 1 || example.speaker.len() > 1 {
                wrong(&format!("not one [speaker:…] in »{line}«"));
            }
        }
        for line in &construction.no {
            if Example::read(line).text != *line {
                wrong(&format!("marks in »{line}«"));
            }
        }
    }
    check_all("faults", &faults);
}

#[test]
fn every_construction_has_the_name_of_its_file() {
    for analyser in ANALYSERS.iter() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/languages");
        let mut files: Vec<String> = fs::read_dir(folder.join(analyser.language().code()).join("grammar"))
            .expect("the folder")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
            .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
            .filter(|name| name != "macros")
            .collect();
        files.sort();
        let mut ids: Vec<&str> = analyser.grammar().constructions().iter().map(|c| c.id.as_str()).collect();
        ids.sort_unstable();
        assert_eq!(ids, files);
    }
}

/// Tables of `docs/grammar.md` by the mark that stands before each.
fn tables() -> [(&'static str, String); 2] {
    let classes = Class::ALL.iter().map(|class| format!("| `{}` | {} |\n", class.name(), class.note()));
    let cell = |pattern: &str| pattern.replace('|', "\\|");
    // Lists of words are told by how they begin.
    let short = |pattern: &str| match pattern.char_indices().nth(160) {
        Some((end, _)) => format!("{} …", &pattern[..end]),
        None => pattern.to_owned(),
    };
    let danish = ANALYSERS.iter().find(|analyser| analyser.language() == Language::default()).expect("Danish");
    let macros = danish.grammar().macros().iter();
    let macros = macros.map(|(name, pattern)| format!("| `{name}` | `{}` |\n", cell(&short(pattern))));
    let table = |head: &str, rows: String| format!("\n\n| {head} |\n| --- | --- |\n{rows}");
    [
        ("<!-- classes -->", table("class | what it is", classes.collect())),
        ("<!-- macros -->", table("macro | stands for", macros.collect())),
    ]
}

/// `UDSAGN_DOCS=renew cargo test --test grammar` writes the tables anew.
#[test]
fn the_tables_of_the_manual_are_those_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/grammar.md");
    let text = fs::read_to_string(&path).expect("the manual");
    let mut wanted = text.clone();
    for (mark, table) in tables() {
        let (before, after) = wanted.split_once(mark).expect("the mark");
        let rest = after.find("\n## ").map_or("", |end| &after[end..]);
        wanted = format!("{before}{mark}{table}{rest}");
    }
    if renews("UDSAGN_DOCS") {
        fs::write(path, wanted).expect("writes");
    } else {
        assert!(text == wanted, "docs/grammar.md is behind: UDSAGN_DOCS=renew cargo test --test grammar");
    }
}

#[test]
fn every_note_explains_with_an_example() {
    let mut faults = Vec::new();
    for (analyser, construction) in constructions() {
        if !construction.note.contains(": ") || construction.note.chars().count() < 40 {
            faults.push(format!("{}: {}\n", file(analyser, construction), construction.note));
        }
    }
    check_all("notes without an example", &faults);
}

/// No construction is lost unseen, nor an example of one: `snapshots/constructions.txt` holds how many examples each has.
/// A change that is meant renews it with `UDSAGN_CONSTRUCTIONS=renew cargo test --test grammar`.
#[test]
fn no_construction_is_lost() {
    let told = |(analyser, construction): (&Analyser, &Construction)| {
        format!("{} {}+{}\n", file(analyser, construction), construction.yes.len(), construction.no.len())
    };
    let now: String = constructions().map(told).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/constructions.txt");
    if renews("UDSAGN_CONSTRUCTIONS") {
        fs::write(&path, &now).expect("writes");
    }
    let known = fs::read_to_string(&path).expect("the list");
    let gone: Vec<&str> = known.lines().filter(|line| !now.lines().any(|other| other == *line)).collect();
    let new: Vec<&str> = now.lines().filter(|line| !known.lines().any(|other| other == *line)).collect();
    assert!(gone.is_empty() && new.is_empty(), "gone: {gone:?}; new: {new:?}");
}
