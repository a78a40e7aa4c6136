//! The contract's own test, run against any portal that claims to speak it.
//!
//! It knows nothing of the client nor of the embedded portal, so that it can catch the mistakes of
//! both: it has its own HTTP (`probe.rs`), compares JSON as JSON, and takes from `contract` only the
//! function that makes a text safe to show.
//!
//! A check (`check.rs`) is a list of steps, each one line of text that `step.rs` reads:
//!
//! ```text
//!   primary PUT chat/fr/weekend-hours if-match=now {"days": []} => 200 .days=[] new:a
//!   ------- --- --------------------- ------------ -----------     ------------------
//!   whose   request                   header       body            expectations
//!   token
//! ```
//!
//! The lists of checks are in `checks/`, one file for each group. `run.rs` runs them one after the
//! other on a real account and puts it back after each (`restore.rs`); the last check is that the
//! account is as it was.

mod check;
mod checks;
mod claim;
mod message;
mod need;
mod probe;
mod render;
mod report;
mod restore;
mod run;
mod step;
mod tokens;
mod trial;

#[cfg(test)]
mod tests;

pub(crate) use claim::{Claim, ConformanceError};
pub(crate) use render::{ConformanceFormat, render};
pub(crate) use run::{is_check, run};
pub(crate) use tokens::{Requester, Tokens};
