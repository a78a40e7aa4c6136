//! People: the candidates, who can become delegates, and the primary administrator.

use serde_json::{Value, json};

use super::act::{ACTOR, AdminError, edit_resource, require_account, valid};
use crate::portal::candidate::candidate;
use crate::portal::embedded::Portal;
use crate::portal::new_account::NewCandidate;
use crate::portal::password::{self, Password};
use crate::portal::rule;
use crate::portal::session::SessionOwner;
use crate::portal::store::Purpose;
use crate::portal::transaction::Transaction;
use crate::words::Message;

impl Portal {
    /// Adds a candidate, or replaces an entry: people change their names. A delegate
    /// with that user code is renamed as well.
    pub(crate) fn add_candidate(
        &self,
        account: &str,
        new: &NewCandidate,
    ) -> Result<(), AdminError> {
        let user = valid("USER", &new.user_code, rule::code)?;
        valid("NAME", &new.name, rule::line)?;
        valid("--company", &new.company, rule::optional_line)?;
        self.act(|transaction| {
            require_account(transaction, account)?;
            let new = candidate(transaction, account, new)?;
            let old = transaction.candidate(account, &user)?;
            transaction.add_candidate(account, &user, &new)?;
            let action = format!("candidate add {user}");
            transaction.audit(ACTOR, account, &action, old.as_ref(), Some(&new))?;
            rename_delegate(transaction, account, &user, &new["name"])
        })
    }

    /// « Les éléments de cette liste sont tirés de la liste des administrateurs-entreprise et de
    /// leurs délégués »: whoever is removed from that list also stops being a delegate.
    pub(crate) fn remove_candidate(&self, account: &str, user: &str) -> Result<(), AdminError> {
        self.act(|transaction| {
            require_account(transaction, account)?;
            let Some(old) = transaction.candidate(account, user)? else {
                let message = Message::new("portal-admin-no-candidate").text("user", user);
                return Err(message.into());
            };
            transaction.remove_candidate(account, user)?;
            let action = format!("candidate remove {user}");
            transaction.audit(ACTOR, account, &action, Some(&old), None)?;
            revoke_delegate(transaction, account, user)
        })
    }

    /// Sets with what a delegate logs in: an address that no one else has, and a password. Sessions of the
    /// delegate end.
    pub(crate) fn set_delegate_password(
        &self,
        account: &str,
        user: &str,
        email: &str,
        new: &Password,
    ) -> Result<(), AdminError> {
        let user = valid("--user", user, rule::code)?;
        let email = valid("--email", email, rule::email)?;
        if let Some(flaw) = new.flaws().first() {
            return Err(flaw.message().into());
        }
        // Hashing is slow, so it comes before the transaction, which locks out other writers.
        let hash = password::hash(new)?;
        let owner = SessionOwner {
            account: account.to_owned(),
            delegate: Some(user),
        };
        self.act(|transaction| {
            require_account(transaction, account)?;
            let user = owner.delegate.as_deref().unwrap_or("");
            let row = transaction.existing(account, &format!("delegates/{user}"))?;
            if row.is_none() {
                return Err(Message::new("portal-admin-no-delegate")
                    .text("user", user)
                    .into());
            }
            if transaction.login_taken(&owner, &email)? {
                return Err(Message::new("portal-email-taken").into());
            }
            transaction.set_delegate_login(&owner, &email.to_lowercase(), &hash)?;
            let action = format!("set-password {user}");
            Ok(transaction.audit(ACTOR, account, &action, None, None)?)
        })
    }

    /// The candidates of an account, as the contract shows them.
    pub(crate) fn candidates(&self, account: &str) -> Result<Vec<Value>, AdminError> {
        self.readers.with(|reader| {
            let transaction = reader.store.begin(Purpose::Read)?;
            require_account(&transaction, account)?;
            let items = transaction.candidates(account, "", usize::MAX)?;
            Ok(items.into_iter().map(|item| item.body).collect())
        })?
    }

    /// « Il ne peut y avoir qu'un seul administrateur principal »: the previous one loses all
    /// rights. Sessions end, because they belong to the account and not to a person, and the new
    /// primary administrator stops being a delegate and a candidate.
    pub(crate) fn set_primary(
        &self,
        account: &str,
        user: &str,
        name: &str,
    ) -> Result<(), AdminError> {
        let user = valid("--primary", user, rule::code)?;
        let name = valid("--primary", name, rule::line)?;
        self.act(|transaction| {
            let previous = transaction.primary(account)?;
            edit_resource(
                transaction,
                account,
                "administrator",
                "set-primary",
                |section| {
                    section["primary"] = json!({ "userCode": user, "name": name });
                },
            )?;
            // When only the name changed, the sessions go on.
            if previous.as_deref() != Some(user.as_str()) {
                transaction.end_sessions(&SessionOwner::primary_of(account))?;
            }
            revoke_delegate(transaction, account, &user)?;
            leave_candidates(transaction, account, &user)
        })
    }
}

/// Takes somebody off the list of candidates, if that person is on it.
fn leave_candidates(
    transaction: &Transaction<'_>,
    account: &str,
    user: &str,
) -> Result<(), AdminError> {
    let Some(old) = transaction.candidate(account, user)? else {
        return Ok(());
    };
    transaction.remove_candidate(account, user)?;
    let action = format!("candidate remove {user}");
    Ok(transaction.audit(ACTOR, account, &action, Some(&old), None)?)
}

/// Revokes a delegation, if there is one.
fn revoke_delegate(
    transaction: &mut Transaction<'_>,
    account: &str,
    user: &str,
) -> Result<(), AdminError> {
    let key = format!("delegates/{user}");
    if let Some(row) = transaction.existing(account, &key)? {
        transaction.remove(account, &key)?;
        transaction.touch(account, "delegates")?;
        transaction.touch(account, "settings")?;
        let action = format!("revoke {user}");
        transaction.audit(ACTOR, account, &action, Some(&row.body), None)?;
    }
    Ok(())
}

/// Renames a delegate, if there is one with another name.
fn rename_delegate(
    transaction: &mut Transaction<'_>,
    account: &str,
    user: &str,
    name: &Value,
) -> Result<(), AdminError> {
    let key = format!("delegates/{user}");
    let delegation = transaction.existing(account, &key)?;
    if delegation.is_none_or(|row| row.body["name"] == *name) {
        return Ok(());
    }
    transaction.touch(account, "delegates")?;
    let new_name = name.clone();
    let action = format!("rename {user}");
    edit_resource(transaction, account, &key, &action, |delegate| {
        delegate["name"] = new_name;
    })
}
