//! A construction's match → the words of its claim: where a reported clause begins and ends.

use std::ops::Range;

use super::symbols::{Row, Symbol};
use crate::document::{Document, TokenKind};
use crate::grammar::{ClaimPlace, Match};
use crate::lexicon::{Class, ClassSet, List};

/// What a report reports: quotation pieces, or stretches of the reporter's own words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Content {
    /// Places of quotation pieces, where the content is nothing but quotations.
    pub pieces: Vec<usize>,
    /// Token ranges, where it is words (which may hold quotations).
    pub ranges: Vec<Range<usize>>,
}

impl Content {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty() && self.ranges.is_empty()
    }

    /// Whether token `at` lies in it.
    pub fn holds(&self, at: usize) -> bool {
        self.ranges.iter().any(|range| range.contains(&at))
    }

    /// Takes away its words from token `at` on.
    pub fn end_at(&mut self, at: usize) {
        self.ranges.retain(|range| range.start < at);
        for range in &mut self.ranges {
            range.end = range.end.min(at);
        }
    }
}

/// The content of a match in its own row; [`ClaimPlace::Previous`] is found by the caller.
pub fn content(document: &Document, row: &Row, found: &Match, place: ClaimPlace) -> Content {
    let symbols = &row.symbols;
    let mut stretches: Vec<Range<usize>> = Vec::new();
    match place {
        ClaimPlace::Captured => {
            stretches.extend(found.claim.clone());
            // finder det »urimeligt«, at …: the clause belongs to the quoted words.
            let quoted = found.claim.as_ref().is_some_and(|claim| symbols[claim.start].piece.is_some());
            // A second piece of one symbol is where that piece begins.
            let more = found.more.clone().map(|more| match quoted || more.len() == 1 {
                true => more.start..clause_end(document, symbols, more.start, ClaimPlace::Clause),
                false => more,
            });
            stretches.extend(more);
        }
        ClaimPlace::Clause | ClaimPlace::Infinitive | ClaimPlace::Phrase => {
            let Some(claim) = &found.claim else {
                return Content::default();
            };
            let end = clause_end(document, symbols, claim.start, place);
            stretches.push(claim.start..end);
            if place != ClaimPlace::Phrase {
                stretches.extend(coordinated(document, symbols, end, place));
            }
        }
        ClaimPlace::Around => {
            let at = found.claim.as_ref().map_or(found.whole.start, |claim| claim.end);
            stretches.extend(before(symbols, at));
            let end = clause_end(document, symbols, found.whole.end, ClaimPlace::Clause);
            stretches.push(found.whole.end..end);
        }
        ClaimPlace::Previous => {}
    }
    let mut content = Content::default();
    let mut marked = Vec::new();
    for stretch in stretches {
        let inside: Vec<&Symbol> = symbols[stretch].iter().filter(|symbol| !symbol.tokens.is_empty()).collect();
        let quoted = inside.iter().all(|symbol| {
            symbol.piece.is_some()
                || symbol.classes.meets(ClassSet::of(&[Class::Comma, Class::Colon, Class::Stop]))
                || symbol.classes.is_empty() && !is_word(document, symbol)
        });
        if quoted {
            content.pieces.extend(inside.iter().filter_map(|symbol| symbol.piece));
            if let (Some(first), Some(last)) = (inside.first(), inside.last()) {
                marked.push(trim(document, first.tokens.start..last.tokens.end));
            }
            continue;
        }
        let (Some(first), Some(last)) = (inside.first(), inside.last()) else {
            continue;
        };
        let range = trim(document, first.tokens.start..last.tokens.end);
        if !range.is_empty() {
            content.ranges.push(range);
        }
    }
    if !content.ranges.is_empty() && !content.pieces.is_empty() {
        // Words and a quotation as two parts: both are the reporter's sentence.
        content.pieces.clear();
        // Hun siger, at »broen er et rod«, og at den lukker.
        if matches!(place, ClaimPlace::Clause | ClaimPlace::Infinitive) {
            content.ranges.extend(marked.iter().map(|range| unmarked(document, range)));
            content.ranges.sort_by_key(|range| range.start);
        }
        // Han havde efter eget udsagn »ikke flere at ringe til«.
        if place == ClaimPlace::Around {
            content.ranges.append(&mut marked);
            content.ranges.sort_by_key(|range| range.start);
        }
        let first = found.claim.as_ref().filter(|_| place == ClaimPlace::Captured).map(|claim| &symbols[claim.start]);
        let quoted = first.filter(|symbol| symbol.piece.is_some()).map(|symbol| unmarked(document, &symbol.tokens));
        content.ranges.splice(0..0, quoted);
    }
    content
}

