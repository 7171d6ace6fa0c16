//! What spreadsheets open: XLSX, and CSV as Danish Excel has it.

use std::fs;
use std::io::{Cursor, Read};
use std::process::Command;

use calamine::{Data, Reader, Xlsx};

use super::Case;

/// An article with an address, as a line of JSON.
fn line(id: &str, text: &str) -> String {
    let article = serde_json::json!({
        "id": id,
        "title": "Broen lukker",
        "url": "https://avis.dk/b%C3%B8rn?a=1",
        "source": "Avisen",
        "published": "2024-03-05",
        "text": text,
    });
    article.to_string() + "\n"
}

const TEXT: &str = "- Det er en skandale, siger borgmester Ida Holm.\n\n»=1+1 er to,« siger direktør Bo Kjær.\n\n\
    »Vi ses,« sagde Ida Holm i juni.\n";

type Book = Xlsx<Cursor<Vec<u8>>>;

/// The workbook of a file.
fn book(case: &Case, name: &str) -> Book {
    Xlsx::new(Cursor::new(fs::read(case.path().join(name)).expect("a file"))).expect("a workbook")
}

/// The rows of a sheet; none holds a formula.
#[track_caller]
fn rows(book: &mut Book, sheet: &str) -> Vec<Vec<Data>> {
    let formulas = book.worksheet_formula(sheet).expect("a sheet");
    assert_eq!(formulas.used_cells().filter(|(_, _, formula)| !formula.is_empty()).count(), 0);
    book.worksheet_range(sheet).expect("a sheet").rows().map(<[Data]>::to_vec).collect()
}

fn text(words: &str) -> Data {
    Data::String(words.to_owned())
}

/// The day in a cell, as text.
#[track_caller]
fn day(cell: &Data) -> String {
    let Data::DateTime(date) = cell else { panic!("{cell:?} is no date") };
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    format!("{year}-{month:02}-{day:02}")
}

/// A file inside a workbook.
fn inside(case: &Case, name: &str, part: &str) -> String {
    let bytes = fs::read(case.path().join(name)).expect("a file");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name(part).expect("a part").read_to_string(&mut text).expect("UTF-8");
    text
}

#[test]
fn a_workbook_has_typed_columns_and_links() {
    let case = Case::new();
    case.file("a.jsonl", line("a1", TEXT));
    case.run(&["extract", "a.jsonl", "-o", "r.xlsx", "--fields", "claim,date,confidence,title,url,link,context"])
        .check(0, &[]);
    let mut book = book(&case, "r.xlsx");
    assert_eq!(book.sheet_names(), ["Statements", "Speakers", "Read"]);
    let rows = rows(&mut book, "Statements");
    assert_eq!(rows[0], ["claim", "date", "confidence", "title", "url", "link", "context"].map(text));
    assert_eq!(rows[1][0], text("Det er en skandale"));
    assert_eq!(day(&rows[1][1]), "2024-03-05");
    assert!(matches!(rows[1][2], Data::Float(share) if share > 0.0 && share <= 1.0));
    assert_eq!(rows[1][6], text("- Det er en skandale, siger borgmester Ida Holm."));
    assert_eq!(rows[2][0], text("=1+1 er to"));
    assert_eq!(rows[3][1], text("2023-06"));
    let address = "https://avis.dk/b%C3%B8rn?a=1";
    assert_eq!(rows[1][4], text(address));
    assert_eq!(rows[1][5], text(&format!("{address}#:~:text=Det%20er%20en%20skandale")));
    let links: Vec<_> = book.hyperlinks_by_sheet_name("Statements").expect("links").into_iter().collect();
    assert_eq!(links.len(), 6, "{links:?}");
    let relations = inside(&case, "r.xlsx", "xl/worksheets/_rels/sheet1.xml.rels");
    assert!(relations.contains("Target=\"https://avis.dk/børn?a=1\""), "{relations}");
}

#[test]
fn a_workbook_is_ready_to_read() {
    let case = Case::new();
    case.file("a.jsonl", line("a1", TEXT)).run(&["extract", "a.jsonl", "-o", "r.xlsx"]).check(0, &[]);
    let sheet = inside(&case, "r.xlsx", "xl/worksheets/sheet1.xml");
    for part in ["<pane ySplit=\"1\"", "<autoFilter ref=\"A1:AD4\"/>", "<cols><col min=\"1\" max=\"1\" width=\"70."] {
        assert!(sheet.contains(part), "{part} in {sheet}");
    }
    assert!(inside(&case, "r.xlsx", "xl/styles.xml").contains("wrapText=\"1\""));
    for name in ["sheet2", "sheet3"] {
        let sheet = inside(&case, "r.xlsx", &format!("xl/worksheets/{name}.xml"));
        assert!(sheet.contains("<autoFilter") && sheet.contains("<pane"), "{sheet}");
    }
}

