//! What `udsagn extract` promises: what it reads, what it says, how it ends.
#![allow(missing_docs)]

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

const ARTICLE: &str =
    "Broen lukker\n\nBroen er slidt.\n\n»Den er farlig,« siger borgmester Ida Holm.\n";

const COLUMNS: &str = "claim,speaker,stance,date,kind,act,stance_target,speaker_role,speaker_kind,mention,cue,via,\
    date_text,section,context,article,title,url,source,published,parts,mention_span,cue_span,rule,resolution,\
    confidence,warnings,id";

/// A folder in which the command runs.
struct Case {
    folder: TempDir,
}

/// What a run did.
struct Ran {
    code: Option<i32>,
    told: String,
    out: String,
}

impl Case {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("makes folders");
        fs::write(path, bytes).expect("writes");
        self
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).expect("a file")
    }

    /// Names in a folder, sorted.
    fn names(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.path().join(folder))
            .expect("a folder")
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort();
        names
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, "")
    }

    fn run_with(&self, arguments: &[&str], stdin: impl Into<Vec<u8>>) -> Ran {
        let output = Command::cargo_bin("udsagn")
            .expect("the command")
            .current_dir(self.path())
            .args(arguments)
            .write_stdin(stdin)
            .output()
            .expect("runs");
        Ran::of(&output)
    }

    /// Runs a line in the shell, where `$UDSAGN` is the command.
    #[cfg(unix)]
    fn shell(&self, line: &str) -> Ran {
        let output = std::process::Command::new("sh")
            .current_dir(self.path())
            .env("UDSAGN", env!("CARGO_BIN_EXE_udsagn"))
            .args(["-c", line])
            .output()
            .expect("runs");
        Ran::of(&output)
    }
}

impl Ran {
    fn of(output: &Output) -> Self {
        Self {
            code: output.status.code(),
            told: String::from_utf8(output.stderr.clone()).expect("UTF-8"),
            out: String::from_utf8(output.stdout.clone()).expect("UTF-8"),
        }
    }

    /// Checks the status and every line on standard error that begins with `udsagn: `.
    #[track_caller]
    fn check(&self, code: i32, lines: &[&str]) -> &Self {
        let told: Vec<&str> = self
            .told
            .lines()
            .filter(|line| line.starts_with("udsagn: "))
            .collect();
        assert_eq!(told, lines, "{}", self.told);
        assert_eq!(self.code, Some(code), "{}", self.told);
        self
    }

    /// The number in a line of the table at the end.
    #[track_caller]
    fn counted(&self, name: &str) -> u64 {
        let line = self
            .told
            .lines()
            .find(|line| line.starts_with(name))
            .expect("a line of the table");
        let number = line[name.len()..].split_whitespace().next();
        number
            .and_then(|number| number.parse().ok())
            .expect("a number")
    }
}

/// The column `article` of CSV, repeats folded.
fn articles(csv: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let headers = reader.headers().expect("a header").clone();
    let column = headers
        .iter()
        .position(|name| name == "article")
        .expect("the column");
    let mut names: Vec<String> = reader
        .records()
        .map(|record| record.expect("a record")[column].to_owned())
        .collect();
    names.dedup();
    names
}

/// As `articles`, where the analysis finds rows in all of them or in none yet.
#[track_caller]
fn check_articles(csv: &str, expected: &[&str]) {
    let names = articles(csv);
    if !names.is_empty() {
        assert_eq!(names, expected);
    }
}

// What is written, and where.

#[test]
fn rows_go_to_the_output_folder_by_default() {
    let case = Case::new();
    case.file("a.txt", ARTICLE)
        .run(&["extract", "a.txt"])
        .check(0, &[]);
    assert_eq!(case.names("output"), ["statements.csv"]);
    let csv = case.read("output/statements.csv");
    assert_eq!(csv.split("\r\n").next(), Some(COLUMNS));
    check_articles(&csv, &["a.txt"]);
    case.run(&["extract", "a.txt", "--format", "jsonl"])
        .check(0, &[]);
    assert_eq!(case.names("output"), ["statements.csv", "statements.jsonl"]);
}

