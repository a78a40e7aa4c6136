//! The worked examples, restated by hand, and the laws.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};

use super::{Window, compare, explain, first_instant, loses_hours, resolve};
use crate::fixture::{account, event, weekly};
use crate::model::{
    Availability, Chat, Days, Hours, Language, ScheduleName, SpecialEvent, Time, TimeZone, Weekly,
    name_key,
};

/// The base of the examples: Mon–Fri 08:30–17:00, lunch 12:00–13:00, weekend 10:00–16:00.
fn base() -> Chat {
    let mut chat = account().chat;
    each(&mut chat, |hours| {
        hours.working_hours = weekly("mon-fri 08:30-17:00");
        hours.lunch_break = Some(weekly("mon-fri 12:00-13:00"));
    });
    chat
}

fn each(chat: &mut Chat, edit: impl Fn(&mut crate::model::ChatHours)) {
    for language in Language::ALL {
        edit(chat.hours.get_mut(language));
    }
}

fn only(text: &str) -> Chat {
    let mut chat = account().chat;
    each(&mut chat, |hours| {
        hours.working_hours = Weekly::NEVER;
        hours.weekend_hours = Weekly::NEVER;
    });
    with(chat, text)
}

fn with(mut chat: Chat, text: &str) -> Chat {
    each(&mut chat, |hours| {
        let name = ScheduleName::observed("Soir");
        hours
            .weekly_schedules
            .insert(name_key("Soir"), (name, weekly(text)));
    });
    chat
}

fn with_event(mut chat: Chat, says: Availability, from: &str, to: &str) -> Chat {
    let name = format!("{from} {to}");
    let civil = |text: &str| format!("{text}:00").parse().unwrap();
    let event = SpecialEvent {
        availability: says,
        starts_at: civil(from),
        ends_at: civil(to),
    };
    each(&mut chat, |hours| {
        let entry = (ScheduleName::observed(name.as_str()), event);
        hours.special_events.insert(name_key(&name), entry);
    });
    chat
}

fn instant(chat: &Chat, text: &str) -> DateTime<Utc> {
    match text.strip_suffix('Z') {
        Some(utc) => format!("{utc}:00Z").parse().unwrap(),
        None => first_instant(
            chat.time_zone.rules().unwrap(),
            format!("{text}:00").parse().unwrap(),
        ),
    }
}

