//! The report of a plan as text: a sign and a word for each change, values before and after.

use serde_json::Value;

use super::account_sentences::{
    change_sign, missing_consent, partial, rehearsal, severity, step_fate, summary, verdict,
};
use super::diagnostics::{DiagnosticView, SeverityView};
use super::hours_view::HoursView;
use super::notable::shown;
use super::reading::side_words;
use super::setting_json::{name_in, without_name};
use super::setting_value::in_words;
use super::view::{AccountView, ChangeAction, ChangeView, RefusalView, StepView, View};
use super::word_diff::{self, Fate, Piece};
use super::{Style, Tone, assumptions, harmless, impact_text, place, sums};
use crate::words::{Message, Words};

/// The whole report; its last lines are the summary, the hours and, for a plan that is ready, the
/// digest.
pub(crate) fn render(view: &View, words: &Words, style: Style) -> String {
    let report = TextReport { words, style };
    if view.accounts.is_empty() && !(view.diagnostics.is_empty() && view.failures.is_empty()) {
        // Why there is no account is on standard error; a plan of nothing would hide it.
        return String::new();
    }
    let mut lines = Vec::new();
    for account in shown(view) {
        lines.extend(report.account(account));
        // Among several its digest stands with the account; alone it is the last line of all.
        if view.accounts.len() > 1 {
            let digest = report.digest(account);
            lines.extend(digest.map(|digest| format!("  {digest}")));
        }
        lines.push(String::new());
    }
    lines.extend(report.counted(view));
    lines.push(report.summary(view));
    for account in &view.accounts {
        lines.extend(report.hours_line(account, view));
    }
    let totals = view.account_totals.iter();
    lines.extend(totals.map(|totals| words.say(&totals.message())));
    if let [account] = &view.accounts[..] {
        lines.extend(report.digest(account));
    }
    let whole = view.run_digest.iter();
    lines.extend(whole.map(|digest| words.labelled(&words.text("run-digest"), digest)));
    lines.push(String::new());
    lines.join("\n")
}

/// Changes without the account that they belong to.
pub(crate) fn render_changes(changes: &[ChangeView], words: &Words, style: Style) -> String {
    let report = TextReport { words, style };
    let account = AccountView::default();
    let lines = changes.iter();
    let mut lines: Vec<_> = lines
        .flat_map(|change| report.change(change, &account))
        .collect();
    lines.push(String::new());
    lines.join("\n")
}

/// How the lines of a report are written.
struct TextReport<'a> {
    words: &'a Words,
    style: Style,
}

