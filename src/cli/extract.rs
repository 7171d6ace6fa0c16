//! `udsagn extract`: articles in, rows out.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValuesParser;
use jiff::civil::Date;

use super::messages::Messages;
use super::pipeline::{self, Outcome};
use super::progress::Progress;
use super::summary::Summary;
use super::values::{day, language_codes, share};
use super::{Result, Status, threads};
use crate::article::Articles;
use crate::error::Error;
use crate::output::{COLUMNS, Column, FORMATS, Format, Options, Output, Trouble, Wording};

/// Where rows go by default; the ending is that of the format.
const DEFAULT_OUTPUT: &str = "output/statements";

/// Read articles and write a row for every statement
///
/// Reads plain text and Markdown (.txt, .md or no ending), web pages (.html, .htm), Word documents (.docx), feeds with
/// whole articles (.rss, .atom, .xml), tables with a row of headings (.csv, .tsv), JSON (.json, .jsonl), web archives
/// (.warc, where built with them), and all of these in .zip and .gz.
///
/// Ends with 0 where everything was read, 2 where some of the input could not be read (the rest is written) and 1
/// where the output could not be written.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  udsagn extract article.txt archive.jsonl -o statements.csv
  udsagn extract articles/ -o report.html --headers da --lang da
  udsagn extract articles/ -o - --format jsonl --fields speaker,claim,date")]
pub(super) struct Arguments {
    /// Files, folders (read recursively, sorted by name) or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    reading: super::reading::ReadingArguments,

    #[command(flatten)]
    rules: super::ruling::RuleArguments,

    /// File to write, its ending (.csv, .tsv, .xlsx, .jsonl, .json, .html …) picks the format; - is standard output
    /// [default: output/statements.csv]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Format to write, whatever the ending
    #[arg(long, value_parser = format_names())]
    format: Option<String>,

    /// Worker threads; the output is the same for any number [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,

    /// Leave out rows of lower confidence, from 0 to 1
    #[arg(long, value_name = "X", value_parser = share)]
    min_confidence: Option<f64>,

    /// Day of publication of articles that give none themselves
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<Date>,

    /// Columns to write, in this order, parted by commas [default: all]
    #[arg(long, value_name = "A,B,C", value_delimiter = ',', value_parser = column)]
    fields: Option<Vec<&'static Column>>,

    /// Wording of the headings of tables
    #[arg(long, value_name = "LANGUAGE", value_parser = language_codes(), default_value = "en")]
    headers: String,

    /// Wording of the values in tables: kind, act, stance and the like
    #[arg(long, value_name = "LANGUAGE", value_parser = language_codes(), default_value = "en")]
    lang: String,

    /// CSV that Danish Excel opens: byte order mark, semicolons, decimal comma, and an apostrophe before text that it
    /// would take for a formula, number or date; `udsagn from-excel` undoes it
    #[arg(long)]
    excel: bool,

    /// The article's whole text in every object of JSON and JSON Lines
    #[arg(long)]
    with_text: bool,

    /// Tell only warnings and errors
    #[arg(short, long)]
    quiet: bool,
}

fn format_names() -> PossibleValuesParser {
    PossibleValuesParser::new(FORMATS.iter().map(|format| format.name))
}

fn column(name: &str) -> std::result::Result<&'static Column, String> {
    Column::named(name.trim()).ok_or_else(|| {
        let names: Vec<&str> = COLUMNS.iter().map(|column| column.name).collect();
        format!("no such column; there are {}", names.join(", "))
    })
}

/// What the user wants of the output.
fn options(arguments: &Arguments) -> Options {
    let default = Options::default();
    Options {
        columns: arguments.fields.clone().unwrap_or(default.columns),
        headers: Wording::of_code(&arguments.headers).unwrap_or(default.headers),
        values: Wording::of_code(&arguments.lang).unwrap_or(default.values),
        excel: arguments.excel,
        with_text: arguments.with_text,
    }
}

