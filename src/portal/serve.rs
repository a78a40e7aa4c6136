//! HTTP around the answers: headers in, headers out, limits.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::get;
use futures_util::StreamExt;
use tokio::net::TcpListener;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;
use tower::limit::ConcurrencyLimit;
use tower::load_shed::LoadShed;
use tower::util::BoxCloneSyncService;
use tower::{BoxError, ServiceExt, service_fn};

use super::answer::{Answer, Asked};
use super::attend::attend;
use super::chaos::Chaos;
use super::door::{Door, only};
use super::life::Life;
use super::listen::{Limits, listen};
use super::metrics::Metrics;
use super::problem::Problem;
use super::recent::Question;
use super::session::Browser;
use super::{Portal, PortalFault, vital};
use crate::model::Language;
use crate::words::Words;

/// No body of the contract comes near it.
const MAX_BODY: usize = 1 << 20;
/// What is larger than `MAX_BODY` is read on so far, because who is still sending hears nothing.
const HEARD_OUT: usize = 8 << 20;
/// Bodies that are not known to be smaller take turns.
const SMALL_BODY: u64 = 64 << 10;
const LARGE_BODIES: usize = 32;

/// Seconds after which it is worth to ask again.
const SOON: &str = "1";

/// How a portal is served.
#[derive(Debug, Clone, Default)]
pub(crate) struct Serving {
    /// Names of a proxy in front, as `Host` has them.
    pub(super) names: Vec<String>,
    /// Faults are asked for.
    pub(super) chaos: Option<u64>,
    pub(super) limits: Limits,
}

impl Serving {
    pub(crate) fn new(names: Vec<String>, chaos: Option<u64>) -> Self {
        Self {
            names,
            chaos,
            limits: Limits::default(),
        }
    }
}

/// A request, with its turn when it computes a hash.
type InTurn = (Asked, Option<OwnedSemaphorePermit>);
type Answering = BoxCloneSyncService<InTurn, Result<Answer, Problem>, BoxError>;

/// What the parts that serve share.
pub(super) struct Front {
    pub(super) portal: Portal,
    pub(super) door: Door,
    pub(super) life: Arc<Life>,
    pub(super) metrics: Metrics,
    pub(super) chaos: Option<Chaos>,
    answering: Answering,
    limits: Limits,
    large: Semaphore,
}

impl Portal {
    /// Serves until `stop` is done, then finishes what it began.
    pub(crate) async fn serve(
        self,
        serving: Serving,
        listener: TcpListener,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), PortalFault> {
        let listens = listener.local_addr().map_err(PortalFault::Listen)?;
        let limits = serving.limits;
        let portal = match serving.names.is_empty() {
            true => self,
            false => self.behind_proxy(),
        };
        let front = Arc::new(Front {
            door: Door::new(listens, &serving.names),
            life: Arc::default(),
            metrics: Metrics::new(),
            chaos: serving.chaos.map(Chaos::new),
            answering: answering(portal.clone(), limits.at_a_time),
            limits: limits.clone(),
            large: Semaphore::new(LARGE_BODIES),
            portal,
        });
        let life = Arc::clone(&front.life);
        tracing::info!(address = %listens, "listening");
        listen(listener, router(front), life, limits, stop).await;
        tracing::info!("stopped");
        Ok(())
    }
}

fn router(front: Arc<Front>) -> Router {
    Router::new()
        .route("/healthz", get(vital::alive))
        .route("/readyz", get(vital::ready))
        .route("/metrics", get(vital::metrics))
        .fallback(handle)
        .layer(from_fn_with_state(Arc::clone(&front), attend))
        .with_state(front)
}

/// So many at a time; who comes then is told to come again.
fn answering(portal: Portal, at_a_time: usize) -> Answering {
    let answering = service_fn(move |(asked, turn): InTurn| {
        let portal = portal.clone();
        async move {
            let answer = tokio::task::spawn_blocking(move || {
                let answer = portal.answer(&asked);
                drop(turn);
                answer
            });
            let answered = answer.await.unwrap_or_else(|_| Err(Problem::internal()));
            Ok::<_, BoxError>(answered)
        }
    });
    let limited = ConcurrencyLimit::new(answering, at_a_time);
    BoxCloneSyncService::new(LoadShed::new(limited))
}

