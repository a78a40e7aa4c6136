//! `consigne review` from outside: two versions of files, and no portal anywhere.

use std::fmt::Write;
use std::process::Output;

use serde_json::{Value, json};

use crate::workbench::Workbench;

mod comment;
mod marks;
mod submodules;
mod text;

const HEAD: &str = "apiVersion: consigne/v1\naccount: boreal\n";

fn file(yaml: &str) -> String {
    format!("{HEAD}{yaml}")
}

/// A review of two files.
fn ran(old: &str, new: &str, flags: &[&str]) -> Output {
    let bench = Workbench::new();
    bench.write("old.yaml", old);
    bench.write("new.yaml", new);
    bench.run(&[&["review", "old.yaml", "new.yaml"], flags].concat())
}

/// Exit code and the JSON of a review of two files.
fn reviewed(old: &str, new: &str, flags: &[&str]) -> (i32, Value) {
    let output = ran(old, new, &[&["--format", "json"], flags].concat());
    let view = serde_json::from_slice(&output.stdout).unwrap_or_default();
    (output.status.code().unwrap(), view)
}

/// What a review tells, in short: changes, refusals, needs, and what is noted about the two.
fn told(account: &Value) -> String {
    let mut told = String::new();
    for change in account["changes"].as_array().unwrap() {
        let text = |member: &str| change[member].as_str().unwrap_or("-").to_owned();
        let (action, path) = (text("action"), text("path"));
        let unknown = if change["before"].is_null() && action == "update" {
            " from unknown"
        } else {
            ""
        };
        let line = &change["line"];
        write!(told, "{action} {path}{unknown} :{line} | ").unwrap();
    }
    for refusal in account["refusals"].as_array().unwrap() {
        let (code, path) = (&refusal["code"], &refusal["path"]);
        write!(
            told,
            "refused {} {} | ",
            code.as_str().unwrap(),
            path.as_str().unwrap()
        )
        .unwrap();
    }
    for word in account["needs"].as_array().unwrap() {
        write!(told, "needs {} | ", word.as_str().unwrap()).unwrap();
    }
    for row in account["diagnostics"].as_array().unwrap() {
        let (code, path) = (row["code"].as_str().unwrap(), row["path"].as_str().unwrap());
        if row["number"] == "L16" {
            // Each needed word is a finding as well, and is told above.
            assert!(account["needs"].as_array().unwrap().contains(&row["code"]));
            continue;
        }
        let news = match row["new"].as_bool() {
            Some(true) => "new ",
            Some(false) => "known ",
            None => "",
        };
        write!(told, "{news}{code} {path} | ").unwrap();
    }
    told.trim_end_matches(" | ").to_owned()
}

/// A row of the tables: what follows the head on both sides, exit code and what is told.
fn check(old: &str, new: &str, exit: i32, expect: &str) {
    let (code, view) = reviewed(&file(old), &file(new), &["--detailed-exitcode"]);
    let account = &view["accounts"][0];
    assert_eq!(told(account), expect, "{old} -> {new}");
    assert_eq!(code, exit, "{old} -> {new}");
    assert_eq!(account["partial"], false);
    assert_eq!(account["digest"], Value::Null);
    let verdict = match exit {
        0 => "inSync",
        2 => "ready",
        _ => "refused",
    };
    assert_eq!(account["verdict"], verdict, "{old} -> {new}");
}

