//! What sort of people, bodies and things a noun or name can stand for, by its form.

use super::*;
use crate::lexicon::{Endings, endings};

/// Nouns that can stand for any body.
pub(super) const ANY_BODY: [&str; 12] = [
    "selskab",
    "virksomhed",
    "firma",
    "koncern",
    "organisation",
    "myndighed",
    "forening",
    "gruppe",
    "institution",
    "medie",
    "parti",
    "forbund",
];

/// Nouns for what a source puts out: who speaks around them is their author.
pub(super) const UTTERANCES: [&str; 13] = [
    "citat",
    "udtalelse",
    "mail",
    "meddelelse",
    "udmelding",
    "brev",
    "sms",
    "opslag",
    "statement",
    "besked",
    "kommentar",
    "svar",
    "tweet",
];

/// Nouns of kin and nearness: with an owner they name somebody else than the one in view.
pub(super) const KIN: [&str; 24] = [
    "mand",
    "kone",
    "hustru",
    "datter",
    "søn",
    "mor",
    "far",
    "bror",
    "søster",
    "ven",
    "veninde",
    "kæreste",
    "nabo",
    "kollega",
    "barn",
    "forælder",
    "bedstefar",
    "bedstemor",
    "ægtefælle",
    "makker",
    "enke",
    "svigersøn",
    "moder",
    "fader",
];

/// Nouns that stand for a company and for no authority.
pub(super) const COMPANIES: [&str; 4] = ["selskab", "virksomhed", "firma", "koncern"];

/// Last parts of definite nouns for bodies by their trade: redningsselskabet, telegiganten.
pub(super) const TRADES: &Endings = endings![
    "banken",
    "bureauet",
    "butikken",
    "firmaet",
    "forbundet",
    "foreningen",
    "giganten",
    "gruppen",
    "huset",
    "klubben",
    "koncernen",
    "kæden",
    "mediet",
    "organisationen",
    "partiet",
    "producenten",
    "rederiet",
    "selskabet",
    "siden",
    "tjenesten",
    "virksomheden",
    "værftet",
];

/// Those of them that no authority is called by.
pub(super) const COMPANY_ENDS: [&str; 10] = [
    "banken",
    "butikken",
    "firmaet",
    "giganten",
    "koncernen",
    "kæden",
    "producenten",
    "rederiet",
    "selskabet",
    "virksomheden",
];

/// Endings of nouns for things, bodies and ideas in the definite form: none of them is a person's.
pub(super) const THINGS: &Endings = endings![
    "acen", "ancen", "dommen", "elsen", "encen", "eriet", "fikken", "gangen", "grafien", "heden", "ingen", "ionen",
    "ismen", "iteten", "kraften", "logien", "nomien", "pressen", "skabet", "skolen", "styrken", "uren",
];

/// Neuter nouns for people.
pub(super) const NEUTER_PEOPLE: &Endings = endings![
    "barnet",
    "budet",
    "geniet",
    "idolet",
    "individet",
    "lemmet",
    "mennesket",
    "offeret",
    "talentet",
    "vidnet",
    "væsenet",
];

/// Nouns that name somebody else than the one in view even without an owner: the daughter is not whoever has one.
pub(super) const OTHERS: [&str; 11] =
    ["bror", "datter", "hustru", "kollega", "kone", "kæreste", "makker", "søn", "søster", "ven", "veninde"];

/// Whether a definite noun that no list knows is that of a thing or a body, by its ending.
pub(super) fn is_thing(word: &str) -> bool {
    let person = NEUTER_PEOPLE.end(word) || word.ends_with("tningen");
    let neuter = word.ends_with("et") && word.chars().count() > 4;
    !person && (neuter || THINGS.end(word))
}

/// Whether a body's name is that of an authority or an association: Produkttilsynet, Gentofte Kommune.
pub(super) fn is_authority(entity: &Entity) -> bool {
    let endings =
        ["tilsynet", "styrelsen", "ministeriet", "kommune", "kommunen", "politi", "politiet", "rådet", "nævnet"];
    entity.words.last().is_some_and(|last| endings.iter().any(|ending| last.ends_with(ending)))
}

/// Whether a body's name says that it is a company: Fjordnet A/S.
pub(super) fn is_company(entity: &Entity) -> bool {
    entity.words.last().is_some_and(|last| {
        ["a/s", "aps", "as", "ab", "inc", "ltd", "gmbh", "p/s", "i/s", "k/s"].contains(&last.as_str())
    })
}
