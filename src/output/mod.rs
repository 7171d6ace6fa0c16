//! [`Statement`] → files. One format a file; all names and endings stand in [`FORMATS`].
//!
//! Takes rows one by one, with their articles where a format shows these, gives files that appear only when they are whole;
//! knows nothing of how a row was found.

#[cfg(feature = "arrow")]
pub mod arrow;
mod brat;
mod claim;
mod columns;
mod csv;
mod destination;
pub(crate) mod excel;
mod html;
mod iri;
mod json;
mod label_studio;
pub(crate) mod marked;
#[cfg(feature = "parquet")]
mod parquet;
pub mod schema;
pub(crate) mod tally;
mod web_annotation;
mod xlsx;

use std::io;
use std::path::Path;

use crate::article::Article;
use crate::statement::Statement;
#[cfg(feature = "desk")]
pub(crate) use columns::kind as kind_word;
pub use columns::{COLUMNS, Column, Data, REVIEW_COLUMNS, Sort, Wording};
pub(crate) use columns::{act as act_word, speaker as speaker_word, stance as stance_word};
pub use destination::Output;
pub(crate) use destination::{beside, waiting, write_file};

/// Bytes that a writer holds back before they are written.
const BUFFER: usize = 64 << 10;

/// Where the bytes of a [`Writer`] go.
pub type Sink = Box<dyn io::Write + Send>;

/// What the user wants of an output, whatever its format.
#[derive(Clone, Debug)]
pub struct Options {
    /// The columns of a table and the fields of an object, in their order.
    pub columns: Vec<&'static Column>,
    /// Wording of the headings of tables.
    pub headers: Wording,
    /// Wording of the values of closed sets in tables: kind, act, stance, kind of speaker, section.
    pub values: Wording,
    /// CSV as a Danish spreadsheet opens it.
    pub excel: bool,
    /// The article's whole text in every object.
    pub with_text: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            columns: COLUMNS.iter().collect(),
            headers: Wording::English,
            values: Wording::English,
            excel: false,
            with_text: false,
        }
    }
}

impl Options {
    /// What columns there are after all of [`COLUMNS`] in their order; nothing where others are picked.
    fn after_all(&self) -> Option<&[&'static Column]> {
        let (first, further) = self.columns.split_at_checked(COLUMNS.len())?;
        first.iter().map(|column| column.name).eq(COLUMNS.iter().map(|column| column.name)).then_some(further)
    }
}

