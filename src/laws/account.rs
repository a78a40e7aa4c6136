//! Accounts that a portal can hold, in canonical form. They shrink to few schedules with plain
//! names, and to settings that are not there.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};

use crate::model::{
    Account, Address, Administrator, Availability, Can, Carrier, Chat, ChatHours, Confidential,
    Day, Days, Email, General, Hours, Language, LunchBreak, Named, Pbx, PerLanguage, PersonName,
    Phone, Primary, ResellerName, ScheduleName, SpecialEvent, Spid, Telephony, Time, TimeZone,
    UserCode, Weekly, canonical_text, is_reserved_weekly_name, name_key,
};
use crate::portal::{NewAccount, NewCandidate, NewPrimary, NewTelephony};

/// Everyone who may become a delegate.
const PEOPLE: [(&str, &str); 4] = [
    ("2041", "Jean Roy"),
    ("2107", "Aïcha Benali"),
    ("0300", "Luc Gagnon"),
    ("aB7", "Ana Silva"),
];

/// Names that people give, and some that are one name in another case or form.
const NAMES: [&str; 24] = [
    "Jeudi soir",
    "JEUDI SOIR",
    "jeudi soir",
    "Été",
    "ÉTÉ",
    "Ete",
    "Noël",
    "Straße",
    "STRASSE",
    "Fête nationale: 24 juin",
    "- 12:30 #1",
    "\"a\" & 'b', {c} [d]",
    "ΣΊΣΥΦΟΣ",
    "İzmir",
    "null",
    "0x10",
    "no",
    "~",
    "1E5",
    "2027-02-01",
    "# a: b, c",
    "\\ ' \"",
    "a\u{feff}b",
    "👩\u{200d}👩\u{200d}👧",
];

const ZONES: [&str; 6] = [
    "America/Toronto",
    "America/Halifax",
    "America/Montreal",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "UTC",
];

/// A line of 1 to 100 characters.
pub(super) fn line() -> impl Strategy<Value = String> {
    let written = prop_oneof![
        8 => select(NAMES.to_vec()).prop_map(str::to_owned),
        2 => "[A-Za-zÀ-ÿ' -]{1,20}",
        1 => ".{1,12}",
        1 => "[a-zé]{99,100}",
    ];
    written.prop_filter_map("a line", |text| {
        let text = canonical_text(&text).ok()?;
        ResellerName::parse(&text).is_ok().then_some(text)
    })
}

fn schedule_name() -> impl Strategy<Value = ScheduleName> {
    let free = |name: &String| !is_reserved_weekly_name(&name_key(name));
    line()
        .prop_filter("a free name", free)
        .prop_map(ScheduleName::observed)
}

fn time(minute: u16) -> Time {
    Time::parse(&format!("{:02}:{:02}", minute / 60, minute % 60)).unwrap()
}

fn window() -> impl Strategy<Value = Hours> {
    let minute = || prop_oneof![(0..=24_u16).prop_map(|hour| hour * 60), 0..=1440_u16];
    (minute(), minute()).prop_map(|(start, end)| {
        let between = Hours::between(time(start), time(end));
        between.unwrap_or(Hours::AllDay)
    })
}

fn days(fewest: usize) -> impl Strategy<Value = Days> {
    subsequence(Day::ALL.to_vec(), fewest..=7).prop_map(|days| days.into_iter().collect())
}

fn weekly(fewest: usize) -> impl Strategy<Value = Weekly> {
    (days(fewest), window()).prop_map(|(days, hours)| Weekly::new(days, hours))
}

/// Working hours that are never in effect have none, whatever this says.
fn lunch_break() -> impl Strategy<Value = Option<LunchBreak>> {
    option::of(weekly(1))
}

