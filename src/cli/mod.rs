//! The command line: what it takes, and the status it ends with.
//!
//! Takes arguments, gives messages, files and a status; one file a subcommand, which says what is to be done and knows
//! nothing of how.

mod batch;
mod completions;
mod date;
mod diff;
mod evaluate;
mod explain;
mod extract;
mod fault_file;
mod from_excel;
mod journal;
mod man;
mod messages;
mod pipeline;
mod progress;
mod reading;
mod rules;
mod ruling;
mod schema;
#[cfg(feature = "desk")]
mod serve;
mod show;
#[cfg(feature = "desk")]
mod store;
mod summary;
mod target;
mod values;

use std::io::ErrorKind;
use std::num::NonZero;
use std::process::ExitCode;
use std::thread;

use clap::{Parser, Subcommand};

use crate::error::{Error, Result};
use messages::Messages;

/// Reads Danish news text and writes who claimed what.
#[derive(Debug, Parser)]
#[command(name = "udsagn", version, arg_required_else_help = true)]
#[command(after_help = "Example:
  udsagn extract articles/ -o statements.csv")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Extract(extract::Arguments),
    Evaluate(evaluate::Arguments),
    Date(date::Arguments),
    Diff(diff::Arguments),
    Explain(explain::Arguments),
    Rules(rules::Arguments),
    Schema(schema::Arguments),
    FromExcel(from_excel::Arguments),
    Show(show::Arguments),
    #[cfg(feature = "desk")]
    Serve(serve::Arguments),
    #[cfg(feature = "desk")]
    Store(store::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// What is another where the program is.
const PROGRAM: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("UDSAGN_SOURCES"));

/// How a run that came to its end went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    /// Everything was read.
    Whole,
    /// Something was wrong with the input; the rest was done.
    Gaps,
    /// All was done, and what came out is not as it should be: a figure is too low, an example fails, two outputs differ.
    Differs,
}

/// Runs the command with the arguments of the process.
///
/// Gives 0 where everything was read (or the reader of standard output left early), 1 where an output could not be written or
/// what came out is not as it should be, 2 where the input or the arguments are at fault.
pub fn run() -> ExitCode {
    let ended = match Cli::parse().command {
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Evaluate(arguments) => evaluate::run(&arguments),
        Command::Date(arguments) => date::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::FromExcel(arguments) => from_excel::run(&arguments),
        Command::Show(arguments) => show::run(&arguments),
        #[cfg(feature = "desk")]
        Command::Serve(arguments) => serve::run(&arguments),
        #[cfg(feature = "desk")]
        Command::Store(arguments) => store::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    };
    ExitCode::from(exit_code(ended))
}

fn exit_code(ended: Result<Status>) -> u8 {
    match ended {
        Ok(Status::Whole) => 0,
        Ok(Status::Differs) => 1,
        Ok(Status::Gaps) => 2,
        Err(Error::Write { cause, .. }) if cause.kind() == ErrorKind::BrokenPipe => 0,
        Err(fault) => {
            Messages::default().fault(&fault);
            if matches!(fault, Error::Write { .. }) { 1 } else { 2 }
        }
    }
}

/// So many threads as asked for, or one a core.
fn threads(asked: Option<u16>) -> usize {
    match asked {
        Some(number) => usize::from(number),
        None => thread::available_parallelism().map_or(1, NonZero::get),
    }
}
