//! Folded hours, laid out again, are the hours.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveTime, TimeDelta};
use proptest::collection::vec;
use proptest::prelude::{Strategy, proptest};

use super::super::agenda::Agenda;
use super::super::delta::{ChangeDirection, compare};
use super::super::fold::{Folded, Recurs, fold};
use super::super::impact::{Effect, Reason, impact};
use super::super::instants::{first_instant, minute};
use super::super::line::Line;
use super::super::period::Period;
use super::super::spans::Spans;
use super::config::{base, configure};
use super::laws::pair;
use crate::effort::cases;
use crate::model::{Chat, Day, Hours, Language, Tier, TimeZone, Weekly};

/// Stretches as `(from, to, why)`, disjoint, within the windows, merged where they touch.
fn stretches() -> impl Strategy<Value = (Vec<(i64, i64, u8)>, Spans)> {
    let windows = vec((0..60_000_i64, 1..20_000_i64), 1..4);
    let parts = vec((0..2_000_i64, 1..2_000_i64, 0..2_u8), 0..40);
    // What recurs at the same time of day, as hours do.
    let weekly = vec((0..7_i64, 0..24_i64, 1..20_i64, 0..2_u8), 0..4);
    (windows, parts, weekly).prop_map(|(windows, parts, weekly)| {
        let windows = Spans::of(
            windows
                .into_iter()
                .map(|(at, long)| (at, at + long))
                .collect(),
        );
        let mut raw: BTreeMap<u8, Vec<(i64, i64)>> = BTreeMap::new();
        let mut at = 0;
        for (gap, long, why) in parts {
            raw.entry(why)
                .or_default()
                .push((at + gap, at + gap + long));
            at += gap + long;
        }
        for (day, hour, long, why) in weekly {
            let starts = (0..9).map(|week| (week * 7 + day) * 1440 + hour * 60);
            let of_why = raw.entry(why).or_default();
            of_why.extend(starts.map(|start| (start, start + long * 60)));
        }
        let mut out = Vec::new();
        for (why, spans) in raw {
            for (from, to) in Spans::of(spans).iter() {
                out.extend(
                    windows
                        .overlapping(from, to)
                        .map(|(from, to)| (from, to, why)),
                );
            }
        }
        (out, windows)
    })
}

fn laid_out<K: Clone + Ord>(folded: &[Folded<K>], windows: &Spans) -> BTreeMap<K, Spans> {
    let mut out: BTreeMap<K, Spans> = BTreeMap::new();
    for one in folded {
        let spans = out.remove(&one.key).unwrap_or_default();
        out.insert(one.key.clone(), spans.or(one.unfold(windows)));
    }
    out
}

/// Windows of whole days, as those of a review are.
fn whole_days(chat: &Chat, window: Period) -> Period {
    let zone = chat.time_zone.rules().unwrap();
    let midnight = |at: chrono::DateTime<chrono::Utc>, days| {
        let day = at.with_timezone(&zone).date_naive() + TimeDelta::days(days);
        first_instant(zone, day.and_time(NaiveTime::MIN))
    };
    Period {
        from: midnight(window.from, 0),
        to: midnight(window.to, 1),
    }
}

/// The minutes of time that folded hours are about.
fn minutes(line: &Line, windows: &Spans, folded: &Folded<Reason>) -> BTreeSet<i64> {
    let spans = folded.unfold(windows);
    let zoned = line.instants(&spans);
    zoned.into_iter().flat_map(|(from, to)| from..to).collect()
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn unfolding_gives_what_was_folded((stretches, windows) in stretches()) {
        let mut expected: BTreeMap<u8, Spans> = BTreeMap::new();
        for (from, to, why) in &stretches {
            expected.entry(*why).or_default().push(*from, *to);
        }
        let folded = fold(stretches, &windows, Recurs::AsSeen);
        assert_eq!(laid_out(&folded, &windows), expected);
        assert!(folded.iter().all(|one| one.unfold(&windows).minutes() > 0), "empty: {folded:?}");
    }

    /// The periods that people read cover, minute by minute, the intervals that programs read.
    #[test]
    fn an_impact_is_its_intervals((old, new, window) in pair()) {
        periods_are_counted_once(&old, &new, window);
    }
}

/// The clock of St. John's went back from 00:01 to 23:01, so that its Saturday came to an end twice.
#[test]
fn a_clock_that_goes_back_over_midnight_is_told_as_well() {
    let mut old = base();
    old.time_zone = TimeZone::observed("America/St_Johns");
    let mut new = old.clone();
    let saturdays = Weekly::new([Day::Sat].into_iter().collect(), Hours::AllDay);
    for language in Language::ALL {
        new.hours.get_mut(language).weekend_hours = saturdays;
    }
    for day in 27..31 {
        let at = |hour| format!("2006-10-{day}T{hour}:30:00Z").parse().unwrap();
        let window = Period {
            from: at("02"),
            to: at("03"),
        };
        periods_are_counted_once(&old, &new, window);
    }
}

