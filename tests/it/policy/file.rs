//! The policy's file: what it allows a reseller file to say, and what is wrong with it itself.

use serde_json::Value;

use super::{BEFORE, edited, policy};
use crate::workbench::Workbench;

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
       = help: stay within the policy, or have the policy changed; `--allow` does not override it
    "#);
    insta::assert_snapshot!(said(&["--lang", "fr", "--format", "github"]).trim_end(), @"::error file=a.yaml,line=13,endLine=13,col=29,endColumn=34,title=policy-finding::la politique interdit weekend-hours-on-weekday : des horaires de weekend le vendredi (policy.yaml:3, findings.deny[0])%0Arespectez la politique, ou faites-la changer; `--allow` ne passe pas outre");
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
    bench.write(
        "policy.yaml",
        include_str!("../../../pipelines/policy.yaml"),
    );
    bench.write("a.yaml", BEFORE);
    let output = bench.run(&["validate", "a.yaml", "--policy", "policy.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}
