//! Paths → opened inputs, in order.

use std::collections::{BTreeSet, VecDeque};
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::archive::Skipped;
use super::input::{Bytes, Counted};
use super::sniff::sniff;
use super::{Format, Item};
use crate::error::{Error, Result};

/// Name of standard input.
const STDIN: &str = "-";
const IS_OUTPUT: &str = "is the output itself; not read";

/// What comes next of the paths.
pub(super) enum Found {
    /// An input, its format and its name.
    Input(&'static Format, String, Bytes),
    Item(Item),
}

/// Device and number of an ordinary file.
type Identity = (u64, u64);

/// Opens what a [`Walk`] meets.
pub(super) struct Sources {
    walk: Walk,
    left_out: Vec<PathBuf>,
    /// What standard output goes to, where that is left out.
    stdout: Option<Identity>,
    skipped: Skipped,
    stdin_is_read: bool,
    /// Counts the bytes of all inputs.
    pub read: Arc<AtomicU64>,
}

impl Sources {
    pub(super) fn new(paths: Vec<PathBuf>) -> Self {
        Self {
            walk: Walk::new(paths, None),
            left_out: Vec::new(),
            stdout: None,
            skipped: Skipped::default(),
            stdin_is_read: false,
            read: Arc::default(),
        }
    }

    /// Takes every file and standard input for this format.
    pub(super) fn read_as(&mut self, format: Option<&'static Format>) {
        self.walk.format = format;
    }

    pub(super) fn leave_out(&mut self, paths: impl IntoIterator<Item = PathBuf>) {
        self.left_out.extend(paths.into_iter().filter_map(|path| real_path(&path)));
        self.stdout = identity_of(io::stdout());
    }

    fn is_left_out(&self, path: &Path) -> bool {
        let same = |out: &PathBuf| {
            out.file_name() == path.file_name() && fs::canonicalize(path).is_ok_and(|path| path == *out)
        };
        let written = |out: Identity| fs::metadata(path).is_ok_and(|data| identity(&data) == Some(out));
        self.left_out.iter().any(same) || self.stdout.is_some_and(written)
    }

    /// Opens a file. A pipe or device can be read only from its beginning to its end, whatever its name.
    fn open(&self, path: &Path) -> io::Result<Bytes> {
        let file = File::open(path)?;
        let is_file = file.metadata()?.is_file();
        Ok(if is_file { Bytes::File(Counted::new(file, Arc::clone(&self.read))) } else { self.stream(file) })
    }

    fn stream(&self, bytes: impl Read + Send + 'static) -> Bytes {
        Bytes::Stream(Box::new(Counted::new(bytes, Arc::clone(&self.read))))
    }

    fn stdin(&mut self) -> Found {
        if std::mem::replace(&mut self.stdin_is_read, true) {
            return Found::Item(Item::fault(STDIN, "standard input can be read only once"));
        }
        if self.stdout.is_some() && identity_of(io::stdin()) == self.stdout {
            return Found::Item(Item::fault(STDIN, IS_OUTPUT));
        }
        if let Some(format) = self.walk.format {
            return Found::Input(format, STDIN.into(), self.stream(io::stdin()));
        }
        match sniff(io::stdin()) {
            Ok((format, bytes)) => Found::Input(format, STDIN.into(), self.stream(bytes)),
            Err(cause) => Found::Item(Item::Fault(Error::Read { path: STDIN.into(), cause })),
        }
    }
}

impl Iterator for Sources {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            match self.walk.next() {
                Some(Met::Stdin) => return Some(self.stdin()),
                Some(Met::File(path, _)) if self.is_left_out(&path) => {
                    let fault = Item::fault(path.display().to_string(), IS_OUTPUT);
                    if self.walk.in_folder() {
                        continue;
                    }
                    return Some(Found::Item(fault));
                }
                Some(Met::File(path, format)) => {
                    return Some(match self.open(&path) {
                        Ok(opened) => Found::Input(format, path.display().to_string(), opened),
                        Err(cause) => Found::Item(Item::Fault(Error::Read { path, cause })),
                    });
                }
                Some(Met::Other(path)) if self.is_left_out(&path) => {}
                Some(Met::Other(path)) => self.skipped.add(path.display().to_string()),
                Some(Met::Fault(fault)) => return Some(Found::Item(Item::Fault(fault))),
                None => return self.skipped.tell().map(Found::Item),
            }
        }
    }
}

/// Which file a stream of the process is, where it is an ordinary one.
#[cfg(unix)]
fn identity_of(stream: impl std::os::fd::AsFd) -> Option<Identity> {
    let file = File::from(stream.as_fd().try_clone_to_owned().ok()?);
    identity(&file.metadata().ok()?)
}

#[cfg(not(unix))]
fn identity_of<T>(_: T) -> Option<Identity> {
    None
}

#[cfg(unix)]
fn identity(data: &Metadata) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    data.is_file().then(|| (data.dev(), data.ino()))
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> Option<Identity> {
    None
}