/// Something that went wrong while reading, for outputs that keep account of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble<'a> {
    /// An article came of it all the same.
    Warning(&'a str),
    /// This piece of the input is missing.
    Fault(&'a str),
}

/// Writes articles with their rows in one format, in the order in which they come.
pub trait Writer {
    /// Writes the rows of one article; there may be none.
    ///
    /// # Errors
    /// Where the bytes cannot be written.
    fn write(&mut self, article: &Article, rows: &[Statement]) -> io::Result<()>;

    /// Takes note of what went wrong between two articles. Most formats have no place for it.
    ///
    /// # Errors
    /// Where the bytes cannot be written.
    fn trouble(&mut self, _trouble: Trouble) -> io::Result<()> {
        Ok(())
    }

    /// Hands on all rows so far. Only the writer of a format that can be appended to has to.
    ///
    /// # Errors
    /// Where the bytes cannot be written.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Writes what is still held back. Without it the output is not complete.
    ///
    /// # Errors
    /// Where the bytes cannot be written.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// A format of output. A new one is a file beside this and a line in [`FORMATS`].
#[derive(Debug)]
pub struct Format {
    /// As given to `--format`.
    pub name: &'static str,
    /// Endings of file names that mean it, in lower case and without the first dot; the first is that of a file that
    /// is named by default.
    pub endings: &'static [&'static str],
    /// What a browser is told that it is.
    pub media: &'static str,
    open: Open,
    /// Opens a writer that goes on after rows that stand in the sink; none where rows are not written as they come.
    append: Option<Open>,
}

type Open = fn(Sink, &Options) -> io::Result<Box<dyn Writer>>;

/// Every format; the first is the default.
pub static FORMATS: &[Format] = &[
    Format {
        name: "csv",
        endings: &["csv"],
        media: "text/csv; charset=utf-8",
        open: csv::open,
        append: Some(csv::append),
    },
    Format {
        name: "tsv",
        endings: &["tsv", "tab"],
        media: "text/tab-separated-values; charset=utf-8",
        open: csv::open_tabs,
        append: Some(csv::append_tabs),
    },
    Format {
        name: "jsonl",
        endings: &["jsonl", "ndjson"],
        media: "application/x-ndjson",
        open: json::open_lines,
        append: Some(json::open_lines),
    },
    Format { name: "json", endings: &["json"], media: "application/json", open: json::open_array, append: None },
    Format {
        name: "xlsx",
        endings: &["xlsx"],
        media: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        open: xlsx::open,
        append: None,
    },
    #[cfg(feature = "parquet")]
    Format {
        name: "parquet",
        endings: &["parquet"],
        media: "application/vnd.apache.parquet",
        open: parquet::open,
        append: None,
    },
    Format {
        name: "html",
        endings: &["html", "htm"],
        media: "text/html; charset=utf-8",
        open: html::open,
        append: None,
    },
    Format {
        name: "web-annotation",
        endings: &["annotations.jsonld"],
        media: "application/ld+json",
        open: web_annotation::open,
        append: None,
    },
    Format {
        name: "claim",
        endings: &["claims.jsonld"],
        media: "application/ld+json",
        open: claim::open,
        append: None,
    },
    Format { name: "brat", endings: &["brat.zip"], media: "application/zip", open: brat::open, append: None },
    Format {
        name: "label-studio",
        endings: &["label-studio.json"],
        media: "application/json",
        open: label_studio::open,
        append: None,
    },
];

impl Format {
    /// The format of this name.
    pub fn named(name: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// The format that the ending of a path means, in any case of letters; of several that fit, the longest ending's.
    pub fn of_path(path: &Path) -> Option<&'static Format> {
        let name = path.file_name()?.to_str()?.to_lowercase();
        let has = |ending: &str| name.strip_suffix(ending).is_some_and(|stem| stem.len() > 1 && stem.ends_with('.'));
        let fitting = FORMATS.iter().flat_map(|format| format.endings.iter().map(move |ending| (format, ending)));
        fitting.filter(|(_, ending)| has(ending)).max_by_key(|(_, ending)| ending.len()).map(|(format, _)| format)
    }

    /// A writer of this format into `sink`, with whatever stands before the first row already written.
    ///
    /// # Errors
    /// Where the bytes cannot be written.
    pub fn open(&self, sink: Sink, options: &Options) -> io::Result<Box<dyn Writer>> {
        (self.open)(sink, options)
    }

    /// Whether a file of this format can be gone on with where it was left.
    pub(crate) fn is_resumable(&self) -> bool {
        self.append.is_some()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::label::{Act, Kind, Section, SpeakerKind, Stance};

    /// A row that has every field.
    pub(crate) fn full() -> Statement {
        Statement {
            id: "a1-1".into(),
            article: "a1".into(),
            title: Some("Broen lukker".into()),
            url: Some("https://avis.dk/a1".into()),
            source: Some("Avisen".into()),
            published: Some("2017-09-14".into()),
            claim: "Nej … det \"går\" ikke, Åse".into(),
            kind: Kind::Direct,
            parts: vec![[12, 40], [60, 71]],
            speaker: "Ida Holm".into(),
            speaker_role: Some("borgmester".into()),
            speaker_kind: Some(SpeakerKind::Person),
            mention: Some("hun".into()),
            mention_span: Some([47, 50]),
            cue: Some("siger".into()),
            cue_span: Some([41, 46]),
            via: Some("BBC".into()),
            act: Act::Deny,
            stance: Stance::Oppose,
            stance_target: Some("broen".into()),
            date: "2017-09-12".into(),
            date_text: Some("tirsdag".into()),
            section: Section::Body,
            context: "»Nej«,\nsiger hun.".into(),
            rule: "quote-say".into(),
            resolution: Some("hun → Ida Holm (pronoun)".into()),
            confidence: 0.9,
            warnings: vec!["unclosed mark".into(), "mixed marks".into()],
            link: Some("https://avis.dk/a1#:~:text=Nej".into()),
            language: "da".into(),
            review: None,
        }
    }

    /// A row that has only what every row has.
    pub(crate) fn bare() -> Statement {
        Statement {
            title: None,
            url: None,
            source: None,
            published: None,
            parts: vec![[0, 3]],
            speaker: String::new(),
            speaker_role: None,
            speaker_kind: None,
            mention: None,
            mention_span: None,
            cue: None,
            cue_span: None,
            via: None,
            stance_target: None,
            date: String::new(),
            date_text: None,
            resolution: None,
            confidence: 1.0,
            warnings: vec![],
            link: None,
            language: "da".into(),
            ..full()
        }
    }

    #[derive(Clone, Default)]
    struct Shared(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Shared {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("unbroken").extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// What a format makes of rows.
    pub(crate) fn written(format: &str, rows: &[Statement]) -> String {
        written_with(format, rows, &Options::default())
    }

    /// What a format makes of the rows of an article as the user wants them.
    pub(crate) fn written_with(format: &str, rows: &[Statement], options: &Options) -> String {
        let sink = Shared::default();
        let format = Format::named(format).expect("a known format");
        let mut writer = format.open(Box::new(sink.clone()), options).expect("opens");
        writer.write(&Article::default(), rows).expect("writes");
        writer.finish().expect("finishes");
        let bytes = std::mem::take(&mut *sink.0.lock().expect("unbroken"));
        String::from_utf8(bytes).expect("UTF-8")
    }

    struct Broken;

    impl io::Write for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_broken_pipe_keeps_its_kind() {
        for format in FORMATS {
            let options = Options::default();
            let mut writer = format.open(Box::new(Broken), &options).expect("opens");
            let article = Article::default();
            // Some formats hold everything back to the end.
            let fault = (0..2000).find_map(|_| writer.write(&article, &[full()]).err());
            let fault = fault.or_else(|| writer.finish().err());
            let kind = fault.map(|fault| fault.kind());
            assert_eq!(kind, Some(io::ErrorKind::BrokenPipe), "{}", format.name);
            let mut writer = format.open(Box::new(Broken), &options).expect("opens");
            writer.write(&article, &[full()]).expect("is held back");
            let kind = writer.finish().map_err(|fault| fault.kind());
            assert_eq!(kind, Err(io::ErrorKind::BrokenPipe), "{}", format.name);
        }
    }

    #[test]
    fn endings_pick_the_format() {
        for (path, name) in [
            ("a.csv", Some("csv")),
            ("a.b/c.CSV", Some("csv")),
            ("a.jsonl", Some("jsonl")),
            ("a.ndjson", Some("jsonl")),
            ("a.json", Some("json")),
            ("a.label-studio.json", Some("label-studio")),
            ("label-studio.json", Some("json")),
            ("a.Claims.JSONLD", Some("claim")),
            ("a.jsonld", None),
            (".csv", None),
            ("a.xls", None),
            ("csv", None),
        ] {
            assert_eq!(Format::of_path(Path::new(path)).map(|f| f.name), name, "{path}");
        }
    }
}
