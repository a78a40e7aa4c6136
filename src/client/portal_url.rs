//! Where a portal is. A token travels to it, so plain HTTP is for this machine alone.

use std::net::IpAddr;

use reqwest::Url;

/// An address that a token may be sent to: HTTPS anywhere, plain HTTP to this machine alone, and no
/// part in which credentials could hide. Its path may be that of a portal behind a prefix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortalUrl(Url);

/// Why an address is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvalidUrl {
    Form,
    /// User, password, query or fragment: credentials do not belong there.
    Extra,
    /// Plain HTTP to another machine.
    NotLoopback,
}

impl PortalUrl {
    pub fn parse(text: &str) -> Result<Self, InvalidUrl> {
        let mut url = Url::parse(text).map_err(|_| InvalidUrl::Form)?;
        let host = url.host_str().ok_or(InvalidUrl::Form)?;
        let extra = !url.username().is_empty()
            || url.password().is_some()
            || url.query().is_some()
            || url.fragment().is_some();
        if extra {
            return Err(InvalidUrl::Extra);
        }
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(host) => {}
            "http" => return Err(InvalidUrl::NotLoopback),
            _ => return Err(InvalidUrl::Form),
        }
        let path = url.path().trim_end_matches('/').to_owned();
        url.set_path(&path);
        Ok(Self(url))
    }

    /// A path below `/v1`.
    pub(super) fn resource(&self, path: &str) -> String {
        format!("{}/v1/{path}", self.0.as_str().trim_end_matches('/'))
    }

    /// The address without a slash at its end. A saved plan names its portal by this text, and is
    /// refused at any other.
    pub fn origin(&self) -> String {
        self.0.as_str().trim_end_matches('/').to_owned()
    }

    pub(super) fn is_plain(&self) -> bool {
        self.0.scheme() == "http"
    }
}

/// `localhost` counts: the client resolves it to 127.0.0.1 itself and asks no name server.
fn is_loopback(host: &str) -> bool {
    let ip = host
        .trim_start_matches('[')
        .trim_end_matches(']')
        .parse::<IpAddr>();
    host == "localhost" || ip.is_ok_and(|ip| ip.is_loopback())
}
