//! From the JSON of a portal to [`Observed`], the account as it is.
//!
//! Two rules pull in opposite directions here. *Structure* is checked strictly, because a plan rests
//! on it: a schedule without days and times, an id that could not be put into a path, two schedules
//! under one name are errors, and so is a word that this version does not know. *Texts* are taken as
//! they are, through the `observed` constructors of the model, because the portal decides what it
//! holds: a name that this program would refuse in a file may well be there already, and refusing to
//! read it would make the account unmanageable.
//!
//! Members that this version does not know are neither an error nor forgotten. Their resource is noted
//! in `Observed::newer`, so that a later check can refuse to overwrite what it cannot see.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;

use super::error::PortalError;
use super::wire;
use crate::model::{
    Account, AccountName, Address, Administrator, Availability, CIVIL, Can, Carrier, Chat,
    ChatHours, Confidential, Day, ETag, Email, General, Hours, Kind, Language, Named, Observed,
    Pbx, PerLanguage, PersonName, Phone, Primary, ResellerName, Resource, Role, ScheduleId,
    ScheduleLists, ScheduleName, ScheduleRef, Scope, SpecialEvent, Spid, Telephony, Time, TimeZone,
    UserCode, Viewer, Weekly,
};

/// Reads the settings of `asked`.
///
/// # Errors
///
/// [`PortalError::NotThePortal`] for a document of another account or one whose structure is not of
/// the contract, [`PortalError::NoLanguage`] when chat lacks French or English, and
/// [`PortalError::Newer`] for a word of a closed list that this version does not have.
pub(crate) fn observed(
    asked: &AccountName,
    settings: wire::Settings,
    etag: ETag,
) -> Result<Observed, PortalError> {
    // A cache or a proxy that mixes up accounts would otherwise have one account's plan written to
    // another.
    if settings.account != asked.as_str() {
        return Err(PortalError::not_the_portal("it is for another account"));
    }
    let mut reader = SettingsReader::default();
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

/// The reading of one document: what it collects beside the account itself.
#[derive(Default)]
struct SettingsReader {
    /// Ids of the schedules, which a file never names.
    ids: BTreeMap<ScheduleRef, ScheduleId>,
    /// Keys of the resources that have members of a later version.
    newer: BTreeSet<String>,
}

impl SettingsReader {
    fn account(&mut self, settings: &wire::Settings) -> Result<Account, PortalError> {
        let general = &settings.general;
        self.note_newer(&Resource::General, &general.unknown);
        // An address is written as a whole, so a part of it that is not known here would be lost.
        if let Some(address) = &general.address {
            self.note_newer(&Resource::General, &address.unknown);
        }
        let administrator = &settings.administrator;
        self.note_newer(&Resource::Administrator, &administrator.unknown);
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
        self.note_newer(&Resource::Chat, &chat.unknown);
        let fr = offered(Language::Fr, chat.fr.as_ref())?;
        let en = offered(Language::En, chat.en.as_ref())?;
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
        self.note_newer(&Resource::WorkingHours(language), &working.unknown);
        self.note_newer(
            &Resource::WeekendHours(language),
            &hours.weekend_hours.unknown,
        );
        // The portal keeps the hours of a lunch break whose box is not ticked. They mean nothing
        // until it is ticked again, so they are not there.
        let lunch_break = match &hours.lunch_break {
            Some(lunch) if working.lunch_break_enabled => {
                self.note_newer(&Resource::LunchBreak(language), &lunch.unknown);
                Some(WeeklyTimes::from(lunch).weekly()?)
            }
            Some(_) | None => None,
        };
        let mut read = ChatHours {
            working_hours: WeeklyTimes::from(working).weekly()?,
            lunch_break,
            weekend_hours: WeeklyTimes::from(&hours.weekend_hours).weekly()?,
            named: ScheduleLists::default(),
        };
        self.schedules(language, hours, &mut read)?;
        Ok(read)
    }

    /// The schedules that have names, each with its id noted.
    fn schedules(
        &mut self,
        language: Language,
        hours: &wire::ChatHours,
        read: &mut ChatHours,
    ) -> Result<(), PortalError> {
        for schedule in &hours.weekly_schedules {
            let weekly = WeeklyTimes::from(schedule);
            let name = ScheduleName::observed(&schedule.name);
            let reference = ScheduleRef::of(language, Kind::Weekly, &name);
            self.identify(&reference, &schedule.id, &schedule.unknown)?;
            read.named.insert(Named::weekly(name, weekly.weekly()?));
        }
        for event in &hours.special_events {
            let name = ScheduleName::observed(&event.name);
            let reference = ScheduleRef::of(language, Kind::SpecialEvent, &name);
            self.identify(&reference, &event.id, &event.unknown)?;
            let event = special_event(event)?;
            read.named.insert(Named::special_event(name, event));
        }
        Ok(())
    }

    /// Notes the id under which a schedule is written. It becomes part of a path, so it must need no
    /// escape; and a name stands for one schedule, because a file refers to it by its name.
    fn identify(
        &mut self,
        reference: &ScheduleRef,
        id: &str,
        unknown: &wire::Unknown,
    ) -> Result<(), PortalError> {
        let id = ScheduleId(id.to_owned());
        if !id.0.bytes().all(|byte| byte.is_ascii_alphanumeric()) || id.0.is_empty() {
            return Err(PortalError::not_the_portal(
                "an id is not made of letters and digits",
            ));
        }
        let resource = Resource::Schedule(reference.language, reference.kind, id.clone());
        self.note_newer(&resource, unknown);
        // Names are compared without case and spelling variants, so two that look different may meet.
        match self.ids.insert(reference.clone(), id) {
            None => Ok(()),
            Some(_) => Err(PortalError::not_the_portal(
                "a schedule is there twice under one name",
            )),
        }
    }

    fn note_newer(&mut self, resource: &Resource, unknown: &wire::Unknown) {
        if !unknown.is_empty() {
            self.newer.insert(resource.key());
        }
    }
}

/// « Configurez les jours et heures de service de clavardage en anglais et en français »: a portal has
/// both, and a file may speak of either.
fn offered(
    language: Language,
    hours: Option<&wire::ChatHours>,
) -> Result<&wire::ChatHours, PortalError> {
    hours.ok_or(PortalError::NoLanguage { language })
}

/// « Ce numéro de téléphone demeure confidentiel »: a delegate is not shown the phone, so its absence
/// says nothing to a delegate, and to everybody else that there is none.
fn phone(settings: &wire::Settings) -> Confidential<Option<Phone>> {
    match (&settings.administrator.phone, settings.viewer.role.as_str()) {
        (None, "delegate") => Confidential::Hidden,
        (phone, _) => {
            // A portal may keep a phone that was cleared as the empty text.
            let phone = phone.as_deref().filter(|phone| !phone.is_empty());
            Confidential::Shown(phone.map(Phone::observed))
        }
    }
}

fn spid(general: &wire::General) -> Option<Spid> {
    // « Ce champ est vide par défaut »: an empty text and no text are the same SPID, none.
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

/// The members that every weekly schedule has on the wire, whichever of the shapes it comes from.
struct WeeklyTimes<'a> {
    days: &'a [String],
    start: Option<&'a str>,
    end: Option<&'a str>,
    all_day: bool,
}

/// The shapes have these members in common, and no type that they share: each is one object of JSON.
macro_rules! weekly_times {
    ($($shape:ident)*) => {$(
        impl<'a> From<&'a wire::$shape> for WeeklyTimes<'a> {
            fn from(hours: &'a wire::$shape) -> Self {
                Self {
                    days: &hours.days,
                    start: hours.start_time.as_deref(),
                    end: hours.end_time.as_deref(),
                    all_day: hours.all_day,
                }
            }
        }
    )*};
}
weekly_times! { WorkingHours LunchBreak Hours WeeklySchedule }

