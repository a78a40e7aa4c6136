//! Headers by which a browser reveals the page that sent a request.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// Name of the session cookie.
pub(super) const COOKIE: &str = "consigne-session";

/// The headers that browsers add on their own and that scripts cannot forge.
#[derive(Debug, Clone, Default)]
pub(super) struct Browser {
    cookie: Option<String>,
    host: Option<String>,
    origin: Option<String>,
    fetch_site: Option<String>,
}

impl Browser {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        Self {
            cookie: text(headers, header::COOKIE),
            host: text(headers, header::HOST),
            origin: text(headers, header::ORIGIN),
            fetch_site: text(headers, HeaderName::from_static("sec-fetch-site")),
        }
    }

    /// The value of the session cookie.
    pub(super) fn session(&self) -> Option<&str> {
        let cookies = self.cookie.as_deref()?.split(';');
        let mut pairs = cookies.filter_map(|cookie| cookie.trim().split_once('='));
        let (_, value) = pairs.find(|(name, _)| *name == COOKIE)?;
        Some(value)
    }

    /// Whether a page of the portal itself sent the request.
    ///
    /// A browser attaches the cookie to whatever request any page makes it send (cross-site request
    /// forgery), so a cookie alone proves nothing about intent: a write also needs evidence that
    /// the page is the portal's. `Sec-Fetch-Site` is the best evidence; older browsers send only
    /// `Origin`, which must then name the host that was addressed. Without either, the answer is
    /// no.
    pub(super) fn is_same_origin(&self) -> bool {
        match (&self.fetch_site, &self.origin, &self.host) {
            (Some(site), _, _) => site == "same-origin",
            (None, Some(origin), Some(host)) => {
                let authority = origin.split_once("://").map(|(_, authority)| authority);
                authority.is_some_and(|authority| authority.eq_ignore_ascii_case(host))
            }
            (None, Some(_), None) | (None, None, _) => false,
        }
    }

    /// Whether a browser sent the request. Other clients send neither header.
    pub(super) fn is_present(&self) -> bool {
        self.fetch_site.is_some() || self.origin.is_some()
    }
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let value = headers.get(name).map(HeaderValue::to_str)?;
    value.ok().map(str::to_owned)
}
