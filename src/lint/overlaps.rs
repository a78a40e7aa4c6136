//! Events that overlap.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::hours::NamedSchedule;
use crate::model::{Availability, SpecialEvent};

/// Events that are named for one that overlaps them. Of more than a few no one reads each, and the
/// number of pairs is the square of the number of events.
const NAMED: usize = 8;

/// Whether the two events of a pair give one answer or two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Agreement {
    Agree,
    Disagree,
}

/// Events that begin before another one and have not ended when it begins.
pub(super) struct Overlapped {
    /// The first to end, and among them at least one with exactly the period of the other, if there is one.
    pub(super) named: Vec<usize>,
    /// How many there are beside.
    pub(super) more: usize,
}

/// Calls `report` with the position of each event and the events before it that overlap it, until it
/// breaks.
///
/// One sweep: events are taken in the order in which they begin, and those that have not ended yet
/// wait in two sets, one for each answer, sorted by their ends.
pub(super) fn overlaps(
    events: &[NamedSchedule<'_, SpecialEvent>],
    agreement: Agreement,
    mut report: impl FnMut(usize, &Overlapped) -> ControlFlow<()>,
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
        let partners = match agreement {
            Agreement::Agree => &mut *own,
            Agreement::Disagree => other,
        };
        // What has ended by now overlaps no later event either.
        while partners
            .first()
            .is_some_and(|(ends, _, _)| *ends <= event.starts_at)
        {
            partners.pop_first();
        }
        let period = (event.ends_at, event.starts_at);
        let equal = partners.range((period.0, period.1, 0)..=(period.0, period.1, usize::MAX));
        let equal = equal.map(|(_, _, at)| *at).next();
        let mut named: Vec<_> = partners.iter().map(|(_, _, at)| *at).take(NAMED).collect();
        if let Some(equal) = equal.filter(|equal| !named.contains(equal)) {
            named.pop();
            named.push(equal);
        }
        let more = partners.len() - named.len();
        if !named.is_empty() {
            report(later, &Overlapped { named, more })?;
        }
        own.insert((event.ends_at, event.starts_at, later));
    }
    ControlFlow::Continue(())
}