#[test]
fn the_other_sheets_count_speakers_and_tell_what_went_wrong() {
    let case = Case::new();
    let second = "»Det er en skandale,« siger borgmester Ida Holm.\n";
    case.file("a.jsonl", line("a1", TEXT) + "{broken\n" + &line("a2", second));
    let ran = case.run(&["extract", "a.jsonl", "-o", "r.xlsx", "--headers", "da", "--lang", "da"]);
    assert_eq!(ran.code, Some(2), "{}", ran.told);
    let mut book = book(&case, "r.xlsx");
    assert_eq!(book.sheet_names(), ["Udsagn", "Talere", "Læst"]);
    let speakers = rows(&mut book, "Talere");
    let heading =
        ["taler", "udsagn", "artikler", "første_dato", "sidste_dato", "andel_støtter", "andel_imod"].map(text);
    assert_eq!(speakers[0], heading);
    assert_eq!(speakers[1][..3], [text("Ida Holm"), Data::Float(3.0), Data::Float(2.0)]);
    assert_eq!(speakers[1][3], text("2023-06"));
    assert_eq!(day(&speakers[1][4]), "2024-03-05");
    let rows_of_ida: Vec<Vec<Data>> =
        rows(&mut book, "Udsagn").into_iter().filter(|row| row[1] == text("Ida Holm")).collect();
    for (place, stance) in [(5, "støtter"), (6, "imod")] {
        let count = rows_of_ida.iter().filter(|row| row[2] == text(stance)).count();
        assert_eq!(speakers[1][place], Data::Float(count as f64 / 3.0), "{stance}");
    }
    assert_eq!(speakers[2][..2], [text("Bo Kjær"), Data::Float(1.0)]);
    let read = rows(&mut book, "Læst");
    let what: Vec<&Data> = read.iter().map(|row| &row[0]).collect();
    assert_eq!(what, [&text("hvad"), &text("artikel"), &text("fejl"), &text("artikel")]);
    assert_eq!((&read[1][1], &read[1][6]), (&text("a1"), &Data::Float(3.0)));
    assert!(read[2][7].to_string().starts_with("a.jsonl:2: "), "{:?}", read[2]);
}

#[test]
fn a_workbook_is_the_same_every_time() {
    let case = Case::new();
    case.file("a.jsonl", line("a1", TEXT).repeat(40));
    case.run(&["extract", "a.jsonl", "-o", "r1.xlsx", "--threads", "1"]).check(0, &[]);
    std::thread::sleep(std::time::Duration::from_millis(2100));
    case.run(&["extract", "a.jsonl", "-o", "r2.xlsx", "--threads", "3"]).check(0, &[]);
    assert!(
        fs::read(case.path().join("r1.xlsx")).expect("a file")
            == fs::read(case.path().join("r2.xlsx")).expect("a file")
    );
    assert!(inside(&case, "r1.xlsx", "docProps/core.xml").contains("2000-01-01T00:00:00Z"));
}

#[test]
fn hostile_text_stays_text() {
    let case = Case::new();
    let long = "Æ🙂".repeat(20_000);
    let claims = ["=HYPERLINK(\"http://avis.dk\")", "_x0041_ og \u{1}", "+45 12 34 56 78", "@navn", "{=1}", &long];
    let text: String = claims.iter().map(|claim| format!("»{claim} nej,« siger Ida Holm.\n\n")).collect();
    case.file("a.jsonl", line("=1+1", &text));
    case.run(&["extract", "a.jsonl", "-o", "r.xlsx"]).check(0, &[]);
    case.run(&["extract", "a.jsonl", "-o", "r.jsonl"]).check(0, &[]);
    let mut book = book(&case, "r.xlsx");
    let found = rows(&mut book, "Statements");
    let expected: Vec<serde_json::Value> =
        case.read("r.jsonl").lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(found.len() - 1, expected.len());
    let mut cut = 0;
    for (row, expected) in found[1..].iter().zip(&expected) {
        let (claim, expected) = (row[0].to_string(), expected["claim"].as_str().expect("words"));
        match claim.strip_suffix('…') {
            Some(start) => {
                cut += 1;
                assert!(expected.starts_with(start) && claim.encode_utf16().count() > 32_760);
            }
            None => assert_eq!(claim, expected),
        }
    }
    let told = rows(&mut book, "Read").iter().filter(|row| row[0] == self::text("warning")).count();
    assert!(cut == 1 && told >= 1, "{cut} {told}");
}

#[test]
fn nothing_found_is_still_a_workbook() {
    let case = Case::new();
    case.file("a.txt", "Solen skinner.\n").run(&["extract", "a.txt", "-o", "r.xlsx"]).check(0, &[]);
    let mut book = book(&case, "r.xlsx");
    assert_eq!(rows(&mut book, "Statements").len(), 1);
    assert_eq!(rows(&mut book, "Read").len(), 2);
}

/// Converts a file by LibreOffice; tells where that is not installed.
fn office(case: &Case, arguments: &[&str]) -> bool {
    let profile = format!("-env:UserInstallation=file://{}/profile", case.path().display());
    let run = Command::new("soffice").current_dir(case.path()).args([&profile, "--headless"]).args(arguments).output();
    match run {
        Ok(output) => {
            assert!(output.status.success(), "{output:?}");
            true
        }
        Err(_) => {
            eprintln!("skipped: LibreOffice is not installed");
            false
        }
    }
}

