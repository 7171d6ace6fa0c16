//! The expression of a report's own sentence that dates it.

use std::ops::Range;

use super::narration::{Narration, Opening};
use super::{Dating, Time};
use crate::analysis::attribution::Draft;
use crate::dates::{DateValue, Kind, Tense};
use crate::lexicon::{Class, ClassSet, Ending, List};

/// How many tokens behind a day the occasion can stand: mandagens lange, ophedede møde.
const OCCASION: usize = 3;
/// How many tokens before fra the document can stand that is from then.
const FROM: usize = 6;

impl Dating<'_, '_> {
    /// The nearest expression of the report's sentence that dates the report.
    pub(super) fn own(&self, draft: &Draft, cue: &Range<usize>, tense: Tense) -> Option<usize> {
        let near = self.narration.near(cue);
        let first = self.times.partition_point(|time| time.tokens.start < near.start);
        let last = self.times.partition_point(|time| time.tokens.start < near.end);
        let own = |place: &usize| {
            let time = &self.times[*place];
            self.is_of_clause(time)
                && !draft.parts.iter().any(|part| part.overlaps(time.span))
                && self.narrated[*place]
                && !self.is_apart(time, cue)
                && !self.is_of_another(time, cue, tense)
                && !self.is_to_come(time, tense)
        };
        let far = |place: &usize| {
            let time = &self.times[*place];
            if time.tokens.start >= cue.end {
                time.tokens.start - cue.end
            } else {
                cue.start.saturating_sub(time.tokens.end)
            }
        };
        (first..last).filter(own).min_by_key(far)
    }

    /// Whether an expression is of its clause, and not of a noun. That before a noun is where the noun is an occasion:
    /// på mandagens møde, i fredagens udgave.
    pub(super) fn is_of_clause(&self, time: &Time) -> bool {
        if !time.expression.attributive {
            return true;
        }
        let before = time.tokens.start.checked_sub(1).unwrap_or(time.tokens.start);
        let placed =
            self.document.is(time.tokens.start, List::InOn) || self.document.classes(before).has(Class::Preposition);
        let noun = (time.tokens.end..time.tokens.end + OCCASION).find(|at| self.is_occasion(*at));
        placed
            && noun
                .is_some_and(|noun| (time.tokens.end..noun).all(|at| self.document.classes(at).has(Class::Adjective)))
    }

    fn is_occasion(&self, at: usize) -> bool {
        let compound = |word: &str| self.document.lexicon.ends(Ending::Occasion, word);
        let classes = self.document.classes(at);
        classes.meets(ClassSet::of(&[Class::Document, Class::Gathering])) || compound(self.document.folded(at))
    }

    /// Whether the expression is no day of a report: fra 2019 til 2021, tallene for 2023, siden marts. What a
    /// document is from dates what it says.
    pub(super) fn is_apart(&self, time: &Time, cue: &Range<usize>) -> bool {
        let Some(before) = time.tokens.start.checked_sub(1) else {
            return false;
        };
        // 6. juli Banken: a name.
        let next = time.tokens.end;
        let named = time.expression.kind == Kind::Date
            && self.document.tokens().get(next).is_some_and(|next| next.is_wordlike() && next.is_capitalised());
        if named
            && !self.document.is(before, List::DateArticle)
            && !self.document.is(time.tokens.start, List::DateArticle)
        {
            return true;
        }
        // I et brev af 3. maj: as if from then.
        let of = self.document.is(before, List::Of) && time.expression.kind == Kind::Date;
        if !of && self.document.is(before, List::ApartTie) {
            return true;
        }
        // A name tells which it was, not when something was said: krigen i 2014 is left to the sentence.
        let from = of || self.document.is(before, List::From) && time.expression.kind != Kind::Vague;
        let start = self.document.sentence_of(before).start.max(before.saturating_sub(FROM));
        let source = (start..before).any(|at| self.document.classes(at).has(Class::Document));
        from && !self.is_of_writing(cue) && !source
    }

    /// Whether the expression tells of something beside the report: Jytte Skov, der har boet der siden 1978, sagde. A
    /// document, a meeting and their day belong together: artiklen, som kom tirsdag.
    fn is_of_another(&self, time: &Time, cue: &Range<usize>, tense: Tense) -> bool {
        let clause = self.narration.clause(&time.tokens);
        if clause.contains(&cue.start) {
            return false;
        }
        if self.narration.is_relative(&clause) {
            // sagde hun, som tirsdag var kaldt i samråd
            let met = tense == Tense::Past && self.gathers(clause.clone());
            return !met && !self.is_of_an_occasion(&clause, cue);
        }
        // Da huset i maj brændte, siger han: what is told in the present was not told then.
        let opening = self.narration.opening(&clause);
        let subordinate = opening != Opening::Main || self.document.is(clause.start, List::Since);
        if subordinate {
            return tense != Tense::Past;
        }
        // Tal fra 2017 viser det samme, siger hun; mandag åbnede broen, og nu siger hun.
        tense != Tense::Past && self.narration.finite(clause).is_some_and(|(verb, _)| !cue.contains(&verb))
    }

    /// Whether only what is written does what a cue says: fremgår, står, lyder.
    fn is_of_writing(&self, cue: &Range<usize>) -> bool {
        let lexicon = self.document.lexicon;
        let verb = self.document.tokens().get(cue.start).and_then(|token| lexicon.entry(token.word).verb);
        verb.is_some_and(|verb| lexicon.is_verb(verb, List::WritingVerb))
    }

    /// Whether a relative clause says when a document came or people met.
    fn is_of_an_occasion(&self, relative: &Range<usize>, cue: &Range<usize>) -> bool {
        let occasion = ClassSet::of(&[Class::Document, Class::Gathering, Class::SpeechNoun]);
        let named = relative.start >= 2 && self.document.word(relative.start - 2).starts_with(char::is_uppercase);
        let sentence = self.document.sentence_of(relative.start);
        let before = relative.start.saturating_sub(8).max(sentence.start)..relative.start;
        let has = |range: Range<usize>, class: ClassSet| range.clone().any(|at| self.document.classes(at).meets(class));
        let dated = (relative.clone()).any(|at| self.document.is(at, List::Dated));
        // Det fremgår af en analyse fra Ølby Kommune, som kom mandag.
        let written = has(cue.end.max(before.start)..before.end, ClassSet::of(&[Class::Document]));
        let told = self.is_of_writing(cue);
        dated || written || told || !named && has(before, occasion)
    }

    /// Whether the expression names a time that had not come when the article did.
    fn is_to_come(&self, time: &Time, tense: Tense) -> bool {
        let value = self.calendar.resolve(&time.expression, self.published, tense);
        let year = match value {
            Some(DateValue::Year(year)) => year,
            _ => return false,
        };
        self.published.is_some_and(|published| year > published.year())
    }
}

/// What leads in a quotation that no report takes: the last verb before it in its sentence. Den lød i al sin korthed:
pub(super) fn lead(narration: &Narration, sentence: &Range<usize>, quotation: usize) -> Option<Range<usize>> {
    let (verb, _) = narration.last_finite(sentence.start..quotation)?;
    Some(verb..verb + 1)
}
