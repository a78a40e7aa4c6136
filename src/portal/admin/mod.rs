//! What the system administrator does beside the contract, on the database itself, also while the
//! portal serves it. Each act is one transaction with its row in the audit table.

mod account;
mod people;
mod token;

pub(crate) use token::{NewToken, TokenRole};

use super::store::{Held, Purpose};
use super::{Portal, PortalFault};
use crate::words::Message;

/// Who the audit table names.
const WHO: &str = "system";

/// Why an act was not done.
#[derive(Debug)]
pub(crate) enum Denied {
    Fault(PortalFault),
    /// What is wrong with what was asked for.
    Refused(Message),
}

impl From<PortalFault> for Denied {
    fn from(fault: PortalFault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Message> for Denied {
    fn from(message: Message) -> Self {
        Self::Refused(message)
    }
}

impl Portal {
    fn act<T>(&self, act: impl FnOnce(&mut Held<'_>) -> Result<T, Denied>) -> Result<T, Denied> {
        let mut store = self.store();
        let mut held = store.begin(Purpose::Write)?;
        let done = act(&mut held)?;
        held.commit()?;
        Ok(done)
    }
}

fn known(held: &Held<'_>, account: &str) -> Result<(), Denied> {
    if held.knows(account)? {
        return Ok(());
    }
    Err(Message::new("portal-admin-no-account")
        .text("account", account)
        .into())
}

/// A value that follows a rule, in its canonical form.
fn valid(
    name: &'static str,
    value: &str,
    rule: fn(&str) -> Option<String>,
) -> Result<String, Denied> {
    rule(value).ok_or_else(|| {
        let message = Message::new("portal-admin-invalid").text("name", name);
        message.text("value", value).into()
    })
}
