//! The schedules of a language, without their names.

use crate::model::{SpecialEvent, Weekly};

/// The schedules of a language. One that a file leaves alone is [`Weekly::NEVER`] or not listed.
#[derive(Debug, Clone)]
pub(crate) struct Schedules {
    pub(crate) events: Vec<SpecialEvent>,
    pub(crate) weekly: Vec<Weekly>,
    pub(crate) weekend: Weekly,
    pub(crate) lunch: Weekly,
    pub(crate) working: Weekly,
}

/// One of the schedules: the named ones by their position in their list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ScheduleIndex {
    Event(usize),
    Weekly(usize),
    Weekend,
    LunchBreak,
    WorkingHours,
}
