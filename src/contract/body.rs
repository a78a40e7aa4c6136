//! Bodies of requests. Their members are exact: one that is not here is refused.
//!
//! The opposite holds for responses (`wire.rs`), where unknown members are kept. A client that meets a
//! later portal should go on reading, but a portal must not ignore a member that a client meant: a
//! misspelled `timezone` would otherwise be acknowledged and change nothing.
//!
//! The patterns and lengths here are for the OpenAPI document alone. The embedded portal checks the
//! rules of the help page in code of its own.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Nothing that a reader of a terminal would not see, and not empty.
const LINE: &str = r"^[^\u0000-\u001F\u007F-\u009F]*[^\s\u0000-\u001F\u007F-\u009F][^\u0000-\u001F\u007F-\u009F]*$";
const SPID: &str = "^[!-~]{0,64}$";
const EMAIL: &str = r"^[^@\s]+@[^@\s]+\.[^@\s]+$";
const PHONE: &str = r"^\+[1-9][0-9]{7,14}(;ext=[0-9]{1,7})?$";
const ZONE: &str = "^(UTC|[A-Za-z_]+(/[A-Za-z0-9_+-]+)+)$";
const START: &str = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
const END: &str = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$";
const CIVIL: &str = "^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]$|^2100-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]$|^2101-01-01T00:00$";

macro_rules! word {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "camelCase")]
        pub(crate) enum $name { $($variant,)* }
    )*};
}

word! {
    /// Days in the order of the week.
    DayWord { Mon, Tue, Wed, Thu, Fri, Sat, Sun, }
    /// « L'une des langues disponibles ».
    LanguageWord { En, Fr, }
    /// What a special event says.
    AvailabilityWord { Open, Closed, }
    /// Whose token it is.
    RoleWord { Primary, Delegate, System, }
    /// What the token may do.
    ScopeWord { Read, Write, }
    /// Where a candidate comes from.
    CandidateWord { CompanyAdministrator, CompanyDelegate, }
    /// Kinds of schedules, the best rank first.
    KindWord { SpecialEvent, Weekly, Weekend, LunchBreak, WorkingHours, }
}

macro_rules! body {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        #[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
        $(#[$doc])*
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        pub(crate) struct $name {
            $($(#[$field_doc])* pub(crate) $field: $type,)*
        }
    )*};
}

body! {
    /// A merge patch (RFC 7396): an absent member stays, null clears.
    GeneralPatch {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(regex(pattern = SPID))]
        spid: Option<Option<String>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(with = "String", length(min = 1, max = 100), regex(pattern = LINE))]
        reseller_name: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(with = "LanguageWord")]
        default_customer_language: Option<&'static str>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        address: Option<Option<WholeAddress>>,
    }
    /// Always whole, absent parts as null, so that an old part never stays behind. Canada and the
    /// United States need province and postal code.
    WholeAddress {
        #[schemars(length(min = 1, max = 100), regex(pattern = LINE))]
        street: String,
        #[schemars(length(min = 1, max = 100), regex(pattern = LINE))]
        city: String,
        #[serde(default)]
        province: Option<String>,
        #[serde(default)]
        postal_code: Option<String>,
        /// ISO 3166-1 alpha-2.
        #[schemars(regex(pattern = "^[A-Z]{2}$"))]
        country: String,
    }
    /// Identifiant pour ouvrir une session.
    Login {
        email: String,
        password: String,
    }
    /// « Entrez votre ancien mot de passe à des fins de vérification. » At least 8 letters or
    /// digits, an upper-case letter, a digit, and a character that is neither alphanumeric nor a space.
    PasswordChange {
        current_password: String,
        #[schemars(length(min = 9, max = 128))]
        new_password: String,
    }
    /// A merge patch; a phone of null clears it.
    AdministratorPatch {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(with = "String", length(max = 254), regex(pattern = EMAIL))]
        email: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(regex(pattern = PHONE))]
        phone: Option<Option<String>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(with = "LanguageWord")]
        language: Option<&'static str>,
    }
    /// A merge patch.
    ChatPatch {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(with = "bool")]
        enabled: Option<bool>,
        /// IANA area/location, or UTC.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(with = "String", regex(pattern = ZONE))]
        time_zone: Option<String>,
    }
    /// Weekend: times, the whole day, or no days at all. An end before the start is the next day.
    #[schemars(extend("anyOf" = [between(), all_day(), never()]))]
    PutHours {
        #[schemars(with = "Vec<DayWord>")]
        days: Vec<&'static str>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(regex(pattern = START))]
        start_time: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(regex(pattern = END))]
        end_time: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        all_day: Option<bool>,
    }
    /// Pause-repas, which has days.
    #[schemars(extend("anyOf" = [between(), all_day()]))]
    PutLunchBreak {
        #[schemars(with = "Vec<DayWord>", length(min = 1))]
        days: Vec<&'static str>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(regex(pattern = START))]
        start_time: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(regex(pattern = END))]
        end_time: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        all_day: Option<bool>,
    }
    /// « Cochez la case Ajouter horaire pour la pause-repas. »
    #[schemars(extend("anyOf" = [between(), all_day(), never()]))]
    PutWorkingHours {
        #[schemars(with = "Vec<DayWord>")]
        days: Vec<&'static str>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(regex(pattern = START))]
        start_time: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(regex(pattern = END))]
        end_time: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        all_day: Option<bool>,
        lunch_break_enabled: bool,
    }
    /// Horaire hebdomadaire personnalisé. Its name is unique in its language.
    #[schemars(extend("anyOf" = [between(), all_day()]))]
    PutWeeklySchedule {
        #[schemars(length(min = 1, max = 100), regex(pattern = LINE))]
        name: String,
        #[schemars(with = "Vec<DayWord>", length(min = 1))]
        days: Vec<&'static str>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(regex(pattern = START))]
        start_time: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(regex(pattern = END))]
        end_time: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        all_day: Option<bool>,
    }
    /// Événement spécial of at most 366 days between 2000 and 2100, in civil time of the account.
    PutSpecialEvent {
        #[schemars(length(min = 1, max = 100), regex(pattern = LINE))]
        name: String,
        #[schemars(with = "AvailabilityWord")]
        availability: &'static str,
        #[schemars(regex(pattern = CIVIL))]
        starts_at: String,
        #[schemars(regex(pattern = CIVIL))]
        ends_at: String,
    }
}

/// Start and end, and not the whole day.
fn between() -> serde_json::Value {
    json!({
        "required": ["startTime", "endTime"],
        "properties": {
            "startTime": { "type": "string" },
            "endTime": { "type": "string" },
            "allDay": { "enum": [false, null] },
        },
    })
}

/// « Cochez la case Toute la journée »: then there are no times.
fn all_day() -> serde_json::Value {
    json!({
        "required": ["allDay"],
        "properties": {
            "allDay": { "const": true },
            "startTime": { "type": "null" },
            "endTime": { "type": "null" },
        },
    })
}

fn never() -> serde_json::Value {
    json!({ "properties": { "days": { "maxItems": 0 } } })
}
