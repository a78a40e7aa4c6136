//! « La page suivante vous permettra de modifier l'horaire. »

use maud::{Markup, html};

use super::controls::Filled;
use super::form::Values;
use super::frame::{PageFrame, language_words};
use super::settings::opened_with;
use super::sheet::Sheet;
use crate::model::Kind;
use crate::words::Words;

/// The page of one schedule.
pub(super) struct SchedulePage<'a> {
    pub(super) sheet: &'a Sheet,
    /// What the account holds; nothing for a new one.
    pub(super) held: &'a Values,
    /// What is shown: the same, or what somebody entered.
    pub(super) values: &'a Values,
    pub(super) tag: &'a str,
    pub(super) is_new: bool,
}

impl SchedulePage<'_> {
    pub(super) fn body(&self, frame: &PageFrame<'_>) -> Markup {
        let filled = Filled {
            sheet: self.sheet,
            values: self.values,
            closed: None,
        };
        html! {
            form method="post" action=(self.sheet.path()) {
                (frame.proof())
                @if self.is_new {
                    input type="hidden" name="new" value="yes";
                } @else {
                    input type="hidden" name="tag" value=(self.tag);
                }
                (opened_with(self.sheet, self.held))
                @for field in self.sheet.fields() { (filled.control(field, frame)) }
                p { button.save type="submit" { (frame.text("page-save")) } }
            }
            @if let (Sheet::Schedule(..), false) = (self.sheet, self.is_new) { (self.delete(frame)) }
            p { a href="/settings#chat" { (frame.text("page-back")) } }
        }
    }

    fn delete(&self, frame: &PageFrame<'_>) -> Markup {
        html! {
            p { button type="button" commandfor="delete" command="show-modal" { (frame.text("page-delete")) } }
            dialog id="delete" aria-labelledby="delete-title" {
                h2 id="delete-title" { (frame.text("page-delete-question")) }
                form method="post" action={ (self.sheet.path()) "/delete" } {
                    (frame.proof())
                    input type="hidden" name="tag" value=(self.tag);
                    button type="submit" { (frame.text("page-ok")) }
                }
                form method="dialog" { button type="submit" { (frame.text("page-cancel")) } }
            }
        }
    }
}

/// What the page of a schedule is called: its name and the language of its customers, since both languages have
/// schedules of the same names.
pub(super) fn title(sheet: &Sheet, held: &Values, is_new: bool, words: &Words) -> String {
    let (id, language) = match sheet {
        Sheet::WorkingHours(language) => ("page-weekdays", language),
        Sheet::WeekendHours(language) => ("page-weekend", language),
        Sheet::LunchBreak(language) => ("page-lunch-break", language),
        Sheet::Schedule(language, Kind::Weekly, _) if is_new => ("page-new-weekly", language),
        Sheet::Schedule(language, Kind::SpecialEvent, _) if is_new => ("page-new-event", language),
        Sheet::Schedule(language, ..) => ("", language),
        Sheet::General | Sheet::Administrator | Sheet::Chat => return words.text("page-settings"),
    };
    let name = match id {
        "" => held.get("name").cloned().unwrap_or_default(),
        id => words.text(id),
    };
    let customers = words.text(language_words(*language));
    format!("{name} ({customers})")
}
