//! Whatever people change on a portal, the file that adopts it says so, and of its lines only those that
//! have to change do.

use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};
use proptest::test_runner::TestCaseError;

use super::account::held;
use super::file::{blend, case};
use super::now;
use crate::adopt::{Adopted, adopt};
use crate::desired::lower;
use crate::document::parse;
use crate::effort::cases;
use crate::model::Account;
use crate::reconcile::{Rules, wished};

/// Files as people write them: their styles, comments, anchors and quotes.
const FILES: [&str; 10] = [
    // Block style, with comments everywhere.
    "# the file of boreal\napiVersion: consigne/v1\naccount: boreal\n\ngeneral:\n  # as on the invoice\n  resellerName: Boréal  # legal name\n  spid: \"SP-1\"\n  address:\n    street: 1, rue du Port # door 3\n    city: Québec\n    province: QC\n    postalCode: G1K 1A1\n    country: CA\n\n# who may change this\ndelegates:\n  # chief\n  - user: \"2041\"\n    name: Jean Roy # on leave in May\n  - user: \"2107\"\n    name: Aïcha Benali\n\nchat:\n  enabled: true # since 2020\n  timeZone: America/Toronto\n  hours:\n    # both languages\n    both:\n      workingHours:\n        # the office\n        days:\n          - mon\n          - tue # late\n          - wed\n        startTime: \"08:30\"\n        endTime: \"17:00\"\n        lunchBreak: { startTime: \"12:00\", endTime: \"13:00\" }\n      weekendHours: { days: [] }\n      weeklySchedules:\n        # evenings\n        - name: Jeudi soir\n          days: [thu]\n          startTime: \"18:00\"\n          endTime: \"21:00\"\n        - { name: Samedi, days: [sat], allDay: true } # always\n      specialEvents: []\n# the end\n",
    // Flow style, in one line each.
    "{apiVersion: consigne/v1, account: boreal, general: {resellerName: 'L''Étoile', spid: ''}, chat: {enabled: true, hours: {both: {workingHours: {days: all, allDay: true}, weeklySchedules: [{name: a, days: [mon], allDay: true}, {name: 'b', days: [tue, wed], startTime: '10:00', endTime: '11:00'}]}}}}",
    // Flow style over several lines, with comments and a last comma.
    "apiVersion: consigne/v1\naccount: boreal\ndelegates: [\n  # one\n  { user: '2041', name: Jean Roy },\n  { user: '2107', name: Aïcha Benali }, # two\n]\nchat:\n  hours: {\n    both: { # all\n      weekendHours: { days: [sat], startTime: '10:00', # early\n        endTime: '16:00' },\n      specialEvents: [\n        { name: Inventaire, availability: closed, startDate: 2027-03-31 },\n      ],\n    },\n  }\n",
    // Lists without an indent, single quotes, no languages in common.
    "apiVersion: consigne/v1\naccount: boreal\nadministrator:\n  language: 'fr'\ndelegates:\n- user: '2041'\n  name: 'Jean Roy'\nchat:\n  hours:\n    fr:\n      weeklySchedules:\n      - name: 'Jeudi soir'\n        days:\n        - thu\n        startTime: '18:00'\n        endTime: '21:00'\n      specialEvents: []\n    en:\n      weeklySchedules: []\n      workingHours:\n        days: [mon, tue, wed, thu, fri]\n        startTime: 09:00\n        endTime: 17:00\n        lunchBreak:\n          enabled: false\n",
    // Anchors: hours that several places share.
    "apiVersion: consigne/v1\naccount: boreal\nchat:\n  enabled: false\n  hours:\n    fr:\n      workingHours: &office { days: &week [mon, tue, wed, thu, fri], startTime: &eight '08:00', endTime: '16:00' }\n      weekendHours: { days: [sat], startTime: *eight, endTime: '12:00' }\n      weeklySchedules:\n        - { name: Soir, days: *week, startTime: '18:00', endTime: '20:00' }\n    en:\n      workingHours: *office\n      weeklySchedules: &evenings\n        - &late\n          name: Evening\n          days: *week\n          startTime: '18:00'\n          endTime: '20:00'\n",
    // Everything under both, and something of a language.
    "apiVersion: consigne/v1\naccount: boreal\nchat:\n  timeZone: America/Toronto\n  hours:\n    both:\n      workingHours: { days: [mon], startTime: '08:00', endTime: '16:00', lunchBreak: { enabled: false } }\n      weekendHours:\n        days: [sat, sun]\n        startTime: \"10:00\"\n        endTime: \"24:00\"\n      weeklySchedules: [{ name: Soir, days: all, startTime: '18:00', endTime: '20:00' }]\n      specialEvents:\n        - name: Congrès\n          availability: open\n          startsAt: 2027-09-18T07:00\n          endsAt: 2027-09-18T20:00\n    fr:\n      specialEvents:\n        - { name: Fête, availability: closed, startDate: 2027-06-24, endDate: 2027-06-25 }\n    en:\n      weekendHours: { days: [] }\n",
    // Holidays of a calendar.
    "apiVersion: consigne/v1\naccount: boreal\nchat:\n  hours:\n    both:\n      specialEvents: []\n      holidays:\n        # the law\n        - { calendar: CA-ON, years: [2027], availability: closed }\n        - calendar: CA-QC\n          years: [2028]\n          availability: closed\n          except: [easter-monday]\n",
    // Block scalars and texts over several lines.
    "apiVersion: consigne/v1\naccount: boreal\ngeneral:\n  resellerName: >-\n    Télécom\n    Boréal\n  spid: 'SP-2'\n  defaultCustomerLanguage: en\n  address: {}\nchat:\n  enabled: false\n",
    // Nothing but what differs, the last line without an end.
    "apiVersion: consigne/v1\naccount: boreal\ngeneral: {resellerName: Boréal}",
    // A name that the file changes.
    "apiVersion: consigne/v1\naccount: boreal\nchat:\n  hours:\n    both:\n      weeklySchedules:\n        - name: Soir\n          renamedFrom: Jeudi soir\n          days: [thu]\n          startTime: \"18:00\"\n          endTime: \"21:00\"\n",
];

