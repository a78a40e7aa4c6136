//! Two versions of the files, compared without a portal: the meaning of a pull request.
//!
//! Files are paired by account ([`pair()`]), each pair is compared ([`reviewed()`]), and the result is
//! judged as a plan is. A file is partial, so two versions are not two accounts. A setting may be
//! named by
//!
//! ```text
//! old version  new version
//! yes          yes          a change, if the values differ
//! no           yes          a change whose value before is unknown
//! yes          no           released: the portal keeps the value, and no file manages it any more
//! no           no           not of interest
//! ```
//!
//! To reuse `over`, `diff` and the rules of consent, which all work on complete accounts, both
//! versions are laid over invented accounts. Everything that is invented in this way is listed as
//! a [`ReviewAssumption`], so that a reviewer knows the limits of the review.

mod account;
mod assumption;
mod hours;
mod named;
mod notes;
mod pair;
mod reviewed;
#[cfg(test)]
mod tests;

pub(crate) use account::{ReviewedAccount, reviewed};
pub(crate) use assumption::ReviewAssumption;
pub(crate) use pair::{Pair, Version, pair};