impl WeeklyTimes<'_> {
    /// The schedule. Without days it is never, whatever times are beside; with `allDay` its times
    /// do not count; otherwise both times must be there and make a window.
    fn weekly(&self) -> Result<Weekly, PortalError> {
        let days = self.days.iter().map(String::as_str).map(day);
        let days = days.collect::<Result<_, _>>()?;
        let weekly = Weekly::new(days, Hours::AllDay);
        // `Weekly::new` without days is `NEVER`, whichever hours it is given.
        if self.all_day || weekly == Weekly::NEVER {
            return Ok(weekly);
        }
        let hours = self
            .start
            .zip(self.end)
            .and_then(|(start, end)| Hours::between(Time::parse(start)?, Time::parse(end)?));
        let hours = hours
            .ok_or_else(|| PortalError::not_the_portal("the times of a schedule are no window"))?;
        Ok(Weekly::new(days, hours))
    }
}

fn special_event(event: &wire::SpecialEvent) -> Result<SpecialEvent, PortalError> {
    let says = &event.availability;
    Ok(SpecialEvent {
        availability: Availability::parse(says)
            .ok_or_else(|| PortalError::newer("availability", says))?,
        starts_at: civil(&event.starts_at)?,
        ends_at: civil(&event.ends_at)?,
    })
}

fn civil(text: &str) -> Result<NaiveDateTime, PortalError> {
    NaiveDateTime::parse_from_str(text, CIVIL)
        .map_err(|_| PortalError::not_the_portal("the times of an event are no civil times"))
}

fn day(text: &str) -> Result<Day, PortalError> {
    Day::parse(text).ok_or_else(|| PortalError::newer("days", text))
}

fn language(text: &str) -> Result<Language, PortalError> {
    Language::parse(text).ok_or_else(|| PortalError::newer("language", text))
}

pub(crate) fn role(text: &str) -> Result<Role, PortalError> {
    match text {
        "primary" => Ok(Role::Primary),
        "delegate" => Ok(Role::Delegate),
        "system" => Ok(Role::System),
        _ => Err(PortalError::newer("role", text)),
    }
}

pub(crate) fn scope(text: &str) -> Result<Scope, PortalError> {
    match text {
        "read" => Ok(Scope::Read),
        "write" => Ok(Scope::Write),
        _ => Err(PortalError::newer("scope", text)),
    }
}
