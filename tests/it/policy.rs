//! A policy refuses what it says and nothing else, in `plan`, `review`, `apply`, `drift`, `watch` and
//! `validate`, and no word or comment lifts it.

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
        // An event is no ordinary week.
        ("hours: { maxLostHoursPerWeek: 0 }", EVENTS, TOMORROW, ""),
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

/// Exit code, and what is said on both streams.
fn said(bench: &Workbench, now: &str, arguments: &[&str]) -> (i32, String) {
    let output = bench.run_with("CONSIGNE_NOW", now, TOKEN, arguments);
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8(text).unwrap();
    (output.status.code().unwrap(), text)
}

#[test]
fn an_apply_waits_for_its_window() {
    const OFFICE: &str = "{ days: [mon, tue, wed, thu], startTime: \"09:00\", endTime: \"16:00\" }";
    const NIGHT: &str = "{ days: [sun], startTime: \"22:00\", endTime: \"04:00\" }";
    const DAY: &str = "{ days: [wed], allDay: true }";
    // Toronto is five hours behind.
    let rows = [
        (
            OFFICE,
            "2026-11-24T13:59:59Z",
            Some("from 2026-11-24 09:00 on, and it is 2026-11-24 08:59 now"),
        ),
        (OFFICE, "2026-11-24T14:00:00Z", None),
        (OFFICE, "2026-11-24T20:59:59Z", None),
        (
            OFFICE,
            "2026-11-24T21:00:00Z",
            Some("from 2026-11-25 09:00 on, and it is 2026-11-24 16:00 now"),
        ),
        (
            OFFICE,
            "2026-11-26T21:00:00Z",
            Some("from 2026-11-30 09:00 on, and it is 2026-11-26 16:00 now"),
        ),
        (
            NIGHT,
            "2026-11-30T02:59:00Z",
            Some("from 2026-11-29 22:00 on"),
        ),
        (NIGHT, "2026-11-30T03:00:00Z", None),
        (NIGHT, "2026-11-30T08:59:00Z", None),
        (
            NIGHT,
            "2026-11-30T09:00:00Z",
            Some("from 2026-12-06 22:00 on"),
        ),
        (
            DAY,
            "2026-11-25T04:59:00Z",
            Some("from 2026-11-25 00:00 on"),
        ),
        (DAY, "2026-11-25T05:00:00Z", None),
        ("", "2026-11-25T05:00:00Z", Some("allows no apply at all")),
    ];
    for (at, (windows, now, refused)) in rows.into_iter().enumerate() {
        let bench = Workbench::with_portal(SEED);
        bench.write("new.yaml", &edited("Old", "New"));
        let rule = format!("apply:\n  timeZone: America/Toronto\n  windows: [{windows}]");
        bench.write("policy.yaml", &policy(&rule));
        let (exit, text) = said(&bench, now, &["plan", "new.yaml", "--out", "plan.json"]);
        assert_eq!(exit, 0, "{text}");
        let judge = ["--policy", "policy.yaml"];
        let approved: [&[&str]; 2] = [&["new.yaml", "--auto-approve"], &["--plan", "plan.json"]];
        for approved in &approved[at % 2..=at % 2] {
            let (exit, text) = said(&bench, now, &[&["apply"], *approved, &judge].concat());
            match refused {
                None => assert_eq!(exit, 0, "{windows} {now}: {text}"),
                Some(why) => {
                    assert_eq!(exit, 3, "{windows} {now}: {text}");
                    assert!(text.contains(why), "{now}: {text}");
                    assert!(text.contains("policy.yaml:4, apply.windows"), "{text}");
                    let (exit, text) = said(&bench, now, &["drift", "new.yaml"]);
                    assert_eq!(exit, 2, "something was written: {text}");
                }
            }
        }
    }
}

