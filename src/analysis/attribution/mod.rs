//! Matches and quotation pieces → drafts: which report governs which content.
//!
//! Takes what was read in all blocks, gives one draft a statement with its parts, its cue and the mention of its source;
//! does not know whom a mention stands for.

mod loose;

use std::ops::Range;

use super::blocks::BlockReading;
use super::candidates::{self, Candidate};
use super::claims::Content;
use super::mentions::Mention;
use super::subject::main_subject;
use super::symbols::Symbol;
use crate::document::{BlockKind, Document, TokenKind};
use crate::grammar::{ClaimPlace, Grammar, Match, SpeakerPlace};
use crate::label::Kind;
use crate::lexicon::{Class, ClassSet, List};
use crate::span::Span;

/// One statement before its speaker is resolved and its labels are read.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Place of its block.
    pub block: usize,
    /// Direct, mixed, indirect.
    pub kind: Kind,
    /// The claim.
    pub parts: Vec<Span>,
    /// Places of its quotation pieces, where it is nothing but quotations.
    pub pieces: Vec<usize>,
    /// The construction that found it; none where it goes on from the context.
    pub construction: Option<usize>,
    /// The reporting word's tokens.
    pub cue: Option<Range<usize>>,
    /// Where the speaker is.
    pub speaker: SpeakerLink,
    /// Whether the report is negated: tror ikke, at …
    pub negated: bool,
    /// Place of the idiom that the cue makes with a particle phrase.
    pub idiom: Option<usize>,
    /// Mention of the medium or document through which the claim came, or of the outer source where the report
    /// stands in another's claim.
    pub via: Option<usize>,
    /// Tokens of the report: the sentence or clause around the cue.
    pub report: Range<usize>,
}

/// Where a draft's speaker is to be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpeakerLink {
    /// This mention.
    Mention(usize),
    /// The speaker of this earlier draft.
    Draft(usize),
    /// The subject of the sentence before in the same paragraph, else whoever spoke last.
    Context,
    /// Nobody that is named.
    Nobody,
}

/// Builds the drafts of all blocks in order; `refuse` is told of each match that reports nothing, and why.
pub fn drafts(
    document: &Document,
    grammar: &Grammar,
    blocks: &[BlockReading],
    mentions: &[Mention],
    mut refuse: impl FnMut(&BlockReading, &Match, &'static str),
) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for (at, view) in blocks.iter().enumerate() {
        let first = drafts.len();
        let candidates =
            candidates::candidates(document, grammar, view, mentions, |found, why| refuse(view, found, why));
        let mut builder = BlockDrafts { document, view, mentions, drafts: &mut drafts, first };
        let mut back = Vec::new();
        for candidate in candidates {
            if candidate.construction.claim == ClaimPlace::Previous {
                back.push(candidate);
            } else {
                builder.report(candidate);
            }
        }
        builder.loose_pieces();
        for candidate in back {
            point_back(document, blocks, at, candidate, &mut drafts);
        }
        drafts[first..].sort_by_key(|draft| draft.parts.first().map(|part| part.start()));
        relink(&mut drafts, first);
    }
    drafts
}

/// After sorting a block's drafts, links between them point by place again: a carried speaker is that of the
/// nearest earlier draft that has one of its own.
fn relink(drafts: &mut [Draft], first: usize) {
    for at in first..drafts.len() {
        if let SpeakerLink::Draft(_) = drafts[at].speaker {
            let cue = drafts[at].cue.as_ref().map_or(usize::MAX, |cue| cue.start);
            let nearest = (0..drafts.len())
                .filter(|other| *other != at && *other >= first.saturating_sub(1))
                .filter(|other| !matches!(drafts[*other].speaker, SpeakerLink::Draft(_)))
                .filter(|other| drafts[*other].cue.as_ref().is_some_and(|other| other.start < cue))
                .max_by_key(|other| drafts[*other].cue.as_ref().map(|cue| cue.start));
            drafts[at].speaker = nearest.map_or(SpeakerLink::Context, SpeakerLink::Draft);
        }
    }
}

struct BlockDrafts<'b, 'a> {
    document: &'b Document<'a>,
    view: &'b BlockReading<'b>,
    mentions: &'b [Mention],
    drafts: &'b mut Vec<Draft>,
    first: usize,
}

