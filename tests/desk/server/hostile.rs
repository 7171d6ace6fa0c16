//! Whatever an article holds, it stays words.

use super::Desk;
use super::guarding::PAGES;
use crate::markup::check_markup;

/// An article whose every field is an attack.
const HOSTILE: &str = r#"{"id": "\"><script>alert(1)</script>", "title": "</title><script>alert(2)</script>\"><img src=x onerror=alert(3)>", "url": "javascript:alert(4)", "source": "<img src=x onerror=alert(5)>", "author": "<svg onload=alert(6)>", "published": "2024-03-13", "text": "</title><script>alert(2)</script>\n\n»<b onmouseover='alert(7)'>Broen</b> \u0000 \u202e er farlig &amp; \"><img src=x onerror=alert(8)> lukket,« siger borgmester Ida Holm.\r\n\r\n»\u2066Nej\u2069,« siger Ida <i>Holm</i>.\n\n]]><!-- </article></main>"}"#;

#[test]
fn nothing_in_an_article_becomes_markup() {
    let desk = Desk::with(&[("a.jsonl", HOSTILE)]);
    let speaker = "<script>alert(9)</script>\u{202e}";
    let edits = serde_json::json!({"edits": [
        {"field": "speaker", "value": speaker},
        {"field": "note", "value": "\"><script>alert(10)</script>"},
        {"field": "evidence", "value": "https://avis.dk/\"><script>"},
    ]});
    let numbers = desk.statements("/");
    assert!(!numbers.is_empty());
    desk.post(&format!("/statement/{}/edit", numbers[0]), &edits).check(200, &[]);
    let speakers = desk.get(&format!("/statement/{}", numbers[0])).body;
    let speaker_page =
        speakers.split("href=\"/speaker/").nth(1).and_then(|rest| rest.split('"').next()).expect("a speaker");
    let paths = PAGES
        .iter()
        .map(|path| (*path).to_owned())
        .filter(|path| !path.starts_with("/speaker") && !path.starts_with("/statement"));
    let more = [
        format!("/statement/{}", numbers[0]),
        format!("/statement/{}/panel", numbers[0]),
        format!("/speaker/{speaker_page}"),
        "/?words=%22%3E%3Cscript%3Ealert(1)%3C/script%3E".to_owned(),
        "/?stance=%22%3E%3Cscript%3Ealert(1)%3C/script%3E".to_owned(),
        "/articles?words=%3Cscript%3E".to_owned(),
        "/?lang=en&%22%3E%3Cscript%3E=1".to_owned(),
        "/%3Cscript%3Ealert(1)%3C/script%3E".to_owned(),
    ];
    for path in paths.chain(more) {
        let page = desk.get(&path).body;
        check_markup(&path, &page);
        let scripts = page.matches("<script").count();
        assert_eq!(scripts, usize::from(!path.ends_with("/panel")), "{path}");
        for wrong in ["<img", "<b ", "<i>", "<svg on", "href=\"javascript:", "<!--", "\0"] {
            assert!(!page.contains(wrong), "{path}: {wrong}");
        }
        for letter in ['\u{202e}', '\u{2066}', '\u{2069}'] {
            assert!(!page.contains(letter), "{path}: {letter:?}");
        }
    }
    let article = desk.get("/article/1").body;
    assert!(article.contains("&lt;b onmouseover='alert(7)'&gt;Broen"), "{article}");
}

#[test]
fn addresses_of_articles_are_those_of_the_web_only() {
    for (url, is_link) in [
        ("https://avis.dk/bro", true),
        ("http://avis.dk/bro", true),
        ("javascript:alert(1)", false),
        ("data:text/html,x", false),
        ("//avis.dk/bro", false),
    ] {
        let article = serde_json::json!({"id": "a", "url": url, "text": super::BRIDGE});
        let desk = Desk::with(&[("a.jsonl", &article.to_string())]);
        let page = desk.get("/article/1").body;
        let link = format!("<a href=\"{url}\" rel=\"noreferrer noopener\"");
        assert_eq!(page.contains(&link), is_link, "{url}");
        assert!(is_link || !page.contains(&format!("href=\"{url}")), "{url}");
    }
}
