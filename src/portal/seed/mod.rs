//! Seeds: YAML files with the accounts that a portal is created with.
//!
//! A seed has no way of its own into the database. What only the system administrator decides (the
//! CAN, the telephone system, the people) goes through the rules that `portal admin` has as well, in
//! `create.rs`; and `settings` is sent as the requests that a reseller would send, in `settings.rs`.
//! So a seed cannot make an account that the contract does not allow. Every broken rule is reported
//! at once, with the line of the file.

mod create;
mod lines;
mod settings;

use serde::Deserialize;

use super::fault::PortalFault;
use super::new_account::NewAccount;

pub(super) use create::create;
pub(super) use lines::SeedLines;

/// `accounts:` of a seed file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Seed {
    pub(crate) accounts: Vec<NewAccount>,
    /// Where each part stands in the file; empty for a seed that no file has.
    #[serde(skip)]
    pub(super) lines: SeedLines,
}

impl Seed {
    /// Parses a seed file. The error gives the place but does not quote the line, because it may
    /// contain a password.
    pub(crate) fn parse(text: &str) -> Result<Self, PortalFault> {
        let seed: Self = serde_yaml::from_str(text)
            .map_err(|error| PortalFault::Seed(error.without_snippet().to_string()))?;
        Ok(Self {
            lines: SeedLines::of(text),
            ..seed
        })
    }
}

impl From<Vec<NewAccount>> for Seed {
    fn from(accounts: Vec<NewAccount>) -> Self {
        Self {
            accounts,
            lines: SeedLines::default(),
        }
    }
}
