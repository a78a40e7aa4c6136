//! Whether a request is allowed, decided in a fixed order: who sends it, whether the path exists,
//! whether the sender may see the account, whether the method exists, whether the sender may write.
//! The order matters, because it determines what a client can learn: a token of another account
//! gets the same 403 whether or not the account exists.
//!
//! Preconditions and the body are checked afterwards, by the code that reads or writes the
//! resource.

use serde_json::{Value, json};

use super::authentication;
use super::endpoint::{Endpoint, resolve};
use super::etag;
use super::percent;
use super::problem::{Problem, RequestError};
use super::request::ApiRequest;
use super::token::TokenHolder;
use super::transaction::Transaction;

/// A request that passed every check above. `authorize` is the only way to obtain one for a client,
/// so code that takes one needs no check of its own.
pub(super) struct AuthorizedRequest<'a> {
    pub(super) request: &'a ApiRequest,
    /// Empty for the list of accounts, the only endpoint that names none.
    pub(super) account: String,
    pub(super) endpoint: Endpoint,
    pub(super) holder: TokenHolder,
    pub(super) origin: Origin,
}

/// Where a request comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Client,
    /// The settings of a seed, which the row of the account's creation in the audit table covers.
    Seed,
}

/// Decides whether the sender may do this, within the transaction that will do it: a token that is
/// revoked meanwhile takes effect before or after the request, never halfway.
pub(super) fn authorize<'a>(
    transaction: &Transaction<'_>,
    request: &'a ApiRequest,
) -> Result<AuthorizedRequest<'a>, RequestError> {
    // 1. Who sends it?
    let holder = authentication::requester(transaction, request)?;
    // 2. Does the path exist? Whoever has no valid token does not even learn that.
    let resolved = resolve(&request.path).ok_or_else(Problem::not_found)?;
    let endpoint = resolved.endpoint;
    // 3. May the sender see the account, and does it exist?
    let account = match resolved.account {
        Some(account) => {
            may_see(transaction, &holder, &account)?;
            account
        }
        // The list of accounts filters by the holder itself.
        None => String::new(),
    };
    if endpoint == Endpoint::OtherLanguage {
        return Err(Problem::unknown_language().into());
    }
    // 4. Does the resource have the method?
    let methods = endpoint.methods();
    let method = request.effective_method();
    if !methods.split(", ").any(|known| known == method) {
        return Err(Problem::method_not_allowed_but(methods).into());
    }
    // 5. May the sender write, and this in particular?
    if method != "GET" {
        may_write(&holder, &endpoint)?;
    }
    Ok(AuthorizedRequest {
        request,
        account,
        endpoint,
        holder,
        origin: Origin::Client,
    })
}

/// A token is for one account, or for all of them when it is a system token.
fn may_see(
    transaction: &Transaction<'_>,
    holder: &TokenHolder,
    account: &str,
) -> Result<(), RequestError> {
    // The token may cover the account and still be void: see `still_holds`.
    let covers = holder.account == "*" || holder.account == account;
    if !covers || !transaction.still_holds(holder)? {
        return Err(Problem::wrong_account().into());
    }
    if !transaction.knows(account)? {
        return Err(Problem::not_found().into());
    }
    Ok(())
}

/// « Un administrateur délégué ne peut pas ajouter ou supprimer des administrateurs. » Nor may a
/// delegate change the login or the password of the primary administrator: with either, the
/// delegate could log in as that person and do both.
fn may_write(holder: &TokenHolder, endpoint: &Endpoint) -> Result<(), Problem> {
    if holder.scope != "write" || holder.role == "system" {
        return Err(Problem::read_only_token());
    }
    let reserved = matches!(
        endpoint,
        Endpoint::Delegate(_) | Endpoint::Administrator | Endpoint::Password
    );
    if holder.role == "delegate" && reserved {
        return Err(Problem::primary_only());
    }
    Ok(())
}

impl<'a> AuthorizedRequest<'a> {
    /// A request that the portal makes of the settings in a seed. The system administrator may do
    /// everything, but by the same rules as anybody else.
    pub(super) fn of_seed(request: &'a ApiRequest, account: &str, endpoint: Endpoint) -> Self {
        Self {
            request,
            account: account.to_owned(),
            endpoint,
            holder: TokenHolder {
                role: "system".to_owned(),
                account: account.to_owned(),
                user: None,
                scope: "write".to_owned(),
            },
            origin: Origin::Seed,
        }
    }
}

impl AuthorizedRequest<'_> {
    /// The body as JSON; see [`ApiRequest::json`] for the errors.
    pub(super) fn body(&self) -> Result<Value, Problem> {
        self.request.json()
    }

    /// The name for the audit table: a user code, or the role when the token has no user.
    pub(super) fn actor(&self) -> &str {
        self.holder.user.as_deref().unwrap_or(&self.holder.role)
    }

    pub(super) fn has_body(&self) -> bool {
        !self.request.body.is_empty()
    }

    /// 400 when both preconditions are present: no operation of the contract combines them.
    pub(super) fn at_most_one_precondition(&self) -> Result<(), Problem> {
        match (&self.request.if_match, &self.request.if_none_match) {
            (Some(_), Some(_)) => Err(Problem::malformed()),
            (None, _) | (_, None) => Ok(()),
        }
    }

    /// Checks `If-Match` against the current tag of the resource: 428 when the header is absent,
    /// 412 when it lists other tags. With `If-None-Match` the client expects no resource, but one
    /// exists: 412 as well.
    pub(super) fn must_match(&self, etag: Option<&str>) -> Result<(), Problem> {
        self.at_most_one_precondition()?;
        match (&self.request.if_match, &self.request.if_none_match) {
            (None, None) => Err(Problem::precondition_required()),
            (None, Some(_)) => Err(Problem::stale()),
            (Some(expected), _) => match etag {
                Some(etag) if etag::is_matched(expected, etag) => Ok(()),
                Some(_) | None => Err(Problem::stale()),
            },
        }
    }

    /// Checks for `If-None-Match: *`, which is required to create a resource, so that a repeated
    /// request cannot overwrite what somebody else created.
    pub(super) fn must_be_new(&self) -> Result<(), Problem> {
        match (
            &self.request.if_match,
            self.request.if_none_match.as_deref(),
        ) {
            (None, Some("*")) => Ok(()),
            (Some(_), _) => Err(Problem::stale()),
            (None, _) => Err(Problem::precondition_required()),
        }
    }

    /// A parameter of the query string, decoded. 400 when it occurs twice or is not valid
    /// percent-encoding.
    pub(super) fn parameter(&self, name: &str) -> Result<Option<String>, Problem> {
        let pairs = self.request.query.split('&');
        let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let mut values = pairs
            .filter(|(key, _)| *key == name)
            .map(|(_, value)| value);
        match (values.next(), values.next()) {
            (None, _) => Ok(None),
            (Some(value), None) => {
                // Names of parameters are compared undecoded: no client has a reason to encode them.
                let decoded = percent::decode(value).ok_or_else(Problem::malformed)?;
                Ok(Some(decoded))
            }
            (Some(_), Some(_)) => Err(Problem::malformed()),
        }
    }

    /// `viewer` of `/settings` and the rows of `/accounts`: as whom the token acts.
    pub(super) fn viewer(&self) -> Value {
        let mut viewer = json!({ "role": self.holder.role, "scope": self.holder.scope });
        if let Some(user) = &self.holder.user {
            viewer["userCode"] = user.as_str().into();
        }
        viewer
    }
}
