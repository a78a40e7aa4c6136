//! What must hold of L01 and L02 for any hours: they are defined on the engine, and the sweep that
//! finds them shares nothing with the way in which the engine is asked here.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use proptest::{collection, option};

use super::hours::LanguageHours;
use crate::availability::{Period, Redundancy, ScheduleIndex, Spans, WallClock, explain, resolve};
use crate::effort::cases;
use crate::model::{
    Availability, Chat, ChatHours, Days, Hours as Times, Kind, Language, Named, PerLanguage,
    ScheduleName, SpecialEvent, Tier, Time, TimeZone, Weekly, name_key,
};

const ZONES: [&str; 6] = [
    "America/Toronto",
    "America/St_Johns",
    "America/Regina",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "UTC",
];

fn days() -> impl Strategy<Value = Days> {
    let some = collection::vec(0..7_usize, 0..4);
    let all = Just((0..7).collect::<Vec<_>>());
    let days = prop_oneof![3 => some, 1 => all];
    days.prop_map(|days| {
        days.into_iter()
            .map(|at| crate::model::Day::ALL[at])
            .collect()
    })
}

fn weekly() -> impl Strategy<Value = Weekly> {
    // Few times, so that schedules touch, hide each other and meet the hours in which clocks change.
    let time = prop_oneof![
        Just(0),
        Just(90),
        Just(120),
        Just(150),
        Just(480),
        Just(720),
        Just(1439),
        (0..24_u16).prop_map(|h| h * 60)
    ];
    (days(), time.clone(), time).prop_map(|(days, start, end)| {
        let time = |minutes: u16| Time::parse(&format!("{:02}:{:02}", minutes / 60, minutes % 60));
        let hours = Times::between(time(start).unwrap(), time(end).unwrap());
        Weekly::new(days, hours.unwrap_or(Times::AllDay))
    })
}

/// Around the clock changes of autumn 2026 and spring 2027, short, long, or of many months.
fn event() -> impl Strategy<Value = SpecialEvent> {
    let start = prop_oneof![-200..400_i64, Just(0), Just(133), Just(7)];
    let length = prop_oneof![
        Just(30),
        Just(60),
        Just(1440),
        Just(3 * 1440),
        (1..200_i64).prop_map(|tens| tens * 10),
        Just(366 * 1440)
    ];
    let minute = prop_oneof![
        Just(0),
        Just(60),
        Just(90),
        Just(120),
        Just(150),
        (0..144_i64).prop_map(|tens| tens * 10)
    ];
    (any::<bool>(), start, minute, length).prop_map(|(open, day, minute, length)| {
        let first: chrono::NaiveDateTime = "2026-11-01T00:00:00".parse().unwrap();
        let starts_at = first + TimeDelta::days(day) + TimeDelta::minutes(minute);
        SpecialEvent {
            availability: if open {
                Availability::Open
            } else {
                Availability::Closed
            },
            starts_at,
            ends_at: starts_at + TimeDelta::minutes(length),
        }
    })
}

fn chat() -> impl Strategy<Value = Chat> {
    let never = || prop_oneof![1 => Just(Weekly::NEVER), 2 => weekly()];
    let hours = (
        never(),
        option::of(weekly()),
        never(),
        collection::vec(weekly(), 0..5),
        collection::vec(event(), 0..5),
    );
    (hours, 0..ZONES.len()).prop_map(|((working, lunch, weekend, weekly, events), zone)| {
        let named = |at: usize| ScheduleName::observed(format!("n{at}"));
        let weekly = weekly
            .into_iter()
            .filter(|weekly| weekly.hours.is_some())
            .enumerate()
            .map(|(at, weekly)| Named::weekly(named(at), weekly));
        let events = events
            .into_iter()
            .enumerate()
            .map(|(at, event)| Named::special_event(named(at), event));
        let hours = ChatHours {
            working_hours: working,
            lunch_break: lunch.filter(|lunch| lunch.hours.is_some()),
            weekend_hours: weekend,
            named: weekly.chain(events).collect(),
        };
        Chat {
            enabled: true,
            time_zone: TimeZone::observed(ZONES[zone]),
            hours: PerLanguage::from_fn(|_| hours.clone()),
        }
    })
}

