//! From a request for a page to the page, by way of the same requests that a program makes.

use maud::{Markup, html};

use super::desk::{Desk, PageHabits};
use super::fault::FormFault;
use super::form::Form;
use super::frame::PageFrame;
use super::login;
use super::reply::PageReply;
use super::route::PageRoute;
use super::show::Visit;
use super::trouble::trouble;
use super::visit::{VisitRequest, Visitor};
use crate::portal::embedded::Portal;
use crate::portal::problem::Problem;
use crate::words::Words;

const STYLE: &str = include_str!("style.css");

/// The page of a request. Blocks.
pub(in crate::portal) fn answer(portal: &Portal, desk: &Desk, request: &VisitRequest) -> PageReply {
    if let Some(reply) = open_page(portal, desk, request) {
        return reply;
    }
    let visitor = match Visitor::of(portal, request) {
        Ok(visitor) => visitor.filter(|visitor| desk.is_in_use(&visitor.session)),
        Err(fault) => return trouble(&Problem::fault(&fault), request.language),
    };
    let Some(visitor) = visitor else {
        return without_session(request);
    };
    match Visit::of(desk, request, visitor) {
        Ok(visit) if request.is_post => visit.posted(),
        Ok(visit) => visit.shown(),
        Err(problem) => trouble(&problem, request.language),
    }
}

/// What anybody may see.
fn open_page(portal: &Portal, desk: &Desk, request: &VisitRequest) -> Option<PageReply> {
    match &request.route {
        PageRoute::Style => Some(PageReply::style(STYLE)),
        PageRoute::Login => Some(entry(portal, desk, request)),
        PageRoute::Once => Some(once(portal, desk, request)),
        PageRoute::Forgot => Some(forgot(request)),
        PageRoute::Welcome
        | PageRoute::Logout
        | PageRoute::Settings
        | PageRoute::Sheet(_)
        | PageRoute::NewSchedule(..)
        | PageRoute::DeleteSchedule(..)
        | PageRoute::Password
        | PageRoute::GrantDelegate
        | PageRoute::RevokeDelegate
        | PageRoute::Billing
        | PageRoute::Week(_)
        | PageRoute::Yaml
        | PageRoute::File
        | PageRoute::History => None,
    }
}

/// What there is before a login.
fn entry(portal: &Portal, desk: &Desk, request: &VisitRequest) -> PageReply {
    let words = Words::of(request.language);
    let kept = request.form.below("kept.");
    if !request.is_post {
        let next = login::way_back(&request.query).to_owned();
        return login_page(200, &next, "", &kept, &[], &words);
    }
    let next = login::way_back(&request.form).to_owned();
    match login::log_in(portal, request) {
        // What was entered before the session was lost is sent again by hand, from the page that shows it.
        Ok(cookie) if kept.fields().next().is_some() => {
            let page = kept_page(&next, &kept, &words);
            PageReply::page(200, page).with_cookie(cookie)
        }
        Ok(cookie) => {
            let first = match desk.habits {
                PageHabits::Kind => next,
                PageHabits::Harsh => "/welcome".to_owned(),
            };
            PageReply::see(first).with_cookie(cookie)
        }
        Err(problem) => {
            let sentence = words.say(&problem.sentence());
            let fault = FormFault::at("login-user", sentence);
            let user = request.form.text("user");
            login_page(problem.status, &next, user, &kept, &[fault], &words)
        }
    }
}

fn login_page(
    status: u16,
    next: &str,
    user: &str,
    kept: &Form,
    faults: &[FormFault],
    words: &Words,
) -> PageReply {
    let frame = PageFrame::before_login("page-login", faults, words);
    PageReply::page(status, frame.page(&login::body(next, user, kept, &frame)))
}

/// After a login: the form that was lost, once more, to be sent with the proof of the new session. That proof is
/// known to no page before it is asked for, so the form leads to the page that has it.
fn kept_page(next: &str, kept: &Form, words: &Words) -> Markup {
    let frame = PageFrame::before_login("page-kept", &[], words);
    let body = html! {
        p { (frame.text("page-kept-note")) }
        form method="post" action=(next) {
            input type="hidden" name="review" value="yes";
            @for (name, value) in kept.fields() {
                input type="hidden" name=(name) value=(value);
            }
            p { button type="submit" { (frame.text("page-kept-show")) } }
        }
    };
    frame.page(&body)
}

/// A form that arrives without a session is kept for after the login; passwords are not.
fn without_session(request: &VisitRequest) -> PageReply {
    let words = Words::of(request.language);
    let mut kept = Form::default();
    if request.is_post && matches!(request.route, PageRoute::Sheet(_)) {
        kept = request.form.clone();
        let frame_faults = [FormFault::of_form(words.text("page-session-ended"))];
        return login_page(401, &request.target, "", &kept, &frame_faults, &words);
    }
    if request.is_post {
        return login_page(401, "/settings", "", &kept, &[], &words);
    }
    let next = form_urlencoded::Serializer::new(String::new())
        .append_pair("next", &request.target)
        .finish();
    PageReply::see(format!("/login?{next}"))
}

/// « Cliquez sur le lien Oublié? » The real portal sends a mail; this one has no mail.
fn forgot(request: &VisitRequest) -> PageReply {
    let words = Words::of(request.language);
    let frame = PageFrame::before_login("page-forgot-title", &[], &words);
    let body = html! {
        p { (frame.text("page-forgot-note")) }
        p { a href="/login" { (frame.text("page-login")) } }
    };
    PageReply::page(200, frame.page(&body))
}

/// A link of `consigne portal open`.
fn once(portal: &Portal, desk: &Desk, request: &VisitRequest) -> PageReply {
    let words = Words::of(request.language);
    let owner = desk.redeem(request.query.text("code"));
    let session = owner.map(|owner| portal.begin_session(&owner));
    match session {
        Some(Ok(cookie)) => PageReply::see("/settings").with_cookie(Some(cookie)),
        Some(Err(fault)) => trouble(&Problem::fault(&fault), request.language),
        None => {
            let fault = FormFault::of_form(words.text("page-link-used"));
            login_page(401, "/settings", "", &Form::default(), &[fault], &words)
        }
    }
}
