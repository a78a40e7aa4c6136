//! What is noticed only beside what the portal holds, or beside an older version of the file.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::subject::Subject;
use super::{look, rule};
use crate::availability::{Sums, Window};
use crate::desired::{Desired, DesiredHours};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Account, FieldPath, Language, PerLanguage};

/// Two whole accounts, and what is known of going from one to the other.
pub(crate) struct Planning<'a> {
    pub(crate) old: &'a Account,
    pub(crate) new: &'a Account,
    pub(crate) desired: &'a Desired,
    /// What was found in the file alone, silenced or not, and is not told again.
    pub(crate) told: Vec<&'a Diagnostic>,
    /// The windows over which minutes are counted.
    pub(crate) windows: &'a [Window],
    pub(crate) minutes: PerLanguage<Sums>,
    /// The first of them.
    pub(crate) first: PerLanguage<Option<DateTime<Utc>>>,
    /// Words of consent that are needed, each with the setting that asks for it.
    pub(crate) words: Vec<(Code, FieldPath)>,
    pub(crate) now: DateTime<Utc>,
}

/// What is noticed in a plan, in the order of the file.
pub(crate) fn plan(planning: &Planning<'_>) -> Vec<Diagnostic> {
    let mut findings = rule::between(planning);
    findings.extend(again(planning));
    crate::diagnostic::sort(&mut findings);
    findings
}

/// The rules of a file once more, with everything that the file leaves to the portal.
fn again(planning: &Planning<'_>) -> impl Iterator<Item = Diagnostic> {
    let Planning { new, desired, .. } = planning;
    let told: HashSet<_> = planning
        .told
        .iter()
        .flat_map(|finding| keys(finding))
        .collect();
    let subject = Subject::account(new, desired, planning.now);
    let news = look(&subject).into_iter().filter_map(move |mut finding| {
        let left = keys(&finding).into_iter().filter(|key| !told.contains(key));
        let languages: HashSet<_> = left.map(|(_, _, language)| language).collect();
        finding
            .languages
            .retain(|language| languages.contains(&Some(*language)));
        let managed = is_managed(desired, &finding);
        (managed && !languages.is_empty()).then_some(finding)
    });
    news.collect::<Vec<_>>().into_iter()
}

/// A finding by its code, its setting below the hours, and its language.
type Key = (Code, String, Option<Language>);

fn keys(finding: &Diagnostic) -> Vec<Key> {
    let path = finding.path.to_string();
    let below = ["chat.hours.fr", "chat.hours.en"];
    let below = below.iter().find_map(|hours| path.strip_prefix(hours));
    let path = below.unwrap_or(&path).to_owned();
    let languages = finding.languages.iter().map(|language| Some(*language));
    let languages: Vec<_> = languages.collect();
    let languages = if languages.is_empty() {
        vec![None]
    } else {
        languages
    };
    let key = |language| (finding.code, path.clone(), language);
    languages.into_iter().map(key).collect()
}

/// Whether the file has a say in it: what only the portal holds is not the file's to correct.
fn is_managed(desired: &Desired, finding: &Diagnostic) -> bool {
    let path = finding.path.to_string();
    let of_language = Language::ALL.into_iter().find(|language| {
        path == FieldPath::of("chat.hours")
            .key(language.as_str())
            .to_string()
    });
    match of_language {
        Some(language) => *desired.hours.get(language) != DesiredHours::default(),
        None => desired.places.holds(&finding.path),
    }
}
