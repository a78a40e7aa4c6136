//! `drift`: what the portal holds instead of what the file says, which differences are known, and how it ends.

use serde_json::{Value, json};

use crate::http::{change, create};
use crate::workbench::{TOKEN, Workbench};

const SEED: &str = "
accounts:
  - account: boreal
    can: QC1
    primary: { userCode: '1001', name: Marie, email: marie@boreal.example }
    candidates: [{ userCode: '2041', name: Jean Roy, company: Boréal, role: companyDelegate }]
    softwareDeployed: true
    settings:
      general: { spid: SP-1, resellerName: Boréal }
      chat: { enabled: true }
";

const FILE: &str = "\
apiVersion: consigne/v1
account: boreal
general:
  spid: SP-1
  resellerName: Boréal
chat:
  enabled: true
  hours:
    both:
      workingHours: { days: [mon, tue, wed, thu, fri], startTime: '09:00', endTime: '17:00' }
      weeklySchedules: []
";

fn bench() -> Workbench {
    let bench = Workbench::with_portal(SEED);
    bench.write("a.yaml", FILE);
    bench
}

/// A person changes the portal: another name, shorter hours in French, and a schedule of their own.
fn by_hand(bench: &Workbench) {
    let name = json!({ "resellerName": "Boréal inc." });
    change(bench, "PATCH", "general", Some(name));
    let days = json!(["mon", "tue", "wed", "thu", "fri"]);
    let hours = json!({ "days": days, "startTime": "09:00", "endTime": "16:00", "allDay": false,
                        "lunchBreakEnabled": false });
    change(bench, "PUT", "chat/fr/working-hours", Some(hours));
    let evening = json!({ "name": "Jeudi soir", "days": ["thu"], "startTime": "18:00",
                          "endTime": "21:00", "allDay": false });
    create(bench, "chat/en/weekly-schedules", 'd', evening);
}

