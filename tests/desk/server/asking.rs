//! Pages and downloads: what is asked for is what is shown.

use serde_json::json;

use super::{BRIDGE, Desk};

#[test]
fn the_list_is_filtered_and_shared_by_its_address() {
    let desk = Desk::with(&[("a.txt", BRIDGE)]);
    let all = desk.statements("/");
    assert_eq!(all.len(), 3, "{}", desk.get("/").body);
    for (query, count) in [
        ("kind=direct", 1),
        ("kind=indirect", 2),
        ("act=deny", 1),
        ("words=vejdir", 1),
        ("words=%22er%20farlig%22", 1),
        ("words=nowhere", 0),
        ("state=checked", 0),
        ("state=open", 3),
        ("kind=&stance=&act=&words=", 3),
        ("from=2099-01-01", 0),
        ("article=1", 3),
    ] {
        assert_eq!(desk.statements(&format!("/?{query}")).len(), count, "{query}");
    }
    let page = desk.get("/?kind=direct&words=farlig");
    page.check(
        200,
        &[
            "value=\"farlig\"",
            "<option value=\"direct\" selected>",
            "/export?words=farlig&amp;kind=direct&amp;format=csv",
        ],
    );
    desk.get("/?words=nowhere").check(200, &["Ingen udsagn passer"]);
}

#[test]
fn unknown_numbers_and_wrong_values_are_told() {
    let desk = Desk::with(&[("a.txt", BRIDGE)]);
    for path in [
        "/article/99",
        "/article/x",
        "/statement/99",
        "/statement/-1",
        "/speaker/99",
        "/nowhere",
        "/statement/99/panel",
        "/?article=99",
    ] {
        desk.get(path).check(404, &["Siden findes ikke", "<main"]);
    }
    for (path, told) in [
        ("/?stance=blue", "Holdning: “blue”"),
        ("/?kind=x", "Art: “x”"),
        ("/?act=x", "Talehandling: “x”"),
        ("/?state=x", "Status: “x”"),
        ("/?order=x", "Rækkefølge: “x”"),
        ("/?speaker=x", "Taler: “x”"),
        ("/?from=yesterday", "Udgivet fra: “yesterday”"),
        ("/?least=2", "Mindste sikkerhed: “2”"),
        ("/?most=x", "Højeste sikkerhed: “x”"),
        ("/?page=0", "Side: “0”"),
        ("/export?format=doc", "Format: “doc”"),
        ("/charts?stance=x", "Holdning: “x”"),
    ] {
        desk.get(path).check(422, &[told, "<main"]);
    }
}

#[test]
fn pages_speak_both_languages() {
    let desk = Desk::with(&[("a.txt", BRIDGE)]);
    for path in super::guarding::PAGES.iter().filter(|path| !path.ends_with("panel")) {
        let danish = desk.get(path);
        let english = desk.get(&format!("{path}?lang=en"));
        danish.check(200, &["<html lang=\"da\">", "Spring til indholdet"]);
        english.check(200, &["<html lang=\"en\">", "Skip to the content"]);
        assert!(english.header("set-cookie").starts_with("udsagn_language=en;"), "{path}");
        // A name of a word that nobody has given would be shown itself.
        for name in ["menu.", "field.", "list.", "told.", "key.", "word.", "state.", "form."] {
            let shown =
                |body: &str| body.split(['>', '"']).any(|piece| piece.starts_with(name) && !piece.contains(' '));
            let own = |body: &str| body.replace(&quoted_words(body), "");
            assert!(!shown(&own(&danish.body)) && !shown(&own(&english.body)), "{path}: {name}");
        }
    }
    let headers = [("Host", desk.host.as_str()), ("Cookie", desk.cookie()), ("Accept-Language", "en-GB,en;q=0.8")];
    desk.send("GET / HTTP/1.1", &headers, "").check(200, &["<html lang=\"en\">"]);
}

