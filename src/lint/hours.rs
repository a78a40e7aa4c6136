//! The hours of one language as the rules see them: by the file alone, or of a whole account.
//!
//! The difference is in what is *known*. In a whole account every schedule is. In a file a schedule
//! that is not written is left to the portal, and the portal may hold anything there:
//!
//! | field | `None` | `Some` |
//! |---|---|---|
//! | `working`, `weekend` | the file leaves it alone | these hours; [`Weekly::NEVER`] is `days: []` |
//! | `lunch` | the file leaves it alone | `Some(None)`: no lunch break; `Some(Some(…))`: this one |
//! | `weekly`, `events` | the file leaves the list alone | the whole list, perhaps empty |
//!
//! A rule that claims something about the hours as a whole, such as "this language is never open",
//! has to ask whether they are known ([`LanguageHours::all_weekly_are_known`]). A rule about two
//! schedules that are both written need not: whatever the portal adds beside them, they overlap.
//!
//! For the effects of schedules ([`LanguageHours::judge`]) one that is not known counts as absent.
//! The account is judged again with a plan, when all are known.

use crate::availability::{self, Effects, ScheduleIndex, Schedules, WallClock};
use crate::desired::DesiredHours;
use crate::model::{
    ChatHours, FieldPath, Kind, Language, NameKey, Pattern, ScheduleName, SpecialEvent, Weekly,
};

/// A named schedule: a weekly one or a special event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamedSchedule<'a, T> {
    pub(super) key: &'a NameKey,
    pub(super) name: &'a ScheduleName,
    pub(super) is: T,
}

/// The hours of a language, as far as they are known; see the table above.
#[derive(Debug, Clone)]
pub(crate) struct LanguageHours<'a> {
    /// Languages that have exactly these hours; the first one names them.
    pub(super) languages: Vec<Language>,
    pub(super) working: Option<Weekly>,
    pub(super) lunch: Option<Option<Weekly>>,
    pub(super) weekend: Option<Weekly>,
    pub(super) weekly: Option<Vec<NamedSchedule<'a, Weekly>>>,
    pub(super) events: Option<Vec<NamedSchedule<'a, SpecialEvent>>>,
    pub(super) effects: Effects,
    /// The schedules that could all be removed together, which is what advice may say: of two equal ones
    /// each could be removed, but not both.
    pub(super) removable: Effects,
}

impl<'a> LanguageHours<'a> {
    /// The hours that a file asks for.
    pub(super) fn desired(language: Language, hours: &'a DesiredHours) -> Self {
        // A list that is not written is not known; one that is written and empty is. Each list
        // holds patterns of its own kind only.
        let weekly = hours.lists.get(&Kind::Weekly).map(|list| {
            let each = list.iter().filter_map(|(key, entry)| {
                let name = &entry.named.name;
                match entry.named.pattern {
                    Pattern::Weekly(is) => Some(NamedSchedule { key, name, is }),
                    Pattern::SpecialEvent(_) => None,
                }
            });
            each.collect()
        });
        let events = hours.lists.get(&Kind::SpecialEvent).map(|list| {
            let each = list.iter().filter_map(|(key, entry)| {
                let name = &entry.named.name;
                match entry.named.pattern {
                    Pattern::SpecialEvent(is) => Some(NamedSchedule { key, name, is }),
                    Pattern::Weekly(_) => None,
                }
            });
            each.collect()
        });
        Self {
            languages: vec![language],
            working: hours.working_hours,
            lunch: hours.lunch_break,
            weekend: hours.weekend_hours,
            weekly,
            events,
            effects: Effects::default(),
            removable: Effects::default(),
        }
    }

    /// The hours of an account.
    pub(super) fn whole(language: Language, hours: &'a ChatHours) -> Self {
        let lists = &hours.named;
        let weekly = lists.list(Kind::Weekly).keys().zip(lists.weekly());
        let weekly = weekly.map(|(key, (name, is))| NamedSchedule { key, name, is });
        let events = lists.list(Kind::SpecialEvent).keys();
        let events = events.zip(lists.special_events());
        let events = events.map(|(key, (name, is))| NamedSchedule { key, name, is });
        Self {
            languages: vec![language],
            working: Some(hours.working_hours),
            lunch: Some(hours.lunch_break),
            weekend: Some(hours.weekend_hours),
            weekly: Some(weekly.collect()),
            events: Some(events.collect()),
            effects: Effects::default(),
            removable: Effects::default(),
        }
    }

