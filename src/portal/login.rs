//! `/v1/sessions`: log in with e-mail address and password, and log out.
//!
//! Computing the hash of a password takes tens of milliseconds by design, so no transaction and no
//! lock is held meanwhile. Logging in therefore has two transactions with the hash in between:
//!
//! 1. read the stored hash of the account,
//! 2. compare the password with it, without any lock,
//! 3. read the stored hash again, and start the session only if it has not changed.
//!
//! Without the third step, an old password would still open a session if the password changed
//! during the second.

use rusqlite::OptionalExtension;
use serde_json::{Value, json};

use super::authentication::active_session;
use super::embedded::Portal;
use super::endpoint::Endpoint;
use super::exposure::Exposure;
use super::fault::PortalFault;
use super::means::Means;
use super::password::{Password, fits, take_password};
use super::problem::{Problem, RequestError};
use super::random::random_hex;
use super::rate_limit::Guess;
use super::request::ApiRequest;
use super::response::ApiResponse;
use super::rule::{self, BodyReader};
use super::session::{self, LIFETIME, SessionOwner, set_cookie};
use super::store::Purpose;
use super::token;
use super::transaction::Transaction;

/// Responds to a request for `/v1/sessions`.
pub(super) fn respond(portal: &Portal, request: &ApiRequest) -> Result<ApiResponse, RequestError> {
    match request.method.as_str() {
        "POST" => log_in(portal, request),
        "DELETE" => log_out(portal, request),
        _ => Err(Problem::method_not_allowed_but(Endpoint::Sessions.methods()).into()),
    }
}

/// What the login form sends.
struct Credentials {
    /// The address in lower case, as logins are compared.
    login: String,
    password: Password,
}

/// Who logs in with an address.
#[derive(PartialEq, Eq)]
struct LoginAccount {
    owner: SessionOwner,
    /// Hash of the password, once there is one.
    password: Option<String>,
}

/// « Identifiant pour ouvrir une session sur le portail Web. » An unknown address, a wrong password
/// and an account without a password get the same response after the same time, so that the
/// response does not reveal which addresses have an account.
fn log_in(portal: &Portal, request: &ApiRequest) -> Result<ApiResponse, RequestError> {
    // A foreign page must not log its visitor in to somebody else's account.
    if request.browser.is_present() && !request.browser.is_same_origin() {
        return Err(Problem::cross_site().into());
    }
    let Credentials { login, password } = credentials(request)?;
    // Checked before the hash, so that refusing a guesser costs nothing. Guesses in parallel do not
    // slip through: the permits for hashes let two requests at a time get this far.
    let guess = Guess::of_login(&login, request.client);
    portal.limiter.check(guess)?;
    // Step 1. The lock is released at the end of this statement.
    let account = portal.writer().begin(Purpose::Read)?.login(&login)?;
    let stored = account
        .as_ref()
        .and_then(|account| account.password.as_deref());
    // Step 2, the slow one.
    if !fits(&password, stored)? {
        portal.limiter.record_failure(guess);
        return Err(Problem::wrong_login().into());
    }
    // The password is right, and its address is known from now on (see `rate_limit.rs`).
    portal.limiter.record_success(guess);
    // The lock is taken only now, after the hash.
    let mut store = portal.writer();
    let transaction = store.begin(Purpose::Write)?;
    // Step 3. The password or the address may have changed while the hash was computed.
    let current = transaction.login(&login)?;
    let Some(account) = current.filter(|current| account.as_ref() == Some(current)) else {
        return Err(Problem::wrong_login().into());
    };
    // The session and its row in the audit table are one transaction.
    let response = start_session(&transaction, &account.owner, portal.exposure)?;
    transaction.commit()?;
    Ok(response)
}

