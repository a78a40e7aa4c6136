//! The handler of all requests of the contract: from HTTP to an `ApiRequest` and back.

use std::sync::Arc;

use axum::body::{Body, HttpBody};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{Method, header};
use axum::response::Response;
use tokio::time::timeout;
use tower::ServiceExt;

use super::browser::Browser;
use super::front::{Front, QueuedRequest};
use super::headers::{bearer, is_of_tool, joined, preferred_language, single};
use super::http_response::{refusal, success};
use super::pages::{handle_page, page_at};
use super::problem::Problem;
use super::request::ApiRequest;
use super::request_body::{Sender, is_for_known_senders};
use super::response::EncodedResponse;
use super::response_cache::CacheKey;

/// Responds from the cache if possible, and otherwise receives the body and processes the request.
pub(super) async fn handle(State(front): State<Arc<Front>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if let Some(page) = page_at(parts.uri.path()) {
        return handle_page(&front, page, parts, body).await;
    }
    // A request with a body takes the long way, where the body is at least received.
    if body.is_end_stream()
        && let Some(response) = cached(&front, &parts)
    {
        return success(response);
    }
    let mut request = api_request(&front, &parts);
    let response = match receive(&front, &request, body).await {
        Err(problem) => Err(problem),
        Ok(body) => {
            request.body = body;
            process(&front, request).await
        }
    };
    match response {
        Ok(response) => success(response),
        Err(problem) => refusal(&problem, preferred_language(&parts.headers)),
    }
}

/// Receives the body. Nothing large is read from somebody who has neither a token nor a session, and a
/// login is never large.
async fn receive(front: &Front, request: &ApiRequest, body: Body) -> Result<Vec<u8>, Problem> {
    if !is_for_known_senders(&body) {
        return front.bodies.receive(body, Sender::Known).await;
    }
    match front.portal.clone().knows_sender(request.clone()).await {
        Ok(()) => front.bodies.receive(body, Sender::Known).await,
        Err(problem) => {
            // Most clients read the response only once they have sent everything.
            drop(front.bodies.receive(body, Sender::Unknown).await);
            Err(problem)
        }
    }
}

/// The request without its body.
fn api_request(front: &Front, parts: &Parts) -> ApiRequest {
    let headers = &parts.headers;
    let authorization = joined(headers, header::AUTHORIZATION);
    let bearer = authorization.as_deref().and_then(bearer);
    ApiRequest {
        method: parts.method.as_str().to_owned(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or("").to_owned(),
        bearer: bearer.map(str::to_owned),
        if_match: joined(headers, header::IF_MATCH),
        if_none_match: joined(headers, header::IF_NONE_MATCH),
        content_type: joined(headers, header::CONTENT_TYPE),
        browser: Browser::of(headers),
        is_of_tool: is_of_tool(headers),
        client: front.portal.exposure.client(parts),
        body: Vec::new(),
    }
}

/// The cached response to a read with a token. The key is the one that `ApiRequest::cache_key`
/// gives, computed here without building a whole request: this is the most frequent case.
fn cached(front: &Front, parts: &Parts) -> Option<EncodedResponse> {
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        return None;
    }
    // With an ambiguous header the long way decides what it means.
    let authorization = single(&parts.headers, header::AUTHORIZATION).ok()??;
    let if_none_match = single(&parts.headers, header::IF_NONE_MATCH).ok()?;
    let query = parts.uri.query().unwrap_or("");
    let key = CacheKey::new(bearer(authorization)?, parts.uri.path(), query);
    front.portal.cached(key, if_none_match)
}

/// Processes a request in its turn. 503 when too many are being processed, 504 when it takes too
/// long; the request may still take effect in that case.
async fn process(front: &Front, request: ApiRequest) -> Result<EncodedResponse, Problem> {
    let processing = async {
        // Waiting for a hash comes before the limit of requests, so that logins which wait for
        // each other do not take the places of requests that need no hash.
        let hash_permit = front.portal.hash_permit(&request).await;
        let queued = QueuedRequest {
            request,
            hash_permit,
        };
        front.requests.clone().oneshot(queued).await
    };
    match timeout(front.response_limit, processing).await {
        Ok(Ok(response)) => response,
        Ok(Err(_overloaded)) => Err(Problem::maintenance()),
        Err(_elapsed) => Err(Problem::timed_out()),
    }
}
