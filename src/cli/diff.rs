//! `udsagn diff`: two outputs in, what was won, lost and changed between them out.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::messages::Messages;
use super::pipeline;
use super::reading::ReadingArguments;
use super::ruling::RuleArguments;
use super::{Result, Status, threads};
use crate::article::Articles;
use crate::error::Error;
use crate::evaluation::difference::{Difference, Row, differences, rows};

/// Longest context shown on either side of a claim, in code points.
const AROUND: usize = 60;

/// Show what differs between two outputs
///
/// Compares two outputs (JSON Lines or JSON), or one and a new run over the articles that it was made from: rows that are
/// new (+), gone (-) and told otherwise (~), each in its context. Rows are known again by article and place.
///
/// Ends with 0 where both agree, 1 where they differ, and 2 where one could not be read.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  udsagn diff before.jsonl after.jsonl
  udsagn diff before.jsonl --rerun articles/ --rules my-rules/")]
pub(super) struct Arguments {
    /// The earlier output
    #[arg(value_name = "OLD")]
    old: PathBuf,

    /// The later output
    #[arg(value_name = "NEW", required_unless_present = "rerun", conflicts_with = "rerun")]
    new: Option<PathBuf>,

    /// Analyse these articles now instead of reading a later output
    #[arg(long, value_name = "PATH", num_args = 1..)]
    rerun: Vec<PathBuf>,

    #[command(flatten)]
    reading: ReadingArguments,

    #[command(flatten)]
    rules: RuleArguments,

    /// Print only how many rows differ
    #[arg(long)]
    brief: bool,
}

/// Runs the subcommand.
///
/// # Errors
/// [`Error::Usage`] where an output cannot be read, [`Error::Write`] where the result cannot be printed.
pub(super) fn run(arguments: &Arguments) -> Result<Status> {
    let mut messages = Messages::default();
    let old = read(&arguments.old)?;
    let new = match &arguments.new {
        Some(path) => read(path)?,
        None => rerun(arguments, &mut messages)?,
    };
    let found = differences(&old, &new);
    let mut out = String::new();
    if !arguments.brief {
        found.iter().for_each(|difference| show(&mut out, difference));
    }
    let count = |fits: fn(&Difference) -> bool| found.iter().filter(|difference| fits(difference)).count();
    let (won, lost) = (count(|one| one.old.is_none()), count(|one| one.new.is_none()));
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "{won} new, {lost} gone, {} told otherwise; {} rows before, {} now",
        found.len() - won - lost,
        old.len(),
        new.len()
    );
    messages.result(&out)?;
    Ok(match (messages.faults, found.is_empty()) {
        (0, true) => Status::Whole,
        (0, false) => Status::Differs,
        _ => Status::Gaps,
    })
}

fn read(path: &Path) -> Result<Vec<Row>> {
    let text = fs::read_to_string(path).map_err(|cause| Error::Read { path: path.to_owned(), cause })?;
    rows(&text).map_err(|(line, message)| Error::Input {
        place: format!("{}:{line}", path.display()),
        message: format!("no row of JSON Lines or JSON: {message}"),
    })
}

fn rerun(arguments: &Arguments, messages: &mut Messages) -> Result<Vec<Row>> {
    let analysers = arguments.rules.analysers()?;
    let articles = Articles::new(arguments.rerun.clone()).with_reading(arguments.reading.reading());
    let mut found = Vec::new();
    pipeline::run(
        articles,
        threads(None),
        move |article: &_| analysers.analyse(article),
        |outcome| {
            found.extend(outcome.or_tell(messages).into_iter().flat_map(|(_, rows)| rows).map(Row::from));
            Ok(())
        },
    )?;
    Ok(found)
}

fn show(out: &mut String, difference: &Difference) {
    let Some(row) = difference.new.as_ref().or(difference.old.as_ref()) else { return };
    let sign = match (&difference.old, &difference.new) {
        (None, _) => '+',
        (_, None) => '-',
        _ => '~',
    };
    let at = row.parts.first().map_or(0, |part| part[0]);
    let speaker = if row.speaker.is_empty() { "nobody known" } else { &row.speaker };
    let _ = writeln!(out, "{sign} {}:{at} {} ({})", row.article, speaker, row.rule);
    let _ = writeln!(out, "    {}", in_context(row));
    for (name, old, new) in difference.fields() {
        let _ = writeln!(out, "    {name}: {} → {}", shown(old), shown(new));
    }
}

fn shown(value: &str) -> &str {
    if value.is_empty() { "nothing" } else { value }
}

/// The claim between brackets, in what stands around it in its paragraph.
fn in_context(row: &Row) -> String {
    let Some((before, after)) = row.context.split_once(row.claim.as_str()) else {
        return format!("⟦{}⟧", row.claim);
    };
    let skip = before.chars().count().saturating_sub(AROUND);
    let start: String = before.chars().skip(skip).collect();
    let end: String = after.chars().take(AROUND).collect();
    let (left, right) = (if skip > 0 { "…" } else { "" }, if after.chars().count() > AROUND { "…" } else { "" });
    format!("{left}{start}⟦{}⟧{end}{right}", row.claim)
}
