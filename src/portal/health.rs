//! Endpoints for those who operate the portal: `/healthz`, `/readyz` and `/metrics`. They need no
//! token, and they also respond while the portal is stopping.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::front::Front;

const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// `/healthz`: the process responds. An orchestrator restarts it otherwise.
pub(super) async fn alive() -> Response {
    uncached((StatusCode::OK, "alive\n"))
}

/// `/readyz`: the portal accepts requests, so its database can be read and it is not stopping. An
/// orchestrator sends requests elsewhere otherwise.
pub(super) async fn ready(State(front): State<Arc<Front>>) -> Response {
    if front.in_flight.is_stopping() {
        return uncached((StatusCode::SERVICE_UNAVAILABLE, "stopping\n"));
    }
    let portal = front.portal.clone();
    let is_readable = tokio::task::spawn_blocking(move || portal.is_readable());
    match is_readable.await {
        Ok(true) => uncached((StatusCode::OK, "ready\n")),
        Ok(false) | Err(_) => uncached((StatusCode::SERVICE_UNAVAILABLE, "not ready\n")),
    }
}

/// `/metrics`, in the format of OpenMetrics or, for clients that do not accept it, the older one of
/// Prometheus. What the portal writes is valid in both; only the media types differ.
pub(super) async fn metrics(State(front): State<Arc<Front>>, headers: HeaderMap) -> Response {
    let accepted = headers
        .get(header::ACCEPT)
        .and_then(|accepted| accepted.to_str().ok());
    let open = accepted.is_some_and(|types| types.contains("application/openmetrics-text"));
    let media_type = HeaderValue::from_static(if open { OPEN_METRICS } else { TEXT });
    let database = front.portal.readers.database();
    let text = front.metrics.text(database, front.in_flight.count());
    uncached(([(header::CONTENT_TYPE, media_type)], text))
}

fn uncached(response: impl IntoResponse) -> Response {
    let mut response = response.into_response();
    let no_store = HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_store);
    response
}
