//! What those who run the portal ask: whether it lives, whether it is ready, and its counts.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::serve::Front;

const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The process answers.
pub(super) async fn alive() -> Response {
    uncached((StatusCode::OK, "alive\n"))
}

/// The database answers, and the portal goes on.
pub(super) async fn ready(State(front): State<Arc<Front>>) -> Response {
    if front.life.is_stopping() {
        return uncached((StatusCode::SERVICE_UNAVAILABLE, "stopping\n"));
    }
    let portal = front.portal.clone();
    let answers = tokio::task::spawn_blocking(move || portal.answers());
    match answers.await {
        Ok(true) => uncached((StatusCode::OK, "ready\n")),
        Ok(false) | Err(_) => uncached((StatusCode::SERVICE_UNAVAILABLE, "not ready\n")),
    }
}

/// Both forms have the same lines.
pub(super) async fn metrics(State(front): State<Arc<Front>>, headers: HeaderMap) -> Response {
    let accepts = headers
        .get(header::ACCEPT)
        .and_then(|accepts| accepts.to_str().ok());
    let open = accepts.is_some_and(|accepts| accepts.contains("application/openmetrics-text"));
    let kind = HeaderValue::from_static(if open { OPEN_METRICS } else { TEXT });
    let database = front.portal.readers.database();
    let text = front.metrics.text(database, front.life.in_flight());
    uncached(([(header::CONTENT_TYPE, kind)], text))
}

fn uncached(answer: impl IntoResponse) -> Response {
    let mut response = answer.into_response();
    let no_store = HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_store);
    response
}
