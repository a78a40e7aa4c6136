//! The shape of a policy, key by key, as its author writes it; `schema/policy.schema.json` is
//! generated from these types, and what is said of them here is what an editor shows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::shape::WrittenDays;
use crate::document::{FileShape, shape_schema};

/// Hours of a week.
pub(super) const MOST_HOURS_A_WEEK: u64 = 168;
/// Hours of a year of 366 days.
pub(super) const MOST_NOTICE: u64 = 8_784;
/// Days of a week.
pub(super) const MOST_DAYS: u64 = 7;
/// More than any portal lists.
pub(super) const MOST_DELEGATES: u64 = 10_000;

/// What no change of a reseller file may do until this file is changed.
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
    /// Settings that nobody changes, by their paths as `consigne explain` lists them, such as
    /// `general.address` or `chat.hours.both.workingHours`. What is below is meant as well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) protected: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) findings: Option<DeniedFindings>,
}

/// Limits on what customers lose. Each language is judged by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "Hours")]
pub(crate) struct HoursLimits {
    /// Hours that an ordinary week, without events, may lose by one change.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = MOST_HOURS_A_WEEK))]
    pub(crate) max_lost_hours_per_week: Option<u64>,
    /// Hours from now within which a change may close nothing that is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = MOST_NOTICE))]
    pub(crate) min_notice_hours: Option<u64>,
    /// Days with any open minute that an ordinary week must keep.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = MOST_DAYS))]
    pub(crate) min_open_days_per_week: Option<u64>,
}

/// Limits on people with rights.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "Delegates")]
pub(crate) struct DelegateLimits {
    /// Delegates that an account may have.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = MOST_DELEGATES))]
    pub(crate) max: Option<u64>,
}

/// When plans may be applied.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "Apply")]
pub(crate) struct ApplyTimes {
    /// The clocks of the windows, such as `America/Toronto`.
    pub(crate) time_zone: String,
    /// Outside of these nothing is applied; an empty list stops every apply.
    pub(crate) windows: Vec<WeeklyWindow>,
}

/// A stretch of time that comes back every week; it may go over midnight.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "Window")]
pub(crate) struct WeeklyWindow {
    pub(crate) days: WrittenDays,
    /// Wall-clock time, `"HH:MM"`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start_time: Option<String>,
    /// Wall-clock time, `"HH:MM"`, itself outside; `"24:00"` is the end of the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) end_time: Option<String>,
    /// Instead of both times.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) all_day: Option<bool>,
}

/// What reviewers must not have to argue about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "Findings")]
pub(crate) struct DeniedFindings {
    /// Codes or numbers of findings that refuse a change, such as `L04`. Neither a comment in the
    /// reseller file nor an option takes them away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) deny: Option<Vec<String>>,
}

impl FileShape for PolicyFile {
    const ID: &'static str = "https://consigne.example/schema/policy.schema.json";
}

/// The JSON Schema of the file, for editors.
pub(crate) fn schema() -> serde_json::Value {
    shape_schema::<PolicyFile>()
}
