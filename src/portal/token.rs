//! Tokens: of a user, for an account, with a scope; stored as a hash alone.

use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::PortalFault;
use super::store::Held;

/// Whose token it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Holder {
    /// `primary`, `delegate` or `system`.
    pub(super) role: String,
    /// `*` for a system token.
    pub(super) account: String,
    pub(super) user: Option<String>,
    pub(super) scope: String,
}

impl Held<'_> {
    pub(super) fn add_token(&self, token: &str, holder: &Holder) -> Result<(), PortalFault> {
        let insert = "INSERT INTO token VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET
                      role = ?2, account = ?3, user_code = ?4, scope = ?5";
        let Holder {
            role,
            account,
            user,
            scope,
        } = holder;
        self.transaction
            .execute(insert, params![hash(token), role, account, user, scope])?;
        Ok(())
    }

    pub(super) fn holder(&self, token: &str) -> Result<Option<Holder>, PortalFault> {
        let query = "SELECT role, account, user_code, scope FROM token WHERE hash = ?1";
        let found = self.transaction.query_row(query, [hash(token)], |row| {
            Ok(Holder {
                role: row.get(0)?,
                account: row.get(1)?,
                user: row.get(2)?,
                scope: row.get(3)?,
            })
        });
        Ok(found.optional()?)
    }
}

/// Tokens are long and random, so a plain hash does not give them away.
fn hash(token: &str) -> String {
    super::hex(&Sha256::digest(token.as_bytes()))
}
