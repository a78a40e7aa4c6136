//! The holidays of some years, as text and as JSON.

use std::collections::BTreeSet;

use chrono::Datelike as _;
use serde_json::{Value, json};

use super::setting_value::day_name;
use super::views::FORMAT_VERSION;
use super::{Style, Tone};
use crate::holiday::{Calendar, HolidayDate};
use crate::model::{self, Language};
use crate::words::{Message, Words};

/// A paragraph for each year, a line for each day.
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

/// `  2026-12-25  Fri   christmas                 Christmas HolidayDate`.
fn line(day: &HolidayDate, words: &Words) -> String {
    let weekday = model::Day::from_weekday(day.date.weekday());
    let weekday = words.text(day_name(weekday.index()));
    let (id, title) = (day.holiday.id, day.holiday.title(words.language()));
    format!("  {}  {weekday:<4}  {id:<24}  {title}", day.date)
}

/// For programs, with the names of the events in both languages.
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
