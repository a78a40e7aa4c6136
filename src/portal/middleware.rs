//! What happens around every request: it gets an id, passes the origin check, meets injected faults
//! if there are any, and is counted and logged.
//!
//! Neither metrics nor the log contain a query, a body, a token or a person's name: paths are
//! reduced to their pattern, and only the account is logged in addition.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use super::chaos;
use super::endpoint::{ResolvedPath, resolve};
use super::front::Front;
use super::headers::{preferred_language, require_small_head};
use super::http_response::refusal;
use super::listen::{ConnectionCut, PeerAddress};
use super::metrics::method_label;
use super::origin::HostKind;
use super::pages::page_at;
use super::problem::Problem;
use super::random::random_hex;
use crate::model::AccountName;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// A longer id is replaced.
const LONGEST_ID: usize = 64;

/// Wraps the handling of a request.
pub(super) async fn wrap(
    State(front): State<Arc<Front>>,
    request: Request,
    next: Next,
) -> Response {
    // Counted until this function returns, or its future is dropped.
    let _in_flight = front.in_flight.begin();
    let began = Instant::now();
    let id = request_id(&request);
    let method = request.method().clone();
    let path = request.uri().path();
    let resolved = resolve(path);
    // Everything that is counted or logged uses the pattern, never the path.
    let pattern = pattern(path, resolved.as_ref());
    // Only the log line needs it, so it is left out when that is filtered.
    let account = match tracing::enabled!(tracing::Level::INFO) {
        true => resolved.and_then(loggable_account),
        false => None,
    };
    // From here on the request is gone; only what was copied above is left of it.
    let mut response = admit(&front, pattern, request, next).await;
    if let Ok(id) = HeaderValue::try_from(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    let (took, status) = (began.elapsed(), response.status().as_u16());
    // A connection that chaos cuts carries no response: it is logged with status 0.
    let is_cut = response.extensions().get::<ConnectionCut>().is_some();
    if !is_cut {
        front.metrics.responded(pattern, &method, status, took);
    }
    if response.status().is_success() && !method.is_safe() {
        front.metrics.wrote();
    }
    let status = if is_cut { 0 } else { status };
    tracing::info!(
        request = id,
        method = method_label(&method),
        route = pattern,
        account,
        status,
        us = took.as_micros(),
        "answered"
    );
    response
}

/// Lets a request through unless the origin check refuses it or the portal is stopping.
async fn admit(front: &Front, pattern: &'static str, request: Request, next: Next) -> Response {
    let language = preferred_language(request.headers());
    let peer = request.extensions().get::<PeerAddress>();
    let peer = peer.map(|address| address.0.ip());
    // The check needs the head alone, and must not be given the body.
    let (parts, body) = request.into_parts();
    let admitted = require_small_head(&parts).and_then(|()| match peer {
        Some(peer) => front.origin.admit(&parts, peer),
        // Every connection has a peer; without one the check is not possible.
        None => Err(Problem::misdirected()),
    });
    let request = Request::from_parts(parts, body);
    match admitted {
        Err(problem) => return refusal(&problem, language),
        // The metrics are for whoever operates the machine, and not for clients of the proxy.
        Ok(HostKind::Proxied) if pattern == "/metrics" => {
            return refusal(&Problem::not_found(), language);
        }
        Ok(HostKind::Local | HostKind::Proxied) => {}
    }
    // The health endpoints stay reliable: through them a stop and a run with chaos are observed.
    let is_health = is_health_endpoint(pattern);
    if front.in_flight.is_stopping() && !is_health {
        return refusal(&Problem::maintenance(), language);
    }
    match &front.chaos {
        Some(chaos) if !is_health => {
            chaos::inject(chaos, &front.metrics, pattern, request, next).await
        }
        Some(_) | None => next.run(request).await,
    }
}

fn is_health_endpoint(pattern: &str) -> bool {
    matches!(pattern, "/healthz" | "/readyz" | "/metrics")
}

/// The path with placeholders, or `other` for a path that does not exist.
fn pattern(path: &str, resolved: Option<&ResolvedPath>) -> &'static str {
    match (path, resolved) {
        ("/healthz", _) => "/healthz",
        ("/readyz", _) => "/readyz",
        ("/metrics", _) => "/metrics",
        (_, Some(resolved)) => resolved.endpoint.pattern(),
        (path, None) if page_at(path).is_some() => "page",
        (_, None) => "other",
    }
}

/// The account of a path, if its name is valid: anything else could be an attempt to write to the
/// log.
fn loggable_account(resolved: ResolvedPath) -> Option<String> {
    let account = AccountName::parse(&resolved.account?).ok()?;
    Some(account.to_string())
}

/// The id that the client gave, provided that it is harmless in a log, or else a random one. The id
/// only links log lines, so without random bytes it is empty, and the request goes on.
fn request_id(request: &Request) -> String {
    let given = request
        .headers()
        .get(REQUEST_ID)
        .and_then(|id| id.to_str().ok());
    match given {
        Some(id) if is_harmless(id) => id.to_owned(),
        Some(_) | None => random_hex(8).unwrap_or_default(),
    }
}

fn is_harmless(id: &str) -> bool {
    let mut characters = id.chars();
    (1..=LONGEST_ID).contains(&id.len())
        && characters.all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
}
