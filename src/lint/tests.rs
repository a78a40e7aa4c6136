//! Each rule, row by row: what a file says, and each finding as its severity, its code, its
//! languages, and the text that it points at.

use chrono::{DateTime, Utc};

use super::{Occasion, file};
use crate::desired::{HOLIDAY_COVERED, lower};
use crate::diagnostic::{Diagnostic, Severity, code};
use crate::document::parse;
use crate::words::Words;

fn now() -> DateTime<Utc> {
    "2026-11-24T12:00:00Z".parse().unwrap()
}

fn found(yaml: &str) -> (String, Vec<Diagnostic>) {
    let text = format!("apiVersion: consigne/v1\naccount: boreal\n{yaml}\n");
    let document = parse(text.as_bytes()).document;
    let document = document.unwrap_or_else(|findings| panic!("{yaml}: {findings:?}"));
    let lowered = lower(&document);
    let desired = lowered
        .desired
        .unwrap_or_else(|| panic!("{yaml}: {:?}", lowered.findings));
    let looked = file(
        &document,
        &desired,
        lowered.findings,
        Occasion::at(now()),
        10,
    );
    (text, looked.findings)
}

/// Every finding is in the catalogue, in the table of codes, and says what to do.
fn check(name: &str, yaml: &str, expect: &[&str]) {
    let (text, findings) = found(yaml);
    let rows: Vec<_> = findings.iter().map(|finding| row(finding, &text)).collect();
    assert_eq!(rows, expect, "{name}: {yaml}");
    for finding in &findings {
        assert!(code::known(finding.code).is_some(), "{}", finding.code);
        let help = finding
            .help
            .as_ref()
            .unwrap_or_else(|| panic!("{}", finding.code));
        for language in crate::model::Language::ALL {
            let words = Words::of(language);
            for message in [&finding.message, help] {
                let said = words.say(message);
                assert!(said != message.id && !said.contains("{$"), "{name}: {said}");
            }
        }
    }
}

fn row(finding: &Diagnostic, text: &str) -> String {
    let level = match finding.severity {
        Severity::Error => "E",
        Severity::Warning => "W",
        Severity::Info => "I",
    };
    let languages: Vec<_> = finding.languages.iter().map(|l| l.as_str()).collect();
    let example = finding
        .example
        .map(|example| example.civil.format(" %a %m-%d %H:%M").to_string());
    format!(
        "{level} {} {} <{}>{}",
        finding.code,
        languages.join("+"),
        &text[finding.span.start..finding.span.end],
        example.unwrap_or_default(),
    )
}

const BASE: &str = "workingHours: { days: [mon, tue, wed, thu, fri], startTime: \"08:30\", endTime: \"17:00\", lunchBreak: { startTime: \"12:00\", endTime: \"13:00\" } }, weekendHours: { days: [sat, sun], startTime: \"10:00\", endTime: \"16:00\" }";

/// Base hours in both languages and something beside them.
fn beside(name: &str, more: &str, expect: &[&str]) {
    let yaml =
        format!("chat: {{ timeZone: America/Toronto, hours: {{ both: {{ {BASE}, {more} }} }} }}");
    check(name, &yaml, expect);
}

/// Nothing but these hours in both languages.
fn only(name: &str, hours: &str, expect: &[&str]) {
    let yaml = format!("chat: {{ timeZone: America/Toronto, hours: {{ both: {{ {hours} }} }} }}");
    check(name, &yaml, expect);
}

fn weekly(name: &str, entries: &str, expect: &[&str]) {
    beside(
        name,
        &format!("weeklySchedules: [{entries}], specialEvents: []"),
        expect,
    );
}

fn events(name: &str, entries: &str, expect: &[&str]) {
    beside(
        name,
        &format!("weeklySchedules: [], specialEvents: [{entries}]"),
        expect,
    );
}

#[test]
fn a_clean_account_has_no_findings() {
    let (_, findings) = found(
        include_str!("../../examples/boreal/reseller.yaml")
            .split_once("account: boreal\n")
            .unwrap()
            .1,
    );
    // That one event stands for another is a note of the holidays.
    let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [HOLIDAY_COVERED]);
    weekly(
        "A6",
        "{ name: Midi, days: [wed], startTime: \"11:00\", endTime: \"14:00\" }",
        &[],
    );
    weekly(
        "A7",
        "{ name: Soir, days: [thu], startTime: \"18:00\", endTime: \"21:00\" }",
        &[],
    );
    events(
        "A18",
        "{ name: Fête, availability: closed, startDate: 2027-06-24 }",
        &[],
    );
}

