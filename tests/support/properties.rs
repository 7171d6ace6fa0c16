//! What holds for every statement of any text, and pieces of text that find where it does not.

use std::collections::BTreeSet;

use udsagn::Analyser;
use udsagn::analysis::Focus;
use udsagn::analysis::quotations::{Quotation, quotations};
use udsagn::article::{Article, title_of};
use udsagn::document::{Document, Forms};
use udsagn::grammar::Grammar;
use udsagn::lexicon::Lexicon;
use udsagn::statement::Statement;

/// Pieces that mean something to some level, so that a shuffle of them meets odd paths.
pub const PIECES: &[&str] = &[
    // Sources.
    "Ida Holm",
    "Jens",
    "Bro",
    "P. E. Pedersen",
    "formand Jens Bro",
    "borgmesteren",
    "kommunen",
    "Fødevarestyrelsen",
    "USA's",
    "Jens'",
    "ministeriets",
    "hun",
    "han",
    "de",
    "vi",
    "jeg",
    "det",
    "rapporten",
    "fem læger",
    "Avisen",
    "direktør i Nordhavn A/S",
    "(V)",
    "A/S",
    "en talsmand for politiet",
    "Søren Aa. Å",
    "I\u{301}da",
    // Reports.
    "siger",
    "sagde",
    ", siger hun",
    ", siger Ida Holm.",
    "oplyser, at",
    "mener ikke, at",
    "har sagt, at",
    "ifølge",
    "Ifølge kommunen",
    "lover at",
    "opfordrer alle til at",
    "kalder planen for",
    "slår fast, at",
    "og tilføjer:",
    "Det oplyser kommunen.",
    "Sådan lyder beskeden fra Ida Holm.",
    "fremgår det af",
    "beskylder",
    "for at",
    "lyder det fra",
    "spørger, om",
    "Ida Holm:",
    "EKSPERT:",
    "med Ida Holms ord",
    "efter ministerens mening",
    "som hun siger",
    "gør det klart",
    "Hvis kommunen siger, at",
    "løfte om, at",
    "som",
    "der",
    "at",
    "om",
    "og",
    "men",
    "ikke",
    "til avisen",
    "giver udtryk for, at",
    // Content.
    "broen åbner i maj",
    "Det er dyrt",
    "Vi venter på svar",
    "Nej",
    "et rod",
    "prisen falder",
    "åbne broen",
    "en plan, der holder",
    // Marks.
    "»",
    "«",
    "”",
    "“",
    "„",
    "\"",
    "'",
    "’",
    "‘",
    "›",
    "‹",
    "´",
    ",",
    ".",
    "?",
    "!",
    ":",
    ";",
    "…",
    "...",
    "(",
    ")",
    "[",
    "]",
    "- ",
    "– ",
    "— ",
    "-",
    "–",
    "• ",
    "⟦",
    "⟧",
    "«,",
    "»,",
    ".«",
    ",\"",
    "?”",
    // Time.
    "tirsdag",
    "i går",
    "den 3. maj",
    "3/5",
    "2017",
    "i 2016",
    "kl. 12.30",
    "sidste år",
    "31. februar",
    "99999999999",
    "12",
    "1.000,5",
    // Page furniture.
    "Læs også:",
    "Foto: Ida Holm",
    "Af Ida Holm",
    "Faktaboks",
    "Læses lige nu",
    "Tilmeld nyhedsbrev",
    "# ",
    // White space and oddities.
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{a0}",
    "\u{2009}",
    "\t",
    "  ",
    "\u{200b}",
    "\u{feff}",
    "\u{ad}",
    "\u{2028}",
    "\0",
    "\u{301}",
    "🙂",
    "👩\u{200d}🔬",
    "a\u{30a}",
    "o\u{308}",
    "İ",
    "ß",
    "ﬁ",
    "Ǆ",
    "漢字",
    "مرحبا",
    "𝔘",
    "\u{10ffff}",
];

