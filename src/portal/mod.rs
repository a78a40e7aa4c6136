//! The embedded portal: it enforces the help page over HTTP and SQLite. A wing of its own, which
//! shares the model and the contract with the tool and nothing else.

mod admin;
mod answer;
mod attend;
mod audit;
mod availability;
mod backup;
mod chaos;
mod cursor;
mod door;
mod gate;
mod life;
mod listen;
mod metrics;
mod migration;
mod password;
mod problem;
mod read;
mod readers;
mod recent;
mod route;
mod row;
mod rule;
mod seed;
mod serve;
mod session;
mod sound;
mod store;
mod stream;
mod strict;
mod token;
mod vital;
mod write;

#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

pub(crate) use admin::{Denied, NewToken, TokenRole};
use answer::{Answer, Asked, Refused, written};
pub(crate) use audit::{Entry, Wanted};
pub(crate) use backup::backup;
use gate::Gate;
pub(crate) use password::Password;
use problem::Problem;
use readers::{Reader, Readers};
use recent::Question;
use route::Route;
pub(crate) use seed::{NewAccount, NewCandidate, NewPrimary, NewTelephony, Seed};
pub(crate) use serve::Serving;
use session::Reach;
use sha2::{Digest, Sha256};
use store::{Held, Purpose, Store};
use token::Holder;
use tokio::sync::OwnedSemaphorePermit;