#[test]
fn a_saved_plan_is_judged_again_by_what_the_portal_holds() {
    let shorter = edited("endTime: \"17:00\"", "endTime: \"16:00\"");
    let silenced = edited(
        "weekendHours: { days: [] }",
        "weekendHours: { days: [fri], startTime: \"18:00\", endTime: \"20:00\" }",
    );
    let more = edited(
        "name: Jean }",
        "name: Jean }\n  - { user: \"2042\", name: Zoé }",
    );
    let rows = [
        (
            "hours: { maxLostHoursPerWeek: 4 }",
            &shorter,
            Some("policy.yaml:2, hours.maxLostHoursPerWeek"),
        ),
        ("hours: { maxLostHoursPerWeek: 5 }", &shorter, None),
        (
            "hours: { minNoticeHours: 10 }",
            &shorter,
            Some("chat (fr) closes at 2026-11-24 16:00"),
        ),
        ("hours: { minNoticeHours: 9 }", &shorter, None),
        (
            "protected: [chat.hours.en.workingHours]",
            &shorter,
            Some("policy.yaml:2, protected[0]"),
        ),
        ("delegates: { max: 1 }", &more, Some("gets 2 delegates")),
        ("delegates: { max: 2 }", &more, None),
        (
            "findings: { deny: [L04] }",
            &silenced,
            Some("forbids weekend-hours-on-weekday"),
        ),
        ("findings: { deny: [L05] }", &silenced, None),
    ];
    for (rule, file, refused) in rows {
        let bench = Workbench::with_portal(SEED);
        bench.write("new.yaml", file);
        bench.write("policy.yaml", &policy(rule));
        let (exit, text) = bench.run_as(TOKEN, &["plan", "new.yaml", "--out", "plan.json"]);
        assert_eq!(exit, 0, "{text}");
        let arguments = ["apply", "--plan", "plan.json", "--policy", "policy.yaml"];
        let (exit, text) = said(&bench, "2026-11-24T12:00:00Z", &arguments);
        match refused {
            None => assert_eq!(exit, 0, "{rule}: {text}"),
            Some(why) => {
                assert_eq!(exit, 3, "{rule}: {text}");
                assert!(text.contains(why), "{rule}: {text}");
                let (exit, text) = bench.run_as(TOKEN, &["drift", "new.yaml"]);
                assert_eq!(exit, 2, "{rule}: something was written: {text}");
            }
        }
    }
}

