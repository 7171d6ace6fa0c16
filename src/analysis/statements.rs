//! Drafts and speakers → rows: offsets in code points, labels, date, context, confidence.

use std::collections::BTreeMap;

use super::attribution::{Draft, SpeakerLink};
use super::confidence;
use super::cue;
use super::dating::{self, Dated};
use super::mentions::Mention;
use super::observer::Observer;
use super::quotations::Quotation;
use super::speakers::Speakers;
use super::times::Time;
use crate::article::Article;
use crate::dates::Calendar;
use crate::document::{BlockKind, Document};
use crate::grammar::Grammar;
use crate::label::{Act, Section};
use crate::labels::{Labeller, Utterance};
use crate::languages::Language;
use crate::link::Links;
use crate::spaces::fold_space;
use crate::span::{CodePoints, Span};
use crate::statement::{CONTEXT, NO_SPEAKER, Statement, claim_of, identifier};

/// All that the levels have found of one article.
pub struct Analysis<'x, 'a> {
    /// The language that it is read in.
    pub language: Language,
    /// The article.
    pub article: &'x Article,
    /// How its places are told.
    pub edges: EdgesFrom<'x>,
    /// Its tokens and blocks.
    pub document: &'x Document<'a>,
    /// The constructions that drafts point into.
    pub grammar: &'x Grammar,
    /// Its quotations.
    pub quotations: &'x [Quotation],
    /// Its mentions.
    pub mentions: &'x [Mention],
    /// Its statements without speakers.
    pub drafts: &'x [Draft],
    /// Their speakers.
    pub speakers: &'x Speakers<'x, 'a>,
    /// Its time expressions.
    pub times: &'x [Time],
    /// Resolves them.
    pub calendar: &'x Calendar,
    /// Reads act and stance.
    pub labeller: &'x Labeller,
}

/// The rows, in the order of the text.
pub(super) fn statements(analysis: &Analysis, observer: &mut impl Observer) -> Vec<Statement> {
    let mut order: Vec<usize> = (0..analysis.drafts.len()).collect();
    order.sort_by_key(|draft| {
        let draft = &analysis.drafts[*draft];
        (draft.parts.first().map(|part| part.start()), draft.cue.as_ref().map(|cue| cue.start))
    });
    let speakers: Vec<Option<usize>> =
        analysis.speakers.list.iter().map(|speaker| speaker.map(|speaker| speaker.entity)).collect();
    let dates = dating::dates(dating::Sources {
        document: analysis.document,
        calendar: analysis.calendar,
        times: analysis.times,
        drafts: analysis.drafts,
        speakers: &speakers,
        repeats: &analysis.speakers.repeats,
        published: analysis.article.published,
    });
    // The act of each source's latest statement.
    let mut acts = BTreeMap::new();
    let row = |draft| statement(analysis, &dates[draft], draft, &mut acts, observer);
    order.into_iter().filter_map(row).collect()
}

/// How places in an article's text are told outside of the program.
pub struct Edges<'x> {
    article: &'x Article,
    text: &'x str,
    /// Counted when the first is asked for: many an article has no row.
    counted: Option<Counted<'x>>,
}

struct Counted<'x> {
    points: CodePoints<'x>,
    /// Nothing where the article has no address.
    links: Option<Links<'x>>,
}

impl<'x> Edges<'x> {
    /// The places of a whole article.
    pub fn new(article: &'x Article, text: &'x str) -> Self {
        Self { article, text, counted: None }
    }

    /// Those of the stretch of it that begins at byte `start`.
    pub fn from(&mut self, start: usize) -> EdgesFrom<'_> {
        let (article, text) = (self.article, self.text);
        let whole = self.counted.get_or_insert_with(|| Counted {
            points: CodePoints::new(text),
            links: article.url.as_deref().and_then(|url| Links::new(url, text)),
        });
        EdgesFrom { whole, start }
    }
}

/// How places in a stretch of an article are told.
#[derive(Clone, Copy)]
pub struct EdgesFrom<'x> {
    whole: &'x Counted<'x>,
    start: usize,
}

impl EdgesFrom<'_> {
    /// A span in code points.
    fn span(self, span: Span) -> [usize; 2] {
        self.whole.points.span(span.shifted(self.start))
    }

    /// The link to a claim's parts, where the article has an address.
    fn link(self, parts: &[Span]) -> Option<String> {
        let links = self.whole.links.as_ref()?;
        Some(links.to(&parts.iter().map(|part| part.shifted(self.start)).collect::<Vec<_>>()))
    }
}

