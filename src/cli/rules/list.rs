//! The constructions, and where they find something.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;

use crate::article::Articles;
use crate::cli::messages::Messages;
use crate::cli::pipeline;
use crate::cli::reading::ReadingArguments;
use crate::cli::ruling::RuleArguments;
use crate::cli::{Result, Status, threads};
use crate::error::Error;
use crate::grammar::Construction;
use crate::statement::Statement;

/// So many places are shown of a construction.
const SHOWN: usize = 3;
/// So much of the text is shown on either side of the reporting word, in code points.
const AROUND: usize = 50;

#[derive(Args, Debug)]
pub(super) struct ListArguments {
    /// Only these constructions [default: all]
    #[arg(value_name = "ID")]
    ids: Vec<String>,

    /// Count what they find in these articles, and show the first places
    #[arg(long, value_name = "PATH", num_args = 1..)]
    on: Vec<PathBuf>,

    #[command(flatten)]
    reading: ReadingArguments,

    #[command(flatten)]
    rules: RuleArguments,
}

/// What a construction found.
#[derive(Default)]
struct Found {
    count: usize,
    places: Vec<String>,
}

/// Runs the subcommand.
///
/// # Errors
/// [`Error::Usage`] where there is no such construction, [`Error::Write`] where the list cannot be printed.
pub(super) fn run(arguments: &ListArguments) -> Result<Status> {
    let analysers = arguments.rules.analysers()?;
    let all: Vec<Construction> = analysers.first().grammar().constructions().to_vec();
    if let Some(id) = arguments.ids.iter().find(|id| all.iter().all(|construction| construction.id != **id)) {
        let near = all.iter().filter(|one| one.id.contains(id.as_str())).map(|one| one.id.as_str());
        let near: Vec<&str> = near.collect();
        let hint = if near.is_empty() { String::new() } else { format!("; there are {}", near.join(", ")) };
        return Err(Error::Usage(format!("{id}: no construction is called so{hint}")));
    }
    let mut messages = Messages::default();
    let mut found: BTreeMap<String, Found> = BTreeMap::new();
    if !arguments.on.is_empty() {
        let articles = Articles::new(arguments.on.clone()).with_reading(arguments.reading.reading());
        pipeline::run(
            articles,
            threads(None),
            move |article: &_| analysers.analyse(article),
            |outcome| {
                let Some((article, rows)) = outcome.or_tell(&mut messages) else { return Ok(()) };
                for row in &rows {
                    let found = found.entry(row.rule.clone()).or_default();
                    found.count += 1;
                    if found.places.len() < SHOWN {
                        found.places.push(concordance(&article.text, row));
                    }
                }
                Ok(())
            },
        )?;
    }
    let mut out = String::new();
    let wanted = |one: &&Construction| arguments.ids.is_empty() || arguments.ids.contains(&one.id);
    for construction in all.iter().filter(wanted) {
        show(&mut out, construction);
        if !arguments.on.is_empty() {
            let none = Found::default();
            let found = found.get(&construction.id).unwrap_or(&none);
            // Writing to a string cannot fail.
            let _ = writeln!(out, "    found {} times", found.count);
            found.places.iter().for_each(|place| out += &format!("      {place}\n"));
        }
        out.push('\n');
    }
    messages.result(&out)?;
    Ok(if messages.faults == 0 { Status::Whole } else { Status::Gaps })
}

fn show(out: &mut String, construction: &Construction) {
    let _ = writeln!(out, "{} (priority {})", construction.id, construction.priority);
    let _ = writeln!(out, "    {}", construction.note);
    construction.yes.iter().for_each(|example| *out += &format!("    + {example}\n"));
    construction.no.iter().for_each(|example| *out += &format!("    - {example}\n"));
}

/// A line of text with the reporting word between brackets, or the claim's beginning where there is none.
fn concordance(text: &str, row: &Statement) -> String {
    let [start, end] = row.cue_span.unwrap_or_else(|| row.parts.first().map_or([0, 0], |part| [part[0], part[0]]));
    let letters = |from: usize, to: usize| -> String {
        let stretch = text.chars().skip(from).take(to.saturating_sub(from));
        stretch.map(|letter| if letter.is_whitespace() { ' ' } else { letter }).collect()
    };
    let from = start.saturating_sub(AROUND);
    let before = format!("{:>AROUND$}", letters(from, start));
    format!("{before}⟦{}⟧{}  {}:{start}", letters(start, end), letters(end, end + AROUND), row.article)
}
