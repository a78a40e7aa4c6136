//! `drift --adopt`: the portal's values in the files, and no other line touched.

use serde_json::{Value, json};

use crate::http::{ask, change, create};
use crate::workbench::{TOKEN, Workbench};

const SEED: &str = "
accounts:
  - account: boreal
    can: QC1
    primary: { userCode: '1001', name: Marie, email: marie@boreal.example, phone: '+15145550142' }
    candidates:
      - { userCode: '2041', name: Jean Roy, company: Boréal, role: companyDelegate }
      - { userCode: '2107', name: Aïcha Benali, company: Boréal, role: companyDelegate }
    softwareDeployed: true
    settings:
      general: { spid: SP-1, resellerName: Boréal }
      delegates: [{ userCode: '2041', name: Jean Roy }]
      chat: { enabled: true }
";

/// With a comment at every place where people write one.
const BLOCK: &str = "\
# of boreal
apiVersion: consigne/v1
account: boreal
general:
  resellerName: Boréal # the legal name
  spid: 'SP-1'
# people
delegates:
  # chief
  - user: \"2041\"
    name: Jean Roy # in May on leave
chat:
  hours:
    both: # of both
      workingHours:
        days: [mon, tue, wed, thu, fri] # not on weekends
        startTime: '09:00'
        endTime: '17:00' # by contract
      weeklySchedules: []
# the end
";

const SHARED: &str = "\
apiVersion: consigne/v1
account: boreal
chat:
  hours:
    fr:
      workingHours: &office { days: [mon, tue, wed, thu, fri], startTime: '09:00', endTime: '17:00' } # shared
    en:
      workingHours: *office # the same
";

fn name(bench: &Workbench) {
    let name = json!({ "resellerName": "Boréal inc.", "spid": "SP-2" });
    change(bench, "PATCH", "general", Some(name));
}

fn grant(bench: &Workbench) {
    ask(bench, "PUT", "delegates/2107", None);
    ask(bench, "DELETE", "delegates/2041", None);
}

fn until(bench: &Workbench, language: &str, end: &str) {
    let days = json!(["mon", "tue", "wed", "thu", "fri"]);
    let hours = json!({ "days": days, "startTime": "09:00", "endTime": end, "allDay": false,
                        "lunchBreakEnabled": false });
    let path = format!("chat/{language}/working-hours");
    change(bench, "PUT", &path, Some(hours));
}

fn both_until_four(bench: &Workbench) {
    until(bench, "fr", "16:00");
    until(bench, "en", "16:00");
}

fn french_until_four(bench: &Workbench) {
    until(bench, "fr", "16:00");
}

fn evening(bench: &Workbench) {
    let evening = json!({ "name": "Jeudi soir", "days": ["thu"], "startTime": "18:00",
                          "endTime": "21:00", "allDay": false });
    create(bench, "chat/en/weekly-schedules", 'd', evening);
}

fn bench(file: &str) -> Workbench {
    let bench = Workbench::with_portal(SEED);
    bench.write("a.yaml", file);
    bench
}

