//! « Paramètres »: the four sections in the order of the help page, each with a save of its own.

use maud::{Markup, html};
use serde_json::Value;

use super::controls::Filled;
use super::form::Values;
use super::frame::PageFrame;
use super::sheet::Sheet;
use crate::model::{Kind, Language};
use crate::portal::endpoint::list_key;

/// The settings, and the form of which somebody entered something that was not saved.
pub(super) struct SettingsPage<'a> {
    pub(super) document: &'a Value,
    pub(super) candidates: &'a [Value],
    pub(super) is_delegate: bool,
    /// A form with what was entered, and the tag that it was opened with.
    pub(super) entered: Option<(Sheet, Values, String)>,
}

/// What stands among the fields and is none.
#[derive(Default)]
struct ShownBeside {
    /// The field that follows.
    before: &'static str,
    what: Markup,
}

impl SettingsPage<'_> {
    pub(super) fn body(&self, frame: &PageFrame<'_>) -> Markup {
        html! {
            (self.section("general", "page-general", self.general(frame), frame))
            (self.section("administrator", "page-administrator", self.administrator(frame), frame))
            (self.section("telephony", "page-telephony", self.telephony(frame), frame))
            (self.section("chat", "page-chat", self.chat(frame), frame))
        }
    }

    fn section(
        &self,
        id: &str,
        title: &'static str,
        body: Markup,
        frame: &PageFrame<'_>,
    ) -> Markup {
        html! {
            details.section id=(id) open {
                summary { h2 { (frame.text(title)) } }
                (body)
            }
        }
    }

    /// A form of one sheet, with what somebody entered before if there is something.
    fn form(
        &self,
        sheet: &Sheet,
        closed: Option<(&'static str, String)>,
        shown: &ShownBeside,
        frame: &PageFrame<'_>,
    ) -> Markup {
        let entered = self.entered.as_ref().filter(|(of, ..)| of == sheet);
        let held = sheet.values(sheet.part(self.document));
        let values = entered.map_or(&held, |(_, values, _)| values);
        let tag = self.document["etags"][sheet.key()].as_str().unwrap_or("");
        let tag = entered.map_or(tag, |(_, _, tag)| tag);
        let filled = Filled {
            sheet,
            values,
            closed,
        };
        html! {
            form method="post" action=(sheet.path()) {
                (frame.proof())
                input type="hidden" name="tag" value=(tag);
                (opened_with(sheet, &held))
                @for field in sheet.fields() {
                    @if field.name == shown.before { (shown.what) }
                    (filled.control(field, frame))
                }
                p { button.save type="submit" { (frame.text("page-save")) } }
            }
        }
    }

    fn general(&self, frame: &PageFrame<'_>) -> Markup {
        let can = self.document["general"]["can"].as_str().unwrap_or("");
        let shown = ShownBeside {
            before: "customerLanguage",
            what: shown("page-can", &html! { a href="/billing" { (can) } }, frame),
        };
        self.form(&Sheet::General, None, &shown, frame)
    }

    fn administrator(&self, frame: &PageFrame<'_>) -> Markup {
        let section = &self.document["administrator"];
        let primary = &section["primary"];
        let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
        let primary = format!("{} {}", text(&primary["userCode"]), text(&primary["name"]));
        if self.is_delegate {
            let language = section["language"].as_str().and_then(Language::parse);
            let language = language.map_or_else(String::new, |one| frame.language_name(one));
            return html! {
                p.note { (frame.text("page-delegate-note")) }
                dl {
                    (pair("page-language", &language, frame))
                    (pair("page-email", &text(&section["email"]), frame))
                    (pair("page-primary", &primary, frame))
                }
                (self.delegates(frame))
            };
        }
        let warning = ShownBeside {
            before: "email",
            what: html! { p.note { (frame.text("page-email-note")) } },
        };
        html! {
            (self.form(&Sheet::Administrator, None, &warning, frame))
            (self.password(frame))
            dl { (pair("page-primary", &primary, frame)) }
            (self.delegates(frame))
        }
    }

    /// « Une fenêtre-éclair s'affichera. » It opens without a script where the browser knows how to, and where it
    /// does not, the button leads to a page of its own.
    fn password(&self, frame: &PageFrame<'_>) -> Markup {
        html! {
            p {
                button type="button" commandfor="password-dialog" command="show-modal" { (frame.text("page-change-password")) }
                " "
                a href="/settings/password" { (frame.text("page-change-password-page")) }
            }
            dialog id="password-dialog" aria-labelledby="password-title" {
                h3 id="password-title" { (frame.text("page-change-password")) }
                (password_form(frame))
                form method="dialog" { button type="submit" { (frame.text("page-cancel")) } }
            }
        }
    }

    fn delegates(&self, frame: &PageFrame<'_>) -> Markup {
        let delegates = self.document["delegates"].as_array();
        let delegates: Vec<_> = delegates.into_iter().flatten().collect();
        html! {
            h3 { (frame.text("page-delegates")) }
            @if delegates.is_empty() { p { (frame.text("page-no-delegates")) } }
            ul.people {
                @for (number, delegate) in delegates.iter().enumerate() {
                    li {
                        (person(delegate))
                        @if !self.is_delegate { (remove_delegate(number, delegate, frame)) }
                    }
                }
            }
            @if !self.is_delegate { (self.grant(frame)) }
        }
    }

    /// « Cliquez sur le bouton Ajouter administrateur délégué. Sélectionnez l'utilisateur. Cliquez sur
    /// Enregistrer. »
    fn grant(&self, frame: &PageFrame<'_>) -> Markup {
        let is_wrong = !frame.faults_at("delegate-user").is_empty();
        html! {
            p {
                button type="button" commandfor="delegate-dialog" command="show-modal" { (frame.text("page-add-delegate")) }
                " "
                a href="/settings/delegates" { (frame.text("page-change-password-page")) }
            }
            dialog id="delegate-dialog" aria-labelledby="delegate-title" open[is_wrong] {
                h3 id="delegate-title" { (frame.text("page-add-delegate")) }
                (grant_form(self.document, self.candidates, frame))
                form method="dialog" { button type="submit" { (frame.text("page-cancel")) } }
            }
        }
    }

    /// « Ces champs ne peuvent être modifiés. »
    fn telephony(&self, frame: &PageFrame<'_>) -> Markup {
        let section = &self.document["telephony"];
        let text = |name: &str| section[name].as_str().unwrap_or("").to_owned();
        html! {
            p.note { (frame.text("page-read-only")) }
            dl {
                (pair("page-pbx", &text("pbx"), frame))
                (pair("page-provider", &text("provider"), frame))
            }
        }
    }

    fn chat(&self, frame: &PageFrame<'_>) -> Markup {
        let deployed = self.document["chat"]["softwareDeployed"] == true;
        let closed = (!deployed).then(|| ("enabled", frame.text("page-not-deployed")));
        html! {
            (self.form(&Sheet::Chat, closed, &ShownBeside::default(), frame))
            h3 { (frame.text("page-priority")) }
            ol.priority {
                @for words in ["page-priority-events", "page-priority-weekly", "page-priority-weekend", "page-lunch-break", "page-working-hours"] {
                    li { (frame.text(words)) }
                }
            }
            @for language in Language::ALL { (self.lists(language, frame)) }
        }
    }

    /// The lists of one language. « Cliquez sur le nom de l'horaire à modifier. »
    fn lists(&self, language: Language, frame: &PageFrame<'_>) -> Markup {
        let hours = &self.document["chat"][language.as_str()];
        let id = |list: &str| format!("{language}-{list}");
        let title = frame.text(match language {
            Language::Fr => "page-hours-fr",
            Language::En => "page-hours-en",
        });
        let mut fixed = vec![
            (Sheet::WorkingHours(language), "page-weekdays"),
            (Sheet::WeekendHours(language), "page-weekend"),
        ];
        if !hours["lunchBreak"].is_null() {
            fixed.push((Sheet::LunchBreak(language), "page-lunch-break"));
        }
        html! {
            section aria-labelledby=(id("hours")) {
                h3 id=(id("hours")) { (title) }
                h4 id=(id("weekly")) { (frame.text("page-weekly-schedules")) }
                ul.schedules aria-labelledby=(id("weekly")) {
                    @for (sheet, words) in &fixed { li { a href=(sheet.path()) { (frame.text(words)) } } }
                    @for (path, name) in named(hours, language, Kind::Weekly) {
                        li { a href=(path) lang=(language.as_str()) { (name) } }
                    }
                }
                (new(language, Kind::Weekly, frame))
                h4 id=(id("events")) { (frame.text("page-special-events")) }
                ul.schedules aria-labelledby=(id("events")) {
                    @for (path, name) in named(hours, language, Kind::SpecialEvent) {
                        li { a href=(path) lang=(language.as_str()) { (name) } }
                    }
                }
                (new(language, Kind::SpecialEvent, frame))
            }
        }
    }
}

