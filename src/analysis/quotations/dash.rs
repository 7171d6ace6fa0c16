//! Which dashes at the beginning of a paragraph open a quotation, and which a list item.
//!
//! No single sign decides: a reporting clause, first and second person, questions and whole sentences speak for
//! speech; a line that announces a list, labels, figures and fragments speak against it.

use std::ops::Range;

use super::reports::{begins_report, is_report, is_reported};
use super::speech;
use crate::document::{Block, BlockKind, Document, TokenKind};
use crate::lexicon::{Class, ClassSet, List};

/// Verbs and what stands for them in a clause.
const VERBS: ClassSet = ClassSet::of(&[Class::FiniteVerb, Class::Modal, Class::Auxiliary, Class::Finite]);

/// What one dash block shows.
#[derive(Clone, Copy, Debug, Default)]
struct Signs {
    score: i32,
    reported: bool,
}

/// For each block, whether it is a quotation after a dash.
pub(super) fn dialogue(document: &Document) -> Vec<bool> {
    let blocks = document.blocks();
    let mut spoken = vec![false; blocks.len()];
    if !blocks.iter().any(|block| is_dash(document, block)) {
        return spoken;
    }
    let signs: Vec<Signs> = blocks
        .iter()
        .map(|block| if is_dash(document, block) { signs(document, block) } else { Signs::default() })
        .collect();
    let habit = if signs.iter().any(|block| block.reported) {
        1
    } else if blocks.iter().any(|block| reports_in_marks(document, block)) {
        -3
    } else {
        0
    };
    let mut at = 0;
    while at < blocks.len() {
        if !is_dash(document, &blocks[at]) {
            at += 1;
            continue;
        }
        let start = at;
        while at < blocks.len() && is_dash(document, &blocks[at]) {
            at += 1;
        }
        judge(document, start..at, &signs, habit, &mut spoken);
    }
    spoken
}

/// Whether the reporter says I: sagde jeg, or in a paragraph that follows no turn of speech.
pub(super) fn is_told_by_me(document: &Document, dialogue: &[bool]) -> bool {
    let all = document.tokens();
    let me = |at: usize| speech::is_me(document, at);
    document.blocks().iter().enumerate().any(|(place, block)| {
        let mut tokens = block.tokens();
        if dialogue[place] {
            return tokens.skip(1).any(|at| document.is(at, List::I) && is_report(document, at - 1));
        }
        let after = place > 0 && dialogue[place - 1];
        let prose = matches!(block.kind, BlockKind::Paragraph | BlockKind::Lede);
        prose && !after && tokens.clone().all(|at| all[at].kind != TokenKind::Mark) && tokens.any(me)
    })
}

/// Whether a turn of speech is reported with a full name: …, siger Ida Holm. No story does so.
pub(super) fn is_news(document: &Document, dialogue: &[bool]) -> bool {
    const REACH: usize = 8;
    let all = document.tokens();
    document.blocks().iter().zip(dialogue).filter(|(_, talks)| **talks).any(|(block, _)| {
        let tokens = block.tokens();
        let named = |at: usize| {
            document.lexicon.entry(all[at].proper).classes.has(Class::GivenName) && all[at + 1].is_capitalised()
        };
        tokens
            .clone()
            .any(|at| begins_report(document, at, tokens.end) && (at + 2..(at + REACH).min(tokens.end - 1)).any(named))
    })
}

/// The dash within a paragraph without marks that begins a turn of speech: Hun lo. -Kom nu med. `talks` tells whether
/// other paragraphs of the document begin with one.
pub(super) fn within(document: &Document, block: &Block, talks: bool) -> Option<usize> {
    let all = document.tokens();
    let tokens = block.tokens();
    let headline = block.kind == BlockKind::Headline;
    if !headline && !matches!(block.kind, BlockKind::Paragraph | BlockKind::Lede) {
        return None;
    }
    // – Det er en skam; Raste efter kampen: – Det er en skam
    let opens = |at: usize| {
        let before = at.checked_sub(1).filter(|before| *before >= tokens.start).map(|before| all[before].kind);
        all[at].kind == TokenKind::Dash && before.is_none_or(|kind| kind == TokenKind::Colon) && at + 2 < tokens.end
    };
    if headline
        && talks
        && let Some(dash) = tokens.clone().find(|at| opens(*at))
    {
        return Some(dash);
    }
    let dash = speech::next_dash(document, tokens.start + 1, tokens.end)?;
    let rest = dash + 1..tokens.end;
    let tight = !all[rest.start].has_space_before();
    let asks = rest.clone().any(|at| matches!(all[at].kind, TokenKind::Question | TokenKind::Exclamation));
    let speaks = asks || speech::is_personal(document, rest.clone());
    // -Red. stands below a reader's letter.
    let several = rest.clone().filter(|at| all[*at].is_wordlike()).nth(1).is_some();
    let spoken = talks && (tight && several || speaks) || tight && speaks;
    let labelled = is_label(document, tokens.start..dash);
    ((spoken || labelled) && !headline || is_reported(document, rest)).then_some(dash)
}

