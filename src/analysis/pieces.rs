//! Quotations → pieces: an open quotation is cut before its reporting clause and goes on after it.
//!
//! `- Nej, siger hun. Det bliver for dyrt.` is one quotation in two pieces.

use std::ops::Range;

use super::quotations::{Opener, Quotation, reports, speech};
use crate::document::{Document, TokenKind};
use crate::lexicon::{Class, ClassSet, List};
use crate::span::Span;

/// A stretch of a quotation without any reporting clause in it.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Place of its quotation.
    pub quotation: usize,
    /// Its tokens with the marks.
    pub outer: Range<usize>,
    /// Its words.
    pub inner: Span,
    /// It follows a dash: somebody speaks, whatever else stands in the sentence.
    pub dash: bool,
    /// It is the title of a work or a name: romanen »Langt hjem«.
    pub name: bool,
}

/// Place of the piece that holds a token, where one does; pieces lie in order.
pub fn at(pieces: &[Piece], token: usize) -> Option<usize> {
    let place = pieces.partition_point(|piece| piece.outer.end <= token);
    pieces.get(place).is_some_and(|piece| piece.outer.contains(&token)).then_some(place)
}

/// The pieces of a block's quotations, in order.
pub fn pieces(document: &Document, quotations: &[Quotation], first: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (place, quotation) in quotations.iter().enumerate() {
        let quotation_place = first + place;
        let open = !quotation.closed || quotation.opener == Opener::Dash;
        if !open {
            pieces.push(Piece {
                quotation: quotation_place,
                outer: quotation.tokens.clone(),
                inner: quotation.inner,
                dash: false,
                name: is_name(document, quotation),
            });
            continue;
        }
        let limit =
            quotations.get(place + 1).map_or(quotation.tokens.end, |next| next.tokens.start.min(quotation.tokens.end));
        cut(document, quotation, quotation_place, limit, &mut pieces);
    }
    pieces
}

/// Whether a quotation is what the noun right before it bears for a title or name.
fn is_name(document: &Document, quotation: &Quotation) -> bool {
    const LONGEST: usize = 12;
    const REACH: usize = 24;
    let (tokens, start) = (document.tokens(), quotation.tokens.start);
    if start == 0 || quotation.opener != Opener::Mark || quotation.tokens.len() > LONGEST {
        return false;
    }
    let before = document.folded(start - 1);
    let sentence = document.sentence_of(start);
    if sentence.start >= start
        || tokens[start - 1].kind != TokenKind::Word
        || quotation.inner.of(document.text).ends_with('.')
    {
        return false;
    }
    // Hun kalder romanen »et mesterværk«: no title.
    let calls = |at: usize| document.classes(at).has(Class::Call);
    let near = sentence.start.max(start.saturating_sub(REACH));
    document.lexicon.ends_in(before, Class::Naming)
        || document.lexicon.ends_in(before, Class::Work) && !(near..start).any(calls)
}

fn cut(document: &Document, quotation: &Quotation, place: usize, limit: usize, pieces: &mut Vec<Piece>) {
    let tokens = document.tokens();
    let dash = quotation.opener == Opener::Dash;
    // -Nej: where the dash sticks to the word, what follows the reporting clause needs a dash of its own.
    let tight = dash && tokens.get(quotation.tokens.start + 1).is_some_and(|next| !next.has_space_before());
    let next_dash = |from: usize| speech::next_dash(document, from, limit).filter(|_| dash);
    let mut turn = next_dash(quotation.tokens.start + 2);
    let mut outer = quotation.tokens.start;
    let mut start = document.tokens_in(quotation.inner).start.max(outer);
    while start < limit {
        if turn.is_some_and(|turn| turn <= start) {
            turn = next_dash(start + 1);
        }
        let end = turn.unwrap_or(limit);
        let mut clauses = (start + 1..end).filter_map(|at| clause_at(document, at, end, dash));
        let Some(mut clause) = clauses.next() else {
            let words_end = if turn.is_some() {
                before_narration(document, start, end, speech::is_told)
            } else if tight {
                before_narration(document, start, end, |document, sentence| acts_after(document, start, sentence))
            } else {
                end
            };
            push(document, quotation, place, outer..words_end, start..words_end, pieces);
            let Some(turn) = turn else { return };
            (outer, start) = (turn, turn + 1);
            continue;
        };
        // -Det går, siger lægen. Og jeg tror på det, siger hun: the last report is that of the dash.
        if let Some(last) = clauses.next().filter(|last| tight && reported_within(document, clause.1, last.0)) {
            clause = last;
        }
        let (words_end, clause_start) = clause;
        push(document, quotation, place, outer..words_end, start..words_end, pieces);
        let (after, resumed) = clause_end(document, clause_start, limit);
        // – Vi taber, siger Ida Holm. Ifølge hende er …: the reporter's next sentence.
        if !resumed && (!dash || document.is(after, List::AccordingTo)) {
            return;
        }
        (outer, start) = (after, after);
        if start < limit && tokens[start].kind == TokenKind::Dash {
            start += 1;
        } else if tight && !resumed {
            if turn.is_some_and(|turn| turn < after) {
                turn = next_dash(after);
            }
            match turn {
                Some(turn) => (outer, start) = (turn, turn + 1),
                None if goes_on(document, clause_start, after, limit) => {}
                None => return,
            }
        }
    }
}

