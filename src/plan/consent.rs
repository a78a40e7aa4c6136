//! Words of consent: changes that a person must name before they happen.

use std::collections::BTreeSet;

use crate::model::{Account, Kind, Language, NameKey, Renames, ScheduleRef};

/// A word of consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Word {
    /// « La nouvelle adresse courriel deviendra votre identifiant de connexion. »
    LoginChange,
    /// An existing SPID is replaced or cleared: a third party is bound to it.
    SpidChange,
    /// The file governs another account than before; only a review can see it.
    AccountChange,
    /// « Cliquez sur OK pour confirmer la suppression. »
    RevokeDelegate,
    ChatOff,
    BulkDelete,
    LoseHours,
}

impl Word {
    pub(crate) const ALL: [Self; 7] = [
        Self::LoginChange,
        Self::SpidChange,
        Self::AccountChange,
        Self::RevokeDelegate,
        Self::ChatOff,
        Self::BulkDelete,
        Self::LoseHours,
    ];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::LoginChange => "login-change",
            Self::SpidChange => "spid-change",
            Self::AccountChange => "account-change",
            Self::RevokeDelegate => "revoke-delegate",
            Self::ChatOff => "chat-off",
            Self::BulkDelete => "bulk-delete",
            Self::LoseHours => "lose-hours",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|word| word.as_str() == text)
    }
}

/// Whether the hours lost are more than may happen unasked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Loss {
    Bearable,
    NeedsConsent,
}

/// The words that going from one account to the other asks for.
pub(crate) fn needs(old: &Account, new: &Account, renames: &Renames, loss: Loss) -> BTreeSet<Word> {
    let email_changes = !old.administrator.email.same_login(&new.administrator.email);
    let spid_changes = old.general.spid.is_some() && old.general.spid != new.general.spid;
    let revokes = old
        .delegates
        .keys()
        .any(|user| !new.delegates.contains_key(user));
    let asked = [
        (Word::LoginChange, email_changes),
        (Word::SpidChange, spid_changes),
        (Word::RevokeDelegate, revokes),
        (Word::ChatOff, old.chat.enabled && !new.chat.enabled),
        (Word::BulkDelete, deletes_in_bulk(old, new, renames)),
        (Word::LoseHours, loss == Loss::NeedsConsent),
    ];
    asked
        .into_iter()
        .filter_map(|(word, needed)| needed.then_some(word))
        .collect()
}

/// A list of two or more emptied, or more than 3 deletions that are more than 30 % of a list.
fn deletes_in_bulk(old: &Account, new: &Account, renames: &Renames) -> bool {
    let bulk = |before: usize, deleted: usize| {
        (before >= 2 && deleted == before) || (deleted > 3 && deleted * 10 > before * 3)
    };
    let gone = old
        .delegates
        .keys()
        .filter(|user| !new.delegates.contains_key(*user));
    let renamed: BTreeSet<_> = renames.values().collect();
    let schedules = Language::ALL
        .into_iter()
        .flat_map(|language| Kind::ALL.map(|kind| (language, kind)))
        .any(|(language, kind)| {
            let (before, after) = (old.schedules(language, kind), new.schedules(language, kind));
            let renamed = |key: &NameKey| {
                renamed.contains(&ScheduleRef {
                    language,
                    kind,
                    key: key.clone(),
                })
            };
            let gone = before
                .keys()
                .filter(|key| !after.contains_key(*key) && !renamed(key))
                .count();
            bulk(before.len(), gone)
        });
    bulk(old.delegates.len(), gone.count()) || schedules
}
