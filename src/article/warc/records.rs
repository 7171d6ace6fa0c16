//! The pages among the records of a web archive.

use std::io::{self, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;
use warc::{RawRecordIter, WarcHeader, WarcReader};

use super::super::archive::{LONGEST_ENTRY, Limited};
use super::super::input::{Counted, Input};
use super::super::{Item, Items, Notice, Reading, encoding, html};
use crate::error::Error;

pub(super) fn open(input: Input) -> Items {
    let left = Arc::new(AtomicU64::new(LONGEST_ENTRY));
    let bytes = Bounded { bytes: Box::new(input.bytes), left: Arc::clone(&left) };
    Box::new(Records {
        name: input.name,
        reading: input.reading,
        records: WarcReader::new(BufReader::new(bytes)).iter_raw_records(),
        left,
        ready: Vec::new().into_iter(),
        count: 0,
        pages: 0,
        is_broken: false,
        is_done: false,
    })
}

struct Records {
    name: String,
    reading: Arc<Reading>,
    records: RawRecordIter<BufReader<Bounded>>,
    left: Arc<AtomicU64>,
    ready: std::vec::IntoIter<Item>,
    count: usize,
    pages: usize,
    /// A fault was told, and no record has come since.
    is_broken: bool,
    is_done: bool,
}

impl Iterator for Records {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.ready.next() {
                return Some(item);
            }
            if self.is_done {
                return None;
            }
            self.advance();
        }
    }
}

impl Records {
    fn advance(&mut self) {
        self.left.store(LONGEST_ENTRY, Ordering::Relaxed);
        let items = match self.records.next() {
            None => {
                self.is_done = true;
                let message = if self.count == 0 {
                    "not a web archive: it holds no records"
                } else {
                    "no pages in this web archive"
                };
                if self.pages == 0 && !self.is_broken { vec![Item::fault(&self.name, message)] } else { Vec::new() }
            }
            Some(Ok((header, body))) => {
                self.count += 1;
                self.is_broken = false;
                let field = |field: WarcHeader| {
                    header.as_ref().get(&field).map(|value| String::from_utf8_lossy(value).into_owned())
                };
                let kind = field(WarcHeader::WarcType).unwrap_or_default();
                let address = field(WarcHeader::TargetURI).unwrap_or_default();
                let address = address.trim_matches(['<', '>']).to_owned();
                let kind_of_content = field(WarcHeader::ContentType).unwrap_or_default();
                match kind.as_str() {
                    "response" => self.response(&address, &body),
                    "resource" if is_page(&kind_of_content) => self.page(&address, body, None),
                    _ => Vec::new(),
                }
            }
            Some(Err(fault)) => self.fault(&fault),
        };
        self.ready = items.into_iter();
    }

    /// After a broken header the next one is looked for; after a broken stream there is nothing more.
    fn fault(&mut self, fault: &warc::Error) -> Vec<Item> {
        let place = format!("{}/record {}", self.name, self.count + 1);
        let told = std::mem::replace(&mut self.is_broken, true);
        let item = match fault {
            warc::Error::ReadData(cause) => {
                self.is_done = true;
                let cause = io::Error::new(cause.kind(), cause.to_string());
                return vec![Item::Fault(Error::Read { path: place.into(), cause })];
            }
            warc::Error::UnexpectedEOB => {
                self.is_done = true;
                Item::fault(place, "the file ends inside this record: is it cut off?")
            }
            fault => Item::fault(place, format!("damaged; what follows up to the next record is left out: {fault}")),
        };
        if told && !self.is_done { Vec::new() } else { vec![item] }
    }

