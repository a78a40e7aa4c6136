//! How `portal serve` is reached: by whom, under which names, and with what in between.

use super::args::{Backup, Serve};
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::portal::faulty;
use crate::portal::Serving;
use crate::words::Message;

impl Serve {
    /// This machine alone, or a proxy in front that ends TLS, and then only with tokens that
    /// somebody gave out.
    pub(super) fn serving(&self, environment: &Environment) -> Result<Serving, Failure> {
        let usage = |id, help| {
            let message = Message::new(id).text("address", self.listen);
            Err(Failure::new(Exit::Usage, message).help(Message::new(help)))
        };
        if !self.behind_proxy && !self.listen.ip().is_loopback() {
            return usage("portal-not-loopback", "portal-not-loopback-help");
        }
        if self.behind_proxy && self.token_file.is_none() {
            return usage("portal-without-tokens", "portal-not-loopback-help");
        }
        if let Some(seed) = self.chaos {
            environment.say(&Message::new("portal-chaos").text("seed", seed));
        }
        Ok(Serving::new(self.host.clone(), self.chaos))
    }
}

/// A connection is a descriptor, and the usual number of them is small.
#[cfg(unix)]
pub(super) fn raise_descriptors() {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    // With fewer, who comes waits for a connection to end.
    let _ = setrlimit(Resource::Nofile, limit);
}

#[cfg(not(unix))]
pub(super) fn raise_descriptors() {}

/// `consigne portal backup`.
pub(super) fn backup(args: &Backup, environment: &Environment) -> Result<Exit, Failure> {
    crate::portal::backup(&args.database, &args.file).map_err(|fault| faulty(&fault))?;
    let message = Message::new("portal-backed-up").text("path", args.file.display());
    environment.say(&message);
    Ok(Exit::Done)
}
