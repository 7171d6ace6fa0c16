//! What leaves the store: every format, and corrections as annotated articles.

use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};

use calamine::{Reader, Xlsx, open_workbook};
use udsagn::desk::store::{Edit, Filter};
use udsagn::evaluation::{GoldStatement, load};
use udsagn::label::{Act, Kind, Stance, State};
use udsagn::output::{COLUMNS, FORMATS, Format, Options, Output, REVIEW_COLUMNS};
use udsagn::{Article, Error};

use super::{BRIDGE, Desk, place};

#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("unbroken").extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What a format makes of the statements of a filter.
fn exported(desk: &Desk, format: &str, filter: &Filter) -> Vec<u8> {
    let sink = Shared::default();
    let options = Options { columns: COLUMNS.iter().chain(REVIEW_COLUMNS).collect(), ..Options::default() };
    let mut writer = Format::named(format).expect("a format").open(Box::new(sink.clone()), &options).expect("opens");
    let fault = |cause| Error::Write { path: "-".into(), cause };
    desk.store.export(filter, &mut |article, rows| writer.write(article, rows).map_err(fault)).expect("writes");
    writer.finish().expect("finishes");
    std::mem::take(&mut *sink.0.lock().expect("unbroken"))
}

/// A desk on which two things were done.
fn desk() -> Desk {
    let desk = Desk::with(BRIDGE);
    desk.add("b", "2024-02-01", "Nyt\n\n»Broen er farlig for alle cyklister!« siger Bo Kjær.\n");
    let entry = desk.of(1).into_iter().find(|entry| entry.row.claim.contains("farlig")).expect("stands");
    desk.store.edit(entry.number, &Edit::State(State::Checked)).expect("writes");
    desk.store.edit(entry.number, &Edit::Note("Målt".into())).expect("writes");
    desk.store.edit(entry.number, &Edit::Evidence("https://a.dk/b".into())).expect("writes");
    desk.store.edit(entry.number, &Edit::Speaker("Åse Bæk".into())).expect("writes");
    desk.store.edit(desk.find("skandale").number, &Edit::State(State::Rejected)).expect("writes");
    desk
}

#[test]
fn every_format_leaves() {
    let desk = desk();
    for format in FORMATS {
        let bytes = exported(&desk, format.name, &Filter::default());
        assert!(bytes.len() > 100, "{}", format.name);
        assert_eq!(bytes, exported(&desk, format.name, &Filter::default()), "{}", format.name);
    }
}

#[test]
fn rows_tell_what_was_made_of_them() {
    let desk = desk();
    let csv = exported(&desk, "csv", &Filter::default());
    let mut table = csv::Reader::from_reader(&csv[..]);
    let headers = table.headers().expect("a header").clone();
    let at = |name: &str| headers.iter().position(|known| known == name).expect("a column");
    let rows: Vec<csv::StringRecord> = table.records().map(|row| row.expect("a row")).collect();
    assert_eq!((headers.len(), rows.len()), (COLUMNS.len() + REVIEW_COLUMNS.len(), 4));
    let names = ["speaker", "state", "note", "evidence", "origin", "appearances", "first_published", "first_source"];
    let told = |row: &csv::StringRecord| names.map(|name| row[at(name)].to_owned());
    let row = rows.iter().find(|row| &row[at("state")] == "checked").expect("is there");
    assert_eq!(told(row), ["Åse Bæk", "checked", "Målt", "https://a.dk/b", "machine", "2", "2024-02-01", "Avisen"]);
    let row = rows.iter().find(|row| row[at("claim")].contains("maj")).expect("is there");
    assert_eq!(told(row)[1..], ["open", "", "", "machine", "1", "2024-03-01", "Avisen"]);

    let lines = String::from_utf8(exported(&desk, "jsonl", &Filter::default())).expect("UTF-8");
    let schema = jsonschema::validator_for(&udsagn::output::schema::schema()).expect("a schema");
    for line in lines.lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert!(schema.is_valid(&row), "{line}");
        assert!(row["appearances"].is_u64() && row["state"].is_string(), "{line}");
        // A row goes in and out as it is.
        let read: udsagn::Statement = serde_json::from_str(line).expect("a row");
        assert!(read.review.is_some());
        assert_eq!(serde_json::to_value(&read).expect("JSON"), row);
    }

    let path = desk.path().with_extension("xlsx");
    std::fs::write(&path, exported(&desk, "xlsx", &Filter::default())).expect("writes");
    let mut book: Xlsx<_> = open_workbook(&path).expect("opens");
    let sheet = book.worksheet_range("Statements").expect("a sheet");
    let place = sheet.rows().next().expect("headings").iter().position(|cell| *cell == "appearances");
    let counts: Vec<String> = sheet.rows().skip(1).map(|row| row[place.expect("a column")].to_string()).collect();
    assert_eq!(counts, ["2", "1", "1", "2"]);
}

