//! Drafts, speakers and time expressions → the day each statement was made.
//!
//! Takes what the levels before found, gives an EDTF date for each draft and the words that say it; knows neither acts nor
//! rows. An expression of the report and its sentence counts first (`own.rs`), then what the report points back to
//! (`back.rs`), then the scene that it is told from (`scenes.rs`), then the day of publication. Dates inside the claim
//! and elsewhere in the article are of other things.

mod back;
mod narration;
mod own;
mod scenes;

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;

use super::attribution::Draft;
use super::times::Time;
use crate::dates::{Calendar, Kind, Tense};
use crate::document::Document;
use crate::lexicon::Class;
use crate::span::Span;
use narration::Narration;
use scenes::{Timeline, Undated};

/// What the drafts of an article are dated by.
#[derive(Clone, Copy)]
pub struct Sources<'x, 'a> {
    /// Its tokens and blocks.
    pub document: &'x Document<'a>,
    /// Resolves the expressions.
    pub calendar: &'x Calendar,
    /// Its time expressions, in order.
    pub times: &'x [Time],
    /// Its statements.
    pub drafts: &'x [Draft],
    /// The entity that speaks each draft.
    pub speakers: &'x [Option<usize>],
    /// For each draft of a headline, the draft of the text that says the same.
    pub repeats: &'x [Option<usize>],
    /// When it was published.
    pub published: Option<Date>,
}

/// When a draft's claim was made, in EDTF, and the words that say so.
pub type Dated = (String, Option<Span>);

/// Dates all drafts of an article, in their order.
pub fn dates(sources: Sources) -> Vec<Dated> {
    let dating = Dating::new(&sources);
    let mut dates = dating.all(&sources);
    let repeats = back::repeats(sources.document, sources.drafts, sources.repeats);
    for line in (0..repeats.len()).filter(|line| repeats[*line].is_some()) {
        // The headline may repeat a line that repeats the text.
        let mut same = line;
        for _ in 0..REPEATS {
            same = repeats[same].unwrap_or(same);
        }
        dates[line] = dates[same].clone();
    }
    dates
}

/// How many times a line may be repeated by another before it stands in the text.
const REPEATS: usize = 3;

/// A document with its date.
struct Known {
    /// Its noun.
    document: String,
    /// Place of the time that dates it.
    time: usize,
}

/// What is read once of an article.
struct Dating<'x, 'a> {
    document: &'x Document<'a>,
    calendar: &'x Calendar,
    times: &'x [Time],
    published: Option<Date>,
    narration: Narration<'x, 'a>,
    /// For each expression, whether the article itself says it, and none of its sources.
    narrated: Vec<bool>,
    /// The tokens that tell of people who came together, once they have been asked for.
    gathers: OnceCell<BTreeSet<usize>>,
    /// The first tokens of reports.
    cues: BTreeSet<usize>,
}

impl<'x, 'a> Dating<'x, 'a> {
    fn new(sources: &Sources<'x, 'a>) -> Self {
        let document = sources.document;
        Dating {
            document,
            calendar: sources.calendar,
            times: sources.times,
            published: sources.published,
            narration: Narration::new(document, sources.drafts),
            narrated: narrated(sources.times, sources.drafts),
            gathers: OnceCell::new(),
            cues: sources.drafts.iter().filter_map(|draft| Some(draft.cue.as_ref()?.start)).collect(),
        }
    }

