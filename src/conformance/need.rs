//! Conditions under which a check applies.

use super::tokens::Requester;

/// What a check cannot do without. A portal that lacks it is not at fault: the check does not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Token(Requester),
    /// Someone on the portal's list who is no delegate yet.
    Candidate,
    Deployed,
    Undeployed,
    /// A second account that the system token sees.
    SecondAccount,
    /// No weekly schedule and no special event in French.
    NoSchedules,
}

impl Need {
    /// Why a check is not applicable, as a message of the catalogue.
    pub(super) fn lacking(self) -> &'static str {
        match self {
            Self::Token(Requester::Delegate) => "conformance-lacks-delegate",
            Self::Token(Requester::Reader) => "conformance-lacks-reader",
            Self::Token(Requester::System) => "conformance-lacks-system",
            Self::Token(
                Requester::Other | Requester::Primary | Requester::Stranger | Requester::Anonymous,
            ) => "conformance-lacks-other",
            Self::Candidate => "conformance-lacks-candidate",
            Self::Deployed => "conformance-lacks-software",
            Self::Undeployed => "conformance-has-software",
            Self::SecondAccount => "conformance-lacks-second",
            Self::NoSchedules => "conformance-has-schedules",
        }
    }
}
