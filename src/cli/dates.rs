//! Days that a person gives: `2026-12-24..2027-01-04`.

use chrono::NaiveDate;

/// Days `from` to `to`, the latter excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dates {
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
}

/// Two dates, the second one after the first.
pub(super) fn dates(text: &str) -> Result<Dates, String> {
    /// Ten years, with their leap days.
    const MOST_DAYS: i64 = 3653;
    let form = || "two dates, such as 2026-12-24..2027-01-04".to_owned();
    let (from, to) = text.split_once("..").ok_or_else(form)?;
    let date = |text: &str| {
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
        let date = date.filter(|date| date.to_string() == text);
        date.ok_or_else(|| format!("there is no date {text:?}; {}", form()))
    };
    let (from, to) = (date(from)?, date(to)?);
    match (to - from).num_days() {
        ..=0 => Err(format!(
            "{to} is not after {from}; the second date is excluded"
        )),
        days if days > MOST_DAYS => Err("ten years at most".to_owned()),
        _ => Ok(Dates { from, to }),
    }
}
