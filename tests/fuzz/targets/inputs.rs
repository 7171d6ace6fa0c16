//! Any bytes as a file of each format → its articles. The first byte picks the ending.
#![no_main]

use std::fs;

use libfuzzer_sys::fuzz_target;
use udsagn::article::{Articles, Item};

const ENDINGS: [&str; 13] =
    ["txt", "md", "html", "docx", "csv", "tsv", "json", "jsonl", "rss", "atom", "zip", "gz", "warc"];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a folder");
    let path = folder.path().join(format!("a.{}", ENDINGS[usize::from(*first) % ENDINGS.len()]));
    fs::write(&path, rest).expect("writes");
    for item in Articles::new(vec![path]) {
        if let Item::Article(article) = item {
            // What a format says of a text's parts must hold of the text.
            for part in &article.parts {
                assert!(article.text.get(part.span.start()..part.span.end()).is_some(), "a part out of its text");
            }
        }
    }
});
