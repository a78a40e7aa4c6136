//! The limits that an organisation sets: rules in a file of their own, which a change of a reseller
//! file, an apply or the time of day can break. No `--allow` and no comment lifts a rule.
//!
//! A policy is read once (`shape`, `lower`) into a [`Policy`] of
//! [`PolicyRule`](rules::PolicyRule)s, each with the place of its line, and then judges changes and
//! findings (`judge`). Only what a change makes worse is judged: an account that broke a rule
//! before may be changed in other ways.

mod ignored;
mod judge;
mod lower;
mod rules;
mod setting;
pub(crate) mod shape;
mod windows;

pub use ignored::IgnoredDrift;
pub use judge::ClosedWindow;
pub(crate) use judge::{DENIED, ProposedChange};
pub(crate) use lower::lower;
pub use rules::Policy;
pub(crate) use shape::schema;
