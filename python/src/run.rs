//! Several threads over the pieces of an input; rows and faults in the order of the input.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};
use arrow_select::concat::concat_batches;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use udsagn::{Article, Statement};

use crate::articles::{Fault, Piece};
use crate::columns;

/// Pieces under way, for each thread.
const AHEAD: usize = 4;
/// How often Python may interrupt.
const PATIENCE: Duration = Duration::from_millis(100);
/// Batches are put together until they hold so many rows …
const ROWS: usize = 16_384;
/// … or so many bytes.
const BYTES: usize = 128 << 20;

/// What the caller asks for.
pub struct Wanted {
    /// Rows of lower confidence are left out.
    pub min_confidence: f64,
    /// Threads that analyse.
    pub threads: usize,
    /// The first article that cannot be read ends it.
    pub stop: bool,
    /// Asked from time to time, without the GIL; its error ends it.
    pub interrupted: fn() -> PyResult<()>,
}

/// Gives the articles, piece by piece.
pub trait Source: Send {
    /// The next piece; nothing at the end. Called without the GIL.
    ///
    /// # Errors
    /// Where the input breaks off.
    fn next(&mut self) -> PyResult<Option<Piece>>;
}

/// What was found.
#[derive(Default)]
pub struct Found {
    /// The rows.
    pub batches: Vec<RecordBatch>,
    /// Articles that could not be read.
    pub faults: Vec<Fault>,
    /// Days of publication that could not.
    pub unread: Vec<Fault>,
    /// How many articles there were, those that could not be read among them.
    pub articles: usize,
}

/// Rows, faults and days of one piece.
#[derive(Default)]
struct Done {
    batches: Vec<RecordBatch>,
    faults: Vec<Fault>,
    unread: Vec<Fault>,
}

type Analyse<'a> = dyn Fn(&Article, &str) -> Vec<Statement> + Sync + 'a;

/// Analyses all articles. Call it without the GIL.
///
/// # Errors
/// What the source or a signal raises; or where threads cannot be started.
pub fn run(source: &mut dyn Source, wanted: &Wanted, analyse: &Analyse) -> PyResult<Found> {
    let schema = columns::schema();
    let (send_work, work) = channel();
    let (send_done, done) = channel();
    let work = Mutex::new(work);
    let mut found = Found::default();
    let parts = thread::scope(|scope| {
        for _ in 0..wanted.threads.max(1) {
            let (work, schema, send_done) = (&work, &schema, send_done.clone());
            let labour = move || labour(work, wanted, schema, analyse, &send_done);
            thread::Builder::new().spawn_scoped(scope, labour).map_err(|cause| {
                PyRuntimeError::new_err(format!("no thread could be started: {cause}; try fewer threads"))
            })?;
        }
        // The threads end when nobody can send them work any more.
        let (send_work, send_done) = (send_work, send_done);
        drop(send_done);
        lead(source, wanted, &send_work, &done, &mut found)
    })?;
    found.batches = joined(parts, &schema).map_err(broken)?;
    found.faults.sort();
    found.unread.sort();
    Ok(found)
}

fn broken(fault: ArrowError) -> PyErr {
    PyRuntimeError::new_err(format!("the rows do not fit their columns: {fault}"))
}

