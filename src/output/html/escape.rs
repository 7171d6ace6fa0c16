//! Words → HTML.

use crate::spaces::is_order;

/// Appends words so that they stand in an element or a quoted attribute as they are. Control characters, which no
/// page may hold, and marks that would turn the page around them, are replaced.
pub(super) fn escape(words: &str, html: &mut String) {
    for c in words.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '\r' => html.push(' '),
            c if is_order(c) && !matches!(c, '\n' | '\t') => html.push('\u{FFFD}'),
            c => html.push(c),
        }
    }
}

/// [`escape`] into a new string.
pub(super) fn escaped(words: &str) -> String {
    let mut html = String::with_capacity(words.len());
    escape(words, &mut html);
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_that_is_markup() {
        assert_eq!(
            escaped("<b a=\"1\" c='2'>&amp;\0\r\n"),
            "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;\u{FFFD} \n"
        );
    }
}
