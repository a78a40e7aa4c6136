//! The main job, from outside: files become the state of a portal.

use serde_json::json;

use crate::workbench::{DELEGATE_TOKEN, READ_TOKEN, TOKEN, Workbench};

const HEAD: &str = "apiVersion: consigne/v1\naccount: boreal\n";

const SEED: &str = "
accounts:
  - account: boreal
    can: QC1
    primary: { userCode: '1001', name: Marie, email: marie@boreal.example }
    candidates:
      - { userCode: '2041', name: Jean Roy, company: Boréal }
      - { userCode: '2107', name: Aïcha Benali, company: Boréal }
    softwareDeployed: true
    settings:
      general: { spid: SP-1 }
      delegates: [{ userCode: '2041', name: Jean Roy }]
      chat:
        enabled: true
        fr:
          weeklySchedules: [{ name: Jeudi soir, days: [thu], startTime: '18:00', endTime: '21:00', allDay: false }]
";

fn file(yaml: &str) -> String {
    format!("{HEAD}{yaml}")
}

fn example() -> String {
    std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/examples/boreal/reseller.yaml"
    ))
    .unwrap()
}

#[test]
fn the_first_command_of_the_readme_and_again() {
    let bench = Workbench::new();
    bench.write("boreal.yaml", &example());
    let arguments = [
        "apply",
        "boreal.yaml",
        "--portal",
        "embedded",
        "--auto-approve",
    ];
    let first = bench.run(&arguments);
    assert_eq!(
        first.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&first.stderr)
    );
    let told = [first.stdout, first.stderr].concat();
    let told = String::from_utf8(told).unwrap();
    let readme = include_str!("../../README.md");
    let (_, shown) = readme.split_once("--auto-approve\n").unwrap();
    let (shown, _) = shown.split_once("$ cargo test").unwrap();
    let passing = ["embedded portal on", "Digest: ", "  ..."];
    for line in shown
        .lines()
        .filter(|line| !passing.iter().any(|p| line.starts_with(p)))
    {
        let line = line.replace("examples/boreal/reseller.yaml", "boreal.yaml");
        assert!(told.contains(&line), "the README shows {line}: {told}");
    }
    let journals = || {
        std::fs::read_dir(bench.path().join("state/consigne"))
            .unwrap()
            .count()
    };
    let before = journals();
    let second = bench.run(&arguments);
    assert_eq!(second.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&second.stdout).starts_with("boreal: nothing to change"));
    assert_eq!(
        journals(),
        before,
        "nothing was applied, so there is no journal"
    );
    assert_eq!(bench.run(&["portal", "reset"]).status.code(), Some(0));
    let plan = bench.run(&[
        "plan",
        "boreal.yaml",
        "--portal",
        "embedded",
        "--detailed-exitcode",
    ]);
    assert_eq!(plan.status.code(), Some(2));
}

/// What a file does to the seed: exit code of its plan and of its apply, and the summary.
fn check(yaml: &str, flags: &[&str], plan: i32, apply: i32, summary: &str) {
    let bench = Workbench::with_portal(SEED);
    bench.write("a.yaml", &file(yaml));
    let arguments = [&["plan", "a.yaml", "--detailed-exitcode"], flags].concat();
    let (exit, text) = bench.run_as(TOKEN, &arguments);
    assert_eq!(exit, plan, "plan of {yaml}: {text}");
    assert!(text.contains(summary), "{yaml}: {text}");
    let arguments = [&["apply", "a.yaml", "--auto-approve"], flags].concat();
    let (exit, text) = bench.run_as(TOKEN, &arguments);
    assert_eq!(exit, apply, "apply of {yaml}: {text}");
    if apply == 0 {
        let (exit, text) = bench.run_as(TOKEN, &[&["drift", "a.yaml"], flags].concat());
        assert_eq!(exit, 0, "after {yaml}: {text}");
    }
}

const NOTHING: &str = "Plan: 0 to create, 0 to update, 0 to delete, 0 to rename.";
const ONE: &str = "Plan: 0 to create, 1 to update, 0 to delete, 0 to rename.";
const CREATE: &str = "Plan: 1 to create, 0 to update, 0 to delete, 0 to rename.";
const DELETE: &str = "Plan: 0 to create, 0 to update, 1 to delete, 0 to rename.";

