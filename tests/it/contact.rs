//! The address and the administrator's phone can be cleared, from the file to the portal and back.

use serde_json::Value;

use crate::http::{ask, ask_as};
use crate::workbench::{DELEGATE_TOKEN, TOKEN, Workbench};

const SEED: &str = "
accounts:
  - account: boreal
    primary: { userCode: '1001', name: Marie, email: marie@boreal.example, phone: '+15145550142' }
    candidates: [{ userCode: '2041', name: Jean Roy }]
    settings:
      general: { resellerName: Boréal, address: { street: '1, rue A', city: Lyon, country: FR } }
      delegates: [{ userCode: '2041', name: Jean Roy }]
";
const BOTH: &str = "general: { address: {} }\nadministrator: { phone: \"\" }\n";
const ALLOWED: [&str; 2] = ["--allow", "clear-contact"];

fn bench(yaml: &str) -> Workbench {
    let bench = Workbench::with_portal(SEED);
    put(&bench, yaml);
    bench
}

fn put(bench: &Workbench, yaml: &str) {
    bench.write(
        "a.yaml",
        &format!("apiVersion: consigne/v1\naccount: boreal\n{yaml}"),
    );
}

/// Whether the portal has an address, and whether it has a phone.
fn held(bench: &Workbench) -> [bool; 2] {
    let settings = ask(bench, "GET", "settings", None).body;
    ["/general/address", "/administrator/phone"]
        .map(|pointer| settings.pointer(pointer).is_some_and(|at| !at.is_null()))
}

fn exit(bench: &Workbench, arguments: &[&str], flags: &[&str]) -> i32 {
    bench.run_as(TOKEN, &[arguments, flags].concat()).0
}

const APPLY: [&str; 3] = ["apply", "a.yaml", "--auto-approve"];
const PLAN: [&str; 3] = ["plan", "a.yaml", "--detailed-exitcode"];

#[test]
fn an_address_and_a_phone_are_cleared_with_consent_alone() {
    for (yaml, left) in [
        ("general: { address: {} }\n", [false, true]),
        ("administrator: { phone: \"\" }\n", [true, false]),
        ("administrator:\n  phone: ''\n", [true, false]),
        (BOTH, [false, false]),
    ] {
        let bench = bench(yaml);
        assert_eq!(exit(&bench, &PLAN, &[]), 2, "{yaml}");
        assert_eq!(exit(&bench, &APPLY, &[]), 3, "{yaml}");
        assert_eq!(exit(&bench, &APPLY, &["--allow", "spid-change"]), 3);
        assert_eq!(held(&bench), [true, true], "nothing was written: {yaml}");
        assert_eq!(exit(&bench, &APPLY, &ALLOWED), 0, "{yaml}");
        assert_eq!(held(&bench), left, "{yaml}");
        // What is empty by now needs no consent, and there is nothing to do.
        assert_eq!(exit(&bench, &PLAN, &[]), 0, "{yaml}");
        assert_eq!(exit(&bench, &APPLY, &[]), 0, "{yaml}");
        assert_eq!(exit(&bench, &["drift", "a.yaml"], &[]), 0, "{yaml}");
        let seen = ask_as(&bench, DELEGATE_TOKEN, "GET", "settings", &[], None);
        assert_eq!(seen.body["general"]["resellerName"], "Boréal");
    }
}

#[test]
fn a_key_that_is_left_out_clears_nothing() {
    for yaml in [
        "",
        "general: {}\nadministrator: {}\n",
        "general: { resellerName: Boréal }\nadministrator: { language: fr }\n",
    ] {
        let bench = bench(yaml);
        assert_eq!(exit(&bench, &APPLY, &ALLOWED), 0, "{yaml}");
        assert_eq!(held(&bench), [true, true], "{yaml}");
    }
}

