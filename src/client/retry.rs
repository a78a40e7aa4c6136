//! What a failed attempt means, and whether the request may be sent again.
//!
//! A read may be repeated at will. A write may not, because an attempt that looks like a failure may
//! have succeeded: a second PUT with the old `If-Match` would then be refused as stale, and the plan
//! would be reported as overtaken by somebody when it was overtaken by itself. So a write is repeated
//! only when the portal has said that it did nothing. Everything else that leaves its outcome open is
//! [`PortalError::Lost`], and `apply` settles it by reading.
//!
//! ```text
//!   what happened                       a read                   a write
//!   no connection                       Unreachable              Unreachable
//!   connection broke later              again, then Lost         Lost
//!   429, 503                            again after Retry-After  again after Retry-After
//!   507                                 Refused                  Refused
//!   another 5xx                         again, then as it says   Lost
//!   401, 403, also without a document   Refused                  Refused
//!   3xx, a success that is not JSON     NotThePortal             Lost
//!   another status with a document      Refused                  Refused
//!   another status without one          NotThePortal             NotThePortal
//! ```
//!
//! 429 and 503 are promises of the contract: the portal turned the request away before it did anything.
//! 507 promises that too, but storage that is full does not empty itself within seconds. A connection
//! that could not be made is not tried again either: the address is wrong or the portal is down, and
//! whoever waits for it should hear so at once.

use std::time::Duration;

use backon::ExponentialBuilder;
use chrono::{DateTime, Utc};
use reqwest::header::RETRY_AFTER;
use reqwest::{Method, Response};

use super::message::IncomingResponse;
use crate::confidential::hidden_in_foreign;
use crate::contract::{FieldError, PortalError, Rejection, shown, wire};

/// How often a request is sent at most.
pub(super) const MAX_TRIES: u32 = 5;
/// Pause before the second attempt; each further one is twice as long, with jitter.
const FIRST_PAUSE: Duration = Duration::from_millis(200);
/// The longest that a portal may have us wait.
const MAX_WAIT: Duration = Duration::from_secs(60);
const REDIRECT: &str = "it is a redirect, which is not followed";
/// Wrong members that are kept of one refusal.
const MAX_ERRORS: usize = 100;

/// An attempt that failed, and whether another one may follow. The error is the one that the caller
/// gets if this attempt was the last.
pub(super) struct FailedAttempt {
    pub(super) error: PortalError,
    pub(super) again: Again,
}

/// Whether to try again, and when.
pub(super) enum Again {
    No,
    /// After the usual pause.
    Soon,
    /// The portal said when.
    After(Duration),
}

/// Whether a request can change anything (RFC 9110, 9.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MethodSafety {
    /// It only reads, so sending it twice is like sending it once.
    Safe,
    Unsafe,
}

impl MethodSafety {
    pub(super) fn of(method: &Method) -> Self {
        if method.is_safe() {
            Self::Safe
        } else {
            Self::Unsafe
        }
    }
}

impl FailedAttempt {
    pub(super) fn final_one(error: PortalError) -> Self {
        Self {
            error,
            again: Again::No,
        }
    }

    /// The request could not be sent, or no response began. The library distinguishes the
    /// two cases only while it connects: after that a request counts as sent.
    pub(super) fn unsent(error: reqwest::Error, safety: MethodSafety) -> Self {
        // No byte of the request has left, so nothing happened, whatever the method.
        if error.is_connect() {
            return Self::final_one(PortalError::Unreachable {
                reason: innermost(error),
            });
        }
        Self::lost(innermost(error), safety)
    }

    /// The request went out, and what came back is not complete.
    pub(super) fn cut_off(reason: String, safety: MethodSafety) -> Self {
        Self::lost(reason, safety)
    }

    /// A response that is none of the contract, perhaps because something on the way has replaced
    /// it. Of a write it says nothing: the portal behind may have carried it out.
    pub(super) fn unreadable(reason: &str, safety: MethodSafety) -> Self {
        let error = match safety {
            MethodSafety::Safe => PortalError::not_the_portal(reason),
            MethodSafety::Unsafe => PortalError::Lost {
                reason: reason.to_owned(),
            },
        };
        Self::final_one(error)
    }

    fn lost(reason: String, safety: MethodSafety) -> Self {
        Self {
            error: PortalError::Lost { reason },
            again: match safety {
                MethodSafety::Safe => Again::Soon,
                MethodSafety::Unsafe => Again::No,
            },
        }
    }