#[test]
fn never_in_effect() {
    let closed = "specialEvents: [{ name: A, availability: closed, startsAt: 2026-11-01T00:00, endsAt: 2027-10-01T00:00 }, { name: B, availability: closed, startsAt: 2027-10-01T00:00, endsAt: 2028-09-01T00:00 }]";
    let long = [
        "W event-long fr+en <2027-10-01T00:00> Sun 11-01 00:00",
        "W event-long fr+en <2028-09-01T00:00> Fri 10-01 00:00",
    ];
    only(
        "L01 closed for more than the year that is watched",
        &format!(
            "weeklySchedules: [{{ name: X, days: [mon], startTime: \"09:00\", endTime: \"10:00\" }}], {closed}"
        ),
        &[
            "W never-in-effect fr+en <name> Mon 11-30 09:00",
            long[0],
            long[1],
        ],
    );
    only(
        "L01 one week without the event is enough",
        "weeklySchedules: [{ name: X, days: [mon], startTime: \"09:00\", endTime: \"10:00\" }], specialEvents: [{ name: A, availability: closed, startsAt: 2026-11-25T00:00, endsAt: 2026-12-20T00:00 }]",
        &[],
    );
    beside(
        "L01 weekend under a weekly schedule",
        "weeklySchedules: [{ name: X, days: [sat, sun], startTime: \"09:00\", endTime: \"17:00\" }]",
        &["W never-in-effect fr+en <weekendHours> Sat 11-28 10:00"],
    );
    beside(
        "L01 not under one that is a minute shorter",
        "weeklySchedules: [{ name: X, days: [sat, sun], startTime: \"10:00\", endTime: \"15:59\" }]",
        &["W without-effect fr+en <name> Sat 11-28 10:00"],
    );
    only(
        "L01 days [] with hours",
        "workingHours: { days: [], startTime: \"09:00\", endTime: \"10:00\" }, weekendHours: { days: [sat], allDay: true }",
        &["W never-in-effect fr+en <[]>"],
    );
    only(
        "days [] alone",
        "workingHours: { days: [] }, weekendHours: { days: [sat], allDay: true }",
        &[],
    );
    events(
        "L01 in the skipped hour",
        "{ name: X, availability: open, startsAt: 2027-03-14T02:10, endsAt: 2027-03-14T02:40 }",
        &[
            "W never-in-effect fr+en <name> Sun 03-14 02:10",
            "W event-at-clock-change fr+en <2027-03-14T02:10> Sun 03-14 02:10",
            "W event-at-clock-change fr+en <2027-03-14T02:40> Sun 03-14 02:40",
        ],
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "one row per case")]
fn without_effect() {
    weekly(
        "A8",
        "{ name: Vendredi court, days: [fri], startTime: \"09:00\", endTime: \"12:00\" }",
        &["W without-effect fr+en <name> Fri 11-27 09:00"],
    );
    weekly(
        "a minute of lunch",
        "{ name: X, days: [fri], startTime: \"09:00\", endTime: \"12:01\" }",
        &[],
    );
    weekly(
        "of two of the same one is enough",
        "{ name: X, days: [thu], startTime: \"18:00\", endTime: \"21:00\" }, { name: Y, days: [thu], startTime: \"18:00\", endTime: \"21:00\" }",
        &["W without-effect fr+en <name> Thu 11-26 18:00"],
    );
    events(
        "A24",
        "{ name: Heures réduites, availability: open, startsAt: 2026-12-24T09:00, endsAt: 2026-12-24T12:00 }",
        &["W without-effect fr+en <name> Thu 12-24 09:00"],
    );
    events(
        "a holiday on a Sunday that is closed in part",
        "{ name: X, availability: closed, startsAt: 2027-08-01T16:00, endsAt: 2027-08-02T08:30 }",
        &["I without-effect fr+en <name> Sun 08-01 16:00"],
    );
    events(
        "and a minute more",
        "{ name: X, availability: closed, startsAt: 2027-08-01T15:59, endsAt: 2027-08-02T08:30 }",
        &[],
    );
    only(
        "closed beside hours that are not known",
        "specialEvents: [{ name: X, availability: closed, startDate: 2027-03-31 }]",
        &[],
    );
    events(
        "open within closed",
        "{ name: X, availability: open, startsAt: 2027-06-24T10:00, endsAt: 2027-06-24T20:00 }, { name: Y, availability: closed, startDate: 2027-06-24 }",
        &[
            "W events-disagree fr+en <name> Thu 06-24 10:00",
            "W without-effect fr+en <name> Thu 06-24 10:00",
        ],
    );
    events(
        "an event that is over is told as that",
        "{ name: X, availability: open, startsAt: 2026-11-10T09:00, endsAt: 2026-11-10T12:00 }",
        &["I event-past fr+en <2026-11-10T12:00> Tue 11-10 12:00"],
    );
    only(
        "weekend within working hours",
        "workingHours: { days: [mon, sat], startTime: \"08:00\", endTime: \"17:00\" }, weekendHours: { days: [sat], startTime: \"09:00\", endTime: \"12:00\" }",
        &[
            "W working-hours-on-weekend fr+en <[mon, sat]> Sat 11-28 08:00",
            "W without-effect fr+en <weekendHours> Sat 11-28 09:00",
        ],
    );
    only(
        "a lunch break under a weekly schedule",
        "workingHours: { days: [mon], startTime: \"08:00\", endTime: \"17:00\", lunchBreak: { startTime: \"12:00\", endTime: \"13:00\" } }, weekendHours: { days: [sat], allDay: true }, weeklySchedules: [{ name: X, days: [mon], startTime: \"12:00\", endTime: \"18:00\" }]",
        &["W never-in-effect fr+en <lunchBreak> Mon 11-30 12:00"],
    );
}

