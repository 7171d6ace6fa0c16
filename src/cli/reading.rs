//! Options of how inputs are read, for every subcommand that reads articles.

use clap::Args;
use encoding_rs::Encoding;

use super::values::one_of;
use crate::article::{FORMATS, Field, Format, Named, Reading, encoding_named};

#[derive(Args, Debug)]
pub(super) struct ReadingArguments {
    /// Format of every file and of standard input, whatever their endings
    #[arg(long, value_name = "FORMAT", value_parser = one_of(FORMATS.iter().map(|format| (format.name, format))))]
    from: Option<&'static Format>,

    /// Encoding of files that have no byte order mark, such as windows-1252 or macintosh [default: what they declare,
    /// else UTF-8, else what is likely]
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<&'static Encoding>,

    /// Column of tables, or key of JSON, that holds a field: text=broedtekst; may be given several times
    #[arg(long, value_name = "FIELD=NAME", value_parser = column)]
    column: Vec<Named>,
}

fn encoding(name: &str) -> Result<&'static Encoding, String> {
    encoding_named(name).ok_or_else(|| "no such encoding; there are utf-8, utf-16le, windows-1252, macintosh …".into())
}

fn column(value: &str) -> Result<Named, String> {
    let (field, name) = value.split_once('=').ok_or("not of the form FIELD=NAME, such as text=broedtekst")?;
    let field = Field::named(field.trim()).ok_or_else(|| {
        let fields: Vec<&str> = Field::all().map(Field::name).collect();
        format!("no such field; there are {}", fields.join(", "))
    })?;
    if name.trim().is_empty() {
        return Err("no name of a column after =".into());
    }
    Ok(Named { field, name: name.trim().to_owned() })
}

impl ReadingArguments {
    /// The options with their values.
    pub(super) fn settings(&self) -> [(&'static str, Option<String>); 3] {
        let columns = self.column.iter().map(|column| format!("{}={}", column.field.name(), column.name));
        [
            ("--from", self.from.map(|format| format.name.to_owned())),
            ("--encoding", self.encoding.map(|encoding| encoding.name().to_owned())),
            ("--column", Some(columns.collect::<Vec<_>>().join(", "))),
        ]
    }

    /// What the user says about the inputs.
    pub(super) fn reading(&self) -> Reading {
        Reading { format: self.from, encoding: self.encoding, columns: self.column.clone() }
    }
}