/// The form that grants the rights of a delegate to one of the candidates.
pub(super) fn grant_form(document: &Value, candidates: &[Value], frame: &PageFrame<'_>) -> Markup {
    let delegates: Vec<_> = document["delegates"]
        .as_array()
        .into_iter()
        .flatten()
        .collect();
    let is_one = |user: &Value| delegates.iter().any(|one| one["userCode"] == *user);
    let candidates = candidates
        .iter()
        .filter(|candidate| !is_one(&candidate["userCode"]));
    let wrong = frame.faults_at("delegate-user");
    html! {
        form method="post" action="/settings/delegates" {
            (frame.proof())
            div.field.wrong[!wrong.is_empty()] {
                label for="delegate-user" { (frame.text("page-candidates")) }
                select id="delegate-user" name="user" {
                    @for candidate in candidates {
                        option value=(candidate["userCode"].as_str().unwrap_or("")) { (person(candidate)) }
                    }
                }
                @for sentence in &wrong { p.fault { (sentence) } }
            }
            p { button.save type="submit" { (frame.text("page-save")) } }
        }
    }
}

/// The form of the dialog and of its page. Nothing of it is ever shown again.
pub(super) fn password_form(frame: &PageFrame<'_>) -> Markup {
    let fields = [
        ("current", "page-current-password", "current-password"),
        ("new", "page-new-password", "new-password"),
        ("again", "page-new-password-again", "new-password"),
    ];
    html! {
        form method="post" action="/settings/password" {
            (frame.proof())
            p.hint id="password-policy" { (frame.text("page-password-policy")) }
            @for (name, words, token) in fields {
                @let id = format!("password-{name}");
                @let wrong = frame.faults_at(&id);
                div.field.wrong[!wrong.is_empty()] {
                    label for=(id) { (frame.text(words)) }
                    input type="password" id=(id) name=(name) autocomplete=(token) aria-describedby="password-policy"
                        aria-invalid=[(!wrong.is_empty()).then_some("true")];
                    @for sentence in &wrong { p.fault { (sentence) } }
                }
            }
            p { button type="submit" { (frame.text("page-ok")) } }
        }
    }
}

