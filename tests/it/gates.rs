//! Every front through every refusal: a file, a reviewed digest, a saved plan and the watcher ask
//! the same questions in the same order (`src/reconcile/gate.rs`), and where one is answered with no
//! nothing is written.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::http::{ask, change};
use crate::workbench::{DELEGATE_TOKEN, READ_TOKEN, TOKEN, Workbench};

const SEED: &str = "
accounts:
  - account: boreal
    can: QC1
    telephony: { pbx: BroadSoft-1, provider: Laurentien }
    primary: { userCode: '1001', name: Marie, email: marie@boreal.example }
    candidates:
      - { userCode: '2041', name: Jean Roy }
      - { userCode: '2107', name: Aïcha Benali }
    softwareDeployed: true
    settings:
      general: { spid: SP-1, resellerName: Old }
      delegates: [{ userCode: '2041', name: Jean Roy }]
      chat:
        enabled: true
        fr:
          lunchBreak: { days: [mon, tue, wed, thu, fri], startTime: '12:00', endTime: '13:00', allDay: false }
          weeklySchedules: [{ name: Jeudi soir, days: [thu], startTime: '18:00', endTime: '21:00', allDay: false }]
";

/// Nothing but a name, which needs no consent.
const NAME: &str = "general: { resellerName: New }";
/// A consent is needed.
const SPID: &str = "general: { spid: SP-2 }";
const GUARDED: &str = "general: { resellerName: New }\ntelephony: { pbx: BroadSoft-1 }";
const GRANT: &str =
    "delegates: [{ user: '2041', name: Jean Roy }, { user: '2107', name: Aïcha Benali }]";
/// The lunch break goes with a write of the working hours.
const UNTICKED: &str = "chat: { hours: { fr: { workingHours: { days: [mon, tue, wed, thu, fri], \
    startTime: '08:00', endTime: '17:00', lunchBreak: { enabled: false } } } } }";
const OF_PRIMARY: &str = "administrator: { language: en }";
/// A finding that only planning makes: the domain of the login is one letter away.
const LOGIN: &str = "administrator: { email: marie@boreaal.example }";

/// Something that should keep a plan from being written.
struct Refusal {
    name: &'static str,
    file: &'static str,
    /// Flags of the plan that is reviewed or saved, and of the apply.
    planned_with: &'static [&'static str],
    applied_with: &'static [&'static str],
    token: &'static str,
    /// What happens between the plan and the apply.
    then: fn(&Workbench),
    /// Exit codes of `apply PATH`, `apply --expect` and `apply --plan`; none where the front has no
    /// reason to refuse.
    exits: [Option<i32>; 3],
    /// Whether a watcher that sees the file change has no reason to refuse.
    watcher_writes: bool,
}

const NOTHING: Refusal = Refusal {
    name: "",
    file: NAME,
    planned_with: &[],
    applied_with: &[],
    token: TOKEN,
    then: |_| {},
    exits: [None; 3],
    watcher_writes: false,
};