#[test]
fn settings() {
    check("", "", 0, "");
    check("general: { can: QC1 }\n", "general: { can: QC1 }\n", 0, "");
    check(
        "general: { resellerName: A }\n",
        "general: { resellerName: B }\n",
        2,
        "update general.resellerName :3",
    );
    check(
        "administrator: { email: a@b.example }\n",
        "administrator: { email: A@B.example }\n",
        0,
        "",
    );
    check(
        "administrator: { email: a@b.example, language: fr }\n",
        "administrator: { email: c@b.example, language: en }\n",
        2,
        "update administrator.email :3 | update administrator.language :3 | needs login-change",
    );
    check(
        "general: { spid: A }\n",
        "general: { spid: \"\" }\n",
        2,
        "update general.spid :3 | needs spid-change",
    );
    check(
        "delegates: [{ user: \"1\", name: A }, { user: \"2\", name: B }]\n",
        "delegates: [{ user: \"1\", name: Z }, { user: \"3\", name: C }]\n",
        2,
        "delete delegates[\"2\"] :3 | create delegates[\"3\"] :3 | needs revoke-delegate | \
         delegate-name-differs delegates[\"1\"]",
    );
    check(
        "delegates: [{ user: \"1\", name: A }, { user: \"2\", name: B }]\n",
        "delegates: []\n",
        2,
        "delete delegates[\"1\"] :3 | delete delegates[\"2\"] :3 | needs bulk-delete | needs revoke-delegate",
    );
    check(
        "general: { address: { street: x, city: y, country: FR } }\nadministrator: { phone: \"+15145550142\" }\n",
        "general: { address: {} }\nadministrator: { phone: \"\" }\n",
        2,
        "update general.address :3 | update administrator.phone :4 | needs clear-contact",
    );
    check(
        "",
        "general: { address: {} }\nadministrator: { phone: \"\" }\n",
        2,
        "update general.address from unknown :3 | update administrator.phone from unknown :4",
    );
    check(
        "chat: { enabled: true }\n",
        "chat: { enabled: false }\n",
        2,
        "update chat.enabled :3 | needs chat-off",
    );
}

#[test]
fn a_key_that_is_new_was_anything_before() {
    check(
        "",
        "general: { spid: \"\", resellerName: A, defaultCustomerLanguage: fr }\n\
         administrator: { email: a@b.example, phone: \"+15145550142\", language: en }\n\
         delegates: [{ user: \"1\", name: A }]\nchat: { enabled: true, timeZone: UTC }\n",
        2,
        "update general.spid from unknown :3 | update general.resellerName from unknown :3 | \
         update general.defaultCustomerLanguage from unknown :3 | \
         update administrator.email from unknown :4 | \
         update administrator.phone from unknown :4 | \
         update administrator.language from unknown :4 | create delegates[\"1\"] :5 | \
         update chat.enabled from unknown :6 | update chat.timeZone from unknown :6 | \
         new hours-unmanaged chat.enabled",
    );
    // Chat that nobody switched is taken for on.
    check(
        "",
        "chat: { enabled: false }\n",
        2,
        "update chat.enabled from unknown :3 | needs chat-off",
    );
}

#[test]
fn a_key_that_is_gone_deletes_nothing() {
    let settings = "general: { spid: A, resellerName: B }\n\
        administrator: { phone: \"+15145550142\" }\ndelegates: [{ user: \"1\", name: A }]\n";
    let hours = "chat: { enabled: true, timeZone: UTC, hours: { fr: { workingHours: { days: [mon], \
        startTime: \"09:00\", endTime: \"17:00\", lunchBreak: { startTime: \"12:00\", endTime: \
        \"13:00\" } }, weekendHours: { days: [] }, weeklySchedules: [] } } }\n";
    check(
        &format!("{settings}{hours}"),
        "",
        0,
        "no-longer-managed general.spid | no-longer-managed general.resellerName | \
         no-longer-managed administrator.phone | no-longer-managed delegates | \
         no-longer-managed chat.enabled | no-longer-managed chat.timeZone | \
         no-longer-managed chat.hours.fr.workingHours | \
         no-longer-managed chat.hours.fr.weekendHours | \
         no-longer-managed chat.hours.fr.weeklySchedules",
    );
    let alone = hours.replace(
        ", lunchBreak: { startTime: \"12:00\", endTime: \"13:00\" }",
        "",
    );
    check(
        hours,
        &alone,
        0,
        "no-longer-managed chat.hours.fr.workingHours.lunchBreak | \
         known hours-unmanaged chat.enabled",
    );
    check(
        "general: { can: QC1 }\ntelephony: { pbx: P, provider: Q }\n",
        "",
        0,
        "no-longer-managed general.can | no-longer-managed telephony.pbx | \
         no-longer-managed telephony.provider",
    );
}

