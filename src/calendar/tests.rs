//! The formats against libraries that know nothing of this tool: whatever the hours, what a program
//! reads from them is what the engine says.

use std::collections::BTreeMap;

use chrono::{
    DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone as _, Utc,
};
use icalendar::{Calendar, CalendarComponent, Component};
use opening_hours::OpeningHours;
use proptest::prelude::*;

use super::week::Timetable;
use super::{AccountHours, HoursRenderer, html, ics, osm, schema_org};
use crate::availability::{Period, Spans, Wall, day_begins, resolve};
use crate::effort::cases;
use crate::fixture::account;
use crate::model::{
    Availability, Chat, ChatHours, Day, Days, FieldPath, Hours, Language, Named, ScheduleName,
    SpecialEvent, Time, TimeZone, Weekly,
};
use crate::report::views::FORMAT_PATTERN;
use crate::source::Place;
use crate::words::Words;
use crate::zone::Zone;

const NOW: &str = "2026-02-24T12:00:00Z";

fn nowhere(_: &FieldPath) -> Option<Place> {
    None
}

fn subject(chat: &Chat) -> AccountHours<'_> {
    AccountHours::of("boreal", chat, &nowhere).unwrap()
}

fn now() -> DateTime<Utc> {
    NOW.parse().unwrap()
}

fn today(chat: &Chat) -> NaiveDate {
    now().with_timezone(&subject(chat).zone).date_naive()
}

/// Any time of the day, most often one that people would write.
fn any_time() -> impl Strategy<Value = Time> {
    let minutes = prop_oneof![3 => (0..48_u16).prop_map(|half| half * 30), 1 => 0..1440_u16];
    minutes.prop_map(|m| Time::parse(&format!("{:02}:{:02}", m / 60, m % 60)).unwrap())
}

fn any_weekly() -> impl Strategy<Value = Weekly> {
    let days = proptest::collection::vec(0..7_usize, 0..6);
    let days = days.prop_map(|days| days.into_iter().map(|day| Day::ALL[day]).collect::<Days>());
    let hours = prop_oneof![
        1 => Just(Hours::AllDay),
        5 => (any_time(), any_time())
            .prop_map(|(start, end)| Hours::between(start, end).unwrap_or(Hours::AllDay)),
    ];
    (days, hours).prop_map(|(days, hours)| Weekly::new(days, hours))
}