#[test]
fn general_settings() {
    check("", &[], 0, 0, NOTHING);
    check("general: { can: QC1 }\n", &[], 0, 0, NOTHING);
    check("general: { resellerName: Boréal inc. }\n", &[], 2, 0, ONE);
    check("general: { defaultCustomerLanguage: en }\n", &[], 2, 0, ONE);
    check(
        "general: { address: { street: x, city: y, country: FR } }\n",
        &[],
        2,
        0,
        ONE,
    );
    check("general: { spid: SP-2 }\n", &[], 2, 3, ONE);
    check(
        "general: { spid: SP-2 }\n",
        &["--allow", "spid-change"],
        2,
        0,
        ONE,
    );
    check(
        "general: { spid: \"\" }\n",
        &["--allow", "spid-change"],
        2,
        0,
        ONE,
    );
}

#[test]
fn administrator_and_delegates() {
    check(
        "administrator: { phone: \"+15145550142\" }\n",
        &[],
        2,
        0,
        ONE,
    );
    check("administrator: { language: en }\n", &[], 2, 0, ONE);
    check(
        "administrator: { email: MARIE@boreal.example }\n",
        &[],
        0,
        0,
        NOTHING,
    );
    check(
        "administrator: { email: paul@boreal.example }\n",
        &[],
        2,
        3,
        ONE,
    );
    check(
        "administrator: { email: paul@boreal.example }\n",
        &["--allow", "login-change"],
        2,
        0,
        ONE,
    );
    let both =
        "delegates: [{ user: \"2041\", name: Jean Roy }, { user: \"2107\", name: Aïcha Benali }]\n";
    check(both, &[], 2, 0, CREATE);
    check("delegates: []\n", &[], 2, 3, DELETE);
    check(
        "delegates: []\n",
        &["--allow", "revoke-delegate"],
        2,
        0,
        DELETE,
    );
}

#[test]
fn chat() {
    let hours = |item: &str| format!("chat: {{ hours: {{ fr: {{ {item} }} }} }}\n");
    check(
        "chat: { enabled: false }\n",
        &["--allow", "chat-off"],
        2,
        0,
        ONE,
    );
    check(
        "chat: { timeZone: America/Halifax }\n",
        &["--allow", "lose-hours"],
        2,
        0,
        ONE,
    );
    check(
        &hours("weekendHours: { days: [sat], startTime: 10:00, endTime: 16:00 }"),
        &["--allow", "lose-hours"],
        2,
        0,
        ONE,
    );
    check(
        &hours("weekendHours: { days: [sat], startTime: 10:00, endTime: 16:00 }"),
        &[],
        2,
        3,
        ONE,
    );
    check(
        &hours("weekendHours: { days: [] }"),
        &["--allow", "lose-hours"],
        2,
        0,
        ONE,
    );
    let lunch = "workingHours: { days: [mon, tue, wed, thu, fri], startTime: 09:00, endTime: 17:00, lunchBreak: { startTime: 12:30, endTime: 13:00 } }";
    check(&hours(lunch), &[], 2, 0, CREATE);
    check(&hours("weeklySchedules: []"), &[], 2, 0, DELETE);
    let renamed = "weeklySchedules: [{ name: Soirée, renamedFrom: jeudi soir, days: [thu], startTime: 18:00, endTime: 22:00 }]";
    check(&hours(renamed), &[], 2, 0, "0 to delete, 1 to rename.");
    let respelled =
        "weeklySchedules: [{ name: JEUDI SOIR, days: [thu], startTime: 18:00, endTime: 21:00 }]";
    check(&hours(respelled), &[], 2, 0, ONE);
    let night = "specialEvents: [{ name: Fermé, availability: closed, startsAt: 2027-01-01T00:00, endsAt: 2027-01-01T24:00 }]";
    check(&hours(night), &[], 2, 0, CREATE);
}

#[test]
fn guards_refuse_and_still_show_the_plan() {
    check(
        "general: { can: QC2, resellerName: x }\n",
        &[],
        3,
        3,
        "1 to update, 0 to delete, 0 to rename. 1 refusal.",
    );
    check(
        "telephony: { pbx: other, provider: other }\n",
        &[],
        3,
        3,
        "2 refusals.",
    );
    check(
        "administrator: { primary: \"1002\" }\n",
        &[],
        3,
        3,
        "1 refusal.",
    );
    check(
        "delegates: [{ user: \"9\", name: Luc }]\n",
        &[],
        3,
        3,
        "! refused not-a-candidate",
    );
    check(
        "delegates: [{ user: \"2107\", name: Luc }]\n",
        &[],
        3,
        3,
        "! refused delegate-name-differs",
    );
    check(
        "telephony: { pbx: other }\n",
        &["--only", "general"],
        0,
        0,
        NOTHING,
    );
    check(
        "general: { can: QC2 }\n",
        &["--only", "chat"],
        3,
        3,
        "1 refusal.",
    );
}

