//! One article: its text with the claims marked, beside each paragraph who said them, and the statement in focus.

use maud::{Markup, html};

use super::frame::frame;
use super::parts::{Shown, act, badges, data, outside, speaker_name, stance, state};
use crate::desk::server::tongue::Tongue;
use crate::desk::server::wording::Words;
use crate::desk::store::{ArticleEntry, Entry};
use crate::label::State;
use crate::output::marked::{Piece, Role, colours, marks, paragraphs};
use crate::statement::Statement;

/// So many colours stand in the style sheet; nobody in particular has one of its own.
const COLOURS: usize = 8;

/// The page of an article.
pub(in super::super) fn article(tongue: &Tongue, entry: &ArticleEntry) -> Markup {
    let words = tongue.words;
    let (kept, rejected): (Vec<&Entry>, Vec<&Entry>) =
        entry.entries.iter().partition(|entry| entry.state != State::Rejected);
    let article = &entry.article;
    let title = article.title.as_deref().filter(|title| !title.is_empty()).unwrap_or(&article.id);
    let language = kept.first().map_or("da", |entry| &entry.row.language);
    let main = html! {
        div .head {
            // Where the text begins with its title, that is what people see.
            h1 .sr[begins_with(&article.text, title)] lang=(language) { (Shown(title)) }
            (facts(words, entry, kept.len() as u64))
        }
        div .reading {
            article #text lang=(language) data-article=(entry.number) aria-label=(words.say("article.text")) {
                (text(words, &article.text, title, &kept))
                @if kept.is_empty() { p .empty lang=(words.code()) { (words.say("article.no-statements")) } }
                @if !rejected.is_empty() { (set_aside(words, &rejected)) }
            }
            aside #panel aria-label=(words.say("article.panel")) {
                div .select {
                    p .hint { (words.say("article.select")) }
                    p .buttons {
                        button type="button" data-do="add" { (words.say("article.add")) " " kbd { "a" } }
                        button type="button" data-do="span" { (words.say("article.span")) " " kbd { "s" } }
                        button type="button" data-do="part" { (words.say("article.part")) " " kbd { "S" } }
                    }
                }
                div #focus { p .hint { (words.say("article.choose")) } }
            }
        }
    };
    frame(tongue, "article", title, &main)
}

/// Whether the first paragraph of a text is its title.
fn begins_with(text: &str, title: &str) -> bool {
    let first =
        text.lines().map(|line| line.trim_start_matches(['#', ' ', '\u{feff}'])).find(|line| !line.trim().is_empty());
    first.is_some_and(|first| first.split_whitespace().eq(title.split_whitespace()))
}

fn facts(words: Words, entry: &ArticleEntry, statements: u64) -> Markup {
    let article = &entry.article;
    let source = article.source.as_deref().filter(|source| !source.is_empty());
    let author = article.author.as_deref().filter(|author| !author.is_empty());
    html! {
        p .facts {
            @if let Some(source) = source { span { (Shown(source)) } }
            @if let Some(day) = article.published { span { (day.to_string()) } }
            @if let Some(author) = author { span { (Shown(author)) } }
            @if let Some(url) = &article.url { span { (outside(url, words.say("article.original"))) } }
            a href={ "/?article=" (entry.number) } { (words.count(statements, "word.statement", "word.statements")) }
        }
    }
}

/// Statements that are none, so that they can be taken back.
fn set_aside(words: Words, rejected: &[&Entry]) -> Markup {
    html! {
        details .rejected-ones lang=(words.code()) {
            summary { (words.say("article.rejected")) " (" (words.number(rejected.len() as u64)) ")" }
            ul .notes { @for entry in rejected { (note(words, entry, None, "h")) } }
        }
    }
}

/// What the pieces of a text are written with.
struct Reading<'a> {
    words: Words,
    text: &'a str,
    entries: &'a [&'a Entry],
    colours: Vec<String>,
}