    /// Whether two languages have equal hours. Then one look is enough, and a finding is about both
    /// languages instead of being made twice.
    pub(super) fn same(&self, other: &Self) -> bool {
        // Named schedules are compared with their names, because findings show them.
        let one = (self.working, self.lunch, self.weekend);
        one == (other.working, other.lunch, other.weekend)
            && self.weekly == other.weekly
            && self.events == other.events
    }

    /// Works out the effect of each schedule.
    pub(super) fn judge(&mut self, clock: WallClock) {
        // Schedules that are not known count as absent: see above.
        let schedules = Schedules {
            events: self.events().iter().map(|event| event.is).collect(),
            weekly: self.weekly().iter().map(|weekly| weekly.is).collect(),
            weekend: self.weekend.unwrap_or(Weekly::NEVER),
            lunch: self.lunch.flatten().unwrap_or(Weekly::NEVER),
            working: self.working.unwrap_or(Weekly::NEVER),
        };
        self.effects = availability::effects(&schedules, clock);
        self.removable = availability::removable(&schedules, &self.effects, clock);
    }

    #[cfg(test)]
    pub(super) fn effect(&self, schedule: ScheduleIndex) -> availability::Redundancy {
        match schedule {
            ScheduleIndex::Event(at) => self.effects.events[at],
            ScheduleIndex::Weekly(at) => self.effects.weekly[at],
            ScheduleIndex::Weekend => self.effects.weekend,
            ScheduleIndex::LunchBreak => self.effects.lunch,
            ScheduleIndex::WorkingHours => self.effects.working,
        }
    }

    /// The events that are written; none when the list is left alone.
    pub(super) fn events(&self) -> &[NamedSchedule<'a, SpecialEvent>] {
        self.events.as_deref().unwrap_or(&[])
    }

    /// The custom weekly schedules that are written; none when the list is left alone.
    pub(super) fn weekly(&self) -> &[NamedSchedule<'a, Weekly>] {
        self.weekly.as_deref().unwrap_or(&[])
    }

    /// Every weekly schedule that is known, the lunch break and the default hours included; one
    /// with `days: []` as [`Weekly::NEVER`].
    pub(super) fn each_weekly(&self) -> impl Iterator<Item = (ScheduleIndex, Weekly)> {
        // The custom ones first, then the defaults in the order of the file.
        let named = self.weekly().iter().enumerate();
        let defaults = [
            (ScheduleIndex::WorkingHours, self.working),
            (ScheduleIndex::LunchBreak, self.lunch.flatten()),
            (ScheduleIndex::Weekend, self.weekend),
        ];
        let defaults = defaults.into_iter();
        named
            .map(|(at, weekly)| (ScheduleIndex::Weekly(at), weekly.is))
            .chain(defaults.filter_map(|(schedule, weekly)| Some((schedule, weekly?))))
    }

    /// Whether the portal can hold no further schedule that opens chat every week. The lunch break
    /// opens nothing, so it need not be known.
    pub(super) fn all_weekly_are_known(&self) -> bool {
        self.working.is_some() && self.weekend.is_some() && self.weekly.is_some()
    }

    pub(super) fn language(&self) -> Language {
        self.languages[0]
    }

    pub(super) fn path(&self) -> FieldPath {
        FieldPath::of("chat.hours").key(self.language().as_str())
    }

    /// The setting of a schedule.
    pub(super) fn path_of(&self, schedule: ScheduleIndex) -> FieldPath {
        self.below(&self.path(), schedule)
    }

    /// `workingHours`, `weeklySchedules["Jeudi soir"]` and so on, for people.
    pub(super) fn label(&self, schedule: ScheduleIndex) -> String {
        // Shorter than its path, which would be `workingHours.lunchBreak`.
        match schedule {
            ScheduleIndex::LunchBreak => "lunchBreak".to_owned(),
            ScheduleIndex::Event(_)
            | ScheduleIndex::Weekly(_)
            | ScheduleIndex::Weekend
            | ScheduleIndex::WorkingHours => self.below(&FieldPath::root(), schedule).to_string(),
        }
    }

    fn below(&self, hours: &FieldPath, schedule: ScheduleIndex) -> FieldPath {
        match schedule {
            ScheduleIndex::Event(at) => {
                let name = self.events()[at].name.as_str();
                hours.key(Kind::SpecialEvent.list()).entry(name)
            }
            ScheduleIndex::Weekly(at) => {
                let name = self.weekly()[at].name.as_str();
                hours.key(Kind::Weekly.list()).entry(name)
            }
            ScheduleIndex::Weekend => hours.key("weekendHours"),
            ScheduleIndex::LunchBreak => hours.key("workingHours").key("lunchBreak"),
            ScheduleIndex::WorkingHours => hours.key("workingHours"),
        }
    }
}
