//! From a request to its response.
//!
//! ```text
//! /v1/sessions, POST …/password ──> login.rs, password_change.rs   (hash outside transactions)
//! everything else ──> read connection ──> GET: response
//!                                    └──> other methods: allowed so far ──> writer ──> response
//! ```
//!
//! A write is first authorized on a connection that only reads, and then again within the
//! transaction that writes. The second check is the one that counts. The first keeps those who may
//! not write from ever waiting for, or holding up, the one connection that writes.

use tokio::sync::OwnedSemaphorePermit;

use super::authentication::requester;
use super::authorization::authorize;
use super::embedded::Portal;
use super::endpoint::{Endpoint, resolve};
use super::login;
use super::password_change;
use super::problem::{Problem, RequestError};
use super::read::read;
use super::read_pool::ReadConnection;
use super::request::ApiRequest;
use super::response::{ApiResponse, EncodedResponse};
use super::response_cache::CacheKey;
use super::store::{Purpose, Store};
use super::write::write;

impl Portal {
    /// Responds to a request. Blocks, so it runs on a thread where that is allowed.
    pub(super) fn respond(&self, request: &ApiRequest) -> Result<EncodedResponse, Problem> {
        let endpoint = resolve(&request.path).map(|resolved| resolved.endpoint);
        let response = match endpoint {
            Some(Endpoint::Sessions) => login::respond(self, request).map(EncodedResponse::from),
            // Other methods of this path go the common way, which responds with 405.
            Some(Endpoint::Password) if request.method == "POST" => {
                password_change::respond(self, request).map(EncodedResponse::from)
            }
            Some(_) | None => self.read_or_write(request),
        };
        response.map_err(Problem::from)
    }

    fn read_or_write(&self, request: &ApiRequest) -> Result<EncodedResponse, RequestError> {
        // The inner result is that of the request, the outer one that of opening a connection.
        let read = self
            .readers
            .with(|reader| respond_to_read(reader, request))??;
        match read {
            Some(response) => Ok(response),
            None => respond_to_write(&mut self.writer(), request).map(EncodedResponse::from),
        }
    }

    /// Whether the sender of a request has a valid token or session, before its body is read. Logging
    /// in needs neither, and counts as unknown.
    pub(super) async fn knows_sender(self, request: ApiRequest) -> Result<(), Problem> {
        let endpoint = resolve(&request.path).map(|resolved| resolved.endpoint);
        if endpoint == Some(Endpoint::Sessions) {
            return Err(Problem::too_large());
        }
        let check = tokio::task::spawn_blocking(move || {
            self.readers
                .with(|reader| identify(&mut reader.store, &request))
        });
        match check.await {
            Ok(Ok(known)) => known.map_err(Problem::from),
            Ok(Err(fault)) => Err(Problem::fault(&fault)),
            Err(_panicked) => Err(Problem::internal()),
        }
    }

    /// The response that a connection gave to such a request before, provided that nothing was
    /// written since. Takes a few microseconds and never blocks.
    pub(super) fn cached(
        &self,
        key: CacheKey,
        if_none_match: Option<&str>,
    ) -> Option<EncodedResponse> {
        self.readers.cached(key, if_none_match)
    }

    /// Waits for permission to hash a password, when the request needs it. Waiting does not occupy
    /// a thread.
    pub(super) async fn hash_permit(&self, request: &ApiRequest) -> Option<OwnedSemaphorePermit> {
        let endpoint = resolve(&request.path)?.endpoint;
        let takes_password = matches!(endpoint, Endpoint::Sessions | Endpoint::Password);
        if takes_password && request.method == "POST" {
            return self.limiter.hash_permit().await;
        }
        None
    }
}

fn identify(store: &mut Store, request: &ApiRequest) -> Result<(), RequestError> {
    let transaction = store.begin(Purpose::Read)?;
    requester(&transaction, request).map(drop)
}

/// Responds to a GET and caches the response if it may be cached. `None` for any other method, once
/// the request is known to be authorized.
fn respond_to_read(
    reader: &mut ReadConnection,
    request: &ApiRequest,
) -> Result<Option<EncodedResponse>, RequestError> {
    let Some(key) = request.cache_key() else {
        let response = read_response(&mut reader.store, request)?;
        return Ok(response.map(EncodedResponse::from));
    };
    // The version is read before the data. If somebody commits in between, the cache labels new
    // data with the old version, and drops it the next time it looks: one wasted entry. In the
    // other order it would label old data with the new version, and serve it until the next write.
    let version = reader.store.data_version()?;
    let response = read_response(&mut reader.store, request)?.map(EncodedResponse::from);
    if let Some(response) = &response {
        reader.cache.insert(version, key, response);
    }
    Ok(response)
}

fn read_response(
    store: &mut Store,
    request: &ApiRequest,
) -> Result<Option<ApiResponse>, RequestError> {
    let transaction = store.begin(Purpose::Read)?;
    let authorized = authorize(&transaction, request)?;
    match request.effective_method() {
        "GET" => Ok(Some(read(&transaction, &authorized)?)),
        _ => Ok(None),
    }
}

/// Responds to a write. An error of any kind returns early and so drops the transaction, which
/// rolls it back: only a successful response leaves something written.
fn respond_to_write(store: &mut Store, request: &ApiRequest) -> Result<ApiResponse, RequestError> {
    let mut transaction = store.begin(Purpose::Write)?;
    let authorized = authorize(&transaction, request)?;
    transaction.came_by(request.means());
    // Everything the request changes happens in here, including its rows in the audit table.
    let response = write(&mut transaction, &authorized)?;
    // A request that changed nothing must not change the tag of the settings either.
    if transaction.wrote() {
        // Deleting is how an account gets room again.
        if request.method != "DELETE" {
            transaction.require_room(&authorized.account)?;
        }
        transaction.touch(&authorized.account, "settings")?;
        transaction.commit()?;
    }
    Ok(response)
}
