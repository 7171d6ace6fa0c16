//! Drafts → who spoke.
//!
//! Takes drafts and mentions, gives the entity that each draft's mention stands for, carries a speaker on through a run of
//! quotations, and finds the source of a headline in the body. Knows neither acts nor days.

mod context;
mod dialogue;
mod headline;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::attribution::{Draft, SpeakerLink};
use super::blocks::BlockReading;
use super::entities::{Entities, Link, Place};
use super::mentions::{Head, Mention, MentionReader};
use super::quotations::{Opener, Quotation};
use super::subject::main_subject;
use super::symbols::Symbol;
use crate::document::{BlockKind, Document, TokenKind};
use crate::label::{Kind, SpeakerKind};
use crate::lexicon::{Case, Class, ClassSet, Gender, List, Number, fold};

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
    /// For a headline's draft, the draft of the text that says the same.
    pub repeats: Vec<Option<usize>>,
}

/// Resolves the speakers of all drafts; `weighs`: who was weighed for a mention is to be told.
pub fn resolve<'d, 'a>(
    document: &'d Document<'a>,
    reader: &'d MentionReader<'d, 'a>,
    blocks: &[BlockReading],
    quotations: &[Quotation],
    mentions: &[Mention],
    drafts: &[Draft],
    weighs: bool,
) -> Speakers<'d, 'a> {
    let mut entities = Entities::new(document, reader, weighs);
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
    let mut by_block: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut by_mention: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, draft) in drafts.iter().enumerate() {
        by_block.entry(draft.block).or_default().push(place);
        if let SpeakerLink::Mention(mention) = draft.speaker {
            by_mention.entry(mention).or_default().push(place);
        }
    }
    let mut resolver = Resolver {
        by_block,
        by_mention,
        speaking,
        document,
        blocks,
        mentions,
        drafts,
        entities,
        found: vec![None; mentions.len()],
        list: vec![None; drafts.len()],
        repeats: vec![None; drafts.len()],
    };
    let headline = |view: &&BlockReading| view.block.kind == BlockKind::Headline;
    for (at, view) in blocks.iter().enumerate() {
        if !headline(&view) {
            resolver.block(at);
        }
    }
    resolver.run_on(quotations);
    resolver.opening();
    resolver.named_later();
    resolver.dialogues();
    resolver.unnamed();
    for (at, view) in blocks.iter().enumerate() {
        if headline(&view) {
            resolver.headline(at);
        }
    }
    resolver.unnamed();
    Speakers { entities: resolver.entities, list: resolver.list, repeats: resolver.repeats }
}

/// The mention that a block ending in a colon announces as the next speaker: the source beside the last sentence's last
/// verb of saying (Støtten kommer fra SF, hvor Ida Holm siger:), its first human source, or whatever is its only one.
fn announced(document: &Document, view: &BlockReading) -> Option<usize> {
    if !view.block.span.of(document.text).ends_with(':') {
        return None;
    }
    let symbols = &view.row.symbols;
    let start = symbols.iter().rposition(|symbol| symbol.classes.has(Class::Start))?;
    let human = ClassSet::of(&[Class::Named, Class::Role, Class::Pronoun, Class::Phrase]);
    let sentence = &symbols[start..];
    let sources = || sentence.iter().filter(|symbol| symbol.classes.has(Class::Source) && !is_owned(document, symbol));
    let speaks = |symbol: &&Symbol| {
        symbol.classes.has(Class::Source) && symbol.classes.meets(human) && !symbol.classes.has(Class::Reporter)
    };
    let says = sentence.iter().rposition(|symbol| symbol.classes.has(Class::Say));
    let beside = says
        .and_then(|says| [says.checked_sub(1)?, says + 1].into_iter().filter_map(|at| sentence.get(at)).find(speaks));
    let main = || main_subject(sentence).map(|place| &sentence[place]).filter(speaks);
    let first = beside.or_else(main).or_else(|| sources().find(speaks));
    first.or_else(|| sources().next()).and_then(|symbol| symbol.mention)
}

/// sin avis: what the subject owns is never the subject.
fn is_owned(document: &Document, symbol: &Symbol) -> bool {
    document.is(symbol.tokens.start, List::OwnSubject)
}

struct Resolver<'r, 'd, 'a> {
    document: &'d Document<'a>,
    blocks: &'r [BlockReading<'r>],
    mentions: &'r [Mention],
    drafts: &'r [Draft],
    entities: Entities<'d, 'a>,
    /// Drafts by block.
    by_block: BTreeMap<usize, Vec<usize>>,
    /// Drafts by the mention of their source.
    by_mention: BTreeMap<usize, Vec<usize>>,
    /// Mentions that a report names as its source.
    speaking: Rc<BTreeSet<usize>>,
    /// Entity of each mention.
    found: Vec<Option<(usize, Link)>>,
    list: Vec<Option<Speaker>>,
    repeats: Vec<Option<usize>>,
}

