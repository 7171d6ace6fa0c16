//! Changes, which come as JSON: what is sent, and the answer that the page shows.
//!
//! Every answer names the changes that it made, so that the page can offer to undo them.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::Refusal;
use super::pages::told;
use super::tongue::Tongue;
use super::wording::Words;
use super::{Desk, Shared, ask, number};
use crate::desk::store::{Change, ChangeNumber, Edit, SpeakerNumber, StatementNumber};

/// What a page sends, or why it cannot be read.
pub(super) type Sent<T> = Result<Json<T>, JsonRejection>;

/// Corrections of one statement, in order.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Edits {
    edits: Vec<Edit>,
}

/// A statement that the rules did not find.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Addition {
    parts: Vec<[usize; 2]>,
}

/// Two speakers that are one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Merger {
    from: SpeakerNumber,
    into: SpeakerNumber,
}

/// Statements of another speaker.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Division {
    statements: Vec<StatementNumber>,
}

/// What is to be undone, the first of them first; without any, the last change.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Undoing {
    #[serde(default)]
    changes: Vec<ChangeNumber>,
}

/// Runs a change on a thread that may wait. `run` gives what is answered beside the usual.
pub(super) async fn change<T: Send + 'static>(
    State(desk): Shared,
    tongue: Tongue,
    sent: Sent<T>,
    run: impl FnOnce(&Desk, T, Words) -> Result<Value, Refusal> + Send + 'static,
) -> Response {
    let words = tongue.words;
    let sent = match sent {
        Ok(Json(sent)) => sent,
        Err(rejection) => return refused(rejection, words),
    };
    match ask(move || run(&desk, sent, words)).await {
        Ok(answer) => Json(answer).into_response(),
        Err(refusal) => refusal.json(words),
    }
}

/// What cannot be read as a change; too long a one keeps its own status.
fn refused(rejection: JsonRejection, words: Words) -> Response {
    let message = format!("{} ({})", words.say("refused.unread"), rejection.body_text());
    (rejection.status(), Json(json!({"error": message}))).into_response()
}

fn answer(words: Words, changes: &[Change], said: &str) -> Value {
    let numbers: Vec<ChangeNumber> = changes.iter().map(|change| change.number).collect();
    let said = if changes.is_empty() { words.say("told.nothing") } else { said };
    json!({"changes": numbers, "told": said})
}

/// Corrects a statement.
pub(super) async fn edit(desk: Shared, tongue: Tongue, Path(written): Path<String>, sent: Sent<Edits>) -> Response {
    change(desk, tongue, sent, move |desk, sent, words| {
        let number = number(&written)?;
        if desk.store.statement(number)?.is_none() {
            return Err(Refusal::Missing);
        }
        // A form is taken whole or not at all.
        let changes = desk.store.edit_all(number, &sent.edits)?;
        let said: Vec<String> = changes.iter().map(|change| told(words, change)).collect();
        Ok(answer(words, &changes, &said.join(" · ")))
    })
    .await
}

/// Adds a statement.
pub(super) async fn add(desk: Shared, tongue: Tongue, Path(written): Path<String>, sent: Sent<Addition>) -> Response {
    change(desk, tongue, sent, move |desk, sent, words| {
        let article = number(&written)?;
        let (statement, change) = desk.store.add_statement(article, &sent.parts)?;
        let mut answer = answer(words, &[change], words.say("told.added"));
        answer["statement"] = json!(statement);
        Ok(answer)
    })
    .await
}

/// Makes two speakers one.
pub(super) async fn merge(desk: Shared, tongue: Tongue, sent: Sent<Merger>) -> Response {
    change(desk, tongue, sent, |desk, sent, words| {
        let change = desk.store.merge(sent.from, sent.into)?;
        let mut answer = answer(words, &[change], words.say("told.merged"));
        answer["go"] = json!(format!("/speaker/{}", sent.into));
        Ok(answer)
    })
    .await
}

/// Makes one speaker two.
pub(super) async fn split(desk: Shared, tongue: Tongue, sent: Sent<Division>) -> Response {
    change(desk, tongue, sent, |desk, sent, words| {
        let (speaker, change) = desk.store.split(&sent.statements)?;
        let mut answer = answer(words, &[change], words.say("told.split"));
        answer["go"] = json!(format!("/speaker/{speaker}"));
        Ok(answer)
    })
    .await
}

/// Puts back what stood before.
pub(super) async fn undo(desk: Shared, tongue: Tongue, sent: Sent<Undoing>) -> Response {
    change(desk, tongue, sent, |desk, sent, words| {
        let last_first: Vec<ChangeNumber> = sent.changes.into_iter().rev().collect();
        let undone =
            if last_first.is_empty() { vec![desk.store.undo(None)?] } else { desk.store.undo_all(&last_first)? };
        let said: Vec<String> = undone.iter().map(|change| told(words, change)).collect();
        let said = words.say_of("told.undone", said.join(" · "));
        let statement = undone.iter().find_map(|change| change.statement);
        // A speaker that is no more has gone back to where it came from.
        let go = undone.iter().find_map(|change| Some(format!("/speaker/{}", change.before["speaker"].as_i64()?)));
        Ok(json!({"changes": [], "told": said, "statement": statement, "go": go}))
    })
    .await
}
