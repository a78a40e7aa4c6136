//! The report of a plan read from the other side: what the portal holds beside the file.
//!
//! A plan says what an apply would do to the portal; drift says what became of the file's wishes. The
//! facts are the same, so drift is the plan's view with both sides exchanged, and the words that go
//! with that. The JSON for programs stays that of a plan, in which `before` is what the portal holds.

use super::account::hours_of;
use super::diagnostics::DiagnosticView;
use super::drift_view::{DriftView, IgnoreFindingView, IgnoredView};
use super::json_text::CivilDate;
use super::reading::ReportSide;
use super::view::{AccountView, ChangeAction, ChangeView, Summary, View};
use crate::reconcile::{IgnoredDrift, Proposal, Ready};
use crate::words::{Message, Words};

/// What a proposal says of drift.
pub(crate) fn drift(ready: &Ready, proposal: &Proposal) -> DriftView {
    let entries = &proposal.rules.ignored;
    let ignored = proposal.ignored.iter();
    DriftView {
        hours: proposal
            .hours
            .reversed()
            .map(|reversed| hours_of(&reversed, |path| ready.place_of_schedule(path))),
        ignored: ignored
            .map(|ignored| IgnoredView {
                path: ignored.path.to_string(),
                until: entries[ignored.entry].until().map(CivilDate),
                entry: entries[ignored.entry].place().to_owned(),
            })
            .collect(),
    }
}

impl IgnoredView {
    pub(super) fn message(&self) -> Message {
        let message = match &self.until {
            Some(day) => Message::new("drift-ignored-until").text("until", day),
            None => Message::new("drift-ignored"),
        };
        message.text("path", &self.path).text("entry", &self.entry)
    }
}

impl IgnoreFindingView {
    pub(crate) fn of(code: &'static str, entry: &IgnoredDrift, words: &Words) -> Self {
        let message = Message::new(code).text("entry", entry.written()).text(
            "until",
            entry
                .until()
                .map_or_else(String::new, |day| day.to_string()),
        );
        Self {
            code: code.to_owned(),
            entry: entry.written().to_owned(),
            place: entry.place().to_owned(),
            message: words.say(&message),
        }
    }
}

impl View {
    /// The same facts as drift, for people.
    pub(crate) fn as_drift(&self) -> Self {
        Self {
            accounts: self.accounts.iter().map(AccountView::as_drift).collect(),
            summary: Summary {
                create: self.summary.delete,
                delete: self.summary.create,
                ..self.summary.clone()
            },
            run_digest: None,
            reading: ReportSide::Drift,
            ..self.clone()
        }
    }
}

impl AccountView {
    fn as_drift(&self) -> Self {
        let diagnostics = self.diagnostics.iter();
        Self {
            changes: self.changes.iter().map(ChangeView::as_drift).collect(),
            hours: self.drift.as_ref().and_then(|drift| drift.hours.clone()),
            ordinary_week: self.ordinary_week.clone().map(|mut week| {
                std::mem::swap(&mut week.before, &mut week.after);
                week
            }),
            needs: Default::default(),
            digest: None,
            diagnostics: diagnostics
                .filter(|finding| !finding.is_of_applying())
                .cloned()
                .collect(),
            reading: ReportSide::Drift,
            ..self.clone()
        }
    }
}

impl ChangeView {
    fn as_drift(&self) -> Self {
        Self {
            action: match self.action {
                ChangeAction::Create => ChangeAction::Delete,
                ChangeAction::Delete => ChangeAction::Create,
                ChangeAction::Update => ChangeAction::Update,
                ChangeAction::Rename => ChangeAction::Rename,
            },
            before: self.after.clone(),
            after: self.before.clone(),
            ..self.clone()
        }
    }
}

impl DiagnosticView {
    /// Whether it speaks of what an apply would do, and says nothing of how things are: consents, what
    /// customers will see, hours between two steps.
    fn is_of_applying(&self) -> bool {
        matches!(self.number.as_deref(), Some("L16" | "L21" | "L22")) || self.code == "interim-open"
    }
}
