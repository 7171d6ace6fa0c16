//! The desk's pages, on an address of this machine.
//!
//! Takes requests of a browser, asks the [`Store`], gives whole pages; changes come as JSON. [`guard`] says who may
//! ask at all. Knows nothing of how the store keeps things or how statements are found.

mod answer;
mod arrivals;
mod asked;
mod assets;
mod changes;
mod export;
mod guard;
mod pages;
mod tongue;
mod wording;

use std::fmt;
use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router, middleware};
use maud::Markup;
use tokio::net::TcpListener;

use crate::analysis::Analysers;
use crate::desk::store::Store;
use crate::error::{Error, Result};
use answer::Refusal;
use asked::{Asked, Pairs};
use guard::Key;
use tongue::Tongue;

/// Longest body of a change, in bytes.
const LONGEST_CHANGE: usize = 256 << 10;

/// Longest body that brings articles, in bytes; a file in it is a third longer than it is by itself.
const LONGEST_ARRIVAL: usize = 64 << 20;

/// So many names complete what was typed.
const NAMES: u64 = 12;

/// What every page needs.
pub struct Desk {
    store: Store,
    analysers: Analysers,
    rules: String,
    key: Key,
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The key is a secret.
        f.debug_struct("Desk").field("store", &self.store).finish_non_exhaustive()
    }
}

impl Desk {
    /// A desk for a store on a port. `rules` is the fingerprint of the analysers, as for [`Store::add`]; `host` is a name or
    /// address that the desk is called by, besides those of the machine itself.
    ///
    /// # Errors
    /// [`Error::Usage`] where the system gives no random bytes for the opening link.
    pub fn new(store: Store, analysers: Analysers, rules: String, port: u16, host: Option<&str>) -> Result<Self> {
        let key = Key::new(port, host).map_err(|cause| Error::Usage(format!("no random bytes: {cause}")))?;
        Ok(Self { store, analysers, rules, key })
    }

    /// What follows the address in the link that opens the desk: `/?token=…`.
    pub fn opening(&self) -> String {
        format!("/?token={}", self.key.token())
    }
}

/// Answers on a door until `stop` is done, then finishes what is under way.
///
/// # Errors
/// Where the door breaks.
pub async fn serve(
    desk: Desk,
    door: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    axum::serve(door, router(Arc::new(desk))).with_graceful_shutdown(stop).await
}

fn router(desk: Arc<Desk>) -> Router {
    let arrivals =
        Router::new().route("/articles", post(arrivals::arrive)).layer(DefaultBodyLimit::max(LONGEST_ARRIVAL));
    Router::new()
        .route("/", get(list))
        .route("/article/{number}", get(article))
        .route("/statement/{number}", get(statement))
        .route("/statement/{number}/panel", get(panel))
        .route("/speaker/{number}", get(speaker))
        .route("/speakers", get(speakers))
        .route("/articles", get(articles))
        .route("/charts", get(charts))
        .route("/changes", get(all_changes))
        .route("/new", get(new))
        .route("/help", get(help))
        .route("/export", get(export::export))
        .route("/assets/{version}/{name}", get(assets::asset))
        .route("/statement/{number}/edit", post(changes::edit))
        .route("/article/{number}/statements", post(changes::add))
        .route("/speaker/merge", post(changes::merge))
        .route("/speaker/split", post(changes::split))
        .route("/undo", post(changes::undo))
        .layer(DefaultBodyLimit::max(LONGEST_CHANGE))
        .merge(arrivals)
        .fallback(async |tongue: Tongue| Refusal::Missing.page(&tongue))
        .layer(middleware::from_fn_with_state(Arc::clone(&desk), guard::guard))
        .with_state(desk)
}

/// The desk, as handlers get it.
type Shared = State<Arc<Desk>>;

