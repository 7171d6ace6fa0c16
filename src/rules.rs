//! A user's own rules: a folder of TOML files that add to the built-in constructions and word lists, or override them.
//!
//! Takes a folder; gives what [`crate::Analyser::with_rules`] reads beside the built-in files. A file that is called as one of
//! a language pack, such as `verbs.toml` or `labels.toml`, adds to it; `macros.toml` holds more macros of patterns; any
//! other is a construction, and takes the place of the built-in one of its id.

use std::collections::BTreeMap;
use std::fs;
use std::hash::Hasher;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::dates;
use crate::error::{Error, Result};
use crate::fnv::Fnv;
use crate::grammar::{Construction, OwnConstruction};
use crate::labels;
use crate::languages::Language;
use crate::lexicon;
use crate::own::{OwnList, line_of, read_toml};

/// Rules of one folder.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// More rows of word lists.
    pub(crate) lists: Vec<OwnList>,
    /// Constructions in the order of their files.
    pub(crate) constructions: Vec<OwnConstruction>,
    /// Macros of patterns by name.
    pub(crate) macros: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MacroFile {
    macros: BTreeMap<String, String>,
}

impl Rules {
    /// Reads the TOML files of a folder, sorted by name.
    ///
    /// # Errors
    /// All that is wrong: [`Error::Read`] where the folder or a file cannot be read, [`Error::Data`] with file, line and
    /// what was expected where a file is not in its form.
    pub fn load(folder: &Path) -> std::result::Result<Self, Vec<Error>> {
        let (files, mut faults) = files(folder);
        let mut rules = Self::default();
        for path in files {
            let read = fs::read_to_string(&path).map_err(|cause| unread(&path, cause));
            if let Err(fault) = read.and_then(|text| rules.add(&path, text)) {
                faults.push(fault);
            }
        }
        if faults.is_empty() { Ok(rules) } else { Err(faults) }
    }

    /// A number that is another where what [`Rules::load`] reads in a folder is other, whatever the folder is called.
    ///
    /// # Errors
    /// [`Error::Read`] where the folder or a file cannot be read.
    pub fn digest(folder: &Path) -> Result<u64> {
        let (files, faults) = files(folder);
        if let Some(fault) = faults.into_iter().next() {
            return Err(fault);
        }
        let mut hasher = Fnv::default();
        for path in files {
            hasher.piece(path.file_name().unwrap_or_default().as_encoded_bytes());
            hasher.piece(&fs::read(&path).map_err(|cause| unread(&path, cause))?);
        }
        Ok(hasher.finish())
    }

    /// The ids of the constructions, and whether each is new; else it takes the place of a built-in one.
    pub fn constructions(&self, language: Language) -> impl Iterator<Item = (&str, bool)> {
        let ids = self.constructions.iter().map(|own| own.construction.id.as_str());
        ids.map(move |id| (id, !language.has_construction(id)))
    }

    /// The word lists that get more rows, by file name.
    pub fn lists(&self) -> impl Iterator<Item = &str> {
        self.lists.iter().map(|list| list.name.as_str())
    }

    fn add(&mut self, path: &Path, text: String) -> Result<()> {
        let place = path.display().to_string();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if lexicon::takes_own(&name) || [labels::OWN, dates::OWN].contains(&name.as_str()) {
            self.lists.push(OwnList { name, place, text });
        } else if name == "macros.toml" {
            let file: MacroFile = read_toml(&place, &text)?;
            self.macros.extend(file.macros);
        } else {
            let construction: Construction = read_toml(&place, &text)?;
            if path.file_stem().is_none_or(|stem| stem.to_string_lossy() != construction.id) {
                let line = line_of(&text, "id");
                let message = format!("the id is \u{bb}{}\u{ab}, and the file is called {name}", construction.id);
                return Err(Error::Data { file: format!("{place}:{line}"), message });
            }
            let place = format!("{place}:{}", line_of(&text, "pattern"));
            self.constructions.push(OwnConstruction { construction, place });
        }
        Ok(())
    }
}

/// The TOML files of a folder, sorted by name, and what could not be listed.
fn files(folder: &Path) -> (Vec<PathBuf>, Vec<Error>) {
    let (mut files, mut faults) = (Vec::new(), Vec::new());
    match fs::read_dir(folder) {
        Err(cause) => faults.push(unread(folder, cause)),
        Ok(entries) => {
            for entry in entries {
                match entry {
                    Ok(entry) => files.push(entry.path()),
                    Err(cause) => faults.push(unread(folder, cause)),
                }
            }
        }
    }
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    (files, faults)
}

fn unread(path: &Path, cause: io::Error) -> Error {
    Error::Read { path: path.to_owned(), cause }
}
