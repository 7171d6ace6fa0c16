//! RSS 2.0 and Atom: items with their whole text.

use super::read;

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!-- et feed -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Fjordavisen &amp; co.</title><link>https://a.dk/</link><image><title>Logo</title></image>
<item><title>Broen&#160;lukker</title><link>https://a.dk/1</link><guid isPermaLink="false">a1</guid>
  <pubDate>Tue, 05 Mar 2024 06:10:00 +0100</pubDate><dc:creator><![CDATA[Sanne Bruun]]></dc:creator>
  <media:content url="x"><media:title>Et billede</media:title><media:description>Nej.</media:description></media:content>
  <description>Kort.</description>
  <content:encoded><![CDATA[<p>Broen lukker i maj.</p><h2>Omvej</h2><p>»Den er farlig,« siger Ida Holm.</p><script>x</script>]]></content:encoded></item>
<item><title>Teaser</title><link>https://a.dk/2</link><description>Kun en teaser.</description></item>
<item><title>Escaped</title><link>https://a.dk/3</link><author>post@a.dk (Mads Toft)</author>
  <content:encoded>&lt;p&gt;R&amp;oslash;re &amp;amp; vej.&lt;/p&gt;</content:encoded></item>
</channel></rss>"#;

const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title type="text">Fjordavisen</title>
<entry><title type="html">Broen &lt;b&gt;lukker&lt;/b&gt;</title><id>tag:a.dk,2024:1</id>
  <link rel="self" href="https://a.dk/self"/><link href="https://a.dk/1"/><published>2024-03-05T06:10:00Z</published>
  <updated>2024-03-09T06:10:00Z</updated><author><name>Sanne Bruun</name><email>s@a.dk</email></author><author><name>Mads Toft</name></author>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Broen lukker.<br/>I maj.</p></div></content></entry>
<entry><title>Ren tekst</title><id>2</id><updated>2024-03-09T06:10:00Z</updated><content type="text">Vi &lt; de.
Ny linje.</content></entry>
</feed>"#;

#[test]
fn rss_gives_its_whole_items() {
    let found = read("a.rss", RSS);
    found
        .check_ids(&["a1", "https://a.dk/3"])
        .check_told(&["warning: a.rss: 1 of 3 items have only a teaser and were left out; save their pages instead"]);
    let article = &found.articles[0];
    assert_eq!(article.text, "Broen lukker\n\nBroen lukker i maj.\n\nOmvej\n\n»Den er farlig,« siger Ida Holm.\n");
    assert_eq!(article.title.as_deref(), Some("Broen lukker"));
    assert_eq!(article.url.as_deref(), Some("https://a.dk/1"));
    assert_eq!(article.author.as_deref(), Some("Sanne Bruun"));
    assert_eq!(article.source.as_deref(), Some("Fjordavisen & co."));
    assert_eq!(article.published.map(|day| day.to_string()).as_deref(), Some("2024-03-05"));
    assert_eq!(found.articles[1].text, "Escaped\n\nRøre & vej.\n");
    assert_eq!(found.articles[1].author.as_deref(), Some("Mads Toft"));
}

#[test]
fn atom_gives_its_whole_entries() {
    let found = read("a.xml", ATOM);
    found.check_told(&[]).check_ids(&["tag:a.dk,2024:1", "2"]);
    let article = &found.articles[0];
    assert_eq!(article.text, "Broen lukker\n\nBroen lukker.\nI maj.\n");
    assert_eq!(article.url.as_deref(), Some("https://a.dk/1"));
    assert_eq!(article.author.as_deref(), Some("Sanne Bruun; Mads Toft"));
    assert_eq!(article.published.map(|day| day.to_string()).as_deref(), Some("2024-03-05"));
    assert_eq!(found.articles[1].text, "Ren tekst\n\nVi < de.\nNy linje.\n");
    assert_eq!(found.articles[1].url, None);
}

#[test]
fn a_long_description_is_the_article() {
    let feed = RSS.replace("Kun en teaser.", &"Her er hele teksten. ".repeat(40));
    read("a.rss", feed).check_told(&[]).check_ids(&["a1", "https://a.dk/2", "https://a.dk/3"]);
}

#[test]
fn a_fault_costs_its_item() {
    let broken = RSS.replace("<description>Kun en teaser.", "<description><p>Kun en teaser.");
    let found = read("a.rss", broken);
    found.check_ids(&["a1", "https://a.dk/3"]);
    assert_eq!(found.told.len(), 1, "{:?}", found.told);
    assert!(found.told[0].starts_with("error: a.rss:11: broken XML: "), "{:?}", found.told);
    let cut = &RSS[..RSS.find("Mads Toft").expect("there")];
    let found = read("a.rss", cut);
    found.check_ids(&["a1"]).check_told(&[
        "error: a.rss:12: the file ends inside <author>: is it cut off?",
        "warning: a.rss: 1 of 3 items have only a teaser and were left out; save their pages instead",
    ]);
    let bad = RSS.replace("Tue, 05 Mar 2024 06:10:00 +0100", "i går").replace("<p>Broen lukker i maj.</p>", "");
    assert_eq!(
        read("a.rss", bad).told[0],
        "warning: a.rss:6: `published` is no date that can be read: \"i går\"; counts as unknown"
    );
}

#[test]
fn what_is_no_feed_is_told() {
    read("a.xml", "<html><p>Ja.</p></html>").check_told(&["error: a.xml: not a feed: it is neither RSS nor Atom"]);
    read("a.xml", "Ja.").check_told(&["error: a.xml: not a feed: it is neither RSS nor Atom"]);
    read("a.xml", "<rss><channel></channel></rss>").check_told(&["error: a.xml: empty: this feed has no items"]);
    for xml in [
        "<rss><item>",
        "<rss><item",
        "<rss><item><title",
        "<rss></item></channel>",
        "<rss><item>&",
        "<rss><item><![CDATA[",
    ] {
        assert!(!read("a.xml", xml).told.is_empty(), "{xml}");
    }
}

#[test]
fn a_feed_that_is_broken_all_through_is_given_up() {
    for item in ["<item>", "<item><title>&lt;", "<item><![CDATA[", "<item><a b='"] {
        let found = read("a.rss", format!("<rss><channel>{}", item.repeat(20_000)));
        assert!((1..=101).contains(&found.told.len()), "{item}: {}", found.told.len());
    }
}

#[test]
fn entities_of_the_file_are_never_looked_up() {
    let bomb = r#"<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY file SYSTEM "file:///etc/passwd">]>
<rss><channel><title>T</title><item><title>A</title><guid>1</guid><content:encoded>Vi ser &b; og &file; og &aring;.</content:encoded></item></channel></rss>"#;
    let article = read("a.xml", bomb).only();
    assert_eq!(article.text, "A\n\nVi ser &b; og &file; og å.\n");
}

#[test]
fn the_declaration_says_the_encoding() {
    let mac = |text: &str| encoding_rs::MACINTOSH.encode(text).0.into_owned();
    let feed = RSS.replace("UTF-8", "macintosh").replace("&#160;", " ").replace("Logo", "Æblegrød på øen");
    let found = read("a.rss", mac(&feed));
    assert_eq!(found.told.len(), 1, "{:?}", found.told);
    assert!(found.articles[0].text.contains("»Den er farlig,« siger Ida Holm."));
}
