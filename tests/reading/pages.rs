//! Web pages: the article, all of it and nothing else.

use udsagn::analysis::Analyser;
use udsagn::article::{Article, PartKind};

use super::read;

const PAGE: &str = include_str!("pages/avis.html");

/// The article of a page with this head and body.
fn page(head: &str, body: &str) -> Article {
    read("a.html", format!("<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"))
        .only()
}

const BODY: &str = "<article><h1>Broen lukker</h1><p>Broen ved Nørreå lukker i maj, og den åbner først igen efter \
    sommerferien, oplyser kommunen.</p><p>»Den er farlig,« siger borgmester Ida Holm.</p></article>";

#[test]
fn a_page_of_a_newspaper_gives_its_article_alone() {
    let article = read("avis.html", PAGE).only();
    let expected = "\
Broen ved Nørreå lukker i maj

Bilister må køre en omvej på 14 kilometer, når kommunen lukker den slidte bro. »Den er farlig,« siger borgmester Ida Holm.

Borgmester Ida Holm siger, at broen er farlig. Foto: Per Lund

Nørreåbroen bliver lukket for al trafik fra den 2. maj, og den åbner først igen efter sommerferien.

Det oplyser kommunen, at et nyt eftersyn viser, at rust har ædt sig ind i de bærende dragere.

Omvej på 14 kilometer

»Vi havde håbet at kunne vente,« siger teknisk direktør Bo Kjær.
»Men det går ikke.«

Skolebusserne skal køre over Vestby, og turen bliver ifølge busselskabet »en halv time længere«, end den er i dag.

Lise Dam, formand for borgerforeningen: »Jeg er rystet over, at det skulle komme så vidt.«

Formand for borgerforeningen Lise Dam kalder lukningen for »en katastrofe for byen«, og hun vil have et møde med kommunen.

Arbejdet ventes at koste 40\u{a0}millioner kroner, og kommunen har endnu ikke fundet pengene i sit budget.
";
    assert_eq!(article.text, expected);
    let parts: Vec<_> = article.parts.iter().map(|part| (part.kind, part.span.of(&article.text))).collect();
    assert_eq!(
        parts,
        [
            (PartKind::Headline, "Broen ved Nørreå lukker i maj"),
            (PartKind::Caption, "Borgmester Ida Holm siger, at broen er farlig. Foto: Per Lund"),
            (PartKind::Heading, "Omvej på 14 kilometer"),
        ]
    );
    assert_eq!(article.id, "avis.html");
    assert_eq!(article.title.as_deref(), Some("Broen ved Nørreå lukker i maj"));
    assert_eq!(article.author.as_deref(), Some("Sanne Bruun; Mads Toft"));
    assert_eq!(article.source.as_deref(), Some("Fjordavisen A/S"));
    assert_eq!(article.url.as_deref(), Some("https://fjordavisen.dk/lokalt/broen-lukker"));
    assert_eq!(article.published.map(|day| day.to_string()).as_deref(), Some("2024-03-05"));
}

#[test]
fn rows_come_from_the_article_alone() {
    let article = read("avis.html", PAGE).only();
    let rows = Analyser::new().expect("an analyser").analyse(&article);
    let mut speakers: Vec<&str> = rows.iter().map(|row| row.speaker.as_str()).collect();
    speakers.sort_unstable();
    speakers.dedup();
    for speaker in ["Bo Kjær", "Ida Holm", "Lise Dam"] {
        assert!(speakers.contains(&speaker), "{speakers:?}");
    }
    let outside =
        ["Scriptsen", "Gation", "Krumme", "Teret", "Rekla", "Hedsbrev", "Linket", "Mentar", "Debattør", "Mest", "Foo"];
    for speaker in speakers {
        assert!(!outside.iter().any(|name| speaker.contains(name)), "{speaker}");
    }
    assert!(rows.iter().any(|row| row.section.to_string() == "caption"), "the caption's row");
}

#[test]
fn a_page_without_marks_of_its_parts_is_read() {
    let western = encoding_rs::WINDOWS_1252.encode(include_str!("pages/telegram.html")).0;
    let article = read("17.htm", &western).only();
    let text = "\
Minister vil have flere tog

Transportminister Åse Bæk vil have flere tog på skinnerne. Det siger hun torsdag.

- Der er plads til dem, siger Åse Bæk.

Hun vil mødes med operatørerne i næste uge, oplyser ministeriet.
";
    assert_eq!(article.text, text);
    assert_eq!(article.title.as_deref(), Some("Minister vil have flere tog"));
    assert_eq!(article.url.as_deref(), Some("https://bureauet.example/telegrammer/17.html"));
    assert_eq!(article.published, None);
}

