//! The audit trail: who changed what and when, and by which means.

use maud::{Markup, html};
use serde_json::Value;

use super::frame::PageFrame;
use crate::portal::audit::{AuditEntry, AuditedKey};

/// Sections by which the entries can be narrowed, with the beginnings of their keys.
const SECTIONS: [(&str, &str); 4] = [
    ("general", "page-general"),
    ("administrator", "page-administrator"),
    ("delegates", "page-delegates"),
    ("chat", "page-chat"),
];
/// Entries of a page, the latest ones.
pub(super) const MOST: u32 = 200;

/// What a section of the form is about; everything where there is none of that name.
pub(super) fn about(section: &str) -> AuditedKey {
    let mut sections = SECTIONS.iter();
    let known = sections.find(|(name, _)| *name == section);
    known.map_or(AuditedKey::Any, |(name, _)| AuditedKey::Section(name))
}

pub(super) fn body(entries: &[AuditEntry], section: &str, frame: &PageFrame<'_>) -> Markup {
    html! {
        form method="get" action="/history" {
            label for="history-section" { (frame.text("page-section")) }
            select id="history-section" name="section" {
                option value="" { (frame.text("page-all-sections")) }
                @for (name, words) in SECTIONS {
                    option value=(name) selected[name == section] { (frame.text(words)) }
                }
            }
            " " button type="submit" { (frame.text("page-show")) }
        }
        // Where it is too wide it scrolls by itself, also with the keyboard.
        section.wide tabindex="0" aria-label=(frame.title) {
            table {
                thead { tr {
                    @for words in ["page-when", "page-who", "page-means", "page-what", "page-before", "page-after"] {
                        th scope="col" { (frame.text(words)) }
                    }
                } }
                tbody { @for entry in entries.iter().rev() { (row(entry, frame)) } }
            }
        }
    }
}

fn row(entry: &AuditEntry, frame: &PageFrame<'_>) -> Markup {
    let means = match entry.means.as_str() {
        "page" => frame.text("page-means-page"),
        "token" => frame.text("page-means-token"),
        "tool" => frame.text("page-means-tool"),
        _ => String::new(),
    };
    html! {
        tr {
            td { time { (entry.at) } }
            td { (entry.who) }
            td { (means) }
            td { (entry.what) }
            td { (change(entry.old.as_ref(), entry.new.as_ref())) }
            td { (change(entry.new.as_ref(), entry.old.as_ref())) }
        }
    }
}

/// The members in which a value differs from another.
fn change(value: Option<&Value>, other: Option<&Value>) -> Markup {
    let members = value.and_then(Value::as_object).into_iter().flatten();
    let members = members.filter(|(name, value)| {
        let other = other.and_then(|other| other.get(name.as_str()));
        other != Some(*value)
    });
    html! {
        @for (name, value) in members {
            div { code { (name) } ": " (value.as_str().map_or_else(|| value.to_string(), str::to_owned)) }
        }
    }
}
