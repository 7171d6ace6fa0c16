//! The rows of many articles, as Python holds them.

use std::sync::Arc;

use arrow_array::{RecordBatch, StructArray};
use arrow_schema::{ArrowError, DataType, Field, FieldRef, SchemaRef};
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use pyo3_arrow::error::PyArrowResult;
use pyo3_arrow::ffi::{ArrayIterator, to_schema_pycapsule, to_stream_pycapsule};

use crate::articles::Fault;
use crate::cells::cell;
use crate::columns;
use crate::run::Found;

/// Rows in columns of Arrow, and the articles that gave none for a fault.
#[pyclass(frozen, module = "udsagn._native")]
pub struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    /// How many rows stand before each batch, and at last before the end.
    starts: Vec<usize>,
    faults: Vec<Fault>,
    unread: Vec<Fault>,
    articles: usize,
}

impl Table {
    /// What a run has found.
    pub fn new(found: Found) -> Self {
        let mut starts = vec![0];
        starts.extend(found.batches.iter().scan(0, |rows, batch| {
            *rows += batch.num_rows();
            Some(*rows)
        }));
        let Found { batches, faults, unread, articles } = found;
        Self { schema: columns::schema(), batches, starts, faults, unread, articles }
    }

    fn rows(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }
}

fn told(faults: &[Fault]) -> Vec<(usize, String, String)> {
    faults.iter().map(|fault| (fault.number, fault.article.clone(), fault.message.clone())).collect()
}

#[pymethods]
impl Table {
    /// The rows as an Arrow C stream.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyArrowResult<Bound<'py, PyCapsule>> {
        let fields = self.schema.fields().clone();
        let field: FieldRef = Arc::new(Field::new("", DataType::Struct(fields), false));
        let arrays = self.batches.clone().into_iter().map(|batch| {
            let array: arrow_array::ArrayRef = Arc::new(StructArray::from(batch));
            Ok::<_, ArrowError>(array)
        });
        to_stream_pycapsule(py, Box::new(ArrayIterator::new(arrays, field)), requested_schema)
    }

    /// The types of the columns as an Arrow C schema.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyArrowResult<Bound<'py, PyCapsule>> {
        to_schema_pycapsule(py, self.schema.as_ref())
    }

    fn __len__(&self) -> usize {
        self.rows()
    }

    /// The values of a row, from 0, in the order of the columns.
    fn row<'py>(&self, py: Python<'py>, row: usize) -> PyResult<Bound<'py, PyTuple>> {
        if row >= self.rows() {
            return Err(PyIndexError::new_err("no such row"));
        }
        let place = self.starts.partition_point(|start| *start <= row) - 1;
        let within = row - self.starts[place];
        let cells: PyResult<Vec<_>> =
            self.batches[place].columns().iter().map(|column| cell(py, column, within)).collect();
        PyTuple::new(py, cells?)
    }

    /// Articles that could not be read: number, id, and what is wrong.
    #[getter]
    fn faults(&self) -> Vec<(usize, String, String)> {
        told(&self.faults)
    }

    /// Days of publication that could not be read: the article's number and id, and the day as given.
    #[getter]
    fn unread(&self) -> Vec<(usize, String, String)> {
        told(&self.unread)
    }

    /// How many articles were read or should have been.
    #[getter]
    fn articles(&self) -> usize {
        self.articles
    }
}
