//! What was approved is what is applied: a digest or a saved plan that does not hold any more writes
//! nothing, and says what it was planned from, what is wanted and what is there now.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::http::{ask, change};
use crate::workbench::{TOKEN, Workbench};

const SEED: &str = "
accounts:
  - account: boreal
    can: QC1
    primary: { userCode: '1001', name: Marie, email: marie@boreal.example }
    softwareDeployed: true
    settings:
      general: { spid: SP-1, resellerName: Old }
      chat:
        enabled: true
        fr:
          weeklySchedules: [{ name: Jeudi soir, days: [thu], startTime: '18:00', endTime: '21:00', allDay: false }]
  - account: austral
    primary: { userCode: '1', name: Paul, email: paul@austral.example }
";

const FILE: &str = "\
apiVersion: consigne/v1
account: boreal
general: { resellerName: New, defaultCustomerLanguage: en }
chat:
  hours:
    fr:
      weeklySchedules:
        - { name: Vendredi soir, renamedFrom: Jeudi soir, days: [thu], startTime: \"18:00\", endTime: \"21:00\" }
";

/// A portal, the file, its saved plan, and the digest.
fn planned() -> (Workbench, String) {
    let bench = Workbench::with_portal(SEED);
    bench.write("a.yaml", FILE);
    let (exit, text) = bench.run_as(TOKEN, &["plan", "a.yaml", "--out", "plan.json"]);
    assert_eq!(exit, 0, "{text}");
    let digest = text
        .lines()
        .last()
        .unwrap()
        .strip_prefix("Digest: ")
        .unwrap();
    let digest = digest.to_owned();
    (bench, digest)
}

fn etag(bench: &Workbench) -> String {
    ask(bench, "GET", "settings", None).etag()
}

/// Exit code, standard output, and standard error without help; nothing may have been written.
fn refused(bench: &Workbench, arguments: &[&str]) -> (i32, String, String) {
    let before = etag(bench);
    let output = bench.run_whole(TOKEN, &[&["apply"], arguments].concat());
    assert_eq!(etag(bench), before, "{arguments:?} wrote");
    let errors = String::from_utf8(output.stderr).unwrap();
    let errors: Vec<_> = errors
        .lines()
        .filter(|l| !l.starts_with("help: "))
        .collect();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        errors.join("\n"),
    )
}

/// Another administrator changes what the plan changes, and something else.
fn moves(bench: &Workbench) {
    for (path, body) in [
        ("general", json!({ "resellerName": "Other" })),
        (
            "chat/en/weekend-hours",
            json!({ "days": ["sun"], "startTime": "09:00", "endTime": "12:00" }),
        ),
    ] {
        let method = if path == "general" { "PATCH" } else { "PUT" };
        let status = change(bench, method, path, Some(body)).status;
        assert!((200..300).contains(&status), "{path}: {status}");
    }
}

