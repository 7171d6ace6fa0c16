//! The levels of analysis, in order; this file is the only place that orders them.
//!
//! Takes an article, gives its statements; does no I/O, reads no clock, panics on no text.

mod analysers;
mod attribution;
mod candidates;
mod claims;
mod confidence;
mod dating;
mod entities;
mod explain;
mod idioms;
mod mentions;
mod observer;
mod pieces;
pub mod quotations;
mod speakers;
mod statements;
mod stretches;
mod subject;
mod symbols;
mod unknown_verbs;

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use crate::article::Article;
use crate::dates::Calendar;
use crate::document::{BlockKind, Document, Forms};
use crate::error::Result;
use crate::grammar::Grammar;
use crate::labels::{Labeller, Utterance};
use crate::languages::Language;
use crate::lexicon::Lexicon;
use crate::rules::Rules;
use crate::statement::Statement;

pub use analysers::Analysers;
pub use explain::Focus;
pub use observer::{Fit, Level};
use observer::{Fits, Nobody, Observer, Rows, Seen, UpTo};

/// Finds the statements of articles. Made once, used for any number of articles, from any thread.
#[derive(Debug)]
pub struct Analyser {
    language: Language,
    lexicon: Lexicon,
    grammar: Grammar,
    calendar: Calendar,
    labeller: Labeller,
    /// The word forms that earlier articles have met, one for each that is under way.
    forms: Mutex<Vec<Forms>>,
}

impl Analyser {
    /// Loads the word lists and constructions of Danish.
    ///
    /// # Errors
    /// [`crate::error::Error::Data`] where a list or construction is not in its form.
    pub fn new() -> Result<Self> {
        Self::of(Language::default())
    }

    /// Loads those of a language.
    ///
    /// # Errors
    /// [`crate::error::Error::Data`] where a list or construction is not in its form.
    pub fn of(language: Language) -> Result<Self> {
        Self::with_rules(language, &Rules::default())
    }

    /// As [`Analyser::of`], with a user's own rules beside the built-in ones.
    ///
    /// # Errors
    /// [`crate::error::Error::Data`] where a list or construction is not in its form.
    pub fn with_rules(language: Language, rules: &Rules) -> Result<Self> {
        let lexicon = Lexicon::with_own(language, &rules.lists)?;
        let combinations = symbols::combinations();
        let grammar = Grammar::load(language, &lexicon, &combinations, &rules.constructions, &rules.macros)?;
        Ok(Self {
            language,
            lexicon,
            grammar,
            calendar: Calendar::with_own(language, &rules.lists)?,
            labeller: Labeller::with_own(language, &rules.lists)?,
            forms: Mutex::default(),
        })
    }

    /// The language that it reads.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The constructions in use.
    pub fn grammar(&self) -> &Grammar {
        &self.grammar
    }

    /// The word lists in use.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The statements of an article, in the order of the text.
    pub fn analyse(&self, article: &Article) -> Vec<Statement> {
        self.analyse_text(article, &article.text)
    }

    /// As [`Analyser::analyse`], of a text that lies elsewhere and is not copied; `article` gives all but the text, and its own
    /// is not looked at. Offsets count in `text`.
    pub fn analyse_text(&self, article: &Article, text: &str) -> Vec<Statement> {
        self.levels(article, text, &mut Nobody)
    }

    /// As [`Analyser::analyse`]; `see` is shown each row with what its act and stance were read from.
    pub fn analyse_seeing(&self, article: &Article, see: impl FnMut(&Statement, &Utterance)) -> Vec<Statement> {
        self.levels(article, &article.text, &mut Rows(see))
    }

    /// As [`Analyser::analyse`], but ends after a level, to measure what each takes; before the last there are no rows.
    pub fn analyse_up_to(&self, article: &Article, last: Level) -> Vec<Statement> {
        self.levels(article, &article.text, &mut UpTo(last))
    }

    /// Every place where a construction fits, whether it was taken or not.
    pub fn fits(&self, article: &Article) -> Vec<Fit> {
        let mut fits = Fits(Vec::new());
        self.levels(article, &article.text, &mut fits);
        fits.0
    }