fn statement(
    analysis: &Analysis,
    (date, date_span): &Dated,
    place: usize,
    acts: &mut BTreeMap<usize, Act>,
    observer: &mut impl Observer,
) -> Option<Statement> {
    let document = analysis.document;
    let draft = &analysis.drafts[place];
    let parts: Vec<Span> =
        draft.parts.iter().map(|part| part.trimmed(document.text)).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        return None;
    }
    let block = &document.blocks()[draft.block];
    let speaker = analysis.speakers.list[place];
    let entity = speaker.map(|speaker| analysis.speakers.entities.get(speaker.entity));
    let mention = match draft.speaker {
        SpeakerLink::Mention(mention) => Some(analysis.mentions[mention].span(document)),
        _ => None,
    };
    let cue = draft.cue.clone().filter(|cue| !cue.is_empty()).map(|cue| document.span(cue));
    let construction = draft.construction.map(|place| analysis.grammar.construction(place));
    let verb = cue::verb_of(document, draft.cue.as_ref());
    let cue_act = construction.and_then(|c| c.act).or_else(|| cue::act_of(document, draft.cue.as_ref(), draft.idiom));
    let words: Vec<&str> = parts.iter().map(|part| part.of(document.text)).collect();
    let lead = lead(document, block.span.start(), parts[0].start());
    let utterance = Utterance {
        claim: &words,
        cue: verb.map(|verb| document.lexicon.verb(verb).lemma.as_str()),
        cue_act,
        negated: draft.negated,
        kind: draft.kind,
        lead: lead.of(document.text),
        earlier: speaker.and_then(|speaker| acts.get(&speaker.entity).copied()),
    };
    let labels = analysis.labeller.label(&utterance);
    if let Some(speaker) = speaker {
        acts.insert(speaker.entity, labels.act);
    }
    let target = labels.target.and_then(|place| words.get(place.part).map(|part| fold_space(place.span.of(part))));
    let claim = claim_of(words.iter().copied());
    let mut warnings = Vec::new();
    let end = parts[parts.len() - 1].end();
    let first = analysis.quotations.partition_point(|quotation| quotation.outer.end() <= parts[0].start());
    let near = analysis.quotations[first..].iter().take_while(|quotation| quotation.outer.start() < end);
    for quotation in near.filter(|quotation| parts.iter().any(|part| part.overlaps(quotation.inner))) {
        if let Some(repair) = &quotation.repair {
            let words = repair.to_string();
            if !warnings.contains(&words) {
                warnings.push(words);
            }
        }
    }
    let repaired = !warnings.is_empty();
    if entity.is_none() {
        warnings.push(NO_SPEAKER.to_owned());
    }
    let spans: Vec<[usize; 2]> = parts.iter().map(|part| analysis.edges.span(*part)).collect();
    let resolution = speaker.zip(entity).map(|(speaker, entity)| {
        let from = mention.map_or(String::new(), |span| format!("{} → ", fold_space(span.of(document.text))));
        format!("{from}{} ({})", entity.name, speaker.by.as_str())
    });
    let confidence = confidence::confidence(draft.kind, speaker.map(|speaker| speaker.by), repaired);
    let statement = Statement {
        id: identifier(&analysis.article.id, &spans),
        article: analysis.article.id.clone(),
        title: analysis.article.title.clone(),
        url: analysis.article.url.clone(),
        source: analysis.article.source.clone(),
        published: analysis.article.published.map(|date| date.to_string()),
        claim,
        kind: draft.kind,
        parts: spans,
        speaker: entity.map(|entity| entity.name.clone()).unwrap_or_default(),
        speaker_role: entity.and_then(|entity| entity.role.clone()),
        speaker_kind: entity.and_then(|entity| entity.kind),
        mention: mention.map(|span| fold_space(span.of(document.text))),
        mention_span: mention.map(|span| analysis.edges.span(span)),
        cue: cue.map(|span| fold_space(span.of(document.text))),
        cue_span: cue.map(|span| analysis.edges.span(span)),
        via: draft.via.map(|via| fold_space(document.span(analysis.mentions[via].core.clone()).of(document.text))),
        act: labels.act,
        stance: labels.stance,
        stance_target: target,
        date: date.clone(),
        date_text: date_span.map(|span| fold_space(span.of(document.text))),
        section: match block.kind {
            BlockKind::Headline => Section::Headline,
            BlockKind::Lede => Section::Lede,
            BlockKind::Caption => Section::Caption,
            _ => Section::Body,
        },
        context: fold_space(context(document, block.span, &parts).of(document.text)),
        rule: construction.map_or_else(|| "quotation-from-context".to_owned(), |c| c.id.clone()),
        resolution,
        confidence,
        warnings,
        link: analysis.edges.link(&parts),
        language: analysis.language.code().to_owned(),
        review: None,
    };
    observer.row(analysis.edges.start, &statement, &parts, mention, &utterance);
    Some(statement)
}

/// How far before a claim its lead may begin, in bytes.
const LEAD: usize = 300;

/// What stands before a claim in its paragraph, as far as it can tell the claim's tone.
fn lead(document: &Document, paragraph: usize, claim: usize) -> Span {
    let near = claim.saturating_sub(LEAD).max(paragraph);
    let start = (near..=claim).find(|at| document.text.is_char_boundary(*at)).unwrap_or(claim);
    Span::new(start, claim)
}

/// The paragraph that holds a claim, or the sentences that do where the paragraph is long.
fn context(document: &Document, paragraph: Span, parts: &[Span]) -> Span {
    if paragraph.len() <= CONTEXT {
        return paragraph;
    }
    let claim = parts.iter().fold(parts[0], |all, part| all.cover(*part));
    let first = document.sentence_of(document.token_at(claim.start()));
    let last = document.sentence_of(document.token_at(claim.end().saturating_sub(1)));
    let sentences = document.span(first.start..last.end.max(first.end)).cover(claim);
    if sentences.len() <= CONTEXT.max(claim.len()) {
        return sentences;
    }
    let near = claim.start().saturating_sub(CONTEXT / 2).max(sentences.start())
        ..(claim.end() + CONTEXT / 2).min(sentences.end());
    let last = (document.token_at(near.end) + 1).min(document.tokens().len());
    document.span(document.token_at(near.start)..last).cover(claim)
}