fn fold_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Checks all that must hold for the statements of a text, whatever it is.
pub fn check(analyser: &Analyser, text: &str) {
    let mut article = Article::new("any", text);
    article.title = title_of(text);
    let statements = analyser.analyse(&article);
    check_statements(text, &statements);
    assert_eq!(analyser.analyse(&article), statements, "twice");
    article.text.push_str("\n\n \n");
    assert_eq!(analyser.analyse(&article), statements, "a blank paragraph");
    analyser.explain(&article, Focus::Everything, 2);
}

pub fn check_statements(text: &str, statements: &[Statement]) {
    let letters: Vec<char> = text.chars().collect();
    let folded = fold_space(text);
    let words = |[start, end]: [usize; 2]| {
        assert!(start < end && end <= letters.len(), "{start}..{end}");
        letters[start..end].iter().collect::<String>()
    };
    let mut ids = BTreeSet::new();
    let mut last = 0;
    for row in statements {
        assert!(!row.parts.is_empty(), "no parts: {row:?}");
        assert!(row.parts.windows(2).all(|pair| pair[0][1] <= pair[1][0]), "parts out of order: {row:?}");
        let parts: Vec<String> = row.parts.iter().map(|part| words(*part)).collect();
        assert!(parts.iter().all(|part| part.trim() == part), "white space at an edge: {row:?}");
        let parts: Vec<String> = parts.iter().map(|part| fold_space(part)).collect();
        assert_eq!(row.claim, parts.join(" … "));
        assert!(last <= row.parts[0][0], "rows out of order: {row:?}");
        last = row.parts[0][0];
        for (name, word, span) in [("mention", &row.mention, row.mention_span), ("cue", &row.cue, row.cue_span)] {
            assert_eq!(*word, span.map(|span| fold_space(&words(span))), "{name}: {row:?}");
            assert!(word.as_ref().is_none_or(|word| !word.is_empty()), "empty {name}: {row:?}");
        }
        // Heike og Jürgen Brandt are Heike Brandt; Jürgen Brandt: the words stand in the text, not always the name.
        for word in row.speaker.split([';', ' ']).filter(|word| !word.is_empty()) {
            assert!(folded.contains(word), "{word} is not in the text: {row:?}");
        }
        for told in [&row.speaker_role, &row.via, &row.stance_target, &row.date_text].into_iter().flatten() {
            assert!(folded.contains(told.as_str()), "{told} is not in the text: {row:?}");
        }
        assert!(folded.contains(&row.context), "context: {row:?}");
        assert!((0.0..=1.0).contains(&row.confidence), "confidence: {row:?}");
        assert_eq!(row.speaker.is_empty(), row.resolution.is_none(), "resolution: {row:?}");
        assert!(ids.insert(&row.id), "two rows {}: {row:?}", row.id);
    }
}

/// Checks that quotations lie within the text, in order, apart from each other, and hold their words.
pub fn check_quotations(lexicon: &Lexicon, text: &str) {
    let article = Article::new("t", text);
    let document = Document::new(&article, &article.text, lexicon, Forms::default());
    let mut end = 0;
    for quotation in quotations(&document) {
        let Quotation { block, outer, inner, tokens, .. } = quotation;
        assert!(text.get(outer.start()..outer.end()).is_some());
        assert!(text.get(inner.start()..inner.end()).is_some());
        assert!(outer.start() >= end && outer.contains(inner) && !inner.is_empty());
        assert_eq!(inner, inner.trimmed(text));
        assert!(document.blocks()[block].span.contains(outer));
        assert_eq!(document.span(tokens), outer);
        end = outer.end();
    }
}

/// Checks that what fits a row of symbols lies within it, holds its captures, and is found again where the row goes on.
pub fn check_matches(grammar: &Grammar, letters: &[u16]) {
    let found = grammar.matches(letters);
    for fit in &found {
        assert!(fit.construction < grammar.constructions().len());
        assert!(fit.whole.start < fit.whole.end && fit.whole.end <= letters.len(), "{fit:?}");
        for part in [&fit.cue, &fit.speaker, &fit.claim, &fit.more].into_iter().flatten() {
            assert!(fit.whole.start <= part.start && part.start <= part.end && part.end <= fit.whole.end, "{fit:?}");
        }
    }
    assert_eq!(grammar.matches(letters), found, "twice");
}
