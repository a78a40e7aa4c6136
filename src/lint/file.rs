//! The findings of a file alone.

use super::look::look;
use super::occasion::Occasion;
use super::result::LintResult;
use super::rule;
use super::silence::Silences;
use super::subject::Subject;
use crate::desired::Desired;
use crate::diagnostic::{self, Diagnostic};
use crate::document::Document;

/// Lints a file that is well formed: adds to its other findings those of the rules, of each code at
/// most so many, and takes away those that its comments silence.
pub(crate) fn file(
    document: &Document,
    desired: &Desired,
    mut findings: Vec<Diagnostic>,
    occasion: Occasion,
    most: usize,
) -> LintResult {
    let subject = Subject::file(Some(document), desired, occasion.now);
    let (silences, wrong) = Silences::of(document);
    let found = look(&subject, &silences, most);
    findings.extend(found.findings);
    findings.extend(rule::of_calendar(&subject, desired, occasion.calendar));
    let silenced = silences.silence(&mut findings);
    // Findings about the comments come after, so that no comment can silence them.
    findings.extend(wrong);
    findings.extend(silences.idle());
    diagnostic::sort(&mut findings);
    LintResult {
        findings,
        silenced,
        silences,
        left_out: found.left_out,
    }
}
