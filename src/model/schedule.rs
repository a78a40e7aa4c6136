//! Schedules of the chat service: weekly schedules and special events.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDateTime;

use super::civil::{Days, Hours};
use super::name::{NameKey, name_key};
use super::text::{Language, ScheduleName};

/// The ranks of schedules, in the order of priority of the help page: where several schedules are
/// in effect, those of the best rank decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    SpecialEvent,
    Weekly,
    Weekend,
    LunchBreak,
    WorkingHours,
}

/// A weekly pattern: the same hours on each of some days. Without any day it is never in effect,
/// and then it has no hours either, so that two patterns that are never in effect are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Weekly {
    pub days: Days,
    /// `None` exactly when `days` is empty.
    pub hours: Option<Hours>,
}

impl Weekly {
    /// « jamais »: the canonical form of a default schedule that is never in effect.
    pub const NEVER: Self = Self {
        days: Days::NONE,
        hours: None,
    };

    pub fn new(days: Days, hours: Hours) -> Self {
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
pub type LunchBreak = Weekly;

/// Whether chat is open or closed during a special event. The help page does not say that an event
/// can be either; this is our reading of « heures de disponibilité … tels que les jours fériés ».
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Availability {
    Open,
    Closed,
}

impl Availability {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Open, Self::Closed]
            .into_iter()
            .find(|a| a.as_str() == text)
    }
}

/// An exceptional period `[starts_at, ends_at)` by the wall clock of the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SpecialEvent {
    pub availability: Availability,
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
}

/// The identifier of a named schedule in addresses of the portal; it survives a rename.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScheduleId(pub String);

impl fmt::Display for ScheduleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The kinds of named schedules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Weekly,
    SpecialEvent,
}

impl Kind {
    pub const ALL: [Self; 2] = [Self::Weekly, Self::SpecialEvent];

    /// The key of the list in the file.
    pub fn list(self) -> &'static str {
        match self {
            Self::Weekly => "weeklySchedules",
            Self::SpecialEvent => "specialEvents",
        }
    }
}

/// The identity of a named schedule within an account. Each language and kind has names of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScheduleRef {
    pub language: Language,
    pub kind: Kind,
    pub key: NameKey,
}

/// Renamed schedules: from the new identity to the old one.
pub type Renames = BTreeMap<ScheduleRef, ScheduleRef>;

impl ScheduleRef {
    pub fn of(language: Language, kind: Kind, name: &ScheduleName) -> Self {
        Self {
            language,
            kind,
            key: name_key(name.as_str()),
        }
    }
}
