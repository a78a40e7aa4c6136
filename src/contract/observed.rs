//! What a portal answered, as values of the model. Its structure is checked strictly, because a
//! plan rests on it; its texts are kept as they are, because the portal decides what it holds.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;

use super::{PortalError, wire};
use crate::model::{
    Account, AccountName, Address, Administrator, Availability, CIVIL, Can, Carrier, Chat,
    ChatHours, Confidential, Day, ETag, Email, General, Hours, Kind, Language, Named, Observed,
    Pbx, PerLanguage, PersonName, Phone, Primary, ResellerName, Resource, Role, ScheduleId,
    ScheduleLists, ScheduleName, ScheduleRef, Scope, SpecialEvent, Spid, Telephony, Time, TimeZone,
    UserCode, Viewer, Weekly,
};

/// Reads the settings of `asked`.
pub(crate) fn observed(
    asked: &AccountName,
    settings: wire::Settings,
    etag: ETag,
) -> Result<Observed, PortalError> {
    if settings.account != asked.as_str() {
        return Err(not_the_portal("it is for another account"));
    }
    let mut reader = Reader::default();
    let account = reader.account(&settings)?;
    let etags = settings
        .etags
        .into_iter()
        .map(|(key, tag)| (key, ETag(tag)));
    Ok(Observed {
        name: asked.clone(),
        account,
        software_deployed: settings.chat.software_deployed,
        viewer: Viewer {
            user: settings.viewer.user_code.map(UserCode::observed),
            role: role(&settings.viewer.role)?,
            scope: scope(&settings.viewer.scope)?,
        },
        revision: settings.revision,
        etag,
        etags: etags.collect(),
        ids: reader.ids,
        newer: reader.newer,
    })
}

#[derive(Default)]
struct Reader {
    ids: BTreeMap<ScheduleRef, ScheduleId>,
    newer: BTreeSet<String>,
}

impl Reader {
    fn account(&mut self, settings: &wire::Settings) -> Result<Account, PortalError> {
        let general = &settings.general;
        self.known(&Resource::General, &general.unknown);
        if let Some(address) = &general.address {
            self.known(&Resource::General, &address.unknown);
        }
        let administrator = &settings.administrator;
        self.known(&Resource::Administrator, &administrator.unknown);
        let delegates = settings.delegates.iter().map(|delegate| {
            let user = UserCode::observed(&delegate.user_code);
            (user, PersonName::observed(&delegate.name))
        });
        Ok(Account {
            general: General {
                can: Can::observed(&general.can),
                spid: spid(general),
                reseller_name: ResellerName::observed(&general.reseller_name),
                default_customer_language: language(&general.default_customer_language)?,
                address: general.address.as_ref().map(address),
            },
            administrator: Administrator {
                email: Email::observed(&administrator.email),
                phone: phone(settings),
                language: language(&administrator.language)?,
                primary: Primary {
                    user: UserCode::observed(&administrator.primary.user_code),
                    name: PersonName::observed(&administrator.primary.name),
                },
            },
            delegates: delegates.collect(),
            telephony: Telephony {
                pbx: Pbx::observed(&settings.telephony.pbx),
                carrier: Carrier::observed(&settings.telephony.provider),
            },
            chat: self.chat(&settings.chat)?,
        })
    }

    fn chat(&mut self, chat: &wire::Chat) -> Result<Chat, PortalError> {
        self.known(&Resource::Chat, &chat.unknown);
        let missing = |language| PortalError::NoLanguage { language };
        let fr = chat.fr.as_ref().ok_or(missing(Language::Fr))?;
        let en = chat.en.as_ref().ok_or(missing(Language::En))?;
        let fr = self.hours(Language::Fr, fr)?;
        let en = self.hours(Language::En, en)?;
        Ok(Chat {
            enabled: chat.enabled,
            time_zone: TimeZone::observed(&chat.time_zone),
            hours: PerLanguage { fr, en },
        })
    }

    fn hours(
        &mut self,
        language: Language,
        hours: &wire::ChatHours,
    ) -> Result<ChatHours, PortalError> {
        let working = &hours.working_hours;
        self.known(&Resource::WorkingHours(language), &working.unknown);
        self.known(
            &Resource::WeekendHours(language),
            &hours.weekend_hours.unknown,
        );
        let lunch_break = match &hours.lunch_break {
            Some(lunch) if working.lunch_break_enabled => {
                self.known(&Resource::LunchBreak(language), &lunch.unknown);
                Some(times(lunch).weekly()?)
            }
            Some(_) | None => None,
        };
        let mut read = ChatHours {
            working_hours: Times {
                days: &working.days,
                start: working.start_time.as_deref(),
                end: working.end_time.as_deref(),
                all_day: working.all_day,
            }
            .weekly()?,
            lunch_break,
            weekend_hours: times(&hours.weekend_hours).weekly()?,
            named: ScheduleLists::default(),
        };
        for schedule in &hours.weekly_schedules {
            let times = Times {
                days: &schedule.days,
                start: schedule.start_time.as_deref(),
                end: schedule.end_time.as_deref(),
                all_day: schedule.all_day,
            };
            let name = ScheduleName::observed(&schedule.name);
            let reference = ScheduleRef::of(language, Kind::Weekly, &name);
            self.identify(&reference, &schedule.id, &schedule.unknown)?;
            read.named.insert(Named::weekly(name, times.weekly()?));
        }
        for event in &hours.special_events {
            let name = ScheduleName::observed(&event.name);
            let reference = ScheduleRef::of(language, Kind::SpecialEvent, &name);
            self.identify(&reference, &event.id, &event.unknown)?;
            let event = special_event(event)?;
            read.named.insert(Named::special_event(name, event));
        }
        Ok(read)
    }

