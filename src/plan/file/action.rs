//! The members of one write in JSON.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::model::{
    Action, Address, AdministratorPatch, Availability, CIVIL, ChatPatch, Day, Email, GeneralPatch,
    Hours, Kind, Language, LunchBox, Named, Pattern, Phone, ResellerName, ScheduleId, ScheduleName,
    SpecialEvent, Spid, Time, TimeZone, UserCode, Weekly,
};

macro_rules! records {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub(super) struct $name { $($field: $type,)* }
    )*};
}

records! {
    /// A weekly pattern; no times when there are no days or all day.
    WeeklyRecord {
        days: Vec<String>,
        start_time: Option<String>,
        end_time: Option<String>,
    }
    /// A special event.
    EventRecord {
        availability: String,
        starts_at: String,
        ends_at: String,
    }
    /// An address.
    AddressRecord {
        street: String,
        city: String,
        province: Option<String>,
        postal_code: Option<String>,
        country: String,
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(super) enum PatternRecord {
    Weekly(WeeklyRecord),
    SpecialEvent(EventRecord),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(super) enum ActionRecord {
    PatchGeneral {
        /// The empty text clears.
        spid: Option<String>,
        reseller_name: Option<String>,
        default_customer_language: Option<String>,
        address: Option<AddressRecord>,
    },
    PatchAdministrator {
        email: Option<String>,
        phone: Option<String>,
        language: Option<String>,
    },
    GrantDelegate {
        user: String,
    },
    RevokeDelegate {
        user: String,
    },
    PatchChat {
        enabled: Option<bool>,
        time_zone: Option<String>,
    },
    PutWorkingHours {
        language: String,
        hours: WeeklyRecord,
        lunch_break: bool,
    },
    PutWeekendHours {
        language: String,
        hours: WeeklyRecord,
    },
    PutLunchBreak {
        language: String,
        hours: WeeklyRecord,
    },
    CreateSchedule {
        language: String,
        id: String,
        name: String,
        pattern: PatternRecord,
    },
    PutSchedule {
        language: String,
        id: String,
        name: String,
        pattern: PatternRecord,
    },
    DeleteSchedule {
        language: String,
        list: String,
        id: String,
    },
}

pub(super) fn action_record(action: &Action) -> ActionRecord {
    let text = |value: &dyn ToString| value.to_string();
    match action {
        Action::PatchGeneral(patch) => ActionRecord::PatchGeneral {
            spid: patch
                .spid
                .as_ref()
                .map(|spid| spid.as_ref().map(|spid| text(spid)).unwrap_or_default()),
            reseller_name: patch.reseller_name.as_ref().map(|name| text(name)),
            default_customer_language: patch.default_customer_language.map(|l| text(&l)),
            address: patch.address.as_ref().map(address_record),
        },
        Action::PatchAdministrator(patch) => ActionRecord::PatchAdministrator {
            email: patch.email.as_ref().map(|email| text(email)),
            phone: patch.phone.as_ref().map(|phone| text(phone)),
            language: patch.language.map(|language| text(&language)),
        },
        Action::GrantDelegate(user) => ActionRecord::GrantDelegate { user: text(user) },
        Action::RevokeDelegate(user) => ActionRecord::RevokeDelegate { user: text(user) },
        Action::PatchChat(patch) => ActionRecord::PatchChat {
            enabled: patch.enabled,
            time_zone: patch.time_zone.as_ref().map(|zone| text(zone)),
        },
        Action::PutWorkingHours(language, hours, lunch) => ActionRecord::PutWorkingHours {
            language: text(language),
            hours: weekly_record(*hours),
            lunch_break: *lunch == LunchBox::Ticked,
        },
        Action::PutWeekendHours(language, hours) => ActionRecord::PutWeekendHours {
            language: text(language),
            hours: weekly_record(*hours),
        },
        Action::PutLunchBreak(language, hours) => ActionRecord::PutLunchBreak {
            language: text(language),
            hours: weekly_record(*hours),
        },
        Action::CreateSchedule(language, id, named) => ActionRecord::CreateSchedule {
            language: text(language),
            id: text(id),
            name: text(&named.name),
            pattern: pattern_record(named.pattern),
        },
        Action::PutSchedule(language, id, named) => ActionRecord::PutSchedule {
            language: text(language),
            id: text(id),
            name: text(&named.name),
            pattern: pattern_record(named.pattern),
        },
        Action::DeleteSchedule(language, kind, id) => ActionRecord::DeleteSchedule {
            language: text(language),
            list: kind.list().to_owned(),
            id: text(id),
        },
    }
}

/// `None` when a member is not one that this tool writes.
#[expect(
    clippy::too_many_lines,
    reason = "one arm per write, each as short as it can be"
)]
pub(super) fn action(record: ActionRecord) -> Option<Action> {
    let language = |text: &str| Language::parse(text);
    Some(match record {
        ActionRecord::PatchGeneral {
            spid,
            reseller_name,
            default_customer_language,
            address,
        } => Action::PatchGeneral(GeneralPatch {
            spid: spid.map(|spid| (!spid.is_empty()).then(|| Spid::observed(spid))),
            reseller_name: reseller_name.map(ResellerName::observed),
            default_customer_language: match default_customer_language {
                Some(text) => Some(Language::parse(&text)?),
                None => None,
            },
            address: address.map(address_of),
        }),
        ActionRecord::PatchAdministrator {
            email,
            phone,
            language: spoken,
        } => Action::PatchAdministrator(AdministratorPatch {
            email: email.map(Email::observed),
            phone: phone.map(Phone::observed),
            language: match spoken {
                Some(text) => Some(language(&text)?),
                None => None,
            },
        }),
        ActionRecord::GrantDelegate { user } => Action::GrantDelegate(UserCode::observed(user)),
        ActionRecord::RevokeDelegate { user } => Action::RevokeDelegate(UserCode::observed(user)),
        ActionRecord::PatchChat { enabled, time_zone } => Action::PatchChat(ChatPatch {
            enabled,
            time_zone: time_zone.map(TimeZone::observed),
        }),
        ActionRecord::PutWorkingHours {
            language: of,
            hours,
            lunch_break,
        } => {
            let lunch = if lunch_break {
                LunchBox::Ticked
            } else {
                LunchBox::Unticked
            };
            Action::PutWorkingHours(language(&of)?, weekly(hours)?, lunch)
        }
        ActionRecord::PutWeekendHours {
            language: of,
            hours,
        } => Action::PutWeekendHours(language(&of)?, weekly(hours)?),
        ActionRecord::PutLunchBreak {
            language: of,
            hours,
        } => Action::PutLunchBreak(language(&of)?, weekly(hours)?),
        ActionRecord::CreateSchedule {
            language: of,
            id,
            name,
            pattern,
        } => Action::CreateSchedule(language(&of)?, ScheduleId(id), named(name, pattern)?),
        ActionRecord::PutSchedule {
            language: of,
            id,
            name,
            pattern,
        } => Action::PutSchedule(language(&of)?, ScheduleId(id), named(name, pattern)?),
        ActionRecord::DeleteSchedule {
            language: of,
            list,
            id,
        } => {
            let kind = Kind::ALL.into_iter().find(|kind| kind.list() == list)?;
            Action::DeleteSchedule(language(&of)?, kind, ScheduleId(id))
        }
    })
}

fn named(name: String, pattern: PatternRecord) -> Option<Named> {
    let name = ScheduleName::observed(name);
    let pattern = match pattern {
        PatternRecord::Weekly(record) => Pattern::Weekly(weekly(record)?),
        PatternRecord::SpecialEvent(event) => Pattern::SpecialEvent(SpecialEvent {
            availability: Availability::parse(&event.availability)?,
            starts_at: NaiveDateTime::parse_from_str(&event.starts_at, CIVIL).ok()?,
            ends_at: NaiveDateTime::parse_from_str(&event.ends_at, CIVIL).ok()?,
        }),
    };
    Some(Named { name, pattern })
}

fn pattern_record(pattern: Pattern) -> PatternRecord {
    match pattern {
        Pattern::Weekly(weekly) => PatternRecord::Weekly(weekly_record(weekly)),
        Pattern::SpecialEvent(event) => PatternRecord::SpecialEvent(EventRecord {
            availability: event.availability.as_str().to_owned(),
            starts_at: event.starts_at.format(CIVIL).to_string(),
            ends_at: event.ends_at.format(CIVIL).to_string(),
        }),
    }
}

fn weekly_record(weekly: Weekly) -> WeeklyRecord {
    let window = match weekly.hours {
        Some(Hours::Between(window)) => Some(window),
        Some(Hours::AllDay) | None => None,
    };
    WeeklyRecord {
        days: weekly
            .days
            .iter()
            .map(|day| day.as_str().to_owned())
            .collect(),
        start_time: window.map(|window| window.start.to_string()),
        end_time: window.map(|window| window.end.to_string()),
    }
}

fn weekly(record: WeeklyRecord) -> Option<Weekly> {
    let days = record
        .days
        .iter()
        .map(|day| Day::parse(day))
        .collect::<Option<_>>()?;
    let hours = match (record.start_time, record.end_time) {
        (Some(start), Some(end)) => Hours::between(Time::parse(&start)?, Time::parse(&end)?)?,
        (None, None) => Hours::AllDay,
        (Some(_), None) | (None, Some(_)) => return None,
    };
    Some(Weekly::new(days, hours))
}

fn address_record(address: &Address) -> AddressRecord {
    AddressRecord {
        street: address.street.clone(),
        city: address.city.clone(),
        province: address.province.clone(),
        postal_code: address.postal_code.clone(),
        country: address.country.clone(),
    }
}

fn address_of(record: AddressRecord) -> Address {
    Address {
        street: record.street,
        city: record.city,
        province: record.province,
        postal_code: record.postal_code,
        country: record.country,
    }
}
