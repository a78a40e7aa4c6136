//! Changes to ordered steps, or refusals. A plan is a value with no choices left: `apply` carries
//! it out step by step and decides nothing.
//!
//! Start at [`plan`]. It makes the [`Step`]s (`steps`), collects what forbids them (`refuse`), and
//! gives one [`Verdict`]; only a ready one holds a [`Plan`]. A plan can be written to a file and
//! read back (`file`), and before it is applied it is checked that the account is still as it was
//! ([`Base`](base::Base)). What opens between two steps is found by carrying them out on paper
//! (`replay`, `interim`).

mod base;
mod class;
mod consent;
pub(crate) mod file;
mod hour_steps;
mod id;
mod interim;
mod moved;
mod proposal;
mod refusal;
mod refuse;
mod replay;
mod sequence;
mod setting_steps;
mod step;
mod steps;
#[cfg(test)]
mod tests;
mod verdict;

pub use consent::Word;
pub(crate) use consent::needs;
pub(crate) use interim::{Interim, interim};
pub(crate) use moved::Moved;
pub(crate) use proposal::{PlanInputs, plan};
pub use refusal::{Refusal, Refusals};
pub(crate) use refuse::{Candidates, refused_grants};
pub(crate) use replay::Replay;
pub(crate) use step::{Require, Step};
pub use verdict::{Plan, Preview, Verdict};
