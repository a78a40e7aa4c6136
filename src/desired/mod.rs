//! The validated intent of a file, and the target that it makes of an account.
//!
//! ```text
//! Document ─ lower ─> Desired ─ over(observed account) ─> Target ── diff ─> changes
//!     │                  └───── alone ─> the chat of the file without a portal
//!     └─> findings
//! ```
//!
//! The central rule, from the reading "omitted" of the help page: a setting that the file does not
//! name is not in [`Desired`], so no later stage can change it. Start at [`lower()`].

mod address;
mod alone;
mod civil;
mod context;
mod guards;
mod holiday_choice;
mod holidays;
mod hours;
mod intent;
mod keep;
mod lower;
mod over;
mod period;
mod places;
mod schedules;
mod text_form;

#[cfg(test)]
mod tests;

pub(crate) use alone::Assumed;
pub(crate) use civil::{Daily, WrittenTimes, weekly};
pub(crate) use context::Lower;
pub(crate) use guards::GuardDifference;
pub(crate) use holidays::HOLIDAY_COVERED;
pub(crate) use intent::{Desired, DesiredHours, DesiredSchedule};
pub(crate) use lower::{judge_rest, lower};
pub(crate) use over::{Ambiguous, Target};
pub(crate) use places::Places;
