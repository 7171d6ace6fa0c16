//! Drafts → who spoke: resolves each draft's mention, carries a speaker on through a run of quotations, and finds the
//! source of a headline in the body.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::attribution::{BlockView, Draft, SpeakerLink};
use super::entities::{Entities, Link, Place};
use super::mentions::{Head, Mention, MentionReader};
use super::quotations::{Opener, Quotation};
use crate::document::{BlockKind, Document};
use crate::label::{Kind, SpeakerKind};
use crate::lexicon::{Class, ClassSet, Number, fold};

/// Who spoke a draft's claim, and how that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// Place of the entity.
    pub entity: usize,
    /// How it was found.
    pub by: Route,
}

/// How a speaker was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// By the mention at the report.
    Mention(Link),
    /// As the subject of the report before.
    Carried,
    /// As the one of whom the sentence before tells.
    Narration,
    /// As the one who spoke before.
    Run,
    /// As the one whose turn it is in a dialogue.
    Turn,
    /// As the one whom the body quotes with the headline's words.
    SameWords,
    /// As the one whom the article introduces with the headline's noun.
    HeadlineRole,
    /// As the first who speaks in the body.
    FirstSpeaker,
}

impl Route {
    /// Words for the row.
    pub fn as_str(self) -> &'static str {
        match self {
            Route::Mention(link) => link.as_str(),
            Route::Carried => "same subject",
            Route::Narration => "subject of the sentence before",
            Route::Run => "goes on speaking",
            Route::Turn => "next turn",
            Route::SameWords => "same words in the body",
            Route::HeadlineRole => "named later by this role",
            Route::FirstSpeaker => "first speaker of the article",
        }
    }
}

/// Speakers of all drafts, in their order.
pub struct Speakers<'d, 'a> {
    /// Everybody who can speak.
    pub entities: Entities<'d, 'a>,
    /// One a draft.
    pub list: Vec<Option<Speaker>>,
}

/// Resolves the speakers of all drafts.
pub fn resolve<'d, 'a>(
    document: &'d Document<'a>,
    reader: &'d MentionReader<'d, 'a>,
    blocks: &[BlockView],
    quotations: &[Quotation],
    mentions: &[Mention],
    drafts: &[Draft],
) -> Speakers<'d, 'a> {
    let mut entities = Entities::new(document, reader);
    for mention in mentions {
        entities.introduce(mention);
    }
    let speaking = drafts.iter().filter_map(|draft| match draft.speaker {
        SpeakerLink::Mention(mention) => Some(mention),
        _ => None,
    });
    let mut speaking: BTreeSet<usize> = speaking.collect();
    speaking.extend(blocks.iter().filter_map(|view| announced(document, view)));
    let speaking = Rc::new(speaking);
    let mut resolver = Resolver {
        speaking,
        document,
        blocks,
        mentions,
        drafts,
        entities,
        found: vec![None; mentions.len()],
        list: vec![None; drafts.len()],
    };
    let headline = |view: &&BlockView| view.block.kind == BlockKind::Headline;
    for (at, view) in blocks.iter().enumerate() {
        if !headline(&view) {
            resolver.block(at);
        }
    }
    resolver.run_on(quotations);
    for (at, view) in blocks.iter().enumerate() {
        if headline(&view) {
            resolver.headline(at);
        }
    }
    Speakers { entities: resolver.entities, list: resolver.list }
}

/// The mention that a block ending in a colon announces as the next speaker: the first human source of its last
/// sentence, or whatever is its only one.
fn announced(document: &Document, view: &BlockView) -> Option<usize> {
    if !view.block.span.of(document.text).ends_with(':') {
        return None;
    }
    let symbols = &view.row.symbols;
    let start = symbols.iter().rposition(|symbol| symbol.classes.has(Class::Start))?;
    let human = ClassSet::of(&[Class::Named, Class::Role, Class::Pronoun, Class::Phrase]);
    let sources = || symbols[start..].iter().filter(|symbol| symbol.classes.has(Class::Source));
    let first = sources().find(|symbol| symbol.classes.meets(human) && !symbol.classes.has(Class::Reporter));
    first.or_else(|| sources().next()).and_then(|symbol| symbol.mention)
}

