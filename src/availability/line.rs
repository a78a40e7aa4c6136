//! The windows of a comparison on one wall clock, and the instants behind it.
//!
//! What recurs recurs on the wall clock, and what is counted is time, so a change for people needs
//! both: hours are compared and folded in civil minutes, and their minutes are counted as instants.
//! [`Line::instants`] leads back. A skipped hour leads nowhere, and each of a repeated hour leads
//! to two instants.

use chrono::{NaiveDate, TimeDelta};

use super::agenda::Agenda;
use super::civil::DAY;
use super::instants::{OffsetSegment, segments};
use super::period::Period;
use super::spans::Spans;
use crate::model::Language;

/// The windows on the wall clock of the new zone.
pub(super) struct Line {
    /// From the first to the last minute that the clock shows in each window. A clock that goes
    /// back over midnight, as that of St. John's did until 2011, shows the day before once more.
    pub(super) windows: Spans,
    /// From the beginning to the end of each window, which are midnights.
    whole_days: Spans,
    segments: Vec<OffsetSegment>,
}

impl Line {
    pub(super) fn of(new: &Agenda, windows: &[Period]) -> Self {
        let (mut wall, mut whole_days, mut all) = (Vec::new(), Vec::new(), Vec::new());
        for window in windows {
            let segments = segments(new.zone, *window);
            // Smallest and greatest, not first and last: the clock may go back over midnight.
            let first_shown = segments.iter().map(|segment| segment.civil_from()).min();
            let last_shown = segments.iter().map(|segment| segment.civil_to()).max();
            wall.extend(first_shown.zip(last_shown));
            // An empty window has no segment and no day.
            if let (Some(first), Some(last)) = (segments.first(), segments.last()) {
                whole_days.push((first.civil_from(), last.civil_to()));
            }
            all.extend(segments);
        }
        Self {
            windows: Spans::of(wall),
            whole_days: Spans::of(whole_days),
            segments: all,
        }
    }

    /// First and last day of each window.
    pub(super) fn days(&self) -> Vec<(NaiveDate, NaiveDate)> {
        let days = self.whole_days.iter();
        days.map(|(from, to)| (day_of(from), day_of(to - 1)))
            .collect()
    }

    /// The parts of the windows in which no event is in effect, before or after.
    pub(super) fn ordinary(&self, old: &Agenda, new: &Agenda, language: Language) -> Spans {
        // An event of either side hides the week there, on that side at least.
        let events = old.events(language).or(new.events(language));
        self.windows.without(&events)
    }

    /// The minutes of time at which the clock shows these: none for an hour that is skipped, and
    /// each of one that is repeated.
    pub(super) fn instants(&self, wall: &Spans) -> Vec<(i64, i64)> {
        let mut out = Vec::new();
        for segment in &self.segments {
            // Segments overlap on the wall where the clock goes back, so both find a repeated hour.
            let by = segment.offset;
            let shown = wall.overlapping(segment.civil_from(), segment.civil_to());
            out.extend(shown.map(|(from, to)| (from - by, to - by)));
        }
        out
    }
}

/// The day on which a civil minute lies.
fn day_of(minute: i64) -> NaiveDate {
    NaiveDate::default() + TimeDelta::days(minute.div_euclid(DAY))
}
