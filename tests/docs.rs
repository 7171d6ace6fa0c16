//! What README, contributing guide and manual show is so: commands run and print what stands below them, links lead
//! somewhere, examples are read as they are marked.
//!
//! `UDSAGN_DOCS=renew cargo test --test docs` writes what commands print today into the pages; read the difference.
#![allow(missing_docs)]

#[path = "support/case.rs"]
mod case;
#[path = "support/pages.rs"]
mod pages;
#[path = "support/renew.rs"]
mod renew;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::sync::Mutex;

use case::Case;
use pages::{Block, Page, cells, pages, root};
use renew::renews;
use udsagn::{Analyser, Article};

/// Files that commands read and no page shows. Those that a page shows, in a block such as `text bro.txt`, stand beside
/// them; so do `seeds` and `tests`.
const INPUTS: &[(&str, &str)] = &[(
    "archive.jsonl",
    "{\"id\": \"a1\", \"published\": \"2024-03-13\", \"text\": \"»Broen er farlig«, siger borgmester Ida Holm.\"}\n",
)];

/// Shown files that also stand in the folder `articles`.
const ARTICLES: &[&str] = &["bro.txt", "article.txt"];

/// Commands that are shown and not run here: why, and what runs them.
const NOT_RUN: &[(&str, &str)] = &[
    ("cargo test", "runs this"),
    ("cargo +nightly fuzz run --fuzz-dir tests/fuzz article -- -max_total_time=1200", "needs a nightly compiler"),
    (
        "cargo run --release --example fit_labels -- tests/labels/*.jsonl tests/labels/claims.txt tests/gold/{seeds,syn,own,more}",
        "overwrites the weights; tests/labels.rs fits a small set",
    ),
    ("cargo test --test labels", "is run beside this"),
    (
        "INSTA_UPDATE=always cargo test --test snapshots",
        "overwrites the snapshots; run beside this without the variable",
    ),
    ("UDSAGN_DIGESTS=renew cargo test --test digest", "overwrites the digests; run beside this without the variable"),
    (
        "UDSAGN_CONSTRUCTIONS=renew cargo test --test grammar",
        "overwrites the list; run beside this without the variable",
    ),
    ("git diff snapshots output", "shows changes of the repository"),
    (
        "python3 -m venv target/python && target/python/bin/pip install -r tests/interchange/requirements.txt",
        "needs the network; .ci/run does it",
    ),
    (
        "UDSAGN_PYTHON=$PWD/target/python/bin/python cargo test --test command_line interchange",
        "needs the packages; .ci/run runs it",
    ),
    ("cargo build --release --features desk", "builds; .ci/run builds and tests it with the feature"),
    ("cargo build --release --features parquet", "builds; tests/parquet.rs tests what it makes"),
    ("cargo build --release --features warc", "builds; .ci/run tests it with the feature"),
    ("cargo build --release", "builds"),
    ("udsagn serve desk.db", "does not end; tests/desk/ and tests/desk/browser/ run it"),
    (
        "cargo run --release --features desk -- serve desk.db",
        "does not end; tests/desk/ and tests/desk/browser/ run it",
    ),
    ("sha256sum --check udsagn-*.tar.gz.sha256", "needs the archive; packaging/archive makes and tries it"),
    ("tar xzf udsagn-*.tar.gz", "needs the archive"),
    ("cd udsagn-*/", "needs the archive"),
    ("install -D udsagn ~/.local/bin/udsagn", "needs the archive"),
    ("install -D -m 644 -t ~/.local/share/man/man1 man/*", "needs the archive"),
    (
        "install -D -m 644 completions/udsagn.bash ~/.local/share/bash-completion/completions/udsagn",
        "needs the archive",
    ),
    ("install -D -m 644 completions/_udsagn ~/.zfunc/_udsagn", "needs the archive"),
    ("install -D -m 644 completions/udsagn.fish ~/.config/fish/completions/udsagn.fish", "needs the archive"),
    ("cargo install --path . --locked", "builds"),
    ("cargo install --path . --locked --features desk,warc,parquet", "builds"),
    ("mkdir -p ~/.local/share/bash-completion/completions", "writes into the home folder"),
    (
        "udsagn man --output ~/.local/share/man/man1",
        "writes into the home folder; tests/command_line/showing.rs runs it",
    ),
    (
        "udsagn completions bash > ~/.local/share/bash-completion/completions/udsagn",
        "writes into the home folder; tests/command_line/showing.rs runs it",
    ),
    ("python/wheel", "builds; python/test runs it"),
    ("pip install target/wheels/udsagn-*.whl", "needs the wheel; python/test does it"),
    ("python python/examples/archive.py articles/ rows/", "needs the package; python/tests/test_examples.py runs it"),
    ("cp udsagn-*.whl udsagn.zip", "needs the wheel; python/tests/test_package.py does it"),
    ("spark-submit --py-files udsagn.zip job.py", "needs Spark; python/test-cluster runs it"),
    ("export CARGO_PROFILE_RELEASE_DEBUG=1 CARGO_PROFILE_RELEASE_STRIP=false", "is for a build"),
    ("perf stat target/release/udsagn extract texts.jsonl -q --threads 1 -o out.jsonl", "needs perf"),
    ("perf record target/release/udsagn extract texts.jsonl -q --threads 1 -o out.jsonl", "needs perf"),
    (
        "valgrind --tool=callgrind target/release/udsagn extract texts.jsonl -q --threads 1 -o out.jsonl",
        "needs valgrind",
    ),
    ("callgrind_annotate --inclusive=yes callgrind.out.*", "needs valgrind"),
    ("mdbook build docs", "needs mdbook"),
    ("docs/picture", "needs a browser"),
];