/// The words that the page hands to its scripts, by name.
fn quoted_words(body: &str) -> String {
    body.split("data-words=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("").to_owned()
}

#[test]
fn downloads_hold_what_the_list_shows() {
    let desk = Desk::with(&[("a.txt", BRIDGE)]);
    let csv = desk.get("/export?format=csv&act=deny");
    csv.check(200, &["for dyr"]);
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(csv.header("content-disposition"), "attachment; filename=\"udsagn.csv\"");
    assert_eq!(csv.body.lines().count(), 2, "{}", csv.body);
    assert!(csv.body.starts_with("claim,speaker,stance,"));
    let lines = desk.get("/export?format=jsonl");
    assert_eq!(lines.body.lines().count(), 3, "{}", lines.body);
    desk.get("/export?format=excel").check(200, &["\u{feff}påstand;taler;holdning"]);
    for (format, ending) in [
        ("tsv", "tsv"),
        ("json", "json"),
        ("xlsx", "xlsx"),
        ("html", "html"),
        ("web-annotation", "annotations.jsonld"),
        ("claim", "claims.jsonld"),
        ("brat", "brat.zip"),
        ("label-studio", "label-studio.json"),
    ] {
        let answer = desk.get(&format!("/export?format={format}"));
        answer.check(200, &[]);
        assert!(!answer.body.is_empty(), "{format}");
        assert_eq!(answer.header("content-disposition"), format!("attachment; filename=\"udsagn.{ending}\""));
    }
}

#[test]
fn an_article_shows_its_text_with_its_places() {
    let desk = Desk::with(&[("a.txt", "Åh 😀 nej\n\n»Den er farlig,« siger borgmester Ida Holm.\n")]);
    let page = desk.get("/article/1").body;
    // `Åh 😀 nej`, two line ends and the mark are eleven code points.
    assert!(page.contains("data-inner=\"1\" data-start=\"11\">Den er farlig"), "{page}");
    for piece in ["class=\"h h0 cue\"", "class=\"h h0 who\"", "id=\"n1\"", "href=\"#n1\""] {
        assert!(page.contains(piece), "{piece}: {page}");
    }
}

#[test]
fn a_statement_tells_why_it_is_one() {
    let desk = Desk::with(&[("a.txt", BRIDGE)]);
    let number = desk.statements("/?words=farlig")[0];
    desk.get(&format!("/statement/{number}")).check(
        200,
        &[
            "Hvorfor er det fundet?",
            "Ytringsord",
            "siger",
            "Nævnt som",
            "Sådan er taleren fundet",
            "Ingen har ændret udsagnet",
            // The rule, which is described in English, by its example.
            "Som i: »Vi venter«, siger Ida Holm.",
        ],
    );
    let english = desk.get(&format!("/statement/{number}?lang=en"));
    english.check(200, &["A quotation, then the reporting verb and its subject: »Vi venter«, siger Ida Holm."]);
}

#[test]
fn pasted_and_dropped_articles_are_read() {
    let desk = Desk::open();
    let sent = json!({"text": BRIDGE, "title": "Bro", "source": "Avisen", "url": "https://avis.dk/bro", "published": "2024-03-13"});
    let answer = desk.post("/articles", &sent);
    answer.check(200, &["3 udsagn fundet"]);
    assert_eq!(answer.json()["go"], "/article/1");
    desk.get("/article/1").check(200, &["Avisen", "2024-03-13", "https://avis.dk/bro"]);
    desk.post("/articles", &sent).check(200, &["findes allerede", "/article/1"]);
    let html = format!(
        "<!doctype html><html><body><article><h1>Nyt</h1><p>{}</p></article></body></html>",
        "»Vi åbner igen,« siger direktør Bo Lind. ".repeat(8)
    );
    desk.drop_file("side.html", html.as_bytes()).check(200, &["/article/2"]);
    desk.get("/article/2").check(200, &["Bo Lind"]);
    for (sent, told) in [
        (json!({"text": "  "}), "Artiklens tekst"),
        (json!({"text": "x", "url": "javascript:alert(1)"}), "Webadresse"),
        (json!({"text": "x", "published": "i går"}), "Udgivet"),
        (json!({"name": "a.exe", "bytes": ""}), "unknown ending"),
        (json!({"name": "/etc/hostname", "bytes": ""}), "empty file"),
        (json!({"name": "a.txt", "bytes": "not base64"}), "Fil"),
    ] {
        let answer = desk.post("/articles", &sent);
        answer.check(422, &[]);
        assert!(answer.json()["error"].as_str().is_some_and(|error| error.contains(told)), "{sent}: {}", answer.body);
    }
    desk.post("/articles", &json!({"wrong": 1})).check(422, &["error"]);
}
