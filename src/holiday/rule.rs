//! The date of a holiday: laws use five kinds of rules.
//!
//! ```text
//! Fixed(1, 1)             1 January                       New Year's Day
//! NotSunday(7, 1)         1 July, or 2 July on a Sunday   Canada Day in Quebec
//! Monday(1, 9)            the first Monday of September   Labour Day
//! MondayBefore(5, 25)     the last Monday before 25 May   Victoria Day, the patriots' day
//! Easter(-2)              two days before Easter Sunday   Good Friday
//! ```

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

/// A date in every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateRule {
    /// Month and day.
    Fixed(u32, u32),
    /// Month and day, or the day after when that is a Sunday.
    NotSunday(u32, u32),
    /// Which Monday of which month.
    Monday(u8, u32),
    /// The last Monday before a month and day.
    MondayBefore(u32, u32),
    /// Days after Easter Sunday.
    Easter(i64),
}

impl DateRule {
    pub(super) fn date(self, year: i32) -> Option<NaiveDate> {
        match self {
            Self::Fixed(month, day) => NaiveDate::from_ymd_opt(year, month, day),
            Self::NotSunday(month, day) => {
                let date = NaiveDate::from_ymd_opt(year, month, day)?;
                match date.weekday() {
                    Weekday::Sun => date.succ_opt(),
                    Weekday::Mon
                    | Weekday::Tue
                    | Weekday::Wed
                    | Weekday::Thu
                    | Weekday::Fri
                    | Weekday::Sat => Some(date),
                }
            }
            Self::Monday(nth, month) => {
                NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, nth)
            }
            Self::MondayBefore(month, day) => {
                let last = NaiveDate::from_ymd_opt(year, month, day)?.pred_opt()?;
                let since = i64::from(last.weekday().num_days_from_monday());
                last.checked_sub_signed(TimeDelta::days(since))
            }
            Self::Easter(days) => easter(year)?.checked_add_signed(TimeDelta::days(days)),
        }
    }
}

/// Easter Sunday of the Gregorian calendar.
fn easter(year: i32) -> Option<NaiveDate> {
    let computus::Date { year, month, day } = computus::gregorian(year).ok()?;
    NaiveDate::from_ymd_opt(year, month, day)
}
