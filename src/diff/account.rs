//! Two whole accounts to changes.
//!
//! The difference is total and knows nothing of files: both sides are whole accounts, and a file
//! has been laid over the observed one before. Each setting is compared once, in the order of the
//! file's keys, so that a report reads as the file does.
//!
//! Guards such as the CAN are settings like others here. They never change by a plan, because the
//! target takes them from the portal; a review, which has no portal, shows them.

use std::collections::BTreeSet;

use super::change::{Change, ChangeKind, Setting};
use crate::model::{
    Account, Administrator, ChatHours, Confidential, FieldPath, General, Kind, Language, NameKey,
    Renames, ScheduleRef,
};

/// Every setting that differs, each once. Renames say which entries go on under another name;
/// without them an entry that is renamed is deleted and created.
pub(crate) fn diff(old: &Account, new: &Account, renames: &Renames) -> Vec<Change> {
    let mut changes = Changes::default();
    changes.general(&old.general, &new.general);
    changes.administrator(&old.administrator, &new.administrator);
    changes.delegates(old, new);
    let (telephony, new_telephony) = (&old.telephony, &new.telephony);
    changes.text(
        "telephony.pbx",
        telephony.pbx.as_str(),
        new_telephony.pbx.as_str(),
    );
    changes.text(
        "telephony.provider",
        telephony.carrier.as_str(),
        new_telephony.carrier.as_str(),
    );
    let (chat, new_chat) = (&old.chat, &new.chat);
    changes.always(
        FieldPath::of("chat.enabled"),
        Some(Setting::Switch(chat.enabled)),
        Some(Setting::Switch(new_chat.enabled)),
    );
    changes.text(
        "chat.timeZone",
        chat.time_zone.as_str(),
        new_chat.time_zone.as_str(),
    );
    for language in Language::ALL {
        let (hours, new_hours) = (chat.hours.get(language), new_chat.hours.get(language));
        changes.hours(language, hours, new_hours);
        for kind in Kind::ALL {
            changes.schedules(old, new, renames, language, kind);
        }
    }
    changes.list
}

/// The changes so far.
#[derive(Default)]
struct Changes {
    list: Vec<Change>,
}

impl Changes {
    fn general(&mut self, old: &General, new: &General) {
        self.text("general.can", old.can.as_str(), new.can.as_str());
        self.text("general.spid", spid(old), spid(new));
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
        self.always(
            FieldPath::of("general.address"),
            old.address.clone().map(Setting::Address),
            new.address.clone().map(Setting::Address),
        );
    }

    fn administrator(&mut self, old: &Administrator, new: &Administrator) {
        // The portal compares logins without regard to case, so another case is no change.
        if !old.email.same_login(&new.email) {
            self.text(
                "administrator.email",
                old.email.as_str(),
                new.email.as_str(),
            );
        }
        // A phone that the portal hides from this token cannot be compared.
        if let (Confidential::Shown(from), Confidential::Shown(to)) = (&old.phone, &new.phone) {
            self.always(
                FieldPath::of("administrator.phone"),
                from.clone().map(Setting::Phone),
                to.clone().map(Setting::Phone),
            );
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
            let [before, after] = [old, new].map(|account| {
                let name = account.delegates.get(user)?;
                Some(Setting::Text(name.to_string()))
            });
            let path = FieldPath::of("delegates").entry(user.as_str());
            self.entry(path, before, after);
        }
    }

    fn hours(&mut self, language: Language, old: &ChatHours, new: &ChatHours) {
        let path = FieldPath::of("chat.hours").key(language.as_str());
        let working_hours = path.key("workingHours");
        let lunch_break = working_hours.key("lunchBreak");
        self.always(
            working_hours,
            Some(Setting::Weekly(old.working_hours)),
            Some(Setting::Weekly(new.working_hours)),
        );
        self.entry(
            lunch_break,
            old.lunch_break.map(Setting::Weekly),
            new.lunch_break.map(Setting::Weekly),
        );
        self.always(
            path.key("weekendHours"),
            Some(Setting::Weekly(old.weekend_hours)),
            Some(Setting::Weekly(new.weekend_hours)),
        );
    }

    /// Entries by name. One that was renamed is listed under its new name only, as one change.
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
        let renamed: BTreeSet<_> = new
            .keys()
            .filter_map(|key| origin(renames, language, kind, key))
            .collect();
        let keys: BTreeSet<_> = old.keys().chain(new.keys()).collect();
        for key in keys {
            let after = new.get(key);
            // It goes on under another name.
            if after.is_none() && renamed.contains(key) {
                continue;
            }
            let from = origin(renames, language, kind, key);
            let before = old.get(from.unwrap_or(key));
            let Some(named) = after.or(before) else {
                continue;
            };
            let path = list.entry(named.name.as_str());
            let before = before.cloned().map(Setting::Named);
            let after = after.cloned().map(Setting::Named);
            if from.is_some() {
                self.push(path, ChangeKind::Rename, before, after);
            } else {
                self.entry(path, before, after);
            }
        }
    }

    fn text(&mut self, path: &'static str, old: &str, new: &str) {
        self.always(
            FieldPath::of(path),
            Some(Setting::Text(old.to_owned())),
            Some(Setting::Text(new.to_owned())),
        );
    }

    /// A setting that is always there, with or without a value: any difference is an update.
    fn always(&mut self, path: FieldPath, old: Option<Setting>, new: Option<Setting>) {
        if old != new {
            self.push(path, ChangeKind::Update, old, new);
        }
    }

    /// A setting that comes and goes.
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
        self.list.push(Change {
            path,
            kind,
            before,
            after,
        });
    }
}

/// The empty text is a cleared SPID.
fn spid(general: &General) -> &str {
    match &general.spid {
        Some(spid) => spid.as_str(),
        None => "",
    }
}

/// The key that an entry had before it was renamed.
fn origin<'a>(
    renames: &'a Renames,
    language: Language,
    kind: Kind,
    key: &NameKey,
) -> Option<&'a NameKey> {
    let entry = ScheduleRef {
        language,
        kind,
        key: key.clone(),
    };
    renames.get(&entry).map(|old| &old.key)
}
