//! The language that a page is asked for in: `?lang=`, else the cookie, else what the browser says; Danish first.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};

use super::wording::Words;

/// The cookie that keeps the language.
pub(super) const LANGUAGE: &str = "udsagn_language";

/// The language of an answer, and the address that was asked for.
#[derive(Clone, Debug)]
pub(super) struct Tongue {
    /// The words of the page.
    pub words: Words,
    /// The path of the page, as asked for.
    pub path: String,
    /// The query without the language.
    pub query: String,
}

impl Tongue {
    fn of(uri: &Uri, headers: &HeaderMap) -> Self {
        let query = uri.query().unwrap_or("");
        let words = asked(query).or_else(|| cookie(headers, LANGUAGE).and_then(Words::of_code));
        let words = words.or_else(|| headers.get(ACCEPT_LANGUAGE)?.to_str().ok().and_then(accepted));
        let rest: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("lang=") && !pair.is_empty()).collect();
        Self { words: words.unwrap_or(Words::FIRST), path: uri.path().to_owned(), query: rest.join("&") }
    }

    /// The same page in another language.
    pub(super) fn in_language(&self, code: &str) -> String {
        let sign = if self.query.is_empty() { "" } else { "&" };
        format!("{}?{}{sign}lang={code}", self.path, self.query)
    }
}

/// The language that a query asks for.
pub(super) fn asked(query: &str) -> Option<Words> {
    query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(Words::of_code)
}

/// The value of a cookie.
pub(super) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(';')).find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

/// English only where the browser wants it and neither Danish nor a language that reads it before.
fn accepted(list: &str) -> Option<Words> {
    let codes = list.split(',').filter_map(|range| range.trim().split([';', '-']).next());
    codes.map(str::to_ascii_lowercase).find_map(|code| match code.as_str() {
        "nb" | "nn" | "no" | "sv" => Words::of_code("da"),
        code => Words::of_code(code),
    })
}

impl<S: Sync> FromRequestParts<S> for Tongue {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.uri, &parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_asked_for_kept_or_told() {
        for (query, cookie, accept, code) in [
            ("", None, None, "da"),
            ("", None, Some("en-GB,en;q=0.9,da;q=0.5"), "en"),
            ("", None, Some("de, fr"), "da"),
            ("", None, Some("nb-NO, en"), "da"),
            ("", Some("a=b; udsagn_language=en"), Some("da"), "en"),
            ("lang=da&words=x", Some("udsagn_language=en"), Some("en"), "da"),
            ("lang=xx", None, None, "da"),
        ] {
            let mut headers = HeaderMap::new();
            for (name, value) in [(COOKIE, cookie), (ACCEPT_LANGUAGE, accept)] {
                if let Some(value) = value {
                    headers.insert(name, value.parse().expect("a value"));
                }
            }
            let uri: Uri = format!("/?{query}").parse().expect("an address");
            assert_eq!(Tongue::of(&uri, &headers).words.code(), code, "{query} {cookie:?} {accept:?}");
        }
    }
}
