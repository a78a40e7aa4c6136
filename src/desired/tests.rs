//! Files to intent.

use std::collections::BTreeMap;

use super::lower::Lowered;
use super::{Desired, lower};
use crate::document::parse;
use crate::model::{FieldPath, Kind, Language, Pattern};
use crate::words::Words;

const HEAD: &str = "apiVersion: consigne/v1\naccount: boreal\n";

fn lowered(yaml: &str) -> (String, Lowered) {
    let text = format!("{HEAD}{yaml}");
    let document = parse(text.as_bytes()).document;
    let document = document.unwrap_or_else(|findings| panic!("{yaml}: {findings:?}"));
    let lowered = lower(&document);
    (text, lowered)
}

fn desired(yaml: &str) -> Desired {
    let (_, lowered) = lowered(yaml);
    let findings = lowered.findings;
    lowered
        .desired
        .unwrap_or_else(|| panic!("{yaml}: {findings:?}"))
}

/// Each finding with the text it points at.
fn check(yaml: &str, expect: &[&str]) {
    let (text, lowered) = lowered(yaml);
    let found: Vec<_> = lowered
        .findings
        .iter()
        .map(|finding| {
            format!(
                "{} {}",
                finding.code,
                &text[finding.span.start..finding.span.end]
            )
        })
        .collect();
    assert_eq!(found, expect, "{yaml}");
}

fn check_hours(item: &str, expect: &[&str]) {
    check(
        &format!("chat: {{ hours: {{ both: {{ {item} }} }} }}\n"),
        expect,
    );
}

#[test]
fn texts() {
    check("general: { can: \"QC-1\" }\n", &["invalid-can \"QC-1\""]);
    check("general: { spid: \"a b\" }\n", &["invalid-spid \"a b\""]);
    check(
        "general: { spid: \"\", resellerName: \"\" }\n",
        &["empty-value \"\""],
    );
    check(
        "general: { resellerName: \"a\\tb\" }\n",
        &["control-character \"a\\tb\""],
    );
    check(
        &format!("general: {{ resellerName: {} }}\n", "x".repeat(101)),
        &[&format!("too-long {}", "x".repeat(101))],
    );
    check(
        "administrator: { email: marie@boreal, phone: \"514 555-0142\" }\n",
        &[
            "invalid-email marie@boreal",
            "invalid-phone \"514 555-0142\"",
        ],
    );
    check(
        "chat: { timeZone: America/Torotno }\n",
        &["invalid-time-zone America/Torotno"],
    );
    check("chat: { timeZone: EST }\n", &["invalid-time-zone EST"]);
    let address =
        |rest: &str| format!("general: {{ address: {{ street: x, city: y, {rest} }} }}\n");
    check(&address("country: QC"), &["invalid-country QC"]);
    check(
        &address("country: CA, province: NY, postalCode: h3b4w8"),
        &["invalid-province NY"],
    );
    check(
        &address("country: CA, province: QC, postalCode: H3B 4D8"),
        &["invalid-postal-code H3B 4D8"],
    );
    check(&address("country: FR"), &[]);
}

#[test]
fn delegates() {
    let list = "administrator: { primary: A1 }\ndelegates: [{ user: B2, name: Jean }, { user: B2, name: Luc }, { user: A1, name: Marie }]\n";
    check(list, &["duplicate-delegate B2", "delegate-is-primary A1"]);
}

#[test]
fn weekly_times() {
    let weekend = |rest: &str| format!("weekendHours: {{ {rest} }}");
    check_hours(
        &weekend("days: [sat], startTime: 10:00, endTime: 16:00"),
        &[],
    );
    check_hours(&weekend("days: []"), &[]);
    check_hours(
        &weekend("days: [sat], allDay: true, endTime: 16:00"),
        &["all-day-with-time true"],
    );
    check_hours(
        &weekend("days: [sat], startTime: 10:00, endTime: 10:00"),
        &["start-is-end 10:00"],
    );
    check_hours(
        &weekend("days: [sat], startTime: 24:00, endTime: 10:00"),
        &["invalid-time 24:00"],
    );
    check_hours(
        &weekend("days: [sat], startTime: 9h, endTime: 25:00"),
        &["invalid-time 9h", "invalid-time 25:00"],
    );
    check_hours(
        "weeklySchedules: [{ name: Soir, days: [], allDay: true }]",
        &["no-days []"],
    );
    check_hours(
        "weeklySchedules: [{ name: WEEKEND, days: all, allDay: true }]",
        &["reserved-name WEEKEND"],
    );
    let lunch = |rest: &str| {
        format!("workingHours: {{ days: [mon], allDay: true, lunchBreak: {{ {rest} }} }}")
    };
    check_hours(&lunch("enabled: false"), &[]);
    check_hours(&lunch("startTime: 12:00, endTime: 13:00"), &[]);
}