#[test]
fn chat_waits_for_its_software() {
    let seed = "accounts: [{ account: boreal }]";
    let bench = Workbench::with_portal(seed);
    bench.write("a.yaml", &file("chat: { enabled: true }\n"));
    let (exit, text) = bench.run_as(TOKEN, &["plan", "a.yaml"]);
    assert_eq!(exit, 3);
    assert!(text.contains("contact the system administrator"), "{text}");
}

#[test]
fn tokens_do_what_they_may() {
    let bench = Workbench::with_portal(SEED);
    bench.write("a.yaml", &file("general: { resellerName: x }\n"));
    let digest = |token| {
        let (exit, text) = bench.run_as(token, &["plan", "a.yaml"]);
        assert_eq!(exit, 0);
        text.lines().last().unwrap().to_owned()
    };
    assert_eq!(
        digest(TOKEN),
        digest(READ_TOKEN),
        "a plan with a read token is the same plan"
    );
    let apply = ["apply", "a.yaml", "--auto-approve"];
    assert_eq!(bench.run_as(READ_TOKEN, &apply).0, 3);
    assert_eq!(bench.run_as(DELEGATE_TOKEN, &apply).0, 0);
    bench.write("a.yaml", &file("administrator: { language: en }\n"));
    let (exit, text) = bench.run_as(DELEGATE_TOKEN, &["plan", "a.yaml"]);
    assert_eq!(exit, 3);
    assert!(text.contains("! refused primary-only"), "{text}");
    assert_eq!(bench.run_as("no-such-token", &["plan", "a.yaml"]).0, 1);
}

#[test]
fn a_saved_plan_is_applied_once_and_only_while_it_holds() {
    let bench = Workbench::with_portal(SEED);
    bench.write("a.yaml", &file("general: { resellerName: x }\n"));
    assert_eq!(
        bench
            .run_as(TOKEN, &["plan", "a.yaml", "--out", "plan.json"])
            .0,
        0
    );
    let (exit, shown) = bench.run_as(TOKEN, &["show", "plan.json"]);
    assert_eq!(exit, 0);
    let digest = shown
        .lines()
        .last()
        .unwrap()
        .strip_prefix("Digest: ")
        .unwrap()
        .to_owned();
    assert_eq!(
        bench
            .run_as(TOKEN, &["apply", "a.yaml", "--expect", &"0".repeat(64)])
            .0,
        4
    );
    assert_eq!(
        bench
            .run_as(TOKEN, &["apply", "plan.json", "--auto-approve"])
            .0,
        1,
        "a plan is no file"
    );
    bench.write(
        "b.yaml",
        &file("general: { defaultCustomerLanguage: en }\n"),
    );
    assert_eq!(
        bench
            .run_as(TOKEN, &["apply", "b.yaml", "--auto-approve"])
            .0,
        0
    );
    assert_eq!(
        bench.run_as(TOKEN, &["apply", "--plan", "plan.json"]).0,
        4,
        "the portal changed"
    );
    assert_eq!(
        bench
            .run_as(TOKEN, &["apply", "a.yaml", "--expect", &digest])
            .0,
        4
    );
    assert_eq!(
        bench
            .run_as(TOKEN, &["plan", "a.yaml", "--out", "plan.json"])
            .0,
        0
    );
    assert_eq!(bench.run_as(TOKEN, &["apply", "--plan", "plan.json"]).0, 0);
    assert_eq!(
        bench.run_as(TOKEN, &["apply", "--plan", "plan.json"]).0,
        4,
        "already applied"
    );
    bench.write("a.yaml", &file("general: { resellerName: y }\n"));
    assert_eq!(
        bench.run_as(TOKEN, &["apply", "--plan", "plan.json"]).0,
        3,
        "another file"
    );
}

