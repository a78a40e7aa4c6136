//! The portal of a command: one at an address, or the embedded one inside this process.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use secrecy::zeroize::Zeroizing;

use super::address::{extra_root, portal_url};
use super::args::PortalArgs;
use super::environment::{Environment, variable};
use super::exit::Exit;
use super::failure::{Failure, faulty, unreadable};
use super::network::limits;
use super::portal_views::ToolViews;
use super::save::{Privacy, save};
use super::token_failure::{faulty_table, without_token};
use crate::client::{HttpPortal, PortalUrl, RequestLimits, Token, TokenTable, TokenTableFault};
use crate::contract::ReadPortal as _;
use crate::desired::Desired;
use crate::model::{AccountName, PersonName, UserCode};
use crate::portal::{
    Desk, LocalPortal, NewAccount, NewCandidate, NewPrimary, NewTelephony, PageHabits, Seed,
};
use crate::reconcile::{self, Connect, Ready, TokenOwner};
use crate::source::{Links, named};
use crate::words::Message;

/// Where the embedded portal keeps its database.
pub(super) const DIRECTORY: &str = ".consigne";

/// Variables that name a proxy for https. A note names them, because a proxy that was set long ago is
/// easily forgotten when a portal cannot be reached.
const PROXIES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

/// The portal of a whole run, from which each account gets a connection. An embedded portal is stopped
/// when this is dropped.
pub(super) struct Portals<'a> {
    environment: &'a Environment,
    limits: RequestLimits,
    kind: PortalKind,
}

enum PortalKind {
    Remote(RemotePortal),
    Embedded {
        portal: LocalPortal,
        url: PortalUrl,
        /// By account; each lives as long as the portal.
        tokens: Mutex<BTreeMap<String, Zeroizing<String>>>,
    },
}

/// A portal at an address, with the tokens of its accounts.
struct RemotePortal {
    /// Whose connections every account uses, with a token of its own.
    portal: Arc<HttpPortal>,
    origin: String,
    tokens: TokenTable,
}

impl RemotePortal {
    fn connection(&self, token: &Token) -> Connection {
        let (portal, holder) = if self.tokens.is_shared() {
            (Arc::clone(&self.portal), TokenOwner::Everyone)
        } else {
            let portal = self.portal.with_token(token.clone());
            (Arc::new(portal), TokenOwner::Account)
        };
        Connection {
            portal,
            origin: self.origin.clone(),
            holder,
        }
    }

    fn account(&self, account: &str) -> Result<Connection, Failure> {
        let token = self.tokens.of(&AccountName::observed(account));
        let token = token.ok_or_else(without_token)?;
        Ok(self.connection(token))
    }
}

/// An account, and a connection that may read it.
pub(super) struct SeenAccount {
    pub(super) account: AccountName,
    pub(super) connection: Connection,
}

/// A name without an account, and why.
pub(super) struct UnseenAccount {
    pub(super) name: String,
    pub(super) failure: Box<Failure>,
}

/// A portal to talk to about one account.
pub(super) type Connection = reconcile::Connection<HttpPortal>;

impl Connect for Portals<'_> {
    type Portal = HttpPortal;
    type Error = Failure;

    fn connect(&self, ready: &Ready) -> Result<Connection, Failure> {
        self.account(ready.account().as_str(), Some(&ready.desired))
    }
}

impl<'a> Portals<'a> {
    /// Resolves the portal that the arguments name. No request is sent yet; an embedded portal is
    /// started.
    pub(super) async fn open(
        args: &PortalArgs,
        environment: &'a Environment,
    ) -> Result<Self, Failure> {
        let Some(portal) = &args.portal else {
            let message = Message::new("no-portal");
            return Err(Failure::new(Exit::Usage, message).help(Message::new("no-portal-help")));
        };
        let limits = limits(args, environment);
        let kind = if portal == "embedded" {
            embedded(environment).await?
        } else {
            PortalKind::Remote(remote(portal, args, &limits, environment)?)
        };
        if portal.starts_with("https:") && PROXIES.into_iter().any(|name| variable(name).is_some())
        {
            environment.say(&Message::new("proxy-named"));
        }
        Ok(Self {
            environment,
            limits,
            kind,
        })
    }

