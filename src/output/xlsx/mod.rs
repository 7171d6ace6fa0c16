//! A workbook with three sheets: the statements, their speakers, and what was read and what went wrong.
//!
//! Takes rows, gives a file; knows of articles only their names. Words are always written as strings, so nothing in them is
//! ever run. The same rows give the same bytes. Rows wait in temporary files, so memory does not grow with them.

mod sheet;
mod speakers;

use std::io::{self, BufWriter, Write};
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::Once;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::{BUFFER, Column, Options, Sink, Sort, Trouble, Wording, Writer};
use crate::article::Article;
use crate::edtf::full_day;
use crate::statement::Statement;
use sheet::{Cell, Heading, Look, Lost, Sheet};
use speakers::Speakers;

const READ: [(&str, &str, f64, Look); 8] = [
    ("what", "hvad", 10.0, Look::Text),
    ("article", "artikel", 30.0, Look::Text),
    ("title", "titel", 50.0, Look::Text),
    ("source", "medie", 18.0, Look::Text),
    ("published", "udgivet", 11.0, Look::Day),
    ("url", "adresse", 40.0, Look::Text),
    ("statements", "udsagn", 11.0, Look::Count),
    ("message", "besked", 70.0, Look::Wrapped),
];

struct Book {
    workbook: Workbook,
    sink: Keeper,
    options: Options,
    statements: Sheet,
    speakers: Speakers,
    speakers_sheet: Sheet,
    read: Sheet,
    /// Told once, not for every row.
    links_are_told: bool,
}

pub(super) fn open(sink: Sink, options: &Options) -> io::Result<Box<dyn Writer>> {
    let language = options.headers;
    let picked = options.columns.iter().map(|column| Heading {
        name: column.heading(language),
        width: width(column),
        look: look(column),
    });
    let of = |list: &[(&'static str, &'static str, f64, Look)]| {
        list.iter()
            .map(|(english, danish, width, look)| Heading {
                name: word(language, english, danish),
                width: *width,
                look: *look,
            })
            .collect()
    };
    let (picked, of_speakers, of_read) = (picked.collect(), of(&speakers::HEADINGS), of(&READ));
    let mut workbook = Workbook::new();
    let make = || {
        let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
        Ok(Book {
            statements: Sheet::add(&mut workbook, word(language, "Statements", "Udsagn"), picked)?,
            speakers_sheet: Sheet::add(&mut workbook, word(language, "Speakers", "Talere"), of_speakers)?,
            read: Sheet::add(&mut workbook, word(language, "Read", "Læst"), of_read)?,
            workbook,
            sink: Keeper { sink: BufWriter::with_capacity(BUFFER, sink), fault: None },
            options: options.clone(),
            speakers: Speakers::default(),
            links_are_told: false,
        })
    };
    Ok(Box::new(calm(make)?))
}

fn word(language: Wording, english: &'static str, danish: &'static str) -> &'static str {
    match language {
        Wording::English => english,
        Wording::Danish => danish,
    }
}

/// Width of a column, in characters.
fn width(column: &Column) -> f64 {
    match column.name {
        "claim" => 70.0,
        "context" | "title" => 50.0,
        "speaker" | "speaker_role" | "mention" | "stance_target" | "resolution" | "article" | "url" | "link" => 28.0,
        "warnings" | "rule" | "via" => 22.0,
        _ => 13.0,
    }
}

fn look(column: &Column) -> Look {
    match column.sort {
        _ if column.name == "claim" => Look::Wrapped,
        Sort::Share => Look::Share,
        Sort::Day => Look::Day,
        Sort::Text | Sort::Address | Sort::Count => Look::Text,
    }
}

impl Book {
    fn add(&mut self, article: &Article, rows: &[Statement]) -> Result<(), XlsxError> {
        let has_title = self.options.columns.iter().any(|column| column.name == "title");
        for row in rows {
            self.speakers.count(row);
            let cells = self.options.columns.iter().map(|column| {
                let mut words = String::new();
                column.fill(row, self.options.values, &mut words);
                match (column.sort, &row.url) {
                    (Sort::Share, _) => Cell::Number(row.confidence),
                    (Sort::Count, _) => words.parse().map_or(Cell::Text(words), Cell::Number),
                    (Sort::Day, _) => day(words),
                    (_, Some(url)) if column.name == "title" => Cell::Link(words, url.clone()),
                    // One link a row is enough.
                    (Sort::Address, _) if column.name == "url" && has_title && row.title.is_some() => Cell::Text(words),
                    (Sort::Address, _) => Cell::Link(words.clone(), words),
                    _ => Cell::Text(words),
                }
            });
            let lost = self.statements.write(&mut self.workbook, cells)?;
            self.tell_lost(lost, &row.id)?;
        }
        self.speakers.end_article();
        let published = article.published.map(|day| day.to_string());
        self.note(
            word(self.options.values, "article", "artikel"),
            [
                Cell::Text(article.id.clone()),
                Cell::Text(article.title.clone().unwrap_or_default()),
                Cell::Text(article.source.clone().unwrap_or_default()),
                day(published.unwrap_or_default()),
                Cell::Text(article.url.clone().unwrap_or_default()),
                Cell::Number(rows.len() as f64),
                Cell::Empty,
            ],
        )
    }

