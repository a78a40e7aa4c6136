//! Minutes, days and instants, as every format of the room counts them.

use chrono::{DateTime, Utc};

use crate::words::clock;

/// Minutes of a day.
pub(super) const DAY: i64 = 1440;

/// The catalogue's short names of the days, Monday first.
pub(super) const DAY_NAMES: [&str; 7] = [
    "day-mon", "day-tue", "day-wed", "day-thu", "day-fri", "day-sat", "day-sun",
];

/// `08:30–12:00`, from minutes since midnight.
pub(super) fn window(from: i64, to: i64) -> String {
    format!("{}–{}", clock(from), clock(to))
}

/// The instant so many minutes after the epoch.
pub(super) fn instant(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(minute * 60, 0)
        .expect("minutes of spans come from instants that chrono can hold")
}