#[test]
fn event_periods() {
    let check = |rest: &str, expect: &[&str]| {
        check_hours(
            &format!("specialEvents: [{{ name: X, availability: closed, {rest} }}]"),
            expect,
        );
    };
    check("startDate: 2027-03-31", &[]);
    check("startsAt: 2027-03-31T08:00, endsAt: 2027-03-31T24:00", &[]);
    check(
        "startsAt: 2027-03-31T08:00Z, endsAt: 2027-03-31T09:00:00",
        &[
            "invalid-date-time 2027-03-31T08:00Z",
            "invalid-date-time 2027-03-31T09:00:00",
        ],
    );
    check("startDate: 2027-02-29", &["invalid-date 2027-02-29"]);
    check(
        "startDate: 2027-03-31, endDate: 2027-03-30",
        &["event-ends-before-it-begins 2027-03-30"],
    );
    check(
        "startDate: 2027-01-01, endDate: 2028-06-01",
        &["event-too-long 2028-06-01"],
    );
    check("startDate: 1999-12-31", &["event-out-of-range 1999-12-31"]);
}

#[test]
fn names_after_the_merge() {
    let lists = |both: &str, fr: &str| {
        let entry = |list: &str| {
            let entries: Vec<_> = list
                .split_terminator(';')
                .map(|entry| format!("{{ name: {entry}, days: all, allDay: true }}"))
                .collect();
            format!("{{ weeklySchedules: [{}] }}", entries.join(", "))
        };
        format!(
            "chat: {{ hours: {{ both: {}, fr: {} }} }}\n",
            entry(both),
            entry(fr)
        )
    };
    check(&lists("Soir", "soir"), &["duplicate-name soir"]);
    check(&lists("Soir;SOIR", "Nuit"), &["duplicate-name SOIR"]);
    check(&lists("Soir", ""), &["empty-adds-nothing weeklySchedules"]);
    check(
        &lists("Soir, renamedFrom: soir", "Nuit"),
        &["renamed-from-itself soir"],
    );
    check(
        &lists("Soir, renamedFrom: nuit", "Nuit"),
        &["renamed-from-another-entry nuit"],
    );
    check(
        &lists("A, renamedFrom: X;B, renamedFrom: x", "C"),
        &["renamed-from-twice x"],
    );
}

/// An entry of `holidays`, beside a list of events.
fn check_holidays(entry: &str, expect: &[&str]) {
    check_hours(
        &format!("specialEvents: [], holidays: [{{ availability: closed, {entry} }}]"),
        expect,
    );
}

