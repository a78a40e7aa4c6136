//! The chat of a file without a portal, as `hours` shows it, and the assumptions behind it.

use super::intent::{Desired, DesiredHours};
use crate::model::{Chat, ChatHours, FieldPath, Kind, Language, PerLanguage, TimeZone, Weekly};

/// The chat of a file without a portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Alone {
    pub(crate) chat: Chat,
    pub(crate) assumed: Vec<Assumed>,
}

/// A value that stands in for a setting that the file does not manage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Assumed {
    /// The file has no time zone: its hours are shown as a week whose clocks never change.
    CivilWeek,
    /// The file does not say whether chat is on: it is taken to be on.
    On,
    /// Schedules that the file does not manage: the account is taken to have none.
    Absent(FieldPath),
}

impl Desired {
    /// The chat as far as the file describes it.
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
        let chat = Chat {
            enabled: self.enabled.unwrap_or(true),
            time_zone: self
                .time_zone
                .clone()
                .unwrap_or_else(|| TimeZone::observed("UTC")),
            hours: PerLanguage::from_fn(|language| hours(self.hours.get(language))),
        };
        Alone { chat, assumed }
    }
}

/// The schedules of a language that the file does not manage: the language itself when it manages
/// none of them.
fn absent(desired: &DesiredHours, path: &FieldPath, assumed: &mut Vec<Assumed>) {
    // One line for the whole language instead of one for each of its schedules.
    if *desired == DesiredHours::default() {
        assumed.push(Assumed::Absent(path.clone()));
        return;
    }
    let working = path.key("workingHours");
    let lists = Kind::ALL.map(|kind| (path.key(kind.list()), desired.lists.contains_key(&kind)));
    // A lunch break cuts the working hours. Without them, its absence is not worth mentioning.
    let lunch = desired.working_hours.is_none() || desired.lunch_break.is_some();
    let items = [
        (working.clone(), desired.working_hours.is_some()),
        (working.key("lunchBreak"), lunch),
        (path.key("weekendHours"), desired.weekend_hours.is_some()),
    ];
    let unmanaged = items
        .into_iter()
        .chain(lists)
        .filter(|(_, managed)| !managed);
    assumed.extend(unmanaged.map(|(path, _)| Assumed::Absent(path)));
}

fn hours(desired: &DesiredHours) -> ChatHours {
    let schedules = desired.lists.values().flat_map(|list| list.values());
    ChatHours {
        working_hours: desired.working_hours.unwrap_or(Weekly::NEVER),
        lunch_break: desired.lunch_break.flatten(),
        weekend_hours: desired.weekend_hours.unwrap_or(Weekly::NEVER),
        named: schedules.map(|schedule| schedule.named.clone()).collect(),
    }
}
