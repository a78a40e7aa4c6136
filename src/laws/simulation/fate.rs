//! What can happen to a request between the tool and the portal.

use std::time::Duration;

use super::dice::Dice;

/// Of a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum WriteFate {
    Answered,
    /// Written, and the answer is lost.
    LostAfter,
    /// Lost on the way to the portal.
    LostBefore,
    /// Neither answered nor written yet: the portal gets it later.
    Late(Duration),
    /// The portal gets it twice; the answer that arrives is the first or the second one.
    Twice(Answer),
    /// Answered, and a copy of it reaches the portal later.
    Echoed(Duration),
    /// Refused by something that did not pass it on.
    Refused(u16),
    /// Refused by something that did pass it on.
    RefusedAfter(u16),
    /// No connection.
    Unreachable,
    /// The portal acknowledges it and stores another value.
    Altered,
    /// A person changes the resource just before it arrives.
    Overtaken,
    /// Written, the answer is lost, and a person changes the resource before anyone looks.
    LostAndOvertaken,
}

/// Which of two answers arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Answer {
    First,
    Second,
}

impl WriteFate {
    pub(super) fn draw(dice: &mut Dice) -> Self {
        let later = Duration::from_millis(100 + dice.number() % 90_000);
        let status = dice.pick(&[403, 404, 409, 410, 412, 422, 429, 503, 507]);
        match dice.below(14) {
            0 | 1 => Self::LostAfter,
            2 => Self::LostBefore,
            3 | 4 => Self::Late(later),
            5 => Self::Twice(Answer::First),
            6 => Self::Twice(Answer::Second),
            7 => Self::Echoed(later),
            8 => Self::Refused(status),
            9 => Self::RefusedAfter(dice.pick(&[404, 409, 410, 412, 429, 503])),
            10 => Self::Unreachable,
            11 => Self::Altered,
            12 => Self::Overtaken,
            _ => Self::LostAndOvertaken,
        }
    }

    /// Without its numbers, for counting.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::LostAfter => "lost after",
            Self::LostBefore => "lost before",
            Self::Late(_) => "late",
            Self::Twice(_) => "twice",
            Self::Echoed(_) => "echoed",
            Self::Refused(_) => "refused",
            Self::RefusedAfter(_) => "refused after",
            Self::Unreachable => "unreachable",
            Self::Altered => "altered",
            Self::Overtaken => "overtaken",
            Self::LostAndOvertaken => "lost and overtaken",
        }
    }
}

/// Of a read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReadFate {
    Answered,
    Lost,
    Unreachable,
    Busy,
    /// The answer of a replica that lags behind.
    Stale,
    /// A member is missing in the answer.
    Torn,
}

impl ReadFate {
    pub(super) fn draw(dice: &mut Dice) -> Self {
        match dice.below(7) {
            0 => Self::Lost,
            1 => Self::Unreachable,
            2 => Self::Busy,
            3 | 4 => Self::Torn,
            _ => Self::Stale,
        }
    }
}

/// When a process dies: as its nth request is about to leave, or when the portal has dealt with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    Before(usize),
    After(usize),
}