fn event() -> impl Strategy<Value = SpecialEvent> {
    let day = |text: &str| {
        text.parse::<NaiveDate>()
            .unwrap()
            .and_time(chrono::NaiveTime::MIN)
    };
    let start = prop_oneof![
        6 => (0..120_i64, 0..24_i64).prop_map(move |(days, hours)| {
            day("2026-11-20") + TimeDelta::days(days) + TimeDelta::hours(hours)
        }),
        2 => (0..36_890_i64, 0..1440_i64).prop_map(move |(days, minutes)| {
            day("2000-01-01") + TimeDelta::days(days) + TimeDelta::minutes(minutes)
        }),
    ];
    let minutes = prop_oneof![
        (1..=20_i64).prop_map(|days| days * 1440),
        1..=2880_i64,
        Just(366 * 1440_i64),
    ];
    (any::<bool>(), start, minutes).prop_map(move |(open, starts_at, minutes)| SpecialEvent {
        availability: [Availability::Closed, Availability::Open][usize::from(open)],
        starts_at,
        ends_at: (starts_at + TimeDelta::minutes(minutes)).min(day("2101-01-01")),
    })
}

fn entries<T: std::fmt::Debug>(
    value: impl Strategy<Value = T>,
) -> impl Strategy<Value = Vec<(ScheduleName, T)>> {
    vec((schedule_name(), value), 0..4)
}

fn hours() -> impl Strategy<Value = ChatHours> {
    let lists = (entries(weekly(1)), entries(event()));
    (weekly(0), lunch_break(), weekly(0), lists).prop_map(
        |(working_hours, lunch_break, weekend_hours, (weeklies, events))| {
            let weeklies = weeklies.into_iter();
            let weeklies = weeklies.map(|(name, weekly)| Named::weekly(name, weekly));
            let events = events.into_iter();
            let events = events.map(|(name, event)| Named::special_event(name, event));
            ChatHours {
                working_hours,
                lunch_break: lunch_break.filter(|_| working_hours != Weekly::NEVER),
                weekend_hours,
                named: weeklies.chain(events).collect(),
            }
        },
    )
}

/// The second language is often the first one.
fn chat() -> impl Strategy<Value = Chat> {
    let languages = (hours(), hours(), any::<bool>());
    (any::<bool>(), select(ZONES.to_vec()), languages).prop_map(
        |(enabled, zone, (fr, en, same))| Chat {
            enabled,
            time_zone: TimeZone::observed(zone),
            hours: PerLanguage {
                en: if same { fr.clone() } else { en },
                fr,
            },
        },
    )
}

fn address() -> impl Strategy<Value = Address> {
    let local = prop_oneof![
        (
            "(QC|ON|NU)",
            "[ABCEGHJKLMNPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z] [0-9][ABCEGHJ-NPRSTV-Z][0-9]"
        )
            .prop_map(|(province, code)| ("CA", Some(province), Some(code))),
        ("(NY|VT|DC)", "[0-9]{5}(-[0-9]{4})?").prop_map(|(state, code)| (
            "US",
            Some(state),
            Some(code)
        )),
        (
            option::of("[A-Z][a-zé]{1,9}"),
            option::of("[A-Z0-9]{1,4} [A-Z0-9]{3}")
        )
            .prop_map(|(region, code)| ("GB", region, code)),
    ];
    (line(), line(), local).prop_map(|(street, city, (country, province, postal_code))| Address {
        street,
        city,
        province,
        postal_code,
        country: country.to_owned(),
    })
}

pub(super) fn email() -> impl Strategy<Value = Email> {
    let domain = select(vec![
        "boreal.example",
        "boréal.example",
        "mail.boreal.example",
    ]);
    ("[a-zA-Zé]{1,8}([.+_][a-zA-Z0-9]{1,5})?", domain)
        .prop_map(|(local, domain)| Email::parse(&format!("{local}@{domain}")).unwrap())
}

fn general() -> impl Strategy<Value = General> {
    let spid = option::of("[!-~]{1,64}".prop_map(Spid::observed));
    (spid, line(), language(), option::of(address())).prop_map(
        |(spid, name, default_customer_language, address)| General {
            can: Can::observed("QC104233"),
            spid,
            reseller_name: ResellerName::observed(name),
            default_customer_language,
            address,
        },
    )
}

fn language() -> impl Strategy<Value = Language> {
    select(Language::ALL.to_vec())
}

fn administrator() -> impl Strategy<Value = Administrator> {
    let phone = option::of("\\+1[0-9]{7,14}(;ext=[0-9]{1,7})?".prop_map(Phone::observed));
    (email(), phone, language()).prop_map(|(email, phone, language)| Administrator {
        email,
        phone: Confidential::Shown(phone),
        language,
        primary: Primary {
            user: UserCode::observed("1001"),
            name: PersonName::observed("Marie Tremblay"),
        },
    })
}

