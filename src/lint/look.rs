//! Runs the rules on one subject.

use super::findings::Findings;
use super::rule::CHECKS;
use super::subject::Subject;
use crate::diagnostic::Diagnostic;

/// The findings of all rules in the order of the list. It ends early when the limit of findings is
/// reached, so that a hostile file with a million overlaps costs no more than it can show.
pub(super) fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Findings::default();
    for check in CHECKS {
        if check(subject, &mut findings).is_break() {
            break;
        }
    }
    findings.into_list()
}
