//! The circumstances of a look at a file that the file does not hold itself.

use chrono::{DateTime, Utc};

use crate::holiday::Calendar;

/// The time, and the calendar of holidays that a language should have events for. Both change a
/// file's findings while the file stays, which is why findings that depend on them never fail by
/// `--strict`.
#[derive(Debug, Clone, Copy)]
pub struct Occasion {
    pub(crate) now: DateTime<Utc>,
    /// From `--holidays` on the command line. Without one, only the calendars that the file itself
    /// names under `holidays` count, and a file without any has no findings about holidays.
    pub(crate) calendar: Option<&'static Calendar>,
}

impl Occasion {
    /// Only the calendars that the file names.
    pub fn at(now: DateTime<Utc>) -> Self {
        Self {
            now,
            calendar: None,
        }
    }

    /// The calendar of this id as well, such as `CA-QC`; none when there is no such calendar.
    #[must_use]
    pub fn expecting(self, id: &str) -> Option<Self> {
        let calendar = Calendar::find(id)?;
        Some(Self {
            calendar: Some(calendar),
            ..self
        })
    }
}
