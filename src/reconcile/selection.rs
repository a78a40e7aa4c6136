//! Which accounts of the files a run is about: those that a pattern names, and of them one share.
//!
//! ```text
//! share of an account = (first 8 bytes of SHA-256(name), big-endian) mod N + 1
//! ```
//!
//! The share depends on the name alone, so the jobs of a pipeline divide the accounts without a list of
//! them, and a new account moves no other.

use std::fmt;

use globset::GlobMatcher;
use sha2::{Digest, Sha256};

use super::check::Checked;

/// One of `of` shares, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    index: u64,
    of: u64,
}

impl Shard {
    /// None unless `index` is from 1 to `of`.
    #[must_use]
    pub fn new(index: u64, of: u64) -> Option<Self> {
        (1..=of).contains(&index).then_some(Self { index, of })
    }

    /// Whether the account with this name is in the share.
    #[must_use]
    pub fn holds(self, account: &str) -> bool {
        let hash = Sha256::digest(account.as_bytes());
        let first = hash.first_chunk().expect("a hash has 32 bytes");
        u64::from_be_bytes(*first) % self.of == self.index - 1
    }
}

/// The accounts of a run; all of them by default.
#[derive(Debug, Clone, Default)]
pub struct AccountSelection {
    /// An account is wanted if one of these matches; without any, all are.
    pub patterns: Vec<GlobMatcher>,
    /// Divides those that the patterns match.
    pub shard: Option<Shard>,
}

/// A pattern that matches no account of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnmatchedPattern {
    /// As typed.
    pub pattern: String,
    /// The accounts that there are, sorted.
    pub accounts: Vec<String>,
}

impl fmt::Display for UnmatchedPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no account matches {}", self.pattern)
    }
}

impl std::error::Error for UnmatchedPattern {}

impl AccountSelection {
    /// Leaves out the files of other accounts. A file of which the account cannot be read stays: it may
    /// be the one that is meant, and to pass over it would hide what is wrong with it.
    ///
    /// # Errors
    ///
    /// A pattern that matches no account, unless there is a file of which the account cannot be read.
    pub fn of(&self, files: Vec<Checked>) -> Result<Vec<Checked>, UnmatchedPattern> {
        self.every_pattern_matches(&files)?;
        let wanted = |file: &Checked| file.claimed().is_none_or(|name| self.holds(name));
        Ok(files.into_iter().filter(wanted).collect())
    }

    /// Whether the account with this name is wanted.
    #[must_use]
    pub fn holds(&self, account: &str) -> bool {
        let mut patterns = self.patterns.iter();
        let named = self.patterns.is_empty() || patterns.any(|one| one.is_match(account));
        named && self.shard.is_none_or(|shard| shard.holds(account))
    }

    fn every_pattern_matches(&self, files: &[Checked]) -> Result<(), UnmatchedPattern> {
        if files.iter().any(|file| file.claimed().is_none()) {
            return Ok(());
        }
        let accounts = || files.iter().filter_map(Checked::claimed);
        let mut patterns = self.patterns.iter();
        let Some(lost) = patterns.find(|one| !accounts().any(|name| one.is_match(name))) else {
            return Ok(());
        };
        let mut accounts: Vec<_> = accounts().map(str::to_owned).collect();
        accounts.sort();
        accounts.dedup();
        Err(UnmatchedPattern {
            pattern: lost.glob().glob().to_owned(),
            accounts,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Shard;

    #[test]
    fn the_share_of_a_name_never_changes_and_each_account_is_in_one() {
        let share = |name: &str| (1..=4).find(|one| Shard::new(*one, 4).unwrap().holds(name));
        let names = ["alpha", "beta", "boreal", "gamma"];
        assert_eq!(names.map(share), [Some(3), Some(2), Some(2), Some(1)]);
        for number in 0..500 {
            let name = format!("account{number}");
            let held = (1..=7).filter(|one| Shard::new(*one, 7).unwrap().holds(&name));
            assert_eq!(held.count(), 1, "{name}");
        }
    }
}
