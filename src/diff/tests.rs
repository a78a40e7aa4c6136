//! Every setting that differs, once, in the order of the file.

use std::collections::BTreeSet;

use super::{ChangeKind, blank, diff, settings};
use crate::field::{Field, ValueKind, fields};
use crate::fixture::{account, event, put_weekly, weekly};
use crate::model::{
    Account, Address, Availability, Confidential, Email, FieldPath, Kind, Language, Named,
    PersonName, Phone, Renames, ResellerName, ScheduleName, ScheduleRef, Spid, TimeZone, UserCode,
};

/// `kind path` of each change.
fn changes(renames: &Renames, edit: impl FnOnce(&mut Account)) -> Vec<String> {
    let mut old = account();
    put_weekly(&mut old, Language::Fr, "Jeudi soir", "thu 18:00-21:00");
    let mut new = old.clone();
    edit(&mut new);
    let word = |kind| match kind {
        ChangeKind::Create => "create",
        ChangeKind::Update => "update",
        ChangeKind::Delete => "delete",
        ChangeKind::Rename => "rename",
    };
    let changes = diff(&old, &new, renames);
    changes
        .iter()
        .map(|change| format!("{} {}", word(change.kind), change.path))
        .collect()
}

#[test]
fn nothing_differs_from_itself() {
    assert!(changes(&Renames::new(), |_| {}).is_empty());
}

#[test]
fn every_setting_in_the_order_of_the_file() {
    let edit = |new: &mut Account| {
        let general = &mut new.general;
        general.spid = Some(Spid::observed("SP-1"));
        general.reseller_name = ResellerName::observed("Boréal inc.");
        general.default_customer_language = Language::En;
        general.address = Some(Address {
            street: "x".to_owned(),
            city: "y".to_owned(),
            province: None,
            postal_code: None,
            country: "FR".to_owned(),
        });
        new.administrator.email = Email::observed("paul@boreal.example");
        new.administrator.phone = Confidential::Shown(Some(Phone::observed("+15145550142")));
        new.administrator.language = Language::En;
        new.delegates.remove(&UserCode::observed("2041"));
        new.delegates
            .insert(UserCode::observed("3000"), PersonName::observed("Luc"));
        new.chat.enabled = false;
        new.chat.time_zone = TimeZone::observed("UTC");
        let fr = &mut new.chat.hours.fr;
        fr.working_hours = weekly("mon-fri 08:00-17:00");
        fr.lunch_break = Some(weekly("mon-fri 12:00-13:00"));
        fr.weekend_hours = weekly("sat 10:00-16:00");
        fr.named.replace(Kind::Weekly, []);
        let closed = event(Availability::Closed, "2027-01-01");
        let name = ScheduleName::observed("Jour de l'An");
        let closed = Named::special_event(name, closed);
        new.chat.hours.en.named.insert(closed);
    };
    let expected = [
        "update general.spid",
        "update general.resellerName",
        "update general.defaultCustomerLanguage",
        "update general.address",
        "update administrator.email",
        "update administrator.phone",
        "update administrator.language",
        "delete delegates[\"2041\"]",
        "create delegates[\"3000\"]",
        "update chat.enabled",
        "update chat.timeZone",
        "update chat.hours.fr.workingHours",
        "create chat.hours.fr.workingHours.lunchBreak",
        "update chat.hours.fr.weekendHours",
        "delete chat.hours.fr.weeklySchedules[\"Jeudi soir\"]",
        "create chat.hours.en.specialEvents[\"Jour de l'An\"]",
    ];
    assert_eq!(changes(&Renames::new(), edit), expected);
}

#[test]
fn names() {
    let list = "chat.hours.fr.weeklySchedules";
    let respelled =
        |new: &mut Account| put_weekly(new, Language::Fr, "JEUDI soir", "thu 18:00-21:00");
    assert_eq!(
        changes(&Renames::new(), respelled),
        [format!("update {list}[\"JEUDI soir\"]")]
    );
    let renamed = |new: &mut Account| {
        new.chat.hours.fr.named.replace(Kind::Weekly, []);
        put_weekly(new, Language::Fr, "Soirée", "thu 18:00-22:00");
    };
    let reference =
        |name| ScheduleRef::of(Language::Fr, Kind::Weekly, &ScheduleName::observed(name));
    let renames = [(reference("Soirée"), reference("Jeudi soir"))].into();
    assert_eq!(
        changes(&renames, renamed),
        [format!("rename {list}[\"Soirée\"]")]
    );
    let without = [
        format!("delete {list}[\"Jeudi soir\"]"),
        format!("create {list}[\"Soirée\"]"),
    ];
    assert_eq!(changes(&Renames::new(), renamed), without);
}

