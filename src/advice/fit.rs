//! The last step before anything is suggested: would it be accepted?

use super::clock::Edge;
use super::date::{date_times, dates};
use super::strange::strange;
use crate::model::{AccountName, Can, Email, PersonName, Phone, Spid, Time, TimeZone, UserCode};
use crate::words::Message;

/// Whether a text may be the value of a key, as far as the last key of its path says. Texts of keys
/// without a form of their own always may.
pub(crate) fn fits(key: &str, text: &str) -> bool {
    match key {
        "apiVersion" => text == "consigne/v1",
        "account" => AccountName::parse(text).is_ok(),
        "can" => Can::parse(text).is_ok(),
        "spid" => Spid::parse(text).is_ok(),
        "email" => Email::parse(text).is_ok(),
        // The empty text clears the phone, and is never what an author meant to write instead.
        "phone" => matches!(Phone::parse(text), Ok(Some(_))),
        "primary" | "user" => UserCode::parse(text).is_ok(),
        "timeZone" => TimeZone::parse(text).is_ok(),
        "startTime" | "endTime" => Time::parse(text).is_some(),
        "startDate" | "endDate" => dates(text) == [text],
        "startsAt" | "endsAt" => date_times(text, Edge::End) == [text],
        "country" | "province" => {
            text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())
        }
        "availability" => matches!(text, "open" | "closed"),
        "language" | "defaultCustomerLanguage" => matches!(text, "fr" | "en"),
        _ => PersonName::parse(text).is_ok(),
    }
}

/// The help of a text that is refused: its right spellings, the character that no eye finds, or else
/// the message of `otherwise`. Spellings are passed as they are written in the file.
pub(crate) fn spelled(
    written: &str,
    spellings: &[String],
    otherwise: impl FnOnce() -> Message,
) -> Message {
    let odd = strange(written).filter(|_| !spellings.iter().any(|right| right == written));
    match (odd, spellings) {
        (Some(odd), []) => odd.message(),
        (Some(odd), [text, ..]) => Message::new("strange-so-that")
            .message("strange", odd.message())
            .text("text", text),
        (None, [text]) => Message::new("write-text").text("text", text),
        (None, [first, second, ..]) => Message::new("write-either")
            .text("first", first)
            .text("second", second),
        (None, []) => otherwise(),
    }
}