/// Runs the subcommand.
///
/// # Errors
/// [`Error::Write`] where the output cannot be written, [`Error::Usage`] where its format is not known.
pub(super) fn run(arguments: &Arguments) -> Result<Status> {
    let target = Target::of(arguments)?;
    let analysers = arguments.rules.analysers()?;
    let mut output = target.open(&options(arguments))?;
    let articles = Articles::new(arguments.paths.clone())
        .with_reading(arguments.reading.reading())
        .with_published(arguments.published)
        .without(target.path);
    let progress = Progress::new(&arguments.paths, articles.bytes_read(), arguments.quiet);
    let mut messages = Messages::new(arguments.quiet, progress.bar());
    let mut summary = Summary::default();
    let least = arguments.min_confidence.unwrap_or(0.0);
    let analyse = move |article: &_| {
        let mut rows = analysers.analyse(article);
        rows.retain(|row| row.confidence >= least);
        rows
    };
    let ended = pipeline::run(articles, threads(arguments.threads), analyse, |outcome| {
        progress.show();
        match outcome {
            Outcome::Article(article, rows) => {
                summary.add(&rows);
                output.write(&article, &rows)?;
            }
            Outcome::Warning(notice) => {
                messages.warning(&notice);
                output.trouble(Trouble::Warning(&notice.to_string()))?;
            }
            Outcome::Note(notice) => messages.note(&notice),
            Outcome::Fault(fault) => {
                messages.fault(&fault);
                output.trouble(Trouble::Fault(&fault.to_string()))?;
            }
        }
        Ok(())
    });
    progress.clear();
    ended?;
    output.finish()?;
    let table = summary.table(messages.warnings, messages.faults);
    messages.plain(&table);
    Ok(if messages.faults == 0 { Status::Whole } else { Status::Gaps })
}

/// Where rows go, and how.
struct Target {
    /// Nothing for standard output.
    path: Option<PathBuf>,
    format: &'static Format,
    /// Whether the folder is made where it is missing.
    is_default: bool,
}

impl Target {
    fn of(arguments: &Arguments) -> Result<Self> {
        let mut fields = BTreeSet::new();
        let twice = arguments.fields.iter().flatten().find(|column| !fields.insert(column.name));
        if let Some(column) = twice {
            return Err(Error::Usage(format!("--fields: {} stands there twice", column.name)));
        }
        let named = arguments.format.as_deref().and_then(Format::named);
        let default = named.unwrap_or(&FORMATS[0]);
        let (path, format) = match &arguments.output {
            None => {
                let ending = default.endings.first().unwrap_or(&default.name);
                (Some(PathBuf::from(format!("{DEFAULT_OUTPUT}.{ending}"))), default)
            }
            Some(path) if path.as_os_str() == "-" => (None, default),
            Some(path) => {
                let format = named.or_else(|| Format::of_path(path)).ok_or_else(|| unknown(path))?;
                (Some(path.clone()), format)
            }
        };
        for (is_given, option, formats) in
            [(arguments.excel, "--excel", &["csv"][..]), (arguments.with_text, "--with-text", &["jsonl", "json"])]
        {
            if is_given && !formats.contains(&format.name) {
                let meant = formats.join(" or ");
                return Err(Error::Usage(format!("{option} is for {meant}, and the output is {}", format.name)));
            }
        }
        if let Some(path) = &path
            && let Some(input) = arguments.paths.iter().find(|input| is_same(input, path))
        {
            let message = format!("{}: would be replaced by the output; name another file to write", input.display());
            return Err(Error::Usage(message));
        }
        Ok(Self { path, format, is_default: arguments.output.is_none() })
    }

    fn open(&self, options: &Options) -> Result<Output> {
        let Some(path) = &self.path else {
            return Output::stdout(self.format, options);
        };
        if let (true, Some(folder)) = (self.is_default, path.parent()) {
            std::fs::create_dir_all(folder).map_err(|cause| Error::Write { path: folder.to_owned(), cause })?;
        }
        Output::file(path, self.format, options)
    }
}

/// Whether both are one file that stands there; a folder that holds the output is another.
fn is_same(input: &Path, output: &Path) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).ok().filter(|path| path.is_file());
    real(input).is_some_and(|input| real(output) == Some(input))
}

fn unknown(path: &Path) -> Error {
    let endings = FORMATS.iter().flat_map(|format| format.endings);
    let endings: Vec<String> = endings.map(|ending| format!(".{ending}")).collect();
    Error::Usage(format!(
        "{}: the ending names no format; known are {}, or give --format",
        path.display(),
        endings.join(", ")
    ))
}
