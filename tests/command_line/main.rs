//! What the command promises: what it reads, what it says, how it ends.
#![allow(missing_docs)]

#[path = "../support/case.rs"]
mod case;
mod dating;
#[cfg(target_os = "linux")]
mod faults;
mod interchange;
#[path = "../support/markup.rs"]
mod markup;
mod objects;
mod reading;
mod report;
mod resuming;
mod running;
mod showing;
mod spreadsheets;
mod workbench;
mod writing;

use std::fs;
use std::process::Output;

use assert_cmd::Command;
use case::Case;

const ARTICLE: &str = "Broen lukker\n\nBroen er slidt.\n\n»Den er farlig,« siger borgmester Ida Holm.\n";

const COLUMNS: &str = "claim,speaker,stance,date,kind,act,stance_target,speaker_role,speaker_kind,mention,cue,via,\
    date_text,section,context,article,title,url,source,published,parts,mention_span,cue_span,rule,resolution,\
    confidence,warnings,id,link,language";

/// What a run did.
struct Ran {
    code: Option<i32>,
    told: String,
    out: String,
}

impl Case {
    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).expect("a file")
    }

    /// Names in a folder, sorted.
    fn names(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.path().join(folder))
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
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
        let told: Vec<&str> = self.told.lines().filter(|line| line.starts_with("udsagn: ")).collect();
        assert_eq!(told, lines, "{}", self.told);
        assert_eq!(self.code, Some(code), "{}", self.told);
        self
    }

    /// The number in a line of the table at the end.
    #[track_caller]
    fn counted(&self, name: &str) -> u64 {
        let line = self.told.lines().find(|line| line.starts_with(name)).expect("a line of the table");
        let number = line[name.len()..].split_whitespace().next();
        number.and_then(|number| number.parse().ok()).expect("a number")
    }
}

/// The column `article` of CSV, repeats folded.
fn articles(csv: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let headers = reader.headers().expect("a header").clone();
    let column = headers.iter().position(|name| name == "article").expect("the column");
    let mut names: Vec<String> = reader.records().map(|record| record.expect("a record")[column].to_owned()).collect();
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
