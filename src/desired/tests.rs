//! Files to intent.

use super::{Desired, Lowered, lower};
use crate::document::parse;
use crate::model::{FieldPath, Kind, Language, Pattern};

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
        &["renamed-from-itself Soir"],
    );
    check(
        &lists("Soir, renamedFrom: nuit", "Nuit"),
        &["renamed-from-another-entry Soir"],
    );
    check(
        &lists("A, renamedFrom: X;B, renamedFrom: x", "C"),
        &["renamed-from-twice B"],
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
        desired.address.unwrap().postal_code.as_deref(),
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