/// Why the portal cannot do its work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PortalFault {
    #[error("use the portal's database")]
    Database(#[from] rusqlite::Error),
    #[error("open the portal's database")]
    File(#[source] std::io::Error),
    #[error("open the portal's database: a later version of consigne wrote it (version {0})")]
    NewerDatabase(i64),
    #[error("open the portal's database: it is damaged ({0})")]
    Damaged(String),
    #[error("open the portal's database: the file is no database")]
    NotADatabase,
    #[error("open the portal's database: it is a database of something else")]
    NotOurs,
    #[error("open the portal's database: {0} beside it is of another file")]
    ForeignLog(String),
    #[error("write the backup")]
    Backup(#[source] std::io::Error),
    #[error("write the backup: it would replace the database itself")]
    BackupOntoItself,
    #[error("get random bytes from the system")]
    Random,
    #[error("compute the hash of a password")]
    Hash,
    #[error("read the seed: {0}")]
    Seed(String),
    #[error("read line {0} of the token file: it is not `ROLE ACCOUNT SCOPE TOKEN`")]
    TokenLine(usize),
    #[error("listen: {0}")]
    Listen(#[source] std::io::Error),
}

impl PortalFault {
    /// The file cannot be served; it is left as it is.
    pub(crate) fn is_of_the_file(&self) -> bool {
        match self {
            Self::Damaged(_) | Self::NotADatabase | Self::NotOurs | Self::ForeignLog(_) => true,
            Self::Database(_)
            | Self::File(_)
            | Self::NewerDatabase(_)
            | Self::Backup(_)
            | Self::BackupOntoItself
            | Self::Random
            | Self::Hash
            | Self::Seed(_)
            | Self::TokenLine(_)
            | Self::Listen(_) => false,
        }
    }
}

/// A portal over one database.
#[derive(Clone)]
pub(crate) struct Portal {
    /// Dropped first: the last connection tidies up, and a reader may not.
    readers: Arc<Readers>,
    store: Arc<Mutex<Store>>,
    gate: Arc<Gate>,
    reach: Reach,
}

impl Portal {
    /// Opens the database, creating its tables in a new one.
    pub(crate) fn open(database: &Path) -> Result<Self, PortalFault> {
        let store = match Store::open(database) {
            Err(PortalFault::Database(error)) => return Err(sound::told(error)),
            opened => opened?,
        };
        Ok(Self {
            readers: Arc::new(Readers::beside(&store, database)),
            store: Arc::new(Mutex::new(store)),
            gate: Arc::new(Gate::new()),
            reach: Reach::Direct,
        })
    }

    /// A proxy in front ends TLS and says for whom it asks.
    pub(crate) fn behind_proxy(self) -> Self {
        Self {
            reach: Reach::Proxy,
            ..self
        }
    }

    /// Creates the accounts that are not there yet.
    pub(crate) fn seed(&self, seed: &Seed) -> Result<(), PortalFault> {
        let mut store = self.store();
        let mut held = store.begin(Purpose::Write)?;
        for account in &seed.accounts {
            seed::create(&mut held, account)?;
        }
        held.commit()
    }

    pub(crate) fn knows(&self, account: &str) -> Result<bool, PortalFault> {
        self.store().begin(Purpose::Read)?.knows(account)
    }

    /// Reads a token file, which is the complete list of its own tokens.
    pub(crate) fn grant(&self, token_file: &str) -> Result<(), PortalFault> {
        let mut tokens = seed::token_lines(token_file)?;
        let mut store = self.store();
        let held = store.begin(Purpose::Write)?;
        for (_, holder) in &mut tokens {
            known_user(&held, holder)?;
        }
        held.replace_tokens(&tokens)?;
        held.commit()
    }

    /// A new token for the primary administrator of an account, which ends with this process.
    pub(crate) fn new_token(&self, account: &str) -> Result<String, PortalFault> {
        self.passing_token("primary", account, "write")
    }

    /// A new token that reads every account, which ends with this process.
    pub(crate) fn new_system_token(&self) -> Result<String, PortalFault> {
        self.passing_token("system", "*", "read")
    }

    fn passing_token(&self, role: &str, account: &str, scope: &str) -> Result<String, PortalFault> {
        let token = random_hex(24)?;
        let mut holder = Holder {
            role: role.to_owned(),
            account: account.to_owned(),
            user: None,
            scope: scope.to_owned(),
        };
        let mut store = self.store();
        known_user(&store.begin(Purpose::Read)?, &mut holder)?;
        store.add_passing(token::hash(&token), holder);
        Ok(token)
    }

    /// The audit table as lines, for tests.
    #[cfg(test)]
    fn audit_text(&self) -> String {
        let mut store = self.store();
        let held = store.begin(Purpose::Read).unwrap();
        let query = "SELECT who || ' ' || what || ' ' || ifnull(old, '') || ' ' || ifnull(new, '')
                     FROM audit ORDER BY id";
        let mut rows = held.transaction.prepare(query).unwrap();
        let lines = rows.query_map([], |row| row.get::<_, String>(0)).unwrap();
        lines.map(Result::unwrap).collect::<Vec<_>>().join("\n")
    }

    fn answer(&self, asked: &Asked) -> Result<Answer, Problem> {
        let answered = match route::route(&asked.path) {
            Some((_, Route::Sessions)) => session::answer(self, asked).map(Answer::from),
            Some((_, Route::Password)) if asked.method == "POST" => {
                password::change(self, asked).map(Answer::from)
            }
            Some(_) | None => match self.readers.with(|reader| reader.looked(asked)) {
                Ok(Ok(Some(answer))) => Ok(answer),
                Ok(Ok(None)) => written(&mut self.store(), asked).map(Answer::from),
                Ok(Err(refused)) => Err(refused),
                Err(fault) => Err(fault.into()),
            },
        };
        answered.map_err(|refused| match refused {
            Refused::Problem(problem) => problem,
            Refused::Fault(fault) => Problem::fault(&fault),
        })
    }

    /// The same answer as lately, when nothing was written since.
    fn again(&self, question: Question, tags: Option<&str>) -> Option<Answer> {
        self.readers.again(question, tags)
    }

    /// Requests that compute a hash of a password wait for their turn.
    async fn turn(&self, asked: &Asked) -> Option<OwnedSemaphorePermit> {
        match route::route(&asked.path)? {
            (_, Route::Sessions | Route::Password) if asked.method == "POST" => {
                self.gate.turn().await
            }
            _ => None,
        }
    }

    /// Whether the database answers.
    fn answers(&self) -> bool {
        let begun = |reader: &mut Reader| reader.store.begin(Purpose::Read).map(drop);
        matches!(self.readers.with(begun), Ok(Ok(())))
    }

    /// A request that panicked changed nothing: its transaction was rolled back.
    fn store(&self) -> std::sync::MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The primary administrator's token is of the user who is primary.
fn known_user(held: &Held<'_>, holder: &mut Holder) -> Result<(), PortalFault> {
    if holder.role == "primary" {
        holder.user = held.primary(&holder.account)?;
    }
    Ok(())
}

/// SHA-256 of some texts, apart however they are cut.
fn digest(parts: &[&str]) -> [u8; 32] {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.len().to_le_bytes());
        digest.update(part);
    }
    digest.finalize().into()
}

/// Random bytes of the system, as hexadecimal digits.
fn random_hex(bytes: usize) -> Result<String, PortalFault> {
    let mut random = vec![0; bytes];
    getrandom::fill(&mut random).map_err(|_| PortalFault::Random)?;
    Ok(hex(&random))
}

fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    digits
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .collect()
}
