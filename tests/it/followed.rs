//! Whoever follows the advice of a warning, a refusal, a consent or a policy is rid of it, and of nothing
//! else. The advice of findings about a file's form is followed in `corrected` and `advice`.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::workbench::{TOKEN, Workbench};

/// A finding, a part of its help, and what following it makes of a file.
struct Followed {
    code: &'static str,
    help: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
}

const fn row(
    code: &'static str,
    help: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
) -> Followed {
    Followed {
        code,
        help,
        file,
        from,
        to,
    }
}

const HEAD: &str = "apiVersion: consigne/v1\naccount: boreal\n";
const NOW: [&str; 2] = ["--now", "2026-11-24T12:00:00Z"];

#[rustfmt::skip]
const WARNINGS: &[Followed] = &[
    row("never-in-effect", "choose days", "both: { weekendHours: { days: [], startTime: \"10:00\", endTime: \"16:00\" } }", "[]", "[sat]"),
    row("without-effect", "otherwise remove this", "both: { workingHours: { days: [mon], startTime: \"08:00\", endTime: \"17:00\" }, weeklySchedules: [{ name: A, days: [mon], startTime: \"09:00\", endTime: \"10:00\" }] }", "{ name: A, days: [mon], startTime: \"09:00\", endTime: \"10:00\" }", ""),
    row("lunch-outside-working-hours", "a time within them", "both: { workingHours: { days: [mon], startTime: \"08:00\", endTime: \"17:00\", lunchBreak: { startTime: \"16:30\", endTime: \"17:30\" } } }", "17:30", "16:45"),
    row("lunch-covers-working-hours", "shorten the lunch break", "both: { workingHours: { days: [mon], startTime: \"12:00\", endTime: \"13:00\", lunchBreak: { startTime: \"12:00\", endTime: \"13:00\" } } }", "lunchBreak: { startTime: \"12:00\"", "lunchBreak: { startTime: \"12:30\""),
    row("working-hours-on-weekend", "remove these days", "both: { workingHours: { days: [mon, sat], startTime: \"08:00\", endTime: \"17:00\" } }", ", sat", ""),
    row("weekend-hours-on-weekday", "use `weeklySchedules`", "both: { weekendHours: { days: [sat, mon], startTime: \"08:00\", endTime: \"17:00\" }, weeklySchedules: [] }", "[sat, mon], startTime: \"08:00\", endTime: \"17:00\" }, weeklySchedules: []", "[sat], startTime: \"08:00\", endTime: \"17:00\" }, weeklySchedules: [{ name: A, days: [mon], startTime: \"08:00\", endTime: \"17:00\" }]"),
    row("overnight-hours", "start and end are swapped", "both: { workingHours: { days: [mon], startTime: \"17:00\", endTime: \"08:30\" } }", "startTime: \"17:00\", endTime: \"08:30\"", "startTime: \"08:30\", endTime: \"17:00\""),
    row("end-at-23-59", "write \"24:00\"", "both: { workingHours: { days: [mon], startTime: \"08:00\", endTime: \"23:59\" } }", "23:59", "24:00"),
    row("event-past", "give it the dates of the next", "both: { specialEvents: [{ name: A, availability: closed, startDate: 2026-01-05 }] }", "2026-01-05", "2027-01-05"),
    row("event-long", "check its end", "both: { specialEvents: [{ name: A, availability: closed, startDate: 2027-02-01, endDate: 2027-12-20 }] }", "2027-12-20", "2027-02-20"),
    row("event-far", "check the year", "both: { specialEvents: [{ name: A, availability: closed, startDate: 2037-02-01 }] }", "2037", "2027"),
    row("event-in-one-language", "put it under `both`", "both: { workingHours: { days: [mon], startTime: \"08:00\", endTime: \"17:00\" }, specialEvents: [] }\n    fr: { specialEvents: [{ name: A, availability: closed, startDate: 2027-02-01 }] }", "specialEvents: [] }\n    fr: { specialEvents: [", "specialEvents: ["),
    row("duplicate-event", "keep one of the two", "both: { specialEvents: [{ name: A, availability: closed, startDate: 2027-02-01 }, { name: B, availability: closed, startDate: 2027-02-01 }] }", ", { name: B, availability: closed, startDate: 2027-02-01 }", ""),
    row("events-disagree", "do not overlap", "both: { specialEvents: [{ name: A, availability: closed, startDate: 2027-02-01 }, { name: B, availability: open, startDate: 2027-02-01, endDate: 2027-02-02 }] }", "open, startDate: 2027-02-01, endDate: 2027-02-02", "open, startDate: 2027-02-02"),
    row("names-alike", "give it a different name", "both: { weeklySchedules: [{ name: Jeudi soir, days: [thu], startTime: \"18:00\", endTime: \"21:00\" }, { name: Jeudi-soir, days: [fri], startTime: \"18:00\", endTime: \"21:00\" }] }", "Jeudi-soir", "Vendredi"),
    row("look-alike-letters", "letters of the Latin alphabet", "both: { weeklySchedules: [{ name: J\u{435}udi soir, days: [thu], startTime: \"18:00\", endTime: \"21:00\" }] }", "J\u{435}udi", "Jeudi"),
    row("silenced-without-reason", "– why`", "both: { workingHours: { days: [mon, sat], startTime: \"08:00\", endTime: \"17:00\" } } # consigne: allow L04\n", "allow L04", "allow L04 – Saturday is a working day"),
    row("silenced-unknown-code", "did you mean `L04`?", "both: { workingHours: { days: [mon, sat], startTime: \"08:00\", endTime: \"17:00\" } } # consigne: allow L4 – Saturday\n", "allow L4 ", "allow L04 "),
    row("silences-nothing", "remove it", "both: { workingHours: { days: [mon], startTime: \"08:00\", endTime: \"17:00\" } } # consigne: allow L04 – Saturday\n", " # consigne: allow L04 – Saturday", ""),
];

