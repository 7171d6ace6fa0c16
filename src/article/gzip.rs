//! Files packed by gzip: what is in them is told by the ending before `.gz`, or by how it begins.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use flate2::bufread::MultiGzDecoder;

use super::archive::{LONGEST_ENTRY, Limited};
use super::input::{Bytes, Counted, EMPTY, Inside, only};
use super::sniff::sniff;
use super::{Format, Input, Item, Items};
use crate::error::Error;

/// Bytes read ahead. Few, since they count as packed bytes that were used.
const AHEAD: usize = 8 << 10;

pub(super) fn open(input: Input) -> Items {
    if input.inside == Inside::Gzip {
        return only(Item::fault(input.name, "packed twice: unpack it once yourself"));
    }
    let packed = Arc::new(AtomicU64::new(0));
    let counted = Counted::new(input.bytes, Arc::clone(&packed));
    let mut counted = BufReader::with_capacity(AHEAD, counted);
    match counted.fill_buf() {
        Ok([]) => return only(Item::fault(input.name, EMPTY)),
        Ok(_) => {}
        Err(cause) => return only(Item::Fault(Error::Read { path: input.name.into(), cause })),
    }
    let unpacked = Unpacked(MultiGzDecoder::new(counted));
    // Who says that it is packed does not say what is in it.
    let said = input.reading.format.filter(|format| !format.is_packed);
    let said = said.map_or_else(|| inner(&input.name), Inner::Known);
    let format = match said {
        Inner::Known(format) => Some(format),
        Inner::Unnamed => None,
        Inner::Unknown(ending) => {
            let message = format!("unknown ending .{ending} before .gz; known are {}", Format::known_endings());
            return only(Item::fault(input.name, message));
        }
    };
    // A web archive holds entries, each of which is limited by itself.
    let longest = if format.is_some_and(|format| format.has_entries) { u64::MAX } else { LONGEST_ENTRY };
    let limited = Limited::new(unpacked, packed, longest);
    let (format, bytes) = match format {
        Some(format) => (format, Bytes::Stream(Box::new(limited))),
        None => match sniff(limited) {
            Ok((format, bytes)) => (format, Bytes::Stream(bytes)),
            Err(cause) => return only(Item::Fault(Error::Read { path: input.name.into(), cause })),
        },
    };
    (format.open)(Input { bytes, inside: Inside::Gzip, ..input })
}

/// Tells what to do where the bytes cannot be unpacked.
struct Unpacked<R>(R);

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|cause| match cause.kind() {
            ErrorKind::InvalidInput | ErrorKind::InvalidData | ErrorKind::UnexpectedEof => {
                let told = "not packed by gzip, damaged or cut off";
                io::Error::new(cause.kind(), format!("{told}: {cause}; download or pack it again"))
            }
            _ => cause,
        })
    }
}

enum Inner {
    Known(&'static Format),
    Unknown(String),
    Unnamed,
}

/// What the name says of the packed file.
fn inner(name: &str) -> Inner {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name).to_lowercase();
    let bare = file.strip_suffix(".gz").unwrap_or("");
    match bare.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => match Format::of_ending(ending) {
            Some(format) => Inner::Known(format),
            None if ending.len() <= 5 && !ending.bytes().all(|byte| byte.is_ascii_digit()) => {
                Inner::Unknown(ending.to_owned())
            }
            None => Inner::Unnamed,
        },
        _ => Inner::Unnamed,
    }
}
