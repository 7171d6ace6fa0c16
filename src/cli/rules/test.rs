//! The examples of all constructions, and what stands in whose way.

use std::collections::BTreeMap;
use std::fmt::Write;

use clap::Args;

use crate::analysis::Analyser;
use crate::cli::messages::Messages;
use crate::cli::ruling::RuleArguments;
use crate::cli::{Result, Status};
use crate::evaluation::example::{Example, Reading, article, reading};
use crate::grammar::Construction;
use crate::lexicon::{Class, ClassSet, Entry};

/// Run the examples of all constructions
///
/// Tells of examples that are read otherwise than they are marked; of those that another construction takes (shadowed);
/// of constructions that never find anything in their own examples (unreachable); with --overlaps, of pairs of the same
/// priority that fit on one reporting word; and with --classes, of words that are both a verb that reports and a noun
/// that can be a source.
///
/// Ends with 0 where all examples read as marked, 1 where not.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  udsagn rules test
  udsagn rules test --rules my-rules --overlaps")]
pub(super) struct Arguments {
    #[command(flatten)]
    rules: RuleArguments,

    /// Also tell of constructions of the same priority that fit on one reporting word
    #[arg(long)]
    overlaps: bool,

    /// Also tell of words that are both a reporting verb and something else: a source noun, an adjective, an adverb
    #[arg(long)]
    classes: bool,
}

/// Runs the subcommand.
///
/// # Errors
/// [`crate::error::Error::Usage`] where rules cannot be used, [`crate::error::Error::Write`] where the result cannot be
/// printed.
pub(super) fn run(arguments: &Arguments) -> Result<Status> {
    let analyser = arguments.rules.analyser()?;
    let mut out = String::new();
    let (mut examples, mut wrong) = (0, 0);
    let mut overlaps: BTreeMap<(String, String), String> = BTreeMap::new();
    for construction in analyser.grammar().constructions() {
        let mut reached = construction.yes.is_empty();
        let yes = construction.yes.iter().map(|line| (line, true));
        for (line, holds) in yes.chain(construction.no.iter().map(|line| (line, false))) {
            examples += 1;
            let reading = read(&analyser, construction, line, holds);
            reached |= holds && matches!(reading, Reading::AsMarked);
            // Writing to a string cannot fail.
            let _ = match reading {
                Reading::AsMarked => Ok(()),
                Reading::Shadowed(other) => {
                    wrong += 1;
                    writeln!(out, "{}: shadowed by {other}: {line}", construction.id)
                }
                Reading::Otherwise(found) => {
                    wrong += 1;
                    let wanted = if holds { "to be found" } else { "not to be found" };
                    writeln!(out, "{}: {wanted}: {line}\n{found}", construction.id)
                }
            };
            if holds && arguments.overlaps {
                note_overlaps(&analyser, construction, line, &mut overlaps);
            }
        }
        if !reached {
            let _ = writeln!(out, "{}: unreachable: none of its examples is read by it", construction.id);
        }
    }
    for ((one, other), line) in &overlaps {
        let _ = writeln!(out, "{one}, {other}: both fit, with the same priority: {line}");
    }
    if arguments.classes {
        double_words(&analyser, &mut out);
    }
    let _ = writeln!(
        out,
        "{examples} examples of {} constructions, {wrong} read otherwise",
        analyser.grammar().constructions().len()
    );
    Messages::default().result(&out)?;
    Ok(if wrong == 0 { Status::Whole } else { Status::Differs })
}

fn read(analyser: &Analyser, construction: &Construction, line: &str, holds: bool) -> Reading {
    let example = Example::read(line);
    let found = analyser.analyse(&article(&example.text, construction.headline_only));
    reading(&example, &construction.id, holds, &found)
}

/// Notes the constructions that fit on the cue of an example as well, with the same priority.
fn note_overlaps(
    analyser: &Analyser,
    construction: &Construction,
    line: &str,
    overlaps: &mut BTreeMap<(String, String), String>,
) {
    let example = Example::read(line);
    let fits = analyser.fits(&article(&example.text, construction.headline_only));
    let grammar = analyser.grammar();
    let own: Vec<_> = fits.iter().filter(|fit| grammar.construction(fit.construction).id == construction.id).collect();
    for fit in &fits {
        let other = grammar.construction(fit.construction);
        let same = other.priority == construction.priority && other.id != construction.id;
        if same && own.iter().any(|own| own.cue.is_some() && own.cue == fit.cue) {
            let mut pair = [construction.id.clone(), other.id.clone()];
            pair.sort();
            let [one, other] = pair;
            overlaps.entry((one, other)).or_insert_with(|| line.to_owned());
        }
    }
}

/// What a finite verb that reports can be besides, so that it is taken for the wrong one.
const BESIDES: [(Class, &str); 4] = [
    (Class::Adjective, "an adjective"),
    (Class::Adverb, "an adverb"),
    (Class::Preposition, "a preposition"),
    (Class::Subordinator, "a conjunction"),
];

/// Words that the lists hold both as a finite verb that reports and as something else.
fn double_words(analyser: &Analyser, out: &mut String) {
    let lexicon = analyser.lexicon();
    let reports = |entry: &Entry| entry.classes.meets(ClassSet::REPORTING) && entry.classes.has(Class::Finite);
    let besides = |entry: &Entry| {
        let other = BESIDES.iter().filter(|(class, _)| entry.classes.has(*class)).map(|(_, told)| *told);
        entry.noun.map(|_| "a source noun").into_iter().chain(other).collect::<Vec<_>>()
    };
    let verbs = lexicon.words().filter(|(_, entry)| reports(entry));
    let mut words: Vec<_> = verbs.map(|(word, entry)| (word, besides(entry))).collect();
    words.sort_unstable();
    for (word, besides) in words.iter().filter(|(_, besides)| !besides.is_empty()) {
        let _ = writeln!(out, "{word}: both a reporting verb and {}", besides.join(" and "));
    }
}
