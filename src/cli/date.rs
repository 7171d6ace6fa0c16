//! `udsagn date`: expressions of time in, their dates out.

use clap::Args;
use jiff::civil::Date;

use super::messages::Messages;
use super::ruling::LanguageArguments;
use super::values::day;
use super::{Result, Status};
use crate::dates::{Calendar, Tense};

/// Print the dates of expressions of time, Danish ones unless --language says otherwise
///
/// Prints the date of each in EDTF (ISO 8601-2), one a line in their order: a day (2024-03-08), a month (2023-06), an
/// interval (2024-03-11/2024-03-17), a month of a year that is not known (XXXX-06). Prints - where the words are no
/// expression of time, or name no day that can be told from them.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  udsagn date \"i går\" \"på mandag\" --published 2024-03-13")]
pub(super) struct Arguments {
    /// Words such as »i går«, »på mandag«, »3. maj«, »sidste uge«
    #[arg(required = true, value_name = "EXPRESSION")]
    expressions: Vec<String>,

    /// The day on which they were published, from which »i går« is reckoned; without it such words have no date
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<Date>,

    /// What can be past or to come is to come: a bare weekday is the next one
    #[arg(long)]
    future: bool,

    #[command(flatten)]
    language: LanguageArguments,
}

/// Runs the subcommand.
///
/// # Errors
/// [`crate::error::Error::Write`] where the dates cannot be printed.
pub(super) fn run(arguments: &Arguments) -> Result<Status> {
    let calendar = Calendar::of(arguments.language.of_rules())?;
    let tense = if arguments.future { Tense::Future } else { Tense::Unknown };
    let dates = arguments.expressions.iter().map(|expression| {
        let date = calendar.resolve_text(expression, arguments.published, tense);
        date.map_or_else(|| "-\n".to_owned(), |date| format!("{date}\n"))
    });
    Messages::default().result(&dates.collect::<String>())?;
    Ok(Status::Whole)
}
