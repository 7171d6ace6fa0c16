//! `udsagn store`: articles into a file that keeps them with their statements and corrections, and out of it again.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::messages::Messages;
use super::pipeline;
use super::progress::Progress;
use super::reading::ReadingArguments;
use super::ruling::RuleArguments;
use super::summary::row;
use super::target::Target;
use super::values::{day, format, label, wording};
use super::{Result, Status, threads};
use crate::article::{Article, Articles, Notice};
use crate::desk::store::{Added, Filter, Store};
use crate::error::Error;
use crate::label::{Act, Kind, Order, Stance, State};
use crate::output::{COLUMNS, Format, Options, REVIEW_COLUMNS, Wording};
use crate::statement::Statement;

/// So many articles are written at once: each time the disk is waited for.
const BATCH: usize = 64;

/// Keep articles and their statements in one file, with all corrections
///
/// Reads articles as `udsagn extract` does. What stands in the file already is passed over; an article that has changed is
/// read again, and corrections are carried over to where their words still stand. Without PATH and without --export, tells
/// what the file holds.
///
/// Ends with 0 where everything was read, 2 where some of the input could not be read (the rest is kept) and 1 where a file
/// could not be written.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  udsagn store desk.db articles/
  udsagn store desk.db --export checked.xlsx --state checked --since 2024-01-01
  udsagn store desk.db --export-gold corrections/ && udsagn evaluate corrections/")]
pub(super) struct Arguments {
    /// The store; made where there is none
    #[arg(value_name = "FILE")]
    store: PathBuf,

    /// Files, folders (read recursively, sorted by name) or - for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    reading: ReadingArguments,

    #[command(flatten)]
    rules: RuleArguments,

    /// Worker threads [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,

    /// Day of publication of articles that give none themselves
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<Date>,

    /// Read articles again that stand in the store just so
    #[arg(long)]
    again: bool,

    /// File to write statements to, its ending picks the format; - is standard output
    #[arg(long, value_name = "FILE")]
    export: Option<PathBuf>,

    /// Format to write, whatever the ending
    #[arg(long, requires = "export", value_parser = format())]
    format: Option<&'static Format>,

    /// CSV that Danish Excel opens, as of `udsagn extract --excel`
    #[arg(long, requires = "export")]
    excel: bool,

    /// Wording of the headings of tables
    #[arg(long, requires = "export", value_name = "LANGUAGE", value_parser = wording(), default_value = "en")]
    headers: Wording,

    /// Wording of the values in tables: kind, act, stance and the like
    #[arg(long, requires = "export", value_name = "LANGUAGE", value_parser = wording(), default_value = "en")]
    lang: Wording,

    /// Folder to write every article to that somebody has corrected, annotated as `udsagn evaluate` reads it
    #[arg(long, value_name = "DIR")]
    export_gold: Option<PathBuf>,

    #[command(flatten)]
    filter: FilterArguments,
}

/// Which statements are exported.
#[derive(Args, Debug)]
#[command(next_help_heading = "Filters of --export")]
struct FilterArguments {
    /// Words that all stand in claim, speaker, role, title or context
    #[arg(long, requires = "export", value_name = "WORDS", default_value = "", hide_default_value = true)]
    words: String,

    /// A speaker, by any name
    #[arg(long, requires = "export", value_name = "NAME")]
    speaker: Option<String>,

    /// Side taken
    #[arg(long, requires = "export", value_parser = label(Stance::ALL, Stance::as_str))]
    stance: Option<Stance>,

    /// Speech act
    #[arg(long, requires = "export", value_parser = label(Act::ALL, Act::as_str))]
    act: Option<Act>,

    /// How the claim stands in the text
    #[arg(long, requires = "export", value_parser = label(Kind::ALL, Kind::as_str))]
    kind: Option<Kind>,

    /// First day of publication
    #[arg(long, requires = "export", value_name = "DAY", value_parser = day)]
    since: Option<Date>,

    /// Last day of publication
    #[arg(long, requires = "export", value_name = "DAY", value_parser = day)]
    until: Option<Date>,

