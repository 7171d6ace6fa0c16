//! `udsagn store`.

use assert_cmd::Command;

use super::{BRIDGE, Case, Desk};

/// What a run did.
pub struct Ran {
    pub code: Option<i32>,
    pub told: String,
    pub out: String,
}

impl Case {
    fn run(&self, arguments: &[&str]) -> Ran {
        let command =
            Command::cargo_bin("udsagn").expect("the command").current_dir(self.path()).args(arguments).output();
        let output = command.expect("runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Ran { code: output.status.code(), told: text(output.stderr), out: text(output.stdout) }
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).expect("a file")
    }
}

impl Desk {
    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.case.run(arguments)
    }
}

impl Ran {
    /// Checks the status and the numbers of the table at the end.
    #[track_caller]
    fn check(&self, code: i32, counts: &[(&str, u64)]) {
        assert_eq!(self.code, Some(code), "{}", self.told);
        let lines = self.told.lines().chain(self.out.lines());
        for (name, count) in counts {
            let line = lines.clone().find(|line| line.trim_start().starts_with(name)).expect("a line of the table");
            assert_eq!(line.split_whitespace().last(), Some(count.to_string().as_str()), "{line}");
        }
    }
}

#[test]
fn articles_are_kept_and_known_the_next_time() {
    let case = Case::new();
    case.file("in/a.txt", BRIDGE).file("in/b.txt", BRIDGE.replace("Broen", "Vejen"));
    let arguments = ["store", "desk.db", "in"];
    case.run(&arguments).check(0, &[("new", 2), ("known", 0), ("statements read", 8)]);
    case.run(&arguments).check(0, &[("articles", 2), ("new", 0), ("known", 2), ("statements read", 0)]);
    case.file("in/b.txt", BRIDGE).file("in/c.jsonl", "{\"text\": oops}\n");
    let ran = case.run(&arguments);
    ran.check(2, &[("new", 0), ("known", 1), ("renewed", 1), ("input errors", 1)]);
    assert!(ran.told.contains("udsagn: error: in/c.jsonl:1: "), "{}", ran.told);
    case.run(&["store", "desk.db", "in/a.txt", "--again"]).check(0, &[("renewed", 1), ("statements read", 4)]);
    case.run(&["store", "desk.db", "in/a.txt"]).check(0, &[("known", 1)]);
    // Other rules read it again.
    case.run(&["store", "desk.db", "in/a.txt", "--language", "da"]).check(0, &[("renewed", 1)]);
    case.run(&["store", "desk.db"]).check(0, &[("articles", 2), ("statements", 8), ("open", 8), ("checked", 0)]);
}

#[test]
fn of_two_articles_of_one_id_the_first_is_kept() {
    let case = Case::new();
    let line = |words: &str| serde_json::json!({"id": "x", "text": format!("»{words},« siger Ida Holm.")}).to_string();
    case.file("in.jsonl", format!("{}\n{}\n", line("Broen er farlig"), line("Vejen er glat")));
    for _ in 0..2 {
        let ran = case.run(&["store", "desk.db", "in.jsonl"]);
        ran.check(0, &[("articles", 1), ("input warnings", 1)]);
        assert!(ran.told.contains("udsagn: warning: x: another article of this id was read before"), "{}", ran.told);
    }
    case.run(&["store", "desk.db", "--export", "out.csv"]).check(0, &[]);
    assert!(case.read("out.csv").contains("Broen er farlig"));
}

#[test]
fn statements_leave_as_they_are_asked_for() {
    let case = Case::new();
    case.file("a.txt", BRIDGE);
    case.run(&["store", "desk.db", "a.txt", "--published", "2024-03-01"]).check(0, &[]);
    let count = |more: &[&str]| {
        let ran = case.run(&[&["store", "desk.db", "--export", "-", "--format", "jsonl"], more].concat());
        ran.check(0, &[]);
        ran.out.lines().count()
    };
    assert_eq!(count(&[]), 4);
    assert_eq!(count(&["--speaker", "ida holm"]), 2);
    assert_eq!(count(&["--words", "CYKL"]), 1);
    assert_eq!(count(&["--kind", "indirect"]), 1);
    assert_eq!(count(&["--act", "praise"]), 0);
    assert_eq!(count(&["--stance", "oppose"]) + count(&["--stance", "neutral"]) + count(&["--stance", "support"]), 4);
    assert_eq!(count(&["--since", "2024-03-02"]), 0);
    assert_eq!(count(&["--until", "1. marts 2024"]), 4);
    assert_eq!(count(&["--state", "checked"]), 0);
    case.run(&["store", "desk.db", "--export", "ud.csv", "--headers", "da", "--lang", "da"]).check(0, &[]);
    let excel = case.run(&["store", "desk.db", "--export", "excel.csv", "--excel"]);
    assert!(
        case.read("excel.csv").starts_with("\u{feff}claim;") && excel.told.contains("excel.csv: "),
        "{}",
        excel.told
    );
    check_fault(
        &case,
        &["store", "desk.db", "--export", "x.json", "--excel"],
        2,
        "udsagn: error: --excel is for csv, and the output is json",
    );
    assert!(
        case.read("ud.csv")
            .lines()
            .next()
            .is_some_and(|line| line.ends_with("status,note,belæg,fundet_af,forekomster,først_udgivet,først_i"))
    );
    assert!(case.read("ud.csv").contains(",åben,"));
}

/// Runs it and looks at the one message.
#[track_caller]
fn check_fault(case: &Case, arguments: &[&str], code: i32, told: &str) {
    let ran = case.run(arguments);
    assert_eq!((ran.code, ran.told.trim_end()), (Some(code), told));
}

#[test]
fn what_cannot_be_is_told() {
    let case = Case::new();
    case.file("a.txt", BRIDGE);
    check_fault(&case, &["store", "none.db"], 2, "udsagn: error: none.db: No such file or directory");
    check_fault(
        &case,
        &["store", "a.txt", "a.txt"],
        2,
        "udsagn: error: a.txt: is no store of udsagn; name another file",
    );
    assert_eq!(case.read("a.txt"), BRIDGE);
    case.run(&["store", "desk.db", "a.txt"]).check(0, &[]);
    let nobody = "udsagn: error: --speaker: nobody of this name stands in the store: Xerxes";
    check_fault(&case, &["store", "desk.db", "--export", "x.csv", "--speaker", "Xerxes"], 2, nobody);
    let replaced = "udsagn: error: --export: desk.db would be replaced; name another file";
    check_fault(&case, &["store", "desk.db", "--export", "desk.db", "--format", "csv"], 2, replaced);
    assert!(case.run(&["store", "desk.db", "--export", "x.xyz"]).told.contains("the ending names no format"));
    // The store itself is no article.
    case.run(&["store", "desk.db", "."]).check(0, &[("articles", 1), ("input errors", 0)]);
}
