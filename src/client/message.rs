//! A request before it is sent, and a response after it was read.

use reqwest::header::{HeaderMap, HeaderName};
use reqwest::{Method, StatusCode};

/// A request, without what every request has: address of the portal, token and language.
pub(super) struct OutgoingRequest {
    pub(super) method: Method,
    /// Below `/v1/`, with its query.
    pub(super) path: String,
    pub(super) headers: Vec<(HeaderName, String)>,
    pub(super) body: Option<serde_json::Value>,
}

impl OutgoingRequest {
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

/// A complete response that is a success, or 304.
pub(super) struct IncomingResponse {
    pub(super) status: StatusCode,
    pub(super) body: Vec<u8>,
    /// How often the request was sent until this response came.
    pub(super) attempts: u32,
    /// Where it came from: links in it are relative to this.
    pub(super) url: String,
    pub(super) headers: HeaderMap,
}

impl IncomingResponse {
    pub(super) fn header(&self, name: HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}
