//! `udsagn extract`: articles in, rows out.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::batch::{Batch, Resumable, journal_of};
use super::journal::Settings;
use super::messages::Messages;
use super::pipeline;
use super::progress::Progress;
use super::target::{Target, is_same};
use super::values::{day, format, share, wording};
use super::{PROGRAM, Result, Status, threads};
use crate::article::Articles;
use crate::error::Error;
use crate::output::{COLUMNS, Column, FORMATS, Format, Options, Wording, waiting};

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
  udsagn extract articles/ -o - --format jsonl --fields speaker,claim,date
  udsagn extract archive.jsonl -o rows.jsonl --resume --errors errors.jsonl")]
pub(super) struct Arguments {
    /// Files, folders (read recursively, sorted by name) or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Read the paths in the order of their names, each once, however they are given
    #[arg(long)]
    sort: bool,

    #[command(flatten)]
    reading: super::reading::ReadingArguments,

    #[command(flatten)]
    rules: super::ruling::RuleArguments,

    /// File to write, its ending (.csv, .tsv, .xlsx, .jsonl, .json, .html …) picks the format; - is standard output
    /// [default: output/statements.csv]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Format to write, whatever the ending
    #[arg(long, value_parser = format())]
    format: Option<&'static Format>,

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
    #[arg(long, value_name = "LANGUAGE", value_parser = wording(), default_value = "en")]
    headers: Wording,

    /// Wording of the values in tables: kind, act, stance and the like
    #[arg(long, value_name = "LANGUAGE", value_parser = wording(), default_value = "en")]
    lang: Wording,

    /// CSV that Danish Excel opens: byte order mark, semicolons, decimal comma, and an apostrophe before text that it
    /// would take for a formula, number or date; `udsagn from-excel` undoes it
    #[arg(long)]
    excel: bool,

    /// The article's whole text in every object of JSON and JSON Lines
    #[arg(long)]
    with_text: bool,

    /// Also write every error to this file, as JSON Lines: place, message, article
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,

    /// Go on with a batch that broke off, or begin one that can be gone on with; for csv, tsv and jsonl
    ///
    /// Until it is complete, OUTPUT.journal tells how far it is, and rows wait in a hidden file beside it.
    #[arg(long)]
    resume: bool,

    /// Tell only warnings and errors
    #[arg(short, long)]
    quiet: bool,
}

fn column(name: &str) -> std::result::Result<&'static Column, String> {
    Column::named(name.trim()).ok_or_else(|| {
        let names: Vec<&str> = COLUMNS.iter().map(|column| column.name).collect();
        format!("no such column; there are {}", names.join(", "))
    })
}

/// What the user wants of the output.
fn options(arguments: &Arguments) -> Options {
    Options {
        columns: arguments.fields.clone().unwrap_or_else(|| Options::default().columns),
        headers: arguments.headers,
        values: arguments.lang,
        excel: arguments.excel,
        with_text: arguments.with_text,
    }
}

/// What determines the rows and their bytes. The number of threads does not, nor where rows and errors go.
///
/// # Errors
/// [`Error::Read`] where own rules cannot be read.
fn settings(arguments: &Arguments, target: &Target) -> Result<Settings> {
    let paths: Vec<String> = paths(arguments).iter().map(|path| path.display().to_string()).collect();
    let fields = arguments.fields.as_ref();
    let fields = fields.map(|fields| fields.iter().map(|column| column.name).collect::<Vec<_>>().join(","));
    let own = [
        ("version of the program", Some(PROGRAM.to_owned())),
        ("PATH", Some(paths.join("\n"))),
        ("--format", Some(target.format.name.to_owned())),
        ("--fields", fields),
        ("--headers", Some(arguments.headers.code().to_owned())),
        ("--lang", Some(arguments.lang.code().to_owned())),
        ("--excel", Some(arguments.excel.to_string())),
        ("--with-text", Some(arguments.with_text.to_string())),
        ("--min-confidence", arguments.min_confidence.map(|least| least.to_string())),
        ("--published", arguments.published.map(|day| day.to_string())),
    ];
    Ok(Settings::new(own.into_iter().chain(arguments.reading.settings()).chain(arguments.rules.settings()?)))
}

/// Where rows go.
///
/// # Errors
/// [`Error::Usage`] where the ending of the output means no format.
fn target(arguments: &Arguments) -> Result<Target> {
    let default = || {
        let format = arguments.format.unwrap_or(&FORMATS[0]);
        PathBuf::from(format!("{DEFAULT_OUTPUT}.{}", format.endings.first().unwrap_or(&format.name)))
    };
    Target::of(&arguments.output.clone().unwrap_or_else(default), arguments.format)
}

/// What is read, in order.
fn paths(arguments: &Arguments) -> Vec<PathBuf> {
    let mut paths = arguments.paths.clone();
    if arguments.sort {
        paths.sort();
        paths.dedup();
    }
    paths
}