#[rustfmt::skip]
const OTHERS: &[Followed] = &[
    row("hours-unmanaged", "write `hours`", "chat: { enabled: true }", "true }", "true, hours: { both: { weekendHours: { days: [sat], startTime: \"10:00\", endTime: \"16:00\" } } } }"),
    row("language-without-hours", "give the language some hours", "chat: { enabled: true, hours: { fr: { workingHours: { days: [mon], startTime: \"08:00\", endTime: \"17:00\" } }, en: { workingHours: { days: [] }, weekendHours: { days: [] }, weeklySchedules: [], specialEvents: [] } } }", "en: { workingHours: { days: [] }", "en: { workingHours: { days: [mon], startTime: \"08:00\", endTime: \"17:00\" }"),
    row("time-zone-alias", "write `timeZone: America/Toronto`", "chat: { timeZone: America/Montreal }", "America/Montreal", "America/Toronto"),
    row("time-zone-outside-province", "America/Toronto", "general: { address: { street: x, city: x, province: QC, postalCode: H3B 4W8, country: CA } }\nchat: { timeZone: America/Vancouver }", "America/Vancouver", "America/Toronto"),
    row("postal-code-outside-province", "begin with", "general: { address: { street: x, city: x, province: QC, postalCode: V5K 0A1, country: CA } }", "V5K 0A1", "H3B 4W8"),
];

/// The codes of a file, and the help of each.
fn validate(bench: &Workbench, text: &str) -> Vec<(String, String)> {
    bench.write("file.yaml", text);
    let command = ["validate", "file.yaml", "--format", "json"];
    let output = bench.run(&[&command[..], &NOW].concat());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let found = report["diagnostics"].as_array().unwrap().iter();
    let text = |found: &Value, key: &str| found[key].as_str().unwrap_or_default().to_owned();
    found
        .map(|found| (text(found, "code"), text(found, "help")))
        .collect()
}

#[test]
fn whoever_follows_a_warning_is_rid_of_it() {
    let bench = Workbench::new();
    let hours = WARNINGS.iter().map(|row| {
        let file = format!("{HEAD}chat:\n  hours:\n    {}\n", row.file);
        (row, file)
    });
    let others = OTHERS
        .iter()
        .map(|row| (row, format!("{HEAD}{}\n", row.file)));
    for (row, before) in hours.chain(others) {
        let found = validate(&bench, &before);
        let help = found.iter().find(|(code, _)| code == row.code);
        let (_, help) = help.unwrap_or_else(|| panic!("{}: {found:?}\n{before}", row.code));
        assert!(help.contains(row.help), "{}: {help}", row.code);
        assert!(before.contains(row.from), "{}: {before}", row.code);
        let after = validate(&bench, &before.replacen(row.from, row.to, 1));
        let codes = |found: &[(String, String)]| {
            let codes = found.iter().map(|(code, _)| code.clone());
            codes.collect::<BTreeSet<_>>()
        };
        let (before, after) = (codes(&found), codes(&after));
        assert!(!after.contains(row.code), "{} is still there", row.code);
        let new: Vec<_> = after.difference(&before).collect();
        assert!(new.is_empty(), "{}: {new:?}", row.code);
    }
}

