//! JSON Lines: every field of a row, an object a line.

use std::io::{self, BufWriter, Write};

use super::{Sink, Writer};
use crate::statement::Statement;

/// Bytes held back before they are written.
const BUFFER: usize = 64 << 10;

struct JsonLines {
    lines: BufWriter<Sink>,
}

pub(super) fn open(sink: Sink) -> io::Result<Box<dyn Writer>> {
    Ok(Box::new(JsonLines { lines: BufWriter::with_capacity(BUFFER, sink) }))
}

impl Writer for JsonLines {
    fn write(&mut self, statement: &Statement) -> io::Result<()> {
        serde_json::to_writer(&mut self.lines, statement)?;
        self.lines.write_all(b"\n")
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.lines.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bare, full, written};

    #[test]
    fn a_row_is_a_line() {
        let text = written("jsonl", &[full(), bare()]);
        assert!(text.ends_with("}\n"));
        let rows: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0]["claim"], full().claim);
        assert_eq!(rows[0]["parts"], serde_json::json!([[12, 40], [60, 71]]));
        assert_eq!(rows[0]["speaker_kind"], "person");
        assert_eq!(rows[1]["speaker"], "");
        assert!(rows[1]["cue_span"].is_null());
        assert!(rows[1]["warnings"].as_array().is_some_and(Vec::is_empty));
    }
}
