//! One file a rule. A rule looks at a subject and adds its findings.
//!
//! A new rule is a file here, a line in [`CHECKS`], a row in `diagnostic::code`, sentences in both
//! languages of `words/*/lint.ftl`, and a section on both pages of findings. Tests miss whatever is
//! left out.

mod checks;
mod clock_change;
mod clock_in_window;
mod consent;
mod crowded_event;
mod customers_see;
mod email_domain;
mod end_of_day;
mod event_dates;
mod events_agree;
mod events_disagree;
mod holiday_without_event;
mod holidays;
mod languages;
mod look_alike_letters;
mod lunch_break;
mod maybe_renamed;
mod names_alike;
mod never_in_effect;
mod overnight;
mod phrase;
mod postal_code;
mod public_address;
mod time_zone;
mod unmanaged;
mod without_effect;
mod wrong_days;

pub(super) use checks::{CHECKS, between};
pub(crate) use consent::consent;
pub(super) use holiday_without_event::find as of_calendar;
