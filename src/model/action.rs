//! The writes that a portal accepts, the resource that each one addresses, and the precondition
//! under which it may happen.
//!
//! A portal versions each [`Resource`] separately and identifies its version by an [`ETag`]. A plan
//! is a list of [`Action`]s, each with a [`Precondition`] on the resource that it writes: when
//! someone else changed that resource in the meantime, the write is refused and nothing is lost.

use std::fmt;

use super::account::Address;
use super::named::Named;
use super::schedule::{Kind, ScheduleId, Weekly};
use super::text::{Email, Language, PersonName, Phone, ResellerName, Spid, TimeZone, UserCode};

/// A part of the account that the portal versions by itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resource {
    General,
    Administrator,
    Delegates,
    Delegate(UserCode),
    Chat,
    WorkingHours(Language),
    LunchBreak(Language),
    WeekendHours(Language),
    Schedules(Language, Kind),
    Schedule(Language, Kind, ScheduleId),
}

impl Resource {
    /// Path below the account without the first slash, which is also its key in `etags`.
    pub fn key(&self) -> String {
        match self {
            Self::General => "general".to_owned(),
            Self::Administrator => "administrator".to_owned(),
            Self::Delegates => "delegates".to_owned(),
            Self::Delegate(user) => format!("delegates/{user}"),
            Self::Chat => "chat".to_owned(),
            Self::WorkingHours(language) => format!("chat/{language}/working-hours"),
            Self::LunchBreak(language) => format!("chat/{language}/lunch-break"),
            Self::WeekendHours(language) => format!("chat/{language}/weekend-hours"),
            Self::Schedules(language, kind) => format!("chat/{language}/{}", segment(*kind)),
            Self::Schedule(language, kind, id) => {
                format!("chat/{language}/{}/{id}", segment(*kind))
            }
        }
    }
}

/// The path segment of a list of schedules.
fn segment(kind: Kind) -> &'static str {
    match kind {
        Kind::Weekly => "weekly-schedules",
        Kind::SpecialEvent => "special-events",
    }
}

/// Strong entity tag as the portal wrote it, quotes included (RFC 9110, 8.8.3).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ETag(pub String);

impl fmt::Display for ETag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The condition under which the portal may carry out a write (RFC 9110, 13.1). It keeps a plan
/// from overwriting a change that someone else made after the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Precondition {
    /// `If-Match`.
    Matches(ETag),
    /// `If-None-Match: *`, of creates.
    Absent,
    /// Grants and revocations of delegates are idempotent and need none.
    None,
}

/// One write with everything that its request body needs, so that it can be sent, stored in a plan
/// file or compared without looking at the account again. A `None` in a patch leaves that setting
/// as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    PatchGeneral(GeneralPatch),
    PatchAdministrator(AdministratorPatch),
    /// The name is that of the candidate when the plan was made. Only the code is sent; the name is
    /// compared, so that a code that belongs to another person by now is granted nothing.
    GrantDelegate(UserCode, PersonName),
    RevokeDelegate(UserCode),
    PatchChat(ChatPatch),
    /// Default hours of the week, with the state of the lunch box: ticking creates the lunch
    /// break with the portal's default times, unticking deletes it.
    PutWorkingHours(Language, Weekly, LunchBox),
    PutWeekendHours(Language, Weekly),
    PutLunchBreak(Language, Weekly),
    CreateSchedule(Language, ScheduleId, Named),
    PutSchedule(Language, ScheduleId, Named),
    DeleteSchedule(Language, Kind, ScheduleId),
}

/// « Ajouter un horaire pour la pause-repas »: the box on the page of the working hours. It belongs
/// to the working hours, although the lunch break itself is a resource of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LunchBox {
    Ticked,
    Unticked,
}

/// Parts of the general section to write; `Some(None)` clears what may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GeneralPatch {
    pub spid: Option<Option<Spid>>,
    pub reseller_name: Option<ResellerName>,
    pub default_customer_language: Option<Language>,
    pub address: Option<Option<Address>>,
}

/// Parts of the administrator section to write; `Some(None)` clears the phone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AdministratorPatch {
    pub email: Option<Email>,
    pub phone: Option<Option<Phone>>,
    pub language: Option<Language>,
}

/// Parts of the chat section to write; hours are resources of their own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChatPatch {
    pub enabled: Option<bool>,
    pub time_zone: Option<TimeZone>,
}

impl Action {
    /// The user who gets the right to administer, if that is what it does.
    pub fn granted(&self) -> Option<(&UserCode, &PersonName)> {
        match self {
            Self::GrantDelegate(user, name) => Some((user, name)),
            Self::PatchGeneral(_)
            | Self::PatchAdministrator(_)
            | Self::RevokeDelegate(_)
            | Self::PatchChat(_)
            | Self::PutWorkingHours(..)
            | Self::PutWeekendHours(..)
            | Self::PutLunchBreak(..)
            | Self::CreateSchedule(..)
            | Self::PutSchedule(..)
            | Self::DeleteSchedule(..) => None,
        }
    }

    /// The resource whose address the request is sent to. Its tag is the one to send as `If-Match`;
    /// creating or deleting a schedule also changes the list that the schedule belongs to.
    pub fn resource(&self) -> Resource {
        match self {
            Self::PatchGeneral(_) => Resource::General,
            Self::PatchAdministrator(_) => Resource::Administrator,
            Self::GrantDelegate(user, _) | Self::RevokeDelegate(user) => {
                Resource::Delegate(user.clone())
            }
            Self::PatchChat(_) => Resource::Chat,
            Self::PutWorkingHours(language, ..) => Resource::WorkingHours(*language),
            Self::PutWeekendHours(language, _) => Resource::WeekendHours(*language),
            Self::PutLunchBreak(language, _) => Resource::LunchBreak(*language),
            Self::CreateSchedule(language, id, named) | Self::PutSchedule(language, id, named) => {
                Resource::Schedule(*language, named.pattern.kind(), id.clone())
            }
            Self::DeleteSchedule(language, kind, id) => {
                Resource::Schedule(*language, *kind, id.clone())
            }
        }
    }
}
