//! The hours of one language as the rules see them: by the file alone, or of a whole account.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use crate::availability::{self, Effects, One, Schedules, WallClock};
use crate::desired::DesiredHours;
use crate::model::{
    Availability, ChatHours, FieldPath, Kind, Language, NameKey, Pattern, ScheduleName,
    SpecialEvent, Weekly,
};

/// A named schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named<'a, T> {
    pub(super) key: &'a NameKey,
    pub(super) name: &'a ScheduleName,
    pub(super) is: T,
}

/// What is not managed is none.
#[derive(Debug, Clone)]
pub(crate) struct Hours<'a> {
    /// Languages that have exactly these hours; the first one names them.
    pub(super) languages: Vec<Language>,
    pub(super) working: Option<Weekly>,
    /// The inner one is none when there is no lunch break.
    pub(super) lunch: Option<Option<Weekly>>,
    pub(super) weekend: Option<Weekly>,
    pub(super) weekly: Option<Vec<Named<'a, Weekly>>>,
    pub(super) events: Option<Vec<Named<'a, SpecialEvent>>>,
    pub(super) effects: Effects,
}

impl<'a> Hours<'a> {
    /// What a file asks for.
    pub(super) fn desired(language: Language, hours: &'a DesiredHours) -> Self {
        let list = |kind: Kind| hours.lists.get(&kind).map(|list| list.iter());
        let weekly = list(Kind::Weekly).map(|entries| {
            let each = entries.filter_map(|(key, entry)| match entry.named.pattern {
                Pattern::Weekly(is) => Some((key, &entry.named.name, is)),
                Pattern::SpecialEvent(_) => None,
            });
            named(each)
        });
        let events = list(Kind::SpecialEvent).map(|entries| {
            let each = entries.filter_map(|(key, entry)| match entry.named.pattern {
                Pattern::SpecialEvent(is) => Some((key, &entry.named.name, is)),
                Pattern::Weekly(_) => None,
            });
            named(each)
        });
        Self {
            languages: vec![language],
            working: hours.working_hours,
            lunch: hours.lunch_break,
            weekend: hours.weekend_hours,
            weekly,
            events,
            effects: Effects::default(),
        }
    }

    /// What an account has.
    pub(super) fn whole(language: Language, hours: &'a ChatHours) -> Self {
        let lists = &hours.named;
        let weekly = lists.list(Kind::Weekly).keys().zip(lists.weekly());
        let events = lists
            .list(Kind::SpecialEvent)
            .keys()
            .zip(lists.special_events());
        Self {
            languages: vec![language],
            working: Some(hours.working_hours),
            lunch: Some(hours.lunch_break),
            weekend: Some(hours.weekend_hours),
            weekly: Some(named(weekly.map(|(key, (name, is))| (key, name, is)))),
            events: Some(named(events.map(|(key, (name, is))| (key, name, is)))),
            effects: Effects::default(),
        }
    }

    /// Whether another language has the same hours, so that one look is enough.
    pub(super) fn same(&self, other: &Self) -> bool {
        let one = (self.working, self.lunch, self.weekend);
        one == (other.working, other.lunch, other.weekend)
            && self.weekly == other.weekly
            && self.events == other.events
    }

    /// Works out what each schedule does.
    pub(super) fn weigh(&mut self, clock: WallClock) {
        let schedules = Schedules {
            events: self.events().iter().map(|event| event.is).collect(),
            weekly: self.weekly().iter().map(|weekly| weekly.is).collect(),
            weekend: self.weekend.unwrap_or(Weekly::NEVER),
            lunch: self.lunch.flatten().unwrap_or(Weekly::NEVER),
            working: self.working.unwrap_or(Weekly::NEVER),
        };
        self.effects = availability::effects(&schedules, clock);
    }

    #[cfg(test)]
    pub(super) fn effect(&self, one: One) -> availability::Weight {
        match one {
            One::Event(at) => self.effects.events[at],
            One::Weekly(at) => self.effects.weekly[at],
            One::Weekend => self.effects.weekend,
            One::LunchBreak => self.effects.lunch,
            One::WorkingHours => self.effects.working,
        }
    }

    pub(super) fn events(&self) -> &[Named<'a, SpecialEvent>] {
        self.events.as_deref().unwrap_or_default()
    }

    pub(super) fn weekly(&self) -> &[Named<'a, Weekly>] {
        self.weekly.as_deref().unwrap_or_default()
    }

    /// Every weekly schedule that has hours.
    pub(super) fn each_weekly(&self) -> impl Iterator<Item = (One, Weekly)> {
        let named = self.weekly().iter().enumerate();
        let defaults = [
            (One::WorkingHours, self.working),
            (One::LunchBreak, self.lunch.flatten()),
            (One::Weekend, self.weekend),
        ];
        let defaults = defaults.into_iter();
        named
            .map(|(at, weekly)| (One::Weekly(at), weekly.is))
            .chain(defaults.filter_map(|(one, weekly)| Some((one, weekly?))))
    }

    /// Whether nothing that the portal may hold beside them opens chat.
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
    pub(super) fn path_of(&self, one: One) -> FieldPath {
        self.below(&self.path(), one)
    }

    /// `workingHours`, `weeklySchedules["Jeudi soir"]` and so on, for people.
    pub(super) fn label(&self, one: One) -> String {
        match one {
            One::LunchBreak => "lunchBreak".to_owned(),
            One::Event(_) | One::Weekly(_) | One::Weekend | One::WorkingHours => {
                self.below(&FieldPath::root(), one).to_string()
            }
        }
    }

    fn below(&self, hours: &FieldPath, one: One) -> FieldPath {
        match one {
            One::Event(at) => {
                let name = self.events()[at].name.as_str();
                hours.key(Kind::SpecialEvent.list()).entry(name)
            }
            One::Weekly(at) => {
                let name = self.weekly()[at].name.as_str();
                hours.key(Kind::Weekly.list()).entry(name)
            }
            One::Weekend => hours.key("weekendHours"),
            One::LunchBreak => hours.key("workingHours").key("lunchBreak"),
            One::WorkingHours => hours.key("workingHours"),
        }
    }
}

fn named<'a, T>(
    each: impl Iterator<Item = (&'a NameKey, &'a ScheduleName, T)>,
) -> Vec<Named<'a, T>> {
    each.map(|(key, name, is)| Named { key, name, is })
        .collect()
}

/// Whether two events say the same of chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voices {
    Agree,
    Disagree,
}

/// Pairs of events that overlap, the earlier first, until no more are wanted.
pub(super) fn overlaps(
    events: &[Named<'_, SpecialEvent>],
    voices: Voices,
    mut tell: impl FnMut(usize, usize) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut order: Vec<_> = (0..events.len()).collect();
    order.sort_by_key(|at| (events[*at].is.starts_at, events[*at].key));
    let (mut open, mut closed) = (BTreeSet::new(), BTreeSet::new());
    for later in order {
        let event = events[later].is;
        let (own, other) = match event.availability {
            Availability::Open => (&mut open, &mut closed),
            Availability::Closed => (&mut closed, &mut open),
        };
        let wanted = match voices {
            Voices::Agree => &mut *own,
            Voices::Disagree => other,
        };
        while wanted
            .first()
            .is_some_and(|(ends, _)| *ends <= event.starts_at)
        {
            wanted.pop_first();
        }
        for (_, earlier) in wanted.iter() {
            tell(*earlier, later)?;
        }
        own.insert((event.ends_at, later));
    }
    ControlFlow::Continue(())
}
