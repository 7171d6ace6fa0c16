//! What tells a source's words from the reporter's where no mark does.

use std::ops::Range;

use crate::document::{Document, Token, TokenKind};
use crate::lexicon::{Class, ClassSet, Ending, List, Number};

/// Verbs in a finite form and what stands for them.
const FINITE: ClassSet = ClassSet::of(&[Class::Finite, Class::FiniteVerb, Class::Auxiliary, Class::Modal]);

/// Whether a range holds a pronoun of the first or second person.
pub(crate) fn is_personal(document: &Document, tokens: Range<usize>) -> bool {
    tokens.clone().any(|at| {
        let token = document.tokens()[at];
        if token.kind != TokenKind::Word {
            return false;
        }
        // The pronoun I is told from the preposition by its capital, which a first word has anyway.
        let first = at == tokens.start || document.tokens()[at - 1].ends_sentence();
        let clear = !document.classes(at).has(Class::Preposition) || (token.is_capitalised() && !first);
        clear && document.lexicon.entry(token.word).pronoun.is_some_and(|pronoun| pronoun.person < 3)
    })
}

/// Whether a token is jeg, mig, min.
pub(crate) fn is_me(document: &Document, at: usize) -> bool {
    let pronoun = document.lexicon.entry(document.tokens()[at].word).pronoun;
    pronoun.is_some_and(|pronoun| pronoun.person == 1 && pronoun.number == Number::Singular)
}

/// Whether a token is a finite verb in the past tense. Present forms end in -r, some modal verbs and the forms in -s
/// aside.
pub(crate) fn is_past(document: &Document, at: usize) -> bool {
    let classes = document.classes(at);
    if classes.has(Class::Past) {
        return true;
    }
    let word = document.folded(at);
    let present = word.ends_with(['r', 's']) || document.is(at, List::ShortPresent);
    let unknown = document.tokens()[at].word == 0 && document.lexicon.ends(Ending::UnknownPast, word);
    classes.meets(FINITE) && !classes.has(Class::Present) && !present || unknown
}

/// Whether a word ends as finite verbs do: hvisler, hviskede.
pub(crate) fn is_verb_form(document: &Document, at: usize) -> bool {
    let word = document.word(at);
    word.len() > 4 && document.lexicon.ends(Ending::FiniteVerb, word)
}

/// Whether the first finite verb of a range is in the present tense.
pub(crate) fn is_present(document: &Document, mut tokens: Range<usize>) -> bool {
    let first = tokens.find(|at| document.classes(*at).meets(FINITE) || is_past(document, *at));
    first.is_some_and(|verb| !is_past(document, verb))
}

/// Whether a sentence tells what happens between two turns of speech: Hun rystede på hovedet.
pub(crate) fn is_told(document: &Document, sentence: Range<usize>) -> bool {
    let all = document.tokens();
    let asks = sentence.clone().any(|at| matches!(all[at].kind, TokenKind::Question | TokenKind::Exclamation));
    if asks || is_personal(document, sentence.clone()) {
        return false;
    }
    let past = sentence.clone().find(|at| document.classes(*at).meets(FINITE) || is_past(document, *at));
    let acts = past.is_some_and(|verb| verb == sentence.start + 1 && is_actor(document, sentence.start));
    // Peter gabte: a form that the lists do not know.
    let rare = sentence.len() > 1 && all[sentence.start + 1].word == 0 && is_verb_form(document, sentence.start + 1);
    acts || rare && is_actor(document, sentence.start) || past.is_some_and(|verb| is_past(document, verb))
}

/// Whether a token is han, hun or a given name.
pub(crate) fn is_actor(document: &Document, at: usize) -> bool {
    let given = document.lexicon.entry(document.tokens()[at].proper).classes.has(Class::GivenName);
    given || document.is(at, List::HeShe)
}

/// Where a block's text ends without a heading that sticks to its end: … ned ad bakken. NY STRATEGI
pub(super) fn end_of_text(document: &Document, tokens: Range<usize>) -> usize {
    let Some(last) = tokens.end.checked_sub(1) else { return tokens.end };
    let sentence = document.sentence_of(last);
    let heading = sentence.start > tokens.start
        && sentence.len() > 1
        && sentence.clone().all(|at| document.tokens()[at].kind == TokenKind::Word && document.tokens()[at].is_upper());
    if heading { sentence.start } else { tokens.end }
}

/// Place of the next dash from `from` on that begins a turn or goes on with one: it follows a sentence and stands before
/// a capital.
pub(crate) fn next_dash(document: &Document, from: usize, end: usize) -> Option<usize> {
    let all = document.tokens();
    (from.max(1)..end.saturating_sub(1)).find(|at| {
        let before = all[at - 1];
        let next = all[at + 1];
        all[*at].kind == TokenKind::Dash
            && all[*at].has_space_before()
            && (before.ends_sentence() || before.kind == TokenKind::Colon)
            && (next.is_capitalised() || next.kind == TokenKind::Ellipsis)
    })
}

/// Ida Holm: whether tokens are a given name and what follows it, all in capitals.
pub(super) fn is_full_name(document: &Document, name: Range<usize>) -> bool {
    let all = &document.tokens()[name];
    let given = |first: &Token| document.lexicon.entry(first.proper).classes.has(Class::GivenName);
    all.len() > 1 && all.first().is_some_and(given) && all.iter().all(|word| word.is_capitalised())
}

/// Whether a paragraph can be a source's although nobody speaks in it: it names nobody in full.
pub(super) fn is_general(document: &Document, place: usize) -> bool {
    let all = document.tokens();
    let tokens = document.blocks()[place].tokens();
    !tokens.clone().any(|at| {
        let given = document.lexicon.entry(all[at].proper).classes.has(Class::GivenName);
        given && at + 1 < tokens.end && all[at + 1].kind == TokenKind::Word && all[at + 1].is_capitalised()
    })
}
