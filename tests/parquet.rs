//! Parquet, read back by its own library, holds what JSON Lines holds.
#![cfg(feature = "parquet")]
#![allow(missing_docs, clippy::expect_used)]

use std::fs::{self, File};

use assert_cmd::Command;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use serde_json::{Value, json};

/// Runs `extract` over the seeds and an article with an address.
fn extract(folder: &std::path::Path, arguments: &[&str]) {
    let article = json!({ "id": "a1", "url": "https://avis.dk/a", "published": "2024-03-05",
        "text": "»Ja,« siger Ida Holm, »men ikke nu.«\n\n»Nej,« lød svaret i juni." });
    fs::write(folder.join("a.jsonl"), article.to_string()).expect("writes");
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    let mut command = Command::cargo_bin("udsagn").expect("the command");
    command.current_dir(folder).args(["extract", "a.jsonl", seeds]).args(arguments).assert().success();
}

fn value(field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Str(words) => words.as_str().into(),
        Field::Double(number) => (*number).into(),
        Field::Int(number) => (*number).into(),
        Field::Date(days) => {
            let epoch = jiff::civil::date(1970, 1, 1);
            epoch.checked_add(jiff::Span::new().days(*days)).expect("a day").to_string().into()
        }
        Field::ListInternal(list) => list.elements().iter().map(value).collect(),
        other => panic!("{other:?}"),
    }
}

fn rows(path: &std::path::Path) -> Vec<Value> {
    let reader = SerializedFileReader::new(File::open(path).expect("a file")).expect("Parquet");
    let rows = reader.get_row_iter(None).expect("rows").map(|row| {
        let row = row.expect("a row");
        row.get_column_iter()
            .map(|(name, field)| (name.clone(), value(field)))
            .collect::<serde_json::Map<_, _>>()
            .into()
    });
    rows.collect()
}

#[test]
fn rows_are_those_of_json_lines() {
    let folder = tempfile::tempdir().expect("a folder");
    extract(folder.path(), &["-o", "r.parquet"]);
    extract(folder.path(), &["-o", "r.jsonl"]);
    let lines = fs::read_to_string(folder.path().join("r.jsonl")).expect("a file");
    let expected: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(expected.len() > 30);
    assert_eq!(rows(&folder.path().join("r.parquet")), expected);
}

#[test]
fn fields_are_picked_and_bytes_are_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["r1.parquet", "r2.parquet"] {
        extract(folder.path(), &["-o", name, "--fields", "speaker,parts,published"]);
    }
    let [first, second] = ["r1.parquet", "r2.parquet"].map(|name| fs::read(folder.path().join(name)).expect("a file"));
    assert!(first == second);
    let rows = rows(&folder.path().join("r1.parquet"));
    assert_eq!(rows[0], json!({ "speaker": "Ida Holm", "parts": [[1, 3], [23, 35]], "published": "2024-03-05" }));
}