    /// Why statements are as they are, and why other sentences gave none, in words for people; nothing where there is no
    /// such statement. `depth`: 0, or 1 with symbols and constructions, or 2 with tokens, mentions and speakers too.
    pub fn explain(&self, article: &Article, focus: Focus, depth: u8) -> Option<String> {
        let mut explainer = explain::Explainer::new(&self.grammar, &self.labeller, &article.text);
        self.levels(article, &article.text, &mut explainer);
        explainer.finish(focus, depth)
    }

    fn levels(&self, article: &Article, text: &str, observer: &mut impl Observer) -> Vec<Statement> {
        let pool = || self.forms.lock().unwrap_or_else(PoisonError::into_inner);
        let mut forms = pool().pop().unwrap_or_default();
        let mut edges = statements::Edges::new(article, text);
        let mut rows = Vec::new();
        for stretch in stretches::stretches(text) {
            let part = stretches::cut(article, text, stretch);
            let document = Document::new(&part, stretch.of(text), &self.lexicon, forms);
            rows.extend(self.read(&part, &document, &mut edges, stretch.start(), observer));
            forms = document.into_forms();
        }
        pool().push(forms);
        rows
    }

    fn read(
        &self,
        article: &Article,
        document: &Document,
        edges: &mut statements::Edges,
        start: usize,
        observer: &mut impl Observer,
    ) -> Vec<Statement> {
        if !observer.goes_on(Level::Document) {
            return Vec::new();
        }
        let quotations = quotations::quotations(document);
        if !observer.goes_on(Level::Quotations) {
            return Vec::new();
        }
        let times = dating::times(document, &self.calendar);
        if !observer.goes_on(Level::Times) {
            return Vec::new();
        }
        let starts: BTreeSet<usize> = times.iter().map(|time| time.tokens.start).collect();
        let reader = mentions::MentionReader::new(document, &starts);
        let mut mentions = Vec::new();
        let mut prepared = Vec::new();
        for (place, block) in document.blocks().iter().enumerate() {
            if block.kind == BlockKind::Furniture {
                continue;
            }
            let first = quotations.partition_point(|quotation| quotation.block < place);
            let last = quotations.partition_point(|quotation| quotation.block <= place);
            let pieces = pieces::pieces(document, &quotations[first..last], first);
            let known = mentions.len();
            let row = symbols::row(document, block, &pieces, &times, &reader, self.grammar.alphabet(), &mut mentions);
            let goes_on = observer.goes_on(Level::Symbols);
            let matches = if goes_on { self.grammar.matches(&row.letters) } else { Vec::new() };
            observer.block(&Seen {
                document,
                start,
                block,
                row: &row,
                pieces: &pieces,
                matches: &matches,
                mentions: &mentions[known..],
            });
            prepared.push((place, pieces, row, matches));
        }
        if !observer.goes_on(Level::Grammar) {
            return Vec::new();
        }
        let blocks: Vec<attribution::BlockView> = prepared
            .iter()
            .map(|(place, pieces, row, matches)| attribution::BlockView {
                place: *place,
                block: &document.blocks()[*place],
                row,
                pieces,
                matches,
            })
            .collect();
        let drafts = attribution::drafts(document, &self.grammar, &blocks, &mentions);
        if drafts.is_empty() || !observer.goes_on(Level::Drafts) {
            return Vec::new();
        }
        let weighs = observer.weighs();
        let speakers = speakers::resolve(document, &reader, &blocks, &quotations, &mentions, &drafts, weighs);
        observer.speakers(start, &speakers.entities);
        if !observer.goes_on(Level::Speakers) {
            return Vec::new();
        }
        let analysis = statements::Analysis {
            language: self.language,
            article,
            edges: edges.from(start),
            document,
            grammar: &self.grammar,
            quotations: &quotations,
            mentions: &mentions,
            drafts: &drafts,
            speakers: &speakers,
            times: &times,
            calendar: &self.calendar,
            labeller: &self.labeller,
        };
        statements::statements(&analysis, observer)
    }
}
