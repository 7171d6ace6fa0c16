//! What the levels read in a paragraph, and what came of it, in words for people.
//!
//! Watches the levels at work; changes nothing of what they give.

use std::fmt::Write;
use std::ops::Range;

use super::blocks::BlockReading;
use super::entities::Entities;
use super::mentions::Mention;
use super::observer::{Observer, Seen};
use crate::document::Document;
use crate::grammar::{Grammar, Match};
use crate::labels::{Labeller, Utterance};
use crate::lexicon::{Class, ClassSet};
use crate::spaces::fold_space;
use crate::span::{CodePoints, Span};
use crate::statement::Statement;

/// Which paragraphs are explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// All of them.
    Everything,
    /// That of the statement of this number, from 1 in the order of rows.
    Statement(usize),
    /// That of this byte of the text.
    Place(usize),
}

/// A construction that fits somewhere.
struct Fit {
    id: String,
    priority: i32,
    cue: Option<Span>,
    whole: Span,
    /// Why it reports nothing there.
    refused: Option<&'static str>,
}

/// What was read in a paragraph.
struct Paragraph {
    span: Span,
    sentences: Vec<Span>,
    /// Words that can report.
    reporting: Vec<Span>,
    /// Quotations, and whether each is the name of something.
    quotations: Vec<(Span, bool)>,
    fits: Vec<Fit>,
    symbols: String,
    tokens: String,
    mentions: String,
}

/// A row and what is known of it besides.
struct Told {
    row: Statement,
    parts: Vec<Span>,
    mention: Option<Span>,
    evidence: Vec<String>,
}

/// Notes what the levels read.
pub(super) struct Explainer<'g> {
    grammar: &'g Grammar,
    labeller: &'g Labeller,
    text: &'g str,
    points: CodePoints<'g>,
    paragraphs: Vec<Paragraph>,
    told: Vec<Told>,
    /// Whom a mention was weighed against: its place, names and scores.
    weighed: Vec<(usize, Vec<(String, i64)>)>,
}

impl<'g> Explainer<'g> {
    pub(super) fn new(grammar: &'g Grammar, labeller: &'g Labeller, text: &'g str) -> Self {
        let points = CodePoints::new(text);
        Self { grammar, labeller, text, points, paragraphs: Vec::new(), told: Vec::new(), weighed: Vec::new() }
    }

    /// The explanation; nothing where there is no such statement. `depth`: 1 adds symbols and all that fits, 2 tokens,
    /// mentions and speakers.
    pub(super) fn finish(self, focus: Focus, depth: u8) -> Option<String> {
        let place = match focus {
            Focus::Everything => None,
            Focus::Place(at) => Some(at),
            Focus::Statement(number) => Some(self.told.get(number.checked_sub(1)?)?.parts.first()?.start()),
        };
        // Between two paragraphs the one before is meant.
        let chosen = place.map(|at| self.paragraphs.partition_point(|one| one.span.start() <= at).saturating_sub(1));
        let mut out = String::new();
        for (at, paragraph) in self.paragraphs.iter().enumerate() {
            if chosen.is_none_or(|chosen| chosen == at) {
                self.paragraph(&mut out, paragraph, depth);
            }
        }
        Some(out)
    }

    fn paragraph(&self, out: &mut String, paragraph: &Paragraph, depth: u8) {
        let line = 1 + self.text[..paragraph.span.start()].matches('\n').count();
        // Writing to a string cannot fail.
        let _ = writeln!(out, "line {line}: {}\n", fold_space(paragraph.span.of(self.text)));
        let own = |told: &&(usize, &Told)| told.1.parts.iter().any(|part| paragraph.span.overlaps(*part));
        let numbered: Vec<(usize, &Told)> = self.told.iter().enumerate().map(|(at, told)| (at + 1, told)).collect();
        let told: Vec<(usize, &Told)> = numbered.iter().filter(own).copied().collect();
        for (number, told) in &told {
            self.statement(out, paragraph, *number, told, depth);
        }
        let parts: Vec<Span> = told.iter().flat_map(|(_, told)| told.parts.iter().copied()).collect();
        self.missing(out, paragraph, &parts);
        if depth >= 1 {
            let _ = writeln!(out, "  symbols, as constructions see them\n{}", paragraph.symbols);
            out.push_str("  constructions that fit\n");
            for fit in &paragraph.fits {
                let cue = fit.cue.map_or(String::new(), |cue| format!(" on »{}«", fold_space(cue.of(self.text))));
                let _ =
                    writeln!(out, "    {} ({}){cue}: {}", fit.id, fit.priority, fold_space(fit.whole.of(self.text)));
            }
            out.push('\n');
        }
        if depth >= 2 {
            let _ = writeln!(out, "  tokens\n{}\n  mentions\n{}", paragraph.tokens, paragraph.mentions);
        }
    }

