//! CSV as RFC 4180 has it (lines end in CRLF), in UTF-8. Words stand as they are in the article.

use std::io;

use super::{Sink, Writer};
use crate::label::SpeakerKind;
use crate::statement::Statement;

/// Bytes held back before they are written.
const BUFFER: usize = 64 << 10;

/// Appends what a row has for a column.
type Fill = fn(&Statement, &mut String);

/// The columns, in their order, with what stands in them. New ones are added at the end.
const COLUMNS: [(&str, Fill); 28] = [
    ("claim", |row, cell| cell.push_str(&row.claim)),
    ("speaker", |row, cell| cell.push_str(&row.speaker)),
    ("stance", |row, cell| cell.push_str(row.stance.as_str())),
    ("date", |row, cell| cell.push_str(&row.date)),
    ("kind", |row, cell| cell.push_str(row.kind.as_str())),
    ("act", |row, cell| cell.push_str(row.act.as_str())),
    ("stance_target", |row, cell| maybe(&row.stance_target, cell)),
    ("speaker_role", |row, cell| maybe(&row.speaker_role, cell)),
    ("speaker_kind", |row, cell| {
        cell.push_str(row.speaker_kind.map_or("", SpeakerKind::as_str));
    }),
    ("mention", |row, cell| maybe(&row.mention, cell)),
    ("cue", |row, cell| maybe(&row.cue, cell)),
    ("via", |row, cell| maybe(&row.via, cell)),
    ("date_text", |row, cell| maybe(&row.date_text, cell)),
    ("section", |row, cell| cell.push_str(row.section.as_str())),
    ("context", |row, cell| cell.push_str(&row.context)),
    ("article", |row, cell| cell.push_str(&row.article)),
    ("title", |row, cell| maybe(&row.title, cell)),
    ("url", |row, cell| maybe(&row.url, cell)),
    ("source", |row, cell| maybe(&row.source, cell)),
    ("published", |row, cell| maybe(&row.published, cell)),
    ("parts", |row, cell| spans(&row.parts, cell)),
    ("mention_span", |row, cell| spans(row.mention_span.as_slice(), cell)),
    ("cue_span", |row, cell| spans(row.cue_span.as_slice(), cell)),
    ("rule", |row, cell| cell.push_str(&row.rule)),
    ("resolution", |row, cell| maybe(&row.resolution, cell)),
    ("confidence", |row, cell| cell.push_str(&row.confidence.to_string())),
    ("warnings", |row, cell| cell.push_str(&row.warnings.join("; "))),
    ("id", |row, cell| cell.push_str(&row.id)),
];

fn maybe(words: &Option<String>, cell: &mut String) {
    cell.push_str(words.as_deref().unwrap_or(""));
}

/// `12-40 60-71`
fn spans(spans: &[[usize; 2]], cell: &mut String) {
    for (index, [start, end]) in spans.iter().enumerate() {
        let space = if index == 0 { "" } else { " " };
        cell.push_str(&format!("{space}{start}-{end}"));
    }
}

struct Csv {
    table: csv::Writer<Sink>,
    cell: String,
}

pub(super) fn open(sink: Sink) -> io::Result<Box<dyn Writer>> {
    let mut table =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).buffer_capacity(BUFFER).from_writer(sink);
    table.write_record(COLUMNS.map(|(name, _)| name)).map_err(plain)?;
    Ok(Box::new(Csv { table, cell: String::new() }))
}

/// The system's own error: wrapped, it would no longer say whether a pipe broke.
fn plain(fault: csv::Error) -> io::Error {
    match fault.into_kind() {
        csv::ErrorKind::Io(cause) => cause,
        other => io::Error::other(format!("{other:?}")),
    }
}

impl Writer for Csv {
    fn write(&mut self, statement: &Statement) -> io::Result<()> {
        for (_, fill) in COLUMNS {
            self.cell.clear();
            fill(statement, &mut self.cell);
            self.table.write_field(&self.cell).map_err(plain)?;
        }
        self.table.write_record(None::<&[u8]>).map_err(plain)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.table.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bare, full, written};

    const HEADER: &str = "claim,speaker,stance,date,kind,act,stance_target,speaker_role,speaker_kind,mention,cue,via,\
        date_text,section,context,article,title,url,source,published,parts,mention_span,cue_span,rule,resolution,\
        confidence,warnings,id\r\n";

    #[test]
    fn every_field_has_its_column() {
        let expected = "\"Nej … det \"\"går\"\" ikke, Åse\",Ida Holm,oppose,2017-09-12,direct,deny,broen,borgmester,person,\
            hun,siger,BBC,tirsdag,body,\"»Nej«,\nsiger hun.\",a1,Broen lukker,https://avis.dk/a1,Avisen,2017-09-14,\
            12-40 60-71,47-50,41-46,quote-say,hun → Ida Holm (pronoun),0.9,unclosed mark; mixed marks,a1-1\r\n";
        assert_eq!(written("csv", &[full()]), format!("{HEADER}{expected}"));
    }

    #[test]
    fn unknown_is_empty() {
        let expected = "\"Nej … det \"\"går\"\" ikke, Åse\",,oppose,,direct,deny,,,,,,,,body,\"»Nej«,\nsiger hun.\",a1,,,,,\
            0-3,,,quote-say,,1,,a1-1\r\n";
        assert_eq!(written("csv", &[bare()]), format!("{HEADER}{expected}"));
    }

    #[test]
    fn no_row_still_has_a_header() {
        assert_eq!(written("csv", &[]), HEADER);
    }
}
