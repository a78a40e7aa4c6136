//! What must hold of any configuration: it is what the naive count says, in every zone and over
//! every change of the clock, and gains and losses add up.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Strategy, any, proptest};
use proptest::sample::select;

use super::super::delta::{ChangeDirection, compare};
use super::super::instants::{instant, minute};
use super::super::layer::Layer;
use super::super::period::Period;
use super::super::resolve::{explain, resolve};
use super::config::nothing;
use super::oracle;
use crate::effort::cases;
use crate::model::{
    Availability, Chat, ChatHours, Day, Days, Hours, Language, Named, PerLanguage, ScheduleName,
    SpecialEvent, Time, TimeZone, Weekly,
};

/// Each with a moment around which its clock changes.
const CHANGES: [(&str, &str); 10] = [
    ("America/Toronto", "2026-03-08T07:00:00Z"),
    ("America/Toronto", "2026-11-01T06:00:00Z"),
    ("America/St_Johns", "2006-10-29T02:31:00Z"),
    ("Australia/Lord_Howe", "2026-04-04T15:00:00Z"),
    ("America/Havana", "2026-03-08T05:00:00Z"),
    ("Pacific/Apia", "2011-12-30T10:00:00Z"),
    ("Asia/Kathmandu", "2026-06-15T00:00:00Z"),
    ("Africa/Casablanca", "2026-02-15T02:00:00Z"),
    ("America/Sao_Paulo", "2018-11-04T03:00:00Z"),
    ("UTC", "2026-01-01T00:00:00Z"),
];

fn weekly() -> impl Strategy<Value = Weekly> {
    let hours = (0..1440_u16, 0..=1440_u16, 0..8_u8).prop_map(|(start, end, all)| {
        let time = |m: u16| Time::parse(&format!("{:02}:{:02}", m / 60, m % 60)).unwrap();
        let between = Hours::between(time(start), time(end));
        between.filter(|_| all > 0).unwrap_or(Hours::AllDay)
    });
    let days = vec(select(Day::ALL.to_vec()), 0..5);
    (days, hours).prop_map(|(days, hours)| Weekly::new(days.into_iter().collect::<Days>(), hours))
}

/// An event that begins at most two days from the moment.
pub(super) fn event(near: DateTime<Utc>) -> impl Strategy<Value = SpecialEvent> {
    let civil = near.naive_utc();
    (any::<bool>(), -2880..2880_i64, 1..2880_i64).prop_map(move |(open, start, length)| {
        let starts_at = civil + TimeDelta::minutes(start);
        SpecialEvent {
            availability: [Availability::Closed, Availability::Open][usize::from(open)],
            starts_at,
            ends_at: starts_at + TimeDelta::minutes(length),
        }
    })
}

fn hours(near: DateTime<Utc>) -> impl Strategy<Value = ChatHours> {
    let defaults = (weekly(), option::of(weekly()), weekly());
    (defaults, vec(weekly(), 0..3), vec(event(near), 0..5)).prop_map(
        |((working_hours, lunch_break, weekend_hours), weeklies, events)| {
            let named = |at: usize| ScheduleName::parse(&format!("horaire {at}")).unwrap();
            ChatHours {
                working_hours,
                lunch_break,
                weekend_hours,
                named: std::iter::empty()
                    .chain(
                        (0..)
                            .map(named)
                            .zip(weeklies)
                            .map(|(name, weekly)| Named::weekly(name, weekly)),
                    )
                    .chain(
                        (0..)
                            .map(named)
                            .zip(events)
                            .map(|(name, event)| Named::special_event(name, event)),
                    )
                    .collect(),
            }
        },
    )
}

pub(super) fn chat(zone: &'static str, near: DateTime<Utc>) -> impl Strategy<Value = Chat> {
    (0..10_u8, hours(near), hours(near)).prop_map(move |(off, fr, en)| Chat {
        enabled: off > 0,
        time_zone: TimeZone::observed(zone),
        hours: PerLanguage { fr, en },
    })
}

/// Two chats, the second one perhaps in another zone, and a window over a change of the clock.
pub(super) fn pair() -> impl Strategy<Value = (Chat, Chat, Period)> {
    (select(CHANGES.to_vec()), select(CHANGES.to_vec()), 0..3_u8).prop_flat_map(
        |((zone, near), (other, _), moves)| {
            let near: DateTime<Utc> = near.parse().unwrap();
            let moved = if moves == 0 { other } else { zone };
            let window = (1..4320_i64, 1..4320_i64).prop_map(move |(before, after)| Period {
                from: near - TimeDelta::minutes(before),
                to: near + TimeDelta::minutes(after),
            });
            (chat(zone, near), chat(moved, near), window)
        },
    )
}

