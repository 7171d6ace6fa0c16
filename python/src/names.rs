//! The fields of articles, and what they are called in what Python hands over.

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

/// For each field of an article besides its text what there is of it: a place, a column, a word.
#[derive(Clone, Debug)]
pub struct Fields<T> {
    /// The article's id.
    pub id: Option<T>,
    /// Its title.
    pub title: Option<T>,
    /// Its address.
    pub url: Option<T>,
    /// The medium that published it.
    pub source: Option<T>,
    /// The day of publication.
    pub published: Option<T>,
}

impl<T> Fields<T> {
    /// Where there is nothing but a text.
    pub const NONE: Self = Self { id: None, title: None, url: None, source: None, published: None };
}

impl Names {
    /// What `find` gives for each field, by the name that was told and the field's own.
    ///
    /// # Errors
    /// The first of `find`.
    pub fn fields<T>(&self, find: impl Fn(&Option<String>, &str) -> PyResult<Option<T>>) -> PyResult<Fields<T>> {
        Ok(Fields {
            id: find(&self.id, "id")?,
            title: find(&self.title, "title")?,
            url: find(&self.url, "url")?,
            source: find(&self.source, "source")?,
            published: find(&self.published, "published")?,
        })
    }
}