#[test]
fn libreoffice_opens_the_workbook() {
    let case = Case::new();
    case.file("a.jsonl", line("a1", TEXT));
    case.run(&["extract", "a.jsonl", "-o", "r.xlsx", "--fields", "claim,date,confidence,context"]).check(0, &[]);
    // Comma, double quote, UTF-8, cells as they are shown; every sheet.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
    if !office(&case, &["--convert-to", filter, "r.xlsx"]) {
        return;
    }
    let shown = case.read("r-Statements.csv");
    let mut lines = shown.lines();
    assert_eq!(lines.next(), Some("claim,date,confidence,context"));
    let first = lines.next().expect("a row");
    assert!(first.starts_with("Det er en skandale,2024-03-05,0.") && first.contains("\"- Det er en"), "{first}");
    assert!(shown.contains("=1+1 er to,2024-03-05,"), "{shown}");
    assert!(case.read("r-Speakers.csv").contains("\nIda Holm,2,1,2023-06,2024-03-05,0%,"));
    assert!(case.read("r-Read.csv").contains("article,a1,Broen lukker,Avisen,2024-03-05,"));
}

#[test]
fn csv_for_excel_comes_back_as_it_was() {
    let case = Case::new();
    case.file("a.jsonl", line("a1", TEXT));
    case.run(&["extract", "a.jsonl", "-o", "excel.csv", "--excel"]).check(0, &[]);
    case.run(&["extract", "a.jsonl", "-o", "plain.csv"]).check(0, &[]);
    let excel = case.read("excel.csv");
    assert!(excel.starts_with("\u{FEFF}claim;speaker;"), "{excel}");
    assert!(excel.contains(";'- Det er en skandale, siger") && excel.contains("\r\n'=1+1 er to;"), "{excel}");
    case.run(&["from-excel", "excel.csv", "-o", "back.csv"]).check(0, &[]);
    assert_eq!(case.read("back.csv"), case.read("plain.csv"));
    assert_eq!(case.run(&["from-excel", "excel.csv"]).check(0, &[]).out, case.read("plain.csv"));
    assert_eq!(case.run_with(&["from-excel", "-"], excel).check(0, &[]).out, case.read("plain.csv"));
}

/// A spreadsheet opens the table, keeps every word and saves it again.
#[test]
fn csv_for_excel_survives_a_spreadsheet() {
    let case = Case::new();
    case.file("a.jsonl", line("a1", TEXT));
    let fields = "claim,speaker,date,context,parts,confidence,date_text";
    case.run(&["extract", "a.jsonl", "-o", "excel.csv", "--excel", "--fields", fields]).check(0, &[]);
    case.run(&["extract", "a.jsonl", "-o", "plain.csv", "--fields", fields]).check(0, &[]);
    // Semicolon, double quote, UTF-8, Danish; numbers, dates and formulas are looked for, as Excel does.
    let read =
        "--infilter=Text - txt - csv (StarCalc):59,34,76,1,,1030,false,true,false,false,false,0,false,false,true";
    if !office(&case, &[read, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "excel.csv"]) {
        return;
    }
    let mut book = book(&case, "excel.xlsx");
    let sheet = book.sheet_names()[0].clone();
    let opened = rows(&mut book, &sheet);
    assert_eq!(day(&opened[1][2]), "2024-03-05");
    assert!(matches!(opened[1][5], Data::Float(_)), "{:?}", opened[1]);
    fs::remove_file(case.path().join("excel.csv")).expect("is there");
    let write = "csv:Text - txt - csv (StarCalc):59,34,76,1,,1030,false,true,false";
    office(&case, &["--convert-to", write, "excel.xlsx"]);
    case.run(&["from-excel", "excel.csv", "-o", "back.csv"]).check(0, &[]);
    assert_eq!(case.read("back.csv"), case.read("plain.csv"));
}

#[test]
fn options_of_other_formats_are_refused() {
    let case = Case::new();
    case.file("a.txt", TEXT).file("latin.csv", b"claim;speaker\r\n\xe5;b\r\n");
    case.run(&["extract", "a.txt", "-o", "r.xlsx", "--excel"])
        .check(2, &["udsagn: error: --excel is for csv, and the output is xlsx"]);
    case.run(&["extract", "a.txt", "--with-text"])
        .check(2, &["udsagn: error: --with-text is for jsonl or json, and the output is csv"]);
    case.run(&["from-excel", "latin.csv"])
        .check(2, &["udsagn: error: latin.csv: is no table in UTF-8; save it from the spreadsheet as \"CSV UTF-8\""]);
    case.run(&["from-excel", "none.csv"]).check(2, &["udsagn: error: none.csv: No such file or directory"]);
    assert_eq!(case.names("."), ["a.txt", "latin.csv"]);
}
