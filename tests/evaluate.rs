//! What `udsagn evaluate` promises: the figures, what it shows of errors and changes, how it ends.
//!
//! `tests/evaluate/gold` holds annotated articles, `tests/evaluate/found` rows for them in the same notation.
#![allow(missing_docs, clippy::expect_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;
use udsagn::evaluation::compare::{Change, Comparison, compare};
use udsagn::evaluation::figures::{FIGURES, confident, reliability};
use udsagn::evaluation::gold::read;
use udsagn::evaluation::load;
use udsagn::evaluation::saved::Saved;
use udsagn::evaluation::{Entry, Figures, Gold, GoldStatement, Outcome, judge, report};
use udsagn::label::Section;
use udsagn::statement::Statement;

/// The figures of the rows in `found`, in per cent, counted by another program from the same definitions.
const EXPECTED: &[(&str, f64)] = &[
    ("quote_f1", 64.516),
    ("quote_exact_f1", 35.294),
    ("quote_attr_f1", 50.0),
    ("claim_f1", 70.588),
    ("claim_attr_f1", 40.0),
    ("all_attr_f1", 47.619),
    ("speaker_acc", 71.429),
    ("kind_acc", 57.143),
    ("act_acc", 42.857),
    ("stance_acc", 28.571),
    ("date_acc", 14.286),
];

const ARTICLE: &str = r#"{"doc": "a", "published": "2020-01-02", "title": "Broen"}
Broen

»⟦1⟧Nej⟦/1⟧«, siger Ida Holm. »⟦1⟧Den er dyr.⟦/1⟧« Hun tror, at ⟦2⟧den åbner⟦/2⟧.
=====
{"n": 1, "kind": "direct", "speaker": "Ida Holm", "aliases": ["Holm"], "act": "deny", "stance": "oppose", "date": "2020-01-02"}
{"n": 2, "kind": "indirect", "speaker": "Ida Holm", "act": "state", "stance": "neutral", "date": "2020-01-02", "optional": true}
"#;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/evaluate").join(name)
}

fn articles(name: &str) -> Vec<Gold> {
    let loaded = load(&[folder(name)]);
    assert!(loaded.faults.is_empty(), "{:?}", loaded.faults);
    loaded.gold
}

/// An annotated statement as if it had been found. Confidence and rule follow from its number and kind.
fn row(gold: &GoldStatement) -> Statement {
    Statement {
        id: String::new(),
        article: String::new(),
        title: None,
        url: None,
        source: None,
        published: None,
        claim: String::new(),
        kind: gold.kind,
        parts: gold.parts.clone(),
        speaker: gold.speaker.clone().unwrap_or_default(),
        speaker_role: None,
        speaker_kind: None,
        mention: None,
        mention_span: None,
        cue: None,
        cue_span: None,
        via: None,
        act: gold.act,
        stance: gold.stance,
        stance_target: None,
        date: gold.date.clone().unwrap_or_default(),
        date_text: None,
        section: Section::Body,
        context: String::new(),
        rule: format!("rule-{}", gold.kind),
        resolution: Some("hun → Ida Holm (pronoun)".to_owned()),
        confidence: if gold.n > 9 { 1.0 } else { f64::from(gold.n) / 10.0 },
        warnings: Vec::new(),
        link: None,
        language: "da".into(),
        review: None,
    }
}

/// What became of the statements of `gold`, where those of `found` are the rows.
fn saved(gold: &str, found: &str) -> Saved {
    let mut saved = Saved::default();
    for (gold, found) in articles(gold).iter().zip(articles(found)) {
        assert_eq!(gold.article, found.article);
        let rows: Vec<Statement> = found.statements.iter().map(row).collect();
        saved.articles.insert(gold.article.id.clone());
        saved.entries.extend(judge(gold, &rows));
    }
    saved
}

fn outcomes(entries: &[Entry]) -> Vec<String> {
    let word = |outcome: &Outcome| format!("{outcome:?}").to_lowercase();
    entries.iter().map(|e| format!("{} {} {}", e.article, e.line, word(&e.outcome))).collect()
}

