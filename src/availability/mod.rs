//! When is chat open, which schedule decides, and what does a change of schedules open or close?
//!
//! « Les horaires de clavardage sont appliqués en fonction de leur ordre de priorité. » Each
//! schedule has a rank, and at each minute those of the best rank in effect decide:
//!
//! | rank | schedule | says |
//! |---|---|---|
//! | 1 | special events | open or closed; where two disagree, closed |
//! | 2 | custom weekly schedules | open |
//! | 3 | weekend hours | open |
//! | 4 | lunch break | closed |
//! | 5 | working hours | open |
//!
//! Ranks settle overlaps minute by minute, never day by day: an evening schedule on Thursdays
//! leaves the working hours of Thursday alone. Chat that is off, or minutes without any schedule,
//! are closed.
//!
//! # Where to start
//!
//! ```text
//! civil ── one schedule on the wall clock          instants ── the wall clock on the time line
//!   │                                                 │
//! stack ── intervals laid over each other, one sweep  │
//!   │                                                 │
//! layers ── all schedules of a language: who decides  │
//!   └──────────────── agenda ─────────────────────────┘
//!                       │  a chat that can be asked about any period
//!     ┌─────────────────┼─────────────┬──────────────┐
//!  resolve            delta         impact         interim
//!  open when, and     minutes       the change     what opens only
//!  who decides        gained, lost  for people     between two steps
//!                                     │
//!                                   fold ── stretches to "every Monday 09:00–17:00"
//!
//! loss ── what each language loses in all: for consents, policies and reports
//! effect ── which schedules could be removed without a change (findings L01 and L02)
//! ```
//!
//! Work grows with the number of schedules and of intervals, never with the number of minutes. The
//! tests count minute by minute instead and must agree.

mod agenda;
mod civil;
mod clock;
mod delta;
mod effect;
mod fold;
mod impact;
mod instants;
mod interim;
mod layer;
mod layers;
mod line;
mod loss;
mod next;
mod overlay;
mod period;
mod removable;
mod resolve;
mod schedules;
mod spans;
mod stack;
mod wall;
mod windows;
mod zone;

#[cfg(test)]
mod tables;

pub(crate) use civil::{event_minutes, on_week};
pub(crate) use clock::{Occurrences, WallClock};
pub(crate) use delta::{ChangeDirection, HoursDelta, LanguageDelta, Sums, compare};
pub(crate) use effect::{Effects, ExampleMinute, Redundancy, effects};
pub(crate) use fold::{Folded, Recurrence, Times};
pub(crate) use impact::{ChangedHours, Effect, Impact, Switch, impact};
pub(crate) use interim::Between;
pub(crate) use layer::Layer;
pub(crate) use loss::{LostHours, WEEKS_AHEAD, loses_hours, lost_hours};
pub(crate) use next::{NextChange, next_change};
pub(crate) use period::Period;
pub(crate) use removable::removable;
pub(crate) use resolve::{explain, resolve};
pub(crate) use schedules::{ScheduleIndex, Schedules};
pub(crate) use spans::Spans;
pub(crate) use wall::{ClockChange, Reading, Wall, clock_changes, day_begins, read};
pub(crate) use windows::{default_windows, window_of_days};
pub use zone::UnknownZone;
pub(crate) use zone::{wall_time, zone};
