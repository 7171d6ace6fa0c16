//! What can be wrong with a store, in the words of a user.

use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// Reads JSON that the store wrote.
pub(super) fn parse<'a, T: Deserialize<'a>>(json: &'a str) -> Result<T> {
    serde_json::from_str(json).map_err(|cause| fault(format!("is damaged: {cause}")))
}

/// Writes JSON.
pub(super) fn write(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|cause| fault(cause.to_string()))
}

/// A fault of the store, whose path is filled in where it leaves the store.
pub(super) fn fault(message: impl Into<String>) -> Error {
    Error::Store { path: Default::default(), message: message.into() }
}

impl From<rusqlite::Error> for Error {
    fn from(cause: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull, NotADatabase, ReadOnly};
        let unwritten = |kind: ErrorKind, message| Self::Write {
            path: Default::default(),
            cause: std::io::Error::new(kind, message),
        };
        fault(match cause.sqlite_error_code() {
            Some(DiskFull) => return unwritten(ErrorKind::StorageFull, "the disk is full"),
            Some(ReadOnly) => return unwritten(ErrorKind::ReadOnlyFilesystem, "it may only be read"),
            Some(DatabaseBusy | DatabaseLocked) => "another run is writing to it; try again when that has ended".into(),
            Some(NotADatabase) => "is no store of udsagn; name another file".into(),
            Some(DatabaseCorrupt) => "is damaged; put back a copy of it".into(),
            _ => cause.to_string(),
        })
    }
}

impl Error {
    /// The same fault with the path of its store.
    pub(super) fn of_store(self, of: &Path) -> Self {
        match self {
            Self::Store { path, message } if path.as_os_str().is_empty() => {
                Self::Store { path: of.to_owned(), message }
            }
            Self::Write { path, cause } if path.as_os_str().is_empty() => Self::Write { path: of.to_owned(), cause },
            other => other,
        }
    }
}
