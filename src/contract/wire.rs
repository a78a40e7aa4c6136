//! The JSON of responses. A member that is absent and one that is `null` are equivalent here (in a merge
//! patch they are not). That there are members which this version does not know is kept in `unknown`, so that the
//! reader can see that a later portal has settings which this program would overwrite.
//!
//! Words of closed lists are plain texts and not enums: with an enum one new role would make a whole
//! account unreadable, and the error would name a position in JSON instead of the member. `observed.rs`
//! reads the words and says which one it does not know. The OpenAPI document shows the lists.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::body::{
    AvailabilityWord, CandidateWord, DayWord, KindWord, LanguageWord, RoleWord, ScopeWord,
};

/// Members that this version of the contract does not have, as far as they matter: whether there are any.
/// Names and values come from outside, and a portal may send millions of them, so none is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Unknown {
    any: bool,
}

impl Unknown {
    pub(crate) fn is_empty(self) -> bool {
        !self.any
    }
}

impl<'de> Deserialize<'de> for Unknown {
    fn deserialize<D: Deserializer<'de>>(members: D) -> Result<Self, D::Error> {
        members.deserialize_map(Self::default())
    }
}

impl<'de> Visitor<'de> for Unknown {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("members")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<Self, A::Error> {
        while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
            self.any = true;
        }
        Ok(self)
    }
}

/// A portal sends only what it knows.
impl Serialize for Unknown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_map(Some(0))?.end()
    }
}

macro_rules! wire {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "camelCase")]
        pub(crate) struct $name {
            $($(#[$field_doc])* pub(crate) $field: $type,)*
            #[serde(flatten)]
            #[schemars(skip)]
            pub(crate) unknown: Unknown,
        }
    )*};
}

wire! {
    /// `GET /v1/accounts/{account}/settings`.
    Settings {
        account: String,
        api_version: String,
        revision: u64,
        viewer: Viewer,
        general: General,
        administrator: Administrator,
        telephony: Telephony,
        delegates: Vec<Delegate>,
        chat: Chat,
        etags: BTreeMap<String, String>,
    }
    /// Whose token asked. `userCode` is absent for a system token.
    Viewer {
        #[serde(skip_serializing_if = "Option::is_none")]
        user_code: Option<String>,
        #[schemars(with = "RoleWord")]
        role: String,
        #[schemars(with = "ScopeWord")]
        scope: String,
    }
    /// Informations générales.
    General {
        can: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        spid: Option<String>,
        reseller_name: String,
        #[schemars(with = "LanguageWord")]
        default_customer_language: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        address: Option<Address>,
    }
    /// Adresse, always whole.
    Address {
        street: String,
        city: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        province: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        postal_code: Option<String>,
        country: String,
    }
    /// Administrateur du compte. A delegate's answer has no phone.
    Administrator {
        email: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        phone: Option<String>,
        #[schemars(with = "LanguageWord")]
        language: String,
        primary: Primary,
    }
    /// Administrateur principal, read-only.
    Primary {
        user_code: String,
        name: String,
    }
    /// Système téléphonique et fournisseur par défaut, read-only.
    Telephony {
        pbx: String,
        provider: String,
    }
    /// Administrateur délégué.
    Delegate {
        user_code: String,
        name: String,
    }
    /// Clavardage as a part of the settings.
    Chat {
        enabled: bool,
        time_zone: String,
        software_deployed: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        en: Option<ChatHours>,
        #[serde(skip_serializing_if = "Option::is_none")]
        fr: Option<ChatHours>,
    }
    /// Clavardage as a resource of its own.
    ChatSection {
        enabled: bool,
        time_zone: String,
        software_deployed: bool,
    }
    /// Whether chat is open at an instant, and by which schedules.
    OpenAt {
        at: String,
        open: bool,
        schedules: Vec<InEffect>,
    }
    /// A session of the pages, which the cookie beside it holds.
    Session {
        account: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        user_code: Option<String>,
        #[schemars(with = "RoleWord")]
        role: String,
        #[schemars(with = "ScopeWord")]
        scope: String,
        /// RFC 3339.
        expires_at: String,
    }
    /// A schedule of the best rank; the portal's own have neither id nor name.
    InEffect {
        #[schemars(with = "KindWord")]
        kind: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<String>,
    }
    /// Heures de service du clavardage of one language.
    ChatHours {
        working_hours: WorkingHours,
        #[serde(skip_serializing_if = "Option::is_none")]
        lunch_break: Option<LunchBreak>,
        weekend_hours: Hours,
        weekly_schedules: Vec<WeeklySchedule>,
        special_events: Vec<SpecialEvent>,
    }
    /// Heures de travail (en semaine), with the lunch box.
    WorkingHours {
        #[schemars(with = "Vec<DayWord>")]
        days: Vec<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        start_time: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        end_time: Option<String>,
        #[serde(default)]
        all_day: bool,
        lunch_break_enabled: bool,
        /// Only in the answer to a tick of the lunch box.
        #[serde(skip_serializing_if = "Option::is_none")]
        lunch_break: Option<LunchBreakWritten>,
    }
    /// The lunch break that a tick created, with its tag.
    LunchBreakWritten {
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[schemars(with = "Vec<DayWord>")]
        days: Vec<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        start_time: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        end_time: Option<String>,
        #[serde(default)]
        all_day: bool,
        etag: String,
    }
    /// Pause-repas, whose name is read-only.
    LunchBreak {
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[schemars(with = "Vec<DayWord>")]
        days: Vec<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        start_time: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        end_time: Option<String>,
        #[serde(default)]
        all_day: bool,
    }
    /// Weekend.
    Hours {
        #[schemars(with = "Vec<DayWord>")]
        days: Vec<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        start_time: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        end_time: Option<String>,
        #[serde(default)]
        all_day: bool,
    }
    /// Horaire hebdomadaire personnalisé. The list of them shows the lunch break as well, with a kind
    /// of its own; only the box of the working hours creates and deletes it.
    WeeklySchedule {
        id: String,
        name: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schemars(with = "Option<KindWord>")]
        kind: Option<String>,
        #[schemars(with = "Vec<DayWord>")]
        days: Vec<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        start_time: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        end_time: Option<String>,
        #[serde(default)]
        all_day: bool,
    }
    /// Événement spécial; civil times `YYYY-MM-DDTHH:MM`.
    SpecialEvent {
        id: String,
        name: String,
        #[schemars(with = "AvailabilityWord")]
        availability: String,
        starts_at: String,
        ends_at: String,
    }
    /// Manage the users who may become delegates.
    Candidate {
        user_code: String,
        name: String,
        company: String,
        #[schemars(with = "CandidateWord")]
        role: String,
    }
    /// One row of `GET /v1/accounts`.
    Access {
        account: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        user_code: Option<String>,
        #[schemars(with = "RoleWord")]
        role: String,
        #[schemars(with = "ScopeWord")]
        scope: String,
    }
    /// RFC 9457.
    Problem {
        #[serde(rename = "type")]
        kind: String,
        title: String,
        status: u16,
        #[serde(default)]
        detail: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        errors: Vec<ProblemError>,
        /// How many wrong members there are besides those in `errors`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        more_errors: Option<usize>,
        /// The schedule that has the name already.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        existing: Option<serde_json::Value>,
    }
    /// One wrong member of the request.
    ProblemError {
        pointer: String,
        code: String,
        detail: String,
    }
}
