//! The types of the row's fields in Arrow, for Parquet and for what hands rows to other programs in memory.

use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema};

use super::Column;

/// The schema of a table with these columns. Fields that may be unknown are nullable.
pub fn schema(columns: &[&Column]) -> Schema {
    Schema::new(columns.iter().map(|column| field(column.name)).collect::<Vec<_>>())
}

fn field(name: &str) -> Field {
    let number = || Arc::new(Field::new("item", DataType::Int32, false));
    let span = || DataType::List(number());
    let (data, may_be_null) = match name {
        "confidence" => (DataType::Float64, false),
        "published" => (DataType::Date32, true),
        "appearances" => (DataType::Int32, true),
        "state" | "note" | "evidence" | "origin" | "first_published" | "first_source" => (DataType::Utf8, true),
        "parts" => (DataType::List(Arc::new(Field::new("item", span(), false))), false),
        "mention_span" | "cue_span" => (span(), true),
        "warnings" => (DataType::List(Arc::new(Field::new("item", DataType::Utf8, false))), false),
        "title" | "url" | "source" | "speaker_role" | "speaker_kind" | "mention" | "cue" | "via" | "stance_target"
        | "date_text" | "resolution" | "link" => (DataType::Utf8, true),
        _ => (DataType::Utf8, false),
    };
    Field::new(name, data, may_be_null)
}