#[test]
fn wrong_usage_is_64() {
    let bench = Workbench::new();
    bench.write("a.yaml", &file(""));
    let check = |arguments: &[&str], exit: i32, says: &str| {
        let output = bench.run(arguments);
        assert_eq!(output.status.code(), Some(exit), "{arguments:?}");
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(text.contains(says), "{arguments:?}: {text}");
    };
    check(
        &["plan", "a.yaml", "--detailed-exitcod"],
        64,
        "--detailed-exitcode",
    );
    check(&["plan", "a.yaml"], 64, "--portal embedded");
    check(
        &["plan", "a.yaml", "--portal", "http://portal.example"],
        64,
        "https",
    );
    check(
        &["apply", "a.yaml", "--portal", "embedded"],
        64,
        "--auto-approve",
    );
    check(&["plan", "a.yaml", "--lang", "fr"], 64, "aucun portail");
    check(&["--help"], 0, "");
    check(&["validate", "none.yaml"], 1, "none.yaml");
    check(&["validate", "."], 0, "");
}

#[test]
fn a_portal_that_is_none_gets_one_clear_sentence() {
    use std::io::{Read, Write};
    let check = |answer: &'static str, says: &str| {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                drop(stream.read(&mut [0; 4096]));
                drop(stream.write_all(answer.as_bytes()));
            }
        });
        let bench = Workbench::new();
        bench.write("a.yaml", &file(""));
        bench.write("token", TOKEN);
        let output = bench.run(&["plan", "a.yaml", "--portal", &url, "--token-file", "token"]);
        let text = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{answer}: {text}");
        assert!(text.contains(says), "{answer}: {text}");
    };
    check(
        "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 4\r\n\r\n<p>x",
        "web page",
    );
    check(
        "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n",
        "redirect",
    );
    check(
        "HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n",
        "CONSIGNE_TOKEN",
    );
    check(
        "HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n",
        "whoami",
    );
    check(
        "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n",
        "check the address",
    );
}

#[test]
fn a_plan_of_an_export_is_empty() {
    let bench = Workbench::with_portal(SEED);
    let plan_of_export = |flags: &[&str]| {
        let (exit, text) = bench.run_as(TOKEN, &[&["export", "boreal"], flags].concat());
        assert_eq!(exit, 0);
        bench.write("export.yaml", &text);
        let (exit, plan) = bench.run_as(TOKEN, &["plan", "export.yaml", "--detailed-exitcode"]);
        assert_eq!(exit, 0, "{text}{plan}");
        text
    };
    plan_of_export(&[]);
    bench.write(
        "a.yaml",
        &example()
            .replace("QC104233", "QC1")
            .replace("BroadSoft-MTL-1", "embedded")
            .replace("Réseau Laurentien", "embedded"),
    );
    let consent = [
        "apply",
        "a.yaml",
        "--auto-approve",
        "--allow",
        "login-change",
        "--allow",
        "spid-change",
        "--allow",
        "lose-hours",
    ];
    let (exit, text) = bench.run_as(TOKEN, &consent);
    assert_eq!(exit, 0, "{text}");
    assert!(
        !plan_of_export(&[]).contains("5550142"),
        "the phone is confidential"
    );
    assert!(plan_of_export(&["--with-confidential"]).contains("5550142"));
}

/// A ticked box is more than a file can say: without days, and all day, which has no `allDay`.
#[test]
fn lunch_breaks_of_every_kind_are_exported() {
    let working = json!({ "days": [], "allDay": false, "lunchBreakEnabled": true });
    let lunch = |days: &[&str], all_day: bool| json!({ "days": days, "allDay": all_day });
    let bench = Workbench::that_holds(&[
        ("chat/fr/working-hours", working),
        ("chat/fr/lunch-break", lunch(&[], false)),
        ("chat/en/lunch-break", lunch(&["sun"], true)),
    ]);
    let (exit, text) = bench.run_as(TOKEN, &["export", "boreal"]);
    assert_eq!(exit, 0, "{text}");
    assert!(
        text.contains("# chat.hours.fr.workingHours.lunchBreak: a file cannot"),
        "{text}"
    );
    bench.write("export.yaml", &text);
    let plan = ["plan", "export.yaml", "--detailed-exitcode"];
    let (exit, plan) = bench.run_as(TOKEN, &plan);
    assert_eq!(exit, 0, "{text}{plan}");
}

#[test]
fn a_first_file_is_valid_and_never_overwrites() {
    let bench = Workbench::new();
    assert_eq!(bench.run(&["init"]).status.code(), Some(0));
    assert_eq!(
        bench.run(&["validate", "reseller.yaml"]).status.code(),
        Some(0)
    );
    assert_eq!(bench.run(&["init"]).status.code(), Some(1));
    assert_eq!(bench.run(&["init", "--force"]).status.code(), Some(0));
}
