//! The section of one account: what a reader must see above the fold, the rest folded.

use super::super::budget::{BudgetedDocument, BudgetedList, Rank};
use super::super::change::{ChangeSide, place, row};
use super::super::days;
use super::super::headline::{self, UndoneStep};
use super::super::merged::{MergedChange, merged};
use super::super::remark::news;
use crate::report::account_sentences::{missing_consent, partial, severity};
use crate::report::diagnostics::{DiagnosticView, SeverityView};
use crate::report::escape::markdown::{cell, code, fence, inline, sentence};
use crate::report::reading::{changes_title, column_heads};
use crate::report::view::{AccountView, RefusalView};
use crate::report::word_diff::{self, Fate, Piece};
use crate::words::{Message, Words};

/// What a reader must see stands above the fold: refusals, consents, days and warnings. Paths, the
/// reasons of hours and the rest are folded.
pub(super) fn section(account: &AccountView, words: &Words, document: &mut BudgetedDocument) {
    if let Some(partial) = partial(account, words) {
        document.fixed(format!("\n{}\n", sentence(&partial)));
    }
    document.list(refusals(account, words));
    if let Some(conflicts) = conflicts(account, words) {
        document.list(conflicts);
    }
    if let Some(missing) = missing_consent(account, words) {
        document.fixed(format!("\n**{}**\n", sentence(&missing)));
    }
    document.list(table_of_days(account, words));
    let (grave, others): (Vec<_>, Vec<_>) = news(account)
        .into_iter()
        .partition(|finding| finding.severity <= SeverityView::Warning);
    document.list(warnings(&grave, words));
    document.list(folded_changes(account, words));
    document.list(folded_hours(account, words));
    document.list(folded_findings(&others, words));
    document.list(review_sentences(account, words));
    if let Some(digest) = &account.digest {
        let digest = words.labelled(&words.text("digest"), &code(digest));
        document.fixed(format!("\n{digest}\n"));
    }
}

fn refusals(account: &AccountView, words: &Words) -> BudgetedList {
    let refusals = account.refusals.iter().map(|one| refusal(one, words));
    let undone = headline::undone(account).map(|step| undone(&step, words));
    BudgetedList {
        rank: Rank::Refusals,
        head: "\n".to_owned(),
        rows: refusals.chain(undone).collect(),
        left_out: "forms-left-refusals",
        more: ("- ", "\n"),
        tail: String::new(),
    }
}

fn refusal(refusal: &RefusalView, words: &Words) -> String {
    let label = format!(
        "- **! {}** {}{}",
        words.text("action-refused"),
        code(&refusal.code),
        bracketed(place(refusal.file.as_deref(), refusal.line)),
    );
    let said = words.labelled(&label, &sentence(&refusal.message));
    let help = (!refusal.help.is_empty()).then_some(("help", refusal.help.as_str()));
    let rule = refusal
        .rule
        .as_ref()
        .map(|rule| format!("«\u{a0}{rule}\u{a0}»"));
    let rule = rule.as_ref().map(|rule| ("rule", rule.as_str()));
    said + &more(rule.into_iter().chain(help), words) + "\n"
}

/// Sentences below another one.
pub(super) fn more<'a>(
    more: impl Iterator<Item = (&'static str, &'a str)>,
    words: &Words,
) -> String {
    let lines = more.map(|(label, text)| format!("<br>{} {}", words.text(label), sentence(text)));
    lines.collect()
}

fn bracketed(place: Option<String>) -> String {
    place.map_or(String::new(), |place| format!(" ({})", code(&place)))
}

fn undone(undone: &UndoneStep<'_>, words: &Words) -> String {
    let fate = words.text(undone.fate);
    format!("- **! {fate}** {}\n", code(&undone.step.path))
}

/// Days and events with their hours before and after.
fn table_of_days(account: &AccountView, words: &Words) -> BudgetedList {
    let [before, after] = column_heads(account.reading);
    let heads = ["forms-days", before, after];
    let heads = heads.map(|id| words.text(id)).join(" | ");
    let rows = days::rows(account, words).into_iter().map(|row| {
        let days = row.event.map_or(row.days, |name| cell(&name));
        let (languages, before, after) = (row.languages, row.before, row.after);
        format!("| {languages} | {days} | {before} | {after} |\n")
    });
    BudgetedList {
        rank: Rank::Overview,
        head: format!("\n| | {heads} |\n|---|---|---|---|\n"),
        rows: rows.collect(),
        left_out: "forms-left-days",
        more: ("| | ", " | | |\n"),
        tail: String::new(),
    }
}

fn folded_changes(account: &AccountView, words: &Words) -> BudgetedList {
    let changes = merged(&account.changes);
    let title = Message::new(changes_title(account.reading)).number("count", account.changes.len());
    let title = words.say(&title);
    let [before, after] = column_heads(account.reading);
    let heads = ["forms-setting", before, after, "forms-place"];
    let heads = heads.map(|id| words.text(id)).join(" | ");
    let changes = changes.iter();
    BudgetedList {
        rank: Rank::Changes,
        head: format!(
            "\n<details><summary>{title}</summary>\n\n| | {heads} |\n|---|---|---|---|---|\n"
        ),
        rows: changes.map(|one| changed(one, account, words)).collect(),
        left_out: "forms-left-settings",
        more: ("| | ", " | | | |\n"),
        tail: "\n</details>\n".to_owned(),
    }
}