    /// A connection for one account. The embedded portal creates an account that it does not know from
    /// `desired`, and issues a token for each account, as a reseller's administrator has.
    pub(super) fn account(
        &self,
        account: &str,
        desired: Option<&Desired>,
    ) -> Result<Connection, Failure> {
        let (portal, url, tokens) = match &self.kind {
            PortalKind::Remote(remote) => return remote.account(account),
            PortalKind::Embedded {
                portal,
                url,
                tokens,
                ..
            } => (portal, url, tokens),
        };
        let mut tokens = tokens.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(token) = tokens.get(account) {
            return self.with_token(url, token);
        }
        if let Some(desired) = desired
            && !portal
                .portal()
                .knows(account)
                .map_err(|fault| faulty(&fault))?
        {
            let seed = Seed::from(vec![new_account(desired)]);
            portal
                .portal()
                .seed(&seed)
                .map_err(|fault| faulty(&fault))?;
            let message = Message::new("embedded-created").text("account", account);
            self.environment.say(&message);
        }
        let token = portal.token(account).map_err(|fault| faulty(&fault))?;
        let token = Zeroizing::new(token);
        let connection = self.with_token(url, &token)?;
        tokens.insert(account.to_owned(), token);
        Ok(connection)
    }

    /// Reads the token again, for a command that runs longer than a token is valid: a secret store may
    /// have replaced the file.
    pub(super) fn renew(&mut self, args: &PortalArgs) -> Result<(), Failure> {
        match (&mut self.kind, &args.portal) {
            (PortalKind::Remote(before), Some(portal)) => {
                *before = remote(portal, args, &self.limits, self.environment)?;
                Ok(())
            }
            (PortalKind::Remote(_) | PortalKind::Embedded { .. }, _) => Ok(()),
        }
    }

    /// Connections for questions about all accounts, one for each token.
    pub(super) fn every_account(&self) -> Result<Vec<Connection>, Failure> {
        match &self.kind {
            PortalKind::Remote(remote) => {
                let tokens = remote.tokens.tokens();
                Ok(tokens.map(|token| remote.connection(token)).collect())
            }
            PortalKind::Embedded { portal, url, .. } => {
                let token = portal.portal().new_system_token();
                let token = Zeroizing::new(token.map_err(|fault| faulty(&fault))?);
                Ok(vec![self.with_token(url, &token)?])
            }
        }
    }

    /// Every account that one of the tokens gives access to, in the order of their names.
    pub(super) async fn seen(&self) -> Result<Vec<SeenAccount>, Failure> {
        let mut seen = BTreeMap::new();
        for connection in self.every_account()? {
            let accounts = connection.portal.accounts().await;
            for access in accounts.map_err(|error| Failure::from(&error))? {
                let connection = connection.clone();
                seen.entry(access.account).or_insert(connection);
            }
        }
        let seen = seen.into_iter();
        Ok(seen
            .map(|(account, connection)| SeenAccount {
                account,
                connection,
            })
            .collect())
    }

    /// The accounts with these names, or every account that the tokens give access to. A name that no
    /// account can have, or an account without a token, fails by itself.
    pub(super) async fn named_or_seen(
        &self,
        names: &[String],
    ) -> Result<Vec<Result<SeenAccount, UnseenAccount>>, Failure> {
        if names.is_empty() {
            return Ok(self.seen().await?.into_iter().map(Ok).collect());
        }
        let mut names = names.to_vec();
        names.sort();
        names.dedup();
        let named = names.into_iter().map(|name| {
            let parsed = AccountName::parse(&name).map_err(|_| {
                let message = Message::new("bad-account").text("account", &name);
                Failure::new(Exit::Usage, message)
            });
            let found = parsed.and_then(|account| {
                let connection = self.account(account.as_str(), None)?;
                Ok(SeenAccount {
                    account,
                    connection,
                })
            });
            found.map_err(|failure| UnseenAccount {
                name,
                failure: Box::new(failure),
            })
        });
        Ok(named.collect())
    }

    fn with_token(&self, url: &PortalUrl, token: &str) -> Result<Connection, Failure> {
        let token = Token::parse(token)
            .ok_or_else(|| Failure::new(Exit::Failed, Message::new("no-token")))?;
        let language = self.environment.words.language();
        let http = HttpPortal::new(url.clone(), token, language, None);
        let http = http.map_err(|error| Failure::from(&error))?;
        Ok(Connection {
            portal: Arc::new(http.limited(self.limits.clone())),
            origin: "embedded".to_owned(),
            holder: TokenOwner::Account,
        })
    }
}