    fn identify(
        &mut self,
        reference: &ScheduleRef,
        id: &str,
        unknown: &wire::Unknown,
    ) -> Result<(), PortalError> {
        let id = ScheduleId(id.to_owned());
        if !id.0.bytes().all(|byte| byte.is_ascii_alphanumeric()) || id.0.is_empty() {
            return Err(not_the_portal("an id is not made of letters and digits"));
        }
        let resource = Resource::Schedule(reference.language, reference.kind, id.clone());
        self.known(&resource, unknown);
        match self.ids.insert(reference.clone(), id) {
            None => Ok(()),
            Some(_) => Err(not_the_portal("a schedule is there twice under one name")),
        }
    }

    fn known(&mut self, resource: &Resource, unknown: &wire::Unknown) {
        if !unknown.is_empty() {
            self.newer.insert(resource.key());
        }
    }
}

/// A delegate's answer has no phone, which says nothing of whether there is one.
fn phone(settings: &wire::Settings) -> Confidential<Option<Phone>> {
    match (&settings.administrator.phone, settings.viewer.role.as_str()) {
        (None, "delegate") => Confidential::Hidden,
        (phone, _) => Confidential::Shown(phone.as_deref().map(Phone::observed)),
    }
}

fn spid(general: &wire::General) -> Option<Spid> {
    let spid = general.spid.as_deref().filter(|spid| !spid.is_empty());
    spid.map(Spid::observed)
}

fn address(address: &wire::Address) -> Address {
    Address {
        street: address.street.clone(),
        city: address.city.clone(),
        province: address.province.clone(),
        postal_code: address.postal_code.clone(),
        country: address.country.clone(),
    }
}

/// The members that every weekly shape has.
struct Times<'a> {
    days: &'a [String],
    start: Option<&'a str>,
    end: Option<&'a str>,
    all_day: bool,
}

fn times(hours: &wire::Hours) -> Times<'_> {
    Times {
        days: &hours.days,
        start: hours.start_time.as_deref(),
        end: hours.end_time.as_deref(),
        all_day: hours.all_day,
    }
}

impl Times<'_> {
    fn weekly(&self) -> Result<Weekly, PortalError> {
        let day = |day: &String| Day::parse(day).ok_or_else(|| newer("days", day));
        let days = self.days.iter().map(day).collect::<Result<_, _>>()?;
        let weekly = Weekly::new(days, Hours::AllDay);
        if self.all_day || weekly == Weekly::NEVER {
            return Ok(weekly);
        }
        let hours = self
            .start
            .zip(self.end)
            .and_then(|(start, end)| Hours::between(Time::parse(start)?, Time::parse(end)?));
        let hours = hours.ok_or_else(|| not_the_portal("the times of a schedule are no window"))?;
        Ok(Weekly::new(days, hours))
    }
}

fn special_event(event: &wire::SpecialEvent) -> Result<SpecialEvent, PortalError> {
    let civil = |text: &str| {
        NaiveDateTime::parse_from_str(text, CIVIL)
            .map_err(|_| not_the_portal("the times of an event are no civil times"))
    };
    let says = &event.availability;
    Ok(SpecialEvent {
        availability: Availability::parse(says).ok_or_else(|| newer("availability", says))?,
        starts_at: civil(&event.starts_at)?,
        ends_at: civil(&event.ends_at)?,
    })
}

fn language(text: &str) -> Result<Language, PortalError> {
    Language::parse(text).ok_or_else(|| newer("language", text))
}

pub(crate) fn role(text: &str) -> Result<Role, PortalError> {
    match text {
        "primary" => Ok(Role::Primary),
        "delegate" => Ok(Role::Delegate),
        "system" => Ok(Role::System),
        _ => Err(newer("role", text)),
    }
}

pub(crate) fn scope(text: &str) -> Result<Scope, PortalError> {
    match text {
        "read" => Ok(Scope::Read),
        "write" => Ok(Scope::Write),
        _ => Err(newer("scope", text)),
    }
}

fn not_the_portal(reason: &str) -> PortalError {
    PortalError::NotThePortal {
        reason: reason.to_owned(),
    }
}

fn newer(member: &str, value: &str) -> PortalError {
    PortalError::Newer {
        pointer: member.to_owned(),
        value: super::shown(value),
    }
}
