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
    /// A token file is complete: a token whose line is gone opens nothing any more.
    pub(super) fn replace_tokens(&self, tokens: &[(String, Holder)]) -> Result<(), PortalFault> {
        self.transaction.execute("DELETE FROM token", [])?;
        let insert = "INSERT INTO token VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET
                      role = ?2, account = ?3, user_code = ?4, scope = ?5";
        for (token, holder) in tokens {
            let Holder {
                role,
                account,
                user,
                scope,
            } = holder;
            self.transaction
                .execute(insert, params![hash(token), role, account, user, scope])?;
        }
        Ok(())
    }

    pub(super) fn holder(&self, token: &str) -> Result<Option<Holder>, PortalFault> {
        let hash = hash(token);
        if let Some(holder) = self.passing.get(&hash) {
            return Ok(Some(holder.clone()));
        }
        let query = "SELECT role, account, user_code, scope FROM token WHERE hash = ?1";
        let found = self.transaction.query_row(query, [hash], |row| {
            Ok(Holder {
                role: row.get(0)?,
                account: row.get(1)?,
                user: row.get(2)?,
                scope: row.get(3)?,
            })
        });
        Ok(found.optional()?)
    }

    /// A delegate's token opens the account only while the delegation lasts.
    pub(super) fn still_delegate(&self, holder: &Holder) -> Result<bool, PortalFault> {
        let Some(user) = holder.user.as_deref().filter(|_| holder.role == "delegate") else {
            return Ok(true);
        };
        let row = self.row(&holder.account, &format!("delegates/{user}"))?;
        Ok(row.is_some_and(|row| !row.gone))
    }
}

/// Tokens are long and random, so a plain hash does not give them away.
pub(super) fn hash(token: &str) -> String {
    super::hex(&Sha256::digest(token.as_bytes()))
}