/// Commands that rightly end with another status than 0.
const ENDS: &[(&str, i32)] = &[
    // It finds a difference.
    ("udsagn diff before.jsonl --rerun vejen.txt articles --rules my-rules", 1),
    // Nobody has corrected anything in this store.
    ("udsagn evaluate corrected", 2),
];

/// The commands of a block, without prompt-like comments.
fn commands(block: &Block) -> Vec<String> {
    let lines = block.text.replace("\\\n", " ");
    let bare = lines.lines().map(|line| line.split_once(" #").map_or(line, |(command, _)| command).trim().to_owned());
    bare.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

fn is_listed(command: &str) -> bool {
    NOT_RUN.iter().any(|(known, _)| *known == command)
}

/// The arguments of the project's own command, where it is one.
fn own(command: &str) -> Option<&str> {
    if let Some(arguments) = command.strip_prefix("udsagn ") {
        return Some(arguments);
    }
    let (program, arguments) = command.split_once(" -- ")?;
    ["cargo run --release", "cargo run --release --features desk"].contains(&program).then_some(arguments)
}

/// Whether the program was built with what the commands of a block need.
fn can_run(commands: &[String]) -> bool {
    let desk = |command: &String| {
        own(command).is_some_and(|arguments| arguments.starts_with("store ") || arguments.starts_with("serve "))
    };
    let parquet = |command: &String| command.contains(".parquet");
    (cfg!(feature = "desk") || !commands.iter().any(desk))
        && (cfg!(feature = "parquet") || !commands.iter().any(parquet))
}

/// The files that pages show, each of them once.
fn shown(pages: &[Page]) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for page in pages {
        for block in &page.blocks {
            if let Some(file) = &block.file {
                let before = files.insert(file.clone(), block.text.clone());
                assert_eq!(before, None, "{}: {file} is shown twice", page.name);
                let above = &page.text[..block.place.start];
                assert!(above.contains(&format!("`{file}`")), "{}: {file} is not named above", page.name);
            }
        }
    }
    files
}

/// Lines without white space at their ends, and without empty ones at the end.
fn lines(text: &str) -> Vec<&str> {
    text.trim_end().lines().map(str::trim_end).collect()
}

/// Whether lines of a page show those that were printed; a line `…` stands for any lines.
fn shows(page: &[&str], printed: &[&str]) -> bool {
    match page.split_first() {
        None => printed.is_empty(),
        Some((&"…", rest)) => (0..=printed.len()).any(|at| shows(rest, &printed[at..])),
        Some((line, rest)) => printed.split_first().is_some_and(|(first, left)| first == line && shows(rest, left)),
    }
}

/// Whether a piece of a page stands somewhere in what was printed.
fn shows_piece(page: &str, printed: &str) -> bool {
    let piece: Vec<&str> = ["…"].into_iter().chain(lines(page)).chain(["…"]).collect();
    shows(&piece, &lines(printed))
}

