//! `--resume`: a batch that is killed and gone on with is that of one run, byte for byte; and `--errors`.

use std::fs;
use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{ARTICLE, Case, Ran};

/// So often is a batch begun or gone on with, and mostly killed.
const RUNS: u64 = 16;
const MOST_RUNS: u64 = 160;

const JOURNAL: &str = "rows.jsonl.journal";

/// The texts of annotated articles, each several times, as JSON Lines with a faulty line among them.
fn archive(count: usize) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gold/syn");
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let texts: Vec<String> = paths
        .iter()
        .map(|path| {
            let text = fs::read_to_string(path).expect("a file");
            let (_, text) = text.split_once('\n').expect("a line of JSON");
            let text = text.split("\n=====").next().expect("an article");
            // Not all of it, so that there are more articles in the same time.
            let (mut plain, mut is_mark) = (String::new(), false);
            for letter in text.chars().take(600) {
                is_mark |= letter == '⟦';
                if !is_mark {
                    plain.push(letter);
                }
                is_mark &= letter != '⟧';
            }
            plain
        })
        .collect();
    let line = |number: usize| match number % 100 {
        77 => "{\"text\": oops}\n".to_owned(),
        _ => {
            serde_json::json!({ "id": format!("n{number:03}"), "text": texts[number % texts.len()] }).to_string() + "\n"
        }
    };
    (0..count).map(line).collect()
}

