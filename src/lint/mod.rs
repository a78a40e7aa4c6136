//! What a good tool notices: findings that refuse nothing and that a reviewer would want to know.
//!
//! A file is looked at alone; a plan is looked at again with everything that the portal holds.

mod findings;
mod hours;
mod plan;
mod rule;
mod silence;
mod subject;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};

use crate::desired::Desired;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::holiday::Calendar;
use findings::Findings;
pub(crate) use plan::{Planning, plan};
pub(crate) use rule::consent;
pub(crate) use silence::Silences;
use subject::Subject;

/// What a file does not say itself: the time, and the calendar whose holidays somebody expects.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Occasion {
    pub(crate) now: DateTime<Utc>,
    pub(crate) calendar: Option<&'static Calendar>,
}

impl Occasion {
    /// Only the calendars that the file names.
    pub(crate) fn at(now: DateTime<Utc>) -> Self {
        Self {
            now,
            calendar: None,
        }
    }
}

/// What came of looking at a file.
pub(crate) struct Looked {
    /// All that is left, in the order of the file.
    pub(crate) findings: Vec<Diagnostic>,
    /// What comments took away.
    pub(crate) silenced: Vec<Diagnostic>,
    pub(crate) silences: Silences,
}

impl Looked {
    /// A file that is not well formed says nothing that could be noticed.
    pub(crate) fn wrong(findings: Vec<Diagnostic>) -> Self {
        Self {
            findings,
            silenced: Vec::new(),
            silences: Silences::default(),
        }
    }
}

/// Adds to the findings of a file that is well formed what is noticed in it, and takes away what
/// its comments silence.
pub(crate) fn file(
    document: &Document,
    desired: &Desired,
    mut findings: Vec<Diagnostic>,
    occasion: Occasion,
) -> Looked {
    let subject = Subject::file(document, desired, occasion.now);
    findings.extend(look(&subject));
    findings.extend(rule::of_calendar(&subject, desired, occasion.calendar));
    let (silences, wrong) = Silences::of(document);
    let silenced = silences.silence(&mut findings);
    findings.extend(wrong);
    findings.extend(silences.idle());
    crate::diagnostic::sort(&mut findings);
    Looked {
        findings,
        silenced,
        silences,
    }
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Findings::default();
    for check in rule::CHECKS {
        if check(subject, &mut findings).is_break() {
            break;
        }
    }
    findings.into_list()
}
