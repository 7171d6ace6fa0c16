//! `udsagn evaluate`: annotated articles in, figures out.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::messages::Messages;
use super::pipeline::{self, Done};
use super::ruling::RuleArguments;
use super::{Result, Status, threads};
use crate::analysis::Analysers;
use crate::article::Item;
use crate::error::Error;
use crate::evaluation::compare::compare;
use crate::evaluation::figures::{FIGURES, Figures};
use crate::evaluation::load;
use crate::evaluation::saved::Saved;
use crate::evaluation::{judge, report};
use crate::output::write_file;

/// Measure what is found in annotated articles
///
/// Reads annotated articles (.txt, and .gold.jsonl with .articles.jsonl beside it), finds their statements and prints
/// how well both agree, on standard output.
///
/// Ends with 0 where everything was read and no figure is too low, 1 where a figure is below its --min, and 2 where
/// some of the annotation could not be read (the rest is measured).
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  udsagn evaluate tests/gold --errors 5
  udsagn evaluate tests/gold --save before.jsonl
  udsagn evaluate tests/gold --against before.jsonl --min quote_f1=95")]
pub(super) struct Arguments {
    /// Annotated articles: files or folders (read recursively, sorted by name)
    #[arg(required = true, value_name = "GOLD")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    rules: RuleArguments,

    /// A further table: how often each construction fired, and how often rightly
    #[arg(long, value_enum)]
    by: Option<By>,

    /// Show so many missed, extra and wrongly attributed statements each, in their context
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    errors: usize,

    /// Keep the result, as JSON Lines
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,

    /// Show what was won and lost since a result that was kept
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,

    /// Least value of a figure, such as quote_f1=95; may be given several times
    #[arg(long, value_name = "NAME=VALUE", value_parser = floor)]
    min: Vec<Floor>,

    /// Worker threads; the result is the same for any number [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum By {
    /// By construction
    Rule,
}

#[derive(Clone, Debug)]
struct Floor {
    figure: &'static str,
    least: f64,
}

fn floor(value: &str) -> std::result::Result<Floor, String> {
    let (name, least) = value.split_once('=').ok_or("not of the form NAME=VALUE")?;
    let figure = FIGURES.iter().find(|figure| **figure == name);
    let figure = figure.ok_or_else(|| format!("no such figure; known are {}", FIGURES.join(", ")))?;
    match least.parse::<f64>() {
        Ok(least) if least.is_finite() => Ok(Floor { figure, least }),
        _ => Err(format!("{least:?} is no number")),
    }
}

/// Runs the subcommand.
///
/// # Errors
/// [`Error::Write`] where the result cannot be kept or printed.
pub(super) fn run(arguments: &Arguments) -> Result<Status> {
    let analysers = arguments.rules.analysers()?;
    let constructions: Vec<String> = analysers.first().grammar().constructions().iter().map(|c| c.id.clone()).collect();
    let constructions: Vec<&str> = constructions.iter().map(String::as_str).collect();
    let mut messages = Messages::default();
    // Read first, since it may be the file that is saved to.
    let before = match arguments.against.as_deref().map(read) {
        Some(Ok(before)) => Some(before),
        Some(Err(fault)) => {
            messages.fault(&fault);
            None
        }
        None => None,
    };
    let now = measure(arguments, analysers, &mut messages)?;
    if now.articles.is_empty() {
        return Ok(Status::Gaps);
    }
    let entries = &now.entries;
    let mut texts = vec![
        format!("{} articles, {}", now.articles.len(), report::figures(entries)),
        report::groups(entries),
        report::confidence(entries),
    ];
    if let Some(By::Rule) = arguments.by {
        texts.push(report::rules(entries, &constructions));
    }
    if arguments.errors > 0 {
        texts.push(report::errors(entries, arguments.errors));
    }
    texts.extend(before.map(|before| report::comparison(&compare(&before, &now))));
    texts.retain(|text| !text.is_empty());
    messages.result(&texts.join("\n"))?;
    if let Some(path) = &arguments.save {
        save(path, &now)?;
    }
    let figures = Figures::of(entries);
    let mut is_short = false;
    for Floor { figure, least } in &arguments.min {
        let value = figures.value(figure).unwrap_or_default();
        if value < *least {
            is_short = true;
            messages.shortfall(figure, value, *least);
        }
    }
    Ok(match (messages.faults, is_short) {
        (0, false) => Status::Whole,
        (0, true) => Status::Differs,
        _ => Status::Gaps,
    })
}

/// Reads the annotation, finds statements and compares both. What cannot be read is told.
fn measure(arguments: &Arguments, analysers: Analysers, messages: &mut Messages) -> Result<Saved> {
    let loaded = load(&arguments.paths);
    for fault in &loaded.faults {
        messages.fault(fault);
    }
    let articles: BTreeSet<String> = loaded.gold.iter().map(|gold| gold.article.id.clone()).collect();
    let items: Vec<Item> = loaded.gold.iter().map(|gold| Item::Article(gold.article.clone())).collect();
    let mut entries = Vec::new();
    // They come in the order of the articles, one each.
    let mut gold = loaded.gold.iter();
    let analyse = move |article: &_| analysers.analyse(article);
    pipeline::run(items.into_iter(), threads(arguments.threads), analyse, |outcome| {
        let rows = match outcome {
            Done::Article(_, rows) => rows,
            Done::Fault(fault) | Done::Broken(_, fault) => {
                messages.fault(&fault);
                Vec::new()
            }
            Done::Warning(notice) | Done::Note(notice) => {
                messages.warning(&notice);
                return Ok(());
            }
        };
        if let Some(gold) = gold.next() {
            entries.extend(judge(gold, &rows));
        }
        Ok(())
    })?;
    Ok(Saved { articles, entries })
}

fn read(path: &Path) -> Result<Saved> {
    let file = fs::read_to_string(path).map_err(|cause| Error::Read { path: path.to_owned(), cause })?;
    Saved::read(&file).map_err(|(line, message)| Error::Input { place: format!("{}:{line}", path.display()), message })
}

fn save(path: &Path, result: &Saved) -> Result<()> {
    let fault = |message| Error::Write { path: path.to_owned(), cause: std::io::Error::other(message) };
    write_file(path, result.write().map_err(fault)?.as_bytes())
}