fn start_session(
    transaction: &Transaction<'_>,
    owner: &SessionOwner,
    exposure: Exposure,
) -> Result<ApiResponse, PortalFault> {
    let account = owner.account.as_str();
    // 256 random bits; the browser gets them, the database their hash.
    let cookie = random_hex(32)?;
    let expires = session::now().saturating_add(LIFETIME);
    transaction.add_session(owner, &token::hash(&cookie), expires)?;
    let (role, user) = match &owner.delegate {
        Some(user) => ("delegate", Some(user.clone())),
        None => ("primary", transaction.primary(account)?),
    };
    transaction.came_by(Means::Page);
    let actor = user.as_deref().unwrap_or(role);
    transaction.audit(actor, account, "POST sessions", None, None)?;
    let mut body = json!({
        "account": account, "role": role, "scope": "write",
        "expiresAt": rfc3339(expires),
    });
    if let Some(user) = user {
        body["userCode"] = user.into();
    }
    Ok(ApiResponse {
        status: 201,
        body: Some(body),
        cookie: Some(set_cookie(&cookie, LIFETIME, exposure)),
        ..ApiResponse::default()
    })
}

/// Seconds since 1970 as an RFC 3339 text. A clock that is set beyond the years of the format gives
/// its last instant.
fn rfc3339(seconds: i64) -> String {
    let instant = chrono::DateTime::from_timestamp(seconds, 0);
    let instant = instant.unwrap_or(chrono::DateTime::<chrono::Utc>::MAX_UTC);
    instant.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

impl Portal {
    /// Begins a session without a password, for whoever runs the portal. Gives the value of `Set-Cookie`.
    pub(super) fn begin_session(&self, owner: &SessionOwner) -> Result<String, PortalFault> {
        let mut store = self.writer();
        let transaction = store.begin(Purpose::Write)?;
        let response = start_session(&transaction, owner, self.exposure)?;
        transaction.commit()?;
        Ok(response.cookie.unwrap_or_default())
    }
}

fn log_out(portal: &Portal, request: &ApiRequest) -> Result<ApiResponse, RequestError> {
    let mut store = portal.writer();
    let transaction = store.begin(Purpose::Write)?;
    let session = active_session(&transaction, request)?.ok_or_else(Problem::no_session)?;
    // A foreign page must not log its visitor out either.
    if !request.browser.is_same_origin() {
        return Err(Problem::cross_site().into());
    }
    transaction.end_session(&session.hash)?;
    let holder = &session.holder;
    transaction.came_by(Means::Page);
    let actor = holder.user.as_deref().unwrap_or("primary");
    transaction.audit(actor, &holder.account, "DELETE sessions", None, None)?;
    transaction.commit()?;
    Ok(ApiResponse {
        cookie: Some(set_cookie("", 0, portal.exposure)),
        ..ApiResponse::no_content()
    })
}

/// Reads the login form. An address that breaks the rule of addresses is not an error here: it is
/// looked up as it is and found nowhere, so that it looks like any other unknown address.
fn credentials(request: &ApiRequest) -> Result<Credentials, Problem> {
    let mut body = BodyReader::new(request.json()?)?;
    let email = body.take("email");
    let password = take_password(&mut body, "password");
    let email = match email {
        Some(Value::String(email)) => Some(rule::email(&email).unwrap_or(email)),
        Some(_) => {
            body.refuse("email", "invalid");
            None
        }
        None => {
            body.refuse("email", "required");
            None
        }
    };
    body.finish()?;
    // `finish` has returned an error unless both are present.
    let (Some(email), Some(password)) = (email, password) else {
        return Err(Problem::malformed());
    };
    Ok(Credentials {
        login: email.to_lowercase(),
        password,
    })
}

impl Transaction<'_> {
    /// Who logs in with an address: the primary administrator of an account, or one of its delegates. A
    /// delegate whose delegation was revoked has no login.
    fn login(&self, login: &str) -> Result<Option<LoginAccount>, PortalFault> {
        let query = "SELECT name, NULL, hash FROM account LEFT JOIN password ON account = name
                     WHERE login = ?1
                     UNION ALL
                     SELECT account, user_code, hash FROM delegate_login WHERE login = ?1
                     AND EXISTS (SELECT 1 FROM resource WHERE account = delegate_login.account
                                 AND key = 'delegates/' || user_code AND gone = 0)";
        let account = self.query_row(query, [login], |row| {
            Ok(LoginAccount {
                owner: SessionOwner {
                    account: row.get(0)?,
                    delegate: row.get(1)?,
                },
                password: row.get(2)?,
            })
        });
        Ok(account.optional()?)
    }
}
