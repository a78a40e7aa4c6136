//! What every request meets first and every answer last: an id, the door, faults that were asked
//! for, and then the counts and one line of the log. Neither holds a query, a body, a token or a
//! person's name.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use super::chaos;
use super::door::AskedAs;
use super::listen::{Cut, Peer};
use super::problem::Problem;
use super::route::{Route, route};
use super::serve::{Front, language, refusal};
use crate::model::AccountName;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// An id longer than this is replaced.
const LONGEST_ID: usize = 64;

pub(super) async fn attend(
    State(front): State<Arc<Front>>,
    request: Request,
    next: Next,
) -> Response {
    let _in_flight = front.life.begin();
    let began = Instant::now();
    let id = id(&request);
    let method = request.method().clone();
    let known = route(request.uri().path());
    let account = match tracing::enabled!(tracing::Level::INFO) {
        true => known
            .as_ref()
            .and_then(|(account, _)| account_name(account.as_deref())),
        false => None,
    };
    let pattern = pattern(request.uri().path(), known.map(|(_, route)| route));
    let mut response = admitted(&front, pattern, request, next).await;
    if let Ok(id) = HeaderValue::try_from(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    let (took, status) = (began.elapsed(), response.status().as_u16());
    let is_cut = response.extensions().get::<Cut>().is_some();
    if !is_cut {
        front.metrics.answered(pattern, &method, status, took);
    }
    if response.status().is_success() && !method.is_safe() {
        front.metrics.wrote();
    }
    let method = super::metrics::word(&method);
    let us = took.as_micros();
    let status = if is_cut { 0 } else { status };
    tracing::info!(
        request = id,
        method,
        route = pattern,
        account,
        status,
        us,
        "answered"
    );
    response
}

/// Past the door, unless the portal is stopping.
async fn admitted(
    front: &Front,
    pattern: &'static str,
    mut request: Request,
    next: Next,
) -> Response {
    let language = language(request.headers());
    let peer = request.extensions().get::<Peer>().map(|peer| peer.0.ip());
    let (parts, body) = request.into_parts();
    let admitted = match peer {
        Some(peer) => front.door.admit(&parts, peer),
        None => Err(Problem::misdirected()),
    };
    request = Request::from_parts(parts, body);
    match admitted {
        Err(problem) => return refusal(&problem, language),
        // What the portal counts is for who is on its machine.
        Ok(AskedAs::Given) if pattern == "/metrics" => {
            return refusal(&Problem::not_found(), language);
        }
        Ok(AskedAs::Own | AskedAs::Given) => {}
    }
    let vital = is_vital(pattern);
    if front.life.is_stopping() && !vital {
        return refusal(&Problem::maintenance(), language);
    }
    match &front.chaos {
        Some(chaos) if !vital => chaos::around(chaos, &front.metrics, pattern, request, next).await,
        Some(_) | None => next.run(request).await,
    }
}

fn is_vital(pattern: &str) -> bool {
    matches!(pattern, "/healthz" | "/readyz" | "/metrics")
}

fn pattern(path: &str, route: Option<Route>) -> &'static str {
    match (path, route) {
        ("/healthz", _) => "/healthz",
        ("/readyz", _) => "/readyz",
        ("/metrics", _) => "/metrics",
        (_, Some(route)) => route.pattern(),
        (_, None) => "other",
    }
}

/// What is no name of an account is nothing that a log should hold.
fn account_name(account: Option<&str>) -> Option<String> {
    let account = AccountName::parse(account?).ok()?;
    Some(account.to_string())
}

/// The id that the other end gave, when it is one, or else a new one.
fn id(request: &Request) -> String {
    let given = request
        .headers()
        .get(REQUEST_ID)
        .and_then(|id| id.to_str().ok());
    let harmless = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let fits = |id: &&str| (1..=LONGEST_ID).contains(&id.len()) && id.chars().all(harmless);
    match given.filter(fits) {
        Some(id) => id.to_owned(),
        None => super::random_hex(8).unwrap_or_default(),
    }
}
