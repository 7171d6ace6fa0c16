//! `udsagn show`, the completions and the manual pages; examples in every `--help`.

use super::Case;

const TEXT: &str = "---\npublished: 2024-03-13\nsource: Avisen\n---\nBroen lukker i maj\n\n»Den er slidt,« siger \
    borgmester Ida Holm, »og vi lukker den.«\n\nHun mener, at planen er god.\n";

/// Runs `udsagn show a.txt` with more arguments, parted by spaces.
fn show(text: &str, more: &str) -> String {
    let case = Case::new();
    case.file("a.txt", text);
    let arguments = ["show", "a.txt"].into_iter().chain(more.split_whitespace());
    let ran = case.run(&arguments.collect::<Vec<_>>());
    ran.check(0, &[]);
    ran.out
}

/// The text without the escapes of a terminal.
fn bare(text: &str) -> String {
    let mut pieces = text.split('\u{1b}');
    let first = pieces.next().unwrap_or("").to_owned();
    pieces.fold(first, |bare, piece| bare + piece.split_once('m').map_or("", |(_, rest)| rest))
}

#[test]
fn a_pipe_gets_signs_instead_of_colours() {
    let expected = "\
a.txt · Avisen · 2024-03-13

Broen lukker i maj

»⟦¹Den er slidt⟧,« _siger_ {borgmester Ida Holm}¹, »⟦¹og vi   │ ¹ Ida Holm, borgmester
lukker den.⟧«                                                 │ neutral · oplyser · 2024-03-13

{Hun}² _mener_, at ⟦²planen er god⟧.                          │ ² Ida Holm, borgmester
";
    let shown = show(TEXT, "--lang da --width 96");
    let same: Vec<&str> = shown.lines().take(8).collect();
    assert_eq!(same, expected.lines().collect::<Vec<_>>());
}

#[test]
fn colours_are_for_those_who_want_them() {
    let coloured = show(TEXT, "--color always --width 120");
    assert!(coloured.contains("\u{1b}[36mDen er slidt\u{1b}[0m"), "{coloured:?}");
    assert!(!coloured.contains('⟦'));
    assert!(bare(&coloured).contains("»¹Den er slidt,« siger borgmester Ida Holm¹, »og vi lukker den.«"));
    assert_eq!(show(TEXT, ""), show(TEXT, "--color never"));
}

#[test]
fn any_input_can_be_shown() {
    let case = Case::new();
    case.file("a.csv", "krop,nr\n\"»Den er farlig,« siger Ida Holm.\",7\n");
    let ran = case.run(&["show", "a.csv", "--column", "text=krop", "--column", "id=nr"]);
    assert!(ran.check(0, &[]).out.starts_with("7\n\n»⟦¹Den er farlig⟧,« _siger_ {Ida Holm}¹."), "{}", ran.out);
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let long = format!("{TEXT}\n»{}😀,« siger {}.\n", "ord".repeat(60), "Åse Holm ".repeat(30).trim_end());
    for width in [1, 20, 34, 50, 71, 72, 80, 200] {
        for color in ["always", "never"] {
            let shown = show(&long, &format!("--width {width} --color {color}"));
            for line in bare(&shown).lines() {
                // One column wide but for the last, which is two.
                let columns = line.chars().count() + line.matches('😀').count();
                assert!(columns <= width.max(20), "{width}: {line:?} is {columns} wide");
            }
        }
    }
    let narrow = show(TEXT, "--width 40");
    assert!(narrow.contains("\n  │ ¹ Ida Holm, borgmester\n"), "{narrow}");
}

#[test]
fn an_article_gives_the_terminal_no_orders() {
    let text = "»\u{1b}[31mRød\u{7}\u{9b}2J \u{202e}er \u{61c}slidt,« siger Ida Holm.\n";
    for color in ["always", "never"] {
        let shown = show(text, &format!("--color {color}"));
        assert!(bare(&shown).chars().all(|c| !c.is_control() || c == '\n'), "{shown:?}");
        assert!(!shown.contains("\u{1b}[31mRød") && !shown.contains(['\u{202e}', '\u{61c}']));
    }
}

