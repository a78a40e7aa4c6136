//! The report of a plan as programs read it; the names of its members are promised.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::account_totals::AccountTotalsView;
use super::assumption_view::AssumptionView;
use super::diagnostics::DiagnosticView;
use super::drift_view::{DriftView, IgnoreFindingView};
use super::hours_view::HoursView;
use super::ordinary::OrdinaryView;
use super::place::split;
use super::reading::ReportSide;
use super::setting_json::value_of;
use super::{escape, views};
use crate::diff::{Change, ChangeKind};
use crate::field::{self, RuleOrigin};
use crate::plan::Refusal;
use crate::plan::file::run_digest;
use crate::source::Place;
use crate::words::{Message, Words};
use crate::zone::release;

pub(crate) use super::views::FORMAT_VERSION;

views! {
    derive(Default, Serialize, Deserialize)
    /// `plan`, `show`, `drift`, `apply`.
    View {
        format_version: String,
        /// Release of the tz database that hours were computed with; empty in a plan of a version
        /// that did not record it.
        #[serde(default)]
        time_zone_data: String,
        accounts: Vec<AccountView>,
        /// Present only if a file is not valid: its findings. Its account was not compared.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        diagnostics: Vec<DiagnosticView>,
        /// Present only if findings of files that are not valid are not listed: how many, at least.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        more_diagnostics: Option<usize>,
        /// Present only if something failed, such as the reading of an account, which is then missing.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        failures: Vec<FailureView>,
        /// Present only in a review: submodules whose old side could not be read.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        not_compared: Vec<String>,
        summary: Summary,
        /// Present only for a run over several accounts: how many ended in each way.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        account_totals: Option<AccountTotalsView>,
        /// Present only if one of several accounts has a plan that is ready: what approves all of them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        run_digest: Option<String>,
        /// Present only for `drift`, if an entry of `--ignore` or of the policy is expired or useless.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        ignore_findings: Vec<IgnoreFindingView>,
        /// From which side people read it.
        #[serde(skip)]
        #[cfg_attr(test, schemars(skip))]
        reading: ReportSide,
    }
    /// Why an account, or the whole run, has no report.
    FailureView {
        account: Option<String>,
        message: String,
        help: Option<String>,
    }
    /// One account.
    AccountView {
        account: String,
        verdict: VerdictKind,
        /// Whether `--only` narrowed the plan, and to which sections.
        partial: bool,
        sections: Vec<String>,
        changes: Vec<ChangeView>,
        refusals: Vec<RefusalView>,
        needs: BTreeSet<String>,
        granted: BTreeSet<String>,
        /// Present only for a plan that is ready.
        digest: Option<String>,
        assumptions: Vec<AssumptionView>,
        hours: Option<HoursView>,
        /// The ordinary week before and after, for a picture. Only a saved plan carries it along.
        #[serde(default, skip_serializing)]
        #[cfg_attr(test, schemars(skip))]
        ordinary_week: Option<OrdinaryView>,
        diagnostics: Vec<DiagnosticView>,
        /// Present only if findings of the file are not listed: how many, at least.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        more_diagnostics: Option<usize>,
        /// Present only for a stale plan.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        conflicts: Vec<ConflictView>,
        /// Present only after an apply or a rehearsal.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        steps: Option<Vec<StepView>>,
        /// Present only after a rehearsal.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rehearsal: Option<RehearsalView>,
        /// Present only for `drift`: what customers gained and lost because of the differences.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        drift: Option<DriftView>,
        /// From which side people read it.
        #[serde(skip)]
        #[cfg_attr(test, schemars(skip))]
        reading: ReportSide,
    }
    /// What a plan came to on a copy of the account.
    RehearsalView {
        /// Whether no write was refused, and a second plan is empty.
        passed: bool,
        writes: usize,
        /// Settings that a second plan would change again.
        left: Vec<String>,
    }
    /// One change.
    ChangeView {
        action: ChangeAction,
        path: String,
        before: Value,
        after: Value,
        file: Option<String>,
        line: Option<usize>,
    }
    /// A setting of a plan that does not hold any more, or one that changed beside it.
    ConflictView {
        path: String,
        /// Whether the plan changes it.
        planned: bool,
        /// Null if no plan was saved.
        planned_from: Value,
        wanted: Value,
        now: Value,
        /// Null if the value at planning time is unknown.
        moved: Option<bool>,
        file: Option<String>,
        line: Option<usize>,
    }
    /// One refusal.
    RefusalView {
        code: String,
        path: String,
        message: String,
        help: String,
        /// The text of the help page, verbatim.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<String>,
        file: Option<String>,
        line: Option<usize>,
    }
    /// Counts over all accounts.
    Summary {
        create: usize,
        update: usize,
        delete: usize,
        rename: usize,
        refused: usize,
    }
}