#[test]
fn the_ending_picks_the_format() {
    let case = Case::new();
    case.file("a.txt", ARTICLE);
    for (name, is_csv) in [
        ("r.csv", true),
        ("r.CSV", true),
        ("r.jsonl", false),
        ("r.ndjson", false),
    ] {
        case.run(&["extract", "a.txt", "-o", name]).check(0, &[]);
        assert_eq!(
            case.read(name).starts_with("claim,speaker"),
            is_csv,
            "{name}"
        );
    }
    case.run(&["extract", "a.txt", "-o", "rows", "--format", "csv"])
        .check(0, &[]);
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
    case.run(&["extract", "a.txt", "-o", "file.csv"])
        .check(0, &[]);
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
        .check(
            1,
            &["udsagn: error: missing/r.csv: cannot be written: No such file or directory"],
        );
    fs::create_dir(case.path().join("folder.csv")).expect("makes a folder");
    let ran = case.run(&["extract", "a.txt", "-o", "folder.csv"]);
    ran.check(
        1,
        &["udsagn: error: folder.csv: cannot be written: is a directory"],
    );
    assert_eq!(case.names("."), ["a.txt", "folder.csv"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_ends_with_1() {
    let case = Case::new();
    case.file("a.txt", ARTICLE);
    case.run(&["extract", "a.txt", "-o", "/dev/full", "--format", "csv"])
        .check(
            1,
            &["udsagn: error: /dev/full: cannot be written: No space left on device"],
        );
}

#[test]
fn an_unknown_format_is_a_usage_error() {
    let case = Case::new();
    case.file("a.txt", ARTICLE);
    let known = "the ending names no format; known are .csv, .jsonl, .ndjson, or give --format";
    case.run(&["extract", "a.txt", "-o", "r.pdf"])
        .check(2, &[&format!("udsagn: error: r.pdf: {known}")]);
    for wrong in [
        &["extract"][..],
        &["extract", "a.txt", "--format", "pdf"],
        &["extract", "a.txt", "--threads", "0"],
        &["extract", "a.txt", "--min-confidence", "1.5"],
        &["extract", "a.txt", "--published", "i går"],
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

// What is read.

#[test]
fn folders_are_read_in_order() {
    let case = Case::new();
    for name in ["in/b.txt", "in/a/z.md", "in/a/y", "in/c.TXT", "in/a.txt"] {
        case.file(name, ARTICLE);
    }
    case.file(
        "in/d.jsonl",
        serde_json::json!({ "text": ARTICLE, "id": 7 }).to_string(),
    );
    case.file("in/.hidden.txt", ARTICLE)
        .file("in/.git/x.txt", ARTICLE);
    case.file("in/e.pdf", "x").file("in/a/f.html", "x");
    let ran = case.run(&["extract", "in", "-o", "-"]);
    ran.check(
        0,
        &["udsagn: note: skipped 2 files with other endings: in/a/f.html, in/e.pdf"],
    );
    assert_eq!(ran.counted("articles"), 6);
    check_articles(
        &ran.out,
        &[
            "in/a/y",
            "in/a/z.md",
            "in/a.txt",
            "in/b.txt",
            "in/c.TXT",
            "7",
        ],
    );
}

#[test]
fn the_output_is_no_input() {
    let case = Case::new();
    case.file("a.txt", ARTICLE);
    for _ in 0..2 {
        let ran = case.run(&["extract", ".", "-o", "rows.jsonl"]);
        ran.check(0, &[]);
        assert_eq!(ran.counted("articles"), 1);
    }
}

#[test]
fn standard_input_is_told_apart() {
    let case = Case::new();
    let record = serde_json::json!({ "text": ARTICLE }).to_string();
    let lines = format!("\u{feff} \r\n{record}\n\n{record}\n");
    for (stdin, count, names) in [(ARTICLE, 1, &["-"][..]), (&lines, 2, &["-:2", "-:4"])] {
        let ran = case.run_with(&["extract", "-", "-o", "-"], stdin);
        ran.check(0, &[]);
        assert_eq!(ran.counted("articles"), count);
        check_articles(&ran.out, names);
    }
    case.run_with(&["extract", "-", "-", "-o", "-"], ARTICLE)
        .check(
            2,
            &["udsagn: error: -: standard input can be read only once"],
        );
    case.run(&["extract", "-", "-o", "-"])
        .check(2, &["udsagn: error: -: empty file"]);
}

#[test]
fn other_encodings_are_read_with_a_warning() {
    let case = Case::new();
    let western = encoding_rs::WINDOWS_1252.encode(ARTICLE).0;
    case.file("bom.txt", format!("\u{feff}{ARTICLE}"))
        .file("plain.txt", ARTICLE)
        .file("western.txt", &western);
    let rows = |name: &str| {
        case.run(&["extract", name, "-o", "-"])
            .out
            .replace(name, "NAME")
    };
    assert_eq!(rows("bom.txt"), rows("plain.txt"));
    assert_eq!(
        rows("western.txt").lines().count(),
        rows("plain.txt").lines().count()
    );
    case.run(&["extract", "bom.txt"]).check(0, &[]);
    case.run(&["extract", "western.txt"]).check(
        0,
        &["udsagn: warning: western.txt: not UTF-8; read as windows-1252"],
    );
    let mut lines = br#"{"text": "K"#.to_vec();
    lines.extend_from_slice(b"\xf8b br\xf8d.\"}\n");
    case.file("western.jsonl", lines.repeat(3));
    let ran = case.run(&["extract", "western.jsonl"]);
    let told = "not UTF-8; read as windows-1252 (told only at the first such line)";
    ran.check(0, &[&format!("udsagn: warning: western.jsonl:1: {told}")]);
    assert_eq!(
        (ran.counted("articles"), ran.counted("input warnings")),
        (3, 1)
    );
}

#[test]
fn a_date_that_is_none_is_told() {
    let case = Case::new();
    case.file("a.txt", format!("---\npublished: i går\n---\n{ARTICLE}"));
    case.file(
        "b.jsonl",
        serde_json::json!({ "text": ARTICLE, "published": "2017-02-30", "title": [1] }).to_string(),
    );
    let unread = "counts as unknown";
    case.run(&["extract", "a.txt", "b.jsonl"]).check(
        0,
        &[
            &format!("udsagn: warning: a.txt: `published` is no date that can be read: \"i går\"; {unread}"),
            &format!("udsagn: warning: b.jsonl:1: `title` is neither a string nor a number; {unread}"),
            &format!("udsagn: warning: b.jsonl:1: `published` is no date that can be read: \"2017-02-30\"; {unread}"),
        ],
    );
}

// What is wrong is told, and the rest is done.

#[test]
fn a_fault_costs_only_its_own_article() {
    let case = Case::new();
    case.file("empty.txt", "")
        .file("blank.txt", "\n \n")
        .file("only.txt", "---\nid: 1\n---\n\n");
    case.file("picture.txt", b"\x89PNG\0\0")
        .file("late.txt", format!("{}\0", "Tekst. ".repeat(5000)));
    case.file("data.jsonl", b"\0\0{}")
        .file("none.jsonl", "\n\n")
        .file("report.pdf", "x");
    case.file("broken.jsonl", "{\"text\": \"Tekst.\"}\n{\"text\": \n[1]\n{\"id\": 1}\n{\"text\": 5}\n{\"text\": \" \"}\n{\"text\": \"Tekst.\"}");
    case.file("barren/x.pdf", "x").file("a.txt", ARTICLE);
    let ran = case.run(&[
        "extract",
        "missing.txt",
        "empty.txt",
        "blank.txt",
        "only.txt",
        "picture.txt",
        "late.txt",
        "data.jsonl",
        "none.jsonl",
        "report.pdf",
        "broken.jsonl",
        "barren",
        "a.txt",
        "-o",
        "-",
    ]);
    let known = ".txt, .md, .jsonl, .ndjson or no ending";
    ran.check(
        2,
        &[
            "udsagn: error: missing.txt: No such file or directory",
            "udsagn: error: empty.txt: empty file",
            "udsagn: error: blank.txt: empty: it holds no text",
            "udsagn: error: only.txt: empty: it holds no text",
            "udsagn: error: picture.txt: binary file (it holds NUL bytes)",
            "udsagn: error: late.txt: binary file (it holds NUL bytes)",
            "udsagn: error: data.jsonl: binary file (it holds NUL bytes)",
            "udsagn: error: none.jsonl: empty: it holds no articles",
            &format!("udsagn: error: report.pdf: unknown ending; known are {known}"),
            "udsagn: error: broken.jsonl:2: broken JSON: EOF while parsing a value (column 8)",
            "udsagn: error: broken.jsonl:3: not a JSON object",
            "udsagn: error: broken.jsonl:4: no `text` field",
            "udsagn: error: broken.jsonl:5: `text` is not a string",
            "udsagn: error: broken.jsonl:6: empty: `text` holds no text",
            &format!("udsagn: error: barren: no articles in this folder; read are {known}"),
            "udsagn: note: skipped 1 file with other endings: barren/x.pdf",
        ],
    );
    assert_eq!(
        (ran.counted("articles"), ran.counted("input errors")),
        (3, 15)
    );
    check_articles(&ran.out, &["a.txt"]);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_above_does_not_go_round() {
    let case = Case::new();
    case.file("in/a.txt", ARTICLE).file("in/b/c.txt", ARTICLE);
    std::os::unix::fs::symlink("..", case.path().join("in/b/up")).expect("links");
    let ran = case.run(&["extract", "in"]);
    ran.check(0, &[]);
    assert_eq!(ran.counted("articles"), 2);
    std::os::unix::fs::symlink("nowhere", case.path().join("in/lost.txt")).expect("links");
    case.run(&["extract", "in"]).check(
        2,
        &["udsagn: error: in/lost.txt: No such file or directory"],
    );
}

// How it runs.

#[test]
fn threads_change_nothing() {
    let case = Case::new();
    let line = |number: usize| {
        let text = format!(
            "{ARTICLE}\n{}",
            "»Den skal lukkes,« siger Bo Kjær.\n".repeat(number % 7)
        );
        match number {
            250 => "{\"text\": oops}\n".to_owned(),
            number => {
                serde_json::json!({ "id": format!("n{number:03}"), "text": text }).to_string()
                    + "\n"
            }
        }
    };
    case.file("set.jsonl", (0..500).map(line).collect::<String>());
    let run = |threads: &str| case.run(&["extract", "set.jsonl", "-o", "-", "--threads", threads]);
    let one = run("1");
    assert_eq!((one.code, one.counted("articles")), (Some(2), 499));
    let names = articles(&one.out);
    assert!(names.is_sorted(), "{names:?}");
    for threads in ["2", "3", "8"] {
        let many = run(threads);
        assert_eq!(many.out, one.out);
        assert_eq!(many.told, one.told);
    }
}

#[test]
fn a_high_bar_leaves_rows_out() {
    let case = Case::new();
    case.file("a.txt", ARTICLE);
    let all = case.run(&["extract", "a.txt", "-o", "-", "--min-confidence", "0"]);
    assert_eq!(all.out, case.run(&["extract", "a.txt", "-o", "-"]).out);
    let none = case.run(&["extract", "a.txt", "-o", "-", "--min-confidence", "1"]);
    let mut reader = csv::Reader::from_reader(none.check(0, &[]).out.as_bytes());
    let column = COLUMNS
        .split(',')
        .position(|name| name == "confidence")
        .expect("the column");
    assert!(
        reader
            .records()
            .all(|row| &row.expect("a record")[column] == "1")
    );
}

#[test]
fn the_day_of_publication_fills_a_gap() {
    let case = Case::new();
    case.file("a.txt", ARTICLE);
    case.file(
        "b.txt",
        format!("---\npublished: 14. september 2017\n---\n{ARTICLE}"),
    );
    let ran = case.run(&[
        "extract",
        "a.txt",
        "b.txt",
        "-o",
        "-",
        "--published",
        "2020-01-31",
    ]);
    let mut reader = csv::Reader::from_reader(ran.check(0, &[]).out.as_bytes());
    let place = |name| {
        COLUMNS
            .split(',')
            .position(|column| column == name)
            .expect("the column")
    };
    for row in reader.records() {
        let row = row.expect("a record");
        let day = if &row[place("article")] == "a.txt" {
            "2020-01-31"
        } else {
            "2017-09-14"
        };
        assert_eq!(&row[place("published")], day);
    }
}

#[test]
fn quiet_tells_only_what_is_wrong() {
    let case = Case::new();
    case.file("in/a.txt", ARTICLE).file("in/b.pdf", "x");
    let ran = case.run(&["extract", "in", "--quiet"]);
    assert_eq!((ran.told.as_str(), ran.code), ("", Some(0)));
    let ran = case.run(&["extract", "in", "missing", "-q"]);
    assert_eq!(
        ran.told,
        "udsagn: error: missing: No such file or directory\n"
    );
    assert_eq!(ran.code, Some(2));
}

#[cfg(unix)]
#[test]
fn closed_standard_error_is_borne() {
    let case = Case::new();
    case.file("a.txt", ARTICLE);
    let ran = case.shell("\"$UDSAGN\" extract a.txt missing.txt -o - 2>&-");
    assert_eq!(ran.code, Some(2));
    assert!(ran.out.starts_with(COLUMNS));
}

#[test]
fn help_names_every_option() {
    let ran = Case::new().run(&["extract", "--help"]);
    for option in [
        "PATH",
        "--output",
        "--format",
        "--threads",
        "--min-confidence",
        "--published",
        "--quiet",
    ] {
        assert!(ran.out.contains(option), "{option}");
    }
    assert_eq!(
        Case::new().run(&["--version"]).out,
        concat!("udsagn ", env!("CARGO_PKG_VERSION"), "\n")
    );
}
