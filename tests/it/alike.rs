//! Names that look like others, and schedules that only have another name.

use serde_json::Value;

use crate::workbench::{TOKEN, Workbench};

const HEAD: &str = "apiVersion: consigne/v1\naccount: boreal\n";

/// The codes of what `validate` finds about a schedule of this name.
fn codes(name: &str) -> Vec<String> {
    let bench = Workbench::new();
    let entry =
        format!("{{ name: \"{name}\", days: [mon], startTime: \"18:00\", endTime: \"20:00\" }}");
    let hours = format!("chat: {{ hours: {{ both: {{ weeklySchedules: [{entry}] }} }} }}\n");
    bench.write("a.yaml", &format!("{HEAD}{hours}"));
    let output = bench.run(&["validate", "a.yaml", "--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let rows = report["diagnostics"].as_array().unwrap().iter();
    rows.map(|row| row["code"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn letters_of_another_alphabet_are_a_finding() {
    for (name, found) in [
        ("Noël", false),
        ("Ouverture du soir", false),
        ("Île-aux-Cœurs", false),
        ("\u{410}ccueil", true),
        ("S\u{3bf}ir", true),
        ("so\u{131}r", true),
        ("Пасха", false),
        ("Πάσχα", false),
    ] {
        let codes = codes(name);
        let has = codes.iter().any(|code| code == "look-alike-letters");
        assert_eq!(has, found, "{name}: {codes:?}");
    }
}

#[test]
fn a_name_has_a_visible_character() {
    for (name, is_valid) in [
        ("a", true),
        ("\\u200b", false),
        ("\\u200b\\u2060\\ufeff", false),
        ("\\u00ad", false),
        ("\\u3164", false),
    ] {
        let bench = Workbench::new();
        for text in [
            format!("general: {{ resellerName: \"{name}\" }}\n"),
            format!("delegates: [{{ user: \"2041\", name: \"{name}\" }}]\n"),
            format!(
                "chat: {{ hours: {{ fr: {{ specialEvents: [{{ name: \"{name}\", availability: closed, startDate: 2027-01-01 }}] }} }} }}\n"
            ),
        ] {
            bench.write("a.yaml", &format!("{HEAD}{text}"));
            let output = bench.run(&["validate", "a.yaml"]);
            assert_eq!(output.status.success(), is_valid, "{text}: {output:?}");
        }
    }
}

/// A delete and a create of equal hours is most likely a new name.
#[test]
fn a_schedule_with_another_name_and_equal_hours_may_be_renamed() {
    let seed = "accounts:
  - account: boreal
    primary: { email: marie@boreal.example }
    settings:
      chat:
        fr:
          weeklySchedules:
            - { name: Jeudi soir, days: [thu], startTime: \"18:00\", endTime: \"21:00\" }
            - { name: Samedi, days: [sat], startTime: \"10:00\", endTime: \"12:00\" }
";
    let saturday = "{ name: Samedi, days: [sat], startTime: \"10:00\", endTime: \"12:00\" }";
    let evening = |name: &str, end: &str, more: &str| {
        format!("{{ name: {name}, days: [thu], startTime: \"18:00\", endTime: \"{end}\"{more} }}")
    };
    let bench = Workbench::with_portal(seed);
    for (name, entries, hinted) in [
        ("equal hours", evening("Nocturne", "21:00", ""), true),
        ("other hours", evening("Nocturne", "22:00", ""), false),
        ("the old name", evening("Jeudi soir", "21:00", ""), false),
        (
            "said",
            evening("Nocturne", "21:00", ", renamedFrom: Jeudi soir"),
            false,
        ),
        (
            "both stay",
            format!(
                "{}, {}",
                evening("Jeudi soir", "21:00", ""),
                evening("Nocturne", "21:00", "")
            ),
            false,
        ),
    ] {
        let hours = format!(
            "chat: {{ hours: {{ fr: {{ weeklySchedules: [{entries}, {saturday}] }} }} }}\n"
        );
        bench.write("a.yaml", &format!("{HEAD}{hours}"));
        let (_, report) = bench.run_as(TOKEN, &["plan", "a.yaml", "--format", "json"]);
        let report: Value = serde_json::from_str(&report).unwrap();
        let found = report["accounts"][0]["diagnostics"].as_array().unwrap();
        let mut found = found.iter().filter(|row| row["code"] == "maybe-renamed");
        let hint = found.next();
        assert_eq!(hint.is_some(), hinted, "{name}: {report:#}");
        if let Some(hint) = hint {
            let help = hint["help"].as_str().unwrap();
            assert!(help.contains("renamedFrom: \"Jeudi soir\""), "{help}");
        }
    }
}
