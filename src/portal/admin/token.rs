//! Tokens, one by one. What opens is shown once and kept as a hash.

use secrecy::SecretString;
use serde_json::{Value, json};

use super::{Denied, WHO, known, valid};
use crate::portal::store::Purpose;
use crate::portal::token::{Holder, KnownToken};
use crate::portal::{Portal, known_user, random_hex, rule};
use crate::words::Message;

/// Whose a new token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TokenRole {
    Primary,
    Delegate(String),
    System,
}

/// A token that does not exist yet.
#[derive(Debug, Clone)]
pub(crate) struct NewToken {
    pub(crate) role: TokenRole,
    /// None for a token of the system.
    pub(crate) account: Option<String>,
    pub(crate) scope: &'static str,
    pub(crate) name: Option<String>,
}

impl Portal {
    /// Makes a token, and gives its id and what opens.
    pub(crate) fn create_token(&self, new: &NewToken) -> Result<(i64, SecretString), Denied> {
        let secret = random_hex(24)?;
        let name = match &new.name {
            Some(name) => valid("--name", name, rule::line)?,
            None => String::new(),
        };
        let id = self.act(|held| {
            let mut holder = holder(new)?;
            if holder.account != "*" {
                known(held, &holder.account)?;
            }
            known_user(held, &mut holder)?;
            if !held.still_holds(&holder)? {
                let user = holder.user.unwrap_or_default();
                let message = Message::new("portal-admin-no-delegate").text("user", user);
                return Err(message.into());
            }
            let id = held.add_token(&secret, &holder, &name)?;
            let shown = KnownToken {
                id,
                role: holder.role,
                account: holder.account,
                user: holder.user,
                scope: holder.scope,
                origin: "created".to_owned(),
                name,
            };
            held.audit(
                WHO,
                &shown.account,
                "token create",
                None,
                Some(&row(&shown)),
            )?;
            Ok(id)
        })?;
        Ok((id, secret.into()))
    }

    /// Every token, without what opens.
    pub(crate) fn tokens(&self) -> Result<Vec<KnownToken>, Denied> {
        Ok(self.store().begin(Purpose::Read)?.tokens()?)
    }

    /// A token of a file ends with its line, which would bring it back.
    pub(crate) fn revoke_token(&self, id: i64) -> Result<(), Denied> {
        self.act(|held| {
            let mut known = held.tokens()?.into_iter();
            let Some(token) = known.find(|token| token.id == id) else {
                return Err(Message::new("portal-admin-no-token").text("id", id).into());
            };
            if token.origin == "file" {
                return Err(Message::new("portal-admin-file-token")
                    .text("id", id)
                    .into());
            }
            held.remove_token(id)?;
            Ok(held.audit(
                WHO,
                &token.account,
                "token revoke",
                Some(&row(&token)),
                None,
            )?)
        })
    }
}

/// « A token of the system reads every account and writes nothing. »
fn holder(new: &NewToken) -> Result<Holder, Denied> {
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
    Ok(Holder {
        role: role.to_owned(),
        account,
        user,
        scope: new.scope.to_owned(),
    })
}

fn row(token: &KnownToken) -> Value {
    json!({
        "id": token.id,
        "role": token.role,
        "userCode": token.user,
        "scope": token.scope,
        "name": token.name,
    })
}
