//! CSV as RFC 4180 has it (lines end in CRLF), in UTF-8, and the same parted by tabs. Words stand as they are in the
//! article, but for the profile of [`excel`].

use std::io;

use super::{BUFFER, Options, Sink, Writer, excel};
use crate::article::Article;
use crate::statement::Statement;

struct Table {
    table: csv::Writer<Sink>,
    options: Options,
    cell: String,
}

pub(super) fn open(mut sink: Sink, options: &Options) -> io::Result<Box<dyn Writer>> {
    if options.excel {
        sink.write_all(excel::MARK)?;
    }
    Table::new(sink, options, delimiter(options)).with_header()
}

pub(super) fn append(sink: Sink, options: &Options) -> io::Result<Box<dyn Writer>> {
    Ok(Box::new(Table::new(sink, options, delimiter(options))))
}

pub(super) fn open_tabs(sink: Sink, options: &Options) -> io::Result<Box<dyn Writer>> {
    Table::new(sink, options, b'\t').with_header()
}

pub(super) fn append_tabs(sink: Sink, options: &Options) -> io::Result<Box<dyn Writer>> {
    Ok(Box::new(Table::new(sink, options, b'\t')))
}

fn delimiter(options: &Options) -> u8 {
    if options.excel { excel::DELIMITER } else { b',' }
}

impl Table {
    fn new(sink: Sink, options: &Options, delimiter: u8) -> Self {
        let table = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(csv::Terminator::CRLF)
            .buffer_capacity(BUFFER)
            .from_writer(sink);
        Self { table, options: options.clone(), cell: String::new() }
    }

    fn with_header(mut self) -> io::Result<Box<dyn Writer>> {
        let headings = self.options.columns.iter().map(|column| column.heading(self.options.headers));
        self.table.write_record(headings).map_err(plain)?;
        Ok(Box::new(self))
    }
}

/// The system's own error: wrapped, it would no longer say whether a pipe broke.
fn plain(fault: csv::Error) -> io::Error {
    match fault.into_kind() {
        csv::ErrorKind::Io(cause) => cause,
        other => io::Error::other(format!("{other:?}")),
    }
}

impl Writer for Table {
    fn write(&mut self, _: &Article, rows: &[Statement]) -> io::Result<()> {
        for row in rows {
            for column in &self.options.columns {
                self.cell.clear();
                column.fill(row, self.options.values, &mut self.cell);
                if self.options.excel {
                    excel::guard(column.sort, &mut self.cell);
                }
                self.table.write_field(&self.cell).map_err(plain)?;
            }
            self.table.write_record(None::<&[u8]>).map_err(plain)?;
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.table.flush()
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.table.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bare, full, written, written_with};
    use super::super::{Column, Options, Wording};

    const HEADER: &str = "claim,speaker,stance,date,kind,act,stance_target,speaker_role,speaker_kind,mention,cue,via,\
        date_text,section,context,article,title,url,source,published,parts,mention_span,cue_span,rule,resolution,\
        confidence,warnings,id,link,language\r\n";

    #[test]
    fn every_field_has_its_column() {
        let expected = "\"Nej … det \"\"går\"\" ikke, Åse\",Ida Holm,oppose,2017-09-12,direct,deny,broen,borgmester,person,\
            hun,siger,BBC,tirsdag,body,\"»Nej«,\nsiger hun.\",a1,Broen lukker,https://avis.dk/a1,Avisen,2017-09-14,\
            12-40 60-71,47-50,41-46,quote-say,hun → Ida Holm (pronoun),0.9,unclosed mark; mixed marks,a1-1,\
            https://avis.dk/a1#:~:text=Nej,da\r\n";
        assert_eq!(written("csv", &[full()]), format!("{HEADER}{expected}"));
    }

    #[test]
    fn unknown_is_empty() {
        let expected = "\"Nej … det \"\"går\"\" ikke, Åse\",,oppose,,direct,deny,,,,,,,,body,\"»Nej«,\nsiger hun.\",a1,,,,,\
            0-3,,,quote-say,,1,,a1-1,,da\r\n";
        assert_eq!(written("csv", &[bare()]), format!("{HEADER}{expected}"));
    }

    #[test]
    fn no_row_still_has_a_header() {
        assert_eq!(written("csv", &[]), HEADER);
    }

    #[test]
    fn columns_are_picked_and_speak_danish() {
        let columns = ["stance", "taler", "confidence"].map(|name| Column::named(name).expect("a column"));
        let columns = columns.to_vec();
        let options = Options { columns, headers: Wording::Danish, values: Wording::Danish, ..Options::default() };
        assert_eq!(written_with("tsv", &[full()], &options), "holdning\ttaler\tsikkerhed\r\nimod\tIda Holm\t0.9\r\n");
    }
}
