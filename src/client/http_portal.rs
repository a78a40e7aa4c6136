//! A portal that is reached over HTTP: what each method of the contract asks, and how its response is
//! read.

use std::collections::BTreeSet;

use reqwest::header::{ETAG, IF_MATCH, IF_NONE_MATCH, LINK};
use reqwest::{Method, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;

use super::exchange::{Exchange, MAX_BODY};
use super::limits::RequestLimits;
use super::message::{IncomingResponse, OutgoingRequest};
use super::portal_url::PortalUrl;
use super::token::Token;
use crate::contract::observed::{observed, role, scope};
use crate::contract::request::{WriteMethod, request};
use crate::contract::{
    Access, PasswordPortal, PortalError, ReadPortal, WriteFailure, WritePortal, WriteReceipt, wire,
};
use crate::model::{
    AccountName, Action, Candidate, CandidateRole, ETag, Language, Observed, PersonName,
    Precondition, UserCode,
};

/// Values of one response; an account that is as large as one response may be has fewer.
const MAX_VALUES: usize = 600_000;
/// Pages of one list; a list with more has no end.
const MAX_PAGES: usize = 1_000;

/// A portal reached over HTTP. One value serves a whole run and may be shared: its connections are kept
/// open and used again, also for several accounts at a time.
pub struct HttpPortal {
    exchange: Exchange,
}

impl HttpPortal {
    /// Prepares connections; nothing is sent yet. `extra_root` is a PEM certificate of `--ca-file`.
    pub fn new(
        url: PortalUrl,
        token: Token,
        language: Language,
        extra_root: Option<&[u8]>,
    ) -> Result<Self, PortalError> {
        let exchange = Exchange::new(url, token, language, extra_root)?;
        Ok(Self { exchange })
    }

    /// The same portal with other bounds on its requests.
    #[must_use]
    pub fn limited(mut self, limits: RequestLimits) -> Self {
        self.exchange.limits = limits;
        self
    }

    /// The same portal, asked with another token. Both share their connections.
    #[must_use]
    pub fn with_token(&self, token: Token) -> Self {
        Self {
            exchange: self.exchange.with_token(token),
        }
    }

    /// The account, or nothing when its tag is still the one that is given (304).
    async fn settings(
        &self,
        account: &AccountName,
        unless: Option<&ETag>,
    ) -> Result<Option<Observed>, PortalError> {
        let mut outgoing =
            OutgoingRequest::new(Method::GET, format!("accounts/{account}/settings"));
        if let Some(etag) = unless {
            outgoing = outgoing.header(IF_NONE_MATCH, &etag.0);
        }
        let response = self.exchange.send(&outgoing).await?;
        // A 304 that was not asked for has no body, and fails below as a response without settings.
        if response.status == StatusCode::NOT_MODIFIED && unless.is_some() {
            return Ok(None);
        }
        let etag = etag(&response)
            .ok_or_else(|| PortalError::not_the_portal("the settings have no ETag"))?;
        let settings: wire::Settings = json(&response)?;
        observed(account, settings, etag).map(Some)
    }

    /// Every entry of a list. Each page names the next one in its `Link`.
    async fn pages<T: DeserializeOwned>(&self, path: String) -> Result<Vec<T>, PortalError> {
        let mut found = Vec::new();
        // A portal must not keep us for ever, nor fill the memory: no page may come twice, and all
        // of them together may not be larger than one response.
        let mut visited = BTreeSet::new();
        let mut bytes = 0;
        let mut next = Some(format!("{path}?limit=200"));
        while let Some(path) = next.take() {
            if !visited.insert(path.clone()) || visited.len() > MAX_PAGES {
                return Err(PortalError::not_the_portal("a list has no end"));
            }
            let page = OutgoingRequest::new(Method::GET, path);
            let response = self.exchange.send(&page).await?;
            bytes += response.body.len();
            if bytes > MAX_BODY {
                return Err(PortalError::not_the_portal("a list is too large"));
            }
            found.extend(json::<Vec<T>>(&response)?);
            next = response
                .header(LINK)
                .and_then(next_link)
                .map(|link| self.exchange.next_page(&link, &response))
                .transpose()?;
        }
        Ok(found)
    }
}

impl ReadPortal for HttpPortal {
    async fn observe(&self, account: &AccountName) -> Result<Observed, PortalError> {
        let observed = self.settings(account, None).await?;
        observed.ok_or_else(|| PortalError::not_the_portal("settings were not sent"))
    }

    async fn observe_again(&self, seen: &Observed) -> Result<Option<Observed>, PortalError> {
        self.settings(&seen.name, Some(&seen.etag)).await
    }

    async fn candidate(
        &self,
        account: &AccountName,
        user: &UserCode,
    ) -> Result<Option<Candidate>, PortalError> {
        let path = format!("accounts/{account}/delegate-candidates/{user}");
        match self
            .exchange
            .send(&OutgoingRequest::new(Method::GET, path))
            .await
        {
            Ok(response) => candidate(json(&response)?).map(Some),
            Err(failure) if failure.error.status() == Some(404) => Ok(None),
            Err(failure) => Err(failure.error),
        }
    }

    async fn candidates(&self, account: &AccountName) -> Result<Vec<Candidate>, PortalError> {
        let path = format!("accounts/{account}/delegate-candidates");
        self.pages(path).await?.into_iter().map(candidate).collect()
    }

    async fn accounts(&self) -> Result<Vec<Access>, PortalError> {
        let rows = self.pages("accounts".to_owned()).await?;
        rows.into_iter().map(access).collect()
    }
}

impl WritePortal for HttpPortal {
    async fn write(
        &self,
        account: &AccountName,
        action: &Action,
        precondition: &Precondition,
    ) -> Result<WriteReceipt, WriteFailure> {
        let write = request(action);
        let method = match write.method {
            WriteMethod::Patch => Method::PATCH,
            WriteMethod::Put => Method::PUT,
            WriteMethod::Delete => Method::DELETE,
        };
        let mut outgoing =
            OutgoingRequest::new(method, format!("accounts/{account}/{}", write.path));
        outgoing.body = write.body;
        outgoing = match precondition {
            Precondition::Matches(etag) => outgoing.header(IF_MATCH, &etag.0),
            Precondition::Absent => outgoing.header(IF_NONE_MATCH, "*"),
            Precondition::None => outgoing,
        };
        let response = self.exchange.send(&outgoing).await?;
        // The write has happened, and only its tag cannot be read.
        let lunch_break = lunch_break(action, &response).map_err(|error| WriteFailure {
            error: PortalError::Lost {
                reason: error.to_string(),
            },
            attempts: response.attempts,
        })?;
        let etag = etag(&response);
        // Something between here and the portal has answered in its place. Without the tag a later step on
        // the resource would find its own plan overtaken.
        if etag.is_none() && leaves_a_tag(action) {
            return Err(WriteFailure {
                error: PortalError::Lost {
                    reason: "it has no ETag".to_owned(),
                },
                attempts: response.attempts,
            });
        }
        Ok(WriteReceipt {
            status: response.status.as_u16(),
            etag,
            lunch_break,
            attempts: response.attempts,
        })
    }
}

impl PasswordPortal for HttpPortal {
    async fn change_password(
        &self,
        account: &AccountName,
        current: &SecretString,
        new: &SecretString,
    ) -> Result<(), PortalError> {
        let path = format!("accounts/{account}/administrator/password");
        let mut outgoing = OutgoingRequest::new(Method::POST, path);
        outgoing.body = Some(serde_json::json!({
            "currentPassword": current.expose_secret(),
            "newPassword": new.expose_secret(),
        }));
        self.exchange.send(&outgoing).await?;
        Ok(())
    }
}

/// Tag of the lunch break that a write has created: ticking its box does, and no other write creates
/// anything besides what it names. A response that cannot be read is an error although the write
/// happened, and the caller settles it like a lost one.
fn lunch_break(action: &Action, response: &IncomingResponse) -> Result<Option<ETag>, PortalError> {
    match action {
        Action::PutWorkingHours(..) => {
            let written: wire::WorkingHours = json(response)?;
            Ok(written.lunch_break.map(|lunch| ETag(lunch.etag)))
        }
        Action::PatchGeneral(_)
        | Action::PatchAdministrator(_)
        | Action::GrantDelegate(..)
        | Action::RevokeDelegate(_)
        | Action::PatchChat(_)
        | Action::PutWeekendHours(..)
        | Action::PutLunchBreak(..)
        | Action::CreateSchedule(..)
        | Action::PutSchedule(..)
        | Action::DeleteSchedule(..) => Ok(None),
    }
}

/// Whether the portal responds to a write with the tag of what it has stored.
fn leaves_a_tag(action: &Action) -> bool {
    match action {
        Action::PatchGeneral(_)
        | Action::PatchAdministrator(_)
        | Action::PatchChat(_)
        | Action::PutWorkingHours(..)
        | Action::PutWeekendHours(..)
        | Action::PutLunchBreak(..)
        | Action::CreateSchedule(..)
        | Action::PutSchedule(..) => true,
        Action::GrantDelegate(..) | Action::RevokeDelegate(_) | Action::DeleteSchedule(..) => false,
    }
}

fn access(access: wire::Access) -> Result<Access, PortalError> {
    let account = AccountName::parse(&access.account).map_err(|_| {
        PortalError::not_the_portal("an account has a name that no account can have")
    })?;
    Ok(Access {
        account,
        user: access.user_code.map(UserCode::observed),
        role: role(&access.role)?,
        scope: scope(&access.scope)?,
    })
}

fn candidate(candidate: wire::Candidate) -> Result<Candidate, PortalError> {
    let role = match candidate.role.as_str() {
        "companyAdministrator" => CandidateRole::CompanyAdministrator,
        "companyDelegate" => CandidateRole::CompanyDelegate,
        role => return Err(PortalError::newer("role", role)),
    };
    Ok(Candidate {
        user: UserCode::observed(candidate.user_code),
        name: PersonName::observed(candidate.name),
        company: candidate.company,
        role,
    })
}

fn etag(response: &IncomingResponse) -> Option<ETag> {
    response.header(ETAG).map(|etag| ETag(etag.to_owned()))
}

/// Whether a response has more values than fit into little memory: a value of two bytes takes thirty once it
/// is read. Signs within texts count as well, which does not matter: no response of a portal comes near.
fn is_crowded(body: &[u8]) -> bool {
    let values = body
        .iter()
        .filter(|byte| matches!(byte, b',' | b'[' | b'{'));
    values.count() > MAX_VALUES
}

fn json<T: DeserializeOwned>(response: &IncomingResponse) -> Result<T, PortalError> {
    if is_crowded(&response.body) {
        return Err(PortalError::not_the_portal("it has too many values"));
    }
    serde_json::from_slice(&response.body)
        .map_err(|_| PortalError::not_the_portal("it is not the JSON of the contract"))
}

/// The target of `<…>; rel="next"` in a `Link` header (RFC 8288), which may hold several links. They are
/// separated by commas, so a target must not hold one; the contract's cursors do not.
fn next_link(header: &str) -> Option<String> {
    header.split(',').find_map(|link| {
        let (target, parameters) = link.split_once(';')?;
        let next = parameters.split(';').any(|p| p.trim() == "rel=\"next\"");
        let target = target.trim().strip_prefix('<')?.strip_suffix('>')?;
        next.then(|| target.to_owned())
    })
}
