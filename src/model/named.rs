//! Named schedules: the custom weekly schedules and the special events that a reseller creates.
//!
//! One type, [`Named`], carries such a schedule from the file to the request: `desired` builds it,
//! [`ScheduleLists`] holds it in an account, `diff` compares two of them, and an action sends one.
//! Nothing in between takes it apart and puts it together again.
//!
//! ```text
//! file ── lower ──> Named ── over ──> ScheduleLists ── diff ──> change
//! portal ─ read ──> Named ──────────> ScheduleLists ──┘    └──> action ──> request body
//! ```

use std::collections::BTreeMap;

use super::name::{NameKey, name_key};
use super::schedule::{Kind, SpecialEvent, Weekly};
use super::text::ScheduleName;

/// A schedule that a reseller names: a custom weekly one or a special event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub name: ScheduleName,
    pub pattern: Pattern,
}

/// When a named schedule is in effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pattern {
    Weekly(Weekly),
    SpecialEvent(SpecialEvent),
}

impl Pattern {
    pub fn kind(self) -> Kind {
        match self {
            Self::Weekly(_) => Kind::Weekly,
            Self::SpecialEvent(_) => Kind::SpecialEvent,
        }
    }
}

impl Named {
    pub fn weekly(name: ScheduleName, weekly: Weekly) -> Self {
        let pattern = Pattern::Weekly(weekly);
        Self { name, pattern }
    }

    pub fn special_event(name: ScheduleName, event: SpecialEvent) -> Self {
        let pattern = Pattern::SpecialEvent(event);
        Self { name, pattern }
    }

    /// The identity of the schedule within its language and kind.
    pub fn key(&self) -> NameKey {
        name_key(self.name.as_str())
    }
}

/// A named schedule by the key of its name; output and comparisons follow the order of the keys.
pub type ScheduleList = BTreeMap<NameKey, Named>;

/// The named schedules of one language: a list of custom weekly schedules and a list of special
/// events, which have names of their own. « Jeudi soir » may be in both lists.
///
/// [`insert`](Self::insert) is the only way in. It computes the key from the name and chooses the
/// list by the pattern, so that a special event is never among the weekly schedules and no schedule
/// is filed under the name of another one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScheduleLists {
    weekly: ScheduleList,
    special_events: ScheduleList,
}

impl ScheduleLists {
    pub fn list(&self, kind: Kind) -> &ScheduleList {
        match kind {
            Kind::Weekly => &self.weekly,
            Kind::SpecialEvent => &self.special_events,
        }
    }

    fn list_mut(&mut self, kind: Kind) -> &mut ScheduleList {
        match kind {
            Kind::Weekly => &mut self.weekly,
            Kind::SpecialEvent => &mut self.special_events,
        }
    }

    /// Adds a schedule, or replaces the one that has its name.
    pub fn insert(&mut self, named: Named) {
        let list = self.list_mut(named.pattern.kind());
        list.insert(named.key(), named);
    }

    /// Takes a schedule out of its list; `None` when the list has no schedule of that name.
    pub fn remove(&mut self, kind: Kind, key: &NameKey) -> Option<Named> {
        self.list_mut(kind).remove(key)
    }

    /// Makes a list consist of exactly these schedules.
    pub fn replace(&mut self, kind: Kind, schedules: impl IntoIterator<Item = Named>) {
        self.list_mut(kind).clear();
        self.extend(schedules);
    }

    /// The custom weekly schedules, in the order of their keys.
    pub fn weekly(&self) -> impl Iterator<Item = (&ScheduleName, Weekly)> {
        self.weekly
            .values()
            .filter_map(|named| match named.pattern {
                Pattern::Weekly(weekly) => Some((&named.name, weekly)),
                Pattern::SpecialEvent(_) => None,
            })
    }

    /// The special events, in the order of their keys.
    pub fn special_events(&self) -> impl Iterator<Item = (&ScheduleName, SpecialEvent)> {
        let events = self.special_events.values();
        events.filter_map(|named| match named.pattern {
            Pattern::SpecialEvent(event) => Some((&named.name, event)),
            Pattern::Weekly(_) => None,
        })
    }
}

impl Extend<Named> for ScheduleLists {
    fn extend<I: IntoIterator<Item = Named>>(&mut self, schedules: I) {
        for named in schedules {
            self.insert(named);
        }
    }
}

impl FromIterator<Named> for ScheduleLists {
    fn from_iter<I: IntoIterator<Item = Named>>(schedules: I) -> Self {
        let mut lists = Self::default();
        lists.extend(schedules);
        lists
    }
}
