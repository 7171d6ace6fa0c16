//! What a run of `udsagn extract` writes and counts, with or without a journal to go on from.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::fault_file::{Fault, FaultFile};
use super::journal::{Checkpoint, Journal, Position, Settings};
use super::messages::Messages;
use super::pipeline::Done;
use super::summary::Summary;
use super::{Result, Status};
use crate::article::{Article, Item, Notice};
use crate::error::Error;
use crate::output::{Format, Options, Output, Trouble, beside, waiting};

/// The file beside an output that tells how much of it is done: `rows.csv.journal`.
///
/// # Errors
/// [`Error::Write`] where `output` names no file.
pub(super) fn journal_of(output: &Path) -> Result<PathBuf> {
    beside(output, "", ".journal")
}

/// A batch under way.
#[derive(Debug)]
pub(super) struct Batch {
    /// None where an earlier run already gave it its name.
    output: Option<Output>,
    fault_file: Option<FaultFile>,
    messages: Messages,
    summary: Summary,
    resuming: Option<Resuming>,
}

/// What a later run needs.
#[derive(Debug)]
struct Resuming {
    journal: Journal,
    position: Position,
    /// Those since the last checkpoint.
    faults: Vec<Fault>,
}

/// Where the rows of a batch go that can be resumed, and what determines them.
pub(super) struct Resumable<'a> {
    pub path: &'a Path,
    pub format: &'static Format,
    pub options: &'a Options,
    pub settings: Settings,
}

impl Batch {
    /// A batch that is done in one run; `errors` is where faults go beside.
    ///
    /// # Errors
    /// [`Error::Write`] where the file of faults cannot be made.
    pub(super) fn once(output: Output, errors: Option<&Path>, messages: Messages) -> Result<Self> {
        let fault_file = errors.map(FaultFile::create).transpose()?;
        Ok(Self { output: Some(output), fault_file, messages, summary: Summary::default(), resuming: None })
    }

    /// Goes on with a batch where an earlier run left it, or begins it. Reads what is done already from `input`, and
    /// calls `tell` at each item of it.
    ///
    /// # Errors
    /// [`Error::Usage`] where the settings or the input are not those of the earlier run, or its rows are gone: nothing
    /// has been touched then. [`Error::Write`] where a file cannot be written.
    pub(super) fn resume(
        wanted: Resumable,
        errors: Option<&Path>,
        mut messages: Messages,
        input: &mut impl Iterator<Item = Item>,
        tell: impl FnMut(),
    ) -> Result<Self> {
        let Resumable { path, format, options, settings } = wanted;
        let (mut journal, reached) = Journal::find(journal_of(path)?, settings)?;
        let waiting = waiting(path)?;
        let length = |path: &Path| fs::metadata(path).ok().map(|data| data.len());
        let mut is_named = false;
        if let Some(reached) = &reached {
            is_named = reached.is_complete && !waiting.exists() && length(path) == Some(reached.bytes);
            if !is_named && length(&waiting).is_none_or(|length| length < reached.bytes) {
                let journal = journal.path().display();
                let waiting = waiting.display();
                return Err(Error::Usage(format!("{waiting}: rows are gone from it; remove {journal} to begin anew")));
            }
            if !is_named && !reached.position.is_reached(input, tell) {
                return Err(reached.position.broken(journal.path()));
            }
        }
        if reached.is_none() && path.exists() {
            let message = "is complete already, or of a run without --resume; it is made anew".to_owned();
            messages.note(&Notice { place: path.display().to_string(), message });
        }
        let mut fault_file = errors.map(FaultFile::create).transpose()?;
        let bytes = reached.as_ref().map(|reached| reached.bytes);
        let output = if is_named { None } else { Some(Output::resumable(path, format, options, bytes)?) };
        journal.begin()?;

        let mut summary = Summary::default();
        summary.keep_fresh();
        let mut position = Position::default();
        if let Some(reached) = reached {
            let count = reached.counts.articles();
            let message = format!("going on after {count} articles, which were done before");
            messages.note(&Notice { place: path.display().to_string(), message });
            messages.go_on(reached.warnings, reached.faults.len() as u64);
            summary.go_on(reached.counts, &reached.speakers);
            position = reached.position;
            if let Some(file) = &mut fault_file {
                reached.faults.iter().try_for_each(|fault| file.write(fault))?;
            }
        }
        let resuming = Some(Resuming { journal, position, faults: Vec::new() });
        Ok(Self { output, fault_file, messages, summary, resuming })
    }

