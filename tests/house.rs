//! The house as ARCHITECTURE.md draws it: which part uses which, in one direction; files of a bearable length; every folder
//! says what it is for. `UDSAGN_DOCS=renew` draws the columns *uses* anew; the order of rows is the rule, and stays.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/pages.rs"]
#[allow(dead_code)]
mod pages;
#[path = "support/renew.rs"]
mod renew;
#[path = "support/sources.rs"]
mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use pages::Page;
use regex::Regex;
use renew::renews;

const DRAWING: &str = "ARCHITECTURE.md";

/// A source file: its module path, and the module paths that its code names.
struct Source {
    path: PathBuf,
    module: Vec<String>,
    names: Vec<Vec<String>>,
}

/// All of `src/`, in the order of paths, but for the two roots that tie everything together.
fn sources() -> Vec<Source> {
    let files = sources::sources(Path::new("src"));
    let sources = files.into_iter().filter(|path| !path.ends_with("src/lib.rs") && !path.ends_with("src/main.rs"));
    sources.map(source).collect()
}

fn source(path: PathBuf) -> Source {
    let mut module: Vec<String> =
        path.with_extension("").iter().skip(1).map(|step| step.to_str().unwrap().to_owned()).collect();
    if module.last().is_some_and(|last| last == "mod") {
        module.pop();
    }
    let names = names(&fs::read_to_string(&path).unwrap(), &module);
    Source { path, module, names }
}

/// The paths from the crate's root that code names, its own tests aside.
fn names(code: &str, module: &[String]) -> Vec<Vec<String>> {
    let code = Regex::new(r"//[^\n]*").unwrap().replace_all(code, "");
    let code = code.split("#[cfg(test)]\nmod ").next().unwrap();
    let uses = Regex::new(r"\buse\s+([^;]+);").unwrap();
    let mut found: Vec<String> = Vec::new();
    for path in uses.captures_iter(code) {
        branches("", &path[1].split_whitespace().collect::<String>(), &mut found);
    }
    let elsewhere = uses.replace_all(code, "");
    found.extend(
        Regex::new(r"\b(?:crate|super)(?:::\w+)+").unwrap().find_iter(&elsewhere).map(|path| path.as_str().to_owned()),
    );
    found.iter().filter_map(|path| from_root(path, module)).collect()
}

/// Every path of a tree `a::{b, c::{d, e}}`.
fn branches(stem: &str, tree: &str, found: &mut Vec<String>) {
    let Some((own, rest)) = tree.split_once('{') else {
        found.push(format!("{stem}{tree}"));
        return;
    };
    let inside = rest.strip_suffix('}').unwrap_or(rest);
    let (mut depth, mut start) = (0, 0);
    for (at, letter) in inside.char_indices().chain([(inside.len(), ',')]) {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                if start < at {
                    branches(&format!("{stem}{own}"), &inside[start..at], found);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
}

fn from_root(path: &str, module: &[String]) -> Option<Vec<String>> {
    let steps: Vec<&str> = path.split("::").collect();
    let up = steps.iter().take_while(|step| **step == "super").count();
    let base = match steps[0] {
        "crate" => &[][..],
        "super" => &module[..module.len().checked_sub(up)?],
        _ => return None,
    };
    let own = steps.iter().skip(up.max(1)).map(|step| (*step).to_owned());
    Some(base.iter().cloned().chain(own).collect())
}

/// The part that a path belongs to: the longest of `parts` that it begins with.
fn part_of<'p>(path: &[String], parts: &'p [Vec<String>]) -> Option<&'p Vec<String>> {
    parts.iter().filter(|part| path.starts_with(part)).max_by_key(|part| part.len())
}