#[test]
fn what_is_the_same_for_the_portal_is_no_change() {
    let case =
        |new: &mut Account| new.administrator.email = Email::observed("MARIE@boreal.example");
    assert!(changes(&Renames::new(), case).is_empty());
    let hidden = |new: &mut Account| new.administrator.phone = Confidential::Hidden;
    assert!(changes(&Renames::new(), hidden).is_empty());
}

/// The account of the fixture with every setting that may be absent.
fn full() -> Account {
    let mut account = account();
    account.general.spid = Some(Spid::observed("SP-1"));
    account.general.address = Some(Address {
        street: "1 rue Un".to_owned(),
        city: "Québec".to_owned(),
        province: Some("QC".to_owned()),
        postal_code: Some("G1A 1A1".to_owned()),
        country: "CA".to_owned(),
    });
    account.administrator.phone = Confidential::Shown(Some(Phone::observed("+15145550142")));
    for language in Language::ALL {
        put_weekly(&mut account, language, "Jeudi soir", "thu 18:00-21:00");
        let hours = account.chat.hours.get_mut(language);
        hours.lunch_break = Some(weekly("mon-fri 12:00-13:00"));
        let event = event(Availability::Closed, "2027-01-01");
        let name = ScheduleName::observed("Jour de l'An");
        hours.named.insert(Named::special_event(name, event));
    }
    account
}

/// Paths as the field table writes them: hours of a language are those of `*`, and an entry of a
/// list is the list.
fn rows_of<'a>(paths: impl Iterator<Item = &'a FieldPath>) -> BTreeSet<String> {
    let row = |path: &FieldPath| {
        let row = path.keys().join(".");
        row.replace("hours.fr.", "hours.*.")
            .replace("hours.en.", "hours.*.")
    };
    paths.map(row).collect()
}

/// Whether a row of the table is among the changed ones. A section is when a setting below it is,
/// and a part of a unit or of a list when the innermost unit or list around it is.
fn is_changed(field: &Field, changed: &BTreeSet<String>) -> bool {
    let path = field.path.replace("[]", "");
    let path = ["both", "fr", "en"].iter().fold(path, |path, block| {
        path.replace(&format!("hours.{block}"), "hours.*")
    });
    if matches!(field.kind, ValueKind::Mapping | ValueKind::List) {
        let below = format!("{path}.");
        return changed.contains(&path) || changed.iter().any(|other| other.starts_with(&below));
    }
    let (unit, _) = path.rsplit_once('.').unwrap();
    changed.contains(&path) || changed.contains(unit)
}

/// [`super::settings`] and reviews list the settings of an account by comparing it with an opposite
/// account. A new setting that `unlike` forgets would silently be missing from both.
#[test]
fn an_opposite_account_differs_in_every_setting_that_a_plan_can_change() {
    let check = |account: &Account, absent: &[&str]| {
        let changes = diff(account, &blank::unlike(account), &Renames::new());
        let changed = rows_of(changes.iter().map(|change| &change.path));
        let mut planned = 0;
        for field in fields().filter(|field| field.is_planned()) {
            let is_absent = absent.iter().any(|absent| field.path.starts_with(absent));
            assert_eq!(is_changed(field, &changed), !is_absent, "{}", field.path);
            planned += 1;
        }
        assert!(planned > 40, "{planned} rows");
        changed
    };
    let full = full();
    let changed = check(&full, &[]);
    assert_eq!(rows_of(settings(&full).keys()), changed);
    // A forgotten setting keeps the value of the blank account, so that account finds it, even
    // where the full one happens to have another value. It has no text that a file could name.
    let absent = [
        "general.resellerName",
        "administrator.email",
        "delegates",
        "chat.hours.*.workingHours.lunchBreak",
        "chat.hours.*.weeklySchedules",
        "chat.hours.*.specialEvents",
    ];
    check(&blank::account(), &absent);
}
