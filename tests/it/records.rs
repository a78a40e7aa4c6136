//! What a machine remembers of its runs: who wrote what, whose a lock is, and the way back.

use serde_json::{Value, json};

use crate::chaos::SEED;
use crate::effort::times;
use crate::workbench::{TOKEN, Workbench};

/// The settings of the account, without what only counts versions.
fn settings(bench: &Workbench) -> Value {
    let mut settings: Value = serde_json::from_str(&exported_json(bench)).unwrap();
    settings.as_object_mut().unwrap().remove("revision");
    settings
}

/// What a file of the account says, confidential values included.
fn exported_json(bench: &Workbench) -> String {
    let (exit, yaml) = bench.run_as(TOKEN, &["export", "boreal", "--with-confidential"]);
    assert_eq!(exit, 0, "{yaml}");
    let value: Value = serde_yaml::from_str(&yaml).unwrap();
    value.to_string()
}

/// Everything that a person may have to agree to.
fn every_consent() -> Vec<&'static str> {
    let words = [
        "login-change",
        "revoke-delegate",
        "lose-hours",
        "spid-change",
        "chat-off",
        "clear-contact",
        "bulk-delete",
    ];
    words.iter().flat_map(|word| ["--allow", word]).collect()
}

fn apply(bench: &Workbench, body: &str) -> (i32, String) {
    bench.write(
        "boreal.yaml",
        &format!("apiVersion: consigne/v1\naccount: boreal\n{body}\n"),
    );
    let allow = every_consent();
    let output = bench.run_whole(
        TOKEN,
        &[&["apply", "boreal.yaml", "--auto-approve"][..], &allow].concat(),
    );
    let errors = String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap(), errors)
}

fn history(bench: &Workbench) -> Vec<Value> {
    let (exit, text) = bench.run_as(TOKEN, &["history", "--format", "json"]);
    assert_eq!(exit, 0, "{text}");
    let report: Value = serde_json::from_str(&text).unwrap();
    report["runs"].as_array().unwrap().clone()
}

fn last_run(bench: &Workbench) -> String {
    history(bench)[0]["run"].as_str().unwrap().to_owned()
}

/// Plans the way back from the last run, and applies that plan.
fn undo(bench: &Workbench) {
    let allow = every_consent();
    let run = last_run(bench);
    let plan = [&["plan", "--undo", &run, "--out", "back"][..], &allow].concat();
    let (exit, text) = bench.run_as(TOKEN, &plan);
    assert_eq!(exit, 0, "{text}");
    let output = bench.run_whole(TOKEN, &["apply", "--plan", "back"]);
    assert_eq!(output.status.code(), Some(0), "{text}{output:?}");
    let (exit, text) = bench.run_as(TOKEN, &["plan", "--undo", &run, "--detailed-exitcode"]);
    assert_eq!(exit, 0, "nothing is left to undo: {text}");
}

/// One change of each kind of setting.
const CHANGES: [&str; 14] = [
    "general: { spid: SP-9 }",
    "general: { resellerName: Un autre nom }",
    "general: { defaultCustomerLanguage: en }",
    "general: { address: { street: 1 rue Une, city: Laval, province: QC, postalCode: H7A 1A1, country: CA } }",
    "administrator: { email: autre@boreal.example }",
    "administrator: { phone: '+15145550188' }",
    "administrator: { language: en }",
    "delegates: [{ user: '2041', name: Jean Roy }]",
    "delegates: []",
    "chat: { enabled: true }",
    "chat: { timeZone: America/Halifax }",
    "chat: { hours: { fr: { workingHours: { days: [mon], startTime: '10:00', endTime: '15:00', lunchBreak: { startTime: '12:00', endTime: '13:00' } } } } }",
    "chat: { hours: { both: { weeklySchedules: [{ name: Jeudi, days: [thu], startTime: '18:00', endTime: '20:00' }] } } }",
    "chat: { hours: { fr: { weeklySchedules: [{ name: Autre nom, renamedFrom: Mardi, days: [tue], startTime: '18:00', endTime: '21:00' }] } } }",
];

