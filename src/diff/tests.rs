//! Every setting that differs, once, in the order of the file.

use std::collections::BTreeSet;

use super::{ChangeKind, diff, settings};
use crate::fixture::{account, event, put_weekly, weekly};
use crate::model::{
    Account, Address, Availability, Confidential, Email, Kind, Language, PersonName, Phone,
    Renames, ResellerName, ScheduleName, ScheduleRef, Spid, TimeZone, UserCode, name_key,
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
        fr.weekly_schedules.clear();
        let closed = event(Availability::Closed, "2027-01-01");
        let name = ScheduleName::observed("Jour de l'An");
        new.chat
            .hours
            .en
            .special_events
            .insert(name_key("Jour de l'An"), (name, closed));
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
        new.chat.hours.fr.weekly_schedules.clear();
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

/// [`settings`] finds a setting only if `blank::unlike` changes it, so every one must be there.
#[test]
fn an_unlike_account_differs_in_every_setting() {
    let mut account = account();
    account.general.spid = Some(Spid::observed("SP-1"));
    account.general.address = Some(Address {
        street: "x".to_owned(),
        city: "y".to_owned(),
        province: None,
        postal_code: None,
        country: "CA".to_owned(),
    });
    account.administrator.phone = Confidential::Shown(Some(Phone::observed("+15145550142")));
    account.delegates.clear();
    let user = UserCode::observed("2041");
    account.delegates.insert(user, PersonName::observed("Luc"));
    for language in Language::ALL {
        put_weekly(&mut account, language, "Soir", "thu 18:00-21:00");
        let hours = account.chat.hours.get_mut(language);
        hours.lunch_break = Some(weekly("mon-fri 12:00-13:00"));
        let closed = event(Availability::Closed, "2027-01-01");
        let name = ScheduleName::observed("Fête");
        hours
            .special_events
            .insert(name_key("Fête"), (name, closed));
    }
    let hours = ["fr", "en"].into_iter().flat_map(|language| {
        [
            "workingHours",
            "workingHours.lunchBreak",
            "weekendHours",
            "weeklySchedules[\"Soir\"]",
            "specialEvents[\"Fête\"]",
        ]
        .map(|key| format!("chat.hours.{language}.{key}"))
    });
    let others = [
        "general.can",
        "general.spid",
        "general.resellerName",
        "general.defaultCustomerLanguage",
        "general.address",
        "administrator.email",
        "administrator.phone",
        "administrator.language",
        "administrator.primary",
        "delegates[\"2041\"]",
        "telephony.pbx",
        "telephony.provider",
        "chat.enabled",
        "chat.timeZone",
    ];
    let expected: BTreeSet<_> = others.into_iter().map(str::to_owned).chain(hours).collect();
    let found: BTreeSet<_> = settings(&account).keys().map(ToString::to_string).collect();
    assert_eq!(found, expected);
}
