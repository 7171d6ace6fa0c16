//! Rows as people correct them: the words, context and links of other parts, and what goes with another speaker.

use super::fold::fold;
use super::record::{Corrections, Record};
use crate::article::{Article, PartKind};
use crate::error::{Error, Result};
use crate::evaluation::style::Style;
use crate::label::{Act, Kind, Section, Stance};
use crate::languages::Language;
use crate::link::Links;
use crate::spaces::fold_space;
use crate::span::{CodePoints, Span};
use crate::statement::{CONTEXT, NO_SPEAKER, Statement, claim_of, identifier};

/// What stands as the rule of a statement that somebody added.
const ADDED: &str = "added-by-hand";

/// An article's text with the places of its code points.
#[derive(Debug)]
pub(super) struct Text<'a> {
    pub article: &'a Article,
    points: CodePoints<'a>,
}

impl<'a> Text<'a> {
    pub fn new(article: &'a Article) -> Self {
        Self { article, points: CodePoints::new(&article.text) }
    }

    /// A stretch in bytes; nothing where it is not in the text.
    pub fn span(&self, part: [usize; 2]) -> Option<Span> {
        let span = Span::from(self.points.bytes(part));
        // A place past the end comes back as the end.
        (!span.is_empty() && self.points(span) == part).then_some(span)
    }

    /// A stretch in code points.
    pub fn points(&self, span: Span) -> [usize; 2] {
        self.points.span(span)
    }

    /// Parts of a claim without white space at their edges.
    ///
    /// # Errors
    /// [`Error::Usage`] where they are none, hold nothing, are not in the text or not in its order.
    pub fn checked(&self, parts: &[[usize; 2]]) -> Result<Vec<[usize; 2]>> {
        let wrong = |what: &str| Error::Usage(format!("parts: {what}"));
        if parts.is_empty() {
            return Err(wrong("there are none"));
        }
        let mut checked: Vec<[usize; 2]> = Vec::with_capacity(parts.len());
        for part in parts {
            let span = self.span(*part).ok_or_else(|| wrong("a part is not in the text"))?.trimmed(&self.article.text);
            if !span.of(&self.article.text).chars().any(char::is_alphanumeric) {
                return Err(wrong("a part holds no word"));
            }
            let part = self.points(span);
            if checked.last().is_some_and(|last| last[1] > part[0]) {
                return Err(wrong("they overlap, or are not in the order of the text"));
            }
            checked.push(part);
        }
        Ok(checked)
    }

    /// Gives a row these parts, and what follows from them.
    fn place(&self, row: &mut Statement, parts: &[[usize; 2]]) {
        let text = &self.article.text;
        let spans: Vec<Span> = parts.iter().filter_map(|part| self.span(*part)).collect();
        let Some(whole) = spans.iter().copied().reduce(Span::cover) else { return };
        row.id = identifier(&self.article.id, parts);
        row.parts = parts.to_vec();
        row.claim = claim_of(spans.iter().map(|span| span.of(text)));
        row.context = fold_space(self.context(whole).of(text));
        row.link = self.link(&spans);
    }

    fn link(&self, spans: &[Span]) -> Option<String> {
        let url = self.article.url.as_deref()?;
        Some(Links::new(url, &self.article.text)?.to(spans))
    }

    /// The lines that hold a claim; of long ones what stands around it.
    fn context(&self, claim: Span) -> Span {
        let text = &self.article.text;
        let start = text[..claim.start()].rfind('\n').map_or(0, |at| at + 1);
        let end = text[claim.end()..].find('\n').map_or(text.len(), |at| claim.end() + at);
        if end - start <= CONTEXT {
            return Span::new(start, end).trimmed(text);
        }
        let mut near = claim.start().saturating_sub(CONTEXT / 2).max(start);
        let mut until = (claim.end() + CONTEXT / 2).min(end);
        while !text.is_char_boundary(near) {
            near += 1;
        }
        while !text.is_char_boundary(until) {
            until -= 1;
        }
        Span::new(near, until).trimmed(text)
    }

