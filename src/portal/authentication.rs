//! Who sends a request: the holder of a token, or of a session cookie when there is no token.

use super::fault::PortalFault;
use super::problem::{Problem, RequestError};
use super::request::ApiRequest;
use super::session::SessionOwner;
use super::token::{self, TokenHolder};
use super::transaction::Transaction;

/// A session that has not expired.
pub(super) struct ActiveSession {
    /// Hash of the cookie, which identifies the session in the database.
    pub(super) hash: String,
    pub(super) holder: TokenHolder,
}

/// Identifies the sender. 401 without a valid token or cookie.
///
/// A token wins over a cookie, even an invalid token over a valid cookie: whoever sends
/// `Authorization` means it. A cookie is enough to read; to write, the request must also come from
/// a page of the portal (403 `cross-site`), because a browser attaches the cookie to requests of
/// other sites as well.
pub(super) fn requester(
    transaction: &Transaction<'_>,
    request: &ApiRequest,
) -> Result<TokenHolder, RequestError> {
    if let Some(bearer) = &request.bearer {
        let holder = transaction.holder(bearer)?;
        return Ok(holder.ok_or_else(Problem::unauthenticated)?);
    }
    let session = active_session(transaction, request)?.ok_or_else(Problem::unauthenticated)?;
    // Reading is safe from any page: without CORS headers, the browser does not let it see the
    // response.
    let reads = matches!(request.method.as_str(), "GET" | "HEAD");
    if !reads && !request.browser.is_same_origin() {
        return Err(Problem::cross_site().into());
    }
    Ok(session.holder)
}

/// The session of the request's cookie. It acts as whoever is the primary administrator now, or as the
/// delegate that logged in.
pub(super) fn active_session(
    transaction: &Transaction<'_>,
    request: &ApiRequest,
) -> Result<Option<ActiveSession>, PortalFault> {
    let Some(cookie) = request.browser.session() else {
        return Ok(None);
    };
    // The cookie is random and long, so it is hashed like a token.
    let hash = token::hash(cookie);
    let Some(SessionOwner { account, delegate }) = transaction.session(&hash)? else {
        return Ok(None);
    };
    // From here on a session is treated like a token of the same person.
    let (role, user) = match delegate {
        Some(user) => ("delegate", Some(user)),
        None => ("primary", transaction.primary(&account)?),
    };
    let holder = TokenHolder {
        user,
        role: role.to_owned(),
        account,
        scope: "write".to_owned(),
    };
    if !transaction.still_holds(&holder)? {
        return Ok(None);
    }
    Ok(Some(ActiveSession { hash, holder }))
}
