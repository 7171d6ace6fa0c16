//! `udsagn schema`: the JSON Schema of the row.

use clap::Args;

use super::messages::Messages;
use super::{Result, Status};
use crate::output::schema::schema;

/// Print the JSON Schema of a row
///
/// Describes every line of JSON Lines and every object of JSON that `udsagn extract` writes without --fields, in JSON
/// Schema 2020-12.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  udsagn schema > statement.schema.json")]
pub(super) struct Arguments {}

/// Runs the subcommand.
///
/// # Errors
/// [`crate::error::Error::Write`] where the schema cannot be printed.
pub(super) fn run(_: &Arguments) -> Result<Status> {
    Messages::default().data(&format!("{:#}\n", schema()))?;
    Ok(Status::Whole)
}
