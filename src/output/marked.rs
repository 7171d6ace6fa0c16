//! An article's text with the marks that its rows set in it, cut into paragraphs and pieces: for outputs that show it.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::span::CodePoints;
use crate::statement::Statement;

/// Lines up to this long, in bytes, may be those of one paragraph that was broken by hand.
const BROKEN_LINE: usize = 100;

/// What a marked stretch is in its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A part of the claim.
    Claim,
    /// The source as written.
    Mention,
    /// The word that reports.
    Cue,
}

/// A stretch of the text, in bytes, that a row marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// What it is there.
    pub role: Role,
    /// The place of its row among those of the article.
    pub row: usize,
    /// Where it stands.
    pub span: Range<usize>,
}

/// Everything that the rows of an article mark, in the order of the text.
pub(crate) fn marks(text: &str, rows: &[Statement]) -> Vec<Mark> {
    let places = CodePoints::new(text);
    let mut marks = Vec::new();
    for (row, statement) in rows.iter().enumerate() {
        let parts = statement.parts.iter().map(|part| (Role::Claim, *part));
        let mention = statement.mention_span.map(|span| (Role::Mention, span));
        let cue = statement.cue_span.map(|span| (Role::Cue, span));
        let all = parts.chain(mention).chain(cue).map(|(role, span)| Mark { role, row, span: places.bytes(span) });
        marks.extend(all.filter(|mark| !mark.span.is_empty()));
    }
    // Longer ones first: they enclose the others.
    marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end), mark.row));
    marks
}

/// A colour of `count` for each row: the same for the same speaker, nothing where nobody is named.
pub(crate) fn colours(rows: &[Statement], count: usize) -> Vec<Option<usize>> {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    rows.iter()
        .map(|row| {
            let next = known.len() % count;
            (!row.speaker.is_empty()).then(|| *known.entry(&row.speaker).or_insert(next))
        })
        .collect()
}

/// A piece of a paragraph in which all marks stay the same.
#[derive(Debug)]
pub(crate) struct Piece<'m> {
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// The marks that cover it, in the order in which they open.
    pub marks: Vec<&'m Mark>,
}

impl<'m> Piece<'m> {
    /// Its marks of a role.
    pub(crate) fn with(&self, role: Role) -> impl Iterator<Item = &'m Mark> {
        self.marks.iter().copied().filter(move |mark| mark.role == role)
    }
}

/// Cuts a text into paragraphs, and these at every edge of a mark. `marks` are those of [`marks`].
pub(crate) fn paragraphs<'m>(text: &str, marks: &'m [Mark]) -> Vec<Vec<Piece<'m>>> {
    let mut edges: Vec<usize> = marks.iter().flat_map(|mark| [mark.span.start, mark.span.end]).collect();
    edges.sort_unstable();
    edges.dedup();
    let mut edges = edges.into_iter().peekable();
    let mut coming = marks.iter().peekable();
    // Only what is open at a place is looked at there, so that time grows with the text and not with its square.
    let mut open: Vec<&Mark> = Vec::new();
    let mut piece = |span: Range<usize>| {
        open.extend(std::iter::from_fn(|| coming.next_if(|mark| mark.span.start <= span.start)));
        open.retain(|mark| mark.span.end > span.start);
        Piece { span, marks: open.clone() }
    };
    let mut pieces_of = |block: Range<usize>| {
        while edges.next_if(|edge| *edge <= block.start).is_some() {}
        let mut pieces = Vec::new();
        let mut start = block.start;
        while let Some(edge) = edges.next_if(|edge| *edge < block.end) {
            pieces.push(piece(start..edge));
            start = edge;
        }
        pieces.push(piece(start..block.end));
        pieces
    };
    blocks(text).into_iter().map(&mut pieces_of).collect()
}

/// The paragraphs of a text without white space at their edges: lines, or what stands between empty lines where it
/// seems to be broken by hand.
fn blocks(text: &str) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    let mut is_open = false;
    let has_gaps = text.trim().lines().any(|line| line.trim().is_empty());
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let place = start + (line.len() - line.trim_start().len());
        let span = place..place + words.len();
        start += line.len();
        if words.is_empty() {
            is_open = false;
            continue;
        }
        match blocks.last_mut() {
            Some(last) if is_open => last.end = span.end,
            _ => blocks.push(span),
        }
        is_open = has_gaps && words.len() <= BROKEN_LINE;
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::tests::bare;

    /// Checks the paragraphs, with `[role row,…|words]` for each piece that is marked.
    #[track_caller]
    fn check(text: &str, rows: &[Statement], expected: &[&str]) {
        let marks = marks(text, rows);
        let shown: Vec<String> = paragraphs(text, &marks)
            .iter()
            .map(|pieces| {
                let piece = |piece: &Piece| {
                    let words = &text[piece.span.clone()];
                    let marks: Vec<String> = piece.marks.iter().map(|m| format!("{:?}{}", m.role, m.row)).collect();
                    if marks.is_empty() { words.to_owned() } else { format!("[{}|{words}]", marks.join(",")) }
                };
                pieces.iter().map(piece).collect()
            })
            .collect();
        assert_eq!(shown, expected);
    }

    fn row(parts: &[[usize; 2]], mention: Option<[usize; 2]>, cue: Option<[usize; 2]>) -> Statement {
        Statement { parts: parts.to_vec(), mention_span: mention, cue_span: cue, ..bare() }
    }

    #[test]
    fn marks_cut_paragraphs() {
        let text = "»Åh nej«, siger hun.\n\nDen er 😀 slidt.";
        check(
            text,
            &[row(&[[1, 7]], Some([16, 19]), Some([10, 15]))],
            &["»[Claim0|Åh nej]«, [Cue0|siger] [Mention0|hun].", "Den er 😀 slidt."],
        );
    }

    #[test]
    fn marks_reach_over_paragraphs_and_into_each_other() {
        let rows = [row(&[[0, 8]], None, None), row(&[[2, 4], [6, 20]], None, None)];
        check("abcd\n\nefgh", &rows, &["[Claim0|ab][Claim0,Claim1|cd]", "[Claim0,Claim1|ef][Claim1|gh]"]);
    }

    #[test]
    fn edges_that_fit_no_text_are_borne() {
        let wild = [row(&[[7, 3], [90, 99], [0, 0]], Some([2, usize::MAX]), Some([4, 4]))];
        check("abc\n", &wild, &["ab[Mention0|c]"]);
        check("", &wild, &[]);
        check(" \n\t\n", &wild, &[]);
    }

    #[test]
    fn lines_broken_by_hand_are_one_paragraph() {
        check("En\nto.\n\nTre.", &[], &["En\nto.", "Tre."]);
        check("En.\nTo.\r\nTre.\r\n", &[], &["En.", "To.", "Tre."]);
        let long = "ord ".repeat(30);
        check(&format!("{long}\nTo.\n\nTre."), &[], &[long.trim(), "To.", "Tre."]);
    }
}
