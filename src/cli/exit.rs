//! Exit codes.

/// How the process ends. Scripts rely on the numbers.
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

    /// Of several accounts, the worst: 5 > 1 > 4 > 3 > 2 > 0.
    pub(super) fn worst(self, other: Self) -> Self {
        const ORDER: [Exit; 8] = [
            Exit::Done,
            Exit::Pending,
            Exit::Refused,
            Exit::Stale,
            Exit::Failed,
            Exit::Partial,
            Exit::Usage,
            Exit::Interrupted,
        ];
        let rank = |exit: Self| ORDER.iter().position(|known| *known == exit);
        if rank(self) >= rank(other) {
            self
        } else {
            other
        }
    }
}
