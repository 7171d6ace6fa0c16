//! One construction as its file gives it.

use serde::Deserialize;

use crate::label::{Act, Kind};

/// A way in which Danish ties a claim to its source.
///
/// One TOML file in `grammar/` of the language pack each. Its examples run as tests: in `yes`, the marked pieces must be what the whole
/// analyser finds, by this construction; in `no`, this construction must find nothing.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Construction {
    /// Its name: that-clause-after-subject.
    pub id: String,
    /// What it is, in a sentence, with a Danish example.
    pub note: String,
    /// Pattern over symbols, see `pattern.rs`; captures cue, speaker and claim.
    pub pattern: String,
    /// Where the claim is.
    pub claim: ClaimPlace,
    /// Where the speaker is.
    #[serde(default)]
    pub speaker: SpeakerPlace,
    /// The act it carries, before that of the verb.
    pub act: Option<Act>,
    /// The kind it always gives.
    pub kind: Option<Kind>,
    /// Of several constructions on one cue the highest is taken.
    #[serde(default = "default_priority")]
    pub priority: i32,
    /// Whether it reports only in a headline.
    #[serde(default)]
    pub headline_only: bool,
    /// Examples that must match: `[claim:Prisen falder], [cue:siger] [speaker:Mette Holm].`
    pub yes: Vec<String>,
    /// Examples in which it must find nothing.
    pub no: Vec<String>,
}

/// A construction and where its file lies.
#[derive(Clone, Debug)]
pub(crate) struct OwnConstruction {
    pub(crate) construction: Construction,
    /// File and line of its pattern, for messages.
    pub(crate) place: String,
}

fn default_priority() -> i32 {
    50
}

/// Where a construction's claim is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimPlace {
    /// Exactly the captured symbols.
    Captured,
    /// From the captured symbol to the end of its clause.
    Clause,
    /// From the captured symbol to the end of the infinitive phrase.
    Infinitive,
    /// From the captured symbol to the end of the noun phrase with its clause.
    Phrase,
    /// The sentence before.
    Previous,
    /// The clause around: its part before the report, where there is one, and its part after.
    Around,
}

/// Where a construction's speaker is.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum SpeakerPlace {
    /// The captured mention.
    #[default]
    Captured,
    /// The owner of the captured document, which must have one.
    Owner,
    /// The owner of the captured document, or whoever speaks in the context.
    Author,
    /// The owner of the captured document, or itself where it is a single one.
    Document,
    /// The subject of the report before it in the sentence.
    Carried,
    /// Whoever speaks in the context.
    Context,
    /// Nobody that is named.
    Nobody,
}
