//! `--chaos SEED`: faults that tests ask for. Which request meets which fault follows from the seed,
//! the method, the pattern of the path and how often the two were asked before, so that the same
//! requests meet the same faults again.

mod act;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::body::Bytes;
use axum::http::HeaderMap;
use sha2::{Digest, Sha256};

pub(super) use act::around;

/// What happens to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    None,
    Delay(Duration),
    TooMany(RetryAfter),
    Unavailable(RetryAfter),
    /// The connection ends, and nothing was done.
    ResetBefore,
    /// The connection ends, and everything was done.
    ResetAfter,
    /// Half of the body comes, after everything was done.
    Truncated,
    /// A web page comes, and nothing was done.
    WrongType,
    /// The way leads elsewhere, and nothing was done.
    Redirect,
    /// An older answer to the same question.
    Stale,
    /// A body without an end comes, after everything was done.
    Endless,
}

/// The two forms of the header (RFC 9110, 10.2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RetryAfter {
    Seconds(u64),
    Date,
}

/// Faults of one run of the portal.
pub(super) struct Chaos {
    seed: u64,
    asked: Mutex<BTreeMap<(&'static str, &'static str), u64>>,
    answers: Mutex<BTreeMap<Question, Answers>>,
}

/// Who asked what: another's answer is never given.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Question {
    target: String,
    bearer: Vec<u8>,
}

/// An answer that was given.
#[derive(Debug, Clone)]
struct Answer {
    headers: HeaderMap,
    body: Bytes,
}

/// The latest answer, and the one before it that differs.
#[derive(Debug)]
struct Answers {
    older: Option<Answer>,
    latest: Answer,
}

/// Questions whose answers are remembered.
const REMEMBERED: usize = 256;

impl Chaos {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            seed,
            asked: Mutex::default(),
            answers: Mutex::default(),
        }
    }

    /// The fault of the next request of a kind.
    fn next(&self, method: &'static str, pattern: &'static str) -> Fault {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let nth = asked.entry((method, pattern)).or_default();
        *nth += 1;
        fault(self.seed, method, pattern, *nth)
    }

    fn remember(&self, question: Question, answer: Answer) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = answers.get_mut(&question) {
            if known.latest.body != answer.body {
                known.older = Some(std::mem::replace(&mut known.latest, answer));
            }
        } else if answers.len() < REMEMBERED {
            let latest = answer;
            answers.insert(
                question,
                Answers {
                    older: None,
                    latest,
                },
            );
        }
    }

    fn older(&self, question: &Question) -> Option<Answer> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.get(question)?.older.clone()
    }
}

/// Four of ten requests meet something; of a kind that is there for reads, writes meet nothing.
fn fault(seed: u64, method: &str, pattern: &str, nth: u64) -> Fault {
    let text = format!("{seed} {method} {pattern} {nth}");
    let digest = Sha256::digest(text);
    let [which, size, ..] = *digest.as_slice() else {
        return Fault::None;
    };
    let retry_after = match size % 4 {
        0 | 1 => RetryAfter::Seconds(0),
        2 => RetryAfter::Seconds(1),
        _ => RetryAfter::Date,
    };
    match which {
        0..154 => Fault::None,
        154..180 => Fault::Delay(Duration::from_millis(u64::from(size) / 4)),
        180..190 => Fault::TooMany(retry_after),
        190..200 => Fault::Unavailable(retry_after),
        200..208 => Fault::ResetBefore,
        208..218 => Fault::ResetAfter,
        218..226 => Fault::Truncated,
        226..230 => Fault::WrongType,
        230..234 => Fault::Redirect,
        234..250 if method == "GET" => Fault::Stale,
        234..250 => Fault::None,
        250..=255 => Fault::Endless,
    }
}

impl Fault {
    /// As metrics and logs name it.
    fn word(self) -> Option<&'static str> {
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
