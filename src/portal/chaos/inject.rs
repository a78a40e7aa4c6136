//! Carrying out the fault that was drawn.

use std::time::{Duration, SystemTime};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::{StreamExt, stream};

use super::draw::{InjectedFault, RetryAfter};
use super::memory::{Chaos, ReplayKey, SeenResponse};
use crate::model::Language;
use crate::portal::http_response::refusal;
use crate::portal::listen::ConnectionCut;
use crate::portal::metrics::{Metrics, method_label};
use crate::portal::problem::Problem;

/// Where redirects lead: port 9 (discard), where nothing listens. A client that follows would send
/// its token to a foreign server.
const ELSEWHERE: &str = "http://127.0.0.1:9/elsewhere";
const WEB_PAGE: &str = "<!doctype html><title>Connexion</title><p>Connexion</p>";

/// Handles a request, with the fault that is its turn.
pub(in crate::portal) async fn inject(
    chaos: &Chaos,
    metrics: &Metrics,
    pattern: &'static str,
    request: Request,
    next: Next,
) -> Response {
    let fault = chaos.next(method_label(request.method()), pattern);
    if let Some(kind) = fault.label() {
        metrics.faulted(kind);
        tracing::warn!(fault = kind, route = pattern, "chaos");
    }
    // Taken before the request is handed on and gone.
    let key = replay_key(&request);
    match fault {
        InjectedFault::None => genuine(chaos, key, request, next).await,
        InjectedFault::Delay(pause) => {
            tokio::time::sleep(pause).await;
            genuine(chaos, key, request, next).await
        }
        InjectedFault::TooMany(after) => retry_later(&Problem::rate_limited(), after),
        InjectedFault::Unavailable(after) => retry_later(&Problem::maintenance(), after),
        InjectedFault::ResetBefore => cut(),
        InjectedFault::ResetAfter => {
            // The response is dropped unsent.
            genuine(chaos, key, request, next).await;
            cut()
        }
        InjectedFault::Truncated => truncated(genuine(chaos, key, request, next).await).await,
        InjectedFault::Endless => endless(genuine(chaos, key, request, next).await),
        InjectedFault::WrongType => web_page(),
        InjectedFault::Redirect => redirect(),
        InjectedFault::Stale => match key.as_ref().and_then(|key| chaos.older(key)) {
            Some(seen) => replayed(seen),
            None => genuine(chaos, key, request, next).await,
        },
    }
}

/// Only a GET with a token can be given an old response.
fn replay_key(request: &Request) -> Option<ReplayKey> {
    let bearer = request.headers().get(header::AUTHORIZATION)?;
    (request.method() == Method::GET).then(|| ReplayKey {
        target: request.uri().to_string(),
        bearer: bearer.as_bytes().to_vec(),
    })
}

/// The portal's own response, which is remembered.
async fn genuine(chaos: &Chaos, key: Option<ReplayKey>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    // Only a 200 is worth repeating; errors and 304 pass through.
    let Some(key) = key.filter(|_| response.status() == StatusCode::OK) else {
        return response;
    };
    let (parts, body) = response.into_parts();
    // The body is read here to be copied; responses of the portal are in memory anyway.
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return cut();
    };
    let seen = SeenResponse {
        headers: parts.headers.clone(),
        body: body.clone(),
    };
    chaos.remember(key, seen);
    Response::from_parts(parts, Body::from(body))
}

fn replayed(seen: SeenResponse) -> Response {
    let mut response = Response::new(Body::from(seen.body));
    *response.headers_mut() = seen.headers;
    response
}

/// A response that closes the connection instead of being sent.
fn cut() -> Response {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(ConnectionCut);
    response
}

fn web_page() -> Response {
    let mut page = Response::new(Body::from(WEB_PAGE));
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    page.headers_mut().insert(header::CONTENT_TYPE, html);
    page
}

fn redirect() -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::FOUND;
    let elsewhere = HeaderValue::from_static(ELSEWHERE);
    response.headers_mut().insert(header::LOCATION, elsewhere);
    response
}

fn retry_later(problem: &Problem, after: RetryAfter) -> Response {
    let mut response = refusal(problem, Language::En);
    let after = match after {
        RetryAfter::Seconds(seconds) => seconds.to_string(),
        RetryAfter::Date => {
            let date = SystemTime::now() + Duration::from_secs(1);
            let date = chrono::DateTime::<chrono::Utc>::from(date);
            date.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
        }
    };
    if let Ok(after) = HeaderValue::try_from(after) {
        response.headers_mut().insert(header::RETRY_AFTER, after);
    }
    response
}

/// Announces the whole length, sends half of the body and closes the connection.
async fn truncated(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return cut();
    };
    if body.is_empty() {
        return cut();
    }
    // Set by hand, because hyper would otherwise send a stream without a length, in chunks.
    parts
        .headers
        .insert(header::CONTENT_LENGTH, body.len().into());
    // The error in the stream makes hyper close the connection without a final chunk.
    let half = body.slice(..body.len() / 2);
    let chunks = stream::iter([Ok(half), Err(ConnectionCut)]);
    Response::from_parts(parts, Body::from_stream(chunks))
}

/// Sends spaces after the body without end. Spaces may follow JSON, so the client sees nothing
/// invalid and needs a limit of size or time.
fn endless(response: Response) -> Response {
    let (parts, body) = response.into_parts();
    let spaces = stream::repeat(Bytes::from_static(&[b' '; 64 << 10])).map(Ok);
    let body = body.into_data_stream().chain(spaces);
    Response::from_parts(parts, Body::from_stream(body))
}
