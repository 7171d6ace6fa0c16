//! What the desk answers where it cannot do what it was asked.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::pages;
use super::tongue::Tongue;
use super::wording::Words;
use crate::error::Error;

/// Why something was not done.
#[derive(Debug)]
pub(super) enum Refusal {
    /// There is no such thing.
    Missing,
    /// A value cannot be: of what, and the value.
    Wrong(String, String),
    /// The store says that it cannot be done, and why.
    Unfit(String),
    /// The store cannot be read or written.
    Broken(Error),
}

impl Refusal {
    /// A value that cannot be.
    pub(super) fn wrong(what: &str, value: &str) -> Self {
        Self::Wrong(what.to_owned(), value.to_owned())
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Missing => StatusCode::NOT_FOUND,
            Self::Wrong(..) | Self::Unfit(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What is said of it.
    fn message(&self, words: Words) -> String {
        match self {
            Self::Missing => words.say("refused.missing").to_owned(),
            Self::Wrong(what, value) => {
                let name = format!("field.{what}");
                let known = words.say(&name);
                let what = if known == name { what } else { known };
                if value.trim().is_empty() {
                    format!("{what} {}", words.say("refused.lacks"))
                } else {
                    format!("{what}: “{value}” {}", words.say("refused.cannot-be"))
                }
            }
            Self::Unfit(why) => format!("{} ({why})", words.say("refused.unfit")),
            Self::Broken(fault) => format!("{} ({fault})", words.say("refused.broken")),
        }
    }

    /// As a page.
    pub(super) fn page(&self, tongue: &Tongue) -> Response {
        (self.status(), pages::refused(tongue, self.status().as_u16(), &self.message(tongue.words))).into_response()
    }

    /// As an answer to a script.
    pub(super) fn json(&self, words: Words) -> Response {
        (self.status(), Json(json!({"error": self.message(words)}))).into_response()
    }
}

impl From<Error> for Refusal {
    fn from(fault: Error) -> Self {
        match fault {
            Error::Usage(why) => Self::Unfit(why),
            Error::Input { place, message } => Self::Unfit(format!("{place}: {message}")),
            other => Self::Broken(other),
        }
    }
}
