//! Statements of a filter as a download in any format of output, sent while they are written.

use std::io::{self, BufWriter, Write};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures_core::Stream;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::answer::Refusal;
use super::asked::{Asked, Pairs};
use super::tongue::Tongue;
use super::wording::Words;
use super::{Desk, Shared};
use crate::desk::store::Filter;
use crate::error::{Error, Result};
use crate::output::{COLUMNS, FORMATS, Format, Options, REVIEW_COLUMNS, Wording};

/// Bytes that are sent at once.
const PIECE: usize = 64 << 10;
/// Pieces that wait for a slow reader.
const WAITING: usize = 8;

/// CSV as a Danish spreadsheet opens it.
pub(super) const EXCEL: &str = "excel";

/// The names of what can be downloaded.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    let formats = FORMATS.iter().map(|format| format.name);
    [EXCEL].into_iter().chain(formats)
}

/// Answers with the statements of a filter.
pub(super) async fn export(State(desk): Shared, tongue: Tongue, Query(pairs): Query<Pairs>) -> Response {
    match prepare(&pairs, tongue.words) {
        Ok((filter, format, options)) => {
            let ending = format.endings.first().unwrap_or(&format.name);
            let headers = [
                (CONTENT_TYPE, format.media.to_owned()),
                (CONTENT_DISPOSITION, format!("attachment; filename=\"udsagn.{ending}\"")),
            ];
            (headers, Body::from_stream(stream(desk, filter, format, options))).into_response()
        }
        Err(refusal) => refusal.page(&tongue),
    }
}

fn prepare(
    pairs: &[(String, String)],
    words: Words,
) -> std::result::Result<(Filter, &'static Format, Options), Refusal> {
    let asked = Asked::of(pairs)?;
    let name = pairs.iter().find(|(name, _)| name == "format").map_or("csv", |(_, name)| name);
    let excel = name == EXCEL;
    let format = Format::named(if excel { "csv" } else { name }).ok_or_else(|| Refusal::wrong("format", name))?;
    // Programs read the names of fields; people who open a spreadsheet or a report read their own language.
    let wording = if excel || matches!(format.name, "xlsx" | "html") { words.wording } else { Wording::English };
    let columns = COLUMNS.iter().chain(REVIEW_COLUMNS).collect();
    let options = Options { columns, headers: wording, values: wording, excel, ..Options::default() };
    Ok((asked.filter, format, options))
}

fn stream(desk: Arc<Desk>, filter: Filter, format: &'static Format, options: Options) -> Pieces {
    let (sender, receiver) = channel(WAITING);
    tokio::task::spawn_blocking(move || {
        if let Err(fault) = write(&desk, &filter, format, &options, sender.clone()) {
            // The download breaks off, so that nobody takes it for whole.
            drop(sender.blocking_send(Err(io::Error::other(fault.to_string()))));
        }
    });
    Pieces(receiver)
}

fn write(desk: &Desk, filter: &Filter, format: &Format, options: &Options, sender: Sender<Piece>) -> Result<()> {
    let unwritten = |cause| Error::Write { path: "export".into(), cause };
    let sink = BufWriter::with_capacity(PIECE, Sending(sender));
    let mut writer = format.open(Box::new(sink), options).map_err(unwritten)?;
    desk.store.export(filter, &mut |article, rows| writer.write(article, rows).map_err(unwritten))?;
    writer.finish().map_err(unwritten)
}

type Piece = io::Result<Bytes>;

/// Sends what is written.
struct Sending(Sender<Piece>);

impl Write for Sending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let sent = self.0.blocking_send(Ok(Bytes::copy_from_slice(bytes)));
        sent.map(|()| bytes.len()).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The pieces as they come.
struct Pieces(Receiver<Piece>);

impl Stream for Pieces {
    type Item = Piece;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Piece>> {
        self.0.poll_recv(context)
    }
}
