//! Quotations that a page marks with elements become quotations of the text.

use super::read;

const MORE: &str = "<p>Broen ved Nørreå lukker i maj, og den åbner først igen efter sommerferien, oplyser kommunen i dag.</p>\
    <p>Kommunen har endnu ikke fundet de penge, som arbejdet koster, i sit budget, der blev vedtaget i oktober.</p>";

/// What stands in the text for a piece of a page.
#[track_caller]
fn check(html: &str, expected: &str) {
    let read =
        read("a.html", format!("<meta charset=utf-8><article><h1>Broen lukker</h1>{MORE}{html}{MORE}</article>"));
    assert!(read.told.is_empty(), "{:?}", read.told);
    let text = &read.articles[0].text;
    let paragraphs: Vec<&str> = text.trim_end().split("\n\n").collect();
    assert_eq!(paragraphs[3..paragraphs.len() - 2].join("\n\n"), expected, "{html}\n{text}");
}

#[test]
fn inline_quotations_get_marks_once() {
    check("<p>Hun kalder den <q>helt slidt</q> i dag.</p>", "Hun kalder den »helt slidt« i dag.");
    check("<p>Hun kalder den <q>»helt slidt«</q> i dag.</p>", "Hun kalder den »helt slidt« i dag.");
    check("<p><q>Den er <q>helt slidt</q></q>, siger hun.</p>", "»Den er ›helt slidt‹«, siger hun.");
    check("<p>Hun siger <q> ja </q>nu <q></q>.</p>", "Hun siger »ja« nu .");
    check("<p>“Nej”, siger han. Hun siger <q>ja</q>.</p>", "“Nej”, siger han. Hun siger “ja”.");
    check("<p>\"Nej\", siger han. Hun siger <q>ja</q>.</p>", "\"Nej\", siger han. Hun siger \"ja\".");
    check("<p>”Nej”, siger han. Hun siger <q>ja</q>.</p>", "”Nej”, siger han. Hun siger ”ja”.");
}

#[test]
fn quotations_set_apart_get_marks_once() {
    check("<blockquote>Den er farlig.</blockquote>", "»Den er farlig.«");
    check("<blockquote><p>Den er farlig.</p><p>Luk den nu.</p></blockquote>", "»Den er farlig.\n\n»Luk den nu.«");
    check("<blockquote><p>»Den er farlig,« siger hun.</p></blockquote>", "»Den er farlig,« siger hun.");
    check("<blockquote>– Den er farlig, siger hun.</blockquote>", "– Den er farlig, siger hun.");
}

#[test]
fn whom_a_quotation_set_apart_names_stands_before_it() {
    let footer = "<footer>Ida Holm, <cite>borgmester</cite></footer>";
    check(&format!("<blockquote><p>Den er farlig.</p>{footer}</blockquote>"), "Ida Holm, borgmester: »Den er farlig.«");
    check(
        &format!("<blockquote><p>»Den er farlig.«</p>{footer}</blockquote>"),
        "Ida Holm, borgmester: »Den er farlig.«",
    );
    check(
        &format!("<blockquote><p>Den er farlig.</p><p>Luk den nu.</p>{footer}</blockquote>"),
        "Ida Holm, borgmester: »Den er farlig.\n\n»Luk den nu.«",
    );
    check("<blockquote>Den er farlig. <cite>Ida Holm</cite></blockquote>", "Ida Holm: »Den er farlig.«");
    check(
        "<figure><blockquote>Den er farlig.</blockquote><figcaption>– Ida Holm.</figcaption></figure>",
        "Ida Holm: »Den er farlig.«",
    );
    check(
        "<blockquote class=\"twitter-tweet\"><p>Den er farlig.</p>&mdash; Ida Holm (@ida) <a href=x>5. marts</a></blockquote>",
        "Ida Holm: »Den er farlig.«",
    );
    // What reports within, or names nobody, stays where it is.
    check(
        "<blockquote><p>»Den er farlig,« siger hun. »Luk den.«</p><cite>Ida Holm</cite></blockquote>",
        "»Den er farlig,« siger hun. »Luk den.«\n\nIda Holm",
    );
    check(
        "<blockquote>Den er farlig. <cite>kilde: kommunen</cite></blockquote>",
        "»Den er farlig.«\n\nkilde: kommunen",
    );
}

#[test]
fn quotations_that_repeat_the_text_are_left_out() {
    check(
        "<blockquote>»Den er livsfarlig«</blockquote><p>»Den er livsfarlig,« siger Ida Holm.</p>",
        "»Den er livsfarlig,« siger Ida Holm.",
    );
    check(
        "<div class=pull>»Den er livsfarlig«</div><p>»Den er livsfarlig,« siger Ida Holm.</p>",
        "»Den er livsfarlig,« siger Ida Holm.",
    );
    check("<p>»Den er livsfarlig.«</p><p>Det siger Ida Holm.</p>", "»Den er livsfarlig.«\n\nDet siger Ida Holm.");
}