/// Does what may wait, for the store or for words to be analysed, on a thread of its own.
async fn ask<T: Send + 'static>(
    run: impl FnOnce() -> std::result::Result<T, Refusal> + Send + 'static,
) -> std::result::Result<T, Refusal> {
    let done = tokio::task::spawn_blocking(run).await;
    done.unwrap_or_else(|cause| Err(Refusal::Broken(Error::Usage(cause.to_string()))))
}

/// Asks the store and writes a page on a thread that may wait.
async fn page(
    State(desk): Shared,
    tongue: Tongue,
    write: impl FnOnce(&Desk, &Tongue) -> std::result::Result<Markup, Refusal> + Send + 'static,
) -> Response {
    let own = tongue.clone();
    match ask(move || write(&desk, &own)).await {
        Ok(page) => page.into_response(),
        Err(refusal) => refusal.page(&tongue),
    }
}

/// The number of a path; anything else is no page.
fn number(written: &str) -> std::result::Result<i64, Refusal> {
    written.parse().map_err(|_| Refusal::Missing)
}

async fn list(desk: Shared, tongue: Tongue, Query(pairs): Query<Pairs>) -> Response {
    page(desk, tongue, move |desk, tongue| {
        let asked = Asked::of(&pairs)?;
        pages::list(&desk.store, tongue, &asked)
    })
    .await
}

async fn article(desk: Shared, tongue: Tongue, Path(written): Path<String>) -> Response {
    page(desk, tongue, move |desk, tongue| {
        let entry = desk.store.article(number(&written)?)?.ok_or(Refusal::Missing)?;
        Ok(pages::article(tongue, &entry))
    })
    .await
}

async fn statement(desk: Shared, tongue: Tongue, Path(written): Path<String>) -> Response {
    page(desk, tongue, move |desk, tongue| pages::statement(desk, tongue, number(&written)?)).await
}

async fn panel(desk: Shared, tongue: Tongue, Path(written): Path<String>) -> Response {
    page(desk, tongue, move |desk, tongue| {
        let entry = desk.store.statement(number(&written)?)?.ok_or(Refusal::Missing)?;
        Ok(pages::panel(tongue, &entry))
    })
    .await
}

async fn speaker(desk: Shared, tongue: Tongue, Path(written): Path<String>) -> Response {
    page(desk, tongue, move |desk, tongue| {
        let entry = desk.store.speaker(number(&written)?)?.ok_or(Refusal::Missing)?;
        Ok(pages::speaker(tongue, &entry))
    })
    .await
}

async fn articles(desk: Shared, tongue: Tongue, Query(pairs): Query<Pairs>) -> Response {
    page(desk, tongue, move |desk, tongue| {
        let asked = Asked::of(&pairs)?;
        pages::articles(&desk.store, tongue, &asked)
    })
    .await
}

async fn charts(desk: Shared, tongue: Tongue, Query(pairs): Query<Pairs>) -> Response {
    page(desk, tongue, move |desk, tongue| {
        let asked = Asked::of(&pairs)?;
        pages::charts(&desk.store, tongue, &asked)
    })
    .await
}

async fn all_changes(desk: Shared, tongue: Tongue) -> Response {
    page(desk, tongue, |desk, tongue| pages::changes(&desk.store, tongue)).await
}

async fn new(tongue: Tongue) -> Markup {
    pages::new(&tongue)
}

async fn help(tongue: Tongue) -> Markup {
    pages::help(&tongue)
}

/// Names that complete what was typed.
async fn speakers(State(desk): Shared, tongue: Tongue, Query(pairs): Query<Pairs>) -> Response {
    let words = pairs.into_iter().find(|(name, _)| name == "words").map(|(_, words)| words).unwrap_or_default();
    match ask(move || Ok(desk.store.speakers(&words, NAMES)?)).await {
        Ok(found) => {
            let named = |(number, name, statements): (i64, String, u64)| {
                let count = tongue.words.count(statements, "word.statement", "word.statements");
                serde_json::json!({"number": number, "name": name, "count": count})
            };
            Json(found.into_iter().map(named).collect::<Vec<_>>()).into_response()
        }
        Err(refusal) => refusal.json(tongue.words),
    }
}