pub(super) fn engine(chat: &Chat, language: Language, window: Period) -> BTreeSet<i64> {
    let spans = resolve(chat, language, window).unwrap();
    let list: Vec<_> = spans.iter().collect();
    assert!(list.iter().all(|(from, to)| from < to), "empty: {list:?}");
    assert!(
        list.windows(2).all(|two| two[0].1 < two[1].0),
        "not maximal: {list:?}"
    );
    list.into_iter().flat_map(|(from, to)| from..to).collect()
}

fn naive(chat: &Chat, language: Language, window: Period) -> BTreeSet<i64> {
    (minute(window.from)..minute(window.to))
        .filter(|at| oracle::open(chat, language, instant(*at)))
        .collect()
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn resolving_is_counting((chat, _, window) in pair()) {
        for language in Language::ALL {
            assert_eq!(engine(&chat, language, window), naive(&chat, language, window));
        }
    }

    /// The layers at an instant, best first, say what is open; the first one decides.
    #[test]
    fn explaining_is_resolving((chat, _, window) in pair()) {
        for language in Language::ALL {
            let open = engine(&chat, language, window);
            for at in (minute(window.from)..minute(window.to)).step_by(17) {
                let layers = explain(&chat, language, instant(at)).unwrap();
                let says = |layer: &Layer| layer.says == Availability::Open;
                let first = layers.first().is_some_and(says);
                let best = layers.first().map(|layer| layer.tier);
                let mut top = layers.iter().filter(|layer| Some(layer.tier) == best).peekable();
                let all = top.peek().is_some() && top.all(says);
                assert_eq!((chat.enabled && first, first), (open.contains(&at), all), "{at}");
                assert!(layers.windows(2).all(|two| two[0].tier <= two[1].tier), "{layers:?}");
            }
        }
    }

    /// Totals, intervals and both directions agree with the naive count.
    #[test]
    fn gains_and_losses_add_up((old, new, window) in pair()) {
        let forth = compare(&old, &new, vec![window]).unwrap();
        let back = compare(&new, &old, vec![window]).unwrap();
        for language in Language::ALL {
            let (before, after) = (naive(&old, language, window), naive(&new, language, window));
            let delta = forth.languages.get(language);
            assert!(delta.intervals.iter().all(|(part, ..)| part.from < part.to), "empty");
            assert!(delta.intervals.windows(2).all(|two| two[0].0.to <= two[1].0.from), "unsorted");
            let count = |change| -> BTreeSet<i64> {
                let parts = delta.intervals.iter().filter(|(_, c, _)| *c == change);
                parts.flat_map(|(part, ..)| minute(part.from)..minute(part.to)).collect()
            };
            assert_eq!(count(ChangeDirection::Gained), &after - &before);
            assert_eq!(count(ChangeDirection::Lost), &before - &after);
            assert_eq!(delta.total.gained, (&after - &before).len() as u64);
            assert_eq!(delta.total.lost, (&before - &after).len() as u64);
            assert!(delta.events.gained <= delta.total.gained);
            assert!(delta.events.lost <= delta.total.lost);
            let reverse = back.languages.get(language);
            assert_eq!((delta.total.gained, delta.total.lost), (reverse.total.lost, reverse.total.gained));
            assert_eq!((delta.weekly.gained, delta.weekly.lost), (reverse.weekly.lost, reverse.weekly.gained));
        }
    }

    /// Cutting a window in two changes no total.
    #[test]
    fn windows_add_up((old, new, window) in pair(), part in 0..=100_i64) {
        let minutes = (window.to - window.from).num_minutes();
        let cut = window.from + TimeDelta::minutes(minutes * part / 100);
        let parts = vec![Period { to: cut, ..window }, Period { from: cut, ..window }];
        let whole = compare(&old, &new, vec![window]).unwrap();
        let parts = compare(&old, &new, parts).unwrap();
        for language in Language::ALL {
            let (whole, parts) = (whole.languages.get(language), parts.languages.get(language));
            assert_eq!((whole.total, whole.events), (parts.total, parts.events));
        }
    }

    /// A change to nothing loses all that there was, and says that nothing is in effect.
    #[test]
    fn nothing_is_left_of_everything((old, _, window) in pair()) {
        let delta = compare(&old, &nothing(), vec![window]).unwrap();
        for language in Language::ALL {
            let delta = delta.languages.get(language);
            assert_eq!(delta.total.lost, naive(&old, language, window).len() as u64);
            assert!(delta.intervals.iter().all(|(_, _, because)| because.is_none()));
        }
    }
}
