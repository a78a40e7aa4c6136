//! `--strict`, `--deny`, `--allow-code`, and a portal without one of the languages.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

use crate::http::ask;
use crate::workbench::{TOKEN, Workbench};

const SEED: &str = include_str!("../../../fixtures/scenarios/seed.yaml");
const HEAD: &str = "apiVersion: consigne/v1\naccount: boreal\n";

const SATURDAY: &str = "chat: { hours: { both: { workingHours: { days: [fri, sat], startTime: \"09:00\", endTime: \"17:00\" } } } }";
const PAST: &str = "chat: { hours: { both: { specialEvents: [{ name: A, availability: closed, startDate: 2026-06-24 }] } } }";
const NIGHT: &str = "chat: { hours: { both: { weeklySchedules: [{ name: A, days: [fri], startTime: \"22:00\", endTime: \"02:00\" }] } } }";

/// Options of `validate` and the exit code that they give.
#[test]
fn options_of_validate() {
    let bench = Workbench::new();
    for (file, options, exit) in [
        (SATURDAY, "", 0),
        (SATURDAY, "--strict", 1),
        (SATURDAY, "--strict --allow-code L04", 0),
        (SATURDAY, "--strict --allow-code l04", 0),
        (
            SATURDAY,
            "--strict --allow-code working-hours-on-weekend",
            0,
        ),
        (
            SATURDAY,
            "--strict --allow-code weekend-hours-on-weekday",
            1,
        ),
        (SATURDAY, "--strict --allow-code L05,L04", 0),
        (SATURDAY, "--deny L04", 1),
        (SATURDAY, "--deny L05", 0),
        (SATURDAY, "--deny L05 --deny L04", 1),
        (SATURDAY, "--deny L04 --allow-code L04", 1),
        (PAST, "--strict", 0),
        (PAST, "--deny L09", 1),
        (PAST, "--deny event-past", 1),
        (PAST, "--deny event-far", 0),
        (NIGHT, "--strict", 0),
        (NIGHT, "--deny L05", 1),
        (SATURDAY, "--deny L4", 64),
        (SATURDAY, "--deny nothing-of-the-kind", 64),
        (SATURDAY, "--allow-code L19", 64),
        (SATURDAY, "--allow-code syntax", 64),
        ("chat: { hours: { es: {} } }", "--allow-code L04", 1),
    ] {
        bench.write("reseller.yaml", &format!("{HEAD}{file}\n"));
        let mut arguments = vec!["validate", "reseller.yaml"];
        arguments.extend(options.split_whitespace());
        let output = bench.run(&arguments);
        assert_eq!(output.status.code(), Some(exit), "{file} {options}");
    }
}

#[test]
fn an_unknown_code_is_answered_with_the_nearest() {
    let bench = Workbench::new();
    bench.write("reseller.yaml", HEAD);
    for (code, near) in [
        ("L4", "L04"),
        ("without-efect", "without-effect"),
        ("xyzxyzxyz", "docs/findings.md"),
    ] {
        let output = bench.run(&["validate", "reseller.yaml", "--deny", code]);
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(text.contains(near), "{code}: {text}");
    }
}

#[test]
fn variables_are_options() {
    let bench = Workbench::with_portal(SEED);
    bench.write("reseller.yaml", &format!("{HEAD}{SATURDAY}\n"));
    let run = |variable: &str, value: &str| {
        let arguments = ["validate", "reseller.yaml"];
        let output = bench.run_with(variable, value, TOKEN, &arguments);
        output.status.code()
    };
    assert_eq!(run("CONSIGNE_DENY", "L01,L04"), Some(1));
    assert_eq!(run("CONSIGNE_DENY", ""), Some(0));
    assert_eq!(run("CONSIGNE_ALLOW_CODE", "L04"), Some(0));
}

/// The report shows what is found, and not what is allowed.
#[test]
fn what_is_allowed_is_not_shown() {
    let bench = Workbench::new();
    bench.write("reseller.yaml", &format!("{HEAD}{SATURDAY}\n"));
    let text = |arguments: &[&str]| {
        let output = bench.run(&[&["validate", "reseller.yaml"], arguments].concat());
        String::from_utf8(output.stdout).unwrap()
    };
    let found = "warning[working-hours-on-weekend]: working hours on Saturday";
    assert!(text(&[]).contains(found));
    assert!(
        text(&[]).contains("--> reseller.yaml:3:48"),
        "{}",
        text(&[])
    );
    assert!(text(&[]).contains("note: in French, in English; for example Sat 2026-11-28 09:00"));
    assert!(!text(&["--allow-code", "L04"]).contains("working-hours"));
    let json: serde_json::Value = serde_json::from_str(&text(&["--format", "json"])).unwrap();
    let row = &json["diagnostics"][0];
    assert_eq!(row["number"], "L04");
    assert_eq!(row["languages"], serde_json::json!(["fr", "en"]));
    assert_eq!(row["example"], "2026-11-28T09:00:00");
}

