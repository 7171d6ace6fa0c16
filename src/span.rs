//! A stretch of text, counted in UTF-8 bytes.
//!
//! All levels of analysis count in bytes; code points appear only where rows are written.

use std::ops::Range;

/// A half-open stretch `start..end` of an article's text, in UTF-8 bytes on character boundaries.
///
/// Texts are at most 4 GiB long, so four bytes an edge are enough.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The stretch from byte `start` up to byte `end`; an end before its start gives an empty span.
    #[inline]
    pub fn new(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        Self { start, end: end.max(start) }
    }

    /// First byte.
    #[inline]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last one.
    #[inline]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    #[inline]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words it covers in `text`; empty where it does not fit the text.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or("")
    }

    /// Whether `other` lies wholly inside.
    #[inline]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether both share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same span in a text before which `by` bytes stand.
    #[must_use]
    pub fn shifted(self, by: usize) -> Span {
        Span::new(by + self.start(), by + self.end())
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same span without white space at its edges.
    pub fn trimmed(self, text: &str) -> Span {
        let inside = self.of(text);
        let left = inside.len() - inside.trim_start().len();
        let kept = inside.trim().len();
        Span::new(self.start() + left, self.start() + left + kept)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

/// Turns byte offsets of one text into Unicode code points, and back.
///
/// Keeps a mark every [`CodePoints::STEP`] bytes, so that a look-up costs a short count.
#[derive(Debug)]
pub(crate) struct CodePoints<'t> {
    text: &'t str,
    marks: Vec<u32>,
}

impl<'t> CodePoints<'t> {
    const STEP: usize = 64;

    /// Prepares the conversion for `text`.
    #[inline]
    pub(crate) fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut marks = Vec::with_capacity(bytes.len() / Self::STEP + 1);
        let mut count = 0u32;
        for chunk in bytes.chunks(Self::STEP) {
            marks.push(count);
            count += chunk.iter().filter(|b| (**b as i8) >= -0x40).count() as u32;
        }
        Self { text, marks }
    }

    /// Code points before byte `offset`; an offset past the end counts as the end.
    pub(crate) fn at(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let block = offset / Self::STEP;
        let Some(&before) = self.marks.get(block) else {
            return self.text.chars().count();
        };
        let rest = &self.text.as_bytes()[block * Self::STEP..offset];
        before as usize + rest.iter().filter(|b| (**b as i8) >= -0x40).count()
    }

    /// A span's edges in code points.
    pub(crate) fn span(&self, span: Span) -> [usize; 2] {
        [self.at(span.start()), self.at(span.end())]
    }

    /// The byte at which a code point begins; one past the end is the end.
    pub(crate) fn byte(&self, point: usize) -> usize {
        let block = self.marks.partition_point(|mark| *mark as usize <= point).saturating_sub(1);
        let Some(&before) = self.marks.get(block) else { return 0 };
        let rest = &self.text.as_bytes()[block * Self::STEP..];
        let mut begins = rest.iter().enumerate().filter(|(_, byte)| (**byte as i8) >= -0x40);
        begins.nth(point - before as usize).map_or(self.text.len(), |(at, _)| block * Self::STEP + at)
    }

    /// The bytes of a stretch of code points; an end before its start gives an empty one.
    pub(crate) fn bytes(&self, [start, end]: [usize; 2]) -> Range<usize> {
        let start = self.byte(start);
        start..self.byte(end).max(start)
    }

    /// The words of a stretch of code points.
    pub(crate) fn words(&self, span: [usize; 2]) -> &'t str {
        self.text.get(self.bytes(span)).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_counting() {
        let text = "Ærø–»å« 😀".repeat(200);
        let points = CodePoints::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(byte), count);
            assert_eq!(points.byte(count), byte);
        }
        for past in [text.chars().count(), usize::MAX] {
            assert_eq!(points.byte(past), text.len());
        }
        assert_eq!((points.words([1, 4]), points.words([9, 3])), ("rø–", ""));
        assert_eq!(CodePoints::new("").byte(3), 0);
        assert_eq!(points.at(text.len()), text.chars().count());
        assert_eq!(points.at(text.len() + 9), text.chars().count());
    }

    #[test]
    fn trimming_keeps_only_words() {
        let text = "  a b\n";
        assert_eq!(Span::new(0, text.len()).trimmed(text).of(text), "a b");
    }
}
