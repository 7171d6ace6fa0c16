//! The short table at the end of a run.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::label::Kind;
use crate::statement::Statement;

/// Speakers are counted up to here, so that memory does not grow with the archive.
const MOST_SPEAKERS: usize = 1_000_000;

/// Counts what goes out.
#[derive(Debug, Default)]
pub(super) struct Summary {
    articles: u64,
    statements: u64,
    kinds: [u64; Kind::ALL.len()],
    attributed: u64,
    doubtful: u64,
    /// Hashes instead of names, for the sake of memory.
    speakers: HashSet<u64>,
}

impl Summary {
    /// Counts an article and its rows.
    pub(super) fn add(&mut self, rows: &[Statement]) {
        self.articles += 1;
        for row in rows {
            self.statements += 1;
            self.kinds[row.kind as usize] += 1;
            self.attributed += u64::from(!row.speaker.is_empty());
            self.doubtful += u64::from(!row.warnings.is_empty());
            for speaker in row.speaker.split("; ").filter(|name| !name.is_empty()) {
                if self.speakers.len() < MOST_SPEAKERS {
                    let mut hasher = DefaultHasher::new();
                    speaker.hash(&mut hasher);
                    self.speakers.insert(hasher.finish());
                }
            }
        }
    }

    /// The table, without a last line break. `warnings` and `faults` are those of the input.
    pub(super) fn table(&self, warnings: u64, faults: u64) -> String {
        let share = match self.statements {
            0 => String::new(),
            all => format!(" ({} %)", self.attributed * 100 / all),
        };
        let more = if self.speakers.len() < MOST_SPEAKERS { "" } else { " or more" };
        let mut lines = vec![row("articles", self.articles, ""), row("statements", self.statements, "")];
        for (kind, count) in Kind::ALL.iter().zip(self.kinds) {
            lines.push(row(&format!("  {kind}"), count, ""));
        }
        lines.push(row("attributed", self.attributed, &share));
        lines.push(row("distinct speakers", self.speakers.len() as u64, more));
        lines.push(row("statements with warnings", self.doubtful, ""));
        lines.push(row("input warnings", warnings, ""));
        lines.push(row("input errors", faults, ""));
        lines.join("\n")
    }
}

fn row(name: &str, count: u64, after: &str) -> String {
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
