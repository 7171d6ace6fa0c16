//! Label Studio tasks, one for each article, with its statements as predictions.
//!
//! Offsets are code points: Label Studio counts so in its `Text` tag since version 1.4. The control names
//! (`label`, `kind`, …) are those of the labelling configuration in `docs/label-studio.md`.

use std::io::{self, BufWriter, Write};

use serde_json::{Value, json};

use super::{BUFFER, Options, Sink, Writer};
use crate::article::Article;
use crate::span::CodePoints;
use crate::statement::Statement;

struct Tasks {
    out: BufWriter<Sink>,
    first: bool,
}

pub(super) fn open(sink: Sink, _: &Options) -> io::Result<Box<dyn Writer>> {
    let mut out = BufWriter::with_capacity(BUFFER, sink);
    out.write_all(b"[")?;
    Ok(Box::new(Tasks { out, first: true }))
}

impl Writer for Tasks {
    fn write(&mut self, article: &Article, rows: &[Statement]) -> io::Result<()> {
        // A browser takes a carriage return for a line break; replaced one by one, every place stays the same.
        let text = article.text.replace('\r', " ");
        let places = CodePoints::new(&text);
        let score = rows.iter().map(|row| row.confidence).sum::<f64>() / rows.len().max(1) as f64;
        let data = json!({
            "text": text,
            "article": article.id,
            "title": article.title,
            "url": article.url,
            "source": article.source,
            "published": article.published.map(|day| day.to_string()),
        });
        let model = concat!("udsagn ", env!("CARGO_PKG_VERSION"));
        let start = if self.first { "" } else { "," };
        self.first = false;
        // Piece by piece: an article may have many thousand regions.
        write!(self.out, "{start}\n{{\"data\":{data},\"predictions\":[{{\"model_version\":\"{model}\",")?;
        write!(self.out, "\"score\":{},\"result\":[", Value::from(score))?;
        let mut between = "";
        for region in rows.iter().flat_map(|row| regions(row, &places)) {
            self.out.write_all(between.as_bytes())?;
            serde_json::to_writer(&mut self.out, &region)?;
            between = ",";
        }
        self.out.write_all(b"]}]}")
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.out.write_all(b"\n]\n")?;
        self.out.flush()
    }
}

/// What a row sets: a region for each part of its claim, mention and cue, choices on the first, and relations.
fn regions(row: &Statement, places: &CodePoints) -> Vec<Value> {
    let mut result = Vec::new();
    let mut region = |id: &str, span: [usize; 2], label: &str| {
        let [start, end] = span;
        result.push(json!({
            "id": id, "from_name": "label", "to_name": "text", "type": "labels", "score": row.confidence,
            "value": { "start": start, "end": end, "text": places.words(span), "labels": [label] },
        }));
    };
    let name = |piece: &str| format!("{}-{piece}", row.id);
    let first = name("1");
    let Some((part, more)) = row.parts.split_first() else {
        return Vec::new();
    };
    region(&first, *part, "Claim");
    let mut relations = Vec::new();
    let mut relate = |from: &str, to: &str, label: &str| {
        relations.push(json!({
            "from_id": from, "to_id": to, "type": "relation", "direction": "right", "labels": [label],
        }));
    };
    for (place, span) in more.iter().enumerate() {
        let id = name(&(place + 2).to_string());
        region(&id, *span, "Claim");
        relate(&first, &id, "continues");
    }
    for (span, piece, label, relation) in
        [(row.mention_span, "speaker", "Speaker", "said by"), (row.cue_span, "cue", "Cue", "reported by")]
    {
        if let Some(span) = span {
            region(&name(piece), span, label);
            relate(&first, &name(piece), relation);
        }
    }
    let [start, end] = *part;
    for (control, choice) in [("kind", row.kind.as_str()), ("act", row.act.as_str()), ("stance", row.stance.as_str())] {
        result.push(json!({
            "id": first, "from_name": control, "to_name": "text", "type": "choices",
            "value": { "start": start, "end": end, "choices": [choice] },
        }));
    }
    for (control, words) in [("speaker", &row.speaker), ("date", &row.date)] {
        if !words.is_empty() {
            result.push(json!({
                "id": first, "from_name": control, "to_name": "text", "type": "textarea",
                "value": { "start": start, "end": end, "text": [words] },
            }));
        }
    }
    result.extend(relations);
    result
}
