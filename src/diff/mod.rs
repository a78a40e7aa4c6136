//! Two whole accounts to changes, in the order of the file's keys.

pub(crate) mod blank;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Account, Address, Administrator, ChatHours, Confidential, FieldPath, General, Kind, Language,
    Named, Phone, Renames, ScheduleRef, Weekly,
};

/// One change of one setting, entry or unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) path: FieldPath,
    pub(crate) kind: ChangeKind,
    /// Absent for a create.
    pub(crate) before: Option<Setting>,
    /// Absent for a delete.
    pub(crate) after: Option<Setting>,
}

/// What happens to the setting. Scalars are always updates, also from and to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum ChangeKind {
    Create,
    Update,
    Delete,
    /// `renamedFrom`: one change, whatever else of the entry differs.
    Rename,
}

/// A value on one side of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Setting {
    /// Text, codes, languages, zones; the empty text is a cleared SPID.
    Text(String),
    /// The administrator's phone: every rendering shows its last four digits.
    Phone(Phone),
    Switch(bool),
    Address(Address),
    /// Default hours and the lunch break.
    Weekly(Weekly),
    /// A named weekly schedule or a special event.
    Named(Named),
}

/// Every setting that differs. Guards are settings like others here: `over` keeps them equal.
pub(crate) fn diff(old: &Account, new: &Account, renames: &Renames) -> Vec<Change> {
    let mut diff = Diff::default();
    diff.general(&old.general, &new.general);
    diff.administrator(&old.administrator, &new.administrator);
    diff.delegates(old, new);
    diff.text(
        "telephony.pbx",
        old.telephony.pbx.as_str(),
        new.telephony.pbx.as_str(),
    );
    let (carrier, new_carrier) = (&old.telephony.carrier, &new.telephony.carrier);
    diff.text("telephony.provider", carrier.as_str(), new_carrier.as_str());
    let (chat, new_chat) = (&old.chat, &new.chat);
    diff.scalar(
        "chat.enabled",
        Setting::Switch(chat.enabled),
        Setting::Switch(new_chat.enabled),
    );
    diff.text(
        "chat.timeZone",
        chat.time_zone.as_str(),
        new_chat.time_zone.as_str(),
    );
    for language in Language::ALL {
        diff.hours(
            language,
            chat.hours.get(language),
            new_chat.hours.get(language),
        );
        for kind in Kind::ALL {
            diff.schedules(old, new, renames, language, kind);
        }
    }
    diff.changes
}

/// Every setting of an account that has a value, by its path.
pub(crate) fn settings(account: &Account) -> BTreeMap<FieldPath, Setting> {
    let changes = diff(account, &blank::unlike(account), &Renames::new());
    let held = changes
        .into_iter()
        .filter_map(|change| Some((change.path, change.before?)));
    held.collect()
}

#[derive(Default)]
struct Diff {
    changes: Vec<Change>,
}

impl Diff {
    fn general(&mut self, old: &General, new: &General) {
        self.text("general.can", old.can.as_str(), new.can.as_str());
        let spid = |general: &General| general.spid.as_ref().map(ToString::to_string);
        let (from, to) = (spid(old), spid(new));
        self.text(
            "general.spid",
            from.as_deref().unwrap_or(""),
            to.as_deref().unwrap_or(""),
        );
        self.text(
            "general.resellerName",
            old.reseller_name.as_str(),
            new.reseller_name.as_str(),
        );
        self.text(
            "general.defaultCustomerLanguage",
            old.default_customer_language.as_str(),
            new.default_customer_language.as_str(),
        );
        let address = |general: &General| general.address.clone().map(Setting::Address);
        self.unit(FieldPath::of("general.address"), address(old), address(new));
    }

    fn administrator(&mut self, old: &Administrator, new: &Administrator) {
        if !old.email.same_login(&new.email) {
            self.text(
                "administrator.email",
                old.email.as_str(),
                new.email.as_str(),
            );
        }
        if let (Confidential::Shown(from), Confidential::Shown(to)) = (&old.phone, &new.phone) {
            let phone = |phone: &Option<Phone>| phone.clone().map(Setting::Phone);
            self.unit(FieldPath::of("administrator.phone"), phone(from), phone(to));
        }
        self.text(
            "administrator.language",
            old.language.as_str(),
            new.language.as_str(),
        );
        let (from, to) = (&old.primary.user, &new.primary.user);
        self.text("administrator.primary", from.as_str(), to.as_str());
    }

