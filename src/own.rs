//! A user's own rows of word lists, times and labels, and how their files are read.

use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

/// A file with more rows of a word list.
#[derive(Clone, Debug)]
pub(crate) struct OwnList {
    /// As the built-in list is called: `verbs.toml`.
    pub(crate) name: String,
    /// Where it lies, for messages.
    pub(crate) place: String,
    pub(crate) text: String,
}

impl OwnList {
    /// Reads the rows.
    ///
    /// # Errors
    /// [`Error::Data`] where they are not in the list's form.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T> {
        read_toml(&self.place, &self.text)
    }

    /// An error about the line that holds these words.
    pub(crate) fn fault(&self, words: &str, message: String) -> Error {
        let line = self.text.lines().position(|line| line.contains(words)).map_or(1, |line| line + 1);
        Error::Data { file: format!("{}:{line}", self.place), message }
    }
}

/// Reads what `build` makes of the built-in data with all of a user's additions to it. Where that cannot be made, the
/// first addition that is at fault is told of, by `key`, the words that its line holds.
///
/// # Errors
/// [`Error::Data`] with the file and line of the addition.
pub(crate) fn with_additions<A, T>(
    own: &OwnList,
    additions: &[A],
    key: impl for<'a> Fn(&'a A) -> &'a str,
    build: impl Fn(&[A]) -> std::result::Result<T, String>,
) -> Result<T> {
    build(additions).map_err(|message| {
        // The built-in data is sound, so that whichever makes the difference is at fault.
        let found = (1..=additions.len()).find_map(|many| {
            let told = build(&additions[..many]).err()?;
            Some(own.fault(key(&additions[many - 1]), told))
        });
        found.unwrap_or_else(|| own.fault("", message))
    })
}

/// Reads a TOML file; a fault names its line, and shows it.
pub(crate) fn read_toml<T: DeserializeOwned>(place: &str, text: &str) -> Result<T> {
    toml::from_str(text).map_err(|cause| {
        let at = cause.span().map_or(0, |span| span.start).min(text.len());
        let before = text.get(..at).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let shown = text.lines().nth(line - 1).unwrap_or_default().trim();
        Error::Data { file: format!("{place}:{line}"), message: format!("{} in `{shown}`", cause.message()) }
    })
}

/// The line, from 1, at which a key stands.
pub(crate) fn line_of(text: &str, key: &str) -> usize {
    let is_key =
        |line: &str| line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    text.lines().position(is_key).map_or(1, |line| line + 1)
}
