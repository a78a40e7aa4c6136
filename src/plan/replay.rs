//! The account as the portal will hold it after each step.
//!
//! A plan is carried out on paper: starting from the observed account, each [`Action`] changes it as
//! the portal would. Two things are read off on the way. The state after each step says what
//! customers can meet between two writes (`interim`). The state after the last one must be the
//! target, which a law checks for every plan.
//!
//! Each action also gives its [`Class`], by its own old and new times:
//!
//! ```text
//! state 0 = observed
//!    │  PATCH chat timeZone          Mixed: every minute moves
//! state 1
//!    │  PUT working hours, box ticked   by the hours and by the lunch break that the tick creates
//! state 2
//!    │  PUT lunch break              by the lunch break alone
//! state 3 = target
//! ```
//!
//! Two rules of the portal have to be repeated here. Schedules are known to it by id and here by
//! name, so a write under an id first removes whatever had the id: that is what makes a rename. And
//! ticking the lunch box creates a lunch break with times of the portal's own ([`portal_lunch`]),
//! which hold until the next write.

use std::collections::BTreeMap;

use super::class::{self, Class};
use crate::model::{
    Account, Action, AdministratorPatch, Confidential, GeneralPatch, Hours, Kind, Language,
    LunchBox, LunchBreak, NameKey, Named, Observed, ScheduleId, Time, Weekly,
};

/// An account while steps are carried out.
pub(crate) struct Replay {
    pub(crate) account: Account,
    /// The name under which each schedule of the portal is in `account` now.
    keys: BTreeMap<(Language, Kind, ScheduleId), NameKey>,
}

impl Replay {
    pub(crate) fn of(observed: &Observed) -> Self {
        let ids = observed.ids.iter();
        let keys = ids.map(|(at, id)| ((at.language, at.kind, id.clone()), at.key.clone()));
        Self {
            account: observed.account.clone(),
            keys: keys.collect(),
        }
    }

    /// Carries out one step, and gives the class of its own times. `None` when it changes no
    /// minute: settings outside of chat, the switch of chat, and writes of equal times.
    pub(crate) fn carry_out(&mut self, action: &Action) -> Option<Class> {
        match action {
            Action::PatchGeneral(patch) => {
                self.patch_general(patch);
                None
            }
            Action::PatchAdministrator(patch) => {
                self.patch_administrator(patch);
                None
            }
            Action::GrantDelegate(user, name) => {
                let delegates = &mut self.account.delegates;
                delegates.insert(user.clone(), name.clone());
                None
            }
            Action::RevokeDelegate(user) => {
                self.account.delegates.remove(user);
                None
            }
            Action::PatchChat(patch) => {
                // Absent members stay.
                self.account.chat.enabled = patch.enabled.unwrap_or(self.account.chat.enabled);
                // Switching chat is no write to hours: it comes first or last, see `steps`.
                let zone = patch.time_zone.as_ref()?;
                let moves = self.account.chat.time_zone != *zone;
                self.account.chat.time_zone.clone_from(zone);
                moves.then_some(Class::Mixed)
            }
            Action::PutWorkingHours(language, weekly, lunch) => {
                self.set_working_hours(*language, *weekly, *lunch)
            }
            Action::PutLunchBreak(language, lunch) => self.set_lunch_break(*language, Some(*lunch)),
            Action::PutWeekendHours(language, weekly) => {
                let hours = self.account.chat.hours.get_mut(*language);
                let old = std::mem::replace(&mut hours.weekend_hours, *weekly);
                class::of_open_weekly(old, *weekly)
            }
            Action::CreateSchedule(language, id, named)
            | Action::PutSchedule(language, id, named) => {
                // None for a create; for an update the old entry, whatever its name.
                let old = self.remove(*language, named.pattern.kind(), id);
                self.insert(*language, id, named);
                class::of_named(old.as_ref(), Some(named))
            }
            Action::DeleteSchedule(language, kind, id) => {
                // Its minutes go with it, whoever else has them.
                let old = self.remove(*language, *kind, id);
                class::of_named(old.as_ref(), None)
            }
        }
    }

    /// Absent members stay, here and below.
    fn patch_general(&mut self, patch: &GeneralPatch) {
        let general = &mut self.account.general;
        if let Some(spid) = &patch.spid {
            general.spid.clone_from(spid);
        }
        if let Some(name) = &patch.reseller_name {
            general.reseller_name.clone_from(name);
        }
        if let Some(language) = patch.default_customer_language {
            general.default_customer_language = language;
        }
        if let Some(address) = &patch.address {
            general.address.clone_from(address);
        }
    }

    fn patch_administrator(&mut self, patch: &AdministratorPatch) {
        let administrator = &mut self.account.administrator;
        if let Some(email) = &patch.email {
            administrator.email.clone_from(email);
        }
        if let Some(language) = patch.language {
            administrator.language = language;
        }
        if let Some(phone) = &patch.phone {
            administrator.phone = Confidential::Shown(phone.clone());
        }
    }

    /// « Le système créera automatiquement un nouvel horaire nommé Pause-repas »: with times that
    /// hold until its own are written.
    fn set_working_hours(
        &mut self,
        language: Language,
        weekly: Weekly,
        lunch: LunchBox,
    ) -> Option<Class> {
        let hours = self.account.chat.hours.get_mut(language);
        // The box says whether there is a lunch break afterwards; times that it has stay.
        let old = std::mem::replace(&mut hours.working_hours, weekly);
        let lunch = match lunch {
            LunchBox::Unticked => None,
            LunchBox::Ticked => match hours.lunch_break {
                Some(lunch) => Some(lunch),
                None => Some(portal_lunch(weekly)),
            },
        };
        let lunch = self.set_lunch_break(language, lunch);
        // One write with two effects, of which either may be none.
        match class::of_open_weekly(old, weekly) {
            Some(hours) => Some(hours.and(lunch)),
            None => lunch,
        }
    }

    fn set_lunch_break(&mut self, language: Language, lunch: Option<LunchBreak>) -> Option<Class> {
        let hours = self.account.chat.hours.get_mut(language);
        let old = std::mem::replace(&mut hours.lunch_break, lunch);
        // No lunch break is one that is never in effect.
        let [old, new] = [old, lunch].map(|lunch| lunch.unwrap_or(Weekly::NEVER));
        class::of_lunch_break(old, new)
    }

    fn remove(&mut self, language: Language, kind: Kind, id: &ScheduleId) -> Option<Named> {
        // The name that the schedule has now, which an earlier step may have changed.
        let key = self.keys.remove(&(language, kind, id.clone()))?;
        let hours = self.account.chat.hours.get_mut(language);
        hours.named.remove(kind, &key)
    }

    fn insert(&mut self, language: Language, id: &ScheduleId, named: &Named) {
        // Later steps find it by its id, under the new name.
        let of = (language, named.pattern.kind(), id.clone());
        self.keys.insert(of, named.key());
        let hours = self.account.chat.hours.get_mut(language);
        hours.named.insert(named.clone());
    }
}

/// 12:00 to 13:00 on the working days: the times that the portal gives a lunch break when its box
/// is ticked.
fn portal_lunch(working: Weekly) -> LunchBreak {
    let noon = Time::parse("12:00").expect("12:00 is a time of the day");
    let one = Time::parse("13:00").expect("13:00 is a time of the day");
    let hours = Hours::between(noon, one).expect("13:00 comes after 12:00");
    Weekly::new(working.days, hours)
}
