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
      good-friday, easter-monday : l'un des deux, au choix de l'employeur
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
    assert_eq!(report["formatVersion"], "1.0");
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
    check(&[], "--holidays");
}