    /// Whether an earlier run did all of it.
    pub(super) fn is_done(&self) -> bool {
        self.output.is_none()
    }

    /// Writes, tells and counts what became of an item.
    ///
    /// # Errors
    /// [`Error::Write`] where a file cannot be written.
    pub(super) fn take(&mut self, outcome: &Done) -> Result<()> {
        match outcome {
            Done::Article(article, rows) => {
                self.summary.add(rows);
                self.output.as_mut().map_or(Ok(()), |output| output.write(article, rows))?;
            }
            Done::Warning(notice) => {
                self.messages.warning(notice);
                self.trouble(Trouble::Warning(&notice.to_string()))?;
            }
            Done::Note(notice) => self.messages.note(notice),
            Done::Fault(fault) => self.fault(fault, None)?,
            Done::Broken(article, fault) => self.fault(fault, Some(article))?,
        }
        let Some(resuming) = &mut self.resuming else { return Ok(()) };
        resuming.position.pass(match outcome {
            Done::Article(article, _) | Done::Broken(article, _) => Some(article),
            Done::Warning(_) | Done::Note(_) | Done::Fault(_) => None,
        });
        if resuming.journal.is_due() { self.note(false) } else { Ok(()) }
    }

    fn trouble(&mut self, trouble: Trouble) -> Result<()> {
        self.output.as_mut().map_or(Ok(()), |output| output.trouble(trouble))
    }

    fn fault(&mut self, fault: &Error, article: Option<&Article>) -> Result<()> {
        self.messages.fault(fault);
        let line = Fault::of(fault, article);
        self.fault_file.as_mut().map_or(Ok(()), |file| file.write(&line))?;
        self.trouble(Trouble::Fault(&fault.to_string()))?;
        if let Some(resuming) = &mut self.resuming {
            resuming.faults.push(line);
        }
        Ok(())
    }

    /// Makes the journal tell that all so far is done.
    fn note(&mut self, is_complete: bool) -> Result<()> {
        let (Some(resuming), Some(output)) = (&mut self.resuming, &mut self.output) else { return Ok(()) };
        let began = Instant::now();
        let checkpoint = Checkpoint {
            bytes: output.sync()?,
            position: resuming.position.clone(),
            is_complete,
            warnings: self.messages.warnings,
            counts: self.summary.counts(),
            speakers: self.summary.fresh_speakers(),
            faults: std::mem::take(&mut resuming.faults),
        };
        resuming.journal.note(&checkpoint, began)
    }

    /// Gives the output its name, tells what was done, where the rows are (`written`: in a file), and with which status the
    /// run ends.
    ///
    /// # Errors
    /// [`Error::Write`] where a file cannot be written.
    pub(super) fn finish(mut self, written: Option<&Path>) -> Result<Status> {
        self.note(true)?;
        self.output.map_or(Ok(()), Output::finish)?;
        self.resuming.map_or(Ok(()), |resuming| resuming.journal.remove())?;
        let table = self.summary.table(self.messages.warnings, self.messages.faults);
        self.messages.plain(&table);
        if let Some(written) = written {
            self.messages.plain(&format!("\nrows in {}", written.display()));
        }
        Ok(if self.messages.faults == 0 { Status::Whole } else { Status::Gaps })
    }
}
