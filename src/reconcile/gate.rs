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
//! | 10 | is the account still as planned, and may the token write? | yes | yes | yes | yes |
//!
//! 1 to 3 are about the whole file of a saved plan: [`SavedPlans`](super::SavedPlans) asks them once.
//! 6 and 7 were asked when the verdict became ready, and a plan can be had from a ready verdict
//! alone; a saved plan comes from a file, so that [`gate`] judges it again. 10 is asked by
//! [`carry_out`](super::carry_out) with the same request that it needs before its first write.
//!
//! Whatever is unknown refuses: a finding of a code or a severity that this version does not know, a
//! file that cannot be read, a time that cannot be parsed.

use chrono::{DateTime, Utc};

use super::fault::GateError;
use super::rules::Rules;
use super::saved::Held;
use crate::plan::Plan;
use crate::plan::file::PlanDigest;

/// Who approves a plan, and what of it.
#[derive(Debug, Clone, Copy)]
pub enum Approval<'a> {
    /// Whatever the plan is, for the whole run: `--auto-approve`, or a watcher that applies. Only
    /// consents that were given by name count.
    Given,
    /// A person who reads the plan and is asked once the gate is passed; a `yes` is a consent to
    /// everything that the plan says it needs.
    Person,
    /// Plans with one of these digests, which somebody reviewed.
    Digests(&'a [String]),
    /// A plan that was saved and reviewed, beside what the portal holds by now.
    Saved(&'a Held<'a>),
}

/// A plan that passed the gate. Only this can be carried out.
#[derive(Debug, Clone, Copy)]
pub struct Approved<'a>(&'a Plan);

impl<'a> Approved<'a> {
    pub fn plan(self) -> &'a Plan {
        self.0
    }
}

/// Asks everything that is asked of one plan before anything is written.
pub fn gate<'a>(
    plan: &'a Plan,
    approval: Approval<'_>,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Approved<'a>, GateError> {
    match approval {
        Approval::Given | Approval::Person => {}
        Approval::Digests(approved) => is_approved(plan, approved)?,
        Approval::Saved(held) => held.holds(plan, rules, now)?,
    }
    if let Some(policy) = &rules.policy {
        policy.may_apply(now).map_err(GateError::Closed)?;
    }
    let missing = match approval {
        Approval::Person => return Ok(Approved(plan)),
        Approval::Given | Approval::Digests(_) | Approval::Saved(_) => plan.missing_words(),
    };
    if missing.is_empty() {
        Ok(Approved(plan))
    } else {
        Err(GateError::NoConsent(missing))
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
