//! Markdown for a comment: the verdict and the hours first, what changes as a table, the rest
//! folded, and never more bytes than a forge takes.

mod section;

use super::budget::{BudgetedDocument, BudgetedList, Rank};
use super::facts::facts;
use super::frame::{Frame, Localized, Unchanged};
use super::headline;
use super::marker::marker;
use super::remark::failure_line;
use crate::report::account_sentences::{summary, verdict};
use crate::report::diagnostics::{FileView, left_out, more as more_findings};
use crate::report::escape::markdown::{cell, code, sentence};
use crate::report::notable::{gravest_first, run_says_something};
use crate::report::view::{AccountView, View};
use crate::words::{Message, Words};
use section::{more, section, table_of_findings};

/// Between two languages.
const RULE: &str = "\n---\n\n";

/// The comment about accounts; empty when nothing changes and that is not worth a comment.
pub(super) fn plan(reports: &[Localized<'_, View>], frame: &Frame) -> String {
    let says_something = reports
        .iter()
        .any(|report| run_says_something(report.content));
    if !says_something && frame.unchanged == Unchanged::Skipped {
        return String::new();
    }
    let accounts = reports.iter().flat_map(|report| &report.content.accounts);
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

/// Names of accounts whose details are left out; of more their number is enough.
const NAMED: usize = 3;

/// As many accounts as fit with their fixed parts. If not all do, half of them are tried, then a
/// quarter, and so on: of thousands of accounts few are put together in vain.
fn page(view: &View, words: &Words, most: usize) -> String {
    let accounts = gravest_first(view);
    let mut count = accounts.len();
    loop {
        let mut document = BudgetedDocument::default();
        head(view, &accounts, words, &mut document);
        for account in accounts.iter().take(count) {
            if view.accounts.len() > 1 {
                document.fixed(title(account, words));
            }
            section(account, words, &mut document);
        }
        if count < accounts.len() {
            document.fixed(without_details(&accounts[count..], words));
        }
        if count == 0 || document.least(words) <= most {
            return document.fit(most, words);
        }
        count /= 2;
    }
}

/// Which of several accounts it is, with its verdict and its hours.
fn title(account: &AccountView, words: &Words) -> String {
    let name = code(&account.account);
    let title = words.labelled(&name, &words.text(verdict(account)));
    match headline::hours(account, words) {
        Some(hours) => format!("\n### {title} · {hours}\n"),
        None => format!("\n### {title}\n"),
    }
}

/// Which accounts have no section because the comment is full.
fn without_details(accounts: &[&AccountView], words: &Words) -> String {
    let names = accounts.iter().take(NAMED);
    let mut names: Vec<_> = names.map(|account| code(&account.account)).collect();
    if accounts.len() > NAMED {
        names.push("…".to_owned());
    }
    let message = Message::new("forms-more-accounts").number("count", accounts.len());
    let said = words.say(&message.text("names", names.join(", ")));
    format!("\n{said}\n")
}

/// The first line, the counts, what could not be compared, and, of several accounts, the table of
/// all that change.
fn head(view: &View, shown: &[&AccountView], words: &Words, document: &mut BudgetedDocument) {
    let verdict = headline::verdict_of_all(view, words);
    let name = match &view.accounts[..] {
        [account] => format!("{}{} ", code(&account.account), words.colon()),
        _ => String::new(),
    };
    let hours = headline::hours_of_all(view, words);
    let hours = hours.map(|hours| format!("{} {hours}", words.text("hours")));
    let parts = [format!("**{name}{verdict}**")].into_iter();
    let parts: Vec<_> = parts.chain(hours).chain(facts(view, words)).collect();
    document.fixed(format!("{}\n", parts.join(" · ")));
    if !view.accounts.is_empty() {
        document.fixed(format!("\n{}\n", summary(view, words)));
    }
    for path in &view.not_compared {
        let message = Message::new("review-submodule").text("path", path);
        document.fixed(format!("\n{}\n", sentence(&words.say(&message))));
    }
    document.list(failures(view, words));
    document.list(table_of_findings(view.diagnostics.iter().collect(), words));
    unlisted(view.more(words), document);
    if view.accounts.len() > 1 {
        document.list(overview(shown, words));
    }
}

fn failures(view: &View, words: &Words) -> BudgetedList {
    let rows = view.failures.iter().map(|failure| {
        let help = failure.help.as_deref().map(|help| ("help", help));
        let said = format!(
            "- **!** {}",
            sentence(&failure_line(failure, words.colon()))
        );
        said + &more(help.into_iter(), words) + "\n"
    });
    BudgetedList {
        rank: Rank::Refusals,
        head: "\n".to_owned(),
        rows: rows.collect(),
        left_out: "forms-left-refusals",
        more: ("- ", "\n"),
        tail: String::new(),
    }
}

/// Account, verdict, hours and the consents that are missing.
fn overview(accounts: &[&AccountView], words: &Words) -> BudgetedList {
    let heads = [
        "forms-account",
        "forms-verdict",
        "forms-hours-column",
        "forms-needs",
    ];
    let heads = heads.map(|id| words.text(id)).join(" | ");
    let rows = accounts.iter().map(|account| {
        let missing = account.needs.difference(&account.granted);
        let missing: Vec<_> = missing.map(|word| cell(word)).collect();
        let hours = headline::hours(account, words).unwrap_or_default();
        let (name, verdict) = (cell(&account.account), words.text(verdict(account)));
        format!(
            "| {name} | {verdict} | {hours} | {} |\n",
            missing.join(", ")
        )
    });
    BudgetedList {
        rank: Rank::Overview,
        head: format!("\n| {heads} |\n|---|---|---|---|\n"),
        rows: rows.collect(),
        left_out: "forms-left-accounts",
        more: ("| ", " | | | |\n"),
        tail: String::new(),
    }
}

/// How many findings no list has.
fn unlisted(more: Option<String>, document: &mut BudgetedDocument) {
    if let Some(more) = more {
        document.fixed(format!("\n{more}\n"));
    }
}

fn files_page(files: &[FileView], words: &Words, most: usize) -> String {
    let mut document = BudgetedDocument::default();
    document.fixed(format!("**{}**\n", headline::checked(files, words)));
    document.list(table_of_findings(headline::gravest_first(files), words));
    unlisted(more_findings(&left_out(files), words), &mut document);
    document.fit(most, words)
}
