//! HTTP around the answers: headers in, headers out, limits.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tower_http::timeout::TimeoutLayer;

use super::answer::{Asked, Reply};
use super::problem::Problem;
use super::session::Browser;
use super::{Portal, PortalFault};
use crate::model::Language;
use crate::words::Words;

/// No body of the contract comes near it.
const MAX_BODY: usize = 1 << 20;
const TIME_OUT: Duration = Duration::from_secs(30);

impl Portal {
    /// Serves until `stop` is done, then finishes what it began.
    pub(crate) async fn serve(
        self,
        listener: TcpListener,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), PortalFault> {
        let router = Router::new()
            .fallback(handle)
            .layer(TimeoutLayer::with_status_code(
                StatusCode::REQUEST_TIMEOUT,
                TIME_OUT,
            ))
            .with_state(self);
        // Without it the first answer of a connection may wait for an acknowledgement.
        let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service)
            .with_graceful_shutdown(stop)
            .await
            .map_err(PortalFault::Listen)
    }
}

async fn handle(State(portal): State<Portal>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let language = language(&parts.headers);
    let text = |name: HeaderName| {
        let values: Result<Vec<_>, _> = parts
            .headers
            .get_all(name)
            .iter()
            .map(HeaderValue::to_str)
            .collect();
        values
            .ok()
            .filter(|values| !values.is_empty())
            .map(|values| values.join(", "))
    };
    let bearer = text(header::AUTHORIZATION).and_then(|value| {
        let (scheme, token) = value.split_once(' ')?;
        let bearer = scheme.eq_ignore_ascii_case("Bearer");
        bearer.then(|| token.trim().to_owned())
    });
    let mut asked = Asked {
        method: parts.method.as_str().to_owned(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        bearer,
        if_match: text(header::IF_MATCH),
        if_none_match: text(header::IF_NONE_MATCH),
        content_type: text(header::CONTENT_TYPE),
        browser: Browser::of(&parts.headers),
        client: portal.front.client(&parts),
        body: Vec::new(),
    };
    let answered = match to_bytes(body, MAX_BODY).await {
        Err(_) => Err(Problem::too_large()),
        Ok(body) => {
            asked.body = body.into();
            let turn = portal.turn(&asked).await;
            let answer = tokio::task::spawn_blocking(move || {
                let answer = portal.answer(&asked);
                drop(turn);
                answer
            });
            answer.await.unwrap_or_else(|_| Err(Problem::internal()))
        }
    };
    match answered {
        Ok(reply) => response(reply),
        Err(problem) => refusal(&problem, language),
    }
}

/// The language with the greatest weight (RFC 9110, 12.5.4); of equals the first.
fn language(headers: &HeaderMap) -> Language {
    let accepted = headers.get_all(header::ACCEPT_LANGUAGE).iter();
    let ranges = accepted
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    let mut best = (0.0, Language::En);
    for range in ranges.take(100) {
        let (tag, weight) = range.split_once(';').unwrap_or((range, "q=1"));
        let primary = tag.trim().split('-').next().unwrap_or_default();
        let weight = weight.trim().strip_prefix("q=").map(str::parse::<f32>);
        if let (Some(language), Some(Ok(weight))) =
            (Language::parse(&primary.to_ascii_lowercase()), weight)
            && weight > best.0
        {
            best = (weight, language);
        }
    }
    best.1
}

fn response(reply: Reply) -> Response {
    let mut headers = vec![(header::CACHE_CONTROL, "private".to_owned())];
    headers.extend(reply.etag.map(|etag| (header::ETAG, etag)));
    headers.extend(
        reply
            .next
            .map(|next| (header::LINK, format!("<{next}>; rel=\"next\""))),
    );
    headers.extend(reply.cookie.map(|cookie| (header::SET_COOKIE, cookie)));
    let body = reply.body.map(|body| {
        headers.push((header::CONTENT_TYPE, "application/json".to_owned()));
        body.to_string()
    });
    assembled(reply.status, headers, body.unwrap_or_default())
}

fn refusal(problem: &Problem, language: Language) -> Response {
    let mut headers = vec![
        (header::CACHE_CONTROL, "private".to_owned()),
        (header::CONTENT_TYPE, "application/problem+json".to_owned()),
        (header::CONTENT_LANGUAGE, language.to_string()),
    ];
    if problem.status == 401 {
        headers.push((header::WWW_AUTHENTICATE, "Bearer".to_owned()));
    }
    headers.extend(problem.allow.map(|allow| (header::ALLOW, allow.to_owned())));
    let wait = problem.retry_after.map(|wait| wait.to_string());
    headers.extend(wait.map(|wait| (header::RETRY_AFTER, wait)));
    let body = problem.body(&Words::of(language));
    assembled(problem.status, headers, body.to_string())
}

fn assembled(status: u16, headers: Vec<(HeaderName, String)>, body: String) -> Response {
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
