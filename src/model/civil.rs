//! Civil time: days, times of day and daily windows, as the wall clock of the account shows them. A
//! civil time becomes an instant only together with a time zone, in `availability`.

use std::fmt;

use chrono::Weekday;

/// How machines write a civil time, in files and in the contract: `2026-12-24T14:00`.
pub const CIVIL: &str = "%Y-%m-%dT%H:%M";

/// A day of the week. The week begins on Monday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Day {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

impl Day {
    pub const ALL: [Self; 7] = [
        Self::Mon,
        Self::Tue,
        Self::Wed,
        Self::Thu,
        Self::Fri,
        Self::Sat,
        Self::Sun,
    ];

    pub fn as_str(self) -> &'static str {
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

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|d| d.as_str() == text)
    }

    /// Position in the week; Monday is 0.
    pub fn index(self) -> u8 {
        self as u8
    }

    pub fn from_weekday(weekday: Weekday) -> Self {
        Self::ALL[weekday.num_days_from_monday() as usize]
    }
}

/// A set of days of the week. It iterates from Monday to Sunday, whatever the order in the file
/// was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Days(u8);

impl Days {
    pub const ALL: Self = Self(0b111_1111);
    pub const NONE: Self = Self(0);

    pub fn contains(self, day: Day) -> bool {
        self.0 & (1 << day.index()) != 0
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn iter(self) -> impl Iterator<Item = Day> {
        Day::ALL.into_iter().filter(move |day| self.contains(*day))
    }

    /// First and last day of each run: three or more days in a row are one run, and any other day
    /// is a run of its own, because "Monday to Tuesday" reads worse than "Monday and Tuesday".
    pub fn runs(self) -> Vec<(Day, Day)> {
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

/// A time of day in minutes since midnight, from 0 to 1440. The last one, `24:00`, is only ever an
/// end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(u16);

impl Time {
    pub const MIDNIGHT: Self = Self(0);
    pub const END_OF_DAY: Self = Self(1440);

    /// `HH:MM` from `00:00` to `24:00`.
    pub fn parse(text: &str) -> Option<Self> {
        let (hours, minutes) = text.split_once(':')?;
        let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
        let total = hours * 60 + minutes;
        (minutes < 60 && total <= 1440).then_some(Self(total))
    }

    pub fn minutes(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// The number that is written with exactly two digits.
fn two_digits(text: &str) -> Option<u16> {
    let digits = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// A daily window `[start, end)`. An end before the start is on the next day: 22:00 to 06:00 is a
/// night.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    pub start: Time,
    pub end: Time,
}

/// « Heures »: a window, or « Toute la journée ».
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hours {
    AllDay,
    Between(Window),
}

impl Hours {
    /// The canonical form of a window: an end of `00:00` becomes `24:00`, and from `00:00` to
    /// `24:00` is all day. `None` when the window is empty or begins at `24:00`.
    pub fn between(start: Time, end: Time) -> Option<Self> {
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

    /// The minutes `[from, to)` since the midnight at which the day begins. `to` is more than 1440
    /// when the window goes over midnight.
    pub fn minutes(self) -> (u32, u32) {
        match self {
            Self::AllDay => (0, 1440),
            Self::Between(Window { start, end }) => {
                let (from, to) = (u32::from(start.minutes()), u32::from(end.minutes()));
                (from, if to > from { to } else { to + 1440 })
            }
        }
    }
}
