//! Changes that are the same in both languages, as one.

use crate::model::Language;
use crate::report::view::ChangeView;

/// A change of a setting, or the same change of the hours in both languages.
pub(super) struct MergedChange<'a> {
    pub(super) change: &'a ChangeView,
    /// The change of English hours that is the same as this one of French hours.
    pub(super) twin: Option<&'a ChangeView>,
}

/// The changes in their order; one of English hours stands with its French twin.
pub(super) fn merged(changes: &[ChangeView]) -> Vec<MergedChange<'_>> {
    let mut out: Vec<MergedChange<'_>> = Vec::new();
    for change in changes {
        let twin = out
            .iter_mut()
            .find(|one| one.twin.is_none() && are_twins(one.change, change));
        match twin {
            Some(one) => one.twin = Some(change),
            None => out.push(MergedChange { change, twin: None }),
        }
    }
    out
}

fn are_twins(fr: &ChangeView, en: &ChangeView) -> bool {
    let tails = below(fr, Language::Fr).zip(below(en, Language::En));
    tails.is_some_and(|(fr, en)| fr == en)
        && (fr.action, &fr.before, &fr.after) == (en.action, &en.before, &en.after)
}

/// The path of a setting below the hours of a language.
fn below(change: &ChangeView, language: Language) -> Option<&str> {
    let rest = change.path.strip_prefix("chat.hours.")?;
    rest.strip_prefix(language.as_str())?.strip_prefix('.')
}

impl MergedChange<'_> {
    /// `chat.hours.workingHours` of a change in both languages; else the path as it is.
    pub(super) fn path(&self) -> String {
        let tail = below(self.change, Language::Fr).filter(|_| self.twin.is_some());
        tail.map_or_else(
            || self.change.path.clone(),
            |tail| format!("chat.hours.{tail}"),
        )
    }

    /// `fr, en`, of a change in both languages.
    pub(super) fn languages(&self) -> Option<&'static str> {
        self.twin.map(|_| BOTH)
    }

    /// `fr, en`, `fr` or `en`; none of a change of other settings than hours.
    pub(super) fn languages_of_hours(&self) -> Option<&'static str> {
        if self.twin.is_some() {
            return Some(BOTH);
        }
        let mut languages = Language::ALL.into_iter();
        languages
            .find(|language| below(self.change, *language).is_some())
            .map(Language::as_str)
    }

    /// Whether it is about a special event.
    pub(super) fn is_of_event(&self) -> bool {
        self.path().contains("specialEvents[")
    }

    /// The lines of the file, that of the twin as well where it is another one.
    pub(super) fn places(&self) -> Option<String> {
        let of = |change: &ChangeView| super::change::place(change.file.as_deref(), change.line);
        let (first, second) = (of(self.change), self.twin.and_then(of));
        match (first, second) {
            (Some(first), Some(second)) if first != second => Some(format!("{first}, {second}")),
            (first, _) => first,
        }
    }
}

/// How both languages are named.
pub(super) const BOTH: &str = "fr, en";
