//! The tokens of a run over several accounts.
//!
//! ```text
//! # ACCOUNT TOKEN
//! boreal   6d1f…
//! austral  92ab…
//! *        07c4…      for accounts without a line of their own
//! ```
//!
//! A text that is one token and nothing else serves every account. A token is sent for no account but its
//! own: whoever talks to a portal about an account asks [`TokenTable::of`] for the token.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use secrecy::zeroize::Zeroizing;

use super::token::{Token, TokenFault, refuse_shared};
use crate::model::AccountName;

/// Bytes of a table; one of ten thousand accounts has fewer.
const MAX_TABLE: u64 = 1 << 20;

/// Which token is for which account.
#[derive(Debug, Clone)]
pub struct TokenTable {
    own: BTreeMap<AccountName, Token>,
    rest: Option<Token>,
}

/// Lines that cannot be used. The texts of the lines are left out, because they may hold tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultyTokenLine {
    /// Counted from 1.
    pub number: usize,
    pub fault: TokenLineFault,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenLineFault {
    /// It has other than two words.
    Words,
    /// Its first word is neither the name of an account nor `*`.
    Account,
    /// Its token has characters that none has.
    Token,
    /// A line above is for the same account.
    Again { first: usize },
}

/// Why there is no table.
#[derive(Debug)]
pub enum TokenTableFault {
    File(TokenFault),
    Lines(Vec<FaultyTokenLine>),
}

impl TokenTable {
    /// A table, or a single token.
    ///
    /// # Errors
    ///
    /// Every faulty line; none of them quotes the text.
    pub fn parse(text: &str) -> Result<Self, Vec<FaultyTokenLine>> {
        if let Some(token) = Token::parse(text) {
            return Ok(Self::for_all(token));
        }
        let mut lines: BTreeMap<&str, (usize, Token)> = BTreeMap::new();
        let mut faults = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            let mut words = line
                .split_whitespace()
                .take_while(|word| !word.starts_with('#'));
            let Some(account) = words.next() else {
                continue;
            };
            let found = match (words.next(), words.next()) {
                (Some(token), None) => token_line(account, token),
                _ => Err(TokenLineFault::Words),
            };
            let found = found.and_then(|token| match lines.get(account) {
                Some((first, _)) => Err(TokenLineFault::Again { first: *first }),
                None => Ok(token),
            });
            match found {
                Ok(token) => drop(lines.insert(account, (number, token))),
                Err(fault) => faults.push(FaultyTokenLine { number, fault }),
            }
        }
        if lines.is_empty() && faults.is_empty() {
            faults.push(FaultyTokenLine {
                number: 1,
                fault: TokenLineFault::Words,
            });
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let rest = lines.remove("*").map(|(_, token)| token);
        let own = lines.into_iter();
        Ok(Self {
            own: own
                .map(|(account, (_, token))| (AccountName::observed(account), token))
                .collect(),
            rest,
        })
    }

    /// The table of a file. One that others can write is refused, as for a single token.
    ///
    /// # Errors
    ///
    /// The file cannot be read or trusted, or lines of it are faulty.
    pub fn read(path: &Path) -> Result<Self, TokenTableFault> {
        let text = text_of(path).map_err(TokenTableFault::File)?;
        Self::parse(&text).map_err(TokenTableFault::Lines)
    }

    /// A single token for every account.
    #[must_use]
    pub fn for_all(token: Token) -> Self {
        Self {
            own: BTreeMap::new(),
            rest: Some(token),
        }
    }

    /// The token of an account.
    #[must_use]
    pub fn of(&self, account: &AccountName) -> Option<&Token> {
        self.own.get(account).or(self.rest.as_ref())
    }

    /// Whether one token serves every account.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.own.is_empty()
    }

    /// Every token once.
    pub fn tokens(&self) -> impl Iterator<Item = &Token> {
        self.own.values().chain(&self.rest)
    }
}

fn token_line(account: &str, token: &str) -> Result<Token, TokenLineFault> {
    if account != "*" && AccountName::parse(account).is_err() {
        return Err(TokenLineFault::Account);
    }
    Token::parse(token).ok_or(TokenLineFault::Token)
}

fn text_of(path: &Path) -> Result<Zeroizing<String>, TokenFault> {
    let file = File::open(path).map_err(TokenFault::Unreadable)?;
    let metadata = file.metadata().map_err(TokenFault::Unreadable)?;
    if !metadata.is_file() || metadata.len() > MAX_TABLE {
        return Err(TokenFault::Form);
    }
    refuse_shared(&metadata)?;
    // As large as it may get: a buffer that grows leaves copies behind.
    let size = usize::try_from(metadata.len()).unwrap_or(0);
    let mut text = Zeroizing::new(String::with_capacity(size + 64));
    file.take(MAX_TABLE)
        .read_to_string(&mut text)
        .map_err(TokenFault::Unreadable)?;
    Ok(text)
}
