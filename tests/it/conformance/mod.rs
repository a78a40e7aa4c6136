//! `consigne portal conformance`: it passes on the embedded portal, and finds what is broken in
//! portals that are not quite one.

mod mutants;
mod proxy;

use serde_json::Value;

use crate::http::ask;
use crate::workbench::Workbench;
use proxy::{Mutant, Proxy};

/// Two accounts, of which `boreal` has people, chat and nothing that its checks would disturb.
const SEED: &str = include_str!("../../../fixtures/portal/delegates.yaml");
/// The same before chat software was deployed, and with hours of its own.
const UNDEPLOYED: &str = include_str!("../../../fixtures/portal/undeployed.yaml");
const BUSY: &str = include_str!("../../../fixtures/portal/schedules.yaml");

const RUN: [&str; 6] = [
    "portal",
    "conformance",
    "--account",
    "boreal",
    "--token-file",
    "tokens",
];

fn examined(bench: &Workbench, url: &str, flags: &[&str]) -> (i32, String, String) {
    let output = bench.run(&[&RUN, &["--disposable", url][..], flags].concat());
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap();
    (code, text(output.stdout), text(output.stderr))
}

/// Checks of a JSON report by their outcome.
fn with_outcome(report: &str, outcome: &str) -> Vec<String> {
    let report: Value = serde_json::from_str(report).unwrap();
    let checks = report["checks"].as_array().unwrap().iter();
    let found = checks.filter(|check| check["outcome"] == outcome);
    found
        .map(|check| check["check"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_embedded_portal_keeps_the_contract() {
    for (seed, not_applicable, passes) in [
        (SEED, "chat-waits-for-its-software", 100),
        (UNDEPLOYED, "chat-is-switched", 85),
        (BUSY, "availability-follows-the-priorities", 85),
    ] {
        let bench = Workbench::with_portal(seed);
        let (code, report, errors) = examined(&bench, bench.url(), &["--format", "json"]);
        assert_eq!(with_outcome(&report, "fail"), [""; 0], "{report}");
        assert_eq!(code, 0, "{errors}");
        assert!(errors.contains("this writes to boreal on "), "{errors}");
        let others = with_outcome(&report, "notApplicable");
        assert!(others.iter().any(|one| one == not_applicable), "{others:?}");
        let passed = with_outcome(&report, "pass").len();
        assert!(passed >= passes, "{passed} passed; {others:?}");
    }
}

/// Breaks one thing, and gives the checks that fail.
fn caught(mutant: Mutant) -> Vec<String> {
    let bench = Workbench::with_portal(SEED);
    let proxy = Proxy::before(bench.url(), mutant);
    let (code, report, errors) = examined(&bench, &proxy.url, &["--format", "json"]);
    let failed = with_outcome(&report, "fail");
    assert_eq!(code, i32::from(!failed.is_empty()), "{errors}");
    failed
}

#[test]
fn nothing_is_run_without_consent_and_tokens() {
    let bench = Workbench::with_portal(SEED);
    bench.write("none", "system * read token-of-the-system\n");
    bench.write("broken", "# tokens\nprimary boreal write\n");
    let url = bench.url();
    let given = |flags: &[&'static str]| [&["portal", "conformance"], flags].concat();
    let rows: [(Vec<&str>, i32, &str); 7] = [
        (
            [&RUN[..], &[url]].concat(),
            64,
            "if boreal is disposable, pass `--disposable`",
        ),
        (
            [&RUN[..], &[url, "--disposable", "--only", "everything"]].concat(),
            64,
            "no such check; the report names all of them",
        ),
        (
            [
                &given(&[
                    "--account",
                    "boreal",
                    "--token-file",
                    "none",
                    "--disposable",
                ])[..],
                &[url],
            ]
            .concat(),
            64,
            "none has no line `primary boreal write TOKEN`",
        ),
        (
            [
                &given(&[
                    "--account",
                    "boreal",
                    "--token-file",
                    "broken",
                    "--disposable",
                ])[..],
                &[url],
            ]
            .concat(),
            64,
            "broken:2: expected `ROLE ACCOUNT SCOPE TOKEN`",
        ),
        (
            [&RUN[..], &["http://portal.example", "--disposable"]].concat(),
            64,
            "use https",
        ),
        (
            [
                &given(&[
                    "--account",
                    "x/../y",
                    "--token-file",
                    "tokens",
                    "--disposable",
                ])[..],
                &[url],
            ]
            .concat(),
            64,
            "is not a valid account name",
        ),
        (
            [&RUN[..], &["http://127.0.0.1:1", "--disposable"]].concat(),
            1,
            "no check could run",
        ),
    ];
    for (arguments, code, says) in rows {
        let output = bench.run(&arguments);
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {errors}");
        assert!(errors.contains(says), "{arguments:?}: {errors}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}

/// Ends the run, whose process it remembers, in the middle of a check.
#[cfg(unix)]
fn interrupts(
    portal: std::sync::Arc<proxy::Portal>,
    asked: proxy::Asked,
) -> futures_util::future::BoxFuture<'static, proxy::Given> {
    Box::pin(async move {
        if !asked.path.contains("/availability") {
            return portal.answer(asked).await;
        }
        let process = loop {
            let remembered = portal.memory.lock().unwrap().pop();
            if let Some(process) = remembered {
                break process;
            }
            tokio::task::yield_now().await;
        };
        std::process::Command::new("kill")
            .arg(process)
            .status()
            .unwrap();
        std::future::pending().await
    })
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_puts_the_account_back() {
    let bench = Workbench::with_portal(SEED);
    let proxy = Proxy::before(bench.url(), interrupts);
    let parts = || {
        let mut settings = ask(&bench, "GET", "settings", None).body;
        let members = settings.as_object_mut().unwrap();
        members.retain(|name, _| !matches!(name.as_str(), "etags" | "revision"));
        settings["general"]["address"].take();
        settings
    };
    let before = parts();
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_consigne"))
        .args(RUN)
        .args(["--disposable", &proxy.url])
        .current_dir(bench.path())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let process = run.id().to_string();
    proxy.portal.memory.lock().unwrap().push(process);
    let output = run.wait_with_output().unwrap();
    let report = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(130), "{report}");
    assert!(report.contains("pass account-is-as-it-was"), "{report}");
    assert!(report.ends_with("The run was interrupted; the account was restored.\n"));
    assert_eq!(parts(), before);
}

/// A run of three checks of which one fails and one is not applicable.
fn small_report(flags: &[&str]) -> String {
    let bench = Workbench::with_portal(SEED);
    let proxy = Proxy::before(bench.url(), mutants::can_ignored);
    let only = [
        "the-can-is-immutable",
        "an-old-tag-is-412",
        "chat-waits-for-its-software",
    ];
    let only = only.iter().flat_map(|check| ["--only", check]);
    let flags: Vec<_> = only.chain(flags.iter().copied()).collect();
    let (code, report, _) = examined(&bench, &proxy.url, &flags);
    assert_eq!(code, 1);
    report.replace(&proxy.url, "http://portal")
}

#[test]
fn a_report_is_text() {
    insta::assert_snapshot!(small_report(&[]), @r#"
    Conformance of http://portal, account boreal

    Tags and preconditions
      pass an-old-tag-is-412: a change with the tag from before the last write gets 412 stale and changes nothing

    Sections
      FAIL the-can-is-immutable: a different CAN gets 422 immutable-field, and the current one is accepted
          request: primary PATCH general if-match=now {"can": "XQC104233"}
          expected: 422
          got: 200
          the help page: « Le code CAN ne peut être modifié. »
      n/a chat-waits-for-its-software: chat cannot be enabled before its software is deployed: 409 chat-not-deployed
          the chat software of this account is deployed

    The run
      pass account-is-as-it-was: after the run, the account is as it was before

    2 passed, 1 failed, 1 not applicable.
    "#);
    insta::assert_snapshot!(small_report(&["--lang", "fr"]), @r#"
    Conformité de http://portal, compte boreal

    ETags et préconditions
      réussi an-old-tag-is-412 : une modification avec l'ETag d'avant la dernière écriture reçoit 412 stale et ne change rien

    Sections
      ÉCHEC the-can-is-immutable : un autre CAN reçoit 422 immutable-field, et le CAN actuel est accepté
          requête : primary PATCH general if-match=now {"can": "XQC104233"}
          attendu : 422
          reçu : 200
          la page d'aide : « Le code CAN ne peut être modifié. »
      s. o. chat-waits-for-its-software : le clavardage ne peut être activé avant le déploiement de son logiciel : 409 chat-not-deployed
          le logiciel de clavardage de ce compte est déployé

    L'essai
      réussi account-is-as-it-was : après l'essai, le compte est dans son état d'avant

    réussis : 2, échoués : 1, sans objet : 1.
    "#);
}

#[test]
fn a_report_is_junit() {
    insta::assert_snapshot!(small_report(&["--format", "junit"]), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="consigne portal conformance" tests="4" skipped="1" failures="1" errors="0">
        <testsuite name="preconditions" tests="1" skipped="0" errors="0" failures="0">
            <testcase name="an-old-tag-is-412" classname="conformance.preconditions"/>
        </testsuite>
        <testsuite name="sections" tests="2" skipped="1" errors="0" failures="1">
            <testcase name="the-can-is-immutable" classname="conformance.sections">
                <failure message="expected: 422; got: 200">FAIL the-can-is-immutable: a different CAN gets 422 immutable-field, and the current one is accepted
    request: primary PATCH general if-match=now {&quot;can&quot;: &quot;XQC104233&quot;}
    expected: 422
    got: 200
    the help page: « Le code CAN ne peut être modifié. »</failure>
            </testcase>
            <testcase name="chat-waits-for-its-software" classname="conformance.sections">
                <skipped message="the chat software of this account is deployed"/>
            </testcase>
        </testsuite>
        <testsuite name="run" tests="1" skipped="0" errors="0" failures="0">
            <testcase name="account-is-as-it-was" classname="conformance.run"/>
        </testsuite>
    </testsuites>
    "#);
}
