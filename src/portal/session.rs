//! Sessions of the web pages: a random cookie stands for a person in an account for twelve hours.
//!
//! The table holds only the hash of the cookie, so a copy of the database is of no use for logging in. A
//! session ends when it expires, when the user logs out, when the password changes, when another
//! person becomes the primary administrator, and when fifty newer sessions of the account exist. That of a
//! delegate is worth nothing as soon as the delegation is revoked.

use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::{OptionalExtension, params};

use super::browser::COOKIE;
use super::exposure::Exposure;
use super::fault::PortalFault;
use super::transaction::Transaction;

/// How long a session lasts, in seconds: a working day.
pub(super) const LIFETIME: i64 = 12 * 60 * 60;
/// Sessions that an account can have at a time; the oldest end first.
const SESSIONS: i64 = 50;

/// The current time in seconds since 1970. A clock that is set before 1970 counts as 1970.
pub(super) fn now() -> i64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH);
    let seconds = elapsed.map_or(0, |elapsed| elapsed.as_secs());
    i64::try_from(seconds).unwrap_or(i64::MAX)
}

/// The value of `Set-Cookie` for a session that lasts this many seconds; with 0 the browser
/// deletes the cookie.
///
/// `HttpOnly` hides the cookie from scripts. `SameSite=Lax` keeps browsers from attaching it to the
/// writes of other sites, but not when somebody follows a link to a page, from a mail or a pull
/// request. `Secure` limits it to HTTPS; without a proxy the portal speaks plain
/// HTTP on the loopback interface, where browsers would then drop the cookie.
pub(super) fn set_cookie(value: &str, seconds: i64, exposure: Exposure) -> String {
    let secure = match exposure {
        Exposure::Direct => "",
        Exposure::Proxy => "; Secure",
    };
    format!("{COOKIE}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
}

/// Whose a session is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SessionOwner {
    pub(super) account: String,
    /// User code of a delegate; none for whoever is the primary administrator.
    pub(super) delegate: Option<String>,
}

impl SessionOwner {
    pub(super) fn primary_of(account: &str) -> Self {
        Self {
            account: account.to_owned(),
            delegate: None,
        }
    }
}

impl Transaction<'_> {
    /// Stores a session. Expired sessions are deleted on this occasion, and the oldest ones of the
    /// account beyond the limit, so that the table cannot grow without bound.
    pub(super) fn add_session(
        &self,
        owner: &SessionOwner,
        hash: &str,
        expires: i64,
    ) -> Result<(), PortalFault> {
        let SessionOwner { account, delegate } = owner;
        // First those that have expired, of all accounts.
        self.execute("DELETE FROM session WHERE expires <= ?1", [now()])?;
        // Then, of this account, all but the latest: one place is needed for the new session.
        let delete = "DELETE FROM session WHERE account = ?1 AND hash NOT IN (SELECT hash
                      FROM session WHERE account = ?1 ORDER BY expires DESC LIMIT ?2)";
        self.execute(delete, params![account, SESSIONS - 1])?;
        let insert =
            "INSERT INTO session (hash, account, expires, user_code) VALUES (?1, ?2, ?3, ?4)";
        self.execute(insert, params![hash, account, expires, delegate])?;
        Ok(())
    }

    /// Whose a session is that has not expired.
    pub(super) fn session(&self, hash: &str) -> Result<Option<SessionOwner>, PortalFault> {
        // Reading does not delete what has expired, because a reader cannot write.
        let query = "SELECT account, user_code FROM session WHERE hash = ?1 AND expires > ?2";
        let owner = self.query_row(query, params![hash, now()], |row| {
            Ok(SessionOwner {
                account: row.get(0)?,
                delegate: row.get(1)?,
            })
        });
        Ok(owner.optional()?)
    }

    pub(super) fn end_session(&self, hash: &str) -> Result<(), PortalFault> {
        self.execute("DELETE FROM session WHERE hash = ?1", [hash])?;
        Ok(())
    }

    /// Ends those of the primary administrator, or of one delegate.
    pub(super) fn end_sessions(&self, owner: &SessionOwner) -> Result<(), PortalFault> {
        let delete = "DELETE FROM session WHERE account = ?1 AND user_code IS ?2";
        self.execute(delete, params![owner.account, owner.delegate])?;
        Ok(())
    }
}