views! {
    derive(Serialize, Deserialize)
    /// One write and how it went.
    StepView {
        action: ChangeAction,
        path: String,
        /// `done`, `failed`, `unknown` or `notTried`.
        #[cfg_attr(test, schemars(with = "String"))]
        outcome: StepFate,
        status: Option<u16>,
        attempts: u32,
    }
}

/// Verdict on an account.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Outcome"))]
#[serde(rename_all = "camelCase")]
pub(crate) enum VerdictKind {
    #[default]
    InSync,
    Ready,
    Refused,
}

/// What happens to a setting.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Action"))]
#[serde(rename_all = "camelCase")]
pub(crate) enum ChangeAction {
    Create,
    #[default]
    Update,
    Delete,
    Rename,
}

impl From<ChangeKind> for ChangeAction {
    fn from(kind: ChangeKind) -> Self {
        match kind {
            ChangeKind::Create => Self::Create,
            ChangeKind::Update => Self::Update,
            ChangeKind::Delete => Self::Delete,
            ChangeKind::Rename => Self::Rename,
        }
    }
}

/// What became of a step of an apply. Steps run one after the other, and after one that failed or
/// whose fate is unknown no other is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum StepFate {
    Done,
    Failed,
    /// The answer was lost, and reading again did not settle it.
    Unknown,
    NotTried,
}

impl StepFate {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::NotTried => "notTried",
        }
    }
}

/// A run over one account is approved by the digest of its plan.
fn approval_of_all(accounts: &[AccountView]) -> Option<String> {
    let several = (accounts.len() > 1).then_some(accounts)?;
    let planned = several.iter().filter_map(|account| {
        let digest = account.digest.as_deref()?;
        Some((account.account.as_str(), digest))
    });
    run_digest(planned)
}

impl View {
    pub(crate) fn of(accounts: Vec<AccountView>) -> Self {
        let mut summary = Summary::default();
        for account in &accounts {
            summary.refused += account.refusals.len();
            for change in &account.changes {
                match change.action {
                    ChangeAction::Create => summary.create += 1,
                    ChangeAction::Update => summary.update += 1,
                    ChangeAction::Delete => summary.delete += 1,
                    ChangeAction::Rename => summary.rename += 1,
                }
            }
        }
        Self {
            format_version: FORMAT_VERSION.to_owned(),
            time_zone_data: release().to_owned(),
            run_digest: approval_of_all(&accounts),
            accounts,
            summary,
            ..Self::default()
        }
    }

    /// How many findings are not listed.
    pub(super) fn unlisted(&self) -> usize {
        let accounts = self.accounts.iter();
        let accounts = accounts.filter_map(|account| account.more_diagnostics);
        self.more_diagnostics.into_iter().chain(accounts).sum()
    }

    /// `and 180 more`; nothing where all findings are listed.
    pub(super) fn more(&self, words: &Words) -> Option<String> {
        let count = self.unlisted();
        let message = Message::new("more-findings").number("count", count);
        (count > 0).then(|| words.say(&message))
    }

    /// The report for programs. It is safe to show in a terminal or a log: characters that hide or
    /// command something are written by number, which JSON allows anywhere in a string.
    pub(crate) fn to_json(&self) -> String {
        let text =
            serde_json::to_string_pretty(self).expect("a view holds only texts, numbers and lists");
        escape::json(&text) + "\n"
    }

    /// The view as a plan file keeps it: with the ordinary weeks, which the report of a later
    /// `show` or `apply` draws, and which the JSON for programs leaves out.
    pub(crate) fn to_saved(&self) -> Value {
        let mut saved =
            serde_json::to_value(self).expect("a view holds only texts, numbers and lists");
        for (at, account) in self.accounts.iter().enumerate() {
            if let Some(week) = &account.ordinary_week {
                saved["accounts"][at]["ordinaryWeek"] = json!(week);
            }
        }
        saved
    }
}

impl ChangeView {
    pub(crate) fn of(change: &Change, place: Option<Place>) -> Self {
        let (file, line) = split(place);
        Self {
            action: change.kind.into(),
            path: change.path.to_string(),
            before: change.before.as_ref().map_or(Value::Null, value_of),
            after: change.after.as_ref().map_or(Value::Null, value_of),
            file,
            line,
        }
    }
}

impl RefusalView {
    pub(crate) fn of(refusal: &Refusal, place: Option<Place>, words: &Words) -> Self {
        let (file, line) = split(place);
        let path = refusal.path.to_string();
        let (message, rule) = match field::rule(refusal.code, &path) {
            RuleOrigin::Page(says) => (refusal.message.clone(), Some(says.to_owned())),
            RuleOrigin::Convention => {
                let message = Message::new("by-convention");
                (message.message("message", refusal.message.clone()), None)
            }
            RuleOrigin::Itself => (refusal.message.clone(), None),
        };
        Self {
            code: refusal.code.to_owned(),
            message: words.say(&message),
            help: words.say(&refusal.help),
            rule,
            path,
            file,
            line,
        }
    }
}
