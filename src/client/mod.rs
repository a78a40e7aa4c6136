//! The contract over HTTP. Everything a portal answers is checked before it is believed.

mod exchange;
mod portal_url;
mod token;

use reqwest::header::{ETAG, IF_MATCH, IF_NONE_MATCH, LINK};
use reqwest::{Method, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;

use crate::contract::observed::{observed, role, scope};
use crate::contract::request::{Method as WriteMethod, request};
use crate::contract::{
    Access, PasswordPortal, PortalError, ReadPortal, WritePortal, Written, wire,
};
use crate::model::{
    AccountName, Action, Candidate, CandidateRole, ETag, Language, Observed, PersonName,
    Precondition, UserCode,
};
use exchange::{Answer, Ask, Exchange};
pub(crate) use portal_url::{InvalidUrl, PortalUrl};
pub(crate) use token::Token;

/// Pages of one list, at most.
const MAX_PAGES: usize = 1_000;

/// A portal reached over HTTP.
pub(crate) struct HttpPortal {
    exchange: Exchange,
}

impl HttpPortal {
    /// Prepares connections; nothing is sent yet. `extra_root` is a PEM certificate of `--ca-file`.
    pub(crate) fn new(
        url: PortalUrl,
        token: Token,
        language: Language,
        extra_root: Option<&[u8]>,
    ) -> Result<Self, PortalError> {
        let exchange = Exchange::new(url, token, language, extra_root)?;
        Ok(Self { exchange })
    }

    async fn settings(
        &self,
        account: &AccountName,
        unless: Option<&ETag>,
    ) -> Result<Option<Observed>, PortalError> {
        let mut ask = Ask::new(Method::GET, format!("accounts/{account}/settings"));
        if let Some(etag) = unless {
            ask = ask.header(IF_NONE_MATCH, &etag.0);
        }
        let answer = self.exchange.ask(&ask).await?;
        if answer.status == StatusCode::NOT_MODIFIED && unless.is_some() {
            return Ok(None);
        }
        let etag = etag(&answer).ok_or_else(|| not_the_portal("the settings have no ETag"))?;
        let settings: wire::Settings = json(&answer)?;
        observed(account, settings, etag).map(Some)
    }

    async fn pages<T: DeserializeOwned>(&self, path: String) -> Result<Vec<T>, PortalError> {
        let mut found = Vec::new();
        let mut next = Some(format!("{path}?limit=200"));
        for _ in 0..MAX_PAGES {
            let Some(path) = next.take() else {
                return Ok(found);
            };
            let answer = self.exchange.ask(&Ask::new(Method::GET, path)).await?;
            found.extend(json::<Vec<T>>(&answer)?);
            next = answer
                .header(LINK)
                .and_then(next_link)
                .map(|link| self.exchange.same_place(&link, &answer))
                .transpose()?;
        }
        Err(not_the_portal("a list has no end"))
    }
}

impl ReadPortal for HttpPortal {
    async fn observe(&self, account: &AccountName) -> Result<Observed, PortalError> {
        let observed = self.settings(account, None).await?;
        observed.ok_or_else(|| not_the_portal("settings were not sent"))
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
        match self.exchange.ask(&Ask::new(Method::GET, path)).await {
            Ok(answer) => candidate(json(&answer)?).map(Some),
            Err(PortalError::Refused(refusal)) if refusal.status == 404 => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn candidates(&self, account: &AccountName) -> Result<Vec<Candidate>, PortalError> {
        let path = format!("accounts/{account}/delegate-candidates");
        self.pages(path).await?.into_iter().map(candidate).collect()
    }

    async fn accounts(&self) -> Result<Vec<Access>, PortalError> {
        let access = |access: wire::Access| {
            Ok(Access {
                account: AccountName::parse(&access.account).map_err(|_| {
                    not_the_portal("an account has a name that no account can have")
                })?,
                user: access.user_code.map(UserCode::observed),
                role: role(&access.role)?,
                scope: scope(&access.scope)?,
            })
        };
        self.pages("accounts".to_owned())
            .await?
            .into_iter()
            .map(access)
            .collect()
    }
}

impl WritePortal for HttpPortal {
    async fn write(
        &self,
        account: &AccountName,
        action: &Action,
        precondition: &Precondition,
    ) -> Result<Written, PortalError> {
        let request = request(action);
        let method = match request.method {
            WriteMethod::Patch => Method::PATCH,
            WriteMethod::Put => Method::PUT,
            WriteMethod::Delete => Method::DELETE,
        };
        let mut ask = Ask::new(method, format!("accounts/{account}/{}", request.path));
        ask.body = request.body;
        ask = match precondition {
            Precondition::Matches(etag) => ask.header(IF_MATCH, &etag.0),
            Precondition::Absent => ask.header(IF_NONE_MATCH, "*"),
            Precondition::None => ask,
        };
        let answer = self.exchange.ask(&ask).await?;
        let lunch_break = match action {
            Action::PutWorkingHours(..) => {
                let written: wire::WorkingHours = json(&answer)?;
                written.lunch_break.map(|lunch| ETag(lunch.etag))
            }
            Action::PatchGeneral(_)
            | Action::PatchAdministrator(_)
            | Action::GrantDelegate(_)
            | Action::RevokeDelegate(_)
            | Action::PatchChat(_)
            | Action::PutWeekendHours(..)
            | Action::PutLunchBreak(..)
            | Action::CreateSchedule(..)
            | Action::PutSchedule(..)
            | Action::DeleteSchedule(..) => None,
        };
        Ok(Written {
            status: answer.status.as_u16(),
            etag: etag(&answer),
            lunch_break,
            attempts: answer.attempts,
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
        let mut ask = Ask::new(Method::POST, path);
        ask.body = Some(serde_json::json!({
            "currentPassword": current.expose_secret(),
            "newPassword": new.expose_secret(),
        }));
        self.exchange.ask(&ask).await.map(drop)
    }
}

fn candidate(candidate: wire::Candidate) -> Result<Candidate, PortalError> {
    let role = match candidate.role.as_str() {
        "companyAdministrator" => CandidateRole::CompanyAdministrator,
        "companyDelegate" => CandidateRole::CompanyDelegate,
        role => {
            return Err(PortalError::Newer {
                pointer: "role".to_owned(),
                value: crate::contract::shown(role),
            });
        }
    };
    Ok(Candidate {
        user: UserCode::observed(candidate.user_code),
        name: PersonName::observed(candidate.name),
        company: candidate.company,
        role,
    })
}

fn etag(answer: &Answer) -> Option<ETag> {
    answer.header(ETAG).map(|etag| ETag(etag.to_owned()))
}

fn json<T: DeserializeOwned>(answer: &Answer) -> Result<T, PortalError> {
    serde_json::from_slice(&answer.body)
        .map_err(|_| not_the_portal("it is not the JSON of the contract"))
}

/// `<…>; rel="next"` (RFC 8288).
fn next_link(header: &str) -> Option<String> {
    header.split(',').find_map(|link| {
        let (target, parameters) = link.split_once(';')?;
        let next = parameters.split(';').any(|p| p.trim() == "rel=\"next\"");
        let target = target.trim().strip_prefix('<')?.strip_suffix('>')?;
        next.then(|| target.to_owned())
    })
}

fn not_the_portal(reason: &str) -> PortalError {
    PortalError::NotThePortal {
        reason: reason.to_owned(),
    }
}
