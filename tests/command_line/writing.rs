//! What is written, and where.

use std::fs;

use super::{ARTICLE, COLUMNS, Case, check_articles};

#[test]
fn rows_go_to_the_output_folder_by_default() {
    let case = Case::new();
    case.file("a.txt", ARTICLE).run(&["extract", "a.txt"]).check(0, &[]);
    assert_eq!(case.names("output"), ["statements.csv"]);
    let csv = case.read("output/statements.csv");
    assert_eq!(csv.split("\r\n").next(), Some(COLUMNS));
    check_articles(&csv, &["a.txt"]);
    case.run(&["extract", "a.txt", "--format", "jsonl"]).check(0, &[]);
    assert_eq!(case.names("output"), ["statements.csv", "statements.jsonl"]);
}

#[test]
fn the_ending_picks_the_format() {
    let case = Case::new();
    case.file("a.txt", ARTICLE);
    for (name, is_csv) in [("r.csv", true), ("r.CSV", true), ("r.jsonl", false), ("r.ndjson", false)] {
        case.run(&["extract", "a.txt", "-o", name]).check(0, &[]);
        assert_eq!(case.read(name).starts_with("claim,speaker"), is_csv, "{name}");
    }
    case.run(&["extract", "a.txt", "-o", "rows", "--format", "csv"]).check(0, &[]);
    assert!(case.read("rows").starts_with("claim,speaker"));
    for line in case.read("r.jsonl").lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(row["article"], "a.txt");
    }
}

#[test]
fn a_dash_writes_to_standard_output() {
    let case = Case::new();
    case.file("a.txt", ARTICLE);
    let ran = case.run(&["extract", "a.txt", "-o", "-"]);
    ran.check(0, &[]);
    assert_eq!(ran.out.split("\r\n").next(), Some(COLUMNS));
    case.run(&["extract", "a.txt", "-o", "file.csv"]).check(0, &[]);
    assert_eq!(ran.out, case.read("file.csv"));
    let ran = case.run(&["extract", "a.txt", "-o", "-", "--format", "jsonl"]);
    assert!(!ran.check(0, &[]).out.starts_with("claim"));
    assert_eq!(case.names("."), ["a.txt", "file.csv"]);
}

