//! Where the words of a statement stand in a changed text.

use super::rows::Text;
use crate::span::Span;

/// Words of a text, in order.
#[derive(Debug)]
pub(super) struct Words<'a> {
    text: &'a Text<'a>,
    words: Vec<Span>,
}

impl<'a> Words<'a> {
    pub fn of(text: &'a Text<'a>) -> Self {
        let whole = text.article.text.as_str();
        let mut words = Vec::new();
        let mut start = None;
        for (at, letter) in whole.char_indices() {
            match (letter.is_alphanumeric(), start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    words.push(Span::new(from, at));
                    start = None;
                }
                _ => {}
            }
        }
        words.extend(start.map(|from| Span::new(from, whole.len())));
        Self { text, words }
    }

    fn word(&self, place: usize) -> &'a str {
        self.words[place].of(&self.text.article.text)
    }

    /// The words that a span covers, by their places.
    fn inside(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.words.partition_point(|word| word.start() < span.start());
        let end = self.words.partition_point(|word| word.end() <= span.end());
        first..end.max(first)
    }

    /// The line that holds a place, without white space around it.
    fn paragraph(&self, at: usize) -> &'a str {
        let text = self.text.article.text.as_str();
        let start = text[..at].rfind('\n').map_or(0, |place| place + 1);
        let end = text[at..].find('\n').map_or(text.len(), |place| at + place);
        text[start..end].trim()
    }
}

/// Where a part of a claim in the `old` text stands in the `new` one, in code points: the same words one after the other.
/// Of several places one in the same paragraph is taken, and then the nearest to the old place.
pub(super) fn part(old: &Words, new: &Words, part: [usize; 2]) -> Option<[usize; 2]> {
    let span = old.text.span(part)?;
    let sought: Vec<&str> = old.inside(span).map(|place| old.word(place)).collect();
    let (first, count) = (*sought.first()?, sought.len());
    let paragraph = old.paragraph(span.start());
    let stands =
        |place: &usize| new.word(*place) == first && (1..count).all(|more| new.word(place + more) == sought[more]);
    let places = (0..(new.words.len() + 1).saturating_sub(count)).filter(stands);
    let found = places.min_by_key(|place| {
        let at = new.words[*place].start();
        (new.paragraph(at) != paragraph, at.abs_diff(span.start()))
    })?;
    // The marks at the edges of the part are taken too where they are the same.
    let inside = old.inside(span);
    let (old_first, old_last) = (old.words[inside.start], old.words[inside.end - 1]);
    let (new_first, new_last) = (new.words[found], new.words[found + count - 1]);
    let (old_text, new_text) = (&old.text.article.text, &new.text.article.text);
    let before =
        alike(old_text[span.start()..old_first.start()].chars().rev(), new_text[..new_first.start()].chars().rev());
    let after = alike(old_text[old_last.end()..span.end()].chars(), new_text[new_last.end()..].chars());
    let span = Span::new(new_first.start() - before, new_last.end() + after).trimmed(new_text);
    Some(new.text.points(span))
}

/// How many bytes two rows of letters have in common at their beginning.
fn alike(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).map(|(letter, _)| letter.len_utf8()).sum()
}

/// Where the parts of a claim stand in the new text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Carried {
    /// The parts that do, in the order of the text.
    pub parts: Vec<[usize; 2]>,
    /// Whether all do, in the same order.
    pub is_whole: bool,
}

/// Where the parts of a claim stand in the new text; nothing where none does.
pub(super) fn parts(old: &Words, new: &Words, parts: &[[usize; 2]]) -> Option<Carried> {
    let mut carried = Carried { parts: Vec::new(), is_whole: true };
    for place in parts {
        match part(old, new, *place) {
            Some(found) if carried.parts.last().is_none_or(|last| last[1] <= found[0]) => carried.parts.push(found),
            _ => carried.is_whole = false,
        }
    }
    (!carried.parts.is_empty()).then_some(carried)
}

/// How much of both claims is common to them, from 0 to 1, in code points.
pub(super) fn overlap(one: &[[usize; 2]], other: &[[usize; 2]]) -> f64 {
    let length = |parts: &[[usize; 2]]| parts.iter().map(|part| part[1] - part[0]).sum::<usize>();
    let common: usize = one
        .iter()
        .flat_map(|left| other.iter().map(|right| left[1].min(right[1]).saturating_sub(left[0].max(right[0]))))
        .sum();
    let all = (length(one) + length(other)).saturating_sub(common);
    if all == 0 { 0.0 } else { common as f64 / all as f64 }
}
