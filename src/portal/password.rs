//! « Le mot de passe doit comporter au moins 8 caractères alphanumériques, au moins une lettre
//! majuscule, un chiffre et un caractère spécial »: the rule of passwords, and their hashes.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{self, PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use rusqlite::{OptionalExtension, params};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::fault::PortalFault;
use super::invalid_member::InvalidMember;
use super::rule::BodyReader;
use super::session::SessionOwner;
use super::transaction::Transaction;
use crate::words::Message;

/// A password in clear text. It cannot be printed, and its memory is wiped when it is dropped.
#[derive(Debug, Clone)]
pub(crate) struct Password(SecretString);

impl Password {
    pub(crate) fn new(text: String) -> Self {
        Self(text.into())
    }

    fn bytes(&self) -> &[u8] {
        self.0.expose_secret().as_bytes()
    }

    /// The parts of the rule that the password breaks; none for a good one.
    pub(super) fn flaws(&self) -> Vec<PasswordFlaw> {
        let text = self.0.expose_secret();
        let length = text.chars().count();
        // Read literally: what is long enough here is so for every reading of the sentence.
        let alphanumeric = text.chars().filter(|c| c.is_alphanumeric()).count();
        let requirements = [
            (PasswordFlaw::TooShort, alphanumeric >= 8),
            // Hashing takes time in proportion to the length, so there must be a limit.
            (PasswordFlaw::TooLong, length <= 128),
            (
                PasswordFlaw::NoUpperCase,
                text.chars().any(char::is_uppercase),
            ),
            (
                PasswordFlaw::NoDigit,
                text.chars().any(|c| c.is_ascii_digit()),
            ),
            (PasswordFlaw::NoSpecial, text.chars().any(is_special)),
        ];
        let broken = requirements.into_iter().filter(|(_, is_met)| !is_met);
        broken.map(|(flaw, _)| flaw).collect()
    }
}

fn is_special(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

impl<'de> Deserialize<'de> for Password {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        String::deserialize(reader).map(Self::new)
    }
}

/// A part of the rule that a password breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PasswordFlaw {
    TooShort,
    TooLong,
    NoUpperCase,
    NoDigit,
    NoSpecial,
}

impl PasswordFlaw {
    /// The code of the contract.
    fn code(self) -> &'static str {
        match self {
            Self::TooShort => "too-short",
            Self::TooLong => "too-long",
            Self::NoUpperCase => "no-upper-case-letter",
            Self::NoDigit => "no-digit",
            Self::NoSpecial => "no-special-character",
        }
    }

    /// The flaw as a wrong member of a document.
    pub(super) fn at(self, pointer: &str) -> InvalidMember {
        InvalidMember {
            pointer: pointer.to_owned(),
            code: self.code(),
            message: self.message(),
        }
    }

    pub(super) fn message(self) -> Message {
        Message::new(match self {
            Self::TooShort => "portal-password-too-short",
            Self::TooLong => "portal-password-too-long",
            Self::NoUpperCase => "portal-password-no-upper-case-letter",
            Self::NoDigit => "portal-password-no-digit",
            Self::NoSpecial => "portal-password-no-special-character",
        })
    }
}

/// A hash that no password has, with the usual parameters. Comparing a password with it takes as
/// long as with a real one, so the time of a response does not reveal whether an account exists.
const DUMMY_HASH: &str = concat!(
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
);

/// Argon2id with 19 MiB of memory, two passes and one lane, as OWASP recommends.
fn argon2() -> Result<Argon2<'static>, PortalFault> {
    let parameters = Params::new(19 * 1024, 2, 1, None).map_err(|_| PortalFault::Hash)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters))
}

/// Hashes a password with a new salt. This is slow by design: call it outside transactions.
pub(super) fn hash(password: &Password) -> Result<String, PortalFault> {
    let hash: PasswordHash = argon2()?
        .hash_password(password.bytes())
        .map_err(|_| PortalFault::Hash)?;
    Ok(hash.to_string())
}

/// Whether a password has the stored hash. Without a stored hash the result is `false`, after the
/// same time. As slow as `hash`.
pub(super) fn fits(password: &Password, stored: Option<&str>) -> Result<bool, PortalFault> {
    // A stored hash carries its own parameters, so old ones keep working if ours change.
    let hash = PasswordHash::new(stored.unwrap_or(DUMMY_HASH)).map_err(|_| PortalFault::Hash)?;
    match argon2()?.verify_password(password.bytes(), &hash) {
        // The dummy hash is of nothing known, but to match it would still not be a login.
        Ok(()) => Ok(stored.is_some()),
        Err(password_hash::Error::PasswordInvalid) => Ok(false),
        Err(_) => Err(PortalFault::Hash),
    }
}

/// Takes a password out of a body. Its text is moved and not copied, so that no copy stays in
/// memory.
pub(super) fn take_password(body: &mut BodyReader, name: &'static str) -> Option<Password> {
    match body.take(name) {
        Some(Value::String(text)) => Some(Password::new(text)),
        Some(_) => {
            body.refuse(name, "invalid");
            None
        }
        None => {
            body.refuse(name, "required");
            None
        }
    }
}

impl Transaction<'_> {
    /// Hash of the account's password. A new account has no password.
    pub(super) fn password(&self, account: &str) -> Result<Option<String>, PortalFault> {
        let query = "SELECT hash FROM password WHERE account = ?1";
        let hash = self.query_row(query, [account], |row| row.get(0));
        Ok(hash.optional()?)
    }

    /// Stores the hash of a new password. The sessions of the primary administrator end, so somebody who
    /// got in with the old password is out.
    pub(super) fn set_password(&self, account: &str, hash: &str) -> Result<(), PortalFault> {
        let insert = "INSERT INTO password VALUES (?1, ?2) ON CONFLICT DO UPDATE SET hash = ?2";
        self.execute(insert, [account, hash])?;
        self.end_sessions(&SessionOwner::primary_of(account))
    }

    /// Stores with what a delegate logs in. The sessions of that delegate end.
    pub(super) fn set_delegate_login(
        &self,
        owner: &SessionOwner,
        login: &str,
        hash: &str,
    ) -> Result<(), PortalFault> {
        let insert = "INSERT INTO delegate_login VALUES (?1, ?2, ?3, ?4)
                      ON CONFLICT (account, user_code) DO UPDATE SET login = ?3, hash = ?4";
        self.execute(insert, params![owner.account, owner.delegate, login, hash])?;
        self.end_sessions(owner)
    }
}
