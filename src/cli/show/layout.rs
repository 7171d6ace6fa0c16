//! An article as lines of a terminal: paragraphs on the left, who said it on the right, or below where it is narrow.

use anstyle::{AnsiColor, Effects, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::article::Article;
use crate::output::marked::{Mark, Piece, Role, colours, marks, paragraphs};
use crate::output::{Wording, act_word, speaker_word, stance_word};
use crate::spaces::is_order;
use crate::statement::Statement;

/// From this width on there is a margin.
const WIDE: usize = 72;
/// Longest line of text.
const LINE: usize = 76;
/// Width of the margin.
const MARGIN: std::ops::RangeInclusive<usize> = 24..=40;
const RULE: &str = " │ ";
/// Colours of speakers, in the order in which they speak; all can be read on black and on white.
const COLOURS: [AnsiColor; 6] =
    [AnsiColor::Cyan, AnsiColor::Magenta, AnsiColor::Green, AnsiColor::Yellow, AnsiColor::Blue, AnsiColor::Red];

/// How articles are laid out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether marks are colours, not signs.
    pub is_coloured: bool,
    /// Wording of act and stance.
    pub values: Wording,
}

/// A character and how it is drawn.
#[derive(Clone, Copy)]
struct Cell {
    letter: char,
    style: Style,
    /// The row whose note stands beside it.
    note: Option<usize>,
}

type Line = Vec<Cell>;

impl Layout {
    /// The lines of an article, each with its line break.
    pub(super) fn article(&self, article: &Article, rows: &[Statement]) -> String {
        let text = &article.text;
        let marks = marks(text, rows);
        let styles = styles(rows);
        let mut begun = vec![false; rows.len()];
        let mut page = String::new();
        let published = article.published.map(|day| day.to_string());
        let facts = [Some(article.id.as_str()), article.source.as_deref(), published.as_deref()];
        let facts: Vec<&str> = facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect();
        let facts = self.cells(&facts.join(" · "), Style::new().effects(Effects::DIMMED));
        self.put(&wrapped(&facts, self.width), &[], &mut page);
        let title = article.title.as_deref().filter(|title| !text.trim_start().starts_with(*title));
        let title = title.map(|title| self.cells(title, Style::new().bold()));
        let paragraphs = paragraphs(text, &marks);
        let paragraphs = paragraphs.iter().map(|pieces| self.paragraph(pieces, text, &styles, &mut begun));
        for cells in title.into_iter().chain(paragraphs) {
            page.push('\n');
            let lines = wrapped(&cells, self.text_width());
            let notes = self.notes(&lines, rows, &styles);
            self.put(&lines, &notes, &mut page);
        }
        page
    }

    fn is_wide(&self) -> bool {
        self.width >= WIDE
    }

    fn margin(&self) -> usize {
        (self.width / 3).clamp(*MARGIN.start(), *MARGIN.end())
    }

    fn text_width(&self) -> usize {
        if self.is_wide() { (self.width - self.margin() - RULE.width()).min(LINE) } else { self.width.min(LINE) }
    }

    fn cells(&self, words: &str, style: Style) -> Line {
        let style = if self.is_coloured { style } else { Style::new() };
        words.chars().map(|letter| Cell { letter: harmless(letter), style, note: None }).collect()
    }

    fn paragraph(&self, pieces: &[Piece], text: &str, styles: &[Style], begun: &mut [bool]) -> Line {
        let mut line = Line::new();
        for piece in pieces {
            let opens = |mark: &&&Mark| mark.span.start == piece.span.start;
            for mark in piece.marks.iter().filter(opens) {
                let is_claim = mark.role == Role::Claim;
                let number = is_claim && !std::mem::replace(&mut begun[mark.row], true);
                let mut sign = String::new();
                if !self.is_coloured {
                    sign += match mark.role {
                        Role::Claim => "⟦",
                        Role::Mention => "{",
                        Role::Cue => "_",
                    };
                }
                if is_claim && (number || !self.is_coloured) {
                    sign += &raised(mark.row + 1);
                }
                let mut cells = self.cells(&sign, styles[mark.row].bold());
                if let (true, Some(cell)) = (number, cells.first_mut()) {
                    cell.note = Some(mark.row);
                }
                line.extend(cells);
            }
            line.extend(self.cells(text.get(piece.span.clone()).unwrap_or(""), style(piece, styles)));
            // What opened last closes first.
            for mark in piece.marks.iter().rev().filter(|mark| mark.span.end == piece.span.end) {
                let sign = match (mark.role, self.is_coloured) {
                    (Role::Claim, false) => "⟧".to_owned(),
                    (Role::Cue, false) => "_".to_owned(),
                    (Role::Mention, false) => format!("}}{}", raised(mark.row + 1)),
                    (Role::Mention, true) => raised(mark.row + 1),
                    _ => continue,
                };
                line.extend(self.cells(&sign, styles[mark.row].bold()));
            }
        }
        line
    }