async fn handle(State(front): State<Arc<Front>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if body.is_end_stream()
        && let Some(answer) = again(&front, &parts)
    {
        return response(answer);
    }
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
    let authorization = text(header::AUTHORIZATION);
    let bearer = authorization.as_deref().and_then(bearer);
    let mut asked = Asked {
        method: parts.method.as_str().to_owned(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        bearer: bearer.map(str::to_owned),
        if_match: text(header::IF_MATCH),
        if_none_match: text(header::IF_NONE_MATCH),
        content_type: text(header::CONTENT_TYPE),
        browser: Browser::of(&parts.headers),
        client: front.portal.reach.client(&parts),
        body: Vec::new(),
    };
    let answered = match received(&front, body).await {
        Err(problem) => Err(problem),
        Ok(body) => {
            asked.body = body;
            answered(&front, asked).await
        }
    };
    match answered {
        Ok(answer) => response(answer),
        Err(problem) => refusal(&problem, language),
    }
}

/// The token of `Authorization` (RFC 6750, 2.1).
fn bearer(authorization: &str) -> Option<&str> {
    let (scheme, token) = authorization.split_once(' ')?;
    scheme.eq_ignore_ascii_case("Bearer").then(|| token.trim())
}

/// What was told lately to who asks the same, which is most of what a portal is asked.
fn again(front: &Front, parts: &Parts) -> Option<Answer> {
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        return None;
    }
    let header = |name| only(&parts.headers, name).ok();
    let bearer = bearer(header(header::AUTHORIZATION)??)?;
    let query = parts.uri.query().unwrap_or_default();
    let question = Question::of(bearer, parts.uri.path(), query);
    front.portal.again(question, header(header::IF_NONE_MATCH)?)
}

/// The whole body, unless it is too large or too slow.
async fn received(front: &Front, body: Body) -> Result<Vec<u8>, Problem> {
    let bounds = body.size_hint();
    if bounds.lower() > HEARD_OUT as u64 {
        return Err(Problem::too_large());
    }
    let is_small = bounds.upper().is_some_and(|most| most <= SMALL_BODY);
    let _turn = match is_small {
        true => None,
        false => Some(
            front
                .large
                .try_acquire()
                .map_err(|_| Problem::maintenance())?,
        ),
    };
    let whole = timeout(front.limits.body, whole(body)).await;
    whole.unwrap_or_else(|_| Err(Problem::too_slow()))
}

async fn whole(body: Body) -> Result<Vec<u8>, Problem> {
    let mut chunks = body.into_data_stream();
    let (mut whole, mut length) = (Vec::new(), 0);
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Problem::malformed())?;
        length += chunk.len();
        if length <= MAX_BODY {
            whole.extend_from_slice(&chunk);
        } else {
            whole = Vec::new();
        }
        if length > HEARD_OUT {
            break;
        }
    }
    if length > MAX_BODY {
        return Err(Problem::too_large());
    }
    Ok(whole)
}

async fn answered(front: &Front, asked: Asked) -> Result<Answer, Problem> {
    // Who waits for a turn keeps nobody else from an answer.
    let answering = async {
        let turn = front.portal.turn(&asked).await;
        front.answering.clone().oneshot((asked, turn)).await
    };
    match timeout(front.limits.answer, answering).await {
        Ok(Ok(answered)) => answered,
        Ok(Err(_)) => Err(Problem::maintenance()),
        Err(_) => Err(Problem::timed_out()),
    }
}

/// The language with the greatest weight (RFC 9110, 12.5.4); of equals the first.
pub(super) fn language(headers: &HeaderMap) -> Language {
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

fn response(answer: Answer) -> Response {
    let mut headers = vec![(header::CACHE_CONTROL, "private".to_owned())];
    headers.extend(answer.etag.map(|etag| (header::ETAG, etag)));
    headers.extend(
        answer
            .next
            .map(|next| (header::LINK, format!("<{next}>; rel=\"next\""))),
    );
    headers.extend(answer.cookie.map(|cookie| (header::SET_COOKIE, cookie)));
    if answer.body.is_some() {
        headers.push((header::CONTENT_TYPE, "application/json".to_owned()));
    }
    assembled(answer.status, headers, answer.body.unwrap_or_default())
}

pub(super) fn refusal(problem: &Problem, language: Language) -> Response {
    let mut headers = vec![
        (header::CACHE_CONTROL, "private".to_owned()),
        (header::CONTENT_TYPE, "application/problem+json".to_owned()),
        (header::CONTENT_LANGUAGE, language.to_string()),
    ];
    if problem.status == 401 {
        headers.push((header::WWW_AUTHENTICATE, "Bearer".to_owned()));
    }
    if problem.status == 503 {
        headers.push((header::RETRY_AFTER, SOON.to_owned()));
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
