//! Pairs of events that overlap.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::hours::NamedSchedule;
use crate::model::{Availability, SpecialEvent};

/// Whether the two events of a pair give one answer or two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Agreement {
    Agree,
    Disagree,
}

/// Calls `report` with the positions of each pair of events that overlap, the earlier event first,
/// until it breaks.
///
/// One sweep: events are taken in the order in which they begin, and those that have not ended yet
/// wait in two sets, one for each answer, sorted by their ends.
pub(super) fn overlaps(
    events: &[NamedSchedule<'_, SpecialEvent>],
    agreement: Agreement,
    mut report: impl FnMut(usize, usize) -> ControlFlow<()>,
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
            .is_some_and(|(ends, _)| *ends <= event.starts_at)
        {
            partners.pop_first();
        }
        for (_, earlier) in partners.iter() {
            report(*earlier, later)?;
        }
        own.insert((event.ends_at, later));
    }
    ControlFlow::Continue(())
}