#[test]
fn lunch_break() {
    let hours = |days: &str, from: &str, to: &str| {
        format!(
            "workingHours: {{ days: [mon, tue, wed, thu, fri], startTime: \"08:30\", endTime: \"17:00\", lunchBreak: {{ {days}startTime: \"{from}\", endTime: \"{to}\" }} }}"
        )
    };
    let outside = |at: &str| format!("W lunch-outside-working-hours fr+en <lunchBreak> {at}");
    let idle = |at: &str| format!("W without-effect fr+en <lunchBreak> {at}");
    for (name, days, from, to, expect) in [
        ("inside", "", "12:00", "13:00", vec![]),
        ("at the edges", "", "08:30", "16:59", vec![]),
        (
            "A4, D14",
            "days: all, ",
            "12:00",
            "13:00",
            vec![outside("Sat 11-28 12:00")],
        ),
        (
            "a minute before",
            "",
            "08:29",
            "09:00",
            vec![outside("Mon 11-30 08:29")],
        ),
        (
            "a minute after",
            "",
            "16:00",
            "17:01",
            vec![outside("Mon 11-30 17:00")],
        ),
        (
            "all outside",
            "",
            "18:00",
            "19:00",
            vec![outside("Mon 11-30 18:00"), idle("Mon 11-30 18:00")],
        ),
        (
            "the whole day",
            "days: [wed], ",
            "08:30",
            "17:00",
            vec!["W lunch-covers-working-hours fr+en <lunchBreak> Wed 11-25 08:30".to_owned()],
        ),
    ] {
        let expect: Vec<_> = expect.iter().map(String::as_str).collect();
        only(name, &hours(days, from, to), &expect);
    }
}

#[test]
fn wrong_days() {
    let row = |working: &str, weekend: &str| {
        format!(
            "workingHours: {{ days: {working}, startTime: \"09:00\", endTime: \"17:00\" }}, weekendHours: {{ days: {weekend}, startTime: \"18:00\", endTime: \"19:00\" }}"
        )
    };
    only("none", &row("[mon, fri]", "[sat, sun]"), &[]);
    only(
        "never",
        "workingHours: { days: [] }, weekendHours: { days: [sun], allDay: true }",
        &[],
    );
    only(
        "working hours",
        &row("[fri, sat]", "[sun]"),
        &["W working-hours-on-weekend fr+en <[fri, sat]> Sat 11-28 09:00"],
    );
    only(
        "weekend hours",
        &row("[mon]", "[fri, sun]"),
        &["W weekend-hours-on-weekday fr+en <[fri, sun]> Fri 11-27 18:00"],
    );
}

#[test]
fn overnight() {
    let row = |start: &str, end: &str| {
        format!(
            "weeklySchedules: [{{ name: X, days: [fri], startTime: \"{start}\", endTime: \"{end}\" }}]"
        )
    };
    only("to midnight", &row("20:00", "00:00"), &[]);
    only("to 24:00", &row("20:00", "24:00"), &[]);
    only(
        "short",
        &row("22:00", "02:00"),
        &["I overnight-hours fr+en <\"02:00\"> Fri 11-27 22:00"],
    );
    only(
        "12 h",
        &row("18:00", "06:00"),
        &["I overnight-hours fr+en <\"06:00\"> Fri 11-27 18:00"],
    );
    only(
        "12 h 01",
        &row("18:00", "06:01"),
        &["W overnight-hours fr+en <\"06:01\"> Fri 11-27 18:00"],
    );
    only(
        "swapped",
        &row("17:00", "09:00"),
        &["W overnight-hours fr+en <\"09:00\"> Fri 11-27 17:00"],
    );
    only(
        "Sunday",
        "weeklySchedules: [{ name: X, days: [sun], startTime: \"23:00\", endTime: \"01:00\" }]",
        &["I overnight-hours fr+en <\"01:00\"> Sun 11-29 23:00"],
    );
}

