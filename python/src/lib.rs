//! What the Python package is made of underneath: articles from Arrow or Python strings → rows in Arrow.
//!
//! `package/udsagn/` is what people import; it gives this module's functions their defaults, types and errors.

mod articles;
mod batches;
mod cells;
mod columns;
mod days;
mod input;
mod names;
mod objects;
mod run;
mod table;

use std::sync::{LazyLock, OnceLock};

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use udsagn::analysis::{Analyser, Analysers};
use udsagn::output::COLUMNS;
use udsagn::{Article, Language};

use names::Names;
use run::Wanted;
use table::Table;

/// The analysers of `language`, or, where there is none, those of each article's own; loaded once.
fn analysers(language: Option<&str>) -> PyResult<&'static Analysers> {
    // The first is for each article's own, then one for each language.
    static LOADED: LazyLock<Vec<OnceLock<Analysers>>> =
        LazyLock::new(|| (0..=Language::all().count()).map(|_| OnceLock::new()).collect());
    let fault = |fault: udsagn::Error| PyValueError::new_err(fault.to_string());
    let (cell, language) = match language {
        None => (&LOADED[0], None),
        Some(code) => {
            let known = || Language::all().map(Language::code).collect::<Vec<_>>().join(", ");
            let unknown = || PyValueError::new_err(format!("no such language: {code:?}; there are {}", known()));
            let language = Language::named(code).ok_or_else(unknown)?;
            (&LOADED[1 + language.place()], Some(language))
        }
    };
    if let Some(loaded) = cell.get() {
        return Ok(loaded);
    }
    let loaded = match language {
        None => Analysers::any(Analyser::new().map_err(fault)?),
        Some(language) => Analysers::one(Analyser::of(language).map_err(fault)?),
    };
    Ok(cell.get_or_init(|| loaded))
}

/// The day that a date of publication names, ISO 8601; nothing where it names none.
#[pyfunction]
fn day(value: &str) -> Option<String> {
    udsagn::article::published::day(value).map(|day| day.to_string())
}

/// The names of the columns, in the order of the row.
#[pyfunction]
fn fields(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
    PyTuple::new(py, COLUMNS.iter().map(|column| column.name))
}

/// The rows of many articles; see `udsagn.extract_many`.
///
/// `articles` is an object with `__arrow_c_stream__` or `__arrow_c_array__`, or else an iterable of `str` and of mappings.
/// With `stop` the first article that cannot be read ends it: the table's `faults` then hold that one, and rows may miss.
#[pyfunction]
#[pyo3(signature = (articles, names, language, min_confidence, threads, stop))]
fn extract_many(
    py: Python<'_>,
    articles: &Bound<'_, PyAny>,
    names: Names,
    language: Option<&str>,
    min_confidence: f64,
    threads: usize,
    stop: bool,
) -> PyResult<Table> {
    let analysers = analysers(language)?;
    let mut source = input::source(articles, &names)?;
    let interrupted = || Python::attach(|py| py.check_signals());
    let wanted = Wanted { min_confidence, threads, stop, interrupted };
    let analyse = move |article: &Article, text: &str| analysers.analyse_text(article, text);
    let found = py.detach(|| run::run(&mut *source, &wanted, &analyse))?;
    Ok(Table::new(found))
}

/// See the package's own documentation.
#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Table>()?;
    module.add_function(wrap_pyfunction!(day, module)?)?;
    module.add_function(wrap_pyfunction!(fields, module)?)?;
    module.add_function(wrap_pyfunction!(extract_many, module)?)?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))
}
