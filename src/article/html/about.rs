//! What a page can say of its article, wherever it says it.

use crate::spaces::fold_space;

/// What a page says of its article. Empty values are none.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Metadata {
    pub title: Option<String>,
    pub author: Option<String>,
    /// As written.
    pub published: Option<String>,
    pub url: Option<String>,
    pub source: Option<String>,
    /// The summary that search engines show, often the lede.
    pub description: Option<String>,
    /// The article's text as JSON-LD has it, its lines kept.
    pub body: Option<String>,
}

/// Words with white space folded, or nothing.
pub(super) fn filled(words: &str) -> Option<String> {
    let words = fold_space(words);
    (!words.is_empty()).then_some(words)
}
