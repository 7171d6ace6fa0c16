//! `udsagn completions`: what a shell needs to complete the command.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::messages::Messages;
use super::{Cli, Result, Status};

/// Print the completions of a shell
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  udsagn completions bash > ~/.local/share/bash-completion/completions/udsagn
  udsagn completions zsh > ~/.zfunc/_udsagn
  udsagn completions fish > ~/.config/fish/completions/udsagn.fish")]
pub(super) struct Arguments {
    /// Which shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Runs the subcommand.
///
/// # Errors
/// [`crate::error::Error::Write`] where nobody takes it.
pub(super) fn run(arguments: &Arguments) -> Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "udsagn", &mut script);
    Messages::default().data(&String::from_utf8_lossy(&script))?;
    Ok(Status::Whole)
}
