//! A sheet with a heading, which goes on in another where it is full.

use percent_encoding::percent_decode_str;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Url, Workbook, Worksheet, XlsxError};

use crate::address::after_scheme;

/// Rows of a sheet, its heading among them.
const ROWS: u32 = 1_048_576;
/// Longest text of a cell, in UTF-16 code units.
pub(super) const LONGEST: usize = 32_767;
/// Most links of a sheet.
pub(super) const LINKS: usize = 65_530;
/// Height of a line, and most lines that the height of a row has room for.
const LINE: f64 = 15.0;
const LINES: usize = 27;
/// Longest address of a link, in UTF-16 code units.
const ADDRESS: usize = 2_079;

/// How the cells of a column look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Text,
    Wrapped,
    Day,
    Share,
    Percent,
    Count,
}

impl Look {
    fn format(self) -> Format {
        let format = Format::new().set_align(FormatAlign::Top);
        match self {
            Look::Text => format,
            Look::Wrapped => format.set_text_wrap(),
            Look::Day => format.set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            Look::Share => format.set_num_format("0.00"),
            Look::Percent => format.set_num_format("0%"),
            Look::Count => format.set_num_format("0"),
        }
    }

    /// A heading stands where its cells do.
    fn heading(self) -> Format {
        let format = Format::new().set_bold().set_align(FormatAlign::Top);
        match self {
            Look::Share | Look::Percent | Look::Count => format.set_align(FormatAlign::Right),
            Look::Text | Look::Wrapped | Look::Day => format,
        }
    }
}

/// A column of a sheet.
pub(super) struct Heading {
    pub name: &'static str,
    /// In characters.
    pub width: f64,
    pub look: Look,
}

/// What is written into a cell.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    Empty,
    Text(String),
    /// Words that lead to an address.
    Link(String, String),
    Number(f64),
    /// Year, month, day.
    Day(u16, u8, u8),
}

/// What a sheet had no room for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lost {
    pub words: bool,
    pub links: bool,
}

/// A sheet being filled, row by row.
pub(super) struct Sheet {
    name: &'static str,
    headings: Vec<Heading>,
    /// The places of its parts in the workbook, and their rows.
    parts: Vec<(usize, u32)>,
    links: usize,
    link: Format,
    rows: u32,
}

impl Sheet {
    /// Adds a sheet with its heading to the workbook.
    pub(super) fn add(workbook: &mut Workbook, name: &'static str, headings: Vec<Heading>) -> Result<Self, XlsxError> {
        let link = Look::Text.format().set_hyperlink();
        let mut sheet = Self { name, headings, parts: Vec::new(), links: 0, link, rows: ROWS };
        sheet.begin(workbook)?;
        Ok(sheet)
    }

    fn begin(&mut self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        let place = workbook.worksheets().len();
        let name = match self.parts.len() {
            0 => self.name.to_owned(),
            more => format!("{} {}", self.name, more + 1),
        };
        let worksheet = workbook.add_worksheet_with_constant_memory()?;
        worksheet.set_name(name)?;
        worksheet.set_freeze_panes(1, 0)?;
        for (column, heading) in (0..).zip(&self.headings) {
            worksheet.set_column_width(column, heading.width)?;
            worksheet.set_column_format(column, &heading.look.format())?;
            worksheet.write_string_with_format(0, column, heading.name, &heading.look.heading())?;
        }
        self.parts.push((place, 1));
        self.links = 0;
        Ok(())
    }

    /// Writes the next row, in the order of the headings.
    pub(super) fn write(
        &mut self,
        workbook: &mut Workbook,
        cells: impl Iterator<Item = Cell>,
    ) -> Result<Lost, XlsxError> {
        if self.parts.last().is_none_or(|(_, row)| *row >= self.rows) {
            self.begin(workbook)?;
        }
        let mut lost = Lost::default();
        if let Some((place, row)) = self.parts.last_mut() {
            let worksheet = workbook.worksheet_from_index(*place)?;
            let mut lines = 1;
            for ((column, heading), cell) in (0..).zip(&self.headings).zip(cells) {
                if let (Look::Wrapped, Cell::Text(words)) = (heading.look, &cell) {
                    lines = lines.max(wrapped(words, heading.width));
                }
                put(worksheet, (*row, column), cell, (&mut self.links, &self.link), &mut lost)?;
            }
            if lines > 1 {
                // Not every program fits the height to the text by itself.
                worksheet.set_row_height(*row, LINE * lines as f64)?;
            }
            *row += 1;
        }
        Ok(lost)
    }

