//! Tokens that are created one by one. A token is shown once; only its hash is stored.

use secrecy::SecretString;
use serde_json::{Value, json};

use super::act::{ACTOR, AdminError, require_account, valid};
use crate::portal::embedded::Portal;
use crate::portal::random::random_hex;
use crate::portal::rule;
use crate::portal::store::Purpose;
use crate::portal::token::{self, TokenHolder};
use crate::portal::token_store::KnownToken;
use crate::words::Message;

/// The role of a new token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TokenRole {
    Primary,
    /// With the user code of the delegate.
    Delegate(String),
    System,
}

/// A token to create.
#[derive(Debug, Clone)]
pub(crate) struct NewToken {
    pub(crate) role: TokenRole,
    /// `None` for a system token.
    pub(crate) account: Option<String>,
    /// `read` or `write`.
    pub(crate) scope: &'static str,
    /// A note for the list of tokens.
    pub(crate) name: Option<String>,
}

impl Portal {
    /// Creates a token and returns its id and the token itself, which cannot be shown again.
    pub(crate) fn create_token(&self, new: &NewToken) -> Result<(i64, SecretString), AdminError> {
        let secret = random_hex(24)?;
        let name = match &new.name {
            Some(name) => valid("--name", name, rule::line)?,
            None => String::new(),
        };
        let id = self.act(|transaction| {
            let mut holder = holder(new)?;
            if holder.account != "*" {
                require_account(transaction, &holder.account)?;
            }
            holder.bind_primary(transaction)?;
            // A token for somebody who is no delegate would work as soon as that person becomes one.
            if !transaction.still_holds(&holder)? {
                let user = holder.user.as_deref().unwrap_or("");
                let message = Message::new("portal-admin-no-delegate").text("user", user);
                return Err(message.into());
            }
            let id = transaction.add_token(&secret, &holder, &name)?;
            let created = KnownToken {
                id,
                role: holder.role,
                account: holder.account,
                user: holder.user,
                scope: holder.scope,
                origin: "created".to_owned(),
                name,
            };
            let mut new = row(&created);
            new["fingerprint"] = token::fingerprint(&token::hash(&secret)).into();
            let new = Some(new);
            transaction.audit(ACTOR, &created.account, "token create", None, new.as_ref())?;
            Ok(id)
        })?;
        Ok((id, secret.into()))
    }

    /// Every token that works, without the tokens themselves.
    pub(crate) fn tokens(&self) -> Result<Vec<KnownToken>, AdminError> {
        Ok(self.writer().begin(Purpose::Read)?.tokens()?)
    }

    /// Revokes a token. A token of the token file is refused: it would work again as soon as the
    /// file is read, so its line must be deleted instead.
    pub(crate) fn revoke_token(&self, id: i64) -> Result<(), AdminError> {
        self.act(|transaction| {
            let mut tokens = transaction.tokens()?.into_iter();
            let Some(token) = tokens.find(|token| token.id == id) else {
                return Err(Message::new("portal-admin-no-token").text("id", id).into());
            };
            if token.origin == "file" {
                let message = Message::new("portal-admin-file-token");
                return Err(message.text("id", id).into());
            }
            transaction.remove_token(id)?;
            let old = Some(row(&token));
            transaction.audit(ACTOR, &token.account, "token revoke", old.as_ref(), None)?;
            Ok(())
        })
    }
}

/// The holder of a new token. A system token is for every account and can only read; any other
/// needs an account.
fn holder(new: &NewToken) -> Result<TokenHolder, AdminError> {
    let (role, user) = match &new.role {
        TokenRole::Primary => ("primary", None),
        TokenRole::Delegate(user) => ("delegate", Some(user.clone())),
        TokenRole::System => ("system", None),
    };
    let account = match (&new.role, &new.account, new.scope) {
        (TokenRole::System, None, "read") => "*".to_owned(),
        (TokenRole::System, Some(_), _) => {
            return Err(Message::new("portal-admin-system-account").into());
        }
        (TokenRole::System, None, _) => {
            return Err(Message::new("portal-admin-system-reads").into());
        }
        (TokenRole::Primary | TokenRole::Delegate(_), Some(account), _) => account.clone(),
        (TokenRole::Primary | TokenRole::Delegate(_), None, _) => {
            return Err(Message::new("portal-admin-which-account").into());
        }
    };
    Ok(TokenHolder {
        role: role.to_owned(),
        account,
        user,
        scope: new.scope.to_owned(),
    })
}

/// A token in the audit table.
fn row(token: &KnownToken) -> Value {
    json!({
        "id": token.id,
        "role": token.role,
        "userCode": token.user,
        "scope": token.scope,
        "name": token.name,
    })
}
