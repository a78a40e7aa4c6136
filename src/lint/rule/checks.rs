//! The list of all rules.

use std::ops::ControlFlow;

use super::consent::consent;
use super::{
    clock_change, clock_in_window, customers_see, email_domain, end_of_day, event_dates,
    events_agree, events_disagree, languages, look_alike_letters, lunch_break, maybe_renamed,
    names_alike, never_in_effect, overnight, postal_code, public_address, time_zone, unmanaged,
    without_effect, wrong_days,
};
use crate::diagnostic::Diagnostic;
use crate::lint::findings::Findings;
use crate::lint::planning::Planning;
use crate::lint::subject::Subject;

/// Looks at a subject. It breaks when there are more findings than anybody reads.
type Check = fn(&Subject<'_>, &mut Findings<'_>) -> ControlFlow<()>;

/// The rules of a file, which look again at the account that a plan would leave.
pub(in crate::lint) const CHECKS: [Check; 17] = [
    never_in_effect::check,
    without_effect::check,
    lunch_break::check,
    wrong_days::check,
    overnight::check,
    end_of_day::check,
    events_disagree::check,
    events_agree::check,
    event_dates::check,
    languages::check,
    unmanaged::check,
    names_alike::check,
    look_alike_letters::check,
    clock_change::check,
    time_zone::check,
    postal_code::check,
    public_address::check,
];

/// The rules between two accounts.
pub(in crate::lint) fn between(planning: &Planning<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let words = planning.words.iter().cloned();
    findings.extend(consent(words, &planning.desired.places));
    email_domain::check(planning, &mut findings);
    customers_see::check(planning, &mut findings);
    clock_in_window::check(planning, &mut findings);
    maybe_renamed::check(planning, &mut findings);
    findings
}
