//! A file that is made to say what the portal holds.

use chrono::{DateTime, Utc};

use super::check::Ready;
use super::ignore::ignore;
use super::propose::{Proposal, narrowed_to};
use super::rules::Rules;
use crate::adopt::{Adopted, WishedAccount, adopt};
use crate::desired::Desired;
use crate::diff::diff;
use crate::model::Account;

/// The text of a file with the portal's values, as far as the rules compare them. Differences that are
/// ignored stay as the file has them, and what the file leaves unmanaged stays unmanaged.
pub(crate) fn adopt_file(text: &str, proposal: &Proposal, now: DateTime<Utc>) -> Adopted {
    let (held, rules) = (&proposal.observed.account, &proposal.rules);
    adopt(text, |desired| wished(desired, held, rules, now))
}

/// What a file should say beside what an account holds.
pub(crate) fn wished(
    desired: Desired,
    held: &Account,
    rules: &Rules,
    now: DateTime<Utc>,
) -> WishedAccount {
    let desired = narrowed_to(desired, rules);
    let whole = desired.over(held);
    let mut compared = whole.clone();
    ignore(&mut compared, held, rules, now);
    let changes = diff(held, &compared.account, &compared.renames);
    let mut account = whole;
    let mut differs = Vec::new();
    for change in changes {
        account.keep(&change.path, held);
        differs.push(change.path);
    }
    WishedAccount {
        desired,
        account: account.account,
        differs,
    }
}

impl Ready {
    /// Whether the file itself can be written: a way back has none, and standard input is no place.
    pub(crate) fn has_file(&self) -> bool {
        self.back.is_none() && self.source.name != "-"
    }
}
