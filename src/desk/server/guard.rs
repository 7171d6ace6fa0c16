//! Who may use the desk: whoever came by its opening link, from its own pages.
//!
//! A page of another site that the same browser has open must neither read nor change anything here, and cannot make the
//! desk answer under a name of its own.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderName, LOCATION, ORIGIN, REFERRER_POLICY,
    SET_COOKIE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Desk;
use super::tongue::{self, LANGUAGE, Tongue};
use super::{assets, pages};
use axum::extract::FromRequestParts;

/// No script, style or picture but the desk's own; no other site may frame it or be sent anything.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
    form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// What lets a browser in.
#[derive(Debug)]
pub(super) struct Key {
    token: String,
    cookie: String,
    hosts: Vec<String>,
}

impl Key {
    /// A key of random letters for a desk on a port; `named` is a host that it has besides those of the machine itself.
    ///
    /// # Errors
    /// Where the system gives no random bytes.
    pub(super) fn new(port: u16, named: Option<&str>) -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        let token = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut hosts = Vec::new();
        for host in ["127.0.0.1", "localhost", "[::1]"].into_iter().chain(named) {
            // An address of version 6 stands in brackets.
            let host =
                if host.contains(':') && !host.starts_with('[') { format!("[{host}]") } else { host.to_lowercase() };
            hosts.push(format!("{host}:{port}"));
            if port == 80 {
                hosts.push(host);
            }
        }
        Ok(Self { token, cookie: format!("udsagn_desk_{port}"), hosts })
    }

    /// The random letters.
    pub(super) fn token(&self) -> &str {
        &self.token
    }

    fn is_token(&self, given: &str) -> bool {
        // Takes as long whichever letter is wrong, so that none can be guessed one by one.
        let differ = self.token.bytes().zip(given.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b));
        self.token.len() == given.len() && std::hint::black_box(differ) == 0
    }

    /// Whether the desk is called by a name that it has: another one is a trick with the names of the network.
    fn is_host(&self, headers: &HeaderMap) -> bool {
        let host = headers.get(HOST).and_then(|host| host.to_str().ok()).map(str::to_lowercase);
        host.is_some_and(|host| self.hosts.contains(&host))
    }

    /// Whether a change comes from a page of the desk.
    fn is_own_page(&self, headers: &HeaderMap) -> bool {
        let told = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("").to_lowercase());
        if told(FETCH_SITE).is_some_and(|site| site != "same-origin") {
            return false;
        }
        let host = told(HOST).unwrap_or_default();
        told(ORIGIN).is_some_and(|origin| origin.strip_prefix("http://") == Some(&host))
    }
}

/// Lets a request through, or says why not; every answer leaves with the desk's headers.
pub(super) async fn guard(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let is_asset = assets::is_asset(request.uri().path());
    let language = tongue::asked(request.uri().query().unwrap_or(""));
    let mut answer = pass(&desk.key, request, next, is_asset).await;
    let headers = answer.headers_mut();
    let fixed = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        // What the store says must not lie about in a browser's files; assets hold nothing of it.
        (CACHE_CONTROL, if is_asset { "private, max-age=31536000, immutable" } else { "no-store" }),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Some(words) = language
        && let Ok(value) =
            HeaderValue::try_from(format!("{LANGUAGE}={}; Path=/; SameSite=Strict; Max-Age=31536000", words.code()))
    {
        headers.append(SET_COOKIE, value);
    }
    answer
}

async fn pass(key: &Key, request: Request, next: Next, is_asset: bool) -> Response {
    let headers = request.headers();
    if !key.is_host(headers) {
        return (StatusCode::FORBIDDEN, "udsagn: this desk does not answer to that name\n").into_response();
    }
    if is_asset {
        return next.run(request).await;
    }
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD);
    if is_reading && let Some(given) = token_of(request.uri()) {
        return if key.is_token(given) { opened(key) } else { closed(request).await };
    }
    if !tongue::cookie(headers, &key.cookie).is_some_and(|given| key.is_token(given)) {
        return closed(request).await;
    }
    if !is_reading {
        if !key.is_own_page(headers) {
            return (StatusCode::FORBIDDEN, "udsagn: changes come only from the desk's own pages\n").into_response();
        }
        let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
        if !kind.split(';').next().unwrap_or("").trim().eq_ignore_ascii_case("application/json") {
            let message = "udsagn: changes are sent as application/json\n";
            return (StatusCode::UNSUPPORTED_MEDIA_TYPE, message).into_response();
        }
    }
    next.run(request).await
}

/// The token of an opening link.
fn token_of(uri: &Uri) -> Option<&str> {
    if uri.path() != "/" {
        return None;
    }
    uri.query()?.split('&').find_map(|pair| pair.strip_prefix("token="))
}

/// Lets the browser in; the address it goes on to no longer holds the token.
fn opened(key: &Key) -> Response {
    let cookie = format!("{}={}; Path=/; HttpOnly; SameSite=Strict", key.cookie, key.token);
    (StatusCode::SEE_OTHER, [(SET_COOKIE, cookie), (LOCATION, "/".to_owned())]).into_response()
}

async fn closed(request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    let Ok(tongue) = Tongue::from_request_parts(&mut parts, &()).await;
    // One of the desk's own names: of any other nothing comes so far.
    let host = parts.headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    (StatusCode::FORBIDDEN, pages::closed(&tongue, host)).into_response()
}
