//! The profile of CSV that a Danish spreadsheet opens by a double click: byte order mark, `;`, decimal comma, and an
//! apostrophe before text that the spreadsheet would run as a formula or turn into a number or a date.
//!
//! The apostrophe stands before every cell that begins with one as well, so no guarded cell looks like an unguarded
//! one, and [`plain`] gives back what stood there.

use std::io::{self, Read, Write};

use super::{Column, Sort};
use crate::edtf::full_day;

/// Tells a spreadsheet that the file is UTF-8.
pub(super) const MARK: &[u8] = "\u{FEFF}".as_bytes();
/// The comma is taken: Danish numbers have it.
pub(super) const DELIMITER: u8 = b';';
/// Stands before text that is not to be read as anything else.
const GUARD: char = '\'';
/// What begins a formula. A spreadsheet for East Asia takes the wide forms too.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
/// Longest cell that may be taken for a number or a date, in bytes.
const VALUE: usize = 40;
/// Words that, beside numbers, still make a date or an amount.
const VALUE_WORDS: &str = " jan feb mar apr maj may jun jul aug sep sept okt oct nov dec januar februar marts april \
    juni juli august september oktober november december january february march june july october kr am pm ";
const TRUTHS: [&str; 4] = ["sand", "falsk", "true", "false"];

/// Makes a cell ready for a spreadsheet: numbers with a comma, text with a guard where it needs one.
pub(super) fn guard(sort: Sort, cell: &mut String) {
    match sort {
        Sort::Share => *cell = cell.replace('.', ","),
        Sort::Count => {}
        // A full day is what a spreadsheet may read as a date.
        Sort::Day if full_day(cell).is_some() => {}
        _ if is_run(cell) || is_converted(cell) => cell.insert(0, GUARD),
        _ => {}
    }
}

/// Whether a spreadsheet would run the text, or take away its first character.
fn is_run(cell: &str) -> bool {
    cell.starts_with(GUARD)
        || cell.starts_with(['\t', '\r', '\n'])
        || cell.trim_start_matches(|c: char| c.is_whitespace() || c.is_control()).starts_with(FORMULA)
}

/// Whether a spreadsheet would make a number, a date or a truth of the text: `12-40`, `1. maj`, `90 %`, `Sand`.
fn is_converted(cell: &str) -> bool {
    if cell.len() > VALUE {
        return false;
    }
    let small = cell.to_lowercase();
    let is_value = |word: &str| {
        word.bytes().all(|b| b.is_ascii_digit())
            || VALUE_WORDS.contains(&format!(" {word} "))
            || word.split_once('e').is_some_and(|(number, power)| {
                !number.is_empty() && [number, power].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()))
            })
    };
    TRUTHS.contains(&small.trim())
        || (small.contains(|c: char| c.is_ascii_digit()) && small.split(|c: char| !c.is_alphanumeric()).all(is_value))
}

