//! A seed and the commands of the system administrator go through the rules of requests.

use insta::assert_snapshot;

use crate::workbench::Workbench;

const BROKEN: &str = "\
accounts:
  - account: austral
    can: QC1
  - account: boreal
    can: QC1
    primary: { userCode: '1001', name: Marie Tremblay }
    candidates: [{ userCode: '1001', name: Marie Tremblay }]
    settings:
      delegates: [{ userCode: '2041', name: Jean Roy }]
      chat:
        enabled: true
        timeZone: Mars/X
        fr:
          workingHours: { days: [] }
          lunchBreak: {}
";

fn refused(bench: &Workbench, lang: &str) -> String {
    let serve = ["portal", "serve", "--database", "portal.db", "--seed"];
    let output = bench.run(&[&serve[..], &["seed.yaml", "--lang", lang]].concat());
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_seed_that_breaks_rules_is_refused_with_file_line_and_rule() {
    let bench = Workbench::seeded(BROKEN);
    assert_snapshot!(refused(&bench, "en"), @"error: seed.yaml:5: boreal: another account has this CAN (can-taken)");
    bench.write("seed.yaml", &BROKEN.replacen("can: QC1", "can: QC2", 1));
    assert_snapshot!(refused(&bench, "en"), @"
    error: seed.yaml:7: boreal: this is the primary administrator, who cannot be a delegate (not-a-candidate)
    error: seed.yaml:14: boreal: /settings/chat/fr/workingHours/lunchBreakEnabled: working hours without days have no lunch break (no-days)
    error: seed.yaml:12: boreal: /settings/chat/timeZone is not valid (invalid)
    error: seed.yaml:9: boreal: /settings/delegates/0/userCode: this user is not on the list of company administrators and their delegates (not-a-candidate)
    ");
    assert_snapshot!(refused(&bench, "fr"), @"
    erreur : seed.yaml:7 : boreal : c'est l'administrateur principal, qui ne peut pas être délégué (not-a-candidate)
    erreur : seed.yaml:14 : boreal : /settings/chat/fr/workingHours/lunchBreakEnabled : des heures de travail sans jours n'ont pas de pause-repas (no-days)
    erreur : seed.yaml:12 : boreal : /settings/chat/timeZone n'est pas valide (invalid)
    erreur : seed.yaml:9 : boreal : /settings/delegates/0/userCode : cet utilisateur n'est pas dans la liste des administrateurs-entreprise et de leurs délégués (not-a-candidate)
    ");
}

#[test]
fn commands_of_the_system_administrator_follow_the_same_rules() {
    let bench = Workbench::new();
    let admin = |arguments: &[&str]| {
        let head = ["portal", "admin", "--database", "portal.db"];
        let output = bench.run(&[&head[..], arguments].concat());
        let text = String::from_utf8(output.stderr).unwrap();
        format!("{} {}", output.status.code().unwrap(), text.trim())
    };
    let create = ["create-account", "--can", "QC1", "--email", "a@b.example"];
    admin(&[&create[..], &["boreal", "--primary", "1001:Marie Tremblay"]].concat());
    assert_snapshot!(admin(&["create-account", "austral", "--can", "QC1"]), @"3 error: another account has this CAN");
    assert_snapshot!(admin(&["create-account", "austral", "--email", "A@b.example"]), @"3 error: another account logs in with this address");
    assert_snapshot!(admin(&["candidate", "add", "boreal", "1001:Marie Tremblay"]), @"3 error: this is the primary administrator, who cannot be a delegate");
    admin(&["candidate", "add", "boreal", "2041:Jean Roy"]);
    admin(&["set-primary", "boreal", "--primary", "2041:Jean Roy"]);
    // The primary administrator is no candidate, however that came about.
    let list = [
        "portal",
        "admin",
        "candidate",
        "list",
        "boreal",
        "--database",
        "portal.db",
    ];
    assert_eq!(bench.run(&list).stdout, b"");
}
