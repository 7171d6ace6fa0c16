//! The columns of tables: names, Danish names, and what stands in them. All tables share this one list.

use crate::label::{Act, Kind, Origin, Section, SpeakerKind, Stance, State};
use crate::statement::{Review, Statement};

/// A language of headings and of the closed sets of values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wording {
    /// The field names and values of the row as they are.
    #[default]
    English,
    /// påstand, taler, holdning; støtter, imod, neutral.
    Danish,
}

impl Wording {
    /// Every language.
    pub const ALL: [Wording; 2] = [Wording::English, Wording::Danish];

    /// The language of an ISO 639-1 code.
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|wording| wording.code() == code)
    }

    /// Its ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Wording::English => "en",
            Wording::Danish => "da",
        }
    }
}

/// What sort of value stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Words.
    Text,
    /// A number from 0 to 1.
    Share,
    /// A whole number.
    Count,
    /// A date in EDTF, often a full day.
    Day,
    /// An address on the web.
    Address,
}

/// What a field is, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    /// A string.
    Words,
    /// A list of strings.
    List,
    /// A number from 0 to 1.
    Share,
    /// A whole number.
    Count,
    /// A day of the calendar.
    Date,
    /// Start and end.
    Span,
    /// A list of spans.
    Spans,
}

/// One column of a table.
#[derive(Debug)]
pub struct Column {
    /// The field's name in the row.
    pub name: &'static str,
    /// Its Danish name.
    pub danish: &'static str,
    /// What sort of value stands in it.
    pub sort: Sort,
    /// What the field is in the row.
    pub data: Data,
    /// Whether it may be unknown.
    pub is_nullable: bool,
    fill: fn(&Statement, Wording, &mut String),
}

impl Column {
    /// The heading in a language.
    pub fn heading(&self, language: Wording) -> &'static str {
        match language {
            Wording::English => self.name,
            Wording::Danish => self.danish,
        }
    }

    /// Appends what a row has for the column; nothing where it is unknown.
    pub fn fill(&self, row: &Statement, language: Wording, cell: &mut String) {
        (self.fill)(row, language, cell);
    }

    /// The column of this name, English or Danish.
    pub fn named(name: &str) -> Option<&'static Column> {
        COLUMNS.iter().find(|column| column.is_named(name))
    }

    /// As [`Column::named`], also of those of a store.
    pub(super) fn named_anywhere(name: &str) -> Option<&'static Column> {
        COLUMNS.iter().chain(REVIEW_COLUMNS).find(|column| column.is_named(name))
    }

    fn is_named(&self, name: &str) -> bool {
        self.name == name || self.danish == name
    }
}

/// Whether a column is marked with `"?"`: it may be unknown.
const fn is_marked(marks: &[&str]) -> bool {
    !marks.is_empty()
}

macro_rules! columns {
    (
        $(#[$doc:meta])* $list:ident
        $($name:literal $danish:literal $sort:ident $data:ident $($nullable:literal)?
            |$row:ident, $language:pat_param, $cell:ident| $fill:expr;)+
    ) => {
        $(#[$doc])*
        pub static $list: &[Column] = &[$(Column {
            name: $name,
            danish: $danish,
            sort: Sort::$sort,
            data: Data::$data,
            is_nullable: is_marked(&[$($nullable)?]),
            fill: |$row, $language, $cell| $fill,
        }),+];
    };
}

columns! {
    /// Every column, in the order of a table. New ones are added at the end.
    COLUMNS
    "claim" "påstand" Text Words |row, _, cell| cell.push_str(&row.claim);
    "speaker" "taler" Text Words |row, _, cell| cell.push_str(&row.speaker);
    "stance" "holdning" Text Words |row, language, cell| cell.push_str(stance(row.stance, language));
    "date" "dato" Day Words |row, _, cell| cell.push_str(&row.date);
    "kind" "art" Text Words |row, language, cell| cell.push_str(kind(row.kind, language));
    "act" "talehandling" Text Words |row, language, cell| cell.push_str(act(row.act, language));
    "stance_target" "holdning_til" Text Words "?" |row, _, cell| maybe(&row.stance_target, cell);
    "speaker_role" "talers_rolle" Text Words "?" |row, _, cell| maybe(&row.speaker_role, cell);
    "speaker_kind" "talers_art" Text Words "?" |row, language, cell| cell.push_str(row.speaker_kind.map_or("", |kind| speaker_kind(kind, language)));
    "mention" "nævnt_som" Text Words "?" |row, _, cell| maybe(&row.mention, cell);
    "cue" "ytringsord" Text Words "?" |row, _, cell| maybe(&row.cue, cell);
    "via" "gennem" Text Words "?" |row, _, cell| maybe(&row.via, cell);
    "date_text" "dato_som_skrevet" Text Words "?" |row, _, cell| maybe(&row.date_text, cell);
    "section" "sted" Text Words |row, language, cell| cell.push_str(section(row.section, language));
    "context" "sammenhæng" Text Words |row, _, cell| cell.push_str(&row.context);
    "article" "artikel" Text Words |row, _, cell| cell.push_str(&row.article);
    "title" "titel" Text Words "?" |row, _, cell| maybe(&row.title, cell);
    "url" "adresse" Address Words "?" |row, _, cell| maybe(&row.url, cell);
    "source" "medie" Text Words "?" |row, _, cell| maybe(&row.source, cell);
    "published" "udgivet" Day Date "?" |row, _, cell| maybe(&row.published, cell);
    "parts" "dele" Text Spans |row, _, cell| spans(&row.parts, cell);
    "mention_span" "nævnt_hvor" Text Span "?" |row, _, cell| spans(row.mention_span.as_slice(), cell);
    "cue_span" "ytringsord_hvor" Text Span "?" |row, _, cell| spans(row.cue_span.as_slice(), cell);
    "rule" "regel" Text Words |row, _, cell| cell.push_str(&row.rule);
    "resolution" "hvordan_fundet" Text Words "?" |row, _, cell| maybe(&row.resolution, cell);
    "confidence" "sikkerhed" Share Share |row, _, cell| cell.push_str(&row.confidence.to_string());
    "warnings" "advarsler" Text List |row, _, cell| cell.push_str(&row.warnings.join("; "));
    "id" "id" Text Words |row, _, cell| cell.push_str(&row.id);
    "link" "link" Address Words "?" |row, _, cell| maybe(&row.link, cell);
    "language" "sprog" Text Words |row, _, cell| cell.push_str(&row.language);
}

columns! {
    /// Further columns of rows that come from a store.
    REVIEW_COLUMNS
    "state" "status" Text Words "?" |row, language, cell| review(row, |review| cell.push_str(state(review.state, language)));
    "note" "note" Text Words "?" |row, _, cell| review(row, |review| cell.push_str(&review.note));
    "evidence" "belæg" Address Words "?" |row, _, cell| review(row, |review| cell.push_str(&review.evidence));
    "origin" "fundet_af" Text Words "?" |row, language, cell| review(row, |review| cell.push_str(origin(review.origin, language)));
    "appearances" "forekomster" Count Count "?" |row, _, cell| review(row, |review| cell.push_str(&review.appearances.to_string()));
    "first_published" "først_udgivet" Day Words "?" |row, _, cell| review(row, |review| cell.push_str(&review.first_published));
    "first_source" "først_i" Text Words "?" |row, _, cell| review(row, |review| cell.push_str(&review.first_source));
}

fn review(row: &Statement, fill: impl FnOnce(&Review)) {
    if let Some(review) = &row.review {
        fill(review);
    }
}

fn state(state: State, language: Wording) -> &'static str {
    match (language, state) {
        (Wording::English, state) => state.as_str(),
        (_, State::Open) => "åben",
        (_, State::Checked) => "tjekket",
        (_, State::Rejected) => "afvist",
    }
}

fn origin(origin: Origin, language: Wording) -> &'static str {
    match (language, origin) {
        (Wording::English, origin) => origin.as_str(),
        (_, Origin::Machine) => "maskine",
        (_, Origin::Human) => "menneske",
    }
}