    /// How far people are [default: all but what is rejected]
    #[arg(long, requires = "export", value_parser = label(State::ALL, State::as_str))]
    state: Option<State>,
}

impl FilterArguments {
    /// # Errors
    /// [`Error::Usage`] where the store knows no such speaker.
    fn filter(&self, store: &Store) -> Result<Filter> {
        let find = |name: &String| {
            let unknown = || Error::Usage(format!("--speaker: nobody of this name stands in the store: {name}"));
            store.speaker_of(name)?.ok_or_else(unknown)
        };
        let iso = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
        Ok(Filter {
            words: self.words.clone(),
            speaker: self.speaker.as_ref().map(find).transpose()?,
            stance: self.stance,
            act: self.act,
            kind: self.kind,
            state: self.state,
            from: iso(self.since),
            to: iso(self.until),
            order: Order::Earliest,
            ..Filter::default()
        })
    }
}

/// Runs the subcommand.
///
/// # Errors
/// [`Error::Store`] where the file is no store or cannot be written, [`Error::Write`] where an export cannot be,
/// [`Error::Usage`] where an option cannot be used.
pub(super) fn run(arguments: &Arguments) -> Result<Status> {
    let target = arguments.export.as_deref().map(|path| target(path, arguments)).transpose()?;
    if arguments.paths.is_empty() {
        // A name that was mistyped must not make a store.
        let unread = |cause| Error::Read { path: arguments.store.clone(), cause };
        std::fs::metadata(&arguments.store).map_err(unread)?;
    }
    let store = Arc::new(Store::open(&arguments.store)?);
    let mut status = Status::Whole;
    if !arguments.paths.is_empty() {
        status = read(&store, arguments)?;
    }
    if let Some(target) = &target {
        export(&store, arguments, target)?;
    }
    if let Some(folder) = &arguments.export_gold {
        let mut messages = Messages::default();
        let count = store.export_gold(folder, |notice| messages.warning(&notice))?;
        messages.plain(&format!("{}: {count} annotated articles", folder.display()));
    }
    if arguments.paths.is_empty() && arguments.export.is_none() && arguments.export_gold.is_none() {
        Messages::default().result(&held(&store)?)?;
    }
    Ok(status)
}

/// What the store holds.
fn held(store: &Store) -> Result<String> {
    let (_, articles) = store.articles("", 0, 0)?;
    let states = store.facets(&Filter::default())?.states;
    let of = |state| states.iter().find(|(known, _)| *known == state).map_or(0, |(_, count)| *count);
    let all: u64 = states.iter().map(|(_, count)| count).sum();
    let mut lines = vec![row("articles", articles, ""), row("statements", all, "")];
    lines.extend(State::ALL.iter().map(|state| row(&format!("  {state}"), of(*state), "")));
    Ok(lines.join("\n") + "\n")
}

/// What became of the articles.
#[derive(Debug, Default)]
struct Counts {
    new: u64,
    known: u64,
    renewed: u64,
    carried: u64,
    lost: u64,
    statements: u64,
}

impl Counts {
    fn add(&mut self, added: Added, statements: usize) {
        self.statements += statements as u64;
        match added {
            Added::New => self.new += 1,
            Added::Known => self.known += 1,
            Added::Renewed { carried, lost } => {
                self.renewed += 1;
                self.carried += carried;
                self.lost += lost;
            }
        }
    }

    fn table(&self, messages: &Messages) -> String {
        let rows = [
            ("articles", self.new + self.known + self.renewed),
            ("  new", self.new),
            ("  known", self.known),
            ("  renewed", self.renewed),
            ("statements read", self.statements),
            ("corrections carried over", self.carried),
            ("corrections lost", self.lost),
            ("input warnings", messages.warnings),
            ("input errors", messages.faults),
        ];
        rows.map(|(name, count)| row(name, count, "")).join("\n")
    }
}

