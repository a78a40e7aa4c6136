//! The rules of a policy.

use super::ignored::IgnoredDrift;
use super::setting::ProtectedSetting;
use super::windows::ApplyWindows;
use crate::diagnostic::code::Known;

/// The rules of one file. A rule that is absent allows everything, so an empty policy is one that
/// refuses nothing.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// Hours of the ordinary week of a language.
    pub(super) max_lost_hours: Option<PolicyRule<u64>>,
    /// Hours from now.
    pub(super) min_notice: Option<PolicyRule<u64>>,
    /// Days of the ordinary week of a language.
    pub(super) min_open_days: Option<PolicyRule<u64>>,
    pub(super) max_delegates: Option<PolicyRule<u64>>,
    pub(super) windows: Option<PolicyRule<ApplyWindows>>,
    pub(super) protected: Vec<PolicyRule<ProtectedSetting>>,
    pub(super) denied: Vec<PolicyRule<DeniedCodes>>,
    pub(super) ignored: Vec<IgnoredDrift>,
}

impl Policy {
    /// Differences that `drift` does not report.
    #[must_use]
    pub fn ignored_drift(&self) -> &[IgnoredDrift] {
        &self.ignored
    }
}

/// A rule, and where people find it: `policy.yaml:4, hours.minNoticeHours`. Each refusal names this
/// place, so that whoever is refused knows which line to discuss.
#[derive(Debug, Clone)]
pub(super) struct PolicyRule<T> {
    pub(super) limit: T,
    pub(super) place: String,
}

/// The codes that one word or number names.
#[derive(Debug, Clone)]
pub(super) struct DeniedCodes(pub(super) Vec<&'static Known>);
