//! Pages over HTTP: a form is received, and the page is made on a thread that may block.

use std::sync::Arc;

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{Method, header};
use axum::response::Response;
use tower::ServiceExt;

use super::form::Form;
use super::route::PageRoute;
use super::trouble::trouble;
use super::visit::VisitRequest;
use crate::portal::browser::Browser;
use crate::portal::front::{Front, QueuedPage};
use crate::portal::headers::{joined, preferred_language};
use crate::portal::problem::Problem;
use crate::portal::request::ApiRequest;
use crate::portal::request_body::{Sender, is_for_known_senders};

/// Answers a request for a page.
pub(in crate::portal) async fn handle_page(
    front: &Arc<Front>,
    route: PageRoute,
    parts: Parts,
    body: Body,
) -> Response {
    let language = preferred_language(&parts.headers);
    match page(front, route, &parts, body).await {
        Ok(response) => response,
        Err(problem) => trouble(&problem, language).response(),
    }
}

async fn page(
    front: &Arc<Front>,
    route: PageRoute,
    parts: &Parts,
    body: Body,
) -> Result<Response, Problem> {
    let is_post = match parts.method {
        Method::GET | Method::HEAD => false,
        Method::POST => true,
        _ => return Err(Problem::method_not_allowed_but("GET, POST")),
    };
    let browser = Browser::of(&parts.headers);
    let client = front.portal.exposure.client(parts);
    let mut sender = Sender::Unknown;
    if is_for_known_senders(&body) {
        let who = ApiRequest {
            method: "GET".to_owned(),
            path: "/v1/accounts".to_owned(),
            browser: browser.clone(),
            client,
            ..ApiRequest::default()
        };
        front.portal.clone().knows_sender(who).await?;
        sender = Sender::Known;
    }
    let form = front.bodies.receive(body, sender).await?;
    let declared = joined(&parts.headers, header::CONTENT_TYPE);
    let is_form =
        declared.is_some_and(|declared| declared.starts_with("application/x-www-form-urlencoded"));
    if is_post && !is_form {
        return Err(Problem::media_type());
    }
    let takes_password = matches!(route, PageRoute::Login | PageRoute::Password);
    let hash_permit = match is_post && takes_password {
        true => front.portal.limiter.hash_permit().await,
        false => None,
    };
    let query = parts.uri.query().unwrap_or("");
    let target = parts.uri.path_and_query();
    let queued = QueuedPage {
        request: VisitRequest {
            route,
            is_post,
            target: target
                .map_or("/settings", |target| target.as_str())
                .to_owned(),
            query: Form::parse(query.as_bytes()),
            form: Form::parse(&form),
            browser,
            client,
            language: preferred_language(&parts.headers),
        },
        hash_permit,
    };
    let reply = front.pages.clone().oneshot(queued).await;
    let reply = reply.map_err(|_overloaded| Problem::maintenance())?;
    Ok(reply?.response())
}
