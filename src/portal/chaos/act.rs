//! Does to a request what chaos has in store for it.

use std::time::{Duration, SystemTime};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::{StreamExt, stream};

use super::{Answer, Chaos, Fault, Question, RetryAfter};
use crate::model::Language;
use crate::portal::listen::Cut;
use crate::portal::metrics::{Metrics, word};
use crate::portal::problem::Problem;
use crate::portal::serve::refusal;

/// Another place, where nobody listens.
const ELSEWHERE: &str = "http://127.0.0.1:9/elsewhere";
const WEB_PAGE: &str = "<!doctype html><title>Connexion</title><p>Connexion</p>";

pub(in crate::portal) async fn around(
    chaos: &Chaos,
    metrics: &Metrics,
    pattern: &'static str,
    request: Request,
    next: Next,
) -> Response {
    let fault = chaos.next(word(request.method()), pattern);
    if let Some(kind) = fault.word() {
        metrics.faulted(kind);
        tracing::warn!(fault = kind, route = pattern, "chaos");
    }
    let question = question(&request);
    match fault {
        Fault::None => asked(chaos, question, request, next).await,
        Fault::Delay(pause) => {
            tokio::time::sleep(pause).await;
            asked(chaos, question, request, next).await
        }
        Fault::TooMany(after) => later(&Problem::rate_limited(), after),
        Fault::Unavailable(after) => later(&Problem::maintenance(), after),
        Fault::ResetBefore => cut(),
        Fault::ResetAfter => {
            asked(chaos, question, request, next).await;
            cut()
        }
        Fault::Truncated => halved(asked(chaos, question, request, next).await).await,
        Fault::Endless => endless(asked(chaos, question, request, next).await),
        Fault::WrongType => {
            let mut page = Response::new(Body::from(WEB_PAGE));
            let html = HeaderValue::from_static("text/html; charset=utf-8");
            page.headers_mut().insert(header::CONTENT_TYPE, html);
            page
        }
        Fault::Redirect => {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::FOUND;
            let there = HeaderValue::from_static(ELSEWHERE);
            response.headers_mut().insert(header::LOCATION, there);
            response
        }
        Fault::Stale => match question.as_ref().and_then(|asked| chaos.older(asked)) {
            Some(answer) => given(answer),
            None => asked(chaos, question, request, next).await,
        },
    }
}

fn question(request: &Request) -> Option<Question> {
    let bearer = request.headers().get(header::AUTHORIZATION)?;
    (request.method() == Method::GET).then(|| Question {
        target: request.uri().to_string(),
        bearer: bearer.as_bytes().to_vec(),
    })
}

/// The true answer, which is remembered.
async fn asked(
    chaos: &Chaos,
    question: Option<Question>,
    request: Request,
    next: Next,
) -> Response {
    let response = next.run(request).await;
    let Some(question) = question.filter(|_| response.status() == StatusCode::OK) else {
        return response;
    };
    let (parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return cut();
    };
    let headers = parts.headers.clone();
    let answer = Answer {
        headers,
        body: body.clone(),
    };
    chaos.remember(question, answer);
    Response::from_parts(parts, Body::from(body))
}

fn given(answer: Answer) -> Response {
    let mut response = Response::new(Body::from(answer.body));
    *response.headers_mut() = answer.headers;
    response
}

fn cut() -> Response {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(Cut);
    response
}

fn later(problem: &Problem, after: RetryAfter) -> Response {
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

/// As long as announced is not what comes.
async fn halved(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return cut();
    };
    if body.is_empty() {
        return cut();
    }
    parts
        .headers
        .insert(header::CONTENT_LENGTH, body.len().into());
    let half = body.slice(..body.len() / 2);
    let halves = stream::iter([Ok(half), Err(Cut)]);
    Response::from_parts(parts, Body::from_stream(halves))
}

/// White space may follow JSON, so only a limit tells that there is no end.
fn endless(response: Response) -> Response {
    let (parts, body) = response.into_parts();
    let spaces = stream::repeat(Bytes::from_static(&[b' '; 64 << 10])).map(Ok);
    let body = body.into_data_stream().chain(spaces);
    Response::from_parts(parts, Body::from_stream(body))
}
