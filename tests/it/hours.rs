//! `consigne hours`: the week as people meet it, and what held at an instant.

use serde_json::{Value, json};

use crate::tidy::files;
use crate::workbench::{TOKEN, Workbench};

const SEED: &str = include_str!("../../fixtures/portal/schedules.yaml");

/// A bench with every file of `fixtures/week`, under its bare name.
fn bench() -> Workbench {
    let bench = Workbench::new();
    for (path, text) in weeks() {
        bench.write(&path, &text);
    }
    bench
}

fn weeks() -> Vec<(String, String)> {
    let files = files(".yaml").into_iter();
    let weeks = files.filter(|(path, _)| path.starts_with("fixtures/week"));
    weeks
        .map(|(path, text)| {
            let name = path.file_name().unwrap().to_str().unwrap();
            (name.to_owned(), text)
        })
        .collect()
}

fn told(bench: &Workbench, arguments: &[&str]) -> String {
    let arguments = [&["hours"], arguments].concat();
    let output = bench.run(&arguments);
    let rest = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        (output.status.code(), &*rest),
        (Some(0), ""),
        "{arguments:?}"
    );
    String::from_utf8(output.stdout).unwrap()
}

/// Standard output alone: a value that is too long for OpenStreetMap is told besides.
fn told_besides(bench: &Workbench, arguments: &[&str]) -> String {
    let output = bench.run(&[&["hours"], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Every file of `fixtures/week` in every form, against the files beside it.
#[test]
fn weeks_are_as_they_were_blessed() {
    let bench = bench();
    let forms: [(&str, &[&str]); 8] = [
        ("txt", &[]),
        ("ascii.txt", &["--ascii"]),
        ("fr.txt", &["--lang", "fr"]),
        ("json", &["--format", "json"]),
        ("ics", &["--format", "ics"]),
        ("osm.txt", &["--format", "osm"]),
        ("schema-org.json", &["--format", "schema-org"]),
        ("html", &["--format", "html"]),
    ];
    let mut wrong = Vec::new();
    for (name, _) in weeks() {
        for (ending, flags) in forms {
            let arguments = [&[name.as_str()], flags].concat();
            let found = told_besides(&bench, &arguments);
            let golden = format!("{}/fixtures/week/{name}", env!("CARGO_MANIFEST_DIR"));
            let golden = golden.replace(".yaml", &format!(".{ending}"));
            if std::env::var_os("UPDATE").is_some() {
                let mut file = std::fs::File::create(&golden).unwrap();
                std::io::Write::write_all(&mut file, found.as_bytes()).unwrap();
            }
            let blessed = std::fs::read_to_string(&golden).unwrap_or_default();
            if found != blessed {
                wrong.push(golden);
            }
        }
    }
    let help = "look at `git diff` after UPDATE=1 cargo test weeks_are_as_they_were_blessed";
    assert!(wrong.is_empty(), "{wrong:#?} are otherwise now; {help}");
}

#[test]
fn a_week_fits_a_terminal_with_and_without_unicode_and_colour() {
    let bench = bench();
    for (name, _) in weeks() {
        for language in ["fr", "en"] {
            let week = told(&bench, &[&name, "--lang", language]);
            for line in week.lines() {
                assert!(line.chars().count() <= 80, "{name}: {line}");
            }
            let ascii = told(&bench, &[&name, "--lang", language, "--ascii"]);
            assert!(ascii.is_ascii(), "{name}");
            assert_eq!(ascii.lines().count(), week.lines().count(), "{name}");
            let output = bench
                .command(&["hours", &name, "--lang", language])
                .env("CLICOLOR_FORCE", "1")
                .output();
            let coloured = String::from_utf8(output.unwrap().stdout).unwrap();
            assert!(coloured.contains("\u{1b}["));
            assert_eq!(uncoloured(&coloured), week, "{name}");
        }
    }
}

fn uncoloured(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap().to_owned();
    first
        + &parts
            .map(|part| part.split_once('m').unwrap().1)
            .collect::<String>()
}

/// The locale decides when the flag does not.
#[test]
fn a_locale_that_knows_ascii_alone_gets_ascii() {
    let bench = bench();
    let plain = |variable: &str, value: &str| {
        let mut command = bench.command(&["hours", "odd.yaml", "--lang", "fr"]);
        let output = command.env(variable, value).output().unwrap();
        output.stdout.is_ascii()
    };
    assert!(plain("LC_ALL", "C"));
    assert!(plain("LC_CTYPE", "POSIX"));
    assert!(plain("LANG", "fr_CA.ISO-8859-1"));
    assert!(plain("CONSIGNE_ASCII", "1"));
    assert!(!plain("LC_ALL", "C.UTF-8"));
    assert!(!plain("LANG", "fr_CA.utf8"));
    assert!(!plain("LANG", "fr_CA"));
}

#[test]
fn why_it_was_closed_on_the_24th_at_14() {
    let bench = bench();
    let arguments = ["odd.yaml", "--at", "2026-12-24T14:00", "--explain"];
    insta::assert_snapshot!(told(&bench, &arguments), @r#"
    odd, Thu 2026-12-24 14:00 EST
      French and English: closed until Mon 2027-01-04 08:20 EST
        > 1 special event  closed  specialEvents["Temps des fêtes"] (decides)  odd.yaml:20
          5 working hours  open    workingHours (outranked)  odd.yaml:9
    "#);
    let arguments = [
        "odd.yaml",
        "--at",
        "2026-12-08T07:30",
        "--at",
        "2026-12-09T12:30:00-05:00",
        "--at",
        "2026-12-06T03:00",
    ];
    insta::assert_snapshot!(told(&bench, &arguments), @r#"
    odd, Tue 2026-12-08 07:30 EST
      French and English: open until Tue 2026-12-08 12:10 EST, because specialEvents["Matinée"] decides  odd.yaml:22
    odd, Wed 2026-12-09 12:30 EST
      French and English: closed until Wed 2026-12-09 12:50 EST, because lunchBreak decides  odd.yaml:13
    odd, Sun 2026-12-06 03:00 EST
      French: open until Mon 2026-12-07 00:00 EST, because weekendHours decides  odd.yaml:14
      English: closed until Mon 2026-12-07 08:20 EST, because no schedule is in effect
    "#);
    let arguments = [
        "odd.yaml",
        "--at",
        "2026-12-24T14:00",
        "--explain",
        "--lang",
        "fr",
        "--language",
        "fr",
        "--ascii",
    ];
    insta::assert_snapshot!(told(&bench, &arguments), @r#"
    odd, jeu. 2026-12-24 14:00 EST
      francais : ferme jusqu'au lun. 2027-01-04 08:20 EST
        > 1 evenement special  ferme   specialEvents["Temps des fetes"] (decide)  odd.yaml:20
          5 heures de travail  ouvert  workingHours (de rang inferieur)  odd.yaml:9
    "#);
}

#[test]
fn instants_as_machines_read_them() {
    let bench = bench();
    let arguments = [
        "odd.yaml",
        "--at",
        "2026-12-24T14:00:00-05:00",
        "--at",
        "2026-12-09T17:30:00Z",
        "--at",
        "2026-12-09T05:00",
        "--format",
        "json",
    ];
    let found = parsed(&told(&bench, &arguments));
    assert_eq!(found["formatVersion"], "1.1");
    assert_eq!(found["account"], "odd");
    assert_eq!(found["instants"][0]["instant"], "2026-12-24T14:00:00-05:00");
    assert_eq!(found["instants"][2]["instant"], "2026-12-09T05:00:00-05:00");
    let fetes = r#"specialEvents["Temps des fêtes"]"#;
    let layer = |schedule: &str, rank: u8, says: &str, line: u8| json!({ "schedule": schedule, "rank": rank, "says": says, "file": "odd.yaml", "line": line });
    assert_eq!(
        found["instants"][0]["fr"],
        json!({
            "open": false,
            "schedule": fetes,
            "layers": [layer(fetes, 1, "closed", 20), layer("workingHours", 5, "open", 9)],
            "until": "2027-01-04T08:20:00-05:00",
        })
    );
    let lunch = &found["instants"][1]["en"];
    assert_eq!(lunch["schedule"], "lunchBreak");
    assert_eq!(lunch["layers"][0], layer("lunchBreak", 4, "closed", 13));
    let nothing = &found["instants"][2]["en"];
    assert_eq!(nothing["schedule"], Value::Null);
    assert_eq!(nothing["layers"], json!([]));
    assert!(!told(&bench, &[&arguments[..], &["--language", "fr"]].concat()).contains("\"en\""));
}

#[test]
fn a_stretch_in_text_and_as_machines_read_it() {
    let bench = bench();
    let arguments = ["odd.yaml", "--from", "2026-11-01", "--to", "2026-11-02"];
    // 1 November has 25 hours, and the English do not work on Sundays.
    insta::assert_snapshot!(told(&bench, &arguments), @r#"
    odd, French: open for 25 h 00
      Sun 2026-11-01  00:00 EDT–Mon 2026-11-02 00:00 EST
    odd, English: open for 0 h 00
    "#);
    let arguments = [&arguments[..], &["--format", "json"]].concat();
    let text = told(&bench, &arguments);
    let found = parsed(&text);
    assert!(
        text.starts_with("{\n  \"formatVersion\": \"1.1\",\n  \"account\": \"odd\",\n  \"fr\"")
    );
    let sunday = json!([{ "from": "2026-11-01T04:00:00Z", "to": "2026-11-02T05:00:00Z" }]);
    assert_eq!(
        found["fr"],
        json!({ "openMinutes": 1500, "intervals": sunday })
    );
    assert_eq!(found["en"], json!({ "openMinutes": 0, "intervals": [] }));
}

#[test]
fn several_accounts_are_a_list() {
    let bench = bench();
    let found = parsed(&told(
        &bench,
        &[".", "--format", "json", "--at", "2026-12-09T12:30:00Z"],
    ));
    let keys: Vec<_> = found.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["accounts", "formatVersion", "timeZoneData"]);
    let accounts = found["accounts"].as_array().unwrap().iter();
    let names: Vec<_> = accounts.map(|account| &account["account"]).collect();
    assert_eq!(names, ["always", "odd", "same"]);
    let text = told(&bench, &["."]);
    assert!(
        text.contains("\n\nsame: ordinary week, Europe/Paris\n"),
        "{text}"
    );
}

#[test]
fn what_the_file_leaves_to_the_portal_is_told() {
    let bench = Workbench::new();
    let head = "apiVersion: consigne/v1\naccount: boreal\n";
    let hours = r#"chat: { hours: { fr: { workingHours: { days: [mon], startTime: "09:00", endTime: "10:00" } } } }"#;
    bench.write("part.yaml", &format!("{head}{hours}\n"));
    insta::assert_snapshot!(told(&bench, &["part.yaml", "--at", "2026-12-07T09:30", "--explain"]), @r"
    boreal, Mon 2026-12-07 09:30
      French: open until Mon 2026-12-07 10:00
        > 5 working hours  open    workingHours (decides)  part.yaml:3
      English: closed
          nothing is in effect
    Assumed: the file sets no time zone, so times are civil
      times on clocks that never change, written as UTC
    Assumed: chat is on, because the file does not set
      chat.enabled
    Assumed: absent, because the file does not set them:
      chat.hours.fr.workingHours.lunchBreak,
      chat.hours.fr.weekendHours, chat.hours.fr.weeklySchedules,
      chat.hours.fr.specialEvents, chat.hours.en
    ");
    let found = parsed(&told(&bench, &["part.yaml", "--format", "json"]));
    let assumed = [
        "chat.timeZone=none",
        "chat.enabled=true",
        "chat.hours.fr.workingHours.lunchBreak=none",
        "chat.hours.fr.weekendHours=none",
        "chat.hours.fr.weeklySchedules=none",
        "chat.hours.fr.specialEvents=none",
        "chat.hours.en=none",
    ];
    assert_eq!(found["assumptions"], json!(assumed));
    bench.write(
        "off.yaml",
        &format!("{head}chat: {{ enabled: false, timeZone: America/Toronto }}\n"),
    );
    let off = told(&bench, &["off.yaml"]);
    assert!(off.contains("Chat is off"), "{off}");
}

/// A civil time that the clocks show twice or skip is wrong usage, and the help is an instant.
#[test]
fn times_that_are_no_instant_get_a_clear_error() {
    let bench = bench();
    let check = |arguments: &[&str], says: &str| {
        let output = bench.run(&[&["hours"], arguments].concat());
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(64), "{arguments:?} {text}");
        assert!(text.contains(says), "{arguments:?}: {text}");
    };
    let twice = "error: the clocks in America/Toronto show 2026-11-01T01:30 twice\n\
                 help: write 2026-11-01T01:30:00-04:00 for the first time, or 2026-11-01T01:30:00-05:00 for the second\n";
    check(&["odd.yaml", "--at", "2026-11-01T01:30"], twice);
    let skipped = "error: the clocks in America/Toronto skip 2026-03-08T02:30\n\
                   help: they resume at 2026-03-08T03:00:00-04:00";
    check(&["odd.yaml", "--at", "2026-03-08T02:30"], skipped);
    check(&["odd.yaml", "--at", "2026-3-8T8:30"], "an instant such as");
    check(&["odd.yaml", "--at", "24 December"], "an instant such as");
    check(&["odd.yaml", "--from", "2026-12-24"], "--to");
    check(
        &["odd.yaml", "--from", "2026-12-24", "--to", "2026-12-24"],
        "is not before",
    );
    check(
        &["odd.yaml", "--from", "1999-12-24", "--to", "2026-12-24"],
        "a date from 2000",
    );
    check(&["odd.yaml", "--explain"], "--at");
    check(&[], "no file given");
    check(&["--from-portal", "--portal", "embedded"], "no file given");
}

/// The live account says the same as the portal's own answer, and needs no file.
#[test]
fn the_live_account_is_asked_by_name_or_by_file() {
    let bench = Workbench::with_portal(SEED);
    let instants = [
        "2026-12-24T14:00:00-05:00",
        "2027-01-16T01:30:00-05:00",
        "2026-12-06T03:00:00-05:00",
    ];
    for at in instants {
        let arguments = [
            "hours",
            "boreal",
            "--from-portal",
            "--at",
            at,
            "--format",
            "json",
        ];
        let (exit, text) = bench.run_as(TOKEN, &arguments);
        assert_eq!(exit, 0);
        let found = &parsed(&text)["instants"][0];
        for language in ["fr", "en"] {
            let path = format!("chat/{language}/availability?at={at}");
            let portal = crate::http::ask(&bench, "GET", &path, None);
            assert_eq!(
                found[language]["open"], portal.body["open"],
                "{at} {language}"
            );
            let layers = found[language]["layers"].as_array().unwrap();
            assert!(layers.iter().all(|layer| layer["line"].is_null()));
        }
    }
    bench.write("file.yaml", "apiVersion: consigne/v1\naccount: boreal\n");
    let week = |argument: &str| bench.run_as(TOKEN, &["hours", argument, "--from-portal"]);
    assert_eq!(week("boreal"), week("file.yaml"));
    assert!(week("boreal").1.contains("ordinary week, America/Toronto"));
    let both = [
        "hours",
        "boreal",
        "austral",
        "--from-portal",
        "--format",
        "json",
    ];
    let (exit, text) = bench.run_as(TOKEN, &both);
    assert_eq!(
        (exit, parsed(&text)["accounts"].as_array().unwrap().len()),
        (1, 1)
    );
}

#[test]
fn one_language_gives_the_bare_value_for_openstreetmap() {
    let bench = bench();
    let value = told(
        &bench,
        &["same.yaml", "--format", "osm", "--language", "en"],
    );
    assert_eq!(value, "Mo-Su 09:00-17:00\n");
    let both = told(&bench, &["same.yaml", "--format", "osm"]);
    assert_eq!(both, "fr: Mo-Su 09:00-17:00\nen: Mo-Su 09:00-17:00\n");
    let long = bench.run(&["hours", "odd.yaml", "--format", "osm", "--language", "en"]);
    let note = String::from_utf8(long.stderr).unwrap();
    assert!(note.starts_with("the value for en has "), "{note}");
}

/// Chat that is off has no open minute in any form.
#[test]
fn chat_that_is_off_is_closed_in_every_form() {
    let bench = Workbench::new();
    let file = "apiVersion: consigne/v1\naccount: off\n\
        chat: { enabled: false, hours: { both: { weekendHours: { days: all, allDay: true } } } }\n";
    bench.write("off.yaml", file);
    let form = |form: &str| told(&bench, &["off.yaml", "--format", form]);
    assert_eq!(form("osm"), "fr: off\nen: off\n");
    assert!(!form("ics").contains("VEVENT"));
    let page = told_besides(&bench, &["off.yaml", "--format", "html"]);
    assert!(!page.contains("<rect"));
    let graph = parsed(&form("schema-org"));
    assert_eq!(graph["@graph"][0]["hoursAvailable"], json!([]));
}

/// Without a zone there are no clocks to describe, and times are times.
#[test]
fn a_file_without_a_zone_gives_floating_times() {
    let bench = Workbench::new();
    let file = "apiVersion: consigne/v1\naccount: bare\nchat: { hours: { both: { \
        weekendHours: { days: [sun], startTime: \"01:00\", endTime: \"04:00\" }, \
        specialEvents: [{ name: Fermé, availability: closed, startsAt: 2026-11-29T01:30, endsAt: 2026-11-29T02:00 }] } } }\n";
    bench.write("bare.yaml", file);
    let text = told(
        &bench,
        &["bare.yaml", "--format", "ics", "--language", "fr"],
    );
    assert!(
        !text.contains("VTIMEZONE") && !text.contains("TZID"),
        "{text}"
    );
    assert!(
        text.contains(
            "\r\nDTSTART:20261206T010000\r\nDTEND:20261206T040000\r\nRRULE:FREQ=WEEKLY;BYDAY=SU\r\n"
        ),
        "{text}"
    );
    assert!(
        text.contains("\r\nDTSTART:20261129T010000\r\nDTEND:20261129T013000\r\n"),
        "{text}"
    );
    assert!(
        text.contains("\r\nDTSTART:20261129T020000\r\nDTEND:20261129T040000\r\n"),
        "{text}"
    );
}

#[test]
fn a_form_for_one_account_is_refused_for_two() {
    let bench = bench();
    for form in ["ics", "osm", "schema-org", "html"] {
        let usage = |arguments: &[&str], says: &str| {
            let arguments = [&["hours", "--format", form], arguments].concat();
            let output = bench.run(&arguments);
            let text = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(64), "{arguments:?}");
            assert!(text.contains(says), "{text}");
        };
        usage(&["."], "covers one account");
        usage(
            &["odd.yaml", "--at", "2026-12-24T14:00"],
            "printed as text or json",
        );
    }
}

/// The same hours have the same name in every file, and a later file counts as a later version.
#[test]
fn a_calendar_that_is_made_again_updates_the_first() {
    let bench = bench();
    let made = |now: &str| {
        let arguments = ["same.yaml", "--format", "ics", "--now", now];
        let text = told(&bench, &arguments);
        let lines = |name: &str| {
            let lines = text.lines().filter(|line| line.starts_with(name));
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        (lines("UID:"), lines("SEQUENCE:"), lines("DTSTAMP:"))
    };
    let (first, second) = (made("2026-11-24T12:00:00Z"), made("2027-03-01T12:00:00Z"));
    assert_eq!(first.0, second.0);
    assert!(first.1 < second.1 && first.2 < second.2);
}

/// What machines read is what `schema/hours.schema.json` says.
#[test]
fn every_answer_fits_the_schema() {
    let bench = bench();
    let schema = parsed(include_str!("../../schema/hours.schema.json"));
    let schema = jsonschema::validator_for(&schema).unwrap();
    let questions: [&[&str]; 4] = [
        &[],
        &["--at", "2026-12-24T14:00", "--at", "2026-12-09T05:00"],
        &["--from", "2026-11-01", "--to", "2026-12-01"],
        &["--language", "en"],
    ];
    for question in questions {
        for path in ["odd.yaml", "."] {
            let arguments = [&[path, "--format", "json"], question].concat();
            let found = parsed(&told(&bench, &arguments));
            assert!(schema.is_valid(&found), "{arguments:?}: {found:#}");
            let mut wrong = found.clone();
            wrong["formatVersion"] = json!("2.0");
            assert!(!schema.is_valid(&wrong), "{arguments:?}");
        }
    }
}