#[test]
fn what_leaves_is_what_is_listed() {
    let desk = desk();
    let count = |filter: &Filter| exported(&desk, "jsonl", filter).iter().filter(|byte| **byte == b'\n').count();
    for filter in [
        Filter { state: Some(State::Checked), ..Filter::default() },
        Filter { state: Some(State::Rejected), ..Filter::default() },
        Filter { words: "cykl".into(), ..Filter::default() },
        Filter { to: "2024-02-20".into(), ..Filter::default() },
        Filter { words: "findes ikke".into(), ..Filter::default() },
    ] {
        assert_eq!(count(&filter), desk.list(&filter).len(), "{filter:?}");
    }
}

#[test]
fn a_fault_of_the_output_is_told_with_its_file() {
    let desk = desk();
    if !Path::new("/dev/full").exists() {
        return;
    }
    let mut output = Output::file(Path::new("/dev/full"), &FORMATS[0], &Options::default()).expect("opens");
    for _ in 0..200 {
        let ended = desk.store.export(&Filter::default(), &mut |article, rows| output.write(article, rows));
        if let Err(fault) = ended {
            assert!(fault.to_string().starts_with("/dev/full: cannot be written"), "{fault}");
            return;
        }
    }
    panic!("nothing was written");
}

/// What `export_gold` wrote, read again.
fn gold(desk: &Desk) -> Vec<udsagn::evaluation::gold::Gold> {
    let folder = desk.path().with_extension("gold");
    let count = desk.store.export_gold(&folder, |_| ()).expect("writes");
    if count == 0 {
        return Vec::new();
    }
    let loaded = load(&[folder]);
    assert!(loaded.faults.is_empty(), "{:?}", loaded.faults);
    assert_eq!(loaded.gold.len(), count);
    loaded.gold
}

