//! The record of changes, and what each is called.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use serde_json::Value;

use super::frame::frame;
use super::parts::{Shown, act, kind, stance_text, state_word};
use crate::desk::server::answer::Refusal;
use crate::desk::server::tongue::Tongue;
use crate::desk::server::wording::Words;
use crate::desk::store::{Change, StatementNumber, Store};
use crate::label::{Act, Kind, Stance, State};

/// So many of the last changes are shown.
const MOST: u64 = 200;

/// The page of all changes.
pub(in super::super) fn changes(store: &Store, tongue: &Tongue) -> Result<Markup, Refusal> {
    let words = tongue.words;
    let changes = store.changes(None, MOST)?;
    let statements: BTreeSet<StatementNumber> = changes.iter().filter_map(|change| change.statement).collect();
    let claims = store.claims(&statements)?;
    let main = html! {
        h1 { (words.say("menu.changes")) }
        p .hint { (words.say("changes.what")) }
        @if changes.is_empty() {
            p .empty { (words.say("changes.none")) }
        } @else {
            (record(words, &changes, &claims))
        }
    };
    Ok(frame(tongue, "changes", words.say("menu.changes"), &main))
}

/// Changes as a list, each with a button to undo it, and the claim of its statement where `claims` has it.
pub(super) fn record(words: Words, changes: &[Change], claims: &BTreeMap<StatementNumber, String>) -> Markup {
    html! {
        ol .record {
            @for change in changes {
                li .undone[change.undone] {
                    div {
                        p {
                            strong { (name(words, &change.what)) }
                            @if let Some((number, claim)) = change.statement.and_then(|one| claims.get_key_value(&one)) {
                                " · " a .claim-of href={ "/statement/" (number) } { (Shown(&beginning(claim))) }
                            }
                        }
                        @if is_value(&change.what) {
                            p .values {
                                del { (Shown(&value(words, &change.what, &change.before))) }
                                " → "
                                ins { (Shown(&value(words, &change.what, &change.after))) }
                            }
                        } @else if let Some(named) = named(change) {
                            p .values { (Shown(&named)) }
                        }
                        p .facts { time datetime=(change.at) { (written(&change.at)) } }
                    }
                    @if change.undone {
                        span .badge { (words.say("changes.undone")) }
                    } @else {
                        button type="button" data-undo=(change.number)
                            aria-label={ (words.say("told.undo-button")) ": " (name(words, &change.what)) } {
                            (words.say("told.undo-button"))
                        }
                    }
                }
            }
        }
    }
}

/// What somebody did, in a line: `Taler: Ida Holm`.
pub(in super::super) fn told(words: Words, change: &Change) -> String {
    if is_value(&change.what) {
        let after = if change.undone { &change.before } else { &change.after };
        format!("{}: {}", name(words, &change.what), value(words, &change.what, after))
    } else {
        name(words, &change.what).to_owned()
    }
}

/// The beginning of a claim, so long that it can be told from others.
fn beginning(claim: &str) -> String {
    const LONGEST: usize = 90;
    if claim.chars().count() <= LONGEST {
        return claim.to_owned();
    }
    let cut: String = claim.chars().take(LONGEST).collect();
    format!("{} …", cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words))
}

fn is_value(what: &str) -> bool {
    !matches!(what, "add" | "merge" | "split")
}

fn name(words: Words, what: &str) -> &str {
    match what {
        "add" => words.say("told.added"),
        "merge" => words.say("told.merged"),
        "split" => words.say("told.split"),
        "speaker" => words.say("field.speaker"),
        "parts" => words.say("field.parts"),
        "kind" => words.say("field.kind"),
        "stance" => words.say("field.stance"),
        "act" => words.say("field.act"),
        "date" => words.say("field.date"),
        "state" => words.say("field.state"),
        "note" => words.say("field.note"),
        "evidence" => words.say("field.evidence"),
        other => other,
    }
}

/// A value in the words of the page.
fn value(words: Words, what: &str, value: &Value) -> String {
    let read = |value: &Value| match what {
        "stance" => serde_json::from_value::<Stance>(value.clone()).ok().map(|one| stance_text(words, one)),
        "act" => serde_json::from_value::<Act>(value.clone()).ok().map(|one| act(words, one).to_owned()),
        "kind" => serde_json::from_value::<Kind>(value.clone()).ok().map(|one| kind(words, one).to_owned()),
        "state" => serde_json::from_value::<State>(value.clone()).ok().map(|one| state_word(words, one).to_owned()),
        "parts" => serde_json::from_value::<Vec<[usize; 2]>>(value.clone())
            .ok()
            .map(|parts| parts.iter().map(|[start, end]| format!("{start}–{end}")).collect::<Vec<_>>().join(", ")),
        _ => None,
    };
    match value {
        Value::Null => "–".to_owned(),
        Value::String(words) if words.is_empty() => "–".to_owned(),
        value => read(value).unwrap_or_else(|| match value {
            Value::String(words) => words.clone(),
            other => other.to_string(),
        }),
    }
}

/// Who was joined or split, or what was added: `Ida → Ida Holm`.
fn named(change: &Change) -> Option<String> {
    let name = |value: &Value| ["name", "claim"].iter().find_map(|key| value[*key].as_str().map(str::to_owned));
    let names: Vec<String> = [&change.before, &change.after].into_iter().filter_map(name).collect();
    (!names.is_empty()).then(|| names.join(" → "))
}

/// `2024-03-13T10:20:30Z` → `2024-03-13 10:20 UTC`; a script writes the time of the reader's clock.
fn written(at: &str) -> String {
    at.get(..16).map_or_else(|| at.to_owned(), |start| format!("{} UTC", start.replace('T', " ")))
}
