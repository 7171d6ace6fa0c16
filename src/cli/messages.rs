//! Everything that is told on standard error goes through here.

use std::fmt::Display;
use std::io::Write;

use indicatif::ProgressBar;

use crate::article::Notice;
use crate::error::Error;

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

    fn line(&self, line: impl Display) {
        // Where standard error is closed there is nobody left to tell.
        let write = || drop(writeln!(std::io::stderr().lock(), "{line}"));
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }
}
