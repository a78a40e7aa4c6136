//! Why an account is not written that could be: its journal or its lock.

use super::exit::Exit;
use super::failure::{Failure, with_cause};
use crate::apply::{JournalFault, LockOwner};
use crate::words::Message;

impl From<&JournalFault> for Failure {
    fn from(fault: &JournalFault) -> Self {
        match fault {
            JournalFault::Locked { owner: Some(owner) } => {
                let help = Message::new("locked-help");
                Self::new(Exit::Failed, owned("locked", owner)).help(help)
            }
            JournalFault::Broken { owner: Some(owner) } => {
                Self::new(Exit::Failed, owned("lock-lost", owner))
            }
            JournalFault::Locked { owner: None }
            | JournalFault::Broken { owner: None }
            | JournalFault::Write { .. } => {
                let message = Message::new("no-journal").reason(with_cause(fault));
                Self::new(Exit::Failed, message)
            }
        }
    }
}

/// A sentence about a lock and whose it is.
pub(super) fn owned(id: &'static str, owner: &LockOwner) -> Message {
    Message::new(id)
        .text("user", &owner.user)
        .text("host", &owner.host)
        .text("process", owner.process)
        .text("since", &owner.since)
}
