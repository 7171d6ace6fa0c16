//! What sort of people, bodies and things a noun or name can stand for, by its form.

use super::*;

/// Whether a definite noun that no list knows is that of a thing or a body, by its ending.
pub(super) fn is_thing(lexicon: &Lexicon, word: &str) -> bool {
    let person = lexicon.ends(Ending::NeuterPerson, word) || lexicon.ends(Ending::PersonActing, word);
    let neuter = lexicon.ends(Ending::Neuter, word) && word.chars().count() > 4;
    !person && (neuter || lexicon.ends(Ending::Thing, word))
}

/// Whether a body's name is that of an authority or an association: Produkttilsynet, Gentofte Kommune.
pub(super) fn is_authority(lexicon: &Lexicon, entity: &Entity) -> bool {
    entity.words.last().is_some_and(|last| lexicon.ends(Ending::Authority, last))
}

/// Whether a body's name says that it is something else than `trade` ends with: Hvilsted Skole is no borgerforening.
pub(super) fn is_other_body(lexicon: &Lexicon, entity: &Entity, trade: &str) -> bool {
    let Some(last) = entity.words.last().filter(|_| entity.words.len() > 1) else { return false };
    let word = fold(last);
    let noun = lexicon.noun(&word).filter(|noun| noun.kind == NounKind::Organisation);
    noun.is_some_and(|noun| !lexicon.base_form(trade).is_some_and(|base| base.ends_with(lexicon.lemma(noun))))
}

/// Whether a body's name says that it is a company: Fjordnet A/S.
pub(super) fn is_company(lexicon: &Lexicon, entity: &Entity) -> bool {
    entity.words.last().is_some_and(|last| lexicon.has(List::CompanyForm, last))
}
