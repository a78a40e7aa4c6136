//! The hours as an iCalendar file (RFC 5545): weekly rules, the dates on which they do not hold,
//! and single stretches, which together are the open minutes and no others.

mod event;
mod line;
mod rules;
mod zone;

pub(crate) use event::text;
