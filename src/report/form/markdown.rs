//! Markdown for a comment: the verdict and the hours first, what changes as a table, the rest
//! folded, and never more bytes than a forge takes.

use super::budget::{BudgetedDocument, BudgetedList, Rank};
use super::change::{ChangeSide, place, row};
use super::frame::{Frame, Localized, Unchanged};
use super::headline::{self, UndoneStep};
use super::marker::marker;
use super::remark::news;
use crate::report::account_sentences::{missing_consent, partial, severity, summary, verdict};
use crate::report::diagnostics::{DiagnosticView, FileView};
use crate::report::escape::markdown::{cell, code, fence, inline};
use crate::report::view::{AccountView, ChangeView, RefusalView, VerdictKind, View};
use crate::words::{Message, Words};

/// Between two languages.
const RULE: &str = "\n---\n\n";

/// The comment about accounts; empty when nothing changes and that is not worth a comment.
pub(super) fn plan(reports: &[Localized<'_, View>], frame: &Frame) -> String {
    let accounts = reports.iter().flat_map(|report| &report.content.accounts);
    let mut verdicts = accounts.clone().map(|account| account.verdict);
    let in_sync = verdicts.all(|verdict| verdict == VerdictKind::InSync);
    if in_sync && frame.unchanged == Unchanged::Skipped {
        return String::new();
    }
    let marker = marker(frame.job, accounts.map(|account| account.account.as_str()));
    let most = share(frame, &marker, reports.len());
    let pages = reports
        .iter()
        .map(|report| page(report.content, report.words, most));
    pages.collect::<Vec<_>>().join(RULE) + "\n" + &marker
}

/// The comment about files that were checked; empty when no file has a finding and that is not
/// worth a comment.
pub(super) fn findings(reports: &[Localized<'_, [FileView]>], frame: &Frame) -> String {
    let mut files = reports.iter().flat_map(|report| report.content);
    let none = files.all(|file| file.findings.is_empty());
    if none && frame.unchanged == Unchanged::Skipped {
        return String::new();
    }
    // Files are added and renamed: there is one comment about all of them.
    let marker = marker(frame.job, std::iter::once("files"));
    let most = share(frame, &marker, reports.len());
    let pages = reports
        .iter()
        .map(|report| files_page(report.content, report.words, most));
    pages.collect::<Vec<_>>().join(RULE) + "\n" + &marker
}

/// Bytes that each language may have, so that all of them with the rules between and the marker
/// below keep the budget of the comment.
fn share(frame: &Frame, marker: &str, languages: usize) -> usize {
    let around = marker.len() + 1 + RULE.len() * languages;
    frame.most.saturating_sub(around) / languages.max(1)
}

/// As many accounts as fit with their fixed parts. If not all do, half of them are tried, then a
/// quarter, and so on: of thousands of accounts few are put together in vain.
fn page(view: &View, words: &Words, most: usize) -> String {
    let accounts = headline::sections(view);
    let mut count = accounts.len();
    loop {
        let mut document = BudgetedDocument::default();
        head(view, words, &mut document);
        for account in accounts.iter().take(count) {
            if view.accounts.len() > 1 {
                document.fixed(title(account, words));
            }
            section(account, words, &mut document);
        }
        let more = accounts.len() - count;
        if more > 0 {
            let message = Message::new("forms-more-accounts").number("count", more);
            document.fixed(format!("\n{}\n", words.say(&message)));
        }
        if count == 0 || document.least(words) <= most {
            return document.fit(most, words);
        }
        count /= 2;
    }
}

fn head(view: &View, words: &Words, document: &mut BudgetedDocument) {
    let verdict = headline::verdict_of_all(view, words);
    let name = match &view.accounts[..] {
        [account] => format!("{}: ", code(&account.account)),
        _ => String::new(),
    };
    document.fixed(match headline::hours_of_all(view, words) {
        Some(hours) => format!("**{name}{verdict}** · {} {hours}\n", words.text("hours")),
        None => format!("**{name}{verdict}**\n"),
    });
    document.fixed(format!("\n{}\n", summary(view, words)));
}

/// Which of several accounts it is, with its verdict and its hours.
fn title(account: &AccountView, words: &Words) -> String {
    let name = code(&account.account);
    let verdict = words.text(verdict(account.verdict));
    match headline::hours(account, words) {
        Some(hours) => format!("\n### {name}: {verdict} · {hours}\n"),
        None => format!("\n### {name}: {verdict}\n"),
    }
}

fn section(account: &AccountView, words: &Words, document: &mut BudgetedDocument) {
    if let Some(partial) = partial(account, words) {
        document.fixed(format!("\n{}\n", inline(&partial)));
    }
    let refusals = account.refusals.iter().map(|one| refusal(one, words));
    let undone = headline::undone(account).map(|step| undone(&step, words));
    document.list(BudgetedList {
        rank: Rank::Refusals,
        head: "\n".to_owned(),
        rows: refusals.chain(undone).collect(),
        more: ("- ", "\n"),
        tail: String::new(),
    });
    if let Some(conflicts) = conflicts(account, words) {
        document.list(conflicts);
    }
    if let Some(missing) = missing_consent(account, words) {
        document.fixed(format!("\n**{}**\n", inline(&missing)));
    }
    document.list(table(account, words));
    document.list(folded_hours(account, words));
    document.list(folded_findings(account, words));
    document.list(review_sentences(account, words));
    if let Some(digest) = &account.digest {
        document.fixed(format!("\nDigest: {}\n", code(digest)));
    }
}

fn refusal(refusal: &RefusalView, words: &Words) -> String {
    let said = format!(
        "- **! {}** {}{}: {}",
        words.text("action-refused"),
        code(&refusal.code),
        bracketed(place(refusal.file.as_deref(), refusal.line)),
        inline(&refusal.message)
    );
    let help = (!refusal.help.is_empty()).then_some(("help", refusal.help.as_str()));
    let rule = refusal
        .rule
        .as_ref()
        .map(|rule| format!("«\u{a0}{rule}\u{a0}»"));
    let rule = rule.as_ref().map(|rule| ("rule", rule.as_str()));
    said + &more(rule.into_iter().chain(help), words) + "\n"
}

/// Sentences below another one.
fn more<'a>(more: impl Iterator<Item = (&'static str, &'a str)>, words: &Words) -> String {
    let lines = more.map(|(label, text)| format!("<br>{} {}", words.text(label), inline(text)));
    lines.collect()
}

fn bracketed(place: Option<String>) -> String {
    place.map_or(String::new(), |place| format!(" ({})", code(&place)))
}

fn undone(undone: &UndoneStep<'_>, words: &Words) -> String {
    let fate = words.text(undone.fate);
    format!("- **! {fate}** {}\n", code(&undone.step.path))
}

fn table(account: &AccountView, words: &Words) -> BudgetedList {
    let heads = [
        "forms-setting",
        "forms-before",
        "forms-after",
        "forms-place",
    ];
    let heads = heads.map(|id| words.text(id)).join(" | ");
    BudgetedList {
        rank: Rank::Changes,
        head: format!("\n| | {heads} |\n|---|---|---|---|---|\n"),
        rows: account
            .changes
            .iter()
            .map(|one| changed(one, account, words))
            .collect(),
        more: ("| | ", " | | | |\n"),
        tail: String::new(),
    }
}

fn changed(change: &ChangeView, account: &AccountView, words: &Words) -> String {
    let row = row(change, account, words);
    let [before, after] = [&row.before, &row.after].map(|side| match side {
        ChangeSide::Nothing => String::new(),
        ChangeSide::Word(text) => inline(text),
        ChangeSide::Value(text) => cell(text),
    });
    let place = row.place.map_or(String::new(), |place| cell(&place));
    let (sign, action, path) = (row.sign, row.action, cell(row.path));
    format!("| `{sign}` {action} | {path} | {before} | {after} | {place} |\n")
}

fn folded_hours(account: &AccountView, words: &Words) -> BudgetedList {
    let lines = headline::impact(account, words);
    let fence = fence(lines.iter().map(String::as_str));
    let summary = words.text("forms-hours");
    BudgetedList {
        rank: Rank::Hours,
        head: format!("\n<details><summary>{summary}</summary>\n\n{fence}text\n"),
        rows: lines.iter().map(|line| format!("{line}\n")).collect(),
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
        more: ("", "\n"),
        tail: format!("{fence}\n"),
    })
}

