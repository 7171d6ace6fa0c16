//! What Python hands over → a source of articles.

use pyo3::prelude::*;
use pyo3_arrow::input::AnyArray;

use crate::batches::Batches;
use crate::names::Names;
use crate::objects::Objects;
use crate::run::Source;

/// The articles of an object of Arrow, or of an iterable.
///
/// # Errors
/// `TypeError` or `KeyError` where it holds no articles that can be read.
pub fn source(given: &Bound<'_, PyAny>, names: &Names) -> PyResult<Box<dyn Source>> {
    if given.hasattr("__arrow_c_stream__")? || given.hasattr("__arrow_c_array__")? {
        let reader = given.extract::<AnyArray>()?.into_reader()?;
        return Ok(Box::new(Batches::new(reader, names)?));
    }
    Ok(Box::new(Objects::new(given, names)?))
}