#[test]
fn end_of_day() {
    let row = |end: &str| {
        format!(
            "weeklySchedules: [{{ name: X, days: [fri], startTime: \"20:00\", endTime: \"{end}\" }}]"
        )
    };
    only("23:58", &row("23:58"), &[]);
    only(
        "23:59",
        &row("23:59"),
        &["W end-at-23-59 fr+en <\"23:59\"> Fri 11-27 23:59"],
    );
    events(
        "an event",
        "{ name: X, availability: closed, startsAt: 2027-03-31T00:00, endsAt: 2027-03-31T23:59 }",
        &["W end-at-23-59 fr+en <2027-03-31T23:59> Wed 03-31 23:59"],
    );
}

#[test]
fn overlapping_events() {
    events(
        "A22",
        "{ name: F, availability: closed, startDate: 2027-06-24 }, { name: O, availability: open, startsAt: 2027-06-24T10:00, endsAt: 2027-06-25T20:00 }",
        &["W events-disagree fr+en <name> Thu 06-24 10:00"],
    );
    events(
        "they touch",
        "{ name: F, availability: closed, startDate: 2027-06-24 }, { name: O, availability: open, startsAt: 2027-06-25T00:00, endsAt: 2027-06-25T20:00 }",
        &[],
    );
    events(
        "A21",
        "{ name: A, availability: closed, startDate: 2026-12-24, endDate: 2026-12-26 }, { name: B, availability: closed, startDate: 2026-12-25, endDate: 2026-12-28 }",
        &["I events-agree fr+en <name> Fri 12-25 00:00"],
    );
    events(
        "duplicates are told once, and not as without effect",
        "{ name: A, availability: closed, startDate: 2026-12-24 }, { name: B, availability: closed, startsAt: 2026-12-24T00:00, endsAt: 2026-12-24T24:00 }",
        &["I duplicate-event fr+en <name> Thu 12-24 00:00"],
    );
}

#[test]
fn dates_of_events() {
    let closed = |from: &str, to: &str| {
        format!("{{ name: X, availability: closed, startsAt: {from}, endsAt: {to} }}")
    };
    for (name, from, to, expect) in [
        (
            "ends now",
            "2026-11-24T06:00",
            "2026-11-24T07:00",
            vec!["I event-past fr+en <2026-11-24T07:00> Tue 11-24 07:00"],
        ),
        (
            "ends in a minute",
            "2026-11-23T06:00",
            "2026-11-24T07:01",
            vec!["I without-effect fr+en <name> Tue 11-24 07:00"],
        ),
        (
            "29 days",
            "2026-10-01T06:00",
            "2026-10-25T07:01",
            vec!["I event-past fr+en <2026-10-25T07:01> Sun 10-25 07:01"],
        ),
        (
            "30 days",
            "2026-10-01T06:00",
            "2026-10-25T07:00",
            vec!["W event-past fr+en <2026-10-25T07:00> Sun 10-25 07:00"],
        ),
        ("92 days", "2027-01-01T00:00", "2027-04-03T00:00", vec![]),
        (
            "a minute more",
            "2027-01-01T00:00",
            "2027-04-03T00:01",
            vec!["W event-long fr+en <2027-04-03T00:01> Fri 01-01 00:00"],
        ),
        ("two years", "2028-11-24T07:00", "2028-11-24T17:00", vec![]),
        (
            "a minute more",
            "2028-11-24T07:01",
            "2028-11-24T17:00",
            vec!["W event-far fr+en <2028-11-24T07:01> Fri 11-24 07:01"],
        ),
    ] {
        events(name, &closed(from, to), &expect);
    }
}

#[test]
fn languages() {
    let hours = |fr: &str, en: &str| {
        format!(
            "chat: {{ hours: {{ fr: {{ workingHours: {{ days: {fr}, startTime: \"09:00\", endTime: \"17:00\" }}, weekendHours: {{ days: [] }} }}, en: {{ workingHours: {{ days: {en}, startTime: \"09:00\", endTime: \"17:00\" }}, weekendHours: {{ days: [] }} }} }} }}"
        )
    };
    check("half", &hours("[mon, tue]", "[mon]"), &[]);
    check(
        "less than half",
        &hours("[mon, tue, wed]", "[mon]"),
        &["W languages-differ en <workingHours> Tue 12-01 09:00"],
    );
    let none =
        "chat: { hours: { both: { workingHours: { days: [] }, weekendHours: { days: [] } } } }";
    check(
        "none",
        none,
        &["W language-without-hours fr+en <workingHours> Tue 11-24 12:00"],
    );
    check(
        "chat off",
        &none.replace("hours: { both", "enabled: false, hours: { both"),
        &[],
    );
    check(
        "not all is known",
        "chat: { hours: { both: { workingHours: { days: [] } } } }",
        &[],
    );
    check(
        "D17",
        &format!(
            "chat: {{ enabled: true, timeZone: America/Toronto, hours: {{ both: {{ {BASE} }}, en: {{ workingHours: {{ days: [] }}, weekendHours: {{ days: [] }} }} }} }}"
        ),
        &["W language-without-hours en <workingHours> Tue 11-24 07:00"],
    );
    let event = "{ name: X, availability: closed, startDate: 2027-03-31 }";
    let names = |en: &str| {
        format!(
            "chat: {{ hours: {{ fr: {{ specialEvents: [{event}] }}, en: {{ specialEvents: [{en}] }} }} }}"
        )
    };
    check("other names", &names(&event.replace('X', "Y")), &[]);
    check(
        "one language",
        &names(""),
        &["W event-in-one-language fr <name> Wed 03-31 00:00"],
    );
    check(
        "other periods",
        &names(&event.replace("31", "30")),
        &[
            "W event-in-one-language fr <name> Wed 03-31 00:00",
            "W event-in-one-language en <name> Tue 03-30 00:00",
        ],
    );
    check(
        "one list",
        &format!("chat: {{ hours: {{ fr: {{ specialEvents: [{event}] }} }} }}"),
        &[],
    );
}