impl BlockDrafts<'_, '_> {
    fn report(&mut self, candidate: Candidate) {
        let link = match candidate.construction.speaker {
            SpeakerPlace::Captured | SpeakerPlace::Document => {
                candidate.speaker.map_or(SpeakerLink::Context, SpeakerLink::Mention)
            }
            SpeakerPlace::Owner => candidate.speaker.map_or(SpeakerLink::Context, SpeakerLink::Mention),
            SpeakerPlace::Author => match candidate.speaker {
                Some(place) if self.mentions[place].owner.is_some() => SpeakerLink::Mention(place),
                _ => SpeakerLink::Context,
            },
            SpeakerPlace::Carried => self.carried(&candidate),
            SpeakerPlace::Context => SpeakerLink::Context,
            SpeakerPlace::Nobody => SpeakerLink::Nobody,
        };
        let mut report = self.view.row.tokens(candidate.found.whole.clone());
        if report.is_empty() {
            report = self.view.block.tokens();
        }
        if candidate.construction.kind == Some(Kind::Mixed) && self.is_nickname(&candidate.content) {
            return;
        }
        let (parts, kind) = self.parts(&candidate.content);
        // »A«, siger han og tilføjer: »B«: one statement.
        if candidate.construction.speaker == SpeakerPlace::Carried
            && candidate.construction.kind != Some(Kind::Mixed)
            && kind == Kind::Direct
            && let Some(earlier) = self.last_direct()
        {
            self.extend(earlier, &candidate.content.pieces);
            return;
        }
        let mut parts = parts;
        if kind == Kind::Indirect && candidate.construction.claim == ClaimPlace::Captured {
            self.spread(&mut parts, &report);
        }
        let via = candidate.outer.or_else(|| self.via(candidate.cue.as_ref(), candidate.speaker));
        self.drafts.push(Draft {
            block: self.view.place,
            kind: candidate.construction.kind.filter(|_| kind != Kind::Mixed).unwrap_or(kind),
            parts,
            pieces: candidate.content.pieces,
            construction: Some(candidate.found.construction),
            cue: candidate.cue,
            speaker: link,
            negated: candidate.negated,
            via,
            idiom: candidate.idiom,
            report,
        });
    }

    /// Who goes on: the source of the report before in the sentence, else the sentence's subject.
    fn carried(&self, candidate: &Candidate) -> SpeakerLink {
        let cue = candidate.cue.as_ref().map_or(0, |cue| cue.start);
        let sentence = self.document.sentence_of(cue);
        let reported = self.drafts[self.first..]
            .iter()
            .any(|draft| draft.cue.as_ref().is_some_and(|own| sentence.contains(&own.start) && own.start < cue));
        if reported {
            return SpeakerLink::Draft(0);
        }
        let human = ClassSet::of(&[
            Class::Named,
            Class::Role,
            Class::Organisation,
            Class::Group,
            Class::Pronoun,
            Class::Phrase,
        ]);
        let before = self.view.row.from(sentence.start);
        let before = &before[..before.iter().position(|symbol| symbol.tokens.start >= cue).unwrap_or(before.len())];
        let source = |symbol: &Symbol| {
            symbol.classes.has(Class::Source)
                && symbol.classes.meets(human)
                && !symbol.classes.has(Class::Reporter)
                && !self.document.is(symbol.tokens.start, List::It)
                && symbol.tokens.end <= cue
        };
        // Foreningen venter, men Ida Holm håber på og regner med, at …: the subject of the last clause joined.
        let joined = before.windows(3).rev().find(|next| {
            next[0].classes.has(Class::Coordinator) && source(&next[1]) && next[2].classes.meets(ClassSet::FINITE)
        });
        let main = || main_subject(before).map(|place| &before[place]).filter(|symbol| source(symbol));
        let subject = joined.map(|next| &next[1]).or_else(main).or_else(|| before.iter().find(|symbol| source(symbol)));
        subject.and_then(|symbol| symbol.mention).map_or(SpeakerLink::Draft(0), SpeakerLink::Mention)
    }

    /// siger Ida Holm til BBC, skriver hun i en mail: a medium or document after the cue.
    fn via(&self, cue: Option<&Range<usize>>, speaker: Option<usize>) -> Option<usize> {
        let cue = cue.filter(|cue| !cue.is_empty())?;
        let sentence = self.document.sentence_of(cue.start);
        let after = self.view.row.from(cue.end).iter().take_while(|symbol| symbol.tokens.end <= sentence.end);
        // A claim that follows the report is no part of it.
        let mut report = after.take_while(|symbol| !symbol.classes.meets(ClassSet::of(&[Class::At, Class::Quote])));
        report.find_map(|symbol| {
            let mention =
                symbol.mention.filter(|mention| Some(*mention) != speaker && symbol.classes.has(Class::Oblique))?;
            let medium = self.mentions[mention].names.iter().any(|name| {
                let written = self.document.span(name.clone()).of(self.document.text);
                let lexicon = self.document.lexicon;
                lexicon.entry(lexicon.proper(written)).classes.has(Class::Medium)
            });
            // siger hun til Teleposten: whom one speaks to in a report is a medium, where it is no person.
            let addressee = self.document.is(symbol.tokens.start.wrapping_sub(1), List::To)
                && symbol.classes.has(Class::Named)
                && self.mentions[mention].names.iter().all(|name| {
                    let token = self.document.tokens()[name.start];
                    !self.document.lexicon.entry(token.proper).classes.has(Class::GivenName)
                });
            (medium || addressee || symbol.classes.has(Class::Written)).then_some(mention)
        })
    }

