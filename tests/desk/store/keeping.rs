//! The file: what is no store, what is older, and what a kill leaves.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use udsagn::desk::store::{Edit, Filter, Store};

use super::{BRIDGE, Case, Desk};

/// Opens a file that is no store, and looks that it is told and left as it was.
#[track_caller]
fn check_refused(name: &str, bytes: impl AsRef<[u8]>, told: &str) {
    let case = Case::new();
    case.file(name, &bytes);
    let path = case.path().join(name);
    let fault = Store::open(&path).expect_err("is no store").to_string();
    assert_eq!(fault, format!("{}: {told}", path.display()));
    assert_eq!(fs::read(&path).expect("a file"), bytes.as_ref());
    assert_eq!(fs::read_dir(case.path()).expect("a folder").count(), 1, "something stands beside it");
}

/// A file of SQLite that something was done to.
fn file(path: &Path, act: &str) -> Vec<u8> {
    Connection::open(path).expect("opens").execute_batch(act).expect("writes");
    fs::read(path).expect("a file")
}

#[test]
fn what_is_no_store_is_told_and_left_alone() {
    let none = "is no store of udsagn; name another file";
    check_refused("text.txt", "Broen lukker.\n", none);
    check_refused("long.txt", "Broen lukker.\n".repeat(100), none);
    let case = Case::new();
    let other = file(&case.path().join("other.db"), "CREATE TABLE notes (words TEXT); INSERT INTO notes VALUES ('x');");
    check_refused("other.db", other, none);
    let path = case.path().join("later.db");
    drop(Store::open(&path).expect("opens"));
    let later = file(&path, "PRAGMA user_version = 99; PRAGMA journal_mode = delete;");
    check_refused("later.db", later, "is of version 99, and this program knows up to 2; take a later program");
    let fault = Store::open(case.path()).expect_err("a folder").to_string();
    assert!(fault.ends_with(": is a folder; name a file"), "{fault}");
    let fault = Store::open(&case.path().join("none/desk.db")).expect_err("no folder").to_string();
    assert!(fault.ends_with(": there is no such folder"), "{fault}");
    case.file("empty.db", "");
    Store::open(&case.path().join("empty.db")).expect("an empty file becomes one");
}

#[test]
fn what_was_kept_is_there_again() {
    let desk = Desk::with(BRIDGE);
    let entry = desk.find("farlig");
    desk.store.edit(entry.number, &Edit::Note("Målt".into())).expect("writes");
    let before = desk.all();
    let Desk { case, store } = desk;
    drop(store);
    let desk = Desk { store: Store::open(&case.path().join("desk.db")).expect("opens"), case };
    assert_eq!(desk.all(), before);
    desk.store.undo(None).expect("writes");
    assert_eq!(desk.find("farlig"), entry);
}

#[test]
fn an_older_file_is_brought_up_to_date() {
    let desk = Desk::with(BRIDGE);
    desk.add("b", "2024-04-01", BRIDGE);
    let before = desk.all();
    assert!(before.iter().any(|entry| entry.same.is_some()));
    // A file of version 1, with the same articles.
    let case = Case::new();
    let path = case.path().join("old.db");
    let old = Connection::open(&path).expect("opens");
    old.execute_batch(include_str!("../../../src/desk/store/migrations/1.sql")).expect("makes tables");
    old.execute_batch(&format!(
        "PRAGMA application_id = {}; PRAGMA user_version = 1; ATTACH '{}' AS new;",
        u32::from_be_bytes(*b"udsg"),
        desk.path().display()
    ))
    .expect("attaches");
    let columns = "number, article, day, place, kind, stance, act, state, confidence, speaker, pinned, name, folded, \
        origin, doubtful";
    for (table, columns) in [
        ("articles", "*"),
        ("texts", "*"),
        ("speakers", "*"),
        ("names", "*"),
        ("statements", columns),
        ("contents", "*"),
    ] {
        let into = if columns == "*" { String::new() } else { format!("({columns})") };
        old.execute_batch(&format!("INSERT INTO main.{table} {into} SELECT {columns} FROM new.{table};"))
            .expect("copies");
    }
    drop(old);
    let store = Store::open(&path).expect("opens");
    assert_eq!(store.list(&Filter::default(), 0, 99).expect("reads").entries, before);
    drop(store);
    let version: i64 = Connection::open(&path)
        .expect("opens")
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .expect("reads");
    assert_eq!(version, 2);
}