#[test]
fn unmanaged_hours() {
    check(
        "L12",
        "chat: { enabled: true }",
        &["W hours-unmanaged fr+en <enabled> Tue 11-24 12:00"],
    );
    check("off", "chat: { enabled: false }", &[]);
    check("not said", "chat: { timeZone: America/Toronto }", &[]);
    check(
        "one language",
        "chat: { enabled: true, hours: { fr: { weekendHours: { days: [sat], allDay: true } } } }",
        &["W hours-unmanaged en <enabled> Tue 11-24 12:00"],
    );
    check(
        "events are no hours",
        "chat: { enabled: true, hours: { both: { specialEvents: [] } } }",
        &["W hours-unmanaged fr+en <enabled> Tue 11-24 12:00"],
    );
}

#[test]
fn names_alike() {
    for (first, second, alike) in [
        ("Fête nationale", "Fete nationale", true),
        ("Lancement d'automne", "Lancement d’automne", true),
        ("Lancement d'automne", "Lancement dautomne", true),
        ("Jeudi-soir", "Jeudi soir", true),
        ("Jeudi-soir", "Jeudisoir", true),
        ("Jeudi\u{200b}soir", "Jeudisoir", true),
        ("Après–midi", "Apres-midi", true),
        ("Jeudi soir", "Jeudisoir", false),
        ("Jeudi soir", "Jeudi matin", false),
        ("Fête 1", "Fête 2", false),
    ] {
        let entries = format!(
            "{{ name: \"{first}\", days: [thu], startTime: \"18:00\", endTime: \"19:00\" }}, {{ name: \"{second}\", days: [thu], startTime: \"20:00\", endTime: \"21:00\" }}"
        );
        let row = format!("W names-alike fr+en <\"{second}\"> Thu 11-26 20:00");
        weekly(
            first,
            &entries,
            if alike {
                std::slice::from_ref(&row)
                    .iter()
                    .map(String::as_str)
                    .collect::<Vec<_>>()
            } else {
                Vec::new()
            }
            .as_slice(),
        );
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "one row per case")]
fn clock_changes() {
    let open = |from: &str, to: &str| {
        format!("{{ name: X, availability: open, startsAt: {from}, endsAt: {to} }}")
    };
    for (name, from, to, expect) in [
        (
            "ends in the gap",
            "2027-03-14T00:00",
            "2027-03-14T02:30",
            vec!["W event-at-clock-change fr+en <2027-03-14T02:30> Sun 03-14 02:30"],
        ),
        (
            "ends at its edge",
            "2027-03-14T00:00",
            "2027-03-14T02:00",
            vec![],
        ),
        (
            "begins at its end",
            "2027-03-14T03:00",
            "2027-03-14T04:00",
            vec![],
        ),
        (
            "begins in the overlap",
            "2027-11-07T01:30",
            "2027-11-07T05:00",
            vec!["W event-at-clock-change fr+en <2027-11-07T01:30> Sun 11-07 01:30"],
        ),
        (
            "A17 ends in it",
            "2027-11-07T00:00",
            "2027-11-07T01:30",
            vec!["W event-at-clock-change fr+en <2027-11-07T01:30> Sun 11-07 01:30"],
        ),
        (
            "A15 its edges",
            "2027-11-07T01:00",
            "2027-11-07T02:00",
            vec![],
        ),
    ] {
        events(name, &open(from, to), &expect);
    }
    let sunday = |from: &str, to: &str| {
        format!(
            "weeklySchedules: [{{ name: X, days: [sun], startTime: \"{from}\", endTime: \"{to}\" }}]"
        )
    };
    only(
        "inside",
        &sunday("02:30", "05:00"),
        &["I weekly-at-clock-change fr+en <\"02:30\"> Sun 03-14 03:00"],
    );
    only(
        "its start",
        &sunday("02:00", "03:00"),
        &["I weekly-at-clock-change fr+en <\"02:00\"> Sun 03-14 03:00"],
    );
    only("its end", &sunday("03:00", "05:00"), &[]);
    only(
        "the hour that is shown twice",
        &sunday("01:00", "02:00"),
        &["I weekly-at-clock-change fr+en <\"01:00\"> Sun 11-07 01:00"],
    );
    only("until that", &sunday("00:30", "01:00"), &[]);
    only(
        "from Saturday",
        "weeklySchedules: [{ name: X, days: [sat], startTime: \"22:00\", endTime: \"02:15\" }]",
        &[
            "I overnight-hours fr+en <\"02:15\"> Sat 11-28 22:00",
            "I weekly-at-clock-change fr+en <\"02:15\"> Sun 03-14 03:00",
        ],
    );
    check(
        "a zone without changes",
        &format!(
            "chat: {{ timeZone: America/Regina, hours: {{ both: {{ {} }} }} }}",
            sunday("02:30", "05:00")
        ),
        &[],
    );
    // Each zone changes its clocks at its own time.
    for (zone, days, from, to, expect) in [
        (
            "Europe/London",
            "sun",
            "01:30",
            "02:30",
            Some("<\"01:30\"> Sun 03-28 02:00"),
        ),
        ("Europe/London", "sun", "02:30", "03:30", None),
        (
            "America/Havana",
            "sun",
            "00:15",
            "00:45",
            Some("<\"00:15\"> Sun 11-07 00:00"),
        ),
        ("America/Havana", "sun", "02:30", "03:30", None),
        ("America/Havana", "sat", "23:00", "24:00", None),
        (
            "Australia/Lord_Howe",
            "sun",
            "01:45",
            "03:00",
            Some("<\"01:45\"> Sun 04-04 01:30"),
        ),
        ("America/Toronto", "mon", "02:30", "05:00", None),
        ("Asia/Tokyo", "sun", "02:30", "05:00", None),
        ("UTC", "sun", "02:30", "05:00", None),
    ] {
        let yaml = format!(
            "chat: {{ timeZone: {zone}, hours: {{ both: {{ weeklySchedules: [{{ name: X, days: [{days}], startTime: \"{from}\", endTime: \"{to}\" }}] }} }} }}"
        );
        let row = expect.map(|place| format!("I weekly-at-clock-change fr+en {place}"));
        let rows: Vec<_> = row.iter().map(String::as_str).collect();
        check(zone, &yaml, &rows);
    }
}

