//! The JSON Schema of the row, as JSON and JSON Lines have it.

use serde_json::{Map, Value, json};

use crate::edtf;
use crate::label::{Act, Kind, Origin, Section, SpeakerKind, Stance, State};

/// Fields that only some rows have: with `--with-text`, and from a store.
const SOME: [&str; 8] =
    ["text", "state", "note", "evidence", "origin", "appearances", "first_published", "first_source"];

/// The schema in JSON Schema 2020-12. A row that `--fields` has picked from has only some of the fields.
pub fn schema() -> Value {
    let fields = fields();
    let required: Vec<&str> = fields.iter().map(|(name, _)| *name).filter(|name| !SOME.contains(name)).collect();
    let properties: Map<String, Value> =
        fields.iter().map(|(name, field)| ((*name).to_owned(), field.clone())).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Statement",
        "description": "What one source is reported to say. Offsets are Unicode code points of the article's text.",
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
        "$defs": {
            "span": {
                "description": "[start, end], the end not included",
                "type": "array",
                "items": { "type": "integer", "minimum": 0 },
                "minItems": 2,
                "maxItems": 2
            }
        }
    })
}

fn fields() -> Vec<(&'static str, Value)> {
    vec![
        ("id", words("Stable name of the row, from the article's id and the claim's place.")),
        ("article", words("The input's own id, or else the path as given.")),
        ("title", maybe("The article's title.")),
        ("url", maybe("The article's address.")),
        ("source", maybe("The medium that published it.")),
        ("published", with(maybe("Day of publication."), "pattern", r"^\d{4}-\d{2}-\d{2}$")),
        ("claim", words("The words of the claim, white space folded, several parts joined with ` … `.")),
        ("kind", one_of("How the claim stands in the text.", Kind::ALL, Kind::as_str)),
        (
            "parts",
            json!({
                "description": "Where each part of the claim stands.",
                "type": "array",
                "items": { "$ref": "#/$defs/span" },
                "minItems": 1
            }),
        ),
        (
            "speaker",
            words(
                "The fullest name that the article gives for the source, several joined with `; `; empty where nobody can be named.",
            ),
        ),
        ("speaker_role", maybe("What the article calls the source.")),
        ("speaker_kind", or_null(one_of("What sort of source speaks.", SpeakerKind::ALL, SpeakerKind::as_str))),
        ("mention", maybe("The source as written at the report.")),
        ("mention_span", span("Where the mention stands.")),
        ("cue", maybe("The word that reports.")),
        ("cue_span", span("Where the cue stands.")),
        ("via", maybe("The medium or document through which the claim came.")),
        ("act", one_of("What the source does by saying it.", Act::ALL, Act::as_str)),
        ("stance", one_of("The side that the source takes.", Stance::ALL, Stance::as_str)),
        ("stance_target", maybe("Whom or what the stance is about.")),
        ("date", with(words("The day it was said, in EDTF; empty where unknown."), "pattern", edtf::PATTERN)),
        ("date_text", maybe("The words that the date was read from.")),
        ("section", one_of("Where in the article the claim stands.", Section::ALL, Section::as_str)),
        ("context", words("The paragraph that holds the claim, white space folded.")),
        ("rule", words("The construction that found it.")),
        ("resolution", maybe("How the speaker was found.")),
        (
            "confidence",
            json!({
                "description": "The share of such rows that are right.",
                "type": "number",
                "minimum": 0,
                "maximum": 1
            }),
        ),
        (
            "warnings",
            json!({
                "description": "What had to be repaired or is missing.",
                "type": "array",
                "items": { "type": "string" }
            }),
        ),
        ("link", maybe("The article's address with a text fragment of the claim; null where there is no address.")),
        ("language", words("The language that the article was read in, by its code: da.")),
        ("state", one_of("How far people are with it; from a store only.", State::ALL, State::as_str)),
        ("note", words("What somebody noted; from a store only.")),
        ("evidence", words("Address of what it was checked against; from a store only.")),
        ("origin", one_of("Who found it; from a store only.", Origin::ALL, Origin::as_str)),
        (
            "appearances",
            json!({
                "description": "In how many places the same claim stands, this one counted; from a store only.",
                "type": "integer",
                "minimum": 1
            }),
        ),
        ("first_published", words("Day of publication of the first of them, empty where unknown; from a store only.")),
        ("first_source", words("Medium of the first of them, or else the id of its article; from a store only.")),
        ("text", words("The whole text of the article, in which offsets count; with --with-text only.")),
    ]
}

fn words(description: &str) -> Value {
    json!({ "description": description, "type": "string" })
}

fn maybe(description: &str) -> Value {
    json!({ "description": description, "type": ["string", "null"] })
}

fn one_of<T: Copy>(description: &str, all: &[T], word: fn(T) -> &'static str) -> Value {
    let all: Vec<&str> = all.iter().map(|value| word(*value)).collect();
    json!({ "description": description, "enum": all })
}

fn or_null(mut field: Value) -> Value {
    if let Some(values) = field["enum"].as_array_mut() {
        values.push(Value::Null);
    }
    field
}

fn span(description: &str) -> Value {
    json!({ "description": description, "anyOf": [{ "$ref": "#/$defs/span" }, { "type": "null" }] })
}

fn with(mut field: Value, key: &str, value: &str) -> Value {
    field[key] = value.into();
    field
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::tests::{bare, full};
    use super::super::{COLUMNS, Data};
    use super::*;

    #[test]
    fn columns_fields_and_schema_are_the_same() {
        let row = serde_json::to_value(full()).expect("JSON");
        let in_row: Vec<&String> = row.as_object().expect("an object").keys().collect();
        let schema = schema();
        let required: Vec<&str> =
            schema["required"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        assert_eq!(required, in_row);
        let columns: BTreeSet<&str> = COLUMNS.iter().map(|column| column.name).collect();
        assert_eq!(columns, required.into_iter().collect());
        // What a row may lack is what a column may.
        let bare = serde_json::to_value(bare()).expect("JSON");
        for column in COLUMNS {
            assert_eq!(bare[column.name].is_null(), column.is_nullable, "{}", column.name);
            let is_list = row[column.name].is_array();
            assert_eq!(is_list, matches!(column.data, Data::List | Data::Span | Data::Spans), "{}", column.name);
        }
    }
}
