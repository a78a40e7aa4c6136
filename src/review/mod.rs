//! Two versions of the files, compared without a portal: what a pull request means.
//!
//! Files are paired by account ([`pair`]), each pair is compared ([`review`] and what is around it),
//! and the result is judged as a plan is. Where a portal would be asked, something is assumed, and
//! every assumption is listed.

mod account;
mod assumed;
mod hours;
mod named;
mod notes;
mod pair;
#[cfg(test)]
mod tests;
mod versions;

pub(crate) use account::{ReviewedAccount, reviewed};
pub(crate) use assumed::Assumed;
pub(crate) use pair::{Pair, Version, pair};
