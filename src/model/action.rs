//! What a writer can do to an account, and what it must be sure of first.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::account::{Account, Address};
use super::schedule::{Kind, ScheduleId, ScheduleRef, SpecialEvent, Weekly};
use super::text::{
    AccountName, Email, Language, PersonName, Phone, ResellerName, ScheduleName, Spid, TimeZone,
    UserCode,
};

/// A part of the account that the portal versions by itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Resource {
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
    pub(crate) fn key(&self) -> String {
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

fn segment(kind: Kind) -> &'static str {
    match kind {
        Kind::Weekly => "weekly-schedules",
        Kind::SpecialEvent => "special-events",
    }
}

/// Strong entity tag as the portal wrote it, quotes included (RFC 9110, 8.8.3).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ETag(pub(crate) String);

impl fmt::Display for ETag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What must hold for a write to happen (RFC 9110, 13.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Precondition {
    /// `If-Match`.
    Matches(ETag),
    /// `If-None-Match: *`, of creates.
    Absent,
    /// Grants and revocations of delegates are idempotent and need none.
    None,
}

/// One write, whole: what it carries needs no other knowledge. `None` in a patch leaves a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Action {
    PatchGeneral(GeneralPatch),
    PatchAdministrator(AdministratorPatch),
    GrantDelegate(UserCode),
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

/// « Ajouter un horaire pour la pause-repas ».
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum LunchBox {
    Ticked,
    Unticked,
}

/// A schedule that a reseller names: a custom weekly one or a special event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) name: ScheduleName,
    pub(crate) pattern: Pattern,
}

/// When a named schedule is in effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Pattern {
    Weekly(Weekly),
    SpecialEvent(SpecialEvent),
}

impl Pattern {
    pub(crate) fn kind(self) -> Kind {
        match self {
            Self::Weekly(_) => Kind::Weekly,
            Self::SpecialEvent(_) => Kind::SpecialEvent,
        }
    }
}

/// Parts of the general section to write; `Some(None)` clears the SPID.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct GeneralPatch {
    pub(crate) spid: Option<Option<Spid>>,
    pub(crate) reseller_name: Option<ResellerName>,
    pub(crate) default_customer_language: Option<Language>,
    pub(crate) address: Option<Address>,
}

/// Parts of the administrator section to write.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct AdministratorPatch {
    pub(crate) email: Option<Email>,
    pub(crate) phone: Option<Phone>,
    pub(crate) language: Option<Language>,
}

/// Parts of the chat section to write.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct ChatPatch {
    pub(crate) enabled: Option<bool>,
    pub(crate) time_zone: Option<TimeZone>,
}

impl Action {
    /// The resource that the request names.
    pub(crate) fn resource(&self) -> Resource {
        match self {
            Self::PatchGeneral(_) => Resource::General,
            Self::PatchAdministrator(_) => Resource::Administrator,
            Self::GrantDelegate(user) | Self::RevokeDelegate(user) => {
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

/// Who the token belongs to, for this account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Viewer {
    pub(crate) user: Option<UserCode>,
    pub(crate) role: Role,
    pub(crate) scope: Scope,
}

/// What a user is to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Role {
    Primary,
    Delegate,
    System,
}

/// What a token may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Scope {
    Read,
    Write,
}

/// An account as the portal showed it to one viewer at one revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Observed {
    pub(crate) name: AccountName,
    pub(crate) account: Account,
    pub(crate) software_deployed: bool,
    pub(crate) viewer: Viewer,
    pub(crate) revision: u64,
    /// Tag of the whole snapshot, for the conditional GET.
    pub(crate) etag: ETag,
    /// Tags of the parts, by [`Resource::key`].
    pub(crate) etags: BTreeMap<String, ETag>,
    pub(crate) ids: BTreeMap<ScheduleRef, ScheduleId>,
    /// Keys of resources with members that this tool does not know: they are never written.
    pub(crate) newer: BTreeSet<String>,
}

/// Someone who may become a delegate (« administrateurs-entreprise et leurs délégués »).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) user: UserCode,
    pub(crate) name: PersonName,
    pub(crate) company: String,
    pub(crate) role: CandidateRole,
}

/// What a candidate is in their own company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum CandidateRole {
    CompanyAdministrator,
    CompanyDelegate,
}
