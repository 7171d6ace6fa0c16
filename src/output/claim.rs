//! schema.org `Claim` in JSON-LD: a graph of articles and of the claims that appear in them.
//!
//! Says who claimed what, and never whether it is true: no `ClaimReview`, no rating.

use std::io::{self, BufWriter, Write};

use serde_json::{Map, Value, json};

use super::{BUFFER, Options, Sink, Writer, columns, iri};
use crate::address;
use crate::article::Article;
use crate::edtf::is_iso;
use crate::label::SpeakerKind;
use crate::output::Wording;
use crate::statement::Statement;

struct Claims {
    out: BufWriter<Sink>,
    values: Wording,
    first: bool,
}

pub(super) fn open(sink: Sink, options: &Options) -> io::Result<Box<dyn Writer>> {
    let mut out = BufWriter::with_capacity(BUFFER, sink);
    out.write_all(b"{\"@context\":\"https://schema.org\",\"@graph\":[")?;
    Ok(Box::new(Claims { out, values: options.values, first: true }))
}

impl Writer for Claims {
    fn write(&mut self, article: &Article, rows: &[Statement]) -> io::Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let id = iri::of_article(article);
        self.node(&news(article, &id, rows))?;
        rows.iter().try_for_each(|row| self.node(&claim(row, &id, self.values)))
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.out.write_all(b"\n]}\n")?;
        self.out.flush()
    }
}

impl Claims {
    fn node(&mut self, node: &Map<String, Value>) -> io::Result<()> {
        self.out.write_all(if self.first { b"\n" } else { b",\n" })?;
        self.first = false;
        Ok(serde_json::to_writer(&mut self.out, node)?)
    }
}

/// Fields that are known, in order.
fn fields<const N: usize>(fields: [(&str, Option<Value>); N]) -> Map<String, Value> {
    fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

fn news(article: &Article, id: &str, rows: &[Statement]) -> Map<String, Value> {
    fields([
        ("@id", Some(id.into())),
        ("@type", Some("NewsArticle".into())),
        ("headline", article.title.as_deref().map(Into::into)),
        ("url", address::iri(article.url.as_deref()).map(Into::into)),
        ("datePublished", article.published.map(|day| day.to_string().into())),
        ("publisher", article.source.as_ref().map(|name| json!({ "@type": "Organization", "name": name }))),
        ("inLanguage", rows.first().map(|row| row.language.as_str().into())),
    ])
}

fn claim(row: &Statement, appearance: &str, values: Wording) -> Map<String, Value> {
    let is_document = row.speaker_kind == Some(SpeakerKind::Document);
    let speakers = Some(speakers(row)).filter(|speakers| !speakers.is_empty()).map(single);
    let keywords = [
        term("kind", row.kind.as_str(), columns::kind(row.kind, values)),
        term("act", row.act.as_str(), columns::act(row.act, values)),
        term("stance", row.stance.as_str(), columns::stance(row.stance, values)),
    ];
    fields([
        ("@id", Some(iri::of_statement(&row.id).into())),
        ("@type", Some("Claim".into())),
        ("text", Some(row.claim.as_str().into())),
        ("author", speakers.clone().filter(|_| !is_document && row.speaker_kind.is_some())),
        // Whether a person or a body speaks must be known for an author.
        ("creditText", speakers.as_ref().filter(|_| row.speaker_kind.is_none()).map(|_| row.speaker.as_str().into())),
        // A document is what the claim was taken from; only people and bodies are authors.
        ("isBasedOn", speakers.filter(|_| is_document)),
        ("citation", row.via.as_deref().map(Into::into)),
        ("about", row.stance_target.as_ref().map(|target| json!({ "@type": "Thing", "name": target }))),
        ("dateCreated", is_iso(&row.date).then(|| row.date.as_str().into())),
        ("keywords", Some(keywords.into_iter().collect())),
        ("appearance", Some(json!({ "@id": appearance }))),
        // Lands on the words.
        ("url", address::iri(row.link.as_deref()).map(Into::into)),
        ("inLanguage", Some(row.language.as_str().into())),
    ])
}

fn single(mut values: Vec<Value>) -> Value {
    if values.len() == 1 { values.remove(0) } else { Value::Array(values) }
}

fn speakers(row: &Statement) -> Vec<Value> {
    let names: Vec<&str> = row.speakers().collect();
    let (sort, role) = match row.speaker_kind {
        Some(SpeakerKind::Person) => ("Person", "jobTitle"),
        Some(SpeakerKind::Document) => ("CreativeWork", "description"),
        // Several people who are not named one by one are no person, and schema.org knows nothing else.
        Some(SpeakerKind::Organisation | SpeakerKind::Group) => ("Organization", "description"),
        None => ("Thing", "description"),
    };
    // A role that several share cannot be told apart.
    let role_of = row.speaker_role.as_deref().filter(|_| names.len() == 1);
    let speaker = |name: &&str| {
        let known = [("@type", Some(sort.into())), ("name", Some((*name).into())), (role, role_of.map(Into::into))];
        Value::Object(fields(known))
    };
    names.iter().map(speaker).collect()
}

fn term(set: &str, code: &str, name: &str) -> Value {
    json!({ "@type": "DefinedTerm", "termCode": code, "name": name,
        "inDefinedTermSet": { "@type": "DefinedTermSet", "name": set } })
}
