//! A request of the contract, separated from HTTP: handlers and tests build one, and everything
//! below works on it.

use std::net::IpAddr;

use serde_json::Value;

use super::browser::Browser;
use super::etag;
use super::json_keys;
use super::means::Means;
use super::problem::Problem;
use super::response_cache::CacheKey;

/// A request with the headers that matter to the contract. Path and query are still
/// percent-encoded.
#[derive(Debug, Clone, Default)]
pub(super) struct ApiRequest {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: String,
    /// Token of the `Authorization` header.
    pub(super) bearer: Option<String>,
    pub(super) if_match: Option<String>,
    pub(super) if_none_match: Option<String>,
    pub(super) content_type: Option<String>,
    pub(super) browser: Browser,
    /// Whether it says that consigne sends it.
    pub(super) is_of_tool: bool,
    /// Address of the client: of the connection, or as reported by the proxy.
    pub(super) client: Option<IpAddr>,
    pub(super) body: Vec<u8>,
}

impl ApiRequest {
    /// Parses the body as JSON. 415 for any media type but `application/json` and, for PATCH,
    /// `application/merge-patch+json`; 400 for invalid JSON or an object that repeats a member.
    ///
    /// The media type is also a defence: an HTML form of a foreign site cannot send these types
    /// without a preflight request, which the portal never approves.
    pub(super) fn json(&self) -> Result<Value, Problem> {
        let declared = self.content_type.as_deref().unwrap_or("");
        let (media_type, _) = declared.split_once(';').unwrap_or((declared, ""));
        let accepted = match media_type.trim() {
            "application/json" => true,
            "application/merge-patch+json" => self.method == "PATCH",
            _ => false,
        };
        if !accepted {
            return Err(Problem::media_type());
        }
        json_keys::parse(&self.body).ok_or_else(Problem::malformed)
    }

    /// The key under which the response to this request may be cached: only for reads with a token,
    /// whose response depends on the database alone. A session expires without any write, so
    /// requests with a cookie are evaluated every time.
    pub(super) fn cache_key(&self) -> Option<CacheKey> {
        let bearer = self
            .bearer
            .as_deref()
            .filter(|_| self.effective_method() == "GET")?;
        Some(CacheKey::new(bearer, &self.path, &self.query))
    }

    /// By which means its sender acts, for the record alone: anybody can claim to be the tool.
    pub(super) fn means(&self) -> Means {
        match (&self.bearer, self.is_of_tool) {
            (None, _) => Means::Page,
            (Some(_), true) => Means::Tool,
            (Some(_), false) => Means::Token,
        }
    }

    /// Whether the client already has the version that the tag identifies.
    pub(super) fn has(&self, etag: &str) -> bool {
        etag::is_listed(self.if_none_match.as_deref(), etag)
    }

    /// The method that selects the operation. HEAD is a GET whose response body is not sent
    /// (RFC 9110, 9.3.2).
    pub(super) fn effective_method(&self) -> &str {
        match self.method.as_str() {
            "HEAD" => "GET",
            method => method,
        }
    }
}
