//! Civil time: days, times of day and weekly windows, as the wall clock of the account shows them.

use std::fmt;

use chrono::Weekday;

/// A day of the week, in week order from Monday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Day {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

impl Day {
    pub(crate) const ALL: [Self; 7] = [
        Self::Mon,
        Self::Tue,
        Self::Wed,
        Self::Thu,
        Self::Fri,
        Self::Sat,
        Self::Sun,
    ];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Mon => "mon",
            Self::Tue => "tue",
            Self::Wed => "wed",
            Self::Thu => "thu",
            Self::Fri => "fri",
            Self::Sat => "sat",
            Self::Sun => "sun",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|d| d.as_str() == text)
    }

    /// Position in the week, Monday = 0.
    pub(crate) fn index(self) -> u8 {
        self as u8
    }

    pub(crate) fn from_weekday(weekday: Weekday) -> Self {
        Self::ALL[weekday.num_days_from_monday() as usize]
    }
}

/// A set of days; iterates in week order, so that the order in which they were written is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Days(u8);

impl Days {
    pub(crate) const ALL: Self = Self(0b111_1111);
    pub(crate) const NONE: Self = Self(0);

    pub(crate) fn contains(self, day: Day) -> bool {
        self.0 & (1 << day.index()) != 0
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = Day> {
        Day::ALL.into_iter().filter(move |day| self.contains(*day))
    }

    /// First and last day of each run: three or more days in a row are one run, and any other day
    /// is a run of its own, because "Monday to Tuesday" reads worse than "Monday and Tuesday".
    pub(crate) fn runs(self) -> Vec<(Day, Day)> {
        let mut rows: Vec<Vec<Day>> = Vec::new();
        for day in self.iter() {
            match rows.last_mut() {
                Some(row)
                    if row
                        .last()
                        .is_some_and(|last| last.index() + 1 == day.index()) =>
                {
                    row.push(day);
                }
                Some(_) | None => rows.push(vec![day]),
            }
        }
        let runs = rows.into_iter().flat_map(|row| match row.as_slice() {
            [first, _, .., last] => vec![(*first, *last)],
            few => few.iter().map(|day| (*day, *day)).collect(),
        });
        runs.collect()
    }
}

impl FromIterator<Day> for Days {
    fn from_iter<I: IntoIterator<Item = Day>>(days: I) -> Self {
        Self(days.into_iter().fold(0, |set, day| set | 1 << day.index()))
    }
}

/// A time of day in minutes from midnight, 0 to 1440 (`24:00`, an end only).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Time(u16);

impl Time {
    pub(crate) const MIDNIGHT: Self = Self(0);
    pub(crate) const END_OF_DAY: Self = Self(1440);

    /// `HH:MM` from `00:00` to `24:00`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (hours, minutes) = text.split_once(':')?;
        let number = |s: &str| {
            (s.len() == 2 && s.bytes().all(|b| b.is_ascii_digit()))
                .then(|| s.parse::<u16>().ok())?
        };
        let (hours, minutes) = (number(hours)?, number(minutes)?);
        let total = hours * 60 + minutes;
        (minutes < 60 && total <= 1440).then_some(Self(total))
    }

    pub(crate) fn minutes(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// A daily window. An end before its start is reached on the next day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Window {
    pub(crate) start: Time,
    pub(crate) end: Time,
}

/// « Heures »: a window, or « Toute la journée ».
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Hours {
    AllDay,
    Between(Window),
}

impl Hours {
    /// Canonical form: an end of `00:00` is `24:00`, and `00:00`–`24:00` is all day.
    /// `None` when start and end are the same.
    pub(crate) fn between(start: Time, end: Time) -> Option<Self> {
        if start == end || start == Time::END_OF_DAY {
            return None;
        }
        let end = if end == Time::MIDNIGHT {
            Time::END_OF_DAY
        } else {
            end
        };
        if start == Time::MIDNIGHT && end == Time::END_OF_DAY {
            return Some(Self::AllDay);
        }
        Some(Self::Between(Window { start, end }))
    }

    /// Minutes `[from, to)` counted from the midnight that begins the day; `to` may pass 1440.
    pub(crate) fn minutes(self) -> (u32, u32) {
        match self {
            Self::AllDay => (0, 1440),
            Self::Between(Window { start, end }) => {
                let (from, to) = (u32::from(start.minutes()), u32::from(end.minutes()));
                (from, if to > from { to } else { to + 1440 })
            }
        }
    }
}
