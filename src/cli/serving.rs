//! How `portal serve` is reached: by whom, under which names, and with what in between.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use secrecy::zeroize::Zeroizing;

use super::args::{Backup, PagesArg, Serve};
use super::environment::Environment;
use super::exit::Exit;
use super::failure::{Failure, faulty, faulty_seed, faulty_token_file, not_listening, unreadable};
use super::portal::DIRECTORY;
use super::portal_views::ToolViews;
use super::save::{Destination, Privacy, save};
use crate::portal::{DatabaseLock, Desk, PageHabits, Portal, Seed, Serving, Sharing, bind};
use crate::source::{Links, named};
use crate::words::Message;

impl Serve {
    /// Refuses addresses at which tokens could be read in transit or would be issued to anyone: the
    /// portal itself speaks plain HTTP, so it listens on this machine, or behind a proxy that handles
    /// TLS, and then only with tokens that the operator chose.
    pub(super) fn serving(&self, environment: &Environment) -> Result<Serving, Failure> {
        let unsafe_address = if !self.behind_proxy && !self.listen.ip().is_loopback() {
            Some("portal-not-loopback")
        } else if self.behind_proxy && self.token_file.is_none() {
            Some("portal-without-tokens")
        } else {
            None
        };
        if let Some(id) = unsafe_address {
            let message = Message::new(id).text("address", self.listen);
            let help = Message::new("portal-not-loopback-help");
            return Err(Failure::new(Exit::Usage, message).help(help));
        }
        if let Some(seed) = self.chaos {
            environment.say(&Message::new("portal-chaos").text("seed", seed));
        }
        let habits = match self.pages {
            PagesArg::Kind => PageHabits::Kind,
            PagesArg::Harsh => PageHabits::Harsh,
        };
        let desk = Desk::new(Arc::new(ToolViews), habits, self.strict_session);
        Ok(Serving::new(self.host.clone(), self.chaos).with_pages(Arc::new(desk)))
    }

    /// Refuses links that lead where they should not, before a database is made.
    fn refuse_links(&self) -> Result<(), Failure> {
        let links = match self.follow_links {
            true => Links::Everywhere,
            false => Links::Inside,
        };
        if let Some(seed) = &self.seed {
            named(seed, links)?;
        }
        if let Some(tokens) = &self.token_file {
            named(tokens, Links::Everywhere)?;
        }
        Ok(())
    }
}

/// Raises the limit of open files as far as the system allows: each connection needs one, and the
/// usual limit is small.
#[cfg(unix)]
pub(super) fn raise_descriptors() {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    // A failure is not an error: with fewer descriptors, new clients wait for a connection to end.
    let _ = setrlimit(Resource::Nofile, limit);
}

#[cfg(not(unix))]
pub(super) fn raise_descriptors() {}

/// `consigne portal backup`.
pub(super) fn backup(args: &Backup, environment: &Environment) -> Result<Exit, Failure> {
    let path = &args.file;
    match Destination::of(path).map_err(|error| unreadable(path, &error))? {
        Destination::File(file) => copied(&args.database, &file)?,
        Destination::Stream(mut stream) => {
            // SQLite needs a file that it can seek in.
            let copy = tempfile::NamedTempFile::new().map_err(|error| unreadable(path, &error))?;
            copied(&args.database, copy.path())?;
            let copy = fs::File::open(copy.path());
            copy.and_then(|mut copy| std::io::copy(&mut copy, &mut stream))
                .and_then(|_| stream.flush())
                .map_err(|error| unreadable(path, &error))?;
        }
    }
    let message = Message::new("portal-backed-up").text("path", args.file.display());
    environment.say(&message);
    Ok(Exit::Done)
}

fn copied(database: &Path, to: &Path) -> Result<(), Failure> {
    crate::portal::backup(database, to).map_err(|fault| faulty(&fault))
}

/// `consigne portal reset`: deletes the database of the embedded portal with the two files that SQLite
/// may leave next to it. Files that do not exist are not an error.
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

/// `consigne portal serve`. The address is printed once the portal accepts connections, so that a
/// script can wait for that line; without a token file, each account of the seed gets a token in a file.
pub(super) async fn serve(args: &Serve, environment: &Environment) -> Result<Exit, Failure> {
    let serving = args.serving(environment)?;
    args.refuse_links()?;
    raise_descriptors();
    let portal = Portal::open(&args.database).map_err(|fault| faulty(&fault))?;
    let _lock =
        DatabaseLock::take(&args.database, Sharing::Exclusive).map_err(|fault| faulty(&fault))?;
    let mut accounts = Vec::new();
    if let Some(path) = &args.seed {
        let seed = Seed::parse(&text_of(path)?).map_err(|fault| faulty(&fault))?;
        accounts.extend(seed.accounts.iter().map(|account| account.account.clone()));
        portal
            .seed(&seed)
            .map_err(|fault| faulty_seed(path, &fault))?;
    }
    match &args.token_file {
        Some(path) => portal
            .grant_file(path)
            .map_err(|fault| faulty_token_file(path, &fault))?,
        None => {
            for account in &accounts {
                let token = portal.new_token(account).map_err(|fault| faulty(&fault))?;
                let token = Zeroizing::new(token);
                let path = args.database.with_extension(format!("{account}.token"));
                save(&path, token.as_bytes(), Privacy::Confidential)
                    .map_err(|error| unreadable(&path, &error))?;
                let message = Message::new("token-made").text("account", account);
                environment.say(&message.text("path", path.display()));
            }
        }
    }
    let listener = bind(args.listen).map_err(|error| not_listening(&error))?;
    let address = listener
        .local_addr()
        .map_err(|error| not_listening(&error))?;
    let _log = super::log::begin(args.log);
    let stop = super::interrupt::signalled();
    environment.result(&format!("listening on http://{address}\n"));
    environment.say(&Message::new("portal-pages").text("address", address));
    if environment.lost_output().is_some() {
        // Whoever waits for that line would wait for ever.
        return Ok(Exit::Done);
    }
    portal
        .serve(serving, listener, stop)
        .await
        .map_err(|fault| faulty(&fault))?;
    Ok(Exit::Done)
}

fn text_of(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| unreadable(path, &error))
}
