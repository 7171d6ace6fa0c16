//! Which mention is the subject of a sentence, by the order of words in a Danish main clause: one piece of any kind,
//! the finite verb, the subject where it was not that piece.

use super::symbols::Symbol;
use crate::lexicon::{Class, ClassSet};

/// Words that open a clause within the sentence.
const OPENS: ClassSet = ClassSet::of(&[Class::Subordinator, Class::Relative, Class::Question, Class::At]);

/// Farthest place after its verb where a subject can stand, in symbols.
const REACH: usize = 6;

/// The place in `sentence` of the symbol that is the subject of its main clause, where word order tells:
/// I en sag, hvor Ida Holm anker, vil Bo Dam ikke vidne.
pub fn main_subject(sentence: &[Symbol]) -> Option<usize> {
    let lead = ClassSet::of(&[Class::Start, Class::Coordinator, Class::Break, Class::Comma]);
    let first = sentence.iter().position(|symbol| symbol.mention.is_some() || !symbol.classes.meets(lead))?;
    let opener = &sentence[first];
    let clause = opener.mention.is_none() && opener.classes.meets(OPENS);
    // Da skrev Ida Holm: right before the verb it is an adverb; Da Ida Holm skrev, …
    let next = sentence.get(first + 1);
    let adverb = next.is_some_and(|next| next.mention.is_none() && next.classes.meets(ClassSet::FINITE));
    let subject = next.is_some_and(|next| next.mention.is_some());
    let clause = clause
        && !(adverb && opener.classes.has(Class::Subordinator))
        && !(opener.classes.has(Class::Adverb) && !(subject && opener.classes.has(Class::Subordinator)));
    let fronted = adverb && opener.mention.is_none()
        || clause
        || opener.mention.is_none() && opener.classes.meets(ClassSet::of(&[Class::Preposition, Class::Time]));
    let (verb, own) = finite(sentence, first, clause)?;
    let source = |place: &usize| sentence[*place].mention.is_some() && sentence[*place].classes.has(Class::Source);
    if !fronted && let Some(own) = own.filter(source) {
        return Some(own);
    }
    let ends = OPENS.union(ClassSet::of(&[Class::Comma, Class::Quote, Class::Colon, Class::End, Class::Coordinator]));
    (verb + 1..sentence.len())
        .take(REACH)
        .take_while(|place| {
            let symbol = &sentence[*place];
            symbol.mention.is_some() || !symbol.classes.meets(ends) || symbol.classes.has(Class::Adverb)
        })
        .find(source)
}

/// The main clause's finite verb, and the first source in front of it that stands in no clause of its own.
fn finite(sentence: &[Symbol], first: usize, mut clause: bool) -> Option<(usize, Option<usize>)> {
    let is_finite = |symbol: &Symbol| {
        symbol.mention.is_none()
            && symbol.classes.meets(ClassSet::FINITE)
            && !symbol.classes.meets(ClassSet::of(&[Class::Subordinator, Class::Preposition, Class::Adjective]))
    };
    let mut own = None;
    for (place, symbol) in sentence.iter().enumerate().skip(first) {
        if symbol.classes.has(Class::End) {
            return None;
        }
        if symbol.mention.is_some() {
            if !clause && own.is_none() && symbol.classes.has(Class::Source) {
                own = Some(place);
            }
            continue;
        }
        if symbol.classes.has(Class::Comma) {
            let next = sentence.get(place + 1)?;
            if clause && is_finite(next) {
                return Some((place + 1, own));
            }
            clause |= next.mention.is_none() && next.classes.meets(OPENS);
        } else if !clause {
            if is_finite(symbol) {
                return Some((place, own));
            }
            clause |= symbol.classes.has(Class::At);
        }
    }
    None
}
