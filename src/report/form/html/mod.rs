//! A page of its own for people who read no comments: no script, nothing that is loaded, fit for
//! paper and for dark screens. Text from outside stands in text nodes alone.

mod pictures;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::change::{place, row};
use super::days;
use super::facts::facts;
use super::frame::{Frame, Localized};
use super::headline;
use super::merged::{MergedChange, merged};
use super::remark::{failure_line, news};
use crate::report::account_sentences::{missing_consent, partial, severity, summary, verdict};
use crate::report::diagnostics::{DiagnosticView, FileView, SeverityView, left_out, more};
use crate::report::escape::{Quote, markup, node, quotes};
use crate::report::notable::gravest_first;
use crate::report::page::{POLICY, STYLE};
use crate::report::reading::{changes_title, column_heads};
use crate::report::view::{AccountView, FailureView, RefusalView, View};
use crate::report::word_diff::{self, Fate, Piece};
use crate::words::{Message, Words};
use pictures::pictures;

pub(super) fn plan(reports: &[Localized<'_, View>], frame: &Frame) -> String {
    let bodies = reports
        .iter()
        .map(|report| (report.words, accounts(report.content, report.words)));
    page(&bodies.collect::<Vec<_>>(), frame)
}

pub(super) fn findings(reports: &[Localized<'_, [FileView]>], frame: &Frame) -> String {
    let bodies = reports
        .iter()
        .map(|report| (report.words, files(report.content, report.words)));
    page(&bodies.collect::<Vec<_>>(), frame)
}

fn page(bodies: &[(&Words, Markup)], frame: &Frame) -> String {
    let title = format!("consigne {}", frame.job.as_str());
    let first = bodies
        .first()
        .map_or("en", |(words, _)| words.language().as_str());
    let page = html! {
        (DOCTYPE)
        html lang=(first) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                @for (words, body) in bodies { main lang=(words.language().as_str()) { (body) } }
            }
        }
    };
    markup(&page.into_string()) + "\n"
}

fn accounts(view: &View, words: &Words) -> Markup {
    let name = match &view.accounts[..] {
        [account] => format!("{}{} ", account.account, words.colon()),
        _ => String::new(),
    };
    let hours = headline::hours_of_all(view, words);
    let hours = hours.map(|hours| format!("{} {hours}", words.text("hours")));
    let line: Vec<_> = hours.into_iter().chain(facts(view, words)).collect();
    let shown = gravest_first(view);
    let several = view.accounts.len() > 1;
    html! {
        h1 { (node(&name)) (headline::verdict_of_all(view, words)) }
        @if !line.is_empty() { p { (line.join(" · ")) } }
        @if !view.accounts.is_empty() { p { (summary(view, words)) } }
        @for path in &view.not_compared {
            p { (node(&words.say(&Message::new("review-submodule").text("path", path)))) }
        }
        @for failure in &view.failures { (failed(failure, words)) }
        (list(&view.diagnostics.iter().collect::<Vec<_>>(), words))
        @if let Some(more) = view.more(words) { p { (more) } }
        @if several && !shown.is_empty() { (overview(&shown, words)) }
        @for (account, at) in shown.into_iter().zip(0..) {
            section {
                @if several { (title(account, words)) }
                (section(account, at, words))
            }
        }
    }
}

fn failed(failure: &FailureView, words: &Words) -> Markup {
    html! {
        p.off { "! " (quoted(&failure_line(failure, words.colon()))) }
        @if let Some(help) = &failure.help { p { (words.text("help")) " " (quoted(help)) } }
    }
}

/// Account, verdict, hours and the consents that are missing.
fn overview(accounts: &[&AccountView], words: &Words) -> Markup {
    let heads = [
        "forms-account",
        "forms-verdict",
        "forms-hours-column",
        "forms-needs",
    ];
    html! {
        table {
            thead { tr { @for head in heads { th scope="col" { (words.text(head)) } } } }
            tbody { @for account in accounts { tr {
                th scope="row" { (node(&account.account)) }
                td { (words.text(verdict(account))) }
                td { @if let Some(hours) = headline::hours(account, words) { (hours) } }
                td { @for need in account.needs.difference(&account.granted) { code { (node(need)) } " " } }
            } } }
        }
    }
}

/// Which of several accounts it is, with its verdict and its hours.
fn title(account: &AccountView, words: &Words) -> Markup {
    html! {
        h2 { (node(&account.account)) (words.colon()) " " (words.text(verdict(account))) }
        @if let Some(hours) = headline::hours(account, words) { p { (hours) } }
    }
}