#[test]
fn an_account_without_contact_exports_nothing_that_clears_one() {
    let bench = bench(BOTH);
    assert_eq!(exit(&bench, &APPLY, &ALLOWED), 0);
    let (code, text) = bench.run_as(TOKEN, &["export", "boreal", "--with-confidential"]);
    assert_eq!(code, 0);
    let keys = text.lines().map(str::trim_start);
    for line in keys {
        let clears = line.starts_with("address:") || line.starts_with("phone:");
        assert!(!clears, "{text}");
    }
    bench.write("a.yaml", &text);
    assert_eq!(exit(&bench, &PLAN, &[]), 0, "{text}");
    // It is the file of any account with that name, and must not empty what another one has.
    put(&bench, "administrator: { phone: \"+15145550142\" }\n");
    assert_eq!(exit(&bench, &APPLY, &[]), 0);
    bench.write("a.yaml", &text);
    assert_eq!(exit(&bench, &PLAN, &[]), 0, "{text}");
}

#[test]
fn a_saved_plan_and_a_reviewed_digest_clear_as_a_file_does() {
    let planned = |bench: &Workbench, flags: &[&str]| {
        let arguments = ["plan", "a.yaml", "--format", "json", "--out", "plan.json"];
        let (code, text) = bench.run_as(TOKEN, &[&arguments, flags].concat());
        assert_eq!(code, 0, "{text}");
        let view: Value = serde_json::from_str(&text).unwrap();
        view["accounts"][0]["digest"].as_str().unwrap().to_owned()
    };
    let bench = bench(BOTH);
    let apply = ["apply", "--plan", "plan.json"];
    planned(&bench, &[]);
    assert_eq!(exit(&bench, &apply, &[]), 3, "the plan was made without");
    let digest = planned(&bench, &ALLOWED);
    assert!(!bench.read("plan.json").contains("5145550142"));
    let shown = bench.run_as(TOKEN, &["show", "plan.json"]).1;
    assert!(shown.contains("after: (none)"), "{shown}");
    assert_eq!(exit(&bench, &apply, &[]), 0);
    assert_eq!(held(&bench), [false, false]);
    assert_eq!(exit(&bench, &apply, &[]), 4, "it is done already");

    let again = self::bench(BOTH);
    assert_ne!(planned(&again, &[]), planned(&again, &ALLOWED));
    let expected = planned(&again, &ALLOWED);
    assert_eq!(digest.len(), expected.len());
    let apply = ["apply", "a.yaml", "--expect", &expected];
    assert_eq!(exit(&again, &apply, &ALLOWED), 0);
    assert_eq!(held(&again), [false, false]);
}