/// A quotation's tokens without its marks and a comma before the closing one.
fn unmarked(document: &Document, tokens: &Range<usize>) -> Range<usize> {
    let outside = |at: &usize| matches!(document.tokens()[*at].kind, TokenKind::Mark | TokenKind::Comma);
    let start = tokens.clone().find(|at| !outside(at)).unwrap_or(tokens.start);
    let end = tokens.clone().rfind(|at| !outside(at)).map_or(start, |at| at + 1);
    start..end
}

fn is_word(document: &Document, symbol: &Symbol) -> bool {
    symbol.tokens.clone().any(|at| document.tokens()[at].is_wordlike())
}

/// The piece of the clause before an inserted `ifølge X`: from the clause's beginning, where there is one.
fn before(symbols: &[Symbol], at: usize) -> Option<Range<usize>> {
    let stop = ClassSet::of(&[Class::Start, Class::Break, Class::Colon]);
    let mut start = at;
    while start > 0 && !symbols[start - 1].classes.meets(stop) {
        let classes = symbols[start - 1].classes;
        // I 1984 var der ifølge hende …: »der« right after the verb opens no clause.
        let there = start >= 2
            && symbols[start - 2].mention.is_none()
            && symbols[start - 2].classes.meets(ClassSet::FINITE)
            && classes.has(Class::Adverb);
        let relative = classes.has(Class::Relative) && symbols[start - 1].mention.is_none() && !there;
        // …, og det ændrer ifølge hende …: the clause begins after the comma and its conjunction.
        if classes.has(Class::Comma) || relative {
            break;
        }
        start -= 1;
    }
    // Med de regler, vi har, er der ifølge hende …: with the phrase that stands before the verb.
    let verb = symbols.get(start).filter(|verb| {
        start < at
            && verb.mention.is_none()
            && verb.classes.meets(ClassSet::FINITE)
            && !verb.classes.meets(ClassSet::REPORTING)
    });
    if verb.is_some()
        && let Some(first) = symbols[..start].iter().rposition(|symbol| symbol.classes.meets(stop))
        && symbols.get(first + 1).is_some_and(|symbol| {
            symbol.mention.is_none()
                && symbol.classes.has(Class::Preposition)
                && !symbol.classes.has(Class::Subordinator)
        })
    {
        start = first + 1;
    }
    while start < at && symbols[start].classes.meets(ClassSet::of(&[Class::Coordinator])) {
        start += 1;
    }
    (start < at).then_some(start..at)
}

/// How far the verb of a main clause can stand from its beginning, in symbols.
const MAIN_REACH: usize = 7;

/// Verb forms that open a report of their own.
const REPORTS: ClassSet =
    ClassSet::REPORTING.without(ClassSet::of(&[Class::Want, Class::Tell])).union(ClassSet::of(&[Class::Idiom]));

/// Where the clause that begins at symbol `start` ends.
fn clause_end(document: &Document, symbols: &[Symbol], start: usize, place: ClaimPlace) -> usize {
    let mut at = start;
    let mut brackets = 0usize;
    while at < symbols.len() {
        let symbol = &symbols[at];
        if symbol.classes.has(Class::End) || symbol.classes.has(Class::Start) {
            return at;
        }
        if at > start && ends_before(document, symbols, at, start, place, brackets) {
            return at;
        }
        if symbol.classes.has(Class::Break) {
            match document.tokens()[symbol.tokens.start].kind {
                TokenKind::Open => brackets += 1,
                TokenKind::Close => brackets = brackets.saturating_sub(1),
                _ => {}
            }
        }
        at += 1;
    }
    at
}