    /// Goes once through the article, times and drafts together.
    fn all(&self, sources: &Sources) -> Vec<Dated> {
        let drafts = sources.drafts;
        let place = |draft: &Draft| match &draft.cue {
            Some(cue) if !cue.is_empty() => cue.start,
            _ => draft.parts.first().map_or(0, |part| self.document.token_at(part.start())),
        };
        let mut order: Vec<usize> = (0..drafts.len()).collect();
        order.sort_by_key(|draft| place(&drafts[*draft]));
        let mut dates: Vec<Dated> = vec![Dated::default(); drafts.len()];
        let (mut timeline, mut known, mut next) = (Timeline::default(), Vec::new(), 0);
        let mut blocks = 0;
        let mut last: Option<usize> = None;
        for draft in order {
            let at = place(&drafts[draft]);
            while let Some(time) = self.times.get(next).filter(|time| time.tokens.end <= at) {
                self.enter(&mut timeline, &mut blocks, time.tokens.start);
                timeline.pass(self, next, blocks);
                if let Some(document) = self.document_of(next).filter(|_| time.expression.kind != Kind::Vague) {
                    known.push(Known { document, time: next });
                }
                next += 1;
            }
            self.enter(&mut timeline, &mut blocks, at);
            let before = last.map(|last| (&drafts[last], &dates[last]));
            let speaker = sources.speakers.get(draft).copied().flatten();
            let same = last.is_some_and(|last| speaker.is_some() && sources.speakers[last] == speaker);
            dates[draft] = self.date(&drafts[draft], speaker, &mut timeline, &known, before.filter(|_| same));
            last = Some(draft);
        }
        dates
    }

    /// Notes the blocks up to that of a token.
    fn enter(&self, timeline: &mut Timeline, block: &mut usize, token: usize) {
        timeline.enter(self, *block);
        while self.document.blocks().get(*block).is_some_and(|own| own.tokens().end <= token)
            && *block + 1 < self.document.blocks().len()
        {
            *block += 1;
            timeline.enter(self, *block);
        }
    }

    fn date(
        &self,
        draft: &Draft,
        speaker: Option<usize>,
        timeline: &mut Timeline,
        known: &[Known],
        before: Option<(&Draft, &Dated)>,
    ) -> Dated {
        let published = || (self.published.map(|date| date.to_string()).unwrap_or_default(), None);
        let lead = self.lead(draft);
        let cue = match (&draft.cue, &lead) {
            (Some(cue), _) if !cue.is_empty() => cue,
            (_, Lead::Verb(verb)) => verb,
            // Men da hun talte efter, sad de der fire timer, siger hun. »…«: she goes on.
            (_, Lead::Sentence(_)) if before.is_some_and(|(last, _)| last.block == draft.block) => {
                return before.map_or_else(published, |(_, dated)| dated.clone());
            }
            (_, Lead::Sentence(sentence)) => {
                let cue = sentence.end.saturating_sub(1)..sentence.end;
                let past = Undated { block: draft.block, scenic: self.narration.is_scenic(&cue), cue, speaker };
                let day = timeline.day(self, &past).filter(|_| self.narration.is_past(sentence.clone()));
                return day.and_then(|day| self.resolved(day)).unwrap_or_else(published);
            }
            // A quotation by itself goes on from that before it.
            (_, Lead::None) => {
                let goes_on = before.filter(|(last, _)| draft.block.saturating_sub(last.block) <= 1);
                return goes_on
                    .filter(|(_, dated)| dated.1.is_some())
                    .map_or_else(published, |(_, dated)| dated.clone());
            }
        };
        let tense = self.narration.tense(cue);
        let scenic = || self.narration.is_scenic(cue) || self.acts_before(draft.block, cue);
        let report = || Undated { block: draft.block, scenic: scenic(), cue: cue.clone(), speaker };
        if let Some(place) = self.own(draft, cue, tense) {
            let time = &self.times[place];
            if self.calendar.points_back(&time.expression) {
                let value = self.counted(place, tense);
                return (value.map(|value| value.to_string()).unwrap_or_default(), Some(time.span));
            }
            if tense == Tense::Past {
                timeline.report(self, place, &report());
            }
            let value = self.calendar.resolve(&time.expression, self.published, tense);
            return (value.map(|value| value.to_string()).unwrap_or_default(), Some(time.span));
        }
        if let Some(at) = self.echo(draft, cue).filter(|_| tense == Tense::Past) {
            let value = self.anchor(at, tense);
            let span = self.document.tokens()[at].span;
            return (value.map(|value| value.to_string()).unwrap_or_default(), Some(span));
        }
        if let Some(dated) = self.document_date(cue, known).and_then(|place| self.resolved(place)) {
            return dated;
        }
        let past = if self.narration.is_verbless(cue) {
            timeline.is_told(draft.block) && self.is_beside_past(draft, cue)
        } else {
            tense == Tense::Past
        };
        if !past {
            timeline.interrupt(draft.block);
            return published();
        }
        timeline.day(self, &report()).and_then(|day| self.resolved(day)).unwrap_or_else(published)
    }

