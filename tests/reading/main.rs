//! What comes of files of every format: articles, and what is told of what is wrong.
#![allow(missing_docs)]

mod archives;
#[path = "../support/case.rs"]
mod case;
mod documents;
mod encodings;
mod feeds;
mod json;
mod pages;
mod quotations;
mod tables;
#[cfg(feature = "warc")]
mod web_archives;

use std::io::Write;

use case::Case;
use udsagn::article::{Article, Articles, Item, Reading};

/// What reading gave.
struct Read {
    articles: Vec<Article>,
    /// Faults, warnings and notes in their order, with paths from the folder on.
    told: Vec<String>,
}

impl Read {
    #[track_caller]
    fn check_told(&self, told: &[&str]) -> &Self {
        assert_eq!(self.told, told);
        self
    }

    #[track_caller]
    fn check_ids(&self, ids: &[&str]) -> &Self {
        let found: Vec<&str> = self.articles.iter().map(|article| article.id.as_str()).collect();
        assert_eq!(found, ids, "{:?}", self.told);
        self
    }

    /// The only article, of which nothing is told.
    #[track_caller]
    fn only(self) -> Article {
        assert!(self.told.is_empty(), "{:?}", self.told);
        let [article] = <[Article; 1]>::try_from(self.articles).expect("one article");
        article
    }
}

impl Case {
    fn of(name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let case = Self::new();
        case.file(name, bytes);
        case
    }

    /// Reads one path in the folder; `.` is the folder.
    fn read(&self, name: &str) -> Read {
        self.read_as(name, Reading::default())
    }

    fn read_as(&self, name: &str, reading: Reading) -> Read {
        let folder = format!("{}/", self.path().display());
        let path = if name == "." { self.path().to_owned() } else { self.path().join(name) };
        let mut read = Read { articles: Vec::new(), told: Vec::new() };
        let short = |text: String| text.replace(&folder, "");
        for item in Articles::new([path]).with_reading(reading) {
            match item {
                Item::Article(mut article) => {
                    article.id = short(article.id);
                    read.articles.push(article);
                }
                Item::Warning(notice) => read.told.push(short(format!("warning: {notice}"))),
                Item::Note(notice) => read.told.push(short(format!("note: {notice}"))),
                Item::Fault(fault) => read.told.push(short(format!("error: {fault}"))),
            }
        }
        read
    }
}

/// One file, read.
fn read(name: &str, bytes: impl AsRef<[u8]>) -> Read {
    Case::of(name, bytes).read(name)
}

fn gzipped(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes.as_ref()).expect("packs");
    packer.finish().expect("packs")
}

/// A zip archive of these files.
fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("begins");
        archive.write_all(bytes).expect("writes");
    }
    archive.finish().expect("finishes").into_inner()
}
