//! A plan that is carried out on a copy of the account, to see what the portal would make of it.
//!
//! The copy is another portal, which gives its resources tags of its own; a plan holds those of the portal
//! that it was made for. [`CopyStage`] stands between the two: as long as a resource of the copy is as it was
//! copied, it is shown, and asked for, under the tag that it has on the real portal. So it is the very plan
//! that is carried out, step by step and with its digest, and not one that resembles it.

use std::future::Future;

use thiserror::Error;

use super::carry_out::{Applied, Attempt, Ending, carry_out};
use super::check::Ready;
use super::fault::{ApplyError, ProposeError};
use super::gate::Approved;
use super::propose::{Proposal, propose};
use crate::contract::{Access, PortalError, ReadPortal, WriteFailure, WritePortal, WriteReceipt};
use crate::diff::diff;
use crate::model::{
    AccountName, Action, Candidate, Confidential, ETag, FieldPath, Observed, Precondition, Renames,
    Role, Scope, UserCode,
};
use crate::plan::Verdict;

/// What a plan came to on the copy.
#[derive(Debug)]
pub struct Rehearsal {
    pub applied: Applied,
    /// Settings that a second plan would change again. It is not made when a write was not done.
    pub left: Vec<FieldPath>,
}

impl Rehearsal {
    /// Whether every write was taken and nothing is left to do.
    #[must_use]
    pub fn has_passed(&self) -> bool {
        self.applied.ending() == Ending::Settled && self.left.is_empty()
    }
}

/// Why a plan could not be rehearsed.
#[derive(Debug, Error)]
pub enum RehearsalFault {
    /// The copy holds something else than the account, in these settings.
    #[error("the copy is not like the account")]
    Unlike(Vec<FieldPath>),
    #[error(transparent)]
    Portal(#[from] PortalError),
    #[error(transparent)]
    Apply(#[from] ApplyError),
    #[error(transparent)]
    Propose(#[from] ProposeError),
}

/// Carries the plan of a proposal out on a copy of the account, and plans again. Consents and the hours in
/// which plans may be applied are not asked for, since nothing of the real account is written. Without a plan there
/// is nothing to rehearse.
///
/// # Errors
///
/// A copy that is not like the account, or that cannot be asked. What the copy refuses is a result.
pub async fn rehearse<P: ReadPortal + WritePortal>(
    ready: &Ready,
    proposal: &Proposal,
    copy: &P,
    attempt: Attempt<'_>,
) -> Result<Option<Rehearsal>, RehearsalFault> {
    let Verdict::Ready { plan, .. } = &proposal.verdict else {
        return Ok(None);
    };
    let stage = CopyStage::open(copy, &proposal.observed).await?;
    let approved = Approved::on_a_copy(proposal, plan, stage.before());
    let applied = carry_out(approved, &stage, attempt).await?;
    let mut left = Vec::new();
    if applied.ending() == Ending::Settled {
        let again = propose(ready, &stage, &plan.origin, &proposal.rules, attempt.now).await?;
        if !matches!(again.verdict, Verdict::InSync(_)) {
            let changes = again.verdict.preview().changes.iter();
            left.extend(changes.map(|change| change.path.clone()));
        }
    }
    Ok(Some(Rehearsal { applied, left }))
}

/// A copy of an account, under the tags of the portal that it was copied from.
struct CopyStage<'a, P> {
    copy: &'a P,
    /// As the real portal showed the account.
    real: &'a Observed,
    /// As the copy showed it before the first write.
    first: Observed,
}

impl<'a, P: ReadPortal> CopyStage<'a, P> {
    async fn open(copy: &'a P, real: &'a Observed) -> Result<Self, RehearsalFault> {
        let first = copy.observe(&real.name).await?;
        let stage = Self { copy, real, first };
        let account = stage.shown(stage.first.clone());
        if account.account != real.account || account.ids != real.ids {
            let changes = diff(&account.account, &real.account, &Renames::new());
            let paths = changes.into_iter().map(|change| change.path);
            return Err(RehearsalFault::Unlike(paths.collect()));
        }
        Ok(stage)
    }

    /// An account of the copy as the real portal would show it to the same person, with the right to write.
    fn shown(&self, mut held: Observed) -> Observed {
        for (key, tag) in &mut held.etags {
            let untouched = self.first.etags.get(key) == Some(&*tag);
            let real = self.real.etags.get(key).filter(|_| untouched);
            *tag = real.unwrap_or(tag).clone();
        }
        if held.etag == self.first.etag {
            held.etag = self.real.etag.clone();
        }
        held.revision = self.real.revision + held.revision.saturating_sub(self.first.revision);
        held.newer = self.real.newer.clone();
        held.viewer = self.real.viewer.clone();
        held.viewer.scope = Scope::Write;
        if held.viewer.role == Role::System {
            held.viewer.role = Role::Primary;
        }
        if self.real.account.administrator.phone == Confidential::Hidden {
            held.account.administrator.phone = Confidential::Hidden;
        }
        held
    }

    /// What the account was when it was copied.
    fn before(&self) -> Observed {
        self.shown(self.first.clone())
    }

    /// The tag of a resource of the copy, for one that a plan names.
    fn held(&self, key: &str, named: &ETag) -> ETag {
        let untouched = self.real.etags.get(key) == Some(named);
        let first = self.first.etags.get(key).filter(|_| untouched);
        first.unwrap_or(named).clone()
    }
}

impl<P: ReadPortal> ReadPortal for CopyStage<'_, P> {
    async fn observe(&self, account: &AccountName) -> Result<Observed, PortalError> {
        Ok(self.shown(self.copy.observe(account).await?))
    }

    async fn observe_again(&self, seen: &Observed) -> Result<Option<Observed>, PortalError> {
        // The tag that was seen is the real portal's, which the copy does not know.
        let now = self.observe(&seen.name).await?;
        Ok((now.etag != seen.etag).then_some(now))
    }

    fn candidate(
        &self,
        account: &AccountName,
        user: &UserCode,
    ) -> impl Future<Output = Result<Option<Candidate>, PortalError>> + Send {
        self.copy.candidate(account, user)
    }

    fn candidates(
        &self,
        account: &AccountName,
    ) -> impl Future<Output = Result<Vec<Candidate>, PortalError>> + Send {
        self.copy.candidates(account)
    }

    fn accounts(&self) -> impl Future<Output = Result<Vec<Access>, PortalError>> + Send {
        self.copy.accounts()
    }
}

impl<P: WritePortal> WritePortal for CopyStage<'_, P> {
    async fn write(
        &self,
        account: &AccountName,
        action: &Action,
        precondition: &Precondition,
    ) -> Result<WriteReceipt, WriteFailure> {
        let precondition = match precondition {
            Precondition::Matches(tag) => {
                Precondition::Matches(self.held(&action.resource().key(), tag))
            }
            Precondition::Absent => Precondition::Absent,
            Precondition::None => Precondition::None,
        };
        self.copy.write(account, action, &precondition).await
    }
}
