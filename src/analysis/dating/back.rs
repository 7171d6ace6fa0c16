//! Reports that are dated by what was told before them: words that point back, documents that were dated once, and
//! lines over the text that repeat it.

use std::ops::Range;

use super::{Dating, Known};
use crate::analysis::attribution::Draft;
use crate::dates::{DateValue, Kind, Tense};
use crate::document::{BlockKind, Document};
use crate::label::Kind as Form;
use crate::lexicon::{Class, List, fold};

/// How many tokens behind a report's verb a word can stand that points back: sagde direktør Ida Holm senere.
const ECHO: usize = 6;
/// How many tokens before a date the document can stand that it dates: i en mail til ledelsen den 3. maj.
const DATED: usize = 10;
/// How many times are looked through for one that can be counted from.
const ANCHORS: usize = 24;
/// How many lines over the text may repeat it.
const LINES: usize = 8;

impl Dating<'_, '_> {
    /// »…«, sagde hun senere: the word that points back, where it ends the report.
    pub(super) fn echo(&self, draft: &Draft, cue: &Range<usize>) -> Option<usize> {
        let last = (cue.end + ECHO).min(self.document.tokens().len());
        let word = |at: &usize| self.document.is(*at, List::Echo);
        let at = (cue.end..last).find(word)?;
        let ends = self.document.tokens().get(at + 1).is_none_or(|next| !next.is_wordlike());
        let told = !draft.parts.iter().any(|part| part.overlaps(self.document.tokens()[at].span));
        let clear = (cue.end..at).all(|at| self.document.tokens()[at].is_wordlike());
        // sagde han og afviste samtidig, at …: at the time of the other report.
        let sentence = self.document.sentence_of(cue.start);
        let alone = self.cues.range(sentence.start..=at).all(|other| *other == cue.start);
        (ends && told && clear && alone).then_some(at)
    }

    /// The nearest date that the article tells before a token.
    pub(super) fn anchor(&self, at: usize, tense: Tense) -> Option<DateValue> {
        let before = self.times.partition_point(|other| other.tokens.start < at);
        let near = before.saturating_sub(ANCHORS)..before;
        let told = |place: &usize| self.narrated[*place] && self.times[*place].expression.kind != Kind::Vague;
        let mut values = near
            .rev()
            .filter(told)
            .map(|place| self.calendar.resolve(&self.times[place].expression, self.published, tense));
        values.find_map(|value| value)
    }

    /// The date of an expression that counts from one before it.
    pub(super) fn counted(&self, place: usize, tense: Tense) -> Option<DateValue> {
        let time = &self.times[place];
        let expression = &time.expression;
        self.calendar.resolve_from(expression, self.anchor(time.tokens.start, tense)?)
    }

    /// The document that an expression dates: i en mail fra 2019, i redegørelsen, der mandag blev sendt.
    pub(super) fn document_of(&self, place: usize) -> Option<String> {
        self.document_before(place).or_else(|| self.document_that_came(place))
    }

    fn document_before(&self, place: usize) -> Option<String> {
        let start = self.times[place].tokens.start;
        let sentence = self.document.sentence_of(start);
        let clause = self.narration.clause(&self.times[place].tokens);
        let relative = self.narration.is_relative(&clause);
        for at in (sentence.start.max(start.saturating_sub(DATED))..start).rev() {
            // A verb between them makes it another's day, but for that of the document's own clause.
            if self.narration.verb(at).is_some() && !(relative && clause.contains(&at)) {
                return None;
            }
            if self.document.classes(at).has(Class::Document) || self.is_compound_document(at) {
                return self.document.lexicon.base_form(self.document.folded(at));
            }
        }
        None
    }

    /// Mandag fik naboerne et brev: the document that comes on the day of a clause.
    fn document_that_came(&self, place: usize) -> Option<String> {
        let tokens = &self.times[place].tokens;
        let clause = self.narration.clause(tokens);
        let new = |at: &usize| {
            let before = at.checked_sub(1).filter(|before| self.document.is(*before, List::IndefiniteArticle));
            before.is_some() && self.narration.tells(*at) && self.is_compound_document(*at)
        };
        let at = (tokens.end..clause.end).take(DATED).find(new)?;
        self.document.lexicon.base_form(self.document.folded(at))
    }

    fn is_compound_document(&self, at: usize) -> bool {
        use crate::lexicon::NounKind;
        self.document.noun(at).is_some_and(|noun| noun.kind == NounKind::Document)
    }

    /// I mailen skriver hun; stod der i samme mail; brevet lød: the date of the document that a report is from.
    pub(super) fn document_date(&self, cue: &Range<usize>, known: &[Known]) -> Option<usize> {
        if known.is_empty() {
            return None;
        }
        let near = self.narration.near(cue);
        for at in near.clone().filter(|at| self.narration.tells(*at) && self.is_compound_document(*at)) {
            let is = |steps: usize, list: List| at.checked_sub(steps).is_some_and(|at| self.document.is(at, list));
            let pointed = is(1, List::Pointing);
            let word = self.document.folded(at);
            let definite = pointed || self.document.noun(at).is_some_and(|noun| noun.definite);
            let inside = is(if pointed { 2 } else { 1 }, List::InDocument);
            let beside = at + 1 == cue.start || at == cue.end;
            let verb = self.document.classes(cue.start).has(Class::DocumentVerb);
            // I bogen skriver hun, og siden har hun foreslået: the book is another clause's.
            let clause = self.narration.clause(&(at..at + 1));
            let own = clause.contains(&cue.start) || self.narration.finite(clause).is_none();
            if definite && own && (inside || beside && verb) {
                let base = self.document.lexicon.base_form(word)?;
                let same = known.iter().rev().take(ANCHORS).find(|known| known.document.ends_with(&base));
                if let Some(same) = same {
                    return Some(same.time);
                }
            }
        }
        None
    }
}

/// For each draft of a line over the text (lede, heading), the draft further down that says its words again. What
/// headlines repeat is known.
pub(super) fn repeats(document: &Document, drafts: &[Draft], headlines: &[Option<usize>]) -> Vec<Option<usize>> {
    let mut repeats = headlines.to_vec();
    repeats.resize(drafts.len(), None);
    let over = |draft: &Draft| {
        let line =
            matches!(document.blocks()[draft.block].kind, BlockKind::Headline | BlockKind::Lede | BlockKind::Heading);
        line && draft.kind != Form::Indirect
    };
    let lines: Vec<usize> = (0..drafts.len()).filter(|place| over(&drafts[*place])).take(LINES).collect();
    for line in lines {
        if repeats[line].is_some() {
            continue;
        }
        let own = words(document, &drafts[line]);
        if own.split(' ').filter(|word| !word.is_empty()).count() < 2 {
            continue;
        }
        let below = |other: &usize| drafts[*other].block > drafts[line].block;
        repeats[line] =
            (line + 1..drafts.len()).filter(below).find(|other| words(document, &drafts[*other]).contains(&own));
    }
    repeats
}

/// A claim's words between spaces.
fn words(document: &Document, draft: &Draft) -> String {
    let mut out = String::from(" ");
    for part in &draft.parts {
        for word in part.of(document.text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            out.push_str(&fold(word));
            out.push(' ');
        }
    }
    out
}
