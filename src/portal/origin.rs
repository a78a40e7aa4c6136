//! Whether a request was meant for this portal, and whether a foreign web page made a browser send
//! it.
//!
//! A portal on a developer's machine can be reached by every web page that runs in a browser there.
//! Two attacks follow, and each has its check:
//!
//! - *DNS rebinding*: the page's own domain is made to resolve to 127.0.0.1, so that the browser
//!   takes the portal for the page's server and lets its script read the responses. But the browser
//!   sends the page's domain as `Host`: any `Host` that is not a name of the portal gets a 421.
//! - *Cross-site request forgery*: a page cannot read responses of another origin, but it can send
//!   requests there. A browser then adds `Origin` or `Sec-Fetch-Site`: a request that changes
//!   something and comes from another origin gets a 403.
//!
//! The portal sends no CORS headers, so browsers never give its responses to pages of other origins.
//! Programs that are not browsers send neither header and pass the second check.

use std::net::{IpAddr, SocketAddr};

use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, header};

use super::headers::{AmbiguousHeader, single};
use super::problem::Problem;

/// The values of `Host` that the portal accepts.
#[derive(Debug)]
pub(super) struct OriginCheck {
    /// For clients on this machine.
    local: Vec<String>,
    /// For clients of the reverse proxy.
    proxied: Vec<String>,
}

/// By which kind of name the portal was addressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HostKind {
    /// A name of this machine.
    Local,
    /// A name of the reverse proxy.
    Proxied,
}

impl OriginCheck {
    /// `listens` is the address on which the portal listens, `names` those of the proxy.
    pub(super) fn new(listens: SocketAddr, names: &[String]) -> Self {
        let port = listens.port();
        let mut local: Vec<String> = ["localhost", "127.0.0.1", "[::1]"]
            .map(|name| format!("{name}:{port}"))
            .into();
        // 0.0.0.0 is not a name by which a client can address the portal.
        if !listens.ip().is_unspecified() {
            local.push(listens.to_string());
        }
        // Clients leave out the default port.
        if port == 80 {
            let without_port: Vec<String> = local
                .iter()
                .filter_map(|name| name.strip_suffix(":80"))
                .map(str::to_owned)
                .collect();
            local.extend(without_port);
        }
        let proxied = names.iter().map(|name| name.to_ascii_lowercase()).collect();
        Self { local, proxied }
    }

    /// Admits a request whose `Host` is exactly one of the names and, if it changes something, that
    /// no page of another origin sent. The local names count only for clients on this machine, since
    /// any client can write `Host: localhost`.
    pub(super) fn admit(&self, parts: &Parts, peer: IpAddr) -> Result<HostKind, Problem> {
        // Exact comparison: no wildcard, no default port, no trailing dot.
        let host = host(parts)?;
        let kind = if self.local.contains(&host) && peer.is_loopback() {
            HostKind::Local
        } else if self.proxied.contains(&host) {
            HostKind::Proxied
        } else {
            return Err(Problem::misdirected());
        };
        // A request that only reads needs no check: no other origin sees the response.
        if parts.method.is_safe() || is_same_site(&parts.headers, &host, kind) {
            Ok(kind)
        } else {
            Err(Problem::cross_site())
        }
    }
}

/// The host, in lower case. 400 when there is not exactly one, or when the request target is in
/// absolute form and names another one (RFC 9112, 3.2).
fn host(parts: &Parts) -> Result<String, Problem> {
    let host = single(&parts.headers, header::HOST)
        .map_err(|AmbiguousHeader| Problem::malformed())?
        .ok_or_else(Problem::malformed)?
        .to_ascii_lowercase();
    match parts.uri.authority() {
        Some(authority) if !authority.as_str().eq_ignore_ascii_case(&host) => {
            Err(Problem::malformed())
        }
        Some(_) | None => Ok(host),
    }
}

/// Whether the headers rule out that a page of another origin sent the request. A browser that
/// sends a request for such a page always adds at least one of the two headers.
fn is_same_site(headers: &HeaderMap, host: &str, kind: HostKind) -> bool {
    // No browser sends two; treat it as an attack.
    let origin = match single(headers, header::ORIGIN) {
        Err(AmbiguousHeader) => return false,
        Ok(origin) => origin.map(str::to_ascii_lowercase),
    };
    let scheme = match kind {
        HostKind::Local => "http",
        // The proxy terminates TLS.
        HostKind::Proxied => "https",
    };
    let fits = origin.is_none_or(|origin| origin == format!("{scheme}://{host}"));
    let site = single(headers, HeaderName::from_static("sec-fetch-site"));
    // `none` is a request that the user made directly, such as by typing the address.
    fits && matches!(site, Ok(None | Some("same-origin" | "none")))
}
