//! JSON: every field of a row. Lines, an object each, or one array of all.

use std::io::{self, BufWriter, Write};

use serde::Serialize;
use serde_json::{Map, Value};

use super::{BUFFER, Options, Sink, Writer};
use crate::article::Article;
use crate::statement::Statement;

struct Objects {
    out: BufWriter<Sink>,
    options: Options,
    /// Whether all columns are wanted, in the order of the row.
    whole: bool,
    /// Rows of one array, not lines.
    array: bool,
    first: bool,
}

pub(super) fn open_lines(sink: Sink, options: &Options) -> io::Result<Box<dyn Writer>> {
    open(sink, options, false)
}

pub(super) fn open_array(sink: Sink, options: &Options) -> io::Result<Box<dyn Writer>> {
    open(sink, options, true)
}

fn open(sink: Sink, options: &Options, array: bool) -> io::Result<Box<dyn Writer>> {
    let mut out = BufWriter::with_capacity(BUFFER, sink);
    if array {
        out.write_all(b"[")?;
    }
    let whole = options.after_all().is_some_and(<[_]>::is_empty);
    Ok(Box::new(Objects { out, options: options.clone(), whole, array, first: true }))
}

/// A row with the text that its offsets count in.
#[derive(Serialize)]
struct WithText<'a> {
    #[serde(flatten)]
    row: &'a Statement,
    text: &'a str,
}

impl Objects {
    fn object(&mut self, row: &Statement, text: Option<&str>) -> io::Result<()> {
        if self.whole {
            match text {
                Some(text) => serde_json::to_writer(&mut self.out, &WithText { row, text })?,
                None => serde_json::to_writer(&mut self.out, row)?,
            }
        } else {
            let picked = self.picked(row, text)?;
            serde_json::to_writer(&mut self.out, &picked)?;
        }
        Ok(())
    }

    /// Only the fields that are wanted, in the order in which they are.
    fn picked(&self, row: &Statement, text: Option<&str>) -> io::Result<Value> {
        let Value::Object(mut fields) = serde_json::to_value(row)? else {
            return Ok(Value::Null);
        };
        let names = self.options.columns.iter().map(|column| column.name);
        let mut picked: Map<String, Value> =
            names.map(|name| (name.to_owned(), fields.remove(name).unwrap_or_default())).collect();
        if let Some(text) = text {
            picked.insert("text".to_owned(), text.into());
        }
        Ok(Value::Object(picked))
    }
}

impl Writer for Objects {
    fn write(&mut self, article: &Article, rows: &[Statement]) -> io::Result<()> {
        let text = self.options.with_text.then_some(article.text.as_str());
        for row in rows {
            if self.array {
                self.out.write_all(if self.first { b"\n" } else { b",\n" })?;
                self.first = false;
            }
            self.object(row, text)?;
            if !self.array {
                self.out.write_all(b"\n")?;
            }
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        if self.array {
            self.out.write_all(b"\n]\n")?;
        }
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::tests::{bare, full, written, written_with};
    use super::super::{Column, Options};

    #[test]
    fn a_row_is_a_line() {
        let text = written("jsonl", &[full(), bare()]);
        assert!(text.ends_with("}\n"));
        let rows: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0]["claim"], full().claim);
        assert_eq!(rows[0]["parts"], json!([[12, 40], [60, 71]]));
        assert_eq!(rows[0]["speaker_kind"], "person");
        assert_eq!(rows[1]["speaker"], "");
        assert!(rows[1]["cue_span"].is_null());
        assert!(rows[1]["warnings"].as_array().is_some_and(Vec::is_empty));
    }

    #[test]
    fn an_array_holds_the_same_rows() {
        let lines = written("jsonl", &[full(), bare()]);
        let rows: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        let array: Value = serde_json::from_str(&written("json", &[full(), bare()])).expect("JSON");
        assert_eq!(array, Value::Array(rows));
        assert_eq!(serde_json::from_str::<Value>(&written("json", &[])).expect("JSON"), json!([]));
    }

    #[test]
    fn fields_are_picked_in_order() {
        let columns = ["speaker", "parts"].map(|name| Column::named(name).expect("a column")).to_vec();
        let text = written_with("jsonl", &[full()], &Options { columns, ..Options::default() });
        assert_eq!(text, "{\"speaker\":\"Ida Holm\",\"parts\":[[12,40],[60,71]]}\n");
    }
}
