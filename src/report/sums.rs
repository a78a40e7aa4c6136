//! Hours gained and lost, in one line.

use super::hours_view::{LanguageHoursView, SumsView};
use crate::words::{Message, Words, duration};

/// `fr +2 h 30 a week; en unchanged`: the one line about hours that every report has, whatever else
/// has to give way.
pub(super) fn both_languages(
    fr: &LanguageHoursView,
    en: &LanguageHoursView,
    words: &Words,
) -> String {
    let [fr, en] = [fr, en].map(|hours| one_language(hours, words));
    format!("fr {fr}{}en {en}", words.text("list-separator"))
}

/// `+2 h 30 / −1 h 00 a week, events −5 h 00`.
fn one_language(hours: &LanguageHoursView, words: &Words) -> String {
    let parts = [
        ("hours-a-week", gained_and_lost(&hours.weekly)),
        ("hours-events", gained_and_lost(&hours.events)),
    ];
    let parts: Vec<_> = parts
        .into_iter()
        .filter_map(|(id, sums)| Some(words.say(&Message::new(id).text("hours", sums?))))
        .collect();
    if parts.is_empty() {
        return words.text("hours-unchanged");
    }
    parts.join(", ")
}

/// `+2 h 30 / −1 h 00`; `None` when nothing is gained and nothing lost.
pub(super) fn gained_and_lost(sums: &SumsView) -> Option<String> {
    let parts: Vec<_> = [('+', sums.gained_minutes), ('−', sums.lost_minutes)]
        .into_iter()
        .filter(|(_, minutes)| *minutes > 0)
        .map(|(sign, minutes)| format!("{sign}{}", duration(minutes)))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" / "))
}