#[test]
fn another_process_that_writes_is_waited_for_and_then_told() {
    let desk = Desk::with(BRIDGE);
    let number = desk.find("farlig").number;
    let other = Connection::open(desk.path()).expect("opens");
    other.execute_batch("BEGIN IMMEDIATE").expect("locks");
    let fault = desk.store.edit(number, &Edit::Note("x".into())).expect_err("is locked").to_string();
    assert!(fault.ends_with("desk.db: another run is writing to it; try again when that has ended"), "{fault}");
    assert_eq!(desk.all().len(), 4, "reading goes on");
    other.execute_batch("ROLLBACK").expect("unlocks");
    desk.store.edit(number, &Edit::Note("x".into())).expect("writes").expect("a change");
    let second = Store::open(&desk.path()).expect("a second one opens");
    assert_eq!(second.statement(number).expect("reads").expect("stands").note, "x");
    second.edit(number, &Edit::Note("y".into())).expect("writes");
    assert_eq!(desk.find("farlig").note, "y");
}

#[test]
fn many_read_while_one_writes() {
    let desk = Desk::with(BRIDGE);
    let number = desk.find("farlig").number;
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..50 {
                    let entry = desk.store.statement(number).expect("reads").expect("stands");
                    // Both change as one.
                    let changes = desk.store.changes(Some(number), 1).expect("reads");
                    assert!(entry.note.is_empty() || !changes.is_empty());
                }
            });
        }
        for round in 0..50 {
            desk.store.edit(number, &Edit::Note(format!("{round}"))).expect("writes");
        }
    });
    assert_eq!(desk.store.changes(Some(number), 99).expect("reads").len(), 50);
}

/// Where the child of the test below finds its store.
#[cfg(target_os = "linux")]
const CHILD: &str = "UDSAGN_TEST_STORE";

/// Edits for ever and tells each change that was acknowledged; does nothing where it is run as a test.
#[cfg(target_os = "linux")]
#[test]
fn child_that_edits() {
    let Some(path) = std::env::var_os(CHILD) else { return };
    let store = Store::open(Path::new(&path)).expect("opens");
    let mut seed = u64::from(std::process::id());
    for round in 0.. {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let number = (seed >> 33) as i64 % 4 + 1;
        let note = format!("{} {round}", std::process::id());
        let change = match seed >> 60 {
            0..4 => store.undo(None).ok(),
            _ => store.edit(number, &Edit::Note(note)).expect("writes"),
        };
        if let Some(change) = change {
            let line = serde_json::to_string(&change).expect("JSON");
            // In one piece, so that a kill leaves none that is half.
            std::io::Write::write_all(&mut std::io::stderr(), format!("acknowledged {line}\n").as_bytes())
                .expect("tells");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_kill_loses_nothing_that_was_acknowledged() {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};

    let Desk { case, store } = Desk::with(BRIDGE);
    drop(store);
    let path = case.path().join("desk.db");
    let mut told = std::collections::BTreeMap::new();
    for kill in 0..8 {
        let mut child = Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "store::keeping::child_that_edits", "--nocapture"])
            .env(CHILD, &path)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("runs");
        let mut lines = BufReader::new(child.stderr.take().expect("a pipe")).lines();
        let mut take = |line: std::io::Result<String>| {
            let line = line.expect("reads");
            let Some(change) = line.strip_prefix("acknowledged ") else { return false };
            let change: serde_json::Value = serde_json::from_str(change).expect("JSON");
            told.insert(change["number"].as_i64().expect("a number"), change);
            true
        };
        let mut count = 0;
        while count < 20 + kill * 3 {
            count += usize::from(take(lines.next().expect("a line")));
        }
        child.kill().expect("kills");
        child.wait().expect("ends");
        // What it told before the kill reached it.
        for line in lines {
            take(line);
        }

        let store = Store::open(&path).expect("opens");
        let changes = store.changes(None, 100_000).expect("reads");
        for change in &changes {
            // The last one may have been killed before it was told, and so may the undoing of any.
            if let Some(told) = told.get(&change.number) {
                let kept = serde_json::to_value(change).expect("JSON");
                assert!(kept == *told || (change.undone && told["undone"] == false), "{kept} {told}");
            }
        }
        let numbers: std::collections::BTreeSet<i64> = changes.iter().map(|change| change.number).collect();
        assert!(told.keys().all(|number| numbers.contains(number)), "an acknowledged change is gone");
        assert!(changes.len() <= told.len() + kill + 1);
        // What stands is what the record tells.
        for entry in store.article(1).expect("reads").expect("stands").entries {
            let of = changes.iter().find(|change| change.statement == Some(entry.number) && !change.undone);
            let note = of.map_or("", |change| change.after.as_str().expect("words"));
            assert_eq!(entry.note, note);
        }
    }
}