/// The text of a page, and author, day and source.
#[track_caller]
fn check_page(page: &str, about: [&str; 3], text: &str) {
    let article = read("a.html", page).only();
    assert_eq!(article.text, text);
    let day = article.published.map(|day| day.to_string());
    assert_eq!([article.author, day, article.source].map(Option::unwrap_or_default), about);
}

#[test]
fn a_page_of_a_broadcaster_gives_its_article_alone() {
    check_page(
        include_str!("pages/kanal.html"),
        ["", "2024-05-02", "Kanalen"],
        "\
Minister afviser kritik af nye regler

Oppositionen kalder reglerne for \"noget rod\", men ministeren står fast.

Socialminister Karin Dahl vil ikke ændre reglerne. (Foto: © Per Lund, Scanpix)

De nye regler for hjemmehjælp træder i kraft til sommer, og det er for hurtigt, mener flere kommuner.

- Det er simpelthen noget rod, siger ordfører Jens Munk.

- Vi har bedt om at få udsat reglerne, men ministeren lytter ikke.

Ministeren står fast

Socialminister Karin Dahl afviser kritikken.

Karin Dahl, socialminister: \"Reglerne er gode, og de bliver ikke ændret.\"

Fakta

Reglerne gælder fra 1. juli.

De omfatter 98 kommuner.

Ifølge KL bliver regningen på mindst 200 millioner kroner.
",
    );
}

#[test]
fn a_short_page_with_long_comments_gives_its_article_alone() {
    check_page(
        include_str!("pages/havn.html"),
        ["Lone Berg", "2023-11-08", "Havnebladet"],
        "\
Havnen får ny kran

Havnen har købt en ny kran.

– Den er stor, siger havnechef Per Juul.

Stor pris

Den koster 12 millioner kroner.
",
    );
}

#[test]
fn a_page_that_is_no_article_is_told() {
    read("forside.html", include_str!("pages/forside.html"))
        .check_ids(&[])
        .check_told(&["error: forside.html: no article text found in this page"]);
    let wall = "<title>Avisen</title><body><div id=\"cookie-consent\"><h2>Vi bruger cookies</h2><p>Vi og vores partnere \
                bruger cookies til at forbedre din oplevelse, siger Ida Holm.</p><button>Accepter</button></div>";
    read("a.html", wall).check_told(&["error: a.html: no article text found in this page"]);
    let given = format!("<body><div class=\"cookie-consent-given\"><h1>Lov om cookies</h1>{BODY}</div>");
    assert!(read("a.html", given).only().text.contains("Ida Holm"));
    read("a.html", "<html></html>").check_told(&["error: a.html: no article text found in this page"]);
    read("a.html", "").check_told(&["error: a.html: empty file"]);
    read("a.html", b"\x89PNG\0\0").check_told(&["error: a.html: binary file (it holds NUL bytes)"]);
}

/// A library looks through the rest of a text for each character that markup writes as an entity; such a page is read
/// without it.
#[test]
fn a_page_flooded_with_entities_is_read() {
    const MANY: usize = 100_000;
    let page = format!("<body><article><h1>Bro</h1>{BODY}<p>{}</p></article>", "&amp;".repeat(MANY));
    let text = read("a.html", page).only().text;
    assert!(text.contains("Ida Holm") && text.matches('&').count() == MANY, "{} letters", text.len());
}

/// Title, author, day, url and source of a page with this in its head.
#[track_caller]
fn check_about(head: &str, expected: [Option<&str>; 5]) {
    let article = page(head, BODY);
    let day = article.published.map(|day| day.to_string());
    let found = [article.title, article.author, day, article.url, article.source];
    assert_eq!(found.each_ref().map(Option::as_deref), expected, "{head}");
}