#[test]
fn a_run_that_is_undone_leaves_the_account_as_it_was() {
    let bench = Workbench::with_portal(SEED);
    for change in CHANGES {
        let before = settings(&bench);
        let (exit, errors) = apply(&bench, change);
        assert_eq!(exit, 0, "{change}: {errors}");
        assert_ne!(settings(&bench), before, "{change}");
        undo(&bench);
        assert_eq!(settings(&bench), before, "{change}");
    }
}

/// Random mixtures of the changes, one laid over the other, each undone. `CONSIGNE_TEST_EFFORT` says how
/// many.
#[test]
fn random_runs_are_undone() {
    let bench = Workbench::with_portal(SEED);
    let mut seed: usize = 7;
    for _ in 0..times(8) {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let first = (seed >> 33) % CHANGES.len();
        let second = (seed >> 13) % CHANGES.len();
        // What stays of the first is the state to which the second is undone.
        apply(&bench, CHANGES[first]);
        let before = settings(&bench);
        let runs = history(&bench).len();
        let (exit, errors) = apply(&bench, CHANGES[second]);
        assert_eq!(exit, 0, "{errors}");
        if history(&bench).len() > runs || settings(&bench) != before {
            undo(&bench);
        }
        assert_eq!(settings(&bench), before, "{first} {second}");
    }
}

#[test]
fn what_others_changed_since_stays() {
    let bench = Workbench::with_portal(SEED);
    let weekly = |name: &str, day: &str| {
        format!("{{ name: {name}, days: [{day}], startTime: '18:00', endTime: '21:00' }}")
    };
    let both = |more: &str| {
        format!(
            "chat: {{ hours: {{ fr: {{ weeklySchedules: [{}{more}] }} }} }}",
            weekly("Mardi", "tue")
        )
    };
    apply(&bench, &both(&format!(", {}", weekly("Jeudi", "thu"))));
    let run = last_run(&bench);
    // Somebody else adds an entry to the same list, and changes another setting.
    apply(
        &bench,
        &both(&format!(
            ", {}, {}",
            weekly("Jeudi", "thu"),
            weekly("Lundi", "mon")
        )),
    );
    apply(&bench, "general: { resellerName: Entre-temps }");
    let (exit, text) = bench.run_as(TOKEN, &["plan", "--undo", &run, "--format", "json"]);
    assert_eq!(exit, 0, "{text}");
    let report: Value = serde_json::from_str(&text).unwrap();
    let changes = report["accounts"][0]["changes"].as_array().unwrap();
    let changes: Vec<_> = changes
        .iter()
        .map(|change| (&change["action"], &change["path"]))
        .collect();
    let jeudi = json!("chat.hours.fr.weeklySchedules[\"Jeudi\"]");
    assert_eq!(changes, [(&json!("delete"), &jeudi)]);
}

#[test]
fn history_says_who_wrote_when_and_how_it_ended() {
    let bench = Workbench::with_portal(SEED);
    assert_eq!(history(&bench), [Value::Null; 0]);
    let (exit, text) = bench.run_as(TOKEN, &["history"]);
    assert_eq!((exit, text.as_str()), (0, ""));
    for change in [
        "general: { spid: SP-1 }",
        "general: { spid: SP-2, resellerName: Deux }",
    ] {
        assert_eq!(apply(&bench, change).0, 0);
    }
    // A plan with nothing to write is no run.
    assert_eq!(apply(&bench, "general: { spid: SP-2 }").0, 0);
    let runs = history(&bench);
    assert_eq!(runs.len(), 2);
    for run in &runs {
        assert_eq!(run["account"], "boreal");
        assert_eq!(run["outcome"], "applied");
        assert_eq!(
            run["steps"],
            json!({ "done": 1, "failed": 0, "unknown": 0 })
        );
        assert!(
            run["host"].as_str().is_some_and(|host| !host.is_empty()),
            "{run}"
        );
        assert_eq!(run["digest"].as_str().unwrap().len(), 64);
    }
    let (_, text) = bench.run_as(TOKEN, &["history", "boreal"]);
    assert_eq!(text.lines().count(), 2);
    assert!(text.contains(": applied, 1 write; "), "{text}");
    assert_eq!(bench.run_as(TOKEN, &["history", "austral"]).1, "");
    // Only its owner can read what was kept.
    let before = bench.path().join(format!(
        "state/consigne/boreal/{}.before.yaml",
        runs[0]["run"].as_str().unwrap()
    ));
    let kept = std::fs::metadata(before).unwrap();
    #[cfg(unix)]
    assert_eq!(
        std::os::unix::fs::PermissionsExt::mode(&kept.permissions()) & 0o777,
        0o600
    );
}

