//! One schedule as people refer to it.

use crate::model::{Availability, FieldPath, Kind, Tier};

/// A schedule: its rank, its answer, and its name when it has one. Without times: where two layers
/// are compared, the question is which schedule, not when.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Layer {
    /// Set for custom weekly schedules and special events.
    pub(super) name: Option<String>,
    pub(crate) tier: Tier,
    pub(crate) says: Availability,
}

impl Layer {
    /// A schedule that a reseller names.
    pub(super) fn named(kind: Kind, name: &str, says: Availability) -> Self {
        let tier = match kind {
            Kind::Weekly => Tier::Weekly,
            Kind::SpecialEvent => Tier::SpecialEvent,
        };
        Self {
            name: Some(name.to_owned()),
            tier,
            says,
        }
    }

    /// A schedule that every account has. Of these only the lunch break says closed.
    pub(super) fn server_made(tier: Tier) -> Self {
        let says = match tier {
            Tier::LunchBreak => Availability::Closed,
            Tier::SpecialEvent | Tier::Weekly | Tier::Weekend | Tier::WorkingHours => {
                Availability::Open
            }
        };
        Self {
            name: None,
            tier,
            says,
        }
    }

    /// The setting below the hours of its language.
    pub(crate) fn path(&self, hours: &FieldPath) -> FieldPath {
        match (self.tier, &self.name) {
            (Tier::SpecialEvent, Some(name)) => hours.key(Kind::SpecialEvent.list()).entry(name),
            (Tier::Weekly, Some(name)) => hours.key(Kind::Weekly.list()).entry(name),
            (Tier::LunchBreak, _) => hours.key("workingHours").key("lunchBreak"),
            (Tier::Weekend, _) => hours.key("weekendHours"),
            (Tier::SpecialEvent | Tier::Weekly | Tier::WorkingHours, _) => {
                hours.key("workingHours")
            }
        }
    }

    /// `workingHours`, `lunchBreak`, `weeklySchedules["Jeudi soir"]`, …
    #[cfg(test)]
    pub(crate) fn schedule(&self) -> String {
        match self.tier {
            Tier::LunchBreak => "lunchBreak".to_owned(),
            Tier::SpecialEvent | Tier::Weekly | Tier::Weekend | Tier::WorkingHours => {
                self.path(&FieldPath::root()).to_string()
            }
        }
    }
}
