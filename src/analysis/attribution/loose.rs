//! Words that no construction took: which of them are a statement, and which pieces make one.

use std::ops::Range;

use super::super::claims::Content;
use super::super::quotations::speech;
use super::super::symbols::Symbol;
use super::{BlockDrafts, Draft, SpeakerLink};
use crate::document::{BlockKind, TokenKind};
use crate::label::Kind;
use crate::lexicon::{Class, ClassSet, List};
use crate::span::Span;

/// How many drafts back a quotation can continue one.
const NEAR: usize = 16;

impl BlockDrafts<'_, '_> {
    /// Vi har ventet i tre år. Nu bygger vi selv, siger Ida Holm. Vi begynder i maj: sentences without marks in which the
    /// source says I or we belong to the claim that does so.
    pub(super) fn spread(&self, parts: &mut Vec<Span>, report: &Range<usize>) {
        let [claim] = parts[..] else { return };
        let personal = |tokens: Range<usize>| speech::is_personal(self.document, tokens);
        let tokens = self.document.tokens_in(claim);
        let sentence = self.document.sentence_of(tokens.start);
        if tokens.is_empty() || tokens.start != sentence.start || !personal(tokens.clone()) {
            return;
        }
        let all = self.document.tokens();
        let block = self.view.block.tokens();
        let free = |range: &Range<usize>| {
            let span = self.document.span(range.clone());
            let reports = range.clone().any(|at| {
                let classes = self.document.classes(at);
                classes.has(Class::Say) && classes.has(Class::Finite) && !classes.has(Class::Weak)
            });
            personal(range.clone())
                && !reports
                && !range.clone().any(|at| matches!(all[at].kind, TokenKind::Mark | TokenKind::Colon))
                && !self.drafts[self.first..]
                    .iter()
                    .rev()
                    .take(NEAR)
                    .any(|draft| draft.parts.iter().any(|part| part.overlaps(span)))
        };
        let mut start = sentence.start;
        while start > block.start {
            let before = self.document.sentence_of(start - 1);
            if before.start < block.start || !free(&before) {
                break;
            }
            start = before.start;
        }
        parts[0] = self.document.span(start..tokens.end);
        let first = self.document.sentence_of(report.end.saturating_sub(1).max(tokens.start)).end;
        let mut end = first;
        while end < block.end {
            let after = self.document.sentence_of(end);
            if !free(&after) {
                break;
            }
            end = after.end;
        }
        if end > first {
            parts.push(self.document.span(first..end));
        }
    }

    /// De kalder hende »Dronningen«: one word with a capital.
    pub(super) fn is_nickname(&self, content: &Content) -> bool {
        let [only] = content.pieces[..] else { return false };
        let mut words = self.document.tokens_in(self.view.pieces[only].inner);
        words.len() == 1 && words.any(|at| self.document.tokens()[at].is_capitalised())
    }

    /// Pieces that no report took: parts of a governed quotation, quotations that go on from the context, or marks
    /// around a word that report nothing.
    pub(super) fn loose_pieces(&mut self) {
        let symbols = &self.view.row.symbols;
        let mut homes = self.homes();
        for (at, symbol) in symbols.iter().enumerate() {
            let Some(piece) = symbol.piece else { continue };
            if homes[piece].is_some() {
                continue;
            }
            // Pieces of one quotation stand side by side.
            let quotation = self.view.pieces[piece].quotation;
            let beside = [piece.checked_sub(1), Some(piece + 1)].into_iter().flatten();
            let sibling = beside
                .filter(|other| self.view.pieces.get(*other).is_some_and(|other| other.quotation == quotation))
                .find_map(|other| homes[other].filter(|draft| self.drafts[*draft].pieces.contains(&other)));
            if let Some(sibling) = sibling {
                self.extend(sibling, &[piece]);
                homes[piece] = Some(sibling);
                continue;
            }
            let resumes = at > 0 && symbols[at - 1].classes.has(Class::Comma);
            let report = self.bare_report(at);
            if !self.stands_free(at) && report.is_none() && !self.view.pieces[piece].dash && !resumes {
                continue;
            }
            if let Some((cue, speaker)) = report {
                homes[piece] = Some(self.drafts.len());
                self.drafts.push(self.loose(piece, Some(cue), speaker));
                continue;
            }
            if let Some(earlier) = self.continues(at) {
                self.extend(earlier, &[piece]);
                homes[piece] = Some(earlier);
                continue;
            }
            if resumes {
                continue;
            }
            homes[piece] = Some(self.drafts.len());
            let speaker = self.narrator(at).map_or(SpeakerLink::Context, SpeakerLink::Mention);
            self.drafts.push(self.loose(piece, None, speaker));
        }
    }

    /// A piece that no construction took.
    fn loose(&self, piece: usize, cue: Option<Range<usize>>, speaker: SpeakerLink) -> Draft {
        Draft {
            block: self.view.place,
            kind: Kind::Direct,
            parts: vec![self.view.pieces[piece].inner],
            pieces: vec![piece],
            construction: None,
            report: cue.clone().unwrap_or_else(|| self.view.pieces[piece].outer.clone()),
            cue,
            speaker,
            negated: false,
            idiom: None,
            via: None,
        }
    }

