//! Blocks → the text of an article, with what the input says of them.

use super::{Part, PartKind};
use crate::span::Span;

/// A text that is put together block by block, with an empty line between them.
#[derive(Debug, Default)]
pub(super) struct Layout {
    text: String,
    parts: Vec<Part>,
}

impl Layout {
    /// Adds a block; the lines in it stay lines. White space at its edges and empty lines in it are left out.
    pub(super) fn push(&mut self, kind: Option<PartKind>, block: &str) {
        let mut lines = block.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
        if lines.peek().is_none() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        for line in lines {
            if self.text.len() > start {
                self.text.push('\n');
            }
            self.text.push_str(line);
        }
        self.parts.extend(kind.map(|kind| Part { span: Span::new(start, self.text.len()), kind }));
    }

    /// Whether no block was added.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text, which ends in a line feed, and its parts.
    pub(super) fn finish(mut self) -> (String, Vec<Part>) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        (self.text, self.parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_parted_and_known() {
        let mut layout = Layout::default();
        assert!(layout.is_empty());
        layout.push(Some(PartKind::Headline), " Broen lukker ");
        layout.push(Some(PartKind::Caption), " \n\u{a0}");
        layout.push(None, "Den er slidt.\n\n  Siger de. ");
        layout.push(Some(PartKind::Heading), "Året efter");
        let (text, parts) = layout.finish();
        assert_eq!(text, "Broen lukker\n\nDen er slidt.\nSiger de.\n\nÅret efter\n");
        let found: Vec<_> = parts.iter().map(|part| (part.kind, part.span.of(&text))).collect();
        assert_eq!(found, [(PartKind::Headline, "Broen lukker"), (PartKind::Heading, "Året efter")]);
    }
}