/// Puts the articles of the paths into the store.
fn read(store: &Arc<Store>, arguments: &Arguments) -> Result<Status> {
    let rules = arguments.rules.fingerprint()?;
    let analysers = arguments.rules.analysers()?;
    let reading = arguments.reading.reading();
    let format = reading.format;
    let articles = Articles::new(arguments.paths.clone())
        .with_reading(reading)
        .with_published(arguments.published)
        .without(files(&arguments.store));
    let progress = Progress::new(&articles, &arguments.paths, format, false);
    let mut messages = Messages::new(false, progress.bar());
    let mut intake =
        Intake { store, rules: &rules, waiting: Vec::new(), ids: FxHashSet::default(), counts: Counts::default() };
    let (asked, known_by, again) = (Arc::clone(store), rules.clone(), arguments.again);
    // What is known is not analysed. Where the store cannot be asked, writing to it will tell.
    let analyse = move |article: &Article| {
        let is_known = !again && asked.knows(article, &known_by).unwrap_or(false);
        (!is_known).then(|| analysers.analyse(article))
    };
    let ended = pipeline::run(articles, threads(arguments.threads), analyse, |outcome| {
        progress.show();
        match outcome.or_tell(&mut messages) {
            Some((article, rows)) => intake.take(article, rows, &mut messages),
            None => Ok(()),
        }
    });
    let ended = ended.and_then(|()| intake.write());
    progress.clear();
    ended?;
    let table = intake.counts.table(&messages);
    messages.plain(&table);
    Ok(if messages.faults == 0 { Status::Whole } else { Status::Gaps })
}

/// Articles on their way into the store.
struct Intake<'a> {
    store: &'a Store,
    rules: &'a str,
    waiting: Vec<(Article, Option<Vec<Statement>>)>,
    ids: FxHashSet<String>,
    counts: Counts,
}

impl Intake<'_> {
    /// Takes an article; rows that are nothing are those of one that is known.
    fn take(&mut self, article: Article, rows: Option<Vec<Statement>>, messages: &mut Messages) -> Result<()> {
        if !self.ids.insert(article.id.clone()) {
            let message = "another article of this id was read before; that one is kept".to_owned();
            messages.warning(&Notice { place: article.id, message });
            return Ok(());
        }
        self.waiting.push((article, rows));
        if self.waiting.len() < BATCH { Ok(()) } else { self.write() }
    }

    fn write(&mut self) -> Result<()> {
        let added = self.store.add_all(&self.waiting, self.rules)?;
        for (added, (_, rows)) in added.into_iter().zip(self.waiting.drain(..)) {
            self.counts.add(added, rows.map_or(0, |rows| rows.len()));
        }
        Ok(())
    }
}

/// The store and what stands beside it while it is open; none of them is an input.
fn files(store: &Path) -> Vec<PathBuf> {
    let beside = |ending: &str| {
        let mut name = store.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    ["", "-wal", "-shm", "-journal"].map(beside).to_vec()
}

/// # Errors
/// [`Error::Usage`] where the ending of the file means no format, or it is one that is read.
fn target(path: &Path, arguments: &Arguments) -> Result<Target> {
    let target = Target::of(path, arguments.format)?;
    target.check_for(arguments.excel, "--excel", &["csv"])?;
    match target.replaces(arguments.paths.iter().chain([&arguments.store])) {
        Some(_) => Err(Error::Usage(format!("--export: {} would be replaced; name another file", path.display()))),
        None => Ok(target),
    }
}

fn export(store: &Store, arguments: &Arguments, target: &Target) -> Result<()> {
    let filter = arguments.filter.filter(store)?;
    let options = Options {
        columns: COLUMNS.iter().chain(REVIEW_COLUMNS).collect(),
        headers: arguments.headers,
        values: arguments.lang,
        excel: arguments.excel,
        ..Options::default()
    };
    let mut output = target.open(&options)?;
    let mut count = 0;
    store.export(&filter, &mut |article, rows| {
        count += rows.len();
        output.write(article, rows)
    })?;
    output.finish()?;
    if let Some(path) = &target.path {
        Messages::default().plain(&format!("{}: {count} statements", path.display()));
    }
    Ok(())
}
