//! Several accounts in one run, and what reviewers and pipelines keep of one.

use serde_json::{Value, json};

use crate::workbench::{SYSTEM_TOKEN, TOKEN, Workbench};

const SEED: &str = "accounts: [{ account: boreal, can: QC1, softwareDeployed: true }]";

fn file(account: &str, yaml: &str) -> String {
    format!("apiVersion: consigne/v1\naccount: {account}\n{yaml}")
}

/// Runs on the embedded portal: exit code, standard output, standard error.
fn embedded(bench: &Workbench, arguments: &[&str]) -> (i32, String, String) {
    let output = bench.run(&[arguments, &["--portal", "embedded"]].concat());
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn accounts(json: &str) -> Vec<(String, String)> {
    let report: Value = serde_json::from_str(json).unwrap();
    let text = |account: &Value, name: &str| account[name].as_str().unwrap().to_owned();
    let accounts = report["accounts"].as_array().unwrap().iter();
    accounts
        .map(|account| (text(account, "account"), text(account, "verdict")))
        .collect()
}

fn three_accounts() -> Workbench {
    let bench = Workbench::new();
    std::fs::create_dir(bench.path().join("accounts")).unwrap();
    for account in ["alpha", "beta", "gamma"] {
        let yaml = file(account, "general: { resellerName: One }\n");
        bench.write(&format!("accounts/{account}.yaml"), &yaml);
    }
    bench
}

#[test]
fn one_portal_and_one_document_for_all_accounts() {
    let bench = three_accounts();
    let (exit, json, told) = embedded(
        &bench,
        &["apply", "accounts", "--auto-approve", "--format", "json"],
    );
    assert_eq!(exit, 0, "{told}");
    assert_eq!(told.matches("embedded portal on").count(), 1, "{told}");
    let names: Vec<_> = accounts(&json).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["alpha", "beta", "gamma"]);
    let report: Value = serde_json::from_str(&json).unwrap();
    for account in report["accounts"].as_array().unwrap() {
        assert_eq!(account["steps"][0]["outcome"], "done", "{account}");
    }
    let (exit, text, _) = embedded(&bench, &["drift", "accounts"]);
    assert_eq!(exit, 0, "{text}");
}

#[test]
fn one_account_that_is_refused_keeps_the_others_from_being_written() {
    let bench = three_accounts();
    assert_eq!(
        embedded(&bench, &["apply", "accounts", "--auto-approve"]).0,
        0
    );
    bench.write(
        "accounts/alpha.yaml",
        &file("alpha", "general: { can: OTHER }\n"),
    );
    let renamed = file("gamma", "general: { resellerName: Two }\n");
    bench.write("accounts/gamma.yaml", &renamed);
    let (exit, text, _) = embedded(&bench, &["apply", "accounts", "--auto-approve"]);
    assert_eq!(exit, 3, "{text}");
    let (exit, json, _) = embedded(&bench, &["drift", "accounts", "--format", "json"]);
    assert_eq!(exit, 3);
    let verdicts: Vec<_> = accounts(&json).into_iter().map(|(_, said)| said).collect();
    assert_eq!(verdicts, ["refused", "inSync", "ready"]);
}

#[test]
fn an_account_that_cannot_be_read_is_told_and_no_plan_is_saved() {
    let bench = Workbench::with_portal(SEED);
    std::fs::create_dir(bench.path().join("accounts")).unwrap();
    bench.write("accounts/a.yaml", &file("absent", ""));
    bench.write(
        "accounts/b.yaml",
        &file("boreal", "general: { resellerName: x }\n"),
    );
    let arguments = ["plan", "accounts", "--out", "plan.json", "--format", "json"];
    let (exit, json) = bench.run_as(SYSTEM_TOKEN, &arguments);
    assert_eq!(exit, 1);
    assert_eq!(accounts(&json), [("boreal".to_owned(), "ready".to_owned())]);
    assert!(!bench.path().join("plan.json").exists());
}

#[test]
fn an_account_has_one_file() {
    let bench = Workbench::new();
    bench.write("a.yaml", &file("boreal", ""));
    bench.write("b.yaml", &file("boreal", "general: { spid: \"\" }\n"));
    for arguments in [
        &["validate", "."][..],
        &["plan", ".", "--portal", "embedded"],
    ] {
        let output = bench.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let text = [output.stdout, output.stderr].concat();
        let text = String::from_utf8(text).unwrap();
        assert!(text.contains("duplicate-account"), "{text}");
        assert!(
            text.contains("b.yaml:2:1") && text.contains("a.yaml"),
            "{text}"
        );
    }
}

