//! One request to one answer, in the order: who asks, what is named, may they, does the
//! precondition hold, is the body right.

use std::net::IpAddr;

use axum::body::Bytes;
use serde_json::{Value, json};

use super::PortalFault;
use super::problem::Problem;
use super::read;
use super::recent::Question;
use super::route::{Route, route};
use super::session::{self, Browser};
use super::store::{Held, Purpose, Store};
use super::strict;
use super::token::Holder;
use super::write;

/// What came over HTTP.
#[derive(Debug, Clone, Default)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) bearer: Option<String>,
    pub(crate) if_match: Option<String>,
    pub(crate) if_none_match: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) browser: Browser,
    /// Address of who is connected, or of whom the proxy says it serves.
    pub(crate) client: Option<IpAddr>,
    pub(crate) body: Vec<u8>,
}

impl Asked {
    /// The body as JSON of the right media type.
    pub(super) fn json(&self) -> Result<Value, Problem> {
        let kind = self.content_type.as_deref().unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        let patch = self.method == "PATCH" && kind == "application/merge-patch+json";
        if !patch && kind != "application/json" {
            return Err(Problem::media_type());
        }
        strict::value(&self.body).ok_or_else(Problem::malformed)
    }

    /// A read with a token. A session ends with the time, so that it is asked about each time.
    pub(super) fn question(&self) -> Option<Question> {
        let bearer = self.bearer.as_deref().filter(|_| self.verb() == "GET")?;
        Some(Question::of(bearer, &self.path, &self.query))
    }

    /// Whether who asks has what the tag is of.
    pub(super) fn has(&self, etag: &str) -> bool {
        names(self.if_none_match.as_deref(), etag)
    }

    /// The method that decides. HEAD is GET whose body stays behind (RFC 9110, 9.3.2).
    fn verb(&self) -> &str {
        match self.method.as_str() {
            "HEAD" => "GET",
            method => method,
        }
    }
}

/// Whether `If-None-Match` names the tag. What a cache holds need not be the same byte by byte
/// (RFC 9110, 13.1.2).
pub(super) fn names(tags: Option<&str>, etag: &str) -> bool {
    let mut tags = tags.unwrap_or_default().split(',').map(str::trim);
    tags.any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag)
}

/// What goes back.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Reply<B = Value> {
    pub(crate) status: u16,
    pub(crate) body: Option<B>,
    pub(crate) etag: Option<String>,
    /// Next page of a list.
    pub(crate) next: Option<String>,
    /// What the browser is to keep.
    pub(crate) cookie: Option<String>,
}

/// A reply as it is sent: its body is the text of the JSON.
pub(crate) type Answer = Reply<Bytes>;

impl From<Reply> for Answer {
    fn from(reply: Reply) -> Self {
        Self {
            status: reply.status,
            body: reply.body.map(|body| body.to_string().into()),
            etag: reply.etag,
            next: reply.next,
            cookie: reply.cookie,
        }
    }
}

impl<B: Default> Reply<B> {
    /// Who asks has it already.
    pub(super) fn unchanged(etag: String) -> Self {
        Self {
            status: 304,
            etag: Some(etag),
            ..Self::default()
        }
    }
}

/// Why there is no such answer: a problem for the client, or a fault of the portal.
pub(super) enum Refused {
    Problem(Problem),
    Fault(PortalFault),
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<PortalFault> for Refused {
    fn from(fault: PortalFault) -> Self {
        Self::Fault(fault)
    }
}

/// A request that is known to be allowed.
pub(super) struct Allowed<'a> {
    pub(super) asked: &'a Asked,
    pub(super) account: String,
    pub(super) route: Route,
    pub(super) holder: Holder,
}

/// What a reader can say: the answer to a GET, and of anything else that it may be tried. Who may
/// not write never takes the lock of the writers.
pub(super) fn looked(store: &mut Store, asked: &Asked) -> Result<Option<Reply>, Refused> {
    let held = store.begin(Purpose::Read)?;
    let allowed = allow(&held, asked)?;
    match asked.verb() {
        "GET" => Ok(Some(read::read(&held, &allowed)?)),
        _ => Ok(None),
    }
}

/// Writes, and keeps what was written only when the answer is a success.
pub(super) fn written(store: &mut Store, asked: &Asked) -> Result<Reply, Refused> {
    let mut held = store.begin(Purpose::Write)?;
    let allowed = allow(&held, asked)?;
    let reply = write::write(&mut held, &allowed)?;
    if held.wrote() {
        held.touch(&allowed.account, "settings")?;
        held.commit()?;
    }
    Ok(reply)
}