#[test]
fn figures_are_as_defined() {
    let figures = Figures::of(&saved("gold", "found").entries);
    let names: Vec<&str> = EXPECTED.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, FIGURES);
    for (name, expected) in EXPECTED {
        let value = figures.value(name).expect("a figure");
        assert!((value - expected).abs() < 0.001, "{name} is {value}, not {expected}");
    }
    let counts: Vec<[usize; 4]> =
        figures.rates.iter().map(|(_, rate)| [rate.gold_hits, rate.gold, rate.found_hits, rate.found]).collect();
    assert_eq!(counts, [[4, 6, 5, 8], [2, 6, 3, 8], [3, 6, 4, 8], [3, 4, 2, 3], [2, 4, 1, 3], [5, 10, 5, 11]]);
    assert!(figures.shares.iter().all(|(_, share)| share.of == 7));
}

#[test]
fn every_statement_has_its_outcome() {
    let expected = [
        "a 3 right",
        "a 4 right",
        "a 5 right",
        "a 6 speaker",
        "a 7 right",
        "a 8 optional",
        "a 8 optional",
        "a 9 missed",
        "a 9 extra",
        "a 10 right",
        "a 11 extra",
        "a 11 missed",
        "a 12 speaker",
        "a 12 extra",
        "b 1 extra",
        "c 1 missed",
    ];
    assert_eq!(outcomes(&saved("gold", "found").entries), expected);
}

#[test]
fn the_report_shows_tables() {
    let entries = saved("gold", "found").entries;
    let groups = report::groups(&entries);
    for line in [
        "direct             66.7   60.0   63.2     50.0   40.0   44.4       5      6",
        "mixed              50.0  100.0   66.7     50.0  100.0   66.7       1      2",
        "” ”               100.0  100.0  100.0    100.0  100.0  100.0       1      1",
        "dash              100.0  100.0  100.0      0.0    0.0    0.0       1      1",
    ] {
        assert!(groups.contains(line), "{line:?} is not in\n{groups}");
    }
    assert!(!groups.contains("« »"), "nobody uses it");
    let rules = report::rules(&entries, &["rule-direct", "rule-idle"]);
    let lines: Vec<Vec<&str>> = rules.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(lines[1], ["rule-direct", "6", "3", "66.7", "50.0"]);
    assert_eq!(lines[4], ["never", "fired:", "rule-idle"]);
}

#[test]
fn confidence_is_held_against_outcomes() {
    let entries = saved("gold", "found").entries;
    let rows: Vec<usize> = reliability(&entries).iter().map(|bin| bin.tally.rows).collect();
    // Row 6 is on a borderline statement.
    assert_eq!(rows, [5, 1, 0, 1, 1, 1, 2]);
    let sure = confident(&entries, 0.9, f64::INFINITY);
    assert_eq!((sure.rows, sure.overlap, sure.speaker), (3, 1, 0));
    let told = report::confidence(&entries);
    let last = "of rows with confidence ≥ 0.9, 0.0 % are right; they are 27.3 % of the rows\n";
    assert!(told.ends_with(last), "{told}");
}

#[test]
fn errors_stand_in_their_context() {
    let told = report::errors(&saved("gold", "found").entries, 1);
    let expected = "
== Missed: 1 of 3

a, line 9
  Ifølge Avisen ⟦er broen grøn⟧. De såkaldte 'grå broer' ligger mod nord.
  gold   Avisen (indirect, state, neutral, 2020-01-02)

== Extra: 1 of 4

a, line 9
  Ifølge Avisen er broen grøn. De såkaldte '⟦grå broer⟧' ligger mod nord.
  found  – (mixed, state, neutral, 2020-01-02) by rule-mixed, 0.70; hun → Ida Holm (pronoun)

== Wrong speaker: 1 of 2

a, line 6
  - ⟦Vi kan ikke vente⟧, lyder det også.
  gold   – (direct, demand, neutral, 2020-01-02)
  found  Ida Holm (direct, confirm, support, 2020-01) by rule-direct, 0.40; hun → Ida Holm (pronoun)
     as  Vi kan ikke
";
    assert_eq!(told, expected);
}

