//! One request and whatever came back: nothing is followed and nothing is taken on trust.

use std::time::Duration;

use reqwest::header::{ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::Value;

use super::tokens::{Holder, Tokens};
use super::{Claim, Fault};
use crate::contract::shown;

/// An answer larger than this is none of a portal's.
const MAX_BODY: usize = 32 << 20;
const MAX_TRIES: u32 = 5;
/// What a busy portal may ask us to wait.
const MAX_WAIT: Duration = Duration::from_secs(60);
const CONNECT: Duration = Duration::from_secs(10);
const ANSWER: Duration = Duration::from_secs(60);

/// What was expected and what came instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mismatch {
    pub(super) asked: String,
    pub(super) expected: String,
    pub(super) got: String,
}

impl Mismatch {
    pub(super) fn new(asked: &str, expected: impl ToString, got: impl ToString) -> Self {
        Self {
            asked: shown(asked),
            expected: shown(&expected.to_string()),
            got: shown(&got.to_string()),
        }
    }
}

/// A connection with everybody's tokens.
pub(super) struct Probe {
    http: Client,
    origin: String,
    tokens: Tokens,
    pub(super) account: String,
}

/// A request as it goes out.
#[derive(Debug, Clone)]
pub(super) struct Ask {
    pub(super) holder: Holder,
    pub(super) method: String,
    /// Below the account, or from the root when it begins with a slash.
    pub(super) path: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Option<String>,
}

impl Ask {
    pub(super) fn new(holder: Holder, method: &str, path: &str) -> Self {
        Self {
            holder,
            method: method.to_owned(),
            path: path.to_owned(),
            headers: Vec::new(),
            body: None,
        }
    }

    pub(super) fn read(holder: Holder, path: &str) -> Self {
        Self::new(holder, "GET", path)
    }

    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(super) fn body(mut self, body: &Value) -> Self {
        self.body = Some(body.to_string());
        self
    }

    pub(super) fn words(&self) -> String {
        format!("{} {} {}", self.holder, self.method, self.path)
    }

    fn names(&self, header: &str) -> bool {
        self.headers.iter().any(|(name, _)| name == header)
    }
}

/// What came back.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Value,
    pub(super) text: String,
    headers: HeaderMap,
}

impl Answer {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    pub(super) fn etag(&self) -> &str {
        self.header("etag").unwrap_or_default()
    }

    /// Status and, of a problem, its type and the wrong members.
    pub(super) fn verdict(&self) -> String {
        let mut words = vec![self.status.to_string()];
        words.extend(self.body["type"].as_str().map(str::to_owned));
        words.extend(self.errors());
        words.join(" ")
    }

    /// `/pointer:code` of each wrong member.
    pub(super) fn errors(&self) -> impl Iterator<Item = String> {
        let word = |error, name| super::text(error, name).to_owned();
        let errors = self.body["errors"].as_array().into_iter().flatten();
        errors.map(move |error| format!("{}:{}", word(error, "/pointer"), word(error, "/code")))
    }

    /// Entries of a list.
    pub(super) fn entries(&self) -> &[Value] {
        self.body.as_array().map_or(&[], Vec::as_slice)
    }
}

impl Probe {
    pub(super) fn new(claim: &Claim) -> Result<Self, Fault> {
        // Another client of this process may have installed the same provider.
        drop(rustls::crypto::ring::default_provider().install_default());
        let mut builder = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT)
            .timeout(ANSWER)
            .tcp_nodelay(true);
        if claim.origin.starts_with("http:") {
            builder = builder
                .no_proxy()
                .resolve("localhost", ([127, 0, 0, 1], 0).into())
                .tls_certs_only(std::iter::empty());
        } else if let Some(pem) = &claim.extra_root {
            builder = builder.tls_certs_merge([reqwest::Certificate::from_pem(pem)?]);
        }
        Ok(Self {
            http: builder.build()?,
            origin: claim.origin.clone(),
            tokens: claim.tokens.clone(),
            account: claim.account.clone(),
        })
    }

    /// Where a path is: below the account, or from the root.
    fn address(&self, path: &str) -> String {
        let (origin, account) = (&self.origin, &self.account);
        match path.strip_prefix('/') {
            Some(path) => format!("{origin}/{path}"),
            None => format!("{origin}/v1/accounts/{account}/{path}"),
        }
    }

    /// Asks. A portal that is busy is asked again, since it did nothing.
    pub(super) async fn ask(&self, ask: &Ask) -> Result<Answer, Mismatch> {
        let mut tries = 1;
        loop {
            let response = self.once(ask).await?;
            let status = response.status();
            let busy = matches!(
                status,
                StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE
            );
            if !busy || tries == MAX_TRIES {
                return whole(ask, response).await;
            }
            tokio::time::sleep(wait(&response)).await;
            tries += 1;
        }
    }

    async fn once(&self, ask: &Ask) -> Result<Response, Mismatch> {
        let method = Method::from_bytes(ask.method.as_bytes());
        let method = method.map_err(|error| silent(ask, &error.to_string()))?;
        let mut request = self.http.request(method, self.address(&ask.path));
        if let Some(bearer) = self.tokens.bearer(ask.holder) {
            request = request.header(AUTHORIZATION, bearer);
        }
        if !ask.names("accept-language") {
            request = request.header(ACCEPT_LANGUAGE, "en");
        }
        for (name, value) in &ask.headers {
            request = request.header(name, value);
        }
        if let Some(body) = &ask.body {
            if !ask.names("content-type") {
                request = request.header(CONTENT_TYPE, "application/json");
            }
            request = request.body(body.clone());
        }
        request.send().await.map_err(|error| lost(ask, error))
    }
}

/// A value without the members that are `null`: absent and `null` mean the same in an answer.
pub(super) fn bare(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let there = members.iter().filter(|(_, value)| !value.is_null());
            let there = there.map(|(name, value)| (name.clone(), bare(value)));
            Value::Object(there.collect())
        }
        Value::Array(values) => values.iter().map(bare).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}

/// Seconds; a date or nothing is one second.
fn wait(response: &Response) -> Duration {
    let text = response.headers().get(RETRY_AFTER);
    let text = text.and_then(|value| value.to_str().ok());
    let seconds = text.and_then(|text| text.parse().ok()).unwrap_or(1);
    Duration::from_secs(seconds).min(MAX_WAIT)
}

async fn whole(ask: &Ask, mut response: Response) -> Result<Answer, Mismatch> {
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| lost(ask, error))? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > MAX_BODY {
            return Err(silent(ask, "an answer without an end"));
        }
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Ok(Answer {
        status,
        headers,
        body: serde_json::from_str(&text).unwrap_or_default(),
        text,
    })
}

/// The innermost cause, without the address.
fn lost(ask: &Ask, error: reqwest::Error) -> Mismatch {
    let error = error.without_url();
    let mut cause: &dyn std::error::Error = &error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    silent(ask, &cause.to_string())
}

fn silent(ask: &Ask, got: &str) -> Mismatch {
    Mismatch::new(&ask.words(), "a whole answer", got)
}
