//! Corrections → annotated articles.

use std::path::Path;

use rusqlite::Connection;

use crate::error::Result;

/// See [`super::Store::export_gold`].
pub(super) fn export(_connection: &Connection, _folder: &Path) -> Result<usize> {
    todo!()
}