/// The reported periods, laid out on the clock and counted, are all intervals, each of them once.
fn periods_are_counted_once(old: &Chat, new: &Chat, window: Period) {
    let mut old = Chat {
        time_zone: new.time_zone.clone(),
        ..old.clone()
    };
    old.enabled = true;
    let new = Chat {
        enabled: true,
        ..new.clone()
    };
    let windows = vec![whole_days(&new, window)];
    let reported = impact(&old, &new, &windows).unwrap();
    let delta = compare(&old, &new, windows.clone()).unwrap();
    let (before, after) = (Agenda::of(&old).unwrap(), Agenda::of(&new).unwrap());
    let line = Line::of(&after, &windows);
    for language in Language::ALL {
        let ordinary = line.ordinary(&before, &after, language);
        let mut found: BTreeMap<ChangeDirection, BTreeSet<i64>> = BTreeMap::new();
        for period in reported.periods.get(language) {
            let reason = &period.folded.key;
            let windows = if reason.cause.tier == Tier::SpecialEvent {
                &line.windows
            } else {
                &ordinary
            };
            let minutes = minutes(&line, windows, &period.folded);
            assert_eq!(minutes.len() as u64, period.minutes);
            let change = match reason.effect {
                Effect::Opens | Effect::NoLongerCloses => ChangeDirection::Gained,
                Effect::Closes | Effect::NoLongerOpens => ChangeDirection::Lost,
            };
            let known = found.entry(change).or_default();
            assert!(known.is_disjoint(&minutes), "reported twice");
            known.extend(minutes);
        }
        let mut expected: BTreeMap<ChangeDirection, BTreeSet<i64>> = BTreeMap::new();
        for (part, change, _) in &delta.languages.get(language).intervals {
            expected
                .entry(*change)
                .or_default()
                .extend(minute(part.from)..minute(part.to));
        }
        assert!(found == expected, "{old:?} {new:?} {window:?}");
    }
}

/// The rows in which a change is reported: days, first, last, times.
fn reported_rows(edits: &[&str], from: &str, days: i64) -> Vec<String> {
    let mut new = base();
    for edit in edits {
        assert!(configure(&mut new, edit), "{edit}");
    }
    told_of(&base(), &new, from, days)
}

fn told_of(old: &Chat, new: &Chat, from: &str, days: i64) -> Vec<String> {
    let zone = new.time_zone.rules().unwrap();
    let day: chrono::NaiveDate = from.parse().unwrap();
    let midnight = |day: chrono::NaiveDate| first_instant(zone, day.and_time(NaiveTime::MIN));
    let window = Period {
        from: midnight(day),
        to: midnight(day + TimeDelta::days(days)),
    };
    let impact = impact(old, new, &[window]).unwrap();
    let periods = impact.periods.fr.iter().map(|period| {
        let Folded { key, dates, times } = &period.folded;
        let days: Vec<_> = dates.days.iter().map(Day::as_str).collect();
        let clock = |minute: i64| format!("{:02}:{:02}", minute / 60, minute % 60);
        let times = times
            .iter()
            .map(|(from, to)| format!("{}-{}", clock(*from), clock(*to)));
        let times: Vec<_> = times.collect();
        let last = if dates.ongoing {
            "on".to_owned()
        } else {
            dates.last.to_string()
        };
        let except = dates.except.iter().map(|date| format!(" but {date}"));
        format!(
            "{:?} {}: {} {}..{last}{} {} = {}",
            key.effect,
            key.cause.schedule(),
            if days.len() == 7 {
                "all".to_owned()
            } else {
                days.join(",")
            },
            dates.first,
            except.collect::<String>(),
            times.join(" "),
            period.minutes,
        )
    });
    periods.collect()
}

/// Edits of the base, and the rows in which they are reported.
type Row = (&'static [&'static str], &'static [&'static str]);