/// What stands at places of a page and what should: checked, or with `UDSAGN_DOCS=renew` written.
fn hold(page: &Page, wanted: Vec<(Range<usize>, String)>) -> Vec<String> {
    if !renews("UDSAGN_DOCS") {
        let differs = wanted.into_iter().filter(|(place, text)| page.text[place.clone()] != **text);
        return differs
            .map(|(place, text)| format!("{}: it says\n{}but should say\n{text}", page.name, &page.text[place]))
            .collect();
    }
    // Another test may have written into the same page.
    static WRITING: Mutex<()> = Mutex::new(());
    let _writing = WRITING.lock().expect("no panic");
    let path = root().join(&page.name);
    let mut text = fs::read_to_string(&path).expect("a page");
    for (place, new) in wanted.into_iter().rev() {
        let old = &page.text[place.clone()];
        let at = if text.get(place.clone()) == Some(old) { place.start } else { text.find(old).expect("the old text") };
        text.replace_range(at..at + old.len(), &new);
    }
    fs::write(path, text).expect("writes");
    Vec::new()
}

#[cfg(unix)]
mod running {
    use std::os::unix::fs::symlink;
    use std::process::{Command, Output};

    use super::*;

    impl Case {
        /// A folder with all that commands read.
        fn of_files(files: &BTreeMap<String, String>) -> Self {
            let case = Case::new();
            for (name, text) in
                files.iter().map(|(name, text)| (name.as_str(), text.as_str())).chain(INPUTS.iter().copied())
            {
                case.file(name, text);
                if ARTICLES.contains(&name) {
                    case.file(&format!("articles/{name}"), text);
                }
            }
            for folder in ["seeds", "tests"] {
                symlink(root().join(folder), case.path().join(folder)).expect("a link");
            }
            fs::create_dir(case.path().join(".bin")).expect("a folder");
            symlink(env!("CARGO_BIN_EXE_udsagn"), case.path().join(".bin/udsagn")).expect("a link");
            case
        }

        fn run(&self, command: &str) -> Output {
            let arguments = own(command).unwrap_or_else(|| panic!("neither run nor listed: {command}"));
            let path = std::env::var("PATH").unwrap_or_default();
            Command::new("sh")
                .current_dir(self.path())
                .env("PATH", format!("{}/.bin:{path}", self.path().display()))
                .env_remove("COLUMNS")
                .args(["-c", &format!("udsagn {arguments}")])
                .output()
                .expect("runs")
        }
    }

    /// What the commands of a block print: on standard output, or where nothing goes there, on standard error.
    fn printed(case: &Case, commands: &[String]) -> Result<String, String> {
        let (mut out, mut told) = (String::new(), String::new());
        for command in commands.iter().filter(|command| !is_listed(command)) {
            let output = case.run(command);
            let error = String::from_utf8_lossy(&output.stderr);
            let ends = ENDS.iter().find(|(known, _)| known == command).map_or(0, |(_, status)| *status);
            if output.status.code() != Some(ends) {
                return Err(format!("{command}: {}, not {ends}\n{error}", output.status));
            }
            out += &String::from_utf8_lossy(&output.stdout);
            told += &error;
        }
        // A byte order mark is no part of what is seen.
        Ok(if out.is_empty() { told } else { out.trim_start_matches('\u{feff}').replace("\r\n", "\n") })
    }

    /// Runs the commands of a page one after the other in one folder.
    fn check(page: &Page, files: &BTreeMap<String, String>) -> Vec<String> {
        let case = Case::of_files(files);
        let mut faults = Vec::new();
        let mut wanted = Vec::new();
        for (at, block) in page.blocks.iter().enumerate().filter(|(_, block)| block.language == "sh") {
            let commands = commands(block);
            for command in commands.iter().filter(|command| !is_listed(command) && own(command).is_none()) {
                faults.push(format!("{}: neither run nor listed: {command}", page.name));
            }
            if !faults.is_empty() || commands.iter().all(|command| is_listed(command)) || !can_run(&commands) {
                continue;
            }
            match printed(&case, &commands) {
                Err(fault) => faults.push(format!("{}: {fault}", page.name)),
                Ok(printed) => {
                    let below: Vec<&Block> = page.blocks[at + 1..]
                        .iter()
                        .take_while(|below| {
                            below.file.is_none()
                                && below.section == block.section
                                && ["text", "json"].contains(&below.language.as_str())
                        })
                        .collect();
                    // Several blocks show pieces of what is printed.
                    if below.len() > 1 {
                        let pieces = below.iter().filter(|piece| !shows_piece(&piece.text, &printed));
                        faults.extend(pieces.map(|piece| format!("{}: not printed:\n{}", page.name, piece.text)));
                        continue;
                    }
                    let Some(below) = below.first() else { continue };
                    let (told, printed) = (lines(&below.text), lines(&printed));
                    if shows(&told, &printed) && told != ["…"] {
                        continue;
                    }
                    let new = format!("{}\n", printed.join("\n"));
                    if told.contains(&"…") {
                        faults.push(format!("{}: it says\n{}but prints\n{new}", page.name, below.text));
                    } else {
                        wanted.push((below.place.clone(), new));
                    }
                }
            }
        }
        faults.extend(hold(page, wanted));
        faults
    }

