//! Paths of the pages.

use super::sheet::Sheet;
use crate::model::{Kind, Language};
use crate::portal::endpoint::list_kind;

/// What a path shows or does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::portal) enum PageRoute {
    Style,
    Login,
    /// A login link that works once.
    Once,
    Forgot,
    Welcome,
    Logout,
    Settings,
    Sheet(Sheet),
    /// A new schedule of a list.
    NewSchedule(Language, Kind),
    DeleteSchedule(Language, Kind, String),
    Password,
    GrantDelegate,
    RevokeDelegate,
    /// Where the billing system would open.
    Billing,
    Week(Language),
    Yaml,
    File,
    History,
}

/// The page of a path; `None` where there is none.
pub(in crate::portal) fn page_at(path: &str) -> Option<PageRoute> {
    let segments: Vec<_> = path.strip_prefix('/')?.split('/').collect();
    Some(match segments[..] {
        [""] | ["settings"] => PageRoute::Settings,
        ["style.css"] => PageRoute::Style,
        ["login"] => PageRoute::Login,
        ["login", "once"] => PageRoute::Once,
        ["login", "forgot"] => PageRoute::Forgot,
        ["welcome"] => PageRoute::Welcome,
        ["logout"] => PageRoute::Logout,
        ["billing"] => PageRoute::Billing,
        ["yaml"] => PageRoute::Yaml,
        ["file"] => PageRoute::File,
        ["history"] => PageRoute::History,
        ["week", language] => PageRoute::Week(Language::parse(language)?),
        ["settings", "general"] => PageRoute::Sheet(Sheet::General),
        ["settings", "administrator"] => PageRoute::Sheet(Sheet::Administrator),
        ["settings", "password"] => PageRoute::Password,
        ["settings", "delegates"] => PageRoute::GrantDelegate,
        ["settings", "delegates", "remove"] => PageRoute::RevokeDelegate,
        ["settings", "chat"] => PageRoute::Sheet(Sheet::Chat),
        ["settings", language, ref rest @ ..] => schedule_page(Language::parse(language)?, rest)?,
        _ => return None,
    })
}

fn schedule_page(language: Language, segments: &[&str]) -> Option<PageRoute> {
    Some(match *segments {
        ["working-hours"] => PageRoute::Sheet(Sheet::WorkingHours(language)),
        ["weekend-hours"] => PageRoute::Sheet(Sheet::WeekendHours(language)),
        ["lunch-break"] => PageRoute::Sheet(Sheet::LunchBreak(language)),
        [list, "new"] => PageRoute::NewSchedule(language, list_kind(list)?),
        [list, id] => PageRoute::Sheet(Sheet::Schedule(language, list_kind(list)?, id.to_owned())),
        [list, id, "delete"] => {
            PageRoute::DeleteSchedule(language, list_kind(list)?, id.to_owned())
        }
        _ => return None,
    })
}