#[test]
fn what_to_write_to_remove_it() {
    let rows = [
        ("general: { spid: A }", "to remove it, write `spid: \"\"`"),
        ("delegates: []", "to remove it, write `delegates: []`"),
        (
            "chat: { hours: { en: { weekendHours: { days: [] } } } }",
            "to remove it, write `weekendHours: { days: [] }`",
        ),
        (
            "chat: { hours: { en: { specialEvents: [] } } }",
            "to remove it, write `specialEvents: []`",
        ),
        (
            "chat: { enabled: true }",
            "to remove it, write `enabled: false`",
        ),
        (
            "general: { resellerName: A }",
            "it cannot be removed; to keep managing it, keep the key `resellerName`",
        ),
        (
            "general: { can: QC1 }",
            "it is no longer compared with the portal; keep the line to keep asserting it",
        ),
    ];
    for (old, help) in rows {
        let (_, view) = reviewed(&file(&format!("{old}\n")), HEAD, &[]);
        let row = &view["accounts"][0]["diagnostics"][0];
        assert_eq!(row["help"], help, "{old}");
        let message = row["message"].as_str().unwrap();
        assert!(message.contains("(it was in old.yaml:3)"), "{message}");
        assert_eq!(
            (&row["file"], &row["severity"]),
            (&json!("new.yaml"), &json!("warning"))
        );
    }
}

#[test]
fn refusals_that_need_no_portal() {
    let guards = |can, primary, pbx, provider| {
        format!(
            "general: {{ can: {can} }}\nadministrator: {{ primary: \"{primary}\" }}\n\
             telephony: {{ pbx: {pbx}, provider: {provider} }}\n"
        )
    };
    let old = guards("QC1", "1001", "P", "Q");
    check(&old, &guards("QC1", "1001", "P", "Q"), 0, "");
    check(
        &old,
        &guards("qc1", "1002", "p", "R"),
        3,
        "refused immutable-field general.can | refused immutable-field administrator.primary | \
         refused immutable-field telephony.pbx | refused immutable-field telephony.provider",
    );
    // A guard that comes or goes is no difference.
    check("", &old, 0, "");
    let weekly = |entries: &str| {
        format!("chat: {{ hours: {{ fr: {{ weeklySchedules: [{entries}] }} }} }}\n")
    };
    let entry = |name: &str| {
        format!("{{ name: {name}, days: [thu], startTime: \"18:00\", endTime: \"21:00\" }}")
    };
    let renamed = entry("B").replace("name: B", "name: B, renamedFrom: A");
    check(
        &weekly(&entry("A")),
        &weekly(&renamed),
        2,
        "rename chat.hours.fr.weeklySchedules[\"B\"] :3",
    );
    check(&weekly(&entry("B")), &weekly(&renamed), 0, "");
    check(
        &weekly(&format!("{}, {}", entry("A"), entry("B"))),
        &weekly(&renamed),
        3,
        "delete chat.hours.fr.weeklySchedules[\"A\"] :3 | \
         refused rename-ambiguous chat.hours.fr.weeklySchedules[\"B\"]",
    );
    check(
        &weekly(""),
        &weekly(&renamed),
        2,
        "create chat.hours.fr.weeklySchedules[\"B\"] :3 | \
         renamed-from-nothing chat.hours.fr.weeklySchedules[\"B\"]",
    );
}

#[test]
fn a_file_that_governs_another_account() {
    let old = "apiVersion: consigne/v1\naccount: austral\ngeneral: { can: QC1 }\n";
    let new = file("general: { can: QC2, resellerName: A }\n");
    let (exit, view) = reviewed(old, &new, &[]);
    assert_eq!(exit, 3);
    let account = &view["accounts"][0];
    assert_eq!(
        told(account),
        "update account :2 | update general.resellerName from unknown :3 | \
         refused account-change account | needs account-change | file-added account"
    );
    let change = &account["changes"][0];
    assert_eq!(
        (&change["before"], &change["after"]),
        (&json!("austral"), &json!("boreal"))
    );
    let other = &view["accounts"][1];
    assert_eq!(
        (&other["account"], &other["verdict"]),
        (&json!("austral"), &json!("inSync"))
    );
    assert_eq!(told(other), "no-longer-managed account");
    let (exit, view) = reviewed(old, &new, &["--allow", "account-change"]);
    assert_eq!(
        (exit, &view["accounts"][0]["verdict"]),
        (0, &json!("ready"))
    );
    assert_eq!(view["accounts"][0]["granted"], json!(["account-change"]));
}

