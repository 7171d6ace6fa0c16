//! What is read; what is wrong is told, and the rest is done.

use super::{ARTICLE, Case, check_articles};

#[test]
fn folders_are_read_in_order() {
    let case = Case::new();
    for name in ["in/b.txt", "in/a/z.md", "in/a/y", "in/c.TXT", "in/a.txt"] {
        case.file(name, ARTICLE);
    }
    case.file("in/d.jsonl", serde_json::json!({ "text": ARTICLE, "id": 7 }).to_string());
    case.file("in/.hidden.txt", ARTICLE).file("in/.git/x.txt", ARTICLE);
    case.file("in/e.pdf", "x").file("in/a/f.png", "x");
    let ran = case.run(&["extract", "in", "-o", "-"]);
    ran.check(0, &["udsagn: note: skipped 2 files with other endings: in/a/f.png, in/e.pdf"]);
    assert_eq!(ran.counted("articles"), 6);
    check_articles(&ran.out, &["in/a/y", "in/a/z.md", "in/a.txt", "in/b.txt", "in/c.TXT", "7"]);
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
fn an_input_is_never_replaced_by_the_output() {
    let case = Case::new();
    let row = serde_json::json!({ "text": ARTICLE }).to_string();
    case.file("a.jsonl", &row).file("b.txt", ARTICLE);
    for inputs in [&["./a.jsonl"][..], &["b.txt", "./a.jsonl"]] {
        let told = "udsagn: error: ./a.jsonl: would be replaced by the output; name another file to write";
        case.run(&[&["extract", "-o", "a.jsonl"], inputs].concat()).check(2, &[told]);
        assert_eq!(case.read("a.jsonl"), row);
    }
    assert_eq!(case.names("."), ["a.jsonl", "b.txt"]);
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
        .check(2, &["udsagn: error: -: standard input can be read only once"]);
    case.run(&["extract", "-", "-o", "-"]).check(2, &["udsagn: error: -: empty file"]);
}

#[test]
fn other_encodings_are_read_with_a_warning() {
    let case = Case::new();
    let western = encoding_rs::WINDOWS_1252.encode(ARTICLE).0;
    case.file("bom.txt", format!("\u{feff}{ARTICLE}")).file("plain.txt", ARTICLE).file("western.txt", &western);
    // A row's own id is made from the article's. It stands before the link, which is empty, and the language.
    let rows = |name: &str| -> Vec<String> {
        let out = case.run(&["extract", name, "-o", "-"]).out.replace(name, "NAME");
        out.lines().map(|line| line.rsplitn(4, ',').nth(3).unwrap_or(line).to_owned()).collect()
    };
    assert_eq!(rows("bom.txt"), rows("plain.txt"));
    assert_eq!(rows("western.txt").len(), rows("plain.txt").len());
    case.run(&["extract", "bom.txt"]).check(0, &[]);
    case.run(&["extract", "western.txt"]).check(0, &["udsagn: warning: western.txt: not UTF-8; read as windows-1252"]);
    let mut lines = br#"{"text": "K"#.to_vec();
    lines.extend_from_slice(b"\xf8b br\xf8d.\"}\n");
    case.file("western.jsonl", lines.repeat(3));
    let ran = case.run(&["extract", "western.jsonl"]);
    let told = "not UTF-8; read as windows-1252 (told only at the first such line)";
    ran.check(0, &[&format!("udsagn: warning: western.jsonl:1: {told}")]);
    assert_eq!((ran.counted("articles"), ran.counted("input warnings")), (3, 1));
}

#[test]
fn a_date_that_is_none_is_told() {
    let case = Case::new();
    case.file("a.txt", format!("---\npublished: i går\n---\n{ARTICLE}"));
    case.file("b.jsonl", serde_json::json!({ "text": ARTICLE, "published": "2017-02-30", "title": [1] }).to_string());
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

#[test]
fn a_fault_costs_only_its_own_article() {
    let case = Case::new();
    case.file("empty.txt", "").file("blank.txt", "\n \n").file("only.txt", "---\nid: 1\n---\n\n");
    case.file("picture.txt", b"\x89PNG\0\0").file("late.txt", format!("{}\0", "Tekst. ".repeat(5000)));
    case.file("data.jsonl", b"\0\0{}").file("none.jsonl", "\n\n").file("report.pdf", "x");
    case.file("broken.jsonl", "{\"text\": \"»Vi venter,« siger Ida Holm.\"}\n{\"text\": \n[1]\n{\"id\": 1}\n{\"text\": 5}\n{\"text\": \" \"}\n{\"text\": \"»Vi venter,« siger Ida Holm.\"}");
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
    let known = ".txt, .md, .jsonl, .ndjson, .json, .csv, .tsv, .tab, .html, .htm, .xhtml, .rss, .atom, .xml, .docx, \
                 .warc, .zip, .gz or no ending";
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
            "udsagn: error: report.pdf: not read: save the web page as .html, or make text of the PDF with `pdftotext` and look it \
             through",
            "udsagn: error: broken.jsonl:2: broken JSON: EOF while parsing a value (column 8)",
            "udsagn: error: broken.jsonl:3: not a JSON object",
            "udsagn: error: broken.jsonl:4: no `text` field",
            "udsagn: error: broken.jsonl:5: `text` is not a string",
            "udsagn: error: broken.jsonl:6: empty: `text` holds no text",
            &format!("udsagn: error: barren: no articles in this folder; read are {known}"),
            "udsagn: note: skipped 1 file with other endings: barren/x.pdf",
        ],
    );
    assert_eq!((ran.counted("articles"), ran.counted("input errors")), (3, 15));
    check_articles(&ran.out, &["broken.jsonl:1", "broken.jsonl:7", "a.txt"]);
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
    case.run(&["extract", "in"]).check(2, &["udsagn: error: in/lost.txt: No such file or directory"]);
}

