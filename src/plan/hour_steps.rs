//! The writes to hours. Each waits with its class, and all are sorted before the first one is
//! pushed.

use std::collections::BTreeSet;

use super::class::{self, Class};
use super::id::new_schedule_id;
use super::sequence::Sequence;
use crate::model::{
    Account, Action, FieldPath, Kind, Language, LunchBox, NameKey, Named, Renames, Resource,
    ScheduleRef, Weekly,
};

/// Writes to hours that happen together, one right after the other, and wait until all classes are
/// known and sorted.
struct Waiting {
    class: Class,
    writes: Vec<(Action, FieldPath)>,
}

impl Sequence<'_> {
    /// Names only, with the old times, so that later writes meet the new names.
    pub(super) fn renames(&mut self, target: &Account, renames: &Renames) {
        for (new, old) in renames {
            // A rename takes an old entry, a new one, and the id by which the portal knows it.
            let (Some(was), Some(will), Some(id)) = (
                self.before().schedule(old),
                target.schedule(new),
                self.observed.ids.get(old).cloned(),
            ) else {
                continue;
            };
            let path = schedule_path(new.language, new.kind, will);
            let renamed = Named {
                name: will.name.clone(),
                pattern: was.pattern,
            };
            self.push(Action::PutSchedule(new.language, id, renamed), vec![path]);
        }
    }

    /// Every write to hours, those that close first.
    pub(super) fn hours(&mut self, target: &Account, renames: &Renames) {
        // In the order of the file's keys first.
        let mut waiting = Vec::new();
        for language in Language::ALL {
            waiting.extend(self.working_hours(target, language));
            waiting.extend(self.weekend_hours(target, language));
            for kind in Kind::ALL {
                waiting.extend(self.schedules(target, renames, language, kind));
            }
        }
        // The sort is stable: within a class the order of the file's keys stays.
        waiting.sort_by_key(|write| write.class);
        for (action, path) in waiting.into_iter().flat_map(|write| write.writes) {
            self.push(action, vec![path]);
        }
    }

    /// Working hours and their lunch break, which is only written second: see the units of `steps`.
    fn working_hours(&self, target: &Account, language: Language) -> Option<Waiting> {
        let old = self.before().chat.hours.get(language);
        let new = target.chat.hours.get(language);
        let path = hours_path(language).key("workingHours");
        let lunch_path = path.key("lunchBreak");
        // The box is a member of working hours, so ticking it is a write of those.
        let toggled = old.lunch_break.is_some() != new.lunch_break.is_some();
        let mut writes = Vec::new();
        if old.working_hours != new.working_hours || toggled {
            let tick = match new.lunch_break {
                Some(_) => LunchBox::Ticked,
                None => LunchBox::Unticked,
            };
            // If only the box changes, the step is for the lunch break.
            let of = if old.working_hours == new.working_hours {
                &lunch_path
            } else {
                &path
            };
            let action = Action::PutWorkingHours(language, new.working_hours, tick);
            writes.push((action, of.clone()));
        }
        // A tick alone creates a lunch break with the portal's times, so the wanted ones follow.
        if let Some(lunch) = new.lunch_break
            && old.lunch_break != new.lunch_break
        {
            writes.push((Action::PutLunchBreak(language, lunch), lunch_path));
        }
        let hours = class::of_open_weekly(old.working_hours, new.working_hours);
        let lunch = class::of_lunch_break(
            old.lunch_break.unwrap_or(Weekly::NEVER),
            new.lunch_break.unwrap_or(Weekly::NEVER),
        );
        // A write that changes no minute may come at any time.
        let class = match hours {
            Some(hours) => hours.and(lunch),
            None => lunch.unwrap_or(Class::Closing),
        };
        (!writes.is_empty()).then_some(Waiting { class, writes })
    }

    fn weekend_hours(&self, target: &Account, language: Language) -> Option<Waiting> {
        let old = self.before().chat.hours.get(language).weekend_hours;
        let new = target.chat.hours.get(language).weekend_hours;
        let path = hours_path(language).key("weekendHours");
        (old != new).then(|| Waiting {
            class: class::of_open_weekly(old, new).unwrap_or(Class::Closing),
            writes: vec![(Action::PutWeekendHours(language, new), path)],
        })
    }

    /// The writes to one list of named schedules: updates and creates in the order of their names,
    /// then deletions. An entry that is renamed and keeps its times needs no further write.
    fn schedules(
        &self,
        target: &Account,
        renames: &Renames,
        language: Language,
        kind: Kind,
    ) -> Vec<Waiting> {
        let old = self.before().schedules(language, kind);
        let new = target.schedules(language, kind);
        if old == new {
            return Vec::new();
        }
        let mut out = Vec::new();
        // Old entries that a new one continues, under its name or under another.
        let mut kept = BTreeSet::new();
        for (key, named) in new {
            let reference = ScheduleRef {
                language,
                kind,
                key: key.clone(),
            };
            let renamed_from = renames.get(&reference);
            let origin = renamed_from.unwrap_or(&reference);
            kept.insert(origin.key.clone());
            let before = old.get(&origin.key);
            // A renamed entry has its new name by now, so only its times can be left to write.
            let unchanged = before.is_some_and(|was| match renamed_from {
                Some(_) => was.pattern == named.pattern,
                None => was == named,
            });
            if unchanged && self.observed.ids.contains_key(origin) {
                continue;
            }
            let action = self.write(before, origin, &reference, named);
            out.push(Waiting {
                class: class::of_named(before, Some(named)).unwrap_or(Class::Closing),
                writes: vec![(action, schedule_path(language, kind, named))],
            });
        }
        // What no new entry continues is deleted.
        let gone = old.iter().filter(|(key, _)| !kept.contains(*key));
        out.extend(gone.filter_map(|(key, was)| self.deletion(language, kind, key, was)));
        out
    }

    /// An update of an entry that the portal has, or the creation of one that it has not.
    fn write(
        &self,
        before: Option<&Named>,
        origin: &ScheduleRef,
        reference: &ScheduleRef,
        named: &Named,
    ) -> Action {
        let ScheduleRef { language, kind, .. } = *reference;
        match (before, self.observed.ids.get(origin)) {
            (Some(_), Some(id)) => Action::PutSchedule(language, id.clone(), named.clone()),
            (None, _) | (_, None) => {
                let list = self.planned(&Resource::Schedules(language, kind).key());
                let account = &self.observed.name;
                let id = new_schedule_id(account, language, kind, &reference.key, &list);
                Action::CreateSchedule(language, id, named.clone())
            }
        }
    }

    fn deletion(
        &self,
        language: Language,
        kind: Kind,
        key: &NameKey,
        was: &Named,
    ) -> Option<Waiting> {
        // Without an id the portal does not have it, and there is nothing to delete.
        let reference = ScheduleRef {
            language,
            kind,
            key: key.clone(),
        };
        let id = self.observed.ids.get(&reference)?.clone();
        let action = Action::DeleteSchedule(language, kind, id);
        Some(Waiting {
            class: class::of_named(Some(was), None).unwrap_or(Class::Closing),
            writes: vec![(action, schedule_path(language, kind, was))],
        })
    }
}

fn hours_path(language: Language) -> FieldPath {
    FieldPath::of("chat.hours").key(language.as_str())
}

fn schedule_path(language: Language, kind: Kind, named: &Named) -> FieldPath {
    hours_path(language)
        .key(kind.list())
        .entry(named.name.as_str())
}