/// Ida Holm: whether a range is the name of a person and a colon.
fn is_label(document: &Document, tokens: Range<usize>) -> bool {
    const LONGEST: usize = 4;
    let all = document.tokens();
    let Some(colon) = tokens.end.checked_sub(1).filter(|colon| all[*colon].kind == TokenKind::Colon) else {
        return false;
    };
    colon - tokens.start <= LONGEST && speech::is_full_name(document, tokens.start..colon)
}

/// Whether a block begins with a dash and goes on with words.
fn is_dash(document: &Document, block: &Block) -> bool {
    let tokens = block.tokens();
    let all = document.tokens();
    block.kind == BlockKind::Item
        && tokens.len() > 1
        && all[tokens.start].kind == TokenKind::Dash
        && all[tokens.start + 1].kind != TokenKind::Mark
}

/// Whether a block holds a quotation mark with a reporting clause behind it.
fn reports_in_marks(document: &Document, block: &Block) -> bool {
    let all = document.tokens();
    let tokens = block.tokens();
    block.kind != BlockKind::Furniture
        && tokens.clone().skip(1).any(|at| {
            let comma = all[at - 1].kind == TokenKind::Comma && at > tokens.start + 1;
            let before = if comma { at - 2 } else { at - 1 };
            all[before].kind == TokenKind::Mark && is_report(document, at)
        })
}

/// Decides a run of dash blocks that stand together.
fn judge(document: &Document, run: Range<usize>, signs: &[Signs], habit: i32, spoken: &mut [bool]) {
    let own = &signs[run.clone()];
    let reported = own.iter().any(|block| block.reported);
    let before = run.start.checked_sub(1).map(|place| &document.blocks()[place]);
    let mut shared = habit + before.map_or(0, |block| announcement(document, block, own.len() == 1));
    if !reported {
        shared -= own.len().min(3) as i32 - i32::from(own.len() == 1);
    }
    // Neighbours speak for each other: in a conversation not every line is reported.
    let total: i32 = own.iter().map(|block| block.score.clamp(-6, 6)).sum();
    let mean = total / own.len() as i32;
    for (place, block) in run.zip(own) {
        spoken[place] = block.reported || block.score * 2 + mean + shared * 2 > 0;
    }
}

/// What the block before a run says of it: below nought where it announces a list, above where speech.
fn announcement(document: &Document, block: &Block, alone: bool) -> i32 {
    let tokens = block.tokens();
    let Some(last) = tokens.clone().last() else {
        return 0;
    };
    if document.tokens()[last].kind == TokenKind::Colon {
        let sentence = document.sentence_of(last);
        let says = sentence.clone().any(|token| token < tokens.end && is_report(document, token));
        return match (says, alone) {
            (true, _) => 2,
            // One item is no list.
            (false, true) => 0,
            (false, false) => -6,
        };
    }
    match block.kind {
        BlockKind::Heading | BlockKind::Furniture => -3,
        _ => 0,
    }
}

fn signs(document: &Document, block: &Block) -> Signs {
    const SHORT: usize = 4;
    let tokens = block.tokens();
    let all = document.tokens();
    let words = tokens.start + 1..tokens.end;
    let mut signs = Signs::default();
    let (mut person, mut asks, mut verb) = (false, false, false);
    for at in words.clone() {
        let token = all[at];
        signs.reported |= begins_report(document, at, tokens.end);
        asks |= matches!(token.kind, TokenKind::Question | TokenKind::Exclamation);
        if token.kind != TokenKind::Word {
            continue;
        }
        let pronoun = document.lexicon.entry(token.word).pronoun;
        // The pronoun I is told from the preposition by its capital, which a first word has anyway.
        let clear = !document.classes(at).has(Class::Preposition) || (token.is_capitalised() && at > words.start);
        person |= clear && pronoun.is_some_and(|pronoun| pronoun.person < 3);
        verb |= document.classes(at).meets(VERBS);
    }
    let last = all[tokens.end - 1];
    // »Kom nu!« in a dash line: the mark hides the stop.
    let stopped = last.ends_sentence() || last.kind == TokenKind::Mark;
    let head = words.clone().take(SHORT + 2);
    let labelled = head.clone().any(|at| all[at].kind == TokenKind::Colon);
    let figures = all[words.start].kind == TokenKind::Number;
    signs.score = [
        (signs.reported, 6),
        (person, 3),
        (asks, 2),
        (verb, 1),
        (!verb && words.len() > SHORT, -1),
        (stopped, 2),
        (!stopped, -3),
        (labelled, -4),
        (figures, -3),
        (all[words.start].kind == TokenKind::Word && !all[words.start].is_capitalised(), -2),
    ]
    .iter()
    .filter(|(holds, _)| *holds)
    .map(|(_, weight)| weight)
    .sum();
    signs
}