/// One account; `at` is its position, which makes the ids of its pictures unique.
fn section(account: &AccountView, at: usize, words: &Words) -> Markup {
    let hours = headline::impact(account, words);
    let (grave, others): (Vec<_>, Vec<_>) = news(account)
        .into_iter()
        .partition(|finding| finding.severity <= SeverityView::Warning);
    let sentences = headline::review_sentences(account, words);
    html! {
        @if let Some(partial) = partial(account, words) { p { (quoted(&partial)) } }
        @for one in &account.refusals { (refusal(one, words)) }
        @for undone in headline::undone(account) {
            p.off { "! " (words.text(undone.fate)) " " code { (node(&undone.step.path)) } }
        }
        @if let Some(missing) = missing_consent(account, words) { p.off { (quoted(&missing)) } }
        (days_table(account, words))
        (list(&grave, words))
        (pictures(account, at, words))
        @if !account.changes.is_empty() { (table(account, words)) }
        @if !hours.is_empty() {
            details { summary { (words.text("forms-hours")) } pre { (hours.join("\n")) } }
        }
        @if !others.is_empty() {
            details {
                summary { (words.say(&Message::new("forms-findings").number("count", others.len()))) }
                (list(&others, words))
            }
        }
        @if !sentences.is_empty() {
            details {
                summary { (words.text("forms-assumptions")) }
                @for sentence in sentences { p.assumed { (quoted(&sentence)) } }
            }
        }
        @if let Some(conflicts) = headline::conflicts(account, words) { pre { (conflicts) } }
        @if let Some(digest) = &account.digest { p { (words.text("digest")) (words.colon()) " " code { (node(digest)) } } }
    }
}

/// Days and events with their hours before and after.
fn days_table(account: &AccountView, words: &Words) -> Markup {
    let rows = days::rows(account, words);
    let [before, after] = column_heads(account.reading);
    let heads = ["forms-days", before, after];
    html! {
        @if !rows.is_empty() {
            table {
                thead { tr { th scope="col" {} @for head in heads { th scope="col" { (words.text(head)) } } } }
                tbody { @for row in rows { tr {
                    th scope="row" { (row.languages) }
                    td { @match &row.event { Some(name) => { (node(name)) } None => { (row.days) } } }
                    td { (row.before) }
                    td { (row.after) }
                } } }
            }
        }
    }
}

fn refusal(refusal: &RefusalView, words: &Words) -> Markup {
    let place = place(refusal.file.as_deref(), refusal.line);
    html! {
        p.off {
            "! " (words.text("action-refused")) " " code { (node(&refusal.code)) }
            @if let Some(place) = place { " " code { (node(&place)) } }
        }
        p { (quoted(&refusal.message)) }
        @if let Some(rule) = &refusal.rule { p { (words.text("rule")) " «\u{a0}" (node(rule)) "\u{a0}»" } }
        p { (words.text("help")) " " (quoted(&refusal.help)) }
    }
}

/// The changes with their paths, folded.
fn table(account: &AccountView, words: &Words) -> Markup {
    let changes = merged(&account.changes);
    let [before, after] = column_heads(account.reading);
    let heads = ["forms-setting", before, after, "forms-place"];
    html! {
        details {
            summary { (words.say(&Message::new(changes_title(account.reading)).number("count", account.changes.len()))) }
            div.wide { table {
                thead { tr { th scope="col" {} @for head in heads { th scope="col" { (words.text(head)) } } } }
                tbody { @for change in &changes { (changed(change, account, words)) } }
            } }
        }
    }
}

fn changed(merged: &MergedChange<'_>, account: &AccountView, words: &Words) -> Markup {
    let row = row(merged.change, account, words);
    let pieces = word_diff::pieces(merged.change, words);
    html! {
        tr {
            th scope="row" { (row.sign) " " (row.action) }
            td { code { (node(&merged.path())) } @if let Some(both) = merged.languages() { " " (both) } }
            td { (node(row.before.text())) }
            td {
                (node(row.after.text()))
                @if let Some(pieces) = pieces { br; @for piece in &pieces { (marked(piece)) } }
            }
            td { @if let Some(place) = merged.places() { code { (node(&place)) } } }
        }
    }
}

/// Words that go and words that come.
fn marked(piece: &Piece) -> Markup {
    let text = node(&piece.text);
    match piece.fate {
        Fate::Stays => html! { (text) },
        Fate::Goes => html! { del { (text) } },
        Fate::Comes => html! { ins { (text) } },
    }
}

fn files(files: &[FileView], words: &Words) -> Markup {
    html! {
        h1 { (headline::checked(files, words)) }
        (list(&headline::gravest_first(files), words))
        @if let Some(more) = more(&left_out(files), words) { p { (more) } }
    }
}

fn list(findings: &[&DiagnosticView], words: &Words) -> Markup {
    if findings.is_empty() {
        return html! {};
    }
    let heads = ["forms-finding", "forms-message", "forms-place"];
    html! {
        table.stacked {
            thead { tr { th scope="col" {} @for head in heads { th scope="col" { (words.text(head)) } } } }
            tbody { @for finding in findings { (found(finding, words)) } }
        }
    }
}

fn found(finding: &DiagnosticView, words: &Words) -> Markup {
    let place = format!("{}:{}:{}", finding.file, finding.line, finding.column);
    html! {
        tr {
            th scope="row" { (words.text(severity(finding.severity))) }
            td { code { (node(&finding.code)) } }
            td {
                (quoted(&finding.message))
                @if let Some(help) = &finding.help { br; (words.text("help")) " " (quoted(help)) }
            }
            td { code { (node(&place)) } }
        }
    }
}

/// A sentence of the catalogue; the commands and options that it quotes are set as code.
fn quoted(text: &str) -> Markup {
    let text = node(text);
    html! {
        @for part in quotes(&text) {
            @match part {
                Quote::Prose(text) => { (text) }
                Quote::Command(text) => { code { (text) } }
            }
        }
    }
}
