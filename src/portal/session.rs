//! Sessions of the pages: e-mail and password for a cookie, which acts as the primary
//! administrator. Only the cookie's hash is stored.

use std::net::IpAddr;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use rusqlite::{OptionalExtension, params};
use serde_json::json;

use super::answer::{Asked, Refused, Reply};
use super::gate::Key;
use super::listen::Peer;
use super::password::{Password, fits, taken};
use super::problem::Problem;
use super::route::Route;
use super::rule::{self, Body};
use super::store::{Held, Purpose};
use super::token::{self, Holder};
use super::{Portal, PortalFault};

const COOKIE: &str = "consigne-session";
/// A working day.
const SECONDS: i64 = 12 * 60 * 60;
/// Sessions of one account at a time; the oldest end first.
const SESSIONS: i64 = 50;

/// How people reach the portal, which decides how far their cookie may travel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Plain HTTP on a loopback address.
    #[default]
    Direct,
    /// A proxy, where TLS ends.
    Proxy,
}

impl Reach {
    /// Who asks: whoever is connected, or the last address that the proxy added.
    pub(super) fn client(self, request: &Parts) -> Option<IpAddr> {
        let connected = request.extensions.get::<Peer>();
        let connected = connected.map(|peer| peer.0.ip());
        match self {
            Self::Direct => connected,
            Self::Proxy => {
                let forwarded = request
                    .headers
                    .get_all("x-forwarded-for")
                    .iter()
                    .next_back();
                let last = forwarded.and_then(|value| value.to_str().ok()?.rsplit(',').next());
                let last = last.and_then(|address| address.trim().parse().ok());
                last.or(connected)
            }
        }
    }
}

/// What a browser says of a request beside asking it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Browser {
    cookie: Option<String>,
    host: Option<String>,
    origin: Option<String>,
    fetch_site: Option<String>,
}

impl Browser {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let text = |name: HeaderName| {
            let value = headers.get(name).map(HeaderValue::to_str);
            value.and_then(Result::ok).map(str::to_owned)
        };
        Self {
            cookie: text(header::COOKIE),
            host: text(header::HOST),
            origin: text(header::ORIGIN),
            fetch_site: text(HeaderName::from_static("sec-fetch-site")),
        }
    }

    fn session(&self) -> Option<&str> {
        let cookies = self.cookie.as_deref().unwrap_or_default().split(';');
        let pairs = cookies.filter_map(|cookie| cookie.trim().split_once('='));
        let mut found = pairs.filter(|(name, _)| *name == COOKIE);
        found.next().map(|(_, value)| value)
    }

    /// A browser sends the cookie by itself, so a page of the portal must be shown to be asking.
    fn asks_from_here(&self) -> bool {
        match (&self.fetch_site, &self.origin, &self.host) {
            (Some(site), _, _) => site == "same-origin",
            (None, Some(origin), Some(host)) => {
                let authority = origin.split_once("://").map(|(_, authority)| authority);
                authority.is_some_and(|authority| authority.eq_ignore_ascii_case(host))
            }
            (None, Some(_), None) | (None, None, _) => false,
        }
    }

    fn is_one(&self) -> bool {
        self.fetch_site.is_some() || self.origin.is_some()
    }
}

/// Who asks: the holder of the token, or of the cookie when there is no token. A cookie writes
/// only when the request comes from the portal's own pages.
pub(super) fn asker(held: &Held<'_>, asked: &Asked) -> Result<Holder, Refused> {
    if let Some(bearer) = &asked.bearer {
        let holder = held.holder(bearer)?;
        return Ok(holder.ok_or_else(Problem::unauthenticated)?);
    }
    let (_, holder) = session(held, asked)?.ok_or_else(Problem::unauthenticated)?;
    let reads = matches!(asked.method.as_str(), "GET" | "HEAD");
    if !reads && !asked.browser.asks_from_here() {
        return Err(Problem::cross_site().into());
    }
    Ok(holder)
}

/// Hash and holder of the request's cookie, while its session lasts.
fn session(held: &Held<'_>, asked: &Asked) -> Result<Option<(String, Holder)>, PortalFault> {
    let Some(cookie) = asked.browser.session() else {
        return Ok(None);
    };
    let hash = token::hash(cookie);
    let Some(account) = held.session(&hash)? else {
        return Ok(None);
    };
    let holder = Holder {
        user: held.primary(&account)?,
        role: "primary".to_owned(),
        account,
        scope: "write".to_owned(),
    };
    Ok(Some((hash, holder)))
}

/// `/v1/sessions`.
pub(super) fn answer(portal: &Portal, asked: &Asked) -> Result<Reply, Refused> {
    match asked.method.as_str() {
        "POST" => log_in(portal, asked),
        "DELETE" => log_out(portal, asked),
        _ => {
            let mut problem = Problem::method_not_allowed();
            problem.allow = Some(Route::Sessions.methods());
            Err(problem.into())
        }
    }
}

