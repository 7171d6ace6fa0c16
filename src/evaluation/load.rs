//! Paths → annotated articles, with what is wrong among them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::gold::{Gold, read, read_articles, read_statements};
use crate::error::{Error, Result};

/// Ending of the statements of a pair …
const STATEMENTS: &str = ".gold.jsonl";
/// … and of its articles.
const ARTICLES: &str = ".articles.jsonl";

/// What [`load`] found.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The annotated articles, in the order of the paths.
    pub gold: Vec<Gold>,
    /// Files and lines that could not be used.
    pub faults: Vec<Error>,
}

/// Reads annotated articles from files and folders (recursively, sorted by name): `.txt` with marks, and
/// `X.gold.jsonl` with `X.articles.jsonl` beside it. Other files of a folder are passed over. Of two articles with
/// one id the second is a fault.
pub fn load(paths: &[PathBuf]) -> Loaded {
    let mut loaded = Loaded::default();
    let mut files = Vec::new();
    for path in paths {
        let before = files.len();
        match walk(path, &mut files) {
            Ok(()) if path.is_dir() && files.len() == before => {
                loaded.fault(path, "holds no annotated articles (.txt, .gold.jsonl)");
            }
            Ok(()) => {}
            Err(fault) => loaded.faults.push(fault),
        }
    }
    let mut known: BTreeMap<String, PathBuf> = BTreeMap::new();
    for path in files {
        let articles = match loaded.file(&path) {
            Ok(articles) => articles,
            Err(fault) => {
                loaded.faults.push(fault);
                continue;
            }
        };
        for gold in articles {
            let id = &gold.article.id;
            if let Some(first) = known.get(id) {
                let message = format!("the article {id:?} stands in {} as well", first.display());
                loaded.fault(&path, &message);
            } else {
                known.insert(id.clone(), path.clone());
                loaded.gold.push(gold);
            }
        }
    }
    loaded
}

impl Loaded {
    fn fault(&mut self, place: &Path, message: &str) {
        self.faults.push(input(place.display().to_string(), message));
    }

    /// The articles of a file; faults of its lines are noted.
    fn file(&mut self, path: &Path) -> Result<Vec<Gold>> {
        let Some(stem) = stem_of_pair(path) else {
            return match read(&text_of(path)?) {
                Ok(gold) => Ok(vec![gold]),
                Err(fault) => Err(input(path.display().to_string(), &fault)),
            };
        };
        let beside = path.with_file_name(format!("{stem}{ARTICLES}"));
        let mut articles = read_articles(&text_of(&beside)?);
        let faults = read_statements(&text_of(path)?, &mut articles.good);
        for (file, faults) in [(beside.as_path(), articles.faults), (path, faults)] {
            let told = faults.iter().map(|(line, fault)| input(format!("{}:{line}", file.display()), fault));
            self.faults.extend(told);
        }
        Ok(articles.good)
    }
}

fn input(place: String, message: &str) -> Error {
    Error::Input { place, message: message.to_owned() }
}

/// `X` of `X.gold.jsonl`.
fn stem_of_pair(path: &Path) -> Option<&str> {
    path.file_name()?.to_str()?.strip_suffix(STATEMENTS)
}

fn text_of(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|cause| Error::Read { path: path.to_owned(), cause })
}

/// A file as given, or the annotated files of a folder.
fn walk(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let fault = |cause| Error::Read { path: path.to_owned(), cause };
    if !fs::metadata(path).map_err(fault)?.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let mut entries = Vec::new();
    for entry in fs::read_dir(path).map_err(fault)? {
        let entry = entry.map_err(fault)?;
        // A folder behind a link is not entered: it could lead back up.
        entries.push((entry.path(), entry.file_type().map_err(fault)?.is_dir()));
    }
    entries.sort();
    for (entry, is_folder) in entries {
        let hidden = entry.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        let annotated = entry.extension().is_some_and(|ending| ending == "txt") || stem_of_pair(&entry).is_some();
        if !hidden && is_folder {
            walk(&entry, files)?;
        } else if !hidden && annotated {
            files.push(entry);
        }
    }
    Ok(())
}
