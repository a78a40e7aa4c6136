//! Commands by which GitHub's runner puts a finding at its line.

use super::change;
use super::frame::{Frame, Localized};
use super::headline;
use super::remark::{Remark, Spot, of_files, of_view};
use crate::report::account_sentences::{missing_consent, verdict};
use crate::report::diagnostics::{FileView, SeverityView, left_out};
use crate::report::escape::{command_message, command_property};
use crate::report::view::{AccountView, ChangeView, VerdictKind, View};
use crate::words::{Message, Words};

/// Annotations that are written. GitHub shows ten of each level, and a log is read by people.
const MOST: usize = 100;

/// Findings and refusals at their lines, then each change at its own, then the verdict of each
/// account, which has no line and is never cut off.
pub(super) fn plan(report: &Localized<'_, View>, frame: &Frame) -> String {
    let (view, words) = (report.content, report.words);
    // Known findings are at lines that the change does not touch.
    let mut remarks = of_view(view, words).list;
    remarks.retain(|remark| remark.new != Some(false));
    let mut commands: Vec<_> = remarks.iter().map(|one| of(one, frame)).collect();
    for account in &view.accounts {
        let changes = account.changes.iter();
        commands.extend(changes.map(|one| of_change(one, account, words, frame)));
    }
    let verdicts = view
        .accounts
        .iter()
        .map(|one| of_account(one, words, frame));
    limited(commands, view.unlisted(), words) + &verdicts.collect::<String>()
}

pub(super) fn findings(report: &Localized<'_, [FileView]>, frame: &Frame) -> String {
    let remarks = of_files(report.content, report.words).list;
    let commands = remarks.iter().map(|one| of(one, frame)).collect();
    limited(commands, left_out(report.content).total(), report.words)
}

/// As many commands as are written, and the number of the others and of those that are no commands.
fn limited(commands: Vec<String>, beside: usize, words: &Words) -> String {
    let more = commands.len().saturating_sub(MOST) + beside;
    let mut out: String = commands.into_iter().take(MOST).collect();
    if more > 0 {
        let message = words.say(&Message::new("more-findings").number("count", more));
        out.push_str(&command("notice", &[], "consigne", &[&message]));
    }
    out
}

fn of(remark: &Remark, frame: &Frame) -> String {
    let level = match remark.severity {
        SeverityView::Error => "error",
        SeverityView::Warning => "warning",
        SeverityView::Info => "notice",
    };
    let place = match &remark.place {
        Some(place) => properties(place, frame),
        None => Vec::new(),
    };
    let help = remark.help.iter().map(String::as_str);
    let lines: Vec<_> = std::iter::once(remark.message.as_str())
        .chain(help)
        .collect();
    command(level, &place, &remark.code, &lines)
}

fn properties(place: &Spot, frame: &Frame) -> Vec<(&'static str, String)> {
    let mut out = vec![
        ("file", frame.base.relative(&place.file)),
        ("line", place.line.to_string()),
    ];
    if let Some(exact) = &place.exact {
        out.push(("endLine", exact.end_line.to_string()));
        out.push(("col", exact.column.to_string()));
        // The runner takes columns of one line alone.
        if exact.end_line == place.line {
            out.push(("endColumn", exact.end_column.to_string()));
        }
    }
    out
}

fn of_change(change: &ChangeView, account: &AccountView, words: &Words, frame: &Frame) -> String {
    let row = change::row(change, account, words);
    let mut place = Vec::new();
    if let Some(file) = &change.file {
        place.push(("file", frame.base.relative(file)));
        place.push(("line", change.line.unwrap_or(1).to_string()));
    }
    let message = format!("{} {} {}", row.sign, row.action, row.path);
    let sides = format!("{} → {}", row.before.text(), row.after.text());
    command(
        "notice",
        &place,
        frame.job.as_str(),
        &[&message, sides.trim()],
    )
}

fn of_account(account: &AccountView, words: &Words, frame: &Frame) -> String {
    let level = match account.verdict {
        VerdictKind::InSync | VerdictKind::Ready => "notice",
        VerdictKind::Refused => "error",
    };
    let said = words.labelled(&account.account, &words.text(verdict(account)));
    let hours = headline::plain_hours(account, words);
    let missing = missing_consent(account, words);
    let digest = account
        .digest
        .as_ref()
        .map(|digest| words.labelled(&words.text("digest"), digest));
    let more = [hours, missing, digest].into_iter().flatten();
    let lines: Vec<_> = std::iter::once(said).chain(more).collect();
    let lines: Vec<_> = lines.iter().map(String::as_str).collect();
    command(
        level,
        &[],
        &format!("consigne {}", frame.job.as_str()),
        &lines,
    )
}

/// `::error file=a.yaml,line=3,title=unknown-key::…`, one line.
fn command(level: &str, place: &[(&str, String)], title: &str, lines: &[&str]) -> String {
    let title = [("title", title.to_owned())];
    let properties = place.iter().chain(&title);
    let properties = properties.map(|(name, value)| format!("{name}={}", command_property(value)));
    let properties = properties.collect::<Vec<_>>().join(",");
    let lines = lines.iter().map(|line| command_message(line));
    let message = lines.collect::<Vec<_>>().join("%0A");
    format!("::{level} {properties}::{message}\n")
}
