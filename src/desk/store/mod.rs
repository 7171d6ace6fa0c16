//! Articles, statements and every correction in one SQLite file.
//!
//! One connection writes, in transactions that are on the disk when a method returns; any number read beside it.

mod model;

use std::path::Path;

pub use model::*;

use crate::article::Article;
use crate::error::Result;
use crate::output::Writer;
use crate::statement::Statement;

/// An open store. Can be shared between threads.
#[derive(Debug)]
pub struct Store {}

impl Store {
    /// Opens the store of a file; makes it where there is none, and brings an older one up to date.
    ///
    /// # Errors
    /// Where the file cannot be read or written, is no store, or one of a later version.
    pub fn open(_path: &Path) -> Result<Self> {
        todo!()
    }

    /// Whether this article stands in the store word for word (id, text, title, source, address and day), analysed by these
    /// rules. `rules` is a fingerprint of the program and the user's rules.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn knows(&self, _article: &Article, _rules: &str) -> Result<bool> {
        todo!()
    }

    /// Puts an article with its rows into the store. Where it holds one of this id already, corrections are carried over to
    /// where their words still stand.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn add(&self, _article: &Article, _rows: &[Statement], _rules: &str) -> Result<Added> {
        todo!()
    }

    /// `limit` statements of a filter from the `offset`th on.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn list(&self, _filter: &Filter, _offset: u64, _limit: u64) -> Result<Page> {
        todo!()
    }

    /// How many statements of a filter have each value.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn facets(&self, _filter: &Filter) -> Result<Facets> {
        todo!()
    }

    /// One statement.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn statement(&self, _number: StatementNumber) -> Result<Option<Entry>> {
        todo!()
    }

    /// One article with its statements.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn article(&self, _number: ArticleNumber) -> Result<Option<ArticleEntry>> {
        todo!()
    }

    /// Articles whose title or id holds `words`, latest first, and how many there are in all.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn articles(&self, _words: &str, _offset: u64, _limit: u64) -> Result<(Vec<ArticleLine>, u64)> {
        todo!()
    }

    /// One speaker.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn speaker(&self, _number: SpeakerNumber) -> Result<Option<SpeakerEntry>> {
        todo!()
    }

    /// At most `limit` speakers with a name that begins with `words` or has a word that does, those with most statements
    /// first: for completing a name.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn speakers(&self, _words: &str, _limit: u64) -> Result<Vec<(SpeakerNumber, String, u64)>> {
        todo!()
    }

    /// Corrects a statement. Gives nothing where the value stood there already.
    ///
    /// # Errors
    /// [`Error::Usage`](crate::Error::Usage) where there is no such statement or the value cannot be; else where the store
    /// cannot be written.
    pub fn edit(&self, _number: StatementNumber, _edit: &Edit) -> Result<Option<Change>> {
        todo!()
    }

    /// Adds a statement that the rules did not find: `parts` in code points of the article's text.
    ///
    /// # Errors
    /// As [`Store::edit`].
    pub fn add_statement(&self, _article: ArticleNumber, _parts: &[[usize; 2]]) -> Result<(StatementNumber, Change)> {
        todo!()
    }

    /// Makes `from` the same speaker as `into`, now and for articles to come.
    ///
    /// # Errors
    /// As [`Store::edit`].
    pub fn merge(&self, _from: SpeakerNumber, _into: SpeakerNumber) -> Result<Change> {
        todo!()
    }

    /// Makes these statements of one speaker another speaker of its own, who has the name of the first of them.
    ///
    /// # Errors
    /// As [`Store::edit`].
    pub fn split(&self, _statements: &[StatementNumber]) -> Result<(SpeakerNumber, Change)> {
        todo!()
    }

    /// Puts back what stood before a change, or before the last one that is not undone.
    ///
    /// # Errors
    /// [`Error::Usage`](crate::Error::Usage) where there is none, or where a later change of the same value stands.
    pub fn undo(&self, _change: Option<ChangeNumber>) -> Result<Change> {
        todo!()
    }

    /// The last changes, latest first, of one statement or of all.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn changes(&self, _statement: Option<StatementNumber>, _limit: u64) -> Result<Vec<Change>> {
        todo!()
    }

    /// Writes the statements of a filter, article by article, in any format of [`crate::output`].
    ///
    /// # Errors
    /// Where the store cannot be read or the output not written.
    pub fn export(&self, _filter: &Filter, _writer: &mut dyn Writer) -> Result<()> {
        todo!()
    }

    /// Writes every article of which somebody has checked, corrected, rejected or added a statement as an annotated article
    /// into a folder, and gives their number.
    ///
    /// # Errors
    /// Where the store cannot be read or a file not written.
    pub fn export_gold(&self, _folder: &Path) -> Result<usize> {
        todo!()
    }
}