/// Turns a table of this profile, also after a spreadsheet has saved it, back into plain CSV: comma, decimal point,
/// no byte order mark, no guard, days as `2024-03-05`.
///
/// # Errors
/// Where the bytes cannot be read or written; [`io::ErrorKind::InvalidData`] where they are no table in UTF-8.
pub fn plain(mut table: impl Read, out: impl Write) -> io::Result<()> {
    let mut text = String::new();
    table.read_to_string(&mut text)?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let head = text.lines().next().unwrap_or("");
    let delimiter = head.bytes().find(|byte| b";,\t".contains(byte)).unwrap_or(DELIMITER);
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(out);
    let mut sorts: Option<Vec<Sort>> = None;
    for record in reader.records() {
        let record = record?;
        let Some(sorts) = &sorts else {
            let known = |name: &str| Column::named_anywhere(name).map_or(Sort::Text, |column| column.sort);
            sorts = Some(record.iter().map(known).collect());
            writer.write_record(&record)?;
            continue;
        };
        for (place, cell) in record.iter().enumerate() {
            writer.write_field(unguarded(sorts.get(place).copied().unwrap_or(Sort::Text), cell))?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

fn unguarded(sort: Sort, cell: &str) -> String {
    match sort {
        Sort::Share => cell.replace(',', "."),
        Sort::Day => iso_day(cell).unwrap_or_else(|| cell.strip_prefix(GUARD).unwrap_or(cell).to_owned()),
        _ => cell.strip_prefix(GUARD).unwrap_or(cell).to_owned(),
    }
}

/// `05-03-2024`, as a Danish spreadsheet saves a day.
fn iso_day(cell: &str) -> Option<String> {
    let (day, rest) = cell.split_once('-')?;
    let (month, year) = rest.split_once('-')?;
    let iso = format!("{year}-{month}-{day}");
    full_day(&iso).map(|_| iso)
}

#[cfg(test)]
mod tests {
    use super::super::Options;
    use super::super::tests::{bare, full, written, written_with};
    use super::*;

    fn guarded(sort: Sort, cell: &str) -> String {
        let mut cell = cell.to_owned();
        guard(sort, &mut cell);
        cell
    }

    #[test]
    fn text_that_would_be_run_or_turned_is_guarded() {
        for cell in [
            "=1+1",
            "+45 12",
            "- Vi venter på svar",
            "-",
            "@navn",
            " =1+1",
            "\t=1",
            "\u{b}=1",
            "＝1",
            "'nej'",
            "12-40",
            "12-40 60-71",
            "1984",
            "1. maj",
            "maj 2022",
            "12. september 2017",
            "90 %",
            "500 kr.",
            "1E5",
            "(5)",
            "Sand",
            "12.30",
            "3/4",
        ] {
            assert_eq!(guarded(Sort::Text, cell), format!("'{cell}"));
        }
        for cell in [
            "",
            "– Vi venter på svar",
            "Vi siger nej",
            "12 mænd",
            "1. majs mand",
            "90 procent",
            "»-«",
            "maj",
            "sandt",
            "kl. 12.30",
            "E5",
            "https://avis.dk/1",
        ] {
            assert_eq!(guarded(Sort::Text, cell), cell);
        }
    }

    #[test]
    fn days_and_shares_become_values() {
        for (sort, cell, expected) in [
            (Sort::Day, "2024-03-05", "2024-03-05"),
            (Sort::Day, "2024-03", "'2024-03"),
            (Sort::Day, "2024", "'2024"),
            (Sort::Day, "2024-03-04/2024-03-10", "'2024-03-04/2024-03-10"),
            (Sort::Day, "XXXX-06", "XXXX-06"),
            (Sort::Day, "2024-02-31", "'2024-02-31"),
            (Sort::Share, "0.92", "0,92"),
            (Sort::Share, "1", "1"),
        ] {
            assert_eq!(guarded(sort, cell), expected);
            assert_eq!(unguarded(sort, expected), cell);
        }
        assert_eq!(unguarded(Sort::Day, "05-03-2024"), "2024-03-05");
    }

    #[test]
    fn a_table_comes_back_as_it_was() {
        let mut run = full();
        run.claim = "=HYPERLINK(\"http://avis.dk\";\"nej\")".into();
        run.context = "- Nej; det \"går\" ikke,\r\nsagde hun.".into();
        run.speaker = "''Ida".into();
        let rows = [run, full(), bare()];
        let table = written_with("csv", &rows, &Options { excel: true, ..Options::default() });
        assert!(table.starts_with("\u{FEFF}claim;speaker;"), "{table}");
        assert!(table.contains(";'- Nej") || table.contains(";\"'- Nej"), "{table}");
        assert!(table.contains(";0,9;"), "{table}");
        let mut plain = Vec::new();
        super::plain(table.as_bytes(), &mut plain).expect("is read");
        assert_eq!(String::from_utf8(plain).expect("UTF-8"), written("csv", &rows));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let fault = plain(&b"claim;speaker\r\n\xe5;b\r\n"[..], Vec::new()).expect_err("no UTF-8");
        assert_eq!(fault.kind(), io::ErrorKind::InvalidData);
    }
}
