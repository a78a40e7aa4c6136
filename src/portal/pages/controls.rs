//! The controls of a form: each with its words, what it holds, and what is wrong with it.

use maud::{Markup, html};

use super::form::Values;
use super::frame::PageFrame;
use super::sheet::{Control, DAYS, FormField, Sheet};
use crate::model::{Language, country};

/// What a form shows in its fields.
pub(super) struct Filled<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) values: &'a Values,
    /// Fields that cannot be filled in, and why.
    pub(super) closed: Option<(&'static str, String)>,
}

/// Letters of the days, and their names.
const DAY_WORDS: [(&str, &str); 7] = [
    ("page-mon", "page-monday"),
    ("page-tue", "page-tuesday"),
    ("page-wed", "page-wednesday"),
    ("page-thu", "page-thursday"),
    ("page-fri", "page-friday"),
    ("page-sat", "page-saturday"),
    ("page-sun", "page-sunday"),
];

impl Filled<'_> {
    fn value(&self, field: &FormField) -> &str {
        self.values.get(field.name).map_or("", String::as_str)
    }

    /// A field with everything that belongs to it.
    pub(super) fn control(&self, field: &FormField, frame: &PageFrame<'_>) -> Markup {
        let id = self.sheet.id_of(field);
        let wrong = frame.faults_at(&id);
        let hint = match field.control {
            Control::Hinted(hint) => Some(frame.text(hint)),
            Control::Text(_)
            | Control::Language
            | Control::Availability
            | Control::Country
            | Control::Tick
            | Control::Days => None,
        };
        let closed = self.closed.as_ref().filter(|(name, _)| *name == field.name);
        let note = closed.map(|(_, why)| why.clone()).or(hint);
        html! {
            div.field.wrong[!wrong.is_empty()] {
                @match field.control {
                    Control::Days => (self.days(field, &id, frame)),
                    Control::Tick => (self.tick(field, &id, closed.is_some(), frame)),
                    Control::Text(_) | Control::Hinted(_) | Control::Language | Control::Availability | Control::Country => {
                        label for=(id) { (frame.text(field.label)) }
                        (self.input(field, &id, frame))
                    }
                }
                @if let Some(note) = note { p.hint id={ (id) "-note" } { (note) } }
                @for sentence in &wrong { p.fault id={ (id) "-fault" } { (sentence) } }
            }
        }
    }

    fn described(field: &FormField, id: &str, frame: &PageFrame<'_>) -> Option<String> {
        let mut ids = Vec::new();
        if matches!(field.control, Control::Hinted(_)) {
            ids.push(format!("{id}-note"));
        }
        if !frame.faults_at(id).is_empty() {
            ids.push(format!("{id}-fault"));
        }
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn input(&self, field: &FormField, id: &str, frame: &PageFrame<'_>) -> Markup {
        let value = self.value(field);
        let described = Self::described(field, id, frame);
        let is_wrong = !frame.faults_at(id).is_empty();
        let choices: Vec<(&str, String)> = match field.control {
            Control::Language => Language::ALL
                .map(|language| (language.as_str(), frame.language_name(language)))
                .into(),
            Control::Availability => [("closed", "page-closed"), ("open", "page-open")]
                .map(|(value, words)| (value, frame.text(words)))
                .into(),
            Control::Country => std::iter::once(("", String::new()))
                .chain(country::all().map(|code| (code, code.to_owned())))
                .collect(),
            Control::Text(_) | Control::Hinted(_) | Control::Tick | Control::Days => Vec::new(),
        };
        let token = match field.control {
            Control::Text(token) => token,
            Control::Country => "country",
            Control::Hinted(_)
            | Control::Language
            | Control::Availability
            | Control::Tick
            | Control::Days => "off",
        };
        let invalid = is_wrong.then_some("true");
        html! {
            @if choices.is_empty() {
                input type="text" id=(id) name=(field.name) value=(value) autocomplete=(token)
                    aria-describedby=[described] aria-invalid=[invalid];
            } @else {
                select id=(id) name=(field.name) autocomplete=(token) aria-describedby=[described] aria-invalid=[invalid] {
                    @for (choice, words) in &choices {
                        option value=(choice) selected[*choice == value] { (words) }
                    }
                    @if !choices.iter().any(|(choice, _)| *choice == value) {
                        option value=(value) selected { (value) }
                    }
                }
            }
        }
    }

    fn tick(&self, field: &FormField, id: &str, is_closed: bool, frame: &PageFrame<'_>) -> Markup {
        let described = match is_closed {
            true => Some(format!("{id}-note")),
            false => Self::described(field, id, frame),
        };
        html! {
            label.tick {
                input type="checkbox" id=(id) name=(field.name) value="yes" checked[self.value(field) == "yes"]
                    disabled[is_closed] aria-describedby=[described];
                span { (frame.text(field.label)) }
            }
        }
    }

    /// « Les cases L, M, M, J, V correspondent respectivement à lundi, mardi, mercredi, jeudi et vendredi. » Two
    /// boxes have the same letter, so each is called by its whole name.
    fn days(&self, field: &FormField, id: &str, frame: &PageFrame<'_>) -> Markup {
        let ticked: Vec<_> = self.value(field).split_whitespace().collect();
        html! {
            fieldset.days id=(id) tabindex="-1" {
                legend { (frame.text(field.label)) }
                @for (day, (letter, name)) in DAYS.into_iter().zip(DAY_WORDS) {
                    label.tick {
                        input type="checkbox" id={ (id) "-" (day) } name="day" value=(day) checked[ticked.contains(&day)];
                        span aria-hidden="true" { (frame.text(letter)) }
                        span.unseen { (frame.text(name)) }
                    }
                }
                label.tick {
                    input type="checkbox" id={ (id) "-every" } name="everyDay" value="yes";
                    span { (frame.text("page-every-day")) }
                }
            }
        }
    }
}
