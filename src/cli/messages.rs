//! Everything that is told goes through here: on standard error, and a result that is text on standard output.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::Write;

use anstream::{AutoStream, ColorChoice};
use indicatif::ProgressBar;

use crate::article::Notice;
use crate::error::{Error, Result};
use crate::spaces::is_order;

/// So many messages of one kind are told of a file.
const MOST_ALIKE: u64 = 20;

/// Tells faults, warnings and notes, and counts them.
#[derive(Debug, Default)]
pub(super) struct Messages {
    /// The file that the last message was about, and how often each kind was told of it.
    about: (String, BTreeMap<String, Alike>),
    /// Leaves out all but faults and warnings.
    quiet: bool,
    /// Taken away for as long as a line is written.
    bar: Option<ProgressBar>,
    /// Warnings told so far.
    pub warnings: u64,
    /// Faults told so far.
    pub faults: u64,
}

/// Messages that differ only in numbers and in quoted words.
#[derive(Debug, Default)]
struct Alike {
    count: u64,
    /// The place and the words of the last one.
    last: (String, String),
}

impl Messages {
    /// Prepares to tell; `quiet` leaves out all but faults and warnings.
    pub(super) fn new(quiet: bool, bar: Option<ProgressBar>) -> Self {
        Self { about: <_>::default(), quiet, bar, warnings: 0, faults: 0 }
    }

    /// Counts what an earlier run told.
    pub(super) fn go_on(&mut self, warnings: u64, faults: u64) {
        self.warnings += warnings;
        self.faults += faults;
    }

    /// Tells what could not be done.
    pub(super) fn fault(&mut self, fault: &Error) {
        self.faults += 1;
        match fault {
            Error::Input { place, message } => self.tell("error", place, message),
            // Has lines of its own, and none of an input.
            Error::Data { .. } => self.line(format_args!("udsagn: error: {fault}")),
            other => self.line(format_args!("udsagn: error: {}", harmless(&other.to_string()))),
        }
    }

    /// Tells what was done with doubt.
    pub(super) fn warning(&mut self, notice: &Notice) {
        self.warnings += 1;
        self.tell("warning", &notice.place, &notice.message);
    }

    fn tell(&mut self, rank: &str, place: &str, message: &str) {
        let file = file_of(place);
        if self.about.0 != file {
            self.tell_rest();
            file.clone_into(&mut self.about.0);
        }
        let alike = self.about.1.entry(format!("{rank}: {}", kind_of(message))).or_default();
        alike.count += 1;
        if alike.count <= MOST_ALIKE {
            let place = if place.is_empty() { String::new() } else { format!("{place}: ") };
            self.line(format_args!("udsagn: {rank}: {}", harmless(&format!("{place}{message}"))));
        } else {
            alike.last = (place.to_owned(), message.to_owned());
        }
    }

    /// Tells how many messages were left out since many like them were told, as is due at the end of a file.
    fn tell_rest(&mut self) {
        let (file, kinds) = std::mem::take(&mut self.about);
        for (kind, alike) in kinds {
            let rank = kind.split(':').next().unwrap_or_default();
            let (place, message) = alike.last;
            let told = match alike.count.saturating_sub(MOST_ALIKE) {
                0 => continue,
                1 => format!("{place}: {message}"),
                more => format!("{file}: {more} more like these; the last: {place}: {message}"),
            };
            self.line(format_args!("udsagn: {rank}: {}", harmless(&told)));
        }
    }

    /// Tells what may be of interest.
    pub(super) fn note(&self, notice: &Notice) {
        if !self.quiet {
            self.line(format_args!("udsagn: note: {}", harmless(&notice.to_string())));
        }
    }

    /// Tells lines as they are, after all that was told of files.
    pub(super) fn plain(&mut self, lines: &str) {
        self.tell_rest();
        if !self.quiet {
            self.line(lines);
        }
    }

    /// Tells that a figure is lower than was asked for.
    pub(super) fn shortfall(&self, figure: &str, value: f64, least: f64) {
        self.line(format_args!("udsagn: {figure} is {value:.2}, below {least}"));
    }

    /// Writes a result for people on standard output: lines of text, without what a terminal would obey, for words of
    /// articles may stand in them.
    ///
    /// # Errors
    /// [`Error::Write`] where nobody takes it.
    pub(super) fn result(&self, text: &str) -> Result<()> {
        let harmless = |letter| match letter {
            '\n' | '\t' => letter,
            letter if is_order(letter) => char::REPLACEMENT_CHARACTER,
            letter => letter,
        };
        self.data(&text.chars().map(harmless).collect::<String>())
    }

    /// Writes a result for programs on standard output, as it is.
    ///
    /// # Errors
    /// [`Error::Write`] where nobody takes it.
    pub(super) fn data(&self, text: &str) -> Result<()> {
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

impl Drop for Messages {
    fn drop(&mut self) {
        self.tell_rest();
    }
}

/// The words without what a terminal would obey, on one line: a file may have any name.
fn harmless(words: &str) -> String {
    words.chars().map(|letter| if is_order(letter) { char::REPLACEMENT_CHARACTER } else { letter }).collect()
}

/// A place without its line: `archive.jsonl:17` → `archive.jsonl`.
fn file_of(place: &str) -> &str {
    match place.rsplit_once(':') {
        Some((file, line)) if !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit()) => file,
        _ => place,
    }
}

/// What messages that are alike share: no numbers, no quoted words.
fn kind_of(message: &str) -> String {
    let mut is_quoted = false;
    let mut is_escaped = false;
    let kept = message.chars().filter(|letter| {
        let is_mark = *letter == '"' && !is_escaped;
        is_escaped = *letter == '\\' && !is_escaped;
        is_quoted ^= is_mark;
        !is_quoted && !is_mark && !letter.is_ascii_digit()
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_kinds_are_told_apart() {
        for (place, file) in [("a.jsonl:17", "a.jsonl"), ("a:b.txt", "a:b.txt"), ("a:", "a:"), ("-", "-"), ("", "")] {
            assert_eq!(file_of(place), file);
        }
        assert_eq!(kind_of(r#"no date: "2 \"x\" y"; unknown"#), "no date: ; unknown");
        assert_eq!(kind_of("4 columns, not 12"), kind_of("5 columns, not 1"));
        assert_ne!(kind_of("no `text` field"), kind_of("`text` is not a string"));
        assert_eq!(harmless("a\n\u{1b}[31m.txt"), "a\u{fffd}\u{fffd}[31m.txt");
    }
}
