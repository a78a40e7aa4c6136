//! One request and whatever came back: nothing is followed and nothing is taken on trust.

use std::time::Duration;

use reqwest::header::{ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER};
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::Value;

use super::claim::{Claim, ConformanceError};
use super::message::{Mismatch, ProbeRequest, ProbeResponse};
use super::tokens::Tokens;

/// Bytes of a response; a portal that sends more is none.
const MAX_BODY: usize = 8 << 20;
const MAX_TRIES: u32 = 5;
/// The longest that a busy portal may have us wait.
const MAX_WAIT: Duration = Duration::from_secs(60);
const CONNECT: Duration = Duration::from_secs(10);
const ANSWER: Duration = Duration::from_secs(60);

/// A connection to the portal with the tokens of every role. It follows no redirect and believes no
/// header: what comes back is what a check judges.
pub(super) struct Probe {
    http: Client,
    origin: String,
    tokens: Tokens,
    pub(super) account: String,
}

impl Probe {
    pub(super) fn new(claim: &Claim) -> Result<Self, ConformanceError> {
        // This fails when another client of this process has installed the provider already.
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

    /// Asks. A portal that is busy (429, 503) is asked again, because the contract has it turn such a
    /// request away before doing anything. No other failure is repeated: what comes back is the
    /// subject of the test.
    pub(super) async fn ask(&self, asked: &ProbeRequest) -> Result<ProbeResponse, Mismatch> {
        let mut tries = 1;
        loop {
            let response = self.once(asked).await?;
            let status = response.status();
            let busy = matches!(
                status,
                StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE
            );
            if !busy || tries == MAX_TRIES {
                return whole(asked, response).await;
            }
            tokio::time::sleep(wait(&response)).await;
            tries += 1;
        }
    }

    async fn once(&self, asked: &ProbeRequest) -> Result<Response, Mismatch> {
        let method = Method::from_bytes(asked.method.as_bytes());
        let method = method.map_err(|error| silent(asked, &error.to_string()))?;
        let mut request = self.http.request(method, self.address(&asked.path));
        if let Some(bearer) = self.tokens.bearer(asked.requester) {
            request = request.header(AUTHORIZATION, bearer);
        }
        // Details in English, unless a step asks for a language itself.
        if !asked.names("accept-language") {
            request = request.header(ACCEPT_LANGUAGE, "en");
        }
        for (name, value) in &asked.headers {
            request = request.header(name, value);
        }
        if let Some(body) = &asked.body {
            if !asked.names("content-type") {
                request = request.header(CONTENT_TYPE, "application/json");
            }
            request = request.body(body.clone());
        }
        request.send().await.map_err(|error| lost(asked, error))
    }
}

/// How long to wait: `Retry-After` in seconds, bounded. A date or nothing counts as one second, which is
/// enough for a test that runs once.
fn wait(response: &Response) -> Duration {
    let text = response.headers().get(RETRY_AFTER);
    let text = text.and_then(|value| value.to_str().ok());
    let seconds = text.and_then(|text| text.parse().ok()).unwrap_or(1);
    Duration::from_secs(seconds).min(MAX_WAIT)
}

async fn whole(asked: &ProbeRequest, mut response: Response) -> Result<ProbeResponse, Mismatch> {
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| lost(asked, error))? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > MAX_BODY {
            return Err(silent(asked, "an answer without an end"));
        }
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Ok(ProbeResponse {
        status,
        headers,
        body: serde_json::from_str(&text).unwrap_or(Value::Null),
        text,
    })
}

/// The innermost cause, without the address.
fn lost(asked: &ProbeRequest, error: reqwest::Error) -> Mismatch {
    let error = error.without_url();
    let mut cause: &dyn std::error::Error = &error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    silent(asked, &cause.to_string())
}

fn silent(asked: &ProbeRequest, got: &str) -> Mismatch {
    Mismatch::new(&asked.words(), "a whole answer", got)
}