/// Where the words from `start` on end: the reporter may tell something before `end`.
fn before_narration(
    document: &Document,
    start: usize,
    end: usize,
    told: impl Fn(&Document, Range<usize>) -> bool,
) -> usize {
    let mut sentence = document.sentence_of(start);
    while sentence.end < end {
        sentence = document.sentence_of(sentence.end);
        if told(document, sentence.start..sentence.end.min(end)) {
            return sentence.start;
        }
    }
    end
}

/// -Nu begynder jeg. Hun fandt en kælder: after words in the present somebody did something.
fn acts_after(document: &Document, start: usize, sentence: Range<usize>) -> bool {
    const LONGEST: usize = 100;
    let past = |at: usize| speech::is_past(document, at);
    sentence.len() > 2
        && speech::is_actor(document, sentence.start)
        && (sentence.start + 1..sentence.end.min(sentence.start + 4)).any(past)
        && speech::is_told(document, sentence.clone())
        && !(start..sentence.start).take(LONGEST).any(past)
}

/// Whether the words between a reporting clause and a later one are the sentence after it, without a dash.
fn reported_within(document: &Document, clause: usize, later: usize) -> bool {
    let (after, resumed) = clause_end(document, clause, later);
    after < later
        && !resumed
        && document.tokens()[after].kind != TokenKind::Dash
        && goes_on(document, clause, after, later)
}

/// Whether the sentence after a reporting clause is spoken although no dash shows it: -Nej, sagde hun. Hvad nu?
fn goes_on(document: &Document, clause: usize, after: usize, limit: usize) -> bool {
    if after >= limit {
        return false;
    }
    let sentence = after..document.sentence_of(after).end.min(limit);
    let asks = sentence.clone().any(|at| document.tokens()[at].kind == TokenKind::Question);
    let told_by_me = (clause..after).any(|at| speech::is_me(document, at));
    !told_by_me && (asks || speech::is_personal(document, sentence))
}

fn push(
    document: &Document,
    quotation: &Quotation,
    place: usize,
    outer: Range<usize>,
    words: Range<usize>,
    pieces: &mut Vec<Piece>,
) {
    let mut words = words;
    while words.start < words.end {
        let last = document.tokens()[words.end - 1];
        if matches!(last.kind, TokenKind::Comma | TokenKind::Dash | TokenKind::Semicolon) {
            words.end -= 1;
        } else {
            break;
        }
    }
    if words.is_empty() {
        return;
    }
    let span = document.span(words.clone());
    let span = Span::new(span.start(), span.end().min(quotation.inner.end().max(span.start())));
    if !span.trimmed(document.text).is_empty() {
        pieces.push(Piece {
            quotation: place,
            outer: outer.start..outer.end.max(words.end),
            inner: span.trimmed(document.text),
            dash: quotation.opener == Opener::Dash,
            name: false,
        });
    }
}

/// Whether a reporting clause begins after the comma, question mark or exclamation mark at `at`: the end of the words
/// before it and where the clause begins.
fn clause_at(document: &Document, at: usize, limit: usize, dash: bool) -> Option<(usize, usize)> {
    let token = document.tokens()[at];
    let words_end = match token.kind {
        TokenKind::Comma => at,
        TokenKind::Question | TokenKind::Exclamation | TokenKind::Ellipsis => at + 1,
        _ => return None,
    };
    let mut verb = at + 1;
    if verb < limit && document.tokens()[verb].kind == TokenKind::Mark {
        verb += 1;
    }
    // ?, siger han
    if verb < limit && document.tokens()[verb].kind == TokenKind::Comma {
        verb += 1;
    }
    if verb + 1 > limit || verb >= document.tokens().len() {
        return None;
    }
    is_clause(document, verb, limit, dash).then_some((words_end, at + 1))
}