/// In the thirteen months from a week before now, of up to ten days.
fn any_event() -> impl Strategy<Value = SpecialEvent> {
    let whole = (0..400_i64, 1..10_i64).prop_map(|(day, days)| (day * 1440, days * 1440));
    let odd = (0..400 * 1440_i64, 1..3 * 1440_i64);
    let times = prop_oneof![whole, odd];
    (any::<bool>(), times).prop_map(|(open, (at, length))| {
        let first = NaiveDate::from_ymd_opt(2026, 2, 17).unwrap();
        let starts_at = first.and_time(NaiveTime::MIN) + TimeDelta::minutes(at);
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

fn any_hours() -> impl Strategy<Value = ChatHours> {
    let weeklies = proptest::collection::vec(any_weekly(), 2..5);
    let events = proptest::collection::vec(any_event(), 0..6);
    let lunch = proptest::option::of(any_weekly());
    (weeklies, lunch, events).prop_map(|(weeklies, lunch_break, events)| {
        let custom = weeklies[2..]
            .iter()
            .enumerate()
            .map(|(at, weekly)| Named::weekly(ScheduleName::observed(format!("w{at}")), *weekly));
        let events = events.into_iter().enumerate().map(|(at, event)| {
            Named::special_event(ScheduleName::observed(format!("e{at}")), event)
        });
        ChatHours {
            working_hours: weeklies[0],
            weekend_hours: weeklies[1],
            lunch_break,
            named: custom.chain(events).collect(),
        }
    })
}

fn any_chat() -> impl Strategy<Value = Chat> {
    // Without Vancouver and Casablanca: the library of these tests has the laws of 2025.
    let zones = [
        "America/Toronto",
        "America/St_Johns",
        "Europe/Paris",
        "Australia/Lord_Howe",
        "Asia/Gaza",
        "UTC",
    ];
    (proptest::sample::select(zones.to_vec()), any_hours()).prop_map(|(zone, hours)| {
        let mut chat = account().chat;
        chat.time_zone = TimeZone::observed(zone);
        chat.hours.fr = hours;
        chat
    })
}

/// Open minutes since the epoch that a calendar program finds in a window.
fn read_calendar(text: &str, window: Period) -> Spans {
    let calendar: Calendar = text.parse().unwrap();
    let mut spans = Vec::new();
    for event in calendar.calendar_events() {
        let instant = |at: Option<icalendar::DatePerhapsTime>| match at.unwrap() {
            icalendar::DatePerhapsTime::DateTime(at) => at,
            icalendar::DatePerhapsTime::Date(date) => panic!("a whole day: {date}"),
        };
        // The end of a rule is as long after its beginning on the clock as it is in time.
        let length = match (instant(event.get_start()), instant(event.get_end())) {
            (icalendar::CalendarDateTime::Utc(from), icalendar::CalendarDateTime::Utc(to)) => {
                to - from
            }
            (
                icalendar::CalendarDateTime::WithTimezone {
                    date_time: from, ..
                },
                icalendar::CalendarDateTime::WithTimezone { date_time: to, .. },
            ) => to - from,
            other => panic!("{other:?}"),
        };
        let zone = icalendar::Tz::UTC;
        let set = event.get_recurrence().unwrap();
        let set = set.before(window.to.with_timezone(&zone));
        let begins = set.after((window.from - TimeDelta::days(2)).with_timezone(&zone));
        for from in begins.all(u16::MAX).dates {
            let from = from.timestamp() / 60;
            spans.push((from, from + length.num_minutes()));
        }
    }
    let minute = |at: DateTime<Utc>| at.timestamp() / 60;
    Spans::of(spans).within(minute(window.from), minute(window.to))
}

/// Open minutes of a day that OpenStreetMap's grammar finds.
fn read_osm(value: &OpeningHours, date: NaiveDate) -> Spans {
    let midnight = date.and_time(NaiveTime::MIN);
    let found = value.iter_range(midnight, midnight + TimeDelta::days(1));
    let open = found.filter(|range| range.kind == opening_hours::RuleKind::Open);
    let minute = |at: NaiveDateTime| (at - midnight).num_minutes();
    Spans::of(
        open.map(|r| (minute(r.range.start), minute(r.range.end)))
            .collect(),
    )
}

/// Open minutes of a day that the specifications of schema.org name, as search engines read them: a
/// day of an exception has what its exceptions say and nothing else.
fn read_schema_org(hours: &serde_json::Value, date: NaiveDate) -> Spans {
    let specifications = hours.as_array().unwrap();
    let text =
        |of: &serde_json::Value, name: &str| of[name].as_str().unwrap_or_default().to_owned();
    let day = date.to_string();
    let valid: Vec<_> = specifications
        .iter()
        .filter(|of| text(of, "validFrom") <= day && day <= text(of, "validThrough"))
        .collect();
    let name = date.format("%A").to_string();
    let usual = specifications.iter().filter(|of| {
        let days = of["dayOfWeek"].as_array();
        days.is_some_and(|days| days.iter().any(|day| *day == *name))
    });
    let chosen = if valid.is_empty() {
        usual.collect()
    } else {
        valid
    };
    let minute = |time: String| i64::from(Time::parse(&time).unwrap().minutes());
    let spans = chosen.into_iter().map(|of| {
        match (minute(text(of, "opens")), minute(text(of, "closes"))) {
            (0, 1439) => (0, 1440),
            (from, 0) if from > 0 => (from, 1440),
            stretch => stretch,
        }
    });
    Spans::of(spans.collect())
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn a_calendar_program_finds_the_same_minutes_for_two_years(chat in any_chat()) {
        let subject = subject(&chat);
        let text = ics::text(&subject, &[Language::Fr], &Words::of(Language::En), now()).unwrap();
        let from = today(&chat);
        let window = Period {
            from: day_begins(subject.zone, from),
            to: day_begins(subject.zone, from + TimeDelta::days(731)),
        };
        let open = resolve(&chat, Language::Fr, window).unwrap();
        prop_assert_eq!(read_calendar(&text, window), open, "{}", text);
    }

    #[test]
    fn the_grammar_of_openstreetmap_finds_the_same_minutes_for_a_year(chat in any_chat()) {
        let subject = subject(&chat);
        let today = today(&chat);
        let timetable = Timetable::of(&subject, &[Language::Fr], today, 1);
        let value = osm::value(&timetable, &subject, Language::Fr, today);
        let read: OpeningHours = value.parse().unwrap();
        let wall = Wall::of(&chat);
        for date in today.iter_days().take(366) {
            prop_assert_eq!(read_osm(&read, date), wall.on(Language::Fr, date), "{} {}", date, value);
        }
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn a_search_engine_finds_the_same_minutes_for_a_year(chat in any_chat()) {
        let subject = subject(&chat);
        let today = today(&chat);
        let timetable = Timetable::of(&subject, &[Language::Fr], today, 1);
        let text = schema_org::text(&timetable, &subject, &[Language::Fr], today);
        let graph: serde_json::Value = serde_json::from_str(&text).unwrap();
        let hours = &graph["@graph"][0]["hoursAvailable"];
        let wall = Wall::of(&chat);
        for date in today.iter_days().take(366) {
            // A day without its last minute looks like a whole day there.
            let open = wall.on(Language::Fr, date);
            if open.iter().next() != Some((0, 1439)) {
                prop_assert_eq!(read_schema_org(hours, date), open, "{} {}", date, text);
            }
        }
    }
}

/// Offsets that the VTIMEZONE of a file gives, at every sixth hour of three years.
#[test]
fn the_zone_of_a_file_is_the_zone() {
    for name in [
        "America/Toronto",
        "America/St_Johns",
        "America/Regina",
        "Europe/Paris",
        "Europe/Dublin",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Asia/Kolkata",
        "Asia/Jerusalem",
        "UTC",
    ] {
        let mut chat = account().chat;
        chat.time_zone = TimeZone::observed(name);
        let subject = subject(&chat);
        let text = ics::text(&subject, &[Language::Fr], &Words::of(Language::En), now()).unwrap();
        let onsets = onsets(&text);
        for hours in (0..3 * 365 * 24).step_by(6) {
            let at = now() + TimeDelta::hours(hours);
            let (_, offset) = onsets.range(..=at).next_back().unwrap();
            let zone = Zone::named(name).unwrap();
            let there = zone.offset_from_utc_datetime(&at.naive_utc()).fix();
            assert_eq!(
                *offset,
                i64::from(there.local_minus_utc()) / 60,
                "{name} {at}"
            );
        }
    }
}

/// From when on which offset holds, in minutes.
fn onsets(text: &str) -> BTreeMap<DateTime<Utc>, i64> {
    let calendar: Calendar = text.parse().unwrap();
    let zone = calendar.components.iter().find_map(|component| {
        if let CalendarComponent::Other(other) = component {
            return Some(other);
        }
        None
    });
    let mut onsets = BTreeMap::new();
    for part in zone.unwrap().components() {
        let value = |name: &str| part.property_value(name).map(str::to_owned);
        let offset = |name| {
            let text: String = value(name).unwrap();
            let number: i64 = text.parse().unwrap();
            number / 100 * 60 + number % 100
        };
        let (from, to) = (offset("TZOFFSETFROM"), offset("TZOFFSETTO"));
        let first = value("DTSTART").unwrap();
        let mut rule = vec![format!("DTSTART:{first}Z")];
        rule.push(match value("RRULE") {
            Some(yearly) => format!("RRULE:{yearly}"),
            None => format!("RDATE:{first}Z"),
        });
        let dates = part.multi_properties().get("RDATE").into_iter().flatten();
        rule.extend(dates.map(|date| format!("RDATE:{}Z", date.value())));
        let set: icalendar::RRuleSet = rule.join("\n").parse().unwrap();
        for onset in set.all(40).dates {
            onsets.insert(onset.to_utc() - TimeDelta::minutes(from), to);
        }
    }
    onsets
}

/// Names that would end an element, an attribute, a line or a value.
const HOSTILE: [&str; 6] = [
    "</style><script>alert(1)</script>",
    "\" onload=\"alert(1)",
    "' x='&amp;&#60;b>",
    "a,b;c\\d:e\u{202e}f",
    "--> <![CDATA[ <svg/onload=alert(1)>",
    "BEGIN:VEVENT",
];

fn with_event(name: &str) -> Chat {
    let mut chat = account().chat;
    let event = crate::fixture::event(Availability::Open, "2026-03-01");
    for language in Language::ALL {
        let event = Named::special_event(ScheduleName::observed(name), event);
        chat.hours.get_mut(language).named.insert(event);
    }
    chat
}

/// Elements with their attributes, in order, and the texts between them.
fn parts(page: &str) -> (Vec<String>, Vec<String>) {
    let page = scraper::Html::parse_document(page);
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    let (mut elements, mut texts) = (Vec::new(), Vec::new());
    for node in page.tree.nodes() {
        let node = node.value();
        if let Some(element) = node.as_element() {
            let mut attributes: Vec<_> = element.attrs().collect();
            attributes.sort_unstable();
            elements.push(format!("{} {attributes:?}", element.name()));
        } else if let Some(text) = node.as_text() {
            texts.push(text.to_string());
        } else {
            assert!(node.is_document() || node.is_doctype(), "{node:?}");
        }
    }
    (elements, texts)
}

fn page(chat: &Chat) -> String {
    let subject = subject(chat);
    let timetable = Timetable::of(&subject, &Language::ALL, today(chat), 8);
    let words = Words::of(Language::Fr);
    let renderer = HoursRenderer {
        words: &words,
        style: crate::report::Style::Plain,
        columns: HoursRenderer::COLUMNS,
        languages: &Language::ALL,
    };
    html::page(&timetable, &subject, today(chat), renderer)
}

/// A name changes one text of the page and nothing else.
#[test]
fn text_of_the_file_stands_in_text_nodes_alone() {
    let (elements, texts) = parts(&page(&with_event("Portes ouvertes")));
    assert!(elements.iter().any(|element| element.starts_with("svg")));
    for name in HOSTILE {
        let (others, otherwise) = parts(&page(&with_event(name)));
        assert_eq!(others, elements, "{name}");
        let differ = texts
            .iter()
            .zip(&otherwise)
            .filter(|(left, right)| left != right);
        let differ: Vec<_> = differ.map(|(_, right)| right.as_str()).collect();
        assert_eq!(differ, [crate::report::harmless(name)], "{name}");
        assert_eq!(texts.len(), otherwise.len(), "{name}");
    }
}

#[test]
fn text_of_the_file_stays_in_its_line_of_a_calendar() {
    for name in HOSTILE {
        let chat = with_event(name);
        let words = Words::of(Language::Fr);
        let text = ics::text(&subject(&chat), &[Language::En], &words, now()).unwrap();
        let calendar: Calendar = text.parse().unwrap();
        let events: Vec<_> = calendar.events().collect();
        let known: Vec<_> = events
            .iter()
            .filter_map(|event| event.get_description())
            .collect();
        assert_eq!(known, [name, name], "before and after ten to four: {text}");
        assert!(
            text.split("\r\n")
                .all(|line| line.len() <= 75 && !line.contains('\n'))
        );
    }
}

/// Sunday's hours and what the clocks do to them: a check that the oracle reads what it should.
#[test]
fn a_night_over_a_clock_change_is_a_stretch_of_its_own() {
    let mut chat = account().chat;
    chat.hours.fr.working_hours = crate::fixture::weekly("sat 22:00-03:00");
    chat.hours.fr.weekend_hours = Weekly::NEVER;
    let text = ics::text(
        &subject(&chat),
        &[Language::Fr],
        &Words::of(Language::Fr),
        now(),
    )
    .unwrap();
    assert!(
        text.contains("EXDATE;TZID=America/Toronto:20260307T220000\r\n"),
        "{text}"
    );
    assert!(
        text.contains("DTSTART:20260308T030000Z\r\nDTEND:20260308T070000Z\r\n"),
        "{text}"
    );
    assert!(text.contains("RRULE:FREQ=WEEKLY;UNTIL="), "{text}");
    assert_eq!(now().weekday(), chrono::Weekday::Tue);
}

/// One schema for every answer of `hours`, in one account or in several.
#[test]
fn the_schema_is_fresh() {
    use super::answer::AnswersView;
    use super::stretch::StretchView;
    use super::week::WeekView;
    let mut generator = schemars::SchemaGenerator::default();
    let accounts = [
        generator.subschema_for::<AnswersView>(),
        generator.subschema_for::<StretchView>(),
        generator.subschema_for::<WeekView>(),
    ];
    let version = serde_json::json!({ "type": "string", "pattern": FORMAT_PATTERN });
    let release =
        serde_json::json!({ "type": "string", "description": "Release of the tz database." });
    let one = accounts.iter().map(|account| {
        serde_json::json!({
            "allOf": [account, { "properties": { "formatVersion": version, "timeZoneData": release }, "required": ["formatVersion", "timeZoneData"] }],
        })
    });
    let several = accounts.iter().map(|account| {
        serde_json::json!({
            "properties": { "formatVersion": version, "accounts": { "type": "array", "items": account }, "timeZoneData": release },
            "required": ["formatVersion", "accounts", "timeZoneData"],
        })
    });
    let schema = serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "consigne hours --format json",
        "type": "object",
        "anyOf": one.chain(several).collect::<Vec<_>>(),
        "$defs": generator.definitions(),
    });
    let fresh = format!("{schema:#}\n");
    let path = "schema/hours.schema.json";
    if std::env::var_os("UPDATE").is_some() {
        let mut file = std::fs::File::create(path).unwrap();
        std::io::Write::write_all(&mut file, fresh.as_bytes()).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == fresh,
        "run `UPDATE=1 cargo test` and commit schema/"
    );
}