/// `2026-03-10T08:30 o`, times ending in Z are UTC.
fn check(name: &str, chat: &Chat, expect: &str) {
    for case in expect.split(", ") {
        let (at, open) = case.split_once(' ').unwrap();
        let from = instant(chat, at);
        let window = Window {
            from,
            to: from + TimeDelta::minutes(1),
        };
        let spans = resolve(chat, Language::Fr, window).unwrap();
        assert_eq!(spans.minutes() == 1, open == "o", "{name} {at}");
        let layers = explain(chat, Language::Fr, from).unwrap();
        let says = layers
            .first()
            .is_some_and(|layer| layer.says == Availability::Open);
        assert_eq!(says && chat.enabled, open == "o", "{name} {at} explained");
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "one row per worked example")]
fn worked_examples() {
    use Availability::{Closed, Open};
    let base = base();
    check(
        "A1",
        &base,
        "2026-03-10T08:29 c, 2026-03-10T08:30 o, 2026-03-10T16:59 o, 2026-03-10T17:00 c",
    );
    check(
        "A2",
        &base,
        "2026-03-10T11:59 o, 2026-03-10T12:00 c, 2026-03-10T12:59 c, 2026-03-10T13:00 o",
    );
    check(
        "A3",
        &base,
        "2026-03-14T09:59 c, 2026-03-14T10:00 o, 2026-03-14T15:59 o, 2026-03-14T16:00 c",
    );
    let mut seven = base.clone();
    each(&mut seven, |hours| {
        hours.lunch_break = Some(weekly("all 12:00-13:00"))
    });
    check("A4", &seven, "2026-03-14T12:30 o, 2026-03-16T12:30 c");
    let mut saturday = base.clone();
    each(&mut saturday, |hours| {
        hours.working_hours = weekly("mon-sat 08:30-17:00");
        hours.lunch_break = Some(weekly("mon-sat 12:00-13:00"));
        hours.weekend_hours = weekly("sun 10:00-16:00");
    });
    check(
        "A5",
        &saturday,
        "2026-03-14T11:00 o, 2026-03-14T12:30 c, 2026-03-15T12:30 o",
    );
    check(
        "A6",
        &with(base.clone(), "wed 11:00-14:00"),
        "2026-03-11T12:30 o, 2026-03-12T12:30 c",
    );
    check(
        "A7",
        &with(base.clone(), "thu 18:00-21:00"),
        "2026-03-12T09:00 o, 2026-03-12T17:30 c, 2026-03-12T18:00 o, 2026-03-12T20:59 o, 2026-03-12T21:00 c",
    );
    check(
        "A8",
        &with(base.clone(), "fri 09:00-12:00"),
        "2026-03-13T08:45 o, 2026-03-13T15:00 o",
    );
    check(
        "A9",
        &only("fri 22:00-02:00"),
        "2026-03-13T01:00 c, 2026-03-13T22:00 o, 2026-03-14T01:59 o, 2026-03-14T02:00 c, 2026-03-14T22:00 c",
    );
    check(
        "A10",
        &only("sun 23:00-01:00"),
        "2026-03-15T00:30 c, 2026-03-15T23:30 o, 2026-03-16T00:30 o, 2026-03-16T01:00 c",
    );
    check(
        "A11",
        &only("sat 00:00-24:00"),
        "2026-03-13T23:59 c, 2026-03-14T00:00 o, 2026-03-14T23:59 o, 2026-03-15T00:00 c",
    );
    check(
        "A12",
        &only("fri 20:00-24:00"),
        "2026-03-13T23:59 o, 2026-03-14T00:00 c, 2026-03-13T00:00 c",
    );
    check(
        "A13",
        &only("fri 20:00-00:00"),
        "2026-03-13T23:59 o, 2026-03-14T00:00 c, 2026-03-13T00:00 c",
    );
    check(
        "A14",
        &only("sun 01:00-04:00"),
        "2026-03-08T05:59Z c, 2026-03-08T06:30Z o, 2026-03-08T07:00Z o, 2026-03-08T07:59Z o, 2026-03-08T08:00Z c",
    );
    check(
        "A15",
        &only("sun 01:00-02:00"),
        "2026-11-01T04:59Z c, 2026-11-01T05:00Z o, 2026-11-01T05:59Z o, 2026-11-01T06:00Z o, 2026-11-01T06:59Z o, 2026-11-01T07:00Z c",
    );
    check(
        "A16",
        &only("sun 00:30-01:30"),
        "2026-11-01T05:29Z o, 2026-11-01T05:30Z c, 2026-11-01T06:00Z o, 2026-11-01T06:29Z o, 2026-11-01T06:30Z c",
    );
    let mut nothing = only("mon 10:00-11:00");
    each(&mut nothing, |hours| hours.weekly_schedules.clear());
    let night = with_event(nothing, Open, "2026-11-01T00:00", "2026-11-01T01:30");
    check(
        "A17",
        &night,
        "2026-11-01T05:15Z o, 2026-11-01T05:45Z c, 2026-11-01T06:15Z o, 2026-11-01T06:30Z c",
    );
    let fete = with_event(base.clone(), Closed, "2026-06-24T00:00", "2026-06-25T00:00");
    check(
        "A18",
        &fete,
        "2026-06-23T16:59 o, 2026-06-24T10:00 c, 2026-06-25T08:30 o",
    );
    let long = with_event(base.clone(), Closed, "2026-12-24T00:00", "2027-01-04T00:00");
    check(
        "A19",
        &long,
        "2026-12-23T16:59 o, 2026-12-24T09:00 c, 2027-01-03T11:00 c, 2027-01-04T08:30 o",
    );
    let noon = with_event(base.clone(), Closed, "2026-12-24T12:00", "2026-12-27T00:00");
    check(
        "A20",
        &noon,
        "2026-12-24T11:59 o, 2026-12-24T13:30 c, 2026-12-26T11:00 c, 2026-12-27T10:00 o",
    );
    let two = with_event(
        with_event(base.clone(), Closed, "2026-12-24T00:00", "2026-12-27T00:00"),
        Closed,
        "2026-12-25T00:00",
        "2026-12-28T00:00",
    );
    check(
        "A21",
        &two,
        "2026-12-24T10:00 c, 2026-12-27T11:00 c, 2026-12-28T09:00 o",
    );
    check(
        "A22",
        &with_event(fete.clone(), Open, "2026-06-24T10:00", "2026-06-24T20:00"),
        "2026-06-24T10:30 c, 2026-06-24T19:00 c",
    );
    let opened = with_event(
        with_event(base.clone(), Open, "2026-09-19T07:00", "2026-09-19T20:00"),
        Open,
        "2026-09-17T11:00",
        "2026-09-17T14:00",
    );
    check(
        "A23",
        &opened,
        "2026-09-17T12:30 o, 2026-09-19T07:00 o, 2026-09-19T19:59 o, 2026-09-19T20:00 c",
    );
    check(
        "A24",
        &with_event(base.clone(), Open, "2026-12-24T09:00", "2026-12-24T12:00"),
        "2026-12-24T08:45 o, 2026-12-24T15:00 o",
    );
    let mut no_weekend = base.clone();
    each(&mut no_weekend, |hours| hours.weekend_hours = Weekly::NEVER);
    check("A26", &no_weekend, "2026-03-14T12:00 c, 2026-03-16T09:00 o");
    check(
        "A27",
        &with(fete, "wed 18:00-21:00"),
        "2026-06-17T19:00 o, 2026-06-24T19:00 c, 2026-07-01T19:00 o",
    );
    let mut off = base;
    off.enabled = false;
    check("A28", &off, "2026-03-10T10:00 c");
}