#[test]
fn corrections_leave_as_gold() {
    let desk = Desk::with(BRIDGE);
    desk.add("untouched", "2024-02-01", BRIDGE);
    let [danger, may, scandal] = ["farlig", "maj", "skandale"]
        .map(|words| desk.of(1).into_iter().find(|entry| entry.row.claim.contains(words)).expect("stands").number);
    assert!(gold(&desk).is_empty());
    let edit = |number, edit| drop(desk.store.edit(number, &edit).expect("writes"));
    let parts = vec![place(BRIDGE, "Broen er farlig"), place(BRIDGE, "cyklister")];
    edit(danger, Edit::Parts(parts.clone()));
    edit(danger, Edit::Speaker("Åse Bæk".into()));
    edit(danger, Edit::Kind(Kind::Mixed));
    edit(danger, Edit::Act(Act::Warn));
    edit(danger, Edit::Stance(Stance::Oppose));
    edit(danger, Edit::Date("2024-02".into()));
    edit(scandal, Edit::State(State::Rejected));
    edit(may, Edit::State(State::Checked));
    // One that overlaps another, from a place where one ends.
    let (added, _) = desk.store.add_statement(1, &[place(BRIDGE, "farlig for alle cyklister")]).expect("writes");
    let all = gold(&desk);
    assert_eq!(all.len(), 1);
    let article: &Article = &all[0].article;
    assert_eq!((article.id.as_str(), article.text.as_str()), ("a", BRIDGE));
    assert_eq!(article.published.map(|day| day.to_string()).as_deref(), Some("2024-03-01"));
    let rows: Vec<_> = desk.of(1).into_iter().filter(|entry| entry.state != State::Rejected).collect();
    let told = |gold: &GoldStatement| {
        let date = gold.date.clone().unwrap_or_default();
        (gold.parts.clone(), gold.speaker.clone().unwrap_or_default(), gold.kind, gold.act, gold.stance, date)
    };
    let found: Vec<_> = all[0].statements.iter().map(told).collect();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|entry| entry.row)
        .map(|row| (row.parts, row.speaker, row.kind, row.act, row.stance, row.date))
        .collect();
    assert_eq!(found, rows);
    let first = &all[0].statements[0];
    assert_eq!(told(first), (parts, "Åse Bæk".into(), Kind::Mixed, Act::Warn, Stance::Oppose, "2024-02".into()));
    // Nobody has decided on the last one.
    let optional: Vec<bool> = all[0].statements.iter().map(|gold| gold.optional).collect();
    assert_eq!(optional, [false, false, false, true]);

    let ran = desk.run(&["evaluate", "desk.gold"]);
    assert_eq!(ran.code, Some(0), "{}", ran.told);
    assert!(ran.out.starts_with("1 articles"), "{}", ran.out);
    desk.store.edit(added, &Edit::State(State::Rejected)).expect("writes");
    assert_eq!(gold(&desk)[0].statements.len(), 3);
}

#[test]
fn other_names_of_a_speaker_are_right_too() {
    let text = "Nyt\n\n»Broen er farlig,« siger Ida Holm.\n\n»Vi lukker broen,« siger Holm.\n\n»Ja,« siger hun.\n";
    let desk = Desk::with(text);
    let other = desk.add("b", "2024-03-01", "»Nej, det er ikke sandt,« siger Ida Marie Holm-Bro.\n");
    assert_eq!(other, udsagn::desk::store::Added::New);
    let number = |name| desk.store.speaker_of(name).expect("reads").expect("is known");
    desk.store.merge(number("Ida Marie Holm-Bro"), number("Ida Holm")).expect("writes");
    for entry in desk.of(1) {
        desk.store.edit(entry.number, &Edit::State(State::Checked)).expect("writes");
    }
    let all = gold(&desk);
    let aliases: Vec<&[String]> = all[0].statements.iter().map(|gold| &gold.aliases[..]).collect();
    assert_eq!(aliases[0], ["Ida Marie Holm-Bro"]);
    assert_eq!(aliases[1], ["Ida Marie Holm-Bro", "Holm"]);
    assert!(aliases.iter().all(|names| !names.iter().any(|name| name == "hun")));
}

#[test]
fn texts_with_marks_of_their_own_are_left_out() {
    let desk = Desk::new();
    desk.add("marks", "2024-03-01", "⟦1⟧»Broen er farlig,« siger Ida Holm.\n");
    desk.add("lines", "2024-03-01", "»Broen er farlig,« siger Ida Holm.\n=====\n");
    desk.add("../a/./b: c.txt", "2024-03-01", "»Broen er farlig,« siger Ida Holm.\r\n\r\nJa.");
    for entry in desk.all() {
        desk.store.edit(entry.number, &Edit::State(State::Checked)).expect("writes");
    }
    let folder = desk.path().with_extension("gold");
    let mut told = Vec::new();
    assert_eq!(desk.store.export_gold(&folder, |notice| told.push(notice.place)).expect("writes"), 1);
    assert_eq!(told, ["marks", "lines"]);
    let names: Vec<_> =
        std::fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
    assert_eq!(names, ["-a-.-b--c-3.txt"]);
    assert_eq!(gold(&desk)[0].article.id, "../a/./b: c.txt");
}
