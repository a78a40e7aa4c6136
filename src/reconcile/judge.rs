//! The one place where findings and the policy refuse a change.
//!
//! A plan of today, a review without a portal and a saved plan are judged by the same function. They
//! differ only in where their facts come from: a saved plan brings its findings as they were
//! recorded, because the file that they were found in may be gone.

use std::collections::BTreeSet;

use super::rules::Rules;
use crate::availability::UnknownZone;
use crate::diagnostic::{Code, Diagnostic, Severity, Weighed, sort};
use crate::model::FieldPath;
use crate::plan::{Refusal, Word};
use crate::policy::{DENIED, Policy, ProposedChange};
use crate::words::Message;

/// What is known of a change when it is judged.
pub(crate) struct JudgedFacts<'a> {
    /// Findings that comparing two states made, without silenced ones. Those that fail refuse.
    pub(crate) noticed: &'a [Diagnostic],
    /// Further findings that a policy may forbid: those of the file, and silenced ones. Those that
    /// an option forbids refuse.
    pub(crate) aside: Vec<&'a Diagnostic>,
    /// Findings of the day on which a saved plan was made.
    pub(crate) recorded: &'a [RecordedFinding],
    /// What changes. None where nothing does: then no rule of a policy is broken, and it forbids no
    /// finding either.
    pub(crate) change: Option<ProposedChange<'a>>,
    /// Consents that were given, for the run or with the saved plan.
    pub(crate) granted: &'a BTreeSet<Word>,
}

/// A finding of a saved plan. Its code and severity are ones that this version knows: a plan with
/// any other is not read, so that nothing unknown passes the gate as harmless.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RecordedFinding {
    pub(crate) code: Code,
    pub(crate) severity: Severity,
    /// What was reported, in the language of that day.
    pub(crate) message: String,
}

/// Everything that refuses the change: findings that fail, then broken rules of the policy, then
/// findings that the policy forbids.
pub(crate) fn judge(facts: &JudgedFacts<'_>, rules: &Rules) -> Result<Vec<Refusal>, UnknownZone> {
    let mut refusals = failing(facts, rules);
    let (Some(policy), Some(change)) = (&rules.policy, &facts.change) else {
        return Ok(refusals);
    };
    refusals.extend(policy.judge(change)?);
    let found = facts.aside.iter().copied().chain(facts.noticed);
    refusals.extend(policy.denied(found).iter().map(refusal));
    refusals.extend(forbidden(policy, facts.recorded));
    Ok(refusals)
}

fn failing(facts: &JudgedFacts<'_>, rules: &Rules) -> Vec<Refusal> {
    let findings = &rules.findings;
    let noticed = facts
        .noticed
        .iter()
        .filter(|found| findings.fails_beside(found.code, found.severity, facts.granted));
    let of_file = facts.aside.iter().copied();
    let of_file = of_file.filter(|found| found.weighed == Weighed::Raised);
    let recorded = facts.recorded.iter().filter(|found| {
        !findings.allows(found.code)
            && findings.fails_beside(found.code, found.severity, facts.granted)
    });
    let recorded = recorded.map(|found| Refusal {
        code: found.code,
        path: FieldPath::root(),
        message: Message::new("policy-exceeded")
            .text("code", found.code)
            .text("message", &found.message),
        help: Message::new("policy-exceeded-help"),
    });
    noticed
        .chain(of_file)
        .map(refusal)
        .chain(recorded)
        .collect()
}

/// Recorded findings that the policy forbids.
fn forbidden<'a>(
    policy: &'a Policy,
    recorded: &'a [RecordedFinding],
) -> impl Iterator<Item = Refusal> {
    recorded.iter().filter_map(|found| {
        Some(Refusal {
            code: DENIED,
            path: FieldPath::root(),
            message: policy.denied_of_old(found.code, &found.message)?,
            help: Message::new("policy-help"),
        })
    })
}

/// A finding that fails, as a reason to refuse.
fn refusal(finding: &Diagnostic) -> Refusal {
    let help = finding.help.clone();
    Refusal {
        code: finding.code,
        path: finding.path.clone(),
        message: finding.message.clone(),
        help: help.unwrap_or_else(|| Message::new("policy-exceeded-help")),
    }
}

impl Rules {
    /// Adds to the findings of a file which of them, or of the silenced ones, the policy forbids.
    pub(crate) fn deny(&self, findings: &mut Vec<Diagnostic>, silenced: &[Diagnostic]) {
        if let Some(policy) = &self.policy {
            let denied = policy.denied(findings.iter().chain(silenced));
            findings.extend(denied);
            sort(findings);
        }
    }
}
