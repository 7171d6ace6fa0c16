//! Parquet: the fields of the row with their types, for the tools of data analysis.

use std::io;
use std::sync::Arc;

use arrow_json::ReaderBuilder;
use arrow_json::reader::Decoder;
use arrow_schema::ArrowError;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;

use super::{Options, Sink, Writer, arrow};
use crate::article::Article;
use crate::statement::Statement;

/// Rows that are held back until they are written in one group. More makes smaller files and takes more memory.
const GROUP: usize = 50_000;
/// Rows turned into columns at once.
const BATCH: usize = 1000;

struct Table {
    decoder: Decoder,
    writer: ArrowWriter<Sink>,
    waiting: Vec<Statement>,
}

pub(super) fn open(sink: Sink, options: &Options) -> io::Result<Box<dyn Writer>> {
    let schema = Arc::new(arrow::schema(&options.columns));
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_max_row_group_row_count(Some(GROUP))
        .set_created_by("udsagn".to_owned())
        .build();
    let decoder = ReaderBuilder::new(Arc::clone(&schema)).build_decoder().map_err(of_arrow)?;
    let writer = ArrowWriter::try_new(sink, schema, Some(properties)).map_err(of_parquet)?;
    Ok(Box::new(Table { decoder, writer, waiting: Vec::new() }))
}

impl Table {
    fn flush(&mut self) -> io::Result<()> {
        self.decoder.serialize(&self.waiting).map_err(of_arrow)?;
        self.waiting.clear();
        match self.decoder.flush().map_err(of_arrow)? {
            Some(batch) => self.writer.write(&batch).map_err(of_parquet),
            None => Ok(()),
        }
    }
}

impl Writer for Table {
    fn write(&mut self, _: &Article, rows: &[Statement]) -> io::Result<()> {
        self.waiting.extend_from_slice(rows);
        if self.waiting.len() >= BATCH { self.flush() } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.flush()?;
        self.writer.finish().map_err(of_parquet)?;
        io::Write::flush(self.writer.inner_mut())
    }
}

fn of_arrow(fault: ArrowError) -> io::Error {
    match fault {
        ArrowError::IoError(_, cause) => cause,
        other => io::Error::other(other),
    }
}

/// The system's own error: wrapped, it would no longer say whether a pipe broke.
fn of_parquet(fault: ParquetError) -> io::Error {
    match fault {
        ParquetError::External(cause) => match cause.downcast::<io::Error>() {
            Ok(cause) => *cause,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}
