//! What became of the accounts of a run, and the exit code of the whole.
//!
//! The codes are promises: 3 and 4 say that nothing was written anywhere, so a run that wrote to one
//! account and was refused at another is neither. It was applied in part, like an account of which some
//! settings were written.

use super::exit::Exit;
use crate::words::Message;

/// What became of one account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AccountFate {
    InSync,
    Applied,
    PartlyApplied,
    Refused,
    Stale,
    Failed,
    /// It could have been written, and another account was the reason not to.
    NotTried,
    /// There is no token for it. Others go on.
    WithoutToken,
    Interrupted,
}

impl AccountFate {
    const ALL: [Self; 9] = [
        Self::InSync,
        Self::Applied,
        Self::PartlyApplied,
        Self::Refused,
        Self::Stale,
        Self::Failed,
        Self::NotTried,
        Self::WithoutToken,
        Self::Interrupted,
    ];

    /// The fate of an account whose attempt ended with this code.
    pub(super) fn of(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::Applied,
            Exit::Partial => Self::PartlyApplied,
            Exit::Refused => Self::Refused,
            Exit::Stale => Self::Stale,
            Exit::Interrupted => Self::Interrupted,
            Exit::Failed | Exit::Pending | Exit::Usage => Self::Failed,
        }
    }

    fn exit(self) -> Exit {
        match self {
            Self::InSync | Self::Applied | Self::NotTried => Exit::Done,
            Self::PartlyApplied => Exit::Partial,
            Self::Refused => Exit::Refused,
            Self::Stale => Exit::Stale,
            Self::Failed | Self::WithoutToken => Exit::Failed,
            Self::Interrupted => Exit::Interrupted,
        }
    }

    /// Something was written, or may have been.
    fn wrote(self) -> bool {
        matches!(self, Self::Applied | Self::PartlyApplied)
    }

    /// Something that the files ask for was not written.
    fn lacks(self) -> bool {
        !matches!(self, Self::InSync | Self::Applied)
    }

    fn message(self) -> &'static str {
        match self {
            Self::InSync => "accounts-in-sync",
            Self::Applied => "accounts-applied",
            Self::PartlyApplied => "accounts-partly-applied",
            Self::Refused => "accounts-refused",
            Self::Stale => "accounts-stale",
            Self::Failed => "accounts-failed",
            Self::NotTried | Self::WithoutToken => "accounts-not-tried",
            Self::Interrupted => "accounts-interrupted",
        }
    }
}

/// The fates of all accounts of a run.
#[derive(Debug, Default)]
pub(super) struct RunTotals(Vec<AccountFate>);

impl RunTotals {
    pub(super) fn add(&mut self, fate: AccountFate) {
        self.0.push(fate);
    }

    /// Whether an account was refused, or could not be read.
    pub(super) fn is_blocked(&self) -> bool {
        let mut fates = self.0.iter();
        fates.any(|fate| *fate != AccountFate::WithoutToken && fate.exit() != Exit::Done)
    }

    /// One code for the whole.
    pub(super) fn exit(&self) -> Exit {
        let fates = || self.0.iter().copied();
        let mixed = fates().any(AccountFate::wrote) && fates().any(AccountFate::lacks);
        let first = if mixed { Exit::Partial } else { Exit::Done };
        fates().fold(first, |worst, fate| worst.worst(fate.exit()))
    }

    /// `Accounts: 2 applied, 1 refused.`; nothing for a single account, whose own report says it.
    pub(super) fn message(&self) -> Option<Message> {
        let mut words: Vec<_> = AccountFate::ALL.map(AccountFate::message).into();
        words.dedup();
        let parts = words.into_iter().filter_map(|word| {
            let count = self.0.iter().filter(|one| one.message() == word).count();
            (count > 0).then(|| Message::new(word).number("count", count))
        });
        (self.0.len() > 1)
            .then(|| Message::new("accounts-total").list("parts", "when-comma", parts.collect()))
    }
}
