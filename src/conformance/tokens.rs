//! Whose token a request carries, and the file that has a token for each role.

use std::collections::BTreeMap;
use std::fmt;

use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Holder {
    /// The primary administrator, who may write.
    Primary,
    /// The same with a token that may only read.
    Reader,
    Delegate,
    System,
    /// The primary administrator of another account.
    Other,
    /// Somebody with a token that no portal knows.
    Stranger,
    /// Somebody without a token.
    Nobody,
}

impl Holder {
    pub(super) fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "primary" => Self::Primary,
            "reader" => Self::Reader,
            "delegate" => Self::Delegate,
            "system" => Self::System,
            "other" => Self::Other,
            "stranger" => Self::Stranger,
            "nobody" => Self::Nobody,
            _ => return None,
        })
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Primary => "primary",
            Self::Reader => "reader",
            Self::Delegate => "delegate",
            Self::System => "system",
            Self::Other => "other",
            Self::Stranger => "stranger",
            Self::Nobody => "nobody",
        })
    }
}

/// A token per role, as far as the file has them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tokens {
    of: BTreeMap<Holder, SecretString>,
    /// User code of the delegate.
    pub(super) delegate: String,
}

impl Tokens {
    /// `ROLE ACCOUNT SCOPE TOKEN` a line, where `#` starts a comment; or the number of a line that
    /// is none.
    pub(crate) fn parse(text: &str, account: &str) -> Result<Self, usize> {
        let mut tokens = Self::default();
        for (number, line) in text.lines().enumerate() {
            let words: Vec<_> = line
                .split('#')
                .next()
                .unwrap_or_default()
                .split_whitespace()
                .collect();
            let (role, of, scope, token) = match words.as_slice() {
                [] => continue,
                [role, of, scope, token] => (*role, *of, *scope, *token),
                _ => return Err(number + 1),
            };
            let (role, user) = role.split_once(':').unwrap_or((role, ""));
            let holder = match (role, scope, of == account) {
                ("primary", "write", true) => Holder::Primary,
                ("primary", "read", true) => Holder::Reader,
                ("delegate", "write", true) => Holder::Delegate,
                ("system", "read" | "write", _) => Holder::System,
                ("primary", "read" | "write", false) => Holder::Other,
                ("delegate", "read" | "write", _) => continue,
                _ => return Err(number + 1),
            };
            let first = !tokens.of.contains_key(&holder);
            if holder == Holder::Delegate && first {
                user.clone_into(&mut tokens.delegate);
            }
            if first {
                tokens.of.insert(holder, SecretString::from(token));
            }
        }
        Ok(tokens)
    }

    pub(crate) fn has(&self, holder: Holder) -> bool {
        self.of.contains_key(&holder)
    }

    /// What `Authorization` says.
    pub(super) fn bearer(&self, holder: Holder) -> Option<HeaderValue> {
        let token = match (holder, self.of.get(&holder)) {
            (Holder::Stranger, _) => "a-token-that-no-portal-knows",
            (_, Some(token)) => token.expose_secret(),
            (_, None) => return None,
        };
        let mut value = HeaderValue::from_str(&format!("Bearer {token}")).ok()?;
        value.set_sensitive(true);
        Some(value)
    }
}