    fn statement(&self, out: &mut String, paragraph: &Paragraph, number: usize, told: &Told, depth: u8) {
        let row = &told.row;
        let mut line = |name: &str, value: &str| {
            let _ = writeln!(out, "    {name:10} {value}");
        };
        line("claim", &format!("{number}. {}", row.claim));
        let note = self.grammar.constructions().iter().find(|one| one.id == row.rule).map(|one| one.note.as_str());
        let note =
            note.unwrap_or("a quotation that no report governs; its speaker is taken from what stands around it");
        line("rule", &format!("{}: {note}", row.rule));
        if let Some(cue) = &row.cue {
            line("cue", cue);
        }
        let cue = row.cue_span;
        let others = paragraph.fits.iter().filter(|fit| fit.id != row.rule);
        let others = others.filter(|fit| fit.cue.is_some() && fit.cue.map(|cue| self.points.span(cue)) == cue);
        let others: Vec<String> = others.map(|fit| format!("{} ({})", fit.id, fit.priority)).collect();
        if !others.is_empty() {
            line("not taken", &others.join(", "));
        }
        line("speaker", row.resolution.as_deref().unwrap_or("nobody known"));
        let weighed = self.weighed.iter().find(|(at, _)| told.mention.is_some_and(|mention| mention.start() == *at));
        if let (2.., Some((_, weighed))) = (depth, weighed) {
            let named: Vec<String> = weighed.iter().map(|(name, score)| format!("{name} {score}")).collect();
            line("weighed", &named.join(", "));
        }
        line("act", &format!("{}, {}", row.act.as_str(), row.stance.as_str()));
        if !told.evidence.is_empty() {
            line("evidence", &told.evidence.join(", "));
        }
        let from = row
            .date_text
            .as_ref()
            .map_or_else(|| "the day of publication, or that of the scene".to_owned(), |words| format!("»{words}«"));
        line("date", &if row.date.is_empty() { "unknown".to_owned() } else { format!("{}, from {from}", row.date) });
        line("confidence", &format!("{:.2}", row.confidence));
        if !row.warnings.is_empty() {
            line("warnings", &row.warnings.join(", "));
        }
        out.push('\n');
    }

    /// Why quotations and sentences of a paragraph gave nothing.
    fn missing(&self, out: &mut String, paragraph: &Paragraph, parts: &[Span]) {
        let covered = |span: Span| parts.iter().any(|part| part.overlaps(span));
        let start = out.len();
        for (span, is_name) in paragraph.quotations.iter().filter(|(span, _)| !covered(*span)) {
            let why = if *is_name {
                "read as a name or as single words, not as speech"
            } else {
                "no construction fits around it, and nothing shows that it stands by itself"
            };
            let _ = writeln!(out, "    no statement: {}: {why}", fold_space(span.of(self.text)));
        }
        for sentence in paragraph.sentences.iter().filter(|sentence| !covered(**sentence)) {
            let cues: Vec<Span> = paragraph.reporting.iter().copied().filter(|cue| sentence.overlaps(*cue)).collect();
            let why: Vec<String> = cues.iter().map(|cue| self.untold(paragraph, *cue)).collect();
            let why = if why.is_empty() { "no word in it reports".to_owned() } else { why.join("; ") };
            let _ = writeln!(out, "    no statement: {}: {why}", fold_space(sentence.of(self.text)));
        }
        if out.len() > start {
            out.push('\n');
        }
    }

    /// Why a word that can report gave nothing.
    fn untold(&self, paragraph: &Paragraph, cue: Span) -> String {
        let word = fold_space(cue.of(self.text));
        let fits: Vec<&Fit> =
            paragraph.fits.iter().filter(|fit| fit.cue.is_some_and(|found| found.overlaps(cue))).collect();
        if fits.is_empty() {
            return format!("no construction fits around »{word}«");
        }
        let reason = |fit: &&Fit| fit.refused.unwrap_or("another report was taken");
        let mut reasons: Vec<&str> = Vec::new();
        for fit in &fits {
            if !reasons.contains(&reason(fit)) {
                reasons.push(reason(fit));
            }
        }
        let told = reasons.iter().map(|why| {
            let ids: Vec<&str> = fits.iter().filter(|fit| reason(fit) == *why).map(|fit| fit.id.as_str()).collect();
            format!("{} on »{word}«, but {why}", ids.join(", "))
        });
        told.collect::<Vec<_>>().join("; ")
    }
}

