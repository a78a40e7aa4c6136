//! Consent: changes that a person must name before they happen.
//!
//! Some changes are right now and then and terrible by accident: chat that goes off, a login that
//! changes hands, a list that is emptied by a deleted line. A plan that holds one is shown, and is
//! applied only when the command line names it, as in `--allow chat-off`. So a pipeline that
//! applies every merged file cannot do it unasked, and whoever does it has read the word.
//!
//! | word | needed when |
//! |---|---|
//! | `login-change` | the administrator's e-mail is another login |
//! | `spid-change` | a SPID that was set is replaced or cleared |
//! | `account-change` | a file governs another account than before (reviews only) |
//! | `revoke-delegate` | a delegate loses the right to administer |
//! | `chat-off` | chat is switched off |
//! | `clear-contact` | the address or the administrator's phone is cleared |
//! | `bulk-delete` | a list loses too many entries at once, see [`deletes_in_bulk`] |
//! | `lose-hours` | a language loses too many hours, see [`loses_hours`] |
//!
//! Consent is asked for by the accounts before and after alone, never by how the steps get from one
//! to the other.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDateTime, Utc};

use crate::availability::{UnknownZone, loses_hours, wall_time};
use crate::model::{Account, Confidential, Kind, Language, Named, Pattern, Renames, ScheduleRef};

/// What a person consents to, by the word that names it on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Word {
    /// « La nouvelle adresse courriel deviendra votre identifiant de connexion. » A wrong one locks
    /// the administrator out, or lets somebody else in.
    LoginChange,
    /// An existing SPID is replaced or cleared. A third party knows the account by it, and does not
    /// hear of the change from this tool.
    SpidChange,
    /// The file governs another account than before; only a review can see it.
    AccountChange,
    /// « Cliquez sur OK pour confirmer la suppression. »
    RevokeDelegate,
    ChatOff,
    /// The address or the administrator's phone is emptied. They are how the reseller is reached:
    /// « Elles servent à vous transmettre des renseignements sur votre compte. »
    ClearContact,
    BulkDelete,
    LoseHours,
}

impl Word {
    pub const ALL: [Self; 8] = [
        Self::LoginChange,
        Self::SpidChange,
        Self::AccountChange,
        Self::RevokeDelegate,
        Self::ChatOff,
        Self::ClearContact,
        Self::BulkDelete,
        Self::LoseHours,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::LoginChange => "login-change",
            Self::SpidChange => "spid-change",
            Self::AccountChange => "account-change",
            Self::RevokeDelegate => "revoke-delegate",
            Self::ChatOff => "chat-off",
            Self::ClearContact => "clear-contact",
            Self::BulkDelete => "bulk-delete",
            Self::LoseHours => "lose-hours",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|word| word.as_str() == text)
    }
}

/// The consent that going from one account to the other needs.
///
/// # Errors
///
/// A time zone on either side that the tz database of this tool does not have.
pub(crate) fn needs(
    old: &Account,
    new: &Account,
    renames: &Renames,
    now: DateTime<Utc>,
) -> Result<BTreeSet<Word>, UnknownZone> {
    // An event that has ended by then on the clock of the new configuration is out of effect.
    let wall = wall_time(&new.chat, now)?;
    // Logins are compared as the portal does, without regard to case.
    let email_changes = !old.administrator.email.same_login(&new.administrator.email);
    // Setting a SPID for the first time takes nothing from anybody.
    let spid_changes = old.general.spid.is_some() && old.general.spid != new.general.spid;
    let revokes = old
        .delegates
        .keys()
        .any(|user| !new.delegates.contains_key(user));
    // `account-change` is not here: it is about the name under which a file governs an account,
    // which only a review compares.
    let needs = [
        (Word::LoginChange, email_changes),
        (Word::SpidChange, spid_changes),
        (Word::RevokeDelegate, revokes),
        (Word::ChatOff, old.chat.enabled && !new.chat.enabled),
        (Word::ClearContact, clears_contact(old, new)),
        (Word::BulkDelete, deletes_in_bulk(old, new, renames, wall)),
        (Word::LoseHours, loses_hours(&old.chat, &new.chat, now)?),
    ];
    let needed = needs.into_iter().filter(|(_, needed)| *needed);
    Ok(needed.map(|(word, _)| word).collect())
}

/// Whether the address or the phone is emptied. A phone that the portal hides is never written.
fn clears_contact(old: &Account, new: &Account) -> bool {
    let address = old.general.address.is_some() && new.general.address.is_none();
    let phone = matches!(
        (&old.administrator.phone, &new.administrator.phone),
        (Confidential::Shown(Some(_)), Confidential::Shown(None))
    );
    address || phone
}

/// Whether any list loses more than a person deletes one by one: delegates, or the schedules of one
/// kind in one language. An entry that is moved into the past or emptied of its days is lost like one
/// that is deleted.
fn deletes_in_bulk(old: &Account, new: &Account, renames: &Renames, wall: NaiveDateTime) -> bool {
    // Delegates are never renamed: whoever is missing is revoked.
    let users = old.delegates.keys();
    let revoked = users.filter(|user| !new.delegates.contains_key(*user));
    if is_bulk(old.delegates.len(), revoked.count()) {
        return true;
    }
    // An entry that was renamed is under another key, and not deleted.
    let renamed: BTreeMap<_, _> = renames.iter().map(|(new, old)| (old, new)).collect();
    // Each list by itself: many deletions that are spread over lists are no slip of one line.
    Language::ALL.into_iter().any(|language| {
        Kind::ALL.into_iter().any(|kind| {
            let before = old.schedules(language, kind);
            let gone = before.iter().filter(|(key, entry)| {
                let at = ScheduleRef {
                    language,
                    kind,
                    key: (*key).clone(),
                };
                let after = new.schedule(renamed.get(&at).copied().unwrap_or(&at));
                let stays = after.is_some_and(|after| takes_effect(after, wall));
                // What was out of effect before is lost only when it is deleted.
                !stays && (after.is_none() || takes_effect(entry, wall))
            });
            is_bulk(before.len(), gone.count())
        })
    })
}

/// Whether a schedule can still be in effect some day.
fn takes_effect(entry: &Named, wall: NaiveDateTime) -> bool {
    match &entry.pattern {
        Pattern::Weekly(weekly) => !weekly.days.is_empty(),
        Pattern::SpecialEvent(event) => event.ends_at > wall,
    }
}

/// A list of two or more that is emptied, or more than 3 deletions that are more than 30 % of it.
fn is_bulk(before: usize, deleted: usize) -> bool {
    (before >= 2 && deleted == before) || (deleted > 3 && deleted * 10 > before * 3)
}