    /// The reporting verb behind a piece that no construction took, and who speaks: -Nej, sagde jeg. »Skam jer,« skreg en
    /// tredive stykker.
    fn bare_report(&self, at: usize) -> Option<(Range<usize>, SpeakerLink)> {
        const REACH: usize = 5;
        let symbols = &self.view.row.symbols;
        let piece = &self.view.pieces[symbols[at].piece?];
        let edge = ClassSet::of(&[Class::Start, Class::Quote, Class::Colon, Class::Stop]);
        if at > 0 && !symbols[at - 1].classes.meets(edge) {
            return None;
        }
        let comma = symbols.get(at + 1).is_some_and(|next| next.classes.has(Class::Comma));
        let verb = at + 1 + usize::from(comma);
        let found = symbols.get(verb)?;
        let after = || symbols[verb + 1..].iter().take(REACH).take_while(|symbol| !symbol.classes.has(Class::End));
        let inside = self.document.tokens().get(piece.outer.end.saturating_sub(2)).map(|token| token.kind);
        let paused = comma
            || inside == Some(TokenKind::Comma)
            || piece.inner.of(self.document.text).ends_with(['.', '?', '!', '…']);
        let next = symbols.get(verb + 1).filter(|_| paused)?;
        let is = |symbol: &Symbol, list: List| self.document.is(symbol.tokens.start, list);
        let says = found.classes.has(Class::Say) && found.classes.has(Class::Finite);
        // …, lyder det i kor fra to skoler.
        let sounds = found.classes.has(Class::DocumentVerb) && after().any(|symbol| is(symbol, List::From));
        if !says && !sounds {
            let name = piece.outer.len() <= 4 && !piece.inner.of(self.document.text).ends_with(['.', '?', '!', '…']);
            return self.other_report(found, next, after()).filter(|_| !piece.dash && !name);
        }
        let me = next.classes.has(Class::Reporter);
        // …, skreg omkring hundrede tilhængere.
        let about = next.classes.has(Class::Preposition) && next.classes.has(Class::Adverb);
        let object = next.classes.meets(ClassSet::of(&[Class::At, Class::Preposition, Class::End])) && !about;
        if me && !piece.dash || object {
            return None;
        }
        let case = if about || !found.classes.has(Class::Say) { Class::Oblique } else { Class::Source };
        let source = after().filter(|symbol| symbol.classes.has(case)).find_map(|symbol| symbol.mention);
        let source = if me { self.narrator(at) } else { source };
        let speaker = source.map_or(SpeakerLink::Nobody, SpeakerLink::Mention);
        Some((found.tokens.clone(), speaker))
    }

