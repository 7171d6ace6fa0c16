//! Articles, statements and every correction in one SQLite file.
//!
//! Takes articles with their rows, and changes, gives lists, rows and annotated articles; knows nothing of pages and
//! nothing of how rows are found. One connection writes, in transactions that are on the disk when a method returns; any
//! number read beside it.

mod adding;
mod carry;
mod edit;
mod export;
mod fault;
mod filter;
mod fold;
mod gold;
mod model;
mod read;
mod record;
mod rows;
mod same;
mod schema;
mod speakers;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, TransactionBehavior};

pub use filter::MOST_SPEAKERS;
pub use model::*;

use crate::article::{Article, Notice};
use crate::error::{Error, Result};
use crate::statement::Statement;

/// So many connections that read are kept for the next.
const MOST_READERS: usize = 8;

/// An open store. Can be shared between threads.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    writer: Mutex<Connection>,
    /// Those that nobody reads with just now.
    readers: Mutex<Vec<Connection>>,
}

impl Store {
    /// Opens the store of a file; makes it where there is none, and brings an older one up to date.
    ///
    /// # Errors
    /// Where the file cannot be read or written, is no store, or one of a later version.
    pub fn open(path: &Path) -> Result<Self> {
        let writer = schema::open(path).map_err(|fault| fault.of_store(path))?;
        Ok(Self { path: path.to_owned(), writer: Mutex::new(writer), readers: Mutex::default() })
    }