struct Resolver<'r, 'v, 'd, 'a> {
    document: &'d Document<'a>,
    blocks: &'r [BlockView<'v>],
    mentions: &'r [Mention],
    drafts: &'r [Draft],
    entities: Entities<'d, 'a>,
    /// Mentions that a report names as its source.
    speaking: Rc<BTreeSet<usize>>,
    /// Entity of each mention.
    found: Vec<Option<(usize, Link)>>,
    list: Vec<Option<Speaker>>,
}

impl Resolver<'_, '_, '_, '_> {
    fn drafts_of(&self, at: usize) -> Vec<usize> {
        let block = self.blocks[at].place;
        (0..self.drafts.len()).filter(|draft| self.drafts[*draft].block == block).collect()
    }

    fn block(&mut self, at: usize) {
        let own = self.drafts_of(at);
        self.mentions_of(at);
        // Det siger X.: X stands in this block, what he said in the one before.
        for draft in 0..self.drafts.len() {
            if self.list[draft].is_none()
                && self.drafts[draft].block < self.blocks[at].place
                && let SpeakerLink::Mention(mention) = self.drafts[draft].speaker
            {
                self.list[draft] =
                    self.found[mention].map(|(entity, link)| Speaker { entity, by: Route::Mention(link) });
                if let Some(speaker) = self.list[draft] {
                    self.entities.spoke(speaker.entity, at);
                }
            }
        }
        for &draft in &own {
            let speaker = self.speaker(at, draft);
            self.list[draft] = speaker;
            if let Some(speaker) = speaker {
                self.entities.spoke(speaker.entity, at);
                self.writings(at, draft, speaker.entity);
            }
        }
    }

    /// …, skriver Ida Holm i et brev: from then on »brevet« is hers.
    fn writings(&mut self, at: usize, draft: usize, entity: usize) {
        let report = &self.drafts[draft].report;
        let sentence = self.document.sentence_of(report.start);
        let cue = self.drafts[draft].cue.as_ref().map_or(0, |cue| cue.end);
        for symbol in &self.blocks[at].row.symbols {
            let written = symbol.classes.has(Class::Written) && symbol.classes.has(Class::Oblique);
            if written
                && sentence.contains(&symbol.tokens.start)
                && symbol.tokens.start >= cue
                && let Some(mention) = symbol.mention.filter(|mention| self.mentions[*mention].owner.is_none())
            {
                self.entities.add_writing(entity, &self.mentions[mention]);
            }
        }
    }

    /// Resolves a block's mentions in order, and notes roles given in clauses of their own.
    fn mentions_of(&mut self, at: usize) {
        let symbols = &self.blocks[at].row.symbols;
        let mut sentence = 0;
        let mut subject_seen = false;
        let speaking = self.speaking.clone();
        for (place, symbol) in symbols.iter().enumerate() {
            if symbol.classes.has(Class::Start) {
                subject_seen = false;
                sentence = symbols.get(place + 1).map_or(0, |next| next.tokens.start);
            }
            let Some(mention) = symbol.mention else {
                continue;
            };
            let human = ClassSet::of(&[Class::Named, Class::Pronoun, Class::Role, Class::Organisation, Class::Group]);
            let source = symbol.classes.has(Class::Source) && symbol.classes.meets(human);
            let subject = source && !subject_seen;
            subject_seen |= source;
            // 1200 kilometer, en stilling som køkkenchef: nobody.
            let nobody =
                self.mentions[mention].measure || self.mentions[mention].bare && !symbol.classes.has(Class::Source);
            if nobody && !speaking.contains(&mention) {
                continue;
            }
            let where_ = Place {
                block: at,
                sentence,
                subject: subject || speaking.contains(&mention),
                speaking: speaking.contains(&mention),
            };
            self.found[mention] = self.entities.resolve(&self.mentions[mention], where_);
            if let Some((entity, _)) = self.found[mention] {
                if speaking.contains(&mention) {
                    self.entities.spoke(entity, at);
                }
                self.role_clause(at, place, entity);
            }
        }
    }