#[test]
fn a_file_is_valid_only_within_the_policy() {
    let file = edited(
        "weekendHours: { days: [] }",
        "# consigne: allow L04 – we do\n      weekendHours: { days: [fri], startTime: \"18:00\", endTime: \"20:00\" }",
    );
    let bench = Workbench::new();
    bench.write("policy.yaml", &policy("findings:\n  deny: [L04]"));
    let rows = [
        (file.clone(), &["validate", "a.yaml"][..], 0),
        (
            file.clone(),
            &["validate", "a.yaml", "--policy", "policy.yaml"],
            3,
        ),
        (
            BEFORE.to_owned(),
            &["validate", "a.yaml", "--policy", "policy.yaml"],
            0,
        ),
        // What is wrong weighs more than what is not allowed.
        (
            file.replace("fri]", "fri, fry]"),
            &["validate", "a.yaml", "--policy", "policy.yaml"],
            1,
        ),
    ];
    for (file, arguments, exit) in rows {
        bench.write("a.yaml", &file);
        let output = bench.run(arguments);
        assert_eq!(
            output.status.code(),
            Some(exit),
            "{arguments:?}: {output:?}"
        );
    }
    bench.write("a.yaml", &file);
    let judged = ["validate", "a.yaml", "--policy", "policy.yaml"];
    let said = |flags: &[&str]| {
        let output = bench.run(&[&judged, flags].concat());
        String::from_utf8(output.stdout).unwrap()
    };
    insta::assert_snapshot!(said(&[]).trim_end(), @r#"
    error[policy-finding]: the policy forbids weekend-hours-on-weekday: weekend hours on Friday (policy.yaml:3, findings.deny[0])
      --> a.yaml:13:29
       |
    13 |       weekendHours: { days: [fri], startTime: "18:00", endTime: "20:00" }
       |                             ^^^^^
       |
       = help: stay within the policy, or have the policy itself changed: no --allow lifts it
    "#);
    insta::assert_snapshot!(said(&["--lang", "fr", "--format", "github"]).trim_end(), @"::error file=a.yaml,line=13,endLine=13,col=29,endColumn=34,title=policy-finding::la politique interdit weekend-hours-on-weekday : des horaires de weekend le vendredi (policy.yaml:3, findings.deny[0])%0Arespectez la politique, ou faites changer la politique elle-même : aucun --allow ne la lève");
}

#[test]
fn everything_that_is_wrong_with_a_policy_is_told_at_once_and_nothing_is_done() {
    // A policy after its first line, and the codes of what is wrong with their lines.
    const TABLE: &str = r#"
hours: { maxLostHoursPerWeek: 169 }             => number-out-of-range@2
hours: { maxLostHoursPerWeek: -1 }              => number-out-of-range@2
hours: { minNoticeHours: 8785 }                 => number-out-of-range@2
hours: { minNoticeHours: 1e3 }                  => number-out-of-range@2
hours: { minNoticeHours: 1.5 }                  => wrong-type@2
hours: { minNoticeHours: 24h }                  => wrong-type@2
hours: { minOpenDaysPerWeek: 8 }                => number-out-of-range@2
hours: { minOpenDaysPerWeek: 0x1 }              => number-out-of-range@2
hours: { minOpenDays: 1 }                       => unknown-key@2
hours:                                          => null-value@2
delegates: { max: 10001 }                       => number-out-of-range@2
delegates: 3                                    => wrong-type@2
apply: { windows: [] }                          => missing-key@2
apply: { timeZone: EST5EDT4, windows: [] }      => invalid-time-zone@2
apply: { timeZone: UTC, windows: [{ days: all }] }                         => missing-time@2
apply: { timeZone: UTC, windows: [{ days: [], allDay: true }] }            => no-days@2
apply: { timeZone: UTC, windows: [{ days: [monday], allDay: true }] }      => not-one-of@2
protected: [general.can]                        => policy-unknown-setting@2
protected: [account]                            => policy-unknown-setting@2
protected: ['delegates["2041"]']                => policy-unknown-setting@2
protected: [chat.hours.both.holidays]           => policy-unknown-setting@2
protected: [""]                                 => policy-unknown-setting@2
findings: { deny: [L23] }                       => policy-unknown-code@2
findings: { allow: [L04] }                      => unknown-key@2
findings: { deny: [y, z] }                      => policy-unknown-code@2 policy-unknown-code@2
account: boreal                                 => unknown-key@2
                                                =>
"#;
    let bench = Workbench::new();
    bench.write("a.yaml", BEFORE);
    for row in TABLE.trim_start_matches('\n').lines() {
        let (rule, expected) = row.split_once("=>").unwrap();
        let (rule, expected) = (rule.trim(), expected.split_whitespace());
        let expected: Vec<_> = expected.collect();
        bench.write("policy.yaml", &policy(rule));
        let output = bench.run(&["validate", "a.yaml", "--policy", "policy.yaml"]);
        let errors = String::from_utf8(output.stderr).unwrap();
        let code = |line: &str| Some(line.strip_prefix("error[")?.split_once(']')?.0.to_owned());
        let codes = errors.lines().filter_map(code);
        let place = |line: &str| {
            Some(
                line.trim()
                    .strip_prefix("--> policy.yaml:")?
                    .split_once(':')?
                    .0
                    .to_owned(),
            )
        };
        let lines = errors.lines().filter_map(place);
        let found: Vec<_> = codes
            .zip(lines)
            .map(|(code, line)| format!("{code}@{line}"))
            .collect();
        assert_eq!(found, expected, "{rule}: {errors}");
        let exit = i32::from(!expected.is_empty());
        assert_eq!(output.status.code(), Some(exit), "{rule}: {errors}");
    }
    let output = bench.run(&["validate", "a.yaml", "--policy", "nowhere.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
}

/// What an editor is told, and what the tool takes, come from the same types.
#[test]
fn the_committed_schema_is_fresh_and_accepts_what_is_read() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/policy.schema.json");
    let output = Workbench::new().run(&["schema", "policy"]);
    let now = String::from_utf8(output.stdout).unwrap();
    #[expect(
        clippy::disallowed_methods,
        reason = "UPDATE=1 rewrites a file of the checkout"
    )]
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &now).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), now);
    let schema: Value = serde_json::from_str(&now).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let rows = [
        (r#"{"apiVersion":"consigne-policy/v1"}"#, true),
        (r#"{"apiVersion":"x","hours":{"minNoticeHours":24}}"#, true),
        (
            r#"{"apiVersion":"x","hours":{"minNoticeHours":9999}}"#,
            false,
        ),
        (
            r#"{"apiVersion":"x","hours":{"minNoticeHours":null}}"#,
            false,
        ),
        (r#"{"hours":{}}"#, false),
        (r#"{"apiVersion":"x","other":1}"#, false),
    ];
    for (policy, valid) in rows {
        let policy = serde_json::from_str(policy).unwrap();
        assert_eq!(schema.is_valid(&policy), valid, "{policy}");
    }
}

/// The policy to begin with refuses nothing of an example that it is laid beside.
#[test]
fn the_example_is_valid() {
    let bench = Workbench::new();
    bench.write("policy.yaml", include_str!("../../pipelines/policy.yaml"));
    bench.write("a.yaml", BEFORE);
    let output = bench.run(&["validate", "a.yaml", "--policy", "policy.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}