/// Runs the subcommand.
///
/// # Errors
/// [`Error::Write`] where the output cannot be written, [`Error::Usage`] where its format is not known or an earlier run
/// cannot be gone on with.
pub(super) fn run(arguments: &Arguments) -> Result<Status> {
    let target = target(arguments)?;
    check(arguments, &target)?;
    let analysers = arguments.rules.analysers()?;
    make_folder(arguments, &target)?;
    let paths = paths(arguments);
    let reading = arguments.reading.reading();
    let format = reading.format;
    let mut articles = Articles::new(paths.clone())
        .with_reading(reading)
        .with_published(arguments.published)
        .without(written(arguments, &target)?.into_iter().chain(arguments.errors.clone()));
    let progress = Progress::new(&articles, &paths, format, arguments.quiet);
    let messages = Messages::new(arguments.quiet, progress.bar());
    let options = options(arguments);
    let errors = arguments.errors.as_deref();
    let begun = match &target.path {
        Some(path) if arguments.resume => {
            let settings = settings(arguments, &target)?;
            let wanted = Resumable { path, format: target.format, options: &options, settings };
            Batch::resume(wanted, errors, messages, &mut articles, || progress.show())
        }
        _ => target.open(&options).and_then(|output| Batch::once(output, errors, messages)),
    };
    let mut batch = begun.inspect_err(|_| progress.clear())?;
    let least = arguments.min_confidence.unwrap_or(0.0);
    let analyse = move |article: &_| {
        let mut rows = analysers.analyse(article);
        rows.retain(|row| row.confidence >= least);
        rows
    };
    let ended = if batch.is_done() {
        Ok(())
    } else {
        pipeline::run(articles, threads(arguments.threads), analyse, |outcome| {
            progress.show();
            batch.take(&outcome)
        })
    };
    progress.clear();
    ended?;
    batch.finish(target.path.as_deref())
}

/// Refuses options that do not go together.
///
/// # Errors
/// [`Error::Usage`] with the option and why.
fn check(arguments: &Arguments, target: &Target) -> Result<()> {
    let mut fields = BTreeSet::new();
    let twice = arguments.fields.iter().flatten().find(|column| !fields.insert(column.name));
    if let Some(column) = twice {
        return Err(Error::Usage(format!("--fields: {} stands there twice", column.name)));
    }
    target.check_for(arguments.excel, "--excel", &["csv"])?;
    target.check_for(arguments.with_text, "--with-text", &["jsonl", "json"])?;
    if let Some(input) = target.replaces(&arguments.paths) {
        let message = format!("{}: would be replaced by the output; name another file to write", input.display());
        return Err(Error::Usage(message));
    }
    if arguments.resume {
        check_resumable(target)?;
    }
    check_errors(arguments, target)
}

/// Refuses what cannot be gone on with.
fn check_resumable(target: &Target) -> Result<()> {
    let is_file = |path: &PathBuf| path.metadata().map_or(true, |data| data.is_file());
    if !target.path.as_ref().is_some_and(is_file) {
        return Err(Error::Usage("--resume needs a file to write to; name one with --output".into()));
    }
    if !target.format.is_resumable() {
        let names = FORMATS.iter().filter(|format| format.is_resumable()).map(|format| format.name);
        let names = names.collect::<Vec<_>>().join(", ");
        return Err(Error::Usage(format!("--resume is for {names}, and the output is {}", target.format.name)));
    }
    Ok(())
}

/// Refuses a file of errors that would take the place of another.
fn check_errors(arguments: &Arguments, target: &Target) -> Result<()> {
    let Some(errors) = &arguments.errors else { return Ok(()) };
    if errors.as_os_str() == "-" {
        return Err(Error::Usage("--errors needs a file; standard error has them anyhow".into()));
    }
    if let Some(input) = arguments.paths.iter().find(|path| is_same(path, errors)) {
        let message = format!("{}: would be replaced by --errors; name another file", input.display());
        return Err(Error::Usage(message));
    }
    if written(arguments, target)?.iter().any(|path| is_same(path, errors)) {
        return Err(Error::Usage(format!("--errors: {} is where rows go; name another file", errors.display())));
    }
    Ok(())
}

/// The files that rows go to.
fn written(arguments: &Arguments, target: &Target) -> Result<Vec<PathBuf>> {
    let Some(path) = &target.path else { return Ok(Vec::new()) };
    let mut files = vec![path.clone()];
    if arguments.resume {
        files.push(journal_of(path)?);
        files.push(waiting(path)?);
    }
    Ok(files)
}

/// Makes the folder of the default output where it is missing.
fn make_folder(arguments: &Arguments, target: &Target) -> Result<()> {
    let folder = target.path.as_ref().and_then(|path| path.parent()).filter(|_| arguments.output.is_none());
    folder.map_or(Ok(()), |folder| {
        std::fs::create_dir_all(folder).map_err(|cause| Error::Write { path: folder.to_owned(), cause })
    })
}
