//! Statements of a filter → any format of output.

use rusqlite::Connection;

use super::{Filter, filter, read, record::Record};
use crate::error::{Error, Result};
use crate::output::Writer;

/// See [`super::Store::export`].
pub(super) fn export(connection: &Connection, filter: &Filter, writer: &mut dyn Writer) -> Result<()> {
    for (article, numbers) in filter::numbers(connection, filter)? {
        let Some(article) = read::bare_article(connection, article)? else { continue };
        let records = numbers.into_iter().filter_map(|number| Record::load(connection, number).transpose());
        let records: Vec<Record> = records.collect::<Result<_>>()?;
        let rows: Vec<_> = read::entries(connection, records)?.into_iter().map(|entry| entry.row).collect();
        // The caller knows where the bytes go.
        let unwritten = |cause| Error::Write { path: Default::default(), cause };
        writer.write(&article, &rows).map_err(unwritten)?;
    }
    Ok(())
}
