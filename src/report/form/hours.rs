//! Lines about hours, as text.

use super::super::escape::harmless;
use super::super::view::{AccountView, IntervalView};
use super::change::place;
use crate::words::Words;

/// When customers gain and lose hours, and because of which line.
pub(super) fn lines(account: &AccountView, words: &Words) -> Vec<String> {
    let Some(hours) = &account.hours else {
        return Vec::new();
    };
    let languages = [("fr", &hours.fr), ("en", &hours.en)];
    let lines = languages.into_iter().flat_map(|(language, hours)| {
        let intervals = hours.intervals.iter();
        intervals.map(move |interval| line(language, interval, words))
    });
    lines.collect()
}

fn line(language: &str, interval: &IntervalView, words: &Words) -> String {
    let (sign, word) = match interval.change.as_str() {
        "gained" => ('+', "value-open"),
        _ => ('−', "value-closed"),
    };
    let because = &interval.because;
    let schedule = because.schedule.as_deref().unwrap_or_default();
    let place = place(because.file.as_deref(), because.line).unwrap_or_default();
    let word = words.text(word);
    let line = format!(
        "{sign} {language} {} – {} {word} {schedule} {place}",
        interval.from, interval.to
    );
    harmless(line.trim_end())
}
