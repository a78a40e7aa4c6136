//! What an edit of one schedule can do to the hours, and what it never does.

use std::collections::BTreeSet;

use chrono::{NaiveTime, TimeDelta};
use proptest::prelude::{Just, Strategy, proptest};

use super::super::agenda::Agenda;
use super::super::delta::{Sums, compare};
use super::super::instants::{first_instant, minute};
use super::super::layer::Layer;
use super::super::period::Period;
use super::super::resolve::resolve;
use super::config::{configure, nothing};
use super::laws::{engine, event, pair};
use crate::effort::cases;
use crate::model::{
    Availability, Chat, Kind, Language, Named, ScheduleName, SpecialEvent, Tier, Weekly, name_key,
};

/// A chat, an event near the window, and the window.
fn with_event() -> impl Strategy<Value = (Chat, SpecialEvent, Period)> {
    pair().prop_flat_map(|(chat, _, window)| {
        let near = window.from + (window.to - window.from) / 2;
        (Just(chat), event(near), Just(window))
    })
}

fn add(chat: &Chat, event: SpecialEvent) -> Chat {
    let mut chat = chat.clone();
    for language in Language::ALL {
        let added = Named::special_event(ScheduleName::observed("ajouté"), event);
        chat.hours.get_mut(language).named.insert(added);
    }
    chat
}

fn open(chat: &Chat, language: Language, window: Period) -> BTreeSet<i64> {
    engine(chat, language, window)
}

/// The same schedules under names that sort the other way round.
fn renamed(chat: &Chat) -> Chat {
    let mut chat = chat.clone();
    for language in Language::ALL {
        let hours = chat.hours.get_mut(language);
        let name = |at: usize| ScheduleName::observed(format!("z{:03}", 999 - at));
        let old = std::mem::take(&mut hours.named);
        for (at, (_, weekly)) in old.weekly().enumerate() {
            hours.named.insert(Named::weekly(name(at), weekly));
        }
        for (at, (_, event)) in old.special_events().enumerate() {
            hours.named.insert(Named::special_event(name(at), event));
        }
    }
    chat
}

/// Every schedule of a language.
fn schedules(chat: &Chat, language: Language) -> Vec<Layer> {
    let hours = chat.hours.get(language);
    let weeklies = hours.named.weekly();
    let weeklies =
        weeklies.map(|(name, _)| Layer::named(Kind::Weekly, name.as_str(), Availability::Open));
    let events = hours
        .named
        .special_events()
        .map(|(name, event)| Layer::named(Kind::SpecialEvent, name.as_str(), event.availability));
    let own = [Tier::Weekend, Tier::LunchBreak, Tier::WorkingHours].map(Layer::server_made);
    weeklies.chain(events).chain(own).collect()
}

fn without(chat: &Chat, language: Language, layer: &Layer) -> Chat {
    let mut chat = chat.clone();
    let hours = chat.hours.get_mut(language);
    let name = layer.name.as_deref().map(name_key);
    match layer.tier {
        Tier::SpecialEvent => drop(hours.named.remove(Kind::SpecialEvent, &name.unwrap())),
        Tier::Weekly => drop(hours.named.remove(Kind::Weekly, &name.unwrap())),
        Tier::Weekend => hours.weekend_hours = Weekly::NEVER,
        Tier::LunchBreak => hours.lunch_break = None,
        Tier::WorkingHours => hours.working_hours = Weekly::NEVER,
    }
    chat
}

proptest! {
    #![proptest_config(cases(96))]

    /// open after = open before + gained - lost
    #[test]
    fn what_is_open_after_follows((old, new, window) in pair()) {
        let delta = compare(&old, &new, vec![window]).unwrap();
        for language in Language::ALL {
            let open = |chat| resolve(chat, language, window).unwrap().minutes();
            let total = delta.languages.get(language).total;
            assert_eq!(open(&new) + total.lost, open(&old) + total.gained);
        }
    }

    #[test]
    fn a_closed_event_never_adds((chat, event, window) in with_event()) {
        let closed = SpecialEvent { availability: Availability::Closed, ..event };
        for language in Language::ALL {
            let (before, after) = (open(&chat, language, window), open(&add(&chat, closed), language, window));
            assert!(after.is_subset(&before));
        }
    }

    #[test]
    fn an_open_event_never_removes((chat, event, window) in with_event()) {
        let opened = SpecialEvent { availability: Availability::Open, ..event };
        for language in Language::ALL {
            let (before, after) = (open(&chat, language, window), open(&add(&chat, opened), language, window));
            assert!(after.is_superset(&before));
        }
    }

    #[test]
    fn names_and_their_order_say_nothing((chat, other, window) in pair()) {
        let delta = compare(&chat, &renamed(&chat), vec![window]).unwrap();
        let (forth, both) = (
            compare(&chat, &other, vec![window]).unwrap(),
            compare(&renamed(&chat), &renamed(&other), vec![window]).unwrap(),
        );
        for language in Language::ALL {
            let delta = delta.languages.get(language);
            assert!(delta.intervals.is_empty(), "{:?}", delta.intervals);
            assert_eq!(delta.weekly, Sums::default());
            let (forth, both) = (forth.languages.get(language), both.languages.get(language));
            assert_eq!((forth.total, forth.weekly, forth.events), (both.total, both.weekly, both.events));
        }
    }

    /// A schedule that nowhere decides can go, and no minute changes.
    #[test]
    fn what_never_decides_is_not_missed((chat, _, window) in pair()) {
        let agenda = Agenda::of(&chat).unwrap();
        for language in Language::ALL {
            let deciders = agenda.deciders(language, window);
            for layer in schedules(&chat, language) {
                if deciders.iter().all(|decided| decided.layer != Some(&layer)) {
                    let less = without(&chat, language, &layer);
                    assert_eq!(open(&chat, language, window), open(&less, language, window), "{layer:?}");
                }
            }
        }
    }

    /// Days add up to the whole, also those of 23 and of 25 hours; and a schedule of all day, every
    /// day, is open in each of their minutes.
    #[test]
    fn days_add_up((chat, _, window) in pair()) {
        let zone = chat.time_zone.rules().unwrap();
        let mut always = nothing();
        always.time_zone = chat.time_zone.clone();
        assert!(configure(&mut always, "weekly Toujours: all allDay"));
        let first = window.from.with_timezone(&zone).date_naive();
        let midnight = |day: i64| {
            let day = first + TimeDelta::days(day);
            first_instant(zone, day.and_time(NaiveTime::MIN))
        };
        let whole = Period { from: midnight(0), to: midnight(7) };
        let days = (0..7).map(|day| Period { from: midnight(day), to: midnight(day + 1) });
        let days: Vec<_> = days.collect();
        for language in Language::ALL {
            let open = |chat: &Chat, window| resolve(chat, language, window).unwrap().minutes();
            let parts: u64 = days.iter().map(|day| open(&chat, *day)).sum();
            assert_eq!(parts, open(&chat, whole));
            for day in &days {
                assert_eq!(open(&always, *day), minute(day.to).abs_diff(minute(day.from)));
            }
        }
    }
}
