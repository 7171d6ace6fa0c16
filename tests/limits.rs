//! What SECURITY.md and the README say of the code is so: limits with their values, and the oldest compiler.
#![allow(missing_docs)]

#[path = "support/sources.rs"]
mod sources;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use sources::sources;

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a file")
}

/// Name, value and file of each row of the table of limits.
fn limits() -> Vec<(String, String, String)> {
    let text = read("SECURITY.md");
    let table = text.split("| what | name | value | file |\n").nth(1).expect("the table");
    let rows = table.lines().skip(1).take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [_, name, value, file] = cells[..] else { panic!("four columns: {row}") };
        (name.trim_matches('`').to_owned(), value.to_owned(), file.trim_matches('`').to_owned())
    })
    .collect()
}

/// `256 MiB` → 268435456
fn told(value: &str) -> u64 {
    let (number, unit) = value.split_once(' ').unwrap_or((value, ""));
    let shift = match unit {
        "" => 0,
        "KiB" => 10,
        "MiB" => 20,
        other => panic!("no unit: {other}"),
    };
    number.parse::<u64>().expect("a number") << shift
}

/// `256 << 20` → 268435456; nothing where it is no number.
fn written(value: &str) -> Option<u64> {
    let number = |digits: &str| digits.trim().replace('_', "").parse::<u64>().ok();
    match value.split_once("<<") {
        Some((number_of, shift)) => Some(number(number_of)? << number(shift)?),
        None => number(value),
    }
}

/// Names of constants and what they are set to.
fn constants(code: &str) -> impl Iterator<Item = (&str, &str)> {
    code.lines().filter_map(|line| {
        let (before, value) = line.split_once(" = ")?;
        let (name, _) = before.split_once("const ")?.1.split_once(':')?;
        Some((name, value.trim_end().trim_end_matches(';')))
    })
}

#[test]
fn every_limit_that_is_told_stands_in_the_code() {
    let limits = limits();
    assert!(limits.len() > 30, "{}", limits.len());
    for (name, value, file) in limits {
        let code = read(&file);
        let set: Vec<Option<u64>> =
            constants(&code).filter(|(known, _)| *known == name).map(|(_, value)| written(value)).collect();
        assert_eq!(set, [Some(told(&value))], "{name} in {file}");
    }
}

/// Constants that are called as limits are, in the parts that meet what is hostile.
#[test]
fn every_limit_in_the_code_is_told() {
    let told: BTreeSet<(String, String)> = limits().into_iter().map(|(name, _, file)| (file, name)).collect();
    for path in ["src/article", "src/document", "src/output"].into_iter().flat_map(|folder| sources(Path::new(folder)))
    {
        let file = path.display().to_string();
        let code = read(&path);
        for (name, _) in constants(&code) {
            let is_limit =
                ["LONGEST", "MOST", "DEEP", "RATIO", "KEPT", "HARMLESS"].iter().any(|word| name.starts_with(word));
            assert!(
                !is_limit || told.contains(&(file.clone(), name.to_owned())),
                "SECURITY.md has no {name} of {file}"
            );
        }
    }
}

#[test]
fn the_oldest_compiler_is_told() {
    let manifest: toml::Table = toml::from_str(&read("Cargo.toml")).expect("TOML");
    let version = manifest["package"]["rust-version"].as_str().expect("a version");
    assert!(read("README.md").contains(&format!("You need Rust {version} or newer")), "{version}");
    assert_eq!(manifest["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
}
