//! `udsagn man`: the manual pages.

use std::path::PathBuf;

use clap::{Args, CommandFactory};
use clap_mangen::Man;

use super::messages::Messages;
use super::{Cli, Result, Status};
use crate::error::Error;

/// Print the manual page of the command or of a subcommand
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  udsagn man extract | man -l -
  udsagn man --output ~/.local/share/man/man1")]
pub(super) struct Arguments {
    /// The subcommand; none for the command itself
    #[arg(value_name = "COMMAND")]
    command: Option<String>,

    /// Write a page for the command and each subcommand into this folder instead, new where there is none
    #[arg(short, long, value_name = "FOLDER", conflicts_with = "command")]
    output: Option<PathBuf>,
}

/// Runs the subcommand.
///
/// # Errors
/// [`Error::Usage`] where there is no such subcommand, [`Error::Write`] where the pages cannot be written.
pub(super) fn run(arguments: &Arguments) -> Result<Status> {
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    if let Some(folder) = &arguments.output {
        let fault = |cause| Error::Write { path: folder.clone(), cause };
        std::fs::create_dir_all(folder).map_err(fault)?;
        let commands = command.get_subcommands().cloned().chain([command.clone()]);
        for command in commands {
            page(command).generate_to(folder).map_err(fault)?;
        }
        return Ok(Status::Whole);
    }
    if let Some(name) = &arguments.command {
        let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
        let unknown = || Error::Usage(format!("{name}: no such command; there are {}", names.join(", ")));
        command = command.find_subcommand(name).ok_or_else(unknown)?.clone();
    }
    let mut text = Vec::new();
    let written = page(command).render(&mut text);
    written.map_err(|cause| Error::Write { path: "-".into(), cause })?;
    Messages::default().data(&String::from_utf8_lossy(&text))?;
    Ok(Status::Whole)
}

fn page(command: clap::Command) -> Man {
    Man::new(command).source(concat!("udsagn ", env!("CARGO_PKG_VERSION")))
}
