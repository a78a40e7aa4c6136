//! Carries out a plan: one write after the other, each with its intent and its outcome on disk.
//!
//! Three things can go wrong that a simple loop over the steps would not survive. The account may have
//! changed since the plan was made, so everything the plan rests on is compared first, and every write
//! carries a precondition. A response may be lost, which leaves open whether the write happened:
//! `run.rs` settles that by reading the account. And the program may die between two writes, so the
//! journal (`journal.rs`) holds what was about to be done before it is done.
//!
//! Nothing is rolled back. What was written stays, the report says what it was, and a new plan goes on
//! from there.

mod author;
mod disk;
mod head;
mod in_flight;
mod journal;
mod kept;
mod lock;
mod outcome;
mod run;
mod settle;
mod step_outcome;
mod stop;
mod stored;
mod tags;
mod undisturbed;

#[cfg(test)]
mod tests;

pub use author::{LockOwner, RunAuthor};
pub use disk::JournalFault;
pub(crate) use head::{JournalHead, RecordedRename};
pub(crate) use journal::Journal;
pub(crate) use kept::{KeptRun, KeptRuns};
pub(crate) use lock::AccountLock;
pub use lock::OtherLock;
pub(crate) use outcome::{NotApplied, Outcome};
pub(crate) use run::{Sighting, apply};
pub(crate) use settle::has_settled;
pub(crate) use step_outcome::{StepOutcome, StepResult};
pub(crate) use stop::Patience;
pub use stop::{Stop, StopButton};
pub(crate) use stored::unsettled;
