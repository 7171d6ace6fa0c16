//! Which line of a text is its title.

use crate::span::Span;

/// Longest title, in code points.
const LONGEST: usize = 200;

/// Where the first non-empty line of `text` reads as a title, the stretch of its words (in bytes).
///
/// It does where it has at most 200 code points, opens with no dash, does not end like a sentence, and an empty line and further
/// text follow. A Markdown heading (`# Titel`) needs no empty line; its sign is outside the stretch.
pub fn title_line(text: &str) -> Option<Span> {
    let start = text.len() - text.trim_start().len();
    let rest = &text[start..];
    let (line, after) = rest.split_once('\n')?;
    let line = line.trim_end();
    if after.trim_start().is_empty() {
        return None;
    }
    let words = match heading(line) {
        Some(words) => words,
        None if followed_by_empty_line(after) => line,
        None => return None,
    };
    // A line of dialogue is no title.
    let spoken = words.starts_with(['-', '–', '—']);
    if words.is_empty() || spoken || words.chars().nth(LONGEST).is_some() || ends_like_a_sentence(words) {
        return None;
    }
    let end = start + line.len();
    Some(Span::new(end - words.len(), end))
}

/// The title of a text, where its first line reads as one.
pub fn of(text: &str) -> Option<String> {
    title_line(text).map(|line| line.of(text).to_owned())
}

/// The words of a Markdown heading: `## Titel` → `Titel`.
fn heading(line: &str) -> Option<&str> {
    let words = line.trim_start_matches('#');
    let signs = line.len() - words.len();
    let is_heading = (1..=6).contains(&signs) && (words.is_empty() || words.starts_with([' ', '\t']));
    is_heading.then(|| words.trim_start())
}

fn followed_by_empty_line(after: &str) -> bool {
    after.lines().next().is_some_and(|next| next.trim().is_empty())
}

/// Whether a full stop ends the words, within closing marks too, or a colon that leads to what follows; three dots are
/// a headline's own.
fn ends_like_a_sentence(words: &str) -> bool {
    let bare = words.trim_end_matches(['"', '”', '“', '»', '«', '’', '\'', ')', ']', ' ']);
    bare.ends_with('.') && !bare.ends_with("...") || bare.ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(title_line(text).map(|span| span.of(text)), expected, "{text:?}");
    }

    #[test]
    fn a_short_line_over_an_empty_one_is_a_title() {
        check("Broen lukker\n\nDen er slidt.", Some("Broen lukker"));
        check("\n \r\n  Broen lukker \r\n \t\r\nDen er slidt.\r\n", Some("Broen lukker"));
        check("Ekspert: »Vi er bagud«\n\nDet er dyrt.", Some("Ekspert: »Vi er bagud«"));
        check("Så gik det galt ...\n\nDet er dyrt.", Some("Så gik det galt ..."));
        check("Hvad nu?\n\nDet er dyrt.", Some("Hvad nu?"));
    }

    #[test]
    fn body_text_is_no_title() {
        check("", None);
        check("Broen lukker", None);
        check("Broen lukker\n\n", None);
        check("Broen lukker\nDen er slidt.", None);
        check("Broen lukker i dag.\n\nDen er slidt.", None);
        check("»Broen lukker i dag.«\n\nDen er slidt.", None);
        check("Sådan siger Ida Holm om broen:\n\n»Den er slidt.«", None);
    }

    #[test]
    fn length_counts_in_code_points() {
        let line = "ø".repeat(200);
        check(&format!("{line}\n\nTekst."), Some(&line));
        check(&format!("{line}ø\n\nTekst."), None);
    }

    #[test]
    fn a_markdown_heading_is_a_title() {
        check("# Broen lukker\nDen er slidt.", Some("Broen lukker"));
        check("## Broen lukker\n\nDen er slidt.", Some("Broen lukker"));
        check("#dkpol er vred\nDen er slidt.", None);
        check("# \n\nDen er slidt.", None);
    }
}
