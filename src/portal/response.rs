//! A response of the contract, separated from HTTP.

use axum::body::Bytes;
use serde_json::Value;

/// A successful response. Handlers produce a JSON body; the cache and the HTTP layer keep it as
/// text, so that a cached response is sent without being serialized again.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct ApiResponse<B = Value> {
    pub(super) status: u16,
    pub(super) body: Option<B>,
    pub(super) etag: Option<String>,
    /// Path and query of the next page of a list.
    pub(super) next: Option<String>,
    /// Value of `Set-Cookie`.
    pub(super) cookie: Option<String>,
}

/// A response whose body is serialized JSON.
pub(super) type EncodedResponse = ApiResponse<Bytes>;

impl From<ApiResponse> for EncodedResponse {
    fn from(response: ApiResponse) -> Self {
        Self {
            status: response.status,
            body: response.body.map(|body| body.to_string().into()),
            etag: response.etag,
            next: response.next,
            cookie: response.cookie,
        }
    }
}

impl ApiResponse {
    /// 200 with a body.
    pub(super) fn ok(body: Value) -> Self {
        Self {
            status: 200,
            body: Some(body),
            ..Self::default()
        }
    }
}

impl<B: Default> ApiResponse<B> {
    /// 204: done, and nothing to show.
    pub(super) fn no_content() -> Self {
        Self {
            status: 204,
            ..Self::default()
        }
    }

    /// 304: the client already has this version.
    pub(super) fn not_modified(etag: String) -> Self {
        Self {
            status: 304,
            etag: Some(etag),
            ..Self::default()
        }
    }
}