/// Gained and lost in local days `[from, from + days)`.
fn delta(old: &Chat, new: &Chat, from: &str, days: i64) -> (u64, u64) {
    let zone = old.time_zone.rules().unwrap();
    let day: NaiveDate = from.parse().unwrap();
    let midnight = |day: NaiveDate| first_instant(zone, day.and_time(NaiveTime::MIN));
    let window = Window {
        from: midnight(day),
        to: midnight(day + TimeDelta::days(days)),
    };
    let total = compare(old, new, vec![window]).unwrap().languages.fr.total;
    (total.gained, total.lost)
}

#[test]
fn worked_differences() {
    let mut nothing = only("mon 10:00-11:00");
    each(&mut nothing, |hours| hours.weekly_schedules.clear());
    let from_nothing =
        |text: &str, day: &str, days| delta(&nothing, &with(nothing.clone(), text), day, days).0;
    assert_eq!(from_nothing("sun 01:00-04:00", "2026-03-08", 1), 120, "D1");
    assert_eq!(from_nothing("sun 02:00-03:00", "2026-03-08", 1), 0, "D2");
    assert_eq!(from_nothing("sun 02:00-03:00", "2026-03-15", 1), 60, "D3");
    assert_eq!(from_nothing("sun 01:00-02:00", "2026-11-01", 1), 120, "D4");
    assert_eq!(from_nothing("sun 00:30-01:30", "2026-11-01", 1), 90, "D5");
    assert_eq!(from_nothing("sat 22:00-03:00", "2026-03-07", 2), 240, "D6");
    assert_eq!(from_nothing("sat 22:00-03:00", "2026-10-31", 2), 360, "D7");
    assert_eq!(from_nothing("sun 00:00-24:00", "2026-03-08", 1), 1380, "D8");
    let base = base();
    let mut off = base.clone();
    off.enabled = false;
    assert_eq!(delta(&off, &base, "2026-06-08", 7), (2970, 0), "D10");
    assert_eq!(delta(&off, &base, "2026-03-02", 7), (2970, 0), "D11");
    let edited = |edit: fn(&mut crate::model::ChatHours)| {
        let mut new = base.clone();
        each(&mut new, edit);
        delta(&base, &new, "2026-06-08", 7)
    };
    assert_eq!(
        edited(|hours| hours.working_hours = weekly("mon-fri 09:00-18:00")),
        (300, 150),
        "D12"
    );
    assert_eq!(edited(|hours| hours.lunch_break = None), (300, 0), "D13");
    assert_eq!(
        edited(|hours| hours.lunch_break = Some(weekly("all 12:00-13:00"))),
        (0, 0),
        "D14"
    );
    let mut halifax = base.clone();
    halifax.time_zone = TimeZone::observed("America/Halifax");
    assert_eq!(delta(&base, &halifax, "2026-06-08", 7), (720, 720), "D15");
    let never = edited(|hours| {
        hours.working_hours = Weekly::NEVER;
        hours.weekend_hours = Weekly::NEVER;
    });
    assert_eq!(never, (0, 2970), "D17");
}

#[test]
fn losses_that_need_a_word() {
    let now = "2026-11-24T12:00:00Z".parse().unwrap();
    let asks = |edit: fn(&mut Chat)| {
        let mut new = base();
        edit(&mut new);
        loses_hours(&base(), &new, now).unwrap()
    };
    assert!(!asks(|_| {}));
    assert!(!asks(
        |chat| chat.hours.fr.working_hours = weekly("mon-fri 08:30-16:00")
    ));
    assert!(asks(
        |chat| chat.hours.fr.working_hours = weekly("mon-fri 08:30-14:00")
    ));
    assert!(!asks(|chat| chat.enabled = false));
    let closed = |chat: &mut Chat, from: &str, days| {
        let mut long = event(Availability::Closed, from);
        long.ends_at = long.starts_at + TimeDelta::days(days);
        let entry = (ScheduleName::observed("Relâche"), long);
        chat.hours
            .fr
            .special_events
            .insert(name_key("Relâche"), entry);
    };
    let with_closure = |from: &str, days| {
        let mut new = base();
        closed(&mut new, from, days);
        loses_hours(&base(), &new, now).unwrap()
    };
    assert!(!with_closure("2027-01-01", 14));
    assert!(with_closure("2027-01-01", 15));
    assert!(!with_closure("2026-01-01", 30));
}