    /// A row for words that the rules passed over.
    pub fn row(&self, parts: &[[usize; 2]]) -> Statement {
        let article = self.article;
        let chars: Vec<char> = article.text.chars().collect();
        let is_quoted = parts.first().is_some_and(|part| Style::of(&chars, *part, false) != Style::None);
        let published = article.published.map(|day| day.to_string());
        let mut row = Statement {
            id: String::new(),
            article: article.id.clone(),
            title: article.title.clone(),
            url: article.url.clone(),
            source: article.source.clone(),
            published: published.clone(),
            claim: String::new(),
            kind: if is_quoted { Kind::Direct } else { Kind::Indirect },
            parts: Vec::new(),
            speaker: String::new(),
            speaker_role: None,
            speaker_kind: None,
            mention: None,
            mention_span: None,
            cue: None,
            cue_span: None,
            via: None,
            act: Act::State,
            stance: Stance::Neutral,
            stance_target: None,
            date: published.unwrap_or_default(),
            date_text: None,
            section: Section::Body,
            context: String::new(),
            rule: ADDED.to_owned(),
            resolution: None,
            confidence: 1.0,
            warnings: vec![NO_SPEAKER.to_owned()],
            link: None,
            language: Language::of_text(&article.text).code().to_owned(),
            review: None,
        };
        self.place(&mut row, parts);
        row.section = self.section(parts);
        row
    }

    /// The row at a new place in this text, which is a later one of its article.
    pub fn moved(&self, mut row: Statement, parts: &[[usize; 2]]) -> Statement {
        let article = self.article;
        row.article.clone_from(&article.id);
        row.title.clone_from(&article.title);
        row.url.clone_from(&article.url);
        row.source.clone_from(&article.source);
        row.published = article.published.map(|day| day.to_string());
        // Their words are kept; where they stand now is not known.
        row.mention_span = None;
        row.cue_span = None;
        self.place(&mut row, parts);
        row.section = self.section(parts);
        row
    }

    /// Where in the article a claim stands, by what its input says of lines and by its title.
    fn section(&self, parts: &[[usize; 2]]) -> Section {
        let Some(span) = parts.first().and_then(|part| self.span(*part)) else { return Section::Body };
        let lines = self.article.parts.iter().find(|part| part.span.overlaps(span));
        match lines.map(|part| part.kind) {
            Some(PartKind::Headline) => Section::Headline,
            Some(PartKind::Caption) => Section::Caption,
            Some(PartKind::Heading) => Section::Body,
            None => {
                let title = crate::article::title_line(&self.article.text);
                if title.is_some_and(|title| title.overlaps(span)) { Section::Headline } else { Section::Body }
            }
        }
    }
}

/// Makes the row of a statement anew from what the rules found and what people set. `others` are statements of the same
/// article, which may tell more of a speaker.
pub(super) fn correct(record: &mut Record, text: &Text, others: &[Record]) {
    let mut row = record.base.clone();
    let Corrections { speaker, parts, kind, stance, act, date } = &record.corrections;
    if let Some(parts) = parts {
        text.place(&mut row, parts);
    }
    if let Some(speaker) = speaker {
        name(&mut row, speaker, others);
    }
    row.kind = kind.unwrap_or(row.kind);
    row.stance = stance.unwrap_or(row.stance);
    row.act = act.unwrap_or(row.act);
    if let Some(date) = date
        && *date != row.date
    {
        row.date.clone_from(date);
        row.date_text = None;
    }
    record.row = row;
}

/// Gives a row another speaker. What was told of the one before goes, but for another spelling of the same name.
fn name(row: &mut Statement, speaker: &str, others: &[Record]) {
    let is_same = fold(&row.speaker) == fold(speaker);
    speaker.clone_into(&mut row.speaker);
    if is_same {
        return;
    }
    row.resolution = None;
    row.warnings.retain(|warning| warning != NO_SPEAKER);
    if speaker.is_empty() {
        row.warnings.push(NO_SPEAKER.to_owned());
    }
    let folded = fold(speaker);
    let known =
        others.iter().map(|other| &other.base).find(|other| !folded.is_empty() && fold(&other.speaker) == folded);
    row.speaker_role = known.and_then(|known| known.speaker_role.clone());
    row.speaker_kind = known.and_then(|known| known.speaker_kind);
}
