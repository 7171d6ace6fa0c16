//! What the fields of articles are called in what Python hands over.

use pyo3::prelude::*;

/// The columns, or keys, that hold the fields; where none is told, the field's own name, if there is one.
#[derive(Clone, Debug, Default, FromPyObject)]
#[pyo3(from_item_all)]
pub struct Names {
    /// The text.
    pub text: Option<String>,
    /// The article's id.
    pub id: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The medium that published it.
    pub source: Option<String>,
    /// The day of publication.
    pub published: Option<String>,
}