#[test]
fn time_zones() {
    let file = |zone: &str, province: &str, code: &str| {
        format!(
            "general: {{ address: {{ street: 1 rue A, city: B, province: {province}, postalCode: {code}, country: CA }} }}\nchat: {{ timeZone: {zone} }}"
        )
    };
    let outside = |zone: &str| format!("W time-zone-outside-province  <{zone}> Tue 11-24");
    for (zone, province, code, expect) in [
        ("America/Toronto", "QC", "H3B 4W8", None),
        ("America/New_York", "QC", "H3B 4W8", None),
        ("America/Vancouver", "QC", "H3B 4W8", Some("05:00")),
        ("America/Halifax", "QC", "H3B 4W8", Some("08:00")),
        ("America/Halifax", "QC", "G4T 1A1", None),
        ("America/Chicago", "SK", "S4P 1A1", Some("06:00")),
        ("America/Regina", "SK", "S4P 1A1", None),
        ("America/Winnipeg", "ON", "P9N 1A1", None),
        ("UTC", "QC", "H3B 4W8", Some("12:00")),
    ] {
        let row = expect.map(|at| format!("{} {at}", outside(zone)));
        let expect: Vec<_> = row.iter().map(String::as_str).collect();
        check(zone, &file(zone, province, code), &expect);
    }
    check(
        "L15",
        "chat: { timeZone: America/Montreal }",
        &["W time-zone-alias  <America/Montreal> Tue 11-24 07:00"],
    );
    check("no alias", "chat: { timeZone: Europe/Oslo }", &[]);
}

#[test]
fn postal_codes() {
    let file = |province: &str, code: &str, country: &str| {
        format!(
            "general: {{ address: {{ street: 1 rue A, city: B, province: {province}, postalCode: \"{code}\", country: {country} }} }}"
        )
    };
    for (province, code, fits) in [
        ("QC", "H3B 4W8", true),
        ("QC", "G1A 1A1", true),
        ("QC", "K1A 1A1", false),
        ("ON", "P9N 1A1", true),
        ("NU", "X0A 1A1", true),
        ("YT", "Y1A 1A1", true),
        ("NS", "A1A 1A1", false),
    ] {
        let row = format!("W postal-code-outside-province  <\"{code}\">");
        let expect: Vec<_> = (!fits).then_some(row.as_str()).into_iter().collect();
        check(province, &file(province, code, "CA"), &expect);
    }
    check("US", &file("NY", "10001", "US"), &[]);
}

