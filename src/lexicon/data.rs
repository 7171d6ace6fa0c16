//! The shape of the word lists of a language pack as serde reads them.

use serde::Deserialize;

use crate::label::Act;

/// `verbs.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VerbFile {
    #[serde(default)]
    pub verb: Vec<VerbRow>,
}

/// One reporting verb with its forms.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VerbRow {
    pub lemma: String,
    #[serde(default)]
    pub present: Vec<String>,
    #[serde(default)]
    pub past: Vec<String>,
    #[serde(default)]
    pub participle: Vec<String>,
    #[serde(default)]
    pub passive: Vec<String>,
    pub act: Option<Act>,
    #[serde(default)]
    pub frames: Vec<Frame>,
    #[serde(default)]
    pub weak: bool,
}

/// What a reporting verb can govern.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Frame {
    Quote,
    That,
    Infinitive,
    Urge,
    Beg,
    Order,
    Whether,
    Blame,
    Call,
    Want,
    Tell,
    Document,
}

/// `idioms.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IdiomFile {
    pub idiom: Vec<IdiomRow>,
    #[serde(default)]
    pub form: Vec<VerbRow>,
}

/// A verb that reports only together with a particle phrase.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IdiomRow {
    pub verb: String,
    pub particle: String,
    pub act: Act,
    pub frames: Vec<Frame>,
    #[serde(default)]
    pub weak: bool,
}

/// `nouns.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NounFile {
    pub nouns: Vec<NounRow>,
}

/// Nouns of one kind and gender; each line of `forms` is a paradigm.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NounRow {
    pub kind: NounKind,
    #[serde(default)]
    pub gender: Gender,
    pub forms: Vec<String>,
}

/// What sort of source a noun names.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
pub enum NounKind {
    /// Title, profession, function.
    Role,
    /// Any human being.
    Person,
    /// A body.
    Organisation,
    /// Collective of people.
    Group,
    /// Something written.
    Document,
    /// No source at all; stops the search for a compound's head (område is no råd).
    None,
}

/// Natural gender, as far as a word tells it.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    /// hun
    Female,
    /// han
    Male,
    /// either
    #[default]
    Common,
    /// det
    Neuter,
}

/// `function.toml`, `adjectives.toml`, `organisations.toml`, `abbreviations.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordFile {
    #[serde(default)]
    pub words: Vec<WordRow>,
    #[serde(default)]
    pub pronoun: Vec<PronounRow>,
}

/// Forms of one class.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordRow {
    pub class: String,
    pub forms: Vec<String>,
}

/// One form of a personal pronoun.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PronounRow {
    pub form: String,
    pub case: Case,
    #[serde(default)]
    pub gender: Gender,
    pub number: Number,
    pub person: u8,
}

/// Case of a pronoun.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Case {
    /// han
    Subject,
    /// ham
    Object,
    /// hans
    Possessive,
}

/// Grammatical number.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[serde(rename_all = "lowercase")]
pub enum Number {
    /// one
    #[default]
    Singular,
    /// several
    Plural,
}

/// `names.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NameFile {
    pub female: Vec<String>,
    pub male: Vec<String>,
    pub unisex: Vec<String>,
}

/// `furniture.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FurnitureFile {
    pub heading: Vec<FurnitureRow>,
}

/// A line that is no journalism, and how far its box reaches.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FurnitureRow {
    /// The words it is or begins with.
    pub text: String,
    /// How the words are compared with a line.
    #[serde(rename = "match")]
    pub matching: FurnitureMatch,
    /// How far the furniture reaches.
    pub scope: FurnitureScope,
    /// Where it is met.
    #[serde(default)]
    pub note: String,
}

/// How a furniture heading is compared with a line.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum FurnitureMatch {
    /// The whole line.
    Exact,
    /// The line's beginning.
    Prefix,
    /// A name follows and nothing else: Af Steffen Borch.
    Byline,
}

/// How far furniture reaches.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum FurnitureScope {
    /// Only its own line.
    Line,
    /// The following lines that read as headlines.
    Links,
    /// Until ordinary prose resumes.
    Box,
    /// The rest of the article.
    Rest,
}
