//! One request and its answer: retries, limits, and what counts as an answer of the contract.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use chrono::{DateTime, Utc};
use reqwest::header::{
    ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue, RETRY_AFTER,
};
use reqwest::{Client, Method, Response, StatusCode};

use super::{PortalUrl, Token, not_the_portal};
use crate::contract::{FieldError, PortalError, Refusal, shown, wire};
use crate::model::Language;

/// An answer larger than this is none of a portal's.
const MAX_BODY: usize = 32 << 20;
const MAX_TRIES: usize = 5;
/// What a portal may ask us to wait.
const MAX_WAIT: Duration = Duration::from_secs(60);
const CONNECT: Duration = Duration::from_secs(10);
const ANSWER: Duration = Duration::from_secs(60);

/// A connection to one portal.
pub(super) struct Exchange {
    http: Client,
    url: PortalUrl,
    token: Token,
    language: Language,
}

/// What is asked.
pub(super) struct Ask {
    method: Method,
    path: String,
    headers: Vec<(HeaderName, String)>,
    pub(super) body: Option<serde_json::Value>,
}

impl Ask {
    pub(super) fn new(method: Method, path: String) -> Self {
        Self {
            method,
            path,
            headers: Vec::new(),
            body: None,
        }
    }

    pub(super) fn header(mut self, name: HeaderName, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }
}

/// A whole answer that is a success, or 304.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) body: Vec<u8>,
    pub(super) attempts: u32,
    url: String,
    headers: reqwest::header::HeaderMap,
}

impl Answer {
    pub(super) fn header(&self, name: HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// A try that failed, and whether another may follow.
struct Failed {
    error: PortalError,
    again: Again,
}

enum Again {
    No,
    /// After the usual pause.
    Soon,
    /// The portal said when.
    After(Duration),
}

impl Exchange {
    pub(super) fn new(
        url: PortalUrl,
        token: Token,
        language: Language,
        extra_root: Option<&[u8]>,
    ) -> Result<Self, PortalError> {
        // An earlier client of this process has installed the same provider.
        drop(rustls::crypto::ring::default_provider().install_default());
        let mut builder = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT)
            .timeout(ANSWER)
            .tcp_nodelay(true);
        if url.is_plain() {
            let loopback = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
            builder = builder
                .no_proxy()
                .resolve("localhost", loopback)
                .tls_certs_only(std::iter::empty());
        } else if let Some(pem) = extra_root {
            let root = reqwest::Certificate::from_pem(pem)
                .map_err(|_| not_the_portal("the CA file holds no certificate in PEM"))?;
            builder = builder.tls_certs_merge([root]);
        }
        let http = builder.build().map_err(|error| PortalError::Unreachable {
            reason: reason(error),
        })?;
        Ok(Self {
            http,
            url,
            token,
            language,
        })
    }

    /// The page that a `Link` names, if it is the same list of the same portal: the token goes
    /// nowhere else.
    pub(super) fn same_place(&self, link: &str, answer: &Answer) -> Result<String, PortalError> {
        let elsewhere = || not_the_portal("a list continues at another place");
        let here = reqwest::Url::parse(&answer.url).map_err(|_| elsewhere())?;
        let there = here.join(link).map_err(|_| elsewhere())?;
        let prefix = self.url.resource("");
        if there.origin() != here.origin() || there.path() != here.path() {
            return Err(elsewhere());
        }
        let path = there.as_str().strip_prefix(&prefix).ok_or_else(elsewhere)?;
        Ok(path.to_owned())
    }

    /// Asks until there is an answer, an error that a repeat would not change, or no try left. A
    /// write is repeated only when the portal says that it did nothing.
    pub(super) async fn ask(&self, ask: &Ask) -> Result<Answer, PortalError> {
        let mut attempts = 0;
        let pauses = ExponentialBuilder::default()
            .with_jitter()
            .with_min_delay(Duration::from_millis(200))
            .with_max_times(MAX_TRIES - 1);
        let mut answer = (|| {
            attempts += 1;
            self.once(ask)
        })
        .retry(pauses)
        .sleep(tokio::time::sleep)
        .when(|failed: &Failed| !matches!(failed.again, Again::No))
        .adjust(|failed: &Failed, pause| match failed.again {
            Again::After(wait) => Some(wait + pause.unwrap_or_default() / 2),
            Again::No | Again::Soon => pause,
        })
        .await
        .map_err(|failed| failed.error)?;
        answer.attempts = attempts;
        Ok(answer)
    }

    async fn once(&self, ask: &Ask) -> Result<Answer, Failed> {
        let mut authorization = HeaderValue::from_str(&self.token.header())
            .map_err(|_| stop(not_the_portal("the token cannot be sent")))?;
        authorization.set_sensitive(true);
        let url = self.url.resource(&ask.path);
        let mut request = self
            .http
            .request(ask.method.clone(), &url)
            .header(AUTHORIZATION, authorization)
            .header(ACCEPT_LANGUAGE, self.language.as_str());
        for (name, value) in &ask.headers {
            request = request.header(name, value);
        }
        if let Some(body) = &ask.body {
            request = match ask.method {
                Method::PATCH => request
                    .header(CONTENT_TYPE, "application/merge-patch+json")
                    .body(body.to_string()),
                _ => request.json(body),
            };
        }
        let reads = ask.method == Method::GET;
        let response = request
            .send()
            .await
            .map_err(|error| not_sent(error, reads))?;
        let status = response.status();
        let headers = response.headers().clone();
        let wait = retry_after(&response);
        let body = whole_body(response, reads).await?;
        let answer = Answer {
            status,
            body,
            attempts: 0,
            url,
            headers,
        };
        if status.is_success() || status == StatusCode::NOT_MODIFIED {
            return understood(answer);
        }
        Err(refused(&answer, reads, wait))
    }
}

fn stop(error: PortalError) -> Failed {
    Failed {
        error,
        again: Again::No,
    }
}

fn not_sent(error: reqwest::Error, reads: bool) -> Failed {
    if error.is_connect() {
        return stop(PortalError::Unreachable {
            reason: reason(error),
        });
    }
    lost(reason(error), reads)
}

/// A read is simply repeated; of a write nobody knows whether it happened.
fn lost(reason: String, reads: bool) -> Failed {
    Failed {
        error: PortalError::Lost { reason },
        again: if reads { Again::Soon } else { Again::No },
    }
}

/// The innermost cause, without the address: its query may not be for every eye.
fn reason(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut cause: &dyn std::error::Error = &error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    shown(&cause.to_string())
}

async fn whole_body(mut response: Response, reads: bool) -> Result<Vec<u8>, Failed> {
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() > MAX_BODY => {
                return Err(stop(not_the_portal("the answer is too large")));
            }
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => return Ok(body),
            Err(error) => return Err(lost(reason(error), reads)),
        }
    }
}