    #[test]
    fn commands_print_what_stands_below_them() {
        let pages = pages();
        let files = shown(&pages);
        let faults: Vec<String> = std::thread::scope(|scope| {
            let files = &files;
            let running: Vec<_> = pages.iter().map(|page| scope.spawn(move || check(page, files))).collect();
            running.into_iter().flat_map(|page| page.join().expect("no panic")).collect()
        });
        assert!(faults.is_empty(), "{}", faults.join("\n\n"));
    }

    #[test]
    fn a_block_that_differs_is_seen() {
        let check = |page: &str, printed: &str, expected: bool| {
            assert_eq!(shows(&lines(page), &lines(printed)), expected, "{page:?} for {printed:?}");
        };
        check("a\nb\n", "a  \nb\n\n", true);
        check("a\n", "a\nb\n", false);
        check("b\n", "a\nb\n", false);
        check("a\n…\n", "a\nb\nc\n", true);
        check("…\nc\n", "a\nb\nc\n", true);
        check("…\nb\n…\n", "a\nb\nc\n", true);
        check("a\n…\nb\n", "a\nb\nc\n", false);
        check("b\n…\n", "a\nb\nc\n", false);
        check("…\nd\n…\n", "a\nb\nc\n", false);
        assert!(shows_piece("b\n", "a\nb\nc\n") && !shows_piece("b\na\n", "a\nb\nc\n"));
    }
}

/// The table of commands that are not run names none that no page shows.
#[test]
fn every_listed_command_is_shown() {
    let pages = pages();
    let sh = pages.iter().flat_map(|page| &page.blocks).filter(|block| block.language == "sh");
    let shown: BTreeSet<String> = sh.flat_map(commands).collect();
    let listed = NOT_RUN.iter().map(|(command, _)| *command).chain(ENDS.iter().map(|(command, _)| *command));
    for command in listed {
        assert!(shown.contains(command), "no page shows: {command}");
    }
}

#[test]
fn every_link_leads_somewhere() {
    let pages = pages();
    for page in &pages {
        for link in &page.links {
            let Some((path, anchor)) = page.target(link) else { continue };
            let path = path.canonicalize().unwrap_or_else(|_| panic!("{}: {link} leads nowhere", page.name));
            if let Some(anchor) = anchor {
                let other =
                    pages.iter().find(|other| root().join(&other.name).canonicalize().is_ok_and(|it| it == path));
                let other = other.unwrap_or_else(|| panic!("{}: {link} leads into no page", page.name));
                assert!(other.anchors.iter().any(|known| known == anchor), "{}: {link}: no such heading", page.name);
            }
        }
    }
}

/// The book holds every page of its folder, and no link that leaves it, since it may stand alone.
#[test]
fn the_book_is_whole() {
    let summary = Page::read("docs/SUMMARY.md".to_owned());
    let listed: BTreeSet<String> = summary.links.iter().map(|link| format!("docs/{link}")).collect();
    let there: BTreeSet<String> = pages::manual().into_iter().filter(|name| *name != summary.name).collect();
    assert_eq!(listed, there);
    for name in there {
        let page = Page::read(name);
        let leaving: Vec<&String> = page.links.iter().filter(|link| link.starts_with("..")).collect();
        assert!(leaving.is_empty(), "{}: {leaving:?}", page.name);
    }
}

