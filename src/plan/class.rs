//! Whether a write to hours takes minutes away, gives some, or does both.
//!
//! Writes reach the portal one after the other, and customers may chat between any two of them. No
//! such moment should promise chat without staff, so writes that close come first and writes that
//! open come last (`steps`). For that each write is classed by its own old and new times *alone*,
//! not by the minutes that customers gain or lose with all other schedules in place: what another
//! schedule hides today may show after the next write.
//!
//! ```text
//! old times        new times        class
//! 09:00–17:00      09:00–12:00      Closing: every new minute is an old one
//! 09:00–12:00      09:00–17:00      Opening: every old minute is a new one
//! 09:00–17:00      10:00–18:00      Mixed: 09:00 goes, 17:00 comes
//! 09:00–17:00      09:00–17:00      none
//! ```
//!
//! Schedules that say closed turn it round: a longer lunch break is less chat. An event that turns
//! from open to closed is both at once, its open minutes gone and its closed minutes new, and both
//! close.

use crate::availability::{Spans, event_minutes, on_week};
use crate::model::{Availability, Named, Pattern, Weekly};

/// In the order in which writes happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Class {
    /// Some minutes are lost and none gained.
    Closing,
    /// Some are lost and some gained.
    Mixed,
    /// Some are gained and none lost.
    Opening,
}

impl Class {
    /// The class of two writes that go together.
    pub(super) fn and(self, other: Option<Self>) -> Self {
        match other {
            // The other one changes no minute.
            None => self,
            Some(other) if other == self => self,
            Some(_) => Self::Mixed,
        }
    }

    /// The class of a write to times that say closed.
    fn reversed(self) -> Self {
        match self {
            Self::Closing => Self::Opening,
            Self::Mixed => Self::Mixed,
            Self::Opening => Self::Closing,
        }
    }
}

/// A weekly schedule that says open. `None` where no minute changes.
pub(super) fn of_open_weekly(old: Weekly, new: Weekly) -> Option<Class> {
    between(&on_week(old), &on_week(new))
}

/// A lunch break says closed: more of it is less chat.
pub(super) fn of_lunch_break(old: Weekly, new: Weekly) -> Option<Class> {
    of_open_weekly(old, new).map(Class::reversed)
}

/// A named schedule that appears, changes or disappears.
pub(super) fn of_named(old: Option<&Named>, new: Option<&Named>) -> Option<Class> {
    // Open and closed minutes are compared apart, because more of the latter is less chat. At most
    // an event that changes its answer has both.
    let (old, new) = (Minutes::of(old), Minutes::of(new));
    let open = between(&old.open, &new.open);
    let closed = between(&old.closed, &new.closed).map(Class::reversed);
    // Two effects in opposite directions are a mixed write.
    match open {
        None => closed,
        Some(class) => Some(class.and(closed)),
    }
}

/// The minutes at which a schedule says open, and those at which it says closed: of the week from
/// Monday 00:00 for a weekly one, of civil time for an event.
#[derive(Default)]
struct Minutes {
    open: Spans,
    closed: Spans,
}

impl Minutes {
    fn of(named: Option<&Named>) -> Self {
        let mut minutes = Self::default();
        match named.map(|named| named.pattern) {
            None => {}
            Some(Pattern::Weekly(weekly)) => minutes.open = on_week(weekly),
            Some(Pattern::SpecialEvent(event)) => match event.availability {
                Availability::Open => minutes.open = event_minutes(event),
                Availability::Closed => minutes.closed = event_minutes(event),
            },
        }
        minutes
    }
}

/// The class of a write that replaces some open minutes by others: what matters is only whether any
/// are lost and whether any are gained. `None` when the two sets are equal.
fn between(old: &Spans, new: &Spans) -> Option<Class> {
    // Sets of minutes are merged, so this is exact, however the times were written.
    let (loses, gains) = (!old.lie_in(new), !new.lie_in(old));
    match (loses, gains) {
        (false, false) => None,
        (false, true) => Some(Class::Opening),
        (true, false) => Some(Class::Closing),
        (true, true) => Some(Class::Mixed),
    }
}
