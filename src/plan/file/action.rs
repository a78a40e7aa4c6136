//! The members of one write in JSON.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::records::records;
use crate::model::{
    Action, Address, AdministratorPatch, Availability, ChatPatch, Day, Email, GeneralPatch, Hours,
    Kind, Language, LunchBox, Named, Pattern, PersonName, Phone, ResellerName, ScheduleId,
    ScheduleName, SpecialEvent, Spid, Time, TimeZone, UserCode, Weekly,
};

/// Civil time as the contract writes it.
const CIVIL: &str = "%Y-%m-%dT%H:%M";

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
    /// Members of the general section; absent ones stay. Empty ones clear.
    GeneralRecord {
        spid: Option<String>,
        reseller_name: Option<String>,
        default_customer_language: Option<String>,
        address: Option<AddressOrNone>,
    }
    /// Members of the administrator section; absent ones stay. An empty phone clears.
    AdministratorRecord {
        email: Option<String>,
        phone: Option<String>,
        language: Option<String>,
    }
    /// A default schedule of a language.
    HoursRecord {
        language: String,
        hours: WeeklyRecord,
    }
    /// A named schedule of a language.
    ScheduleRecord {
        language: String,
        id: String,
        name: String,
        pattern: PatternRecord,
    }
}

/// `{}` where an address is cleared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum AddressOrNone {
    Whole(AddressRecord),
    Cleared {},
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
    PatchGeneral(GeneralRecord),
    PatchAdministrator(AdministratorRecord),
    GrantDelegate {
        user: String,
        name: String,
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
    PutWeekendHours(HoursRecord),
    PutLunchBreak(HoursRecord),
    CreateSchedule(ScheduleRecord),
    PutSchedule(ScheduleRecord),
    DeleteSchedule {
        language: String,
        list: String,
        id: String,
    },
}

pub(super) fn action_record(action: &Action) -> ActionRecord {
    match action {
        Action::PatchGeneral(patch) => ActionRecord::PatchGeneral(GeneralRecord::of(patch)),
        Action::PatchAdministrator(patch) => {
            ActionRecord::PatchAdministrator(AdministratorRecord::of(patch))
        }
        Action::GrantDelegate(user, name) => ActionRecord::GrantDelegate {
            user: user.to_string(),
            name: name.to_string(),
        },
        Action::RevokeDelegate(user) => ActionRecord::RevokeDelegate {
            user: user.to_string(),
        },
        Action::PatchChat(patch) => ActionRecord::PatchChat {
            enabled: patch.enabled,
            time_zone: patch.time_zone.as_ref().map(ToString::to_string),
        },
        Action::PutWorkingHours(language, hours, lunch) => ActionRecord::PutWorkingHours {
            language: language.to_string(),
            hours: weekly_record(*hours),
            lunch_break: *lunch == LunchBox::Ticked,
        },
        Action::PutWeekendHours(language, hours) => {
            ActionRecord::PutWeekendHours(HoursRecord::of(*language, *hours))
        }
        Action::PutLunchBreak(language, hours) => {
            ActionRecord::PutLunchBreak(HoursRecord::of(*language, *hours))
        }
        Action::CreateSchedule(language, id, named) => {
            ActionRecord::CreateSchedule(ScheduleRecord::of(*language, id, named))
        }
        Action::PutSchedule(language, id, named) => {
            ActionRecord::PutSchedule(ScheduleRecord::of(*language, id, named))
        }
        Action::DeleteSchedule(language, kind, id) => ActionRecord::DeleteSchedule {
            language: language.to_string(),
            list: kind.list().to_owned(),
            id: id.to_string(),
        },
    }
}

