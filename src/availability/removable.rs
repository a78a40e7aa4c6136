//! Which redundant schedules could be removed together.
//!
//! [`effects`] judges each schedule with all others in place. Of two equal schedules each is redundant, and
//! whoever followed both pieces of advice would lose the hours. So redundant schedules are taken out one
//! after the other here, and one that has become needed by then is kept.
//!
//! Schedules that are never in effect go first. Each is hidden by a better rank, so nothing is lost with
//! them; but the schedule that hides one may have looked redundant only because the hidden one would have
//! stepped in.

use super::clock::WallClock;
use super::effect::{Effects, Redundancy, effects};
use super::schedules::{ScheduleIndex, Schedules};
use crate::model::Weekly;

/// Judging all schedules again costs as much as judging them once. A file with more redundant schedules
/// than this has the first of them reported; the others follow when those are gone.
const MOST: usize = 32;

/// The effects, with those weekly schedules needed that the removal of others makes so. Events keep
/// theirs: equal ones are reported as duplicates.
pub(crate) fn removable(schedules: &Schedules, alone: &Effects, clock: WallClock) -> Effects {
    let mut removable = alone.clone();
    let candidates = candidates(alone);
    let hidden = candidates.iter().filter(|at| is_hidden(alone.of(**at)));
    let hidden: Vec<_> = hidden.copied().collect();
    // A single one may go, whatever it is.
    if candidates.len() < 2 || candidates.len() == hidden.len() {
        return removable;
    }
    let mut left = schedules.clone();
    for at in hidden {
        left.remove(at);
    }
    let mut now = effects(&left, clock);
    let mut rounds = 0;
    for at in candidates {
        if is_hidden(alone.of(at)) {
            continue;
        }
        if rounds == MOST || now.of(at) == Redundancy::Needed {
            removable.keep(at);
            continue;
        }
        rounds += 1;
        left.remove(at);
        now = effects(&left, clock);
    }
    removable
}

/// The redundant weekly schedules, the last of the list first: of two equal ones the first is kept.
fn candidates(effects: &Effects) -> Vec<ScheduleIndex> {
    let weekly = (0..effects.weekly.len()).rev().map(ScheduleIndex::Weekly);
    let defaults = [
        ScheduleIndex::LunchBreak,
        ScheduleIndex::Weekend,
        ScheduleIndex::WorkingHours,
    ];
    let all = defaults.into_iter().chain(weekly);
    all.filter(|at| effects.of(*at) != Redundancy::Needed)
        .collect()
}

fn is_hidden(effect: Redundancy) -> bool {
    match effect {
        Redundancy::NeverInEffect(_) => true,
        Redundancy::Needed | Redundancy::WithoutEffect(_) => false,
    }
}

impl Effects {
    fn of(&self, schedule: ScheduleIndex) -> Redundancy {
        match schedule {
            ScheduleIndex::Event(at) => self.events[at],
            ScheduleIndex::Weekly(at) => self.weekly[at],
            ScheduleIndex::Weekend => self.weekend,
            ScheduleIndex::LunchBreak => self.lunch,
            ScheduleIndex::WorkingHours => self.working,
        }
    }

    fn keep(&mut self, schedule: ScheduleIndex) {
        let effect = match schedule {
            ScheduleIndex::Event(at) => &mut self.events[at],
            ScheduleIndex::Weekly(at) => &mut self.weekly[at],
            ScheduleIndex::Weekend => &mut self.weekend,
            ScheduleIndex::LunchBreak => &mut self.lunch,
            ScheduleIndex::WorkingHours => &mut self.working,
        };
        *effect = Redundancy::Needed;
    }
}

impl Schedules {
    fn remove(&mut self, schedule: ScheduleIndex) {
        let weekly = match schedule {
            ScheduleIndex::Event(_) => return,
            ScheduleIndex::Weekly(at) => &mut self.weekly[at],
            ScheduleIndex::Weekend => &mut self.weekend,
            ScheduleIndex::LunchBreak => &mut self.lunch,
            ScheduleIndex::WorkingHours => &mut self.working,
        };
        *weekly = Weekly::NEVER;
    }
}
