//! What chat is after each step, as the portal will hold it.

use std::collections::BTreeMap;

use super::class::{self, Class};
use crate::model::{
    Action, Chat, Hours, Kind, Language, LunchBox, LunchBreak, NameKey, Named, Observed,
    ScheduleId, Time, Weekly,
};

/// The chat of an account while steps are carried out.
pub(crate) struct Replay {
    pub(crate) chat: Chat,
    keys: BTreeMap<(Language, Kind, ScheduleId), NameKey>,
}

impl Replay {
    pub(crate) fn of(observed: &Observed) -> Self {
        let ids = observed.ids.iter();
        let keys = ids.map(|(at, id)| ((at.language, at.kind, id.clone()), at.key.clone()));
        Self {
            chat: observed.account.chat.clone(),
            keys: keys.collect(),
        }
    }

    /// Carries out one step, and says how it bears on the hours by itself.
    pub(crate) fn carry_out(&mut self, action: &Action) -> Option<Class> {
        match action {
            Action::PatchGeneral(_)
            | Action::PatchAdministrator(_)
            | Action::GrantDelegate(_)
            | Action::RevokeDelegate(_) => None,
            Action::PatchChat(patch) => {
                self.chat.enabled = patch.enabled.unwrap_or(self.chat.enabled);
                let zone = patch.time_zone.as_ref()?;
                let moves = self.chat.time_zone != *zone;
                self.chat.time_zone.clone_from(zone);
                moves.then_some(Class::Mixed)
            }
            Action::PutWorkingHours(language, weekly, lunch) => {
                self.working_hours(*language, *weekly, *lunch)
            }
            Action::PutLunchBreak(language, lunch) => self.lunch_break(*language, Some(*lunch)),
            Action::PutWeekendHours(language, weekly) => {
                let hours = self.chat.hours.get_mut(*language);
                let old = std::mem::replace(&mut hours.weekend_hours, *weekly);
                class::of_open_weekly(old, *weekly)
            }
            Action::CreateSchedule(language, id, named)
            | Action::PutSchedule(language, id, named) => {
                let old = self.remove(*language, named.pattern.kind(), id);
                self.insert(*language, id, named);
                class::of_named(old.as_ref(), Some(named))
            }
            Action::DeleteSchedule(language, kind, id) => {
                let old = self.remove(*language, *kind, id);
                class::of_named(old.as_ref(), None)
            }
        }
    }

    /// « Le système créera automatiquement un nouvel horaire nommé Pause-repas »: with times that
    /// hold until its own are written.
    fn working_hours(
        &mut self,
        language: Language,
        weekly: Weekly,
        lunch: LunchBox,
    ) -> Option<Class> {
        let hours = self.chat.hours.get_mut(language);
        let old = std::mem::replace(&mut hours.working_hours, weekly);
        let lunch = match lunch {
            LunchBox::Unticked => None,
            LunchBox::Ticked => Some(hours.lunch_break.unwrap_or_else(|| noon(weekly))),
        };
        let lunch = self.lunch_break(language, lunch);
        match class::of_open_weekly(old, weekly) {
            Some(hours) => Some(hours.and(lunch)),
            None => lunch,
        }
    }

    fn lunch_break(&mut self, language: Language, lunch: Option<LunchBreak>) -> Option<Class> {
        let hours = self.chat.hours.get_mut(language);
        let old = std::mem::replace(&mut hours.lunch_break, lunch);
        let [old, new] = [old, lunch].map(|lunch| lunch.unwrap_or(Weekly::NEVER));
        class::of_lunch_break(old, new)
    }

    fn remove(&mut self, language: Language, kind: Kind, id: &ScheduleId) -> Option<Named> {
        let key = self.keys.remove(&(language, kind, id.clone()))?;
        let hours = self.chat.hours.get_mut(language);
        hours.named.remove(kind, &key)
    }

    fn insert(&mut self, language: Language, id: &ScheduleId, named: &Named) {
        let of = (language, named.pattern.kind(), id.clone());
        self.keys.insert(of, named.key());
        self.chat
            .hours
            .get_mut(language)
            .named
            .insert(named.clone());
    }
}

/// 12:00 to 13:00 on the working days, as the portal ticks the box.
fn noon(working: Weekly) -> LunchBreak {
    let time = |text| Time::parse(text).unwrap_or(Time::MIDNIGHT);
    let hours = Hours::between(time("12:00"), time("13:00"));
    hours.map_or(Weekly::NEVER, |hours| Weekly::new(working.days, hours))
}
