//! Strings and mappings of Python → pieces of articles. The strings stay Python's own.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyBytes, PyIterator, PyMapping, PyString};

use crate::articles::{ARTICLES, BYTES, Held, Object, Piece};
use crate::names::{Fields, Names};
use crate::run::Source;

/// The articles of an iterable.
pub struct Objects {
    /// Nothing once it is through.
    iterator: Option<Py<PyIterator>>,
    names: Names,
    /// How many articles were handed on.
    number: usize,
}

impl Objects {
    /// # Errors
    /// `TypeError` where it is no iterable of articles.
    pub fn new(given: &Bound<'_, PyAny>, names: &Names) -> PyResult<Self> {
        if given.is_instance_of::<PyString>() || given.is_instance_of::<PyBytes>() {
            return Err(PyTypeError::new_err("this is one text, not many; extract() takes one"));
        }
        if given.cast::<PyMapping>().is_ok() {
            return Err(PyTypeError::new_err("this is one mapping, not many; put it into a list"));
        }
        Ok(Self { iterator: Some(given.try_iter()?.unbind()), names: names.clone(), number: 0 })
    }
}

impl Source for Objects {
    fn next(&mut self) -> PyResult<Option<Piece>> {
        let Some(iterator) = &self.iterator else { return Ok(None) };
        let (objects, is_through) = Python::attach(|py| -> PyResult<_> {
            let mut iterator = iterator.bind(py).clone();
            let (mut objects, mut bytes) = (Vec::new(), 0);
            while objects.len() < ARTICLES && bytes < BYTES {
                let Some(item) = iterator.next() else { return Ok((objects, true)) };
                let object = object(&item?, &self.names)?;
                bytes += object.text.as_deref().map_or(0, str::len);
                objects.push(object);
            }
            Ok((objects, false))
        })?;
        if is_through {
            self.iterator = None;
        }
        let first = self.number;
        self.number += objects.len();
        Ok((!objects.is_empty()).then_some(Piece { first, held: Held::Objects(objects) }))
    }
}

fn object(item: &Bound<'_, PyAny>, names: &Names) -> PyResult<Object> {
    let alone = |text| Ok(Object { text, fields: Fields::NONE });
    if item.is_none() {
        return alone(Err("it is None".to_owned()));
    }
    if item.is_instance_of::<PyString>() {
        return alone(text(item));
    }
    let Ok(mapping) = item.cast::<PyMapping>() else {
        return alone(Err(format!("it is neither str nor a mapping: {}", item.get_type().name()?)));
    };
    let value = |told: &Option<String>, own: &str| -> PyResult<Option<Bound<'_, PyAny>>> {
        let name = told.as_deref().unwrap_or(own);
        if !mapping.contains(name)? {
            return Ok(None);
        }
        Ok(Some(mapping.get_item(name)?).filter(|value| !value.is_none()))
    };
    let missing = || Err(format!("no {:?} in it", names.text.as_deref().unwrap_or("text")));
    let text = value(&names.text, "text")?.map_or_else(missing, |value| text(&value));
    // A date or a time writes itself in ISO 8601.
    let fields = names.fields(|told, own| words(value(told, own)?))?;
    Ok(Object { text, fields })
}

/// The text, or why there is none.
fn text(item: &Bound<'_, PyAny>) -> Result<PyBackedStr, String> {
    let text = item.cast::<PyString>().map_err(|_| "its text is no str".to_owned())?;
    PyBackedStr::try_from(text.clone()).map_err(|_| "its text has half a surrogate pair, which is no letter".to_owned())
}

/// What an object is in words; nothing where these are blank or no letters.
fn words(value: Option<Bound<'_, PyAny>>) -> PyResult<Option<String>> {
    let Some(value) = value else { return Ok(None) };
    let words = value.str()?.to_string_lossy().into_owned();
    Ok((!words.trim().is_empty()).then_some(words))
}
