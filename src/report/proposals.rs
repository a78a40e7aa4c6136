//! Proposals as text and as JSON, for programs that embed the library.

use super::account::view;
use super::escape::harmless;
use super::snippet::render as render_findings;
use super::style::Style;
use super::text::render as render_plan;
use super::view::View;
use crate::model::Language;
use crate::reconcile::{Checked, InvalidPolicy, Proposal, Ready, Refusal};
use crate::words::Words;

/// A report of what several accounts would change. Text and JSON are written from the same facts.
pub struct ProposalReport {
    view: View,
    words: Words,
}

impl ProposalReport {
    /// The accounts in the order of the report, each by its file and its proposal.
    pub fn of<'a>(
        accounts: impl IntoIterator<Item = (&'a Ready, &'a Proposal)>,
        language: Language,
    ) -> Self {
        let words = Words::of(language);
        let accounts = accounts.into_iter();
        let views = accounts.map(|(ready, proposal)| view(ready, proposal, &words));
        let view = View::of(views.collect());
        Self { view, words }
    }

    /// What `consigne plan` prints, without colours.
    #[must_use]
    pub fn text(&self) -> String {
        render_plan(&self.view, &self.words, Style::Plain)
    }

    /// What `consigne plan --format json` prints; `schema/plan.schema.json` describes it.
    #[must_use]
    pub fn json(&self) -> String {
        self.view.to_json()
    }
}

/// Why a policy cannot be read, with the lines that the findings are about.
#[must_use]
pub fn policy_findings(policy: &InvalidPolicy, language: Language) -> String {
    let words = Words::of(language);
    render_findings(&[policy.judged()], &words, Style::Plain)
}

/// Why a change is refused, and what to do, in two lines.
#[must_use]
pub fn refusal(refusal: &Refusal, language: Language) -> String {
    let words = Words::of(language);
    let (message, help) = (words.say(&refusal.message), words.say(&refusal.help));
    harmless(&format!("{message}\n{help}"))
}

/// Every finding of a file with the lines that it is about, as `consigne validate` prints them.
#[must_use]
pub fn findings(file: &Checked, language: Language) -> String {
    let words = Words::of(language);
    render_findings(&[file.judged()], &words, Style::Plain)
}
