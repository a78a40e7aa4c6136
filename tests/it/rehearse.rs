//! A rehearsal: every plan is carried out on a copy, and nothing of the portal changes.

use serde_json::Value;

use crate::workbench::{TOKEN, Workbench};

/// Two accounts of one portal.
const SEED: &str = "\
accounts:
  - account: austral
    can: QC104234
    telephony: { pbx: evaPBX-1, provider: Cirion }
    primary: { userCode: '1501', name: Omar Diallo, email: omar@austral.example }
    settings:
      general: { resellerName: Austral }
  - account: boreal
    can: QC104233
    telephony: { pbx: evaPBX-1, provider: Cirion }
    primary: { userCode: '1001', name: Marie Tremblay, email: marie@boreal.example, phone: '+15145550142' }
    candidates:
      - { userCode: '2041', name: Jean Roy, company: Boréal }
      - { userCode: '2107', name: Aïcha Benali, company: Boréal }
    softwareDeployed: true
    settings:
      general: { spid: SP-1, resellerName: Boréal }
      delegates: [{ userCode: '2041', name: Jean Roy }]
      chat:
        enabled: true
        timeZone: America/Halifax
        fr:
          workingHours: { days: [mon, tue], startTime: '08:00', endTime: '16:00' }
          lunchBreak: { days: [mon], startTime: '12:00', endTime: '13:00' }
          weeklySchedules: [{ name: Mardi soir, days: [tue], startTime: '18:00', endTime: '24:00' }]
          specialEvents:
            - { name: Inventaire, availability: closed, startsAt: 2027-03-31T00:00, endsAt: 2027-04-01T00:00 }
        en:
          weekendHours: { days: [sat], allDay: true }
";

const CHANGES: &str = "apiVersion: consigne/v1
account: boreal
general: { spid: '', address: { street: 1 rue Une, city: Laval, province: QC, postalCode: H7A 1A1, country: CA } }
administrator: { phone: '+15145550188', language: en }
delegates: [{ user: '2107', name: Aïcha Benali }]
chat:
  timeZone: America/Toronto
  hours:
    fr:
      workingHours: { days: [mon], startTime: '10:00', endTime: '15:00', lunchBreak: { enabled: false } }
      weeklySchedules: [{ name: Jeudi soir, renamedFrom: Mardi soir, days: [thu], startTime: '18:00', endTime: '20:00' }]
      specialEvents: []
    en:
      weekendHours: { days: [] }
";
const ALLOW: [&str; 8] = [
    "--allow",
    "spid-change",
    "--allow",
    "revoke-delegate",
    "--allow",
    "lose-hours",
    "--allow",
    "login-change",
];

/// What the portal's record says of its whole life.
fn record(bench: &Workbench) -> String {
    let (exit, text, errors) = bench.administer(&["audit", "--format", "json"]);
    assert_eq!(exit, 0, "{errors}");
    text
}

/// Exit code and JSON report.
fn report(bench: &Workbench, token: &str, arguments: &[&str]) -> (i32, Value) {
    let (exit, text) = bench.run_as(token, &[arguments, &["--format", "json"]].concat());
    (exit, serde_json::from_str(&text).expect(&text))
}

