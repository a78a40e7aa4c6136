//! What chaos remembers during a run: how many requests of each kind came, and which responses they
//! got, so that it can give an old one again.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use axum::body::Bytes;
use axum::http::HeaderMap;

use super::draw::{InjectedFault, fault};

/// Fault injection for one run of a portal.
pub(in crate::portal) struct Chaos {
    seed: u64,
    counts: Mutex<BTreeMap<RequestKind, u64>>,
    responses: Mutex<BTreeMap<ReplayKey, SeenResponses>>,
}

/// The requests that are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct RequestKind {
    method: &'static str,
    pattern: &'static str,
}

/// Identifies a request whose response is remembered. The token is part of it, so that a replayed
/// response never reaches a different user.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ReplayKey {
    /// Path and query.
    pub(super) target: String,
    pub(super) bearer: Vec<u8>,
}

/// A response that a request got.
#[derive(Debug, Clone)]
pub(super) struct SeenResponse {
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

/// The latest response to a request, and the one before it that differed.
#[derive(Debug)]
struct SeenResponses {
    older: Option<SeenResponse>,
    latest: SeenResponse,
}

/// Requests whose responses are remembered. A test has fewer.
const REMEMBERED: usize = 256;

impl Chaos {
    pub(in crate::portal) fn new(seed: u64) -> Self {
        Self {
            seed,
            counts: Mutex::default(),
            responses: Mutex::default(),
        }
    }

    /// The fault of the next request of a kind.
    pub(super) fn next(&self, method: &'static str, pattern: &'static str) -> InjectedFault {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        // Counting per kind, and not over all requests, makes faults independent of other clients.
        let nth = counts.entry(RequestKind { method, pattern }).or_insert(0);
        // The lock is held while counting only; drawing needs no state.
        *nth += 1;
        fault(self.seed, method, pattern, *nth)
    }

    /// Remembers a response. One that equals the latest changes nothing: the older one must stay
    /// different, or a stale response would not be stale.
    pub(super) fn remember(&self, key: ReplayKey, response: SeenResponse) {
        let mut responses = self
            .responses
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(seen) = responses.get_mut(&key) {
            // `replace` moves the latest response to `older` and puts the new one in its place.
            if seen.latest.body != response.body {
                seen.older = Some(std::mem::replace(&mut seen.latest, response));
            }
        // Beyond the limit new requests are not remembered, and never get a stale response.
        } else if responses.len() < REMEMBERED {
            let seen = SeenResponses {
                older: None,
                latest: response,
            };
            responses.insert(key, seen);
        }
    }

    /// An outdated response to a request, if there is one.
    pub(super) fn older(&self, key: &ReplayKey) -> Option<SeenResponse> {
        let responses = self
            .responses
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        // Before a response has changed once, there is nothing stale to give.
        responses.get(key)?.older.clone()
    }
}
