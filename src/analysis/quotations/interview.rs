//! Which paragraphs after a dash are an interviewer's questions: those that quotations in marks answer.

use std::collections::BTreeSet;

use super::style::begins_report;
use crate::document::{Block, BlockKind, Document, TokenKind};

/// How many answers show that the dashes of an article are the interviewer's.
const HABIT: usize = 2;

/// Places of the blocks that ask: – Hvorfor netop tuba? and next »Fordi …«
pub(super) fn questions(document: &Document, dialogue: &[bool]) -> BTreeSet<usize> {
    let blocks = document.blocks();
    let asks: Vec<usize> =
        (0..blocks.len()).filter(|place| dialogue[*place] && is_question(document, &blocks[*place])).collect();
    let answered = |place: &usize| {
        blocks.get(place + 1).is_some_and(|next| {
            let first = document.tokens().get(next.tokens().start).map(|token| token.kind);
            next.kind == BlockKind::Paragraph && first == Some(TokenKind::Mark)
        })
    };
    let pairs: BTreeSet<usize> = asks.iter().copied().filter(answered).collect();
    if pairs.len() >= HABIT { asks.into_iter().collect() } else { pairs }
}

/// Whether a block ends in a question and holds neither a report nor marks.
fn is_question(document: &Document, block: &Block) -> bool {
    let all = document.tokens();
    let tokens = block.tokens();
    let end = tokens.end;
    all[..end].last().is_some_and(|token| token.kind == TokenKind::Question)
        && !tokens.clone().any(|at| all[at].kind == TokenKind::Mark || begins_report(document, at, end))
}
