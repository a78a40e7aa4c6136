//! The core: from files to a portal that holds what they say, for one account and for many.
//!
//! ```text
//! check     bytes           -> Checked         every finding of a file
//! propose   Ready + portal  -> Proposal        observe, over, diff, plan, judge: only reads
//! gate      Proposal + Approval -> Approved    may this plan be written now?
//! carry_out Approved        -> Applied         journal, writes, read-back
//! ```
//!
//! Many accounts go through `propose_all` and `carry_out_all`: several at a time, the writes of one in
//! order, and results in the order in which the accounts were given.
//!
//! A front (the command line, the watcher, a program that embeds this library) decides where
//! documents come from, who approves and where reports go. Everything between is here, once:
//!
//! * nothing in this room prints, reads an environment variable or asks for the time;
//! * every result is typed: reports turn it into text, and a front into an exit code;
//! * there is one `judge`, one [`gate()`] and one read-back, whichever front calls.

mod account;
mod adoption;
mod carry_out;
mod carry_out_all;
mod check;
mod earlier;
mod fault;
mod gate;
mod hours;
mod ignore;
mod judge;
mod pace;
pub(crate) mod phrase;
mod propose;
mod read_back;
mod rehearsal;
mod rules;
mod run;
mod saved;
mod sayable;
mod selection;
mod undo;
mod way_back;

pub use crate::apply::{JournalFault, LockOwner, OtherLock, RunAuthor, Stop, StopButton};
pub use crate::availability::UnknownZone;
pub use crate::diagnostic::Code;
pub use crate::lint::Occasion;
pub use crate::plan::{Plan, Preview, Refusal, Refusals, Verdict, Word as Consent};
pub use crate::policy::{ClosedWindow, IgnoredDrift, Policy};
pub use crate::source::{GitError, Input, Limits, Links, SourceError};
pub(crate) use adoption::adopt_file;
#[cfg(test)]
pub(crate) use adoption::wished;
pub use carry_out::{Applied, Attempt, Ending, carry_out};
pub use carry_out_all::{AccountAttempt, ApprovedAccount, carry_out_all};
pub use check::{Checked, Ready, check, check_all};
pub(crate) use check::{check_within, judge_all};
pub use earlier::{Earlier, settle_earlier};
pub(crate) use fault::concerns_every_account;
pub use fault::{ApplyError, GateError, ProposeError};
pub(crate) use gate::gate_saved;
pub use gate::{Approval, Approved, Unanswered, gate, gate_before_question};
pub(crate) use hours::{HoursComparison, windows};
pub(crate) use judge::{JudgedFacts, RecordedFinding, judge};
pub use pace::{Progress, RunPace};
pub(crate) use propose::asks;
pub use propose::{Proposal, propose};
pub(crate) use read_back::ReadBack;
pub use rehearsal::{Rehearsal, RehearsalFault, rehearse};
pub use rules::{DateRange, FindingRules, InvalidPolicy, Rules, Section, read_policy};
pub use run::{Connect, Connection, ProposalRun, RunError, TokenOwner, propose_all};
pub(crate) use saved::{Recorded, SavedPlans};
pub(crate) use sayable::{NoFile, sayable};
pub use selection::{AccountSelection, Shard, UnmatchedPattern};
pub(crate) use undo::{NoWayBack, undo};
