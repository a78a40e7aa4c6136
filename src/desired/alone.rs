//! What a file says of chat when there is no portal to ask, and what has to be assumed for that.

use std::collections::BTreeMap;

use super::over::replace;
use super::{Desired, DesiredHours};
use crate::model::{Chat, ChatHours, FieldPath, Kind, Language, PerLanguage, TimeZone, Weekly};

/// The chat of a file alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Alone {
    pub(crate) chat: Chat,
    pub(crate) assumed: Vec<Assumed>,
}

/// What the file leaves to the portal, and what it is taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Assumed {
    /// No zone: a civil week, whose clocks never change.
    CivilWeek,
    /// No switch: on.
    On,
    /// Schedules that are left alone: there are none.
    Absent(FieldPath),
}

impl Desired {
    /// The chat as far as the file says it.
    pub(crate) fn alone(&self) -> Alone {
        let mut assumed = Vec::new();
        if self.time_zone.is_none() {
            assumed.push(Assumed::CivilWeek);
        }
        if self.enabled.is_none() {
            assumed.push(Assumed::On);
        }
        for language in Language::ALL {
            let path = FieldPath::of("chat.hours").key(language.as_str());
            absent(self.hours.get(language), &path, &mut assumed);
        }
        let civil = || TimeZone::observed("UTC");
        let chat = Chat {
            enabled: self.enabled.unwrap_or(true),
            time_zone: self.time_zone.clone().unwrap_or_else(civil),
            hours: PerLanguage::from_fn(|language| hours(self.hours.get(language))),
        };
        Alone { chat, assumed }
    }
}

fn absent(desired: &DesiredHours, path: &FieldPath, assumed: &mut Vec<Assumed>) {
    let list = |kind: Kind| (path.key(kind.list()), desired.lists.contains_key(&kind));
    let working = path.key("workingHours");
    // Without working hours there is nothing that a lunch break could cut.
    let lunch = desired.working_hours.is_none() || desired.lunch_break.is_some();
    let items = [
        (working.clone(), desired.working_hours.is_some()),
        (working.key("lunchBreak"), lunch),
        (path.key("weekendHours"), desired.weekend_hours.is_some()),
        list(Kind::Weekly),
        list(Kind::SpecialEvent),
    ];
    if *desired == DesiredHours::default() {
        assumed.push(Assumed::Absent(path.clone()));
        return;
    }
    let left = items.into_iter().filter(|(_, managed)| !managed);
    assumed.extend(left.map(|(path, _)| Assumed::Absent(path)));
}

fn hours(desired: &DesiredHours) -> ChatHours {
    let mut hours = ChatHours {
        working_hours: desired.working_hours.unwrap_or(Weekly::NEVER),
        lunch_break: desired.lunch_break.flatten(),
        weekend_hours: desired.weekend_hours.unwrap_or(Weekly::NEVER),
        weekly_schedules: BTreeMap::new(),
        special_events: BTreeMap::new(),
    };
    for (kind, entries) in &desired.lists {
        replace(&mut hours, *kind, entries);
    }
    hours
}
