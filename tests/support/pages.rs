//! The pages that people read: their blocks of code, links and headings.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A fenced block.
pub struct Block {
    /// `sh`, `text`, `rust` …
    pub language: String,
    /// The file that it shows, from the line that opens it: `text bro.txt`.
    pub file: Option<String>,
    pub text: String,
    /// Where its text stands in the page.
    pub place: Range<usize>,
    /// How many headings stand before it.
    pub section: usize,
}

/// A page in Markdown.
pub struct Page {
    /// Its path in the repository.
    pub name: String,
    pub text: String,
    pub blocks: Vec<Block>,
    /// Where links and pictures lead.
    pub links: Vec<String>,
    /// What `#…` of a link may name.
    pub anchors: Vec<String>,
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every page of `docs/`, and those beside the code.
pub fn pages() -> Vec<Page> {
    let mut names: Vec<String> =
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "DATA-LICENCES.md", "SECURITY.md", "python/README.md"]
            .map(str::to_owned)
            .to_vec();
    names.extend(manual());
    names.into_iter().map(Page::read).collect()
}

/// The pages of `docs/`, sorted by name.
pub fn manual() -> Vec<String> {
    let entries = fs::read_dir(root().join("docs")).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".md"))
        .map(|name| format!("docs/{name}"))
        .collect();
    names.sort();
    names
}

impl Page {
    pub fn read(name: String) -> Self {
        let text = fs::read_to_string(root().join(&name)).expect("a page");
        let mut page = Self { name, text, blocks: Vec::new(), links: Vec::new(), anchors: Vec::new() };
        let text = page.text.clone();
        let mut heading: Option<String> = None;
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut block: Option<Block> = None;
        for (event, place) in Parser::new_ext(&text, Options::ENABLE_TABLES).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                    let mut words = info.split_whitespace().map(str::to_owned);
                    let language = words.next().unwrap_or_default();
                    let opens = text[place.clone()].find('\n').map_or(place.end, |at| place.start + at + 1);
                    block = Some(Block {
                        language,
                        file: words.next(),
                        text: String::new(),
                        place: opens..opens,
                        section: page.anchors.len(),
                    });
                }
                Event::End(TagEnd::CodeBlock) => page.blocks.extend(block.take()),
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => {
                    let slug = slug(&heading.take().unwrap_or_default());
                    let again = seen.entry(slug.clone()).or_default();
                    page.anchors.push(if *again == 0 { slug } else { format!("{slug}-{again}") });
                    *again += 1;
                }
                Event::Text(words) | Event::Code(words) => {
                    if let Some(block) = &mut block {
                        block.text.push_str(&words);
                        block.place.end = place.end;
                    } else if let Some(heading) = &mut heading {
                        heading.push_str(&words);
                    }
                }
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    page.links.push(dest_url.into_string());
                }
                _ => {}
            }
        }
        page
    }

    /// The file that a relative link leads to, and what stands after its `#`; nothing for addresses of the web.
    pub fn target<'a>(&self, link: &'a str) -> Option<(PathBuf, Option<&'a str>)> {
        if link.contains("://") {
            return None;
        }
        let (path, anchor) = link.split_once('#').map_or((link, None), |(path, anchor)| (path, Some(anchor)));
        let here = root().join(&self.name);
        let path = if path.is_empty() { here } else { here.parent().expect("a folder").join(path) };
        Some((path, anchor))
    }

    /// The lines of the table that stands between `<!-- NAME -->` and `<!-- /NAME -->`, and where: without its heading.
    pub fn rows(&self, name: &str, end: &str) -> Vec<(Range<usize>, Vec<&str>)> {
        let opens = format!("<!-- {name} -->\n");
        let start = self.text.find(&opens).unwrap_or_else(|| panic!("{} has no {opens}", self.name)) + opens.len();
        let length = self.text[start..].find(&format!("<!-- /{end} -->")).expect("its end");
        let mut at = start;
        let mut rows = Vec::new();
        for line in self.text[start..start + length].split_inclusive('\n') {
            if line.starts_with('|') {
                rows.push((at..at + line.len(), cells(line)));
            }
            at += line.len();
        }
        rows
    }
}

/// The cells of a line of a table.
pub fn cells(line: &str) -> Vec<&str> {
    line.trim().trim_matches('|').split('|').map(str::trim).collect()
}

/// What a heading is called in a link: `Own words` → `own-words`.
fn slug(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    let kept = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}
