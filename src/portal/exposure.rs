//! How clients reach the portal: directly, or through a reverse proxy.

use std::net::IpAddr;

use axum::http::request::Parts;

use super::listen::PeerAddress;

/// How clients reach the portal. This decides which address counts as the client's, and whether
/// the session cookie is limited to HTTPS.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Exposure {
    /// Plain HTTP on a loopback address.
    #[default]
    Direct,
    /// Through a reverse proxy, which terminates TLS.
    Proxy,
}

impl Exposure {
    /// The client's address: the peer of the connection or, behind a proxy, the last entry of
    /// `X-Forwarded-For`. Only that entry is the proxy's own; a client can send any others itself.
    pub(super) fn client(self, request: &Parts) -> Option<IpAddr> {
        let peer = request.extensions.get::<PeerAddress>();
        let peer = peer.map(|address| address.0.ip());
        match self {
            Self::Direct => peer,
            Self::Proxy => forwarded_for(request).or(peer),
        }
    }
}

fn forwarded_for(request: &Parts) -> Option<IpAddr> {
    let headers = request.headers.get_all("x-forwarded-for");
    // A proxy may append to the header or add one; the last address is its own in both cases.
    let last_header = headers.iter().next_back()?.to_str().ok()?;
    let last_address = last_header.rsplit(',').next()?;
    last_address.trim().parse().ok()
}
