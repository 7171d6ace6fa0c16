//! The one error type: what kind of fault, what the user gave, and the cause.

use std::path::PathBuf;

/// A fault that a user can act upon. Its message names the file and, where there is one, the place in it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read.
    #[error("{}: {}", path.display(), reason(cause))]
    Read {
        /// As the user gave it, or as found in a folder.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// An input was read but holds no article that can be used.
    #[error("{place}: {message}")]
    Input {
        /// File and, where known, line: `archive.jsonl:17`.
        place: String,
        /// What is wrong with it.
        message: String,
    },
    /// The output could not be written.
    #[error("{}: cannot be written: {}", path.display(), reason(cause))]
    Write {
        /// The output as the user gave it; `-` is standard output.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The file that keeps articles and statements could not be read or written.
    #[error("{}: {message}", path.display())]
    Store {
        /// As the user gave it.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// An option or argument cannot be used.
    #[error("{0}")]
    Usage(String),
    /// A word list or construction file is wrong.
    #[error("{file}: {message}")]
    Data {
        /// Name of the data file.
        file: String,
        /// What is wrong with it.
        message: String,
    },
}

impl Error {
    /// Where it is, in the user's words, and what is wrong there; the place may be empty.
    pub(crate) fn place_and_message(&self) -> (String, String) {
        match self {
            Self::Read { path, cause } => (path.display().to_string(), reason(cause)),
            Self::Input { place, message } => (place.clone(), message.clone()),
            Self::Data { file, message } => (file.clone(), message.clone()),
            Self::Store { path, message } => (path.display().to_string(), message.clone()),
            Self::Write { .. } | Self::Usage(_) => (String::new(), self.to_string()),
        }
    }

    /// What is wrong, without the file.
    pub(crate) fn into_message(self) -> String {
        match self {
            Self::Data { message, .. } | Self::Input { message, .. } => message,
            other => other.to_string(),
        }
    }
}

/// Shorthand for results with [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// What is wrong with JSON, without the place, which counts from the beginning of whatever piece was read.
pub(crate) fn of_json(fault: &serde_json::Error) -> String {
    let told = fault.to_string();
    told.split(" at line ").next().unwrap_or(&told).to_owned()
}

/// The system's words without the error number, which tells a reader of news nothing.
pub(crate) fn reason(cause: &std::io::Error) -> String {
    let told = cause.to_string();
    let end = told.rfind(" (os error ").unwrap_or(told.len());
    told[..end].to_owned()
}
