//! A report for reading: one page that needs no network. An overview with charts, a table that sorts and filters, and
//! the articles with their claims marked and joined to their speakers.
//!
//! Takes rows and their articles, gives one file; knows nothing of how rows were found. Scripts other than the page's own
//! cannot run: it names that one by its hash.

mod article;
mod charts;
mod escape;
mod table;
mod words;

use std::io::{self, BufWriter, Seek, Write};

use tempfile::SpooledTempFile;

use super::{BUFFER, Options, Sink, Trouble, Writer};
use crate::article::Article;
use crate::statement::Statement;
use article::View;
use charts::Counts;
use escape::escaped;
use table::Table;
use words::Words;

/// Each half of the page is held in memory up to so many bytes and then in a file, since the overview goes first.
const IN_MEMORY: usize = 4 << 20;
/// So many troubles are told on the page.
const TROUBLES: u64 = 200;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// Base64 of the SHA-256 of [`SCRIPT`].
const SCRIPT_HASH: &str = "tdEYT1OaeHh3OX5aKzrBGTD8XT9+ijPNfAGoujSbfkc=";

struct Page {
    out: BufWriter<Sink>,
    words: &'static Words,
    options: Options,
    table: Table,
    rows: SpooledTempFile,
    articles: SpooledTempFile,
    counts: Counts,
    troubles: Vec<String>,
    further_troubles: u64,
}

pub(super) fn open(sink: Sink, options: &Options) -> io::Result<Box<dyn Writer>> {
    Ok(Box::new(Page {
        out: BufWriter::with_capacity(BUFFER, sink),
        words: Words::of(options.headers),
        options: options.clone(),
        table: Table::new(options),
        rows: SpooledTempFile::new(IN_MEMORY),
        articles: SpooledTempFile::new(IN_MEMORY),
        counts: Counts::default(),
        troubles: Vec::new(),
        further_troubles: 0,
    }))
}

impl Writer for Page {
    fn write(&mut self, article: &Article, rows: &[Statement]) -> io::Result<()> {
        let first = self.counts.statements + 1;
        self.counts.add(rows);
        let Options { headers, values, .. } = self.options;
        let view = View { words: self.words, headers, values, number: self.counts.articles, first };
        let rows_of_table = self.table.rows(rows, first, self.counts.articles);
        self.articles.write_all(view.article(article, rows).as_bytes()).map_err(of_temporary)?;
        self.rows.write_all(rows_of_table.as_bytes()).map_err(of_temporary)
    }

    fn trouble(&mut self, trouble: Trouble) -> io::Result<()> {
        let (Trouble::Warning(told) | Trouble::Fault(told)) = trouble;
        if (self.troubles.len() as u64) < TROUBLES {
            self.troubles.push(told.to_owned());
        } else {
            self.further_troubles += 1;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        let words = self.words;
        self.out.write_all(self.head().as_bytes())?;
        self.out.write_all(self.overview().as_bytes())?;
        if self.counts.statements > 0 {
            self.out.write_all(self.table.head(words, self.counts.statements).as_bytes())?;
            copy(&mut self.rows, &mut self.out)?;
            self.out.write_all(self.table.foot().as_bytes())?;
        }
        writeln!(
            self.out,
            "<section id=\"articles\" aria-labelledby=\"articles-h\"><h2 id=\"articles-h\">{}</h2>",
            words.articles
        )?;
        copy(&mut self.articles, &mut self.out)?;
        writeln!(self.out, "</section>\n</main>\n<script>{SCRIPT}</script>\n</body>\n</html>")?;
        self.out.flush()
    }
}

/// Tells that it is not the output that has no room.
fn of_temporary(cause: io::Error) -> io::Error {
    let folder = std::env::temp_dir();
    let told = format!("temporary files in {} (TMPDIR names another folder): {cause}", folder.display());
    io::Error::new(cause.kind(), told)
}

fn copy(from: &mut SpooledTempFile, to: &mut impl Write) -> io::Result<()> {
    from.rewind()?;
    io::copy(from, to).map(|_| ())
}

impl Page {
    fn head(&self) -> String {
        let Words { language, heading, overview, table, articles, skip, .. } = self.words;
        format!(
            "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
             script-src 'sha256-{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta name=\"generator\" content=\"udsagn {}\">\n<title>{heading}</title>\n<style>\n{STYLE}</style>\n\
             </head>\n<body>\n<a class=\"skip\" href=\"#table\">{skip}</a>\n<header><h1>{heading}</h1>\n\
             <nav><a href=\"#overview\">{overview}</a> <a href=\"#table\">{table}</a> \
             <a href=\"#articles\">{articles}</a></nav></header>\n<main>\n",
            env!("CARGO_PKG_VERSION")
        )
    }

    fn overview(&self) -> String {
        let words = self.words;
        let mut html = format!(
            "<section id=\"overview\" aria-labelledby=\"overview-h\"><h2 id=\"overview-h\">{}</h2>\n",
            words.overview
        );
        html += &self.counts.figures(words);
        if self.counts.statements == 0 {
            html += &format!("<p id=\"table\">{}</p>\n", words.no_statements);
        } else {
            html += &self.counts.charts(words, self.options.values);
        }
        if !self.troubles.is_empty() {
            let all = self.troubles.len() as u64 + self.further_troubles;
            html += &format!("<details><summary>{} ({all})</summary>\n<ul>\n", words.troubles);
            for told in &self.troubles {
                html += &format!("<li>{}</li>\n", escaped(told));
            }
            if self.further_troubles > 0 {
                html += &format!("<li>… {} {}</li>\n", self.further_troubles, words.more_troubles);
            }
            html += "</ul></details>\n";
        }
        html + "</section>\n"
    }
}