fn ends_before(
    document: &Document,
    symbols: &[Symbol],
    at: usize,
    start: usize,
    place: ClaimPlace,
    brackets: usize,
) -> bool {
    let symbol = &symbols[at];
    let next = symbols.get(at + 1);
    let word = |symbol, list| is_listed(document, symbol, list);
    let content = |symbol| opens_content(document, symbol);
    if symbol.classes.has(Class::Break) {
        return match document.tokens()[symbol.tokens.start].kind {
            TokenKind::Close => brackets == 0,
            TokenKind::Dash => !dash_closes(document, symbols, at, start),
            TokenKind::Semicolon => true,
            _ => false,
        };
    }
    // at broen holder: I maj åbner den. What begins with a capital behind a colon is a sentence of its own.
    if symbol.classes.has(Class::Colon) && place == ClaimPlace::Clause {
        return next.is_some_and(|next| {
            let word = next.piece.is_none() && next.mention.is_none() && !next.tokens.is_empty();
            word && document.tokens()[next.tokens.start].is_capitalised()
        });
    }
    // at »det går,« så er det: the comma inside the marks ends the clause as well.
    let parted = at > start && symbols[at - 1].classes.has(Class::Parted);
    if parted && word(Some(symbol), List::Then) && next.is_some_and(|next| next.classes.meets(ClassSet::FINITE)) {
        return true;
    }
    if symbol.classes.has(Class::Comma) {
        let joins = ClassSet::of(&[Class::Subordinator, Class::Relative, Class::Coordinator]);
        let verb = next.is_some_and(|next| {
            next.classes.meets(ClassSet::FINITE) && next.mention.is_none() && !next.classes.meets(joins)
        });
        // Da hun foreslog at …, fik hun …; hans løfte om, at …, holdt ikke: the report is a part of the sentence, which
        // goes on with its verb. Inside a claim a verb after a comma follows a clause of its own.
        let open = ClassSet::of(&[Class::Subordinator, Class::Relative, Class::Question]);
        let word_in = |symbol: &Symbol| symbol.mention.is_none() && !symbol.classes.has(Class::Preposition);
        let simple = !symbols[start..at].iter().any(|symbol| word_in(symbol) && symbol.classes.meets(open));
        let finished = symbols[start..at].iter().any(|symbol| symbol.classes.meets(ClassSet::FINITE));
        let first =
            reported_first(document, symbols, start) || place == ClaimPlace::Around && in_relative(symbols, start);
        if verb && (first || simple && finished) {
            return true;
        }
        let words = if place == ClaimPlace::Clause { List::GoesOn } else { List::GoesOnAfterInfinitive };
        if word(next, words) {
            return true;
        }
        // , og at …: the next part; , og begrunder det med …: the next report
        if word(next, List::And) {
            let after = symbols.get(at + 2);
            let subject = after.is_some_and(|after| after.classes.has(Class::Source));
            if subject && place == ClaimPlace::Infinitive {
                return true;
            }
            // , og hun minder om …; , og rektor Ida Holm er enig: the reporter goes on with somebody.
            let who = ClassSet::of(&[Class::Pronoun, Class::Named]);
            if subject && after.is_some_and(|symbol| symbol.classes.meets(who)) {
                return true;
            }
            // Hun sagde, at broen er dyr, og gik: the comma ends the clause, so that the verb is that of the main one.
            let bare_verb = after.is_some_and(|symbol| {
                symbol.mention.is_none()
                    && symbol.classes.meets(ClassSet::FINITE)
                    && !symbol.classes.meets(ClassSet::of(&[Class::Adverb, Class::Preposition, Class::Subordinator]))
            });
            let behind_at = start > 0 && content(symbols.get(start - 1));
            if place == ClaimPlace::Clause && bare_verb && behind_at {
                return true;
            }
            // , og fra britisk side blev der …: a main clause, which none that is reported with »at« can be.
            if place == ClaimPlace::Clause && is_main_clause(&symbols[at + 2..]) {
                return true;
            }
            // at »A«, og den fik bifald: what is quoted whole is all that was said.
            if matches!(&symbols[start..at], [quote] if quote.classes.has(Class::Quote)) && !content(after) {
                return true;
            }
            // , og da hun svarede, …: the reporter goes on.
            // , og alt tyder på, at …: so does he with a set phrase.
            // , og dermed er flertallet på plads: what follows from it.
            let clause =
                word(after, List::ReporterGoesOn) || after.is_some_and(|symbol| symbol.classes.has(Class::Fixed));
            return clause || content(after) || reports_next(symbols, at + 2, 4);
        }
        // Hvor X … , så …: the clause that the sentence began with ends.
        let inverted = symbols.get(at + 2).is_some_and(|s| s.classes.meets(ClassSet::FINITE));
        if word(next, List::Then) && (first || simple && inverted) {
            return true;
        }
        // , siger hun. / , som han siger
        return next.is_some_and(|next| {
            next.classes.has(Class::Finite) && next.classes.has(Class::Say) && !next.classes.has(Class::Weak)
        }) && symbols.get(at + 2).is_some_and(|s| s.mention.is_some());
    }
    if word(Some(symbol), List::AndBut) {
        return reports_next(symbols, at + 1, 1)
            || content(next)
            || place == ClaimPlace::Infinitive
                && word(next, List::To)
                && word(symbols.get(at + 2), List::ToInfinitive);
    }
    false
}

/// Whether a symbol is one word of a list.
fn is_listed(document: &Document, symbol: Option<&Symbol>, list: List) -> bool {
    symbol.is_some_and(|symbol| symbol.tokens.len() == 1 && document.is(symbol.tokens.start, list))
}