#[test]
fn marks_tell_the_house_style() {
    for (line, style) in [
        ("»⟦1⟧Nej⟦/1⟧«, siger hun.", "» «"),
        ("»⟦1⟧Nej⟦/1⟧,« siger hun.", "» «"),
        ("⟦1⟧Nej⟦/1⟧,« siger hun.", "» «"),
        ("«⟦1⟧Nej⟦/1⟧», siger hun.", "« »"),
        ("”⟦1⟧Nej⟦/1⟧”, siger hun.", "” ”"),
        ("“⟦1⟧Nej⟦/1⟧”, siger hun.", "“ ”"),
        ("„⟦1⟧Nej⟦/1⟧“, siger hun.", "„ “"),
        ("\"⟦1⟧Nej⟦/1⟧\", siger hun.", "\" \""),
        ("'⟦1⟧Nej⟦/1⟧', siger hun.", "' '"),
        ("– ⟦1⟧Nej⟦/1⟧, siger hun.", "dash"),
        ("Sent - ⟦1⟧Nej⟦/1⟧, siger hun.", "none"),
        ("⟦1⟧Nej⟦/1⟧, siger hun.", "none"),
    ] {
        let gold = ARTICLE.split_once('\n').map(|(head, _)| head).expect("a head");
        let table = r#"{"n": 1, "kind": "direct", "act": "state", "stance": "neutral"}"#;
        let gold = read(&format!("{gold}\nBroen\n\n{line}\n=====\n{table}\n")).expect("well formed");
        let entries = judge(&gold, &[]);
        assert_eq!(entries[0].gold.as_ref().map(|side| side.style.as_str()), Some(style), "{line}");
    }
}

#[test]
fn gold_counts_in_code_points() {
    let gold = read(ARTICLE).expect("well formed");
    assert_eq!(gold.article.text, "Broen\n\n»Nej«, siger Ida Holm. »Den er dyr.« Hun tror, at den åbner.");
    assert_eq!(gold.statements[0].parts, [[8, 11], [31, 42]]);
    assert_eq!(gold.statements[1].parts, [[57, 66]]);
    assert_eq!(read(&ARTICLE.replace('\n', "\r\n")).as_ref(), Ok(&gold));
}

#[test]
fn malformed_gold_is_told() {
    for (good, bad, fault) in [
        ("⟦/2⟧", "", "⟦2⟧ is not closed"),
        ("⟦2⟧", "", "⟦/2⟧ closes nothing"),
        ("⟦2⟧den", "⟦2⟧⟦2⟧den", "⟦2⟧ is opened twice"),
        ("⟦2⟧", "⟦x⟧", "⟦x⟧ is no mark"),
        ("⟦2⟧den", "⟦2⟧ den", "statement 2: a part is empty or has white space at its edge"),
        ("=====", "===", "no line ====="),
        ("\"n\": 2", "\"n\": 3", "statement 3 is not in the text"),
        ("\"n\": 2", "\"n\": 1", "statement 1 is described twice"),
        ("indirect", "other", "unknown variant `other`"),
        ("2020-01-02\", \"title", "i fjor\", \"title", "`published` is no date: \"i fjor\""),
    ] {
        let told = read(&ARTICLE.replacen(good, bad, 1)).expect_err(fault);
        assert!(told.starts_with(fault), "{told:?}, not {fault:?}");
    }
}

#[test]
fn a_saved_result_is_read_as_it_was() {
    let result = saved("gold", "found");
    let file = result.write().expect("is written");
    assert_eq!(file.lines().count(), 1 + result.entries.len());
    assert_eq!(Saved::read(&file), Ok(result));
    assert!(Saved::read("").is_err());
    assert_eq!(Saved::read(&file.replacen("udsagn", "other", 1)).map_err(|(line, _)| line), Err(1));
    let broken = file.replacen("\"outcome\":\"speaker\"", "\"outcome\":\"odd\"", 1);
    assert_eq!(Saved::read(&broken).map_err(|(line, _)| line), Err(5));
}

fn changes(list: &[Change]) -> Vec<String> {
    let line = |change: &Change| change.now.as_ref().or(change.before.as_ref()).map_or(0, |entry| entry.line);
    list.iter().map(|change| format!("{} {}", line(change), change.what())).collect()
}