#[test]
fn findings_that_are_new_and_those_that_were_there() {
    let weekly = |entries: &str| {
        let both = "both: { weeklySchedules: [{ name: A, days: [mon], startTime: \"01:00\", endTime: \"02:00\" }] }";
        format!("chat: {{ hours: {{ {both}, fr: {{ {entries} }} }} }}\n")
    };
    let empty = weekly("weeklySchedules: []");
    // The same finding on another line is no news.
    let moved = format!("general: {{ can: QC1 }}\n{empty}");
    check(
        &empty,
        &moved,
        0,
        "known empty-adds-nothing chat.hours.fr.weeklySchedules",
    );
    check(
        &weekly(""),
        &empty,
        0,
        "new empty-adds-nothing chat.hours.fr.weeklySchedules",
    );
    check(&empty, &weekly(""), 0, "");
}

#[test]
fn sides_that_are_not_valid() {
    let good = file("general: { can: QC1 }\n");
    let bad = file("general: { can: \"QC-1\" }\n");
    let (exit, view) = reviewed(&good, &bad, &[]);
    assert_eq!(
        (exit, &view["accounts"], &view["diagnostics"][0]["code"]),
        (1, &json!([]), &json!("invalid-can"))
    );
    let (exit, view) = reviewed(&bad, &file("general: { resellerName: A }\n"), &[]);
    assert_eq!(exit, 0);
    assert_eq!(
        told(&view["accounts"][0]),
        "update general.resellerName from unknown :3 | old-file-invalid account"
    );
    let bench = Workbench::new();
    bench.write("good.yaml", &good);
    bench.write("bad.yaml", &bad);
    for (arguments, exit, says) in [
        (&["good.yaml", "bad.yaml"][..], 1, "error[invalid-can]"),
        (&["bad.yaml", "good.yaml"], 0, "error[invalid-can]"),
        (&["good.yaml", "gone.yaml"], 1, "gone.yaml: "),
        (&["gone.yaml", "good.yaml"], 1, "gone.yaml: "),
        (&["good.yaml"], 64, "review needs exactly two paths"),
        (
            &["good.yaml", "bad.yaml", "good.yaml"],
            64,
            "review needs exactly two paths",
        ),
        (&["-", "-"], 64, "review needs exactly two paths"),
        (
            &["-", "good.yaml", "--base", "HEAD"],
            64,
            "standard input has no revision",
        ),
        (
            &["good.yaml", "--base=--output=x"],
            64,
            "a revision, such as",
        ),
        (&["good.yaml", "--base="], 64, "a revision, such as"),
        (&["good.yaml", "--base=a\nb"], 64, "a revision, such as"),
        (
            &["good.yaml", "good.yaml", "--portal", "embedded"],
            64,
            "--portal",
        ),
    ] {
        let output = bench.run(&[&["review"], arguments].concat());
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(exit), "{arguments:?}: {errors}");
        assert!(errors.contains(says), "{arguments:?}: {errors}");
    }
}

#[test]
fn directories() {
    let bench = Workbench::new();
    for directory in ["old/deep", "new", "empty"] {
        std::fs::create_dir_all(bench.path().join(directory)).unwrap();
    }
    let of =
        |account: &str, yaml: &str| format!("apiVersion: consigne/v1\naccount: {account}\n{yaml}");
    bench.write("old/a.yaml", &of("a", "general: { resellerName: A }\n"));
    bench.write("old/deep/b.yaml", &of("b", ""));
    bench.write("old/c.yaml", &of("c", ""));
    bench.write("new/a.yaml", &of("a", "general: { resellerName: B }\n"));
    bench.write("new/b.yaml", &of("b", ""));
    bench.write("new/d.yaml", &of("d", "general: { resellerName: D }\n"));
    let review = |old: &str, new: &str| {
        let output = bench.run(&["review", old, new, "--format", "json"]);
        let view: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        let rows = view["accounts"].as_array().cloned().unwrap_or_default();
        let rows = rows
            .iter()
            .map(|row| format!("{}: {}", row["account"].as_str().unwrap(), told(row)));
        (output.status.code().unwrap(), rows.collect::<Vec<_>>())
    };
    let expect = [
        "a: update general.resellerName :3",
        "b: file-renamed account",
        "d: update general.resellerName from unknown :3 | file-added account",
        "c: no-longer-managed account",
    ];
    assert_eq!(
        review("old", "new"),
        (0, expect.map(str::to_owned).to_vec())
    );
    let added = review("empty", "new");
    assert_eq!((added.0, added.1.len()), (0, 3));
    assert_eq!(
        review("new", "empty"),
        (1, Vec::new()),
        "more likely a mistake"
    );
    // Two files that exchange their names are the same two accounts.
    bench.write("new/a.yaml", &of("b", ""));
    bench.write("new/b.yaml", &of("a", "general: { resellerName: A }\n"));
    let (exit, rows) = review("old", "new");
    assert_eq!((exit, rows[0].as_str()), (0, "b: file-renamed account"));
    let output = bench.run(&["review", "old", "new", "--max-files", "2"]);
    assert_eq!(output.status.code(), Some(1));
}

