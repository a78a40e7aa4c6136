//! A policy refuses what it says and nothing else, in `plan`, `review`, `apply`, `drift`, `watch` and
//! `validate`, and no word or comment lifts it.

mod apply;
mod file;

use serde_json::Value;

use crate::workbench::{TOKEN, Workbench};

const SEED: &str = "
accounts:
  - account: boreal
    can: QC1
    primary: { userCode: '1001', name: Marie, email: marie@boreal.example }
    softwareDeployed: true
    candidates:
      - { userCode: '2041', name: Jean, company: Boréal, role: companyAdministrator }
      - { userCode: '2042', name: Zoé, company: Boréal, role: companyDelegate }
    settings:
      general: { resellerName: Old }
      delegates: [{ userCode: '2041', name: Jean }]
      chat:
        enabled: true
        timeZone: America/Toronto
        fr:
          workingHours: { days: [mon, tue, wed, thu, fri], startTime: '09:00', endTime: '17:00' }
          weekendHours: { days: [] }
        en:
          workingHours: { days: [mon, tue, wed, thu, fri], startTime: '09:00', endTime: '17:00' }
          weekendHours: { days: [] }
";

/// What the seed holds, as a file. Now is Tuesday 24 November 2026, 07:00 in Toronto.
const BEFORE: &str = "\
apiVersion: consigne/v1
account: boreal
general: { resellerName: Old }
delegates:
  - { user: \"2041\", name: Jean }
chat:
  enabled: true
  timeZone: America/Toronto
  hours:
    both:
      workingHours: { days: [mon, tue, wed, thu, fri], startTime: \"09:00\", endTime: \"17:00\", lunchBreak: { enabled: false } }
      weekendHours: { days: [] }
      weeklySchedules: []
      specialEvents: []
";

/// The file with one thing changed.
fn edited(from: &str, to: &str) -> String {
    assert!(BEFORE.contains(from), "{from}");
    BEFORE.replace(from, to)
}

/// A policy of one line, and the change that it is asked about.
fn policy(rule: &str) -> String {
    format!("apiVersion: consigne-policy/v1\n{rule}\n")
}

/// Codes of the refusals of a report in JSON.
fn refusals(json: &str) -> Vec<String> {
    let view: Value = serde_json::from_str(json).unwrap();
    let rows = view["accounts"][0]["refusals"].as_array().unwrap();
    let code = |row: &Value| row["code"].as_str().unwrap().to_owned();
    rows.iter().map(code).collect()
}

#[test]
fn each_rule_refuses_what_it_says_in_a_plan_and_in_a_review() {
    const WORKING: &str = "startTime: \"09:00\", endTime: \"17:00\"";
    const SHORTER: &str = "startTime: \"10:00\", endTime: \"17:00\"";
    const LONGER: &str = "startTime: \"07:00\", endTime: \"17:00\"";
    const WEEK: &str = "mon, tue, wed, thu, fri";
    const FOUR: &str = "mon, tue, wed, thu";
    const SIX: &str = "mon, tue, wed, thu, fri, sat";
    const ON: &str = "enabled: true\n  time";
    const OFF: &str = "enabled: false\n  time";
    const JEAN: &str = "name: Jean }";
    const ZOE_TOO: &str = "name: Jean }\n  - { user: \"2042\", name: Zoé }";
    const OLD: &str = "resellerName: Old";
    const NEW: &str = "resellerName: New";
    const EVENTS: &str = "specialEvents: []";
    const NOON: &str = "specialEvents: [{ name: Panne, availability: closed, \
        startsAt: 2026-11-24T12:00, endsAt: 2026-11-24T13:00 }]";
    const TOMORROW: &str = "specialEvents: [{ name: Panne, availability: closed, \
        startsAt: 2026-11-25T08:00, endsAt: 2026-11-25T10:00 }]";
    const WEEKEND: &str = "weekendHours: { days: [] }";
    const FRIDAY_NIGHT: &str = "# consigne: allow L04 – we do\n      \
        weekendHours: { days: [fri], startTime: \"18:00\", endTime: \"20:00\" }";
    // A rule, what becomes of the file, and how often the rule refuses it.
    let rows = [
        // Five hours a week, in each language by itself.
        ("hours: { maxLostHoursPerWeek: 5 }", WORKING, SHORTER, ""),
        (
            "hours: { maxLostHoursPerWeek: 4 }",
            WORKING,
            SHORTER,
            "2 policy-lost-hours",
        ),
        ("hours: { maxLostHoursPerWeek: 0 }", WORKING, LONGER, ""),
        (
            "hours: { maxLostHoursPerWeek: 39 }",
            ON,
            OFF,
            "2 policy-lost-hours",
        ),
        // An event counts by what it takes from the weeks ahead on average.
        (
            "hours: { maxLostHoursPerWeek: 0 }",
            EVENTS,
            TOMORROW,
            "2 policy-lost-hours",
        ),
        ("hours: { maxLostHoursPerWeek: 1 }", EVENTS, TOMORROW, ""),
        // Chat closes in five hours; then in 26, of which the first was closed anyway.
        ("hours: { minNoticeHours: 5 }", EVENTS, NOON, ""),
        (
            "hours: { minNoticeHours: 6 }",
            EVENTS,
            NOON,
            "2 policy-short-notice",
        ),
        ("hours: { minNoticeHours: 26 }", EVENTS, TOMORROW, ""),
        (
            "hours: { minNoticeHours: 27 }",
            EVENTS,
            TOMORROW,
            "2 policy-short-notice",
        ),
        ("hours: { minNoticeHours: 48 }", WORKING, LONGER, ""),
        ("hours: { minOpenDaysPerWeek: 4 }", WEEK, FOUR, ""),
        (
            "hours: { minOpenDaysPerWeek: 5 }",
            WEEK,
            FOUR,
            "2 policy-open-days",
        ),
        (
            "hours: { minOpenDaysPerWeek: 1 }",
            ON,
            OFF,
            "2 policy-open-days",
        ),
        // What was too little before may stay, and may grow.
        ("hours: { minOpenDaysPerWeek: 7 }", WEEK, SIX, ""),
        ("hours: { minOpenDaysPerWeek: 7 }", WORKING, SHORTER, ""),
        ("delegates: { max: 2 }", JEAN, ZOE_TOO, ""),
        ("delegates: { max: 1 }", JEAN, ZOE_TOO, "1 policy-delegates"),
        ("delegates: { max: 0 }", OLD, NEW, ""),
        (
            "protected: [general.resellerName]",
            OLD,
            NEW,
            "1 policy-protected",
        ),
        ("protected: [general]", OLD, NEW, "1 policy-protected"),
        ("protected: [general.spid]", OLD, NEW, ""),
        (
            "protected: [delegates]",
            JEAN,
            ZOE_TOO,
            "1 policy-protected",
        ),
        (
            "protected: [chat.hours.both.workingHours]",
            WORKING,
            SHORTER,
            "2 policy-protected",
        ),
        (
            "protected: [chat.hours.fr.workingHours.endTime]",
            WORKING,
            SHORTER,
            "1 policy-protected",
        ),
        (
            "protected: [chat.hours.both.workingHours.lunchBreak]",
            WORKING,
            SHORTER,
            "",
        ),
        (
            "protected: [chat.hours.both.workingHours.lunchBreak.startTime]",
            "lunchBreak: { enabled: false }",
            "lunchBreak: { startTime: \"12:00\", endTime: \"13:00\" }",
            "2 policy-protected",
        ),
        (
            "protected: [chat.hours.both.weekendHours]",
            WORKING,
            SHORTER,
            "",
        ),
        (
            "protected: [chat.hours.en.specialEvents]",
            EVENTS,
            NOON,
            "1 policy-protected",
        ),
        // A finding that an option allows, one that a comment silences, and one of the plan alone.
        ("findings: { deny: [L04] }", WEEK, SIX, "1 policy-finding"),
        (
            "findings: { deny: [weekend-hours-on-weekday] }",
            WEEK,
            SIX,
            "",
        ),
        (
            "findings: { deny: [L04] }",
            WEEKEND,
            FRIDAY_NIGHT,
            "1 policy-finding",
        ),
        ("findings: { deny: [L05] }", WEEKEND, FRIDAY_NIGHT, ""),
        (
            "findings: { deny: [chat-off] }",
            ON,
            OFF,
            "1 policy-finding",
        ),
        // It allows no apply at all, and these are none.
        (
            "apply: { timeZone: America/Toronto, windows: [] }",
            WORKING,
            SHORTER,
            "",
        ),
    ];
    let bench = Workbench::with_portal(SEED);
    bench.write("old.yaml", BEFORE);
    let (exit, text) = bench.run_as(TOKEN, &["plan", "old.yaml", "--detailed-exitcode"]);
    assert_eq!(exit, 0, "the seed and the file are not the same: {text}");
    for (rule, from, to, expected) in rows {
        let expected: Vec<_> = match expected.split_once(' ') {
            None => Vec::new(),
            Some((count, code)) => vec![code; count.parse().unwrap()],
        };
        bench.write("policy.yaml", &policy(rule));
        bench.write("new.yaml", &edited(from, to));
        let judge = [
            "--policy",
            "policy.yaml",
            "--allow-code",
            "L04",
            "--format",
            "json",
        ];
        let words = ["--allow", "chat-off", "--allow", "lose-hours"];
        for command in [
            &["plan", "new.yaml"][..],
            &["review", "old.yaml", "new.yaml"],
        ] {
            let arguments = [command, &judge, &words].concat();
            let output = bench.run_whole(TOKEN, &arguments);
            let text = String::from_utf8(output.stdout).unwrap();
            let errors = String::from_utf8(output.stderr).unwrap();
            let exit = if expected.is_empty() { 0 } else { 3 };
            let told = format!("{rule}, {command:?}, {to}: {errors}");
            assert_eq!(output.status.code(), Some(exit), "{told}");
            assert_eq!(refusals(&text), expected, "{told}");
        }
    }
}