    /// Ida Holm, der er formand for …; Han er formand for …
    fn role_clause(&mut self, at: usize, place: usize, entity: usize) {
        let symbols = &self.blocks[at].row.symbols;
        let mut next = place + 1;
        for class in [Class::Comma, Class::Relative] {
            if symbols.get(next).is_some_and(|symbol| symbol.classes.has(class)) {
                next += 1;
            }
        }
        let is = symbols.get(next).is_some_and(|symbol| {
            symbol.tokens.len() == 1
                && ["er", "var", "bliver", "blev"].iter().any(|word| self.document.is(symbol.tokens.start, word))
        });
        if !is {
            return;
        }
        next += 1;
        if symbols.get(next).is_some_and(|symbol| symbol.classes.has(Class::Adverb)) {
            next += 1;
        }
        let Some(role) = symbols.get(next).and_then(|symbol| symbol.mention) else {
            return;
        };
        let role = &self.mentions[role];
        let person = self.entities.get(entity).kind != Some(SpeakerKind::Organisation);
        if person
            && role.names.is_empty()
            && matches!(role.head, Head::Noun(crate::lexicon::NounKind::Role))
            && role.number == Number::Singular
        {
            self.entities.add_role(entity, role);
        }
    }

    fn speaker(&mut self, at: usize, draft: usize) -> Option<Speaker> {
        match self.drafts[draft].speaker {
            SpeakerLink::Mention(mention) => {
                let (entity, link) = self.found[mention]?;
                Some(Speaker { entity, by: Route::Mention(link) })
            }
            SpeakerLink::Draft(other) => {
                let speaker = self.list.get(other).copied().flatten()?;
                Some(Speaker { entity: speaker.entity, by: Route::Carried })
            }
            SpeakerLink::Context => self.context(at, draft),
            SpeakerLink::Nobody => None,
        }
    }

    /// Who speaks where no report says it; not one of whom the claim speaks by name.
    fn context(&self, at: usize, draft: usize) -> Option<Speaker> {
        self.in_context(at, draft).filter(|speaker| {
            let parts = &self.drafts[draft].parts;
            !parts.iter().any(|part| self.entities.is_named_in(speaker.entity, part.of(self.document.text)))
        })
    }

    fn in_context(&self, at: usize, draft: usize) -> Option<Speaker> {
        let narration = |entity| Speaker { entity, by: Route::Narration };
        let start = self.drafts[draft].parts.first().map_or(0, |part| part.start());
        let cue = self.drafts[draft].cue.as_ref().map_or(start, |cue| self.document.tokens()[cue.start].span.start());
        // Han holder inde. »…«
        if let Some(entity) = self.subject_before(at, start.max(cue)) {
            return Some(narration(entity));
        }
        let run = |entity| Speaker { entity, by: Route::Run };
        let last = self.entities.last_speaker();
        if let Some(entity) = self.turn(draft) {
            return Some(Speaker { entity, by: Route::Turn });
        }
        for before in (0..at).rev().take(2) {
            let view = &self.blocks[before];
            let announced = announced(self.document, view).filter(|_| before + 1 == at);
            if let Some((entity, _)) = announced.and_then(|mention| self.found[mention]) {
                return Some(narration(entity));
            }
            if matches!(view.block.kind, BlockKind::Heading | BlockKind::Caption | BlockKind::Headline) {
                continue;
            }
            if last.is_some_and(|(_, block)| block == before) {
                return last.map(|(entity, _)| run(entity));
            }
            if self.is_question(before) {
                continue;
            }
            if let Some(entity) = self.last_subject(before) {
                return Some(narration(entity));
            }
        }
        last.filter(|(_, block)| at - block <= 3).map(|(entity, _)| run(entity))
    }

