//! A page that says what went wrong, where no form is shown.

use maud::html;

use super::fault::FormFault;
use super::frame::PageFrame;
use super::reply::PageReply;
use crate::model::Language;
use crate::portal::problem::Problem;
use crate::words::Words;

/// A page about something that no form can mend.
pub(super) fn trouble(problem: &Problem, language: Language) -> PageReply {
    let words = Words::of(language);
    let fault = [FormFault::of_form(words.say(&problem.sentence()))];
    let frame = PageFrame::before_login("page-trouble", &fault, &words);
    let body = html! { p { a href="/settings" { (frame.text("page-settings")) } } };
    PageReply::page(problem.status, frame.page(&body))
}
