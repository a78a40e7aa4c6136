//! Who is let in: a request that was meant for this portal, and that no other site made a browser
//! send. There are no CORS headers, so no other site reads an answer either.

use std::net::{IpAddr, SocketAddr};

use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, header};

use super::problem::Problem;

/// The names that the portal goes by.
#[derive(Debug)]
pub(super) struct Door {
    /// Of this machine, for who is on it.
    own: Vec<String>,
    /// Of the proxy in front.
    given: Vec<String>,
}

/// By which name the portal was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AskedAs {
    /// On this machine.
    Own,
    /// Through the proxy.
    Given,
}

impl Door {
    pub(super) fn new(listens: SocketAddr, names: &[String]) -> Self {
        let port = listens.port();
        let mut own: Vec<String> = ["localhost", "127.0.0.1", "[::1]"]
            .map(|name| format!("{name}:{port}"))
            .into();
        if !listens.ip().is_unspecified() {
            own.push(listens.to_string());
        }
        if port == 80 {
            let bare: Vec<_> = own
                .iter()
                .filter_map(|name| name.strip_suffix(":80"))
                .collect();
            let bare: Vec<_> = bare.into_iter().map(str::to_owned).collect();
            own.extend(bare);
        }
        let given = names.iter().map(|name| name.to_ascii_lowercase()).collect();
        Self { own, given }
    }

    /// The name, when it is exactly one of the portal's, and what changes something comes from no
    /// other site.
    pub(super) fn admit(&self, parts: &Parts, peer: IpAddr) -> Result<AskedAs, Problem> {
        let host = host(parts)?;
        let asked_as = if self.own.contains(&host) && peer.is_loopback() {
            AskedAs::Own
        } else if self.given.contains(&host) {
            AskedAs::Given
        } else {
            return Err(Problem::misdirected());
        };
        if parts.method.is_safe() || same_site(&parts.headers, &host, asked_as) {
            Ok(asked_as)
        } else {
            Err(Problem::cross_site())
        }
    }
}

/// One `Host`, which a target in absolute form repeats (RFC 9112, 3.2).
fn host(parts: &Parts) -> Result<String, Problem> {
    let host = only(&parts.headers, header::HOST)
        .map_err(|Several| Problem::malformed())?
        .ok_or_else(Problem::malformed)?
        .to_ascii_lowercase();
    match parts.uri.authority() {
        Some(authority) if !authority.as_str().eq_ignore_ascii_case(&host) => {
            Err(Problem::malformed())
        }
        Some(_) | None => Ok(host),
    }
}

/// What no browser sends has neither header; what a browser sends for another site has at least one.
fn same_site(headers: &HeaderMap, host: &str, asked_as: AskedAs) -> bool {
    let origin = match only(headers, header::ORIGIN) {
        Err(Several) => return false,
        Ok(origin) => origin.map(str::to_ascii_lowercase),
    };
    let scheme = match asked_as {
        AskedAs::Own => "http",
        // TLS ends at the proxy.
        AskedAs::Given => "https",
    };
    let fits = origin.is_none_or(|origin| origin == format!("{scheme}://{host}"));
    let site = only(headers, HeaderName::from_static("sec-fetch-site"));
    fits && matches!(site, Ok(None | Some("same-origin" | "none")))
}

/// The header comes more than once, or is no text.
pub(super) struct Several;

pub(super) fn only(headers: &HeaderMap, name: HeaderName) -> Result<Option<&str>, Several> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| Several),
        (Some(_), Some(_)) => Err(Several),
    }
}