/// The assumptions of a review, and how many findings are not new.
fn review_sentences(account: &AccountView, words: &Words) -> BudgetedList {
    let sentences = headline::review_sentences(account, words).into_iter();
    BudgetedList {
        rank: Rank::Hours,
        head: "\n".to_owned(),
        rows: sentences
            .map(|sentence| format!("- {}\n", inline(&sentence)))
            .collect(),
        more: ("- ", "\n"),
        tail: String::new(),
    }
}

fn folded_findings(account: &AccountView, words: &Words) -> BudgetedList {
    let rows = news(account);
    let title = Message::new("forms-findings").number("count", rows.len());
    BudgetedList {
        rank: Rank::Findings,
        head: format!("\n<details><summary>{}</summary>\n\n", words.say(&title)),
        rows: rows.iter().map(|row| finding(row, words)).collect(),
        more: ("- ", "\n"),
        tail: "\n</details>\n".to_owned(),
    }
}

fn finding(finding: &DiagnosticView, words: &Words) -> String {
    let said = format!(
        "- {} {} ({}): {}",
        words.text(severity(finding.severity)),
        code(&finding.code),
        code(&exact_place(finding)),
        inline(&finding.message)
    );
    let help = finding.help.as_deref().map(|help| ("help", help));
    said + &more(help.into_iter(), words) + "\n"
}

fn exact_place(finding: &DiagnosticView) -> String {
    format!("{}:{}:{}", finding.file, finding.line, finding.column)
}

fn files_page(files: &[FileView], words: &Words, most: usize) -> String {
    let mut document = BudgetedDocument::default();
    document.fixed(format!("**{}**\n", headline::checked(files, words)));
    let findings = headline::gravest_first(files);
    let heads = ["forms-finding", "forms-message", "forms-place"];
    let heads = heads.map(|id| words.text(id)).join(" | ");
    document.list(BudgetedList {
        rank: Rank::Findings,
        head: format!("\n| | {heads} |\n|---|---|---|---|\n"),
        rows: findings.iter().map(|one| found(one, words)).collect(),
        more: ("| | ", " | | |\n"),
        tail: String::new(),
    });
    document.fit(most, words)
}

fn found(finding: &DiagnosticView, words: &Words) -> String {
    let severity = words.text(severity(finding.severity));
    let message = inline(&finding.message);
    let help = finding.help.as_deref().map(|help| ("help", help));
    let help = more(help.into_iter(), words);
    let (code, place) = (cell(&finding.code), cell(&exact_place(finding)));
    format!("| {severity} | {code} | {message}{help} | {place} |\n")
}
