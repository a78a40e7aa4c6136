//! A page of its own for people who read no comments: no script, nothing that is loaded, the same
//! on paper and in the dark. What came from outside stands in text nodes alone.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::super::calendar::html::picture::{Look, Side as Week, week};
use super::super::calendar::html::{POLICY, STYLE};
use super::super::diagnostics::{DiagnosticView, FileView};
use super::super::escape::{markup, node};
use super::super::ordinary::{OrdinaryView, spans};
use super::super::view::{AccountView, ChangeView, RefusalView, View};
use super::change::{place, row};
use super::remark::{news, severity};
use super::{Frame, Told, headline, verdict};
use crate::model::Language;
use crate::words::{Message, Words};

pub(super) fn plan(told: &[Told<'_, View>], frame: &Frame) -> String {
    let bodies = told
        .iter()
        .map(|told| (told.words, accounts(told.what, told.words)));
    page(&bodies.collect::<Vec<_>>(), frame)
}

pub(super) fn findings(told: &[Told<'_, [FileView]>], frame: &Frame) -> String {
    let bodies = told
        .iter()
        .map(|told| (told.words, files(told.what, told.words)));
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
        p { (headline::summary(view, words)) }
        @for (account, at) in headline::told(view).into_iter().zip(0..) {
            (section(account, view.accounts.len() > 1, at, words))
        }
    }
}

fn section(account: &AccountView, several: bool, at: usize, words: &Words) -> Markup {
    let hours = headline::impact(account, words);
    html! {
        section {
            @if several {
                h2 { (node(&account.account)) ": " (words.text(verdict(account.verdict))) }
                @if let Some(hours) = headline::hours(account, words) { p { (hours) } }
            }
            @if let Some(partial) = headline::partial(account, words) { p { (node(&partial)) } }
            @for one in &account.refusals { (refusal(one, words)) }
            @for step in headline::undone(account) {
                p.off { "! " (words.text(headline::fate(step))) " " code { (node(&step.path)) } }
            }
            @if let Some(missing) = headline::missing(account, words) { p.off { (node(&missing)) } }
            @if !account.changes.is_empty() { (table(account, words)) }
            @if let Some(ordinary) = &account.ordinary_week { (weeks(ordinary, at, words)) }
            @if !hours.is_empty() {
                details { summary { (words.text("forms-hours")) } pre { (hours.join("\n")) } }
            }
            (list(&news(account).iter().collect::<Vec<_>>(), words))
            @for said in headline::beside(account, words) { p.assumed { (node(&said)) } }
            @if let Some(conflicts) = headline::conflicts(account, words) { pre { (conflicts) } }
            @if let Some(digest) = &account.digest { p { "Digest: " code { (node(digest)) } } }
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

/// The ordinary week of each language in which it changes: dashed as it was, filled as it will be.
fn weeks(ordinary: &OrdinaryView, at: usize, words: &Words) -> Markup {
    let changed = Language::ALL.map(|language| {
        let (before, after) = (ordinary.before.of(language), ordinary.after.of(language));
        (before != after).then_some((language, before, after))
    });
    html! {
        @for (language, before, after) in changed.into_iter().flatten() {
            @let name = words.text(match language {
                Language::Fr => "hours-french",
                Language::En => "hours-english",
            });
            @let title = words.say(&Message::new("forms-week").text("customers", name));
            @let sides = [(Look::Outlined, spans(before)), (Look::Filled, spans(after))];
            @let sides = sides.each_ref().map(|(look, days)| Week { look: *look, days });
            @let id = format!("{}-{at}-{language}", words.language());
            h3 { (title) }
            (week(&title, &words.text("forms-week-text"), &id, &sides, words))
            p.assumed { (words.text("forms-week-text")) }
        }
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
