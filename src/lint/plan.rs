//! Findings of a plan: those that need both sides, and those of the rules of a file, once more.
//!
//! A file that manages the working hours alone cannot say whether they are hidden by a weekly
//! schedule that only the portal holds. So when a plan is made, the rules look again, at the whole
//! account that the plan would leave. Two things must not happen then:
//!
//! - *A finding must not be reported twice*, once for the file and once for the account. A finding
//!   is known by its code, its setting and its language ([`keys`]); for the setting it does not
//!   matter whether it was written under `both` or under a language. A finding about two languages
//!   of which one was reported is reported for the other alone.
//! - *A finding must not be about something that the file does not manage.* An odd schedule that
//!   was made by hand on the portal is not the file's to correct ([`is_managed`]).
//!
//! ```text
//! file alone            account after the plan        reported with the plan
//! L04 weekendHours fr   L04 weekendHours fr, en       L04 weekendHours en
//!                       L02 weeklySchedules["X"] fr   nothing, if only the portal has X
//! ```

use std::collections::HashSet;

use super::look::look;
use super::planning::{Planning, Reported};
use super::rule;
use super::silence::Silences;
use super::subject::Subject;
use crate::desired::{Desired, DesiredHours};
use crate::diagnostic::{self, Code, Diagnostic, MOST};
use crate::model::{FieldPath, Language};

/// The findings of a plan, in the order of the file.
pub(crate) fn plan(planning: &Planning<'_>) -> Vec<Diagnostic> {
    let mut findings = rule::between(planning);
    findings.extend(again(planning));
    diagnostic::sort(&mut findings);
    findings
}

/// The rules of a file once more, with everything that the file leaves to the portal: findings that
/// the file alone did not have, in the order of the rules.
fn again(planning: &Planning<'_>) -> Vec<Diagnostic> {
    let Planning { new, desired, .. } = planning;
    // What the file alone gave, with the languages that each finding was about.
    let known = planning.reported.iter();
    let mut known: HashSet<_> = known.flat_map(|finding| keys(finding)).collect();
    let nothing = Silences::default();
    if planning.extent == Reported::InPart {
        let file = Subject::file(None, desired, planning.now);
        let before = look(&file, &nothing, MOST).findings;
        known.extend(before.iter().flat_map(keys));
    }
    let mut news = Vec::new();
    let account = Subject::account(new, desired, planning.now);
    for mut finding in look(&account, &nothing, MOST).findings {
        // The languages for which it is new; `None` stands for a finding about no language.
        let languages: HashSet<_> = keys(&finding)
            .into_iter()
            .filter(|key| !known.contains(key))
            .map(|key| key.language)
            .collect();
        if languages.is_empty() || !is_managed(desired, &finding) {
            continue;
        }
        // The other languages were reported with the file.
        finding
            .languages
            .retain(|language| languages.contains(&Some(*language)));
        news.push(finding);
    }
    news
}

/// The identity of a finding for one language. Two findings with one key are about one thing, even
/// if the portal's side gave the second one another text.
#[derive(Debug, PartialEq, Eq, Hash)]
struct FindingKey {
    code: Code,
    /// Below the hours of the language, or from the root.
    setting: String,
    language: Option<Language>,
}

/// One key for each language of a finding, or a single one when it is about none.
fn keys(finding: &Diagnostic) -> Vec<FindingKey> {
    // A finding under `both` has the path of the first language, so the language is taken off.
    let path = finding.path.to_string();
    let below = ["chat.hours.fr", "chat.hours.en"]
        .iter()
        .find_map(|hours| path.strip_prefix(hours));
    let setting = below.unwrap_or(&path);
    let mut languages: Vec<_> = finding.languages.iter().copied().map(Some).collect();
    if languages.is_empty() {
        languages.push(None);
    }
    let keys = languages.into_iter().map(|language| FindingKey {
        code: finding.code,
        setting: setting.to_owned(),
        language,
    });
    keys.collect()
}

/// Whether the file manages the setting of a finding. A finding about all hours of a language is
/// the file's as soon as it manages any of them.
fn is_managed(desired: &Desired, finding: &Diagnostic) -> bool {
    let path = finding.path.to_string();
    let of_language = Language::ALL.into_iter().find(|language| {
        let hours = FieldPath::of("chat.hours").key(language.as_str());
        path == hours.to_string()
    });
    match of_language {
        Some(language) => *desired.hours.get(language) != DesiredHours::default(),
        None => desired.places.holds(&finding.path),
    }
}