impl TextReport<'_> {
    /// How many accounts are not shown because nothing of theirs changes.
    fn counted(&self, view: &View) -> Option<String> {
        let count = view.accounts.len() - shown(view).len();
        let message = Message::new("accounts-unchanged").number("count", count);
        (count > 0).then(|| self.words.say(&message))
    }

    /// The hours of an account that changes, or of the only one. One account needs no name here, because
    /// the report begins with it.
    fn hours_line(&self, account: &AccountView, view: &View) -> Option<String> {
        let alone = view.accounts.len() == 1;
        let of = if alone {
            String::new()
        } else {
            format!(" {}", account.account)
        };
        let changes = alone || !account.changes.is_empty();
        let hours = account.hours.as_ref().filter(|_| changes);
        hours.map(|hours| self.hours(hours, &of))
    }

    fn digest(&self, account: &AccountView) -> Option<String> {
        let digest = account.digest.as_ref()?;
        Some(self.words.labelled(&self.words.text("digest"), digest))
    }

    fn account(&self, account: &AccountView) -> Vec<String> {
        let name = self.style.paint(Tone::Strong, &harmless(&account.account));
        let verdict = self.words.text(verdict(account));
        let mut lines = vec![self.words.labelled(&name, &verdict)];
        lines.extend(partial(account, self.words));
        for change in &account.changes {
            lines.extend(self.change(change, account));
        }
        lines.extend(impact_text::lines(account, self.words, self.style));
        let ignored = account.drift.iter().flat_map(|drift| &drift.ignored);
        lines.extend(ignored.map(|ignored| {
            let said = self.words.say(&ignored.message());
            self.style
                .paint(Tone::Faint, &format!("  . {}", harmless(&said)))
        }));
        for refusal in &account.refusals {
            lines.extend(self.refusal(refusal));
        }
        for finding in &account.diagnostics {
            lines.extend(self.note(finding));
        }
        let known = assumptions::known_findings(account, self.words);
        lines.extend(known.map(|known| format!("  * {known}")));
        let assumed = assumptions::sentences(account, self.words).into_iter();
        lines.extend(assumed.map(|assumed| format!("  . {assumed}")));
        for step in account.steps.iter().flatten() {
            lines.extend(self.step(step));
        }
        lines.extend(rehearsal(account, self.words).map(|line| format!("  {line}")));
        if let Some(missing) = missing_consent(account, self.words) {
            lines.push(format!("  {}", self.style.paint(Tone::Refused, &missing)));
        }
        lines
    }

    fn change(&self, change: &ChangeView, account: &AccountView) -> Vec<String> {
        let (sign, word) = change_sign(change.action, account.reading);
        let tone = match change.action {
            ChangeAction::Create => Tone::Added,
            ChangeAction::Update | ChangeAction::Rename => Tone::Changed,
            ChangeAction::Delete => Tone::Removed,
        };
        let head = format!(
            "{sign} {} {}",
            self.words.text(word),
            harmless(&change.path)
        );
        let place = self.place(change.file.as_deref(), change.line);
        let mut lines = vec![format!("  {}{place}", self.style.paint(tone, &head))];
        lines.extend(self.sides(change, account));
        lines.extend(self.inline(change));
        lines
    }

    /// The value before and after, as far as the change has them.
    fn sides(&self, change: &ChangeView, account: &AccountView) -> Vec<String> {
        let unknown =
            change.before.is_null() && assumptions::is_unknown_before(account, &change.path);
        let old = if unknown {
            self.words.text("review-unknown-before")
        } else {
            in_words(&change.before, self.words)
        };
        let sides = side_words(account.reading);
        let old = self.side(sides.old, &old);
        let new = self.side(sides.new, &in_words(&change.after, self.words));
        match change.action {
            ChangeAction::Create => vec![new],
            ChangeAction::Delete => vec![old],
            ChangeAction::Update | ChangeAction::Rename => {
                let Some((old_name, new_name)) = names(change) else {
                    return vec![old, new];
                };
                let mut lines = vec![
                    self.side(sides.old_name, &name_in_words(old_name, self.words)),
                    self.side(sides.new_name, &name_in_words(new_name, self.words)),
                ];
                // Times that a rename leaves alone would only hide the new name.
                if without_name(&change.before) != without_name(&change.after) {
                    lines.extend([old, new]);
                }
                lines
            }
        }
    }

    fn side(&self, id: &'static str, value: &str) -> String {
        format!("      {} {value}", self.words.text(id))
    }

    /// `Télécom {+Boréal +}inc.`: what goes and what comes, word by word.
    fn inline(&self, change: &ChangeView) -> Option<String> {
        let pieces = word_diff::pieces(change, self.words)?.into_iter();
        let pieces = pieces.map(|Piece { fate, text }| match fate {
            Fate::Stays => text,
            Fate::Goes => self.style.paint(Tone::Removed, &format!("[-{text}-]")),
            Fate::Comes => self.style.paint(Tone::Added, &format!("{{+{text}+}}")),
        });
        Some(self.side("side-change", &pieces.collect::<String>()))
    }

    fn refusal(&self, refusal: &RefusalView) -> Vec<String> {
        let head = format!("! {} {}", self.words.text("action-refused"), refusal.code);
        let head = self.style.paint(Tone::Refused, &head);
        let place = self.place(refusal.file.as_deref(), refusal.line);
        let mut lines = vec![
            format!("  {head}{place}"),
            format!("      {}", harmless(&refusal.message)),
        ];
        if let Some(rule) = &refusal.rule {
            lines.push(self.side("rule", &harmless(&format!("«\u{a0}{rule}\u{a0}»"))));
        }
        lines.push(self.side("help", &harmless(&refusal.help)));
        lines
    }

    /// What planning found and nothing refuses. Findings of the file itself are on standard error,
    /// and hours that change have lines of their own.
    fn note(&self, finding: &DiagnosticView) -> Vec<String> {
        // A failing note is among the refusals.
        let refuses = finding.severity == SeverityView::Error;
        if finding.stage.is_none() || finding.shows_as_hours() || refuses {
            return Vec::new();
        }
        let weight = self.words.text(severity(finding.severity));
        let head = format!("* {weight} {}", harmless(&finding.code));
        let head = self.style.paint(Tone::Changed, &head);
        let place = self.place(Some(&finding.file), Some(finding.line));
        let mut lines = vec![
            format!("  {head}{place}"),
            format!("      {}", harmless(&finding.message)),
        ];
        if !finding.is_of_customers() {
            let note = finding.note.as_ref();
            lines.extend(note.map(|note| format!("      {}", harmless(note))));
            let help = finding.help.as_ref();
            lines.extend(help.map(|help| self.side("help", &harmless(help))));
        }
        lines
    }

    fn step(&self, step: &StepView) -> Option<String> {
        let fate = self.words.text(step_fate(step)?);
        let line = format!("  ! {fate} {}", harmless(&step.path));
        Some(self.style.paint(Tone::Refused, &line))
    }

    fn place(&self, file: Option<&str>, line: Option<usize>) -> String {
        self.style.paint(Tone::Faint, &place::behind(file, line))
    }

    fn summary(&self, view: &View) -> String {
        let summary = summary(view, self.words);
        match view.summary.refused {
            0 => summary,
            count => {
                let refused = Message::new("summary-refused").number("count", count);
                format!("{summary} {}", self.words.say(&refused))
            }
        }
    }

    /// `Hours boreal: fr +2 h 30 a week; en unchanged.`
    fn hours(&self, hours: &HoursView, of: &str) -> String {
        let head = self.words.text("hours");
        let sums = sums::both_languages(&hours.fr, &hours.en, self.words);
        format!("{head}{of} {sums}.")
    }
}

/// The names of a schedule before and after, if they differ.
fn names(change: &ChangeView) -> Option<(&str, &str)> {
    let names = name_in(&change.before).zip(name_in(&change.after));
    names.filter(|(old, new)| old != new)
}

/// A name as the value of a setting is shown.
fn name_in_words(name: &str, words: &Words) -> String {
    in_words(&Value::from(name), words)
}