#[test]
fn no_command_hands_on_orders_of_an_article() {
    let case = Case::new();
    let text =
        "Nej\u{1b}[31m\n\n»Ja\u{1b}]0;x\u{7} \u{1b}[2J,« siger Ida\u{1b}[5m Holm.\n\n»Ukendt \u{202e}\u{1b}[5m« er.\n";
    case.file("a.txt", text);
    let annotation = serde_json::json!({
        "n": 1, "kind": "direct", "speaker": "Bo\u{1b}[5m Kjær", "aliases": [], "as_written": "", "act": "state",
        "stance": "neutral", "date": "",
    });
    case.file("g.txt", format!("{{\"doc\": \"a\"}}\n{text}\n⟦1⟧Ja\u{1b}[31m⟦/1⟧\n=====\n{annotation}\n"));
    case.file("old.jsonl", "");
    for line in [
        &["explain", "a.txt"][..],
        &["explain", "a.txt", "-vv"],
        &["show", "a.txt"],
        &["rules", "--on", "a.txt"],
        &["diff", "old.jsonl", "--rerun", "a.txt"],
        &["evaluate", "g.txt", "--errors", "3"],
    ] {
        let ran = case.run(line);
        let ordered = |letter: char| letter != '\n' && letter != '\t' && (letter.is_control() || letter == '\u{202e}');
        assert!(!ran.out.contains(ordered) && !ran.told.contains(ordered), "{line:?}");
        assert!(ran.out.contains("Ja"), "{line:?}: {} {}", ran.out, ran.told);
    }
}

#[test]
fn what_cannot_be_read_is_told() {
    let case = Case::new();
    case.file("a.txt", TEXT);
    let ran = case.run(&["show", "missing.txt", "a.txt"]);
    ran.check(2, &["udsagn: error: missing.txt: No such file or directory"]);
    assert!(ran.out.contains("Den er slidt"));
    assert_eq!(case.run_with(&["show", "-"], TEXT).code, Some(0));
}

#[test]
fn every_subcommand_has_an_example_a_completion_and_a_page() {
    let case = Case::new();
    let help = case.run(&["--help"]).out;
    assert!(help.contains("Example"), "{help}");
    let listed = help.split_once("Commands:\n").and_then(|(_, rest)| rest.split_once("\n\n")).expect("a list").0;
    let names: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let names: Vec<&str> = names.into_iter().filter(|name| *name != "help").collect();
    assert!(names.contains(&"show") && names.contains(&"man"), "{names:?}");
    let scripts = ["bash", "zsh", "fish"].map(|shell| case.run(&["completions", shell]).check(0, &[]).out.clone());
    case.run(&["man", "--output", "share/man"]).check(0, &[]);
    for name in names {
        for flag in ["--help", "-h"] {
            let help = case.run(&[name, flag]).out;
            let example = help.split_once("Example").map_or("", |(_, rest)| rest);
            assert!(example.contains(&format!("  udsagn {name}")), "{name}: {help}");
        }
        assert!(scripts.iter().all(|script| script.contains(name)), "{name}");
        let page = case.run(&["man", name]);
        assert!(page.check(0, &[]).out.contains(&format!(".TH udsagn-{name} 1")), "{}", page.out);
        assert_eq!(case.read(&format!("share/man/udsagn-{name}.1")), page.out);
    }
    assert_eq!(case.run(&["completions", "csh"]).code, Some(2));
    assert_eq!(case.run(&["man", "nonsense"]).code, Some(2));
    let ran = case.file("file", "").run(&["man", "--output", "file"]);
    ran.check(1, &["udsagn: error: file: cannot be written: File exists"]);
}
