//! Watching a directory: file events and a timer as one sequence of triggers, and a ledger of what
//! was seen, which says what is to be planned. No portal is asked here. Start at [`Watcher::start`]
//! for the triggers and at [`Ledger`] for what they lead to: a trigger only means that it is time to
//! look at the files again.

mod inbox;
mod ledger;
mod pause;
mod place;
mod tree;
mod trigger;
mod watcher;

#[cfg(test)]
mod tests;

pub(crate) use ledger::{Cause, Ledger, LedgerNote, Round, Sweep, Task};
pub(crate) use pause::{Ending, Pause};
pub(crate) use tree::Tree;
pub(crate) use trigger::Trigger;
pub(crate) use watcher::{Noticing, WatchFault, Watcher};