/// Holds the code against a table: the first cell of a row is a part below `root`, the second what it uses, and no part uses
/// one of a later row.
fn check(table: &str, root: &str) {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _drawing = ONE_AT_A_TIME.lock();
    let page = Page::read(DRAWING.to_owned());
    let drawing = &page.text;
    let rows: Vec<Vec<&str>> = page.rows(table, table).into_iter().skip(2).map(|(_, cells)| cells).collect();
    let base: Vec<String> = root.split('/').filter(|step| !step.is_empty()).map(str::to_owned).collect();
    let part = |cell: &str| base.iter().cloned().chain(cell.trim_matches('`').split('/').map(str::to_owned)).collect();
    let parts: Vec<Vec<String>> = rows.iter().map(|row| part(row[0])).collect();
    let mut uses: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let mut faults = Vec::new();
    let place = |path: &[String]| part_of(path, &parts).and_then(|part| parts.iter().position(|other| other == part));
    for source in sources().iter().filter(|source| source.module.starts_with(&base) && source.module.len() > base.len())
    {
        let Some(own) = place(&source.module) else {
            faults.push(format!("{}: stands in no row", source.path.display()));
            continue;
        };
        for name in &source.names {
            match place(name) {
                Some(other) if other > own => {
                    faults.push(format!("{}: uses {}", source.path.display(), name.join("::")))
                }
                Some(other) if other < own => {
                    uses.entry(own).or_default().insert(other);
                }
                // What the root offers to others has a place of its own inside.
                None if base.is_empty() && name.len() == 1 && name[0].starts_with(char::is_uppercase) => {
                    faults.push(format!("{}: takes {} from the root", source.path.display(), name[0]));
                }
                _ => {}
            }
        }
    }
    assert!(faults.is_empty(), "the way goes up only:\n{}", faults.join("\n"));
    let mut drawn = drawing.clone();
    for (at, row) in rows.iter().enumerate() {
        let used: Vec<&str> = uses.get(&at).into_iter().flatten().map(|other| rows[*other][0]).collect();
        let old = format!("| {} | {} |", row[0], row[1]);
        let new = format!("| {} | {} |", row[0], if used.is_empty() { "–".to_owned() } else { used.join(", ") });
        drawn = drawn.replace(&old, &new);
    }
    if renews("UDSAGN_DOCS") {
        fs::write(DRAWING, drawn).unwrap();
    } else {
        assert!(
            drawn == *drawing,
            "{DRAWING} does not draw `{table}` as the code is: UDSAGN_DOCS=renew cargo test --test house"
        );
    }
}

#[test]
fn parts_use_one_another_in_one_direction() {
    check("parts", "");
}

#[test]
fn levels_of_analysis_use_only_earlier_ones() {
    check("levels", "analysis");
}

/// Within a folder what is shared stands in `mod.rs`, or in a file that uses none of its users.
#[test]
fn files_of_a_folder_use_one_another_in_no_circle() {
    let sources = sources();
    let modules: Vec<Vec<String>> = sources.iter().map(|source| source.module.clone()).collect();
    let mut uses: BTreeMap<&[String], BTreeSet<&[String]>> = BTreeMap::new();
    for source in &sources {
        for name in &source.names {
            let Some(other) = part_of(name, &modules) else { continue };
            let siblings = source.module.len() == other.len()
                && source.module.split_last().map(|(_, rest)| rest) == other.split_last().map(|(_, rest)| rest);
            if siblings && *other != source.module {
                uses.entry(&source.module).or_default().insert(other);
            }
        }
    }
    let mut circles = Vec::new();
    for start in uses.keys() {
        let (mut reached, mut open) = (BTreeSet::new(), vec![*start]);
        while let Some(at) = open.pop() {
            open.extend(uses.get(at).into_iter().flatten().filter(|next| reached.insert(**next)).copied());
        }
        if reached.contains(start) {
            circles.push(start.join("::"));
        }
    }
    assert!(circles.is_empty(), "in a circle: {}", circles.join(", "));
}

#[test]
fn a_file_of_more_than_500_lines_says_why() {
    for source in sources() {
        let code = fs::read_to_string(&source.path).unwrap();
        let reason = code.lines().take_while(|line| line.starts_with("//!")).any(|line| line.contains("One file"));
        assert!(
            code.lines().count() <= 500 || reason,
            "{}: too long, and gives no reason (»One file, …«)",
            source.path.display()
        );
    }
}

/// What every folder says of itself at the head of its `mod.rs`.
#[test]
fn a_folder_says_what_it_takes_gives_and_must_not_know() {
    for source in sources().iter().filter(|source| source.path.ends_with("mod.rs")) {
        let code = fs::read_to_string(&source.path).unwrap();
        let head: Vec<&str> = code.lines().take_while(|line| line.starts_with("//!")).collect();
        let head = head.join(" ").to_lowercase();
        for word in ["take", "give", "know"] {
            assert!(head.contains(word), "{}: does not say what it {word}s", source.path.display());
        }
    }
}

#[test]
fn the_reader_of_paths_sees_every_form() {
    let module = ["a".to_owned(), "b".to_owned()];
    let found = names(
        "use crate::x::{self, y::{Z, W}};\n// crate::no\nfn f() { super::q::g(); crate::p::h() }\nuse std::fs;",
        &module,
    );
    let found: Vec<String> = found.iter().map(|path| path.join("::")).collect();
    assert_eq!(found, ["x::self", "x::y::Z", "x::y::W", "a::q::g", "p::h"]);
}