#[test]
fn an_output_that_cannot_be_written_ends_with_1() {
    let case = Case::new();
    case.file("a.txt", ARTICLE);
    case.run(&["extract", "a.txt", "-o", "missing/r.csv"])
        .check(1, &["udsagn: error: missing/r.csv: cannot be written: No such file or directory"]);
    fs::create_dir(case.path().join("folder.csv")).expect("makes a folder");
    let ran = case.run(&["extract", "a.txt", "-o", "folder.csv"]);
    ran.check(1, &["udsagn: error: folder.csv: cannot be written: is a directory"]);
    assert_eq!(case.names("."), ["a.txt", "folder.csv"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_ends_with_1() {
    let case = Case::new();
    case.file("a.txt", ARTICLE);
    case.run(&["extract", "a.txt", "-o", "/dev/full", "--format", "csv"])
        .check(1, &["udsagn: error: /dev/full: cannot be written: No space left on device"]);
}

/// A workbook waits in temporary files; where there is no room for them its library panics.
#[cfg(target_os = "linux")]
#[test]
fn a_workbook_without_room_for_its_temporary_files_ends_with_1() {
    let case = Case::new();
    let line = serde_json::json!({ "text": ARTICLE }).to_string() + "\n";
    case.file("big.jsonl", line.repeat(500));
    let ran = case.shell("trap '' XFSZ; ulimit -f 100; \"$UDSAGN\" extract big.jsonl -q -o r.xlsx");
    let room = "is there room for its temporary files in";
    let folder = std::env::temp_dir();
    ran.check(
        1,
        &[&format!(
            "udsagn: error: r.xlsx: cannot be written: the workbook broke off; {room} {}? TMPDIR names another folder",
            folder.display()
        )],
    );
    assert_eq!(ran.told.lines().count(), 1, "{}", ran.told);
    assert_eq!(case.names("."), ["big.jsonl"]);
}

#[test]
fn an_unknown_format_is_a_usage_error() {
    let case = Case::new();
    case.file("a.txt", ARTICLE);
    let ran = case.run(&["extract", "a.txt", "-o", "r.pdf"]);
    let (begins, ends) = ("udsagn: error: r.pdf: the ending names no format; known are .csv, ", ", or give --format\n");
    assert!(ran.told.starts_with(begins) && ran.told.ends_with(ends), "{}", ran.told);
    assert_eq!(ran.code, Some(2));
    for wrong in [
        &["extract"][..],
        &["extract", "a.txt", "--format", "pdf"],
        &["extract", "a.txt", "--threads", "0"],
        &["extract", "a.txt", "--min-confidence", "1.5"],
        &["extract", "a.txt", "--published", "i går"],
        &["extract", "a.txt", "--fields", "claim,nonsense"],
        &["extract", "a.txt", "--headers", "sv"],
    ] {
        let ran = case.run(wrong);
        assert_eq!(ran.code, Some(2), "{wrong:?}");
        assert!(ran.told.contains("error:"), "{}", ran.told);
    }
    assert_eq!(case.names("."), ["a.txt"]);
}

/// While articles still come in, the file does not stand under its name, nor is an older one touched.
#[cfg(unix)]
#[test]
fn a_half_written_file_never_stands_there() {
    let case = Case::new();
    case.file("a.txt", ARTICLE).file("r.csv", "old");
    let ran = case.shell(
        "(cat a.txt; n=0; until ls -A | grep -q partial || [ $n = 200 ]; do n=$((n+1)); sleep 0.05; done; \
         cp r.csv seen.csv; ls -A > seen.txt; cat a.txt) | \"$UDSAGN\" extract - -o r.csv",
    );
    ran.check(0, &[]);
    assert_eq!(case.read("seen.csv"), "old");
    assert!(case.read("seen.txt").contains(".partial"));
    assert!(case.read("r.csv").starts_with(COLUMNS));
    assert_eq!(case.names("."), ["a.txt", "r.csv", "seen.csv", "seen.txt"]);
}

#[cfg(unix)]
#[test]
fn a_reader_that_leaves_is_no_fault() {
    let case = Case::new();
    let line = serde_json::json!({ "text": ARTICLE }).to_string() + "\n";
    case.file("big.jsonl", line.repeat(20_000));
    for format in ["csv", "jsonl"] {
        let ran = case.shell(&format!(
            "{{ \"$UDSAGN\" extract big.jsonl --quiet -o - --format {format}; echo $? >&2; }} | head -1"
        ));
        assert_eq!((ran.told.as_str(), ran.code), ("0\n", Some(0)));
    }
    // Nobody there from the start, so that not even the header can be written.
    let ran = case.shell("{ sleep 0.3; \"$UDSAGN\" extract big.jsonl -o -; echo $? >&2; } | true");
    assert_eq!(ran.told, "0\n");
}

#[test]
fn a_column_is_picked_once() {
    let case = Case::new();
    case.file("a.txt", ARTICLE);
    case.run(&["extract", "a.txt", "-o", "r.json", "--fields", "claim,date,påstand"])
        .check(2, &["udsagn: error: --fields: claim stands there twice"]);
    assert_eq!(case.names("."), ["a.txt"]);
}

#[test]
fn columns_are_picked_in_order_and_named_in_danish() {
    let case = Case::new();
    case.file("a.txt", "»Det er en skandale,« siger borgmester Ida Holm.\n");
    let ran = case.run(&[
        "extract",
        "a.txt",
        "-o",
        "-",
        "--fields",
        "taler,claim,stance,kind",
        "--headers",
        "da",
        "--lang",
        "da",
    ]);
    assert_eq!(ran.check(0, &[]).out, "taler,påstand,holdning,art\r\nIda Holm,Det er en skandale,imod,direkte\r\n");
}
