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

/// A token as it is listed: everything but what opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KnownToken {
    pub(crate) id: i64,
    pub(crate) role: String,
    pub(crate) account: String,
    pub(crate) user: Option<String>,
    pub(crate) scope: String,
    /// `file` or `created`.
    pub(crate) origin: String,
    pub(crate) name: String,
}

impl Held<'_> {
    /// A token file is the complete list of its own tokens: one whose line is gone opens nothing
    /// any more. Tokens that were created one by one stay.
    pub(super) fn replace_tokens(&self, tokens: &[(String, Holder)]) -> Result<(), PortalFault> {
        self.execute("DELETE FROM token WHERE origin = 'file'", [])?;
        let insert = "INSERT INTO token (hash, role, account, user_code, scope, origin)
                      VALUES (?1, ?2, ?3, ?4, ?5, 'file')
                      ON CONFLICT (hash) DO UPDATE SET role = ?2, account = ?3, user_code = ?4,
                      scope = ?5 WHERE origin = 'file'";
        for (token, holder) in tokens {
            let Holder {
                role,
                account,
                user,
                scope,
            } = holder;
            self.execute(insert, params![hash(token), role, account, user, scope])?;
        }
        Ok(())
    }

    /// Keeps the hash of a new token, and answers with its id.
    pub(super) fn add_token(
        &self,
        token: &str,
        holder: &Holder,
        name: &str,
    ) -> Result<i64, PortalFault> {
        let insert = "INSERT INTO token (hash, role, account, user_code, scope, origin, name)
                      VALUES (?1, ?2, ?3, ?4, ?5, 'created', ?6)";
        let Holder {
            role,
            account,
            user,
            scope,
        } = holder;
        self.execute(
            insert,
            params![hash(token), role, account, user, scope, name],
        )?;
        Ok(self.transaction.last_insert_rowid())
    }

    pub(super) fn tokens(&self) -> Result<Vec<KnownToken>, PortalFault> {
        let query = "SELECT id, role, account, user_code, scope, origin, name FROM token
                     ORDER BY id";
        let mut query = self.transaction.prepare_cached(query)?;
        let rows = query.query_map([], |row| {
            Ok(KnownToken {
                id: row.get(0)?,
                role: row.get(1)?,
                account: row.get(2)?,
                user: row.get(3)?,
                scope: row.get(4)?,
                origin: row.get(5)?,
                name: row.get(6)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub(super) fn remove_token(&self, id: i64) -> Result<(), PortalFault> {
        self.execute("DELETE FROM token WHERE id = ?1", [id])?;
        Ok(())
    }

    pub(super) fn holder(&self, token: &str) -> Result<Option<Holder>, PortalFault> {
        let hash = hash(token);
        if let Some(holder) = self.passing.get(&hash) {
            return Ok(Some(holder.clone()));
        }
        let query = "SELECT role, account, user_code, scope FROM token WHERE hash = ?1";
        let found = self.query_row(query, [hash], |row| {
            Ok(Holder {
                role: row.get(0)?,
                account: row.get(1)?,
                user: row.get(2)?,
                scope: row.get(3)?,
            })
        });
        Ok(found.optional()?)
    }

    /// A delegate's token opens the account only while the delegation lasts, and that of a primary
    /// administrator only while its user is the one.
    pub(super) fn still_holds(&self, holder: &Holder) -> Result<bool, PortalFault> {
        let Some(user) = holder.user.as_deref() else {
            return Ok(true);
        };
        match holder.role.as_str() {
            "delegate" => {
                let row = self.row(&holder.account, &format!("delegates/{user}"))?;
                Ok(row.is_some_and(|row| !row.gone))
            }
            "primary" => Ok(self.primary(&holder.account)?.as_deref() == Some(user)),
            _ => Ok(true),
        }
    }

    /// User code of the one primary administrator.
    pub(super) fn primary(&self, account: &str) -> Result<Option<String>, PortalFault> {
        let administrator = self.row(account, "administrator")?;
        let code = administrator.map(|row| row.body["primary"]["userCode"].clone());
        Ok(code.and_then(|code| code.as_str().map(str::to_owned)))
    }
}

/// Tokens are long and random, so a plain hash does not give them away.
pub(super) fn hash(token: &str) -> String {
    super::hex(&Sha256::digest(token.as_bytes()))
}
