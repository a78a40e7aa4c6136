//! Why a plan could not be made, approved or carried out.

use std::collections::BTreeSet;
use std::path::PathBuf;

use thiserror::Error;

use crate::apply::JournalFault;
use crate::availability::UnknownZone;
use crate::contract::PortalError;
use crate::model::Observed;
use crate::plan::{Refusals, Word};
use crate::policy::ClosedWindow;
use crate::source::SourceError;

/// Why an account could not be planned.
#[derive(Debug, Clone, Error)]
pub enum ProposeError {
    #[error(transparent)]
    Portal(#[from] PortalError),
    /// The portal holds a time zone that the zone data of this tool does not have.
    #[error("know the time zone {}", .0.0)]
    UnknownZone(UnknownZone),
}

impl ProposeError {
    /// Whether the next account of the portal would meet the same.
    pub(crate) fn ends_the_run(&self) -> bool {
        match self {
            Self::Portal(error) => concerns_every_account(error),
            Self::UnknownZone(_) => false,
        }
    }
}

impl ProposeError {
    /// Whether the portal does not accept the token.
    pub(crate) fn is_of_the_token(&self) -> bool {
        matches!(self, Self::Portal(PortalError::Refused(refusal)) if refusal.status == 401)
    }
}

/// Whether it is the portal or the token that fails, and not one account.
pub(crate) fn concerns_every_account(error: &PortalError) -> bool {
    match error {
        PortalError::Unreachable { .. } => true,
        PortalError::Refused(refusal) => refusal.status == 401,
        PortalError::Lost { .. }
        | PortalError::NotThePortal { .. }
        | PortalError::NoLanguage { .. }
        | PortalError::Newer { .. } => false,
    }
}

impl From<UnknownZone> for ProposeError {
    fn from(unknown: UnknownZone) -> Self {
        Self::UnknownZone(unknown)
    }
}

/// Why a plan may not be written, in the order in which the gate asks. Nothing was written.
#[derive(Debug, Clone, Error)]
pub enum GateError {
    /// The saved plan is older than allowed, or comes from the future.
    #[error("accept a plan that was made at {made_at}")]
    TooOld { made_at: String },
    /// A file is not the one that was planned.
    #[error("find {path} as it was planned")]
    OtherFile { path: String },
    /// The files that were named with the plan govern other accounts.
    #[error("apply a plan for {planned} to {given}")]
    OtherAccount { planned: String, given: String },
    /// A file that was named with the plan could not be read, so that it cannot be compared.
    #[error(transparent)]
    Unread(SourceError),
    /// The plan was made for another portal.
    #[error("apply a plan for {origin} to another portal")]
    OtherPortal { origin: String },
    /// None of the approved digests is the plan's.
    #[error("find the digest {now} among the approved ones")]
    DigestDiffers { approved: Vec<String>, now: String },
    /// Findings fail, or the policy forbids the change.
    #[error("pass {}", .0.first().code)]
    Refused(Box<Refusals>),
    /// The policy allows no plan to be applied at this time.
    #[error("apply a plan at this time")]
    Closed(ClosedWindow),
    /// The account is in sync, so that there is no plan to approve.
    #[error("find a change to approve")]
    InSync,
    /// Consents are missing.
    #[error("apply without consent: {}", listed(.0))]
    NoConsent(BTreeSet<Word>),
    /// What the portal holds could not be read or understood.
    #[error(transparent)]
    Propose(ProposeError),
}

impl ApplyError {
    /// Whether a new plan may succeed without anyone's help. A plan that is spent has nothing left to
    /// do, and a token that may only read stays so.
    pub(crate) fn may_succeed_later(&self) -> bool {
        match self {
            Self::NoJournal { .. } | Self::Stale { .. } | Self::Portal(_) => true,
            Self::Spent | Self::ReadOnly | Self::Refused(_) => false,
        }
    }
}

fn listed(words: &BTreeSet<Word>) -> String {
    let words: Vec<_> = words.iter().map(|word| word.as_str()).collect();
    words.join(", ")
}

/// Why nothing was written although the plan was approved.
#[derive(Debug, Error)]
pub enum ApplyError {
    #[error("keep a journal in {}", directory.display())]
    NoJournal {
        directory: PathBuf,
        #[source]
        fault: JournalFault,
    },
    /// The account is no longer as planned.
    #[error("find the account as planned")]
    Stale {
        /// What it holds now, if the portal still answers.
        now: Option<Box<Observed>>,
    },
    /// Everything that the plan does was done already, by somebody else or by an earlier run.
    #[error("find anything left to do")]
    Spent,
    /// The token may read and not write.
    #[error("write with a token that may only read")]
    ReadOnly,
    /// A user code that was to be granted belongs to somebody else by now, or to no candidate.
    #[error("grant what was planned: {}", .0.first().code)]
    Refused(Box<Refusals>),
    #[error("read the account before the first write")]
    Portal(PortalError),
}
