//! An article → the stretches that are analysed one after another, each by itself.
//!
//! An article is one stretch, unless it is longer than any that a paper prints: a whole volume in one file. What is
//! compared with much of what stands before it would there take time, and what is found memory, without bound.

use std::borrow::Cow;

use crate::article::{Article, Part};
use crate::span::Span;

/// Longest stretch, in bytes: eighty thousand words, a novel.
const LONGEST: usize = 512 << 10;

/// What a stretch ends with, rather the first: a blank line, a line, a sentence, a word.
const ENDS: [&str; 5] = ["\n\n", "\n\r\n", "\n", ". ", " "];

/// The stretches of a text, which together are the whole of it.
pub fn stretches(text: &str) -> impl Iterator<Item = Span> {
    let mut rest = Some(0);
    std::iter::from_fn(move || {
        let start = rest?;
        let end = end(text, start);
        rest = (end < text.len()).then_some(end);
        Some(Span::new(start, end))
    })
}

/// Where the stretch ends that begins at `start`: in its second half, as well as can be.
fn end(text: &str, start: usize) -> usize {
    if text.len() - start <= LONGEST {
        return text.len();
    }
    let boundary = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (half, whole) = (boundary(start + LONGEST / 2), boundary(start + LONGEST));
    let second = &text[half..whole];
    let found = ENDS.iter().find_map(|end| second.rfind(end).map(|at| half + at + end.len()));
    found.unwrap_or(whole)
}

/// What is known of a stretch of an article's text, as of an article of its own; its text is `stretch` of `text`.
pub fn cut<'a>(article: &'a Article, text: &str, stretch: Span) -> Cow<'a, Article> {
    if stretch.len() == text.len() {
        return Cow::Borrowed(article);
    }
    let first = article.parts.partition_point(|part| part.span.end() <= stretch.start());
    let parts = article.parts[first..].iter().take_while(|part| part.span.start() < stretch.end());
    let inside = |at: usize| at.clamp(stretch.start(), stretch.end()) - stretch.start();
    let parts = parts.map(|part| Part { span: Span::new(inside(part.span.start()), inside(part.span.end())), ..*part });
    Cow::Owned(Article {
        id: article.id.clone(),
        title: article.title.clone(),
        author: article.author.clone(),
        url: article.url.clone(),
        source: article.source.clone(),
        published: article.published,
        text: String::new(),
        parts: parts.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(text: &str) -> Vec<usize> {
        let all: Vec<Span> = stretches(text).collect();
        assert_eq!(all.iter().map(|stretch| stretch.of(text)).collect::<String>(), text);
        all.into_iter().map(Span::len).collect()
    }

    #[test]
    fn an_article_is_one_stretch() {
        assert_eq!(lengths(""), [0]);
        assert_eq!(lengths(&"x".repeat(LONGEST)), [LONGEST]);
    }

    #[test]
    fn a_longer_text_is_cut_between_paragraphs_rather_than_lines_sentences_and_words() {
        let paragraph = "Broen lukker. ".repeat(20);
        for end in ["\n\n", "\r\n\r\n", "\n", ". ", " "] {
            let text = format!("{paragraph}{end}").repeat(3 * LONGEST / paragraph.len());
            for stretch in stretches(&text).filter(|stretch| stretch.end() < text.len()) {
                assert!(stretch.of(&text).ends_with(end), "{end:?}");
                assert!(stretch.len() > LONGEST / 2 && stretch.len() <= LONGEST);
            }
        }
    }

    #[test]
    fn no_letter_is_cut() {
        assert_eq!(lengths(&"€".repeat(LONGEST / 2)), [LONGEST - LONGEST % 3, LONGEST / 2 * 3 + LONGEST % 3 - LONGEST]);
    }

    #[test]
    fn what_the_input_says_of_lines_moves_with_them() {
        let text = "En linje, som er en overskrift.\n".repeat(LONGEST / 20);
        let parts = text.lines().scan(0, |at, line| {
            let span = Span::new(*at, *at + line.len());
            *at = span.end() + 1;
            Some(Part { span, kind: crate::article::PartKind::Heading })
        });
        let article = Article { parts: parts.collect(), ..Article::new("lang", text.clone()) };
        for stretch in stretches(&text) {
            let part = cut(&article, &text, stretch);
            let own = stretch.of(&text);
            assert_eq!(part.parts.len(), own.lines().count());
            assert!(part.parts.iter().all(|line| line.span.of(own).starts_with("En linje")));
        }
    }
}
