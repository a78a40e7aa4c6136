//! A seed goes through the rules of requests and of the system administrator's commands.

use std::fmt::Write;

use crate::portal::{Portal, PortalFault, Seed};

/// Applies a seed to a new portal: `stored`, or every broken rule as `LINE POINTER CODE`.
fn verdict(seed: &str) -> String {
    let directory = tempfile::tempdir().unwrap();
    let portal = Portal::open(&directory.path().join("portal.db")).unwrap();
    let applied = Seed::parse(seed).and_then(|seed| portal.seed(&seed));
    match applied {
        Ok(()) => "stored".to_owned(),
        Err(PortalFault::SeedRules(rejection)) => {
            assert!(!portal.knows("boreal").unwrap(), "nothing is stored");
            let mut lines = String::new();
            for rule in rejection.broken() {
                let (line, pointer) = (rule.line.unwrap(), &rule.pointer);
                writeln!(lines, "{line} {pointer} {}", rule.code).unwrap();
            }
            lines.trim_end().to_owned()
        }
        Err(fault) => panic!("{seed}: {fault}"),
    }
}

/// An account with people, and more lines of its entry, which begin on line 7.
fn account(more: &str) -> String {
    format!(
        "accounts:
  - account: boreal
    can: QC1
    primary: {{ userCode: '1001', name: Marie Tremblay }}
    candidates:
      - {{ userCode: '2041', name: Jean Roy }}
    {}
",
        more.trim().replace('\n', "\n    ")
    )
}

fn settings(more: &str) -> String {
    account(&format!(
        "settings:\n  {}",
        more.trim().replace('\n', "\n  ")
    ))
}

fn chat(more: &str) -> String {
    settings(&format!("chat:\n  {}", more.trim().replace('\n', "\n  ")))
}

#[test]
fn settings_of_a_seed_follow_the_rules_of_requests() {
    check(&[
        (
            chat("enabled: true"),
            "9 /settings/chat/enabled chat-not-deployed",
        ),
        (
            settings("delegates: [{ userCode: '1001' }]"),
            "8 /settings/delegates/0/userCode not-a-candidate",
        ),
        (
            settings("delegates:\n  - { userCode: '2041' }\n  - { userCode: '2107', name: Aïcha }"),
            "10 /settings/delegates/1/userCode not-a-candidate",
        ),
        (
            settings("delegates: [{ userCode: '2041', name: Somebody Else }]"),
            "8 /settings/delegates/0/name immutable-field",
        ),
        (
            chat("timeZone: Mars/X"),
            "9 /settings/chat/timeZone invalid",
        ),
        (
            chat(
                "fr: { specialEvents: [{ name: A, availability: open, startsAt: 2027-02-30T10:00, endsAt: 2027-03-01T10:00 }] }",
            ),
            "9 /settings/chat/fr/specialEvents/0/startsAt invalid",
        ),
        (
            chat("fr:\n  weeklySchedules:\n    - { name: Weekend, days: [mon], allDay: true }"),
            "11 /settings/chat/fr/weeklySchedules/0/name server-managed-schedule",
        ),
        (
            chat("en: { weeklySchedules: [{ name: A, days: [], allDay: true }] }"),
            "9 /settings/chat/en/weeklySchedules/0/days invalid",
        ),
        (
            chat(
                "en:\n  weeklySchedules:\n    - { name: A, days: [mon], allDay: true }\n    - { name: a, days: [tue], allDay: true }",
            ),
            "12 /settings/chat/en/weeklySchedules/1 duplicate",
        ),
        (
            chat("fr: { workingHours: { days: [] }, lunchBreak: {} }"),
            "9 /settings/chat/fr/workingHours/lunchBreakEnabled no-days",
        ),
        (
            chat("fr: { workingHours: { lunchBreakEnabled: false }, lunchBreak: {} }"),
            "9 /settings/chat/fr/workingHours/lunchBreakEnabled invalid",
        ),
    ]);
}