#[test]
fn addresses_of_the_administrator() {
    for (email, shared) in [
        ("marie@boreal.example", false),
        ("support@boreal.example", true),
        ("Service-Client@boreal.example", true),
        ("info@boreal.example", true),
        ("information@boreal.example", false),
    ] {
        let row = format!("I public-address  <{email}>");
        let expect: Vec<_> = shared.then_some(row.as_str()).into_iter().collect();
        check(
            email,
            &format!("administrator: {{ email: {email} }}"),
            &expect,
        );
    }
    for (email, is) in [
        ("aicha.benali@boreal.example", true),
        ("abenali@boreal.example", true),
        ("benali@boreal.example", false),
        ("marie@boreal.example", false),
    ] {
        let row = format!("I administrator-is-delegate  <{email}>");
        let expect: Vec<_> = is.then_some(row.as_str()).into_iter().collect();
        let yaml = format!(
            "administrator: {{ email: {email} }}\ndelegates: [{{ user: \"2107\", name: Aïcha Benali }}]"
        );
        check(email, &yaml, &expect);
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "one row per case")]
fn comments_silence_with_a_reason() {
    let file = |above: &str, behind: &str, child: &str| {
        format!(
            "chat:\n  hours:\n    both:\n      {above}\n      workingHours: {behind}\n        days: [fri, sat] {child}\n        startTime: \"09:00\"\n        endTime: \"23:59\"\n      weekendHours: {{ days: [sun], allDay: true }}"
        )
    };
    let (days, end) = (
        "W working-hours-on-weekend fr+en <[fri, sat]> Sat 11-28 09:00",
        "W end-at-23-59 fr+en <\"23:59\"> Fri 11-27 23:59",
    );
    check("none", &file("", "", ""), &[days, end]);
    let comment = "# consigne: allow L04 – we open on Saturdays";
    for (name, yaml) in [
        ("above", file(comment, "", "")),
        ("behind", file("", comment, "")),
        ("behind a child", file("", "", comment)),
        (
            "by its word",
            file(&comment.replace("L04", "working-hours-on-weekend"), "", ""),
        ),
        ("a hyphen", file(&comment.replace('–', "-"), "", "")),
        ("a long dash", file(&comment.replace('–', "—"), "", "")),
        (
            "small letters",
            file(&comment.replace("L04", "l04"), "", ""),
        ),
        ("no spaces", file(&comment.replace(" – ", "–"), "", "")),
    ] {
        check(name, &yaml, &[end]);
    }
    check(
        "two",
        &file(&comment.replace("L04", "L04, L06"), "", ""),
        &[],
    );
    let idle = |code: &str| {
        format!("W silences-nothing  <# consigne: allow {code} – we open on Saturdays>")
    };
    let elsewhere =
        file("", "", "").replace("weekendHours:", &format!("{comment}\n      weekendHours:"));
    check("at another place", &elsewhere, &[days, end, &idle("L04")]);
    check(
        "of another code",
        &file(&comment.replace("L04", "L05"), "", ""),
        &[&idle("L05"), days, end],
    );
    let dated = format!("I{}", &idle("L09")[1..]);
    check(
        "of a code that comes with the date",
        &file(&comment.replace("L04", "L09"), "", ""),
        &[&dated, days, end],
    );
    check(
        "of a code of plans",
        &file(&comment.replace("L04", "L22"), "", ""),
        &[days, end],
    );
    for (name, text) in [
        ("no reason", "# consigne: allow L04"),
        ("an empty one", "# consigne: allow L04 –"),
        ("no code", "# consigne: allow – why"),
        ("no dash", "# consigne: allow L04 because"),
    ] {
        let row = format!("W silenced-without-reason  <{text}>");
        check(name, &file(text, "", ""), &[&row, days, end]);
    }
    check(
        "unknown",
        &file(&comment.replace("L04", "L44"), "", ""),
        &[
            &format!(
                "W silenced-unknown-code  <{}>",
                comment.replace("L04", "L44")
            ),
            days,
            end,
        ],
    );
    for code in ["L16", "L17", "L19", "L20", "login-change", "syntax"] {
        let comment = comment.replace("L04", code);
        let row = format!("W never-silenced  <{comment}>");
        check(code, &file(&comment, "", ""), &[&row, days, end]);
    }
    check(
        "for people",
        &file("# consigne: ne pas toucher", "", ""),
        &[days, end],
    );
}