#[test]
fn the_report_says_what_is_cleared_and_masks_it() {
    let bench = bench(BOTH);
    let report = |language: &str| {
        let (_, text) = bench.run_as(TOKEN, &["plan", "a.yaml", "--lang", language]);
        let digest = text.find("Digest").or_else(|| text.find("Empreinte"));
        text[..digest.unwrap()].to_owned()
    };
    insta::assert_snapshot!(report("en"), @"
    boreal: changes to apply
      ~ update general.address  a.yaml:3
          before: 1, rue A, Lyon, FR
          after: (none)
      ~ update administrator.phone  a.yaml:4
          before: ••••••••0142
          after: (none)
      * warning clear-contact  a.yaml:3
          this change needs consent: pass `--allow clear-contact`
          help: run `consigne explain clear-contact` to see why
      needs your consent: add --allow clear-contact

    Plan: 0 to create, 2 to update, 0 to delete, 0 to rename.
    Hours: fr unchanged; en unchanged.
    ");
    insta::assert_snapshot!(report("fr"), @"
    boreal : modifications à appliquer
      ~ modifier general.address  a.yaml:3
          avant : 1, rue A, Lyon, FR
          après : (aucune valeur)
      ~ modifier administrator.phone  a.yaml:4
          avant : ••••••••0142
          après : (aucune valeur)
      * avertissement clear-contact  a.yaml:3
          cette modification exige un consentement : passez `--allow clear-contact`
          aide : lancez `consigne explain clear-contact` pour voir pourquoi
      demande votre consentement : ajoutez --allow clear-contact

    Plan : 0 à créer, 2 à modifier, 0 à supprimer, 0 à renommer.
    Heures : fr inchangé; en inchangé.
    ");
    for format in [
        "text", "json", "markdown", "html", "sarif", "github", "gitlab", "junit",
    ] {
        for language in ["en", "fr"] {
            let arguments = ["plan", "a.yaml", "--format", format, "--lang", language];
            let output = bench.run_whole(TOKEN, &arguments);
            let text = [output.stdout, output.stderr].concat();
            let text = String::from_utf8(text).unwrap();
            assert!(!text.contains("514555"), "{format} {language}: {text}");
        }
    }
    let (_, json) = bench.run_as(TOKEN, &["plan", "a.yaml", "--format", "json"]);
    let view: Value = serde_json::from_str(&json).unwrap();
    let changes = &view["accounts"][0]["changes"];
    assert_eq!(changes[0]["before"]["city"], "Lyon");
    assert_eq!(changes[0]["after"], Value::Null);
    assert_eq!(changes[1]["before"], "••••••••0142");
    assert_eq!(changes[1]["after"], Value::Null);
    assert_eq!(view["accounts"][0]["needs"][0], "clear-contact");
}

/// A delegate is not shown the phone, so there is nothing to compare and nothing to clear.
#[test]
fn a_delegate_clears_the_address_and_not_the_phone() {
    let bench = bench("administrator: { phone: \"\" }\n");
    let (code, text) = bench.run_as(DELEGATE_TOKEN, &PLAN);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("not-comparable"), "{text}");
    put(&bench, BOTH);
    let apply = [&APPLY[..], &ALLOWED].concat();
    let (code, text) = bench.run_as(DELEGATE_TOKEN, &apply);
    assert_eq!(code, 0, "{text}");
    assert_eq!(held(&bench), [false, true]);
}

#[test]
fn nothing_else_may_be_empty() {
    let bench = Workbench::new();
    for (yaml, code) in [
        ("administrator: { phone: }", "null-value"),
        ("administrator: { phone: ~ }", "null-value"),
        ("administrator: { phone: \" \" }", "invalid-phone"),
        ("administrator: { phone: {} }", "wrong-type"),
        ("administrator: { phone: [] }", "wrong-type"),
        ("administrator: { email: \"\" }", "invalid-email"),
        ("general: { address: }", "null-value"),
        ("general: { address: \"\" }", "wrong-type"),
        ("general: { address: [] }", "wrong-type"),
        ("general: { address: { street: x } }", "missing-key"),
        ("general: { address: { province: QC } }", "missing-key"),
        (
            "general: { address: { street: \"\", city: y, country: FR } }",
            "empty-value",
        ),
        (
            "general: { address: { street: x, city: y, country: FR, province: \"\" } }",
            "empty-value",
        ),
        ("general: { resellerName: \"\" }", "empty-value"),
        ("general: { resellerName: {} }", "wrong-type"),
    ] {
        put(&bench, &format!("{yaml}\n"));
        let output = bench.run(&["validate", "a.yaml", "--format", "json"]);
        assert_eq!(output.status.code(), Some(1), "{yaml}");
        let view: Value = serde_json::from_slice(&output.stdout).unwrap();
        let found = view["diagnostics"].as_array().unwrap().iter();
        let codes: Vec<_> = found.map(|row| row["code"].as_str().unwrap()).collect();
        assert!(
            codes.iter().all(|found| *found == code),
            "{yaml}: {codes:?}"
        );
    }
}

#[test]
fn whoever_writes_null_or_removes_the_key_reads_how_to_clear() {
    let bench = Workbench::new();
    for (section, key, write) in [
        ("general", "address", "address: {}"),
        ("general", "spid", "spid: \"\""),
        ("administrator", "phone", "phone: \"\""),
    ] {
        for language in ["en", "fr"] {
            put(&bench, &format!("{section}: {{ {key}: ~ }}\n"));
            let output = bench.run(&["validate", "a.yaml", "--lang", language]);
            let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
            assert!(text.contains(&format!("`{write}`")), "{text}");
            put(&bench, &format!("{section}: {{ {write} }}\n"));
            std::fs::rename(bench.path().join("a.yaml"), bench.path().join("old.yaml")).unwrap();
            put(&bench, "");
            let review = ["review", "old.yaml", "a.yaml", "--lang", language];
            let output = bench.run(&review);
            let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
            assert!(text.contains(&format!("`{write}`")), "{text}");
        }
    }
}
