//! Responses and problems as HTTP sends them.

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;

use super::problem::Problem;
use super::response::EncodedResponse;
use crate::model::Language;
use crate::words::Words;

/// Seconds after which a client may repeat a request that got a 503.
const RETRY_AFTER: &str = "1";

/// A successful response.
pub(super) fn success(response: EncodedResponse) -> Response {
    // Shared caches must not store what depends on the token.
    let mut headers = vec![(header::CACHE_CONTROL, "private".to_owned())];
    headers.extend(response.etag.map(|etag| (header::ETAG, etag)));
    let link = response.next.map(|next| format!("<{next}>; rel=\"next\""));
    headers.extend(link.map(|link| (header::LINK, link)));
    headers.extend(response.cookie.map(|cookie| (header::SET_COOKIE, cookie)));
    let body = match response.body {
        Some(body) => {
            headers.push((header::CONTENT_TYPE, "application/json".to_owned()));
            body
        }
        None => Bytes::new(),
    };
    assembled(response.status, headers, body)
}

/// A problem, with its text in a language.
pub(super) fn refusal(problem: &Problem, language: Language) -> Response {
    let mut headers = vec![
        (header::CACHE_CONTROL, "private".to_owned()),
        (header::CONTENT_TYPE, "application/problem+json".to_owned()),
        (header::CONTENT_LANGUAGE, language.to_string()),
    ];
    // RFC 9110 requires the header on every 401.
    if problem.status == 401 {
        headers.push((header::WWW_AUTHENTICATE, "Bearer".to_owned()));
    }
    if problem.status == 503 {
        headers.push((header::RETRY_AFTER, RETRY_AFTER.to_owned()));
    }
    headers.extend(problem.allow.map(|allow| (header::ALLOW, allow.to_owned())));
    let wait = problem.retry_after.map(|wait| wait.to_string());
    headers.extend(wait.map(|wait| (header::RETRY_AFTER, wait)));
    let body = problem.body(&Words::of(language));
    assembled(problem.status, headers, body.to_string().into())
}

fn assembled(status: u16, headers: Vec<(HeaderName, String)>, body: Bytes) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::try_from(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}
