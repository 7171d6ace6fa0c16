//! Links that land on the words: an article's address with a text fragment of the claim.
//!
//! Form and escapes are those of the WICG draft *URL Fragment Text Directives*:
//! `#:~:text=[prefix-,]start[,end]`. A browser looks for the first place on the page where the words stand, whatever
//! the case of their letters, and neither `start` nor `end` nor `prefix` may reach over the end of a paragraph.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::address::is_web;
use crate::spaces::fold_space;
use crate::span::Span;

/// All but letters and digits is escaped, so also `-`, `,` and `&`, which part a directive.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'_').remove(b'~');
/// Longest claim that stands in the link as a whole, in code points.
const WHOLE: usize = 150;
/// How many words of a longer one stand at its start and its end: as few as are needed to tell the place.
const WORDS: std::ops::RangeInclusive<usize> = 4..=10;
/// Words before a claim that tell it from the same words further up.
const BEFORE: usize = 4;
/// Longest run of words, in bytes: what is longer is no prose.
const LONGEST: usize = 400;
/// How far up the same words are looked for, in bytes, so that time grows no faster than the text.
const REACH: usize = 64 << 10;
/// So many parts of a claim are marked at most.
const PARTS: usize = 5;

/// Makes the links into one article.
#[derive(Debug)]
pub struct Links<'t> {
    /// The address without a text fragment, ready for one.
    address: String,
    text: &'t str,
    /// The text in small letters, byte for byte at the same places.
    folded: String,
}

impl<'t> Links<'t> {
    /// Links into the article `text` at `url`; nothing where that is no address of a web page.
    pub fn new(url: &str, text: &'t str) -> Option<Self> {
        if !is_web(url) {
            return None;
        }
        let (page, fragment) = url.split_once('#').unwrap_or((url, ""));
        let kept = fragment.split(":~:").next().unwrap_or("");
        let folded = text.chars().map(small).collect();
        Some(Self { address: format!("{page}#{kept}"), text, folded })
    }

    /// The link that shows all `parts` of a claim and lands on the first. The bare address where no words can be
    /// looked for, such as a string of signs without end.
    pub fn to(&self, parts: &[Span]) -> String {
        let directives: Vec<String> = parts.iter().take(PARTS).filter_map(|part| self.directive(*part)).collect();
        match directives.join("&") {
            none if none.is_empty() => self.address.trim_end_matches('#').to_owned(),
            all => format!("{}:~:{all}", self.address),
        }
    }

    fn directive(&self, part: Span) -> Option<String> {
        let part = part.trimmed(self.text);
        let words = part.of(self.text);
        let (start, end) =
            if words.contains('\n') || words.chars().nth(WHOLE).is_some() { self.edges(part)? } else { (part, None) };
        let mut directive = "text=".to_owned();
        if self.stands_before(start)
            && let Some(before) = self.before(start)
        {
            directive += &format!("{}-,", self.escaped(before)?);
        }
        directive += &self.escaped(start)?;
        if let Some(end) = end {
            directive += &format!(",{}", self.escaped(end)?);
        }
        Some(directive)
    }

    /// The first words and the last words of a long part, each within a paragraph.
    fn edges(&self, part: Span) -> Option<(Span, Option<Span>)> {
        let words = part.of(self.text);
        let first: Vec<Span> = self.words(part.start(), words.lines().next()?);
        let last_line = words.rsplit('\n').next()?;
        let last: Vec<Span> = self.words(part.end() - last_line.len(), last_line);
        let is_one_line = last_line.len() == words.len();
        // On one line both share its words.
        let most = if is_one_line { first.len() / 2 } else { usize::MAX };
        if most == 0 {
            return None;
        }
        let mut edges = None;
        for count in WORDS {
            let start = first[0].cover(first[count.min(most).min(first.len()) - 1]);
            let end = last[last.len() - count.min(most).min(last.len())].cover(*last.last()?);
            edges = Some((start, Some(end)));
            let between = self.folded.get(start.end()..end.start()).unwrap_or("");
            if !between.contains(end.of(&self.folded)) && !self.stands_before(start) {
                break;
            }
        }
        edges
    }

    fn words(&self, start: usize, line: &str) -> Vec<Span> {
        let base = line.as_ptr() as usize;
        let place = |word: &str| start + (word.as_ptr() as usize - base);
        line.split_whitespace().map(|word| Span::new(place(word), place(word) + word.len())).collect()
    }

    /// Whether a browser would meet the same words further up.
    fn stands_before(&self, words: Span) -> bool {
        above(&self.folded, words, REACH).contains(words.of(&self.folded))
    }

    /// The last words before a place, of its own paragraph or the one above.
    fn before(&self, place: Span) -> Option<Span> {
        // A little more than may be taken, so that a word which is cut here is too long.
        let above = above(self.text, place, LONGEST + 4).trim_end();
        let line = above.rsplit('\n').next()?;
        let mut words = line.char_indices().rev().filter(|(_, c)| c.is_whitespace());
        let from = words.nth(BEFORE - 1).map_or(0, |(place, c)| place + c.len_utf8());
        let end = above.as_ptr() as usize - self.text.as_ptr() as usize + above.len();
        let span = Span::new(end - line.len() + from, end).trimmed(self.text);
        (!span.is_empty() && span.len() <= LONGEST).then_some(span)
    }