#[test]
fn a_comment_is_about_one_entry() {
    let entry = |name: &str, comment: &str| {
        format!(
            "\n        - {{ name: {name}, days: [fri], startTime: \"09:00\", endTime: \"10:00\" }} {comment}"
        )
    };
    let file = |entries: &str| {
        format!(
            "chat:\n  hours:\n    both:\n      workingHours: {{ days: [fri], startTime: \"08:00\", endTime: \"17:00\" }}\n      weeklySchedules:{entries}"
        )
    };
    let row = "W without-effect fr+en <name> Fri 11-27 09:00";
    let why = "# consigne: allow L02 – for the record";
    check(
        "behind the first",
        &file(&(entry("A", why) + &entry("B", ""))),
        &[row],
    );
    check(
        "behind the second",
        &file(&(entry("A", "") + &entry("B", why))),
        &[row],
    );
    let above = format!("\n        {why}{}", entry("A", ""));
    check("above the first", &file(&(above + &entry("B", ""))), &[row]);
    let block = format!(
        "\n        - name: A {why}\n          days: [fri]\n          startTime: \"09:00\"\n          endTime: \"10:00\""
    );
    check(
        "behind its first key",
        &file(&(block + &entry("B", ""))),
        &[row],
    );
    let list = file(&(entry("A", "") + &entry("B", "")))
        .replace("weeklySchedules:", &format!("weeklySchedules: {why}"));
    check("of the list", &list, &[]);
}

/// The holidays of a calendar are reported once, at the entry that names it, in both languages.
#[test]
fn holidays_are_reported_together() {
    let hours = |block: &str, entry: &str| {
        let block = if block == "both" { "" } else { "    fr:\n" };
        format!(
            "chat:\n  timeZone: America/Toronto\n  hours:\n    both:\n      workingHours: {{ days: [mon, tue, wed, thu, fri], startTime: \"09:00\", endTime: \"17:00\" }}\n      weekendHours: {{ days: [] }}\n      weeklySchedules: []\n      specialEvents: []\n{block}      holidays:\n        - {{ {entry} }}"
        )
    };
    let check = |name: &str, block: &str, entry: &str, expect: &[&str]| {
        check(name, &hours(block, entry), expect);
    };
    check(
        "two Saturdays",
        "both",
        "calendar: CA-FED, years: [2026, 2027], availability: closed, only: [boxing-day, christmas]",
        &["I without-effect fr+en <calendar> Sat 12-26 00:00"],
    );
    check(
        "a day on which people work",
        "both",
        "calendar: CA-FED, years: [2026, 2027], availability: closed, only: [labour-day]",
        &[],
    );
    check(
        "a year that is over",
        "both",
        "calendar: CA-FED, years: [2026], availability: closed, only: [canada-day]",
        &[
            "W event-past fr+en <calendar> Wed 07-01 00:00",
            "W holiday-without-event fr+en <calendar> Thu 07-01 00:00",
        ],
    );
    check(
        "over for a few days",
        "both",
        "calendar: CA-FED, years: [2026], availability: closed, only: [remembrance-day]",
        &[
            "I event-past fr+en <calendar> Wed 11-11 00:00",
            "W holiday-without-event fr+en <calendar> Thu 11-11 00:00",
        ],
    );
    check(
        "far away",
        "both",
        "calendar: CA-FED, years: [2027, 2072], availability: closed, only: [labour-day]",
        &["W event-far fr+en <calendar> Mon 09-05 00:00"],
    );
    check(
        "in one language",
        "fr",
        "calendar: CA-FED, years: [2027], availability: closed, only: [labour-day, thanksgiving]",
        &["W event-in-one-language fr <calendar> Mon 09-06 00:00"],
    );
}

/// Removing every schedule that a finding calls without effect changes no minute.
#[test]
fn all_that_changes_nothing_can_be_removed_together() {
    let evening = |name: &str, days: &str, from: &str, to: &str| {
        format!("{{ name: {name}, days: [{days}], startTime: \"{from}\", endTime: \"{to}\" }}")
    };
    let lists = |entries: &[String]| format!("weeklySchedules: [{}]", entries.join(", "));
    only(
        "two halves and the whole",
        &lists(&[
            evening("A", "mon", "18:00", "22:00"),
            evening("B", "mon", "18:00", "20:00"),
            evening("C", "mon", "20:00", "22:00"),
        ]),
        &[
            "W without-effect fr+en <name> Mon 11-30 18:00",
            "W without-effect fr+en <name> Mon 11-30 20:00",
        ],
    );
    only(
        "weekend hours that a weekly schedule hides",
        &format!(
            "weekendHours: {{ days: [sat, sun], startTime: \"10:00\", endTime: \"16:00\" }}, {}",
            lists(&[evening("A", "sat, sun", "10:00", "16:00")])
        ),
        &["W never-in-effect fr+en <weekendHours> Sat 11-28 10:00"],
    );
}