pub(super) fn allow<'a>(held: &Held<'_>, asked: &'a Asked) -> Result<Allowed<'a>, Refused> {
    let holder = session::asker(held, asked)?;
    let (account, route) = route(&asked.path).ok_or_else(Problem::not_found)?;
    let account = account.unwrap_or_default();
    if route != Route::Accounts {
        let own = holder.account == "*" || holder.account == account;
        if !own || !held.still_holds(&holder)? {
            return Err(Problem::wrong_account().into());
        }
        if !held.knows(&account)? {
            return Err(Problem::not_found().into());
        }
    }
    if route == Route::OtherLanguage {
        return Err(Problem::unknown_language().into());
    }
    let methods = route.methods();
    if !methods.split(", ").any(|method| method == asked.verb()) {
        let mut problem = Problem::method_not_allowed();
        problem.allow = Some(methods);
        return Err(problem.into());
    }
    if asked.verb() != "GET" {
        may_write(&holder, &route)?;
    }
    Ok(Allowed {
        asked,
        account,
        route,
        holder,
    })
}

/// « Un administrateur délégué ne peut pas ajouter ou supprimer des administrateurs. » Nor may one
/// change the login or the password of the primary administrator, which would come to the same.
fn may_write(holder: &Holder, route: &Route) -> Result<(), Problem> {
    if holder.scope != "write" || holder.role == "system" {
        return Err(Problem::read_only_token());
    }
    let reserved = matches!(
        route,
        Route::Delegate(_) | Route::Administrator | Route::Password
    );
    if holder.role == "delegate" && reserved {
        return Err(Problem::primary_only());
    }
    Ok(())
}

impl Allowed<'_> {
    /// The body as JSON of the right media type.
    pub(super) fn body(&self) -> Result<Value, Problem> {
        self.asked.json()
    }

    /// Who the audit table names.
    pub(super) fn who(&self) -> &str {
        self.holder.user.as_deref().unwrap_or(&self.holder.role)
    }

    pub(super) fn has_body(&self) -> bool {
        !self.asked.body.is_empty()
    }

    /// The contract has no request that needs both preconditions.
    pub(super) fn one_precondition(&self) -> Result<(), Problem> {
        match (&self.asked.if_match, &self.asked.if_none_match) {
            (Some(_), Some(_)) => Err(Problem::malformed()),
            (None, _) | (_, None) => Ok(()),
        }
    }

    /// `If-Match` against the tag of what is there: 428 without, 412 when it is not the one. Who
    /// asks that nothing be there meets something.
    pub(super) fn must_match(&self, etag: Option<&str>) -> Result<(), Problem> {
        self.one_precondition()?;
        match (&self.asked.if_match, &self.asked.if_none_match) {
            (None, None) => Err(Problem::precondition_required()),
            (None, Some(_)) => Err(Problem::stale()),
            (Some(wanted), _) => {
                let mut wanted = wanted.split(',').map(str::trim);
                let holds = etag.is_some_and(|etag| wanted.any(|w| w == etag || w == "*"));
                if holds { Ok(()) } else { Err(Problem::stale()) }
            }
        }
    }

    /// `If-None-Match: *`, which creates need.
    pub(super) fn must_be_new(&self) -> Result<(), Problem> {
        match (&self.asked.if_match, self.asked.if_none_match.as_deref()) {
            (None, Some("*")) => Ok(()),
            (Some(_), _) => Err(Problem::stale()),
            (None, _) => Err(Problem::precondition_required()),
        }
    }

    /// A parameter of the query, which comes once and can be read, or not at all.
    pub(super) fn parameter(&self, name: &str) -> Result<Option<String>, Problem> {
        let pairs = self.asked.query.split('&');
        let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let mut values = pairs
            .filter(|(key, _)| *key == name)
            .map(|(_, value)| value);
        match (values.next(), values.next()) {
            (None, _) => Ok(None),
            (Some(value), None) => decoded(value).ok_or_else(Problem::malformed).map(Some),
            (Some(_), Some(_)) => Err(Problem::malformed()),
        }
    }

    pub(super) fn viewer(&self) -> Value {
        let mut viewer = json!({ "role": self.holder.role, "scope": self.holder.scope });
        if let Some(user) = &self.holder.user {
            viewer["userCode"] = user.as_str().into();
        }
        viewer
    }
}

/// Percent-encoding of a path or a query. A `+` is one, because an instant may hold it and nothing
/// has a space.
pub(super) fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                let (high, low) = (digit()?, digit()?);
                bytes.push(u8::try_from(high * 16 + low).ok()?);
            }
            byte => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}
