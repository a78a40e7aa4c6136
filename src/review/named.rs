//! The settings that a file names, by the paths under which their changes are reported.

use std::collections::BTreeSet;

use crate::desired::Desired;
use crate::model::{FieldPath, Kind, Language, Segment, name_key};

/// Every setting, item and list that the file manages or guards, in the order of the file. Lists
/// are named as a whole, not by their entries.
pub(super) fn managed(desired: &Desired) -> Vec<FieldPath> {
    let guards = &desired.guards;
    let scalars = [
        ("general.can", guards.can.is_some()),
        ("general.spid", desired.spid.is_some()),
        ("general.resellerName", desired.reseller_name.is_some()),
        (
            "general.defaultCustomerLanguage",
            desired.default_customer_language.is_some(),
        ),
        ("general.address", desired.address.is_some()),
        ("administrator.email", desired.email.is_some()),
        ("administrator.phone", desired.phone.is_some()),
        ("administrator.language", desired.language.is_some()),
        ("administrator.primary", guards.primary.is_some()),
        ("delegates", desired.delegates.is_some()),
        ("telephony.pbx", guards.pbx.is_some()),
        ("telephony.provider", guards.carrier.is_some()),
        ("chat.enabled", desired.enabled.is_some()),
        ("chat.timeZone", desired.time_zone.is_some()),
    ];
    let scalars = scalars.into_iter().filter(|(_, managed)| *managed);
    let mut paths: Vec<_> = scalars.map(|(path, _)| FieldPath::of(path)).collect();
    for language in Language::ALL {
        let hours = desired.hours.get(language);
        let path = FieldPath::of("chat.hours").key(language.as_str());
        let working_hours = path.key("workingHours");
        let items = [
            (working_hours.clone(), hours.working_hours.is_some()),
            (working_hours.key("lunchBreak"), hours.lunch_break.is_some()),
            (path.key("weekendHours"), hours.weekend_hours.is_some()),
        ];
        let lists = Kind::ALL.map(|kind| (path.key(kind.list()), hours.lists.contains_key(&kind)));
        let items = items.into_iter().chain(lists);
        paths.extend(items.filter(|(_, managed)| *managed).map(|(path, _)| path));
    }
    paths
}

/// Whether a setting is among the managed ones, or is an entry of a managed list.
pub(super) fn covers(managed: &BTreeSet<FieldPath>, path: &FieldPath) -> bool {
    managed.contains(path) || list_of(path).is_some_and(|(list, _)| managed.contains(&list))
}

/// Whether the file names this very setting; for an entry of a list, whether the list has that
/// entry.
pub(crate) fn names(desired: &Desired, path: &FieldPath) -> bool {
    let Some((list, name)) = list_of(path) else {
        return managed(desired).contains(path);
    };
    if list == FieldPath::of("delegates") {
        let mut delegates = desired.delegates.iter().flatten();
        return delegates.any(|(user, _)| user.as_str() == name);
    }
    let key = name_key(&name);
    let lists = Language::ALL
        .into_iter()
        .flat_map(|language| Kind::ALL.map(|kind| (language, kind)));
    let mut lists = lists.filter(|(language, kind)| {
        list == FieldPath::of("chat.hours")
            .key(language.as_str())
            .key(kind.list())
    });
    lists.any(|(language, kind)| {
        let entries = desired.hours.get(language).lists.get(&kind);
        entries.is_some_and(|entries| entries.contains_key(&key))
    })
}

/// The list of an entry, and the entry's name.
fn list_of(path: &FieldPath) -> Option<(FieldPath, String)> {
    let (list, last) = path.split_last()?;
    match last {
        Segment::Entry(name) => Some((list, name.clone())),
        Segment::Key(_) | Segment::Index(_) => None,
    }
}
