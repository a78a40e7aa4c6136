//! Why a request has no useful answer, and what that says about a write.
//!
//! A request fails in one of three ways, and the difference decides whether a write may be sent
//! again:
//!
//! ```text
//!   nothing was sent            Unreachable              nothing happened
//!   the portal said no          Refused                  nothing happened
//!   no trustworthy response     Lost, NotThePortal       a write may have happened, or not
//! ```
//!
//! Only the third is dangerous. The caller must neither repeat such a write, which may fail because
//! the first attempt succeeded, nor report it as failed: it reads the account again and compares
//! (`apply/settle.rs`). [`PortalError::is_lost`] is that question. `NoLanguage` and `Newer` come from
//! reading a response that was complete and make sense only for reads.

use crate::model::Language;

/// The most characters of a portal's text that are kept.
const MAX_SHOWN: usize = 300;

/// A problem document (RFC 9457), or its nearest equivalent when the response had none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// HTTP status.
    pub status: u16,
    /// Stable word of the contract: `primary-only`, `stale`, `invalid-field`, …
    pub kind: String,
    /// A sentence in the language that was asked for, already passed through `shown`.
    pub detail: String,
    /// JSON pointer, code and text of each wrong member.
    pub errors: Vec<FieldError>,
}

/// One wrong member of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// JSON pointer (RFC 6901) into the body that was sent.
    pub pointer: String,
    pub code: String,
    pub detail: String,
}

/// Why a request has no useful response. Texts are fragments that fit "failed to …".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PortalError {
    /// No connection was made, so nothing was sent.
    #[error("reach the portal: {reason}")]
    Unreachable { reason: String },
    /// The request went out and no complete response came back: the outcome of a write is unknown.
    #[error("get a whole answer: {reason}")]
    Lost { reason: String },
    /// The portal understood and said no.
    #[error("be let through: {} ({})", .0.kind, .0.status)]
    Refused(Rejection),
    /// Something answered that does not speak the contract: HTML, a redirect, JSON of another shape.
    #[error("understand the answer: {reason}")]
    NotThePortal { reason: String },
    /// The portal does not offer chat in one of the languages that the help page names.
    #[error("find chat in {language} on the portal")]
    NoLanguage { language: Language },
    /// A value this tool's contract does not have, such as a new role or kind of availability.
    #[error("know {value:?} at {pointer}: the portal is newer than this tool")]
    Newer { pointer: String, value: String },
}

impl PortalError {
    /// The same error with the request that met it. What a portal refuses speaks for itself, unless it is
    /// the portal that is in trouble: then its log has to be searched for the request.
    #[must_use]
    pub(crate) fn about(self, request: &str) -> Self {
        let about = |reason: String| format!("{reason} ({request})");
        match self {
            Self::Unreachable { reason } => Self::Unreachable {
                reason: about(reason),
            },
            Self::Lost { reason } => Self::Lost {
                reason: about(reason),
            },
            Self::NotThePortal { reason } => Self::NotThePortal {
                reason: about(reason),
            },
            Self::Refused(refusal) if refusal.status >= 500 || refusal.status == 429 => {
                let detail = about(refusal.detail).trim_start().to_owned();
                Self::Refused(Rejection { detail, ..refusal })
            }
            error @ (Self::Refused(_) | Self::NoLanguage { .. } | Self::Newer { .. }) => error,
        }
    }

    /// A response that is not one of the contract.
    pub fn not_the_portal(reason: &str) -> Self {
        Self::NotThePortal {
            reason: reason.to_owned(),
        }
    }

    /// A value that a later version of the contract may have introduced.
    pub fn newer(member: &str, value: &str) -> Self {
        Self::Newer {
            pointer: member.to_owned(),
            value: shown(value),
        }
    }

    /// What the portal said when it refused; nothing when it was not the portal that spoke.
    pub fn rejection(&self) -> Option<&Rejection> {
        match self {
            Self::Refused(rejection) => Some(rejection),
            Self::Unreachable { .. }
            | Self::Lost { .. }
            | Self::NotThePortal { .. }
            | Self::NoLanguage { .. }
            | Self::Newer { .. } => None,
        }
    }

    /// HTTP status of a refusal.
    pub fn status(&self) -> Option<u16> {
        self.rejection().map(|rejection| rejection.status)
    }

    /// Whether a write that ended like this may have been carried out all the same.
    ///
    /// A response that is not of the contract counts: a proxy that answers in the portal's place may
    /// do so before or after it has passed the request on.
    pub fn is_lost(&self) -> bool {
        match self {
            Self::Lost { .. } | Self::NotThePortal { .. } => true,
            Self::Unreachable { .. }
            | Self::Refused(_)
            | Self::NoLanguage { .. }
            | Self::Newer { .. } => false,
        }
    }
}

/// Text of a portal as it may be shown: without control characters, which could move a terminal's
/// cursor or forge a line of a log, and cut to 300 characters.
pub(crate) fn shown(text: &str) -> String {
    let plain = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    plain.take(MAX_SHOWN).collect()
}
