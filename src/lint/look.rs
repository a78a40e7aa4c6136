//! Runs the rules on one subject.

use super::findings::{Findings, FoundByRules, Languages};
use super::rule::CHECKS;
use super::silence::Silences;
use super::subject::Subject;

/// The findings of all rules in the order of the list, of each code as many as are wanted.
pub(super) fn look(subject: &Subject<'_>, silences: &Silences, most: usize) -> FoundByRules {
    let languages = match subject.hours.len() {
        1 => Languages::Single,
        _ => Languages::Several,
    };
    let mut findings = Findings::new(silences, most, languages);
    for check in CHECKS {
        if check(subject, &mut findings).is_break() {
            break;
        }
    }
    findings.found()
}
