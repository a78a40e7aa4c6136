//! The holidays of some years, as text and as JSON.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::view::FORMAT_VERSION;
use super::{Style, Tone};
use crate::holiday::{Calendar, HolidayDate};
use crate::model::Language;
use crate::words::{Message, Words};

/// A paragraph a year, a line a day.
pub(crate) fn text(
    calendar: &Calendar,
    years: &BTreeSet<u16>,
    words: &Words,
    style: Style,
) -> String {
    let law = words.text(calendar.words);
    let mut paragraphs = Vec::new();
    for year in years {
        let head = format!("{} {year}", calendar.id);
        let mut lines = vec![format!("{} – {law}", style.paint(Tone::Strong, &head))];
        lines.extend(calendar.days(*year).iter().map(|day| line(day, words)));
        if !calendar.choice.is_empty() {
            let choice = Message::new("holidays-choice").text("ids", calendar.choice.join(", "));
            let choice = format!("  {}", words.say(&choice));
            lines.push(style.paint(Tone::Faint, &choice));
        }
        lines.push(String::new());
        paragraphs.push(lines.join("\n"));
    }
    paragraphs.join("\n")
}

fn line(day: &HolidayDate, words: &Words) -> String {
    const WEEK: [&str; 7] = [
        "day-mon", "day-tue", "day-wed", "day-thu", "day-fri", "day-sat", "day-sun",
    ];
    let at = chrono::Datelike::weekday(&day.date).num_days_from_monday();
    let weekday = WEEK.get(at as usize).map(|id| words.text(id));
    let (weekday, id) = (weekday.unwrap_or_default(), day.holiday.id);
    let title = day.holiday.title(words.language());
    format!("  {}  {weekday:<4}  {id:<24}  {title}", day.date)
}

/// The same, with the names of the events in both languages.
pub(crate) fn report(calendar: &Calendar, years: &BTreeSet<u16>) -> String {
    let days = years.iter().flat_map(|year| calendar.days(*year));
    let rows: Vec<Value> = days
        .map(|day| {
            json!({
                "date": day.date.to_string(),
                "id": day.holiday.id,
                "fr": day.name(Language::Fr),
                "en": day.name(Language::En),
            })
        })
        .collect();
    let report = json!({
        "formatVersion": FORMAT_VERSION,
        "calendar": calendar.id,
        "years": years,
        "chooseOne": calendar.choice,
        "holidays": rows,
    });
    format!("{report:#}\n")
}
