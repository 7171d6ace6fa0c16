//! Figures, tables and errors as text for a terminal. Every text ends with a line break, or is empty.

use super::compare::{Change, Comparison};
use super::entry::{Entry, Outcome, Side, Why};
use super::figures::{Figures, Group, Rate, by_kind, by_rule, by_style, confident, reliability};

/// Columns of a line of running text.
const WIDTH: usize = 100;
/// Rows at least as confident as this are told apart.
const SURE: f64 = 0.9;

/// All figures with their counts.
pub fn figures(entries: &[Entry]) -> String {
    let figures = Figures::of(entries);
    let optional = entries.iter().filter(|e| e.outcome == Outcome::Optional && e.gold.is_some()).count();
    let annotated = entries.iter().filter(|entry| entry.gold.is_some()).count();
    let found = entries.iter().filter(|entry| entry.found.is_some()).count();
    let mut out = format!("{annotated} statements annotated ({optional} optional), {found} found\n\n");
    out += &format!("{:<16}{:>7}{:>7}{:>7}{:>8}{:>7}\n", "figure", "P", "R", "F1", "gold", "found");
    for (name, rate) in &figures.rates {
        out += &format!("{name:<16}{}{:>8}{:>7}\n", prf(rate), rate.gold, rate.found);
    }
    out += &format!("\n{:<16}{:>7}{:>8}\n", "of pairs", "%", "pairs");
    for (name, share) in &figures.shares {
        out += &format!("{name:<16}{:>7.1}{:>8}\n", share.percent(), share.of);
    }
    out
}

/// Tables by kind and by house style (of direct and mixed statements): found, and found with the right speaker.
pub fn groups(entries: &[Entry]) -> String {
    format!("{}\n{}", table("by kind", &by_kind(entries)), table("by marks", &by_style(entries)))
}

fn table(title: &str, groups: &[Group]) -> String {
    let head = format!("{:>7}{:>7}{:>7}{:>9}{:>7}{:>7}", "P", "R", "F1", "P+spkr", "R", "F1");
    let mut out = format!("{title:<16}{head}{:>8}{:>7}\n", "gold", "found");
    for Group { name, overlap, speaker } in groups {
        let rates = format!("{}  {}", prf(overlap), prf(speaker));
        out += &format!("{name:<16}{rates}{:>8}{:>7}\n", overlap.gold, overlap.found);
    }
    out
}

fn prf(rate: &Rate) -> String {
    format!("{:>7.1}{:>7.1}{:>7.1}", rate.precision(), rate.recall(), rate.f1())
}

/// How much `confidence` can be relied on.
pub fn confidence(entries: &[Entry]) -> String {
    let mut out = format!("{:<16}{:>7}{:>9}{:>14}\n", "confidence", "rows", "right", "and speaker");
    for bin in reliability(entries) {
        let range = format!("{} – {}", bin.from, bin.to);
        let tally = bin.tally;
        out += &match tally.rows {
            0 => format!("{range:<16}{:>7}{:>9}{:>14}\n", 0, "–", "–"),
            rows => {
                format!("{range:<16}{rows:>7}{:>9.1}{:>14.1}\n", tally.overlap_percent(), tally.speaker_percent())
            }
        };
    }
    let (sure, all) = (confident(entries, SURE, f64::INFINITY), confident(entries, 0.0, f64::INFINITY));
    let share = if all.rows == 0 { 0.0 } else { 100.0 * sure.rows as f64 / all.rows as f64 };
    let right = sure.speaker_percent();
    out + &format!("of rows with confidence ≥ {SURE}, {right:.1} % are right; they are {share:.1} % of the rows\n")
}

/// How often each construction fired, and how often rightly.
pub fn rules(entries: &[Entry], constructions: &[&str]) -> String {
    let tallies = by_rule(entries, constructions);
    let longest = tallies.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0).max(16);
    let mut out = format!("{:<longest$}{:>7}{:>9}{:>9}{:>14}\n", "by rule", "rows", "wrong", "right", "and speaker");
    for (name, tally) in tallies.iter().filter(|(_, tally)| tally.rows > 0) {
        out += &format!(
            "{name:<longest$}{:>7}{:>9}{:>9.1}{:>14.1}\n",
            tally.rows,
            tally.rows - tally.speaker,
            tally.overlap_percent(),
            tally.speaker_percent()
        );
    }
    let idle: Vec<&str> = tallies.iter().filter(|(_, tally)| tally.rows == 0).map(|(name, _)| *name).collect();
    if !idle.is_empty() {
        out += &wrapped("never fired: ", &idle.join(", "));
    }
    out
}