#[test]
fn settings_of_a_seed_change_nothing_that_requests_cannot() {
    check(&[
        (chat("de: {}"), "9 /settings/chat/de unknown-field"),
        (
            chat("softwareDeployed: true"),
            "9 /settings/chat/softwareDeployed immutable-field",
        ),
        (
            settings("general: { can: QC2 }"),
            "8 /settings/general/can immutable-field",
        ),
        (
            settings("general: { spid: a b, address: {} }"),
            "8 /settings/general/address/street required
8 /settings/general/address/city required
8 /settings/general/address/country required
8 /settings/general/spid invalid",
        ),
        (
            settings("telephony: { pbx: other }"),
            "8 /settings/telephony/pbx immutable-field",
        ),
        (
            settings("administrator: { email: nobody }"),
            "8 /settings/administrator/email invalid",
        ),
        (settings("general: []"), "8 /settings/general invalid"),
        (settings("x: 1"), "8 /settings/x unknown-field"),
    ]);
}

/// Compares broken rules, in any order.
fn check(rows: &[(String, &str)]) {
    for (seed, expected) in rows {
        let found = verdict(seed);
        let mut found: Vec<_> = found.lines().collect();
        let mut expected: Vec<_> = expected.lines().collect();
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected, "{seed}");
    }
}

#[test]
fn what_only_the_administrator_sets_follows_its_rules() {
    let second = |entry: &str| {
        format!(
            "accounts:\n  - {{ account: austral, can: QC1, primary: {{ email: a@b.example }} }}\n  - {{ account: boreal, {entry} }}\n"
        )
    };
    for (seed, expected) in [
        (second("can: QC1"), "3 /can can-taken"),
        (
            second("primary: { email: A@b.example }"),
            "3 /primary/email email-taken",
        ),
        (second("can: QC-1"), "3 /can invalid"),
        (
            second(
                "primary: { email: nobody, phone: '5550142', language: de, userCode: a b, name: '' }",
            ),
            "3 /primary/email invalid
3 /primary/phone invalid
3 /primary/language invalid
3 /primary/userCode invalid
3 /primary/name invalid",
        ),
        (second("telephony: { pbx: '' }"), "3 /telephony/pbx invalid"),
        (
            second("primary: { password: 1A------ }"),
            "3 /primary/password too-short",
        ),
        (
            second("candidates: [{ userCode: '1', name: A }]"),
            "3 /candidates/0/userCode not-a-candidate",
        ),
        (
            second("candidates: [{ userCode: '2', name: '', role: boss }]"),
            "3 /candidates/0/name invalid
3 /candidates/0/role invalid",
        ),
        (
            second("candidates: [{ userCode: '2', name: A }, { userCode: '2', name: B }]"),
            "3 /candidates/1 duplicate",
        ),
        (
            "accounts:\n  - account: austral\n  - account: austral\n".to_owned(),
            "3 /account duplicate",
        ),
        (
            "accounts:\n  - account: Bad Name\n".to_owned(),
            "2 /account invalid",
        ),
    ] {
        assert_eq!(verdict(&seed), expected, "{seed}");
    }
}

/// A document that a portal of the same account gave is a seed of it.
#[test]
fn a_settings_document_is_a_seed() {
    let directory = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string("fixtures/portal/schedules.yaml").unwrap();
    let open = |name: &str| Portal::open(&directory.path().join(name)).unwrap();
    let settings = |portal: &Portal| {
        let token = portal.new_token("boreal").unwrap();
        let path = "/v1/accounts/boreal/settings";
        portal.ask(&token, "GET", path, [None, None], None).body
    };
    let (first, second) = (open("first.db"), open("second.db"));
    let mut seed = Seed::parse(&text).unwrap();
    first.seed(&seed).unwrap();
    let mut document = settings(&first);
    seed.accounts[0].settings = document.clone();
    second.seed(&seed).unwrap();
    let mut again = settings(&second);
    for document in [&mut document, &mut again] {
        for unstable in ["etags", "revision"] {
            document.as_object_mut().unwrap().remove(unstable);
        }
    }
    assert_eq!(document, again);
}

#[test]
fn many_broken_rules_are_counted() {
    let accounts: String = (0..30)
        .map(|at| format!("  - {{ account: a{at}, can: '!' }}\n"))
        .collect();
    let directory = tempfile::tempdir().unwrap();
    let portal = Portal::open(&directory.path().join("portal.db")).unwrap();
    let seed = Seed::parse(&format!("accounts:\n{accounts}")).unwrap();
    let text = portal.seed(&seed).unwrap_err().to_string();
    assert!(
        text.starts_with("read the seed: line 2: a0: /can is not valid (invalid); line 3: "),
        "{text}"
    );
    assert!(text.ends_with("; and 10 more"), "{text}");
}