    /// Sets the filters, now that the number of rows is known.
    pub(super) fn close(&self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        let last = u16::try_from(self.headings.len()).unwrap_or(u16::MAX).saturating_sub(1);
        for (place, rows) in &self.parts {
            workbook.worksheet_from_index(*place)?.autofilter(0, 0, rows - 1, last)?;
        }
        Ok(())
    }
}

fn put(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: Cell,
    (links, format): (&mut usize, &Format),
    lost: &mut Lost,
) -> Result<(), XlsxError> {
    let (words, address) = match cell {
        Cell::Empty => return Ok(()),
        Cell::Number(number) => return worksheet.write_number(row, column, number).map(|_| ()),
        Cell::Day(year, month, day) => {
            let date = ExcelDateTime::from_ymd(year, month, day)?;
            return worksheet.write_datetime(row, column, &date).map(|_| ());
        }
        Cell::Text(words) => (words, None),
        Cell::Link(words, address) => (words, linkable(&address)),
    };
    let (words, is_cut) = cut(words);
    lost.words |= is_cut;
    if words.is_empty() {
        return Ok(());
    }
    match address {
        Some(address) if *links < LINKS => {
            *links += 1;
            worksheet.write_url_with_format(row, column, Url::new(address).set_text(words), format)?;
        }
        address => {
            lost.links |= address.is_some();
            worksheet.write_string(row, column, words)?;
        }
    }
    Ok(())
}

/// So many lines words take in a column of so many characters, up to the height of a row.
fn wrapped(words: &str, width: f64) -> usize {
    let width = (width as usize).max(1);
    let (mut lines, mut filled) = (1, 0);
    for word in words.split_whitespace() {
        let length = word.chars().count();
        if filled > 0 && filled + 1 + length > width {
            lines += 1;
            filled = 0;
        }
        filled += length + usize::from(filled > 0);
        // A word that is longer than the line is broken.
        lines += (filled - 1) / width;
        filled = (filled - 1) % width + 1;
        if lines >= LINES {
            return LINES;
        }
    }
    lines
}

/// As much of the words as a cell holds, and whether that is less than all.
fn cut(mut words: String) -> (String, bool) {
    if words.len() <= LONGEST || words.encode_utf16().count() <= LONGEST {
        return (words, false);
    }
    let mut units = 0;
    let end = words.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST - 1
    });
    words.truncate(end.map_or(words.len(), |(place, _)| place));
    words.push('…');
    (words, true)
}

/// An address that can be a link of a workbook, in the form that the library leaves as it is.
fn linkable(address: &str) -> Option<String> {
    let rest = after_scheme(address)?;
    // The library knows schemes in small letters only.
    let scheme = address[..address.len() - rest.len()].to_ascii_lowercase();
    let address = format!("{scheme}{rest}");
    let (page, fragment) = address.split_once('#').unwrap_or((&address, ""));
    if address.encode_utf16().count() > ADDRESS || address.contains(char::is_control) {
        return None;
    }
    if !page.contains('%') || ESCAPES.iter().any(|escape| page.to_ascii_lowercase().contains(escape)) {
        return Some(address);
    }
    // The library would escape the per cent sign once more. Letters can stand as they are.
    let plain = letters(page);
    let fragment = if fragment.is_empty() { String::new() } else { format!("#{fragment}") };
    (!plain.contains('%')).then(|| format!("{plain}{fragment}"))
}

/// Where one of these stands in an address, the library takes it as escaped.
const ESCAPES: [&str; 11] = ["%20", "%25", "%22", "%60", "%3c", "%3e", "%5b", "%5d", "%5e", "%7b", "%7d"];

/// Decodes the escapes of letters beyond ASCII: `b%C3%B8rn` is `børn`.
fn letters(page: &str) -> String {
    let mut plain = String::new();
    let mut rest = page;
    while let Some(start) = rest.find('%') {
        plain += &rest[..start];
        let run = rest.as_bytes()[start..].chunks(3).take_while(|three| is_high(three)).count() * 3;
        match percent_decode_str(&rest[start..start + run]).decode_utf8() {
            Ok(letters) if run > 0 => plain += &letters,
            _ => plain += &rest[start..start + run.max(1)],
        }
        rest = &rest[start + run.max(1)..];
    }
    plain + rest
}

