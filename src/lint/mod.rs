//! What a good tool notices: findings that refuse nothing and that a reviewer would want to know.
//!
//! A file is looked at alone; a plan is looked at again with everything that the portal holds.

mod findings;
mod hours;
mod rule;
mod subject;

#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDateTime, Utc};

use crate::desired::Desired;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use findings::Findings;
use subject::Subject;

/// What is noticed in a file alone, in no order.
pub(crate) fn file(document: &Document, desired: &Desired, now: DateTime<Utc>) -> Vec<Diagnostic> {
    look(&Subject::file(document, desired, now))
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

/// A civil time for people: the same in both languages.
fn civil_text(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}
