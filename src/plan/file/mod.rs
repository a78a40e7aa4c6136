//! A plan as a file: what is written, what is digested, and how a changed byte is noticed.
//!
//! A saved plan is approved by one person and applied by a machine, hours later. Two hashes guard
//! it: the *digest* of each plan, which people and reports quote, is over what would be done; the
//! *seal* is over every byte of the file. A file is accepted only if writing it again gives equal
//! bytes.

mod action;
mod digest;
mod plan_file;
mod record;
mod records;
#[cfg(test)]
mod tests;

pub(crate) use digest::{PlanDigest, run_digest, sha256};
pub(crate) use plan_file::{Damage, PlanFile, PlannedFile};
