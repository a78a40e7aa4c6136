//! « Le mot de passe doit comporter au moins 8 caractères alphanumériques, au moins une lettre
//! majuscule, un chiffre et un caractère spécial »: the rule, the hash, and the change.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{self, PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use rusqlite::OptionalExtension;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::answer::{Allowed, Asked, Refused, Reply, allow};
use super::gate::Key;
use super::problem::{Problem, Wrong};
use super::rule::Body;
use super::store::{Held, Purpose};
use super::{Portal, PortalFault};
use crate::words::Message;

/// A password in clear. It is never shown, and wiped when it goes.
#[derive(Debug, Clone)]
pub(crate) struct Password(SecretString);

impl Password {
    pub(crate) fn new(text: String) -> Self {
        Self(text.into())
    }

    fn bytes(&self) -> &[u8] {
        self.0.expose_secret().as_bytes()
    }

    /// What the rule asks for and the password has not.
    pub(super) fn lacks(&self) -> Vec<Lack> {
        let text = self.0.expose_secret();
        let length = text.chars().count();
        let special = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
        let all = [
            (Lack::Length, length < 8),
            (Lack::Brevity, length > 128),
            (Lack::UpperCase, !text.chars().any(char::is_uppercase)),
            (Lack::Digit, !text.chars().any(|c| c.is_ascii_digit())),
            (Lack::Special, !text.chars().any(special)),
        ];
        let lacking = all.into_iter().filter(|(_, lacks)| *lacks);
        lacking.map(|(lack, _)| lack).collect()
    }
}

impl<'de> Deserialize<'de> for Password {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        String::deserialize(reader).map(Self::new)
    }
}

/// A part of the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lack {
    Length,
    Brevity,
    UpperCase,
    Digit,
    Special,
}

impl Lack {
    fn code(self) -> &'static str {
        match self {
            Self::Length => "too-short",
            Self::Brevity => "too-long",
            Self::UpperCase => "no-upper-case-letter",
            Self::Digit => "no-digit",
            Self::Special => "no-special-character",
        }
    }

    pub(super) fn message(self) -> Message {
        Message::new(match self {
            Self::Length => "portal-password-too-short",
            Self::Brevity => "portal-password-too-long",
            Self::UpperCase => "portal-password-no-upper-case-letter",
            Self::Digit => "portal-password-no-digit",
            Self::Special => "portal-password-no-special-character",
        })
    }
}

/// What an unknown user's password is compared with, so that the answer takes as long. It is the
/// hash of nothing.
const NOBODY: &str = concat!(
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
);

/// Argon2id with 19 MiB, two passes and one lane, as OWASP advises.
fn argon2() -> Result<Argon2<'static>, PortalFault> {
    let parameters = Params::new(19 * 1024, 2, 1, None).map_err(|_| PortalFault::Hash)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters))
}

pub(super) fn hash(password: &Password) -> Result<String, PortalFault> {
    let hash: PasswordHash = argon2()?
        .hash_password(password.bytes())
        .map_err(|_| PortalFault::Hash)?;
    Ok(hash.to_string())
}

/// Whether it is the password of the stored hash. Where none is stored none fits, which is found
/// out no sooner.
pub(super) fn fits(password: &Password, stored: Option<&str>) -> Result<bool, PortalFault> {
    let hash = PasswordHash::new(stored.unwrap_or(NOBODY)).map_err(|_| PortalFault::Hash)?;
    match argon2()?.verify_password(password.bytes(), &hash) {
        Ok(()) => Ok(stored.is_some()),
        Err(password_hash::Error::PasswordInvalid) => Ok(false),
        Err(_) => Err(PortalFault::Hash),
    }
}

/// « Entrez votre ancien mot de passe à des fins de vérification. » The store is free while the
/// hashes are computed, so what was read before them must still be so after them.
pub(super) fn change(portal: &Portal, asked: &Asked) -> Result<Reply, Refused> {
    let mut store = portal.store();
    let held = store.begin(Purpose::Read)?;
    let allowed = allow(&held, asked)?;
    let stored = held.password(&allowed.account)?;
    drop(held);
    drop(store);
    let (current, new) = both(&allowed)?;
    let keys = [Key::account(&allowed.account), Key::client(asked.client)];
    portal.gate.check(&keys)?;
    if !fits(&current, stored.as_deref())? {
        portal.gate.failed(&keys);
        return Err(Problem::wrong_current_password().into());
    }
    portal.gate.succeeded(&keys[0]);
    let hash = hash(&new)?;
    let mut store = portal.store();
    let held = store.begin(Purpose::Write)?;
    let allowed = allow(&held, asked)?;
    if held.password(&allowed.account)? != stored {
        return Err(Problem::wrong_current_password().into());
    }
    held.set_password(&allowed.account, &hash)?;
    let what = format!("{} {}", asked.method, allowed.route.key());
    held.audit(allowed.who(), &allowed.account, &what, None, None)?;
    held.commit()?;
    Ok(Reply {
        status: 204,
        ..Reply::default()
    })
}

/// The old and the new password. A new one that breaks the rule is refused before anything is
/// computed.
fn both(allowed: &Allowed<'_>) -> Result<(Password, Password), Problem> {
    let mut body = Body::new(allowed.body()?)?;
    let current = taken(&mut body, "currentPassword");
    let new = taken(&mut body, "newPassword");
    body.finish()?;
    let (Some(current), Some(new)) = (current, new) else {
        return Err(Problem::malformed());
    };
    let lacks = new.lacks();
    if lacks.is_empty() {
        return Ok((current, new));
    }
    let mut problem = Problem::password_policy();
    problem.errors = lacks.into_iter().map(wrong).collect();
    Err(problem)
}

fn wrong(lack: Lack) -> Wrong {
    Wrong {
        pointer: "/newPassword".to_owned(),
        code: lack.code(),
        message: lack.message(),
    }
}

/// A member that is a password; its text is moved, not copied.
pub(super) fn taken(body: &mut Body, name: &'static str) -> Option<Password> {
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

impl Held<'_> {
    /// Hash of the account's password; a new account has none.
    pub(super) fn password(&self, account: &str) -> Result<Option<String>, PortalFault> {
        let query = "SELECT hash FROM password WHERE account = ?1";
        let found = self.query_row(query, [account], |row| row.get(0));
        Ok(found.optional()?)
    }

    /// Whoever got in with the old password is out.
    pub(super) fn set_password(&self, account: &str, hash: &str) -> Result<(), PortalFault> {
        let insert = "INSERT INTO password VALUES (?1, ?2) ON CONFLICT DO UPDATE SET hash = ?2";
        self.execute(insert, [account, hash])?;
        self.end_sessions(account)
    }
}
