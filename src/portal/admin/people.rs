//! People: who may become a delegate, and who is the primary administrator.

use serde_json::{Value, json};

use super::account::change;
use super::{Denied, WHO, known, valid};
use crate::portal::seed::{self, NewCandidate};
use crate::portal::store::{Held, Purpose};
use crate::portal::{Portal, rule};
use crate::words::Message;

impl Portal {
    /// Adds a candidate, or says something else of one who is there: people marry.
    pub(crate) fn add_candidate(&self, account: &str, new: &NewCandidate) -> Result<(), Denied> {
        let user = valid("USER", &new.user_code, rule::code)?;
        let company = match new.company.as_str() {
            "" => String::new(),
            company => valid("--company", company, rule::line)?,
        };
        let new = seed::candidate(&NewCandidate {
            user_code: user.clone(),
            name: valid("NAME", &new.name, rule::line)?,
            company,
            role: new.role.clone(),
        });
        self.act(|held| {
            known(held, account)?;
            let old = held.candidate(account, &user)?;
            held.add_candidate(account, &user, &new)?;
            let what = format!("candidate add {user}");
            held.audit(WHO, account, &what, old.as_ref(), Some(&new))?;
            rename_delegate(held, account, &user, &new["name"])
        })
    }

    /// « Les éléments de cette liste sont tirés de la liste des administrateurs-entreprise et de
    /// leurs délégués »: who is no longer on it is no longer a delegate.
    pub(crate) fn remove_candidate(&self, account: &str, user: &str) -> Result<(), Denied> {
        self.act(|held| {
            known(held, account)?;
            let Some(old) = held.candidate(account, user)? else {
                let message = Message::new("portal-admin-no-candidate").text("user", user);
                return Err(message.into());
            };
            held.remove_candidate(account, user)?;
            let what = format!("candidate remove {user}");
            held.audit(WHO, account, &what, Some(&old), None)?;
            revoke_delegate(held, account, user)
        })
    }

    pub(crate) fn candidates(&self, account: &str) -> Result<Vec<Value>, Denied> {
        let mut store = self.store();
        let held = store.begin(Purpose::Read)?;
        known(&held, account)?;
        let rows = held.candidates(account, "", usize::MAX)?;
        Ok(rows.into_iter().map(|(_, body)| body).collect())
    }

    /// « Il ne peut y avoir qu'un seul administrateur principal »: the one before has no rights any
    /// more, whoever is logged in is out, and the new one is not also a delegate.
    pub(crate) fn set_primary(&self, account: &str, user: &str, name: &str) -> Result<(), Denied> {
        let user = valid("--primary", user, rule::code)?;
        let name = valid("--primary", name, rule::line)?;
        self.act(|held| {
            let before = held.primary(account)?;
            change(held, account, "administrator", "set-primary", |section| {
                section["primary"] = json!({ "userCode": user, "name": name });
            })?;
            if before.as_deref() != Some(user.as_str()) {
                held.end_sessions(account)?;
            }
            revoke_delegate(held, account, &user)
        })
    }
}

fn revoke_delegate(held: &mut Held<'_>, account: &str, user: &str) -> Result<(), Denied> {
    let key = format!("delegates/{user}");
    if let Some(row) = held.row(account, &key)?.filter(|row| !row.gone) {
        held.remove(account, &key)?;
        held.touch(account, "delegates")?;
        held.touch(account, "settings")?;
        held.audit(
            WHO,
            account,
            &format!("revoke {user}"),
            Some(&row.body),
            None,
        )?;
    }
    Ok(())
}

fn rename_delegate(
    held: &mut Held<'_>,
    account: &str,
    user: &str,
    name: &Value,
) -> Result<(), Denied> {
    let key = format!("delegates/{user}");
    let row = held.row(account, &key)?.filter(|row| !row.gone);
    if row.is_none_or(|row| row.body["name"] == *name) {
        return Ok(());
    }
    held.touch(account, "delegates")?;
    let new_name = name.clone();
    change(held, account, &key, &format!("rename {user}"), |delegate| {
        delegate["name"] = new_name;
    })
}
