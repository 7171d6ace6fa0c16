//! Options of a user's own rules, for every subcommand that analyses.

use std::path::PathBuf;

use clap::Args;

use super::messages::Messages;
use crate::analysis::Analyser;
use crate::error::{Error, Result};
use crate::rules::Rules;

#[derive(Args, Debug, Default)]
pub(super) struct RuleArguments {
    /// Folder of own constructions and word lists (.toml), which add to the built-in ones or override them;
    /// `udsagn rules new` writes one, `udsagn rules check` tells what is wrong with it
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
}

impl RuleArguments {
    /// The analyser with these rules.
    ///
    /// # Errors
    /// [`Error::Usage`] where the rules cannot be used; each fault has been told then.
    pub(super) fn analyser(&self) -> Result<Analyser> {
        let Some(folder) = &self.rules else { return Analyser::new() };
        let analyser = Rules::load(folder).and_then(|rules| Analyser::with_rules(&rules).map_err(|fault| vec![fault]));
        analyser.map_err(|faults| {
            let mut messages = Messages::default();
            faults.iter().for_each(|fault| messages.fault(fault));
            Error::Usage(format!("{}: these rules cannot be used", folder.display()))
        })
    }
}
