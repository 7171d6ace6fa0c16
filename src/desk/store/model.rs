//! What the store gives and takes.

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::label::{Act, Kind, Order, Origin, Stance, State};
use crate::statement::Statement;

/// Number of an article in its store.
pub type ArticleNumber = i64;
/// Number of a statement in its store. It stays the same when the article is analysed again and the words still stand.
pub type StatementNumber = i64;
/// Number of a speaker in its store: one person, organisation, group or document under one name or several.
pub type SpeakerNumber = i64;
/// Number of a change; later changes have higher ones.
pub type ChangeNumber = i64;

/// A statement as the store keeps it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// Its number.
    pub number: StatementNumber,
    /// The number of its article.
    pub article: ArticleNumber,
    /// The row with all corrections.
    pub row: Statement,
    /// The row as the rules found it; nothing where somebody added it.
    pub found: Option<Statement>,
    /// Who found it.
    pub origin: Origin,
    /// How far people are with it.
    pub state: State,
    /// What somebody noted.
    pub note: String,
    /// Address of what it was checked against.
    pub evidence: String,
    /// Its speaker; nothing where that is empty.
    pub speaker: Option<SpeakerNumber>,
    /// Where the same claim stands too; nothing where it stands once.
    pub same: Option<Same>,
    /// Whether a correction of an earlier text of the article could not be carried over to it whole.
    pub doubtful: bool,
}

/// A claim that several articles hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Same {
    /// Number of the group.
    pub group: i64,
    /// How many statements it holds.
    pub appearances: u32,
    /// Day of publication of the earliest, ISO 8601; empty where no article has one.
    pub first_day: String,
    /// Medium of the earliest, or else the id of its article.
    pub first_source: String,
}

/// Which statements. What is empty or nothing asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Words that must all stand in claim, speaker, role, title or context, each perhaps as the beginning of a word; those
    /// in `"…"` as they stand. Case, `å`/`aa`, `æ`/`ae`, `ø`/`oe` and accents make no difference.
    pub words: String,
    /// The speaker.
    pub speaker: Option<SpeakerNumber>,
    /// The article.
    pub article: Option<ArticleNumber>,
    /// The group of the same claim.
    pub same: Option<i64>,
    /// Direct, mixed, indirect.
    pub kind: Option<Kind>,
    /// Side taken.
    pub stance: Option<Stance>,
    /// Speech act.
    pub act: Option<Act>,
    /// First day of publication, ISO 8601.
    pub from: String,
    /// Last day of publication, ISO 8601.
    pub to: String,
    /// Lowest confidence, 0 to 1.
    pub least: Option<f64>,
    /// Highest confidence, 0 to 1.
    pub most: Option<f64>,
    /// How far people are; nothing means all but what is rejected.
    pub state: Option<State>,
    /// What comes first.
    pub order: Order,
}

/// A stretch of a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Page {
    /// The statements.
    pub entries: Vec<Entry>,
    /// How many the whole list holds.
    pub total: u64,
}

/// How many statements take each side, in the order of [`Stance::ALL`].
pub type Sides = [u64; Stance::ALL.len()];

/// How many statements of a filter have each value, most first; for the counts beside the choices of a filter.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Facets {
    /// By stance.
    pub stances: Vec<(Stance, u64)>,
    /// By act.
    pub acts: Vec<(Act, u64)>,
    /// By kind.
    pub kinds: Vec<(Kind, u64)>,
    /// By state.
    pub states: Vec<(State, u64)>,
    /// The speakers with most statements, at most 20.
    pub speakers: Vec<(SpeakerNumber, String, Sides)>,
    /// By month of publication, `2017-07`, in order of time.
    pub months: Vec<(String, Sides)>,
}

/// An article with its statements.
#[derive(Clone, Debug)]
pub struct ArticleEntry {
    /// Its number.
    pub number: ArticleNumber,
    /// As it was read.
    pub article: Article,
    /// Its statements in the order of the text, rejected ones too.
    pub entries: Vec<Entry>,
}

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ArticleLine {
    /// Its number.
    pub number: ArticleNumber,
    /// Its title, or else its id.
    pub title: String,
    /// The medium; may be empty.
    pub source: String,
    /// Day of publication, ISO 8601; may be empty.
    pub published: String,
    /// How many statements it has.
    pub statements: u64,
    /// How many of them somebody has checked or rejected.
    pub done: u64,
}

/// A speaker with what it said.
#[derive(Clone, Debug, PartialEq)]
pub struct SpeakerEntry {
    /// Its number.
    pub number: SpeakerNumber,
    /// The name that it goes by: the one that most statements have.
    pub name: String,
    /// Every name, with how many statements have it; most first.
    pub names: Vec<(String, u64)>,
    /// The roles that articles give it, with how many statements have each; most first.
    pub roles: Vec<(String, u64)>,
    /// Its statements, rejected ones left out, in order of time.
    pub entries: Vec<Entry>,
    /// How many of its statements take each side.
    pub stances: Vec<(Stance, u64)>,
    /// Who else may be meant by the name, with how many statements each has; a name that is a part of the other, or the same
    /// family name.
    pub perhaps: Vec<(SpeakerNumber, String, u64)>,
}

/// Longest note, name or address that a correction may give, in code points.
pub const LONGEST: usize = 10_000;

/// A correction of one statement, as the page sends it: `{"field": "stance", "value": "oppose"}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "field", content = "value", rename_all = "lowercase")]
pub enum Edit {
    /// Another speaker; empty where nobody is named.
    Speaker(String),
    /// Other words of the claim: `[start, end]` in code points of the article's text, in order.
    Parts(Vec<[usize; 2]>),
    /// Direct, mixed, indirect.
    Kind(Kind),
    /// Side taken.
    Stance(Stance),
    /// Speech act.
    Act(Act),
    /// Another day, EDTF; may be empty.
    Date(String),
    /// How far people are.
    State(State),
    /// Note.
    Note(String),
    /// Address of what it was checked against: http or https, or empty.
    Evidence(String),
}

/// What somebody did, with what stood there before.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// Its number.
    pub number: ChangeNumber,
    /// When, ISO 8601 in UTC.
    pub at: String,
    /// The statement that it was done to; nothing where it is about speakers.
    pub statement: Option<StatementNumber>,
    /// What was done: the field of an [`Edit`], `add`, `merge` or `split`.
    pub what: String,
    /// The value before, JSON.
    pub before: serde_json::Value,
    /// The value after, JSON.
    pub after: serde_json::Value,
    /// Whether it was undone.
    pub undone: bool,
}

/// What became of an article that was given to the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Added {
    /// It is new.
    New,
    /// It stood there word for word, analysed by the same rules: nothing was done.
    Known,
    /// It was analysed again.
    Renewed {
        /// So many corrected, checked or added statements stand in the new text too.
        carried: u64,
        /// The words of so many do not; they are kept in the record of changes, no longer among the statements.
        lost: u64,
    },
}