impl Observer for Explainer<'_> {
    fn block(&mut self, seen: &Seen) {
        let document = seen.document;
        let span_of = |tokens: Range<usize>| seen.span(tokens);
        let tokens = seen.reading.block.tokens();
        let reporting = tokens.clone().filter(|at| document.classes(*at).meets(ClassSet::REPORTING));
        let fits = seen.reading.matches.iter().map(|found| {
            let construction = self.grammar.construction(found.construction);
            let (cue, whole) = places(seen.document, seen.start, seen.reading, found);
            Fit { id: construction.id.clone(), priority: construction.priority, cue, whole, refused: None }
        });
        self.paragraphs.push(Paragraph {
            span: seen.reading.block.span.shifted(seen.start),
            sentences: document.sentences(seen.reading.block).map(span_of).collect(),
            reporting: reporting.map(|at| span_of(at..at + 1)).collect(),
            quotations: seen.reading.pieces.iter().map(|piece| (span_of(piece.outer.clone()), piece.name)).collect(),
            fits: fits.collect(),
            symbols: symbols(seen),
            tokens: tokens.map(|at| token(document, at)).collect(),
            mentions: seen.mentions.iter().map(|mention| described(document, mention)).collect(),
        });
    }

    fn refused(&mut self, start: usize, document: &Document, block: &BlockReading, found: &Match, why: &'static str) {
        let id = &self.grammar.construction(found.construction).id;
        let (cue, whole) = places(document, start, block, found);
        let paragraph = self.paragraphs.iter_mut().find(|one| one.span.start() == start + block.block.span.start());
        let fits = paragraph.into_iter().flat_map(|paragraph| &mut paragraph.fits);
        for fit in fits.filter(|fit| fit.id == *id && fit.cue == cue && fit.whole == whole) {
            fit.refused = Some(why);
        }
    }

    fn row(&mut self, start: usize, row: &Statement, parts: &[Span], mention: Option<Span>, utterance: &Utterance) {
        let mut evidence = self.labeller.evidence(utterance);
        evidence.retain(|piece| piece.value != 0.0);
        self.told.push(Told {
            row: row.clone(),
            parts: parts.iter().map(|part| part.shifted(start)).collect(),
            mention: mention.map(|span| span.shifted(start)),
            evidence: evidence.into_iter().map(|piece| piece.name).collect(),
        });
    }

    fn weighs(&self) -> bool {
        true
    }

    fn speakers(&mut self, start: usize, entities: &Entities) {
        for one in entities.weighed() {
            let at = start + one.at;
            let place = self.weighed.iter().position(|(known, _)| *known == at).unwrap_or_else(|| {
                self.weighed.push((at, Vec::new()));
                self.weighed.len() - 1
            });
            self.weighed[place].1.push((entities.get(one.entity).name.clone(), one.score));
        }
    }
}

/// Where the cue and the whole of a match stand, in bytes of the article's text.
fn places(document: &Document, start: usize, block: &BlockReading, found: &Match) -> (Option<Span>, Span) {
    let span = |symbols: Range<usize>| document.span(block.row.tokens(symbols)).shifted(start);
    (found.cue.clone().map(span), span(found.whole.clone()))
}

/// The row of symbols, one a line, each with its words and classes.
fn symbols(seen: &Seen) -> String {
    let mut out = String::new();
    for (place, symbol) in seen.reading.row.symbols.iter().enumerate() {
        let words = if symbol.tokens.is_empty() {
            ""
        } else {
            seen.document.span(symbol.tokens.clone()).of(seen.document.text)
        };
        let _ = writeln!(out, "  {place:4} {:30} {}", fold_space(words), names(symbol.classes));
    }
    out
}

fn token(document: &Document, at: usize) -> String {
    let token = document.tokens()[at];
    let kind = format!("{:?}", token.kind);
    format!("    {:24} {kind:12} {}\n", document.word(at), names(document.classes(at)))
}

fn described(document: &Document, mention: &Mention) -> String {
    let words = fold_space(document.span(mention.tokens.clone()).of(document.text));
    let names: Vec<String> =
        mention.names.iter().map(|name| fold_space(document.span(name.clone()).of(document.text))).collect();
    let names = if names.is_empty() { String::new() } else { format!(", named {}", names.join("; ")) };
    let definite = if mention.definite { ", definite" } else { "" };
    format!("    {words:40} {:?}, {:?}, {:?}{definite}{names}\n", mention.head, mention.number, mention.gender)
}

fn names(classes: ClassSet) -> String {
    classes.iter().map(Class::name).collect::<Vec<_>>().join("&")
}
