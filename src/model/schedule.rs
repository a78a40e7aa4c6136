//! Schedules of the chat service: weekly ones and special events.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDateTime;

use super::civil::{Days, Hours};
use super::name::{NameKey, name_key};
use super::text::{Language, ScheduleName};

/// Order of priority of the help page, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Tier {
    SpecialEvent,
    Weekly,
    Weekend,
    LunchBreak,
    WorkingHours,
}

/// A weekly pattern. Empty days mean "never", and then the hours are not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Weekly {
    pub(crate) days: Days,
    /// `None` exactly when `days` is empty.
    pub(crate) hours: Option<Hours>,
}

impl Weekly {
    /// « jamais »: the canonical form of a default schedule that is never in effect.
    pub(crate) const NEVER: Self = Self {
        days: Days::NONE,
        hours: None,
    };

    pub(crate) fn new(days: Days, hours: Hours) -> Self {
        if days.is_empty() {
            Self::NEVER
        } else {
            Self {
                days,
                hours: Some(hours),
            }
        }
    }
}

/// The lunch break of the working hours (« Pause-repas »).
pub(crate) type LunchBreak = Weekly;

/// What a special event says of chat. Our addition: the page leaves it open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Availability {
    Open,
    Closed,
}

impl Availability {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        [Self::Open, Self::Closed]
            .into_iter()
            .find(|a| a.as_str() == text)
    }
}

/// An exceptional period `[starts_at, ends_at)` in civil time of the account's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct SpecialEvent {
    pub(crate) availability: Availability,
    pub(crate) starts_at: NaiveDateTime,
    pub(crate) ends_at: NaiveDateTime,
}

/// Identifier that the portal knows a custom schedule or an event by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ScheduleId(pub(crate) String);

impl fmt::Display for ScheduleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Kinds of schedules that a reseller creates, names and deletes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    Weekly,
    SpecialEvent,
}

impl Kind {
    pub(crate) const ALL: [Self; 2] = [Self::Weekly, Self::SpecialEvent];

    /// Key of the list in the file.
    pub(crate) fn list(self) -> &'static str {
        match self {
            Self::Weekly => "weeklySchedules",
            Self::SpecialEvent => "specialEvents",
        }
    }
}

/// Identity of a schedule: (language, kind, key of its name).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ScheduleRef {
    pub(crate) language: Language,
    pub(crate) kind: Kind,
    pub(crate) key: NameKey,
}

/// New identity of a schedule to the one that it had.
pub(crate) type Renames = BTreeMap<ScheduleRef, ScheduleRef>;

impl ScheduleRef {
    pub(crate) fn of(language: Language, kind: Kind, name: &ScheduleName) -> Self {
        Self {
            language,
            kind,
            key: name_key(name.as_str()),
        }
    }
}
