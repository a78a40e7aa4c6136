//! Holidays from outside: listed, expanded from a file, and missed.

use serde_json::Value;

use crate::workbench::Workbench;

#[test]
fn a_calendar_is_listed_in_both_languages() {
    let bench = Workbench::new();
    let text = |arguments: &[&str]| {
        let output = bench.run(&[&["hours", "--holidays"], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    insta::assert_snapshot!(text(&["CA-QC", "--years", "2029", "--lang", "fr"]), @r"
    CA-QC 2029 – Québec, Loi sur les normes du travail et Loi sur la fête nationale
      2029-01-01  lun.  new-year                  Jour de l'An
      2029-03-30  ven.  good-friday               Vendredi saint
      2029-04-02  lun.  easter-monday             Lundi de Pâques
      2029-05-21  lun.  patriots-day              Journée nationale des patriotes
      2029-06-24  dim.  national-holiday          Fête nationale
      2029-07-02  lun.  canada-day                Fête du Canada
      2029-09-03  lun.  labour-day                Fête du Travail
      2029-10-08  lun.  thanksgiving              Action de grâces
      2029-12-25  mar.  christmas                 Noël
      good-friday, easter-monday : l'un des deux, au choix de l'employeur
    ");
    insta::assert_snapshot!(text(&["CA-FED", "--years", "2021,2020", "--lang", "en"]), @r"
    CA-FED 2020 – Canada, federally regulated employers, Canada Labour Code
      2020-01-01  Wed   new-year                  New Year's Day
      2020-04-10  Fri   good-friday               Good Friday
      2020-05-18  Mon   victoria-day              Victoria Day
      2020-07-01  Wed   canada-day                Canada Day
      2020-09-07  Mon   labour-day                Labour Day
      2020-10-12  Mon   thanksgiving              Thanksgiving Day
      2020-11-11  Wed   remembrance-day           Remembrance Day
      2020-12-25  Fri   christmas                 Christmas Day
      2020-12-26  Sat   boxing-day                Boxing Day

    CA-FED 2021 – Canada, federally regulated employers, Canada Labour Code
      2021-01-01  Fri   new-year                  New Year's Day
      2021-04-02  Fri   good-friday               Good Friday
      2021-05-24  Mon   victoria-day              Victoria Day
      2021-07-01  Thu   canada-day                Canada Day
      2021-09-06  Mon   labour-day                Labour Day
      2021-09-30  Thu   truth-and-reconciliation  National Day for Truth and Reconciliation
      2021-10-11  Mon   thanksgiving              Thanksgiving Day
      2021-11-11  Thu   remembrance-day           Remembrance Day
      2021-12-25  Sat   christmas                 Christmas Day
      2021-12-26  Sun   boxing-day                Boxing Day
    ");
    let now = ["CA-ON", "--now", "2031-05-05T12:00:00Z"];
    assert_eq!(text(&now), text(&["CA-ON", "--years", "2031,2031"]));
}

#[test]
fn a_calendar_is_listed_for_machines() {
    let bench = Workbench::new();
    let list = ["hours", "--holidays", "CA-QC", "--years", "2027"];
    let output = bench.run(&[&list[..], &["--format", "json"]].concat());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["formatVersion"], "1.1");
    assert_eq!(report["calendar"], "CA-QC");
    assert_eq!(
        report["chooseOne"],
        serde_json::json!(["good-friday", "easter-monday"])
    );
    let holidays = report["holidays"].as_array().unwrap();
    assert_eq!(holidays.len(), 9);
    assert_eq!(
        holidays[3],
        serde_json::json!({
            "date": "2027-05-24",
            "id": "patriots-day",
            "fr": "Journée nationale des patriotes 2027",
            "en": "National Patriots' Day 2027",
        })
    );
}

#[test]
fn what_cannot_be_listed_is_wrong_usage() {
    let bench = Workbench::new();
    let check = |arguments: &[&str], says: &str| {
        let output = bench.run(&[&["hours"], arguments].concat());
        assert_eq!(output.status.code(), Some(64), "{arguments:?}");
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(text.contains(says), "{arguments:?}: {text}");
    };
    check(&["--holidays", "CA-QB"], "CA-QC");
    check(&["--holidays", "CA-QC", "--years", "2019"], "2020 to 2100");
    check(&["--holidays", "CA-QC", "--years", "next"], "2020 to 2100");
    check(&["--years", "2027"], "--holidays");
    check(&["--holidays", "CA-QC", "--format", "ics"], "text or json");
    check(&["--holidays", "CA-QC", "a.yaml"], "cannot be used with");
}

const NOW: &str = "2026-11-24T12:00:00Z";

/// Findings of a file whose hours are these: line, languages and days of each holiday that is
/// missed, in words of the message.
fn missed(hours: &str, arguments: &[&str]) -> Vec<String> {
    let bench = Workbench::new();
    let zone = "chat:\n  timeZone: America/Toronto\n  hours:\n";
    let head = format!("apiVersion: consigne/v1\naccount: boreal\n{zone}");
    bench.write("a.yaml", &format!("{head}{hours}"));
    let now = if arguments.contains(&"--now") {
        &[][..]
    } else {
        &["--now", NOW]
    };
    let command = ["validate", "a.yaml", "--strict", "--format", "json"];
    let output = bench.run(&[&command[..], arguments, now].concat());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let rows = report["diagnostics"].as_array().unwrap().iter();
    let missed = rows.filter(|row| row["code"] == "holiday-without-event");
    missed
        .map(|row| {
            assert_eq!(row["severity"], "warning");
            let message = row["message"].as_str().unwrap();
            let (_, days) = message.split_once(": ").unwrap();
            let languages = row["languages"].as_array().unwrap().iter();
            let languages: Vec<_> = languages
                .map(|language| language.as_str().unwrap())
                .collect();
            format!("{}: {}): {days}", row["line"], languages.join(", "))
        })
        .collect()
}

#[test]
fn a_holiday_without_any_event_is_missed() {
    let year = |calendar: &str, years: &str, rest: &str| {
        let entry =
            format!("{{ calendar: {calendar}, years: [{years}], availability: closed{rest} }}");
        format!("      specialEvents: []\n      holidays: [{entry}]\n")
    };
    let both = |list: &str| format!("    both:\n{list}");
    let quebec = ", except: [easter-monday]";
    let check = |hours: &str, arguments: &[&str], expect: &[&str]| {
        assert_eq!(missed(hours, arguments), expect, "{hours} {arguments:?}");
    };
    // Silent without a calendar, and for what the portal keeps.
    check(&both("      specialEvents: []\n"), &[], &[]);
    check(
        &both("      weekendHours: { days: [] }\n"),
        &["--holidays", "CA-QC"],
        &[],
    );
    // The file's own calendar: a year that nobody has added yet, each place once.
    check(&both(&year("CA-QC", "2026, 2027", quebec)), &[], &[]);
    check(
        &both(&year("CA-QC", "2027", quebec)),
        &[],
        &["8: fr, en): 2026-12-25 christmas"],
    );
    check(
        &both(&year("CA-QC", "2026", quebec)),
        &[],
        &[
            "8: fr, en): 2027-01-01 new-year, 2027-03-26 good-friday, 2027-05-24 patriots-day, 2027-06-24 national-holiday, 2027-07-01 canada-day, 2027-09-06 labour-day, 2027-10-11 thanksgiving",
        ],
    );
    // The last of several entries that take it is where the next year belongs.
    let entry = |year: u16, only: &str| {
        format!(
            "        - {{ calendar: CA-FED, years: [{year}], availability: closed, only: [{only}] }}\n"
        )
    };
    let entries = [
        entry(2025, "christmas"),
        entry(2024, "christmas, boxing-day"),
        entry(2026, "victoria-day"),
    ];
    check(
        &both(&format!(
            "      specialEvents: []\n      holidays:\n{}",
            entries.concat()
        )),
        &[],
        &[
            "10: fr, en): 2026-12-25 christmas, 2026-12-26 boxing-day",
            "11: fr, en): 2027-05-24 victoria-day",
        ],
    );
    // What the file leaves out is left out on purpose, unless somebody asks for all of it.
    let short = both(&year("CA-FED", "2026", ", only: [christmas, boxing-day]"));
    check(&short, &["--now", "2026-06-01T12:00:00Z"], &[]);
    check(
        &short,
        &["--now", "2027-11-30T12:00:00Z"],
        &["8: fr, en): 2027-12-25 christmas, 2027-12-26 boxing-day"],
    );
    check(
        &short,
        &["--now", "2026-10-01T12:00:00Z", "--holidays", "CA-FED"],
        &[
            "7: fr, en): 2026-10-12 thanksgiving, 2026-11-11 remembrance-day, 2027-01-01 new-year, 2027-03-26 good-friday, 2027-05-24 victoria-day, 2027-07-01 canada-day, 2027-09-06 labour-day, 2027-09-30 truth-and-reconciliation",
        ],
    );
}

#[test]
fn what_counts_as_an_event_on_a_holiday() {
    let christmas = |event: &str| {
        let list = format!("    fr:\n      specialEvents: [{event}]\n");
        let now = ["--holidays", "CA-AB", "--now", "2026-12-20T12:00:00Z"];
        let missed = missed(&list, &now);
        assert_eq!(missed.len(), 1);
        missed[0].contains("2026-12-25")
    };
    let at = |says: &str, from: &str, to: &str| {
        christmas(&format!(
            "{{ name: x, availability: {says}, startsAt: {from}, endsAt: {to} }}"
        ))
    };
    assert!(christmas(""));
    assert!(!at("open", "2026-12-25T09:00", "2026-12-25T12:00"));
    assert!(!at("closed", "2026-12-24T12:00", "2026-12-25T00:01"));
    assert!(at("closed", "2026-12-24T12:00", "2026-12-25T00:00"));
    assert!(!at("closed", "2026-12-25T23:59", "2027-01-03T00:00"));
    assert!(at("closed", "2026-12-26T00:00", "2027-01-03T00:00"));
}

/// « le Vendredi saint ou le lundi de Pâques »: either is enough.
#[test]
fn an_event_on_one_of_the_choice_is_enough() {
    let easter = |date: &str| {
        let event = format!("{{ name: x, availability: closed, startDate: {date} }}");
        let list = format!("    fr:\n      specialEvents: [{event}]\n");
        let missed = missed(&list, &["--holidays", "CA-QC"]);
        ["good-friday", "easter-monday"].map(|id| missed[0].contains(id))
    };
    assert_eq!(easter("2027-03-26"), [false, false]);
    assert_eq!(easter("2027-03-29"), [false, false]);
    assert_eq!(easter("2027-03-28"), [true, true]);
    let list = "    fr:\n      specialEvents: []\n";
    assert_eq!(
        missed(list, &["--holidays", "CA-QC"]),
        [
            "7: fr): 2026-12-25 christmas, 2027-01-01 new-year, 2027-03-26 good-friday / easter-monday, 2027-05-24 patriots-day, 2027-06-24 national-holiday, 2027-07-01 canada-day, 2027-09-06 labour-day, 2027-10-11 thanksgiving"
        ]
    );
}

/// Today is the account's: from its midnight on, yesterday's holiday is past.
#[test]
fn twelve_months_begin_today_in_the_zone_of_the_account() {
    let list = "    fr:\n      specialEvents: []\n";
    let at = |now: &str| missed(list, &["--holidays", "CA-ON", "--now", now]).remove(0);
    let before = at("2026-12-26T04:59:00Z");
    assert!(before.contains("2026-12-25") && !before.contains("2027-12-25"));
    let after = at("2026-12-26T05:00:00Z");
    assert!(!after.contains("2026-12-25") && after.contains("2027-12-25"));
    assert!(!after.contains("2027-12-26"));
}

#[test]
fn a_missed_holiday_is_told_in_both_languages_and_by_plan() {
    let bench = Workbench::new();
    let file = "apiVersion: consigne/v1\naccount: boreal\nchat:\n  hours:\n    both:\n      specialEvents: []\n      holidays:\n        - { calendar: CA-ON, years: [2026], availability: closed, only: [family-day] }\n";
    bench.write("a.yaml", file);
    let now = ["--now", NOW];
    let said = |command: &[&str]| {
        let output = bench.run(&[command, &now].concat());
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    };
    insta::assert_snapshot!(said(&["validate", "a.yaml", "--lang", "fr"]), @r"
    avertissement[event-past] : tous les jours fériés de cette entrée sont passés : 2026-02-16
     --> a.yaml:8:13
      |
    8 |         - { calendar: CA-ON, years: [2026], availability: closed, only: [family-day] }
      |             ^^^^^^^^
      |
      = note : en français, en anglais; par exemple lun. 2026-02-16 00:00
      = aide : ajoutez les années à venir à `years`, ou enlevez l'entrée

    avertissement[holiday-without-event] : un jour férié de CA-ON dans les 12 prochains mois n'a aucun événement : 2027-02-15 family-day
     --> a.yaml:8:13
      |
    8 |         - { calendar: CA-ON, years: [2026], availability: closed, only: [family-day] }
      |             ^^^^^^^^
      |
      = note : en français, en anglais; par exemple lun. 2027-02-15 00:00
      = aide : ajoutez 2027 à `years`, retirez ces jours fériés de cette entrée, ou écrivez un événement spécial pour chaque jour; sinon, le clavardage garde ses heures habituelles

    un fichier est valide
    ");
    let told = said(&["plan", "a.yaml", "--portal", "embedded"]);
    assert!(
        told.contains("warning[holiday-without-event]: a holiday of CA-ON"),
        "{told}"
    );
    let told = said(&[
        "plan",
        "a.yaml",
        "--portal",
        "embedded",
        "--holidays",
        "CA-AB",
    ]);
    assert!(told.contains("9 holidays of CA-AB"), "{told}");
    let json = said(&["plan", "a.yaml", "--portal", "embedded", "--format", "json"]);
    assert!(
        json.contains("\"code\": \"holiday-without-event\""),
        "{json}"
    );
    let variable = |value: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_consigne"));
        let command = command.args(["validate", "a.yaml", "--now", NOW]);
        let command = command
            .current_dir(bench.path())
            .env("CONSIGNE_HOLIDAYS", value);
        command.output().unwrap().status.code()
    };
    assert_eq!(
        (variable("CA-ON"), variable("Ontario")),
        (Some(0), Some(64))
    );
}