    fn delegates(&mut self, old: &Account, new: &Account) {
        let users: BTreeSet<_> = old.delegates.keys().chain(new.delegates.keys()).collect();
        for user in users {
            let side = |account: &Account| {
                let name = account.delegates.get(user)?;
                Some(Setting::Text(name.to_string()))
            };
            self.entry(
                FieldPath::of("delegates").entry(user.as_str()),
                side(old),
                side(new),
            );
        }
    }

    fn hours(&mut self, language: Language, old: &ChatHours, new: &ChatHours) {
        let path = FieldPath::of("chat.hours").key(language.as_str());
        let weekly = |weekly| Some(Setting::Weekly(weekly));
        let (from, to) = (weekly(old.working_hours), weekly(new.working_hours));
        let working_hours = path.key("workingHours");
        let lunch_break = working_hours.key("lunchBreak");
        self.unit(working_hours, from, to);
        let lunch = |hours: &ChatHours| hours.lunch_break.map(Setting::Weekly);
        self.entry(lunch_break, lunch(old), lunch(new));
        let (from, to) = (weekly(old.weekend_hours), weekly(new.weekend_hours));
        self.unit(path.key("weekendHours"), from, to);
    }

    /// Entries by name; one that was renamed is met under its new name only.
    fn schedules(
        &mut self,
        old: &Account,
        new: &Account,
        renames: &Renames,
        language: Language,
        kind: Kind,
    ) {
        let (old, new) = (old.schedules(language, kind), new.schedules(language, kind));
        if old == new {
            return;
        }
        let list = FieldPath::of("chat.hours")
            .key(language.as_str())
            .key(kind.list());
        let origin = |key| {
            let new = ScheduleRef {
                language,
                kind,
                key,
            };
            renames.get(&new).map(|old| old.key.clone())
        };
        let renamed: BTreeSet<_> = new.keys().filter_map(|key| origin(key.clone())).collect();
        let keys: BTreeSet<_> = old.keys().chain(new.keys()).collect();
        for key in keys {
            let after = new.get(key);
            if after.is_none() && renamed.contains(key) {
                continue;
            }
            let from = origin(key.clone());
            let before = old.get(from.as_ref().unwrap_or(key));
            let Some(named) = after.or(before) else {
                continue;
            };
            let path = list.entry(named.name.as_str());
            let (before, after) = (
                before.cloned().map(Setting::Named),
                after.cloned().map(Setting::Named),
            );
            if from.is_some() {
                self.push(path, ChangeKind::Rename, before, after);
            } else {
                self.entry(path, before, after);
            }
        }
    }

    fn text(&mut self, path: &'static str, old: &str, new: &str) {
        self.scalar(
            path,
            Setting::Text(old.to_owned()),
            Setting::Text(new.to_owned()),
        );
    }

    fn scalar(&mut self, path: &'static str, old: Setting, new: Setting) {
        self.unit(FieldPath::of(path), Some(old), Some(new));
    }

    /// A setting that is always there: whatever happens to it is an update.
    fn unit(&mut self, path: FieldPath, old: Option<Setting>, new: Option<Setting>) {
        if old != new {
            self.push(path, ChangeKind::Update, old, new);
        }
    }

    /// Something that comes and goes.
    fn entry(&mut self, path: FieldPath, old: Option<Setting>, new: Option<Setting>) {
        let kind = match (&old, &new) {
            (None, None) => return,
            (None, Some(_)) => ChangeKind::Create,
            (Some(_), None) => ChangeKind::Delete,
            (Some(old), Some(new)) if old == new => return,
            (Some(_), Some(_)) => ChangeKind::Update,
        };
        self.push(path, kind, old, new);
    }

    fn push(
        &mut self,
        path: FieldPath,
        kind: ChangeKind,
        before: Option<Setting>,
        after: Option<Setting>,
    ) {
        self.changes.push(Change {
            path,
            kind,
            before,
            after,
        });
    }
}
