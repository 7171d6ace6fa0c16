//! Two outputs of the same articles: the rows that only one has, and those that tell otherwise.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::gold::{message, parse};
use crate::statement::Statement;

/// What is compared of a row of JSON Lines or JSON; whatever else it holds is left aside.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
pub struct Row {
    /// The article's id.
    pub article: String,
    /// `[start, end]` of each part of the claim, in code points.
    pub parts: Vec<[usize; 2]>,
    /// The claim's words.
    #[serde(default)]
    pub claim: String,
    /// Empty where unknown.
    #[serde(default)]
    pub speaker: String,
    /// Direct, mixed, indirect.
    #[serde(default)]
    pub kind: String,
    /// Speech act.
    #[serde(default)]
    pub act: String,
    /// Side taken.
    #[serde(default)]
    pub stance: String,
    /// The day it was said.
    #[serde(default)]
    pub date: String,
    /// The construction that found it.
    #[serde(default)]
    pub rule: String,
    /// The paragraph that holds it.
    #[serde(default)]
    pub context: String,
}

impl From<Statement> for Row {
    fn from(statement: Statement) -> Self {
        Self {
            kind: statement.kind.to_string(),
            act: statement.act.to_string(),
            stance: statement.stance.to_string(),
            article: statement.article,
            parts: statement.parts,
            claim: statement.claim,
            speaker: statement.speaker,
            date: statement.date,
            rule: statement.rule,
            context: statement.context,
        }
    }
}

/// A row on either side, or on both.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Nothing where the row is new.
    pub old: Option<Row>,
    /// Nothing where the row is gone.
    pub new: Option<Row>,
}

impl Difference {
    /// The fields in which both rows differ, each with its name, old and new value; none where one row is missing.
    pub fn fields(&self) -> Vec<(&'static str, &str, &str)> {
        let (Some(old), Some(new)) = (&self.old, &self.new) else { return Vec::new() };
        let fields = [
            ("claim", &old.claim, &new.claim),
            ("speaker", &old.speaker, &new.speaker),
            ("kind", &old.kind, &new.kind),
            ("act", &old.act, &new.act),
            ("stance", &old.stance, &new.stance),
            ("date", &old.date, &new.date),
            ("rule", &old.rule, &new.rule),
        ];
        let differing = fields.into_iter().filter(|(_, old, new)| old != new);
        differing.map(|(name, old, new)| (name, old.as_str(), new.as_str())).collect()
    }
}

/// Reads rows of JSON Lines, or of one JSON array.
///
/// # Errors
/// The line, from 1, and what is wrong with it.
pub fn rows(text: &str) -> Result<Vec<Row>, (usize, String)> {
    if text.trim_start().starts_with('[') {
        return serde_json::from_str(text).map_err(|cause| (cause.line(), message(&cause)));
    }
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| parse(line).map_err(|fault| (at + 1, fault))).collect()
}

/// The differences, by article and place. A row is known again by the article and its claim's parts; of those that
/// are left on both sides, by overlap of the claims.
pub fn differences(old: &[Row], new: &[Row]) -> Vec<Difference> {
    let mut by_article: BTreeMap<&str, (Vec<&Row>, Vec<&Row>)> = BTreeMap::new();
    old.iter().for_each(|row| by_article.entry(&row.article).or_default().0.push(row));
    new.iter().for_each(|row| by_article.entry(&row.article).or_default().1.push(row));
    let mut found = Vec::new();
    for (mut old, mut new) in by_article.into_values() {
        let same = |a: &Row, b: &Row| a.parts == b.parts;
        let start = found.len();
        for fits in [same, overlap] {
            let mut left = Vec::new();
            for row in old {
                match new.iter().position(|other| fits(row, other)) {
                    Some(place) => {
                        let other = new.remove(place);
                        found.push(Difference { old: Some(row.clone()), new: Some(other.clone()) });
                    }
                    None => left.push(row),
                }
            }
            old = left;
        }
        found.extend(old.into_iter().map(|row| Difference { old: Some(row.clone()), new: None }));
        found.extend(new.into_iter().map(|row| Difference { old: None, new: Some(row.clone()) }));
        found[start..].sort_by_key(place);
    }
    found.retain(|difference| difference.old.is_none() || difference.new.is_none() || !difference.fields().is_empty());
    found
}

fn overlap(a: &Row, b: &Row) -> bool {
    a.parts.iter().any(|[start, end]| b.parts.iter().any(|[from, to]| start < to && from < end))
}

fn place(difference: &Difference) -> Option<usize> {
    let row = difference.new.as_ref().or(difference.old.as_ref())?;
    row.parts.first().map(|part| part[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(article: &str, start: usize, end: usize, speaker: &str) -> Row {
        Row { article: article.into(), parts: vec![[start, end]], speaker: speaker.into(), ..Row::default() }
    }

    #[test]
    fn rows_are_won_lost_and_changed() {
        let old = [row("a", 0, 9, "Ida"), row("a", 20, 30, "Bo"), row("a", 40, 50, ""), row("b", 0, 5, "Ida")];
        let new = [row("a", 0, 9, "Ida"), row("a", 22, 30, "Bo"), row("a", 40, 50, "Jens"), row("c", 0, 5, "Ida")];
        let found = differences(&old, &new);
        let told: Vec<_> = found.iter().map(|one| (one.old.is_some(), one.new.is_some(), one.fields().len())).collect();
        // The claim of the second has other edges and, here, no words to differ in.
        assert_eq!(told, [(true, true, 1), (true, false, 0), (false, true, 0)]);
        assert_eq!(found[0].fields(), [("speaker", "", "Jens")]);
    }

    #[test]
    fn both_forms_are_read_and_a_wrong_line_is_told() {
        let line = r#"{"article": "a", "parts": [[0, 3]], "claim": "Nej", "more": 1}"#;
        assert_eq!(rows(&format!("{line}\n\n{line}\n")).map(|rows| rows.len()), Ok(2));
        assert_eq!(rows(&format!("[{line}]")).map(|rows| rows.len()), Ok(1));
        assert!(
            rows(&format!("{line}\n{{}}\n")).is_err_and(|(line, message)| line == 2 && message.contains("article"))
        );
    }
}
