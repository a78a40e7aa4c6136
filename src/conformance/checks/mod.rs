//! The list of checks, each with the sentence of the contract that it holds a portal to.

mod availability;
mod hours;
mod list;
mod people;
mod precondition;
mod read;
mod schedule;
mod section;

use super::Check;

/// `"group"; "id" [needs] page "sentence" { steps } and more;`, where needs, page and more may be
/// left out.
macro_rules! checks {
    ($group:literal; $(
        $id:literal $([$($need:expr),+])? $(page $page:literal)? { $($step:literal)* } $(and $more:ident)?;
    )*) => {
        pub(super) const CHECKS: &[$crate::conformance::Check] = &[$($crate::conformance::Check {
            id: $id,
            rule: concat!("check-", $id),
            group: $group,
            page: $crate::conformance::checks::optional!($($page)?),
            needs: &[$($($need),+)?],
            steps: &[$($step),*],
            more: $crate::conformance::checks::optional!($(|trial| Box::pin($more(trial)))?),
        }),*];
    };
}
macro_rules! optional {
    () => {
        None
    };
    ($value:expr) => {
        Some($value)
    };
}
use {checks, optional};

/// Every check, in the order in which they run.
pub(super) fn all() -> impl Iterator<Item = &'static Check> {
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