fn text(words: Words, text: &str, title: &str, entries: &[&Entry]) -> Markup {
    let rows: Vec<Statement> = entries.iter().map(|entry| entry.row.clone()).collect();
    let reading = Reading { words, text, entries, colours: classes(&rows) };
    let marks = marks(text, &rows);
    let mut begun = vec![false; rows.len()];
    // Bytes that were counted already, and the code points in them.
    let mut counted = (0, 0);
    let mut point = |byte: usize| {
        let (bytes, points) = counted;
        let points = points + text.get(bytes..byte).map_or(0, |between| between.chars().count());
        counted = (byte, points);
        points
    };
    let is_titled = begins_with(text, title);
    html! {
        @for (place, pieces) in paragraphs(text, &marks).iter().enumerate() {
            @let begin: Vec<Vec<usize>> = pieces.iter().map(|piece| beginning(piece, &mut begun)).collect();
            div class=(if place == 0 && is_titled { "row title" } else { "row" }) {
                p {
                    @for (piece, begin) in pieces.iter().zip(&begin) {
                        @for row in begin { (reading.number(*row)) }
                        (reading.piece(piece, point(piece.span.start)))
                    }
                }
                @if begin.iter().any(|rows| !rows.is_empty()) {
                    ul .notes lang=(words.code()) {
                        @for row in begin.into_iter().flatten() {
                            (note(words, entries[row], Some(row + 1), &reading.colours[row]))
                        }
                    }
                }
            }
        }
    }
}

/// The rows whose claim begins at a piece.
fn beginning(piece: &Piece, begun: &mut [bool]) -> Vec<usize> {
    let claims = piece.with(Role::Claim).map(|mark| mark.row);
    claims.filter(|row| !std::mem::replace(&mut begun[*row], true)).collect()
}

impl Reading<'_> {
    /// The number before a claim, which leads to its note.
    fn number(&self, row: usize) -> Markup {
        let entry = self.entries[row];
        let name = Shown(speaker_name(self.words, entry));
        html! {
            a class={ "n " (self.colours[row]) } href={ "#n" (entry.number) } data-r=(entry.number)
                lang=(self.words.code()) aria-label={ (row + 1) ": " (name) } { (row + 1) }
        }
    }

    fn piece(&self, piece: &Piece, start: usize) -> Markup {
        let words = Shown(self.text.get(piece.span.clone()).unwrap_or(""));
        // The innermost claim gives the colour.
        let claim = piece.with(Role::Claim).last();
        let Some(outer) = claim.or(piece.marks.first().copied()) else {
            return html! { span data-start=(start) { (words) } };
        };
        let mut numbers: Vec<i64> = piece.marks.iter().map(|mark| self.entries[mark.row].number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let numbers: Vec<String> = numbers.iter().map(i64::to_string).collect();
        let mut classes = self.colours[outer.row].clone();
        for (role, class) in [(Role::Claim, " claim"), (Role::Mention, " who"), (Role::Cue, " cue")] {
            if piece.with(role).next().is_some() {
                classes += class;
            }
        }
        let inner = claim.map(|mark| self.entries[mark.row].number);
        let ended = piece.with(Role::Mention).filter(|mark| mark.span.end == piece.span.end);
        let ended: Vec<String> = ended.map(|mark| (mark.row + 1).to_string()).collect();
        let colour = piece.with(Role::Mention).next().map_or("", |mark| &self.colours[mark.row]);
        html! {
            @if claim.is_some() {
                mark class=(classes) data-r=(numbers.join(" ")) data-inner=[inner] data-start=(start) { (words) }
            } @else {
                span class=(classes) data-r=(numbers.join(" ")) data-start=(start) { (words) }
            }
            @if !ended.is_empty() { sup aria-hidden="true" class=(colour) { (ended.join(",")) } }
        }
    }
}

/// Who said a claim, beside it. `place` is its number on the page.
fn note(words: Words, entry: &Entry, place: Option<usize>, colour: &str) -> Markup {
    let row = &entry.row;
    let number = entry.number;
    html! {
        li id={ "n" (number) } class={ (colour) " " (entry.state.as_str()) } data-r=(number)
            data-statement=(number) data-entry=(data(entry)) {
            a .go href={ "/statement/" (number) } {
                @if let Some(place) = place { span .n { (place) } " " }
                b { (Shown(speaker_name(words, entry))) }
            }
            @if place.is_none() { p .claim-shown { (Shown(&row.claim)) } }
            p .facts {
                (stance(words, row.stance))
                span { (act(words, row.act)) }
                @if !row.date.is_empty() { span { (Shown(&row.date)) } }
                @if entry.state != State::Open { (state(words, entry.state)) }
                (badges(words, entry))
            }
        }
    }
}

/// The classes that give each row the colour of its speaker.
fn classes(rows: &[Statement]) -> Vec<String> {
    let class = |colour: Option<usize>| colour.map_or_else(|| "h".to_owned(), |colour| format!("h h{colour}"));
    colours(rows, COLOURS).into_iter().map(class).collect()
}