/// Hands out pieces and takes back what came of them, in their order.
fn lead(
    source: &mut dyn Source,
    wanted: &Wanted,
    work: &Sender<(usize, Piece)>,
    done: &Receiver<(usize, Result<Done, ArrowError>)>,
    found: &mut Found,
) -> PyResult<BTreeMap<usize, Vec<RecordBatch>>> {
    let mut parts = BTreeMap::new();
    let (mut sent, mut back, mut goes_on) = (0, 0, true);
    let mut asked = Instant::now();
    loop {
        // By the clock, not only while nothing comes back: something always may.
        if asked.elapsed() >= PATIENCE {
            (wanted.interrupted)()?;
            asked = Instant::now();
        }
        while goes_on && sent - back < wanted.threads.max(1) * AHEAD {
            let Some(piece) = source.next()? else {
                goes_on = false;
                break;
            };
            found.articles += piece.len();
            work.send((sent, piece)).map_err(|_| PyRuntimeError::new_err("the threads broke down"))?;
            sent += 1;
        }
        if sent == back {
            return Ok(parts);
        }
        match done.recv_timeout(PATIENCE) {
            Ok((place, piece)) => {
                let piece = piece.map_err(broken)?;
                back += 1;
                found.faults.extend(piece.faults);
                found.unread.extend(piece.unread);
                parts.insert(place, piece.batches);
                goes_on &= !wanted.stop || found.faults.is_empty();
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(PyRuntimeError::new_err("the threads broke down")),
        }
    }
}

fn labour(
    work: &Mutex<Receiver<(usize, Piece)>>,
    wanted: &Wanted,
    schema: &SchemaRef,
    analyse: &Analyse,
    done: &Sender<(usize, Result<Done, ArrowError>)>,
) {
    loop {
        let received = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((place, piece)) = received else { return };
        if done.send((place, finish(&piece, wanted, schema, analyse))).is_err() {
            return;
        }
    }
}

fn finish(piece: &Piece, wanted: &Wanted, schema: &SchemaRef, analyse: &Analyse) -> Result<Done, ArrowError> {
    let mut done = Done::default();
    let mut rows = Vec::new();
    for row in 0..piece.len() {
        let fault = |message| Fault { number: piece.first + row, article: piece.id(row), message };
        let (read, unread) = piece.read(row);
        let statements = read.and_then(|(article, text)| {
            // A fault of the program in one article must not cost the others.
            catch_unwind(AssertUnwindSafe(|| analyse(&article, text)))
                .map_err(|_| "could not be analysed: this is a fault of the program".to_owned())
        });
        match statements {
            Ok(statements) => {
                rows.extend(statements.into_iter().filter(|row| row.confidence >= wanted.min_confidence));
                done.unread.extend(unread.map(fault));
            }
            Err(message) => done.faults.push(fault(message)),
        }
    }
    done.batches = columns::batches(&rows, schema)?;
    Ok(done)
}

/// Few large batches of many small ones.
fn joined(parts: BTreeMap<usize, Vec<RecordBatch>>, schema: &SchemaRef) -> Result<Vec<RecordBatch>, ArrowError> {
    let mut joined = Vec::new();
    let (mut waiting, mut rows, mut bytes) = (Vec::new(), 0, 0);
    for batch in parts.into_values().flatten() {
        let own = batch.get_array_memory_size();
        if !waiting.is_empty() && (rows + batch.num_rows() > ROWS || bytes + own > BYTES) {
            joined.push(concat_batches(schema, &waiting)?);
            waiting.clear();
            (rows, bytes) = (0, 0);
        }
        rows += batch.num_rows();
        bytes += own;
        waiting.push(batch);
    }
    if !waiting.is_empty() {
        joined.push(concat_batches(schema, &waiting)?);
    }
    Ok(joined)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::articles::{Held, Object};
    use crate::names::Fields;

    /// Pieces of ten articles that cannot be read for want of a text, each with its number as id.
    struct Empty(usize);

    impl Source for Empty {
        fn next(&mut self) -> PyResult<Option<Piece>> {
            let Some(left) = self.0.checked_sub(1) else { return Ok(None) };
            self.0 = left;
            let empty = || Object { text: Err("it has no text".to_owned()), fields: Fields::NONE };
            let objects = (0..10).map(|_| empty()).collect();
            Ok(Some(Piece { first: (99 - left) * 10, held: Held::Objects(objects) }))
        }
    }

    #[test]
    fn faults_come_in_the_order_of_the_input() {
        let wanted = Wanted { min_confidence: 0.0, threads: 3, stop: false, interrupted: || Ok(()) };
        let found = run(&mut Empty(100), &wanted, &|_, _| Vec::new()).expect("runs");
        assert_eq!(found.articles, 1000);
        assert_eq!(found.faults.iter().map(|fault| fault.number).collect::<Vec<_>>(), (0..1000).collect::<Vec<_>>());
    }

    #[test]
    fn the_first_fault_ends_it_where_it_should() {
        let wanted = Wanted { min_confidence: 0.0, threads: 2, stop: true, interrupted: || Ok(()) };
        let found = run(&mut Empty(100), &wanted, &|_, _| Vec::new()).expect("runs");
        assert_eq!(found.faults[0].number, 0);
        assert!(found.articles < 1000);
    }
}