    /// What stands behind a quotation and reports although no reporting verb does: »Nej,« husker hun. »Skam jer!« blev der
    /// råbt. »Lad mig være,« står der nederst.
    fn other_report<'s>(
        &self,
        verb: &Symbol,
        next: &Symbol,
        mut after: impl Iterator<Item = &'s Symbol>,
    ) -> Option<(Range<usize>, SpeakerLink)> {
        let word = verb.tokens.start;
        let there = self.document.is(next.tokens.start, List::There);
        if there && verb.classes.has(Class::DocumentVerb) {
            return Some((verb.tokens.clone(), SpeakerLink::Context));
        }
        if there && verb.classes.has(Class::Auxiliary) {
            let said = after.find(|symbol| symbol.classes.has(Class::Participle) && symbol.classes.has(Class::Say))?;
            return Some((said.tokens.clone(), SpeakerLink::Nobody));
        }
        let known = verb.classes.has(Class::FiniteVerb);
        let token = *self.document.tokens().get(word)?;
        let unknown = token.word == 0 && !token.is_capitalised() && speech::is_verb_form(self.document, word);
        let helps = verb.classes.meets(ClassSet::of(&[Class::Auxiliary, Class::Modal]));
        let acts = next.classes.has(Class::Source) && !next.classes.has(Class::Reporter);
        let human = ClassSet::of(&[Class::Named, Class::Role, Class::Pronoun]);
        let speaker = next.mention.filter(|_| (known || unknown) && !helps && acts && next.classes.meets(human))?;
        let ends = after.nth(1).is_none_or(|symbol| {
            symbol.classes.meets(ClassSet::of(&[Class::Comma, Class::Stop, Class::Quote, Class::Adverb]))
        });
        ends.then_some((verb.tokens.clone(), SpeakerLink::Mention(speaker)))
    }

    /// - Kom nu, sagde jeg: the first person to whom a report gives the quotation at a place of the row.
    fn narrator(&self, at: usize) -> Option<usize> {
        let after = &self.view.row.symbols[at + 1..];
        let after = &after[usize::from(after.first().is_some_and(|symbol| symbol.classes.has(Class::Comma)))..];
        let [says, who, ..] = after else { return None };
        let reports = says.classes.has(Class::Say) && says.classes.has(Class::Finite);
        let mention = who.mention.filter(|_| reports && who.classes.has(Class::Reporter))?;
        self.mentions[mention].pronoun.is_some_and(|pronoun| pronoun.person == 1).then_some(mention)
    }

    /// The draft that holds each piece of the block, whole or in its words.
    fn homes(&self) -> Vec<Option<usize>> {
        let pieces = &self.view.pieces;
        let mut homes = vec![None; pieces.len()];
        for (draft, own) in self.drafts.iter().enumerate().skip(self.first) {
            for part in &own.parts {
                let first = pieces.partition_point(|piece| piece.inner.end() <= part.start());
                for (piece, home) in pieces[first..].iter().zip(&mut homes[first..]) {
                    if piece.inner.start() >= part.end() {
                        break;
                    }
                    *home = Some(draft);
                }
            }
        }
        homes
    }

    /// Whether a quotation stands as a sentence of its own and not as a word of the reporter's.
    fn stands_free(&self, at: usize) -> bool {
        let symbols = &self.view.row.symbols;
        let piece = &self.view.pieces[symbols[at].piece.unwrap_or_default()];
        if self.view.block.kind == BlockKind::Heading {
            return false;
        }
        let edge = ClassSet::of(&[Class::Start, Class::End, Class::Quote, Class::Colon, Class::Stop]);
        let before = at == 0 || symbols[at - 1].classes.meets(edge);
        let text = piece.inner.of(self.document.text);
        let words = self.document.tokens_in(piece.inner).filter(|t| self.document.tokens()[*t].is_wordlike()).count();
        let whole = words >= 6 && text.ends_with(['.', '?', '!', '…']);
        // I lejekontrakten anføres "Huset skal males om hvert eneste år."
        let reports = ClassSet::of(&[Class::Finite, Class::Passive]);
        if at > 0 && whole && symbols[at - 1].classes.has(Class::Say) && symbols[at - 1].classes.meets(reports) {
            return true;
        }
        let colon = at > 1 && symbols[at - 1].classes.has(Class::Colon);
        if colon {
            let word = self.document.folded(symbols[at - 1].tokens.start.wrapping_sub(1));
            // Bogens titel: »Langt hjem«.
            if self.document.lexicon.ends_in(word, Class::Naming) {
                return false;
            }
            // Hun begyndte at råbe: "Nu skal I høre!" og gik.
            let says = ClassSet::of(&[Class::Say, Class::SayInfinitive]);
            if symbols[at - 2].classes.meets(says) && text.ends_with(['.', '?', '!', '…']) {
                return true;
            }
        }
        let after = symbols[at + 1..]
            .iter()
            .find(|symbol| {
                !symbol.classes.is_empty() || symbol.tokens.clone().any(|t| self.document.tokens()[t].is_wordlike())
            })
            .is_none_or(|symbol| symbol.classes.meets(edge));
        // "Banen skal være færdig i god tid før jul" (DSB).
        let bracket = symbols.get(at + 1).is_some_and(|next| {
            self.document.tokens().get(next.tokens.start).is_some_and(|t| t.kind == TokenKind::Open)
        });
        before && (after || whole || bracket && words >= 6)
    }

    /// The draft of this block that a free quotation continues: the one whose reporting clause ends right before it.
    fn continues(&self, at: usize) -> Option<usize> {
        let symbols = &self.view.row.symbols;
        let sentence_start = symbols[..at].iter().rposition(|symbol| symbol.classes.has(Class::Start))?;
        if symbols[at - 1].classes.has(Class::Comma) {
            // »Nej«, siger hun, »det bliver for dyrt.«
            let before = &symbols[sentence_start..at];
            let end = before.iter().map(|symbol| symbol.tokens.end).max().unwrap_or(0);
            let sentence = symbols[sentence_start].tokens.start..end;
            return (self.first..self.drafts.len()).rev().find(|draft| {
                let draft = &self.drafts[*draft];
                // Most drafts of a long block stand in other sentences.
                let cue = draft.cue.as_ref().map(|cue| cue.start).filter(|cue| sentence.contains(cue));
                draft.kind == Kind::Direct
                    && cue.is_some_and(|cue| before.iter().any(|symbol| symbol.tokens.contains(&cue)))
            });
        }
        // The end of the sentence before this one.
        let previous = symbols[..sentence_start].iter().rev().find(|symbol| !symbol.tokens.is_empty())?;
        let end = previous.tokens.end;
        let start = symbols[..sentence_start]
            .iter()
            .rposition(|symbol| symbol.classes.has(Class::Start))
            .and_then(|start| symbols[start..].iter().find(|symbol| !symbol.tokens.is_empty()))
            .map_or(0, |symbol| symbol.tokens.start);
        // Only the latest drafts can be those of the sentence before.
        (self.first..self.drafts.len()).rev().take(NEAR).find(|draft| {
            let draft = &self.drafts[*draft];
            draft.kind == Kind::Direct && draft.cue.as_ref().is_some_and(|cue| start <= cue.start && cue.end <= end)
        })
    }
}
