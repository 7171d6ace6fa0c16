//! `udsagn from-excel`: undoes what `--excel` did to a table.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use clap::Args;

use super::messages::Messages;
use super::{Result, Status};
use crate::error::Error;
use crate::output::{excel, write_file};

/// Turn a table that was written with --excel back into plain CSV
///
/// Takes away the byte order mark and the apostrophe before guarded cells, parts cells by commas, and writes numbers
/// and days as CSV has them. The table may have been saved by a spreadsheet since, as CSV in UTF-8.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  udsagn from-excel udsagn.csv -o plain.csv")]
pub(super) struct Arguments {
    /// The table; - is standard input
    #[arg(value_name = "FILE")]
    path: PathBuf,

    /// File to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs the subcommand.
///
/// # Errors
/// [`Error::Write`] where the result cannot be written. A table that cannot be read is told of.
pub(super) fn run(arguments: &Arguments) -> Result<Status> {
    let mut plain = Vec::new();
    let read = open(&arguments.path).and_then(|table| excel::plain(table, &mut plain));
    if let Err(cause) = read {
        Messages::default().fault(&unread(&arguments.path, cause));
        return Ok(Status::Gaps);
    }
    match &arguments.output {
        Some(path) => write_file(path, &plain)?,
        None => Messages::default().data(&String::from_utf8_lossy(&plain))?,
    }
    Ok(Status::Whole)
}

fn open(path: &Path) -> io::Result<Box<dyn Read>> {
    Ok(if path.as_os_str() == "-" { Box::new(io::stdin()) } else { Box::new(File::open(path)?) })
}

fn unread(path: &Path, cause: io::Error) -> Error {
    match cause.kind() {
        ErrorKind::InvalidData => Error::Input {
            place: path.display().to_string(),
            message: "is no table in UTF-8; save it from the spreadsheet as \"CSV UTF-8\"".into(),
        },
        _ => Error::Read { path: path.to_owned(), cause },
    }
}
