//! `consigne status`: what an account is on the portal.

use serde_json::{Value, json};

use crate::workbench::{DELEGATE_TOKEN, READ_TOKEN, SYSTEM_TOKEN, TOKEN, Workbench};

const SEED: &str = "
accounts:
  - account: boreal
    can: QC1
    telephony: { pbx: BroadSoft-1, provider: Laurentien }
    primary: { userCode: '1001', name: Marie Tremblay, email: marie@boreal.example }
    candidates: [{ userCode: '2041', name: Jean Roy }]
    softwareDeployed: true
    settings:
      general: { spid: SP-1 }
      delegates: [{ userCode: '2041', name: Jean Roy }]
      chat:
        enabled: true
        fr:
          weeklySchedules: [{ name: Toujours, days: [mon, tue, wed, thu, fri, sat, sun], allDay: true }]
  - account: austral
    primary: { userCode: '1', name: Paul, email: paul@austral.example }
";

#[test]
fn an_account_as_people_and_programs_read_it() {
    let bench = Workbench::with_portal(SEED);
    let (exit, text) = bench.run_as(TOKEN, &["status", "boreal"]);
    assert_eq!(exit, 0);
    insta::assert_snapshot!(text, @r"
    boreal
      token                   primary administrator, can read and write
      primary administrator   1001 Marie Tremblay
      CAN                     QC1
      SPID                    SP-1
      telephone system        BroadSoft-1
      provider                Laurentien
      chat software           deployed
      chat                    on
      chat in French now      open
      chat in English now     closed; opens 2026-11-24 09:00
    ");
    let (exit, text) = bench.run_as(READ_TOKEN, &["status", "boreal", "--lang", "fr"]);
    assert_eq!(exit, 0);
    insta::assert_snapshot!(text, @r"
    boreal
      jeton                   administrateur principal, peut lire
      admin. principal        1001 Marie Tremblay
      CAN                     QC1
      SPID                    SP-1
      système téléphonique    BroadSoft-1
      fournisseur             Laurentien
      logiciel du clavardage  déployé
      clavardage              activé
      en français maintenant  ouvert
      en anglais maintenant   fermé; ouvre 2026-11-24 09:00
    ");
    let (exit, text) = bench.run_as(DELEGATE_TOKEN, &["status", "boreal", "--format", "json"]);
    assert_eq!(exit, 0);
    let report: Value = serde_json::from_str(&text).unwrap();
    let expected = json!({
        "account": "boreal",
        "role": "delegate",
        "scope": "write",
        "primary": { "user": "1001", "name": "Marie Tremblay" },
        "can": "QC1",
        "spid": "SP-1",
        "pbx": "BroadSoft-1",
        "provider": "Laurentien",
        "chatDeployed": true,
        "chatEnabled": true,
        "openNow": { "fr": true, "en": false },
        "nextChange": { "fr": null, "en": { "at": "2026-11-24T14:00:00Z", "opens": true } },
    });
    assert_eq!(
        report,
        json!({ "formatVersion": "1.1", "accounts": [expected] })
    );
}

/// An account that the token does not see is reported, and the others are shown.
#[test]
fn an_account_that_cannot_be_read_hides_no_other() {
    let bench = Workbench::with_portal(SEED);
    let output = bench.run_whole(TOKEN, &["status", "austral", "no/name", "boreal"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(text.starts_with("boreal\n"), "{text}");
    assert!(errors.contains("austral: "), "{errors}");
    assert!(errors.contains("not a valid account name"), "{errors}");
    assert_eq!(output.status.code(), Some(64), "{errors}");
}

/// What no file can set, in the words of `status`: in an export as comments, and behind each account of
/// `whoami`.
#[test]
fn the_primary_and_the_software_are_named_wherever_an_account_is() {
    let bench = Workbench::with_portal(SEED);
    for (language, primary, software) in [
        (
            "en",
            "primary administrator: 1001 Marie Tremblay",
            "chat software: deployed",
        ),
        (
            "fr",
            "admin. principal\u{a0}: 1001 Marie Tremblay",
            "logiciel du clavardage\u{a0}: déployé",
        ),
    ] {
        let (exit, text) = bench.run_as(READ_TOKEN, &["export", "boreal", "--lang", language]);
        assert_eq!(exit, 0);
        assert!(
            text.contains(&format!("\n  # {primary}\n  primary: \"1001\"\n")),
            "{text}"
        );
        assert!(
            text.contains(&format!("\nchat:\n  # {software}\n")),
            "{text}"
        );
    }
    let (exit, text) = bench.run_as(DELEGATE_TOKEN, &["whoami"]);
    assert_eq!(exit, 0);
    insta::assert_snapshot!(text, @r"
    boreal: delegate 2041, can read and write
      primary administrator   1001 Marie Tremblay
      chat software           deployed
    ");
    let (exit, text) = bench.run_as(SYSTEM_TOKEN, &["whoami", "--lang", "fr"]);
    assert_eq!(exit, 0);
    assert!(
        text.contains("austral\u{a0}: administrateur-système, peut lire\n"),
        "{text}"
    );
    assert!(
        text.contains("  logiciel du clavardage  non déployé\n"),
        "{text}"
    );
}
