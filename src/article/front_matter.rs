//! The block of `key: value` lines that a text may begin with.

/// What a block gives. Keys that are not known are left out.
#[derive(Debug, Default, PartialEq)]
pub(super) struct FrontMatter<'t> {
    pub id: Option<&'t str>,
    pub title: Option<&'t str>,
    pub author: Option<&'t str>,
    pub source: Option<&'t str>,
    pub url: Option<&'t str>,
    pub published: Option<&'t str>,
}

/// Splits `text` into its block and the byte where the article begins: after the line `---` that closes it.
///
/// A text whose first line is not `---`, or whose block holds anything but `key: value` lines (indented or listed
/// values, comments and empty lines are passed over) or is never closed, has none and begins at 0.
pub(super) fn split(text: &str) -> (FrontMatter<'_>, usize) {
    read(text).unwrap_or_default()
}

fn read(text: &str) -> Option<(FrontMatter<'_>, usize)> {
    let mut block = FrontMatter::default();
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut offset = first.len();
    let mut pairs = 0;
    for line in lines {
        offset += line.len();
        let bare = line.trim_end();
        if bare == "---" {
            return (pairs > 0).then_some((block, offset));
        }
        if bare.is_empty() || bare.starts_with([' ', '\t', '#', '-']) {
            continue;
        }
        let (key, value) = pair(bare)?;
        pairs += 1;
        let value = Some(unquoted(value)).filter(|value| !value.is_empty());
        match key.to_ascii_lowercase().as_str() {
            "id" => block.id = value,
            "title" => block.title = value,
            "author" => block.author = value,
            "source" => block.source = value,
            "url" => block.url = value,
            "published" => block.published = value,
            _ => {}
        }
    }
    None
}

fn pair(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    let spaced = value.is_empty() || value.starts_with([' ', '\t']);
    (is_key && spaced).then(|| (key, value.trim()))
}

fn unquoted(value: &str) -> &str {
    for mark in ['"', '\''] {
        if let Some(inside) = value.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark)) {
            return inside.trim();
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: FrontMatter<'_>, article: &str) {
        let (block, start) = split(text);
        assert_eq!((block, &text[start..]), (expected, article), "{text:?}");
    }

    #[test]
    fn known_keys_are_read_and_the_rest_passed_over() {
        check(
            "---\npublished: 2017-09-14\nTitle: \"Broen: den lukker\"\r\nsource: 'Avisen'\nurl: https://avis.dk/a\nid: 7\n\
             tags:\n  - bro\n- vej\n# note\n\n---\nTekst.\n",
            FrontMatter {
                id: Some("7"),
                title: Some("Broen: den lukker"),
                author: None,
                source: Some("Avisen"),
                url: Some("https://avis.dk/a"),
                published: Some("2017-09-14"),
            },
            "Tekst.\n",
        );
        check("---\r\nurl:\r\n---\r\n\r\nTekst.", FrontMatter::default(), "\r\nTekst.");
        check("---\nid: 1\n---", FrontMatter { id: Some("1"), ..Default::default() }, "");
    }

    #[test]
    fn anything_else_is_text() {
        for text in [
            "",
            "---",
            "---\n---\nTekst.",
            "---\nid: 1\nTekst uden slutning.",
            "---\nHan sagde: nej\n---\nTekst.",
            "---\nid:1\n---\nTekst.",
            "Tekst.\n---\nid: 1\n---\n",
            "----\nid: 1\n---\n",
        ] {
            check(text, FrontMatter::default(), text);
        }
    }
}