/// Minutes and responsible places of French hours: `lost 300 old.yaml:5`.
fn hours(old: &str, new: &str) -> String {
    let (_, view) = reviewed(&file(old), &file(new), &[]);
    let fr = &view["accounts"][0]["hours"]["fr"];
    let mut told = format!(
        "+{} -{}",
        fr["weekly"]["gainedMinutes"], fr["weekly"]["lostMinutes"]
    );
    let mut places = std::collections::BTreeSet::new();
    for interval in fr["intervals"].as_array().unwrap() {
        let because = &interval["because"];
        places.insert(format!(
            " {} {}:{}",
            interval["change"].as_str().unwrap(),
            because["file"].as_str().unwrap_or("-"),
            because["line"]
        ));
    }
    told.extend(places);
    told
}

#[test]
fn hours_and_the_responsible_line() {
    let chat = |zone: &str, working: &str, weekend: &str, weekly: &str| {
        format!(
            "chat:\n  enabled: true\n  {zone}\n  hours:\n    fr:\n      {working}\n      {weekend}\n      {weekly}\n"
        )
    };
    let zone = "timeZone: America/Toronto";
    let nine = "workingHours: { days: [mon], startTime: \"09:00\", endTime: \"17:00\" }";
    let ten = "workingHours: { days: [mon], startTime: \"10:00\", endTime: \"18:00\" }";
    let sat = "weekendHours: { days: [sat], startTime: \"10:00\", endTime: \"12:00\" }";
    let thu =
        "weeklySchedules: [{ name: A, days: [thu], startTime: \"18:00\", endTime: \"21:00\" }]";
    let none = "weeklySchedules: []";
    let base = chat(zone, nine, sat, thu);
    assert_eq!(hours(&base, &base), "+0 -0");
    assert_eq!(
        hours(&base, &chat(zone, ten, sat, thu)),
        "+60 -60 gained new.yaml:8 lost new.yaml:8"
    );
    // What is deleted is only in the old file.
    assert_eq!(
        hours(&base, &chat(zone, nine, sat, none)),
        "+0 -180 lost old.yaml:10"
    );
    // What is no longer named is kept, and no hour is lost.
    assert_eq!(hours(&base, &chat(zone, nine, "", "")), "+0 -0");
    assert_eq!(hours(&base, &chat("", nine, sat, thu)), "+0 -0");
    // A zone that is named now is no move.
    assert_eq!(hours(&chat("", nine, sat, thu), &base), "+0 -0");
    let halifax = chat("timeZone: America/Halifax", nine, "", "");
    assert_eq!(
        hours(&chat(zone, nine, "", ""), &halifax),
        "+60 -60 gained new.yaml:8 lost new.yaml:5"
    );
    let off = base.replace("enabled: true", "enabled: false");
    assert_eq!(hours(&base, &off), "+0 -780 lost new.yaml:4");
    // Lists that only the new file names are taken for absent before.
    assert_eq!(
        hours(&chat(zone, nine, sat, ""), &base),
        "+180 -0 gained new.yaml:10"
    );
}

#[test]
fn what_is_assumed() {
    let (_, view) = reviewed(
        &file("general: { spid: A }\nchat: { hours: { fr: { workingHours: { days: [] } } } }\n"),
        &file(
            "general: { resellerName: A }\nchat: { timeZone: UTC, hours: { fr: { weekendHours: { days: [] } } } }\n",
        ),
        &[],
    );
    let expect = [
        "chat.timeZone=same",
        "chat.enabled=true",
        "chat.hours.en=none",
        "chat.hours.fr.specialEvents=none",
        "chat.hours.fr.weekendHours=none",
        "chat.hours.fr.weeklySchedules=none",
        "chat.hours.fr.workingHours.lunchBreak=none",
        "general.resellerName=unknown",
        "general.spid=kept",
        "chat.hours.fr.workingHours=kept",
    ];
    assert_eq!(view["accounts"][0]["assumptions"], json!(expect));
}
