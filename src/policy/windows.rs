//! When plans may be applied.

use chrono::{Datelike as _, NaiveDateTime, NaiveTime, TimeDelta};

use crate::availability::{Spans, on_week};
use crate::model::Weekly;
use crate::zone::Zone;

/// When plans may be applied: weekly stretches on the clocks of a zone, such as Monday to Thursday
/// 09:00–16:00. Without any stretch nothing is ever applied.
#[derive(Debug, Clone)]
pub(super) struct ApplyWindows {
    pub(super) zone: Zone,
    pub(super) weekly: Vec<Weekly>,
}

/// The next time at which a window is open.
pub(super) enum NextWindow {
    Now,
    At(NaiveDateTime),
    /// There is no window.
    Never,
}

impl ApplyWindows {
    pub(super) fn next(&self, wall: NaiveDateTime) -> NextWindow {
        let days = wall.weekday().num_days_from_monday();
        let monday = (wall.date() - TimeDelta::days(days.into())).and_time(NaiveTime::MIN);
        let minute = (wall - monday).num_minutes();
        let week = TimeDelta::weeks(1).num_minutes();
        let open: Spans = Spans::of(
            self.weekly
                .iter()
                .flat_map(|weekly| on_week(*weekly).iter().collect::<Vec<_>>())
                .collect(),
        );
        if open.iter().any(|(from, to)| (from..to).contains(&minute)) {
            return NextWindow::Now;
        }
        // The first one of this week that is still to come, or the first one of the next.
        let later = open
            .iter()
            .map(|(from, _)| from)
            .find(|from| *from > minute);
        match later.or_else(|| Some(open.first()? + week)) {
            Some(next) => NextWindow::At(monday + TimeDelta::minutes(next)),
            None => NextWindow::Never,
        }
    }
}
