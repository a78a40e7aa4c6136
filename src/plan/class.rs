//! Whether a write takes hours away, gives some, or both: by its own old and new times alone,
//! because what another schedule hides today may show tomorrow.

use crate::model::{Availability, Named, Pattern, SpecialEvent, Weekly};

/// In the order in which writes happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Class {
    Closing,
    Mixed,
    Opening,
}

impl Class {
    /// Of two writes that go together.
    pub(super) fn and(self, other: Option<Self>) -> Self {
        match other {
            None => self,
            Some(other) if other == self => self,
            Some(_) => Self::Mixed,
        }
    }

    fn reversed(self) -> Self {
        match self {
            Self::Closing => Self::Opening,
            Self::Mixed => Self::Mixed,
            Self::Opening => Self::Closing,
        }
    }
}

/// `None` where nothing is gained and nothing lost.
type Effect = Option<Class>;

/// Minutes `[from, to)` of the week from Monday 00:00, or of any other line; sorted, disjoint.
type Minutes = Vec<(i64, i64)>;

pub(super) fn of_open_weekly(old: Weekly, new: Weekly) -> Effect {
    effect(&week(old), &week(new))
}

/// A lunch break says closed: more of it is less chat.
pub(super) fn of_lunch_break(old: Weekly, new: Weekly) -> Effect {
    of_open_weekly(old, new).map(Class::reversed)
}

/// A named schedule that appears, changes or disappears.
pub(super) fn of_named(old: Option<&Named>, new: Option<&Named>) -> Effect {
    let parts = |named: Option<&Named>| match named.map(|named| named.pattern) {
        None => (Minutes::new(), Minutes::new()),
        Some(Pattern::Weekly(weekly)) => (week(weekly), Minutes::new()),
        Some(Pattern::SpecialEvent(event)) => match event.availability {
            Availability::Open => (span(event), Minutes::new()),
            Availability::Closed => (Minutes::new(), span(event)),
        },
    };
    let (old, new) = (parts(old), parts(new));
    let open = effect(&old.0, &new.0);
    let closed = effect(&old.1, &new.1).map(Class::reversed);
    match open {
        None => closed,
        Some(class) => Some(class.and(closed)),
    }
}

fn effect(old: &Minutes, new: &Minutes) -> Effect {
    match (within(old, new), within(new, old)) {
        (true, true) => None,
        (true, false) => Some(Class::Opening),
        (false, true) => Some(Class::Closing),
        (false, false) => Some(Class::Mixed),
    }
}

/// Whether every minute of `inner` is one of `outer`; both are merged, so one interval holds it.
fn within(inner: &Minutes, outer: &Minutes) -> bool {
    inner
        .iter()
        .all(|(from, to)| outer.iter().any(|(f, t)| f <= from && to <= t))
}

fn week(weekly: Weekly) -> Minutes {
    const WEEK: i64 = 7 * 1440;
    let Some(hours) = weekly.hours else {
        return Minutes::new();
    };
    let (from, to) = hours.minutes();
    let mut minutes = Minutes::new();
    for day in weekly.days.iter() {
        let midnight = i64::from(day.index()) * 1440;
        let (from, to) = (midnight + i64::from(from), midnight + i64::from(to));
        minutes.push((from, to.min(WEEK)));
        if to > WEEK {
            // Sunday night reaches into Monday.
            minutes.push((0, to - WEEK));
        }
    }
    merged(minutes)
}

fn span(event: SpecialEvent) -> Minutes {
    let minute = |at: chrono::NaiveDateTime| at.and_utc().timestamp() / 60;
    vec![(minute(event.starts_at), minute(event.ends_at))]
}

fn merged(mut minutes: Minutes) -> Minutes {
    minutes.sort_unstable();
    let mut out = Minutes::new();
    for (from, to) in minutes {
        match out.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            Some(_) | None => out.push((from, to)),
        }
    }
    out
}
