//! Which fault a request meets.
//!
//! The first byte of a hash selects the fault and the second one its details. As the bytes of a
//! SHA-256 are evenly distributed, the width of each range is the probability of its fault:
//!
//! ```text
//! first byte  0       154   180      190         200    208   218   226  230  234   250  256
//!             |  none  |delay|too many|unavailable|before|after|trunc|type|redir|stale|endless|
//!             |  60 %  | 10 %|   4 %  |    4 %    |      reset 7 %  | 3 %| 2 %| 2 % | 6 % | 2 % |
//! ```

use std::time::Duration;

use sha2::{Digest, Sha256};

/// A fault. What matters to a client is whether the request took effect: after most faults it
/// cannot know, and must find out before it repeats anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum InjectedFault {
    None,
    /// The request is processed after a pause.
    Delay(Duration),
    /// 429; the request has no effect.
    TooMany(RetryAfter),
    /// 503; the request has no effect.
    Unavailable(RetryAfter),
    /// The connection is closed; the request has no effect.
    ResetBefore,
    /// The request takes effect, and then the connection is closed.
    ResetAfter,
    /// The request takes effect, but only half of the response arrives.
    Truncated,
    /// An HTML page instead of JSON, as from a proxy that asks for a login; the request has no
    /// effect.
    WrongType,
    /// A redirect to another server; the request has no effect.
    Redirect,
    /// An outdated response to this GET, as a cache might serve it.
    Stale,
    /// The request takes effect, and the response never ends.
    Endless,
}

/// The two forms of the header `Retry-After` (RFC 9110, 10.2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RetryAfter {
    Seconds(u64),
    Date,
}

/// The fault of the `nth` request with this method and pattern; the first one is number 1. A write
/// never gets a stale response, since no cache would serve one.
pub(super) fn fault(seed: u64, method: &str, pattern: &str, nth: u64) -> InjectedFault {
    // The texts are separated by spaces, which none of them contains.
    let digest = Sha256::digest(format!("{seed} {method} {pattern} {nth}"));
    let [which, detail, ..] = *digest.as_slice() else {
        return InjectedFault::None;
    };
    // Half of the waits are 0 seconds, so that tests are quick; a quarter use the form with a date.
    let retry_after = match detail % 4 {
        0 | 1 => RetryAfter::Seconds(0),
        2 => RetryAfter::Seconds(1),
        _ => RetryAfter::Date,
    };
    match which {
        // The ranges are part of what a seed means: moving one changes every recorded run.
        0..154 => InjectedFault::None,
        // Up to 63 milliseconds.
        154..180 => InjectedFault::Delay(Duration::from_millis(u64::from(detail) / 4)),
        180..190 => InjectedFault::TooMany(retry_after),
        190..200 => InjectedFault::Unavailable(retry_after),
        200..208 => InjectedFault::ResetBefore,
        208..218 => InjectedFault::ResetAfter,
        218..226 => InjectedFault::Truncated,
        226..230 => InjectedFault::WrongType,
        230..234 => InjectedFault::Redirect,
        234..250 if method == "GET" => InjectedFault::Stale,
        // The draw of a write that would be stale is not repeated, so the other faults keep their
        // probabilities.
        234..250 => InjectedFault::None,
        250..=255 => InjectedFault::Endless,
    }
}

impl InjectedFault {
    /// The name of the fault in metrics and logs.
    pub(super) fn label(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Delay(_) => Some("delay"),
            Self::TooMany(_) => Some("too-many"),
            Self::Unavailable(_) => Some("unavailable"),
            Self::ResetBefore => Some("reset-before"),
            Self::ResetAfter => Some("reset-after"),
            Self::Truncated => Some("truncated"),
            Self::WrongType => Some("wrong-type"),
            Self::Redirect => Some("redirect"),
            Self::Stale => Some("stale"),
            Self::Endless => Some("endless"),
        }
    }
}
