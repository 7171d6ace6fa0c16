//! Where rows go, for every subcommand that writes them.

use std::path::{Path, PathBuf};

use super::Result;
use crate::article::real_path;
use crate::error::Error;
use crate::output::{FORMATS, Format, Options, Output};

/// A file or standard output, and the format of it.
#[derive(Debug)]
pub(super) struct Target {
    /// Nothing for standard output.
    pub path: Option<PathBuf>,
    pub format: &'static Format,
}

impl Target {
    /// What a path means, of which `-` is standard output; without a `format` its ending tells that.
    ///
    /// # Errors
    /// [`Error::Usage`] where the ending means none.
    pub(super) fn of(path: &Path, format: Option<&'static Format>) -> Result<Self> {
        if path.as_os_str() == "-" {
            return Ok(Self { path: None, format: format.unwrap_or(&FORMATS[0]) });
        }
        let format = format.or_else(|| Format::of_path(path)).ok_or_else(|| unknown(path))?;
        Ok(Self { path: Some(path.to_owned()), format })
    }

    /// The first of some files that the output would replace.
    pub(super) fn replaces<'f>(&self, files: impl IntoIterator<Item = &'f PathBuf>) -> Option<&'f Path> {
        let path = self.path.as_deref()?;
        files.into_iter().map(PathBuf::as_path).find(|file| is_same(file, path))
    }

    /// Refuses an option that is for other formats.
    ///
    /// # Errors
    /// [`Error::Usage`] that says so.
    pub(super) fn check_for(&self, is_given: bool, option: &str, formats: &[&str]) -> Result<()> {
        if !is_given || formats.contains(&self.format.name) {
            return Ok(());
        }
        let meant = formats.join(" or ");
        Err(Error::Usage(format!("{option} is for {meant}, and the output is {}", self.format.name)))
    }

    /// Begins to write.
    ///
    /// # Errors
    /// [`Error::Write`] where that cannot be.
    pub(super) fn open(&self, options: &Options) -> Result<Output> {
        match &self.path {
            None => Output::stdout(self.format, options),
            Some(path) => Output::file(path, self.format, options),
        }
    }
}

/// Whether both paths are of one file, which need not stand there yet. A folder is no file, and a device is not replaced.
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    let is_file = one.metadata().map_or(true, |data| data.is_file());
    is_file && real_path(one).is_some_and(|one| real_path(other) == Some(one))
}

fn unknown(path: &Path) -> Error {
    let endings = FORMATS.iter().flat_map(|format| format.endings);
    let endings: Vec<String> = endings.map(|ending| format!(".{ending}")).collect();
    Error::Usage(format!(
        "{}: the ending names no format; known are {}, or give --format",
        path.display(),
        endings.join(", ")
    ))
}
