//! The report of a plan as machines read it; the names of the members are promised.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::escape;
use super::impact::ImpactView;
use super::ordinary::OrdinaryView;
use crate::diff::{Change, ChangeKind, Setting};
use crate::field;
use crate::model::{Address, Hours, Named, Pattern, Weekly};
use crate::plan::Refusal;
use crate::words::Words;

/// Version of the format: minor = members added, major = broken.
pub(crate) const FORMAT_VERSION: &str = "1.0";

macro_rules! views {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        #[serde(rename_all = "camelCase")]
        pub(crate) struct $name { $($(#[$field_doc])* pub(crate) $field: $type,)* }
    )*};
}

views! {
    /// `plan`, `show`, `drift`, `apply`.
    View {
        format_version: String,
        accounts: Vec<AccountView>,
        summary: Summary,
    }
    /// One account.
    AccountView {
        account: String,
        verdict: Outcome,
        /// Whether `--only` narrowed the plan, and to which sections.
        partial: bool,
        sections: Vec<String>,
        changes: Vec<ChangeView>,
        refusals: Vec<RefusalView>,
        needs: BTreeSet<String>,
        granted: BTreeSet<String>,
        /// Present only for a plan that is ready.
        digest: Option<String>,
        assumptions: Vec<String>,
        hours: Option<HoursView>,
        /// The ordinary week before and after, for a picture. Only a saved plan carries it along.
        #[serde(default, skip_serializing)]
        #[cfg_attr(test, schemars(skip))]
        ordinary_week: Option<OrdinaryView>,
        #[cfg_attr(test, schemars(with = "Vec<super::diagnostics::DiagnosticView>"))]
        diagnostics: Vec<Value>,
        /// Present only for a stale plan.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        conflicts: Vec<ConflictView>,
        /// Present only after an apply.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        steps: Option<Vec<StepView>>,
    }
    /// One change.
    ChangeView {
        action: Action,
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
    /// Hours gained and lost in some windows.
    HoursView {
        windows: Vec<WindowView>,
        fr: LanguageHoursView,
        en: LanguageHoursView,
        /// The same for people.
        #[serde(default)]
        impact: ImpactView,
    }
    /// RFC 3339 instants, `to` exclusive.
    WindowView {
        from: String,
        to: String,
    }
    /// Totals over the windows and over an ordinary week, never negative.
    LanguageHoursView {
        gained_minutes: u64,
        lost_minutes: u64,
        weekly: SumsView,
        /// The part of the windows that events make.
        #[serde(default)]
        events: SumsView,
        intervals: Vec<IntervalView>,
    }
    /// Minutes gained and lost; `weekly` is the ordinary week of 168 hours without events.
    SumsView {
        gained_minutes: u64,
        lost_minutes: u64,
    }
    /// A stretch of time in which chat opens or closes for customers.
    IntervalView {
        from: String,
        to: String,
        /// `gained` or `lost`.
        change: String,
        because: BecauseView,
    }
    /// The schedule that decides, or none.
    BecauseView {
        schedule: Option<String>,
        file: Option<String>,
        line: Option<usize>,
    }
    /// One write and how it went.
    StepView {
        action: Action,
        path: String,
        /// `done`, `failed`, `unknown` or `notTried`.
        outcome: String,
        status: Option<u16>,
        attempts: u32,
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

/// Verdict on an account.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Outcome {
    #[default]
    InSync,
    Ready,
    Refused,
}

/// What happens to a setting.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Action {
    Create,
    #[default]
    Update,
    Delete,
    Rename,
}

impl From<ChangeKind> for Action {
    fn from(kind: ChangeKind) -> Self {
        match kind {
            ChangeKind::Create => Self::Create,
            ChangeKind::Update => Self::Update,
            ChangeKind::Delete => Self::Delete,
            ChangeKind::Rename => Self::Rename,
        }
    }
}

impl View {
    pub(crate) fn of(accounts: Vec<AccountView>) -> Self {
        let mut summary = Summary::default();
        for account in &accounts {
            summary.refused += account.refusals.len();
            for change in &account.changes {
                match change.action {
                    Action::Create => summary.create += 1,
                    Action::Update => summary.update += 1,
                    Action::Delete => summary.delete += 1,
                    Action::Rename => summary.rename += 1,
                }
            }
        }
        Self {
            format_version: FORMAT_VERSION.to_owned(),
            accounts,
            summary,
        }
    }

    pub(crate) fn to_json(&self) -> String {
        // The view holds nothing that JSON cannot say.
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        escape::json(&text) + "\n"
    }

    /// The view with what a later report draws from it.
    pub(crate) fn to_saved(&self) -> Value {
        let mut saved = serde_json::to_value(self).unwrap_or_default();
        for (at, account) in self.accounts.iter().enumerate() {
            if let Some(week) = &account.ordinary_week {
                saved["accounts"][at]["ordinaryWeek"] = json!(week);
            }
        }
        saved
    }
}

/// Where in a file a change comes from, or where its refusal points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) file: String,
    /// Counted from 1.
    pub(crate) line: usize,
}

impl ChangeView {
    pub(crate) fn of(change: &Change, place: Option<Place>) -> Self {
        let value = |setting: &Option<Setting>| setting.as_ref().map_or(Value::Null, value_of);
        let (file, line) = apart(place);
        Self {
            action: change.kind.into(),
            path: change.path.to_string(),
            before: value(&change.before),
            after: value(&change.after),
            file,
            line,
        }
    }
}

impl RefusalView {
    pub(crate) fn of(refusal: &Refusal, place: Option<Place>, words: &Words) -> Self {
        let (file, line) = apart(place);
        let path = refusal.path.to_string();
        Self {
            code: refusal.code.to_owned(),
            message: words.say(&refusal.message),
            help: words.say(&refusal.help),
            rule: field::rule(refusal.code, &path).map(str::to_owned),
            path,
            file,
            line,
        }
    }
}

fn apart(place: Option<Place>) -> (Option<String>, Option<usize>) {
    place.map(|place| (place.file, place.line)).unzip()
}

/// A setting as the contract writes it; of the confidential phone only the last four digits.
pub(crate) fn value_of(setting: &Setting) -> Value {
    match setting {
        Setting::Text(text) => json!(text),
        Setting::Phone(phone) => json!(phone.masked()),
        Setting::Switch(on) => json!(on),
        Setting::Address(address) => json_of_address(address),
        Setting::Weekly(weekly) => Value::Object(json_of_weekly(*weekly)),
        Setting::Named(named) => json_of_named(named),
    }
}

fn json_of_address(address: &Address) -> Value {
    json!({
        "street": address.street,
        "city": address.city,
        "province": address.province,
        "postalCode": address.postal_code,
        "country": address.country,
    })
}

fn json_of_weekly(weekly: Weekly) -> Map<String, Value> {
    let days: Vec<_> = weekly.days.iter().map(crate::model::Day::as_str).collect();
    let mut out = Map::new();
    out.insert("days".to_owned(), json!(days));
    match weekly.hours {
        None => {}
        Some(Hours::AllDay) => {
            out.insert("allDay".to_owned(), json!(true));
        }
        Some(Hours::Between(window)) => {
            out.insert("startTime".to_owned(), json!(window.start.to_string()));
            out.insert("endTime".to_owned(), json!(window.end.to_string()));
        }
    }
    out
}

fn json_of_named(named: &Named) -> Value {
    let mut out = Map::new();
    out.insert("name".to_owned(), json!(named.name.as_str()));
    match named.pattern {
        Pattern::Weekly(weekly) => out.extend(json_of_weekly(weekly)),
        Pattern::SpecialEvent(event) => {
            let civil = |at: chrono::NaiveDateTime| json!(at.format("%Y-%m-%dT%H:%M").to_string());
            out.insert(
                "availability".to_owned(),
                json!(event.availability.as_str()),
            );
            out.insert("startsAt".to_owned(), civil(event.starts_at));
            out.insert("endsAt".to_owned(), civil(event.ends_at));
        }
    }
    Value::Object(out)
}
