//! One article: its text with the claims marked, and beside each paragraph who said them.

use super::escape::{escape, escaped};
use super::words::Words;
use crate::address;
use crate::article::Article;
use crate::languages::Language;
use crate::output::marked::{Piece, Role, colours, marks, paragraphs};
use crate::output::{Wording, columns};
use crate::statement::Statement;

/// So many colours stand in the style sheet; nobody in particular has one of its own.
const COLOURS: usize = 8;

/// What an article is shown with.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'w> {
    /// The words of the page.
    pub words: &'w Words,
    /// Wording of the page, and of the values.
    pub headers: Wording,
    pub values: Wording,
    /// Number of the article on the page.
    pub number: u64,
    /// Number of its first statement on the page.
    pub first: u64,
}

impl View<'_> {
    /// The article as an element, its statements numbered on.
    pub(super) fn article(&self, article: &Article, rows: &[Statement]) -> String {
        let shown = Shown { text: &article.text, rows, colours: colours(rows, COLOURS) };
        let language = rows.first().map_or_else(|| Language::of_text(&article.text).code(), |row| &row.language);
        let mut html = format!("<article id=\"a{}\" lang=\"{}\">\n", self.number, escaped(language));
        let text = &article.text;
        let marks = marks(text, rows);
        let mut paragraphs = paragraphs(text, &marks).into_iter().peekable();
        let is_title = |pieces: &Vec<Piece>| {
            let words = pieces.first().zip(pieces.last()).map(|(a, z)| a.span.start..z.span.end);
            let words = words.and_then(|span| text.get(span)).unwrap_or("").trim_start_matches(['#', ' ']);
            article.title.as_deref().is_some_and(|title| title.split_whitespace().eq(words.split_whitespace()))
        };
        let mut begun = vec![false; rows.len()];
        match paragraphs.next_if(is_title) {
            Some(pieces) => self.row(&pieces, "h3", &shown, &mut begun, &mut html),
            None => {
                let title = article.title.as_deref().unwrap_or(&article.id);
                let title = if title.is_empty() { self.words.untitled } else { title };
                html += &format!("<div class=\"row\"><h3>{}</h3></div>\n", escaped(title));
            }
        }
        self.facts(article, &mut html);
        for pieces in paragraphs {
            self.row(&pieces, "p", &shown, &mut begun, &mut html);
        }
        html += "</article>\n";
        html
    }

    fn facts(&self, article: &Article, html: &mut String) {
        let published = article.published.map(|day| day.to_string());
        let facts = [article.source.as_deref(), published.as_deref(), Some(&article.id)];
        let mut facts: Vec<String> = facts.into_iter().flatten().filter(|fact| !fact.is_empty()).map(escaped).collect();
        if let Some(url) = address::iri(article.url.as_deref()) {
            let link = format!("<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>", escaped(&url), self.words.original);
            facts.push(link);
        }
        *html += &format!("<p class=\"facts\">{}</p>\n", facts.join(" · "));
    }

    /// A paragraph and the notes of the claims that begin in it.
    fn row(&self, pieces: &[Piece], element: &str, shown: &Shown, begun: &mut [bool], html: &mut String) {
        *html += &format!("<div class=\"row\"><{element}>");
        let mut notes = Vec::new();
        for piece in pieces {
            for mark in piece.with(Role::Claim) {
                if !std::mem::replace(&mut begun[mark.row], true) {
                    notes.push(mark.row);
                    self.number(mark.row, shown, html);
                }
            }
            self.piece(piece, shown, html);
        }
        *html += &format!("</{element}>");
        if !notes.is_empty() {
            *html += "<ul class=\"notes\">";
            notes.iter().for_each(|row| self.note(*row, shown, html));
            *html += "</ul>";
        }
        *html += "</div>\n";
    }

    /// The number before a claim, which leads to its note.
    fn number(&self, row: usize, shown: &Shown, html: &mut String) {
        let number = self.number_of(row);
        let speaker = columns::speaker(&shown.rows[row], self.headers);
        *html += &format!(
            "<a class=\"n {}\" id=\"c{number}\" href=\"#n{number}\" data-r=\"{number}\" \
             aria-label=\"{number}: {}\">{number}</a>",
            shown.colour(row),
            escaped(speaker)
        );
    }

    fn piece(&self, piece: &Piece, shown: &Shown, html: &mut String) {
        let words = shown.text.get(piece.span.clone()).unwrap_or("");
        // The innermost claim gives the colour.
        let claim = piece.with(Role::Claim).last();
        let Some(outer) = claim.or(piece.marks.first().copied()) else {
            escape(words, html);
            return;
        };
        let mut numbers: Vec<u64> = piece.marks.iter().map(|mark| self.number_of(mark.row)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut classes = shown.colour(outer.row);
        for (role, class) in [(Role::Claim, " claim"), (Role::Mention, " who"), (Role::Cue, " cue")] {
            if piece.with(role).next().is_some() {
                classes += class;
            }
        }
        let element = if claim.is_some() { "mark" } else { "span" };
        *html += &format!("<{element} class=\"{classes}\" data-r=\"{}\">", joined(&numbers, " "));
        escape(words, html);
        *html += &format!("</{element}>");
        let ended = piece.with(Role::Mention).filter(|mark| mark.span.end == piece.span.end);
        let ended: Vec<u64> = ended.map(|mark| self.number_of(mark.row)).collect();
        if let Some(mention) = piece.with(Role::Mention).next().filter(|_| !ended.is_empty()) {
            let colour = shown.colour(mention.row);
            *html += &format!("<sup aria-hidden=\"true\" class=\"{colour}\">{}</sup>", joined(&ended, ","));
        }
    }

    fn note(&self, row: usize, shown: &Shown, html: &mut String) {
        let statement = &shown.rows[row];
        let number = self.number_of(row);
        let speaker = columns::speaker(statement, self.headers);
        *html += &format!(
            "<li id=\"n{number}\" class=\"{}\" data-r=\"{number}\"><a class=\"n\" href=\"#c{number}\" \
             aria-label=\"{number} {}\">{number}</a> <b>{}</b>",
            shown.colour(row),
            self.words.in_text,
            escaped(speaker)
        );
        if let Some(role) = &statement.speaker_role {
            *html += &format!(", {}", escaped(role));
        }
        let stance = columns::stance(statement.stance, self.values);
        *html += &format!("<br><span class=\"stance {}\">{stance}</span>", statement.stance.as_str());
        let date = (!statement.date.is_empty()).then_some(statement.date.as_str());
        for value in [Some(columns::act(statement.act, self.values)), date].into_iter().flatten() {
            *html += &format!(" · {}", escaped(value));
        }
        *html += &format!(" · <a href=\"#r{number}\">{}</a>", self.words.in_table);
        if let Some(link) = address::iri(statement.link.as_deref()) {
            let link = escaped(&link);
            *html += &format!(" · <a href=\"{link}\" rel=\"noopener noreferrer\">{}</a>", self.words.on_page);
        }
        if !statement.warnings.is_empty() {
            *html += &format!("<br>{}: {}", self.words.doubts, escaped(&statement.warnings.join("; ")));
        }
        *html += "</li>";
    }

    fn number_of(&self, row: usize) -> u64 {
        self.first + row as u64
    }
}

/// An article's text and rows.
struct Shown<'s> {
    text: &'s str,
    rows: &'s [Statement],
    /// Of each row; nothing where nobody is named.
    colours: Vec<Option<usize>>,
}

impl Shown<'_> {
    /// The classes that give a row its colour.
    fn colour(&self, row: usize) -> String {
        self.colours[row].map_or_else(|| "h".to_owned(), |colour| format!("h h{colour}"))
    }
}

fn joined(numbers: &[u64], between: &str) -> String {
    numbers.iter().map(u64::to_string).collect::<Vec<_>>().join(between)
}
