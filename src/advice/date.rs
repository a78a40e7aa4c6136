//! Dates as people write them, and the nearest real ones.

use chrono::{Datelike as _, NaiveDate};

use super::clock::{Edge, time};
use super::months::month;
use super::strange::plain;

/// A date before anything is known of it: it may be the 30th of February.
#[derive(Clone, Copy)]
struct Parts {
    year: i32,
    month: u32,
    day: u32,
}

/// The dates that a text may mean, in the form of the file; none when that is anyone's guess. Two for a
/// day that the month does not have (the days around it) and for `04/05/2027`, which is read
/// differently on either side of an ocean.
pub(crate) fn dates(written: &str) -> Vec<String> {
    let dates = readings(written).into_iter().flat_map(nearest);
    let mut dates: Vec<_> = dates.map(|date| date.to_string()).collect();
    dates.dedup();
    dates
}

/// The dates with a time that a text may mean. A date alone is the beginning of that day or, as an
/// end, its end.
pub(crate) fn date_times(written: &str, edge: Edge) -> Vec<String> {
    let text = plain(written);
    let text = text.trim();
    let midnight = match edge {
        Edge::Start => "00:00",
        Edge::End => "24:00",
    };
    let alone = dates(text);
    if !alone.is_empty() {
        return alone
            .iter()
            .map(|date| format!("{date}T{midnight}"))
            .collect();
    }
    // The date ends at a `T`, at a comma or at some white space; only one of the places gives both.
    let ends = text
        .char_indices()
        .filter(|(_, c)| matches!(c, 'T' | 't' | ' ' | ','));
    for (at, sign) in ends {
        let (date, clock) = (&text[..at], &text[at + sign.len_utf8()..]);
        let clock = clock
            .trim_start()
            .trim_start_matches("à ")
            .trim_start_matches("at ");
        let dates = dates(date);
        if let (Some(clock), false) = (time(clock, Edge::End), dates.is_empty()) {
            return dates.iter().map(|date| format!("{date}T{clock}")).collect();
        }
    }
    Vec::new()
}

fn readings(written: &str) -> Vec<Parts> {
    let text = plain(written);
    let text = text.trim();
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        let parts = [&text[..4], &text[4..6], &text[6..]];
        return of_numbers(parts).into_iter().collect();
    }
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '.' | ','));
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    let &[first, second, third] = words.as_slice() else {
        return Vec::new();
    };
    if first.len() == 4 {
        return of_numbers([first, second, third]).into_iter().collect();
    }
    if third.len() != 4 {
        return Vec::new();
    }
    // The day first, as in French, or the month first. Names of months settle it.
    let orders = [[third, second, first], [third, first, second]];
    orders.into_iter().filter_map(of_numbers).collect()
}

/// Year, month and day, of which the month may be a word.
fn of_numbers([year, month, day]: [&str; 3]) -> Option<Parts> {
    let number = |text: &str| -> Option<u32> {
        let is_short = text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
        if is_short { text.parse().ok() } else { None }
    };
    let month = number(month).or_else(|| self::month(month))?;
    let day = day
        .strip_suffix("er")
        .or_else(|| day.strip_suffix("st"))
        .or_else(|| day.strip_suffix("nd"))
        .or_else(|| day.strip_suffix("rd"))
        .or_else(|| day.strip_suffix("th"))
        .unwrap_or(day);
    let parts = Parts {
        year: year.parse().ok()?,
        month,
        day: number(day)?,
    };
    // Years that no event may have are slips of another kind.
    let possible = (2000..=2100).contains(&parts.year)
        && (1..=12).contains(&parts.month)
        && (1..=31).contains(&parts.day);
    possible.then_some(parts)
}

/// The date itself, or the last day of its month and the first of the next.
fn nearest(parts: Parts) -> Vec<NaiveDate> {
    let Parts { year, month, day } = parts;
    if let Some(date) = NaiveDate::from_ymd_opt(year, month, day) {
        return vec![date];
    }
    let Some(first) = NaiveDate::from_ymd_opt(year, month, 1) else {
        return Vec::new();
    };
    let after = (28..=31).filter_map(|day| first.with_day(day)).next_back();
    after
        .into_iter()
        .flat_map(|last| std::iter::once(last).chain(last.succ_opt()))
        .collect()
}
