//! A result as JSON Lines: a header with the figures, then an object for each [`Entry`].

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::entry::Entry;
use super::figures::Figures;
use super::gold::parse;

/// First field of the header, so that other files are told apart.
const FORM: &str = "udsagn evaluation 1";

/// A result that can be kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Saved {
    /// Ids of all articles, those without statements too.
    pub articles: BTreeSet<String>,
    /// What became of each statement.
    pub entries: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
struct Header {
    form: String,
    /// In per cent; for people, since they follow from the entries.
    figures: Map<String, Value>,
    articles: BTreeSet<String>,
}

impl Saved {
    /// The file's text.
    ///
    /// # Errors
    /// Where it cannot be written as JSON, which no result is known to cause.
    pub fn write(&self) -> Result<String, String> {
        let figures = Figures::of(&self.entries);
        let rounded = |value: f64| (value * 100.0).round() / 100.0;
        let figures = figures.values().map(|(name, value)| (name.to_owned(), rounded(value).into()));
        let header = Header { form: FORM.to_owned(), figures: figures.collect(), articles: self.articles.clone() };
        let mut out = serde_json::to_string(&header).map_err(|fault| fault.to_string())?;
        for entry in &self.entries {
            out.push('\n');
            out += &serde_json::to_string(entry).map_err(|fault| fault.to_string())?;
        }
        out.push('\n');
        Ok(out)
    }

    /// Reads what [`Saved::write`] wrote.
    ///
    /// # Errors
    /// The line from 1 and what is wrong with it.
    pub fn read(file: &str) -> Result<Self, (usize, String)> {
        let mut lines = (1..).zip(file.lines()).filter(|(_, line)| !line.trim().is_empty());
        let (number, first) = lines.next().ok_or((1, "empty".to_owned()))?;
        let header: Header = parse(first).map_err(|fault| (number, format!("no saved evaluation: {fault}")))?;
        if header.form != FORM {
            return Err((number, format!("saved in another form: {:?}, not {FORM:?}", header.form)));
        }
        let entries = lines.map(|(number, line)| parse(line).map_err(|fault| (number, fault)));
        Ok(Self { articles: header.articles, entries: entries.collect::<Result<_, _>>()? })
    }
}
