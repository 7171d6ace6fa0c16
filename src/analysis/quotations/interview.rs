//! Which paragraphs after a dash are an interviewer's questions: those that quotations in marks answer, and those that
//! ask somebody again and again in an article where nobody else asks.

use std::collections::BTreeSet;

use super::reports::begins_report;
use crate::document::{Block, BlockKind, Document, TokenKind};
use crate::lexicon::List;

/// How many answers show that the dashes of an article are the interviewer's.
const HABIT: usize = 2;

/// How many questions to one who is answered after a dash show an interview.
const DASHED_HABIT: usize = 3;

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
    if pairs.len() >= HABIT || is_interview(document, dialogue, &asks) { asks.into_iter().collect() } else { pairs }
}

/// – Blev De aldrig bange? – Jo da. – Har en diplomat lov til at lyve? – Nej, siger han.
fn is_interview(document: &Document, dialogue: &[bool], asks: &[usize]) -> bool {
    let blocks = document.blocks();
    let talks = |place: usize| dialogue.get(place).copied().unwrap_or(false);
    let answered =
        asks.iter().filter(|place| talks(**place + 1) && asks.binary_search(&(**place + 1)).is_err()).count();
    let addresses = |place: &&usize| {
        let tokens = blocks[**place].tokens();
        // A capital after the dash is that of the sentence.
        tokens.clone().skip(2).any(|at| document.lexicon.has(List::InterviewAddress, document.word(at)))
    };
    let spoken = || (0..blocks.len()).filter(|place| talks(*place)).map(|place| blocks[place].tokens());
    let asked = |list: List| spoken().any(|mut tokens| tokens.any(|at| document.is(at, list)));
    let reported = || spoken().any(|tokens| tokens.clone().any(|at| begins_report(document, at, tokens.end)));
    let addressed = asks.iter().filter(addresses).count();
    answered >= DASHED_HABIT && addressed >= HABIT && reported() && !asked(List::AskForm)
}

/// Whether a block ends in a question and holds neither a report nor marks.
fn is_question(document: &Document, block: &Block) -> bool {
    let all = document.tokens();
    let tokens = block.tokens();
    let end = tokens.end;
    all[..end].last().is_some_and(|token| token.kind == TokenKind::Question)
        && !tokens.clone().any(|at| all[at].kind == TokenKind::Mark || begins_report(document, at, end))
}