#[test]
fn a_saved_plan_and_a_portal_that_moved() {
    let (bench, _) = planned();
    moves(&bench);
    let (exit, text, errors) = refused(&bench, &["--plan", "plan.json"]);
    assert_eq!(exit, 4);
    assert_eq!(
        errors,
        "error: boreal: the portal changed after the plan was made; nothing was applied"
    );
    insta::assert_snapshot!(text, @r#"
    boreal: the portal changed after the plan was made:
      ! general.resellerName  a.yaml:3
          at planning: Old
          wanted: New
          now: Other
      = general.defaultCustomerLanguage: as planned  a.yaml:3
      = chat.hours.fr.weeklySchedules["Vendredi soir"]: as planned  a.yaml:8
      ! chat.hours.en.weekendHours: changed, but not by the plan
          now: Sun 09:00–12:00
    "#);
    let (_, json, _) = refused(&bench, &["--plan", "plan.json", "--format", "json"]);
    let view: Value = serde_json::from_str(&json).unwrap();
    let rows = view["accounts"][0]["conflicts"].as_array().unwrap();
    let row = |path: &str| rows.iter().find(|row| row["path"] == path).unwrap();
    assert_eq!(
        row("general.resellerName"),
        &json!({
            "path": "general.resellerName", "planned": true, "plannedFrom": "Old", "wanted": "New",
            "now": "Other", "moved": true, "file": "a.yaml", "line": 3
        })
    );
    assert_eq!(row("general.defaultCustomerLanguage")["moved"], false);
    // A schedule that was to be renamed is found by its old name.
    assert_eq!(
        row("chat.hours.fr.weeklySchedules[\"Vendredi soir\"]")["moved"],
        false
    );
    let elsewhere = row("chat.hours.en.weekendHours");
    assert_eq!(
        (&elsewhere["planned"], &elsewhere["now"]["days"]),
        (&json!(false), &json!(["sun"]))
    );
    assert_eq!(rows.len(), 4);
}

#[test]
fn a_digest_and_a_portal_that_moved() {
    let (bench, digest) = planned();
    moves(&bench);
    let apply = ["a.yaml", "--expect", &digest];
    let (exit, text, errors) = refused(&bench, &apply);
    assert_eq!(exit, 4);
    assert!(
        errors.starts_with("error: boreal: this is not the plan that was reviewed: expected"),
        "{errors}"
    );
    let report = &text[text.find("boreal: the plan is no longer").unwrap()..];
    insta::assert_snapshot!(report, @r#"
    boreal: the plan is no longer the one that was reviewed:
      ! general.resellerName  a.yaml:3
          wanted: New
          now: Other
      ! general.defaultCustomerLanguage  a.yaml:3
          wanted: en
          now: fr
      ! chat.hours.fr.weeklySchedules["Vendredi soir"]  a.yaml:8
          wanted: “Vendredi soir” Thu 18:00–21:00
          now: “Jeudi soir” Thu 18:00–21:00
    "#);
    let (_, json, _) = refused(&bench, &[&apply[..], &["--format", "json"]].concat());
    let view: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        view["accounts"][0]["conflicts"][0],
        json!({
            "path": "general.resellerName", "planned": true, "plannedFrom": null, "wanted": "New",
            "now": "Other", "moved": null, "file": "a.yaml", "line": 3
        })
    );
}

/// Each reason has a message of its own, in both languages.
#[test]
fn every_reason_says_its_own() {
    let (bench, digest) = planned();
    let plan = bench.read("plan.json");
    bench.write("changed.json", &plan.replacen("Old", "Odd", 1));
    bench.write("cut.json", plan.trim_end());
    bench.write("none.json", "{}");
    bench.write(
        "newer.json",
        &plan.replacen("\"planFormat\":\"2.0\"", "\"planFormat\":\"9.0\"", 1),
    );
    bench.write("b.yaml", &FILE.replace("New", "Newer"));
    bench.write("c.yaml", "apiVersion: consigne/v1\naccount: austral\n");
    let zeros = "0".repeat(64);
    let rows: [(&[&str], i32, &str); 9] = [
        (
            &["--plan", "changed.json"],
            3,
            "the saved plan was modified after it was made",
        ),
        (
            &["--plan", "cut.json"],
            3,
            "the saved plan was modified after it was made",
        ),
        (&["--plan", "none.json"], 3, "this file is not a saved plan"),
        (
            &["--plan", "newer.json"],
            3,
            "a version of consigne with another format of plans saved this plan",
        ),
        (
            &["--plan", "plan.json", "--max-age", "1min"],
            3,
            "the saved plan is too old",
        ),
        (
            &["--plan", "plan.json", "b.yaml"],
            3,
            "a.yaml changed after the plan was made",
        ),
        (
            &["--plan", "plan.json", "c.yaml"],
            3,
            "the plan is for the account boreal, but the file is for austral",
        ),
        (
            &["a.yaml", "--expect", &zeros],
            4,
            "this is not the plan that was reviewed",
        ),
        (
            &["b.yaml", "--expect", &digest],
            4,
            "this is not the plan that was reviewed",
        ),
    ];
    let mut french = BTreeSet::new();
    for (arguments, expected, says) in rows {
        let (exit, _, errors) = refused(&bench, arguments);
        assert_eq!(exit, expected, "{arguments:?}: {errors}");
        assert!(errors.contains(says), "{arguments:?}: {errors}");
        let (_, _, errors) = refused(&bench, &[arguments, &["--lang", "fr"]].concat());
        assert!(!errors.contains(says), "{arguments:?}: {errors}");
        french.insert(errors);
    }
    assert!(french.len() >= 7);
    // For another portal: the same file planned elsewhere.
    let other = Workbench::with_portal(SEED);
    other.write("plan.json", &plan);
    other.write("a.yaml", FILE);
    let (exit, _, errors) = refused(&other, &["--plan", "plan.json"]);
    assert_eq!(exit, 3);
    assert!(
        errors.contains("the plan is for another portal: http://127.0.0.1:"),
        "{errors}"
    );
    // The file that the plan names was edited, or is not there.
    bench.write("a.yaml", &FILE.replace("New", "Newer"));
    let (exit, _, errors) = refused(&bench, &["--plan", "plan.json"]);
    assert_eq!(
        (exit, errors.contains("a.yaml changed after the plan")),
        (3, true)
    );
    bench.write("a.yaml", FILE);
    // Applied, and then once more in both ways.
    let (exit, text) = bench.run_as(TOKEN, &["apply", "--plan", "plan.json"]);
    assert_eq!(exit, 0, "{text}");
    let (exit, _, errors) = refused(&bench, &["--plan", "plan.json"]);
    assert_eq!(
        (exit, errors.as_str()),
        (
            4,
            "error: boreal: nothing was applied: the portal already has every change in this plan"
        )
    );
    let (exit, _, errors) = refused(&bench, &["a.yaml", "--expect", &digest]);
    assert_eq!(exit, 4);
    assert!(
        errors.starts_with("error: nothing to do: the plan was already applied"),
        "{errors}"
    );
}

/// Whatever is changed in a saved plan, nothing is written; the plan's own tests flip every bit.
#[test]
fn a_plan_with_a_flipped_bit_writes_nothing() {
    let (bench, _) = planned();
    let plan = bench.read("plan.json").into_bytes();
    for at in 0..16 {
        let mut flipped = plan.clone();
        let byte = at * (plan.len() - 1) / 15;
        flipped[byte] ^= 1 << (at % 8);
        let path = bench.path().join("flipped.json");
        std::io::Write::write_all(&mut std::fs::File::create(path).unwrap(), &flipped).unwrap();
        let (exit, _, errors) = refused(&bench, &["--plan", "flipped.json"]);
        assert_eq!(exit, 3, "byte {byte}: {errors}");
    }
}

/// Two people who plan the same on the same portal see the same digest, whatever surrounds them.
#[test]
fn a_digest_is_of_the_plan_alone() {
    let (bench, digest) = planned();
    std::fs::create_dir(bench.path().join("elsewhere")).unwrap();
    bench.write("elsewhere/same.yaml", &format!("# another text\n{FILE}"));
    let token = ("CONSIGNE_TOKEN", TOKEN);
    let rows: [(&[&str], (&str, &str)); 7] = [
        (&["a.yaml", "--lang", "fr"], token),
        (&["a.yaml", "--now", "2027-06-01T00:00:00Z"], token),
        (&["elsewhere/same.yaml"], token),
        (&["a.yaml", "--out", "other.json"], token),
        (&["a.yaml", "--window", "2027-01-01..2027-02-01"], token),
        (&["a.yaml"], ("XDG_STATE_HOME", "/nowhere")),
        (&["a.yaml"], ("TZ", "Asia/Tokyo")),
    ];
    for (arguments, (variable, value)) in rows {
        let arguments = [&["plan"], arguments].concat();
        let output = bench.run_with(variable, value, TOKEN, &arguments);
        let text = String::from_utf8(output.stdout).unwrap();
        let last = text.lines().last().unwrap();
        let (_, shown) = last.split_once(": ").unwrap();
        assert_eq!(shown, digest, "{arguments:?}");
    }
    let (exit, text) = bench.run_as(
        TOKEN,
        &[
            "apply",
            "a.yaml",
            "--expect",
            &digest,
            "--state-dir",
            "here",
        ],
    );
    assert_eq!(exit, 0, "{text}");
}

/// Only a file that is absent may be left out of the comparison.
#[test]
fn a_file_that_cannot_be_compared_refuses_the_saved_plan() {
    let rows = [
        ("absent", "rm a.yaml", 0),
        ("changed", "echo >> a.yaml", 3),
        ("a link to nowhere", "ln -sf gone.yaml a.yaml", 3),
        ("an empty directory", "rm a.yaml; mkdir a.yaml", 3),
        (
            "a directory of several files",
            "cp a.yaml b.yaml; rm a.yaml; mkdir a.yaml; cp b.yaml a.yaml/a.yaml; mv b.yaml a.yaml",
            3,
        ),
        ("a saved plan", "cp plan.json a.yaml", 3),
        ("too large", "truncate --size 2M a.yaml", 3),
    ];
    for (name, script, expected) in rows {
        let (bench, _) = planned();
        let mut shell = std::process::Command::new("sh");
        let changed = shell
            .args(["-c", script])
            .current_dir(bench.path())
            .status();
        assert!(changed.unwrap().success(), "{name}");
        let before = etag(&bench);
        let output = bench.run_whole(TOKEN, &["apply", "--plan", "plan.json"]);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(expected), "{name}: {errors}");
        assert_eq!(etag(&bench) == before, expected != 0, "{name}: {errors}");
    }
}