fn changed(merged: &MergedChange<'_>, account: &AccountView, words: &Words) -> String {
    let row = row(merged.change, account, words);
    let (before, mut after) = (side(&row.before), side(&row.after));
    if let Some(pieces) = word_diff::pieces(merged.change, words) {
        after.push_str("<br>");
        after.extend(pieces.iter().map(marked));
    }
    let place = merged.places().map_or(String::new(), |place| cell(&place));
    let languages = merged.languages();
    let languages = languages.map_or(String::new(), |languages| format!(" {languages}"));
    let (sign, action, path) = (row.sign, row.action, cell(&merged.path()));
    format!("| `{sign}` {action} | {path}{languages} | {before} | {after} | {place} |\n")
}

fn side(side: &ChangeSide) -> String {
    match side {
        ChangeSide::Nothing => String::new(),
        ChangeSide::Word(text) => inline(text),
        ChangeSide::Value(text) => cell(text),
    }
}

/// Words that go are struck through, and words that come are bold.
fn marked(piece: &Piece) -> String {
    let text = cell(&piece.text);
    match piece.fate {
        Fate::Stays => text,
        Fate::Goes => format!("~~{text}~~"),
        Fate::Comes => format!("**{text}**"),
    }
}

fn folded_hours(account: &AccountView, words: &Words) -> BudgetedList {
    let lines = headline::impact(account, words);
    let fence = fence(lines.iter().map(String::as_str));
    let summary = words.text("forms-hours");
    BudgetedList {
        rank: Rank::Hours,
        head: format!("\n<details><summary>{summary}</summary>\n\n{fence}text\n"),
        rows: lines.iter().map(|line| format!("{line}\n")).collect(),
        left_out: "forms-left-lines",
        more: ("", "\n"),
        tail: format!("{fence}\n\n</details>\n"),
    }
}

/// What a stale plan was made from, and what the portal has now; none for a plan that holds.
fn conflicts(account: &AccountView, words: &Words) -> Option<BudgetedList> {
    let text = headline::conflicts(account, words)?;
    let fence = fence(text.lines());
    Some(BudgetedList {
        rank: Rank::Refusals,
        head: format!("\n{fence}text\n"),
        rows: text.lines().map(|line| format!("{line}\n")).collect(),
        left_out: "forms-left-values",
        more: ("", "\n"),
        tail: format!("{fence}\n"),
    })
}

/// The assumptions of a review, and how many findings are not new.
fn review_sentences(account: &AccountView, words: &Words) -> BudgetedList {
    let sentences = headline::review_sentences(account, words).into_iter();
    let title = words.text("forms-assumptions");
    BudgetedList {
        rank: Rank::Hours,
        head: format!("\n<details><summary>{title}</summary>\n\n"),
        rows: sentences
            .map(|said| format!("- {}\n", sentence(&said)))
            .collect(),
        left_out: "forms-left-assumptions",
        more: ("- ", "\n"),
        tail: "\n</details>\n".to_owned(),
    }
}

fn warnings(findings: &[&DiagnosticView], words: &Words) -> BudgetedList {
    BudgetedList {
        rank: Rank::Findings,
        head: "\n".to_owned(),
        rows: findings.iter().map(|one| finding(one, words)).collect(),
        left_out: "forms-left-findings",
        more: ("- ", "\n"),
        tail: String::new(),
    }
}

fn folded_findings(findings: &[&DiagnosticView], words: &Words) -> BudgetedList {
    let title = Message::new("forms-findings").number("count", findings.len());
    BudgetedList {
        head: format!("\n<details><summary>{}</summary>\n\n", words.say(&title)),
        tail: "\n</details>\n".to_owned(),
        ..warnings(findings, words)
    }
}

fn finding(finding: &DiagnosticView, words: &Words) -> String {
    let label = format!(
        "- {} {} ({})",
        words.text(severity(finding.severity)),
        code(&finding.code),
        code(&exact_place(finding)),
    );
    let said = words.labelled(&label, &sentence(&finding.message));
    let help = finding.help.as_deref().map(|help| ("help", help));
    said + &more(help.into_iter(), words) + "\n"
}

fn exact_place(finding: &DiagnosticView) -> String {
    format!("{}:{}:{}", finding.file, finding.line, finding.column)
}

pub(super) fn table_of_findings(findings: Vec<&DiagnosticView>, words: &Words) -> BudgetedList {
    let heads = ["forms-finding", "forms-message", "forms-place"];
    let heads = heads.map(|id| words.text(id)).join(" | ");
    BudgetedList {
        rank: Rank::Refusals,
        head: format!("\n| | {heads} |\n|---|---|---|---|\n"),
        rows: findings.into_iter().map(|one| found(one, words)).collect(),
        left_out: "forms-left-findings",
        more: ("| | ", " | | |\n"),
        tail: String::new(),
    }
}

fn found(finding: &DiagnosticView, words: &Words) -> String {
    let severity = words.text(severity(finding.severity));
    let message = sentence(&finding.message);
    let help = finding.help.as_deref().map(|help| ("help", help));
    let help = more(help.into_iter(), words);
    let (code, place) = (cell(&finding.code), cell(&exact_place(finding)));
    format!("| {severity} | {code} | {message}{help} | {place} |\n")
}