/// Exit code, standard output and standard error.
fn adopt(bench: &Workbench, flags: &[&str]) -> (i32, String, String) {
    let output = bench.run_whole(TOKEN, &[&["drift", "a.yaml", "--adopt"], flags].concat());
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// The lines of a diff that come and go.
fn changed(diff: &str) -> Vec<&str> {
    let lines = diff.lines().filter(|line| {
        line.starts_with(['+', '-']) && !line.starts_with("+++") && !line.starts_with("---")
    });
    lines.collect()
}

/// A file, what somebody does on the portal, the lines that change, and the notes about them.
#[test]
fn only_the_lines_concerned_change() {
    type Hand = fn(&Workbench);
    let rows: &[(&str, Hand, &[&str], &str)] = &[
        (
            BLOCK,
            name,
            &[
                "-  resellerName: Boréal # the legal name",
                "-  spid: 'SP-1'",
                "+  resellerName: Boréal inc. # the legal name",
                "+  spid: 'SP-2'",
            ],
            "",
        ),
        (
            BLOCK,
            grant,
            &[
                "-  - user: \"2041\"",
                "-    name: Jean Roy # in May on leave",
                "+  - user: \"2107\"",
                "+    name: \"Aïcha Benali\"",
            ],
            "",
        ),
        (
            BLOCK,
            both_until_four,
            &[
                "-        endTime: '17:00' # by contract",
                "+        endTime: '16:00' # by contract",
            ],
            "",
        ),
        (
            BLOCK,
            french_until_four,
            &[
                "+    fr:",
                "+      workingHours: { days: [mon, tue, wed, thu, fri], startTime: \"09:00\", endTime: \"16:00\" }",
            ],
            "a.yaml: chat.hours.both.workingHours differs between the languages now; fr has its own entry",
        ),
        (
            BLOCK,
            evening,
            &[
                "+    en:",
                "+      weeklySchedules:",
                "+        - { name: \"Jeudi soir\", days: [thu], startTime: \"18:00\", endTime: \"21:00\" }",
            ],
            "",
        ),
        (
            SHARED,
            both_until_four,
            &[
                "-      workingHours: &office { days: [mon, tue, wed, thu, fri], startTime: '09:00', endTime: '17:00' } # shared",
                "+      workingHours: &office { days: [mon, tue, wed, thu, fri], startTime: '09:00', endTime: '16:00' } # shared",
            ],
            "",
        ),
        (
            SHARED,
            french_until_four,
            &[
                "-      workingHours: &office { days: [mon, tue, wed, thu, fri], startTime: '09:00', endTime: '17:00' } # shared",
                "+      workingHours: &office { days: [mon, tue, wed, thu, fri], startTime: '09:00', endTime: '16:00' } # shared",
                "-      workingHours: *office # the same",
                "+      workingHours: { days: [mon, tue, wed, thu, fri], startTime: \"09:00\", endTime: \"17:00\" } # the same",
            ],
            "a.yaml: line 8 repeated a value that changed; it has its own value now",
        ),
    ];
    for (file, hand, lines, says) in rows {
        for newline in ["\n", "\r\n"] {
            let file = file.replace('\n', newline);
            let bench = bench(&file);
            hand(&bench);
            let (exit, diff, errors) = adopt(&bench, &[]);
            assert_eq!(exit, 2, "{errors}");
            let sorted = |mut lines: Vec<String>| {
                lines.sort();
                lines
            };
            let owned = |lines: &[&str]| {
                lines
                    .iter()
                    .map(|line| line.trim_end().to_owned())
                    .collect()
            };
            assert_eq!(
                sorted(owned(&changed(&diff))),
                sorted(owned(lines)),
                "{diff}"
            );
            assert!(errors.contains(says), "{errors}");
            assert_eq!(bench.read("a.yaml"), file, "only shown");
            let (exit, same, errors) = adopt(&bench, &["--write"]);
            assert_eq!((exit, &same), (0, &diff), "{errors}");
            let written = bench.read("a.yaml");
            assert!(newline == "\n" || !written.replace("\r\n", "").contains('\n'));
            let plan = bench.run_as(TOKEN, &["plan", "a.yaml", "--detailed-exitcode"]);
            assert_eq!(plan.0, 0, "{}\n{written}", plan.1);
            assert_eq!(adopt(&bench, &["--write"]).1, "", "nothing is left");
        }
    }
}

#[test]
fn what_is_ignored_refused_or_no_file_is_not_written() {
    let bench = bench(BLOCK);
    name(&bench);
    both_until_four(&bench);
    let (_, diff, _) = adopt(&bench, &["--ignore", "general"]);
    assert!(diff.contains("16:00") && !diff.contains("inc."), "{diff}");
    let (_, diff, _) = adopt(&bench, &["--only", "general"]);
    assert!(!diff.contains("16:00") && diff.contains("inc."), "{diff}");
    let guarded = BLOCK.replace("general:", "general:\n  can: QC2");
    bench.write("a.yaml", &guarded);
    let (exit, diff, errors) = adopt(&bench, &["--write"]);
    assert_eq!((exit, diff.as_str()), (3, ""), "{errors}");
    assert_eq!(bench.read("a.yaml"), guarded);
    for wrong in [&["--format", "json"][..], &["--out", "plan"]] {
        assert_eq!(adopt(&bench, wrong).0, 64, "{wrong:?}");
    }
    let output = bench.run_as(TOKEN, &["drift", "a.yaml", "--write"]);
    assert_eq!(output.0, 64, "there is nothing to write");
}

#[test]
fn a_confidential_telephone_is_written_and_not_shown() {
    let file = "apiVersion: consigne/v1\naccount: boreal\nadministrator:\n  phone: \"+15145550177\" # desk\n";
    let bench = bench(file);
    let (_, diff, _) = adopt(&bench, &["--write"]);
    assert!(
        !diff.contains("+15145550142") && !diff.contains("+15145550177"),
        "{diff}"
    );
    assert_eq!(bench.read("a.yaml"), file.replace("0177", "0142"));
    let settings: Value = ask(&bench, "GET", "settings", None).body;
    assert_eq!(settings["administrator"]["phone"], "+15145550142");
}