/// Whether a symbol opens a reported clause or infinitive.
fn opens_content(document: &Document, symbol: Option<&Symbol>) -> bool {
    symbol.is_some_and(|symbol| symbol.tokens.len() == 1 && document.classes(symbol.tokens.start).has(Class::At))
}

/// Whether the sentence begins with a subordinate clause that holds symbol `at`.
fn reported_first(document: &Document, symbols: &[Symbol], at: usize) -> bool {
    let Some(start) = symbols[..at].iter().rposition(|symbol| symbol.classes.has(Class::Start)) else {
        return false;
    };
    let Some(first) = symbols.get(start + 1).filter(|first| first.tokens.len() == 1) else {
        return false;
    };
    document.is(first.tokens.start, List::OpensSentence)
}

/// Whether symbol `at` stands in a relative clause.
fn in_relative(symbols: &[Symbol], at: usize) -> bool {
    let clause = ClassSet::of(&[Class::Start, Class::Comma]);
    let start = symbols[..at].iter().rposition(|symbol| symbol.classes.meets(clause)).unwrap_or(0);
    symbols[start..at].iter().any(|symbol| symbol.mention.is_none() && symbol.classes.has(Class::Relative))
}

/// Whether symbols begin a main clause with something before its verb, and the subject behind that.
fn is_main_clause(symbols: &[Symbol]) -> bool {
    let fronted = ClassSet::of(&[Class::Preposition, Class::Time]);
    if !symbols.first().is_some_and(|first| first.mention.is_none() && first.classes.meets(fronted)) {
        return false;
    }
    let edge = ClassSet::of(&[Class::Comma, Class::End, Class::Quote, Class::Coordinator, Class::At]);
    let near = symbols.iter().take(MAIN_REACH).take_while(|symbol| !symbol.classes.meets(edge));
    let verb = near.skip(1).position(|symbol| symbol.mention.is_none() && symbol.classes.meets(ClassSet::FINITE));
    verb.and_then(|verb| symbols.get(verb + 2)).is_some_and(|next| {
        // blev hun, blev der
        next.classes.has(Class::Source) || next.classes.has(Class::Relative) && next.classes.has(Class::Adverb)
    })
}

/// Whether one of the next `reach` symbols is a finite verb that reports, with no clause between.
fn reports_next(symbols: &[Symbol], at: usize, reach: usize) -> bool {
    for symbol in symbols.iter().skip(at).take(reach) {
        if symbol.classes.has(Class::Finite) && symbol.classes.meets(REPORTS) {
            return !symbol.classes.has(Class::Weak);
        }
        if symbol.classes.meets(ClassSet::of(&[
            Class::Comma,
            Class::End,
            Class::Relative,
            Class::At,
            Class::Modal,
            Class::Auxiliary,
        ])) {
            return false;
        }
    }
    false
}

/// Whether the dash at `at` opens or closes an insertion inside the clause rather than ends it.
fn dash_closes(document: &Document, symbols: &[Symbol], at: usize, start: usize) -> bool {
    let is_dash = |symbol: &Symbol| {
        symbol.classes.has(Class::Break) && document.tokens()[symbol.tokens.start].kind == TokenKind::Dash
    };
    let before = symbols[start..at].iter().filter(|symbol| is_dash(symbol)).count();
    if before % 2 == 1 {
        return true;
    }
    symbols[at + 1..].iter().take_while(|symbol| !symbol.classes.has(Class::End)).any(is_dash)
}

/// A second complement of the same verb: …, at A, og at B; …, at A, men at B.
fn coordinated(document: &Document, symbols: &[Symbol], end: usize, place: ClaimPlace) -> Option<Range<usize>> {
    let word = |at: usize, list: List| is_listed(document, symbols.get(at), list);
    let mut at = end;
    if symbols.get(at).is_some_and(|symbol| symbol.classes.has(Class::Comma)) {
        at += 1;
    }
    if !word(at, List::Coordinator) {
        return None;
    }
    at += 1;
    if place == ClaimPlace::Infinitive && word(at, List::To) {
        at += 1;
    }
    if !opens_content(document, symbols.get(at)) {
        return None;
    }
    let start = at + 1;
    Some(start..clause_end(document, symbols, start, place))
}

/// A token range without punctuation and conjunctions at its edges; ? and ! at its end stay.
fn trim(document: &Document, range: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (range.start, range.end);
    let loose = |at: usize| {
        matches!(
            document.tokens()[at].kind,
            TokenKind::Comma | TokenKind::Stop | TokenKind::Colon | TokenKind::Semicolon | TokenKind::Dash
        )
    };
    while start < end && (loose(start) || document.is(start, List::ClaimEdge)) {
        start += 1;
    }
    while start < end && loose(end - 1) {
        end -= 1;
    }
    start..end
}
