//! What every write begins and ends with: the precondition, the stored body, the audit table.

use serde_json::Value;

use crate::portal::authorization::{AuthorizedRequest, Origin};
use crate::portal::endpoint::Endpoint;
use crate::portal::problem::{Problem, RequestError};
use crate::portal::read::for_viewer;
use crate::portal::response::ApiResponse;
use crate::portal::transaction::Transaction;

/// The stored body of the resource, once `If-Match` holds. A lunch break that does not exist is a
/// 404 whatever the precondition says, because only the checkbox of the working hours creates it.
pub(super) fn current(
    transaction: &Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
) -> Result<Value, RequestError> {
    let row = transaction.existing(&authorized.account, &authorized.endpoint.key())?;
    if row.is_none() && matches!(authorized.endpoint, Endpoint::LunchBreak(_)) {
        return Err(Problem::not_found().into());
    }
    let etag = row.as_ref().map(|row| transaction.etag(row.revision));
    authorized.must_match(etag.as_deref())?;
    Ok(row.map_or(Value::Null, |row| row.body))
}

/// Stores the new body, records it in the audit table and responds with it.
pub(super) fn store(
    transaction: &mut Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
    old: Option<&Value>,
    new: &Value,
    status: u16,
) -> Result<ApiResponse, RequestError> {
    let key = authorized.endpoint.key();
    // The audit row is part of the same transaction, so there is never one without the other.
    let revision = transaction.put(&authorized.account, &key, new)?;
    audit(transaction, authorized, &key, old, Some(new))?;
    Ok(ApiResponse {
        status,
        body: Some(for_viewer(authorized, new.clone())),
        etag: Some(transaction.etag(revision)),
        ..ApiResponse::default()
    })
}

/// Records a change, with the method and the key of what changed. One request can change several
/// resources, so the key is not always the one of the request.
pub(super) fn audit(
    transaction: &Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
    key: &str,
    old: Option<&Value>,
    new: Option<&Value>,
) -> Result<(), RequestError> {
    if authorized.origin == Origin::Seed {
        return Ok(());
    }
    let action = format!("{} {key}", authorized.request.method);
    Ok(transaction.audit(authorized.actor(), &authorized.account, &action, old, new)?)
}
