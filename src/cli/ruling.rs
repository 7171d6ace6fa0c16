//! Options of language and of a user's own rules, for every subcommand that analyses.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};

#[cfg(feature = "desk")]
use super::PROGRAM;
use super::messages::Messages;
use crate::analysis::{Analyser, Analysers};
use crate::error::{Error, Result};
use crate::languages::Language;
use crate::rules::Rules;

/// Each article in the language that its words tell.
const AUTO: &str = "auto";

#[derive(Args, Debug)]
pub(super) struct LanguageArguments {
    /// Language of articles and rules; auto tells each article's by its words, and own rules are then Danish
    #[arg(long, value_name = "CODE", default_value = AUTO, value_parser = codes())]
    language: String,
}

impl LanguageArguments {
    /// The language that is asked for, if one is.
    fn chosen(&self) -> Option<Language> {
        Language::named(&self.language)
    }

    /// The language of rules.
    pub(super) fn of_rules(&self) -> Language {
        self.chosen().unwrap_or_default()
    }
}

#[derive(Args, Debug)]
pub(super) struct RuleArguments {
    #[command(flatten)]
    language: LanguageArguments,

    /// Folder of own constructions and word lists (.toml), which add to the built-in ones or override them;
    /// `udsagn rules new` writes one, `udsagn rules check` tells what is wrong with it
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
}

fn codes() -> PossibleValuesParser {
    let named = Language::all().map(|language| PossibleValue::new(language.code()).help(language.name()));
    std::iter::once(PossibleValue::new(AUTO).help("Each article's own")).chain(named).collect::<Vec<_>>().into()
}

impl RuleArguments {
    /// What says which rules are used: the options with their values, and of own rules what stands in them.
    ///
    /// # Errors
    /// [`Error::Read`] where own rules cannot be read.
    pub(super) fn settings(&self) -> Result<[(&'static str, Option<String>); 2]> {
        let digest = self.rules.as_deref().map(Rules::digest).transpose()?;
        let digest = digest.map(|digest| format!("{digest:016x}"));
        Ok([("--language", Some(self.language.language.clone())), ("--rules", digest)])
    }

    /// What is another where another program or other rules read an article.
    ///
    /// # Errors
    /// [`Error::Read`] where own rules cannot be read.
    #[cfg(feature = "desk")]
    pub(super) fn fingerprint(&self) -> Result<String> {
        let settings = self.settings()?.map(|(_, value)| value.unwrap_or_default());
        Ok(format!("{PROGRAM} {}", settings.join(" ")))
    }

    /// The analysers of the articles' languages. Own rules are of the language that is asked for, else Danish.
    ///
    /// # Errors
    /// [`Error::Usage`] where the rules cannot be used; each fault has been told then.
    pub(super) fn analysers(&self) -> Result<Analysers> {
        let analyser = self.analyser()?;
        Ok(if self.language.chosen().is_some() { Analysers::one(analyser) } else { Analysers::any(analyser) })
    }

    /// The analyser of the language that is asked for, else Danish, with own rules.
    ///
    /// # Errors
    /// [`Error::Usage`] where the rules cannot be used; each fault has been told then.
    pub(super) fn analyser(&self) -> Result<Analyser> {
        let language = self.language.of_rules();
        let Some(folder) = &self.rules else { return Analyser::of(language) };
        let load = |rules| Analyser::with_rules(language, &rules).map_err(|fault| vec![fault]);
        Rules::load(folder).and_then(load).map_err(|faults| {
            let mut messages = Messages::default();
            faults.iter().for_each(|fault| messages.fault(fault));
            Error::Usage(format!("{}: these rules cannot be used", folder.display()))
        })
    }
}