    /// Whose turn it is: after a question the one who was asked, in a dialogue without reports the one before the last.
    fn turn(&self, draft: usize) -> Option<usize> {
        let before = draft.checked_sub(1)?;
        let other = self.list[..draft].iter().rev().flatten().map(|speaker| speaker.entity);
        let last = self.list[before]?.entity;
        let answered = self.drafts[draft].cue.is_some() && {
            let claim = self.drafts[before].parts.last().map_or("", |part| part.of(self.document.text));
            claim.ends_with('?') || claim.starts_with("hv") || claim.starts_with("om ")
        };
        let talk = |draft: usize| {
            let span = self.drafts[draft].parts.first().copied().unwrap_or_default();
            let before = self.document.text.get(..span.start()).unwrap_or("");
            self.drafts[draft].kind == Kind::Direct && before.ends_with(['-', '–', '—'])
        };
        let adjacent = self.drafts[draft].block - self.drafts[before].block == 1;
        let dialogue = self.drafts[draft].cue.is_none() && talk(draft) && talk(before) && adjacent;
        if !answered && !dialogue {
            return None;
        }
        let mut others = other.filter(|entity| *entity != last);
        others.next()
    }

    fn is_question(&self, at: usize) -> bool {
        self.blocks[at].block.span.of(self.document.text).ends_with('?')
    }

    /// The person who is the subject of the nearest sentence of the block before byte `limit`.
    fn subject_before(&self, at: usize, limit: usize) -> Option<usize> {
        let symbols = &self.blocks[at].row.symbols;
        let mut subject: Option<usize> = None;
        let (mut open, mut person) = (false, false);
        for symbol in symbols {
            if symbol.classes.has(Class::Start) {
                open = true;
                person = false;
            }
            if symbol.tokens.is_empty() {
                continue;
            }
            if self.document.tokens()[symbol.tokens.start].span.start() >= limit {
                break;
            }
            // Et broderi, som en indsat forærede hende: the subject stands in the main clause.
            if symbol.mention.is_none()
                && symbol.classes.meets(ClassSet::of(&[Class::Relative, Class::Question]))
                && !symbol.classes.has(Class::Adverb)
            {
                open = false;
            }
            if let Some(mention) =
                symbol.mention.filter(|_| open && symbol.classes.meets(ClassSet::of(&[Class::Source])))
                && let Some((entity, _)) = self.found[mention].filter(|(entity, _)| self.can_speak(*entity))
            {
                // Som de øvrige spillere var Jens Holm glad: a person before others.
                let human = self.entities.get(entity).kind == Some(SpeakerKind::Person);
                if !person {
                    subject = Some(entity);
                }
                person |= human;
                open = !human;
            }
        }
        subject
    }

    fn last_subject(&self, at: usize) -> Option<usize> {
        self.subject_before(at, usize::MAX)
    }

    fn can_speak(&self, entity: usize) -> bool {
        let entity = self.entities.get(entity);
        match entity.kind {
            Some(SpeakerKind::Person) => true,
            Some(SpeakerKind::Group) => entity.named,
            None => entity.named,
            _ => false,
        }
    }

    /// A quotation that its paragraph leaves open goes on in the next, and so does its speaker, whom only the last
    /// paragraph names.
    fn run_on(&mut self, quotations: &[Quotation]) {
        for draft in (0..self.drafts.len()).rev() {
            let own = &self.drafts[draft];
            if own.speaker != SpeakerLink::Context || own.kind != Kind::Direct {
                continue;
            }
            let Some(next) = self.drafts.get(draft + 1).filter(|next| next.kind == Kind::Direct) else {
                continue;
            };
            let at = |draft: &Draft| self.blocks.iter().position(|view| view.place == draft.block);
            let adjacent = at(own).zip(at(next)).is_some_and(|(own, next)| own + 1 == next);
            let open = own.parts.first().is_some_and(|part| {
                quotations.iter().any(|quotation| {
                    quotation.inner.overlaps(*part) && !quotation.closed && quotation.opener != Opener::Dash
                })
            });
            let first = self.list[draft].is_none();
            if adjacent
                && (open || first)
                && let Some(speaker) = self.list[draft + 1]
            {
                self.list[draft] = Some(Speaker { entity: speaker.entity, by: Route::Run });
            }
        }
    }

