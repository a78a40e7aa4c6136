//! Settings that are valid but probably not meant: findings that a reviewer wants to know. By
//! themselves they refuse nothing.
//!
//! One file a rule, in `rule`; the table of all codes is `diagnostic::code`. A rule looks at a
//! [`Subject`](subject::Subject), which is either a file alone or the account that a plan would
//! leave, so each rule is written once:
//!
//! - [`file()`] runs the rules on a file. Settings that the file leaves alone are not known, and
//!   rules that would need them are silent.
//! - [`plan()`] runs them again with everything that the portal holds, and reports only what is new.
//!
//! Comments in the file silence findings, with a reason (`silence`).

mod file;
mod findings;
mod hours;
mod look;
mod occasion;
mod overlaps;
mod place;
mod plan;
mod planning;
mod result;
mod rule;
mod silence;
mod subject;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

pub(crate) use file::file;
pub use occasion::Occasion;
pub(crate) use plan::plan;
pub(crate) use planning::{Planning, Reported};
pub(crate) use result::LintResult;
pub(crate) use rule::consent;
pub(crate) use silence::Silences;