#[test]
fn entries_of_holidays() {
    let check = check_holidays;
    check(
        "calendar: CA-QC, years: [2027], except: [easter-monday]",
        &[],
    );
    check("calendar: CA-QC, years: [2027], except: [good-friday]", &[]);
    check("calendar: CA-QC, years: [2027], only: [christmas]", &[]);
    check("calendar: CA-FED, years: [2020, 2100]", &[]);
    check("calendar: CA-QC, years: [2027]", &["holiday-choice CA-QC"]);
    check(
        "calendar: CA-QC, years: [2027], except: []",
        &["holiday-choice CA-QC"],
    );
    check(
        "calendar: CA-QC, years: [2027], only: [easter-monday, good-friday]",
        &["holiday-choice CA-QC"],
    );
    check(
        "calendar: CA-QC, years: [2027], except: [easter-monday, good-friday]",
        &[],
    );
    check("calendar: CA-QB, years: [2027]", &["not-one-of CA-QB"]);
    check(
        "calendar: CA-QC, years: [2027], except: [easter-mondya, boxing-day]",
        &["not-one-of easter-mondya", "not-one-of boxing-day"],
    );
    check(
        "calendar: CA-FED, years: [2027], only: [national-holiday]",
        &["not-one-of national-holiday"],
    );
    check(
        "calendar: CA-FED, years: [2027], only: [christmas], except: []",
        &["except-with-only []"],
    );
    check(
        "calendar: CA-FED, years: [2019, 2101]",
        &["year-out-of-range 2019", "year-out-of-range 2101"],
    );
    check("calendar: CA-FED, years: []", &["no-years []"]);
    check(
        "calendar: CA-FED, years: [2027, 2028, 2027]",
        &["duplicate-year 2027"],
    );
    check(
        "calendar: CA-FED, years: [2027], only: []",
        &["holidays-add-nothing availability"],
    );
    check(
        "calendar: CA-FED, years: [2020], only: [truth-and-reconciliation]",
        &["holidays-add-nothing availability"],
    );
}

#[test]
fn a_slip_in_a_holiday_is_answered() {
    let help = |entry: &str| {
        let yaml = format!(
            "chat: {{ hours: {{ fr: {{ specialEvents: [], holidays: [{{ availability: closed, years: [2027], {entry} }}] }} }} }}\n"
        );
        let finding = lowered(&yaml).1.findings.remove(0);
        Words::of(Language::En).say(&finding.help.unwrap())
    };
    assert_eq!(help("calendar: CA-FDE"), "did you mean `CA-FED`?");
    assert_eq!(help("calendar: ca-qc"), "did you mean `CA-QC`?");
    let typo = "calendar: CA-FED, except: [good-firday]";
    assert_eq!(help(typo), "did you mean `good-friday`?");
    let choice = "calendar: CA-QC";
    assert!(help(choice).contains("`except: [easter-monday]`"));
}

const QUEBEC: &str =
    "holidays: [{ calendar: CA-QC, years: [2027], availability: closed, except: [easter-monday] }]";

/// Blocks, and the names and days of the events that each language has.
fn events(blocks: &str) -> [Vec<String>; 2] {
    let desired = desired(&format!("chat: {{ hours: {{ {blocks} }} }}\n"));
    Language::ALL.map(|language| {
        let list = desired.hours.get(language).lists.get(&Kind::SpecialEvent);
        let mut events = Vec::new();
        for entry in list.into_iter().flat_map(BTreeMap::values) {
            let Pattern::SpecialEvent(event) = entry.named.pattern else {
                panic!("an event");
            };
            let [from, to] = [event.starts_at, event.ends_at].map(|at| at.format("%FT%R"));
            let says = event.availability.as_str();
            events.push(format!("{from} {to} {says} {}", entry.named.name));
        }
        events.sort();
        events
    })
}

