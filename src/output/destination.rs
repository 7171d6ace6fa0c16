//! Where rows go: a file that appears only when it is complete, or a stream.

use std::ffi::OsString;
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::{Format, Options, Sink, Trouble, Writer};
use crate::article::Article;
use crate::error::{Error, Result};
use crate::statement::Statement;

/// An output being written. Dropped before [`Output::finish`], it leaves no file and an older one as it was.
pub struct Output {
    path: PathBuf,
    writer: Option<Box<dyn Writer>>,
    /// Nothing for a stream. Stands after the writer, so that it is dropped last.
    partial: Option<Partial>,
}

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Output").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Output {
    /// Writes to the file `path`, whose folder must be there. What is no ordinary file, such as a pipe or a device,
    /// is written straight into.
    ///
    /// # Errors
    /// [`Error::Write`] where the file cannot be made.
    pub fn file(path: &Path, format: &Format, options: &Options) -> Result<Self> {
        let (file, partial) = open(path).map_err(|cause| fault(path, cause))?;
        Self::new(path, Box::new(file), partial, format, options)
    }

    /// Writes to the file `path` so that it can be gone on with after a break: rows wait in the file that [`waiting`]
    /// names, which stays where the output is dropped. `length` bytes of it are kept, without them it is begun anew.
    ///
    /// # Errors
    /// [`Error::Write`] where the file cannot be made, or the format is none that can be appended to.
    pub(crate) fn resumable(path: &Path, format: &Format, options: &Options, length: Option<u64>) -> Result<Self> {
        let begin = || {
            let append = format.append.ok_or(io::ErrorKind::Unsupported)?;
            let (mut file, partial) = Partial::waiting(path)?;
            file.set_len(length.unwrap_or(0))?;
            file.seek(SeekFrom::End(0))?;
            let open = if length.is_some() { append } else { format.open };
            Ok((open(Box::new(file), options)?, partial))
        };
        let (writer, partial) = begin().map_err(|cause| fault(path, cause))?;
        Ok(Self { path: path.to_owned(), writer: Some(writer), partial: Some(partial) })
    }

    /// Brings all rows so far onto the disk, and gives the length of the file. Nothing of a stream stays.
    ///
    /// # Errors
    /// [`Error::Write`] where the bytes cannot be written.
    pub fn sync(&mut self) -> Result<u64> {
        self.with_writer(|writer| writer.flush())?;
        let length = |partial: &Partial| {
            partial.file.sync_data()?;
            Ok(partial.file.metadata()?.len())
        };
        self.partial.as_ref().map_or(Ok(0), length).map_err(|cause| fault(&self.path, cause))
    }

    /// Writes to standard output.
    ///
    /// # Errors
    /// [`Error::Write`] where it takes no bytes.
    pub fn stdout(format: &Format, options: &Options) -> Result<Self> {
        Self::new(Path::new("-"), Box::new(io::stdout()), None, format, options)
    }

    fn new(path: &Path, sink: Sink, partial: Option<Partial>, format: &Format, options: &Options) -> Result<Self> {
        let writer = format.open(sink, options).map_err(|cause| fault(path, cause))?;
        Ok(Self { path: path.to_owned(), writer: Some(writer), partial })
    }

    /// Writes the rows of one article.
    ///
    /// # Errors
    /// [`Error::Write`] where the bytes cannot be written.
    pub fn write(&mut self, article: &Article, rows: &[Statement]) -> Result<()> {
        self.with_writer(|writer| writer.write(article, rows))
    }

    /// Hands on what went wrong while reading.
    ///
    /// # Errors
    /// [`Error::Write`] where the bytes cannot be written.
    pub(crate) fn trouble(&mut self, trouble: Trouble) -> Result<()> {
        self.with_writer(|writer| writer.trouble(trouble))
    }

    fn with_writer(&mut self, act: impl FnOnce(&mut dyn Writer) -> io::Result<()>) -> Result<()> {
        let done = match &mut self.writer {
            Some(writer) => act(writer.as_mut()),
            None => Ok(()),
        };
        done.map_err(|cause| fault(&self.path, cause))
    }

    /// Completes the output: only now does the file stand under its name.
    ///
    /// # Errors
    /// [`Error::Write`] where the last bytes or the name cannot be written.
    pub fn finish(mut self) -> Result<()> {
        let finished = match self.writer.take() {
            Some(writer) => writer.finish(),
            None => Ok(()),
        };
        finished
            .and_then(|()| self.partial.take().map_or(Ok(()), Partial::complete))
            .map_err(|cause| fault(&self.path, cause))
    }
}

