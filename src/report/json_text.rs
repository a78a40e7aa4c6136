//! Values that are a text in JSON and typed in the program: instants, dates, times of day, days.
//!
//! Each type is written by its `Display` and read back by its `FromStr`, at the edge and nowhere
//! else. A saved plan with a text that is none of the type's is refused as a whole; the program
//! never meets a date that it would have to guess.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, SecondsFormat, Utc};

use crate::model::{Day, Time};
use crate::words::clock;

/// The text is not one that the type writes. It carries no reason, because serde names what was
/// expected and a plan file with such a text is refused as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct UnexpectedText;

/// Implements serde for a type by its `Display` and `FromStr`. In schemas it is a plain string.
macro_rules! as_json_text {
    ($($name:ty: $expected:literal,)*) => {$(
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(|_| {
                    let unexpected = serde::de::Unexpected::Str(&text);
                    serde::de::Error::invalid_value(unexpected, &$expected)
                })
            }
        }

        #[cfg(test)]
        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                <String as schemars::JsonSchema>::schema_name()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                <String as schemars::JsonSchema>::json_schema(generator)
            }
        }
    )*};
}

pub(super) use as_json_text;

as_json_text! {
    UtcInstant: "an RFC 3339 instant",
    ZonedInstant: "an RFC 3339 instant",
    ExampleTime: "an RFC 3339 instant or a civil time",
    CivilDate: "a date such as 2026-11-24",
    ClockTime: "a time of day such as 08:30",
    WeekdayText: "a day such as mon",
}

/// An instant in whole seconds: `2026-11-24T05:00:00Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct UtcInstant(pub(crate) DateTime<Utc>);

impl From<DateTime<Utc>> for UtcInstant {
    fn from(at: DateTime<Utc>) -> Self {
        Self(at)
    }
}

impl fmt::Display for UtcInstant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::Secs, true))
    }
}

impl FromStr for UtcInstant {
    type Err = UnexpectedText;

    fn from_str(text: &str) -> Result<Self, UnexpectedText> {
        text.parse().map(Self).map_err(|_| UnexpectedText)
    }
}

/// An instant with the offset that it was asked for or is shown with: `2026-11-24T00:00:00-05:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ZonedInstant(pub(crate) DateTime<FixedOffset>);

impl From<DateTime<FixedOffset>> for ZonedInstant {
    fn from(at: DateTime<FixedOffset>) -> Self {
        Self(at)
    }
}

impl fmt::Display for ZonedInstant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

impl FromStr for ZonedInstant {
    type Err = UnexpectedText;

    fn from_str(text: &str) -> Result<Self, UnexpectedText> {
        let at = DateTime::parse_from_rfc3339(text);
        at.map(Self).map_err(|_| UnexpectedText)
    }
}

/// A minute that shows a finding. Without a known time zone it is a civil time and no instant:
/// `2026-11-24T08:30:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExampleTime {
    Instant(DateTime<FixedOffset>),
    Civil(NaiveDateTime),
}

impl fmt::Display for ExampleTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Instant(at) => f.write_str(&at.to_rfc3339()),
            Self::Civil(at) => write!(f, "{}", at.format(CIVIL)),
        }
    }
}

impl FromStr for ExampleTime {
    type Err = UnexpectedText;

    fn from_str(text: &str) -> Result<Self, UnexpectedText> {
        if let Ok(at) = DateTime::parse_from_rfc3339(text) {
            return Ok(Self::Instant(at));
        }
        let civil = NaiveDateTime::parse_from_str(text, CIVIL);
        civil.map(Self::Civil).map_err(|_| UnexpectedText)
    }
}

const CIVIL: &str = "%Y-%m-%dT%H:%M:%S";

/// A date of a calendar: `2026-11-24`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CivilDate(pub(crate) NaiveDate);

impl From<NaiveDate> for CivilDate {
    fn from(date: NaiveDate) -> Self {
        Self(date)
    }
}

impl fmt::Display for CivilDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for CivilDate {
    type Err = UnexpectedText;

    fn from_str(text: &str) -> Result<Self, UnexpectedText> {
        text.parse().map(Self).map_err(|_| UnexpectedText)
    }
}

/// A time of the wall clock in minutes from midnight, 0 to 1440: `08:30`, `24:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ClockTime(pub(crate) i64);

impl From<i64> for ClockTime {
    fn from(minute: i64) -> Self {
        Self(minute)
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&clock(self.0))
    }
}

impl FromStr for ClockTime {
    type Err = UnexpectedText;

    fn from_str(text: &str) -> Result<Self, UnexpectedText> {
        let time = Time::parse(text).ok_or(UnexpectedText)?;
        Ok(Self(time.minutes().into()))
    }
}

/// A day of the week: `mon`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct WeekdayText(pub(crate) Day);

impl From<Day> for WeekdayText {
    fn from(day: Day) -> Self {
        Self(day)
    }
}

impl fmt::Display for WeekdayText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str())
    }
}

impl FromStr for WeekdayText {
    type Err = UnexpectedText;

    fn from_str(text: &str) -> Result<Self, UnexpectedText> {
        Day::parse(text).map(Self).ok_or(UnexpectedText)
    }
}