/// Runs `extract` and kills it after a while; gives whether it had come to its end.
fn kill_after(case: &Case, arguments: &[&str], wait: Duration) -> bool {
    let mut child = Command::new(env!("CARGO_BIN_EXE_udsagn"))
        .current_dir(case.path())
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("runs");
    let begun = Instant::now();
    while begun.elapsed() < wait {
        if child.try_wait().expect("a status").is_some() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    child.kill().expect("kills");
    child.wait().expect("a status");
    false
}

/// The number of lines of a journal that are whole; none where none stands there.
fn checkpoints(case: &Case) -> usize {
    fs::read_to_string(case.path().join(JOURNAL)).map_or(0, |journal| journal.matches('\n').count())
}

/// Kills a batch again and again, each time with another number of threads, and compares it with one run. Where it comes
/// to its end before that, it is begun anew.
fn check_killed(format: &str, mut seed: u64) {
    let case = Case::new();
    case.file("in.jsonl", archive(400));
    let (whole, rows) = (format!("whole.{format}"), format!("rows.{format}"));
    let begun = Instant::now();
    let one = case.run(&["extract", "in.jsonl", "-o", &whole, "--errors", "one.errors"]);
    let long = begun.elapsed();
    assert_eq!((one.code, one.counted("articles")), (Some(2), 396));
    let check = || {
        assert!(case.read(&rows) == case.read(&whole));
        assert_eq!(case.read("errors"), case.read("one.errors"));
        assert_eq!(case.names("."), ["errors", "in.jsonl", "one.errors", &rows, &whole]);
    };
    let (mut further, mut before) = (0, 0);
    for run in 0.. {
        // On a busy machine few runs come far enough to be gone on with.
        if run >= RUNS && further > 0 || run == MOST_RUNS {
            break;
        }
        let threads = if run % 2 == 0 { "1" } else { "2" };
        // Some number, other ones for each format.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let wait = long.mul_f64((seed >> 32) as f64 / f64::from(u32::MAX) * 0.45 + 0.05);
        let arguments = ["extract", "in.jsonl", "-o", &rows, "--resume", "--errors", "errors", "--threads", threads];
        if kill_after(&case, &arguments, wait) {
            check();
            fs::remove_file(case.path().join(&rows)).expect("removes");
            before = 0;
            continue;
        }
        let now = fs::metadata(case.path().join(format!("{rows}.journal"))).map_or(0, |journal| journal.len());
        further += u64::from(now > before && before > 0);
        before = now;
    }
    assert!(further > 0, "hardly a run went on from another");
    if !case.path().join(&rows).exists() {
        let last = case.run(&["extract", "in.jsonl", "-o", &rows, "--resume", "--errors", "errors"]);
        let table = |ran: &Ran| {
            let lines = ran.told.lines().skip_while(|line| !line.starts_with("articles"));
            lines.take_while(|line| !line.is_empty()).collect::<String>()
        };
        assert_eq!((table(&last), last.code), (table(&one), one.code));
    }
    check();
}

#[test]
fn a_killed_batch_of_json_lines_goes_on() {
    check_killed("jsonl", 1);
}

#[test]
fn a_killed_batch_of_csv_goes_on() {
    check_killed("csv", 2);
}

/// A batch that was killed after its first checkpoint, and its arguments.
fn left(articles: usize) -> (Case, [&'static str; 5]) {
    let case = Case::new();
    case.file("in.jsonl", archive(articles));
    let arguments = ["extract", "in.jsonl", "-o", "rows.jsonl", "--resume"];
    // Where this test is kept waiting, the run may come to its end.
    for _ in 0..20 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_udsagn"))
            .current_dir(case.path())
            .args(arguments)
            .stderr(Stdio::null())
            .spawn()
            .expect("runs");
        while checkpoints(&case) < 2 && child.try_wait().expect("a status").is_none() {
            std::thread::sleep(Duration::from_millis(2));
        }
        child.kill().expect("kills");
        child.wait().expect("a status");
        if checkpoints(&case) >= 2 {
            return (case, arguments);
        }
        let _ = fs::remove_file(case.path().join("rows.jsonl"));
    }
    panic!("no checkpoint before the end");
}

/// All files of a case with their bytes.
fn files(case: &Case) -> Vec<(String, Vec<u8>)> {
    let read = |name: String| {
        let bytes = fs::read(case.path().join(&name)).expect("a file");
        (name, bytes)
    };
    case.names(".").into_iter().map(read).collect()
}

#[test]
fn another_option_or_input_is_told_and_nothing_touched() {
    let (case, arguments) = left(200);
    let ask = format!("give the same, or remove {JOURNAL} to begin anew");
    let before = files(&case);
    let mut other = arguments.to_vec();
    other.extend(["--min-confidence", "0.5", "--with-text", "--errors", "errors"]);
    case.run(&other).check(
        2,
        &[&format!("udsagn: error: {JOURNAL}: this batch was begun with another --min-confidence, --with-text; {ask}")],
    );
    let mut more = arguments.to_vec();
    more.push("more.txt");
    case.run(&more).check(2, &[&format!("udsagn: error: {JOURNAL}: this batch was begun with another PATH; {ask}")]);
    assert_eq!(files(&case), before);

    // The first article another, and one article too few.
    for input in [archive(200).replacen("\"text\":\"", "\"text\":\"Nej. ", 1), String::new()] {
        case.file("in.jsonl", input);
        let before = files(&case);
        let ran = case.run(&[&arguments[..], &["--errors", "errors"]].concat());
        assert!(
            ran.told.contains("is not what it was when this batch was begun; remove rows.jsonl.journal"),
            "{}",
            ran.told
        );
        assert_eq!(ran.code, Some(2));
        assert_eq!(files(&case), before);
    }

    // Rows that are gone, and then the journal too, so that it begins.
    case.file("in.jsonl", archive(20));
    fs::write(case.path().join(".rows.jsonl.part"), "").expect("writes");
    let ran = case.run(&arguments);
    assert!(ran.told.contains("rows are gone from it; remove rows.jsonl.journal"), "{}", ran.told);
    fs::remove_file(case.path().join(JOURNAL)).expect("removes");
    case.run(&arguments).check(0, &[]);
    assert_eq!(case.names("."), ["in.jsonl", "rows.jsonl"]);
}

#[test]
fn a_complete_output_is_made_anew_and_that_is_told() {
    let case = Case::new();
    case.file("in.jsonl", archive(3));
    let arguments = ["extract", "in.jsonl", "-o", "rows.jsonl", "--resume"];
    let note = "udsagn: note: rows.jsonl: is complete already";
    assert!(!case.run(&arguments).told.contains(note));
    let before = case.read("rows.jsonl");
    assert!(case.run(&arguments).told.contains(note));
    assert_eq!(case.read("rows.jsonl"), before);
}

#[test]
fn a_torn_journal_counts_as_far_as_it_is_whole() {
    let (case, arguments) = left(130);
    case.run(&["extract", "in.jsonl", "-o", "whole.jsonl"]);
    let (journal, rows) = (case.read(JOURNAL), fs::read(case.path().join(".rows.jsonl.part")).expect("rows"));
    let header = journal.find('\n').expect("a header");
    let last = journal.trim_end().rfind('\n').expect("a checkpoint");
    // In the sign, in the header, right after it, in the last checkpoint, and with rubbish after it.
    let torn =
        [&journal[..5], &journal[..header], &journal[..=header], &journal[..last + 9], &format!("{journal}{{\"po")];
    for torn in torn {
        case.file(JOURNAL, torn).file(".rows.jsonl.part", &rows);
        let ran = case.run(&arguments);
        assert_eq!(ran.code, Some(2), "{}", ran.told);
        assert_eq!(ran.counted("articles"), 129, "{torn}");
        assert!(case.read("rows.jsonl") == case.read("whole.jsonl"));
        assert_eq!(case.names("."), ["in.jsonl", "rows.jsonl", "whole.jsonl"]);
    }
    // A file that somebody else calls so is left alone.
    for foreign in ["Dear journal", "Dear journal\n", "{\"udsagn\":\"journal\"}\n"] {
        case.file(JOURNAL, foreign);
        case.run(&arguments).check(
            2,
            &[&format!(
                "udsagn: error: {JOURNAL}: is no journal of this program; remove {JOURNAL}, or write to another file"
            )],
        );
        assert_eq!(case.read(JOURNAL), foreign);
    }
}

/// A run that has begun a batch, and waits for standard input.
fn waiting(case: &Case, arguments: &[&str]) -> Child {
    let child = Command::new(env!("CARGO_BIN_EXE_udsagn"))
        .current_dir(case.path())
        .args(arguments)
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("runs");
    while checkpoints(case) == 0 {
        std::thread::sleep(Duration::from_millis(2));
    }
    child
}

/// Broken off when all was written: before the output got its name, and before the journal was taken away.
#[test]
fn the_very_end_may_be_torn_too() {
    let case = Case::new();
    let input = archive(100);
    let arguments = ["extract", "-", "-o", "rows.jsonl", "--resume", "--from", "jsonl"];
    let whole = case.run_with(&["extract", "-", "-o", "whole.jsonl", "--from", "jsonl"], input.as_str());
    let mut child = waiting(&case, &arguments);
    // A folder in the way, which no file takes the name of.
    fs::create_dir(case.path().join("rows.jsonl")).expect("a folder");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("writes");
    assert_eq!(child.wait().expect("a status").code(), Some(1));
    fs::remove_dir(case.path().join("rows.jsonl")).expect("removes");
    let journal = case.read(JOURNAL);
    for _ in 0..2 {
        let ran = case.run_with(&arguments, input.as_str());
        assert_eq!((ran.code, ran.counted("articles")), (Some(2), 99));
        assert_eq!(ran.counted("distinct speakers"), whole.counted("distinct speakers"));
        assert!(case.read("rows.jsonl") == case.read("whole.jsonl"));
        assert_eq!(case.names("."), ["rows.jsonl", "whole.jsonl"]);
        case.file(JOURNAL, &journal);
    }
}

/// While one run is at a batch, no other is.
#[test]
fn two_runs_do_not_share_a_batch() {
    let case = Case::new();
    let arguments = ["extract", "-", "-o", "rows.jsonl", "--resume"];
    let mut child = waiting(&case, &arguments);
    case.run_with(&arguments, ARTICLE)
        .check(2, &[&format!("udsagn: error: {JOURNAL}: another run is still at this batch")]);
    child.stdin.take().expect("a pipe").write_all(ARTICLE.as_bytes()).expect("writes");
    assert_eq!(child.wait().expect("a status").code(), Some(0));
    assert_eq!(case.names("."), ["rows.jsonl"]);
}

#[test]
fn only_files_that_can_be_appended_to_are_resumed() {
    let case = Case::new();
    case.file("a.txt", ARTICLE);
    case.run(&["extract", "a.txt", "-o", "r.xlsx", "--resume"])
        .check(2, &["udsagn: error: --resume is for csv, tsv, jsonl, and the output is xlsx"]);
    case.run(&["extract", "a.txt", "-o", "-", "--resume"])
        .check(2, &["udsagn: error: --resume needs a file to write to; name one with --output"]);
    assert_eq!(case.names("."), ["a.txt"]);
    for name in ["r.csv", "r.tsv", "r.jsonl"] {
        case.run(&["extract", "a.txt", "-o", name, "--resume"]).check(0, &[]);
        case.run(&["extract", "a.txt", "-o", &format!("whole-{name}")]).check(0, &[]);
        assert_eq!(case.read(name), case.read(&format!("whole-{name}")));
    }
    case.run(&["extract", "a.txt", "--resume"]).check(0, &[]);
    assert_eq!(case.names("output"), ["statements.csv"]);
}

#[test]
fn errors_are_also_written_to_a_file() {
    let case = Case::new();
    case.file("in/a.txt", ARTICLE)
        .file("in/b.jsonl", format!("{{\"text\": oops}}\n{}", archive(2)))
        .file("in/c.txt", "");
    let errors = "in/errors.jsonl";
    case.file(errors, "old");
    for _ in 0..2 {
        let ran = case.run(&["extract", "in", "missing.txt", "-o", "in/rows.csv", "--errors", errors]);
        assert_eq!((ran.code, ran.counted("articles"), ran.counted("input errors")), (Some(2), 3, 3));
        let lines: Vec<serde_json::Value> =
            case.read(errors).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        let places: Vec<_> = lines.iter().map(|line| line["place"].as_str().expect("a place")).collect();
        assert_eq!(places, ["in/b.jsonl:1", "in/c.txt", "missing.txt"]);
        assert_eq!(lines[1]["message"], "empty file");
        assert!(
            lines.iter().all(|line| line["article"].is_null() && line.as_object().is_some_and(|all| all.len() == 3))
        );
    }
    case.run(&["extract", "in/a.txt", "-o", "-", "--errors", errors]).check(0, &[]);
    assert_eq!(case.read(errors), "");
}

#[test]
fn errors_that_cannot_be_written_are_told() {
    let case = Case::new();
    case.file("a.txt", ARTICLE);
    for resume in [&[][..], &["--resume"]] {
        let run = |errors| case.run(&[&["extract", "a.txt", "-o", "r.csv", "--errors", errors], resume].concat());
        run("missing/e").check(1, &["udsagn: error: missing/e: cannot be written: No such file or directory"]);
        run("a.txt").check(2, &["udsagn: error: a.txt: would be replaced by --errors; name another file"]);
        run("./r.csv").check(2, &["udsagn: error: --errors: ./r.csv is where rows go; name another file"]);
        run("-").check(2, &["udsagn: error: --errors needs a file; standard error has them anyhow"]);
        assert_eq!(case.names("."), ["a.txt"]);
    }
    if cfg!(target_os = "linux") {
        let ran = case.run(&["extract", "missing", "-o", "r.csv", "--errors", "/dev/full"]);
        assert!(ran.told.contains("udsagn: error: /dev/full: cannot be written: No space left"), "{}", ran.told);
        assert_eq!((ran.code, case.names(".")), (Some(1), vec!["a.txt".to_owned()]));
    }
}