#[test]
fn a_link_within_the_tree_is_followed_and_read_once() {
    let bench = Workbench::new();
    let root = bench.path().join("tree");
    std::fs::create_dir_all(root.join(".data/inner")).unwrap();
    bench.write("tree/.data/inner/a.yaml", &file("boreal", ""));
    let link = |to: &str, from: &str| std::os::unix::fs::symlink(to, root.join(from)).unwrap();
    link(".data/inner", "accounts");
    link("accounts", "again");
    link("../tree", "round");
    link(".data/inner/a.yaml", "a.yaml");
    let output = bench.run(&["validate", "tree"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        (output.status.code(), text.as_str()),
        (Some(0), "one file is valid\n")
    );
}

#[test]
fn a_run_has_a_limit_of_files() {
    let bench = three_accounts();
    for (limit, exit) in [("2", 1), ("3", 0)] {
        let output = bench.run(&["validate", "accounts", "--max-files", limit]);
        assert_eq!(output.status.code(), Some(exit), "{limit}");
    }
}

#[test]
fn a_saved_plan_is_for_its_file_and_its_time() {
    let bench = Workbench::with_portal(SEED);
    bench.write("a.yaml", &file("boreal", "general: { resellerName: x }\n"));
    bench.write(
        "same.yaml",
        &file("boreal", "general: { resellerName: x }\n"),
    );
    bench.write(
        "other.yaml",
        &file("boreal", "general: { resellerName: y }\n"),
    );
    assert_eq!(
        bench
            .run_as(TOKEN, &["plan", "a.yaml", "--out", "plan.json"])
            .0,
        0
    );
    let apply =
        |more: &[&str]| bench.run_as(TOKEN, &[&["apply", "--plan", "plan.json"], more].concat());
    assert_eq!(apply(&["other.yaml"]).0, 3, "another file");
    assert_eq!(apply(&["--max-age", "1min"]).0, 3, "an old plan");
    assert_eq!(apply(&["--max-age", "soon"]).0, 64, "no duration");
    let (exit, json) = apply(&["same.yaml", "--max-age", "1000y", "--format", "json"]);
    assert_eq!(exit, 0, "{json}");
    let report: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(report["accounts"][0]["steps"][0]["outcome"], "done");
}

#[test]
fn json_goes_into_a_file_as_well() {
    let bench = Workbench::with_portal(SEED);
    bench.write("a.yaml", &file("boreal", "general: { resellerName: x }\n"));
    for arguments in [
        &["validate", "a.yaml"][..],
        &["plan", "a.yaml", "--out", "plan.json"],
        &["show", "plan.json"],
        &["drift", "a.yaml"],
        &["apply", "a.yaml", "--auto-approve"],
    ] {
        let kept = |more: &[&str]| bench.run_as(TOKEN, &[arguments, more].concat()).1;
        let shown = kept(&["--out-json", "out.json"]);
        assert!(!shown.starts_with('{'), "{arguments:?}");
        let file = std::fs::read_to_string(bench.path().join("out.json")).unwrap();
        let report: Value = serde_json::from_str(&file).unwrap();
        assert_eq!(report["formatVersion"], "1.1", "{arguments:?}");
        if arguments[0] != "apply" {
            assert_eq!(kept(&["--format", "json"]), file, "{arguments:?}");
        }
    }
}

#[test]
fn digests_are_given_for_each_account() {
    let bench = three_accounts();
    let (_, json, _) = embedded(&bench, &["plan", "accounts", "--format", "json"]);
    let report: Value = serde_json::from_str(&json).unwrap();
    let digests: Vec<_> = report["accounts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|account| account["digest"].as_str().unwrap())
        .collect();
    let all: Vec<_> = digests
        .iter()
        .flat_map(|digest| ["--expect", digest])
        .collect();
    let first = embedded(&bench, &[&["apply", "accounts"], &all[..2]].concat());
    assert_eq!(first.0, 4, "two of three are not the reviewed ones");
    let rest = embedded(&bench, &[&["apply", "accounts"], &all[..]].concat());
    assert_eq!(rest.0, 0, "{}", rest.2);
    let malformed = embedded(&bench, &["apply", "accounts", "--expect", "12"]);
    assert_eq!(malformed.0, 64);
}

#[test]
fn without_a_journal_nothing_is_written() {
    let bench = Workbench::with_portal(SEED);
    bench.write("a.yaml", &file("boreal", "general: { resellerName: x }\n"));
    let arguments = ["apply", "a.yaml", "--auto-approve", "--state-dir", "a.yaml"];
    assert_eq!(bench.run_as(TOKEN, &arguments).0, 1);
    assert_eq!(bench.run_as(TOKEN, &["drift", "a.yaml"]).0, 2);
}

#[test]
fn variables_stand_for_flags() {
    let bench = Workbench::with_portal(SEED);
    let warned = "chat: { hours: { both: { weeklySchedules: [{ name: a, days: [mon], allDay: true }] }, fr: { weeklySchedules: [] } } }\n";
    bench.write("a.yaml", &file("boreal", warned));
    for (variable, value, arguments, exit) in [
        ("CONSIGNE_STRICT", "1", &["validate", "a.yaml"][..], 1),
        ("CONSIGNE_STRICT", "false", &["validate", "a.yaml"], 0),
        ("CONSIGNE_STRICT", "perhaps", &["validate", "a.yaml"], 64),
        ("CONSIGNE_LANG", "fr_CA.UTF-8", &["validate", "a.yaml"], 0),
        ("CONSIGNE_LANG", "de", &["validate", "a.yaml"], 64),
        ("CONSIGNE_NOW", "yesterday", &["validate", "a.yaml"], 64),
        ("CONSIGNE_DETAILED_EXITCODE", "true", &["plan", "a.yaml"], 2),
        ("CONSIGNE_AUTO_APPROVE", "true", &["apply", "a.yaml"], 64),
        ("CONSIGNE_ALLOW", "chat-off", &["plan", "a.yaml"], 0),
    ] {
        let output = bench.run_with(variable, value, TOKEN, arguments);
        assert_eq!(
            output.status.code(),
            Some(exit),
            "{variable}={value}: {output:?}"
        );
    }
}

/// A portal may hold what a file cannot say, since other portals have rules of their own.
#[test]
fn an_export_leaves_out_what_a_file_cannot_say() {
    let bench = Workbench::that_holds(&[
        (
            "general",
            json!({
                "can": "QC-1", "spid": "a b", "resellerName": "  Boréal  ",
                "defaultCustomerLanguage": "fr",
            }),
        ),
        (
            "administrator",
            json!({
                "email": "nobody", "language": "fr",
                "primary": { "userCode": "1", "name": "boreal" },
            }),
        ),
        (
            "telephony",
            json!({ "pbx": "", "provider": "  two   spaces " }),
        ),
        ("delegates/x y", json!({ "userCode": "x y", "name": "" })),
        (
            "chat/fr/working-hours",
            json!({ "days": [], "allDay": false, "lunchBreakEnabled": true }),
        ),
        (
            "chat/fr/lunch-break",
            json!({ "days": [], "allDay": false }),
        ),
        (
            "chat/fr/weekly-schedules/a",
            json!({ "id": "a", "name": "Weekend", "days": ["mon"], "allDay": true }),
        ),
        (
            "chat/en/working-hours",
            json!({ "days": ["mon"], "allDay": true, "lunchBreakEnabled": true }),
        ),
        (
            "chat/en/lunch-break",
            json!({ "days": ["mon"], "allDay": true }),
        ),
        (
            "chat/en/special-events/b",
            json!({
                "id": "b", "name": "Long", "availability": "closed",
                "startsAt": "2020-01-01T00:00", "endsAt": "2029-01-01T00:00",
            }),
        ),
    ]);
    let (exit, text) = bench.run_as(TOKEN, &["export", "boreal"]);
    assert_eq!(exit, 0);
    bench.write("boreal.yaml", &text);
    let (exit, plan) = bench.run_as(TOKEN, &["plan", "boreal.yaml", "--detailed-exitcode"]);
    assert_eq!(exit, 0, "{text}{plan}");
    let left_out: Vec<_> = text
        .lines()
        .filter_map(|line| {
            line.trim().strip_suffix(
                ": a file cannot express this setting, so the portal keeps its value.",
            )
        })
        .map(|line| line.trim_start_matches("# "))
        .collect();
    assert_eq!(
        left_out,
        [
            "general.can",
            "general.spid",
            "general.resellerName",
            "administrator.email",
            "delegates",
            "telephony.pbx",
            "telephony.provider",
            "chat.hours.fr.workingHours.lunchBreak",
            "chat.hours.fr.weeklySchedules",
            "chat.hours.en.specialEvents",
        ]
    );
}

/// Three accounts, of which some are refused, invalid or stale: what is written, what the exit code
/// promises, and the totals.
#[test]
fn an_exit_code_keeps_its_promise_for_every_mixture() {
    const GOOD: &str = "general: { resellerName: Two }\n";
    const OTHER_CAN: &str = "general: { can: OTHER, resellerName: Two }\n";
    const INVALID: &str = "general: { resellerNane: Two }\n";
    const IN_SYNC: &str = "general: { resellerName: One }\n";
    let keep: &[&str] = &["--keep-going"];
    // Settings of alpha, beta and gamma, flags, exit code, how many are written, and the totals.
    let rows = [
        ([GOOD, GOOD, GOOD], &[][..], 0, 3, "Accounts: 3 applied."),
        (
            [GOOD, OTHER_CAN, GOOD],
            &[],
            3,
            0,
            "Accounts: 1 refused, 2 not tried.",
        ),
        (
            [GOOD, OTHER_CAN, GOOD],
            keep,
            5,
            2,
            "Accounts: 2 applied, 1 refused.",
        ),
        (
            [IN_SYNC, OTHER_CAN, IN_SYNC],
            keep,
            3,
            0,
            "Accounts: 2 in sync, 1 refused.",
        ),
        ([GOOD, INVALID, GOOD], &[], 1, 0, ""),
        (
            [GOOD, INVALID, IN_SYNC],
            keep,
            5,
            1,
            "Accounts: 1 in sync, 1 applied, 1 failed.",
        ),
        ([IN_SYNC, INVALID, IN_SYNC], keep, 1, 0, "1 failed."),
    ];
    for (settings, flags, expected, written, totals) in rows {
        let bench = three_accounts();
        let apply = ["apply", "accounts", "--auto-approve"];
        assert_eq!(embedded(&bench, &apply).0, 0);
        for (account, yaml) in ["alpha", "beta", "gamma"].into_iter().zip(settings) {
            bench.write(&format!("accounts/{account}.yaml"), &file(account, yaml));
        }
        let (exit, _, errors) = embedded(&bench, &[&apply[..], flags].concat());
        assert_eq!(exit, expected, "{settings:?} {flags:?}: {errors}");
        assert!(errors.contains(totals), "{settings:?} {flags:?}: {errors}");
        let (_, found, _) = embedded(
            &bench,
            &["export", "alpha", "beta", "gamma", "--out-dir", "out"],
        );
        assert_eq!(found, "");
        let names = ["alpha", "beta", "gamma"].map(|name| bench.read(&format!("out/{name}.yaml")));
        let count = names.iter().filter(|text| text.contains("Two")).count();
        assert_eq!(count, written, "{settings:?} {flags:?}: {errors}");
    }
}

/// A saved plan of several accounts is as whole as they are: when one of them may not be written, none
/// is.
#[test]
fn a_saved_plan_of_several_accounts_is_applied_whole_or_not_at_all() {
    for (flags, expected, written) in [(&[][..], 3, 0), (&["--keep-going"][..], 5, 2)] {
        let bench = three_accounts();
        bench.write(
            "policy.yaml",
            "apiVersion: consigne-policy/v1\nprotected: [general.spid]\n",
        );
        let apply = ["apply", "accounts", "--auto-approve"];
        assert_eq!(embedded(&bench, &apply).0, 0);
        for account in ["alpha", "gamma"] {
            let yaml = file(account, "general: { resellerName: Two }\n");
            bench.write(&format!("accounts/{account}.yaml"), &yaml);
        }
        bench.write(
            "accounts/beta.yaml",
            &file("beta", "general: { spid: SP-1 }\n"),
        );
        let plan = ["plan", "accounts", "--out", "plan.json"];
        assert_eq!(embedded(&bench, &plan).0, 0);
        let apply = ["apply", "--plan", "plan.json", "--policy", "policy.yaml"];
        let (exit, _, errors) = embedded(&bench, &[&apply[..], flags].concat());
        assert_eq!(exit, expected, "{errors}");
        embedded(
            &bench,
            &["export", "alpha", "beta", "gamma", "--out-dir", "out"],
        );
        let names = ["alpha", "gamma"].map(|name| bench.read(&format!("out/{name}.yaml")));
        let count = names.iter().filter(|text| text.contains("Two")).count();
        assert_eq!(count, written, "{errors}");
    }
}

/// Going on helps only where an account could have been written: a portal that is not there is none.
#[test]
fn going_on_is_advised_only_where_it_helps() {
    for (portal, advised) in [("embedded", true), ("http://127.0.0.1:1", false)] {
        let bench = three_accounts();
        assert_eq!(
            embedded(&bench, &["apply", "accounts", "--auto-approve"]).0,
            0
        );
        let two = file("alpha", "general: { resellerName: Two }\n");
        bench.write("accounts/alpha.yaml", &two);
        let other = file("beta", "general: { can: OTHER }\n");
        bench.write("accounts/beta.yaml", &other);
        let mut apply = bench.command(&["apply", "accounts", "--auto-approve", "--portal", portal]);
        let output = apply.env("CONSIGNE_TOKEN", TOKEN).output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_ne!(output.status.code(), Some(0), "{errors}");
        assert_eq!(errors.contains("--keep-going"), advised, "{errors}");
    }
}
