//! Chats as the tables write them: `base`, `work: mon-fri 08:30-17:00`, `closed Inventaire: 2027-03-31`.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::model::{
    Availability, Chat, ChatHours, Day, Days, Hours, Kind, Language, Named, PerLanguage,
    ScheduleLists, ScheduleName, SpecialEvent, Time, TimeZone, Weekly, name_key,
};

/// Chat is on, the zone is America/Toronto, and no schedule is ever in effect.
pub(super) fn nothing() -> Chat {
    let hours = || ChatHours {
        working_hours: Weekly::NEVER,
        lunch_break: None,
        weekend_hours: Weekly::NEVER,
        named: ScheduleLists::default(),
    };
    Chat {
        enabled: true,
        time_zone: TimeZone::parse("America/Toronto").unwrap(),
        hours: PerLanguage::from_fn(|_| hours()),
    }
}

/// The base of the worked examples.
pub(super) fn base() -> Chat {
    let mut chat = nothing();
    for field in [
        "work: mon-fri 08:30-17:00",
        "lunch: mon-fri 12:00-13:00",
        "weekend: sat-sun 10:00-16:00",
    ] {
        assert!(configure(&mut chat, field));
    }
    chat
}

/// Changes a chat as a field says; `false` when the field is no configuration.
pub(super) fn configure(chat: &mut Chat, field: &str) -> bool {
    match field {
        "base" => *chat = base(),
        "nothing" => *chat = nothing(),
        "off" => chat.enabled = false,
        "on" => chat.enabled = true,
        _ => {
            let Some((key, value)) = field.split_once(": ") else {
                return false;
            };
            if key == "zone" {
                chat.time_zone = TimeZone::observed(value);
                return true;
            }
            let (languages, key) = languages(key);
            return languages
                .into_iter()
                .all(|language| set(chat.hours.get_mut(language), key, value));
        }
    }
    true
}

/// `fr at` is about French alone, `at` about both languages.
pub(super) fn languages(key: &str) -> (Vec<Language>, &str) {
    let alone = key.split_once(' ');
    let alone = alone.and_then(|(word, rest)| Some((Language::parse(word)?, rest)));
    match alone {
        Some((language, rest)) => (vec![language], rest),
        None => (Language::ALL.to_vec(), key),
    }
}

fn set(hours: &mut ChatHours, key: &str, value: &str) -> bool {
    let (kind, name) = key.split_once(' ').unwrap_or((key, key));
    let name = ScheduleName::parse(name).unwrap();
    let key = name_key(name.as_str());
    match kind {
        "work" => hours.working_hours = weekly(value),
        "lunch" => hours.lunch_break = (value != "none").then(|| weekly(value)),
        "weekend" => hours.weekend_hours = weekly(value),
        "weekly" if value == "gone" => drop(hours.named.remove(Kind::Weekly, &key)),
        "weekly" => hours.named.insert(Named::weekly(name, weekly(value))),
        "event" if value == "gone" => drop(hours.named.remove(Kind::SpecialEvent, &key)),
        "closed" | "open" => {
            let says = Availability::parse(kind).unwrap();
            let event = event(says, value);
            hours.named.insert(Named::special_event(name, event));
        }
        _ => return false,
    }
    true
}

/// `mon-fri 08:30-17:00`, `mon,wed allDay`, `all 09:00-17:00` or `never`.
pub(super) fn weekly(text: &str) -> Weekly {
    let Some((days, hours)) = text.split_once(' ') else {
        assert_eq!(text, "never");
        return Weekly::NEVER;
    };
    let hours = match hours.split_once('-') {
        Some((start, end)) => {
            Hours::between(Time::parse(start).unwrap(), Time::parse(end).unwrap()).unwrap()
        }
        None => Hours::AllDay,
    };
    Weekly::new(days.split(',').flat_map(days_of).collect::<Days>(), hours)
}

fn days_of(text: &str) -> Vec<Day> {
    let day = |text: &str| Day::parse(text).unwrap();
    match text.split_once('-') {
        Some((first, last)) => (day(first).index()..=day(last).index())
            .map(|at| Day::ALL[usize::from(at)])
            .collect(),
        None if text == "all" => Day::ALL.to_vec(),
        None => vec![day(text)],
    }
}

/// `2026-06-24`, `2026-12-24..2027-01-03` (whole days) or `2026-12-24T12:00..2026-12-27T00:00`.
fn event(availability: Availability, text: &str) -> SpecialEvent {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    SpecialEvent {
        availability,
        starts_at: moment(first, 0),
        ends_at: moment(last, 1),
    }
}

/// A civil time; a date is the midnight that many days later.
pub(super) fn moment(text: &str, days: i64) -> NaiveDateTime {
    if text.contains('T') {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
    } else {
        let date: NaiveDate = text.parse().unwrap();
        date.and_time(NaiveTime::MIN) + TimeDelta::days(days)
    }
}
