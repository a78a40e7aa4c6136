//! `POST …/administrator/password`: changing the password of the primary administrator.
//!
//! Like logging in, this has two transactions with the slow hashes in between (see `login.rs`).
//! Everything that was true in the first is checked again in the second: the token may have been
//! revoked meanwhile, and the password changed by another request.

use super::authorization::{AuthorizedRequest, authorize};
use super::embedded::Portal;
use super::password::{Password, fits, hash, take_password};
use super::problem::{Problem, RequestError};
use super::rate_limit::Guess;
use super::request::ApiRequest;
use super::response::ApiResponse;
use super::rule::BodyReader;
use super::store::Purpose;

/// What the form sends.
struct PasswordChange {
    current: Password,
    new: Password,
}

/// « Entrez votre ancien mot de passe à des fins de vérification. » 422 when the current password
/// is wrong or the new one breaks the rule, 429 after too many wrong ones.
pub(super) fn respond(portal: &Portal, request: &ApiRequest) -> Result<ApiResponse, RequestError> {
    let mut store = portal.writer();
    let transaction = store.begin(Purpose::Read)?;
    let authorized = authorize(&transaction, request)?;
    let stored = transaction.password(&authorized.account)?;
    drop(transaction);
    // The body is read and the hashes are computed without any lock.
    drop(store);
    let PasswordChange { current, new } = parse(&authorized)?;
    // The limit is that of the account: its login is not part of the request.
    let guess = Guess::of_account(&authorized.account, request.client);
    portal.limiter.check(guess)?;
    if !fits(&current, stored.as_deref())? {
        portal.limiter.record_failure(guess);
        return Err(Problem::wrong_current_password().into());
    }
    portal.limiter.record_success(guess);
    // Hashing the new password takes as long again, still without a lock.
    let hash = hash(&new)?;
    save(portal, request, stored.as_deref(), &hash)
}

/// Stores the new hash, unless the old one changed since it was read.
fn save(
    portal: &Portal,
    request: &ApiRequest,
    expected: Option<&str>,
    hash: &str,
) -> Result<ApiResponse, RequestError> {
    let mut store = portal.writer();
    let transaction = store.begin(Purpose::Write)?;
    let authorized = authorize(&transaction, request)?;
    // Another request was faster. What this one proved was knowledge of the previous password.
    if transaction.password(&authorized.account)?.as_deref() != expected {
        return Err(Problem::wrong_current_password().into());
    }
    transaction.came_by(request.means());
    transaction.set_password(&authorized.account, hash)?;
    let action = format!("{} {}", request.method, authorized.endpoint.key());
    transaction.audit(authorized.actor(), &authorized.account, &action, None, None)?;
    transaction.commit()?;
    Ok(ApiResponse::no_content())
}

/// Reads both passwords. A new one that breaks the rule is refused before any hash is computed.
fn parse(authorized: &AuthorizedRequest<'_>) -> Result<PasswordChange, Problem> {
    let mut body = BodyReader::new(authorized.body()?)?;
    let current = take_password(&mut body, "currentPassword");
    let new = take_password(&mut body, "newPassword");
    body.finish()?;
    // `finish` has returned an error unless both are present.
    let (Some(current), Some(new)) = (current, new) else {
        return Err(Problem::malformed());
    };
    let flaws = new.flaws();
    if flaws.is_empty() {
        return Ok(PasswordChange { current, new });
    }
    let errors = flaws
        .into_iter()
        .map(|flaw| flaw.at("/newPassword"))
        .collect();
    Err(Problem::weak_password(errors))
}
