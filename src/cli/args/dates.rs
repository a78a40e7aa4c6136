//! Days that a person gives: `2026-12-24..2027-01-04`.

use chrono::NaiveDate;

use super::wrong::{WrongValue, wrong};
use crate::reconcile::DateRange;
use crate::words::Message;

/// Two dates, the second one after the first.
pub(in crate::cli) fn dates(text: &str) -> Result<DateRange, WrongValue> {
    /// Ten years, with their leap days.
    const MOST_DAYS: i64 = 3653;
    let (from, to) = text.split_once("..").ok_or_else(|| wrong("wrong-dates"))?;
    let (from, to) = (date(from)?, date(to)?);
    match (to - from).num_days() {
        ..=0 => {
            let message = Message::new("wrong-dates-order");
            Err(WrongValue(message.text("from", from).text("to", to)))
        }
        days if days > MOST_DAYS => Err(wrong("wrong-dates-many")),
        _ => Ok(DateRange { from, to }),
    }
}

fn date(text: &str) -> Result<NaiveDate, WrongValue> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    // The library alone would take `2026-3-1` as well.
    let date = date.filter(|date| date.to_string() == text);
    date.ok_or_else(|| WrongValue(Message::new("wrong-dates-date").text("written", text)))
}