    /// A complete response that is no success. `wait` is what its `Retry-After` says.
    pub(super) fn refused(
        response: &IncomingResponse,
        safety: MethodSafety,
        wait: Option<Duration>,
    ) -> Self {
        let status = response.status.as_u16();
        // A `match` on numbers, in the order of the table above; the first row that fits decides.
        let again = match (status, safety) {
            // Turned away before anything was done, so even a write may come again.
            (429 | 503, _) => wait.map_or(Again::Soon, Again::After),
            // Storage is full, and will be in a second as well.
            (507, _) => Again::No,
            // A read that failed may succeed on another server behind the same address.
            (500..=599, MethodSafety::Safe) => Again::Soon,
            // A portal that failed in the middle of a write may have written.
            (500..=599, MethodSafety::Unsafe) => return Self::final_one(broken(status)),
            (300..=399, _) => return Self::unreadable(REDIRECT, safety),
            // The portal said no, and would say so again.
            (_, _) => Again::No,
        };
        // Without a document it may be a proxy that spoke, but a status still means what it means.
        let error = match serde_json::from_slice::<wire::Problem>(&response.body) {
            Ok(problem) => PortalError::Refused(rejection(status, problem)),
            Err(_) => undocumented(status),
        };
        Self { error, again }
    }

    /// Whether the request is to be sent again.
    pub(super) fn may_be_repeated(&self) -> bool {
        match self.again {
            Again::No => false,
            Again::Soon | Again::After(_) => true,
        }
    }

    /// How long to wait before the next attempt. `usual` is the pause of the series, which is none when
    /// no attempt is left, whatever the portal asks for. A portal that asks for a wait gets it and half
    /// of the pause on top, so that its clients do not all come back in the same moment.
    pub(super) fn pause(&self, usual: Option<Duration>) -> Option<Duration> {
        // Without this a portal that is busy for good would be asked for ever.
        let usual = usual?;
        match self.again {
            Again::After(wait) => Some(wait + usual / 2),
            Again::No | Again::Soon => Some(usual),
        }
    }
}

/// The pauses between attempts; after the last one there is none.
pub(super) fn pauses() -> ExponentialBuilder {
    ExponentialBuilder::default()
        .with_jitter()
        .with_min_delay(FIRST_PAUSE)
        .with_max_times(MAX_TRIES as usize - 1)
}

/// What a failure without a problem document means: nothing in it comes from the portal for certain,
/// so all that counts is whether the status says that the request went no further.
fn undocumented(status: u16) -> PortalError {
    match status {
        // Gateways answer these two themselves, before the portal sees the request.
        401 => PortalError::Refused(bare(status, "unauthenticated")),
        403 => PortalError::Refused(bare(status, "forbidden")),
        500..=599 => broken(status),
        _ => PortalError::not_the_portal(&format!("HTTP {status} without a problem document")),
    }
}

fn broken(status: u16) -> PortalError {
    PortalError::Lost {
        reason: format!("HTTP {status}"),
    }
}

/// The innermost cause, without the address: its query may not be for every eye.
pub(super) fn innermost(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut cause: &dyn std::error::Error = &error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    shown(&cause.to_string())
}

/// A problem document whose texts can be shown. Its `type` may be a word of the contract or a URI
/// that ends in one.
fn rejection(status: u16, problem: wire::Problem) -> Rejection {
    let kind = problem.kind.rsplit(['/', ':', '#']).next();
    // The texts come from outside: each is cut and stripped, and there are not endlessly many.
    let errors = problem.errors.into_iter().take(MAX_ERRORS);
    let errors = errors.map(|error| FieldError {
        pointer: shown(&error.pointer),
        code: shown(&error.code),
        detail: shown(&hidden_in_foreign(&error.detail)),
    });
    Rejection {
        status,
        kind: shown(kind.expect("a split text has at least one part")),
        detail: shown(&hidden_in_foreign(&problem.detail)),
        errors: errors.collect(),
    }
}

fn bare(status: u16, kind: &str) -> Rejection {
    Rejection {
        status,
        kind: kind.to_owned(),
        detail: String::new(),
        errors: Vec::new(),
    }
}

/// Seconds or a date (RFC 9110, 10.2.3), and no longer than a person would wait. A date that has
/// passed means now.
pub(super) fn retry_after(response: &Response) -> Option<Duration> {
    let text = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    let wait = match text.parse::<u64>() {
        // A client's clock may be wrong, so a portal does better to send seconds.
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => {
            let date = DateTime::parse_from_rfc2822(text).ok()?;
            let wait = (date.to_utc() - now()).to_std();
            wait.unwrap_or(Duration::ZERO)
        }
    };
    Some(wait.min(MAX_WAIT))
}

fn now() -> DateTime<Utc> {
    std::time::SystemTime::now().into()
}
