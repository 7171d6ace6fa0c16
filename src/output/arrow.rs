//! The types of the row's fields in Arrow, for Parquet and for what hands rows to other programs in memory.

use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema};

use super::{Column, Data};

/// The schema of a table with these columns. Fields that may be unknown are nullable.
pub fn schema(columns: &[&Column]) -> Schema {
    Schema::new(columns.iter().map(|column| field(column)).collect::<Vec<_>>())
}

fn field(column: &Column) -> Field {
    let list = |item| DataType::List(Arc::new(Field::new("item", item, false)));
    let span = || list(DataType::Int32);
    let data = match column.data {
        Data::Words => DataType::Utf8,
        Data::List => list(DataType::Utf8),
        Data::Share => DataType::Float64,
        Data::Count => DataType::Int32,
        Data::Date => DataType::Date32,
        Data::Span => span(),
        Data::Spans => list(span()),
    };
    Field::new(column.name, data, column.is_nullable)
}
