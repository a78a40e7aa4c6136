//! Exit codes.

/// How the process ends. Scripts rely on the numbers, which `docs/exit-codes.md` explains: 2 is kept
/// for pending changes, so that wrong usage, which most programs report with 2, is 64.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Exit {
    #[default]
    Done,
    Failed,
    Pending,
    Refused,
    Stale,
    Partial,
    Usage,
    Interrupted,
}

impl Exit {
    pub(super) fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Pending => 2,
            Self::Refused => 3,
            Self::Stale => 4,
            Self::Partial => 5,
            Self::Usage => 64,
            Self::Interrupted => 130,
        }
    }

    /// The exit code of a run over several accounts: 5 > 1 > 4 > 3 > 2 > 0. A partial write
    /// outranks the others because a person has to look at that account before anything else; wrong usage
    /// and an interrupt outrank it because they end the run.
    pub(super) fn worst(self, other: Self) -> Self {
        if self.rank() >= other.rank() {
            self
        } else {
            other
        }
    }

    fn rank(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Pending => 1,
            Self::Refused => 2,
            Self::Stale => 3,
            Self::Failed => 4,
            Self::Partial => 5,
            Self::Usage => 6,
            Self::Interrupted => 7,
        }
    }
}