fn any_weekly() -> impl Strategy<Value = Weekly> {
    let days = proptest::collection::vec(0..7_usize, 0..4).prop_map(|days| {
        days.into_iter()
            .map(|day| crate::model::Day::ALL[day])
            .collect::<Days>()
    });
    let time = (0..48_u16)
        .prop_map(|half| Time::parse(&format!("{:02}:{:02}", half / 2, half % 2 * 30)).unwrap());
    let hours = prop_oneof![
        Just(Hours::AllDay),
        (time.clone(), time)
            .prop_map(|(start, end)| Hours::between(start, end).unwrap_or(Hours::AllDay)),
    ];
    (days, hours).prop_map(|(days, hours)| Weekly::new(days, hours))
}

fn any_chat() -> impl Strategy<Value = Chat> {
    let zones = prop_oneof![
        Just("America/Toronto"),
        Just("America/St_Johns"),
        Just("Australia/Lord_Howe"),
        Just("UTC")
    ];
    let events = proptest::collection::vec((any::<bool>(), 0..20_i64, 1..60_i64), 0..4);
    let weeklies = proptest::collection::vec(any_weekly(), 2..5);
    (zones, weeklies, proptest::option::of(any_weekly()), events).prop_map(
        |(zone, weeklies, lunch, events)| {
            let mut chat = account().chat;
            chat.time_zone = TimeZone::observed(zone);
            each(&mut chat, |hours| {
                hours.working_hours = weeklies[0];
                hours.weekend_hours = weeklies[1];
                hours.lunch_break = lunch;
                for (at, weekly) in weeklies[2..].iter().enumerate() {
                    let name = format!("h{at}");
                    hours
                        .weekly_schedules
                        .insert(name_key(&name), (ScheduleName::observed(name), *weekly));
                }
                for (at, (open, day, length)) in events.iter().enumerate() {
                    let says = if *open {
                        Availability::Open
                    } else {
                        Availability::Closed
                    };
                    let mut event = event(says, "2026-10-28");
                    event.starts_at += TimeDelta::hours(day * 5);
                    event.ends_at = event.starts_at + TimeDelta::hours(*length);
                    let name = format!("e{at}");
                    hours
                        .special_events
                        .insert(name_key(&name), (ScheduleName::observed(name), event));
                }
            });
            chat
        },
    )
}

/// Around the night in which Toronto's clocks go back.
fn autumn() -> Window {
    Window {
        from: "2026-10-28T00:00:00Z".parse().unwrap(),
        to: "2026-11-05T00:00:00Z".parse().unwrap(),
    }
}

proptest! {
    /// The engine against the definition, minute by minute.
    #[test]
    fn the_engine_is_the_definition(chat in any_chat()) {
        let spans = resolve(&chat, Language::Fr, autumn()).unwrap();
        let open: std::collections::BTreeSet<i64> = spans.iter().flat_map(|(from, to)| from..to).collect();
        let (from, to) = (super::minute(autumn().from), super::minute(autumn().to));
        for minute in (from..to).step_by(15) {
            let at = DateTime::from_timestamp(minute * 60, 0).unwrap();
            let layers = explain(&chat, Language::Fr, at).unwrap();
            let best = layers.first().map(|layer| layer.tier);
            let mut top = layers.iter().filter(|layer| Some(layer.tier) == best).peekable();
            let says = top.peek().is_some() && top.all(|layer| layer.says == Availability::Open);
            assert_eq!(open.contains(&minute), says, "{at}");
        }
    }

    /// open_new = open_old + gained - lost, and the reverse change is the reverse difference.
    #[test]
    fn minutes_are_conserved(old in any_chat(), new in any_chat()) {
        let open = |chat| resolve(chat, Language::En, autumn()).unwrap().minutes();
        let delta = |old, new| compare(old, new, vec![autumn()]).unwrap().languages.en.total;
        let (forth, back) = (delta(&old, &new), delta(&new, &old));
        assert_eq!(open(&new) + forth.lost, open(&old) + forth.gained);
        assert_eq!((forth.gained, forth.lost), (back.lost, back.gained));
    }
}
