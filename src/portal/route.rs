//! Paths of the contract, and the methods that each resource has.

use super::answer::decoded;
use crate::model::{Kind, Language};

/// What a path names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Route {
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
    List(Language, Kind),
    Entry(Language, Kind, String),
    Availability(Language),
    /// `/chat/{l}/…` of a language that chat does not have.
    OtherLanguage,
}

/// A path below `/v1`: the account, when it names one, and the resource.
pub(super) fn route(path: &str) -> Option<(Option<String>, Route)> {
    let segments = path.strip_prefix("/v1/")?.split('/');
    let segments: Vec<String> = segments.map(decoded).collect::<Option<_>>()?;
    let parts: Vec<&str> = segments.iter().map(String::as_str).collect();
    if parts.iter().any(|part| part.is_empty()) {
        return None;
    }
    let (account, rest) = match parts.as_slice() {
        ["sessions"] => return Some((None, Route::Sessions)),
        ["accounts"] => return Some((None, Route::Accounts)),
        ["accounts", account, rest @ ..] => (*account, rest),
        _ => return None,
    };
    Some((Some(account.to_owned()), below(rest)?))
}

/// What lies below an account.
fn below(parts: &[&str]) -> Option<Route> {
    Some(match parts {
        ["settings"] => Route::Settings,
        ["general"] => Route::General,
        ["administrator"] => Route::Administrator,
        ["administrator", "password"] => Route::Password,
        ["telephony"] => Route::Telephony,
        ["delegates"] => Route::Delegates,
        ["delegates", user] => Route::Delegate((*user).to_owned()),
        ["delegate-candidates"] => Route::Candidates,
        ["delegate-candidates", user] => Route::Candidate((*user).to_owned()),
        ["chat"] => Route::Chat,
        ["chat", language, rest @ ..] if !rest.is_empty() => match Language::parse(language) {
            Some(language) => hours(language, rest)?,
            None => Route::OtherLanguage,
        },
        _ => return None,
    })
}

fn hours(language: Language, parts: &[&str]) -> Option<Route> {
    let kind = |segment: &str| match segment {
        "weekly-schedules" => Some(Kind::Weekly),
        "special-events" => Some(Kind::SpecialEvent),
        _ => None,
    };
    Some(match parts {
        ["working-hours"] => Route::WorkingHours(language),
        ["weekend-hours"] => Route::WeekendHours(language),
        ["lunch-break"] => Route::LunchBreak(language),
        ["availability"] => Route::Availability(language),
        [list] => Route::List(language, kind(list)?),
        [list, id] => Route::Entry(language, kind(list)?, (*id).to_owned()),
        _ => return None,
    })
}

impl Route {
    /// Methods that the resource has, as `Allow` lists them.
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
            | Self::List(..)
            | Self::Availability(_)
            | Self::OtherLanguage => "GET",
            Self::General | Self::Administrator | Self::Chat => "GET, PATCH",
            Self::Delegate(_) => "PUT, DELETE",
            Self::WorkingHours(_) | Self::WeekendHours(_) | Self::LunchBreak(_) => "GET, PUT",
            Self::Entry(..) => "GET, PUT, DELETE",
        }
    }

    /// The path with names for what varies: metrics and logs tell no more of a request.
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
            Self::List(..) => "/v1/accounts/{account}/chat/{language}/{list}",
            Self::Entry(..) => "/v1/accounts/{account}/chat/{language}/{list}/{id}",
            Self::Availability(_) => "/v1/accounts/{account}/chat/{language}/availability",
            Self::OtherLanguage => "/v1/accounts/{account}/chat/{other}",
        }
    }

    /// Key of the row that holds it, for those that are one row.
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
            Self::List(language, kind) => list_key(*language, *kind),
            Self::Entry(language, kind, id) => format!("{}/{id}", list_key(*language, *kind)),
        }
    }
}

pub(super) fn list_key(language: Language, kind: Kind) -> String {
    let segment = match kind {
        Kind::Weekly => "weekly-schedules",
        Kind::SpecialEvent => "special-events",
    };
    format!("chat/{language}/{segment}")
}