/// « Identifiant pour ouvrir une session sur le portail Web. » An unknown address, a wrong password
/// and an account without one get the same answer after the same time.
fn log_in(portal: &Portal, asked: &Asked) -> Result<Reply, Refused> {
    if asked.browser.is_one() && !asked.browser.asks_from_here() {
        return Err(Problem::cross_site().into());
    }
    let (login, password) = credentials(asked)?;
    let keys = [Key::login(&login), Key::client(asked.client)];
    portal.gate.check(&keys)?;
    let found = portal.store().begin(Purpose::Read)?.login(&login)?;
    let stored = found.as_ref().and_then(|(_, stored)| stored.as_deref());
    if !fits(&password, stored)? {
        portal.gate.failed(&keys);
        return Err(Problem::wrong_login().into());
    }
    portal.gate.succeeded(&keys[0]);
    let mut store = portal.store();
    let held = store.begin(Purpose::Write)?;
    // The password or the address may have changed while the hash was computed.
    let account = match held.login(&login)? {
        Some((account, stored)) if found == Some((account.clone(), stored.clone())) => account,
        Some(_) | None => return Err(Problem::wrong_login().into()),
    };
    let reply = begun(&held, &account, portal.reach)?;
    held.commit()?;
    Ok(reply)
}

fn begun(held: &Held<'_>, account: &str, reach: Reach) -> Result<Reply, PortalFault> {
    let cookie = super::random_hex(32)?;
    let expires = now() + SECONDS;
    held.add_session(account, &token::hash(&cookie), expires)?;
    let user = held.primary(account)?;
    let who = user.as_deref().unwrap_or("primary");
    held.audit(who, account, "POST sessions", None, None)?;
    let until = chrono::DateTime::from_timestamp(expires, 0).unwrap_or_default();
    let mut body = json!({
        "account": account, "role": "primary", "scope": "write",
        "expiresAt": until.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
    });
    if let Some(user) = user {
        body["userCode"] = user.into();
    }
    Ok(Reply {
        status: 201,
        body: Some(body),
        cookie: Some(set_cookie(&cookie, SECONDS, reach)),
        ..Reply::default()
    })
}

/// No script reads it and no other site sends it; behind a proxy it travels through TLS alone.
fn set_cookie(value: &str, seconds: i64, reach: Reach) -> String {
    let secure = match reach {
        Reach::Direct => "",
        Reach::Proxy => "; Secure",
    };
    format!("{COOKIE}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}")
}

fn log_out(portal: &Portal, asked: &Asked) -> Result<Reply, Refused> {
    let mut store = portal.store();
    let held = store.begin(Purpose::Write)?;
    let (hash, holder) = session(&held, asked)?.ok_or_else(Problem::no_session)?;
    if !asked.browser.asks_from_here() {
        return Err(Problem::cross_site().into());
    }
    held.end_session(&hash)?;
    let who = holder.user.as_deref().unwrap_or("primary");
    held.audit(who, &holder.account, "DELETE sessions", None, None)?;
    held.commit()?;
    Ok(Reply {
        status: 204,
        cookie: Some(set_cookie("", 0, portal.reach)),
        ..Reply::default()
    })
}

/// The login as it is compared, and the password.
fn credentials(asked: &Asked) -> Result<(String, Password), Problem> {
    let mut body = Body::new(asked.json()?)?;
    let email = body.take("email");
    let password = taken(&mut body, "password");
    let email = match email.as_ref().map(|email| email.as_str()) {
        Some(Some(email)) => Some(rule::email(email).unwrap_or_else(|| email.to_owned())),
        Some(None) => {
            body.refuse("email", "invalid");
            None
        }
        None => {
            body.refuse("email", "required");
            None
        }
    };
    body.finish()?;
    let email = email.map(|email| email.to_lowercase());
    email.zip(password).ok_or_else(Problem::malformed)
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let seconds = since.map(|since| since.as_secs()).unwrap_or_default();
    i64::try_from(seconds).unwrap_or(i64::MAX)
}

impl Held<'_> {
    /// The account that an address logs in to, and the hash of its password.
    fn login(&self, login: &str) -> Result<Option<(String, Option<String>)>, PortalFault> {
        let query = "SELECT name, hash FROM account LEFT JOIN password ON account = name
                     WHERE login = ?1";
        let found = self.query_row(query, [login], |row| Ok((row.get(0)?, row.get(1)?)));
        Ok(found.optional()?)
    }

    /// Keeps the session, and drops those that are over.
    fn add_session(&self, account: &str, hash: &str, expires: i64) -> Result<(), PortalFault> {
        self.execute("DELETE FROM session WHERE expires <= ?1", [now()])?;
        let delete = "DELETE FROM session WHERE account = ?1 AND hash NOT IN (SELECT hash
                      FROM session WHERE account = ?1 ORDER BY expires DESC LIMIT ?2)";
        self.execute(delete, params![account, SESSIONS - 1])?;
        let insert = "INSERT INTO session VALUES (?1, ?2, ?3)";
        self.execute(insert, params![hash, account, expires])?;
        Ok(())
    }

    /// The account of a session that lasts.
    fn session(&self, hash: &str) -> Result<Option<String>, PortalFault> {
        let query = "SELECT account FROM session WHERE hash = ?1 AND expires > ?2";
        let found = self.query_row(query, params![hash, now()], |row| row.get(0));
        Ok(found.optional()?)
    }

    fn end_session(&self, hash: &str) -> Result<(), PortalFault> {
        self.execute("DELETE FROM session WHERE hash = ?1", [hash])?;
        Ok(())
    }

    pub(super) fn end_sessions(&self, account: &str) -> Result<(), PortalFault> {
        self.execute("DELETE FROM session WHERE account = ?1", [account])?;
        Ok(())
    }
}
