//! Everything that is told goes through here: on standard error, and a result that is text on standard output.

use std::fmt::Display;
use std::io::Write;

use anstream::{AutoStream, ColorChoice};
use indicatif::ProgressBar;

use crate::article::Notice;
use crate::error::{Error, Result};

/// Tells faults, warnings and notes, and counts them.
#[derive(Debug, Default)]
pub(super) struct Messages {
    /// Leaves out all but faults and warnings.
    quiet: bool,
    /// Taken away for as long as a line is written.
    bar: Option<ProgressBar>,
    /// Warnings told so far.
    pub warnings: u64,
    /// Faults told so far.
    pub faults: u64,
}

impl Messages {
    /// Prepares to tell; `quiet` leaves out all but faults and warnings.
    pub(super) fn new(quiet: bool, bar: Option<ProgressBar>) -> Self {
        Self { quiet, bar, ..Self::default() }
    }

    /// Tells what could not be done.
    pub(super) fn fault(&mut self, fault: &Error) {
        self.faults += 1;
        self.line(format_args!("udsagn: error: {fault}"));
    }

    /// Tells what was done with doubt.
    pub(super) fn warning(&mut self, notice: &Notice) {
        self.warnings += 1;
        self.line(format_args!("udsagn: warning: {notice}"));
    }

    /// Tells what may be of interest.
    pub(super) fn note(&self, notice: &Notice) {
        if !self.quiet {
            self.line(format_args!("udsagn: note: {notice}"));
        }
    }

    /// Tells lines as they are.
    pub(super) fn plain(&self, lines: &str) {
        if !self.quiet {
            self.line(lines);
        }
    }

    /// Tells that a figure is lower than was asked for.
    pub(super) fn shortfall(&self, figure: &str, value: f64, least: f64) {
        self.line(format_args!("udsagn: {figure} is {value:.2}, below {least}"));
    }

    /// Writes a result on standard output, as it is.
    ///
    /// # Errors
    /// [`Error::Write`] where nobody takes it.
    pub(super) fn result(&self, text: &str) -> Result<()> {
        let mut out = std::io::stdout().lock();
        let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        written.map_err(|cause| Error::Write { path: "-".into(), cause })
    }

    /// Writes a result with colours on standard output, which are taken out where `choice` wants none.
    ///
    /// # Errors
    /// [`Error::Write`] where nobody takes it.
    pub(super) fn coloured(&self, text: &str, choice: ColorChoice) -> Result<()> {
        let mut out = AutoStream::new(std::io::stdout().lock(), choice);
        let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        written.map_err(|cause| Error::Write { path: "-".into(), cause })
    }

    fn line(&self, line: impl Display) {
        // Where standard error is closed there is nobody left to tell.
        let write = || drop(writeln!(std::io::stderr().lock(), "{line}"));
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }
}
