//! The hours as an iCalendar file (RFC 5545): weekly rules, the dates on which they do not hold,
//! and single stretches, which together are the open minutes and no others.

mod event;
mod line;
mod rules;
mod zone;

pub(crate) use event::text;

/// One property as it is written, for the targets of fuzzing.
#[cfg(any(test, fuzzing))]
pub(crate) fn property(name: &str, value: &str) -> String {
    let mut lines = line::ContentLines::default();
    lines.text(name, value);
    lines.0
}
