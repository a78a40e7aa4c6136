//! What all acts of the system administrator share. Each act is one transaction that includes its
//! row in the audit table: either both happen or neither does.

use serde_json::Value;

use crate::portal::embedded::Portal;
use crate::portal::fault::PortalFault;
use crate::portal::problem::RequestError;
use crate::portal::rule::TextRule;
use crate::portal::store::Purpose;
use crate::portal::transaction::Transaction;
use crate::words::Message;

/// The name of the system administrator in the audit table.
pub(super) const ACTOR: &str = "system";

/// Why an act was not carried out.
#[derive(Debug)]
pub(crate) enum AdminError {
    Fault(PortalFault),
    /// The request itself is wrong; the message says how.
    Refused(Message),
}

impl From<PortalFault> for AdminError {
    fn from(fault: PortalFault) -> Self {
        Self::Fault(fault)
    }
}

impl From<RequestError> for AdminError {
    fn from(error: RequestError) -> Self {
        match error {
            RequestError::Problem(problem) => Self::Refused(problem.sentence()),
            RequestError::Fault(fault) => Self::Fault(fault),
        }
    }
}

impl From<Message> for AdminError {
    fn from(message: Message) -> Self {
        Self::Refused(message)
    }
}

impl Portal {
    /// Runs an act in a transaction that writes, and commits unless the act fails.
    pub(super) fn act<T>(
        &self,
        act: impl FnOnce(&mut Transaction<'_>) -> Result<T, AdminError>,
    ) -> Result<T, AdminError> {
        let mut store = self.writer();
        let mut transaction = store.begin(Purpose::Write)?;
        let result = act(&mut transaction)?;
        transaction.commit()?;
        Ok(result)
    }
}

/// Refuses unless the account exists.
pub(super) fn require_account(
    transaction: &Transaction<'_>,
    account: &str,
) -> Result<(), AdminError> {
    if transaction.knows(account)? {
        return Ok(());
    }
    let message = Message::new("portal-admin-no-account");
    Err(message.text("account", account).into())
}

/// The canonical form of an argument that must follow a rule. `name` is the argument's name on the
/// command line, for the message.
pub(super) fn valid(name: &'static str, value: &str, rule: TextRule) -> Result<String, AdminError> {
    rule(value).ok_or_else(|| {
        let message = Message::new("portal-admin-invalid").text("name", name);
        message.text("value", value).into()
    })
}

/// Like `valid`, for an argument that can be absent.
pub(super) fn valid_if_given(
    name: &'static str,
    value: Option<&str>,
    rule: TextRule,
) -> Result<Option<String>, AdminError> {
    value.map(|value| valid(name, value, rule)).transpose()
}

/// Edits the stored body of a resource and records the change as `action`. An edit that changes
/// nothing writes nothing, so tags and the audit table stay as they are.
pub(super) fn edit_resource(
    transaction: &mut Transaction<'_>,
    account: &str,
    key: &str,
    action: &str,
    edit: impl FnOnce(&mut Value),
) -> Result<(), AdminError> {
    require_account(transaction, account)?;
    // The old body is also what the audit table needs.
    let old = transaction.row(account, key)?;
    let old = old.map_or(Value::Null, |row| row.body);
    let mut new = old.clone();
    edit(&mut new);
    if new != old {
        transaction.put(account, key, &new)?;
        transaction.require_room(account)?;
        transaction.touch(account, "settings")?;
        transaction.audit(ACTOR, account, action, Some(&old), Some(&new))?;
    }
    Ok(())
}
