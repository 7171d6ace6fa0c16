//! The notation of construction examples: `[claim:Prisen falder], [cue:siger] [speaker:Mette Holm].`

use crate::article::Article;
use crate::statement::Statement;

/// An example without its marks, and where they were, in code points.
#[derive(Debug, Default)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// The pieces of the claim.
    pub claim: Vec<[usize; 2]>,
    /// The reporting word.
    pub cue: Vec<[usize; 2]>,
    /// The source.
    pub speaker: Vec<[usize; 2]>,
}

impl Example {
    /// Reads the marks; any other bracket is text.
    pub fn read(marked: &str) -> Self {
        let mut example = Self::default();
        let mut rest = marked;
        while let Some((before, after)) = rest.split_once('[') {
            example.text.push_str(before);
            rest = after;
            let start = example.text.chars().count();
            let (list, words) = if let Some(words) = after.strip_prefix("claim:") {
                (&mut example.claim, words)
            } else if let Some(words) = after.strip_prefix("cue:") {
                (&mut example.cue, words)
            } else if let Some(words) = after.strip_prefix("speaker:") {
                (&mut example.speaker, words)
            } else {
                example.text.push('[');
                continue;
            };
            let Some((words, after)) = words.split_once(']') else {
                example.text.push('[');
                continue;
            };
            example.text.push_str(words);
            list.push([start, example.text.chars().count()]);
            rest = after;
        }
        example.text.push_str(rest);
        example
    }

    /// Whether a statement has exactly the marked pieces. An example without a speaker asks for none.
    pub fn fits(&self, statement: &Statement) -> bool {
        let one = |wanted: &[[usize; 2]], found: Option<[usize; 2]>| wanted.is_empty() || wanted == found.as_slice();
        statement.parts == self.claim
            && one(&self.cue, statement.cue_span)
            && one(&self.speaker, statement.mention_span)
    }
}

/// How an example of a construction is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// As it is marked; or, where the construction must find nothing, so.
    AsMarked,
    /// Another construction, of this id, finds just what is marked.
    Shadowed(String),
    /// What was found instead, a line each.
    Otherwise(String),
}

/// Compares what was found in an example with its marks; `holds`: the construction of this id must find them, else it
/// must find nothing.
pub fn reading(example: &Example, id: &str, holds: bool, found: &[Statement]) -> Reading {
    let own = |row: &&Statement| row.rule == id;
    let good =
        if holds { found.iter().filter(own).any(|row| example.fits(row)) } else { !found.iter().any(|row| own(&row)) };
    if good {
        return Reading::AsMarked;
    }
    if let Some(other) = found.iter().find(|row| holds && example.fits(row)) {
        return Reading::Shadowed(other.rule.clone());
    }
    let lines: Vec<String> =
        found.iter().map(|row| format!("    {}: {}", row.rule, marked(&example.text, row))).collect();
    Reading::Otherwise(if lines.is_empty() { "    nothing found".to_owned() } else { lines.join("\n") })
}

/// The text as an article; with `headline`, the text is its title and a body follows.
pub fn article(text: &str, headline: bool) -> Article {
    if !headline {
        return Article::new("example", text);
    }
    let body = "Brødtekst følger her i en sætning.";
    let mut article = Article::new("example", format!("{text}\n\n{body}"));
    article.title = Some(text.to_owned());
    article
}

/// A statement in the notation of examples.
pub fn marked(text: &str, statement: &Statement) -> String {
    let mut marks: Vec<([usize; 2], &str)> = statement.parts.iter().map(|part| (*part, "claim")).collect();
    marks.extend(statement.cue_span.map(|span| (span, "cue")));
    marks.extend(statement.mention_span.map(|span| (span, "speaker")));
    let mut out = String::new();
    let length = text.chars().count();
    for (at, letter) in text.chars().map(Some).chain([None]).enumerate() {
        for _ in marks.iter().filter(|(span, _)| span[1] == at) {
            out.push(']');
        }
        for (_, name) in marks.iter().filter(|(span, _)| span[0] == at) {
            out += &format!("[{name}:");
        }
        out.extend(letter.filter(|_| at < length));
    }
    out
}
