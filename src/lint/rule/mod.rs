//! One file a rule. A rule looks at a subject and adds what it finds.

mod clock_change;
mod clock_in_window;
mod consent;
mod customers_see;
mod email_domain;
mod end_of_day;
mod event_dates;
mod events_agree;
mod events_disagree;
mod holiday_without_event;
mod holidays;
mod languages;
mod lunch_break;
mod names_alike;
mod never_in_effect;
mod overnight;
mod postal_code;
mod public_address;
mod time_zone;
mod unmanaged;
mod without_effect;
mod wrong_days;

use std::ops::ControlFlow;

pub(crate) use consent::consent;
pub(super) use holiday_without_event::find as of_calendar;

use super::findings::Findings;
use super::plan::Planning;
use super::subject::Subject;
use crate::diagnostic::Diagnostic;
use crate::model::Language;
use crate::words::Message;

/// Looks at a subject. It stops early when nobody wants more.
type Check = fn(&Subject<'_>, &mut Findings) -> ControlFlow<()>;

/// What is looked at in a file, and again in the account that a plan would leave.
pub(super) const CHECKS: [Check; 16] = [
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
    clock_change::check,
    time_zone::check,
    postal_code::check,
    public_address::check,
];

/// What is looked at between two accounts.
pub(super) fn between(planning: &Planning<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let words = planning.words.iter().cloned();
    findings.extend(consent(words, &planning.desired.places));
    email_domain::check(planning, &mut findings);
    customers_see::check(planning, &mut findings);
    clock_in_window::check(planning, &mut findings);
    findings
}

/// `2 h 30`, in both languages.
fn length(minutes: u64) -> String {
    format!("{} h {:02}", minutes / 60, minutes % 60)
}

/// « in French », « in English ».
fn in_words(language: Language) -> Message {
    Message::new(match language {
        Language::Fr => "in-french",
        Language::En => "in-english",
    })
}
