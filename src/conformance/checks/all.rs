//! The groups in their order.

use super::{availability, hours, list, people, precondition, read, schedule, section};
use crate::conformance::check::Check;

/// Every check, in the order in which they run.
pub(in crate::conformance) fn all() -> impl Iterator<Item = &'static Check> {
    [
        read::CHECKS,
        list::CHECKS,
        precondition::CHECKS,
        section::CHECKS,
        hours::CHECKS,
        schedule::CHECKS,
        availability::CHECKS,
        people::CHECKS,
    ]
    .into_iter()
    .flatten()
}
