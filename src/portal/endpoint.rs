//! Paths of the contract, and the methods that each resource has.

use super::percent;
use crate::model::{Kind, Language};

/// The resource that a path names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Endpoint {
    Sessions,
    Accounts,
    Settings,
    General,
    Administrator,
    Password,
    Telephony,
    Delegates,
    Delegate(String),
    Candidates,
    Candidate(String),
    Chat,
    WorkingHours(Language),
    WeekendHours(Language),
    LunchBreak(Language),
    ScheduleList(Language, Kind),
    Schedule(Language, Kind, String),
    Availability(Language),
    /// `/chat/{l}/…` with a language that chat does not support, which is a 422 and not a 404.
    OtherLanguage,
}

/// A path, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ResolvedPath {
    /// The account that the path names. Whether it exists is not checked here.
    pub(super) account: Option<String>,
    pub(super) endpoint: Endpoint,
}

/// Resolves a path; `None` when the contract has no such path. Percent-encoding is decoded after
/// the path is split, so an encoded slash is part of a segment, and empty segments are rejected, so
/// that every resource has exactly one path.
pub(super) fn resolve(path: &str) -> Option<ResolvedPath> {
    // Split first and decode then: `%2F` is a character of a segment and separates nothing.
    let segments = path.strip_prefix("/v1/")?.split('/');
    let segments: Vec<String> = segments.map(percent::decode).collect::<Option<_>>()?;
    if segments.iter().any(String::is_empty) {
        return None;
    }
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    let (account, endpoint) = match segments.as_slice() {
        ["sessions"] => (None, Endpoint::Sessions),
        ["accounts"] => (None, Endpoint::Accounts),
        ["accounts", account, rest @ ..] => (Some((*account).to_owned()), below_account(rest)?),
        _ => return None,
    };
    Some(ResolvedPath { account, endpoint })
}

/// The segments after `/v1/accounts/{account}`.
fn below_account(segments: &[&str]) -> Option<Endpoint> {
    Some(match segments {
        ["settings"] => Endpoint::Settings,
        ["general"] => Endpoint::General,
        ["administrator"] => Endpoint::Administrator,
        ["administrator", "password"] => Endpoint::Password,
        ["telephony"] => Endpoint::Telephony,
        ["delegates"] => Endpoint::Delegates,
        ["delegates", user] => Endpoint::Delegate((*user).to_owned()),
        ["delegate-candidates"] => Endpoint::Candidates,
        ["delegate-candidates", user] => Endpoint::Candidate((*user).to_owned()),
        ["chat"] => Endpoint::Chat,
        ["chat", language, rest @ ..] if !rest.is_empty() => match Language::parse(language) {
            Some(language) => below_language(language, rest)?,
            None => Endpoint::OtherLanguage,
        },
        _ => return None,
    })
}

/// The segments after `/v1/accounts/{account}/chat/{language}`.
fn below_language(language: Language, segments: &[&str]) -> Option<Endpoint> {
    Some(match segments {
        ["working-hours"] => Endpoint::WorkingHours(language),
        ["weekend-hours"] => Endpoint::WeekendHours(language),
        ["lunch-break"] => Endpoint::LunchBreak(language),
        ["availability"] => Endpoint::Availability(language),
        [list] => Endpoint::ScheduleList(language, list_kind(list)?),
        [list, id] => Endpoint::Schedule(language, list_kind(list)?, (*id).to_owned()),
        _ => return None,
    })
}

pub(super) fn list_kind(segment: &str) -> Option<Kind> {
    match segment {
        "weekly-schedules" => Some(Kind::Weekly),
        "special-events" => Some(Kind::SpecialEvent),
        _ => None,
    }
}