const SEED: &str = "
accounts:
  - account: boreal
    primary: { userCode: '1001', name: Marie, email: marie@boreal.example, phone: '+15145550142' }
    candidates: [{ userCode: '2041', name: Jean Roy }, { userCode: '2042', name: Luc Roy }]
    settings:
      general: { resellerName: Boréal, spid: SP-1, address: { street: '1, rue A', city: Lyon, country: FR } }
      delegates: [{ userCode: '2041', name: Jean Roy }]
";

/// The exit code of a plan and its text.
fn plan(bench: &Workbench, file: &str, more: &[&str]) -> (i32, String) {
    bench.write("a.yaml", &format!("{HEAD}{file}\n"));
    bench.run_as(TOKEN, &[&["plan", "a.yaml"], more, &NOW].concat())
}

#[test]
fn whoever_follows_a_refusal_gets_a_plan() {
    let bench = Workbench::with_portal(SEED);
    #[rustfmt::skip]
    let rows = [
        row("immutable-field", "", "telephony: { pbx: Other }", "telephony: { pbx: Other }", ""),
        row("chat-not-deployed", "set `enabled: false`", "chat: { enabled: true }", "true", "false"),
        row("not-a-candidate", "consigne candidates boreal", "delegates: [{ user: \"9999\", name: Jean Roy }, { user: \"2041\", name: Jean Roy }]", "{ user: \"9999\", name: Jean Roy }", "{ user: \"2042\", name: Luc Roy }"),
        row("delegate-is-primary", "remove this entry", "delegates: [{ user: \"1001\", name: Marie }, { user: \"2041\", name: Jean Roy }]", "{ user: \"1001\", name: Marie }, ", ""),
    ];
    for row in rows {
        let (exit, text) = plan(&bench, row.file, &[]);
        assert!(text.contains(row.code), "{}: {text}", row.code);
        assert!(text.contains(row.help), "{}: {text}", row.code);
        assert_eq!(exit, 3, "{}", row.code);
        let (exit, text) = plan(&bench, &row.file.replacen(row.from, row.to, 1), &[]);
        assert!(!text.contains(row.code), "{}: {text}", row.code);
        assert_eq!(exit, 0, "{}: {text}", row.code);
    }
}

#[test]
fn whoever_gives_a_consent_gets_a_plan() {
    let bench = Workbench::with_portal(SEED);
    for (word, file) in [
        (
            "login-change",
            "administrator: { email: other@boreal.example }",
        ),
        ("spid-change", "general: { spid: SP-2 }"),
        ("revoke-delegate", "delegates: []"),
        ("clear-contact", "general: { address: {} }"),
    ] {
        let (exit, text) = plan(&bench, file, &["--detailed-exitcode"]);
        assert!(text.contains(&format!("add --allow {word}")), "{text}");
        assert_eq!(exit, 2, "{word}: {text}");
        let apply = ["apply", "a.yaml", "--auto-approve"];
        assert_eq!(bench.run_as(TOKEN, &apply).0, 3, "{word}");
        let (exit, text) = bench.run_as(TOKEN, &[&apply[..], &["--allow", word]].concat());
        assert_eq!(exit, 0, "{word}: {text}");
    }
}

#[test]
fn whoever_stays_within_a_policy_gets_a_plan() {
    let bench = Workbench::with_portal(SEED);
    for (rule, beyond, within) in [
        (
            "delegates: { max: 1 }",
            "delegates: [{ user: \"2041\", name: Jean Roy }, { user: \"2042\", name: Luc Roy }]",
            "delegates: [{ user: \"2041\", name: Jean Roy }]",
        ),
        (
            "protected: [general.resellerName]",
            "general: { resellerName: Autre }",
            "general: { resellerName: Boréal }",
        ),
    ] {
        bench.write(
            "policy.yaml",
            &format!("apiVersion: consigne-policy/v1\n{rule}\n"),
        );
        let policy = ["--policy", "policy.yaml"];
        let (exit, text) = plan(&bench, beyond, &policy);
        assert!(text.contains("stay within the policy"), "{text}");
        assert_eq!(exit, 3, "{rule}: {text}");
        let (exit, text) = plan(&bench, within, &policy);
        assert_eq!(exit, 0, "{rule}: {text}");
    }
}