    /// The words with their white space folded, as a page shows them, percent-encoded.
    fn escaped(&self, words: Span) -> Option<String> {
        if words.is_empty() || words.len() > LONGEST.max(WHOLE * 4) {
            return None;
        }
        let words = words.of(self.text).replace('\u{AD}', "");
        let words = fold_space(&words);
        Some(utf8_percent_encode(&words, ESCAPED).to_string())
    }
}

/// So many bytes of the text as stand before a place.
fn above(text: &str, place: Span, reach: usize) -> &str {
    let mut from = place.start().saturating_sub(reach);
    while from < text.len() && !text.is_char_boundary(from) {
        from += 1;
    }
    text.get(from..place.start()).unwrap_or("")
}

/// The small letter, where it is as long as the capital.
fn small(letter: char) -> char {
    let mut small = letter.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) if one.len_utf8() == letter.len_utf8() => one,
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use percent_encoding::percent_decode_str;

    use super::*;

    /// Checks the directives of the link to each marked part (`⟦…⟧`), percent-decoded.
    #[track_caller]
    fn check(url: &str, marked: &str, expected: &str) {
        let (mut text, mut parts) = (String::new(), Vec::new());
        for piece in marked.split('⟦') {
            match piece.split_once('⟧') {
                Some((part, after)) => {
                    parts.push(Span::new(text.len(), text.len() + part.len()));
                    text += part;
                    text += after;
                }
                None => text += piece,
            }
        }
        let link = Links::new(url, &text).expect("a web page").to(&parts);
        assert_eq!(percent_decode_str(&link).decode_utf8().expect("UTF-8"), expected);
    }

    const URL: &str = "https://avis.dk/a";

    #[test]
    fn a_claim_stands_as_a_whole() {
        check(URL, "»⟦Vi  venter på svar⟧«, siger hun.", "https://avis.dk/a#:~:text=Vi venter på svar");
    }

    #[test]
    fn what_parts_a_directive_is_escaped() {
        let link = Links::new(URL, "A-B, C & D æ.").expect("a web page").to(&[Span::new(0, 14)]);
        assert_eq!(link, "https://avis.dk/a#:~:text=A%2DB%2C%20C%20%26%20D%20%C3%A6.");
    }

    #[test]
    fn every_part_is_marked() {
        check(URL, "»⟦Ja⟧«, siger hun, »⟦men ikke nu⟧«.", "https://avis.dk/a#:~:text=Ja&text=men ikke nu");
    }

    #[test]
    fn the_same_words_further_up_are_passed_over() {
        check(URL, "Nej til broen\n\nHun siger: »⟦nej⟧«.", "https://avis.dk/a#:~:text=Hun siger: »-,nej");
        check(
            URL,
            "Et rod\n\nDet siger de ansatte:\n\n⟦Et rod⟧",
            "https://avis.dk/a#:~:text=Det siger de ansatte:-,Et rod",
        );
    }

    #[test]
    fn long_claims_have_a_start_and_an_end() {
        let long = "Vi kan ikke blive ved med at vente på svar fra kommunen, for broen er slidt, vejen er spærret, \
                    bussen kører ikke, og ingen i byen ved, hvornår det bliver bedre end nu";
        let (start, end) = ("Vi kan ikke blive", "bliver bedre end nu");
        check(URL, &format!("»⟦{long}⟧«."), &format!("https://avis.dk/a#:~:text={start},{end}"));
        check(URL, "»⟦Nej.\n\nIkke i dag⟧«.", "https://avis.dk/a#:~:text=Nej.,Ikke i dag");
        // The end stands earlier in the claim too, so more words are needed.
        let twice = long.replace("for broen er slidt", "når det bliver bedre end nu");
        let expected = "https://avis.dk/a#:~:text=Vi kan ikke blive ved med,hvornår det bliver bedre end nu";
        check(URL, &format!("»⟦{twice}⟧«."), expected);
    }

    #[test]
    fn an_address_keeps_its_fragment_and_loses_an_old_directive() {
        check("https://avis.dk/a?b=1#top", "⟦Nej⟧", "https://avis.dk/a?b=1#top:~:text=Nej");
        check("https://avis.dk/a#:~:text=Ja", "⟦Nej⟧", "https://avis.dk/a#:~:text=Nej");
        for url in ["avis.dk/a", "ftp://avis.dk/a", "urn:avis:1", ""] {
            assert!(Links::new(url, "Nej").is_none(), "{url}");
        }
    }

    #[test]
    fn what_is_no_prose_has_the_bare_address() {
        let signs = "a".repeat(1000);
        check(URL, &format!("⟦{signs}⟧"), URL);
        check(URL, "⟦⟧", URL);
        check(URL, &format!("{signs} nej nej ⟦nej⟧"), "https://avis.dk/a#:~:text=nej");
    }
}
