//! Rows → columns of Arrow, in the order and with the types of [`udsagn::output::arrow`].

use std::sync::Arc;

use arrow_array::builder::{Int32Builder, ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, Date32Array, Float64Array, RecordBatch, StringArray};
use arrow_schema::{ArrowError, DataType, Field, FieldRef, SchemaRef};
use udsagn::Statement;
use udsagn::output::COLUMNS;

use crate::days::count;

/// A batch holds so many bytes of claims and contexts, if more than one row: a column of Arrow's short strings has no room
/// for more than 2 GiB.
const BATCH_BYTES: usize = 256 << 20;

/// The schema of the rows.
pub fn schema() -> SchemaRef {
    let columns: Vec<_> = COLUMNS.iter().collect();
    Arc::new(udsagn::output::arrow::schema(&columns))
}

/// The rows in as few batches as they go into; none where there are no rows.
///
/// # Errors
/// Where a column does not fit the schema, which is a fault of the program.
pub fn batches(rows: &[Statement], schema: &SchemaRef) -> Result<Vec<RecordBatch>, ArrowError> {
    let mut batches = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (place, row) in rows.iter().enumerate() {
        let own = row.claim.len() + row.context.len();
        if bytes + own > BATCH_BYTES && place > start {
            batches.push(batch(&rows[start..place], schema)?);
            (start, bytes) = (place, 0);
        }
        bytes += own;
    }
    if start < rows.len() {
        batches.push(batch(&rows[start..], schema)?);
    }
    Ok(batches)
}

fn batch(rows: &[Statement], schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let columns: Result<Vec<ArrayRef>, ArrowError> = schema.fields().iter().map(|field| column(field, rows)).collect();
    RecordBatch::try_new(Arc::clone(schema), columns?)
}

fn column(field: &Field, rows: &[Statement]) -> Result<ArrayRef, ArrowError> {
    let texts =
        |of: fn(&Statement) -> &str| -> ArrayRef { Arc::new(StringArray::from_iter_values(rows.iter().map(of))) };
    let maybe =
        |of: fn(&Statement) -> Option<&str>| -> ArrayRef { Arc::new(StringArray::from_iter(rows.iter().map(of))) };
    Ok(match field.name().as_str() {
        "claim" => texts(|row| &row.claim),
        "speaker" => texts(|row| &row.speaker),
        "stance" => texts(|row| row.stance.as_str()),
        "date" => texts(|row| &row.date),
        "kind" => texts(|row| row.kind.as_str()),
        "act" => texts(|row| row.act.as_str()),
        "stance_target" => maybe(|row| row.stance_target.as_deref()),
        "speaker_role" => maybe(|row| row.speaker_role.as_deref()),
        "speaker_kind" => maybe(|row| row.speaker_kind.map(|kind| kind.as_str())),
        "mention" => maybe(|row| row.mention.as_deref()),
        "cue" => maybe(|row| row.cue.as_deref()),
        "via" => maybe(|row| row.via.as_deref()),
        "date_text" => maybe(|row| row.date_text.as_deref()),
        "section" => texts(|row| row.section.as_str()),
        "context" => texts(|row| &row.context),
        "article" => texts(|row| &row.article),
        "title" => maybe(|row| row.title.as_deref()),
        "url" => maybe(|row| row.url.as_deref()),
        "source" => maybe(|row| row.source.as_deref()),
        "published" => Arc::new(Date32Array::from_iter(rows.iter().map(|row| days(row.published.as_deref())))),
        "parts" => Arc::new(parts(field, rows)),
        "mention_span" => Arc::new(spans(field, rows.iter().map(|row| row.mention_span))),
        "cue_span" => Arc::new(spans(field, rows.iter().map(|row| row.cue_span))),
        "rule" => texts(|row| &row.rule),
        "resolution" => maybe(|row| row.resolution.as_deref()),
        "confidence" => Arc::new(Float64Array::from_iter_values(rows.iter().map(|row| row.confidence))),
        "warnings" => Arc::new(warnings(field, rows)),
        "id" => texts(|row| &row.id),
        "link" => maybe(|row| row.link.as_deref()),
        "language" => texts(|row| &row.language),
        other => return Err(ArrowError::SchemaError(format!("nothing fills the column {other}"))),
    })
}

/// Days after 1970-01-01 of a day in ISO 8601.
fn days(day: Option<&str>) -> Option<i32> {
    Some(count(day?.parse().ok()?))
}

/// What the lists of a column hold.
fn item(field: &Field) -> FieldRef {
    match field.data_type() {
        DataType::List(item) => Arc::clone(item),
        other => Arc::new(Field::new("item", other.clone(), false)),
    }
}

/// No text is longer than 2 GiB.
fn offset(at: usize) -> i32 {
    i32::try_from(at).unwrap_or(i32::MAX)
}

fn spans(field: &Field, spans: impl Iterator<Item = Option<[usize; 2]>>) -> arrow_array::ListArray {
    let mut lists = ListBuilder::new(Int32Builder::new()).with_field(item(field));
    for span in spans {
        let is_known = span.is_some();
        span.into_iter().flatten().for_each(|at| lists.values().append_value(offset(at)));
        lists.append(is_known);
    }
    lists.finish()
}

fn parts(field: &Field, rows: &[Statement]) -> arrow_array::ListArray {
    let pair = item(field);
    let inner = ListBuilder::new(Int32Builder::new()).with_field(item(&pair));
    let mut lists = ListBuilder::new(inner).with_field(pair);
    for row in rows {
        for part in &row.parts {
            part.iter().for_each(|at| lists.values().values().append_value(offset(*at)));
            lists.values().append(true);
        }
        lists.append(true);
    }
    lists.finish()
}

fn warnings(field: &Field, rows: &[Statement]) -> arrow_array::ListArray {
    let mut lists = ListBuilder::new(StringBuilder::new()).with_field(item(field));
    for row in rows {
        row.warnings.iter().for_each(|warning| lists.values().append_value(warning));
        lists.append(true);
    }
    lists.finish()
}

#[cfg(test)]
mod tests {
    use udsagn::{Analyser, Article};

    use super::*;

    #[test]
    fn every_column_of_the_row_is_filled() {
        let article = Article::new("bro", "»Broen åbner i maj«, siger borgmester Ida Holm.");
        let rows = Analyser::new().expect("loads").analyse(&article);
        assert!(!rows.is_empty());
        let batches = batches(&rows, &schema()).expect("fits");
        assert_eq!(batches.iter().map(RecordBatch::num_rows).sum::<usize>(), rows.len());
        assert!(super::batches(&[], &schema()).expect("fits").is_empty());
    }

    #[test]
    fn no_batch_outgrows_a_column() {
        let article = Article::new("bro", "»Broen åbner i maj«, siger borgmester Ida Holm.");
        let mut row = Analyser::new().expect("loads").analyse(&article).remove(0);
        row.context = "x".repeat(BATCH_BYTES / 2 + 1);
        let rows = [row.clone(), row.clone(), row];
        let batches = batches(&rows, &schema()).expect("fits");
        assert_eq!(batches.iter().map(RecordBatch::num_rows).collect::<Vec<_>>(), [1, 1, 1]);
    }
}