    fn parts(&self, content: &Content) -> (Vec<Span>, Kind) {
        if !content.pieces.is_empty() {
            let parts = content.pieces.iter().map(|piece| self.view.pieces[*piece].inner).collect();
            return (parts, Kind::Direct);
        }
        let mut mixed = false;
        let parts = content.ranges.iter().map(|range| {
            mixed |=
                self.view.pieces.iter().any(|piece| {
                    !piece.name && (range.contains(&piece.outer.start) || piece.outer.contains(&range.start))
                });
            self.document.span(range.clone())
        });
        let parts = parts.collect();
        // … til ro. - Vi har brug for dialog, siger hun: a dash in the middle of a paragraph.
        let dashed = content.ranges.first().is_some_and(|range| {
            let sentence = self.document.sentence_of(range.start);
            sentence.start + 1 == range.start && self.document.tokens()[sentence.start].kind == TokenKind::Dash
        });
        let kind = match (mixed, dashed && content.ranges.len() == 1) {
            (true, _) => Kind::Mixed,
            (false, true) => Kind::Direct,
            (false, false) => Kind::Indirect,
        };
        (parts, kind)
    }

    fn last_direct(&self) -> Option<usize> {
        (self.first..self.drafts.len()).rev().find(|at| self.drafts[*at].kind == Kind::Direct)
    }

    fn extend(&mut self, draft: usize, pieces: &[usize]) {
        for &piece in pieces {
            if !self.drafts[draft].pieces.contains(&piece) {
                self.drafts[draft].pieces.push(piece);
            }
        }
        self.drafts[draft].pieces.sort_unstable();
        let spans = self.drafts[draft].pieces.iter().map(|piece| self.view.pieces[*piece].inner).collect();
        self.drafts[draft].parts = spans;
    }
}

/// `Det siger X.`, `Sådan lyder X' reaktion`: the content is the sentence before, in the same paragraph or at the end
/// of the one before it.
fn point_back(document: &Document, blocks: &[BlockReading], at: usize, candidate: Candidate, drafts: &mut Vec<Draft>) {
    let link = candidate.speaker.map_or(SpeakerLink::Context, SpeakerLink::Mention);
    let view = &blocks[at];
    let whole = view.row.tokens(candidate.found.whole.clone());
    let sentence = document.sentence_of(whole.start);
    let range = if sentence.start > view.block.tokens().start {
        Some((at, document.sentence_of(sentence.start - 1)))
    } else {
        blocks[..at]
            .iter()
            .rposition(|view| matches!(view.block.kind, BlockKind::Paragraph | BlockKind::Lede | BlockKind::Item))
            .and_then(|before| {
                let last = blocks[before].block.tokens().end.checked_sub(1)?;
                Some((before, document.sentence_of(last)))
            })
    };
    let Some((block, range)) = range else { return };
    let span = document.span(range.clone());
    let quoted = drafts.iter().rposition(|draft| {
        draft.block == blocks[block].place
            && draft.kind == Kind::Direct
            && draft.parts.last().is_some_and(|part| part.overlaps(span))
    });
    if let Some(quoted) = quoted {
        if drafts[quoted].construction.is_none() {
            drafts[quoted].speaker = link;
            drafts[quoted].construction = Some(candidate.found.construction);
            drafts[quoted].cue = candidate.cue;
            drafts[quoted].report = sentence;
        }
        return;
    }
    if drafts.iter().any(|draft| draft.parts.iter().any(|part| part.overlaps(span))) {
        return;
    }
    let mut end = range.end;
    while end > range.start && document.tokens()[end - 1].kind == TokenKind::Stop {
        end -= 1;
    }
    let tokens = range.start..end;
    if tokens.len() < 2 {
        return;
    }
    let mixed = blocks[block].pieces.iter().any(|piece| tokens.contains(&piece.outer.start));
    drafts.push(Draft {
        block: blocks[block].place,
        kind: if mixed { Kind::Mixed } else { Kind::Indirect },
        parts: vec![document.span(tokens)],
        pieces: Vec::new(),
        construction: Some(candidate.found.construction),
        cue: candidate.cue,
        speaker: link,
        negated: false,
        idiom: candidate.idiom,
        via: None,
        report: sentence,
    });
}
