//! The timeline of an article: days on which something was told to happen, and the reports that tell from there.
//!
//! A day in a past clause opens a scene. A gathering is one by itself; another event only where a report tells more
//! of it than words. The present, and reports on the day of publication, belong to none.

use std::ops::Range;

use jiff::civil::Date;

use super::Dating;
use super::narration::Opening;
use crate::dates::{DateValue, Kind, Tense};
use crate::document::BlockKind;
use crate::lexicon::{Class, ClassSet, Ending, List, fold};

/// How many blocks after its last mention a scene that only a passage tells is still at hand.
const REACH: usize = 3;
/// Among how many first blocks of text the event stands that the whole article is about.
const OPENING: usize = 3;

/// A day and how sure it is that somebody tells from there.
#[derive(Clone, Copy, Debug)]
struct Scene {
    /// Place of its time.
    time: usize,
    /// The block where it was told of last.
    block: usize,
    /// Whether a report has been told from it.
    told: bool,
}

/// The last report that had a day.
#[derive(Clone, Copy, Debug)]
struct Report {
    /// Place of its time.
    time: usize,
    /// Its block.
    block: usize,
    /// Who spoke.
    speaker: Option<usize>,
}

/// What of the timeline is at hand at one place of the text.
#[derive(Debug, Default)]
pub(super) struct Timeline {
    /// The day of the last gathering.
    gathering: Option<usize>,
    /// The event that the article is about.
    theme: Option<Scene>,
    /// The event of the passage.
    local: Option<Scene>,
    /// The last dated report, while its speaker goes on.
    report: Option<Report>,
    /// Blocks of text so far that have a sentence in the past or present.
    blocks: usize,
    /// The last of them.
    last_block: Option<usize>,
}

/// A report that has no day of its own.
pub(super) struct Undated {
    /// Its block.
    pub(super) block: usize,
    /// Its verb.
    pub(super) cue: Range<usize>,
    /// Whether it tells more of the scene than words.
    pub(super) scenic: bool,
    /// Who speaks.
    pub(super) speaker: Option<usize>,
}

impl Timeline {
    /// Takes note of a block of text.
    pub(super) fn enter(&mut self, dating: &Dating, block: usize) {
        let over = matches!(dating.document.blocks()[block].kind, BlockKind::Headline | BlockKind::Furniture);
        if self.last_block != Some(block) && !over {
            self.blocks += 1;
            self.last_block = Some(block);
        }
    }

    /// Takes note of a time that the article tells.
    pub(super) fn pass(&mut self, dating: &Dating, place: usize, block: usize) {
        let time = &dating.times[place];
        let day = matches!(time.expression.kind, Kind::Day | Kind::Weekday | Kind::Date | Kind::Holiday);
        if !day || !dating.narrated[place] {
            return;
        }
        let document = dating.document;
        // … at færgen sejler til nytår: a day that is waited for.
        if document.is(time.tokens.start, List::To) {
            return;
        }
        if time.expression.attributive {
            // Mandagens møde blev kort.
            if dating.gathers(time.tokens.end..time.tokens.end + 1) {
                self.gathering = Some(place);
            }
            return;
        }
        let clause = dating.narration.clause(&time.tokens);
        let sentence = document.sentence_of(time.tokens.start);
        let own = dating.narration.finite(clause.clone());
        let tense = own.or_else(|| dating.narration.finite(sentence.clone())).map(|(_, tense)| tense);
        let apart = dating.is_apart(time, &(time.tokens.start..time.tokens.start));
        if dating.gathers(sentence.clone()) {
            if tense != Some(Tense::Present) && !apart {
                self.gathering = Some(place);
            }
            return;
        }
        // Who said something on a day opens no scene for others.
        let reports = dating.cues.range(sentence.clone()).next().is_some()
            || own.is_some_and(|(verb, _)| {
                let classes = document.classes(verb);
                classes.has(Class::Finite) && classes.meets(ClassSet::REPORTING) && !classes.has(Class::Weak)
            });
        if apart || reports {
            return;
        }
        let told = match tense {
            Some(Tense::Past) => dating.narration.opening(&clause) != Opening::Other,
            // Klokken er seks lørdag den 3. maj, og på kajen står to biler.
            Some(Tense::Present) => {
                let sets = document.is(sentence.start, List::SetsTime);
                sets && document.is(sentence.start + 1, List::Is) && time.tokens.start <= sentence.start + 5
            }
            _ => false,
        };
        if !told {
            return;
        }
        self.open(Scene { time: place, block, told: false });
    }

    /// A scene among the first blocks is what the article is about.
    fn open(&mut self, scene: Scene) {
        if self.theme.is_none() && self.gathering.is_none() && self.blocks <= OPENING {
            self.theme = Some(scene);
        } else {
            self.local = Some(scene);
        }
    }

    /// Takes note of a report in the past that has a day.
    pub(super) fn report(&mut self, dating: &Dating, time: usize, report: &Undated) {
        self.report = Some(Report { time, block: report.block, speaker: report.speaker });
        let day = matches!(dating.times[time].expression.kind, Kind::Day | Kind::Weekday | Kind::Date | Kind::Holiday);
        if report.scenic && day {
            self.open(Scene { time, block: report.block, told: true });
        }
    }

