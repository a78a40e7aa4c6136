//! Logging in: by a form, and by a link that works once.

use maud::{Markup, html};
use serde_json::json;

use super::form::Form;
use super::frame::PageFrame;
use super::visit::VisitRequest;
use crate::portal::embedded::Portal;
use crate::portal::problem::Problem;

/// Where a browser goes after a login: a path of the portal itself, and never another site.
pub(super) fn way_back(form: &Form) -> &str {
    let path = form.text("next");
    let is_own =
        path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n']);
    if is_own { path } else { "/settings" }
}

/// The form, with what was entered on a page before the session was lost.
pub(super) fn body(next: &str, login: &str, kept: &Form, frame: &PageFrame<'_>) -> Markup {
    let wrong = frame.faults_at("login-user");
    html! {
        form method="post" action="/login" {
            input type="hidden" name="next" value=(next);
            @for (name, value) in kept.fields() { input type="hidden" name={ "kept." (name) } value=(value); }
            div.field.wrong[!wrong.is_empty()] {
                label for="login-user" { (frame.text("page-user")) }
                input type="text" id="login-user" name="user" value=(login) autocomplete="username" inputmode="email";
                @for sentence in &wrong { p.fault { (sentence) } }
            }
            div.field {
                label for="login-password" { (frame.text("page-password")) }
                input type="password" id="login-password" name="password" autocomplete="current-password";
            }
            p { button type="submit" { (frame.text("page-submit")) } }
            p { a href="/login/forgot" { (frame.text("page-forgot")) } }
        }
    }
}

/// Logs in, and gives the cookie of a new session: the one that a browser had before is worth nothing.
pub(super) fn log_in(portal: &Portal, request: &VisitRequest) -> Result<Option<String>, Problem> {
    let credentials = json!({
        "email": request.form.text("user").trim(),
        "password": request.form.text("password"),
    });
    let response = request.send(portal, "POST", "/v1/sessions", Some(&credentials))?;
    Ok(response.cookie)
}
