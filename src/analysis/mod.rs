//! The levels of analysis, in order; this file is the only place that orders them.
//!
//! Takes an article, gives its statements; does no I/O, reads no clock, panics on no text.

mod attribution;
mod candidates;
mod claims;
mod confidence;
mod dating;
mod entities;
mod idioms;
mod mentions;
mod pieces;
pub mod quotations;
mod speakers;
mod statements;
mod stretches;
mod subject;
mod symbols;
mod trace;
mod unknown_verbs;

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use crate::article::Article;
use crate::dates::Calendar;
use crate::document::{BlockKind, Document, Forms};
use crate::error::Result;
use crate::grammar::{Grammar, Match};
use crate::labels::{Labeller, Utterance};
use crate::lexicon::Lexicon;
use crate::statement::Statement;

/// Finds the statements of articles. Made once, used for any number of articles, from any thread.
#[derive(Debug)]
pub struct Analyser {
    lexicon: Lexicon,
    grammar: Grammar,
    calendar: Calendar,
    labeller: Labeller,
    /// The word forms that earlier articles have met, one for each that is under way.
    forms: Mutex<Vec<Forms>>,
}

impl Analyser {
    /// Loads the Danish word lists and constructions.
    ///
    /// # Errors
    /// [`crate::error::Error::Data`] where a list or construction is not in its form.
    pub fn new() -> Result<Self> {
        let lexicon = Lexicon::danish()?;
        let grammar = Grammar::danish(&lexicon, &symbols::combinations())?;
        Ok(Self {
            lexicon,
            grammar,
            calendar: Calendar::danish()?,
            labeller: Labeller::danish()?,
            forms: Mutex::default(),
        })
    }

    /// The constructions in use.
    pub fn grammar(&self) -> &Grammar {
        &self.grammar
    }

    /// The statements of an article, in the order of the text.
    pub fn analyse(&self, article: &Article) -> Vec<Statement> {
        self.levels(article, |_, _, _| {}, |_, _| {})
    }

    /// As [`Analyser::analyse`]; `see` is shown each row with what its act and stance were read from.
    pub fn analyse_seeing(&self, article: &Article, see: impl FnMut(&Statement, &Utterance)) -> Vec<Statement> {
        self.levels(article, |_, _, _| {}, see)
    }

    /// What the levels read in each block, for people: symbols with their words, and the constructions that fit.
    pub fn trace(&self, article: &Article) -> String {
        let mut out = String::new();
        let show = |document: &Document, row: &symbols::Row, matches: &[Match]| {
            trace::block(&mut out, document, &self.grammar, row, matches);
        };
        self.levels(article, show, |_, _| {});
        out
    }

    fn levels(
        &self,
        article: &Article,
        mut see: impl FnMut(&Document, &symbols::Row, &[Match]),
        mut see_utterance: impl FnMut(&Statement, &Utterance),
    ) -> Vec<Statement> {
        let pool = || self.forms.lock().unwrap_or_else(PoisonError::into_inner);
        let mut forms = pool().pop().unwrap_or_default();
        let edges = statements::Edges::new(article);
        let mut rows = Vec::new();
        for stretch in stretches::stretches(&article.text) {
            let part = stretches::cut(article, stretch);
            let document = Document::new(&part, &self.lexicon, forms);
            let edges = edges.from(stretch.start());
            rows.extend(self.read(&part, &document, edges, &mut see, &mut see_utterance));
            forms = document.into_forms();
        }
        pool().push(forms);
        rows
    }

    fn read(
        &self,
        article: &Article,
        document: &Document,
        edges: statements::EdgesFrom,
        mut see: impl FnMut(&Document, &symbols::Row, &[Match]),
        see_utterance: impl FnMut(&Statement, &Utterance),
    ) -> Vec<Statement> {
        let quotations = quotations::quotations(document);
        let times = dating::times(document, &self.calendar);
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
            let row = symbols::row(document, block, &pieces, &times, &reader, self.grammar.alphabet(), &mut mentions);
            let matches = self.grammar.matches(&row.letters);
            see(document, &row, &matches);
            prepared.push((place, pieces, row, matches));
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
        if drafts.is_empty() {
            return Vec::new();
        }
        let speakers = speakers::resolve(document, &reader, &blocks, &quotations, &mentions, &drafts);
        let analysis = statements::Analysis {
            article,
            edges,
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
        statements::statements(&analysis, see_utterance)
    }
}