#[test]
fn changes_are_won_or_lost() {
    let (poor, good) = (saved("gold", "found"), saved("gold", "gold"));
    assert_eq!(compare(&poor, &poor).won, []);
    let better = compare(&poor, &good);
    let won = [
        "6 wrong speaker → right",
        "9 missed → right",
        "9 extra row gone",
        "11 extra row gone",
        "11 missed → right",
        "12 wrong speaker → right",
        "12 extra row gone",
        "1 extra row gone",
        "1 missed → right",
    ];
    let changed = [
        "3 right, other speaker, kind, date",
        "4 right, other claim, speaker, act, stance, date",
        "5 right, other claim, date",
        "7 right, other speaker, kind, stance",
        "10 right, other speaker, kind, act, stance, date",
    ];
    assert_eq!(changes(&better.won), won);
    assert_eq!(changes(&better.changed), changed);
    assert_eq!(changes(&better.lost), [""; 0]);
    let worse = compare(&good, &poor);
    assert_eq!(changes(&worse.lost)[..3], ["6 right → wrong speaker", "9 right → missed", "9 new extra row"]);
    assert_eq!((changes(&worse.won).len(), changes(&worse.lost).len()), (0, won.len()));
    let told = report::comparison(&better);
    assert!(told.contains("quote_exact_f1      35.3   100.0   +64.7"), "{told}");
    assert!(told.contains("\n== Won: 9\n\na, line 6: wrong speaker → right\n  - ⟦Vi kan ikke vente⟧"), "{told}");
}

#[test]
fn other_annotation_is_not_compared() {
    let whole = saved("gold", "found");
    let mut part = whole.clone();
    part.articles = BTreeSet::from(["a".to_owned()]);
    part.entries.retain(|entry| entry.article == "a" && entry.line != 3);
    let expected = |uncompared| Comparison { uncompared, figures: Vec::new(), ..Comparison::default() };
    let bare = |comparison: Comparison| Comparison { figures: Vec::new(), ..comparison };
    assert_eq!(bare(compare(&whole, &part)), expected((2, 0)));
    assert_eq!(bare(compare(&part, &whole)), expected((0, 2)));
}

struct Ran {
    code: Option<i32>,
    out: String,
    told: String,
}

fn run(folder: &TempDir, arguments: &[&str]) -> Ran {
    let output = Command::cargo_bin("udsagn")
        .expect("the command")
        .current_dir(folder.path())
        .arg("evaluate")
        .args(arguments)
        .output()
        .expect("runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Ran { code: output.status.code(), out: text(output.stdout), told: text(output.stderr) }
}

/// A folder with files in it.
fn case(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("makes folders");
        fs::write(path, text).expect("writes");
    }
    folder
}

#[test]
fn floors_set_the_status() {
    let folder = case(&[("gold/a.txt", ARTICLE)]);
    for (arguments, code, told) in [
        (&[][..], 0, ""),
        (&["--min", "quote_f1=100", "--min", "claim_f1=0"], 0, ""),
        (&["--min", "quote_f1=100.5"], 1, "udsagn: quote_f1 is 100.00, below 100.5\n"),
        (&["--min", "claim_f1=1", "--min", "quote_f1=1"], 1, "udsagn: claim_f1 is 0.00, below 1\n"),
    ] {
        let ran = run(&folder, &[&["gold"], arguments].concat());
        assert_eq!((ran.code, ran.told.as_str()), (Some(code), told), "{arguments:?}");
        assert!(ran.out.starts_with("1 articles, 2 statements annotated (1 optional), "), "{}", ran.out);
    }
    for arguments in [["--min", "quote=1"], ["--min", "quote_f1"], ["--min", "quote_f1=x"], ["--by", "size"]] {
        assert_eq!(run(&folder, &[&["gold"][..], &arguments].concat()).code, Some(2), "{arguments:?}");
    }
}

