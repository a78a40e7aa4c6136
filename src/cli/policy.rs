//! The policy of a run: read before anything else, and asked wherever a change is judged.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use super::environment::Environment;
use super::findings::refusal;
use super::impact::unknown_zone;
use super::source::{last_of, open};
use super::{Exit, Failure};
use crate::diagnostic::{Diagnostic, Span};
use crate::document::parse_as;
use crate::model::{Action, Observed};
use crate::plan::{Plan, Refusal, Replay};
use crate::policy::{Policy, ProposedChange, lower, shape};
use crate::report::diagnostics::render;
use crate::report::source::Source;
use crate::words::Message;

/// The policy of a file; everything that is wrong with it goes to standard error.
pub(super) fn load(path: &Path, environment: &Environment) -> Result<Policy, Failure> {
    let bytes = open(path)?;
    let parsed = parse_as::<shape::PolicyFile>(&bytes);
    let source = Source::new(path.display().to_string(), parsed.text.into_owned());
    let place = |span: Span| format!("{}:{}", source.name, source.line(span.start));
    let lowered = parsed.document.and_then(|document| lower(&document, place));
    lowered.map_err(|findings| {
        let (words, style) = (&environment.words, environment.error_style);
        environment.tell(render(&findings, &source, words, style).trim_end());
        let message = Message::new("policy-invalid").text("path", &source.name);
        Failure::new(Exit::Failed, message)
    })
}

/// Every rule that the change breaks, or a finding of its.
pub(super) fn broken<'a>(
    change: &ProposedChange<'_>,
    findings: impl IntoIterator<Item = &'a Diagnostic>,
    environment: &Environment,
) -> Result<Vec<Refusal>, Failure> {
    let Some(policy) = &environment.policy else {
        return Ok(Vec::new());
    };
    let mut broken = policy
        .judge(change)
        .map_err(|unknown| unknown_zone(&unknown))?;
    broken.extend(policy.denied(findings).iter().map(refusal));
    Ok(broken)
}

/// Adds to the findings of a file which of them, or of what was silenced, the policy forbids.
pub(super) fn deny(
    findings: &mut Vec<Diagnostic>,
    silenced: &[Diagnostic],
    environment: &Environment,
) {
    if let Some(policy) = &environment.policy {
        let denied = policy.denied(findings.iter().chain(silenced));
        findings.extend(denied);
        crate::diagnostic::sort(findings);
    }
}

/// A saved plan beside what the portal holds now, and what was found when it was made. One that
/// does not hold any more is not judged: it is refused as stale.
pub(super) fn saved(
    plan: &Plan,
    observed: &Observed,
    rows: &[Value],
    environment: &Environment,
) -> Result<(), Failure> {
    let Some(policy) = environment.policy.as_ref() else {
        return Ok(());
    };
    if !plan.base.holds_for(observed) {
        return Ok(());
    }
    let mut replay = Replay::of(observed);
    let mut delegates: BTreeSet<_> = observed.account.delegates.keys().collect();
    for step in &plan.steps {
        replay.carry_out(&step.action);
        if let Action::GrantDelegate(user) = &step.action {
            delegates.insert(user);
        } else if let Action::RevokeDelegate(user) = &step.action {
            delegates.remove(user);
        }
    }
    let change = ProposedChange {
        old: &observed.account.chat,
        new: &replay.chat,
        paths: plan.steps.iter().flat_map(|step| &step.paths).collect(),
        delegates: Some(delegates.len()),
        now: environment.now,
    };
    let broken = broken(&change, [], environment)?;
    let text = |row: &Value, member: &str| row[member].as_str().unwrap_or_default().to_owned();
    let denied = rows
        .iter()
        .filter_map(|row| policy.denied_of_old(&text(row, "code"), &text(row, "message")));
    let messages = broken.into_iter().map(|refusal| refusal.message);
    let failures = messages
        .chain(denied)
        .map(|message| Failure::new(Exit::Refused, message).help(Message::new("policy-help")));
    match failures.collect::<Vec<_>>() {
        none if none.is_empty() => Ok(()),
        failures => Err(last_of(failures, environment)),
    }
}

/// Whether plans may be applied now.
pub(super) fn may_apply(environment: &Environment) -> Result<(), Failure> {
    let Some(policy) = &environment.policy else {
        return Ok(());
    };
    policy.may_apply(environment.now).map_err(|message| {
        let help = Message::new("policy-apply-window-help");
        Failure::new(Exit::Refused, message).help(help)
    })
}
