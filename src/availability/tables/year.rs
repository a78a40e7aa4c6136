//! Whole years, minute by minute, in six zones. In every test run 200 configurations, of whose year
//! seven days each are counted. With more effort there are more of both: before a release 10,000 in
//! each zone, and every minute of the year.

use std::ops::Range;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::collection::vec;
use proptest::prelude::{Strategy, proptest};
use proptest::sample::select;

use super::super::instants::{instant, minute};
use super::super::period::Period;
use super::super::resolve::resolve;
use super::laws::{chat, event};
use super::oracle;
use crate::effort::{cases, times};
use crate::model::{Chat, Language, Named, ScheduleName, TimeZone};

/// Clocks that change in spring, in autumn, on other days, by half an hour, in the south, and never.
const ZONES: [&str; 6] = [
    "America/Toronto",
    "America/St_Johns",
    "America/Havana",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Kathmandu",
];

fn begin() -> DateTime<Utc> {
    "2026-03-01T05:00:00Z".parse().unwrap()
}

/// Schedules of every kind, with events all over the year.
fn of_a_year() -> impl Strategy<Value = Chat> {
    let near = (0..365_i64).prop_map(|days| begin() + TimeDelta::days(days));
    let events = vec(near.prop_flat_map(event), 0..12);
    (chat(ZONES[0], begin()), events).prop_map(|(mut chat, events)| {
        for (at, event) in events.into_iter().enumerate() {
            let name = ScheduleName::observed(format!("événement {at}"));
            let language = Language::ALL[at % 2];
            let event = Named::special_event(name, event);
            chat.hours.get_mut(language).named.insert(event);
        }
        chat
    })
}

fn year() -> Period {
    Period {
        from: begin(),
        to: begin() + TimeDelta::days(365),
    }
}

/// The minutes of some days of the year that the engine resolves.
fn are_counted(mut chat: Chat, zone: &str, language: Language, days: Range<i64>) {
    chat.time_zone = TimeZone::observed(zone);
    let spans = resolve(&chat, language, year()).unwrap();
    let mut spans = spans.iter().peekable();
    let midnight = |day| minute(begin()) + day * 1440;
    for at in midnight(days.start)..midnight(days.end) {
        while spans.next_if(|(_, to)| *to <= at).is_some() {}
        let open = spans.peek().is_some_and(|(from, _)| *from <= at);
        let naive = oracle::open(&chat, language, instant(at));
        assert_eq!(open, naive, "{} {language:?}", instant(at));
    }
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn the_minutes_of_a_year_are_counted(
        chat in of_a_year(),
        zone in select(ZONES.to_vec()),
        language in select(Language::ALL.to_vec()),
        day in 0..365_i64,
    ) {
        let days = i64::from(times(7)).min(365);
        let first = day.min(365 - days);
        are_counted(chat, zone, language, first..first + days);
    }
}