#[test]
fn a_malformed_article_costs_no_other() {
    let bad = ARTICLE.replace("⟦/2⟧", "");
    let again = ARTICLE.replace("Broen\n", "Broer\n");
    let folder = case(&[
        ("gold/a.txt", ARTICLE),
        ("gold/b.txt", &bad),
        ("gold/c/d.txt", &again),
        ("gold/notes.md", "Intet."),
        ("gold/.hidden.txt", "Intet."),
        ("empty/notes.md", "Intet."),
    ]);
    let ran = run(&folder, &["gold", "empty", "missing.txt", "--min", "quote_f1=101"]);
    let expected = [
        "udsagn: error: empty: holds no annotated articles (.txt, .gold.jsonl)",
        "udsagn: error: missing.txt: No such file or directory",
        "udsagn: error: gold/b.txt: ⟦2⟧ is not closed",
        "udsagn: error: gold/c/d.txt: the article \"a\" stands in gold/a.txt as well",
        "udsagn: quote_f1 is 100.00, below 101",
    ];
    assert_eq!(ran.told.lines().collect::<Vec<_>>(), expected);
    assert_eq!(ran.code, Some(2));
    assert!(ran.out.starts_with("1 articles, "), "{}", ran.out);
    let ran = run(&folder, &["gold/b.txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
}

const PAIR: &str = r#"{"id": "a", "text": "Broen\n\n»Nej«, siger Ida Holm.", "published": "2020-01-02"}
{"id": "b", "text": "»Nej«, siger Ida Holm."}
{"id": "c"}
"#;

const PAIR_GOLD: &str = r#"{"doc": "a", "n": 1, "kind": "direct", "speaker": "Ida Holm", "act": "deny", "stance": "oppose", "parts": [[8, 11]], "claim": ["Nej"]}
{"doc": "b", "n": 1, "kind": "direct", "speaker": "Ida Holm", "act": "deny", "stance": "oppose", "parts": [[2, 5]], "claim": ["Nej"]}
{"doc": "d", "n": 1, "kind": "direct", "speaker": "Ida Holm", "act": "deny", "stance": "oppose", "parts": [[2, 5]]}
"#;

#[test]
fn a_pair_of_json_lines_is_read_as_well() {
    let folder = case(&[("x.gold.jsonl", PAIR_GOLD), ("x.articles.jsonl", PAIR)]);
    let ran = run(&folder, &["x.gold.jsonl"]);
    let places = ran.told.lines().map(|line| line.split(": ").nth(2).unwrap_or_default());
    assert_eq!(places.collect::<Vec<_>>(), ["x.articles.jsonl:3", "x.gold.jsonl:2", "x.gold.jsonl:3"], "{}", ran.told);
    assert!(ran.out.starts_with("1 articles, 1 statements annotated (0 optional), 1 found"), "{}", ran.out);
    assert_eq!(ran.code, Some(2));
}

#[test]
fn the_command_saves_and_compares() {
    let folder = case(&[("a.txt", ARTICLE)]);
    let path = folder.path().join("old.jsonl");
    assert_eq!(run(&folder, &["a.txt", "--save", "old.jsonl"]).code, Some(0));
    let file = fs::read_to_string(&path).expect("a result");
    let same = run(&folder, &["a.txt", "--against", "old.jsonl", "--threads", "3"]);
    for part in ["quote_f1           100.0   100.0       =", "== Won: 0\n", "== Lost: 0\n", "== Changed: 0\n"] {
        assert!(same.out.contains(part), "{part:?} is not in\n{}", same.out);
    }
    let mut lines: Vec<Value> = file.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines[0]["figures"]["quote_attr_f1"], 100.0);
    let quotation = lines.iter_mut().find(|line| line["outcome"] == "right").expect("the quotation");
    quotation["outcome"] = "missed".into();
    quotation["found"] = Value::Null;
    let old: Vec<String> = lines.iter().map(Value::to_string).collect();
    fs::write(&path, old.join("\n")).expect("writes");
    // The old result is read before the new one takes its place.
    let better = run(&folder, &["a.txt", "--against", "old.jsonl", "--save", "old.jsonl"]);
    assert!(better.out.contains("quote_f1             0.0   100.0  +100.0\n"), "{}", better.out);
    let won = "== Won: 1\n\na, line 3: missed → right\n  »⟦Nej⟧«, siger Ida Holm. »⟦Den er dyr.⟧« Hun";
    assert!(better.out.contains(won), "{}", better.out);
    assert_eq!(fs::read_to_string(&path).expect("a result"), file);

    fs::write(&path, "{}").expect("writes");
    let ran = run(&folder, &["a.txt", "--against", "old.jsonl"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.told.starts_with("udsagn: error: old.jsonl:1: no saved evaluation"), "{}", ran.told);
    assert_eq!(run(&folder, &["a.txt", "--save", "no/where.jsonl"]).code, Some(1));
}

#[test]
fn perfect_rows_reach_all_figures() {
    let figures = Figures::of(&saved("gold", "gold").entries);
    assert!(figures.values().all(|(_, value)| value == 100.0), "{figures:?}");
}
