//! « Accorder ou révoquer des droits d'administrateur-revendeur délégué »: PUT grants and DELETE
//! revokes. Both describe a state and not a step, so they can be repeated, and need no
//! precondition.

use serde_json::json;

use super::stored::{audit, store};
use crate::portal::authorization::AuthorizedRequest;
use crate::portal::problem::{Problem, RequestError};
use crate::portal::response::ApiResponse;
use crate::portal::rule::BodyReader;
use crate::portal::transaction::Transaction;

pub(super) fn write(
    transaction: &mut Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
    user: &str,
) -> Result<ApiResponse, RequestError> {
    authorized.at_most_one_precondition()?;
    // A body is optional; if there is one, it must be an object without members.
    if authorized.has_body() {
        BodyReader::new(authorized.body()?)?.finish()?;
    }
    let (account, key) = (authorized.account.as_str(), authorized.endpoint.key());
    let delegation = transaction.existing(account, &key)?;
    match (authorized.request.method.as_str(), delegation) {
        ("DELETE", Some(row)) => {
            transaction.remove(account, &key)?;
            transaction.touch(account, "delegates")?;
            audit(transaction, authorized, &key, Some(&row.body), None)?;
            Ok(ApiResponse::no_content())
        }
        // Already so: nothing is written, and no tag changes.
        ("DELETE", None) | (_, Some(_)) => Ok(ApiResponse::no_content()),
        (_, None) => grant(transaction, authorized, user),
    }
}

/// « Les éléments de cette liste sont tirés de la liste des administrateurs-entreprise et de leurs
/// délégués »: only a candidate can become a delegate, and the primary administrator cannot.
fn grant(
    transaction: &mut Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
    user: &str,
) -> Result<ApiResponse, RequestError> {
    let account = authorized.account.as_str();
    let is_primary = transaction.primary(account)?.as_deref() == Some(user);
    let candidate = transaction.candidate(account, user)?;
    let Some(candidate) = candidate.filter(|_| !is_primary) else {
        return Err(Problem::not_a_candidate().into());
    };
    // The name is copied; renaming the candidate renames the delegate as well.
    let body = json!({ "userCode": user, "name": candidate["name"] });
    transaction.touch(account, "delegates")?;
    store(transaction, authorized, None, &body, 201)
}