/// What the fields held when the form was opened, for a save that meets another one.
pub(super) fn opened_with(sheet: &Sheet, held: &Values) -> Markup {
    html! {
        @for field in sheet.fields() {
            input type="hidden" name={ "was." (field.name) } value=(held.get(field.name).map_or("", String::as_str));
        }
    }
}

fn shown(label: &'static str, value: &Markup, frame: &PageFrame<'_>) -> Markup {
    html! { dl { dt { (frame.text(label)) } dd { (value) } } }
}

fn pair(label: &'static str, value: &str, frame: &PageFrame<'_>) -> Markup {
    html! { dt { (frame.text(label)) } dd { (value) } }
}

fn person(person: &Value) -> Markup {
    let text = |name: &str| person[name].as_str().unwrap_or("").to_owned();
    html! { (text("userCode")) " " (text("name")) }
}

/// « Cliquez sur l'icône à côté de l'administrateur délégué. Cliquez sur OK pour confirmer la suppression. »
fn remove_delegate(number: usize, delegate: &Value, frame: &PageFrame<'_>) -> Markup {
    let id = format!("remove-{number}");
    let name = delegate["name"].as_str().unwrap_or("");
    let label = format!("{} {name}", frame.text("page-remove"));
    html! {
        button.icon type="button" commandfor=(id) command="show-modal" aria-label=(label) { "✕" }
        dialog id=(id) aria-label=(label) {
            p { (label) " ?" }
            form method="post" action="/settings/delegates/remove" {
                (frame.proof())
                input type="hidden" name="user" value=(delegate["userCode"].as_str().unwrap_or(""));
                button type="submit" { (frame.text("page-ok")) }
            }
            form method="dialog" { button type="submit" { (frame.text("page-cancel")) } }
        }
    }
}

/// Paths and names of a list, in the order of the names.
fn named(hours: &Value, language: Language, kind: Kind) -> Vec<(String, &str)> {
    let list = hours[kind.list()].as_array().into_iter().flatten();
    let mut named: Vec<_> = list
        .map(|schedule| {
            let id = schedule["id"].as_str().unwrap_or("");
            let sheet = Sheet::Schedule(language, kind, id.to_owned());
            (sheet.path(), schedule["name"].as_str().unwrap_or(""))
        })
        .collect();
    named.sort_by_key(|(_, name)| name.to_lowercase());
    named
}

fn new(language: Language, kind: Kind, frame: &PageFrame<'_>) -> Markup {
    let key = list_key(language, kind);
    let list = key.strip_prefix("chat/").unwrap_or(&key);
    let id = format!("new-{}", list.replace('/', "-"));
    html! { p { a.button id=(id) href={ "/settings/" (list) "/new" } { (frame.text("page-new")) } } }
}