/// `None` when a member is not one that this tool writes.
pub(super) fn action(record: ActionRecord) -> Option<Action> {
    Some(match record {
        ActionRecord::PatchGeneral(record) => Action::PatchGeneral(record.into_patch()?),
        ActionRecord::PatchAdministrator(record) => {
            Action::PatchAdministrator(record.into_patch()?)
        }
        ActionRecord::GrantDelegate { user, name } => {
            Action::GrantDelegate(UserCode::observed(user), PersonName::observed(name))
        }
        ActionRecord::RevokeDelegate { user } => Action::RevokeDelegate(UserCode::observed(user)),
        ActionRecord::PatchChat { enabled, time_zone } => Action::PatchChat(ChatPatch {
            enabled,
            time_zone: time_zone.map(TimeZone::observed),
        }),
        ActionRecord::PutWorkingHours {
            language,
            hours,
            lunch_break,
        } => {
            let lunch = if lunch_break {
                LunchBox::Ticked
            } else {
                LunchBox::Unticked
            };
            Action::PutWorkingHours(Language::parse(&language)?, weekly(hours)?, lunch)
        }
        ActionRecord::PutWeekendHours(HoursRecord { language, hours }) => {
            Action::PutWeekendHours(Language::parse(&language)?, weekly(hours)?)
        }
        ActionRecord::PutLunchBreak(HoursRecord { language, hours }) => {
            Action::PutLunchBreak(Language::parse(&language)?, weekly(hours)?)
        }
        ActionRecord::CreateSchedule(record) => {
            let language = Language::parse(&record.language)?;
            Action::CreateSchedule(
                language,
                ScheduleId(record.id),
                named(record.name, record.pattern)?,
            )
        }
        ActionRecord::PutSchedule(record) => {
            let language = Language::parse(&record.language)?;
            Action::PutSchedule(
                language,
                ScheduleId(record.id),
                named(record.name, record.pattern)?,
            )
        }
        ActionRecord::DeleteSchedule { language, list, id } => {
            let kind = Kind::ALL.into_iter().find(|kind| kind.list() == list)?;
            Action::DeleteSchedule(Language::parse(&language)?, kind, ScheduleId(id))
        }
    })
}

impl GeneralRecord {
    fn of(patch: &GeneralPatch) -> Self {
        let language = patch.default_customer_language;
        Self {
            spid: patch.spid.as_ref().map(text_or_empty),
            reseller_name: patch.reseller_name.as_ref().map(ToString::to_string),
            default_customer_language: language.map(|language| language.to_string()),
            address: patch.address.as_ref().map(address_or_none),
        }
    }

    fn into_patch(self) -> Option<GeneralPatch> {
        Some(GeneralPatch {
            spid: self
                .spid
                .map(|spid| (!spid.is_empty()).then(|| Spid::observed(spid))),
            reseller_name: self.reseller_name.map(ResellerName::observed),
            default_customer_language: language(self.default_customer_language)?,
            address: self.address.map(address_of),
        })
    }
}

impl AdministratorRecord {
    fn of(patch: &AdministratorPatch) -> Self {
        Self {
            email: patch.email.as_ref().map(ToString::to_string),
            phone: patch.phone.as_ref().map(text_or_empty),
            language: patch.language.map(|language| language.to_string()),
        }
    }

    fn into_patch(self) -> Option<AdministratorPatch> {
        Some(AdministratorPatch {
            email: self.email.map(Email::observed),
            phone: self
                .phone
                .map(|phone| (!phone.is_empty()).then(|| Phone::observed(phone))),
            language: language(self.language)?,
        })
    }
}

impl HoursRecord {
    fn of(language: Language, hours: Weekly) -> Self {
        Self {
            language: language.to_string(),
            hours: weekly_record(hours),
        }
    }
}

impl ScheduleRecord {
    fn of(language: Language, id: &ScheduleId, named: &Named) -> Self {
        Self {
            language: language.to_string(),
            id: id.to_string(),
            name: named.name.to_string(),
            pattern: pattern_record(named.pattern),
        }
    }
}

/// The empty text for a value that is cleared, since none of these texts is empty.
fn text_or_empty(value: &Option<impl ToString>) -> String {
    value.as_ref().map_or(String::new(), ToString::to_string)
}

/// A language that may be absent; the outer `None` when it is not one.
fn language(text: Option<String>) -> Option<Option<Language>> {
    match text {
        Some(text) => Language::parse(&text).map(Some),
        None => Some(None),
    }
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

fn address_or_none(address: &Option<Address>) -> AddressOrNone {
    match address {
        None => AddressOrNone::Cleared {},
        Some(address) => AddressOrNone::Whole(AddressRecord {
            street: address.street.clone(),
            city: address.city.clone(),
            province: address.province.clone(),
            postal_code: address.postal_code.clone(),
            country: address.country.clone(),
        }),
    }
}

fn address_of(record: AddressOrNone) -> Option<Address> {
    match record {
        AddressOrNone::Cleared {} => None,
        AddressOrNone::Whole(record) => Some(Address {
            street: record.street,
            city: record.city,
            province: record.province,
            postal_code: record.postal_code,
            country: record.country,
        }),
    }
}
