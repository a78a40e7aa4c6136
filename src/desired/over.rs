//! Target = desired over observed: a whole account, in which nothing that the file leaves alone
//! differs from what the portal holds, and no guard ever does.

use std::collections::BTreeMap;

use super::{Desired, DesiredHours, Entry, Guards};
use crate::diagnostic::{Diagnostic, Span};
use crate::model::{
    Account, ChatHours, Confidential, FieldPath, Kind, Language, NameKey, Named, Observed, Pattern,
    Renames, ScheduleRef,
};
use crate::words::Message;

/// What the account is to become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) account: Account,
    pub(crate) renames: Renames,
    /// Renames that cannot be told from a deletion.
    pub(crate) ambiguous: Vec<Ambiguous>,
    /// What a reviewer should know and nothing refuses.
    pub(crate) notes: Vec<Diagnostic>,
}

/// Both the old and the new name are on the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ambiguous {
    pub(crate) path: FieldPath,
    pub(crate) from: String,
    pub(crate) to: String,
}

/// A guard that is not as the file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GuardDifference {
    pub(crate) path: FieldPath,
    pub(crate) wanted: String,
    pub(crate) found: String,
}

impl Guards {
    fn of(account: &Account) -> Self {
        Self {
            can: Some(account.general.can.clone()),
            primary: Some(account.administrator.primary.user.clone()),
            pbx: Some(account.telephony.pbx.clone()),
            carrier: Some(account.telephony.carrier.clone()),
        }
    }

    /// Guards that differ, in the order of the file; compared exactly. What one side does not say
    /// does not differ.
    pub(crate) fn differences(&self, found: &Self) -> Vec<GuardDifference> {
        fn text(guard: Option<&impl ToString>) -> Option<String> {
            guard.map(ToString::to_string)
        }
        let sides = |guards: &Self| {
            [
                ("general.can", text(guards.can.as_ref())),
                ("administrator.primary", text(guards.primary.as_ref())),
                ("telephony.pbx", text(guards.pbx.as_ref())),
                ("telephony.provider", text(guards.carrier.as_ref())),
            ]
        };
        let pairs = sides(self).into_iter().zip(sides(found));
        let differing = pairs.filter_map(|((path, wanted), (_, found))| {
            let (wanted, found) = (wanted?, found?);
            (wanted != found).then(|| GuardDifference {
                path: FieldPath::of(path),
                wanted,
                found,
            })
        });
        differing.collect()
    }
}

impl Desired {
    /// Guards that are not as the portal has them.
    pub(crate) fn guard_differences(&self, observed: &Observed) -> Vec<GuardDifference> {
        self.guards.differences(&Guards::of(&observed.account))
    }

    /// Lays the file over what the portal holds.
    pub(crate) fn over(&self, held: &Account) -> Target {
        let mut over = Over {
            desired: self,
            held,
            target: Target {
                account: held.clone(),
                renames: Renames::new(),
                ambiguous: Vec::new(),
                notes: Vec::new(),
            },
        };
        over.general();
        over.administrator();
        over.delegates();
        over.chat();
        crate::diagnostic::sort(&mut over.target.notes);
        over.target
    }
}

struct Over<'a> {
    desired: &'a Desired,
    held: &'a Account,
    target: Target,
}

