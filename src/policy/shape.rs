//! The shape of a policy, key by key, as its author writes it; `schema/policy.schema.json` is
//! generated from these types, and what is said of them here is what an editor shows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::shape::WrittenDays;
use crate::document::{FileShape, judge};
use crate::model::FieldPath;
use crate::words::Message;

/// Hours of a week.
pub(super) const MOST_HOURS_A_WEEK: u64 = 168;
/// Hours of a year of 366 days.
pub(super) const MOST_NOTICE: u64 = 8_784;
/// Days of a week.
pub(super) const MOST_DAYS: u64 = 7;
/// More than any portal lists.
pub(super) const MOST_DELEGATES: u64 = 10_000;

/// Limits that no change of a reseller file may exceed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(title = "Policy of consigne")]
pub(crate) struct PolicyFile {
    /// The version of this format: `consigne-policy/v1`.
    pub(crate) api_version: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) hours: Option<HoursLimits>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) delegates: Option<DelegateLimits>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) apply: Option<ApplyTimes>,
    /// Settings that cannot be changed, by their paths as listed by `consigne explain`, such as
    /// `general.address` or `chat.hours.both.workingHours`. A path includes everything below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) protected: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) findings: Option<DeniedFindings>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) drift: Option<KnownDrift>,
}

/// Differences between the files and the portal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "Drift")]
pub(crate) struct KnownDrift {
    /// Settings whose differences `consigne drift` does not report, by their paths in its reports, such as
    /// `general.spid` or `chat.hours.both.specialEvents`. `@` and a date at the end is the last day on
    /// which the entry holds: `general.spid@2027-01-15`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ignore: Option<Vec<String>>,
}

/// Limits on the hours that customers lose, applied to each language separately.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "Hours")]
pub(crate) struct HoursLimits {
    /// Maximum number of hours that one change may take from an ordinary week, without events.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = MOST_HOURS_A_WEEK))]
    pub(crate) max_lost_hours_per_week: Option<u64>,
    /// Notice in hours: a change must not close any hours before it is over.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = MOST_NOTICE))]
    pub(crate) min_notice_hours: Option<u64>,
    /// Minimum number of days in an ordinary week that have any open minute.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = MOST_DAYS))]
    pub(crate) min_open_days_per_week: Option<u64>,
}

/// Limits on who has rights.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "Delegates")]
pub(crate) struct DelegateLimits {
    /// Maximum number of delegates of an account.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = MOST_DELEGATES))]
    pub(crate) max: Option<u64>,
}

/// Times at which plans may be applied.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "Apply")]
pub(crate) struct ApplyTimes {
    /// Time zone of the windows, such as `America/Toronto`.
    pub(crate) time_zone: String,
    /// Plans are applied only within these windows; an empty list stops every apply.
    pub(crate) windows: Vec<WeeklyWindow>,
}

/// A period that repeats every week and may extend past midnight.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "Window")]
pub(crate) struct WeeklyWindow {
    pub(crate) days: WrittenDays,
    /// Wall-clock time, `"HH:MM"`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start_time: Option<String>,
    /// Wall-clock time, `"HH:MM"`, exclusive; `"24:00"` is the end of the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) end_time: Option<String>,
    /// The whole day, instead of both times.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) all_day: Option<bool>,
}

/// Findings that refuse a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "Findings")]
pub(crate) struct DeniedFindings {
    /// Codes or numbers of the findings, such as `L04`. Neither a comment in the reseller file nor
    /// an option can silence them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) deny: Option<Vec<String>>,
}

impl FileShape for PolicyFile {
    const ID: &'static str = "https://consigne.example/schema/policy.schema.json";
    const VERSION: &'static str = "consigne-policy/v1";

    // Keys of a policy are not in the field table, so `explain` does not know them.
    fn explained(_: &FieldPath) -> Message {
        Message::new("policy-wrong-type-help")
    }

    // The ranges of its numbers are in the types.
    fn add_forms(_: &mut serde_json::Value) {}
}

/// The JSON Schema of the file, for editors.
pub(crate) fn schema() -> serde_json::Value {
    judge::<PolicyFile>()
}
