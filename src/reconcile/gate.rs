//! The one gate between a plan and the portal.
//!
//! Whichever front asks, the questions and their order are these, and the first one that is answered
//! with no ends the attempt before anything is written:
//!
//! | # | question | plan of today | reviewed digest | saved plan | watcher |
//! |---|---|---|---|---|---|
//! | 1 | is the plan's file whole, and of a format that is known? | – | – | yes | – |
//! | 2 | is it young enough? | – | – | `--max-age` | – |
//! | 3 | are the configuration files the ones that were planned? | – | – | yes | – |
//! | 4 | is it for this portal? | – | – | yes | – |
//! | 5 | is its digest one that was approved? | – | yes | – | – |
//! | 6 | does a finding fail? | yes | yes | as recorded | yes |
//! | 7 | does the policy forbid the change? | yes | yes | replayed on what the portal holds | yes |
//! | 8 | may plans be applied at this time? | yes | yes | yes | yes |
//! | 9 | were the consents given? | flags, or a person who answers `yes` | flags | recorded | flags |
//! | 10 | is the account still as planned, may the token write, and are new delegates who they were? | yes | yes | yes | yes |
//!
//! 1 to 3 are about the whole file of a saved plan: [`SavedPlans`](super::SavedPlans) asks them once.
//! 6 and 7 were asked when the verdict became ready, by the rules that the [`Proposal`] still holds; a
//! saved plan comes from a file, so that it is judged again. Its policy is judged last, because that
//! alone needs a request. 10 is asked by [`carry_out`](super::carry_out()) with the same request that it
//! needs before its first write.
//!
//! Whatever is unknown refuses: a finding of a code or a severity that this version does not know, a
//! file that cannot be read, a time that cannot be parsed.

use std::borrow::Cow;

use chrono::{DateTime, Utc};

use super::fault::{GateError, ProposeError};
use super::propose::Proposal;
use super::rules::Rules;
use super::run::Connection;
use super::saved::Recorded;
use crate::contract::ReadPortal;
use crate::desired::Desired;
use crate::model::Observed;
use crate::plan::file::PlanDigest;
use crate::plan::{Plan, Verdict};

/// How a plan of today is approved. Only consents that were given by name count.
#[derive(Debug, Clone, Copy)]
pub enum Approval<'a> {
    /// Whatever the plan is, for the whole run: `--auto-approve`, or a watcher that applies.
    Given,
    /// Plans with one of these digests, which a person reviewed.
    Digests(&'a [String]),
}

/// A plan that passed the gate, with what it was made from. Only this can be carried out, and only
/// once.
#[derive(Debug)]
pub struct Approved<'a> {
    pub(super) plan: &'a Plan,
    /// The account as the plan or the policy saw it, read with the token that writes.
    pub(super) seen: Option<Cow<'a, Observed>>,
    /// What the file asks for; none for a saved plan, whose file may no longer exist.
    pub(super) desired: Option<&'a Desired>,
}

impl<'a> Approved<'a> {
    fn of(proposal: &'a Proposal, plan: &'a Plan) -> Self {
        Self {
            plan,
            seen: Some(Cow::Borrowed(&proposal.observed)),
            desired: Some(&proposal.desired),
        }
    }

    /// Of a rehearsal, which writes to a copy and so needs no one's approval.
    /// `seen` is the account as the copy shows it.
    pub(super) fn on_a_copy(proposal: &'a Proposal, plan: &'a Plan, seen: Observed) -> Self {
        Self {
            plan,
            seen: Some(Cow::Owned(seen)),
            desired: Some(&proposal.desired),
        }
    }
}

/// A plan that would pass if the person who reads it answered yes.
#[derive(Debug)]
pub struct Unanswered<'a>(Approved<'a>);

impl<'a> Unanswered<'a> {
    /// The person read the plan and answered yes. That is consent to everything that the plan says it
    /// needs.
    #[must_use]
    pub fn answered_yes(self) -> Approved<'a> {
        self.0
    }
}

/// Decides whether the plan of a proposal may be written. The rules are those by which the proposal
/// was made, so that a plan cannot be judged by some rules and written under others.
///
/// # Errors
///
/// The first question that was answered with no. Nothing was written.
pub fn gate<'a>(
    proposal: &'a Proposal,
    approval: Approval<'_>,
    now: DateTime<Utc>,
) -> Result<Approved<'a>, GateError> {
    let plan = plan_of(proposal)?;
    if let Approval::Digests(approved) = approval {
        is_approved(plan, approved)?;
    }
    is_open(&proposal.rules, now)?;
    is_consented(plan)?;
    Ok(Approved::of(proposal, plan))
}

/// Decides everything that can be decided before a person is asked, so that no one is asked about a
/// plan that would be refused anyway.
///
/// # Errors
///
/// As for [`gate`].
pub fn gate_before_question(
    proposal: &Proposal,
    now: DateTime<Utc>,
) -> Result<Unanswered<'_>, GateError> {
    let plan = plan_of(proposal)?;
    is_open(&proposal.rules, now)?;
    Ok(Unanswered(Approved::of(proposal, plan)))
}

/// Decides whether a saved plan may be written to this portal.
///
/// Everything that needs no request is asked first: a plan that the clock or a missing consent refuses
/// is refused in the same way while the portal is down. The account is read only for a policy.
pub(crate) async fn gate_saved<'a>(
    plan: &'a Plan,
    recorded: Recorded<'_>,
    connection: &Connection<impl ReadPortal>,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Approved<'a>, GateError> {
    if plan.origin != connection.origin {
        let origin = plan.origin.clone();
        return Err(GateError::OtherPortal { origin });
    }
    recorded.pass(plan, rules)?;
    is_open(rules, now)?;
    is_consented(plan)?;
    let mut seen = None;
    if rules.policy.is_some() {
        let observed = connection.portal.observe(&plan.account).await;
        let observed = observed.map_err(|error| GateError::Propose(ProposeError::Portal(error)))?;
        recorded.pass_policy(plan, &observed, rules, now)?;
        seen = Some(Cow::Owned(observed));
    }
    Ok(Approved {
        plan,
        seen,
        desired: None,
    })
}

/// Only a ready verdict has a plan. Questions 6 and 7 were asked when it became ready.
fn plan_of(proposal: &Proposal) -> Result<&Plan, GateError> {
    match &proposal.verdict {
        Verdict::Ready { plan, .. } => Ok(plan),
        Verdict::Refused { refusals, .. } => Err(GateError::Refused(Box::new(refusals.clone()))),
        Verdict::InSync(_) => Err(GateError::InSync),
    }
}

fn is_approved(plan: &Plan, approved: &[String]) -> Result<(), GateError> {
    let now = PlanDigest::of(plan);
    if approved.iter().any(|digest| digest == now.as_str()) {
        return Ok(());
    }
    Err(GateError::DigestDiffers {
        approved: approved.to_vec(),
        now: now.as_str().to_owned(),
    })
}

fn is_open(rules: &Rules, now: DateTime<Utc>) -> Result<(), GateError> {
    match &rules.policy {
        Some(policy) => policy.may_apply(now).map_err(GateError::Closed),
        None => Ok(()),
    }
}

fn is_consented(plan: &Plan) -> Result<(), GateError> {
    let missing = plan.missing_words();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(GateError::NoConsent(missing))
    }
}