fn without(chat: &Chat, one: ScheduleIndex) -> Chat {
    let mut chat = chat.clone();
    let hours = &mut chat.hours.fr;
    let key = |at: usize| name_key(&format!("n{at}"));
    match one {
        ScheduleIndex::Event(at) => drop(hours.named.remove(Kind::SpecialEvent, &key(at))),
        ScheduleIndex::Weekly(at) => drop(hours.named.remove(Kind::Weekly, &key(at))),
        ScheduleIndex::Weekend => hours.weekend_hours = Weekly::NEVER,
        ScheduleIndex::LunchBreak => hours.lunch_break = None,
        ScheduleIndex::WorkingHours => hours.working_hours = Weekly::NEVER,
    }
    chat
}

/// Every schedule with its effect, and until when it is compared.
fn effects(chat: &Chat, now: DateTime<Utc>) -> Vec<(ScheduleIndex, Redundancy, DateTime<Utc>)> {
    let year = now + TimeDelta::weeks(53);
    let clock = WallClock {
        zone: chat.time_zone.rules(),
        now,
    };
    let mut hours = LanguageHours::whole(Language::Fr, &chat.hours.fr);
    hours.judge(clock);
    let mut out: Vec<_> = hours
        .each_weekly()
        .filter(|(_, weekly)| weekly.hours.is_some())
        .map(|(one, _)| (one, hours.effect(one), year))
        .collect();
    for (at, event) in hours.events().iter().enumerate() {
        if event.is.ends_at > clock.shows() {
            let end = event.is.ends_at.and_utc() + TimeDelta::days(2);
            out.push((
                ScheduleIndex::Event(at),
                hours.effects.events[at],
                end.max(year),
            ));
        }
    }
    out
}

fn open(chat: &Chat, now: DateTime<Utc>, to: DateTime<Utc>) -> Spans {
    resolve(chat, Language::Fr, Period { from: now, to }).unwrap()
}

/// Whether a schedule is ever among those of the best rank in effect, asked instant by instant.
fn is_ever_top(chat: &Chat, one: ScheduleIndex, now: DateTime<Utc>, to: DateTime<Utc>) -> bool {
    let name = |at: usize| format!("[\"n{at}\"]");
    let is = |layer: &crate::availability::Layer| {
        let schedule = layer.schedule();
        match one {
            ScheduleIndex::Event(at) => {
                layer.tier == Tier::SpecialEvent && schedule.ends_with(&name(at))
            }
            ScheduleIndex::Weekly(at) => {
                layer.tier == Tier::Weekly && schedule.ends_with(&name(at))
            }
            ScheduleIndex::Weekend => layer.tier == Tier::Weekend,
            ScheduleIndex::LunchBreak => layer.tier == Tier::LunchBreak,
            ScheduleIndex::WorkingHours => layer.tier == Tier::WorkingHours,
        }
    };
    // Boundaries are at tens of minutes and at 23:59, in every zone here.
    let mut at = now;
    while at < to {
        for at in [at, at + TimeDelta::minutes(9)] {
            let layers = explain(chat, Language::Fr, at).unwrap();
            let best = layers.first().map(|layer| layer.tier);
            if layers
                .iter()
                .any(|layer| Some(layer.tier) == best && is(layer))
            {
                return true;
            }
        }
        at += TimeDelta::minutes(10);
    }
    false
}

proptest! {
    #![proptest_config(cases(300))]

    /// Removing a schedule that L01 or L02 names changes no minute, and any other one does.
    #[test]
    fn what_is_named_changes_nothing(chat in chat(), hours in 0..300_i64) {
        let now: DateTime<Utc> = "2026-10-30T04:00:00Z".parse().unwrap();
        let now = now + TimeDelta::hours(hours);
        for (one, effect, to) in effects(&chat, now) {
            let same = open(&chat, now, to) == open(&without(&chat, one), now, to);
            assert_eq!(same, effect != Redundancy::Needed, "{one:?} {effect:?} {chat:?}");
        }
    }
}

proptest! {
    #![proptest_config(cases(6))]

    /// L01 names exactly what is never of the best rank in effect.
    #[test]
    fn what_is_never_in_effect_is_never_on_top(chat in chat()) {
        let now: DateTime<Utc> = "2026-10-30T04:00:00Z".parse().unwrap();
        for (one, effect, to) in effects(&chat, now) {
            if effect == Redundancy::Needed {
                continue;
            }
            let masked = matches!(effect, Redundancy::NeverInEffect(_));
            let top = is_ever_top(&chat, one, now, to);
            assert_eq!(masked, !top, "{one:?} {effect:?} {chat:?}");
        }
    }
}
