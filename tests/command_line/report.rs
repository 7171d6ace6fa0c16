//! The HTML report: what is in it, that nothing in an article becomes markup, and that it reaches for nothing.

use base64::Engine;
use sha2::{Digest, Sha256};

use super::Case;
use super::markup::check_markup;

/// An article whose every field is an attack.
const HOSTILE: &str = r#"{"id": "\"><script>alert(1)</script>", "title": "</title><script>alert(2)</script>",
    "url": "javascript:alert(3)", "source": "<img src=x onerror=alert(4)>", "published": "2024-03-13",
    "text": "</title><script>alert(2)</script>\n\n»<b onmouseover='alert(5)'>Broen</b> \u0000 \u202e\u061c\u200f er farlig &amp; lukket,« siger borgmester Ida Holm.\r\n\r\n]]><!-- </article></main>"}"#;

/// Writes the report of some articles, with more arguments parted by spaces.
fn report(articles: &[(&str, &str)], more: &str) -> String {
    let case = Case::new();
    for (name, text) in articles {
        case.file(&format!("in/{name}"), text.replace("\n    ", " "));
    }
    let arguments = ["extract", "in", "-q", "-o", "report.html"].into_iter().chain(more.split_whitespace());
    case.run(&arguments.collect::<Vec<_>>());
    case.read("report.html")
}

#[test]
fn claims_are_joined_to_their_speakers() {
    let text = "---\npublished: 2024-03-13\nurl: https://avis.dk/bro\nsource: Avisen\n---\nBroen lukker i maj\n\n\
        »Den er slidt,« siger borgmester Ida Holm, »og vi lukker den.«\n\nHun mener, at planen er god.\n";
    let html = report(&[("a.txt", text)], "");
    check_markup("report.html", &html);
    // The same number stands at the claim, at the speaker, on the note and in the table.
    for piece in [
        "<a class=\"n h h0\" id=\"c1\" href=\"#n1\" data-r=\"1\" aria-label=\"1: Ida Holm\">1</a>\
         <mark class=\"h h0 claim\" data-r=\"1\">Den er slidt</mark>",
        "<span class=\"h h0 cue\" data-r=\"1\">siger</span>",
        "<span class=\"h h0 who\" data-r=\"1\">borgmester Ida Holm</span><sup aria-hidden=\"true\" class=\"h h0\">1</sup>",
        "<mark class=\"h h0 claim\" data-r=\"1\">og vi lukker den",
        "<li id=\"n1\" class=\"h h0\" data-r=\"1\">",
        "<tr id=\"r1\" lang=\"da\"><td class=\"number\"><a href=\"#c1\">1</a></td>",
        "<h3>Broen lukker i maj</h3>",
        "<a href=\"https://avis.dk/bro\" rel=\"noopener noreferrer\">original</a>",
    ] {
        assert!(html.contains(piece), "{piece}\n{html}");
    }
}

#[test]
fn nothing_in_an_article_becomes_markup() {
    let html = report(&[("a.jsonl", HOSTILE), ("b.jsonl", "{\"text\": \"<i>\"}\n{<u>\n")], "");
    check_markup("report.html", &html);
    assert_eq!(html.matches("<script").count(), 1);
    for wrong in ["<img", "<b ", "<i>", "<u>", "javascript:", "<!--", "\0", "\u{202e}", "\u{61c}", "\u{200f}"] {
        assert!(!html.contains(wrong), "{wrong}");
    }
    assert!(html.contains("&lt;b onmouseover=&#39;alert(5)&#39;&gt;Broen"), "{html}");
}

#[test]
fn the_page_reaches_for_nothing_and_runs_its_own_script_only() {
    let html = report(&[("a.txt", "»Den er farlig,« siger borgmester Ida Holm.\n")], "");
    assert!(!html.contains("http://") && !html.contains("https://") && !html.contains("@import"));
    assert!(!html.contains("src=") && !html.contains("url("));
    let script = html.split_once("<script>").and_then(|(_, rest)| rest.split_once("</script>")).expect("a script").0;
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(script));
    assert!(html.contains(&format!("script-src 'sha256-{hash}'")), "SCRIPT_HASH must be {hash}");
}

#[test]
fn charts_count_what_the_table_holds() {
    let lines: Vec<String> = (1..=9)
        .map(|day| {
            let text = format!("»Det er en skandale,« siger Ida Holm.\n\nBo Kjær oplyser, at {day} broer er lukket.");
            serde_json::json!({ "id": day, "text": text, "published": format!("2024-03-0{day}") }).to_string()
        })
        .collect();
    let html = report(&[("a.jsonl", &lines.join("\n"))], "--headers da --lang da");
    check_markup("report.html", &html);
    assert!(html.contains("Ida Holm: 9 (imod 9)"), "{html}");
    assert!(html.contains("Bo Kjær: 9 (neutral 9)"));
    assert!(html.contains("2024-03-05: 2 (imod 1, neutral 1)"));
    assert_eq!(html.matches("<tr id=").count(), 18);
    assert_eq!(html.matches("<article ").count(), 9);
}

#[test]
fn columns_languages_and_troubles_are_the_users() {
    let text = "»Det er en skandale,« siger borgmester Ida Holm.\n";
    let html = report(&[("a.txt", text), ("b.jsonl", "{oops\n")], "--headers da --lang da --fields taler,stance,rule");
    check_markup("report.html", &html);
    let heads = ["Nr.", "Taler", "Holdning", "Regel"];
    let table = html.split_once("<thead>").and_then(|(_, rest)| rest.split_once("</thead>")).expect("a head").0;
    assert_eq!(table.matches("<th ").count(), heads.len());
    assert!(heads.iter().all(|head| table.contains(&format!(">{head}</button>"))), "{table}");
    assert!(html.contains("<html lang=\"da\">") && html.contains("imod"));
    assert!(html.contains("Under læsningen (1)") && html.contains("b.jsonl:1"), "{html}");
}

#[test]
fn every_article_and_row_says_its_language() {
    let danish = "»Det er en skandale,« siger borgmester Ida Holm til avisen, og hun kræver også en undersøgelse.\n";
    let norwegian = "«Det er en skandale», sier ordfører Ida Holm til avisen, og hun krever også en undersøkelse.\n\n\
        Hun vil ikke si noe mer om saken nå.\n";
    let html = report(&[("a.txt", danish), ("b.txt", norwegian), ("c.txt", &norwegian.replace("sier", "er"))], "");
    check_markup("report.html", &html);
    let languages = |tag: &str| {
        let tags = html.split(tag).skip(1).filter_map(|rest| rest.split_once('>'));
        tags.map(|(tag, _)| tag.split_once(" lang=\"").expect("a language").1.trim_end_matches('"')).collect::<Vec<_>>()
    };
    assert_eq!(languages("<article "), ["da", "nb", "nb"]);
    assert_eq!(languages("<tr id="), ["da", "nb"]);
}

#[test]
fn a_report_without_statements_says_so() {
    let html = report(&[("a.txt", "Broen er lukket.\n")], "");
    check_markup("report.html", &html);
    assert!(html.contains("No statements were found.") && html.contains("Broen er lukket."));
    let case = Case::new();
    case.run(&["extract", "missing", "-q", "-o", "r.html"]);
    check_markup("r.html", &case.read("r.html"));
}
