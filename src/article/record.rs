//! A JSON object or the row of a table → an article.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::fields::{self, Field, Named};
use super::{Article, Item, Notice, published, title_of};
use crate::error::of_json;

/// Values by field. Where several names stand for one field, the surest holds it.
#[derive(Debug, Default)]
pub(super) struct Record {
    held: Vec<Held>,
}

#[derive(Debug)]
struct Held {
    field: Field,
    /// As [`fields::of_name`] gives it.
    rank: usize,
    /// The key or heading as written.
    name: String,
    value: Value,
}

impl Record {
    /// Keeps a value, unless the field has one of a surer name. A value without words gives way to any other.
    pub(super) fn add(&mut self, field: Field, rank: usize, name: &str, value: Value) {
        let is_blank = |value: &Value| match value {
            Value::Null => true,
            Value::String(words) => words.trim().is_empty(),
            _ => false,
        };
        let held = Held { field, rank, name: name.to_owned(), value };
        match self.held.iter_mut().find(|held| held.field == field) {
            Some(other) if is_blank(&other.value) || other.rank >= rank && !is_blank(&held.value) => *other = held,
            Some(_) => {}
            None => self.held.push(held),
        }
    }

    fn take(&mut self, field: Field) -> Option<(String, Value)> {
        let place = self.held.iter().position(|held| held.field == field)?;
        let held = self.held.swap_remove(place);
        Some((held.name, held.value))
    }

    /// The article, and what there is to tell of it; or why there is none.
    pub(super) fn article(mut self, place: String) -> Vec<Item> {
        let text = match self.take(Field::Text) {
            Some((_, Value::String(text))) if !text.trim().is_empty() => text,
            Some((name, Value::String(_))) => {
                return vec![Item::fault(place, format!("empty: `{name}` holds no text"))];
            }
            Some((_, Value::Null)) | None => return vec![Item::fault(place, "no `text` field")],
            Some((name, _)) => return vec![Item::fault(place, format!("`{name}` is not a string"))],
        };
        let mut items = Vec::new();
        let mut words = |field: Field| {
            let (name, value) = self.take(field)?;
            let found = if field == Field::Author { names(&value) } else { word(&value) };
            if let Err(message) = &found {
                let message = format!("`{name}` {message}; counts as unknown");
                items.push(Item::Warning(Notice::new(&place, message)));
            }
            found.ok().flatten()
        };
        let id = words(Field::Id);
        let title = words(Field::Title);
        let author = words(Field::Author);
        let source = words(Field::Source);
        let url = words(Field::Url);
        let published = words(Field::Published);
        let published = published.and_then(|value| published::read(&value, &place, &mut items));
        let title = title.or_else(|| title_of(&text));
        let id = id.unwrap_or(place);
        items.push(Item::Article(Article { id, title, author, url, source, published, text, parts: Vec::new() }));
        items
    }
}

/// The words of a string or number; nothing where it is empty.
fn word(value: &Value) -> Result<Option<String>, &'static str> {
    match value {
        Value::String(words) if !words.trim().is_empty() => Ok(Some(words.clone())),
        Value::Number(number) => Ok(Some(number.to_string())),
        Value::String(_) | Value::Null => Ok(None),
        _ => Err("is neither a string nor a number"),
    }
}

/// Names in a string, an object with `name`, or a list of these.
fn names(value: &Value) -> Result<Option<String>, &'static str> {
    let name = |value: &Value| match value {
        Value::Object(object) => object.get("name").and_then(Value::as_str).map(str::to_owned),
        value => word(value).ok().flatten(),
    };
    match value {
        Value::Array(values) => {
            let names: Vec<String> = values.iter().filter_map(name).collect();
            Ok((!names.is_empty()).then(|| names.join("; ")))
        }
        Value::Object(_) => name(value).map(Some).ok_or("is an object without `name`"),
        value => word(value),
    }
}