fn understood(answer: Answer) -> Result<Answer, Failed> {
    let json = answer.header(CONTENT_TYPE).is_some_and(|kind| {
        kind.split(';')
            .next()
            .is_some_and(|kind| kind.trim() == "application/json")
    });
    if json || answer.body.is_empty() {
        Ok(answer)
    } else {
        Err(stop(not_the_portal("it is not JSON, perhaps a web page")))
    }
}

fn refused(answer: &Answer, reads: bool, wait: Option<Duration>) -> Failed {
    let status = answer.status.as_u16();
    let problem = serde_json::from_slice::<wire::Problem>(&answer.body).ok();
    let error = match problem {
        Some(problem) => PortalError::Refused(refusal(status, problem)),
        None => match status {
            300..=399 => not_the_portal("it is a redirect, which is not followed"),
            401 | 403 => PortalError::Refused(bare(status)),
            500..=599 => PortalError::Lost {
                reason: format!("HTTP {status}"),
            },
            _ => not_the_portal(&format!("HTTP {status} without a problem document")),
        },
    };
    let again = match status {
        429 | 503 => wait.map_or(Again::Soon, Again::After),
        507 => Again::No,
        500..=599 if reads => Again::Soon,
        _ => Again::No,
    };
    let unknown = (500..=599).contains(&status) && !matches!(status, 503 | 507) && !reads;
    let error = if unknown {
        PortalError::Lost {
            reason: format!("HTTP {status}"),
        }
    } else {
        error
    };
    Failed { error, again }
}

fn refusal(status: u16, problem: wire::Problem) -> Refusal {
    let kind = problem
        .kind
        .rsplit(['/', ':', '#'])
        .next()
        .unwrap_or_default();
    let errors = problem
        .errors
        .into_iter()
        .take(100)
        .map(|error| FieldError {
            pointer: shown(&error.pointer),
            code: shown(&error.code),
            detail: shown(&error.detail),
        });
    Refusal {
        status,
        kind: shown(kind),
        detail: shown(&problem.detail),
        errors: errors.collect(),
    }
}

fn bare(status: u16) -> Refusal {
    Refusal {
        status,
        kind: if status == 401 {
            "unauthenticated"
        } else {
            "forbidden"
        }
        .to_owned(),
        detail: String::new(),
        errors: Vec::new(),
    }
}

/// Seconds or a date (RFC 9110, 10.2.3), and no longer than a person would wait.
fn retry_after(response: &Response) -> Option<Duration> {
    let text = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    let wait = match text.parse::<u64>() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => {
            let date = DateTime::parse_from_rfc2822(text).ok()?;
            (date.to_utc() - now()).to_std().unwrap_or_default()
        }
    };
    Some(wait.min(MAX_WAIT))
}

fn now() -> DateTime<Utc> {
    std::time::SystemTime::now().into()
}