/// Each example of what a statement is gives exactly the marked claims, with the kind or act of its row.
#[test]
fn examples_of_statements_are_read_as_marked() {
    let page = Page::read("docs/statement.md".to_owned());
    let analyser = Analyser::new().expect("the data is good");
    let mut examples = 0;
    let mut label = "";
    for line in page.text.lines().filter(|line| line.starts_with("| ")) {
        let cells = cells(line);
        let example = *cells.last().expect("a cell");
        label = if cells[0].is_empty() { label } else { cells[0].trim_matches('`') };
        if ["example", "---"].contains(&example) {
            continue;
        }
        let marked: Vec<&str> = example.split('⟦').skip(1).filter_map(|rest| rest.split('⟧').next()).collect();
        let article = Article::new("example", example.replace(['⟦', '⟧'], ""));
        let letters: Vec<char> = article.text.chars().collect();
        let rows = analyser.analyse(&article);
        let parts = rows.iter().flat_map(|row| &row.parts);
        let found: Vec<String> = parts.map(|[start, end]| letters[*start..*end].iter().collect()).collect();
        assert_eq!(found, marked, "{example}");
        if page.text.contains(&format!("| `{label}` |")) {
            for row in rows {
                assert!([row.kind.to_string(), row.act.to_string()].contains(&label.to_owned()), "{example}: {label}");
            }
        }
        examples += 1;
    }
    assert!(examples > 25, "{examples}");
}

/// The page of columns lists them in their order, with their Danish names.
#[test]
fn the_columns_are_those_of_a_row() {
    let page = Page::read("docs/columns.md".to_owned());
    let table = page.text.lines().filter(|line| line.starts_with("| `"));
    let told: Vec<(String, String)> = table
        .map(cells)
        .map(|row| (row[0].trim_matches('`').to_owned(), row[1].trim_matches('`').to_owned()))
        .collect();
    let headings = |language: &str| -> Vec<String> {
        let printed = printed(&["extract", "seeds", "-o", "-", "--quiet", "--headers", language]);
        let line = printed.lines().next().expect("a heading");
        line.split(',').map(str::to_owned).collect()
    };
    let there: Vec<(String, String)> = headings("en").into_iter().zip(headings("da")).collect();
    assert_eq!(told, there);
}

/// What the command prints in the repository.
fn printed(arguments: &[&str]) -> String {
    let output =
        assert_cmd::Command::cargo_bin("udsagn").expect("the command").current_dir(root()).args(arguments).output();
    String::from_utf8(output.expect("runs").stdout).expect("UTF-8")
}

/// The README's figures of accuracy are those of today, of the articles that stand in the repository.
#[test]
fn the_readme_tells_the_accuracy() {
    const FIGURES: &[&str] =
        &["quote_f1", "quote_attr_f1", "claim_f1", "claim_attr_f1", "kind_acc", "act_acc", "stance_acc", "date_acc"];
    let page = Page::read("README.md".to_owned());
    let rows = page.rows("accuracy", "accuracy");
    let wanted = ["tests/gold/seeds", "tests/gold/syn"].iter().zip(&rows[2..]).map(|(folder, (place, cells))| {
        let report = printed(&["evaluate", folder]);
        let figures = FIGURES.iter().map(|name| {
            let line = report.lines().find(|line| line.starts_with(&format!("{name} "))).expect("a figure");
            let at = if name.ends_with("_f1") { 3 } else { 1 };
            line.split_whitespace().nth(at).expect("a number").to_owned()
        });
        let row: Vec<String> = [cells[0].to_owned()].into_iter().chain(figures).collect();
        (place.clone(), format!("| {} |\n", row.join(" | ")))
    });
    let faults = hold(&page, wanted.collect());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The README's table of rows is the beginning of what the command writes, in some columns.
#[test]
fn the_readme_shows_rows_of_the_seeds() {
    let page = Page::read("README.md".to_owned());
    let shown = page.rows("output: rows", "output");
    let mut reader = csv::Reader::from_path(root().join("output/statements.csv")).expect("a table");
    let headers = reader.headers().expect("a heading").clone();
    let columns: Vec<usize> =
        shown[0].1.iter().map(|name| headers.iter().position(|known| known == *name).expect("a column")).collect();
    assert!(shown.len() > 4);
    let wanted = shown[2..].iter().zip(reader.records()).map(|((place, _), record)| {
        let record = record.expect("a record");
        let row: Vec<&str> = columns.iter().map(|column| &record[*column]).collect();
        (place.clone(), format!("| {} |\n", row.join(" | ")))
    });
    let faults = hold(&page, wanted.collect());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
