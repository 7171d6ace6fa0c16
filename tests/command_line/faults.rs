//! What can go wrong around it: disks, pipes, permissions, files that others change, and a sudden end.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixStream;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use super::{ARTICLE, COLUMNS, Case, Ran, check_articles};

/// Every format.
const FORMATS: [&str; 10] =
    ["csv", "tsv", "jsonl", "json", "xlsx", "html", "web-annotation", "claim", "brat", "label-studio"];

const COMMAND: &str = env!("CARGO_BIN_EXE_udsagn");

/// So many articles of a statement each, no two alike, as JSON Lines.
fn archive(count: usize) -> String {
    let line = |number: usize| {
        let text = ARTICLE.replace("farlig", &format!("farlig for {number} biler"));
        serde_json::json!({ "id": format!("n{number}"), "text": text }).to_string() + "\n"
    };
    (0..count).map(line).collect()
}

fn skipped(why: &str) {
    eprintln!("skipped: {why}");
}

/// Whether a line of the shell goes well in the folder of the case.
fn can(case: &Case, line: &str) -> bool {
    case.shell(line).code == Some(0)
}

fn start(case: &Case, arguments: &[&str]) -> Command {
    let mut command = Command::new(COMMAND);
    command.current_dir(case.path()).args(arguments).stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn end(child: Child) -> Ran {
    Ran::of(&child.wait_with_output().expect("ends"))
}

/// Waits until it is so; a run that never comes so far is no endless test.
#[track_caller]
fn wait_for(mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_secs(60), "never came so far");
        thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn a_full_disk_leaves_what_stood_there() {
    let case = Case::new();
    case.file("in.jsonl", archive(100));
    fs::create_dir(case.path().join("disk")).expect("makes a folder");
    if !can(&case, "unshare -rm mount -t tmpfs -o size=16k none disk") {
        return skipped("no file system of its own can be had");
    }
    for format in FORMATS {
        let ran = case.shell(&format!(
            "unshare -rm sh -c 'mount -t tmpfs -o size=16k none disk && echo old > disk/old || exit 9
             for name in new old; do
               \"$UDSAGN\" extract in.jsonl -q -o disk/$name --format {format}; echo $?
             done; ls -A disk; cat disk/old'"
        ));
        let told = |name| format!("udsagn: error: disk/{name}: cannot be written: No space left on device");
        ran.check(0, &[&told("new"), &told("old")]);
        assert_eq!(ran.told.lines().count(), 2, "{format}: {}", ran.told);
        assert_eq!(ran.out, "1\n1\nold\nold\n", "{format}");
    }
}

#[test]
fn a_full_disk_under_a_stream_is_told() {
    let case = Case::new();
    case.file("in.jsonl", archive(5)).file("a.txt", ARTICLE);
    let told = "udsagn: error: -: cannot be written: No space left on device\n";
    let check = |line: &str| {
        let ran = case.shell(&format!("\"$UDSAGN\" {line} > /dev/full"));
        assert_eq!((ran.told.as_str(), ran.code), (told, Some(1)), "{line}");
    };
    for format in FORMATS {
        check(&format!("extract in.jsonl -q -o - --format {format}"));
    }
    for line in ["show a.txt", "explain a.txt", "schema", "rules", "date 'i går'"] {
        check(line);
    }
}

/// A report and a workbook wait in temporary files, which may be on another disk than the output.
#[test]
fn a_full_disk_of_temporary_files_is_told() {
    let case = Case::new();
    // The texts are more than a report holds in memory.
    let rest = format!("{} ", "bro".repeat(400)).repeat(40);
    let line = serde_json::json!({ "text": format!("{ARTICLE}\n{rest}\n") }).to_string() + "\n";
    case.file("in.jsonl", line.repeat(90));
    fs::create_dir(case.path().join("disk")).expect("makes a folder");
    if !can(&case, "unshare -rm mount -t tmpfs -o size=16k none disk") {
        return skipped("no file system of its own can be had");
    }
    let told = "temporary files in disk (TMPDIR names another folder): No space left on device";
    let ran = case.shell(
        "unshare -rm sh -c 'mount -t tmpfs -o size=16k none disk || exit 9
         TMPDIR=disk \"$UDSAGN\" extract in.jsonl -q -o r.html; echo $?; ls -A disk'",
    );
    ran.check(0, &[&format!("udsagn: error: r.html: cannot be written: {told}")]);
    assert_eq!(ran.out, "1\n");
    assert_eq!(case.names("."), ["disk", "in.jsonl"]);
}

/// A stream that breaks in its middle: what came before is read, and the fault is told once.
#[test]
fn a_read_error_midway_costs_what_comes_after_it() {
    let case = Case::new();
    let lines = archive(40);
    let packed = {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(lines.as_bytes()).expect("packs");
        packer.finish().expect("packs")
    };
    let rows: String = (0..40).map(|number| format!("{number},\"»Den er farlig,« siger Ida Holm.\"\n")).collect();
    let table = format!("id,text\n{rows}");
    let objects = format!("[{}]", lines.trim_end().replace('\n', ","));
    for (format, bytes, is_whole) in [
        ("text", ARTICLE.as_bytes(), true),
        ("html", b"<html><p>Broen lukker, siger Ida Holm.</p>", true),
        ("feed", b"<rss><channel><item><title>En</title></item>", true),
        ("docx", b"PK\x03\x04", true),
        ("zip", b"PK\x03\x04", true),
        ("jsonl", lines.as_bytes(), false),
        ("json", objects.as_bytes(), false),
        ("csv", table.as_bytes(), false),
        ("tsv", table.replace(',', "\t").as_bytes(), false),
        ("gz", &packed, false),
    ] {
        let (mut ours, theirs) = UnixStream::pair().expect("a pair");
        // Whoever closes with something unread breaks the connection.
        (&theirs).write_all(b"unread").expect("is taken");
        ours.write_all(&bytes[..bytes.len() * 9 / 10]).expect("is taken");
        let mut command = start(&case, &["extract", "-", "-o", "-", "--from", format]);
        let child = command.stdin(OwnedFd::from(theirs)).spawn().expect("starts");
        drop(ours);
        let ran = end(child);
        ran.check(2, &["udsagn: error: -: Connection reset by peer"]);
        assert!(ran.out.starts_with(COLUMNS), "{format}");
        let read = ran.counted("articles");
        assert!(if is_whole { read == 0 } else { (20..40).contains(&read) }, "{format}: {read}");
        assert_eq!(ran.counted("statements"), read, "{format}");
    }
}

/// Files that can be opened and not read cost no other.
#[test]
fn what_cannot_be_read_is_told_in_its_place() {
    let case = Case::new();
    let endings = ["txt", "jsonl", "json", "csv", "html", "xml", "gz"];
    let mut arguments = vec!["extract".to_owned(), "-o".into(), "-".into(), "a.txt".into()];
    let mut told = Vec::new();
    for ending in endings {
        let name = format!("memory.{ending}");
        symlink("/proc/self/mem", case.path().join(&name)).expect("links");
        told.push(format!("udsagn: error: {name}: Input/output error"));
        arguments.push(name);
    }
    // In these the end is looked for first.
    for ending in ["docx", "zip"] {
        let name = format!("memory.{ending}");
        symlink("/proc/self/mem", case.path().join(&name)).expect("links");
        told.push(format!("udsagn: error: {name}: Invalid argument"));
        arguments.push(name);
    }
    fs::create_dir(case.path().join("folder.txt")).expect("makes a folder");
    case.file("folder.txt/c.txt", ARTICLE).file("a.txt", ARTICLE).file("z.txt", ARTICLE);
    arguments.extend(["folder.txt".into(), "z.txt".into()]);
    let ran = case.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    ran.check(2, &told.iter().map(String::as_str).collect::<Vec<_>>());
    check_articles(&ran.out, &["a.txt", "folder.txt/c.txt", "z.txt"]);
    let ran = case.shell("\"$UDSAGN\" extract - -o r.csv < folder.txt");
    ran.check(2, &["udsagn: error: -: Is a directory"]);
    assert!(case.read("r.csv").starts_with(COLUMNS));
}

/// A named pipe is read as a file is, of whatever format, to where its writer leaves.
#[test]
fn pipes_with_names_are_read_to_their_end() {
    let case = Case::new();
    let mut archive_of_files = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive_of_files.start_file("b.txt", zip::write::SimpleFileOptions::default()).expect("begins");
    archive_of_files.write_all(ARTICLE.as_bytes()).expect("writes");
    let whole = archive_of_files.finish().expect("finishes").into_inner();
    let lines = archive(3);
    case.file("whole", &whole).file("cut", &whole[..whole.len() / 2]);
    case.file("lines", &lines).file("half", &lines[..lines.len() - 20]);
    let ran = case.shell(
        "mkfifo a.zip cut.zip l.jsonl half.jsonl &&
         (cat whole > a.zip; cat cut > cut.zip; cat lines > l.jsonl; cat half > half.jsonl) &
         until [ -p half.jsonl ]; do sleep 0.01; done
         \"$UDSAGN\" extract a.zip cut.zip l.jsonl half.jsonl -o -",
    );
    assert_eq!(ran.code, Some(2), "{}", ran.told);
    let told: Vec<&str> = ran.told.lines().filter(|line| line.starts_with("udsagn: ")).collect();
    assert_eq!(told.len(), 2, "{}", ran.told);
    assert!(told[0].starts_with("udsagn: error: cut.zip: not a zip archive, or a damaged one: "), "{}", ran.told);
    assert!(told[1].starts_with("udsagn: error: half.jsonl:3: broken JSON: EOF "), "{}", ran.told);
    check_articles(&ran.out, &["a.zip/b.txt", "n0", "n1", "n2", "n0", "n1"]);
    assert_eq!(ran.counted("articles"), 6);
}

#[test]
fn a_pipe_that_closes_ends_the_run_without_a_word() {
    let case = Case::new();
    case.file("in.jsonl", archive(300)).file("a.txt", ARTICLE);
    for format in FORMATS {
        let ran = case.shell(&format!(
            "{{ \"$UDSAGN\" extract in.jsonl -q -o - --format {format}; echo $? >&2; }} | head -c 1 > /dev/null"
        ));
        assert_eq!(ran.told, "0\n", "{format}");
    }
    for line in ["show in.jsonl", "explain a.txt", "schema", "date 'i går'", "extract --help"] {
        let ran = case.shell(&format!("{{ sleep 0.05; \"$UDSAGN\" {line}; echo $? >&2; }} | true"));
        assert_eq!(ran.told, "0\n", "{line}");
    }
    // An output that is a pipe with a name.
    let ran =
        case.shell("mkfifo r.csv; head -c 1 r.csv > first & \"$UDSAGN\" extract in.jsonl -q -o r.csv; echo $?; wait");
    assert_eq!((ran.out.as_str(), ran.told.as_str()), ("0\n", ""));
    assert_eq!(case.names("."), ["a.txt", "first", "in.jsonl", "r.csv"]);
    assert_eq!(case.read("first"), "c");
}

/// The run stands still as long as nobody takes its rows; what becomes of files meanwhile is told in its place.
#[test]
fn files_that_others_change_cost_only_themselves() {
    let case = Case::new();
    let name = |number: usize| format!("in/{number:03}.txt");
    // Rows so long that few of them fill the pipe.
    let text = ARTICLE.replace("farlig", &"farlig".repeat(100));
    for number in 0..800 {
        case.file(&name(number), &text);
    }
    assert!(can(&case, "mkfifo rows"));
    let arguments = ["extract", "in", "-o", "rows", "--format", "csv", "--threads", "1"];
    let child = start(&case, &arguments).spawn().expect("starts");
    let mut rows = File::open(case.path().join("rows")).expect("opens");
    let mut first = [0];
    rows.read_exact(&mut first).expect("a byte");
    let path = |number: usize| case.path().join(name(number));
    let grow = |number: usize| {
        let mut file = OpenOptions::new().append(true).open(path(number)).expect("opens");
        file.write_all("\n»Nej,« siger Bo Kjær.\n".as_bytes()).expect("writes");
    };
    fs::remove_file(path(790)).expect("removes");
    fs::remove_file(path(791)).expect("removes");
    fs::create_dir(path(791)).expect("makes a folder");
    fs::write(path(792), "").expect("empties");
    grow(793);
    fs::rename(path(794), case.path().join("elsewhere")).expect("moves");
    symlink("794.txt", path(794)).expect("links");
    fs::write(case.path().join("in/795a.txt"), ARTICLE).expect("writes");
    fs::write(path(796), b"\0\0").expect("writes");
    let mut csv = String::from(char::from(first[0]));
    rows.read_to_string(&mut csv).expect("rows");
    let ran = end(child);
    ran.check(
        2,
        &[
            "udsagn: error: in/790.txt: No such file or directory",
            "udsagn: error: in/792.txt: empty file",
            "udsagn: error: in/794.txt: Too many levels of symbolic links",
            "udsagn: error: in/796.txt: binary file (it holds NUL bytes)",
        ],
    );
    assert_eq!(ran.counted("articles"), 795);
    let lost = [790, 791, 792, 794, 796];
    let names: Vec<String> = (0..800).filter(|number| !lost.contains(number)).map(name).collect();
    check_articles(&csv, &names.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(csv.contains("Bo Kjær"), "what was added in time is read");
}

/// Rows that go into a folder that is read, or onto the end of the input, are not read again for ever.
#[test]
fn what_standard_output_goes_to_is_no_input() {
    let case = Case::new();
    case.file("in/a.txt", ARTICLE);
    let extract = "\"$UDSAGN\" extract --with-text --format jsonl -o -";
    // It ends by itself; a file that grows for ever is stopped.
    let limit = "ulimit -f 20000";
    let ran = case.shell(&format!("{limit}; {extract} in > in/z.jsonl"));
    ran.check(0, &[]);
    assert_eq!((ran.counted("articles"), case.read("in/z.jsonl").lines().count()), (1, 1));
    let ran = case.shell(&format!("{limit}; {extract} in/a.txt in/z.jsonl >> in/z.jsonl"));
    ran.check(2, &["udsagn: error: in/z.jsonl: is the output itself; not read"]);
    let ran = case.shell(&format!("{limit}; {extract} - < in/z.jsonl >> in/z.jsonl"));
    ran.check(2, &["udsagn: error: -: is the output itself; not read"]);
    assert_eq!(case.read("in/z.jsonl").lines().count(), 2);
}

/// Folders that all lead to one another: there are more ways through them than can be gone.
#[test]
fn loops_of_links_are_gone_through_once() {
    let case = Case::new();
    for folder in 0..15 {
        case.file(&format!("in/{folder:02}/a.txt"), ARTICLE);
        for other in (0..15).filter(|other| *other != folder) {
            symlink(format!("../{other:02}"), case.path().join(format!("in/{folder:02}/to{other:02}"))).expect("links");
        }
    }
    let ran = case.run(&["extract", "in", "-o", "-"]);
    ran.check(0, &[]);
    assert_eq!(ran.counted("articles"), 15);
    // What is named twice is read twice.
    assert_eq!(case.run(&["extract", "in", "in/00", "-o", "-"]).counted("articles"), 30);
    symlink("self.txt", case.path().join("in/self.txt")).expect("links");
    let told = "udsagn: error: in/self.txt: Too many levels of symbolic links";
    case.run(&["extract", "in", "-o", "-"]).check(2, &[told]);
}

#[test]
fn what_is_not_permitted_is_told() {
    let case = Case::new();
    case.file("in/a.txt", ARTICLE)
        .file("in/closed.txt", ARTICLE)
        .file("in/closed/b.txt", ARTICLE)
        .file("in/z.txt", ARTICLE);
    case.file("locked/r.csv", "old").file("open/r.csv", "old");
    let mode = |name: &str, mode| {
        fs::set_permissions(case.path().join(name), fs::Permissions::from_mode(mode)).expect("is ours");
    };
    for (name, bits) in [("in/closed.txt", 0), ("in/closed", 0), ("locked", 0o555), ("open", 0o777), (".", 0o755)] {
        mode(name, bits);
    }
    // Permissions do not bind root.
    let mut user = "";
    if can(&case, "cat in/closed.txt > /dev/null 2>&1") {
        user = "setpriv --reuid=65534 --regid=65534 --clear-groups";
        if !can(&case, &format!("{user} \"$UDSAGN\" --version > /dev/null && {user} test -r in/a.txt")) {
            mode("in/closed", 0o755);
            return skipped("run by root, and no other user can run the command");
        }
    }
    let run = |arguments: &str| case.shell(&format!("{user} \"$UDSAGN\" extract -q {arguments}"));
    let ran = run("in -o -");
    let closed = ["udsagn: error: in/closed: Permission denied", "udsagn: error: in/closed.txt: Permission denied"];
    ran.check(2, &closed);
    check_articles(&ran.out, &["in/a.txt", "in/z.txt"]);
    for output in ["locked/r.csv", "locked/new.csv"] {
        run(&format!("in/a.txt -o {output}"))
            .check(1, &[&format!("udsagn: error: {output}: cannot be written: Permission denied")]);
    }
    assert_eq!((case.read("locked/r.csv").as_str(), case.names("locked").len()), ("old", 1));
    run("in/a.txt -o open/r.csv").check(0, &[]);
    assert!(case.read("open/r.csv").starts_with(COLUMNS));
    let unusable = "udsagn: error: in/closed: these rules cannot be used";
    run("in/a.txt --rules in/closed").check(2, &[closed[0], unusable]);
    mode("in/closed", 0o755);
}

/// Whenever it is killed, under the name of the output stands the old file or the whole new one. `UDSAGN_KILLS` says how
/// often each format is tried.
#[test]
fn a_sudden_end_leaves_the_old_or_the_new() {
    let times = std::env::var("UDSAGN_KILLS").map_or(6, |times| times.parse().expect("UDSAGN_KILLS is a number"));
    let case = Case::new();
    case.file("in.jsonl", archive(80));
    let halves = FORMATS.split_at(FORMATS.len() / 2);
    let ends: Vec<(usize, usize)> = thread::scope(|scope| {
        let of_format = |format: &'static str| kill(&case, format, times);
        let runs = [halves.0, halves.1]
            .map(|formats| scope.spawn(move || formats.iter().map(|f| of_format(f)).collect::<Vec<_>>()));
        runs.into_iter().flat_map(|run| run.join().expect("every output is whole")).collect()
    });
    let (old, new) = ends.iter().fold((0, 0), |(old, new), (of, nf)| (old + of, new + nf));
    assert_eq!(old + new, times * FORMATS.len());
    assert!(old > 0, "no run was killed before its end");
}

/// Kills runs into a format while they write; how many left the old file, and how many the new.
fn kill(case: &Case, format: &str, times: usize) -> (usize, usize) {
    let folder = case.path().join(format);
    fs::create_dir(&folder).expect("makes a folder");
    let target = format!("{format}/rows");
    let path = case.path().join(&target);
    let run =
        || start(case, &["extract", "in.jsonl", "-q", "-o", &target, "--format", format]).spawn().expect("starts");
    let writes = |child: &Child| folder.join(format!(".rows.{}.partial", child.id())).exists();
    // Once to its end, to know what it writes and how long that takes.
    let mut child = run();
    wait_for(|| writes(&child) || path.exists());
    let begun = Instant::now();
    assert!(child.wait().expect("ends").success(), "{format}");
    let length = begun.elapsed();
    let whole = fs::read(&path).expect("a file");
    let (mut old, mut new) = (0, 0);
    for time in 0..times {
        fs::write(&path, "old").expect("writes");
        let mut child = run();
        wait_for(|| writes(&child) || child.try_wait().expect("is ours").is_some());
        thread::sleep(length.mul_f64(chance(time, times)));
        child.kill().expect("is ours");
        child.wait().expect("ends");
        match fs::read(&path).expect("a file") {
            bytes if bytes == b"old" => old += 1,
            bytes if bytes == whole => new += 1,
            bytes => panic!("{format}: {} bytes, neither the old nor all {} of the new", bytes.len(), whole.len()),
        }
    }
    // What the killed ones left stands in nobody's way.
    fs::write(&path, "old").expect("writes");
    end(run()).check(0, &[]);
    assert!(fs::read(&path).expect("a file") == whole, "{format}");
    let visible = case.names(format).into_iter().filter(|name| !name.starts_with('.')).count();
    assert_eq!(visible, 1, "{format}");
    (old, new)
}

/// A share of the time that a run takes: each in its own part of it, the last beyond its end.
fn chance(time: usize, times: usize) -> f64 {
    let nanos = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |now| now.subsec_nanos());
    (time as f64 + f64::from(nanos % 1000) / 1000.0) / times as f64 * 1.2
}
