//! Whose token a request carries, and the file that has a token for each role.

use std::collections::BTreeMap;
use std::fmt;

use reqwest::header::HeaderValue;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

/// Who asks: a role, and with which kind of token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Requester {
    /// The primary administrator, who may write.
    Primary,
    /// The primary administrator with a token that may only read.
    Reader,
    Delegate,
    System,
    /// The primary administrator of another account.
    Other,
    /// A token that no portal knows.
    Stranger,
    /// No token at all.
    Anonymous,
}

impl Requester {
    pub(super) fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "primary" => Self::Primary,
            "reader" => Self::Reader,
            "delegate" => Self::Delegate,
            "system" => Self::System,
            "other" => Self::Other,
            "stranger" => Self::Stranger,
            "nobody" => Self::Anonymous,
            _ => return None,
        })
    }
}

impl fmt::Display for Requester {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Primary => "primary",
            Self::Reader => "reader",
            Self::Delegate => "delegate",
            Self::System => "system",
            Self::Other => "other",
            Self::Stranger => "stranger",
            Self::Anonymous => "nobody",
        })
    }
}

/// A token per role, as far as the file has them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tokens {
    of: BTreeMap<Requester, SecretString>,
    /// User code of the delegate.
    pub(super) delegate: String,
}

impl Tokens {
    /// Reads `ROLE ACCOUNT SCOPE TOKEN` lines, in which `#` starts a comment: the format of
    /// `portal serve --token-file`. The first token of a role counts.
    ///
    /// # Errors
    ///
    /// The number of the first line that is not of this form, counted from 1.
    pub(crate) fn parse(text: &str, account: &str) -> Result<Self, usize> {
        let mut tokens = Self::default();
        for (number, line) in text.lines().enumerate() {
            let line = line.split_once('#').map_or(line, |(line, _)| line);
            let words: Vec<_> = line.split_whitespace().collect();
            let (role, of, scope, token) = match words.as_slice() {
                [] => continue,
                [role, of, scope, token] => (*role, *of, *scope, *token),
                _ => return Err(number + 1),
            };
            let (role, user) = role.split_once(':').unwrap_or((role, ""));
            let holder = match (role, scope, of == account) {
                ("primary", "write", true) => Requester::Primary,
                ("primary", "read", true) => Requester::Reader,
                ("delegate", "write", true) => Requester::Delegate,
                ("system", "read" | "write", _) => Requester::System,
                ("primary", "read" | "write", false) => Requester::Other,
                ("delegate", "read" | "write", _) => continue,
                _ => return Err(number + 1),
            };
            let first = !tokens.of.contains_key(&holder);
            if holder == Requester::Delegate && first {
                user.clone_into(&mut tokens.delegate);
            }
            if first {
                tokens.of.insert(holder, SecretString::from(token));
            }
        }
        Ok(tokens)
    }

    pub(crate) fn has(&self, holder: Requester) -> bool {
        self.of.contains_key(&holder)
    }

    /// What `Authorization` says.
    pub(super) fn bearer(&self, holder: Requester) -> Option<HeaderValue> {
        let token = match (holder, self.of.get(&holder)) {
            (Requester::Stranger, _) => "a-token-that-no-portal-knows",
            (_, Some(token)) => token.expose_secret(),
            (_, None) => return None,
        };
        let text = Zeroizing::new(format!("Bearer {token}"));
        let mut value = HeaderValue::from_str(&text).ok()?;
        value.set_sensitive(true);
        Some(value)
    }
}