/// A path without links, also of a file that does not stand there yet; nothing where its folder does not either.
pub(crate) fn real_path(path: &Path) -> Option<PathBuf> {
    if let Ok(real) = fs::canonicalize(path) {
        return Some(real);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(fs::canonicalize(folder).ok()?.join(path.file_name()?))
}

/// Bytes of all files under `paths` that would be read, as `format` where one is given; nothing where that cannot be known beforehand, as with
/// standard input. Looks at every folder, so it is worth its price only for a progress bar.
pub(crate) fn total_bytes(paths: &[PathBuf], format: Option<&'static Format>) -> Option<u64> {
    let mut sum = 0;
    for met in Walk::new(paths.to_vec(), format) {
        match met {
            Met::File(path, _) => match fs::metadata(path) {
                Ok(data) if data.is_file() => sum += data.len(),
                _ => return None,
            },
            Met::Stdin => return None,
            Met::Other(_) | Met::Fault(_) => {}
        }
    }
    Some(sum)
}

enum Met {
    File(PathBuf, &'static Format),
    Stdin,
    /// A file in a folder that is of no known format.
    Other(PathBuf),
    Fault(Error),
}

/// Goes through paths and folders, depth first, each folder sorted by name.
struct Walk {
    paths: std::vec::IntoIter<PathBuf>,
    /// What is left of the folders from the path as given down to the one being read.
    folders: Vec<VecDeque<Result<PathBuf>>>,
    /// All folders met under the path as given, without links, so that a link to one of them is noticed: where some
    /// lead to one another, the ways through them are without number.
    met: BTreeSet<PathBuf>,
    /// The folder as given, until an article is met in it.
    barren: Option<PathBuf>,
    /// That of every file, whatever its ending.
    format: Option<&'static Format>,
}

impl Walk {
    fn new(paths: Vec<PathBuf>, format: Option<&'static Format>) -> Self {
        Self { paths: paths.into_iter(), folders: Vec::new(), met: BTreeSet::new(), barren: None, format }
    }

    fn format_of(&self, path: &Path) -> Option<&'static Format> {
        let own = Format::of_path(path);
        // What is packed must be unpacked, whatever is in it.
        self.format.filter(|_| own.is_none_or(|own| !own.is_packed)).or(own)
    }

    /// Whether the last thing met was found in a folder.
    fn in_folder(&self) -> bool {
        !self.folders.is_empty()
    }

    /// Opens a folder; one that was met already, reached by a link, is passed over.
    fn descend(&mut self, path: PathBuf) -> Result<()> {
        let fault = |cause| Error::Read { path: path.clone(), cause };
        let real = fs::canonicalize(&path).map_err(fault)?;
        if !self.met.insert(real) {
            return Ok(());
        }
        let mut entries = Vec::new();
        let mut faults = VecDeque::new();
        for entry in fs::read_dir(&path).map_err(fault)? {
            match entry {
                Ok(entry) => entries.push(entry.path()),
                Err(cause) => faults.push_back(Err(fault(cause))),
            }
        }
        entries.sort_by(|a, b| a.file_name().cmp(&b.file_name()));
        faults.extend(entries.into_iter().map(Ok));
        self.folders.push(faults);
        Ok(())
    }

    /// A path as the user gave it.
    fn given(&mut self, path: PathBuf) -> Option<Met> {
        if path.as_os_str() == STDIN {
            return Some(Met::Stdin);
        }
        self.met.clear();
        match fs::metadata(&path) {
            Err(cause) => Some(Met::Fault(Error::Read { path, cause })),
            Ok(data) if data.is_dir() => match self.descend(path.clone()) {
                Ok(()) => {
                    self.barren = Some(path);
                    None
                }
                Err(fault) => Some(Met::Fault(fault)),
            },
            Ok(_) => Some(match self.format_of(&path) {
                Some(format) => Met::File(path, format),
                None => Met::Fault(Error::Input {
                    place: path.display().to_string(),
                    message: Format::unknown_ending(&path),
                }),
            }),
        }
    }

    /// A path found in a folder.
    fn listed(&mut self, path: PathBuf) -> Option<Met> {
        let name = path.file_name().unwrap_or_default();
        if name.as_encoded_bytes().starts_with(b".") {
            return None;
        }
        match fs::metadata(&path) {
            Err(cause) => Some(Met::Fault(Error::Read { path, cause })),
            Ok(data) if data.is_dir() => self.descend(path).err().map(Met::Fault),
            Ok(data) => Some(match self.format_of(&path) {
                Some(format) if data.is_file() => {
                    self.barren = None;
                    Met::File(path, format)
                }
                _ => Met::Other(path),
            }),
        }
    }
}

impl Iterator for Walk {
    type Item = Met;

    fn next(&mut self) -> Option<Met> {
        loop {
            let met = if let Some(folder) = self.folders.last_mut() {
                match folder.pop_front() {
                    Some(Ok(path)) => self.listed(path),
                    Some(Err(fault)) => Some(Met::Fault(fault)),
                    None => {
                        self.folders.pop();
                        None
                    }
                }
            } else if let Some(path) = self.barren.take() {
                Some(Met::Fault(Error::Input {
                    place: path.display().to_string(),
                    message: format!("no articles in this folder; read are {}", Format::known_endings()),
                }))
            } else {
                let path = self.paths.next()?;
                self.given(path)
            };
            if met.is_some() {
                return met;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_is_counted_that_would_be_read() {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, length) in [("a.txt", 1), ("b.dat", 2), ("c.zip", 4), (".d.txt", 8)] {
            fs::write(folder.path().join(name), vec![b' '; length]).expect("a file");
        }
        let total = |format| total_bytes(&[folder.path().to_owned()], format);
        assert_eq!(total(None), Some(5));
        assert_eq!(total(Format::named("text")), Some(7));
        assert_eq!(total_bytes(&[STDIN.into()], None), None);
    }
}