#[test]
fn a_page_says_what_it_is_in_many_ways() {
    let graph = r#"<script type="application/ld+json">{"@graph": [{"@type": "Article", "headline": "A", "author": {"name": "B"},
        "datePublished": "2024-03-05", "url": "https://a.dk/a", "publisher": {"@type": "Organization", "name": "C &amp; D"}}]}</script>"#;
    let all = [Some("A"), Some("B"), Some("2024-03-05"), Some("https://a.dk/a"), Some("C & D")];
    check_about(graph, all);
    let list = format!("{}<meta property=og:title content=X>", graph.replace("{\"@graph\": ", "").replace("]}<", "]<"));
    check_about(&list, all);
    // Line feeds in strings and comments around it.
    let broken = "<script type=\"application/ld+json\">//<![CDATA[\n{\"@type\": \"OpinionNewsArticle\", \"headline\":\n\"A\nB\"}\n//]]></script>";
    check_about(broken, [Some("A B"), None, None, None, None]);
    // Of several articles the one at the page's own address.
    let several = r#"<link rel=canonical href="https://a.dk/b/"><script type="application/ld+json">[
        {"@type": "NewsArticle", "headline": "A", "url": "https://a.dk/a"},
        {"@type": "NewsArticle", "headline": "B", "mainEntityOfPage": "http://a.dk/b?utm=1", "author": "Bo Kjær"}]</script>"#;
    check_about(several, [Some("B"), Some("Bo Kjær"), None, Some("https://a.dk/b/"), None]);
    let open_graph = r#"<meta property="og:title" content="A"><meta property="og:url" content="https://a.dk/a">
        <meta property="article:published_time" content="2024-03-05T06:10:00+0100"><meta name="author" content="B">
        <meta property="article:author" content="https://facebook.example/b"><meta property="og:site_name" content="C">"#;
    check_about(open_graph, [Some("A"), Some("B"), Some("2024-03-05"), Some("https://a.dk/a"), Some("C")]);
    // What is no article, or no JSON, says nothing.
    let nothing = r#"<script type="application/ld+json">{"@type": "Recipe", "headline": "A"}</script>
        <script type="application/ld+json">{"@type": </script><link rel="canonical" href="/a"><title> Titel </title>"#;
    check_about(nothing, [Some("Broen lukker"), None, None, None, None]);
}

#[test]
fn a_time_in_the_article_is_its_day() {
    let body = BODY.replace("</h1>", "</h1><time datetime=\"2024-03-05T06:10\">i går</time>");
    assert_eq!(page("", &body).published.map(|day| day.to_string()).as_deref(), Some("2024-03-05"));
    let body = BODY.replace("</h1>", "</h1><time>5. marts 2024 kl. 6.10</time>");
    assert_eq!(page("", &body).published.map(|day| day.to_string()).as_deref(), Some("2024-03-05"));
    let head = "<meta property=article:published_time content=igår>";
    let bad = read("a.html", format!("<html><head><meta charset=utf-8>{head}</head><body>{BODY}"));
    bad.check_told(&["warning: a.html: `published` is no date that can be read: \"igår\"; counts as unknown"]);
    assert_eq!(bad.articles.len(), 1);
}

#[test]
fn no_page_makes_it_fall() {
    let pages = [
        "<div>".repeat(200_000),
        "<b><p>".repeat(20_000),
        format!("{}{BODY}", "<p>".repeat(50_000)),
        format!("{BODY}{}", "<table><tr><td>".repeat(300)),
        format!("{}{BODY}", "<blockquote>".repeat(900)),
        format!("{}Tekst", "<q>".repeat(900)),
        "<".repeat(100_000),
        "&".repeat(100_000),
        "<script type=\"application/ld+json\">".to_owned() + &"[".repeat(100_000),
        "<plaintext>»Ja,« siger Ida Holm.".to_owned(),
        "<svg><foreignObject><p>a</p></svg><math><mi><p>b".to_owned(),
        "<frameset><frame></frameset>".to_owned(),
        format!("<template>{BODY}</template>"),
        "\u{feff}\u{0}".to_owned(),
        format!("<body hidden>{BODY}"),
        "<h1></h1><h1> </h1><p></p><blockquote></blockquote><q></q><figcaption></figcaption>".to_owned(),
    ];
    for page in pages {
        let read = read("a.html", &page);
        assert!(read.articles.len() + read.told.len() > 0, "{}", &page[..page.len().min(60)]);
    }
}

#[test]
fn a_page_that_a_script_fills_in_gives_what_it_says_of_itself() {
    let page = |body: &str| {
        let about = serde_json::json!({ "@type": "NewsArticle", "headline": "Broen lukker", "articleBody": body });
        let kind = "application/ld+json; charset=utf-8";
        read("a.html", format!("<script type=\"{kind}\">{about}</script><div id=app></div><noscript>Nej.</noscript>"))
    };
    let text = "Broen lukker\n\n»Den er farlig & slidt,« siger Ida Holm.\n\nDen lukker i maj.\n";
    for body in [
        "»Den er farlig &amp; slidt,« siger Ida Holm.\n\nDen lukker i maj.",
        "<p>»Den er farlig &amp; slidt,« siger Ida Holm.</p><p>Den lukker i maj.</p>",
    ] {
        let article = page(body).only();
        assert_eq!((article.text.as_str(), article.title.as_deref()), (text, Some("Broen lukker")));
    }
    for body in ["", " \n ", "<h2>Broen</h2>"] {
        page(body).check_told(&["error: a.html: no article text found in this page"]);
    }
}

#[test]
fn a_page_may_be_packed() {
    let article = read("avis.html.gz", super::gzipped(PAGE)).only();
    assert_eq!(article.text, read("avis.html", PAGE).only().text);
    assert_eq!(article.id, "avis.html.gz");
}