#[test]
fn what_comes_back_is_reported_once() {
    let rows: [Row; 6] = [
        (
            &["weekly Soir: thu 18:00-21:00"],
            &["Opens weeklySchedules[\"Soir\"]: thu 2026-11-26..on 18:00-21:00 = 720"],
        ),
        (
            &["lunch: none"],
            &["NoLongerCloses lunchBreak: mon,tue,wed,thu,fri 2026-11-24..on 12:00-13:00 = 1200"],
        ),
        (
            &["work: mon-fri 08:30-18:00", "closed Fête: 2026-12-08"],
            &[
                "Opens workingHours: mon,tue,wed,thu,fri 2026-11-24..on 17:00-18:00 = 1140",
                "Closes specialEvents[\"Fête\"]: all 2026-12-08..2026-12-08 08:30-12:00 13:00-17:00 = 450",
            ],
        ),
        (
            &["closed Noël: 2026-12-10..2026-12-13"],
            &[
                "Closes specialEvents[\"Noël\"]: all 2026-12-10..2026-12-11 08:30-12:00 13:00-17:00 = 900",
                "Closes specialEvents[\"Noël\"]: all 2026-12-12..2026-12-13 10:00-16:00 = 720",
            ],
        ),
        (
            &[
                "closed Fin: 2026-12-03T15:00..2026-12-16T00:00",
                "weekend: never",
            ],
            &[
                "Closes specialEvents[\"Fin\"]: mon,tue,wed,thu,fri 2026-12-04..2026-12-15 08:30-12:00 13:00-17:00 = 3600",
                "Closes specialEvents[\"Fin\"]: all 2026-12-03..2026-12-03 15:00-17:00 = 120",
                "Closes specialEvents[\"Fin\"]: sat,sun 2026-12-05..2026-12-13 10:00-16:00 = 1440",
                "NoLongerOpens weekendHours: sat,sun 2026-11-28..on 10:00-16:00 = 1440",
            ],
        ),
        // A night that the window cuts at both ends.
        (
            &["weekly Nuit: all 22:00-02:00"],
            &["Opens weeklySchedules[\"Nuit\"]: all 2026-11-23..on 22:00-26:00 = 6720"],
        ),
    ];
    rows.into_iter().for_each(check);
}

#[test]
fn only_what_changes_is_reported() {
    let rows: [Row; 6] = [
        // What lunch no longer hides, and what now runs through it.
        (
            &["lunch: mon-fri 12:00-12:30"],
            &["NoLongerCloses lunchBreak: mon,tue,wed,thu,fri 2026-11-24..on 12:30-13:00 = 600"],
        ),
        (
            &["weekly Midi: wed 11:00-14:00"],
            &["Opens weeklySchedules[\"Midi\"]: wed 2026-11-25..on 12:00-13:00 = 240"],
        ),
        (
            &["weekly Samedi: sat 09:00-17:00", "weekend: never"],
            &[
                "Opens weeklySchedules[\"Samedi\"]: sat 2026-11-28..on 09:00-10:00 16:00-17:00 = 480",
                "NoLongerOpens weekendHours: sun 2026-11-29..on 10:00-16:00 = 1440",
            ],
        ),
        (&["weekly Vendredi court: fri 09:00-12:00"], &[]),
        (&["off"], &[]),
        (
            &["open Samedi: 2026-12-05T07:00..2026-12-05T12:00"],
            &["Opens specialEvents[\"Samedi\"]: all 2026-12-05..2026-12-05 07:00-10:00 = 180"],
        ),
    ];
    rows.into_iter().for_each(check);
}

fn check(row: Row) {
    let (edits, expected) = row;
    let mut found = reported_rows(edits, "2026-11-24", 28);
    found.sort();
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(found, expected, "{edits:?}");
}

#[test]
fn who_is_responsible_is_what_changed() {
    let closed = |chat: &Chat| {
        let mut chat = chat.clone();
        assert!(configure(&mut chat, "closed Fête: 2026-12-08"));
        chat
    };
    let with = |chat: &Chat, edit: &str| {
        let mut chat = chat.clone();
        assert!(configure(&mut chat, edit), "{edit}");
        chat
    };
    let (base, feast) = (base(), closed(&base()));
    let long = with(&base, "weekly Long: tue 08:00-20:00");
    let rows = [
        // Removed, what it hid shows again.
        (&feast, &base, "NoLongerCloses specialEvents[\"Fête\"]"),
        // Of two that close, the one that stays is not responsible.
        (
            &feast,
            &with(&feast, "open Kiosque: 2026-12-09T18:00..2026-12-09T19:00"),
            "Opens specialEvents[\"Kiosque\"]",
        ),
        (
            &feast,
            &with(&feast, "open Fête: 2026-12-08T10:00..2026-12-08T11:00"),
            "Opens specialEvents[\"Fête\"]",
        ),
        // A schedule that ran through lunch goes: lunch was there before.
        (
            &long,
            &with(
                &with(&base, "work: all 08:00-20:00"),
                "lunch: all 12:00-13:00",
            ),
            "NoLongerOpens weeklySchedules[\"Long\"]",
        ),
        (
            &base,
            &with(&base, "lunch: mon-fri 11:00-13:00"),
            "Closes lunchBreak",
        ),
        (
            &base,
            &with(&base, "work: never"),
            "NoLongerOpens workingHours",
        ),
    ];
    for (old, new, expected) in rows {
        let found = told_of(old, new, "2026-12-08", 2);
        assert!(
            found.iter().any(|row| row.starts_with(expected)),
            "wanted {expected}, found {found:?}"
        );
    }
}
