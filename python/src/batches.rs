//! Columns and arrays of Arrow → pieces of articles. The texts stay where they are.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef};
use arrow_cast::cast;
use arrow_schema::{ArrowError, DataType};
use pyo3::exceptions::{PyKeyError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3_arrow::ffi::ArrayReader;

use crate::articles::{ARTICLES, BYTES, Columns, Held, Piece};
use crate::names::{Fields, Names};
use crate::run::Source;

/// Articles in the columns of batches, or in an array of texts alone.
pub struct Batches {
    reader: Box<dyn ArrayReader + Send>,
    /// Places of the columns; nothing where the texts stand alone.
    places: Option<Places>,
    /// Columns that are not all handed on, and the row that is next.
    current: Option<(Columns, usize)>,
    /// How many articles were handed on.
    number: usize,
}

struct Places {
    text: usize,
    fields: Fields<usize>,
}

fn is_text(data: &DataType) -> bool {
    match data {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

impl Batches {
    /// # Errors
    /// `TypeError` or `KeyError` where it holds no texts.
    pub fn new(reader: Box<dyn ArrayReader + Send>, names: &Names) -> PyResult<Self> {
        let field = reader.field();
        let places = match field.data_type() {
            DataType::Struct(fields) => Some(Places::of(fields, names)?),
            data if is_text(data) => None,
            other => {
                let message = format!("texts must be strings, or a table with a column of strings; this is {other}");
                return Err(PyTypeError::new_err(message));
            }
        };
        Ok(Self { reader, places, current: None, number: 0 })
    }
}

impl Places {
    fn of(fields: &arrow_schema::Fields, names: &Names) -> PyResult<Self> {
        let found = |told: &Option<String>, own: &str| -> PyResult<Option<usize>> {
            let name = told.as_deref().unwrap_or(own);
            let place = fields.iter().position(|field| field.name() == name);
            match (told, place) {
                (Some(name), None) => {
                    let known = fields.iter().map(|field| field.name().as_str()).collect::<Vec<_>>().join(", ");
                    Err(PyKeyError::new_err(format!("no column {name:?}; there are {known}")))
                }
                _ => Ok(place),
            }
        };
        let text = found(&names.text, "text")?;
        let text = text.ok_or_else(|| {
            let known = fields.iter().map(|field| field.name().as_str()).collect::<Vec<_>>().join(", ");
            PyKeyError::new_err(format!("no column \"text\"; name the one that holds the texts: {known}"))
        })?;
        let data = fields[text].data_type();
        if !is_text(data) {
            let message = format!("the column {:?} must hold strings, and holds {data}", fields[text].name());
            return Err(PyTypeError::new_err(message));
        }
        Ok(Self { text, fields: names.fields(found)? })
    }

    fn columns(&self, batch: ArrayRef) -> Result<Columns, ArrowError> {
        let table = batch.as_struct();
        let words = |place: Option<usize>| place.map(|place| strings(table.column(place))).transpose();
        let fields = Fields {
            id: words(self.fields.id)?,
            title: words(self.fields.title)?,
            url: words(self.fields.url)?,
            source: words(self.fields.source)?,
            published: self.fields.published.map(|place| days(table.column(place))).transpose()?,
        };
        Ok(Columns { text: strings(table.column(self.text))?, fields, rows: batch })
    }
}

/// Strings stand as they are; numbers and codes are written out.
fn strings(array: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    match array.data_type() {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Ok(ArrayRef::clone(array)),
        _ => cast(array, &DataType::Utf8),
    }
}

/// Days, of dates and times; others as strings.
fn days(array: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    match array.data_type() {
        DataType::Date32 => Ok(ArrayRef::clone(array)),
        // Of a time with a zone the day as it is there: the words have it.
        DataType::Timestamp(_, Some(_)) => cast(array, &DataType::Utf8),
        DataType::Date64 | DataType::Timestamp(_, None) => cast(array, &DataType::Date32),
        _ => strings(array),
    }
}

impl Source for Batches {
    fn next(&mut self) -> PyResult<Option<Piece>> {
        let broken = |fault: ArrowError| PyValueError::new_err(format!("the input cannot be read: {fault}"));
        loop {
            if let Some((columns, start)) = self.current.take() {
                let (mut end, mut bytes) = (start, 0);
                while end < columns.text.len() && end - start < ARTICLES && bytes < BYTES {
                    bytes += columns.bytes(end);
                    end += 1;
                }
                if end > start {
                    let piece = Piece { first: self.number, held: Held::Columns(columns.clone(), start..end) };
                    self.number += end - start;
                    self.current = Some((columns, end));
                    return Ok(Some(piece));
                }
            }
            let Some(batch) = self.reader.next() else { return Ok(None) };
            let batch = batch.map_err(broken)?;
            let columns = match &self.places {
                Some(places) => places.columns(batch),
                None => strings(&batch).map(|text| Columns { text, fields: Fields::NONE, rows: batch }),
            };
            self.current = Some((columns.map_err(broken)?, 0));
        }
    }
}
