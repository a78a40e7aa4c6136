//! Times of day as French and English write them.

use super::strange::plain;
use crate::model::Time;

/// Which end of a daily window a time is: midnight is written differently at each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    Start,
    End,
}

/// The time of day that a text means, in the form of the file: `9:00`, `9 h`, `9h00` and `9am` are all
/// `09:00`.
pub(crate) fn time(written: &str, edge: Edge) -> Option<String> {
    let text = plain(written).to_lowercase();
    let text = text.trim().trim_matches(['"', '\'', '«', '»']).trim();
    match text {
        "midi" | "noon" => return Some("12:00".to_owned()),
        "minuit" | "midnight" => return Some(midnight(edge).to_owned()),
        _ => {}
    }
    let text = text.strip_prefix('t').unwrap_or(text);
    let (text, half) = half_of_the_day(text);
    let (hours, minutes) = hours_and_minutes(text.trim())?;
    let hours = match half {
        None => hours,
        Some(half) => half.hours(hours)?,
    };
    let canonical = format!("{hours:02}:{minutes:02}");
    let time = Time::parse(&canonical)?;
    // 24:00 is the end of a day and never its start.
    match edge {
        Edge::Start if time == Time::END_OF_DAY => Some(midnight(edge).to_owned()),
        Edge::Start | Edge::End => Some(canonical),
    }
}

fn midnight(edge: Edge) -> &'static str {
    match edge {
        Edge::Start => "00:00",
        Edge::End => "24:00",
    }
}

#[derive(Clone, Copy)]
enum Half {
    Morning,
    Afternoon,
}

impl Half {
    /// 12 am is midnight and 12 pm noon; `13 pm` is a slip whose meaning is open.
    fn hours(self, hours: u16) -> Option<u16> {
        match (self, hours) {
            (Self::Morning, 12) => Some(0),
            (Self::Morning, 1..=11) => Some(hours),
            (Self::Afternoon, 12) => Some(12),
            (Self::Afternoon, 1..=11) => Some(hours + 12),
            (Self::Morning | Self::Afternoon, _) => None,
        }
    }
}

fn half_of_the_day(text: &str) -> (&str, Option<Half>) {
    for (end, half) in [
        ("a.m.", Half::Morning),
        ("am", Half::Morning),
        ("p.m.", Half::Afternoon),
        ("pm", Half::Afternoon),
    ] {
        if let Some(rest) = text.strip_suffix(end) {
            return (rest, Some(half));
        }
    }
    (text, None)
}

/// `9`, `9:30`, `9h`, `9 h 30`, `9.30`, `9:30:00`, `0930`.
fn hours_and_minutes(text: &str) -> Option<(u16, u16)> {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if is_digits(text) {
        return match text.len() {
            1 | 2 => Some((text.parse().ok()?, 0)),
            3 | 4 => {
                let (hours, minutes) = text.split_at(text.len() - 2);
                Some((hours.parse().ok()?, minutes.parse().ok()?))
            }
            _ => None,
        };
    }
    let at = text.find(|c: char| !c.is_ascii_digit())?;
    let (hours, rest) = text.split_at(at);
    let rest = rest.trim_start();
    let separators = ["heures", "heure", "hrs", "hr", "h", ":", "."];
    let separator = separators.into_iter().find(|sign| rest.starts_with(sign))?;
    let minutes = rest[separator.len()..].trim();
    let minutes = minutes.trim_end_matches("min").trim_end();
    // Seconds may be dropped only when there are none.
    let minutes = minutes.strip_suffix(":00").unwrap_or(minutes);
    match minutes.len() {
        0 if separator.starts_with('h') => Some((hours.parse().ok()?, 0)),
        2 if is_digits(minutes) => Some((hours.parse().ok()?, minutes.parse().ok()?)),
        _ => None,
    }
}
