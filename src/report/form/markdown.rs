//! Markdown for a comment: the verdict and the hours first, what changes as a table, the rest
//! folded, and never more bytes than a forge takes.

use super::super::diagnostics::{DiagnosticView, FileView};
use super::super::escape::markdown::{cell, code, fence, inline};
use super::super::view::{AccountView, ChangeView, Outcome, RefusalView, StepView, View};
use super::change::{Side, place, row};
use super::folio::{Folio, List, Rank};
use super::marker::marker;
use super::remark::{news, severity};
use super::{Frame, Told, Unchanged, headline, verdict};
use crate::words::{Message, Words};

/// Between two languages.
const RULE: &str = "\n---\n\n";

pub(super) fn plan(told: &[Told<'_, View>], frame: &Frame) -> String {
    let accounts = told.iter().flat_map(|told| &told.what.accounts);
    let mut verdicts = accounts.clone().map(|account| account.verdict);
    let same = verdicts.all(|verdict| verdict == Outcome::InSync);
    if same && frame.unchanged == Unchanged::Skipped {
        return String::new();
    }
    let marker = marker(frame.job, accounts.map(|account| account.account.as_str()));
    let most = share(frame, &marker, told.len());
    let pages = told.iter().map(|told| page(told.what, told.words, most));
    pages.collect::<Vec<_>>().join(RULE) + "\n" + &marker
}

pub(super) fn findings(told: &[Told<'_, [FileView]>], frame: &Frame) -> String {
    let files = told.iter().flat_map(|told| told.what);
    let none = files.clone().all(|file| file.findings.is_empty());
    if none && frame.unchanged == Unchanged::Skipped {
        return String::new();
    }
    // Names of files come and go; there is one comment about them.
    let marker = marker(frame.job, std::iter::once("files"));
    let most = share(frame, &marker, told.len());
    let pages = told
        .iter()
        .map(|told| files_page(told.what, told.words, most));
    pages.collect::<Vec<_>>().join(RULE) + "\n" + &marker
}

/// Bytes of each language.
fn share(frame: &Frame, marker: &str, languages: usize) -> usize {
    let around = marker.len() + 1 + RULE.len() * languages;
    frame.most.saturating_sub(around) / languages.max(1)
}

/// As many accounts as fit with what each cannot do without.
fn page(view: &View, words: &Words, most: usize) -> String {
    let accounts = headline::told(view);
    let mut count = accounts.len();
    loop {
        let mut folio = Folio::default();
        head(view, words, &mut folio);
        for account in accounts.iter().take(count) {
            section(account, view.accounts.len() > 1, words, &mut folio);
        }
        let more = accounts.len() - count;
        if more > 0 {
            let message = Message::new("forms-more-accounts").number("count", more);
            folio.fixed(format!("\n{}\n", words.say(&message)));
        }
        if count == 0 || folio.least(words) <= most {
            return folio.fit(most, words);
        }
        count /= 2;
    }
}

fn head(view: &View, words: &Words, folio: &mut Folio) {
    let verdict = headline::verdict_of_all(view, words);
    let name = match &view.accounts[..] {
        [account] => format!("{}: ", code(&account.account)),
        _ => String::new(),
    };
    let hours = headline::hours_of_all(view, words);
    let hours = hours.map(|hours| format!(" · {} {hours}", words.text("hours")));
    folio.fixed(format!(
        "**{name}{verdict}**{}\n",
        hours.unwrap_or_default()
    ));
    folio.fixed(format!("\n{}\n", headline::summary(view, words)));
}

fn section(account: &AccountView, several: bool, words: &Words, folio: &mut Folio) {
    if several {
        let hours = headline::hours(account, words).map(|hours| format!(" · {hours}"));
        let verdict = words.text(verdict(account.verdict));
        let hours = hours.unwrap_or_default();
        folio.fixed(format!(
            "\n### {}: {verdict}{hours}\n",
            code(&account.account)
        ));
    }
    if let Some(partial) = headline::partial(account, words) {
        folio.fixed(format!("\n{}\n", inline(&partial)));
    }
    let refusals = account.refusals.iter().map(|one| refusal(one, words));
    let undone = headline::undone(account).map(|step| undone(step, words));
    folio.list(List {
        rank: Rank::Refusals,
        head: "\n".to_owned(),
        rows: refusals.chain(undone).collect(),
        more: ("- ", "\n"),
        tail: String::new(),
    });
    folio.list(conflicts(account, words));
    if let Some(missing) = headline::missing(account, words) {
        folio.fixed(format!("\n**{}**\n", inline(&missing)));
    }
    folio.list(table(account, words));
    folio.list(folded_hours(account, words));
    folio.list(folded_findings(account, words));
    folio.list(beside(account, words));
    if let Some(digest) = &account.digest {
        folio.fixed(format!("\nDigest: {}\n", code(digest)));
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
    place
        .map(|place| format!(" ({})", code(&place)))
        .unwrap_or_default()
}

fn undone(step: &StepView, words: &Words) -> String {
    let fate = words.text(headline::fate(step));
    format!("- **! {fate}** {}\n", code(&step.path))
}

fn table(account: &AccountView, words: &Words) -> List {
    let heads = [
        "forms-setting",
        "forms-before",
        "forms-after",
        "forms-place",
    ];
    let heads = heads.map(|id| words.text(id)).join(" | ");
    List {
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
        Side::Nothing => String::new(),
        Side::Word(text) => inline(text),
        Side::Value(text) => cell(text),
    });
    let place = row.place.map(|place| cell(&place)).unwrap_or_default();
    let (sign, action, path) = (row.sign, row.action, cell(row.path));
    format!("| `{sign}` {action} | {path} | {before} | {after} | {place} |\n")
}

fn folded_hours(account: &AccountView, words: &Words) -> List {
    let lines = headline::impact(account, words);
    let fence = fence(lines.iter().map(String::as_str));
    let summary = words.text("forms-hours");
    List {
        rank: Rank::Hours,
        head: format!("\n<details><summary>{summary}</summary>\n\n{fence}text\n"),
        rows: lines.iter().map(|line| format!("{line}\n")).collect(),
        more: ("", "\n"),
        tail: format!("{fence}\n\n</details>\n"),
    }
}

/// What became of a plan that does not hold any more.
fn conflicts(account: &AccountView, words: &Words) -> List {
    let text = headline::conflicts(account, words).unwrap_or_default();
    let fence = fence(text.lines());
    List {
        rank: Rank::Refusals,
        head: format!("\n{fence}text\n"),
        rows: text.lines().map(|line| format!("{line}\n")).collect(),
        more: ("", "\n"),
        tail: format!("{fence}\n"),
    }
}

/// What a review takes for granted, and how much of it is no news.
fn beside(account: &AccountView, words: &Words) -> List {
    let said = headline::beside(account, words).into_iter();
    List {
        rank: Rank::Hours,
        head: "\n".to_owned(),
        rows: said.map(|said| format!("- {}\n", inline(&said))).collect(),
        more: ("- ", "\n"),
        tail: String::new(),
    }
}

fn folded_findings(account: &AccountView, words: &Words) -> List {
    let rows: Vec<_> = news(account);
    let title = Message::new("forms-findings").number("count", rows.len());
    List {
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
    let mut folio = Folio::default();
    folio.fixed(format!("**{}**\n", headline::checked(files, words)));
    let findings = headline::gravest_first(files);
    let heads = ["forms-finding", "forms-message", "forms-place"];
    let heads = heads.map(|id| words.text(id)).join(" | ");
    folio.list(List {
        rank: Rank::Findings,
        head: format!("\n| | {heads} |\n|---|---|---|---|\n"),
        rows: findings.iter().map(|one| found(one, words)).collect(),
        more: ("| | ", " | | |\n"),
        tail: String::new(),
    });
    folio.fit(most, words)
}

fn found(finding: &DiagnosticView, words: &Words) -> String {
    let severity = words.text(severity(finding.severity));
    let message = inline(&finding.message);
    let help = finding.help.as_deref().map(|help| ("help", help));
    let help = more(help.into_iter(), words);
    let (code, place) = (cell(&finding.code), cell(&exact_place(finding)));
    format!("| {severity} | {code} | {message}{help} | {place} |\n")
}
