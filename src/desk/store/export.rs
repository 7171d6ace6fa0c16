//! Statements of a filter → articles with their rows, for any format of output.

use rusqlite::Connection;

use super::record::Record;
use super::{Entry, Filter, filter, read};
use crate::article::Article;
use crate::error::Result;
use crate::statement::{Review, Statement};

/// See [`super::Store::export`].
pub(super) fn export(
    connection: &Connection,
    filter: &Filter,
    take: &mut dyn FnMut(&Article, &[Statement]) -> Result<()>,
) -> Result<()> {
    for (article, numbers) in filter::numbers(connection, filter)? {
        let Some(article) = read::bare_article(connection, article)? else { continue };
        let records = numbers.into_iter().filter_map(|number| Record::load(connection, number).transpose());
        let records: Vec<Record> = records.collect::<Result<_>>()?;
        let rows: Vec<_> = read::entries(connection, records)?.into_iter().map(reviewed).collect();
        take(&article, &rows)?;
    }
    Ok(())
}

/// The row of a statement with what people have made of it.
fn reviewed(entry: Entry) -> Statement {
    let mut row = entry.row;
    let (appearances, first_published, first_source) = match entry.same {
        Some(same) => (same.appearances, same.first_day, same.first_source),
        None => {
            let source = row.source.clone().filter(|source| !source.is_empty());
            (1, row.published.clone().unwrap_or_default(), source.unwrap_or_else(|| row.article.clone()))
        }
    };
    row.review = Some(Box::new(Review {
        origin: entry.origin,
        state: entry.state,
        note: entry.note,
        evidence: entry.evidence,
        appearances,
        first_published,
        first_source,
    }));
    row
}
