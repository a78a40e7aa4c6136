//! One request and its response: connection, limits, and what counts as a response of the contract.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use backon::Retryable;
use reqwest::header::{ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use tokio::time::Instant;

use super::limiter::OriginLimiter;
use super::limits::{RequestLimits, Retry};
use super::message::{IncomingResponse, OutgoingRequest};
use super::portal_url::PortalUrl;
use super::request_id::RequestIds;
use super::retry::{Again, FailedAttempt, MAX_TRIES, MethodSafety, innermost, pauses, retry_after};
use super::token::Token;
use crate::contract::{PortalError, WriteFailure};
use crate::model::Language;

/// Bytes of a response; a portal that sends more is none.
pub(super) const MAX_BODY: usize = 8 << 20;
/// Why a request is given up when the run must be over.
const LATE: &str = "the time of the run is over";
/// Why a larger response is not read.
const TOO_LARGE: &str = "it has more than 8 MiB, the most that is read; if this is the portal, delete \
                         schedules there";
/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(10);
/// Name of the header with the id of a request, which the portal writes into its log.
const REQUEST_ID: &str = "x-request-id";
/// Status of a portal that is asked too often.
const TOO_MANY: u16 = StatusCode::TOO_MANY_REQUESTS.as_u16();

/// A connection to one portal.
pub(super) struct Exchange {
    http: Client,
    url: PortalUrl,
    token: Token,
    language: Language,
    pub(super) limits: RequestLimits,
    /// Of all tokens.
    origin: Arc<OriginState>,
}

/// What the requests of all accounts to one portal share.
struct OriginState {
    limiter: OriginLimiter,
    ids: RequestIds,
}

impl Exchange {
    /// Prepares a client that follows no redirect, because the token would go along. To this machine
    /// it uses neither a proxy nor a name server; `extra_root` is one more root certificate in PEM.
    pub(super) fn new(
        url: PortalUrl,
        token: Token,
        language: Language,
        extra_root: Option<&[u8]>,
    ) -> Result<Self, PortalError> {
        let http = client(&url, extra_root)?;
        Ok(Self {
            http,
            url,
            token,
            language,
            limits: RequestLimits::default(),
            origin: Arc::new(OriginState {
                limiter: OriginLimiter::default(),
                ids: RequestIds::of_a_run(),
            }),
        })
    }

    pub(super) fn with_token(&self, token: Token) -> Self {
        Self {
            http: self.http.clone(),
            url: self.url.clone(),
            token,
            language: self.language,
            limits: self.limits.clone(),
            origin: Arc::clone(&self.origin),
        }
    }

    /// The page that a `Link` names, as a path below `/v1/`.
    ///
    /// It must be of the same list of the same portal. A portal that could name another place would
    /// have the token sent there.
    pub(super) fn next_page(
        &self,
        link: &str,
        response: &IncomingResponse,
    ) -> Result<String, PortalError> {
        self.below_the_list(link, response)
            .ok_or_else(|| PortalError::not_the_portal("a list continues at another place"))
    }

    fn below_the_list(&self, link: &str, response: &IncomingResponse) -> Option<String> {
        // Joined and then compared, so that `../../elsewhere` and `//host/` are seen for what they are.
        let here = reqwest::Url::parse(&response.url).ok()?;
        let there = here.join(link).ok()?;
        if there.origin() != here.origin() || there.path() != here.path() {
            return None;
        }
        let path = there.as_str().strip_prefix(&self.url.resource(""))?;
        Some(path.to_owned())
    }

    /// Sends a request until there is a success, an error that a repetition would not change, or no
    /// attempt left. `retry.rs` says when it is repeated.
    pub(super) async fn send(
        &self,
        request: &OutgoingRequest,
    ) -> Result<IncomingResponse, WriteFailure> {
        let attempts = AtomicU32::new(0);
        let id = self.origin.ids.next();
        let sending = (|| {
            attempts.fetch_add(1, Ordering::Relaxed);
            self.send_in_turn(request, &id)
        })
        .retry(pauses())
        .sleep(tokio::time::sleep)
        .when(FailedAttempt::may_be_repeated)
        .notify(|failed, pause| {
            self.will_retry(request, failed, attempts.load(Ordering::Relaxed), pause);
        })
        .adjust(FailedAttempt::pause);
        let response = self.in_time(request, sending).await;
        let attempts = attempts.into_inner();
        match response {
            Ok(response) => Ok(IncomingResponse {
                attempts,
                ..response
            }),
            Err(FailedAttempt { error, .. }) => Err(WriteFailure {
                error: error.about(&format!(
                    "{}, {attempts}/{MAX_TRIES}, {id}",
                    self.name(request)
                )),
                attempts,
            }),
        }
    }

    /// Waits until the run must be over. A request that was sent by then is lost.
    async fn in_time<T>(
        &self,
        request: &OutgoingRequest,
        sending: impl Future<Output = Result<T, FailedAttempt>>,
    ) -> Result<T, FailedAttempt> {
        let Some(deadline) = self.limits.deadline else {
            return sending.await;
        };
        if deadline <= Instant::now() {
            let reason = LATE.to_owned();
            return Err(FailedAttempt::final_one(PortalError::Unreachable {
                reason,
            }));
        }
        let safety = MethodSafety::of(&request.method);
        match tokio::time::timeout_at(deadline, sending).await {
            Ok(response) => response,
            Err(_) => Err(FailedAttempt::cut_off(LATE.to_owned(), safety)),
        }
    }

    fn will_retry(
        &self,
        request: &OutgoingRequest,
        failed: &FailedAttempt,
        attempts: u32,
        pause: Duration,
    ) {
        if let Some(on_retry) = &self.limits.on_retry {
            on_retry(&Retry {
                request: self.name(request),
                error: failed.error.clone(),
                attempt: attempts + 1,
                most: MAX_TRIES,
                pause,
            });
        }
    }

    /// Method and address, as people see them. Queries are cursors, which say nothing to anyone.
    fn name(&self, request: &OutgoingRequest) -> String {
        let path = request.path.split('?').next().unwrap_or(&request.path);
        format!("{} {}", request.method, self.url.resource(path))
    }

    /// Waits until the portal may be asked, and remembers what it says about being asked.
    async fn send_in_turn(
        &self,
        request: &OutgoingRequest,
        id: &str,
    ) -> Result<IncomingResponse, FailedAttempt> {
        let permit = self.origin.limiter.enter().await;
        let response = self.send_once(request, id).await;
        match &response {
            Ok(_) => permit.was_welcome(),
            Err(failed) => {
                if failed.error.status() == Some(TOO_MANY) {
                    permit.was_too_many();
                }
                if let Again::After(wait) = failed.again {
                    self.origin.limiter.pause(Instant::now() + wait);
                }
            }
        }
        response
    }

    async fn send_once(
        &self,
        request: &OutgoingRequest,
        id: &str,
    ) -> Result<IncomingResponse, FailedAttempt> {
        let safety = MethodSafety::of(&request.method);
        let url = self.url.resource(&request.path);
        let response = self.prepared(request, &url, id)?.send().await;
        let response = response.map_err(|error| FailedAttempt::unsent(error, safety))?;
        let (status, headers) = (response.status(), response.headers().clone());
        // Before the body is read, which consumes the response.
        let wait = retry_after(&response);
        let response = IncomingResponse {
            status,
            body: whole_body(response, safety).await?,
            attempts: 0,
            url,
            headers,
        };
        if status.is_success() || status == StatusCode::NOT_MODIFIED {
            return understood(response, safety);
        }
        Err(FailedAttempt::refused(&response, safety, wait))
    }

    /// The request with what every request has.
    fn prepared(
        &self,
        request: &OutgoingRequest,
        url: &str,
        id: &str,
    ) -> Result<RequestBuilder, FailedAttempt> {
        let mut authorization = HeaderValue::from_str(&self.token.header()).map_err(|_| {
            FailedAttempt::final_one(PortalError::not_the_portal("the token cannot be sent"))
        })?;
        // So that no log of the HTTP library ever shows it.
        authorization.set_sensitive(true);
        let mut builder = self
            .http
            .request(request.method.clone(), url)
            .timeout(self.limits.timeout)
            .header(AUTHORIZATION, authorization)
            .header(ACCEPT_LANGUAGE, self.language.as_str())
            .header(REQUEST_ID, id);
        for (name, value) in &request.headers {
            builder = builder.header(name, value);
        }
        let Some(body) = &request.body else {
            return Ok(builder);
        };
        Ok(match request.method {
            // A merge patch has a media type of its own (RFC 7396), in which null means "remove".
            Method::PATCH => builder
                .header(CONTENT_TYPE, "application/merge-patch+json")
                .body(body.to_string()),
            _ => builder.json(body),
        })
    }
}

fn client(url: &PortalUrl, extra_root: Option<&[u8]>) -> Result<Client, PortalError> {
    // This fails when an earlier client of this process has installed the provider already.
    drop(rustls::crypto::ring::default_provider().install_default());
    let mut builder = Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(CONNECT)
        .user_agent(concat!("consigne/", env!("CARGO_PKG_VERSION")))
        .tcp_nodelay(true);
    // Plain HTTP is for this machine alone (`portal_url.rs`): no proxy sees the token, `localhost`
    // is what it says whatever a name server claims, and no certificate is loaded in vain.
    if url.is_plain() {
        let loopback = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        builder = builder
            .no_proxy()
            .resolve("localhost", loopback)
            .tls_certs_only(std::iter::empty());
    } else if let Some(pem) = extra_root {
        // A file without any certificate is read as none, and must not pass for one.
        let roots = reqwest::Certificate::from_pem_bundle(pem).unwrap_or_else(|_| Vec::new());
        if roots.is_empty() {
            return Err(PortalError::not_the_portal(
                "the CA file holds no certificate in PEM",
            ));
        }
        builder = builder.tls_certs_merge(roots);
    }
    builder.build().map_err(|error| PortalError::Unreachable {
        reason: innermost(error),
    })
}

async fn whole_body(
    mut response: Response,
    safety: MethodSafety,
) -> Result<Vec<u8>, FailedAttempt> {
    let mut body = Vec::new();
    loop {
        // By chunks and not at once, so that an endless response ends with an error and not with memory.
        match response.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() > MAX_BODY => {
                return Err(FailedAttempt::unreadable(TOO_LARGE, safety));
            }
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => return Ok(body),
            Err(error) => return Err(FailedAttempt::cut_off(innermost(error), safety)),
        }
    }
}

/// A success is JSON or empty. Anything else comes from a proxy's page or a wrong address.
fn understood(
    response: IncomingResponse,
    safety: MethodSafety,
) -> Result<IncomingResponse, FailedAttempt> {
    let kind = response.header(CONTENT_TYPE).unwrap_or("");
    let kind = kind.split(';').next().unwrap_or("").trim();
    if kind == "application/json" || response.body.is_empty() {
        Ok(response)
    } else {
        let reason = "it is not JSON, perhaps a web page";
        Err(FailedAttempt::unreadable(reason, safety))
    }
}