/// The first `most` missed, extra and wrongly attributed statements, each in its context.
pub fn errors(entries: &[Entry], most: usize) -> String {
    let mut out = String::new();
    for (title, outcome) in
        [("Missed", Outcome::Missed), ("Extra", Outcome::Extra), ("Wrong speaker", Outcome::Speaker)]
    {
        let of_it = entries.iter().filter(|entry| entry.outcome == outcome);
        let all = of_it.clone().count();
        if all > 0 {
            out += &format!("\n== {title}: {} of {all}\n", most.min(all));
        }
        for entry in of_it.take(most) {
            out.push('\n');
            out += &told(entry);
        }
    }
    out
}

/// An entry in its context.
fn told(entry: &Entry) -> String {
    let mut out = format!("{}, line {}\n", entry.article, entry.line);
    out += &wrapped("  ", &entry.context);
    if let Some(gold) = &entry.gold {
        out += &side("gold", gold, None);
    }
    if let Some(found) = &entry.found {
        out += &side("found", found, entry.why.as_ref());
        if entry.gold.is_some() && !entry.exact {
            out += &wrapped("     as  ", &found.claim);
        }
    }
    out
}

fn side(name: &str, side: &Side, why: Option<&Why>) -> String {
    let speaker = if side.speaker.is_empty() { "–" } else { &side.speaker };
    let mut words = format!("{speaker} ({}, {}, {}", side.kind, side.act, side.stance);
    if !side.date.is_empty() {
        words += &format!(", {}", side.date);
    }
    words.push(')');
    if let Some(why) = why {
        words += &format!(" by {}, {:.2}", why.rule, why.confidence);
        if let Some(resolution) = &why.resolution {
            words += &format!("; {resolution}");
        }
    }
    wrapped(&format!("  {name:<7}"), &words)
}

/// What became better and worse since an earlier result: the change of every figure, then the statements.
pub fn comparison(comparison: &Comparison) -> String {
    let mut out = format!("{:<16}{:>8}{:>8}{:>8}\n", "figure", "before", "now", "change");
    for figure in &comparison.figures {
        let change = figure.now - figure.before;
        let shown = if format!("{change:.1}").trim_start_matches('-') == "0.0" {
            "=".to_owned()
        } else {
            format!("{change:+.1}")
        };
        out += &format!("{:<16}{:>8.1}{:>8.1}{shown:>8}\n", figure.name, figure.before, figure.now);
    }
    let (before, now) = comparison.uncompared;
    if before + now > 0 {
        out += &format!("not compared: {before} statements annotated only before, {now} only now\n");
    }
    for (title, changes) in [("Won", &comparison.won), ("Lost", &comparison.lost), ("Changed", &comparison.changed)] {
        out += &format!("\n== {title}: {}\n", changes.len());
        for change in changes {
            out.push('\n');
            out += &changed(change);
        }
    }
    out
}

fn changed(change: &Change) -> String {
    let Some(entry) = change.now.as_ref().or(change.before.as_ref()) else {
        return String::new();
    };
    let mut out = format!("{}, line {}: {}\n", entry.article, entry.line, change.what());
    out += &wrapped("  ", &entry.context);
    if let Some(gold) = &entry.gold {
        out += &side("gold", gold, None);
    }
    for (name, state) in [("before", &change.before), ("now", &change.now)] {
        if let Some((found, why)) = state.as_ref().and_then(|entry| entry.found.as_ref().map(|f| (f, &entry.why))) {
            out += &side(name, found, why.as_ref());
            let (Some(gold), false) = (&entry.gold, state.as_ref().is_some_and(|entry| entry.exact)) else { continue };
            if gold.parts != found.parts {
                out += &wrapped("     as  ", &found.claim);
            }
        }
    }
    out
}

/// Words in lines of at most [`WIDTH`] columns, the first one after `lead`, the others indented as deep.
fn wrapped(lead: &str, words: &str) -> String {
    let depth = lead.chars().count();
    let mut out = lead.to_owned();
    let mut column = depth;
    for (place, word) in words.split_whitespace().enumerate() {
        let length = word.chars().count();
        if place > 0 && column + 1 + length > WIDTH {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', depth));
            column = depth;
        } else if place > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out.push('\n');
    out
}