fn is_clause(document: &Document, verb: usize, limit: usize, dash: bool) -> bool {
    let token = document.tokens()[verb];
    let classes = document.classes(verb);
    if dash && says_last(document, verb, limit) {
        return true;
    }
    let reports = classes.has(Class::Finite) && classes.meets(ClassSet::of(&[Class::Say, Class::DocumentVerb]))
        || classes.has(Class::Carrier) && classes.meets(ClassSet::of(&[Class::Finite, Class::FiniteVerb]));
    let bare = verb + 1 >= limit || document.tokens()[verb + 1].ends_sentence();
    if !reports || token.is_capitalised() || bare {
        return false;
    }
    let subject = document.lexicon.entry(document.tokens()[verb + 1].word);
    // »…, siger jeg«, »…, siger du«: those who speak in the quotation, where nobody tells a story of his own.
    if subject.pronoun.is_some_and(|pronoun| pronoun.person != 3) {
        let cried = matches!(document.tokens()[verb - 1].kind, TokenKind::Question | TokenKind::Exclamation);
        let me = subject.pronoun.is_some_and(|pronoun| pronoun.person == 1);
        let ends = || {
            let end = document.sentence_of(verb).end;
            end >= limit || document.tokens()[end].kind == TokenKind::Dash
        };
        return dash && me && classes.has(Class::Say) && (cried || ends());
    }
    if document.is(verb + 1, List::To) && classes.has(Class::Say) {
        return !reports::is_likeness(document, verb);
    }
    if classes.meets(ClassSet::of(&[Class::Say, Class::DocumentVerb])) {
        // »…, siger at …«, »…, siger ikke …« go on speaking.
        return !subject.classes.meets(ClassSet::of(&[
            Class::At,
            Class::Negation,
            Class::Preposition,
            Class::Infinitive,
        ]));
    }
    document.lexicon.idioms_of(document.lexicon.entry(token.word).verb).any(|(_, idiom)| {
        idiom.frames.has(Class::Say)
            && (verb + 2..limit.min(verb + 12)).any(|at| {
                idiom.particle.iter().enumerate().all(|(i, word)| at + i < limit && document.folded(at + i) == *word)
            })
    })
}

/// …, skyndte hun sig at sige. …, hørte han sig selv råbe: the clause ends with what reports.
fn says_last(document: &Document, verb: usize, limit: usize) -> bool {
    const LONGEST: usize = 6;
    let tokens = document.tokens();
    let finite = ClassSet::of(&[Class::Finite, Class::FiniteVerb]);
    if tokens[verb].is_capitalised() || !(document.classes(verb).meets(finite) || speech::is_past(document, verb)) {
        return false;
    }
    let end = document.sentence_of(verb).end.min(limit).min(verb + LONGEST + 1);
    let Some(stop) = (verb + 2..end).find(|at| tokens[*at].kind != TokenKind::Word) else { return false };
    tokens[stop].ends_sentence() && document.classes(stop - 1).has(Class::SayInfinitive)
}

/// Where the reporting clause that begins at `start` ends, and whether the quotation goes on in the same sentence:
/// `…, siger hun, gør en ikke til pyroman.`
fn clause_end(document: &Document, start: usize, limit: usize) -> (usize, bool) {
    let end = document.sentence_of(start).end.min(limit);
    let verb = (start..end)
        .find(|at| document.classes(*at).meets(ClassSet::of(&[Class::Finite, Class::FiniteVerb])))
        .unwrap_or(start);
    let subject = verb + 1;
    let simple = subject < end
        && (document.lexicon.entry(document.tokens()[subject].word).pronoun.is_some()
            || document.noun(subject).is_some_and(|noun| noun.definite));
    let named = subject < end && document.tokens()[subject].is_capitalised();
    if (simple || named) && subject + 2 < end && document.tokens()[subject + 1].kind == TokenKind::Comma {
        let next = document.classes(subject + 2);
        let rest = subject + 3..end;
        // …, sagde han, og gik. …, sagde han, og nu kan vi hvile.
        let acts = document.classes(rest.start).meets(ClassSet::of(&[Class::Finite, Class::FiniteVerb]))
            || speech::is_past(document, rest.start);
        let spoken = next.has(Class::Coordinator)
            && !acts
            && (speech::is_personal(document, rest.clone())
                || speech::is_past(document, verb) && speech::is_present(document, rest));
        let own = ClassSet::of(&[Class::Relative, Class::Coordinator, Class::Subordinator]);
        if spoken || simple && !next.meets(own) {
            return (subject + 2, true);
        }
    }
    // …, grinede Bo, -men dyre: a dash after the comma goes on.
    let dashed = |at: &usize| {
        document.tokens()[*at].kind == TokenKind::Comma
            && document.tokens().get(at + 1).is_some_and(|next| next.kind == TokenKind::Dash)
    };
    if let Some(comma) = (subject..end).find(dashed) {
        return (comma + 1, true);
    }
    (end, false)
}