fn adopted(text: &str, account: &Account) -> Adopted {
    let rules = Rules::default();
    adopt(text, |desired| wished(desired, account, &rules, now()))
}

/// The text agrees, and every line that the account gave no reason to change is still there.
fn agrees(text: &str, account: &Account) -> Result<(), TestCaseError> {
    let adopted = adopted(text, account);
    let new = &adopted.text;
    prop_assert!(adopted.left.is_empty(), "{:?}\n{text}", adopted.left);
    let parsed = parse(new.as_bytes());
    let document = parsed
        .document
        .map_err(|findings| TestCaseError::fail(format!("{findings:?}\n{new}")))?;
    let desired = lower(&document).desired;
    let desired = desired.ok_or_else(|| TestCaseError::fail(new.clone()))?;
    let wished = wished(desired, account, &Rules::default(), now());
    prop_assert!(wished.differs.is_empty(), "{:?}\n{new}", wished.differs);
    // Line ends and what was never read stay as they are.
    let bare = new.replace("\r\n", "");
    prop_assert_eq!(text.contains("\r\n"), new.contains("\r\n"));
    prop_assert!(!text.contains("\r\n") || !bare.contains('\n'), "{new:?}");
    prop_assert_eq!(&self::adopted(new, account).text, new);
    Ok(())
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn a_file_adopts_what_a_portal_holds(
        (_, file) in case(),
        before in held(),
        other in held(),
        taken in any::<u32>(),
        style in any::<u64>(),
    ) {
        let account = blend(&file.over(&before), &other, taken);
        agrees(&file.yaml(style), &account)?;
    }

    #[test]
    fn files_as_people_write_them_adopt_what_a_portal_holds(
        at in 0..FILES.len(),
        before in held(),
        other in held(),
        taken in any::<u32>(),
        ends in 0..3,
    ) {
        let text = FILES[at];
        let text = match ends {
            0 => text.to_owned(),
            1 => text.replace('\n', "\r\n"),
            _ => text.trim_end().to_owned(),
        };
        let document = parse(text.as_bytes()).document.expect("the file is valid");
        let desired = lower(&document).desired.expect("the file is valid");
        let account = blend(&desired.over(&before).account, &other, taken);
        agrees(&text, &account)?;
    }
}
