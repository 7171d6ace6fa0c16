//! Files in a folder of their own, which goes away with them.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

/// The folder of one case. What can be done with it stands in the test that uses it.
pub struct Case {
    folder: TempDir,
}

impl Case {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, and makes the folders it stands in.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("makes folders");
        fs::write(path, bytes).expect("writes");
        self
    }
}