fn refusals() -> Vec<Refusal> {
    vec![
        Refusal {
            name: "the digest is not the approved one",
            then: |bench| write(bench, "general: { resellerName: Newer }"),
            exits: [None, Some(4), Some(3)],
            watcher_writes: true,
            ..NOTHING
        },
        Refusal {
            name: "the saved plan is too old",
            applied_with: &["--max-age", "1ms"],
            exits: [None, None, Some(3)],
            watcher_writes: true,
            ..NOTHING
        },
        Refusal {
            name: "the saved plan has a finding of an unknown severity",
            file: LOGIN,
            planned_with: &["--allow", "login-change"],
            then: |bench| tamper(bench, "\"severity\":\"warning\"", "\"severity\":\"grave\""),
            exits: [None, None, Some(3)],
            watcher_writes: true,
            ..NOTHING
        },
        Refusal {
            name: "the saved plan has a finding of an unknown code",
            file: LOGIN,
            planned_with: &["--allow", "login-change"],
            then: |bench| tamper(bench, "\"email-domain-alike\"", "\"email-domain-odd\""),
            exits: [None, None, Some(3)],
            watcher_writes: true,
            ..NOTHING
        },
        Refusal {
            name: "a byte of the saved plan was changed",
            then: |bench| {
                let plan = bench.read("plan.json");
                bench.write("plan.json", &plan.replace("\"New\"", "\"Now\""));
            },
            exits: [None, None, Some(3)],
            watcher_writes: true,
            ..NOTHING
        },
        Refusal {
            name: "a finding is denied",
            file: LOGIN,
            planned_with: &["--allow", "login-change"],
            applied_with: &["--deny", "email-domain-alike"],
            exits: [Some(3), Some(3), Some(3)],
            ..NOTHING
        },
        Refusal {
            name: "a policy protects the setting",
            applied_with: &["--policy", "protected.yaml"],
            exits: [Some(3), Some(3), Some(3)],
            ..NOTHING
        },
        Refusal {
            name: "a policy that was not known to the plan protects what a step takes along",
            file: UNTICKED,
            applied_with: &["--policy", "lunch.yaml"],
            exits: [Some(3), Some(3), Some(3)],
            ..NOTHING
        },
        Refusal {
            name: "a policy allows no apply at this time",
            applied_with: &["--policy", "closed.yaml"],
            exits: [Some(3), Some(3), Some(3)],
            ..NOTHING
        },
        Refusal {
            name: "a consent is missing",
            file: SPID,
            exits: [Some(3), Some(3), Some(3)],
            ..NOTHING
        },
        Refusal {
            name: "a guard differs by now",
            file: GUARDED,
            then: |bench| administered(bench, &["set-telephony", "boreal", "--pbx", "Other"]),
            exits: [Some(3), Some(3), Some(4)],
            ..NOTHING
        },
        Refusal {
            name: "the telephone system is another one by now, which the file does not mention",
            then: |bench| administered(bench, &["set-telephony", "boreal", "--pbx", "Other"]),
            exits: [None, Some(4), Some(4)],
            watcher_writes: true,
            ..NOTHING
        },
        Refusal {
            name: "the provider is another one by now, which the file does not mention",
            then: |bench| administered(bench, &["set-telephony", "boreal", "--provider", "Other"]),
            exits: [None, Some(4), Some(4)],
            watcher_writes: true,
            ..NOTHING
        },
        Refusal {
            name: "the user code of a new delegate belongs to somebody else by now",
            file: GRANT,
            then: |bench| administered(bench, &["candidate", "add", "boreal", "2107:Luc Gagnon"]),
            exits: [Some(3), Some(3), Some(3)],
            ..NOTHING
        },
        Refusal {
            name: "a new delegate is no candidate by now",
            file: GRANT,
            then: |bench| administered(bench, &["candidate", "remove", "boreal", "2107"]),
            exits: [Some(3), Some(3), Some(3)],
            ..NOTHING
        },
        Refusal {
            name: "the token may only read",
            token: READ_TOKEN,
            exits: [Some(3), Some(3), Some(3)],
            ..NOTHING
        },
        Refusal {
            name: "the token is a delegate's",
            file: OF_PRIMARY,
            token: DELEGATE_TOKEN,
            exits: [Some(3), Some(3), Some(4)],
            ..NOTHING
        },
        Refusal {
            name: "the chat software is not there by now",
            file: "general: { resellerName: New }\nchat: { enabled: true }",
            then: |bench| administered(bench, &["undeploy", "boreal"]),
            exits: [Some(3), Some(3), Some(4)],
            ..NOTHING
        },
        Refusal {
            name: "somebody else changed what the plan changes",
            then: |bench| {
                let body = serde_json::json!({ "resellerName": "Other" });
                assert_eq!(change(bench, "PATCH", "general", Some(body)).status, 200);
            },
            exits: [None, Some(4), Some(4)],
            watcher_writes: true,
            ..NOTHING
        },
    ]
}

#[test]
fn every_front_through_every_refusal() {
    let rows = refusals();
    std::thread::scope(|scope| {
        for row in &rows {
            scope.spawn(move || through_the_fronts(row));
        }
    });
}

fn through_the_fronts(row: &Refusal) {
    let (bench, digest) = planned(row);
    let approvals = [
        vec!["a.yaml", "--auto-approve"],
        vec!["a.yaml", "--expect", &digest],
        vec!["--plan", "plan.json"],
    ];
    for (approval, exit) in approvals.iter().zip(row.exits) {
        let Some(exit) = exit else { continue };
        let saved = approval[0] == "--plan";
        // What a saved plan was granted is recorded in it, and its age is its own.
        let consents = if saved { &[] } else { row.planned_with };
        let arguments = [&["apply"], &approval[..], consents, row.applied_with].concat();
        let before = state(&bench);
        let output = bench.run_whole(row.token, &arguments);
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(
            output.status.code(),
            Some(exit),
            "{} {arguments:?}: {text}",
            row.name
        );
        assert_eq!(state(&bench), before, "{} {arguments:?} wrote", row.name);
    }
    watched(row, &bench);
}