#[test]
fn holidays_become_events_of_whole_days() {
    let [fr, en] = events(&format!("both: {{ specialEvents: [], {QUEBEC} }}"));
    insta::assert_snapshot!(fr.join("\n"), @r"
    2027-01-01T00:00 2027-01-02T00:00 closed Jour de l'An 2027
    2027-03-26T00:00 2027-03-27T00:00 closed Vendredi saint 2027
    2027-05-24T00:00 2027-05-25T00:00 closed Journée nationale des patriotes 2027
    2027-06-24T00:00 2027-06-25T00:00 closed Fête nationale 2027
    2027-07-01T00:00 2027-07-02T00:00 closed Fête du Canada 2027
    2027-09-06T00:00 2027-09-07T00:00 closed Fête du Travail 2027
    2027-10-11T00:00 2027-10-12T00:00 closed Action de grâces 2027
    2027-12-25T00:00 2027-12-26T00:00 closed Noël 2027
    ");
    insta::assert_snapshot!(en.join("\n"), @r"
    2027-01-01T00:00 2027-01-02T00:00 closed New Year's Day 2027
    2027-03-26T00:00 2027-03-27T00:00 closed Good Friday 2027
    2027-05-24T00:00 2027-05-25T00:00 closed National Patriots' Day 2027
    2027-06-24T00:00 2027-06-25T00:00 closed National Holiday 2027
    2027-07-01T00:00 2027-07-02T00:00 closed Canada Day 2027
    2027-09-06T00:00 2027-09-07T00:00 closed Labour Day 2027
    2027-10-11T00:00 2027-10-12T00:00 closed Thanksgiving Day 2027
    2027-12-25T00:00 2027-12-26T00:00 closed Christmas Day 2027
    ");
}

#[test]
fn holidays_merge_like_other_lists() {
    let only = |id: &str, year: u16| {
        format!("{{ calendar: CA-FED, years: [{year}], availability: closed, only: [{id}] }}")
    };
    let (christmas, boxing_day) = (only("christmas", 2027), only("boxing-day", 2027));
    let [fr, en] = events(&format!(
        "both: {{ specialEvents: [], holidays: [{christmas}] }}, en: {{ holidays: [{boxing_day}] }}"
    ));
    assert_eq!((fr.len(), en.len()), (1, 2));
    assert!(en[1].ends_with("Boxing Day 2027"));
    let check = |blocks: &str, expect: &[&str]| {
        check(&format!("chat: {{ hours: {{ {blocks} }} }}\n"), expect);
    };
    check(
        &format!("both: {{ holidays: [{christmas}] }}, fr: {{ specialEvents: [] }}"),
        &["holidays-without-events holidays"],
    );
    check(
        &format!("fr: {{ specialEvents: [] }}, en: {{ holidays: [{christmas}] }}"),
        &["holidays-without-events holidays"],
    );
    check(
        "both: { holidays: [] }",
        &["holidays-without-events holidays"],
    );
    check(
        &format!("both: {{ specialEvents: [], holidays: [{christmas}] }}, fr: {{ holidays: [] }}"),
        &["empty-adds-nothing holidays"],
    );
    check(
        &format!(
            "both: {{ specialEvents: [], holidays: [{christmas}] }}, fr: {{ holidays: [{christmas}] }}"
        ),
        &["duplicate-name calendar"],
    );
    let years = (2020..=2100)
        .map(|year| year.to_string())
        .collect::<Vec<_>>();
    let all = |calendar| {
        let years = years.join(", ");
        format!("{{ calendar: {calendar}, years: [{years}], availability: closed }}")
    };
    check(
        &format!("fr: {{ specialEvents: [], holidays: [{}] }}", all("CA-FED")),
        &[],
    );
    let twice = [all("CA-FED"), all("CA-ON")].join(", ");
    check(
        &format!("fr: {{ specialEvents: [], holidays: [{twice}] }}"),
        &["too-many-holidays holidays"],
    );
}

#[test]
fn an_event_written_by_hand_beside_holidays() {
    let check = |event: &str, expect: &[&str]| {
        check_hours(&format!("specialEvents: [{{ {event} }}], {QUEBEC}"), expect);
    };
    // A closed one that covers the day replaces the holiday, whatever its name.
    let covered = &["holiday-covered calendar"];
    check(
        "name: Noël 2027, availability: closed, startDate: 2027-12-25",
        covered,
    );
    check(
        "name: Relâche, availability: closed, startsAt: 2027-12-24T12:00, endsAt: 2028-01-03T00:00",
        covered,
    );
    // Others stay beside it, and one name is one event.
    check(
        "name: Matin, availability: closed, startsAt: 2027-12-25T00:00, endsAt: 2027-12-25T23:59",
        &[],
    );
    check(
        "name: Garde, availability: open, startDate: 2027-12-25",
        &[],
    );
    check(
        "name: NOËL 2027, availability: open, startDate: 2027-12-25",
        &["duplicate-name calendar"],
    );
    check(
        "name: Noël, renamedFrom: Noël 2027, availability: open, startDate: 2027-12-24",
        &["renamed-from-another-entry Noël 2027"],
    );
    check(
        "name: Congé, renamedFrom: Noël 2027, availability: closed, startDate: 2027-12-25",
        covered,
    );
    let event =
        "{ name: Relâche, availability: closed, startDate: 2027-12-24, endDate: 2027-12-31 }";
    let [fr, _] = events(&format!("both: {{ specialEvents: [{event}], {QUEBEC} }}"));
    assert_eq!(fr.len(), 8);
    assert!(!fr.iter().any(|event| event.contains("Noël")));
}

#[test]
fn an_expanded_event_points_at_the_entry_that_asks_for_it() {
    let yaml = format!("chat:\n  hours:\n    both: {{ specialEvents: [], {QUEBEC} }}\n");
    let desired = desired(&yaml);
    let list = FieldPath::of("chat.hours.fr.specialEvents");
    let span = desired.places.of(&list.entry("Noël 2027")).unwrap();
    let text = format!("{HEAD}{yaml}");
    assert!(text[span.start..].starts_with("calendar: CA-QC"));
    assert_eq!(
        desired.places.of(&list.entry("Noël")),
        desired.places.of(&list)
    );
}

#[test]
fn both_and_a_language_merge_item_by_item() {
    let desired = desired(
        "chat:\n  hours:\n    both:\n      workingHours: { days: [mon], startTime: 08:00, endTime: 17:00, lunchBreak: { startTime: 12:00, endTime: 13:00 } }\n      weekendHours: { days: [] }\n      weeklySchedules: [{ name: Soir, days: [thu], startTime: 18:00, endTime: 00:00 }]\n    fr:\n      weeklySchedules: [{ name: Nuit, days: [fri], startTime: 22:00, endTime: 02:00 }]\n      specialEvents: []\n    en:\n      workingHours: { days: [mon], startTime: 09:00, endTime: 16:00 }\n",
    );
    let (fr, en) = (&desired.hours.fr, &desired.hours.en);
    assert!(fr.lunch_break.is_some() && en.lunch_break.is_none());
    assert_ne!(fr.working_hours, en.working_hours);
    assert_eq!(fr.weekend_hours, en.weekend_hours);
    assert_eq!(
        (fr.lists[&Kind::Weekly].len(), en.lists[&Kind::Weekly].len()),
        (2, 1)
    );
    assert!(
        fr.lists.contains_key(&Kind::SpecialEvent) && !en.lists.contains_key(&Kind::SpecialEvent)
    );
    let soir = fr.lists[&Kind::Weekly]
        .values()
        .find(|entry| entry.named.name.as_str() == "Soir");
    let Pattern::Weekly(weekly) = soir.unwrap().named.pattern else {
        panic!("a weekly schedule");
    };
    assert_eq!(weekly.hours.unwrap().minutes(), (1080, 1440));
    assert_eq!(Language::ALL.len(), 2);
}

#[test]
fn a_deletion_points_at_its_list() {
    let yaml = "chat:\n  hours:\n    fr:\n      weeklySchedules: []\n";
    let desired = desired(yaml);
    let list = FieldPath::of("chat.hours.fr.weeklySchedules");
    let span = desired.places.of(&list.entry("Soir")).unwrap();
    let text = format!("{HEAD}{yaml}");
    assert_eq!(&text[span.start..span.end], "weeklySchedules");
}

#[test]
fn canonical_forms() {
    let desired = desired(
        "general: { resellerName: \"  Télécom   Boréal \", address: { street: x, city: y, province: QC, postalCode: h3b4w8, country: CA } }\nadministrator: { email: Marie@BOREAL.example }\n",
    );
    assert_eq!(desired.reseller_name.unwrap().as_str(), "Télécom Boréal");
    assert_eq!(
        desired.address.flatten().unwrap().postal_code.as_deref(),
        Some("H3B 4W8")
    );
    assert_eq!(desired.email.unwrap().as_str(), "Marie@boreal.example");
}

#[test]
fn a_huge_word_is_refused_at_once() {
    let word = "x".repeat(1_000_000);
    let begun = std::time::Instant::now();
    check(
        &format!("chat: {{ timeZone: {word} }}\n"),
        &[&format!("invalid-time-zone {word}")],
    );
    let unknown = format!("{HEAD}{word}: 1\n");
    assert!(parse(unknown.as_bytes()).document.is_err());
    assert!(begun.elapsed().as_secs() < 5);
}
