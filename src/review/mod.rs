//! Two versions of a file: the meaning of a change while no portal can be asked, as in a pull
//! request.
//!
//! A file is partial, so two versions are not two accounts. A setting may be named by
//!
//! ```text
//! old version  new version
//! yes          yes          a change, if the values differ
//! no           yes          a change whose value before is unknown
//! yes          no           released: the portal keeps the value, and nobody manages it any more
//! no           no           not of interest
//! ```
//!
//! To reuse `over`, `diff` and the rules of consent, which all work on complete accounts, both
//! versions are laid over invented accounts. Everything that is invented in this way is listed as
//! an [`ReviewAssumption`], so that a reviewer knows the limits of the review. Start at [`review`].

mod assumption;
mod named;
mod reviewed;
#[cfg(test)]
mod tests;

pub(crate) use named::names;
pub(crate) use reviewed::{Reviewed, Versions, review};
