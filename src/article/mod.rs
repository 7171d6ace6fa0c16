//! Bytes of any input format → [`Article`].
//!
//! Takes paths, gives articles one by one with the faults among them; knows nothing of quotations or claims.

use jiff::civil::Date;

/// One article as its input gave it. Never changed after reading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The input's own id, or else the path as given.
    pub id: String,
    /// The title, where the input names one apart from the text or the first line reads as one.
    pub title: Option<String>,
    /// Where it was published on the web.
    pub url: Option<String>,
    /// The medium that published it.
    pub source: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// The whole text. Every offset of a row counts in it.
    pub text: String,
}

impl Article {
    /// An article of bare text under an id, without date or title.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            text: text.into(),
            ..Self::default()
        }
    }
}