fn remote(
    portal: &str,
    args: &PortalArgs,
    limits: &RequestLimits,
    environment: &Environment,
) -> Result<RemotePortal, Failure> {
    let url = portal_url(portal)?;
    let extra_root = extra_root(args.ca_file.as_deref())?;
    let origin = url.origin();
    let language = environment.words.language();
    let tokens = tokens(args)?;
    let first = tokens.tokens().next();
    let first = first.expect("a table has a line at least").clone();
    let http = HttpPortal::new(url, first, language, extra_root.as_deref());
    let http = http.map_err(|error| Failure::from(&error))?;
    Ok(RemotePortal {
        portal: Arc::new(http.limited(limits.clone())),
        origin,
        tokens,
    })
}

fn tokens(args: &PortalArgs) -> Result<TokenTable, Failure> {
    if let Some(path) = &args.token_file {
        named(path, Links::Everywhere)?;
        return TokenTable::read(path).map_err(|fault| match fault {
            TokenTableFault::Lines(lines) => faulty_table(&path.display().to_string(), &lines),
            TokenTableFault::File(fault) => {
                let message = Message::new("bad-token-file")
                    .text("path", path.display())
                    .reason(fault);
                Failure::new(Exit::Failed, message)
            }
        });
    }
    let usage = |id, help| Failure::new(Exit::Usage, Message::new(id)).help(Message::new(help));
    let Some(text) = variable("CONSIGNE_TOKEN").map(Zeroizing::new) else {
        return Err(usage("no-token", "no-token-help"));
    };
    // One line that is no token is a token that was set wrongly, such as `Bearer …`; a table may have one
    // line as well, but begins with an account.
    let is_table = text.trim().lines().count() > 1;
    TokenTable::parse(&text).map_err(|lines| match is_table {
        true => faulty_table("CONSIGNE_TOKEN", &lines).with_exit(Exit::Usage),
        false => usage("bad-token", "bad-token-help"),
    })
}

async fn embedded(environment: &Environment) -> Result<PortalKind, Failure> {
    let directory = own_directory()?;
    let database = directory.join("portal.db");
    let desk = Desk::new(Arc::new(ToolViews), PageHabits::Kind, false);
    let portal = LocalPortal::start_with(&database, Arc::new(desk)).await;
    let portal = portal.map_err(|fault| faulty(&fault))?;
    environment.say(&Message::new("embedded-serves").text("address", portal.address()));
    let url =
        PortalUrl::parse(&portal.url()).expect("plain HTTP to a loopback address is a valid URL");
    Ok(PortalKind::Embedded {
        portal,
        url,
        tokens: Mutex::default(),
    })
}

/// An account of the embedded portal for a file that names one it does not know. Settings that only
/// the portal's administrator may choose are taken from the file, or else the first plan of every
/// example would be refused.
fn new_account(desired: &Desired) -> NewAccount {
    let guards = &desired.guards;
    let delegates = desired.delegates.iter().flatten();
    NewAccount {
        account: desired.account.to_string(),
        can: guards.can.as_ref().map(ToString::to_string),
        telephony: NewTelephony {
            pbx: guards.pbx.as_ref().map(ToString::to_string),
            provider: guards.carrier.as_ref().map(ToString::to_string),
        },
        primary: NewPrimary {
            user_code: guards.primary.as_ref().map(ToString::to_string),
            email: desired.email.as_ref().map(ToString::to_string),
            ..NewPrimary::default()
        },
        candidates: candidates(&desired.account, delegates),
        software_deployed: true,
        settings: serde_json::Value::Null,
    }
}

/// People who may become delegates. Of which company they are is in no file, and no rule is about it.
pub(super) fn candidates<'p>(
    account: &AccountName,
    people: impl Iterator<Item = (&'p UserCode, &'p PersonName)>,
) -> Vec<NewCandidate> {
    people
        .map(|(user, name)| NewCandidate {
            user_code: user.to_string(),
            name: name.as_str().to_owned(),
            company: account.to_string(),
            role: None,
            ..NewCandidate::default()
        })
        .collect()
}

/// Creates `.consigne`, with a `.gitignore` that keeps it out of the repository.
pub(super) fn own_directory() -> Result<PathBuf, Failure> {
    let directory = PathBuf::from(DIRECTORY);
    let ignore = directory.join(".gitignore");
    fs::create_dir_all(&directory).map_err(|error| unreadable(&directory, &error))?;
    if !ignore.exists() {
        save(&ignore, b"*\n", Privacy::Public).map_err(|error| unreadable(&ignore, &error))?;
    }
    Ok(directory)
}