impl Over<'_> {
    fn general(&mut self) {
        let general = &mut self.target.account.general;
        put(&mut general.spid, self.desired.spid.as_ref());
        put(
            &mut general.reseller_name,
            self.desired.reseller_name.as_ref(),
        );
        let language = self.desired.default_customer_language.as_ref();
        put(&mut general.default_customer_language, language);
        if let Some(address) = &self.desired.address {
            general.address = Some(address.clone());
        }
    }

    fn administrator(&mut self) {
        let administrator = &mut self.target.account.administrator;
        put(&mut administrator.language, self.desired.language.as_ref());
        if let Some(email) = &self.desired.email
            && !email.same_login(&administrator.email)
        {
            administrator.email = email.clone();
        }
        let Some(phone) = &self.desired.phone else {
            return;
        };
        match &mut administrator.phone {
            Confidential::Shown(shown) => *shown = Some(phone.clone()),
            Confidential::Hidden => {
                let path = FieldPath::of("administrator.phone");
                let message = Message::new("not-comparable").text("path", &path);
                self.note(
                    Diagnostic::info("not-comparable", self.place(&path), message),
                    path,
                );
            }
        }
    }

    fn delegates(&mut self) {
        let Some(delegates) = &self.desired.delegates else {
            return;
        };
        // The name is for the reviewer: of a delegate who stays, the portal's is kept.
        let mut target = delegates.clone();
        for (user, name) in &mut target {
            let Some(there) = self.held.delegates.get(user) else {
                continue;
            };
            if there != name {
                let path = FieldPath::of("delegates").entry(user.as_str());
                let message = Message::new("delegate-name-differs")
                    .text("user", user)
                    .text("wanted", &*name)
                    .text("found", there);
                let finding =
                    Diagnostic::warning("delegate-name-differs", self.place(&path), message)
                        .help(Message::new("delegate-name-differs-help"));
                self.note(finding, path);
                name.clone_from(there);
            }
        }
        self.target.account.delegates = target;
    }

    fn chat(&mut self) {
        let chat = &mut self.target.account.chat;
        put(&mut chat.enabled, self.desired.enabled.as_ref());
        put(&mut chat.time_zone, self.desired.time_zone.as_ref());
        for language in Language::ALL {
            let desired = self.desired.hours.get(language);
            let hours = self.target.account.chat.hours.get_mut(language);
            put(&mut hours.working_hours, desired.working_hours.as_ref());
            put(&mut hours.weekend_hours, desired.weekend_hours.as_ref());
            put(&mut hours.lunch_break, desired.lunch_break.as_ref());
            self.unmanaged_lunch_break(language, desired);
            for (kind, entries) in &desired.lists {
                let hours = self.target.account.chat.hours.get_mut(language);
                replace(hours, *kind, entries);
                for entry in entries.values() {
                    self.rename(language, *kind, entry);
                }
            }
        }
    }

    /// A lunch break that is there and that the file leaves alone still cuts the working hours.
    fn unmanaged_lunch_break(&mut self, language: Language, desired: &DesiredHours) {
        let there = self.held.chat.hours.get(language).lunch_break.is_some();
        if there && desired.working_hours.is_some() && desired.lunch_break.is_none() {
            let path = FieldPath::of("chat.hours")
                .key(language.as_str())
                .key("workingHours");
            let message = Message::new("unmanaged-lunch-break").text("language", language);
            let span = self.place(&path);
            let finding = Diagnostic::info("unmanaged-lunch-break", span, message)
                .help(Message::new("unmanaged-lunch-break-help"));
            self.note(finding, path.key("lunchBreak"));
        }
    }

    fn rename(&mut self, language: Language, kind: Kind, entry: &Entry) {
        let Some(from) = &entry.renamed_from else {
            return;
        };
        let to = &entry.named.name;
        let (old, new) = (
            ScheduleRef::of(language, kind, from),
            ScheduleRef::of(language, kind, to),
        );
        let there = |reference| self.held.schedule(reference).is_some();
        let path = FieldPath::of("chat.hours")
            .key(language.as_str())
            .key(kind.list())
            .entry(to.as_str());
        match (there(&old), there(&new)) {
            (true, false) => {
                self.target.renames.insert(new, old);
            }
            (false, true) => {}
            (true, true) => self.target.ambiguous.push(Ambiguous {
                path,
                from: from.to_string(),
                to: to.to_string(),
            }),
            (false, false) => {
                let message = Message::new("renamed-from-nothing")
                    .text("from", from)
                    .text("name", to);
                let finding = Diagnostic::info("renamed-from-nothing", self.place(&path), message);
                self.note(finding, path);
            }
        }
    }

    fn place(&self, path: &FieldPath) -> Span {
        self.desired.places.of(path).unwrap_or_default()
    }

    fn note(&mut self, finding: Diagnostic, path: FieldPath) {
        self.target.notes.push(finding.at(path));
    }
}

fn put<T: Clone>(setting: &mut T, managed: Option<&T>) {
    if let Some(value) = managed {
        setting.clone_from(value);
    }
}

/// A list is authoritative: what it does not name goes.
pub(super) fn replace(hours: &mut ChatHours, kind: Kind, entries: &BTreeMap<NameKey, Entry>) {
    match kind {
        Kind::Weekly => hours.weekly_schedules.clear(),
        Kind::SpecialEvent => hours.special_events.clear(),
    }
    for (key, entry) in entries {
        let (key, Named { name, pattern }) = (key.clone(), entry.named.clone());
        match pattern {
            Pattern::Weekly(weekly) => {
                hours.weekly_schedules.insert(key, (name, weekly));
            }
            Pattern::SpecialEvent(event) => {
                hours.special_events.insert(key, (name, event));
            }
        }
    }
}