impl Resolver<'_, '_, '_> {
    fn drafts_of(&self, at: usize) -> Vec<usize> {
        self.by_block.get(&self.blocks[at].place).cloned().unwrap_or_default()
    }

    fn block(&mut self, at: usize) {
        let own = self.drafts_of(at);
        self.mentions_of(at);
        // Det siger X.: X stands in this block, what he said in the one before.
        let symbols = &self.blocks[at].row.symbols;
        let late = symbols.iter().filter_map(|symbol| self.by_mention.get(&symbol.mention?)).flatten().copied();
        for draft in late.collect::<Vec<_>>() {
            if self.list[draft].is_none() && self.drafts[draft].block < self.blocks[at].place {
                self.list[draft] = self.speaker(at, draft);
                if let Some(speaker) = self.list[draft] {
                    self.entities.spoke(speaker.entity, at);
                    self.writings(at, draft, speaker.entity);
                }
            }
        }
        for &draft in &own {
            let speaker = self.speaker(at, draft);
            self.list[draft] = speaker;
            if let Some(speaker) = speaker {
                self.entities.spoke(speaker.entity, at);
                self.writings(at, draft, speaker.entity);
                if let Some((medium, _)) = self.drafts[draft].via.and_then(|via| self.found[via])
                    && medium != speaker.entity
                {
                    self.entities.is_medium(medium);
                }
            }
        }
    }

    /// …, skriver Ida Holm i et brev; I et brev skriver Ida Holm: from then on »brevet« is hers.
    fn writings(&mut self, at: usize, draft: usize, entity: usize) {
        let report = &self.drafts[draft].report;
        let sentence = self.document.sentence_of(report.start);
        if self.drafts[draft].cue.is_none() {
            return;
        }
        let after = self.blocks[at].row.from(sentence.start);
        for symbol in after.iter().take_while(|symbol| symbol.tokens.start < sentence.end) {
            let written = symbol.classes.has(Class::Written) && symbol.classes.has(Class::Oblique);
            if written && let Some(mention) = symbol.mention.filter(|mention| self.mentions[*mention].owner.is_none()) {
                self.entities.add_writing(entity, &self.mentions[mention]);
            }
        }
    }

    /// Resolves a block's mentions in order, and notes roles given in clauses of their own.
    fn mentions_of(&mut self, at: usize) {
        let symbols = &self.blocks[at].row.symbols;
        let mut sentence = 0;
        let mut subject_seen = false;
        let mut subject_entity = None;
        let speaking = self.speaking.clone();
        for (place, symbol) in symbols.iter().enumerate() {
            if symbol.classes.has(Class::Start) {
                subject_seen = false;
                subject_entity = None;
                sentence = symbols.get(place + 1).map_or(0, |next| next.tokens.start);
            }
            let Some(mention) = symbol.mention else {
                continue;
            };
            let human = ClassSet::of(&[Class::Named, Class::Pronoun, Class::Role, Class::Organisation, Class::Group]);
            // Det slog regeringen fast: »det« is no subject where another follows.
            let it = self.mentions[mention].pronoun.is_some_and(|pronoun| pronoun.gender == Gender::Neuter);
            let source = symbol.classes.has(Class::Source) && symbol.classes.meets(human) && !it;
            let subject = source && !subject_seen;
            subject_seen |= source;
            // 1200 kilometer, en stilling som køkkenchef: nobody.
            let nobody = self.mentions[mention].measure
                || symbol.classes.has(Class::Time)
                || self.mentions[mention].unspecific
                || self.mentions[mention].bare && !symbol.classes.has(Class::Source);
            if nobody && !speaking.contains(&mention) {
                continue;
            }
            let where_ = Place {
                block: at,
                sentence,
                subject: subject || speaking.contains(&mention),
                speaking: speaking.contains(&mention),
                asker: self.asker(mention),
            };
            // Ida Holm var den eneste, der kritiserede …: the predicate is the subject.
            let predicate = place > 0
                && self.is_copula(&symbols[place - 1])
                && speaking.contains(&mention)
                && self.mentions[mention].names.is_empty();
            let same = predicate.then_some(subject_entity).flatten();
            self.found[mention] = same.or_else(|| self.entities.resolve(&self.mentions[mention], where_));
            if subject {
                subject_entity = self.found[mention];
            }
            if let Some((entity, _)) = self.found[mention] {
                if speaking.contains(&mention) {
                    self.entities.spoke(entity, at);
                }
                self.role_clause(at, place, entity);
            }
        }
    }

    /// »…?« spørger Ida Holm. »…«, svarer formanden: who asked what the source of an answer answers.
    fn asker(&self, mention: usize) -> Option<usize> {
        let draft = *self.by_mention.get(&mention)?.first()?;
        let cue = self.drafts[draft].cue.as_ref()?.start;
        if !self.document.is(cue, List::AnswerForm) {
            return None;
        }
        let before = draft.checked_sub(1)?;
        let asked = &self.drafts[before];
        let near = self.drafts[draft].block.saturating_sub(asked.block) <= 1;
        if !near || !self.is_asked(before) {
            return None;
        }
        match asked.speaker {
            SpeakerLink::Mention(asker) => self.found[asker].map(|(entity, _)| entity),
            _ => self.list[before].map(|speaker| speaker.entity),
        }
    }

    /// er, var, blev: what follows says what the subject is.
    fn is_copula(&self, symbol: &Symbol) -> bool {
        symbol.tokens.len() == 1 && self.document.is(symbol.tokens.start, List::FiniteCopula)
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
        let is = symbols.get(next).is_some_and(|symbol| self.is_copula(symbol));
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

    /// Whether no verb but a colon leads a claim in.
    fn is_lead_in(&self, draft: usize) -> bool {
        let cue = self.drafts[draft].cue.as_ref();
        cue.is_some_and(|cue| self.document.tokens()[cue.start].kind == TokenKind::Colon)
    }

    /// RIBE: »…«: the place that a paragraph comes from, and nobody.
    fn is_dateline(&self, mention: usize) -> bool {
        let tokens = &self.mentions[mention].tokens;
        tokens.len() <= 2 && self.entities.is_dateline(tokens.start)
    }

    /// The person who is the subject of the clauses before a pronoun in its sentence.
    fn told_of(&self, at: usize, mention: usize) -> Option<usize> {
        let row = &self.blocks[at].row;
        let before = &row.symbols[..row.place_of(self.mentions[mention].tokens.start)];
        let start = before.iter().rposition(|symbol| symbol.classes.has(Class::Start))?;
        let (entity, _) = self.found[before[start..][main_subject(&before[start..])?].mention?]?;
        (self.entities.get(entity).kind == Some(SpeakerKind::Person)).then_some(entity)
    }

    fn is_neuter(&self, mention: usize) -> bool {
        self.mentions[mention].pronoun.is_some_and(|pronoun| pronoun.gender == Gender::Neuter)
    }

    /// Naboen fortæller, at … »…«, siger Ida Holm: a bare name, met for the first time, right after one whom only a
    /// definite noun tells.
    fn named_at_last(&mut self, at: usize, draft: usize, mention: usize, entity: usize) {
        let own = &self.mentions[mention];
        let bare = matches!(&own.names[..], [name] if *name == own.tokens) && own.tokens.len() > 1;
        let before = draft.checked_sub(1).filter(|before| {
            let near = self.blocks[at].place - self.drafts[*before].block.min(self.blocks[at].place) <= 1;
            bare && near && self.drafts[draft].kind == Kind::Direct
        });
        let Some(unnamed) = before.and_then(|before| self.list[before]).map(|speaker| speaker.entity) else {
            return;
        };
        let definite = before.is_some_and(|before| match self.drafts[before].speaker {
            SpeakerLink::Mention(mention) => {
                let told = &self.mentions[mention];
                let person =
                    matches!(told.head, Head::Noun(crate::lexicon::NounKind::Role | crate::lexicon::NounKind::Person));
                person && told.definite && told.rows.is_empty()
            }
            _ => false,
        });
        if !definite || unnamed == entity || !self.entities.may_be_named(unnamed, entity) {
            return;
        }
        self.entities.names_at_last(unnamed, entity);
        for speaker in self.list.iter_mut().flatten().filter(|speaker| speaker.entity == unnamed) {
            speaker.entity = entity;
        }
        for found in self.found.iter_mut().flatten().filter(|found| found.0 == unnamed) {
            found.0 = entity;
        }
    }

    fn speaker(&mut self, at: usize, draft: usize) -> Option<Speaker> {
        match self.drafts[draft].speaker {
            // Det andet er: »…«: »det« is nobody.
            SpeakerLink::Mention(mention) if self.is_lead_in(draft) && self.is_neuter(mention) => {
                self.context(at, draft)
            }
            SpeakerLink::Mention(mention) if self.is_lead_in(draft) && self.is_dateline(mention) => {
                self.context(at, draft)
            }
            SpeakerLink::Mention(mention) => {
                // Ida Holm skrev et brev, og det sluttede: »…«
                let neuter = self.is_neuter(mention) && self.drafts[draft].kind == Kind::Direct;
                if let Some(entity) = neuter.then(|| self.told_of(at, mention)).flatten() {
                    return Some(Speaker { entity, by: Route::Narration });
                }
                let body = |entity: usize| self.entities.get(entity).kind.is_some();
                let Some((entity, link)) = self.found[mention].filter(|(entity, _)| !neuter || body(*entity)) else {
                    return neuter.then(|| self.context(at, draft)).flatten();
                };
                self.named_at_last(at, draft, mention, entity);
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
}
