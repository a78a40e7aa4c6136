//! Where a portal is and what is trusted there, for every command that connects to one.

use std::path::Path;

use super::exit::Exit;
use super::failure::{Failure, unreadable};
use crate::client::{InvalidUrl, PortalUrl};
use crate::source::{Links, named};
use crate::words::Message;

/// The address of a portal. A token travels with every request, so the address is refused unless
/// it is `https`, or `http` on this machine.
pub(super) fn portal_url(address: &str) -> Result<PortalUrl, Failure> {
    PortalUrl::parse(address).map_err(|invalid| {
        let id = match invalid {
            InvalidUrl::Form => "url-form",
            InvalidUrl::Extra => "url-extra",
            InvalidUrl::NotLoopback => "url-not-loopback",
        };
        Failure::new(Exit::Usage, Message::new(id))
    })
}

/// The certificate of `--ca-file`, in PEM format, which is trusted in addition to the system's.
pub(super) fn extra_root(path: Option<&Path>) -> Result<Option<Vec<u8>>, Failure> {
    let Some(path) = path else {
        return Ok(None);
    };
    named(path, Links::Everywhere)?;
    let certificate = std::fs::read(path).map_err(|error| unreadable(path, &error))?;
    Ok(Some(certificate))
}