/// Whether three bytes are the escape of one that is not ASCII.
fn is_high(three: &[u8]) -> bool {
    matches!(three, [b'%', b'8' | b'9' | b'a'..=b'f' | b'A'..=b'F', low] if low.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Reader, Xlsx};

    use super::*;

    #[test]
    fn a_full_sheet_goes_on_in_another() {
        let mut workbook = Workbook::new();
        let headings = vec![Heading { name: "claim", width: 10.0, look: Look::Text }];
        let mut sheet = Sheet::add(&mut workbook, "Statements", headings).expect("a sheet");
        sheet.rows = 3;
        for number in 0..5 {
            let lost = sheet.write(&mut workbook, [Cell::Text(format!("={number}"))].into_iter()).expect("writes");
            assert_eq!(lost, Lost::default());
        }
        sheet.close(&mut workbook).expect("closes");
        let bytes = workbook.save_to_buffer().expect("a workbook");
        let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
        let sheets: Vec<(String, Vec<String>)> = book
            .worksheets()
            .into_iter()
            .map(|(name, range)| (name, range.rows().map(|row| row[0].to_string()).collect()))
            .collect();
        let expected = [
            ("Statements", vec!["claim", "=0", "=1"]),
            ("Statements 2", vec!["claim", "=2", "=3"]),
            ("Statements 3", vec!["claim", "=4"]),
        ];
        let expected = expected.map(|(name, rows)| (name.to_owned(), rows.into_iter().map(str::to_owned).collect()));
        assert_eq!(sheets, expected);
    }

    #[test]
    fn links_stop_where_a_sheet_has_no_room() {
        let mut workbook = Workbook::new();
        let headings = vec![Heading { name: "title", width: 10.0, look: Look::Text }];
        let mut sheet = Sheet::add(&mut workbook, "Statements", headings).expect("a sheet");
        sheet.links = LINKS - 1;
        let mut write = || {
            let link = Cell::Link("Broen".into(), "https://avis.dk/a".into());
            sheet.write(&mut workbook, [link].into_iter()).expect("writes")
        };
        assert_eq!((write().links, write().links), (false, true));
    }

    #[test]
    fn addresses_are_kept_as_they_are_or_are_no_links() {
        for (address, expected) in [
            ("https://avis.dk/a?b=1&c=2#top", Some("https://avis.dk/a?b=1&c=2#top")),
            ("HTTPS://avis.dk/A", Some("https://avis.dk/A")),
            ("https://avis.dk/a%20b%2Fc", Some("https://avis.dk/a%20b%2Fc")),
            ("https://avis.dk/b%C3%B8rn/%c3%a6#:~:text=%2D", Some("https://avis.dk/børn/æ#:~:text=%2D")),
            ("https://avis.dk/a%2Fb", None),
            ("https://avis.dk/%C3", None),
            ("https://avis.dk/100%", None),
            ("avis.dk/a", None),
            ("file:///etc/passwd", None),
            ("internal:Sheet1!A1", None),
            ("javascript://avis.dk/%0aalert(1)", None),
        ] {
            assert_eq!(linkable(address).as_deref(), expected, "{address}");
        }
        assert_eq!(linkable(&format!("https://avis.dk/{}", "a".repeat(3000))), None);
    }

    #[test]
    fn rows_are_as_high_as_their_text() {
        for (words, lines) in [
            ("", 1),
            ("Broen åbner", 1),
            ("Broen åbner i maj", 2),
            ("Kommuneplanlægningsudvalget venter", 3),
            (&"å ".repeat(10_000), LINES),
            (&"å".repeat(10_000), LINES),
        ] {
            assert_eq!(wrapped(words, 12.0), lines, "{words:.20}");
        }
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        let fits = "å".repeat(LONGEST);
        assert_eq!(cut(fits.clone()), (fits, false));
        let (words, is_cut) = cut("🙂".repeat(LONGEST));
        assert!(is_cut && words.ends_with("🙂…") && words.encode_utf16().count() <= LONGEST);
    }
}
