//! What a page answers, and the headers that keep it in its place.

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use maud::Markup;

/// Nothing but the portal's own style sheet is loaded, nothing runs, forms go to the portal alone, and no other
/// page can show these in a frame.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// With `no-referrer` Chromium sends `Origin: null` with a form, which the check of origins refuses.
const REFERRER: &str = "same-origin";

/// A page, or where to go next.
#[derive(Debug, Default)]
pub(in crate::portal) struct PageReply {
    status: u16,
    media_type: &'static str,
    body: Bytes,
    location: Option<String>,
    /// Value of `Set-Cookie`.
    pub(super) cookie: Option<String>,
    /// The name under which a browser saves it.
    file_name: Option<String>,
}

impl PageReply {
    pub(super) fn page(status: u16, page: Markup) -> Self {
        Self {
            status,
            media_type: "text/html; charset=utf-8",
            body: page.into_string().into(),
            ..Self::default()
        }
    }

    pub(super) fn style(sheet: &'static str) -> Self {
        Self {
            status: 200,
            media_type: "text/css; charset=utf-8",
            body: sheet.into(),
            ..Self::default()
        }
    }

    pub(super) fn file(name: &str, text: String) -> Self {
        Self {
            status: 200,
            media_type: "application/yaml; charset=utf-8",
            body: text.into(),
            file_name: Some(name.to_owned()),
            ..Self::default()
        }
    }

    /// 303: the browser gets the page there, and reloading it sends nothing again.
    pub(super) fn see(location: impl Into<String>) -> Self {
        Self {
            status: 303,
            location: Some(location.into()),
            ..Self::default()
        }
    }

    pub(super) fn with_cookie(self, cookie: Option<String>) -> Self {
        Self { cookie, ..self }
    }

    pub(super) fn response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let fixed = [
            (header::CONTENT_SECURITY_POLICY, POLICY),
            (header::REFERRER_POLICY, REFERRER),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            // What a page shows is confidential, and the way back must not show it after a logout.
            (header::CACHE_CONTROL, "no-store"),
        ];
        let fixed = fixed.map(|(name, value)| (name, value.to_owned()));
        let mut headers: Vec<(HeaderName, String)> = fixed.into();
        if !self.media_type.is_empty() {
            headers.push((header::CONTENT_TYPE, self.media_type.to_owned()));
        }
        headers.extend(self.location.map(|location| (header::LOCATION, location)));
        headers.extend(self.cookie.map(|cookie| (header::SET_COOKIE, cookie)));
        // An account has a name without anything that would have to be quoted.
        let saved = self
            .file_name
            .map(|name| format!("attachment; filename=\"{name}\""));
        headers.extend(saved.map(|saved| (header::CONTENT_DISPOSITION, saved)));
        for (name, value) in headers {
            if let Ok(value) = HeaderValue::try_from(value) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}
