//! Accounts: « communiquez avec l'administrateur-système » and what only that person sets.

use serde_json::{Value, json};

use super::{Denied, WHO, known, valid};
use crate::model::AccountName;
use crate::portal::password::{self, Password};
use crate::portal::seed::{self, NewAccount};
use crate::portal::store::Held;
use crate::portal::{Portal, rule};
use crate::words::Message;

impl Portal {
    /// Creates an account as the help page says a new one is; its CAN is assigned unless given.
    pub(crate) fn create_account(&self, new: &NewAccount) -> Result<(), Denied> {
        let account = AccountName::parse(&new.account)
            .map_err(|_| Message::new("portal-admin-account-name").text("account", &new.account))?;
        let mut new = new.clone();
        if let Some(can) = &new.can {
            new.can = Some(valid("--can", can, rule::code)?);
        }
        let primary = &mut new.primary;
        if let Some(email) = &primary.email {
            primary.email = Some(valid("--email", email, rule::email)?);
        }
        if let (Some(user), Some(name)) = (&primary.user_code, &primary.name) {
            primary.user_code = Some(valid("--primary", user, rule::code)?);
            primary.name = Some(valid("--primary", name, rule::line)?);
        }
        self.act(|held| {
            if held.knows(account.as_str())? {
                let message = Message::new("portal-admin-account-exists");
                return Err(message.text("account", &account).into());
            }
            if let Some(email) = &new.primary.email
                && held.login_taken(account.as_str(), email)?
            {
                return Err(Message::new("portal-email-taken").into());
            }
            Ok(seed::create(held, &new)?)
        })
    }

    /// « Avant d'activer le clavardage, veuillez communiquer avec l'administrateur-système. »
    pub(crate) fn deploy(&self, account: &str) -> Result<(), Denied> {
        self.act(|held| {
            change(held, account, "chat", "deploy", |chat| {
                chat["softwareDeployed"] = json!(true);
            })
        })
    }

    /// Chat without its software cannot be on.
    pub(crate) fn undeploy(&self, account: &str) -> Result<(), Denied> {
        self.act(|held| {
            change(held, account, "chat", "undeploy", |chat| {
                chat["softwareDeployed"] = json!(false);
                chat["enabled"] = json!(false);
            })
        })
    }

    /// « Ces champs ne peuvent être modifiés » by anyone else.
    pub(crate) fn set_telephony(
        &self,
        account: &str,
        pbx: Option<&str>,
        provider: Option<&str>,
    ) -> Result<(), Denied> {
        let line = |name, value: Option<&str>| {
            let value = value.map(|value| valid(name, value, rule::line));
            value.transpose()
        };
        let (pbx, provider) = (line("--pbx", pbx)?, line("--provider", provider)?);
        self.act(|held| {
            change(held, account, "telephony", "set-telephony", |telephony| {
                for (name, value) in [("pbx", pbx), ("provider", provider)] {
                    if let Some(value) = value {
                        telephony[name] = value.into();
                    }
                }
            })
        })
    }

    /// The first password of a new account, or a new one for whoever lost it. Sessions end.
    pub(crate) fn set_password(&self, account: &str, new: &Password) -> Result<(), Denied> {
        if let Some(lack) = new.lacks().first() {
            return Err(lack.message().into());
        }
        // Computed before anything is locked.
        let hash = password::hash(new)?;
        self.act(|held| {
            known(held, account)?;
            held.set_password(account, &hash)?;
            Ok(held.audit(WHO, account, "set-password", None, None)?)
        })
    }
}

/// A section as it will be. One that stays as it was is not written.
pub(super) fn change(
    held: &mut Held<'_>,
    account: &str,
    key: &str,
    what: &str,
    edit: impl FnOnce(&mut Value),
) -> Result<(), Denied> {
    known(held, account)?;
    let old = held.row(account, key)?.map(|row| row.body);
    let old = old.unwrap_or_default();
    let mut new = old.clone();
    edit(&mut new);
    if new != old {
        held.put(account, key, &new)?;
        held.touch(account, "settings")?;
        held.audit(WHO, account, what, Some(&old), Some(&new))?;
    }
    Ok(())
}
