//! Accounts: « communiquez avec l'administrateur-système », and the settings that only that person
//! can change.

use serde_json::json;

use super::act::{ACTOR, AdminError, edit_resource, require_account, valid, valid_if_given};
use crate::model::AccountName;
use crate::portal::embedded::Portal;
use crate::portal::new_account::NewAccount;
use crate::portal::password::{self, Password};
use crate::portal::rule;
use crate::portal::seed;
use crate::words::Message;

impl Portal {
    /// Creates an account with the defaults of the help page. Its CAN is random unless given.
    pub(crate) fn create_account(&self, new: &NewAccount) -> Result<(), AdminError> {
        let account = AccountName::parse(&new.account)
            .map_err(|_| Message::new("portal-admin-account-name").text("account", &new.account))?;
        let mut new = new.clone();
        new.can = valid_if_given("--can", new.can.as_deref(), rule::code)?;
        let primary = &mut new.primary;
        primary.email = valid_if_given("--email", primary.email.as_deref(), rule::email)?;
        if let (Some(user), Some(name)) = (&primary.user_code, &primary.name) {
            primary.user_code = Some(valid("--primary", user, rule::code)?);
            primary.name = Some(valid("--primary", name, rule::line)?);
        }
        self.act(|transaction| {
            if transaction.knows(account.as_str())? {
                let message = Message::new("portal-admin-account-exists");
                return Err(message.text("account", &account).into());
            }
            Ok(seed::create(transaction, &new)?)
        })
    }

    /// « Avant d'activer le clavardage, veuillez communiquer avec l'administrateur-système »: marks
    /// the chat software as deployed, which allows the account to enable chat.
    pub(crate) fn deploy(&self, account: &str) -> Result<(), AdminError> {
        self.act(|transaction| {
            edit_resource(transaction, account, "chat", "deploy", |chat| {
                chat["softwareDeployed"] = json!(true);
            })
        })
    }

    /// Marks the chat software as not deployed. Chat cannot work without it, so it is also disabled.
    pub(crate) fn undeploy(&self, account: &str) -> Result<(), AdminError> {
        self.act(|transaction| {
            edit_resource(transaction, account, "chat", "undeploy", |chat| {
                chat["softwareDeployed"] = json!(false);
                chat["enabled"] = json!(false);
            })
        })
    }

    /// Changes the telephone system or the provider: « Ces champs ne peuvent être modifiés » by
    /// other users. An argument that is absent leaves its setting as it is.
    pub(crate) fn set_telephony(
        &self,
        account: &str,
        pbx: Option<&str>,
        provider: Option<&str>,
    ) -> Result<(), AdminError> {
        let pbx = valid_if_given("--pbx", pbx, rule::line)?;
        let provider = valid_if_given("--provider", provider, rule::line)?;
        self.act(|transaction| {
            edit_resource(
                transaction,
                account,
                "telephony",
                "set-telephony",
                |telephony| {
                    for (name, value) in [("pbx", pbx), ("provider", provider)] {
                        if let Some(value) = value {
                            telephony[name] = value.into();
                        }
                    }
                },
            )
        })
    }

    /// Sets the first password of a new account, or replaces one that was lost. Sessions end.
    pub(crate) fn set_password(&self, account: &str, new: &Password) -> Result<(), AdminError> {
        if let Some(flaw) = new.flaws().first() {
            return Err(flaw.message().into());
        }
        // Hashing is slow, so it comes before the transaction, which locks out other writers.
        let hash = password::hash(new)?;
        self.act(|transaction| {
            require_account(transaction, account)?;
            transaction.set_password(account, &hash)?;
            Ok(transaction.audit(ACTOR, account, "set-password", None, None)?)
        })
    }
}