/// Reads a JSON object; keys that stand for no field are passed over.
///
/// # Errors
/// Where it is no object or broken JSON: what is wrong, and the line and column in `json` where it is known.
pub(super) fn parse(json: &str, columns: &[Named]) -> Result<Record, Broken> {
    // Of another value the parser would tell what Rust type it expects.
    if !json.starts_with('{') {
        return Err(Broken { message: "not a JSON object".into(), line: 1, column: None });
    }
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let record = Fields { columns }.deserialize(&mut deserializer);
    let whole = record.and_then(|record| deserializer.end().map(|()| record));
    whole.map_err(|fault| Broken {
        message: format!("broken JSON: {}", of_json(&fault)),
        line: fault.line(),
        column: Some(fault.column()),
    })
}

/// Why a value is no object, and where in it.
#[derive(Debug)]
pub(super) struct Broken {
    message: String,
    /// From 1.
    pub line: usize,
    /// From 1; nothing where the whole value is at fault.
    pub column: Option<usize>,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.column {
            Some(column) => write!(f, "{} (column {column})", self.message),
            None => f.write_str(&self.message),
        }
    }
}

struct Fields<'c> {
    columns: &'c [Named],
}

impl<'de> DeserializeSeed<'de> for Fields<'_> {
    type Value = Record;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Record, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Fields<'_> {
    type Value = Record;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
        let mut record = Record::default();
        while let Some(key) = map.next_key::<String>()? {
            match fields::of_name(&key, self.columns) {
                Some((field, rank)) => record.add(field, rank, &key, map.next_value()?),
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The article that an object gives, and what is told of it.
    fn read(json: &str) -> (Option<Article>, Vec<String>) {
        let mut article = None;
        let mut told = Vec::new();
        match parse(json, &[]) {
            Ok(record) => {
                for item in record.article("a.json:1".into()) {
                    match item {
                        Item::Article(found) => article = Some(found),
                        Item::Warning(notice) | Item::Note(notice) => told.push(notice.message),
                        Item::Fault(fault) => told.push(fault.to_string()),
                    }
                }
            }
            Err(broken) => told.push(broken.to_string()),
        }
        (article, told)
    }

    #[test]
    fn the_surest_name_holds_the_field() {
        let (article, told) = read(
            r#"{"content": "Nej.", "body": " ", "text": "Ja.", "Brødtekst": "Nej.", "forfatter": [{"name": "Ida Holm"}, "Bo Kjær"],
                "title": null, "overskrift": "Broen", "medie": "Avisen", "link": "https://avis.dk/a", "dato": "14/9 2017"}"#,
        );
        let article = article.expect("an article");
        assert!(told.is_empty(), "{told:?}");
        assert_eq!(article.text, "Ja.");
        assert_eq!(article.title.as_deref(), Some("Broen"));
        assert_eq!(article.author.as_deref(), Some("Ida Holm; Bo Kjær"));
        assert_eq!(article.source.as_deref(), Some("Avisen"));
        assert_eq!(article.url.as_deref(), Some("https://avis.dk/a"));
        assert_eq!(article.published.map(|day| day.to_string()).as_deref(), Some("2017-09-14"));
        assert_eq!(article.id, "a.json:1");
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (json, message) in [
            ("[1]", "not a JSON object"),
            ("{\"text\": \"a\"} x", "broken JSON: trailing characters (column 15)"),
            ("{\"body\": 5}", "a.json:1: `body` is not a string"),
            ("{\"tekst\": \" \"}", "a.json:1: empty: `tekst` holds no text"),
            ("{\"x\": \"a\"}", "a.json:1: no `text` field"),
        ] {
            assert_eq!(read(json).1, [message], "{json}");
        }
        let (article, told) = read(r#"{"text": "Ja.", "byline": {"x": 1}, "id": true}"#);
        assert!(article.is_some());
        assert_eq!(
            told,
            [
                "`id` is neither a string nor a number; counts as unknown",
                "`byline` is an object without `name`; counts as unknown"
            ]
        );
    }
}