/// A portal, the file, its saved plan and its digest, and what happened since.
fn planned(row: &Refusal) -> (Workbench, String) {
    let bench = Workbench::with_portal(SEED);
    bench.write(
        "protected.yaml",
        &policy("protected: [general, administrator]"),
    );
    bench.write(
        "lunch.yaml",
        &policy("protected: [chat.hours.both.workingHours.lunchBreak]"),
    );
    bench.write(
        "closed.yaml",
        &policy("apply: { timeZone: America/Toronto, windows: [] }"),
    );
    write(&bench, row.file);
    let plan = [&["plan", "a.yaml", "--out", "plan.json"], row.planned_with].concat();
    let (exit, text) = bench.run_as(TOKEN, &plan);
    assert_eq!(exit, 0, "{}: {text}", row.name);
    let digest = text.lines().last().unwrap().strip_prefix("Digest: ");
    let digest = digest.unwrap().to_owned();
    (row.then)(&bench);
    (bench, digest)
}

/// A watcher that applies sees the file appear, and has planned it when it counts.
fn watched(row: &Refusal, bench: &Workbench) {
    std::fs::create_dir(bench.path().join("conf")).unwrap();
    let flags = row
        .applied_with
        .iter()
        .filter(|flag| !matches!(**flag, "--max-age" | "1ms"));
    let always = [
        "watch",
        "conf",
        "--apply",
        "--interval",
        "off",
        "--debounce",
        "20ms",
    ];
    let consents = row.planned_with.iter();
    let arguments: Vec<_> = always
        .iter()
        .chain(consents)
        .chain(flags)
        .copied()
        .collect();
    let before = state(bench);
    let mut watcher = bench
        .command(&arguments)
        .env("CONSIGNE_TOKEN", row.token)
        .env("CONSIGNE_PORTAL", bench.url())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(watcher.stderr.take().unwrap()).lines();
    // It says that it begins, and after its first look that there is no file yet.
    lines.by_ref().take(2).for_each(drop);
    std::fs::copy(
        bench.path().join("a.yaml"),
        bench.path().join("conf/a.yaml"),
    )
    .unwrap();
    let done = lines.find(|line| line.as_ref().is_ok_and(|line| line.contains("planned ")));
    assert!(done.is_some(), "{}", row.name);
    watcher.kill().unwrap();
    watcher.wait().unwrap();
    assert_eq!(
        state(bench) != before,
        row.watcher_writes,
        "{}: the watcher",
        row.name
    );
}

/// What the portal holds, by the tag of the whole.
fn state(bench: &Workbench) -> String {
    ask(bench, "GET", "settings", None).etag()
}

/// The system administrator does something.
fn administered(bench: &Workbench, arguments: &[&str]) {
    let (exit, _, errors) = bench.administer(&[&["admin"], arguments].concat());
    assert_eq!(exit, 0, "{errors}");
}

fn write(bench: &Workbench, file: &str) {
    bench.write(
        "a.yaml",
        &format!("apiVersion: consigne/v1\naccount: boreal\n{file}\n"),
    );
}

fn policy(rules: &str) -> String {
    format!("apiVersion: consigne-policy/v1\n{rules}\n")
}

/// Changes a saved plan and seals it anew, as somebody could who has the program at hand.
fn tamper(bench: &Workbench, from: &str, to: &str) {
    let plan = bench.read("plan.json");
    assert!(plan.contains(from), "{plan}");
    let plan = plan.replace(from, to);
    let (body, _) = plan.rsplit_once("\"seal\":").unwrap();
    let unsealed = format!("{body}\"seal\":\"\"}}");
    let seal = Sha256::digest(unsealed.as_bytes());
    let seal: String = seal.iter().map(|byte| format!("{byte:02x}")).collect();
    let sealed = format!("{body}\"seal\":\"{seal}\"}}\n");
    serde_json::from_str::<Value>(&sealed).unwrap();
    bench.write("plan.json", &sealed);
}
