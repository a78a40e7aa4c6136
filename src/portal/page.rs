//! Pages of lists. A page ends with a cursor, an opaque text from which the next one starts.
//!
//! The cursor holds the key of the last element, not a position: elements that are added or removed
//! between two pages never make a client skip or repeat others. A checksum binds it to the path of
//! its list, so that a client neither composes cursors nor uses one with another list.
//!
//! ```text
//! 3f9c01d2 32303431
//! ^^^^^^^^ ^^^^^^^^ key of the last element ("2041"), in hexadecimal digits
//! checksum of path and key
//! ```

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::authorization::AuthorizedRequest;
use super::digest::hex;
use super::fault::PortalFault;
use super::problem::{Problem, RequestError};
use super::resources::ListItem;
use super::response::ApiResponse;

/// Elements per page without `limit`.
const DEFAULT_LIMIT: usize = 50;
const LARGEST_LIMIT: usize = 200;
/// Length of the checksum in front of a cursor.
const CHECKSUM: usize = 8;

/// The part of a list that a request asks for.
pub(super) struct PageRequest<'a> {
    path: &'a str,
    /// Key of the last element of the previous page; empty for the first page.
    after: String,
    limit: usize,
}

impl<'a> PageRequest<'a> {
    /// Reads `limit` and `cursor` from the query. 400 when either is invalid.
    pub(super) fn parse(authorized: &AuthorizedRequest<'a>) -> Result<Self, Problem> {
        let limit = match authorized.parameter("limit")? {
            None => DEFAULT_LIMIT,
            Some(limit) => limit
                .parse()
                .ok()
                .filter(|limit| (1..=LARGEST_LIMIT).contains(limit))
                .ok_or_else(Problem::malformed)?,
        };
        let path = authorized.request.path.as_str();
        let after = match authorized.parameter("cursor")? {
            None => String::new(),
            Some(cursor) => key_of(path, &cursor).ok_or_else(Problem::malformed)?,
        };
        Ok(Self { path, after, limit })
    }

    /// Responds with the page. `list` returns the elements after a key, up to a number; one more
    /// than fits is asked for, to find out whether there is another page.
    pub(super) fn respond(
        &self,
        list: impl FnOnce(&str, usize) -> Result<Vec<ListItem>, PortalFault>,
    ) -> Result<ApiResponse, RequestError> {
        let Self { path, after, limit } = self;
        let mut items = list(after, limit + 1)?;
        // The extra element is not shown: it only proves that there is another page.
        let has_more = items.len() > *limit;
        items.truncate(*limit);
        let next = match items.last() {
            // The limit is repeated, so that all pages of a walk have one size.
            Some(last) if has_more => {
                let cursor = cursor_after(path, &last.key);
                Some(format!("{path}?limit={limit}&cursor={cursor}"))
            }
            Some(_) | None => None,
        };
        let bodies: Value = items.into_iter().map(|item| item.body).collect();
        Ok(ApiResponse {
            next,
            ..ApiResponse::ok(bodies)
        })
    }
}

fn cursor_after(path: &str, key: &str) -> String {
    format!("{}{}", checksum(path, key), hex(key.as_bytes()))
}

/// The key in a cursor of this list; `None` for any other text.
fn key_of(path: &str, cursor: &str) -> Option<String> {
    let (expected, digits) = cursor.split_at_checked(CHECKSUM)?;
    // The checksum is compared last, because it covers the key.
    let key = String::from_utf8(bytes_of(digits)?).ok()?;
    (checksum(path, &key) == expected).then_some(key)
}

fn checksum(path: &str, key: &str) -> String {
    let digest = Sha256::digest(format!("{path}\0{key}"));
    hex(&digest)[..CHECKSUM].to_owned()
}

fn bytes_of(digits: &str) -> Option<Vec<u8>> {
    let pairs = (0..digits.len()).step_by(2);
    pairs
        .map(|at| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok())
        .collect()
}
