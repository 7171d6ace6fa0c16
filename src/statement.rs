//! The output row: the one contract of all writers.

use std::hash::Hasher;

use serde::{Deserialize, Serialize};

use crate::fnv::Fnv;
use crate::label::{Act, Kind, Origin, Section, SpeakerKind, Stance, State};
use crate::spaces::fold_space;

/// Longest paragraph that is a context as a whole, in bytes; of a longer one its sentences around the claim are, and
/// of longer sentences so much as stands around it.
pub(crate) const CONTEXT: usize = 2000;
/// What a row without a speaker warns of.
pub(crate) const NO_SPEAKER: &str = "no speaker";
/// What stands between two parts of a claim …
const BETWEEN_PARTS: &str = " … ";
/// … and between two speakers.
const BETWEEN_SPEAKERS: &str = "; ";

/// A short stable name for a statement, of the article's id and the claim's place.
pub(crate) fn identifier(article: &str, parts: &[[usize; 2]]) -> String {
    let mut hash = Fnv::default();
    hash.write(article.as_bytes());
    for edge in parts.iter().flatten() {
        hash.write(&(*edge as u64).to_le_bytes());
    }
    format!("{:016x}", hash.finish())
}

/// A claim of the words of its parts.
pub(crate) fn claim_of<'t>(parts: impl IntoIterator<Item = &'t str>) -> String {
    parts.into_iter().map(fold_space).collect::<Vec<_>>().join(BETWEEN_PARTS)
}

/// One statement that an article reports. Field by field the table of `docs/columns.md`; offsets are Unicode
/// code points into the article's text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Stable: made from the article's id and the claim's parts.
    pub id: String,
    /// The article's id.
    pub article: String,
    /// The article's title.
    pub title: Option<String>,
    /// The article's address.
    pub url: Option<String>,
    /// The medium that published it.
    pub source: Option<String>,
    /// Day of publication, ISO 8601.
    pub published: Option<String>,
    /// The parts' text with white space folded, joined with ` … `.
    pub claim: String,
    /// Direct, mixed or indirect.
    pub kind: Kind,
    /// `[start, end]` of each part.
    pub parts: Vec<[usize; 2]>,
    /// The fullest name that the article gives for the source; several are joined with `; `; empty where unknown.
    pub speaker: String,
    /// The descriptor that the article gives: chef for Kaspersky Lab i Norden og Baltikum.
    pub speaker_role: Option<String>,
    /// Person, organisation, group or document.
    pub speaker_kind: Option<SpeakerKind>,
    /// The source as written at the report: han.
    pub mention: Option<String>,
    /// Where the mention stands.
    pub mention_span: Option<[usize; 2]>,
    /// The reporting word: siger.
    pub cue: Option<String>,
    /// Where the cue stands.
    pub cue_span: Option<[usize; 2]>,
    /// Medium or document through which the claim came: BBC; en pressemeddelelse.
    pub via: Option<String>,
    /// Speech act.
    pub act: Act,
    /// Side taken.
    pub stance: Stance,
    /// Towards whom or what.
    pub stance_target: Option<String>,
    /// The day it was said, EDTF; empty where unknown.
    pub date: String,
    /// The words that the date was read from.
    pub date_text: Option<String>,
    /// Headline, lede, body or caption.
    pub section: Section,
    /// The paragraph that holds the claim, white space folded.
    pub context: String,
    /// The construction that found it.
    pub rule: String,
    /// How the speaker was found, step by step: han → Leif Jensen (pronoun).
    pub resolution: Option<String>,
    /// 0 to 1: the share of such rows that are right.
    pub confidence: f64,
    /// What had to be repaired or guessed.
    pub warnings: Vec<String>,
    /// The article's address with a text fragment of the claim, which a browser scrolls to; where there is an address.
    pub link: Option<String>,
    /// The language that the article was read in: da.
    pub language: String,
    /// What people have made of it; only in rows that come from a store.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub review: Option<Box<Review>>,
}

impl Statement {
    /// The names of its speakers; none where nobody can be named.
    pub fn speakers(&self) -> impl Iterator<Item = &str> {
        self.speaker.split(BETWEEN_SPEAKERS).filter(|name| !name.is_empty())
    }

    /// The words of each part of the claim.
    pub fn claim_parts(&self) -> impl Iterator<Item = &str> {
        self.claim.split(BETWEEN_PARTS).filter(|words| !words.is_empty())
    }
}

/// What people have made of a statement, and where else it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// Who found it: machine or human.
    pub origin: Origin,
    /// How far people are with it: open, checked or rejected.
    pub state: State,
    /// What somebody noted.
    pub note: String,
    /// Address of what it was checked against.
    pub evidence: String,
    /// In how many places the same claim stands, this one counted.
    pub appearances: u32,
    /// Day of publication of the first of them, ISO 8601; empty where unknown.
    pub first_published: String,
    /// Medium of the first of them, or else the id of its article.
    pub first_source: String,
}
