//! An account for unit tests, and short words for its parts.

use std::collections::BTreeMap;

use crate::model::{
    Account, AccountName, Administrator, Availability, Can, Carrier, Chat, ChatHours, Confidential,
    Day, Days, ETag, Email, General, Hours, Kind, Language, Named, Observed, Pbx, PerLanguage,
    PersonName, Primary, ResellerName, Resource, Role, ScheduleId, ScheduleLists, ScheduleName,
    ScheduleRef, Scope, SpecialEvent, Telephony, Time, TimeZone, UserCode, Viewer, Weekly,
    name_key,
};

/// `mon-fri 09:00-17:00`, `sat 22:00-02:00`, `all 00:00-24:00`.
pub(crate) fn weekly(text: &str) -> Weekly {
    let (days, hours) = text.split_once(' ').unwrap();
    let days: Days = match days.split_once('-') {
        _ if days == "all" => Days::ALL,
        Some((from, to)) => {
            let (from, to) = (Day::parse(from).unwrap(), Day::parse(to).unwrap());
            let in_range = |day: &Day| (from..=to).contains(day);
            Day::ALL.into_iter().filter(in_range).collect()
        }
        None => [Day::parse(days).unwrap()].into_iter().collect(),
    };
    let (start, end) = hours.split_once('-').unwrap();
    let time = |text| Time::parse(text).unwrap();
    Weekly::new(days, Hours::between(time(start), time(end)).unwrap())
}

pub(crate) fn event(availability: Availability, day: &str) -> SpecialEvent {
    let day: chrono::NaiveDate = day.parse().unwrap();
    let starts_at = day.and_time(chrono::NaiveTime::MIN);
    SpecialEvent {
        availability,
        starts_at,
        ends_at: starts_at + chrono::TimeDelta::days(1),
    }
}

/// An account as the portal creates it, with chat on and two delegates.
pub(crate) fn account() -> Account {
    let hours = || ChatHours {
        working_hours: weekly("mon-fri 09:00-17:00"),
        lunch_break: None,
        weekend_hours: weekly("sat-sun 10:00-16:00"),
        named: ScheduleLists::default(),
    };
    Account {
        general: General {
            can: Can::observed("QC1"),
            spid: None,
            reseller_name: ResellerName::observed("Boréal"),
            default_customer_language: Language::Fr,
            address: None,
        },
        administrator: Administrator {
            email: Email::observed("marie@boreal.example"),
            phone: Confidential::Shown(None),
            language: Language::Fr,
            primary: Primary {
                user: UserCode::observed("1001"),
                name: PersonName::observed("Marie"),
            },
        },
        delegates: [("2041", "Jean Roy"), ("2107", "Aïcha Benali")]
            .map(|(user, name)| (UserCode::observed(user), PersonName::observed(name)))
            .into(),
        telephony: Telephony {
            pbx: Pbx::observed("embedded"),
            carrier: Carrier::observed("embedded"),
        },
        chat: Chat {
            enabled: true,
            time_zone: TimeZone::observed("America/Toronto"),
            hours: PerLanguage {
                fr: hours(),
                en: hours(),
            },
        },
    }
}

/// What a primary administrator sees of it.
pub(crate) fn observed() -> Observed {
    let mut observed = Observed {
        name: AccountName::observed("boreal"),
        account: account(),
        software_deployed: true,
        viewer: Viewer {
            user: None,
            role: Role::Primary,
            scope: Scope::Write,
        },
        revision: 7,
        etag: ETag("\"7\"".to_owned()),
        etags: BTreeMap::new(),
        ids: BTreeMap::new(),
        newer: std::collections::BTreeSet::new(),
    };
    for language in Language::ALL {
        add_weekly(&mut observed, language, "Jeudi soir", "thu 18:00-21:00");
        for resource in [
            Resource::WorkingHours(language),
            Resource::WeekendHours(language),
            Resource::Schedules(language, Kind::Weekly),
            Resource::Schedules(language, Kind::SpecialEvent),
        ] {
            tag(&mut observed, &resource);
        }
    }
    for resource in [Resource::General, Resource::Administrator, Resource::Chat] {
        tag(&mut observed, &resource);
    }
    observed
}

pub(crate) fn tag(observed: &mut Observed, resource: &Resource) {
    let key = resource.key();
    observed
        .etags
        .insert(key.clone(), ETag(format!("\"{key}\"")));
}

pub(crate) fn add_weekly(observed: &mut Observed, language: Language, name: &str, text: &str) {
    let id = ScheduleId(format!("id-{}", name_key(name)));
    put_weekly(&mut observed.account, language, name, text);
    let reference = ScheduleRef::of(language, Kind::Weekly, &ScheduleName::observed(name));
    tag(
        observed,
        &Resource::Schedule(language, Kind::Weekly, id.clone()),
    );
    observed.ids.insert(reference, id);
}

pub(crate) fn put_weekly(account: &mut Account, language: Language, name: &str, text: &str) {
    let named = Named::weekly(ScheduleName::observed(name), weekly(text));
    account.chat.hours.get_mut(language).named.insert(named);
}