/// A finding that an option forbids refuses the plan, whether the file or only the plan shows it.
#[test]
fn options_of_plan_apply_and_drift() {
    let bench = Workbench::with_portal(SEED);
    let login = "administrator: { email: paul.cote@boreal.example }";
    let name = "general: { resellerName: Autre }";
    for (file, arguments, exit) in [
        (SATURDAY, "plan", 0),
        (SATURDAY, "plan --strict", 3),
        (
            SATURDAY,
            "plan --strict --allow-code L04 --allow lose-hours",
            0,
        ),
        (SATURDAY, "apply --auto-approve --deny L04", 3),
        (SATURDAY, "drift --deny L04", 3),
        (login, "plan", 0),
        (login, "plan --strict", 3),
        (login, "plan --strict --allow login-change", 0),
        (login, "plan --deny login-change --allow login-change", 3),
        (login, "plan --deny L16", 3),
        (
            login,
            "apply --auto-approve --deny L16 --allow login-change",
            3,
        ),
        (login, "drift", 2),
        (login, "drift --deny L16", 3),
        (name, "plan --strict", 0),
        (name, "plan --deny L21", 3),
        (name, "plan --deny L22", 0),
    ] {
        bench.write("reseller.yaml", &format!("{HEAD}{file}\n"));
        let mut arguments: Vec<_> = arguments.split_whitespace().collect();
        arguments.push("reseller.yaml");
        let before = ask(&bench, "GET", "settings", None).etag();
        let (code, text) = bench.run_as(TOKEN, &arguments);
        assert_eq!(code, exit, "{arguments:?}: {text}");
        assert_eq!(ask(&bench, "GET", "settings", None).etag(), before);
    }
}

/// A review needs no portal, and what only two versions show refuses as it does in a plan.
#[test]
fn options_of_a_review() {
    let bench = Workbench::new();
    let login = |name: &str| format!("administrator: {{ email: {name}@boreal.example }}");
    for (old, new, options, exit) in [
        ("", SATURDAY, "", 0),
        ("", SATURDAY, "--strict", 3),
        ("", SATURDAY, "--deny L04", 3),
        ("", SATURDAY, "--strict --allow-code L04", 0),
        (&login("a"), &login("b"), "", 0),
        (&login("a"), &login("b"), "--strict", 3),
        (&login("a"), &login("b"), "--deny L16", 3),
        (&login("a"), &login("b"), "--strict --allow login-change", 0),
        (
            &login("a"),
            &login("b"),
            "--deny L16 --allow login-change",
            3,
        ),
        (&login("a"), "", "--strict", 3),
        (
            &login("a"),
            "",
            "--strict --allow-code no-longer-managed",
            0,
        ),
    ] {
        bench.write("old.yaml", &format!("{HEAD}{old}\n"));
        bench.write("new.yaml", &format!("{HEAD}{new}\n"));
        let mut arguments = vec!["review", "old.yaml", "new.yaml"];
        arguments.extend(options.split_whitespace());
        let output = bench.run(&arguments);
        assert_eq!(output.status.code(), Some(exit), "{old} {new} {options}");
    }
}

/// What is forbidden when a saved plan is applied refuses it, and nothing is written.
#[test]
fn options_of_a_saved_plan() {
    let bench = Workbench::with_portal(SEED);
    let login = "administrator: { email: paul.cote@boreal.example }";
    bench.write("reseller.yaml", &format!("{HEAD}{login}\n"));
    for (allow, options, exit) in [
        ("", "--deny L16", 3),
        ("", "--strict", 3),
        ("", "--deny L17 --strict --allow-code L16", 3),
        ("--allow login-change", "--deny login-change", 3),
        ("--allow login-change", "--strict --deny L21", 0),
    ] {
        let words = |text: &'static str| text.split_whitespace().collect::<Vec<_>>();
        let plan = [
            &["plan", "reseller.yaml", "--out", "plan"][..],
            &words(allow),
        ]
        .concat();
        assert_eq!(bench.run_as(TOKEN, &plan).0, 0, "{allow}");
        let apply = [&["apply", "--plan", "plan"][..], &words(options)].concat();
        let (code, text) = bench.run_as(TOKEN, &apply);
        assert_eq!(code, exit, "{allow} {options}: {text}");
    }
}

/// A silenced finding stays silent in a plan, where it is looked for again.
#[test]
fn a_comment_is_heard_by_plans() {
    let bench = Workbench::with_portal(SEED);
    let file = "chat:\n  hours:\n    fr:\n      # consigne: allow L02 – for the record\n      weeklySchedules:\n        - { name: Jeudi soir, days: [thu], startTime: \"18:00\", endTime: \"21:00\" }\n        - { name: Midi, days: [tue], startTime: \"09:00\", endTime: \"10:00\" }\n";
    let found = |file: &str| {
        bench.write("reseller.yaml", &format!("{HEAD}{file}"));
        let (_, text) = bench.run_as(TOKEN, &["plan", "reseller.yaml"]);
        text.contains("without-effect")
    };
    assert!(!found(file));
    assert!(found(&file.replace("# consigne", "# nobody")));
}

/// « Configurez les jours et heures de service de clavardage en anglais et en français. »
#[test]
fn a_portal_without_one_of_the_languages_refuses() {
    let bench = Workbench::with_portal(SEED);
    let mut settings = ask(&bench, "GET", "settings", None).body;
    settings["chat"].as_object_mut().unwrap().remove("en");
    let body = settings.to_string();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let head = lines.take_while(|line| line.as_ref().is_ok_and(|line| !line.is_empty()));
            assert!(head.count() > 0);
            let head = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\netag: \"1\"\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
                body.len()
            );
            stream.write_all(head.as_bytes()).unwrap();
            stream.write_all(body.as_bytes()).unwrap();
        }
    });
    bench.write("reseller.yaml", HEAD);
    let output = bench.run_whole(TOKEN, &["plan", "reseller.yaml", "--portal", &url]);
    let text = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{text}");
    assert!(
        text.contains("does not offer chat in both languages"),
        "{text}"
    );
}
