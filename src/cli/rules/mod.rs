//! `udsagn rules`: the constructions, what they find, and a user's own ones.
//!
//! Takes names of rules, articles and folders, gives what people read; knows nothing of how a pattern is matched.

mod list;
mod test;

use std::fmt::Write as _;
use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::messages::Messages;
use super::{Result, Status};
use crate::analysis::Analyser;
use crate::cli::ruling::LanguageArguments;
use crate::error::Error;
use crate::rules::Rules;

/// Show, check and test the constructions
///
/// Without a subcommand: every construction with its id, what it is and its examples; with --on also how often it finds
/// something in articles, and where.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
#[command(after_help = "Examples:
  udsagn rules that-clause-inverted --on seeds
  udsagn rules new my-rule --in my-rules
  udsagn rules check my-rules
  udsagn rules test --rules my-rules")]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,

    #[command(flatten)]
    list: list::ListArguments,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(CheckArguments),
    New(NewArguments),
    Test(test::Arguments),
}

/// Tell what is wrong with a folder of own rules
///
/// Reads the folder's word lists and constructions as --rules does, and tells every fault with file and line. Ends with 0
/// where they can be used, 2 where not.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  udsagn rules check my-rules")]
struct CheckArguments {
    /// Folder of .toml files
    #[arg(value_name = "DIR")]
    folder: PathBuf,

    #[command(flatten)]
    language: LanguageArguments,
}

/// Write a construction to begin with
///
/// Writes ID.toml, with every field explained, which can be used as it stands.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  udsagn rules new my-rule --in my-rules")]
struct NewArguments {
    /// Name of the construction, in small letters and hyphens
    #[arg(value_name = "ID", value_parser = id)]
    id: String,

    /// Folder to write to; it is made where it is missing
    #[arg(long = "in", value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

fn id(value: &str) -> std::result::Result<String, String> {
    let fits = value.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let named = fits && value.starts_with(|first: char| first.is_ascii_lowercase());
    named.then(|| value.to_owned()).ok_or_else(|| "not of small letters, digits and hyphens, such as my-rule".into())
}

/// Runs the subcommand.
///
/// # Errors
/// [`Error::Usage`] where rules cannot be used, [`Error::Write`] where the result cannot be written.
pub(super) fn run(arguments: &Arguments) -> Result<Status> {
    match &arguments.command {
        None => list::run(&arguments.list),
        Some(Command::Check(arguments)) => check(arguments),
        Some(Command::New(arguments)) => new(arguments),
        Some(Command::Test(arguments)) => test::run(arguments),
    }
}

fn check(arguments: &CheckArguments) -> Result<Status> {
    let mut messages = Messages::default();
    let language = arguments.language.of_rules();
    let loaded = Rules::load(&arguments.folder).and_then(|rules| {
        Analyser::with_rules(language, &rules).map_err(|fault| vec![fault])?;
        Ok(rules)
    });
    let rules = match loaded {
        Ok(rules) => rules,
        Err(faults) => {
            faults.iter().for_each(|fault| messages.fault(fault));
            return Ok(Status::Gaps);
        }
    };
    let mut told = String::new();
    for (id, is_new) in rules.constructions(language) {
        let what = if is_new { "new" } else { "takes the place of the built-in one" };
        // Writing to a string cannot fail.
        let _ = writeln!(told, "{id}: {what}");
    }
    for list in rules.lists() {
        let _ = writeln!(told, "{list}: more rows");
    }
    let _ = writeln!(told, "{}: can be used", arguments.folder.display());
    messages.result(&told)?;
    Ok(Status::Whole)
}

const TEMPLATE: &str = include_str!("template.toml");

fn new(arguments: &NewArguments) -> Result<Status> {
    let path = arguments.folder.join(format!("{}.toml", arguments.id));
    let unwritten = |cause| Error::Write { path: path.clone(), cause };
    std::fs::create_dir_all(&arguments.folder).map_err(unwritten)?;
    let file = std::fs::OpenOptions::new().write(true).create_new(true).open(&path);
    let mut file = file.map_err(|cause| match cause.kind() {
        ErrorKind::AlreadyExists => Error::Usage(format!("{}: is there already", path.display())),
        _ => unwritten(cause),
    })?;
    file.write_all(TEMPLATE.replace("ID", &arguments.id).as_bytes()).map_err(unwritten)?;
    Messages::default().result(&format!("{}\n", path.display()))?;
    Ok(Status::Whole)
}