    /// Whether this article stands in the store word for word (id, text, title, source, address and day), analysed by these
    /// rules. `rules` is a fingerprint of the program and the user's rules.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn knows(&self, article: &Article, rules: &str) -> Result<bool> {
        self.read(|connection| read::knows(connection, article, rules))
    }

    /// Puts an article with its rows into the store. Where it holds one of this id already, corrections are carried over to
    /// where their words still stand.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn add(&self, article: &Article, rows: &[Statement], rules: &str) -> Result<Added> {
        self.write(|connection| adding::add(connection, article, rows, rules))
    }

    /// `limit` statements of a filter from the `offset`th on.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn list(&self, filter: &Filter, offset: u64, limit: u64) -> Result<Page> {
        self.read(|connection| filter::list(connection, filter, offset, limit))
    }

    /// How many statements of a filter have each value.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn facets(&self, filter: &Filter) -> Result<Facets> {
        self.read(|connection| filter::facets(connection, filter))
    }

    /// One statement.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn statement(&self, number: StatementNumber) -> Result<Option<Entry>> {
        self.read(|connection| read::statement(connection, number))
    }

    /// The claims of those of these statements that there are.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn claims(&self, statements: &BTreeSet<StatementNumber>) -> Result<BTreeMap<StatementNumber, String>> {
        self.read(|connection| read::claims(connection, statements))
    }

    /// One article with its statements.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn article(&self, number: ArticleNumber) -> Result<Option<ArticleEntry>> {
        self.read(|connection| read::article(connection, number))
    }

    /// The number of the article of an id.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn article_number(&self, id: &str) -> Result<Option<ArticleNumber>> {
        self.read(|connection| read::article_number(connection, id))
    }

    /// Articles whose title or id holds `words`, latest first, and how many there are in all.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn articles(&self, words: &str, offset: u64, limit: u64) -> Result<(Vec<ArticleLine>, u64)> {
        self.read(|connection| read::articles(connection, words, offset, limit))
    }

    /// One speaker.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn speaker(&self, number: SpeakerNumber) -> Result<Option<SpeakerEntry>> {
        self.read(|connection| read::speaker(connection, number))
    }

    /// At most `limit` speakers with a name that begins with `words` or has a word that does, those with most statements
    /// first: for completing a name.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn speakers(&self, words: &str, limit: u64) -> Result<Vec<(SpeakerNumber, String, u64)>> {
        self.read(|connection| speakers::complete(connection, words, limit))
    }

    /// Corrects a statement. Gives nothing where the value stood there already.
    ///
    /// # Errors
    /// [`Error::Usage`](crate::Error::Usage) where there is no such statement or the value cannot be; else where the store
    /// cannot be written.
    pub fn edit(&self, number: StatementNumber, edit: &Edit) -> Result<Option<Change>> {
        self.write(|connection| edit::edit(connection, number, edit))
    }

    /// As [`Store::edit`], for several values at once: all are corrected, or none is. Gives those that were another.
    ///
    /// # Errors
    /// As [`Store::edit`].
    pub fn edit_all(&self, number: StatementNumber, edits: &[Edit]) -> Result<Vec<Change>> {
        self.write(|connection| {
            edits.iter().filter_map(|edit| edit::edit(connection, number, edit).transpose()).collect()
        })
    }

    /// Adds a statement that the rules did not find: `parts` in code points of the article's text.
    ///
    /// # Errors
    /// As [`Store::edit`].
    pub fn add_statement(&self, article: ArticleNumber, parts: &[[usize; 2]]) -> Result<(StatementNumber, Change)> {
        self.write(|connection| edit::add(connection, article, parts))
    }

    /// Makes `from` the same speaker as `into`, now and for articles to come.
    ///
    /// # Errors
    /// As [`Store::edit`].
    pub fn merge(&self, from: SpeakerNumber, into: SpeakerNumber) -> Result<Change> {
        self.write(|connection| edit::merge(connection, from, into))
    }

    /// Makes these statements of one speaker another speaker of its own, who has the name of the first of them.
    ///
    /// # Errors
    /// As [`Store::edit`].
    pub fn split(&self, statements: &[StatementNumber]) -> Result<(SpeakerNumber, Change)> {
        self.write(|connection| edit::split(connection, statements))
    }

    /// Puts back what stood before a change, or before the last one that is not undone.
    ///
    /// # Errors
    /// [`Error::Usage`](crate::Error::Usage) where there is none, or where a later change of the same value stands.
    pub fn undo(&self, change: Option<ChangeNumber>) -> Result<Change> {
        self.write(|connection| edit::undo(connection, change))
    }

    /// As [`Store::undo`], for several changes in this order: all are undone, or none is.
    ///
    /// # Errors
    /// As [`Store::undo`].
    pub fn undo_all(&self, changes: &[ChangeNumber]) -> Result<Vec<Change>> {
        self.write(|connection| changes.iter().map(|change| edit::undo(connection, Some(*change))).collect())
    }

    /// The last changes, latest first, of one statement or of all.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn changes(&self, statement: Option<StatementNumber>, limit: u64) -> Result<Vec<Change>> {
        self.read(|connection| read::changes(connection, statement, limit))
    }

    /// Gives the statements of a filter, article by article. Each row has its [`review`](Statement::review), of which
    /// [`REVIEW_COLUMNS`](crate::output::REVIEW_COLUMNS) are the columns.
    ///
    /// # Errors
    /// Where the store cannot be read, or what `take` gives.
    pub fn export(&self, filter: &Filter, take: &mut dyn FnMut(&Article, &[Statement]) -> Result<()>) -> Result<()> {
        self.read(|connection| export::export(connection, filter, take))
    }

    /// Writes every article of which somebody has checked, corrected, rejected or added a statement as an annotated article
    /// into a folder, and gives their number. Statements that nobody has decided on are marked as optional there: they count
    /// neither way. `tell` hears of every article that is left out since its text holds marks of that format.
    ///
    /// # Errors
    /// Where the store cannot be read or a file not written.
    pub fn export_gold(&self, folder: &Path, mut tell: impl FnMut(Notice)) -> Result<usize> {
        self.read(|connection| gold::export(connection, folder, &mut tell))
    }

    /// The speaker that a name means, whatever its case and spelling.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn speaker_of(&self, name: &str) -> Result<Option<SpeakerNumber>> {
        self.read(|connection| speakers::find(connection, name))
    }

    /// As [`Store::add`], for several articles at once: all are on the disk when it returns, or none is. Much faster where
    /// they are many. Rows that are nothing are those of an article that the store knows.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn add_all(&self, articles: &[(Article, Option<Vec<Statement>>)], rules: &str) -> Result<Vec<Added>> {
        self.write(|connection| {
            let add = |(article, rows): &(Article, Option<Vec<Statement>>)| match rows {
                Some(rows) => adding::put(connection, article, rows, rules),
                None => Ok(Added::Known),
            };
            articles.iter().map(add).collect()
        })
    }

    /// Reads at one moment of the store, whatever is written meanwhile.
    fn read<T>(&self, act: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let waiting = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let read = || {
            let mut connection = waiting.map_or_else(|| schema::open_reader(&self.path), Ok)?;
            let transaction = connection.transaction()?;
            let read = act(&transaction)?;
            transaction.finish()?;
            let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
            if readers.len() < MOST_READERS {
                readers.push(connection);
            }
            Ok(read)
        };
        read().map_err(|fault: Error| fault.of_store(&self.path))
    }

    /// Changes the store as a whole, or not at all.
    fn write<T>(&self, act: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        // A panic elsewhere has rolled its transaction back.
        let mut connection = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let write = || {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let written = act(&transaction)?;
            transaction.commit()?;
            Ok(written)
        };
        write().map_err(|fault: Error| fault.of_store(&self.path))
    }
}