#[test]
fn only_the_latest_runs_are_remembered() {
    let bench = Workbench::with_portal(SEED);
    for number in 0..23 {
        assert_eq!(
            apply(
                &bench,
                &format!("general: {{ resellerName: Nom {number} }}")
            )
            .0,
            0
        );
    }
    assert_eq!(history(&bench).len(), 20);
    let files = std::fs::read_dir(bench.path().join("state/consigne/boreal")).unwrap();
    assert_eq!(
        files.count(),
        41,
        "a journal and an account for each, and the lock"
    );
}

#[test]
fn a_run_that_cannot_be_undone_says_why() {
    let bench = Workbench::with_portal(SEED);
    let run = |arguments: &[&str]| {
        let output = bench.run_whole(TOKEN, arguments);
        (
            output.status.code().unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let (exit, errors) = run(&["plan", "--undo", "boreal-2026"]);
    assert_eq!(exit, 64, "{errors}");
    assert!(errors.contains("no run is remembered"), "{errors}");
    apply(&bench, "general: { spid: SP-1 }");
    let last = last_run(&bench);
    let (exit, errors) = run(&["plan", "--undo", "boreal-2026"]);
    assert_eq!(exit, 64);
    assert!(errors.contains(&last), "{errors}");
    assert_eq!(
        run(&["plan", "boreal.yaml", "--undo", &last]).0,
        64,
        "a file and a run"
    );
    let journal = bench
        .path()
        .join(format!("state/consigne/boreal/{last}.jsonl"));
    let text = std::fs::read_to_string(&journal).unwrap();
    for (damage, exit, says) in [
        (
            text.replace("general.spid", "general.colour"),
            3,
            "does not know: general.colour",
        ),
        (text.replace("\"done\"", "\"failed\""), 3, "wrote nothing"),
        ("no journal".to_owned(), 64, "not the journal of a run"),
        (
            text.replace("\"account\":\"boreal\"", "\"account\":\"austral\""),
            64,
            "not the journal of a run",
        ),
        (text[..text.len() - 30].to_owned(), 0, ""),
        (
            text.replace("http://127.0.0.1", "http://127.0.0.2"),
            3,
            "another portal: http://127.0.0.2",
        ),
    ] {
        bench.write(&format!("state/consigne/boreal/{last}.jsonl"), &damage);
        let (code, errors) = run(&["plan", "--undo", &last]);
        assert_eq!(code, exit, "{damage}: {errors}");
        let (_, listed) = run(&["history"]);
        assert!(
            errors.contains(says) || listed.contains(says),
            "{errors}{listed}"
        );
    }
    bench.write(&format!("state/consigne/boreal/{last}.jsonl"), &text);
    let before = format!("state/consigne/boreal/{last}.before.yaml");
    bench.write(
        &before,
        &bench.read(&before).replace("spid: \"\"", "spid: SP-0"),
    );
    let (exit, errors) = run(&["plan", "--undo", &last]);
    assert_eq!(exit, 3, "{errors}");
    assert!(errors.contains("was changed since the run"), "{errors}");
    std::fs::remove_file(bench.path().join(before)).unwrap();
    assert_eq!(run(&["plan", "--undo", &last]).0, 1);
}
