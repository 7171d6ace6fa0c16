//! `udsagn explain`: an article in, why its statements are as they are out, and why others are none.

use std::path::PathBuf;

use clap::{ArgAction, Args};
use jiff::civil::Date;

use super::messages::Messages;
use super::reading::ReadingArguments;
use super::ruling::RuleArguments;
use super::values::day;
use super::{Result, Status};
use crate::analysis::Focus;
use crate::article::{Article, Articles, Item};
use crate::error::Error;

/// Tell why a statement was found, or why not
///
/// Shows for each paragraph what was found in it and by which construction, how its speaker was resolved, what act and
/// stance were read from, and where its date comes from; and for quotations and sentences that gave no statement, why.
/// With -v also the symbols that constructions see, and all that fit; with -vv tokens with their classes, mentions, and
/// who else could be the speaker.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  udsagn explain article.txt --statement 3
  udsagn explain article.txt --at 12:40 -v")]
pub(super) struct Arguments {
    /// File with articles, or - for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    #[command(flatten)]
    reading: ReadingArguments,

    #[command(flatten)]
    rules: RuleArguments,

    /// Only the paragraph of this statement, counted from 1 in the order of the output
    #[arg(long, value_name = "N", conflicts_with = "at")]
    statement: Option<usize>,

    /// Only the paragraph at this line and column of the article's text, counted from 1
    #[arg(long, value_name = "LINE[:COL]", value_parser = place)]
    at: Option<(usize, usize)>,

    /// Only the article of this id, where the file holds several
    #[arg(long, value_name = "ID")]
    article: Option<String>,

    /// Day of publication of articles that give none themselves
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<Date>,

    /// More: -v symbols and constructions, -vv tokens, mentions and speakers
    #[arg(short, long, action = ArgAction::Count)]
    verbose: u8,
}

fn place(value: &str) -> std::result::Result<(usize, usize), String> {
    let (line, column) = value.split_once(':').unwrap_or((value, "1"));
    match (line.parse(), column.parse()) {
        (Ok(line), Ok(column)) if line > 0 && column > 0 => Ok((line, column)),
        _ => Err("not of the form LINE or LINE:COL, such as 12:40".into()),
    }
}

/// Runs the subcommand.
///
/// # Errors
/// [`Error::Usage`] where there is no such statement or place, [`Error::Write`] where the explanation cannot be printed.
pub(super) fn run(arguments: &Arguments) -> Result<Status> {
    let analysers = arguments.rules.analysers()?;
    let mut messages = Messages::default();
    let articles = Articles::new(vec![arguments.file.clone()])
        .with_reading(arguments.reading.reading())
        .with_published(arguments.published);
    let mut count = 0;
    for item in articles {
        match item {
            Item::Article(article) => {
                if arguments.article.as_ref().is_some_and(|id| *id != article.id) {
                    continue;
                }
                count += 1;
                let focus = focus(arguments, &article)?;
                let told = analysers.of(&article).explain(&article, focus, arguments.verbose).ok_or_else(|| {
                    let message = "has no such statement; `udsagn show` numbers them";
                    Error::Usage(format!("{}: {message}", article.id))
                })?;
                messages.result(&told)?;
            }
            Item::Warning(notice) => messages.warning(&notice),
            Item::Note(notice) => messages.note(&notice),
            Item::Fault(fault) => messages.fault(&fault),
        }
    }
    if let (0, Some(id)) = (count, &arguments.article) {
        return Err(Error::Usage(format!("{}: holds no article {id}", arguments.file.display())));
    }
    Ok(if messages.faults == 0 { Status::Whole } else { Status::Gaps })
}

fn focus(arguments: &Arguments, article: &Article) -> Result<Focus> {
    if let Some(number) = arguments.statement {
        return Ok(Focus::Statement(number));
    }
    let Some((line, column)) = arguments.at else { return Ok(Focus::Everything) };
    let mut start = 0;
    for (at, text) in article.text.split_inclusive('\n').enumerate() {
        if at + 1 == line {
            let inside = text.char_indices().nth(column - 1).map_or(text.trim_end().len(), |(place, _)| place);
            return Ok(Focus::Place(start + inside));
        }
        start += text.len();
    }
    Err(Error::Usage(format!("{}: has no line {line}", article.id)))
}
