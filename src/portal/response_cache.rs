//! Responses to reads, kept for as long as nothing is written.
//!
//! Most requests to a portal repeat earlier ones: tools poll the settings of accounts that change a
//! few times a week. Such a request is answered from memory, without a transaction.
//!
//! The difficulty is to know when to forget, because other processes may write to the database as
//! well (`consigne portal admin`, or a second portal). SQLite solves it: `PRAGMA data_version` of a
//! connection changes whenever *another* connection commits, wherever that is. The connections that
//! read never commit anything themselves, so for them it changes with every write. Reading it costs
//! a look at shared memory.
//!
//! ```text
//! version  request          cache
//!    7     GET /settings    empty                        -> read, insert under 7
//!    7     GET /settings    7: settings                  -> served from memory
//!          PATCH /chat      (another connection commits)
//!    8     GET /settings    7: settings, but it is 8 now -> read, start over under 8
//! ```
//!
//! All entries of a cache have one version, so forgetting is dropping everything. What may be cached
//! is decided by `ApiRequest::cache_key`.

use std::collections::HashMap;

use super::digest::digest;
use super::etag;
use super::response::EncodedResponse;

/// Approximate number of bytes that the cache of one connection may use.
const CAPACITY: usize = 4 << 20;
/// Approximate number of bytes that an entry uses besides its body.
const OVERHEAD: usize = 256;

/// The responses of one connection, all from one version of the database.
#[derive(Debug, Default)]
pub(super) struct ResponseCache {
    /// The connection's `data_version` when the responses were read.
    version: i64,
    responses: HashMap<CacheKey, EncodedResponse>,
    bytes: usize,
}

/// Token, path and query of a request, as a hash: the cache must not keep tokens in clear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct CacheKey([u8; 32]);

impl CacheKey {
    pub(super) fn new(bearer: &str, path: &str, query: &str) -> Self {
        Self(digest(&[bearer, path, query]))
    }
}

impl ResponseCache {
    /// The response for a key, provided that it was read at the current version: 304 when the
    /// client's `If-None-Match` lists its tag, and the whole response otherwise.
    pub(super) fn get(
        &self,
        version: i64,
        key: CacheKey,
        if_none_match: Option<&str>,
    ) -> Option<EncodedResponse> {
        // Something was written since these were read. They are dropped by the next `insert`, which
        // has a mutable reference.
        if version != self.version {
            return None;
        }
        let response = self.responses.get(&key)?;
        match &response.etag {
            Some(etag) if etag::is_listed(if_none_match, etag) => {
                Some(EncodedResponse::not_modified(etag.clone()))
            }
            Some(_) | None if response.status == 200 => Some(response.clone()),
            // The entry is a 304, which is of no use to a client that has another version.
            Some(_) | None => None,
        }
    }

    /// Keeps a response. `version` must have been read before the response was.
    ///
    /// When the cache is full it is emptied, which is simpler than choosing what to evict and
    /// happens rarely.
    pub(super) fn insert(&mut self, version: i64, key: CacheKey, response: &EncodedResponse) {
        // The size counts bodies, which dominate, and an estimate for everything else.
        let bytes = OVERHEAD + response.body.as_ref().map_or(0, |body| body.len());
        // A new version makes every entry worthless, not just this one.
        if version != self.version || self.bytes + bytes > CAPACITY {
            *self = Self {
                version,
                ..Self::default()
            };
        }
        // A 304 must not replace the 200 with the body.
        let known = self.responses.get(&key);
        // A response beyond the capacity is not kept at all.
        if bytes <= CAPACITY && known.is_none_or(|known| known.status != 200) {
            self.bytes += bytes;
            self.responses.insert(key, response.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(status: u16, body: &str) -> EncodedResponse {
        EncodedResponse {
            status,
            body: (!body.is_empty()).then(|| body.to_owned().into()),
            etag: Some("\"1\"".to_owned()),
            ..EncodedResponse::default()
        }
    }

    #[test]
    fn a_response_is_for_its_key_its_version_and_its_tag() {
        let mut cache = ResponseCache::default();
        let key = |bearer, path| CacheKey::new(bearer, path, "");
        cache.insert(7, key("a", "/x"), &response(200, "{}"));
        cache.insert(7, key("a", "/x"), &response(304, ""));
        cache.insert(7, key("a", "/y"), &response(304, ""));
        let rows = [
            (7, "a", "/x", None, Some(200)),
            (7, "a", "/x", Some("\"0\""), Some(200)),
            (7, "a", "/x", Some("\"1\""), Some(304)),
            (7, "a", "/x", Some("\"0\", W/\"1\""), Some(304)),
            (7, "a", "/y", Some("\"1\""), Some(304)),
            (7, "a", "/y", None, None),
            (7, "a", "/z", None, None),
            (7, "b", "/x", None, None),
            (7, "", "a/x", None, None),
            (8, "a", "/x", None, None),
            (6, "a", "/x", None, None),
        ];
        for (version, bearer, path, tag, expected) in rows {
            let found = cache.get(version, key(bearer, path), tag);
            let status = found.map(|response| response.status);
            assert_eq!(status, expected, "{version} {bearer} {path} {tag:?}");
        }
        cache.insert(8, key("a", "/z"), &response(200, "{}"));
        assert_eq!(cache.get(8, key("a", "/x"), None), None);
    }

    #[test]
    fn the_size_is_bounded() {
        let mut cache = ResponseCache::default();
        for at in 0..100 {
            let key = CacheKey::new("a", &format!("/{at}"), "");
            cache.insert(1, key, &response(200, &"x".repeat(CAPACITY / 10)));
            let kept = cache.responses.values();
            let bytes: usize = kept
                .filter_map(|response| Some(response.body.as_ref()?.len()))
                .sum();
            assert!(bytes <= CAPACITY, "{bytes}");
            assert!(!cache.responses.is_empty());
        }
        let key = CacheKey::new("a", "/large", "");
        cache.insert(1, key, &response(200, &"x".repeat(CAPACITY + 1)));
        assert!(cache.responses.is_empty());
    }
}
