//! The short table at the end of a run.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::fnv::Fnv;
use crate::label::Kind;
use crate::statement::Statement;

/// Speakers are counted up to here, so that memory does not grow with the archive.
const MOST_SPEAKERS: usize = 1_000_000;

/// What goes out, but for the speakers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Counts {
    articles: u64,
    statements: u64,
    kinds: [u64; Kind::ALL.len()],
    attributed: u64,
    doubtful: u64,
}

impl Counts {
    /// How many articles were analysed.
    pub(super) fn articles(&self) -> u64 {
        self.articles
    }
}

/// Counts what goes out.
#[derive(Debug, Default)]
pub(super) struct Summary {
    counts: Counts,
    /// Hashes instead of names, for the sake of memory.
    speakers: HashSet<u64>,
    /// Those that were not asked for yet, where anybody will ask.
    fresh: Option<Vec<u64>>,
}

impl Summary {
    /// Keeps new speakers for [`Summary::fresh_speakers`].
    pub(super) fn keep_fresh(&mut self) {
        self.fresh = Some(Vec::new());
    }

    /// The speakers that are new since this was last asked, by their hashes.
    pub(super) fn fresh_speakers(&mut self) -> Vec<u64> {
        self.fresh.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// Goes on from what an earlier run counted.
    pub(super) fn go_on(&mut self, counts: Counts, speakers: &[u64]) {
        self.counts = counts;
        self.speakers.extend(speakers);
    }

    /// What is counted so far.
    pub(super) fn counts(&self) -> Counts {
        self.counts
    }

    /// Counts an article and its rows.
    pub(super) fn add(&mut self, rows: &[Statement]) {
        let counts = &mut self.counts;
        counts.articles += 1;
        for row in rows {
            counts.statements += 1;
            counts.kinds[row.kind as usize] += 1;
            counts.attributed += u64::from(!row.speaker.is_empty());
            counts.doubtful += u64::from(!row.warnings.is_empty());
            for speaker in row.speakers() {
                if self.speakers.len() < MOST_SPEAKERS {
                    let hash = Fnv::of(speaker.as_bytes());
                    if self.speakers.insert(hash) {
                        self.fresh.iter_mut().for_each(|fresh| fresh.push(hash));
                    }
                }
            }
        }
    }

    /// The table, without a last line break. `warnings` and `faults` are those of the input.
    pub(super) fn table(&self, warnings: u64, faults: u64) -> String {
        let counts = &self.counts;
        let share = match counts.statements {
            0 => String::new(),
            all => format!(" ({} %)", counts.attributed * 100 / all),
        };
        let more = if self.speakers.len() < MOST_SPEAKERS { "" } else { " or more" };
        let mut lines = vec![row("articles", counts.articles, ""), row("statements", counts.statements, "")];
        for (kind, count) in Kind::ALL.iter().zip(counts.kinds) {
            lines.push(row(&format!("  {kind}"), count, ""));
        }
        lines.push(row("attributed", counts.attributed, &share));
        lines.push(row("distinct speakers", self.speakers.len() as u64, more));
        lines.push(row("statements with warnings", counts.doubtful, ""));
        lines.push(row("input warnings", warnings, ""));
        lines.push(row("input errors", faults, ""));
        lines.join("\n")
    }
}

/// A line of a table of counts.
pub(super) fn row(name: &str, count: u64, after: &str) -> String {
    format!("{name:<26}{count:>10}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::tests::{bare, full};

    #[test]
    fn every_line_counts() {
        let mut summary = Summary::default();
        let mut two = full();
        two.speaker = "Ida Holm; Bo Kjær".into();
        two.kind = Kind::Indirect;
        summary.add(&[full(), bare(), two]);
        summary.add(&[]);
        let numbers: Vec<(String, String)> = summary
            .table(4, 5)
            .lines()
            .map(|line| (line[..26].trim().to_owned(), line[26..].trim().to_owned()))
            .collect();
        let expected = [
            ("articles", "2"),
            ("statements", "3"),
            ("direct", "2"),
            ("mixed", "0"),
            ("indirect", "1"),
            ("attributed", "2 (66 %)"),
            ("distinct speakers", "2"),
            ("statements with warnings", "2"),
            ("input warnings", "4"),
            ("input errors", "5"),
        ]
        .map(|(name, count)| (name.to_owned(), count.to_owned()));
        assert_eq!(numbers, expected);
    }
}