    /// The page in an answer of a server, if it is one.
    fn response(&mut self, address: &str, body: &[u8]) -> Vec<Item> {
        let Some((head, mut content)) = split_head(body) else { return Vec::new() };
        let mut lines = head.lines();
        let is_found = lines.next().and_then(|line| line.split_whitespace().nth(1)) == Some("200");
        let header = |name: &str| {
            let mut values = head.lines().skip(1).filter_map(|line| line.split_once(':'));
            values
                .find(|(key, _)| key.trim().eq_ignore_ascii_case(name))
                .map(|(_, value)| value.trim().to_ascii_lowercase())
        };
        let kind = header("content-type").unwrap_or_default();
        if !is_found || !is_page(&kind) {
            return Vec::new();
        }
        let place = format!("{}/{address}", self.name);
        let joined;
        if header("transfer-encoding").is_some_and(|value| value.contains("chunked")) {
            // Many archivers keep the header and store the content whole.
            if let Some(content_of_chunks) = chunks(content) {
                joined = content_of_chunks;
                content = &joined;
            }
        }
        let page = match header("content-encoding").as_deref() {
            Some("gzip" | "x-gzip") if content.starts_with(b"\x1f\x8b") => match unpacked(content) {
                Ok(page) => page,
                Err(cause) => return vec![Item::Fault(Error::Read { path: place.into(), cause })],
            },
            Some(other @ ("br" | "zstd" | "deflate")) if std::str::from_utf8(content).is_err() => {
                return vec![Item::fault(place, format!("its content is packed by {other}, which is not read"))];
            }
            _ => content.to_vec(),
        };
        let charset =
            kind.split_once("charset=").and_then(|(_, name)| encoding::named(name.trim_matches(['"', '\'', ' ', ';'])));
        self.page(address, page, charset)
    }

    fn page(&mut self, address: &str, page: Vec<u8>, charset: Option<&'static encoding_rs::Encoding>) -> Vec<Item> {
        self.pages += 1;
        let place = format!("{}/{address}", self.name);
        let said = self.reading.encoding.or_else(|| charset.filter(|_| std::str::from_utf8(&page).is_err()));
        let items = html::read(&place, page, said, Some(address));
        // Archives hold front pages and the like: that a page is no article is no fault of the archive.
        items
            .into_iter()
            .map(|item| match item {
                Item::Fault(fault) => {
                    let told = fault.to_string();
                    let message = told.strip_prefix(&format!("{place}: ")).unwrap_or(&told).to_owned();
                    Item::Warning(Notice::new(&place, message))
                }
                item => item,
            })
            .collect()
    }
}

fn is_page(kind: &str) -> bool {
    kind.contains("text/html") || kind.contains("application/xhtml")
}

/// The head of an HTTP message and what follows it.
fn split_head(message: &[u8]) -> Option<(String, &[u8])> {
    let end = message.windows(4).position(|window| window == b"\r\n\r\n")?;
    Some((String::from_utf8_lossy(&message[..end]).into_owned(), &message[end + 4..]))
}

/// The content of a message that was sent in chunks; nothing where it is not in chunks.
fn chunks(mut content: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = content.windows(2).position(|window| window == b"\r\n")?;
        let size = std::str::from_utf8(&content[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        content = &content[end + 2..];
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(content.get(..size)?);
        content = content.get(size..)?.strip_prefix(b"\r\n")?;
    }
}

fn unpacked(content: &[u8]) -> io::Result<Vec<u8>> {
    let packed = Arc::new(AtomicU64::new(0));
    let counted = Counted::new(io::Cursor::new(content.to_vec()), Arc::clone(&packed));
    let mut page = Vec::new();
    Limited::new(MultiGzDecoder::new(counted), packed, LONGEST_ENTRY).read_to_end(&mut page)?;
    Ok(page)
}

/// Ends with an error where a record takes more than is left for it.
struct Bounded {
    bytes: Box<dyn Read + Send>,
    left: Arc<AtomicU64>,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read(buffer)?;
        let left = self.left.load(Ordering::Relaxed).saturating_sub(count as u64);
        self.left.store(left, Ordering::Relaxed);
        if left == 0 { Err(io::Error::other(format!("longer than {} MiB", LONGEST_ENTRY >> 20))) } else { Ok(count) }
    }
}
