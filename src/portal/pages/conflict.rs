//! A save that meets another one: what the form showed, what there is now and by whom, and what was entered. For
//! each field that differs somebody chooses; nothing is chosen beforehand.

use maud::{Markup, html};

use super::form::{Form, Values};
use super::frame::PageFrame;
use super::sheet::{Control, FormField, Sheet};

/// What three versions of a form hold.
pub(super) struct Conflict<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) was: &'a Values,
    pub(super) now: &'a Values,
    pub(super) mine: &'a Values,
    /// Tag of what there is now.
    pub(super) tag: &'a str,
    /// Who changed it last, and when.
    pub(super) by: Option<(String, String)>,
}

impl Conflict<'_> {
    /// The fields of which the entered value is not the one that there is now.
    fn differing(&self) -> impl Iterator<Item = &'static FormField> {
        let fields = self.sheet.fields().iter();
        fields.filter(|field| self.now.get(field.name) != self.mine.get(field.name))
    }

    pub(super) fn body(&self, frame: &PageFrame<'_>) -> Markup {
        html! {
            p { (frame.text("page-conflict-note")) }
            @if let Some((who, when)) = &self.by { p { (frame.text("page-conflict-by")) " " (who) ", " time { (when) } } }
            form method="post" action=(self.sheet.path()) {
                (frame.proof())
                input type="hidden" name="tag" value=(self.tag);
                input type="hidden" name="chosen" value="yes";
                @for field in self.sheet.fields() {
                    @for (version, values) in [("was.", self.was), ("now.", self.now), ("mine.", self.mine)] {
                        input type="hidden" name={ (version) (field.name) } value=(text(values, field));
                    }
                }
                @for field in self.differing() { (self.choice(field, frame)) }
                p { button.save type="submit" { (frame.text("page-save")) } }
            }
            p { a href="/settings" { (frame.text("page-conflict-drop")) } }
        }
    }

    fn choice(&self, field: &FormField, frame: &PageFrame<'_>) -> Markup {
        let id = self.sheet.id_of(field);
        html! {
            fieldset.choice id=(id) tabindex="-1" {
                legend { (frame.text(field.label)) }
                p { (frame.text("page-conflict-was")) ": " strong { (shown(self.was, field, frame)) } }
                @for (pick, words, values) in [("now", "page-conflict-now", self.now), ("mine", "page-conflict-mine", self.mine)] {
                    label.tick {
                        input type="radio" name={ "pick." (field.name) } value=(pick);
                        span { (frame.text(words)) ": " strong { (shown(values, field, frame)) } }
                    }
                }
                @for sentence in frame.faults_at(&id) { p.fault { (sentence) } }
            }
        }
    }
}

fn text<'v>(values: &'v Values, field: &FormField) -> &'v str {
    values.get(field.name).map_or("", String::as_str)
}

/// A value as people read it.
fn shown(values: &Values, field: &FormField, frame: &PageFrame<'_>) -> String {
    match (field.control, text(values, field)) {
        (Control::Tick, "yes") => frame.text("page-yes"),
        (Control::Tick, _) => frame.text("page-no"),
        (_, "") => frame.text("page-empty"),
        (_, text) => text.to_owned(),
    }
}

/// The versions that a form of this page carries, and the values that were chosen. A field for which nothing was
/// chosen is named.
pub(super) struct Choice {
    pub(super) was: Values,
    pub(super) now: Values,
    pub(super) mine: Values,
    pub(super) chosen: Values,
    pub(super) open: Vec<&'static FormField>,
}

/// One version, as a form carries it.
pub(super) fn version(sheet: &Sheet, form: &Form, prefix: &str) -> Values {
    let carried = form.below(prefix);
    let fields = sheet.fields().iter();
    fields
        .map(|field| (field.name, carried.text(field.name).to_owned()))
        .collect()
}

pub(super) fn choice(sheet: &Sheet, form: &Form) -> Choice {
    let [was, now, mine] = ["was.", "now.", "mine."].map(|prefix| version(sheet, form, prefix));
    let picks = form.below("pick.");
    let (mut chosen, mut open) = (now.clone(), Vec::new());
    for field in sheet.fields() {
        match picks.get(field.name) {
            Some("mine") => {
                chosen.insert(field.name, text(&mine, field).to_owned());
            }
            Some("now") => {}
            Some(_) | None if now.get(field.name) != mine.get(field.name) => open.push(field),
            Some(_) | None => {}
        }
    }
    Choice {
        was,
        now,
        mine,
        chosen,
        open,
    }
}