fn drift(bench: &Workbench, flags: &[&str]) -> (i32, String, String) {
    let output = bench.run_whole(TOKEN, &[&["drift", "a.yaml"], flags].concat());
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn it_says_what_the_file_says_and_what_the_portal_holds() {
    let bench = bench();
    let (exit, text, _) = drift(&bench, &[]);
    assert_eq!(exit, 0, "{text}");
    assert!(text.starts_with("boreal: as the file says\n"), "{text}");
    by_hand(&bench);
    let (exit, text, _) = drift(&bench, &[]);
    assert_eq!(exit, 2, "{text}");
    for says in [
        "boreal: the portal differs from the file\n",
        "  ~ other value general.resellerName  a.yaml:5\n      file: Boréal\n      portal: Boréal inc.\n",
        "  ~ other value chat.hours.fr.workingHours  a.yaml:10\n",
        "  + only on the portal chat.hours.en.weeklySchedules[\"Jeudi soir\"]  a.yaml:11\n      portal: ",
        "Drift: 1 only on the portal, 2 with another value, 0 only in the file, 0 with another name.\n",
        "Hours: fr −5 h 00 a week; en +3 h 00 a week.\n",
    ] {
        assert!(text.contains(says), "{says}\n---\n{text}");
    }
    for plan in ["Plan:", "Digest", "--allow", "to apply", "before:"] {
        assert!(!text.contains(plan), "{plan}: {text}");
    }
    let (_, french, _) = drift(&bench, &["--lang", "fr"]);
    assert!(french.contains("portail\u{a0}: Boréal inc."), "{french}");
    assert!(
        french.contains("Écarts\u{a0}: 1 seulement sur le portail"),
        "{french}"
    );
}

#[test]
fn every_form_for_people_reads_from_the_file_to_the_portal() {
    let bench = bench();
    by_hand(&bench);
    let (_, markdown, _) = drift(&bench, &["--format", "markdown"]);
    assert!(
        markdown.contains("| Setting | File | Portal |"),
        "{markdown}"
    );
    assert!(markdown.contains("3 differences"), "{markdown}");
    let markdown = markdown.replace('\u{a0}', " ");
    assert!(markdown.contains("fr −5 h 00 a week"), "{markdown}");
    let (_, html, _) = drift(&bench, &["--format", "html"]);
    assert!(html.contains(">Portal</th>"), "{html}");
    let (_, json, _) = drift(&bench, &["--format", "json"]);
    let report: Value = serde_json::from_str(&json).unwrap();
    let account = &report["accounts"][0];
    // Programs read it as a plan, and what customers lost beside it.
    assert_eq!(account["changes"][0]["before"], "Boréal inc.");
    assert_eq!(account["hours"]["fr"]["weekly"]["gainedMinutes"], 300);
    assert_eq!(
        account["drift"]["hours"]["fr"]["weekly"]["lostMinutes"],
        300
    );
}

/// Entries, the exit code, how many changes are left, and the text on standard error.
#[test]
fn known_differences_are_left_out_until_their_day() {
    const NAME: &str = "general.resellerName";
    const HOURS: &str = "chat.hours.both.workingHours";
    const EVENING: &str = "chat.hours.en.weeklySchedules[\"jeudi soir\"]";
    let bench = bench();
    by_hand(&bench);
    let rows: &[(&[&str], i32, usize, &str)] = &[
        (&[NAME], 2, 2, ""),
        (&[NAME, HOURS, EVENING], 0, 0, ""),
        (&["general", "chat"], 0, 0, ""),
        (&["general.resellerName@2026-11-24", "chat"], 0, 0, ""),
        (
            &["general.resellerName@2026-11-23", "chat"],
            2,
            1,
            "warning[ignored-expired]: --ignore: general.resellerName@2026-11-23 is over since 2026-11-23",
        ),
        (
            &["general", "chat", "general.spid"],
            0,
            0,
            "warning[ignored-unused]: --ignore: general.spid covers no difference",
        ),
    ];
    for (entries, exit, left, says) in rows {
        let flags: Vec<_> = entries
            .iter()
            .flat_map(|entry| ["--ignore", entry])
            .collect();
        let (code, json, errors) = drift(&bench, &[&flags[..], &["--format", "json"]].concat());
        assert_eq!(code, *exit, "{entries:?}: {errors}");
        let report: Value = serde_json::from_str(&json).unwrap();
        let changes = report["accounts"][0]["changes"].as_array().unwrap();
        assert_eq!(changes.len(), *left, "{entries:?}: {json}");
        assert_eq!(errors.contains("warning["), !says.is_empty(), "{errors}");
        assert!(errors.contains(says), "{entries:?}: {errors}");
    }
    let (_, text, _) = drift(&bench, &["--ignore", "general@2027-01-15"]);
    let says = "  . ignored until 2027-01-15: general.resellerName (--ignore)";
    assert!(text.contains(says), "{text}");
    // A useless entry is a finding like others.
    let flags = [
        "--ignore",
        "general",
        "--ignore",
        "chat",
        "--ignore",
        "general.spid",
    ];
    for (option, exit, says) in [
        (&["--strict"][..], 1, "error[ignored-unused]"),
        (&["--deny", "ignored-unused"], 1, "error[ignored-unused]"),
        (&["--allow-code", "ignored-unused"], 0, ""),
    ] {
        let (code, _, errors) = drift(&bench, &[&flags[..], option].concat());
        assert_eq!(code, exit, "{option:?}: {errors}");
        assert_eq!(errors.contains("ignored-unused"), !says.is_empty());
        assert!(errors.contains(says), "{errors}");
    }
    // Of a part of the accounts or sections it is not known.
    let (_, _, errors) = drift(&bench, &["--ignore", "chat.enabled", "--only", "general"]);
    assert!(!errors.contains("ignored-unused"), "{errors}");
}

#[test]
fn a_policy_lists_known_differences_as_well() {
    let bench = bench();
    by_hand(&bench);
    let policy = "apiVersion: consigne-policy/v1\ndrift:\n  ignore:\n    - general.resellerName\n    - chat@2026-11-30\n";
    bench.write("policy.yaml", policy);
    let (exit, text, errors) = drift(&bench, &["--policy", "policy.yaml"]);
    assert_eq!(exit, 0, "{text}{errors}");
    let says = "ignored: general.resellerName (policy.yaml:4, drift.ignore[0])";
    assert!(text.contains(says), "{text}");
    // A plan knows no such excuse.
    let plan = [
        "plan",
        "a.yaml",
        "--policy",
        "policy.yaml",
        "--detailed-exitcode",
    ];
    assert_eq!(bench.run_as(TOKEN, &plan).0, 2);
    for wrong in ["general.can", "general.address.city", "generals"] {
        bench.write(
            "policy.yaml",
            &format!("apiVersion: consigne-policy/v1\ndrift: {{ ignore: [{wrong}] }}\n"),
        );
        let (exit, _, errors) = drift(&bench, &["--policy", "policy.yaml"]);
        assert_eq!(exit, 1, "{wrong}");
        assert!(errors.contains("policy-unknown-setting"), "{errors}");
        assert_eq!(drift(&bench, &["--ignore", wrong]).0, 64, "{wrong}");
    }
}

#[test]
fn a_guard_that_differs_and_a_portal_that_is_away_have_their_codes() {
    let mut bench = bench();
    bench.write("a.yaml", &FILE.replace("general:", "general:\n  can: QC2"));
    let (exit, text, _) = drift(&bench, &["--ignore", "general"]);
    assert_eq!(exit, 3, "{text}");
    assert!(text.contains("! refused immutable-field"), "{text}");
    bench.kill();
    let url = "http://127.0.0.1:9";
    let mut command = bench.command(&["drift", "a.yaml", "--portal", url, "--deadline", "2s"]);
    let output = command.env("CONSIGNE_TOKEN", TOKEN).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
}