impl Endpoint {
    /// The methods of the resource, in the form of the `Allow` header.
    pub(super) fn methods(&self) -> &'static str {
        match self {
            Self::Sessions => "POST, DELETE",
            Self::Password => "POST",
            Self::Accounts
            | Self::Settings
            | Self::Telephony
            | Self::Delegates
            | Self::Candidates
            | Self::Candidate(_)
            | Self::ScheduleList(..)
            | Self::Availability(_)
            | Self::OtherLanguage => "GET",
            Self::General | Self::Administrator | Self::Chat => "GET, PATCH",
            Self::Delegate(_) => "PUT, DELETE",
            Self::WorkingHours(_) | Self::WeekendHours(_) | Self::LunchBreak(_) => "GET, PUT",
            Self::Schedule(..) => "GET, PUT, DELETE",
        }
    }

    /// The path with placeholders for its variable parts. Metrics and logs contain nothing more
    /// specific, so they name no person and their labels come from a fixed list.
    pub(super) fn pattern(&self) -> &'static str {
        match self {
            Self::Sessions => "/v1/sessions",
            Self::Password => "/v1/accounts/{account}/administrator/password",
            Self::Accounts => "/v1/accounts",
            Self::Settings => "/v1/accounts/{account}/settings",
            Self::General => "/v1/accounts/{account}/general",
            Self::Administrator => "/v1/accounts/{account}/administrator",
            Self::Telephony => "/v1/accounts/{account}/telephony",
            Self::Delegates => "/v1/accounts/{account}/delegates",
            Self::Delegate(_) => "/v1/accounts/{account}/delegates/{userCode}",
            Self::Candidates => "/v1/accounts/{account}/delegate-candidates",
            Self::Candidate(_) => "/v1/accounts/{account}/delegate-candidates/{userCode}",
            Self::Chat => "/v1/accounts/{account}/chat",
            Self::WorkingHours(_) => "/v1/accounts/{account}/chat/{language}/working-hours",
            Self::WeekendHours(_) => "/v1/accounts/{account}/chat/{language}/weekend-hours",
            Self::LunchBreak(_) => "/v1/accounts/{account}/chat/{language}/lunch-break",
            Self::ScheduleList(..) => "/v1/accounts/{account}/chat/{language}/{list}",
            Self::Schedule(..) => "/v1/accounts/{account}/chat/{language}/{list}/{id}",
            Self::Availability(_) => "/v1/accounts/{account}/chat/{language}/availability",
            Self::OtherLanguage => "/v1/accounts/{account}/chat/{other}",
        }
    }

    /// Key of the row that holds the resource. For a resource that is not a row of its own, the
    /// name by which the audit table knows it.
    pub(super) fn key(&self) -> String {
        match self {
            Self::Sessions => "sessions".to_owned(),
            Self::Password => "administrator/password".to_owned(),
            Self::Accounts | Self::Settings | Self::OtherLanguage | Self::Availability(_) => {
                "settings".to_owned()
            }
            Self::General => "general".to_owned(),
            Self::Administrator => "administrator".to_owned(),
            Self::Telephony => "telephony".to_owned(),
            Self::Delegates => "delegates".to_owned(),
            Self::Delegate(user) => format!("delegates/{user}"),
            Self::Candidates | Self::Candidate(_) => "delegate-candidates".to_owned(),
            Self::Chat => "chat".to_owned(),
            Self::WorkingHours(language) => format!("chat/{language}/working-hours"),
            Self::WeekendHours(language) => format!("chat/{language}/weekend-hours"),
            Self::LunchBreak(language) => format!("chat/{language}/lunch-break"),
            Self::ScheduleList(language, kind) => list_key(*language, *kind),
            Self::Schedule(language, kind, id) => format!("{}/{id}", list_key(*language, *kind)),
        }
    }
}

/// Key of the row that represents a list. The members have its key as a prefix.
pub(super) fn list_key(language: Language, kind: Kind) -> String {
    let segment = match kind {
        Kind::Weekly => "weekly-schedules",
        Kind::SpecialEvent => "special-events",
    };
    format!("chat/{language}/{segment}")
}
