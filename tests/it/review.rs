//! `consigne review` from outside: two versions of files, and no portal anywhere.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::workbench::Workbench;

const HEAD: &str = "apiVersion: consigne/v1\naccount: boreal\n";

fn file(yaml: &str) -> String {
    format!("{HEAD}{yaml}")
}

/// Exit code and the JSON of a review of two files.
fn reviewed(old: &str, new: &str, flags: &[&str]) -> (i32, Value) {
    let bench = Workbench::new();
    bench.write("old.yaml", old);
    bench.write("new.yaml", new);
    let given = ["review", "old.yaml", "new.yaml", "--format", "json"];
    let output = bench.run(&[&given, flags].concat());
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
            "it cannot be removed; to go on managing it, keep the key `resellerName`",
        ),
        (
            "general: { can: QC1 }",
            "it is not compared with the portal any more; keep the line to go on asserting it",
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
    assert_eq!((exit, view), (1, Value::Null));
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
        (&["good.yaml"], 64, "review compares two paths"),
        (
            &["good.yaml", "bad.yaml", "good.yaml"],
            64,
            "review compares two paths",
        ),
        (&["-", "-"], 64, "review compares two paths"),
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

/// The text of a review of two files whose differences are of every kind.
fn text(new: &str, flags: &[&str]) -> String {
    let bench = Workbench::new();
    bench.write("old.yaml", &file(OLD));
    bench.write("new.yaml", new);
    let output = bench.run(&[&["review", "old.yaml", "new.yaml"], flags].concat());
    String::from_utf8(output.stdout).unwrap()
}

const OLD: &str = r#"general: { can: QC104233, spid: SP-1 }
delegates:
  - { user: "2041", name: Jean Roy }
chat:
  enabled: true
  timeZone: America/Toronto
  hours:
    fr:
      workingHours: { days: [mon, tue], startTime: "09:00", endTime: "17:00" }
      weeklySchedules:
        - { name: Jeudi soir, days: [thu], startTime: "18:00", endTime: "21:00" }
    en: { workingHours: { days: [] } }
"#;

#[test]
fn a_review_as_people_read_it() {
    let new = file(OLD)
        .replace(
            "can: QC104233, spid: SP-1",
            "can: QC104234, resellerName: Boréal",
        )
        .replace("\n  - { user: \"2041\", name: Jean Roy }", " []")
        .replace("17:00", "16:00")
        .replace("21:00", "22:00");
    insta::assert_snapshot!(text(&new, &[]), @r##"
    boreal: refused, nothing can be applied
      ~ update general.resellerName  new.yaml:3
          before: (not in the old file)
          after: Boréal
      - delete delegates["2041"]  new.yaml:4
          before: Jean Roy
      ~ update chat.hours.fr.workingHours  new.yaml:10
          before: Mon, Tue 09:00–17:00
          after: Mon, Tue 09:00–16:00
      ~ update chat.hours.fr.weeklySchedules["Jeudi soir"]  new.yaml:12
          before: Thu 18:00–21:00
          after: Thu 18:00–22:00
      hours from 24 November to 21 December (America/Toronto):
        fr: +1 h 00 / −2 h 00 a week, +4 h 00 / −8 h 00 in these 28 days
        en: unchanged
        −8 h 00 fr: no longer opened by the working hours  new.yaml:10
            every Monday and every Tuesday 16:00–17:00, from 24 November
        +4 h 00 fr: opened by the weekly schedule « Jeudi soir »  new.yaml:12
            every Thursday 21:00–22:00, from 26 November
      ! refused immutable-field  new.yaml:3
          general.can was QC104233 and is now QC104234; it is assigned by the portal and cannot be edited
          rule of the help page: « Le code CAN ne peut être modifié. »
          help: restore it, or delete the line to stop asserting it; for another account change `account`
      * warning no-longer-managed  new.yaml:3
          general.spid is no longer managed, and the portal keeps it (it was in old.yaml:3)
          help: to remove it, write `spid: ""`
      * warning revoke-delegate  new.yaml:4
          this asks for the word revoke-delegate
          help: `consigne explain revoke-delegate` says why; give it with --allow revoke-delegate
      . assumed: absent before, because the old file leaves them alone: chat.hours.en.specialEvents, chat.hours.en.weekendHours, chat.hours.en.weeklySchedules, chat.hours.en.workingHours.lunchBreak, chat.hours.fr.specialEvents, chat.hours.fr.weekendHours, chat.hours.fr.workingHours.lunchBreak
      . assumed: kept by the portal as the old file has them: general.spid

    Plan: 0 to create, 3 to update, 1 to delete, 0 to rename. 1 refusal.
    Hours: fr +1 h 00 / −2 h 00 a week; en unchanged.
    "##);
    insta::assert_snapshot!(text(&new, &["--lang", "fr"]), @r##"
    boreal: refusé, rien ne peut être appliqué
      ~ modifier general.resellerName  new.yaml:3
          avant : (absent de l'ancien fichier)
          après : Boréal
      - supprimer delegates["2041"]  new.yaml:4
          avant : Jean Roy
      ~ modifier chat.hours.fr.workingHours  new.yaml:10
          avant : lun., mar. 09:00–17:00
          après : lun., mar. 09:00–16:00
      ~ modifier chat.hours.fr.weeklySchedules["Jeudi soir"]  new.yaml:12
          avant : jeu. 18:00–21:00
          après : jeu. 18:00–22:00
      heures du 24 novembre au 21 décembre (America/Toronto) :
        fr : +1 h 00 / −2 h 00 par semaine, +4 h 00 / −8 h 00 en 28 jours
        en : inchangé
        −8 h 00 fr : n'est plus ouvert par les heures de travail  new.yaml:10
            chaque lundi et chaque mardi 16 h 00–17 h 00, à partir du 24 novembre
        +4 h 00 fr : ouvert par l'horaire hebdomadaire « Jeudi soir »  new.yaml:12
            chaque jeudi 21 h 00–22 h 00, à partir du 26 novembre
      ! refusé immutable-field  new.yaml:3
          general.can était QC104233 et devient QC104234 ; le portail l'attribue et il ne peut être modifié
          règle de la page d'aide : « Le code CAN ne peut être modifié. »
          aide : rétablissez-le, ou retirez la ligne pour ne plus l'affirmer ; pour un autre compte, changez « account »
      * avertissement no-longer-managed  new.yaml:3
          general.spid n'est plus géré, et le portail le garde (il était dans old.yaml:3)
          aide : pour le supprimer, écrivez « spid: "" »
      * avertissement revoke-delegate  new.yaml:4
          ceci demande le mot revoke-delegate
          aide : `consigne explain revoke-delegate` dit pourquoi ; donnez-le par --allow revoke-delegate
      . on suppose : absents auparavant, car l'ancien fichier ne les gère pas : chat.hours.en.specialEvents, chat.hours.en.weekendHours, chat.hours.en.weeklySchedules, chat.hours.en.workingHours.lunchBreak, chat.hours.fr.specialEvents, chat.hours.fr.weekendHours, chat.hours.fr.workingHours.lunchBreak
      . on suppose : gardés par le portail comme l'ancien fichier les donne : general.spid

    Plan : 0 à créer, 3 à modifier, 1 à supprimer, 0 à renommer. 1 refus.
    Heures : fr +1 h 00 / −2 h 00 par semaine ; en inchangé.
    "##);
}

#[test]
fn another_account_as_people_read_it() {
    let new = "apiVersion: consigne/v1\naccount: austral\ngeneral: { spid: SP-1 }\n";
    insta::assert_snapshot!(text(new, &[]), @r##"
    austral: refused, nothing can be applied
      ~ update account  new.yaml:2
          before: boreal
          after: austral
      ~ update general.spid  new.yaml:3
          before: (not in the old file)
          after: SP-1
      ! refused account-change  new.yaml:2
          this file governed the account boreal and now governs austral
          help: if that is meant, add --allow account-change; otherwise restore `account`
      * info file-added  new.yaml:2
          the account austral had no file; what the portal holds of it is not known here
          help: `consigne plan` compares it with the portal
      * warning account-change  new.yaml:2
          this asks for the word account-change
          help: `consigne explain account-change` says why; give it with --allow account-change
      . assumed: no version names a time zone, so times are civil times whose clocks never change
      . assumed: chat was on, because the old file leaves chat.enabled alone
      . assumed: absent before, because the old file leaves them alone: chat.hours.en, chat.hours.fr

    boreal: nothing to change
      * warning no-longer-managed  old.yaml:2
          the account boreal is no longer managed, and the portal keeps everything
          help: if only the file moved, keep its `account`
      . assumed: absent before, because the old file leaves them alone: chat.hours.en.specialEvents, chat.hours.en.weekendHours, chat.hours.en.weeklySchedules, chat.hours.en.workingHours.lunchBreak, chat.hours.fr.specialEvents, chat.hours.fr.weekendHours, chat.hours.fr.workingHours.lunchBreak

    Plan: 0 to create, 2 to update, 0 to delete, 0 to rename. 1 refusal.
    Hours: austral fr unchanged; en unchanged.
    Hours: boreal fr unchanged; en unchanged.
    "##);
    insta::assert_snapshot!(text(new, &["--lang", "fr"]), @r##"
    austral: refusé, rien ne peut être appliqué
      ~ modifier account  new.yaml:2
          avant : boreal
          après : austral
      ~ modifier general.spid  new.yaml:3
          avant : (absent de l'ancien fichier)
          après : SP-1
      ! refusé account-change  new.yaml:2
          ce fichier gérait le compte boreal et gère maintenant austral
          aide : si c'est voulu, ajoutez --allow account-change ; sinon rétablissez « account »
      * information file-added  new.yaml:2
          le compte austral n'avait pas de fichier ; ce que le portail en détient n'est pas connu ici
          aide : « consigne plan » le compare au portail
      * avertissement account-change  new.yaml:2
          ceci demande le mot account-change
          aide : `consigne explain account-change` dit pourquoi ; donnez-le par --allow account-change
      . on suppose : aucune version ne nomme de fuseau horaire : les heures sont civiles et l'heure ne change jamais
      . on suppose : le clavardage était activé, car l'ancien fichier ne gère pas chat.enabled
      . on suppose : absents auparavant, car l'ancien fichier ne les gère pas : chat.hours.en, chat.hours.fr

    boreal: rien à modifier
      * avertissement no-longer-managed  old.yaml:2
          le compte boreal n'est plus géré, et le portail garde tout
          aide : si seul le fichier a changé de place, gardez son « account »
      . on suppose : absents auparavant, car l'ancien fichier ne les gère pas : chat.hours.en.specialEvents, chat.hours.en.weekendHours, chat.hours.en.weeklySchedules, chat.hours.en.workingHours.lunchBreak, chat.hours.fr.specialEvents, chat.hours.fr.weekendHours, chat.hours.fr.workingHours.lunchBreak

    Plan : 0 à créer, 2 à modifier, 0 à supprimer, 0 à renommer. 1 refus.
    Heures : austral fr inchangé ; en inchangé.
    Heures : boreal fr inchangé ; en inchangé.
    "##);
}