#[test]
fn the_plan_of_everyone_who_may_read_is_rehearsed_with_its_digest() {
    let bench = Workbench::with_portal(SEED);
    bench.write("boreal.yaml", CHANGES);
    let general = "apiVersion: consigne/v1\naccount: boreal\ngeneral: { resellerName: Autre }\n";
    bench.write("general.yaml", general);
    let before = record(&bench);
    for (token, file) in [
        (TOKEN, "boreal.yaml"),
        ("token-that-reads", "boreal.yaml"),
        ("token-of-the-system", "boreal.yaml"),
        ("token-of-a-delegate", "general.yaml"),
    ] {
        let (exit, plan) = report(&bench, token, &[&["plan", file], &ALLOW[..]].concat());
        assert_eq!(exit, 0, "{token}: {plan}");
        let (exit, rehearsed) = report(&bench, token, &[&["rehearse", file], &ALLOW[..]].concat());
        assert_eq!(exit, 0, "{token}: {rehearsed}");
        let (plan, account) = (&plan["accounts"][0], &rehearsed["accounts"][0]);
        assert!(plan["digest"].is_string(), "{plan}");
        assert_eq!(account["digest"], plan["digest"], "{token}");
        assert_eq!(account["changes"], plan["changes"], "{token}");
        assert_eq!(account["rehearsal"]["passed"], true, "{token}: {account}");
        let steps = account["steps"].as_array().unwrap();
        assert!(!steps.is_empty() && steps.iter().all(|step| step["outcome"] == "done"));
    }
    assert_eq!(record(&bench), before, "the portal was written to");
    // Who only reads has the same plan, and may not apply it.
    let digest_of = |token| {
        let plan = [&["plan", "boreal.yaml"][..], &ALLOW].concat();
        report(&bench, token, &plan).1["accounts"][0]["digest"].clone()
    };
    for token in ["token-that-reads", "token-of-the-system"] {
        assert_eq!(digest_of(token), digest_of(TOKEN), "{token}");
        let apply = ["apply", "boreal.yaml", "--auto-approve"];
        let output = bench.run_whole(token, &[&apply[..], &ALLOW].concat());
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{token}: {errors}");
        assert!(errors.contains("can read but not write"), "{errors}");
    }
    assert_eq!(record(&bench), before, "the portal was written to");
    // What was proven is what is applied.
    let (_, rehearsed) = report(
        &bench,
        TOKEN,
        &[&["rehearse", "boreal.yaml"], &ALLOW[..]].concat(),
    );
    let digest = rehearsed["accounts"][0]["digest"].as_str().unwrap();
    let apply = [&["apply", "boreal.yaml", "--expect", digest], &ALLOW[..]].concat();
    let output = bench.run_whole(TOKEN, &apply);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let (exit, text) = bench.run_as(TOKEN, &["rehearse", "boreal.yaml"]);
    assert_eq!(exit, 0, "{text}");
    assert!(text.starts_with("boreal: nothing to change\n"), "{text}");
}

#[test]
fn what_the_copy_refuses_is_refused_with_its_reason_and_without_a_digest() {
    let bench = Workbench::with_portal(SEED);
    std::fs::create_dir(bench.path().join("accounts")).unwrap();
    // The login of the other account: only the portal knows that it is taken.
    for (account, body) in [
        ("austral", "administrator: { email: marie@boreal.example }"),
        ("boreal", "general: { resellerName: Autre }"),
    ] {
        let text = format!("apiVersion: consigne/v1\naccount: {account}\n{body}\n");
        bench.write(&format!("accounts/{account}.yaml"), &text);
    }
    bench.write_private(
        "table",
        "austral token-of-another\nboreal token-of-the-primary\n",
        0o600,
    );
    let before = record(&bench);
    let rehearse = ["rehearse", "accounts", "--token-file", "table"];
    let rehearse = [&rehearse[..], &ALLOW].concat();
    let output = bench.run(&[&rehearse[..], &["--portal", bench.url()]].concat());
    let (text, errors) = (
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    );
    assert_eq!(output.status.code(), Some(3), "{text}{errors}");
    assert!(
        errors.contains("austral: the copy refuses administrator.email"),
        "{errors}"
    );
    assert!(errors.contains("409"), "{errors}");
    let last: Vec<_> = text.lines().rev().take(1).collect();
    assert_eq!(last, ["Accounts: 1 rehearsed, 1 refused."], "{text}");
    assert_eq!(text.matches("Digest").count(), 1, "of boreal alone: {text}");
    assert_eq!(record(&bench), before, "the portal was written to");
}

#[test]
fn nothing_is_rehearsed_of_what_cannot_be_planned() {
    let bench = Workbench::with_portal(SEED);
    for (body, exit, says) in [
        ("general: { can: QC999999 }", 3, "QC999999"),
        ("general: { resellerName: 7 }", 1, "a.yaml:3"),
    ] {
        let text = format!("apiVersion: consigne/v1\naccount: boreal\n{body}\n");
        bench.write("a.yaml", &text);
        let output = bench.run_whole(TOKEN, &["rehearse", "a.yaml"]);
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(output.status.code(), Some(exit), "{text}");
        assert!(text.contains(says) && !text.contains("on a copy"), "{text}");
    }
}
