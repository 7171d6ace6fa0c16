//! A cell of a row → the value that it is in Python.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int32Type};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyFloat, PyInt, PyString, PyTuple};

use crate::days::date;

/// The value: `None`, `str`, `float`, `int`, a day as ISO 8601 or, for lists, a `tuple` of these.
///
/// # Errors
/// Where the column is of a type that rows do not have.
pub fn cell<'py>(py: Python<'py>, column: &ArrayRef, row: usize) -> PyResult<Bound<'py, PyAny>> {
    if column.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    Ok(match column.data_type() {
        DataType::Utf8 => PyString::new(py, column.as_string::<i32>().value(row)).into_any(),
        DataType::Float64 => PyFloat::new(py, column.as_primitive::<Float64Type>().value(row)).into_any(),
        DataType::Int32 => PyInt::new(py, column.as_primitive::<Int32Type>().value(row)).into_any(),
        DataType::Date32 => {
            let days = column.as_primitive::<Date32Type>().value(row);
            PyString::new(py, &date(days).to_string()).into_any()
        }
        DataType::List(_) => {
            let list = column.as_list::<i32>().value(row);
            let values: PyResult<Vec<_>> = (0..list.len()).map(|place| cell(py, &list, place)).collect();
            PyTuple::new(py, values?)?.into_any()
        }
        other => return Err(PyTypeError::new_err(format!("no value of rows is of type {other}"))),
    })
}
