//! A page of its own for people who read no comments: no script, nothing that is loaded, fit for
//! paper and for dark screens. Text from outside stands in text nodes alone.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::change::{place, row};
use super::frame::{Frame, Localized};
use super::headline;
use super::remark::news;
use crate::model::Language;
use crate::report::account_sentences::{missing_consent, partial, severity, summary, verdict};
use crate::report::diagnostics::{DiagnosticView, FileView};
use crate::report::escape::{markup, node};
use crate::report::ordinary::{OrdinaryView, spans};
use crate::report::page::{POLICY, STYLE};
use crate::report::picture::{Look, PictureSide, week};
use crate::report::view::{AccountView, ChangeView, RefusalView, View};
use crate::words::{Message, Words};

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
        [account] => format!("{}: ", account.account),
        _ => String::new(),
    };
    let hours = headline::hours_of_all(view, words);
    html! {
        h1 { (node(&name)) (headline::verdict_of_all(view, words)) }
        @if let Some(hours) = hours { p { (words.text("hours")) " " (hours) } }
        p { (summary(view, words)) }
        @for (account, at) in headline::sections(view).into_iter().zip(0..) {
            section {
                @if view.accounts.len() > 1 { (title(account, words)) }
                (section(account, at, words))
            }
        }
    }
}

/// Which of several accounts it is, with its verdict and its hours.
fn title(account: &AccountView, words: &Words) -> Markup {
    html! {
        h2 { (node(&account.account)) ": " (words.text(verdict(account.verdict))) }
        @if let Some(hours) = headline::hours(account, words) { p { (hours) } }
    }
}

/// One account; `at` is its position, which makes the ids of its pictures unique.
fn section(account: &AccountView, at: usize, words: &Words) -> Markup {
    let hours = headline::impact(account, words);
    html! {
        @if let Some(partial) = partial(account, words) { p { (node(&partial)) } }
        @for one in &account.refusals { (refusal(one, words)) }
        @for undone in headline::undone(account) {
            p.off { "! " (words.text(undone.fate)) " " code { (node(&undone.step.path)) } }
        }
        @if let Some(missing) = missing_consent(account, words) { p.off { (node(&missing)) } }
        @if !account.changes.is_empty() { (table(account, words)) }
        @if let Some(ordinary) = &account.ordinary_week { (weeks(ordinary, at, words)) }
        @if !hours.is_empty() {
            details { summary { (words.text("forms-hours")) } pre { (hours.join("\n")) } }
        }
        (list(&news(account), words))
        @for sentence in headline::review_sentences(account, words) { p.assumed { (node(&sentence)) } }
        @if let Some(conflicts) = headline::conflicts(account, words) { pre { (conflicts) } }
        @if let Some(digest) = &account.digest { p { "Digest: " code { (node(digest)) } } }
    }
}

fn refusal(refusal: &RefusalView, words: &Words) -> Markup {
    let place = place(refusal.file.as_deref(), refusal.line);
    html! {
        p.off {
            "! " (words.text("action-refused")) " " code { (node(&refusal.code)) }
            @if let Some(place) = place { " " code { (node(&place)) } }
        }
        p { (node(&refusal.message)) }
        @if let Some(rule) = &refusal.rule { p { (words.text("rule")) " «\u{a0}" (node(rule)) "\u{a0}»" } }
        p { (words.text("help")) " " (node(&refusal.help)) }
    }
}

fn table(account: &AccountView, words: &Words) -> Markup {
    let heads = [
        "forms-setting",
        "forms-before",
        "forms-after",
        "forms-place",
    ];
    html! {
        table {
            thead { tr { th scope="col" {} @for head in heads { th scope="col" { (words.text(head)) } } } }
            tbody { @for change in &account.changes { (changed(change, account, words)) } }
        }
    }
}

fn changed(change: &ChangeView, account: &AccountView, words: &Words) -> Markup {
    let row = row(change, account, words);
    html! {
        tr {
            th scope="row" { (row.sign) " " (row.action) }
            td { code { (node(row.path)) } }
            td { (node(row.before.text())) }
            td { (node(row.after.text())) }
            td { @if let Some(place) = row.place { code { (node(&place)) } } }
        }
    }
}

/// The ordinary week of each language in which it changes: outlined as it was, filled as it will
/// be, so that both are distinct on paper as well.
fn weeks(ordinary: &OrdinaryView, at: usize, words: &Words) -> Markup {
    html! {
        @for language in Language::ALL {
            @if ordinary.before.of(language) != ordinary.after.of(language) {
                (language_week(ordinary, language, at, words))
            }
        }
    }
}

fn language_week(ordinary: &OrdinaryView, language: Language, at: usize, words: &Words) -> Markup {
    let customers = words.text(match language {
        Language::Fr => "hours-french",
        Language::En => "hours-english",
    });
    let title = words.say(&Message::new("forms-week").text("customers", customers));
    let text = words.text("forms-week-text");
    let id = format!("{}-{at}-{language}", words.language());
    let before = spans(ordinary.before.of(language));
    let after = spans(ordinary.after.of(language));
    let sides = [(Look::Outlined, &before), (Look::Filled, &after)];
    let sides = sides.map(|(look, days)| PictureSide { look, days });
    html! {
        h3 { (title) }
        (week(&title, &text, &id, &sides, words))
        p.assumed { (text) }
    }
}

fn files(files: &[FileView], words: &Words) -> Markup {
    html! {
        h1 { (headline::checked(files, words)) }
        (list(&headline::gravest_first(files), words))
    }
}

fn list(findings: &[&DiagnosticView], words: &Words) -> Markup {
    if findings.is_empty() {
        return html! {};
    }
    let heads = ["forms-finding", "forms-message", "forms-place"];
    html! {
        table {
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
                (node(&finding.message))
                @if let Some(help) = &finding.help { br; (words.text("help")) " " (node(help)) }
            }
            td { code { (node(&place)) } }
        }
    }
}