    /// The lines of the notes, each with the line beside which the first of them belongs.
    fn notes(&self, lines: &[Line], rows: &[Statement], styles: &[Style]) -> Vec<(usize, Vec<Line>)> {
        let width = if self.is_wide() { self.margin() } else { self.text_width().saturating_sub(4).max(1) };
        let begun =
            lines.iter().enumerate().flat_map(|(at, line)| line.iter().filter_map(move |c| Some((at, c.note?))));
        let note = |(at, row): (usize, usize)| {
            let statement = &rows[row];
            let speaker = speaker_word(statement, self.values);
            let mut cells = self.cells(&format!("{} {speaker}", raised(row + 1)), styles[row].bold());
            if let Some(role) = &statement.speaker_role {
                cells.extend(self.cells(&format!(", {role}"), styles[row]));
            }
            let mut facts =
                format!("{} · {}", stance_word(statement.stance, self.values), act_word(statement.act, self.values));
            if !statement.date.is_empty() {
                facts += &format!(" · {}", statement.date);
            }
            let mut lines = wrapped(&cells, width);
            lines.extend(wrapped(&self.cells(&facts, Style::new().effects(Effects::DIMMED)), width));
            (at, lines)
        };
        begun.map(note).collect()
    }

    /// Writes the lines of a paragraph and its notes.
    fn put(&self, lines: &[Line], notes: &[(usize, Vec<Line>)], page: &mut String) {
        if !self.is_wide() {
            for line in lines {
                draw(line, page);
                page.push('\n');
            }
            for line in notes.iter().flat_map(|(_, note)| note) {
                page.push_str("  │ ");
                draw(line, page);
                page.push('\n');
            }
            return;
        }
        let mut margin: Vec<&Line> = Vec::new();
        let empty = Line::new();
        for (at, note) in notes {
            margin.resize(margin.len().max(*at), &empty);
            margin.extend(note);
        }
        for place in 0..lines.len().max(margin.len()) {
            let line = lines.get(place).unwrap_or(&empty);
            draw(line, page);
            if let Some(note) = margin.get(place).filter(|note| !note.is_empty()) {
                let used: usize = line.iter().map(|cell| columns(cell.letter)).sum();
                page.push_str(&" ".repeat(self.text_width().saturating_sub(used)));
                page.push_str(RULE);
                draw(note, page);
            }
            page.push('\n');
        }
    }
}

/// The style of each row: its colour is its speaker's.
fn styles(rows: &[Statement]) -> Vec<Style> {
    let style = |colour: Option<usize>| Style::new().fg_color(colour.map(|colour| COLOURS[colour].into()));
    colours(rows, COLOURS.len()).into_iter().map(style).collect()
}

/// The innermost claim gives the colour; a speaker is bold and underlined, a reporting word in italics.
fn style(piece: &Piece, styles: &[Style]) -> Style {
    let claim = piece.with(Role::Claim).last();
    let Some(outer) = claim.or(piece.marks.first().copied()) else {
        return Style::new();
    };
    let mut style = styles[outer.row];
    if piece.with(Role::Mention).next().is_some() {
        style = style.bold().underline();
    }
    if piece.with(Role::Cue).next().is_some() {
        style = style.italic();
    }
    style
}

/// `12` → `¹²`
fn raised(number: usize) -> String {
    let digits = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    number.to_string().bytes().map(|digit| digits[usize::from(digit - b'0') % 10]).collect()
}

/// What a terminal could take for an order is replaced: the text is the article's, not ours.
fn harmless(letter: char) -> char {
    match letter {
        '\n' | '\r' | '\t' => ' ',
        letter if is_order(letter) => char::REPLACEMENT_CHARACTER,
        letter => letter,
    }
}

fn columns(letter: char) -> usize {
    letter.width().unwrap_or(0)
}

/// Cuts at spaces into lines of at most so many columns; a longer word is cut where it must.
fn wrapped(cells: &[Cell], width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = Line::new();
    let mut used = 0;
    for word in cells.split(|cell| cell.letter == ' ').filter(|word| !word.is_empty()) {
        let length: usize = word.iter().map(|cell| columns(cell.letter)).sum();
        let space = word[0];
        if used > 0 && used + 1 + length > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            // Between two cells of one style the space is drawn like them.
            let before = line.last().map_or(space.style, |cell| cell.style);
            let style = if before == space.style { before } else { Style::new() };
            line.push(Cell { letter: ' ', style, note: None });
            used += 1;
        }
        for cell in word {
            let wide = columns(cell.letter);
            if used > 0 && used + wide > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push(*cell);
            used += wide;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

fn draw(line: &Line, page: &mut String) {
    for run in line.chunk_by(|a, b| a.style == b.style) {
        let style = run[0].style;
        page.push_str(&style.render().to_string());
        page.extend(run.iter().map(|cell| cell.letter));
        page.push_str(&style.render_reset().to_string());
    }
}
