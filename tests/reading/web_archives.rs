//! Web archives, where the program is built with them.

use super::{gzipped, read};

const PAGE: &str = include_str!("pages/avis.html");

fn record(kind: &str, address: &str, content: &[u8]) -> Vec<u8> {
    let mut record = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2024-03-05T06:00:00Z\r\n\
         WARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
        content.len()
    )
    .into_bytes();
    record.extend_from_slice(content);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

fn response(address: &str, head: &str, content: &[u8]) -> Vec<u8> {
    record("response", address, &[format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), content].concat())
}

#[test]
fn pages_are_read_however_they_were_sent() {
    let page = PAGE.as_bytes();
    let (first, rest) = page.split_at(100);
    let chunked = [b"64\r\n", first, format!("\r\n{:X};x\r\n", rest.len()).as_bytes(), rest, b"\r\n0\r\n\r\n"].concat();
    let bare = "<h1>Åen</h1><p>»Åen er farlig,« siger borgmester Åse Kjær, og det mener hun hver gang.</p>";
    let mac = encoding_rs::MACINTOSH.encode(bare).0.into_owned();
    let records = [
        record("warcinfo", "", b"software: x\r\n"),
        response("https://a.dk/1", "200 OK\r\nContent-Type: text/html; charset=utf-8", page),
        response("https://a.dk/2", "200 OK\r\ncontent-type: text/html\r\nTransfer-Encoding: chunked", &chunked),
        response("https://a.dk/3", "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", &gzipped(PAGE)),
        response("https://a.dk/4", "404 Not Found\r\nContent-Type: text/html", page),
        response("https://a.dk/5", "200 OK\r\nContent-Type: image/png", b"\x89PNG"),
        response("https://a.dk/6", "200 OK\r\nContent-Type: text/html; charset=macintosh", &mac),
        response("https://a.dk/7", "200 OK\r\nContent-Type: text/html", b"<html></html>"),
    ];
    let told = ["warning: a.warc/https://a.dk/7: no article text found in this page"];
    let ids = ["a.warc/https://a.dk/1", "a.warc/https://a.dk/2", "a.warc/https://a.dk/3", "a.warc/https://a.dk/6"];
    let found = read("a.warc", records.concat());
    found.check_ids(&ids).check_told(&told);
    assert_eq!(found.articles[0].text, found.articles[1].text);
    assert_eq!(found.articles[0].text, found.articles[2].text);
    assert!(found.articles[3].text.contains("siger borgmester Åse Kjær"));
    assert_eq!(found.articles[3].url.as_deref(), Some("https://a.dk/6"));
    // Each record is packed by itself.
    let packed: Vec<u8> = records.iter().flat_map(gzipped).collect();
    assert_eq!(read("a.warc.gz", packed).articles.len(), 4);
}

#[test]
fn a_fault_costs_its_record() {
    let page = |address| response(address, "200 OK\r\nContent-Type: text/html", PAGE.as_bytes());
    let whole = [page("https://a.dk/1"), b"WARC/9\r\nx\r\n\r\n".to_vec(), page("https://a.dk/2")].concat();
    let found = read("a.warc", &whole);
    found.check_ids(&["a.warc/https://a.dk/1", "a.warc/https://a.dk/2"]);
    assert_eq!(found.told.len(), 1, "{:?}", found.told);
    let found = read("a.warc", &whole[..whole.len() - 50]);
    found.check_ids(&["a.warc/https://a.dk/1"]);
    assert!(found.told.last().is_some_and(|told| told.ends_with("the file ends inside this record: is it cut off?")));
    read("a.warc", "").check_told(&["error: a.warc: not a web archive: it holds no records"]);
}