    /// A line of the third sheet.
    fn note(&mut self, what: &str, cells: [Cell; 7]) -> Result<(), XlsxError> {
        let cells = std::iter::once(Cell::Text(what.to_owned())).chain(cells);
        self.read.write(&mut self.workbook, cells).map(|_| ())
    }

    fn message(&mut self, what: &str, message: &str) -> Result<(), XlsxError> {
        let [a, b, c, d, e, f] = [const { Cell::Empty }; 6];
        self.note(what, [a, b, c, d, e, f, Cell::Text(message.to_owned())])
    }

    /// What a sheet has no room for is told in the third.
    fn tell_lost(&mut self, lost: Lost, row: &str) -> Result<(), XlsxError> {
        let warning = word(self.options.values, "warning", "advarsel");
        if lost.words {
            let most = sheet::LONGEST;
            self.message(
                warning,
                &format!(
                    "{row}: a cell is cut after {most} characters, the most it can hold; JSON Lines has all of it"
                ),
            )?;
        }
        if lost.links && !self.links_are_told {
            self.links_are_told = true;
            let most = sheet::LINKS;
            let message = format!("{row}: from here on addresses are no links, since a sheet can hold only {most}");
            self.message(warning, &message)?;
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), XlsxError> {
        for cells in self.speakers.rows() {
            self.speakers_sheet.write(&mut self.workbook, cells)?;
        }
        for sheet in [&self.statements, &self.speakers_sheet, &self.read] {
            sheet.close(&mut self.workbook)?;
        }
        self.workbook.save_to_writer(&mut self.sink)
    }
}

impl Writer for Book {
    fn write(&mut self, article: &Article, rows: &[Statement]) -> io::Result<()> {
        calm(|| self.add(article, rows))
    }

    fn trouble(&mut self, trouble: Trouble) -> io::Result<()> {
        let language = self.options.values;
        calm(|| match trouble {
            Trouble::Warning(message) => self.message(word(language, "warning", "advarsel"), message),
            Trouble::Fault(message) => self.message(word(language, "error", "fejl"), message),
        })
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        calm(|| self.close())?;
        self.sink.finish()
    }
}

/// A full day as a date, anything else as it is.
fn day(date: String) -> Cell {
    match full_day(&date) {
        // Spreadsheets do not agree on days before March 1900, and know none before that year.
        Some(day) if (day.year(), day.month()) >= (1900, 3) => {
            Cell::Day(day.year().unsigned_abs(), day.month().unsigned_abs(), day.day().unsigned_abs())
        }
        _ => Cell::Text(date),
    }
}

thread_local! {
    /// Whether a panic on this thread is told by [`calm`].
    static IS_CALM: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// Leaves it to [`calm`] to tell of a panic in it.
fn hush() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let tell = panic::take_hook();
        panic::set_hook(Box::new(move |told| {
            if !IS_CALM.get() {
                tell(told);
            }
        }));
    });
}

/// Runs what the library does; where its temporary files cannot be written, it panics.
fn calm<T>(act: impl FnOnce() -> Result<T, XlsxError>) -> io::Result<T> {
    hush();
    IS_CALM.set(true);
    let done = catch_unwind(AssertUnwindSafe(act));
    IS_CALM.set(false);
    match done {
        Ok(done) => done.map_err(|fault| match fault {
            XlsxError::IoError(cause) => cause,
            other => io::Error::other(other),
        }),
        Err(_) => Err(io::Error::new(
            io::ErrorKind::StorageFull,
            format!(
                "the workbook broke off; is there room for its temporary files in {}? TMPDIR names another folder",
                std::env::temp_dir().display()
            ),
        )),
    }
}

/// Keeps the first fault as the system told it, which the library would wrap, and takes no more bytes then.
struct Keeper {
    sink: BufWriter<Sink>,
    fault: Option<io::Error>,
}

impl Keeper {
    fn finish(mut self) -> io::Result<()> {
        match self.fault.take() {
            Some(fault) => Err(fault),
            None => self.sink.flush(),
        }
    }
}

impl Write for Keeper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.fault.is_none()
            && let Err(fault) = self.sink.write_all(bytes)
        {
            self.fault = Some(fault);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
