//! What customers lose counts, and not how the file takes it from them: closed in pieces, moved into
//! the past, or by another time zone.

use std::fmt::Write as _;

use serde_json::Value;

use crate::workbench::{TOKEN, Workbench};

const SEED: &str = "
accounts:
  - account: boreal
    can: QC1
    primary: { userCode: '1001', name: Marie, email: marie@boreal.example }
    softwareDeployed: true
";

/// Mornings on weekdays, in both languages.
const WEEK: &str = "workingHours: { days: [mon, tue, wed, thu, fri], startTime: '09:00', \
    endTime: '13:00', lunchBreak: { enabled: false } }, weekendHours: { days: [] }, \
    weeklySchedules: []";
const NEVER: &str = "workingHours: { days: [] }, weekendHours: { days: [] }, weeklySchedules: []";

fn file(zone: &str, hours: &str, events: &str) -> String {
    format!(
        "apiVersion: consigne/v1\naccount: boreal\nchat:\n  enabled: true\n  timeZone: {zone}\n  \
         hours: {{ both: {{ {hours}, specialEvents: [{events}] }} }}\n"
    )
}

/// Events in a row, each of so many days, from a date on.
fn events(says: &str, first: &str, count: usize, days: u64) -> String {
    let mut at: chrono::NaiveDate = first.parse().unwrap();
    let mut text = String::new();
    for number in 0..count {
        let last = at + chrono::Days::new(days - 1);
        let name = format!("Période {number}");
        write!(
            text,
            "{{ name: {name}, availability: {says}, startDate: {at}, endDate: {last} }}, "
        )
        .unwrap();
        at = last + chrono::Days::new(1);
    }
    text
}

#[test]
fn what_is_lost_in_pieces_counts_as_what_it_is() {
    let toronto = |hours, events: &str| file("America/Toronto", hours, events);
    // The file before and after, and the consents that the second one needs.
    let rows = [
        (
            "26 closures of 14 days each",
            toronto(WEEK, ""),
            toronto(WEEK, &events("closed", "2026-12-01", 26, 14)),
            &["lose-hours"][..],
        ),
        (
            "40 events moved into the past",
            toronto(NEVER, &events("open", "2026-12-01", 40, 1)),
            toronto(NEVER, &events("open", "2020-01-01", 40, 1)),
            &["bulk-delete", "lose-hours"],
        ),
        (
            "an open year that is deleted",
            toronto(NEVER, &events("open", "2026-12-01", 1, 365)),
            toronto(NEVER, ""),
            &["lose-hours"],
        ),
        (
            "a zone that loses an hour a day from March on",
            toronto(WEEK, ""),
            file("America/Panama", WEEK, ""),
            &["lose-hours"],
        ),
        (
            "a closure of two weeks",
            toronto(WEEK, ""),
            toronto(WEEK, &events("closed", "2026-12-01", 1, 14)),
            &[],
        ),
    ];
    for (name, before, after, needs) in rows {
        let bench = Workbench::with_portal(SEED);
        bench.write("a.yaml", &before);
        let first = ["apply", "a.yaml", "--auto-approve"];
        let allow = ["--allow", "lose-hours", "--allow", "chat-off"];
        let output = bench.run_whole(TOKEN, &[&first[..], &allow].concat());
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{name}: {errors}");
        bench.write("a.yaml", &after);
        let (_, plan) = bench.run_as(TOKEN, &["plan", "a.yaml", "--format", "json"]);
        let plan: Value = serde_json::from_str(&plan).unwrap();
        assert_eq!(
            plan["accounts"][0]["needs"],
            serde_json::json!(needs),
            "{name}"
        );
        // A policy refuses what a consent would allow.
        bench.write(
            "policy.yaml",
            "apiVersion: consigne-policy/v1\nhours: { maxLostHoursPerWeek: 1 }\n",
        );
        let arguments = [
            "plan",
            "a.yaml",
            "--policy",
            "policy.yaml",
            "--format",
            "json",
        ];
        let (exit, plan) = bench.run_as(TOKEN, &arguments);
        let refused = plan.contains("\"policy-lost-hours\"");
        assert_eq!(
            (exit == 3, refused),
            (!needs.is_empty(), !needs.is_empty()),
            "{name}"
        );
    }
}
