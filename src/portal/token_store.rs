//! The table of tokens.

use rusqlite::{OptionalExtension, params};
use serde_json::{Value, json};

use super::fault::PortalFault;
use super::token::{TokenHolder, fingerprint, hash};
use super::token_file::GrantedToken;
use super::transaction::Transaction;

/// A token for a list: everything except the token itself, which is not stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KnownToken {
    pub(crate) id: i64,
    pub(crate) role: String,
    pub(crate) account: String,
    pub(crate) user: Option<String>,
    pub(crate) scope: String,
    /// `file` for a token of the token file, `created` for one that was created by a command.
    pub(crate) origin: String,
    pub(crate) name: String,
}

impl TokenHolder {
    /// Binds a token for the primary administrator to the person who has that role now, so that
    /// it stops working when somebody else takes over. Other tokens are left as they are.
    pub(super) fn bind_primary(
        &mut self,
        transaction: &Transaction<'_>,
    ) -> Result<(), PortalFault> {
        if self.role == "primary" {
            self.user = transaction.primary(&self.account)?;
        }
        Ok(())
    }
}

impl Transaction<'_> {
    /// Replaces the tokens of the token file. A token that was also created by a command keeps
    /// that origin, and so survives the removal of its line.
    pub(super) fn replace_tokens(&self, tokens: &[GrantedToken]) -> Result<(), PortalFault> {
        self.execute("DELETE FROM token WHERE origin = 'file'", [])?;
        let insert = "INSERT INTO token (hash, role, account, user_code, scope, origin)
                      VALUES (?1, ?2, ?3, ?4, ?5, 'file')
                      ON CONFLICT (hash) DO UPDATE SET role = ?2, account = ?3, user_code = ?4,
                      scope = ?5 WHERE origin = 'file'";
        for granted in tokens {
            let TokenHolder {
                role,
                account,
                user,
                scope,
            } = &granted.holder;
            // Tokens of the file were deleted above, so a conflict is with one that a command created, or
            // with an earlier line; only the latter is updated.
            self.execute(insert, params![granted.hash, role, account, user, scope])?;
        }
        Ok(())
    }

    /// The tokens of the token file as the audit table shows them, ordered by fingerprint.
    pub(super) fn tokens_of_the_file(&self) -> Result<Value, PortalFault> {
        let query = "SELECT hash, role, account, user_code, scope FROM token
                     WHERE origin = 'file' ORDER BY hash";
        let mut query = self.sql.prepare_cached(query)?;
        let rows = query.query_map([], |row| {
            Ok(json!({
                "fingerprint": fingerprint(&row.get::<_, String>(0)?),
                "role": row.get::<_, String>(1)?,
                "account": row.get::<_, String>(2)?,
                "userCode": row.get::<_, Option<String>>(3)?,
                "scope": row.get::<_, String>(4)?,
            }))
        })?;
        Ok(Value::Array(rows.collect::<Result<_, _>>()?))
    }

    /// Stores the hash of a new token and returns the token's id.
    pub(super) fn add_token(
        &self,
        token: &str,
        holder: &TokenHolder,
        name: &str,
    ) -> Result<i64, PortalFault> {
        let insert = "INSERT INTO token (hash, role, account, user_code, scope, origin, name)
                      VALUES (?1, ?2, ?3, ?4, ?5, 'created', ?6)";
        let TokenHolder {
            role,
            account,
            user,
            scope,
        } = holder;
        self.execute(
            insert,
            params![hash(token), role, account, user, scope, name],
        )?;
        Ok(self.sql.last_insert_rowid())
    }

    /// Every token, ordered by id.
    pub(super) fn tokens(&self) -> Result<Vec<KnownToken>, PortalFault> {
        let query = "SELECT id, role, account, user_code, scope, origin, name FROM token
                     ORDER BY id";
        let mut query = self.sql.prepare_cached(query)?;
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

    /// Whose token it is; `None` for an unknown one.
    pub(super) fn holder(&self, token: &str) -> Result<Option<TokenHolder>, PortalFault> {
        // Tokens of this process first: they are in memory.
        let hash = hash(token);
        if let Some(holder) = self.ephemeral.get(&hash) {
            return Ok(Some(holder.clone()));
        }
        let query = "SELECT role, account, user_code, scope FROM token WHERE hash = ?1";
        let holder = self.query_row(query, [hash], |row| {
            Ok(TokenHolder {
                role: row.get(0)?,
                account: row.get(1)?,
                user: row.get(2)?,
                scope: row.get(3)?,
            })
        });
        Ok(holder.optional()?)
    }

    /// Whether the holder still has the role of the token: a delegate's token is valid only while
    /// the delegation lasts, and a primary administrator's only while that user is the one.
    pub(super) fn still_holds(&self, holder: &TokenHolder) -> Result<bool, PortalFault> {
        // A system token has no user who could lose a role.
        let Some(user) = holder.user.as_deref() else {
            return Ok(true);
        };
        match holder.role.as_str() {
            "delegate" => {
                let delegation = self.existing(&holder.account, &format!("delegates/{user}"))?;
                Ok(delegation.is_some())
            }
            "primary" => Ok(self.primary(&holder.account)?.as_deref() == Some(user)),
            _ => Ok(true),
        }
    }

    /// User code of the primary administrator; an account has exactly one.
    pub(super) fn primary(&self, account: &str) -> Result<Option<String>, PortalFault> {
        let administrator = self.row(account, "administrator")?;
        let code = administrator.map(|row| row.body["primary"]["userCode"].clone());
        Ok(code.and_then(|code| code.as_str().map(str::to_owned)))
    }
}
