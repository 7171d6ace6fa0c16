//! `udsagn show`: articles in, read at the terminal with their claims marked.
//!
//! Takes articles and their rows, gives lines of a terminal; knows nothing of how rows were found.

mod layout;

use std::io::{IsTerminal, stdout};
use std::path::PathBuf;

use anstream::{AutoStream, ColorChoice};
use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::messages::Messages;
use super::reading::ReadingArguments;
use super::ruling::RuleArguments;
use super::values::{day, share, wording};
use super::{Result, Status};
use crate::article::{Articles, Item};
use crate::output::Wording;
use layout::Layout;

/// Width of the page where nobody says how wide it is.
const WIDTH: usize = 100;
/// Narrower than this no word fits.
const LEAST_WIDTH: usize = 20;

/// Show articles with their statements marked
///
/// Prints each article with its claims, speakers and reporting words marked, and in the margin who said it; under the
/// paragraph where the terminal is narrow. Colours are left out where the output is no terminal or NO_COLOR is set;
/// then ⟦¹…⟧ is claim 1, {…}¹ its speaker and _…_ the reporting word.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  udsagn show article.txt
  udsagn show archive.jsonl --color always | less -R")]
pub(super) struct Arguments {
    /// Files, folders (read recursively, sorted by name) or - for standard input
    #[arg(required = true, value_name = "FILE")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    reading: ReadingArguments,

    #[command(flatten)]
    rules: RuleArguments,

    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    color: When,

    /// Columns to fill [default: as wide as the terminal, or 100]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    width: Option<u16>,

    /// Wording of act and stance in the margin
    #[arg(long, value_name = "LANGUAGE", value_parser = wording(), default_value = "en")]
    lang: Wording,

    /// Leave out statements of lower confidence, from 0 to 1
    #[arg(long, value_name = "X", value_parser = share)]
    min_confidence: Option<f64>,

    /// Day of publication of articles that give none themselves
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<Date>,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum When {
    /// On a terminal that has them
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

/// Runs the subcommand.
///
/// # Errors
/// [`crate::error::Error::Write`] where the articles cannot be printed.
pub(super) fn run(arguments: &Arguments) -> Result<Status> {
    let analysers = arguments.rules.analysers()?;
    let choice = match arguments.color {
        When::Auto => AutoStream::choice(&stdout()),
        When::Always => ColorChoice::Always,
        When::Never => ColorChoice::Never,
    };
    let layout =
        Layout { width: width(arguments.width), is_coloured: choice != ColorChoice::Never, values: arguments.lang };
    let mut messages = Messages::default();
    let least = arguments.min_confidence.unwrap_or(0.0);
    let mut is_first = true;
    let articles = Articles::new(arguments.paths.clone())
        .with_reading(arguments.reading.reading())
        .with_published(arguments.published);
    for item in articles {
        match item {
            Item::Article(article) => {
                let mut rows = analysers.analyse(&article);
                rows.retain(|row| row.confidence >= least);
                let between = if is_first { "" } else { "\n" };
                messages.coloured(&format!("{between}{}", layout.article(&article, &rows)), choice)?;
                is_first = false;
            }
            Item::Warning(notice) => messages.warning(&notice),
            Item::Note(notice) => messages.note(&notice),
            Item::Fault(fault) => messages.fault(&fault),
        }
    }
    Ok(if messages.faults == 0 { Status::Whole } else { Status::Gaps })
}

/// As asked for, or as wide as the terminal, or as `COLUMNS` says.
fn width(asked: Option<u16>) -> usize {
    let of_terminal = || {
        let size = stdout().is_terminal().then(|| console::Term::stdout().size_checked()).flatten();
        size.map(|(_, columns)| usize::from(columns)).filter(|columns| *columns > 0)
    };
    let of_environment = || std::env::var("COLUMNS").ok()?.parse().ok().filter(|columns| *columns > 0);
    let width = asked.map(usize::from).or_else(of_terminal).or_else(of_environment).unwrap_or(WIDTH);
    width.max(LEAST_WIDTH)
}
