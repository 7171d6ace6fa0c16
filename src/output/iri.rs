//! Names of articles and statements on the web of data.

use crate::address::{self, escaped};
use crate::article::Article;

/// The article's address where it is one of a web page, with what no IRI may hold escaped; or else a name made from
/// its id, `urn:udsagn:article:…`.
pub(super) fn of_article(article: &Article) -> String {
    address::iri(article.url.as_deref()).unwrap_or_else(|| format!("urn:udsagn:article:{}", escaped(&article.id, "")))
}

/// `urn:udsagn:statement:…`, from the row's id.
pub(super) fn of_statement(id: &str) -> String {
    format!("urn:udsagn:statement:{}", escaped(id, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_have_their_address_or_a_name() {
        for (id, url, expected) in [
            ("a", Some("https://avis.dk/bro?a=1#top"), "https://avis.dk/bro?a=1#top"),
            ("a", Some(" HTTP://avis.dk/å <b>\"|{}^`\\ "), "HTTP://avis.dk/%C3%A5%20%3Cb%3E%22%7C%7B%7D%5E%60%5C"),
            ("a b/c.txt", None, "urn:udsagn:article:a%20b%2Fc.txt"),
            ("a", Some("javascript:alert(1)"), "urn:udsagn:article:a"),
            ("a", Some("avis.dk/bro"), "urn:udsagn:article:a"),
            ("", Some("https://"), "urn:udsagn:article:"),
        ] {
            let article = Article { id: id.into(), url: url.map(Into::into), ..Article::default() };
            assert_eq!(of_article(&article), expected);
        }
    }
}