/// An account as a portal can hold it.
pub(super) fn held() -> impl Strategy<Value = Account> {
    let people = subsequence(PEOPLE.to_vec(), 0..=PEOPLE.len());
    (general(), administrator(), people, chat()).prop_map(
        |(general, administrator, people, chat)| Account {
            general,
            administrator,
            delegates: people
                .into_iter()
                .map(|(user, name)| (UserCode::observed(user), PersonName::observed(name)))
                .collect(),
            telephony: Telephony {
                pbx: Pbx::observed("BroadSoft-MTL-1"),
                carrier: Carrier::observed("Réseau Laurentien"),
            },
            chat,
        },
    )
}

/// What creates the account in a portal.
pub(super) fn new_account(account: &Account) -> NewAccount {
    let (general, administrator) = (&account.general, &account.administrator);
    let Confidential::Shown(phone) = &administrator.phone else {
        panic!("the generator shows it");
    };
    let candidate = |(user, name): &(&str, &str)| NewCandidate {
        user_code: (*user).to_owned(),
        name: (*name).to_owned(),
        ..NewCandidate::default()
    };
    let delegates: Vec<_> = account
        .delegates
        .iter()
        .map(|(user, name)| json!({ "userCode": user.as_str(), "name": name.as_str() }))
        .collect();
    NewAccount {
        account: "boreal".to_owned(),
        can: Some(general.can.to_string()),
        telephony: NewTelephony {
            pbx: Some(account.telephony.pbx.to_string()),
            provider: Some(account.telephony.carrier.to_string()),
        },
        primary: NewPrimary {
            user_code: Some(administrator.primary.user.to_string()),
            name: Some(administrator.primary.name.as_str().to_owned()),
            email: Some(administrator.email.to_string()),
            phone: phone.as_ref().map(ToString::to_string),
            language: Some(administrator.language.to_string()),
            password: None,
        },
        candidates: PEOPLE.iter().map(candidate).collect(),
        software_deployed: true,
        settings: json!({
            "general": {
                "spid": general.spid.as_ref().map(|spid| spid.as_str()),
                "resellerName": general.reseller_name.as_str(),
                "defaultCustomerLanguage": general.default_customer_language.as_str(),
                "address": general.address.as_ref().map(json_of_address),
            },
            "delegates": delegates,
            "chat": {
                "enabled": account.chat.enabled,
                "timeZone": account.chat.time_zone.as_str(),
                "fr": json_of_hours(&account.chat.hours.fr),
                "en": json_of_hours(&account.chat.hours.en),
            },
        }),
    }
}

fn json_of_address(address: &Address) -> Value {
    json!({
        "street": address.street, "city": address.city, "province": address.province,
        "postalCode": address.postal_code, "country": address.country,
    })
}

fn json_of_hours(hours: &ChatHours) -> Value {
    let weeklies = hours.named.weekly().map(|(name, weekly)| {
        let mut entry = json_of_weekly(weekly);
        entry["name"] = name.as_str().into();
        entry
    });
    let events = hours.named.special_events().map(|(name, event)| {
        json!({
            "name": name.as_str(), "availability": event.availability.as_str(),
            "startsAt": civil(event.starts_at), "endsAt": civil(event.ends_at),
        })
    });
    json!({
        "workingHours": json_of_weekly(hours.working_hours),
        "lunchBreak": hours.lunch_break.map(json_of_weekly),
        "weekendHours": json_of_weekly(hours.weekend_hours),
        "weeklySchedules": weeklies.collect::<Vec<_>>(),
        "specialEvents": events.collect::<Vec<_>>(),
    })
}

/// Absent times are null, so that they replace those of a new account.
fn json_of_weekly(weekly: Weekly) -> Value {
    let days: Vec<_> = weekly.days.iter().map(Day::as_str).collect();
    let (start, end) = match weekly.hours {
        Some(Hours::Between(window)) => {
            (Some(window.start.to_string()), Some(window.end.to_string()))
        }
        Some(Hours::AllDay) | None => (None, None),
    };
    let all_day = weekly.hours == Some(Hours::AllDay);
    json!({ "days": days, "startTime": start, "endTime": end, "allDay": all_day })
}

pub(super) fn civil(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M").to_string()
}