/// Writes a whole file, which appears only when it is complete, as that of an [`Output`] does.
///
/// # Errors
/// [`Error::Write`] where it cannot be written.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    let write = || {
        let (mut sink, partial) = open(path)?;
        sink.write_all(bytes)?;
        partial.map_or(Ok(()), Partial::complete)
    };
    write().map_err(|cause| fault(path, cause))
}

/// Opens a file to write, and what gives it its name where it has to wait for that.
fn open(path: &Path) -> io::Result<(File, Option<Partial>)> {
    match fs::metadata(path) {
        Ok(data) if data.is_dir() => Err(io::Error::from(io::ErrorKind::IsADirectory)),
        Ok(data) if !data.is_file() => OpenOptions::new().write(true).open(path).map(|file| (file, None)),
        _ => Partial::beside(path).map(|(file, partial)| (file, Some(partial))),
    }
}

fn fault(path: &Path, cause: io::Error) -> Error {
    Error::Write { path: path.to_owned(), cause }
}

/// The end of the name of a file that is to be gone on with.
const WAITING: &str = ".part";
/// So many files that runs have left are gone past when one is named.
const MOST_LEFT: u32 = 1000;

/// The file beside an output in which rows wait that are to be gone on with: `.rows.csv.part`.
///
/// # Errors
/// [`Error::Write`] where `path` names no file.
pub(crate) fn waiting(path: &Path) -> Result<PathBuf> {
    beside(path, ".", WAITING)
}

/// The file beside an output that is called as it is, with more before and after. A link stays a link: it is beside
/// what that points to.
///
/// # Errors
/// [`Error::Write`] where `path` names no file.
pub(crate) fn beside(path: &Path, before: &str, after: &str) -> Result<PathBuf> {
    sibling(path, before, after).map_err(|cause| fault(path, cause))
}

fn sibling(path: &Path, before: &str, after: &str) -> io::Result<PathBuf> {
    let path = target(path);
    let mut name = OsString::from(before);
    name.push(path.file_name().ok_or(io::ErrorKind::InvalidFilename)?);
    name.push(after);
    Ok(path.with_file_name(name))
}

/// What a link points to; any other path as it is.
fn target(path: &Path) -> PathBuf {
    let real = if path.is_symlink() { fs::canonicalize(path).ok() } else { None };
    real.unwrap_or_else(|| path.to_owned())
}

/// A file under a temporary name beside the one that it will have.
struct Partial {
    temporary: PathBuf,
    name: PathBuf,
    file: File,
    /// Whether it is left there when dropped.
    stays: bool,
}

impl Partial {
    /// One of this process alone, removed when dropped.
    fn beside(path: &Path) -> io::Result<(File, Self)> {
        let (file, temporary) = Self::create(path)?;
        Self::new(path, file, temporary, false)
    }

    /// One that is found again, with what stands in it.
    fn waiting(path: &Path) -> io::Result<(File, Self)> {
        let temporary = sibling(path, ".", WAITING)?;
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(&temporary)?;
        Self::new(path, file, temporary, true)
    }

