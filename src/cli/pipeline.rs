//! One reader, several workers, one writer: bounded, and in the order of the input.
//!
//! A batch may only be read when a ticket is free, and its ticket comes back when its rows are written. So neither
//! the channels nor the batches that wait for an earlier one ever hold more than there are tickets.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::messages::Messages;
use crate::article::{Article, Item, Notice};
use crate::error::{Error, Result, reason};
use crate::statement::Statement;

/// A batch is full with so many items …
const BATCH_ITEMS: usize = 64;
/// … or so many bytes of text.
const BATCH_BYTES: usize = 256 << 10;
/// Batches under way, for each worker.
const BATCHES: usize = 4;

/// What becomes of an [`Item`].
#[derive(Debug)]
pub(super) enum Done<R = Vec<Statement>> {
    /// An article and its rows, or whatever the analysis gives.
    Article(Article, R),
    /// See [`Item::Warning`].
    Warning(Notice),
    /// See [`Item::Note`].
    Note(Notice),
    /// See [`Item::Fault`].
    Fault(Error),
    /// An article on which the analysis broke down.
    Broken(Article, Error),
}

impl<R> Done<R> {
    /// The article and its rows; whatever else it is, is told.
    pub(super) fn or_tell(self, messages: &mut Messages) -> Option<(Article, R)> {
        match self {
            Done::Article(article, rows) => return Some((article, rows)),
            Done::Warning(notice) => messages.warning(&notice),
            Done::Note(notice) => messages.note(&notice),
            Done::Fault(fault) | Done::Broken(_, fault) => messages.fault(&fault),
        }
        None
    }
}

type Numbered<T> = (u64, Vec<T>);

/// Analyses all articles among `items` in `threads` threads and hands every outcome to `take`, in the order of the
/// items, on the calling thread.
///
/// # Errors
/// The first error of `take`, at once; or where threads cannot be started or the reading breaks down.
pub(super) fn run<I, A, R>(
    items: I,
    threads: usize,
    analyse: A,
    mut take: impl FnMut(Done<R>) -> Result<()>,
) -> Result<()>
where
    I: Iterator<Item = Item> + Send + 'static,
    A: Fn(&Article) -> R + Send + Sync + 'static,
    R: Send + 'static,
{
    let tickets = threads * BATCHES;
    let (give_ticket, take_ticket) = sync_channel(tickets);
    for _ in 0..tickets {
        give_ticket.send(()).map_err(|_| broken("nothing could be read"))?;
    }
    let (send_work, work) = sync_channel(tickets);
    let (send_done, done) = sync_channel(tickets);

    // No thread is waited for where `take` fails: the reader may hang on an input that gives nothing.
    let reader = start(move || read(items, &take_ticket, &send_work))?;
    let work = Arc::new(Mutex::new(work));
    let analyse = Arc::new(analyse);
    for _ in 0..threads {
        let (work, analyse, send_done) = (Arc::clone(&work), Arc::clone(&analyse), send_done.clone());
        start(move || labour(&work, &*analyse, &send_done))?;
    }
    drop(send_done);

    let mut next = 0;
    let mut early = BTreeMap::new();
    for (number, outcomes) in done {
        early.insert(number, outcomes);
        while let Some(outcomes) = early.remove(&next) {
            outcomes.into_iter().try_for_each(&mut take)?;
            next += 1;
            // The reader is through where it takes no more tickets.
            let _ = give_ticket.send(());
        }
    }
    reader.join().map_err(|_| broken("the reading broke down"))
}

fn start(thread: impl FnOnce() + Send + 'static) -> Result<thread::JoinHandle<()>> {
    thread::Builder::new()
        .spawn(thread)
        .map_err(|cause| Error::Usage(format!("--threads: no more could be started: {}; try fewer", reason(&cause))))
}

fn broken(what: &str) -> Error {
    Error::Usage(format!("{what}: this is a fault of the program"))
}

fn read(items: impl Iterator<Item = Item>, tickets: &Receiver<()>, work: &SyncSender<Numbered<Item>>) {
    let mut items = items.peekable();
    let mut number = 0;
    while tickets.recv().is_ok() && items.peek().is_some() {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while batch.len() < BATCH_ITEMS && bytes < BATCH_BYTES {
            let Some(item) = items.next() else { break };
            if let Item::Article(article) = &item {
                bytes += article.text.len();
            }
            batch.push(item);
        }
        if work.send((number, batch)).is_err() {
            return;
        }
        number += 1;
    }
}

