//! Styles and scripts, which are part of the program.

use std::hash::Hasher;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use crate::fnv::Fnv;

const STYLE: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// Name, type and content of each.
static ASSETS: &[(&str, &str, &str)] = &[
    ("desk.css", STYLE, include_str!("assets/desk.css")),
    ("pages.css", STYLE, include_str!("assets/pages.css")),
    ("desk.js", SCRIPT, include_str!("assets/desk.js")),
    ("changes.js", SCRIPT, include_str!("assets/changes.js")),
    ("editor.js", SCRIPT, include_str!("assets/editor.js")),
    ("reading.js", SCRIPT, include_str!("assets/reading.js")),
    ("arrivals.js", SCRIPT, include_str!("assets/arrivals.js")),
    ("speaker.js", SCRIPT, include_str!("assets/speaker.js")),
];

const FOLDER: &str = "/assets/";

/// A number that is another where an asset is, so that a browser may keep them for good.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Fnv::default();
    ASSETS.iter().for_each(|(_, _, content)| hash.write(content.as_bytes()));
    format!("{:016x}", hash.finish())
});

/// Whether a path is that of an asset. They hold nothing of the store.
pub(super) fn is_asset(path: &str) -> bool {
    path.starts_with(FOLDER)
}

/// The address of an asset.
pub(super) fn address(name: &str) -> String {
    format!("{FOLDER}{}/{name}", *VERSION)
}

/// Gives an asset.
pub(super) async fn asset(Path((version, name)): Path<(String, String)>) -> Response {
    match ASSETS.iter().find(|(known, ..)| *known == name && version == *VERSION) {
        Some((_, kind, content)) => ([(CONTENT_TYPE, *kind)], *content).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