    /// A headline's speaker is the person whom the article then names.
    fn headline(&mut self, at: usize) {
        let own = self.drafts_of(at);
        for &draft in &own {
            let mention = match self.drafts[draft].speaker {
                SpeakerLink::Mention(mention) => Some(&self.mentions[mention]),
                _ => None,
            };
            if let Some(mention) = mention.filter(|mention| mention.head == Head::Name && !mention.names.is_empty()) {
                let found =
                    self.entities.resolve(mention, Place { block: at, sentence: 0, subject: true, speaking: true });
                self.list[draft] = found.map(|(entity, link)| Speaker { entity, by: Route::Mention(link) });
                let body = self.list[draft]
                    .is_some_and(|speaker| self.entities.get(speaker.entity).kind == Some(SpeakerKind::Organisation));
                if !body {
                    continue;
                }
            }
            let same = self.same_words(draft).and_then(|same| Some((same, self.list[same]?)));
            let noun = mention.and_then(|mention| mention.noun).map(|(token, noun)| {
                let word = self.document.folded(token);
                self.document.lexicon.base_form(&word).unwrap_or_else(|| self.document.lexicon.lemma(noun).to_owned())
            });
            let several = mention.is_some_and(|mention| mention.number == Number::Plural);
            let by_noun = noun.as_deref().map(|noun| self.entities.with_noun(noun)).unwrap_or_default();
            if let Some((_, speaker)) =
                same.filter(|(_, speaker)| by_noun.is_empty() || several || by_noun.contains(&speaker.entity))
            {
                self.list[draft] = Some(Speaker { entity: speaker.entity, by: Route::SameWords });
                continue;
            }
            if self.list[draft].is_some() {
                continue;
            }
            if let Some(&entity) = by_noun.first() {
                self.list[draft] = Some(Speaker { entity, by: Route::HeadlineRole });
                continue;
            }
            let quoted = self.drafts[draft].kind == Kind::Direct;
            let aged = mention.filter(|mention| mention.head == Head::Phrase);
            if let Some(found) = aged.and_then(|mention| {
                self.entities.resolve(mention, Place { block: at, sentence: 0, subject: true, speaking: false })
            }) {
                self.list[draft] = Some(Speaker { entity: found.0, by: Route::Mention(found.1) });
                continue;
            }
            let first = (0..self.drafts.len())
                .filter(|other| self.drafts[*other].block != self.blocks[at].place)
                .find(|other| self.drafts[*other].kind == Kind::Direct && self.list[*other].is_some());
            if let Some(first) = first.filter(|_| quoted) {
                self.list[draft] =
                    self.list[first].map(|speaker| Speaker { entity: speaker.entity, by: Route::FirstSpeaker });
                continue;
            }
            if let Some(mention) = mention {
                let found =
                    self.entities.resolve(mention, Place { block: at, sentence: 0, subject: true, speaking: true });
                self.list[draft] = found.map(|(entity, link)| Speaker { entity, by: Route::Mention(link) });
            }
        }
    }

    /// The body's statement that shares most words with a headline's.
    fn same_words(&self, draft: usize) -> Option<usize> {
        let words = |draft: usize| -> BTreeSet<String> {
            let parts = &self.drafts[draft].parts;
            parts
                .iter()
                .flat_map(|part| part.of(self.document.text).split(|c: char| !c.is_alphanumeric()))
                .filter(|word| !word.is_empty())
                .map(fold)
                .collect()
        };
        let own = words(draft);
        let mut best: Option<(usize, usize)> = None;
        for other in 0..self.drafts.len() {
            if self.drafts[other].block == self.drafts[draft].block || self.list[other].is_none() {
                continue;
            }
            let shared = words(other).intersection(&own).count();
            let enough = shared * 2 >= own.len() && shared >= 2;
            if enough && best.is_none_or(|(top, _)| shared > top) {
                best = Some((shared, other));
            }
        }
        best.map(|(_, other)| other)
    }
}
