//! `--errors FILE`: what could not be read or analysed, as JSON Lines.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::error::{Error, Result};

/// A line of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Fault {
    /// File and, where known, line: `archive.jsonl:17`; for an article that was read, its id.
    place: String,
    /// What is wrong.
    message: String,
    /// The id of the article, where there was one.
    article: Option<String>,
}

impl Fault {
    /// The line for a fault, and the article on which it happened.
    pub(super) fn of(fault: &Error, article: Option<&Article>) -> Self {
        let (place, message) = fault.place_and_message();
        Self { place, message, article: article.map(|article| article.id.clone()) }
    }
}

/// The file, which gets every fault at once, so that it can be looked at while a batch goes on.
#[derive(Debug)]
pub(super) struct FaultFile {
    path: PathBuf,
    file: File,
}

impl FaultFile {
    /// Makes the file, empty.
    ///
    /// # Errors
    /// [`Error::Write`] where it cannot be made.
    pub(super) fn create(path: &Path) -> Result<Self> {
        let file = File::create(path).map_err(|cause| Error::Write { path: path.to_owned(), cause })?;
        Ok(Self { path: path.to_owned(), file })
    }

    /// Writes a line.
    ///
    /// # Errors
    /// [`Error::Write`] where it cannot be written.
    pub(super) fn write(&mut self, fault: &Fault) -> Result<()> {
        let written = line(fault).and_then(|line| self.file.write_all(&line));
        written.map_err(|cause| Error::Write { path: self.path.clone(), cause })
    }
}

/// JSON on a line.
///
/// # Errors
/// Where a value has no form in JSON.
pub(super) fn line(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(value)?;
    line.push(b'\n');
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_breakdown_names_its_article() {
        let fault = Error::Input { place: "a1".into(), message: "broke".into() };
        let line = serde_json::to_string(&Fault::of(&fault, Some(&Article::new("a1", "Tekst.")))).expect("JSON");
        assert_eq!(line, r#"{"place":"a1","message":"broke","article":"a1"}"#);
        let fault = Error::Read { path: "a.txt".into(), cause: std::io::ErrorKind::NotFound.into() };
        let line = serde_json::to_string(&Fault::of(&fault, None)).expect("JSON");
        assert_eq!(line, r#"{"place":"a.txt","message":"entity not found","article":null}"#);
    }
}
