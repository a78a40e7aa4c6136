//! How `portal serve` is reached: by whom, under which names, and with what in between.

use super::args::{Backup, Serve};
use std::fs;
use std::path::{Path, PathBuf};

use tokio::net::TcpListener;

use super::environment::Environment;
use super::exit::Exit;
use super::failure::{Failure, faulty, not_listening, unreadable};
use super::output::save;
use super::portal::DIRECTORY;
use crate::portal::{Portal, Seed, Serving};
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

/// `consigne portal reset`.
pub(super) fn reset(environment: &Environment) -> Result<Exit, Failure> {
    for name in ["portal.db", "portal.db-wal", "portal.db-shm"] {
        let path = Path::new(DIRECTORY).join(name);
        match fs::remove_file(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(unreadable(&path, &error)),
        }
    }
    environment.say(&Message::new("embedded-reset"));
    Ok(Exit::Done)
}

/// `consigne portal serve`.
pub(super) async fn serve(args: &Serve, environment: &Environment) -> Result<Exit, Failure> {
    let serving = args.serving(environment)?;
    raise_descriptors();
    let text = |path: &PathBuf| fs::read_to_string(path).map_err(|error| unreadable(path, &error));
    let portal = Portal::open(&args.database).map_err(|fault| faulty(&fault))?;
    let mut accounts = Vec::new();
    if let Some(path) = &args.seed {
        let seed = Seed::parse(&text(path)?).map_err(|fault| faulty(&fault))?;
        accounts.extend(seed.accounts.iter().map(|account| account.account.clone()));
        portal.seed(&seed).map_err(|fault| faulty(&fault))?;
    }
    match &args.token_file {
        Some(path) => portal.grant(&text(path)?).map_err(|fault| faulty(&fault))?,
        None => {
            for account in &accounts {
                let token = portal.new_token(account).map_err(|fault| faulty(&fault))?;
                let path = args.database.with_extension(format!("{account}.token"));
                save(&path, token.as_bytes()).map_err(|error| unreadable(&path, &error))?;
                let message = Message::new("token-made").text("account", account);
                environment.say(&message.text("path", path.display()));
            }
        }
    }
    let listener = TcpListener::bind(args.listen)
        .await
        .map_err(|error| not_listening(&error))?;
    let address = listener
        .local_addr()
        .map_err(|error| not_listening(&error))?;
    let _log = super::log::begin(args.log);
    let stop = super::interrupt::signalled();
    environment.result(&format!("listening on http://{address}\n"));
    portal
        .serve(serving, listener, stop)
        .await
        .map_err(|fault| faulty(&fault))?;
    Ok(Exit::Done)
}