    /// The day of the scene that a report in the past without a day tells from.
    pub(super) fn day(&mut self, dating: &Dating, report: &Undated) -> Option<usize> {
        let near = self.report.filter(|last| {
            let same = last.speaker.is_some() && last.speaker == report.speaker;
            let day = matches!(dating.times[last.time].expression.kind, Kind::Day | Kind::Weekday | Kind::Date);
            day && (last.block == report.block || same && report.block.saturating_sub(last.block) <= 1)
                || same && last.block == report.block
        });
        if let Some(last) = near {
            self.report = Some(Report { block: report.block, ..last });
        }
        let local = self.local.filter(|scene| {
            report.block.saturating_sub(scene.block) <= REACH
                && (scene.told || report.scenic || dating.goes_on(scene.time, report))
        });
        // A day before that of the theme is a look back, and no longer than its paragraph.
        let main = self.gathering.or(self.theme.map(|scene| scene.time)).and_then(|time| dating.day_of(time));
        let local = local.filter(|scene| {
            let back = dating.day_of(scene.time).zip(main).is_some_and(|(local, main)| local < main);
            !back || scene.told || scene.block == report.block
        });
        let theme = self.theme.filter(|scene| scene.told || report.scenic || dating.goes_on(scene.time, report));
        let scenes = [local.map(|scene| scene.time), theme.map(|scene| scene.time)];
        let all = [near.map(|last| last.time), self.gathering, scenes[0], scenes[1]];
        let day = all.into_iter().flatten().max()?;
        for scene in [&mut self.local, &mut self.theme].into_iter().flatten().filter(|scene| scene.time == day) {
            scene.told = true;
            scene.block = report.block;
        }
        Some(day)
    }

    /// Whether somebody has been told to speak at a scene at hand, so that a source without a verb may speak there.
    pub(super) fn is_told(&self, block: usize) -> bool {
        let near = |scene: &Scene| scene.told && block.saturating_sub(scene.block) <= 1;
        self.gathering.is_some() || [self.local, self.theme].iter().flatten().any(near)
    }

    /// Ends the run of a dated speaker, where another report comes between.
    pub(super) fn interrupt(&mut self, block: usize) {
        self.report = self.report.filter(|last| last.block == block);
    }
}

impl Dating<'_, '_> {
    fn day_of(&self, time: usize) -> Option<Date> {
        match self.calendar.resolve(&self.times[time].expression, self.published, Tense::Past) {
            Some(DateValue::Day(day)) => Some(day),
            _ => None,
        }
    }

    /// Ministeren fremlagde mandag sin plan. »…«, sagde han: whether a report goes straight on from the sentence that
    /// told the day, with the same one as its subject.
    fn goes_on(&self, time: usize, report: &Undated) -> bool {
        let told = self.document.sentence_of(self.times[time].tokens.start);
        let own = self.document.sentence_of(report.cue.start);
        let next = told.end == own.start || (told.end..own.start).all(|at| !self.narration.tells(at));
        let block = self.document.blocks()[report.block].tokens();
        block.contains(&told.start) && next && self.is_of_pronoun(&report.cue)
    }

    /// Hun slog motoren fra. »…«, sagde hun: whether the sentence before a report in its paragraph tells what its
    /// source did.
    pub(super) fn acts_before(&self, block: usize, cue: &Range<usize>) -> bool {
        let own = self.document.sentence_of(cue.start);
        let block = self.document.blocks()[block].tokens();
        if own.start <= block.start || !block.contains(&own.start) || !self.is_of_pronoun(cue) {
            return false;
        }
        let before = self.document.sentence_of(own.start - 1);
        let dated = self.times.partition_point(|time| time.tokens.start < before.start);
        let dated = self.times.get(dated).is_some_and(|time| time.tokens.start < before.end);
        !dated && self.cues.range(before.clone()).next().is_none() && self.narration.is_act(before)
    }

    /// sagde han, hun sagde
    fn is_of_pronoun(&self, cue: &Range<usize>) -> bool {
        let pronoun = |at: usize| self.document.classes(at).has(Class::SubjectPronoun);
        pronoun(cue.end) || cue.start > 0 && pronoun(cue.start - 1)
    }

    /// Whether any of some tokens tells of people who came together.
    pub(super) fn gathers(&self, tokens: Range<usize>) -> bool {
        let all = || (0..self.document.tokens().len()).filter(|at| self.is_gathering(*at)).collect();
        self.gathers.get_or_init(all).range(tokens).next().is_some()
    }

    /// Whether a token tells of people who came together: mødet, 3-0-sejren.
    fn is_gathering(&self, at: usize) -> bool {
        let document = self.document;
        let classes = document.classes(at);
        if classes.has(Class::Gathering) {
            return true;
        }
        // 3-0-føring, 3-4-nederlaget: the last part tells.
        let last = document.word(at).rsplit_once('-').map(|(_, last)| document.lexicon.word(&fold(last)));
        last.is_some_and(|last| document.lexicon.entry(last).classes.has(Class::Gathering))
            || classes.is_empty() && self.document.lexicon.ends(Ending::Meeting, document.folded(at))
    }
}