const PAGE: &str =
    "<meta charset=utf-8><h1>Broen</h1><p>»Den er farlig,« siger borgmester Ida Holm, og hun lukker den.</p>";

#[test]
fn standard_input_may_be_of_any_format() {
    let case = Case::new();
    for stdin in [PAGE.to_owned(), serde_json::json!([{ "text": ARTICLE }]).to_string()] {
        let ran = case.run_with(&["extract", "-", "-o", "-"], stdin);
        ran.check(0, &[]);
        assert_eq!((ran.counted("articles"), ran.counted("statements")), (1, 1));
    }
    let table = "brødtekst;id\n\"»Den er farlig,« siger Ida Holm.\";7\n";
    let ran = case.run_with(&["extract", "-", "--from", "csv", "-o", "-"], table);
    ran.check(0, &[]);
    check_articles(&ran.out, &["7"]);
}

#[test]
fn options_of_reading_are_told_when_wrong() {
    let case = Case::new();
    case.file("a.csv", "krop,dato\n\"»Den er farlig,« siger Ida Holm.\",5. marts 2024\n");
    let ran = case.run(&["extract", "a.csv", "--column", "text=krop", "-o", "-"]);
    ran.check(0, &[]);
    assert!(ran.out.contains(",2024-03-05,"), "{}", ran.out);
    case.run(&["extract", "a.csv"]).check(
        2,
        &["udsagn: error: a.csv: no column is known to hold the text; the first row has \"krop\", \"dato\"; \
            name it with --column text=NAME"],
    );
    for (arguments, told) in [
        (["--column", "text"], "not of the form FIELD=NAME"),
        (["--column", "krop=text"], "no such field; there are text, title, published, id, url, source, author"),
        (["--column", "text="], "no name of a column after ="),
        (["--encoding", "klingon"], "no such encoding"),
        (["--from", "pdf"], "html"),
    ] {
        let ran = case.run(&["extract", "a.csv", arguments[0], arguments[1]]);
        assert_eq!(ran.code, Some(2));
        assert!(ran.told.contains(told), "{}", ran.told);
    }
}

#[test]
fn what_is_told_again_and_again_is_told_twenty_times() {
    let case = Case::new();
    let row = serde_json::json!({ "text": ARTICLE }).to_string();
    let dated = |day: u32| serde_json::json!({ "text": ARTICLE, "published": format!("den {day}.") }).to_string();
    let lines: Vec<String> = (0..30).flat_map(|day| [dated(day), "{}".into(), "[1]".into()]).collect();
    case.file("a.jsonl", lines.join("\n")).file("b.jsonl", format!("{row}\n{{}}\n")).file("c.jsonl", "{}\n".repeat(21));
    let ran = case.run(&["extract", "a.jsonl", "b.jsonl", "c.jsonl", "-o", "-"]);
    let told: Vec<&str> = ran.told.lines().filter(|line| line.starts_with("udsagn: ")).collect();
    assert_eq!(told.len(), 3 * 20 + 3 + 1 + 21, "{}", ran.told);
    assert_eq!(
        told[60..65],
        [
            "udsagn: error: a.jsonl: 10 more like these; the last: a.jsonl:89: no `text` field",
            "udsagn: error: a.jsonl: 10 more like these; the last: a.jsonl:90: not a JSON object",
            "udsagn: warning: a.jsonl: 10 more like these; the last: a.jsonl:88: `published` is no date that can be read: \
             \"den 29.\"; counts as unknown",
            "udsagn: error: b.jsonl:2: no `text` field",
            "udsagn: error: c.jsonl:1: no `text` field",
        ]
    );
    assert_eq!(told.last(), Some(&"udsagn: error: c.jsonl:21: no `text` field"));
    assert_eq!((ran.counted("input errors"), ran.counted("input warnings")), (82, 30));
}

#[cfg(unix)]
#[test]
fn a_terminal_gets_no_orders_from_a_file_name() {
    let case = Case::new();
    case.file("a\u{1b}[31m\n.txt", "");
    case.run(&["extract", "."]).check(2, &["udsagn: error: ./a\u{fffd}[31m\u{fffd}.txt: empty file"]);
    case.run(&["extract", "\u{1b}.txt"]).check(2, &["udsagn: error: \u{fffd}.txt: No such file or directory"]);
}
