//! W3C Web Annotation Data Model (2017): a collection with one page, an annotation for each statement.
//!
//! Positions are code points of the article's text, as the model's *Text Position Selector* and its note on
//! normalisation ask for.

use std::hash::Hasher;
use std::io::{self, BufWriter, Write};

use serde_json::{Value, json};

use super::{BUFFER, Options, Sink, Wording, Writer, columns, iri};
use crate::article::Article;
use crate::fnv::Fnv;
use crate::span::CodePoints;
use crate::statement::Statement;

/// So many code points before and after a quote tell it from the same words elsewhere.
const AROUND: usize = 32;

struct Annotations {
    out: BufWriter<Sink>,
    values: Wording,
    total: u64,
    /// Over the names of all annotations, for a name of the collection that no other has.
    name: Fnv,
}

pub(super) fn open(sink: Sink, options: &Options) -> io::Result<Box<dyn Writer>> {
    let mut out = BufWriter::with_capacity(BUFFER, sink);
    out.write_all(
        b"{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"AnnotationCollection\",\
          \"first\":{\"type\":\"AnnotationPage\",\"startIndex\":0,\"items\":[",
    )?;
    Ok(Box::new(Annotations { out, values: options.values, total: 0, name: Fnv::default() }))
}

impl Writer for Annotations {
    fn write(&mut self, article: &Article, rows: &[Statement]) -> io::Result<()> {
        let source = iri::of_article(article);
        let places = CodePoints::new(&article.text);
        for row in rows {
            let id = iri::of_statement(&row.id);
            self.name.write(id.as_bytes());
            self.out.write_all(if self.total == 0 { b"\n" } else { b",\n" })?;
            let annotation = annotation(&id, row, &source, &places, self.values);
            serde_json::to_writer(&mut self.out, &annotation)?;
            self.total += 1;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        let name = format!("urn:udsagn:collection:{:016x}", self.name.finish());
        write!(
            self.out,
            "\n],\"id\":\"{name}:1\",\"partOf\":\"{name}\"}},\"last\":\"{name}:1\",\"total\":{},\"id\":\"{name}\"}}\n",
            self.total
        )?;
        self.out.flush()
    }
}

fn annotation(id: &str, row: &Statement, source: &str, places: &CodePoints, values: Wording) -> Value {
    let tag = |name: &str, value: &str| {
        json!({ "type": "TextualBody", "purpose": "tagging", "format": "text/plain",
                "value": format!("{name}:{value}") })
    };
    let mut bodies = vec![json!({ "type": "TextualBody", "purpose": "describing", "format": "text/plain",
            "language": values.code(), "value": in_words(row, values) })];
    bodies.extend(row.speakers().map(|speaker| tag("speaker", speaker)));
    bodies.push(tag("kind", row.kind.as_str()));
    bodies.push(tag("act", row.act.as_str()));
    bodies.push(tag("stance", row.stance.as_str()));
    if !row.date.is_empty() {
        bodies.push(tag("date", &row.date));
    }
    if let Some(span) = row.mention_span {
        bodies.push(piece(span, source, places, "speaker"));
    }
    if let Some(span) = row.cue_span {
        bodies.push(piece(span, source, places, "cue"));
    }
    let targets: Vec<Value> = row.parts.iter().map(|part| resource(*part, source, places)).collect();
    json!({
        "id": id,
        "type": "Annotation",
        "motivation": "describing",
        "generator": { "type": "Software", "name": concat!("udsagn ", env!("CARGO_PKG_VERSION")) },
        "body": bodies,
        "target": targets,
    })
}

/// `Ida Holm, borgmester: oppose, deny, 2017-09-12`
fn in_words(row: &Statement, values: Wording) -> String {
    let mut words = columns::speaker(row, values).to_owned();
    if let Some(role) = &row.speaker_role {
        words += &format!(", {role}");
    }
    words += &format!(": {}, {}", columns::stance(row.stance, values), columns::act(row.act, values));
    if !row.date.is_empty() {
        words += &format!(", {}", row.date);
    }
    words
}

/// A further place in the article that belongs to the statement, by what it is there.
fn piece(span: [usize; 2], source: &str, places: &CodePoints, label: &str) -> Value {
    let mut piece = resource(span, source, places);
    piece["purpose"] = "linking".into();
    piece["label"] = label.into();
    piece
}

fn resource([start, end]: [usize; 2], source: &str, places: &CodePoints) -> Value {
    json!({
        "type": "SpecificResource",
        "source": source,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": places.words([start, end]),
                "prefix": places.words([start.saturating_sub(AROUND), start]),
                "suffix": places.words([end, end.saturating_add(AROUND)]),
            },
            { "type": "TextPositionSelector", "start": start, "end": end },
        ],
    })
}
