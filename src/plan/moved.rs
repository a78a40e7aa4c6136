//! The parts of an account that changed since a plan was made.

use super::base::Base;
use crate::model::{FieldPath, Observed, Role};

/// A part of the account that is not as planned, with its text on both sides where the plan has
/// one: of most parts it only has the tag.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moved {
    pub(crate) path: FieldPath,
    pub(crate) planned: Option<String>,
    pub(crate) now: Option<String>,
}

impl Base {
    /// Every part that differs from what the plan was made from, each once.
    pub(crate) fn moved(&self, observed: &Observed) -> Vec<Moved> {
        let managed = self.etags.keys().cloned().collect();
        let now = Self::of(observed, &managed);
        let mut moved = self.guards_moved(&now);
        let keys = self.etags.keys().chain(now.etags.keys());
        for key in keys.filter(|key| self.etags.get(*key) != now.etags.get(*key)) {
            moved.extend(path_of(key).map(|path| Moved {
                path,
                planned: None,
                now: None,
            }));
        }
        moved.sort();
        moved.dedup();
        moved
    }

    fn guards_moved(&self, now: &Self) -> Vec<Moved> {
        let pairs = self.guards().into_iter().zip(now.guards());
        let moved = pairs.filter(|((_, planned), (_, now))| planned != now);
        let moved = moved.map(|((path, planned), (_, now))| Moved {
            path: FieldPath::of(path),
            planned: Some(planned),
            now: Some(now),
        });
        moved.collect()
    }

    fn guards(&self) -> [(&'static str, String); 5] {
        [
            ("role", role(self.role).to_owned()),
            ("general.can", self.can.to_string()),
            ("administrator.primary", self.primary.to_string()),
            ("telephony.pbx", self.pbx.to_string()),
            ("telephony.provider", self.carrier.to_string()),
        ]
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Primary => "primary",
        Role::Delegate => "delegate",
        Role::System => "system",
    }
}

/// The setting of the file that a resource of the portal holds, by the key of the resource. An
/// entry of a list stands for the whole list, because its name is not in the key.
fn path_of(key: &str) -> Option<FieldPath> {
    let mut parts = key.split('/');
    let section = match parts.next()? {
        "general" => FieldPath::of("general"),
        "administrator" => FieldPath::of("administrator"),
        "delegates" => FieldPath::of("delegates"),
        "chat" => FieldPath::of("chat"),
        _ => return None,
    };
    let (Some(language), Some(part)) = (parts.next(), parts.next()) else {
        return Some(section);
    };
    let hours = section.key("hours").key(language.to_owned());
    Some(match part {
        "working-hours" => hours.key("workingHours"),
        "lunch-break" => hours.key("workingHours").key("lunchBreak"),
        "weekend-hours" => hours.key("weekendHours"),
        "weekly-schedules" => hours.key("weeklySchedules"),
        "special-events" => hours.key("specialEvents"),
        _ => hours,
    })
}
