//! The tables of accounts and of the names of their schedules.

use rusqlite::{OptionalExtension, params};

use super::fault::PortalFault;
use super::session::SessionOwner;
use super::transaction::Transaction;

impl Transaction<'_> {
    /// The names of all accounts, in order.
    pub(super) fn accounts(&self) -> Result<Vec<String>, PortalFault> {
        let mut query = self
            .sql
            .prepare_cached("SELECT name FROM account ORDER BY name")?;
        let names = query.query_map([], |row| row.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }

    /// Whether the account exists.
    pub(super) fn knows(&self, account: &str) -> Result<bool, PortalFault> {
        let query = "SELECT 1 FROM account WHERE name = ?1";
        let found = self.query_row(query, [account], |_| Ok(()));
        Ok(found.optional()?.is_some())
    }

    pub(super) fn add_account(
        &self,
        name: &str,
        login: &str,
        can: &str,
    ) -> Result<(), PortalFault> {
        self.execute(
            "INSERT INTO account (name, login, can) VALUES (?1, ?2, ?3)",
            [name, &login.to_lowercase(), can],
        )?;
        Ok(())
    }

    /// Whether an account has the CAN: it identifies an account to the billing system.
    pub(super) fn can_taken(&self, can: &str) -> Result<bool, PortalFault> {
        let query = "SELECT 1 FROM account WHERE can = ?1";
        let found = self.query_row(query, [can], |_| Ok(()));
        Ok(found.optional()?.is_some())
    }

    /// Whether somebody else logs in with the address. Case does not matter.
    pub(super) fn login_taken(
        &self,
        owner: &SessionOwner,
        login: &str,
    ) -> Result<bool, PortalFault> {
        let query = "SELECT 1 FROM account WHERE login = ?1 AND (name <> ?2 OR ?3 IS NOT NULL)
                     UNION ALL
                     SELECT 1 FROM delegate_login
                     WHERE login = ?1 AND (account <> ?2 OR user_code IS NOT ?3)";
        let values = params![login.to_lowercase(), owner.account, owner.delegate];
        let found = self.query_row(query, values, |_| Ok(()));
        Ok(found.optional()?.is_some())
    }

    pub(super) fn set_login(&self, account: &str, login: &str) -> Result<(), PortalFault> {
        let update = "UPDATE account SET login = ?1 WHERE name = ?2";
        self.execute(update, [&login.to_lowercase(), account])?;
        Ok(())
    }

    /// The key of the schedule that has a name, if there is one. Names are compared by their
    /// `name_key`, which ignores case.
    pub(super) fn named(
        &self,
        account: &str,
        list: &str,
        name_key: &str,
    ) -> Result<Option<String>, PortalFault> {
        let query = "SELECT key FROM name WHERE account = ?1 AND list = ?2 AND name_key = ?3";
        let found = self.query_row(query, [account, list, name_key], |row| row.get(0));
        Ok(found.optional()?)
    }

    /// Gives the schedule with this key a name and releases the name it had.
    pub(super) fn set_name(
        &self,
        account: &str,
        list: &str,
        name_key: &str,
        key: &str,
    ) -> Result<(), PortalFault> {
        self.release_name(account, key)?;
        let insert = "INSERT INTO name VALUES (?1, ?2, ?3, ?4)";
        self.execute(insert, [account, list, name_key, key])?;
        Ok(())
    }

    /// Makes the name of a schedule available to others.
    pub(super) fn release_name(&self, account: &str, key: &str) -> Result<(), PortalFault> {
        self.execute(
            "DELETE FROM name WHERE account = ?1 AND key = ?2",
            [account, key],
        )?;
        Ok(())
    }
}
