//! The target: the intent of a file laid over the account that the portal holds.
//!
//! The target is a complete account. Where the file manages a setting, the target has the value of
//! the file; everywhere else, and for every guard, it has the value of the portal. The difference
//! between the account and the target is therefore exactly what an apply may change, and `diff`
//! needs to know nothing about files.
//!
//! ```text
//!                  portal       file                target
//! spid             SP-1         (not named)         SP-1
//! resellerName     Boréal       Boréal inc.         Boréal inc.
//! email            A@x.example  a@x.example         A@x.example   (the same login)
//! weeklySchedules  Lundi, Jeudi [Jeudi soir,        Jeudi soir    (a list is complete, so Lundi goes;
//!                                renamedFrom Jeudi]                Jeudi is the same schedule, renamed)
//! ```
//!
//! Two details need care. The portal decides what it considers equal: an e-mail address in other
//! capitals is the same login and must not become a change. And a value that the viewer may not see
//! cannot be compared, which is reported as a note instead of being written blindly.

use super::guards::{GuardDifference, Guards};
use super::intent::{Desired, DesiredHours, DesiredSchedule};
use crate::diagnostic::{Diagnostic, Span, sort};
use crate::model::{
    Account, Confidential, FieldPath, Kind, Language, Observed, Renames, ScheduleRef,
};
use crate::words::Message;

/// The account as it should become, with everything that had to be decided on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) account: Account,
    pub(crate) renames: Renames,
    /// Renames that could as well be deletions.
    pub(crate) ambiguous: Vec<Ambiguous>,
    /// Findings for the reviewer, none of which refuses the plan.
    pub(crate) notes: Vec<Diagnostic>,
}

/// A rename whose old and new names both exist on the portal: the file may mean that the old
/// schedule replaces the new one, or that the old one is a leftover to delete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ambiguous {
    pub(crate) path: FieldPath,
    pub(crate) from: String,
    pub(crate) to: String,
}

impl Desired {
    /// The guards whose value on the portal is another one.
    pub(crate) fn guard_differences(&self, observed: &Observed) -> Vec<GuardDifference> {
        self.guards.differences(&Guards::of(&observed.account))
    }

    /// Lays the file over the account that the portal holds.
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
        // The telephone system is not among these: it has guards only, and no guard is laid over
        // the account. `guard_differences` compares them.
        over.general();
        over.administrator();
        over.delegates();
        over.chat();
        sort(&mut over.target.notes);
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
        // An address is one setting: its parts are never mixed with those of the portal.
        put(&mut general.address, self.desired.address.as_ref());
    }

    fn administrator(&mut self) {
        let administrator = &mut self.target.account.administrator;
        put(&mut administrator.language, self.desired.language.as_ref());
        // The portal keeps its own spelling of a login that differs in capitals only.
        if let Some(email) = &self.desired.email
            && !email.same_login(&administrator.email)
        {
            administrator.email = email.clone();
        }
        let Some(phone) = &self.desired.phone else {
            return;
        };
        // A viewer who may not see the phone cannot know whether the file changes it.
        match &mut administrator.phone {
            Confidential::Shown(shown) => shown.clone_from(phone),
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
        // The portal takes the name of a delegate from the directory, so the name in the file is
        // for reviewers only. For a delegate who stays, the portal's name is kept, with a note.
        // A list is complete: delegates whom it does not name lose their rights.
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
            // `None` leaves the lunch break as it is, `Some(None)` removes it.
            put(&mut hours.lunch_break, desired.lunch_break.as_ref());
            self.unmanaged_lunch_break(language, desired);
            for (kind, entries) in &desired.lists {
                // A list is complete: schedules of the portal that it does not name are deleted.
                let hours = self.target.account.chat.hours.get_mut(language);
                let schedules = entries.values().map(|entry| entry.named.clone());
                hours.named.replace(*kind, schedules);
                for entry in entries.values() {
                    self.rename(language, *kind, entry);
                }
            }
        }
    }

    /// Notes a lunch break of the portal that the file does not manage although it manages the
    /// working hours: the break still interrupts them, which the author may not expect.
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

    /// Decides what `renamedFrom` means for a schedule, by the names that the portal has now:
    ///
    /// ```text
    /// old name  new name
    /// yes       no        a rename: the schedule keeps its identity and its history
    /// no        yes       done by an earlier apply; nothing to do
    /// yes       yes       ambiguous: the plan is refused
    /// no        no        a new schedule; noted, because the old name may be misspelt
    /// ```
    fn rename(&mut self, language: Language, kind: Kind, entry: &DesiredSchedule) {
        let Some(from) = &entry.renamed_from else {
            return;
        };
        let to = &entry.named.name;
        let old = ScheduleRef::of(language, kind, from);
        let new = ScheduleRef::of(language, kind, to);
        let has_old = self.held.schedule(&old).is_some();
        let has_new = self.held.schedule(&new).is_some();
        let path = FieldPath::of("chat.hours")
            .key(language.as_str())
            .key(kind.list())
            .entry(to.as_str());
        match (has_old, has_new) {
            // `diff` and the steps of the plan follow the rename to the schedule that exists.
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
        // Notes are about settings of the file, or about parts of one, so the file has a place for
        // each of them; a file without places points at its beginning.
        let place = self.desired.places.of(path);
        place.unwrap_or(Span { start: 0, end: 0 })
    }

    fn note(&mut self, finding: Diagnostic, path: FieldPath) {
        self.target.notes.push(finding.at(path));
    }
}

/// Replaces a setting, if the file manages it.
fn put<T: Clone>(setting: &mut T, managed: Option<&T>) {
    if let Some(value) = managed {
        setting.clone_from(value);
    }
}