fn maybe(words: &Option<String>, cell: &mut String) {
    cell.push_str(words.as_deref().unwrap_or(""));
}

/// `12-40 60-71`
fn spans(spans: &[[usize; 2]], cell: &mut String) {
    for (index, [start, end]) in spans.iter().enumerate() {
        let space = if index == 0 { "" } else { " " };
        cell.push_str(&format!("{space}{start}-{end}"));
    }
}

/// Who speaks, for people to read; words that say so where nobody is named.
pub fn speaker(row: &Statement, language: Wording) -> &str {
    match (language, row.speaker.as_str()) {
        (Wording::English, "") => "speaker unknown",
        (Wording::Danish, "") => "ukendt taler",
        (_, speaker) => speaker,
    }
}

/// The word for a kind of statement.
pub fn kind(kind: Kind, language: Wording) -> &'static str {
    match (language, kind) {
        (Wording::English, kind) => kind.as_str(),
        (_, Kind::Direct) => "direkte",
        (_, Kind::Mixed) => "blandet",
        (_, Kind::Indirect) => "indirekte",
    }
}

/// The word for a speech act.
pub fn act(act: Act, language: Wording) -> &'static str {
    match (language, act) {
        (Wording::English, act) => act.as_str(),
        (_, Act::State) => "oplyser",
        (_, Act::Confirm) => "bekræfter",
        (_, Act::Deny) => "afviser",
        (_, Act::Criticise) => "kritiserer",
        (_, Act::Warn) => "advarer",
        (_, Act::Demand) => "kræver",
        (_, Act::Promise) => "lover",
        (_, Act::Praise) => "roser",
        (_, Act::Predict) => "forudser",
        (_, Act::Ask) => "spørger",
    }
}

/// The word for a stance.
pub fn stance(stance: Stance, language: Wording) -> &'static str {
    match (language, stance) {
        (Wording::English, stance) => stance.as_str(),
        (_, Stance::Support) => "støtter",
        (_, Stance::Oppose) => "imod",
        (_, Stance::Neutral) => "neutral",
    }
}

fn speaker_kind(kind: SpeakerKind, language: Wording) -> &'static str {
    match (language, kind) {
        (Wording::English, kind) => kind.as_str(),
        (_, SpeakerKind::Person) => "person",
        (_, SpeakerKind::Organisation) => "organisation",
        (_, SpeakerKind::Group) => "gruppe",
        (_, SpeakerKind::Document) => "dokument",
    }
}

fn section(section: Section, language: Wording) -> &'static str {
    match (language, section) {
        (Wording::English, section) => section.as_str(),
        (_, Section::Headline) => "overskrift",
        (_, Section::Lede) => "manchet",
        (_, Section::Body) => "brødtekst",
        (_, Section::Caption) => "billedtekst",
    }
}
