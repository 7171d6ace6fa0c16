//! What may be known of an utterance: facts without names, which only a reader of the evidence needs.

use std::fmt;

use super::rules::Rules;
use super::{ACTS, Place};
use crate::label::{Act, Kind};

/// One thing that is known of an utterance and may speak for an act.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// What it is, as in the first column of `weights.csv`: `list condemnation`, `verb sige`, `sum deny`.
    pub name: String,
    /// How much of it there is; 1 for what is just there.
    pub value: f32,
    /// The words, where it is words of the claim.
    pub place: Option<Place>,
}

/// A fact, how much there is of it, and where it was read first.
#[derive(Clone, Copy)]
pub(super) struct Piece<'u> {
    pub(super) fact: Fact<'u>,
    pub(super) value: f32,
    pub(super) place: Option<Place>,
}

/// What a piece of evidence is.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Fact<'u> {
    /// Words of a list stand in the claim, or in the text before it.
    List { rule: usize, denied: bool, before: bool },
    /// Something that is known of any claim.
    Plain(Plain),
    /// Something is the case, in any claim or in one of a kind.
    Of { topic: Topic, which: &'u str, kind: Option<Kind> },
    /// The claim's first word, as it is written.
    First(&'u str),
}

/// A fact that has neither list nor word.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Plain {
    /// A sentence that asks ends the claim.
    LastQuestion,
    /// A sentence that asks stands before others.
    EarlierQuestion,
    /// The reporting verb is denied.
    DeniedVerb,
    /// The mark `!` stands somewhere.
    Exclamation,
    /// The mark `?` does.
    QuestionMark,
    /// How many words there are, as a logarithm.
    Length,
    /// Sum of the words for something.
    Support,
    /// Sum of the words against something.
    Oppose,
    /// The kind of the claim.
    Kind(Kind),
    /// The sum of an act.
    Sum(Act),
}

impl Plain {
    const FIRST: [Self; 8] = [
        Self::LastQuestion,
        Self::EarlierQuestion,
        Self::DeniedVerb,
        Self::Exclamation,
        Self::QuestionMark,
        Self::Length,
        Self::Support,
        Self::Oppose,
    ];
    /// The marks that are looked for.
    pub(super) const MARKS: [(Self, char); 2] = [(Self::Exclamation, '!'), (Self::QuestionMark, '?')];
    /// How many there are.
    pub(super) const COUNT: usize = Self::FIRST.len() + Kind::ALL.len() + ACTS;

    /// All of them in order.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let kinds = Kind::ALL.iter().copied().map(Self::Kind);
        Self::FIRST.into_iter().chain(kinds).chain(Act::ALL.iter().copied().map(Self::Sum))
    }

    /// Its place among all.
    pub(super) fn place(self) -> usize {
        let kinds = Self::FIRST.len();
        match self {
            Self::LastQuestion => 0,
            Self::EarlierQuestion => 1,
            Self::DeniedVerb => 2,
            Self::Exclamation => 3,
            Self::QuestionMark => 4,
            Self::Length => 5,
            Self::Support => 6,
            Self::Oppose => 7,
            Self::Kind(kind) => kinds + kind as usize,
            Self::Sum(act) => kinds + Kind::ALL.len() + act as usize,
        }
    }
}

impl fmt::Display for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LastQuestion => "last question",
            Self::EarlierQuestion => "earlier question",
            Self::DeniedVerb => "denied verb",
            Self::Exclamation => "mark !",
            Self::QuestionMark => "mark ?",
            Self::Length => "length",
            Self::Support => "sum of support",
            Self::Oppose => "sum of oppose",
            Self::Kind(kind) => return write!(f, "kind {kind}"),
            Self::Sum(act) => return write!(f, "sum {act}"),
        })
    }
}

/// What about the report a fact may be of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    /// The reporting verb.
    Verb,
    /// The group of verbs that it belongs to.
    Group,
    /// The act that it is given.
    GivenAct,
    /// The act of the statement before.
    Earlier,
}

impl Topic {
    /// Every topic, in order.
    pub(super) const ALL: [Self; 4] = [Self::Verb, Self::Group, Self::GivenAct, Self::Earlier];

    /// The word that the names of its facts begin with.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Verb => "verb",
            Self::Group => "verbs",
            Self::GivenAct => "verb's act",
            Self::Earlier => "earlier",
        }
    }
}

impl Fact<'_> {
    /// The fact's name in `weights.csv`.
    pub(super) fn name(&self, rules: &Rules) -> String {
        match *self {
            Fact::List { rule, denied, before } => list_name(&rules.list[rule].id, denied, before),
            Fact::Plain(plain) => plain.to_string(),
            Fact::Of { topic, which, kind: None } => format!("{} {which}", topic.as_str()),
            Fact::Of { topic, which, kind: Some(kind) } => format!("{} {which} {kind}", topic.as_str()),
            Fact::First(word) => format!("first {}", word.to_lowercase()),
        }
    }
}

/// Name of the fact that words of a list stand there.
pub(super) fn list_name(id: &str, denied: bool, before: bool) -> String {
    format!("list {id}{}{}", if denied { " denied" } else { "" }, if before { " before" } else { "" })
}

/// The pieces of evidence of an utterance, each fact once, in the order in which they were met.
pub(super) struct Pieces<'u>(Vec<Piece<'u>>);

impl<'u> Pieces<'u> {
    pub(super) fn new() -> Self {
        /// Room for what is known of any report, and some words.
        const USUAL: usize = 48;
        Self(Vec::with_capacity(USUAL))
    }

    /// Adds what may have been met before: of what stands several times two count.
    pub(super) fn count(&mut self, fact: Fact<'u>, place: Option<Place>) {
        const MOST: f32 = 2.0;
        match self.0.iter_mut().find(|piece| piece.fact == fact) {
            Some(known) => known.value = (known.value + 1.0).min(MOST),
            None => self.0.push(Piece { fact, value: 1.0, place }),
        }
    }

    /// Adds what is there.
    pub(super) fn there(&mut self, fact: Fact<'u>) {
        self.some(fact, 1.0);
    }

    /// Adds so much of what can be met only once.
    pub(super) fn some(&mut self, fact: Fact<'u>, value: f32) {
        self.0.push(Piece { fact, value, place: None });
    }

    pub(super) fn all(&self) -> &[Piece<'u>] {
        &self.0
    }
}