    fn new(path: &Path, file: File, temporary: PathBuf, stays: bool) -> io::Result<(File, Self)> {
        let partial = Self { temporary, name: target(path), file: file.try_clone()?, stays };
        if let Ok(old) = fs::metadata(&partial.name)
            && !(stays && old.permissions().readonly())
        {
            partial.file.set_permissions(old.permissions())?;
        }
        Ok((file, partial))
    }

    /// Makes a file that was not there: whatever stands under such a name belongs to another run, or is a link that
    /// somebody has put there.
    fn create(path: &Path) -> io::Result<(File, PathBuf)> {
        let mut number = 0;
        loop {
            let further = if number == 0 { String::new() } else { format!("-{number}") };
            let temporary = sibling(path, ".", &format!(".{}{further}.partial", std::process::id()))?;
            match OpenOptions::new().write(true).create_new(true).open(&temporary) {
                Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists && number < MOST_LEFT => number += 1,
                opened => return opened.map(|file| (file, temporary)),
            }
        }
    }

    fn complete(self) -> io::Result<()> {
        if let (true, Ok(old)) = (self.stays, fs::metadata(&self.name)) {
            self.file.set_permissions(old.permissions())?;
        }
        self.file.sync_all()?;
        fs::rename(&self.temporary, &self.name)?;
        if let (true, Some(folder)) = (self.stays, self.name.parent()) {
            // The journal goes only after the name is on the disk; not every system lets one ask for that.
            let _ = File::open(folder).and_then(|folder| folder.sync_all());
        }
        Ok(())
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.stays {
            // After a rename there is nothing left under this name; either way nothing can be done about a failure.
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::full;
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    fn csv() -> &'static Format {
        Format::named("csv").expect("csv")
    }

    #[test]
    fn a_file_appears_only_when_complete() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("rows.csv");
        let mut output = Output::file(&path, csv(), &Options::default()).expect("opens");
        output.write(&Article::default(), &[full()]).expect("writes");
        assert!(!path.exists());
        output.finish().expect("finishes");
        assert!(fs::read_to_string(&path).expect("a file").contains("Ida Holm"));
        assert_eq!(names(folder.path()), ["rows.csv"]);
    }

    #[test]
    fn an_unfinished_output_leaves_the_old_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("rows.csv");
        fs::write(&path, "old").expect("writes");
        let mut output = Output::file(&path, csv(), &Options::default()).expect("opens");
        output.write(&Article::default(), &[full()]).expect("writes");
        drop(output);
        assert_eq!(fs::read_to_string(&path).expect("a file"), "old");
        assert_eq!(names(folder.path()), ["rows.csv"]);
    }

    #[test]
    fn a_folder_that_is_missing_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("missing/rows.csv");
        let fault = Output::file(&path, csv(), &Options::default()).expect_err("no folder");
        assert!(fault.to_string().contains("missing/rows.csv"), "{fault}");
    }

    #[cfg(unix)]
    #[test]
    fn what_others_left_is_not_written_into() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("rows.csv");
        let left = folder.path().join(format!(".rows.csv.{}.partial", std::process::id()));
        let victim = folder.path().join("victim");
        fs::write(&victim, "kept").expect("writes");
        std::os::unix::fs::symlink(&victim, &left).expect("links");
        Output::file(&path, csv(), &Options::default()).and_then(Output::finish).expect("writes");
        assert_eq!(fs::read_to_string(&victim).expect("a file"), "kept");
        assert!(fs::symlink_metadata(&left).expect("a link").is_symlink());
        assert!(path.is_file());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().expect("a folder");
        let (real, link) = (folder.path().join("real.csv"), folder.path().join("link.csv"));
        fs::write(&real, "old").expect("writes");
        std::os::unix::fs::symlink(&real, &link).expect("links");
        Output::file(&link, csv(), &Options::default()).and_then(Output::finish).expect("writes");
        assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
        assert_ne!(fs::read_to_string(&real).expect("a file"), "old");
    }
}
