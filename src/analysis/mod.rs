//! Article → statements.

use crate::article::Article;
use crate::statement::Statement;

/// Finds the statements of articles.
#[derive(Debug)]
pub struct Analyser;

impl Analyser {
    /// Prepares the analyser.
    pub fn new() -> crate::error::Result<Self> {
        Ok(Self)
    }

    /// The statements that `article` reports, in the order of the text.
    pub fn analyse(&self, _article: &Article) -> Vec<Statement> {
        Vec::new()
    }
}