fn labour<R>(
    work: &Mutex<Receiver<Numbered<Item>>>,
    analyse: &impl Fn(&Article) -> R,
    done: &SyncSender<Numbered<Done<R>>>,
) {
    loop {
        let received = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((number, items)) = received else {
            return;
        };
        let outcomes = items.into_iter().map(|item| outcome(item, analyse)).collect();
        if done.send((number, outcomes)).is_err() {
            return;
        }
    }
}

fn outcome<R>(item: Item, analyse: &impl Fn(&Article) -> R) -> Done<R> {
    match item {
        // A fault of the program in one article must not cost the others.
        Item::Article(article) => match catch_unwind(AssertUnwindSafe(|| analyse(&article))) {
            Ok(rows) => Done::Article(article, rows),
            Err(_) => {
                let message = "could not be analysed: this is a fault of the program".into();
                let fault = Error::Input { place: article.id.clone(), message };
                Done::Broken(article, fault)
            }
        },
        Item::Warning(notice) => Done::Warning(notice),
        Item::Note(notice) => Done::Note(notice),
        Item::Fault(fault) => Done::Fault(fault),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;
    use crate::output::tests::bare;

    fn articles(count: usize) -> impl Iterator<Item = Item> + Send + 'static {
        (0..count).map(|number| match number % 100 {
            99 => Item::Fault(Error::Usage(number.to_string())),
            _ => Item::Article(Article::new(number.to_string(), "Tekst.")),
        })
    }

    fn row(article: &Article) -> Vec<Statement> {
        let mut row = bare();
        row.article = article.id.clone();
        vec![row]
    }

    /// What comes out of `count` items, each by its number.
    fn outcomes(count: usize, threads: usize, analyse: fn(&Article) -> Vec<Statement>) -> Vec<String> {
        let mut seen = Vec::new();
        run(articles(count), threads, analyse, |outcome| {
            seen.push(match outcome {
                Done::Article(_, rows) => rows[0].article.clone(),
                Done::Fault(fault) | Done::Broken(_, fault) => fault.to_string(),
                other => panic!("{other:?}"),
            });
            Ok(())
        })
        .expect("runs");
        seen
    }

    #[test]
    fn order_is_that_of_the_input() {
        let expected: Vec<String> = (0..2000).map(|number| number.to_string()).collect();
        for threads in [1, 2, 7] {
            let slow_start = |article: &Article| {
                if article.id == "0" {
                    thread::sleep(Duration::from_millis(50));
                }
                row(article)
            };
            assert_eq!(outcomes(2000, threads, slow_start), expected);
        }
        assert!(outcomes(0, 3, row).is_empty());
    }

    #[test]
    fn reading_does_not_run_ahead() {
        let ahead = Arc::new(AtomicUsize::new(0));
        let most = Arc::new(AtomicUsize::new(0));
        let (read, seen) = (Arc::clone(&ahead), Arc::clone(&most));
        let items = articles(20_000).inspect(move |_| {
            seen.fetch_max(read.fetch_add(1, Ordering::SeqCst), Ordering::SeqCst);
        });
        run(items, 2, row, |_| {
            ahead.fetch_sub(1, Ordering::SeqCst);
            Ok(())
        })
        .expect("runs");
        let limit = (2 * BATCHES + 1) * BATCH_ITEMS;
        assert!(most.load(Ordering::SeqCst) <= limit, "{most:?} of {limit}");
    }

    #[test]
    fn a_breakdown_costs_one_article() {
        let seen = outcomes(300, 2, |article| {
            assert_ne!(article.id, "7", "on purpose");
            row(article)
        });
        assert_eq!(seen.len(), 300);
        assert_eq!(seen[6], "6");
        assert!(seen[7].starts_with("7: could not be analysed"), "{}", seen[7]);
        assert_eq!(seen[8], "8");
    }

    #[test]
    fn a_failing_writer_ends_it() {
        let endless = std::iter::repeat_with(|| Item::Article(Article::new("a", "Tekst.")));
        let mut taken = 0;
        let ended = run(endless, 2, row, |_| {
            taken += 1;
            if taken == 100 { Err(broken("full")) } else { Ok(()) }
        });
        assert!(ended.is_err_and(|fault| fault.to_string().contains("full")));
        assert_eq!(taken, 100);
    }
}