    fn resolved(&self, place: usize) -> Option<Dated> {
        let time = &self.times[place];
        let value = self.calendar.resolve(&time.expression, self.published, Tense::Past)?;
        Some((value.to_string(), Some(time.span)))
    }

    /// What leads in a quotation that no report takes.
    fn lead(&self, draft: &Draft) -> Lead {
        let Some(part) = draft.parts.first() else {
            return Lead::None;
        };
        let quotation = self.document.token_at(part.start());
        let sentence = self.document.sentence_of(quotation);
        let told = |at: usize| self.narration.tells(at) && self.document.tokens()[at].is_wordlike();
        if (sentence.start..quotation).rev().take(LEAD).any(told) {
            return own::lead(&self.narration, &sentence, quotation).map_or(Lead::None, Lead::Verb);
        }
        let block = self.document.blocks()[draft.block].tokens();
        if sentence.start <= block.start {
            return Lead::None;
        }
        let before = self.document.sentence_of(sentence.start - 1);
        if before.clone().rev().take(LEAD).any(told) { Lead::Sentence(before) } else { Lead::None }
    }

    /// Hun havde et notat med. Ifølge hende …: whether a source without a verb stands beside a sentence in the past.
    fn is_beside_past(&self, draft: &Draft, cue: &Range<usize>) -> bool {
        let near = self.narration.near(cue);
        if self.narration.finite(near.clone()).is_some_and(|(_, tense)| tense == Tense::Present) {
            return false;
        }
        let block = self.document.blocks()[draft.block].tokens();
        let before = near.start.checked_sub(1).filter(|at| block.contains(at));
        let after = Some(near.end).filter(|at| block.contains(at));
        let sentences = before.into_iter().chain(after).map(|at| self.document.sentence_of(at));
        let acts = |sentence: Range<usize>| {
            let pronoun = |at: usize| self.document.classes(at).has(Class::SubjectPronoun);
            let times = self.times.partition_point(|time| time.tokens.start < sentence.start);
            if self.times.get(times).is_some_and(|time| time.tokens.start < sentence.end) {
                return false;
            }
            sentence.take(LEAD).any(|at| self.cues.contains(&at) || self.narration.tells(at) && pronoun(at))
        };
        sentences.into_iter().any(|sentence| self.narration.is_past(sentence.clone()) && acts(sentence))
    }
}

/// How many tokens before a quotation can lead it in.
const LEAD: usize = 60;

/// What leads in a quotation that no report takes.
enum Lead {
    /// A verb of its sentence: Den lød i al sin korthed:
    Verb(Range<usize>),
    /// The sentence before it.
    Sentence(Range<usize>),
    /// Nothing in its paragraph.
    None,
}

/// For each expression, whether it stands in no claim.
fn narrated(times: &[Time], drafts: &[Draft]) -> Vec<bool> {
    let mut claims: Vec<Span> = drafts.iter().flat_map(|draft| draft.parts.iter().copied()).collect();
    claims.sort_by_key(|claim| claim.start());
    let mut claims = claims.into_iter().peekable();
    let mut end = 0;
    let open = |time: &Time| {
        while let Some(claim) = claims.next_if(|claim| claim.start() <= time.span.start()) {
            end = end.max(claim.end());
        }
        end < time.span.end()
    };
    times.iter().map(open).collect()
}
