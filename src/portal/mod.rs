//! The embedded portal: it enforces the help page over HTTP and SQLite. A wing of its own, which
//! shares the model and the contract with the tool and nothing else.

mod answer;
mod availability;
mod problem;
mod read;
mod route;
mod rule;
mod seed;
mod serve;
mod store;
#[cfg(test)]
mod tests;
mod token;
mod write;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use answer::{Asked, Refused, Reply, answer};
use problem::Problem;
pub(crate) use seed::{NewAccount, NewCandidate, NewPrimary, NewTelephony, Seed};
use store::Store;

/// Why the portal cannot do its work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PortalFault {
    #[error("use the portal's database")]
    Database(#[from] rusqlite::Error),
    #[error("open the portal's database: a later version of consigne wrote it (version {0})")]
    NewerDatabase(i64),
    #[error("get random bytes from the system")]
    Random,
    #[error("read the seed: {0}")]
    Seed(String),
    #[error("read line {0} of the token file: it is not `ROLE ACCOUNT SCOPE TOKEN`")]
    TokenLine(usize),
    #[error("listen: {0}")]
    Listen(#[source] std::io::Error),
}

/// A portal over one database.
#[derive(Clone)]
pub(crate) struct Portal {
    store: Arc<Mutex<Store>>,
}

impl Portal {
    /// Opens the database, creating its tables in a new one.
    pub(crate) fn open(database: &Path) -> Result<Self, PortalFault> {
        Ok(Self {
            store: Arc::new(Mutex::new(Store::open(database)?)),
        })
    }

    /// Creates the accounts that are not there yet.
    pub(crate) fn seed(&self, seed: &Seed) -> Result<(), PortalFault> {
        let mut store = self.store();
        let mut held = store.begin()?;
        for account in &seed.accounts {
            seed::create(&mut held, account)?;
        }
        held.commit()
    }

    pub(crate) fn knows(&self, account: &str) -> Result<bool, PortalFault> {
        self.store().begin()?.knows(account)
    }

    /// Reads a token file.
    pub(crate) fn grant(&self, token_file: &str) -> Result<(), PortalFault> {
        let tokens = seed::token_lines(token_file)?;
        let mut store = self.store();
        let held = store.begin()?;
        for (token, mut holder) in tokens {
            if holder.role == "primary" {
                let administrator = held.row(&holder.account, "administrator")?;
                let code = administrator.map(|row| row.body["primary"]["userCode"].clone());
                holder.user = code.and_then(|code| code.as_str().map(str::to_owned));
            }
            held.add_token(&token, &holder)?;
        }
        held.commit()
    }

    /// A new token for the primary administrator of an account.
    pub(crate) fn new_token(&self, account: &str) -> Result<String, PortalFault> {
        let token = random_hex(24)?;
        self.grant(&format!("primary {account} write {token}"))?;
        Ok(token)
    }

    fn answer(&self, asked: &Asked) -> Result<Reply, Problem> {
        answer(&mut self.store(), asked).map_err(|refused| match refused {
            Refused::Problem(problem) => problem,
            Refused::Fault(fault) => Problem::fault(&fault),
        })
    }

    /// A request that panicked changed nothing: its transaction was rolled back.
    fn store(&self) -> std::sync::MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
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
