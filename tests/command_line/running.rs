//! How it runs: threads, options, what it tells.

use super::{ARTICLE, COLUMNS, Case, articles};

#[test]
fn the_order_of_paths_changes_nothing_where_they_are_sorted() {
    let case = Case::new();
    case.file("a.txt", ARTICLE).file("b.txt", "»Nej«, siger Bo Dam.").file("c/d.txt", "»Jo«, siger Ida Holm.");
    let run = |paths: &[&str]| case.run(&[&["extract", "--sort", "-o", "-"], paths].concat()).check(0, &[]).out.clone();
    let sorted = run(&["a.txt", "b.txt", "c"]);
    assert_eq!(sorted, case.run(&["extract", "-o", "-", "a.txt", "b.txt", "c"]).out);
    for paths in [&["c", "b.txt", "a.txt"][..], &["b.txt", "c", "a.txt"], &["b.txt", "a.txt", "c", "b.txt"]] {
        assert_eq!(run(paths), sorted, "{paths:?}");
    }
}

#[test]
fn threads_change_nothing() {
    let case = Case::new();
    let line = |number: usize| {
        let text = format!("{ARTICLE}\n{}", "»Den skal lukkes,« siger Bo Kjær.\n".repeat(number % 7));
        match number {
            250 => "{\"text\": oops}\n".to_owned(),
            number => serde_json::json!({ "id": format!("n{number:03}"), "text": text }).to_string() + "\n",
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
    let column = COLUMNS.split(',').position(|name| name == "confidence").expect("the column");
    assert!(reader.records().all(|row| &row.expect("a record")[column] == "1"));
}

#[test]
fn the_day_of_publication_fills_a_gap() {
    let case = Case::new();
    case.file("a.txt", ARTICLE);
    case.file("b.txt", format!("---\npublished: 14. september 2017\n---\n{ARTICLE}"));
    let ran = case.run(&["extract", "a.txt", "b.txt", "-o", "-", "--published", "2020-01-31"]);
    let mut reader = csv::Reader::from_reader(ran.check(0, &[]).out.as_bytes());
    let place = |name| COLUMNS.split(',').position(|column| column == name).expect("the column");
    for row in reader.records() {
        let row = row.expect("a record");
        let day = if &row[place("article")] == "a.txt" { "2020-01-31" } else { "2017-09-14" };
        assert_eq!(&row[place("published")], day);
    }
}

#[test]
fn where_the_rows_are_is_told() {
    let case = Case::new();
    case.file("a.txt", ARTICLE);
    let told = |arguments: &[&str]| case.run(&[&["extract", "a.txt"], arguments].concat()).told;
    assert!(told(&[]).ends_with("\nrows in output/statements.csv\n"), "{}", told(&[]));
    assert!(told(&["-o", "rows.xlsx"]).ends_with("\nrows in rows.xlsx\n"));
    assert!(!told(&["-o", "-"]).contains("rows in"));
    assert!(told(&["-q"]).is_empty());
}

#[test]
fn quiet_tells_only_what_is_wrong() {
    let case = Case::new();
    case.file("in/a.txt", ARTICLE).file("in/b.pdf", "x");
    let ran = case.run(&["extract", "in", "--quiet"]);
    assert_eq!((ran.told.as_str(), ran.code), ("", Some(0)));
    let ran = case.run(&["extract", "in", "missing", "-q"]);
    assert_eq!(ran.told, "udsagn: error: missing: No such file or directory\n");
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
    for option in ["PATH", "--output", "--format", "--threads", "--min-confidence", "--published", "--quiet"] {
        assert!(ran.out.contains(option), "{option}");
    }
    assert_eq!(Case::new().run(&["--version"]).out, concat!("udsagn ", env!("CARGO_PKG_VERSION"), "\n"));
}
