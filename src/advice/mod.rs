//! What the author of a file probably meant: the one place that knows other spellings of days,
//! times, dates, keys and words.
//!
//! Advice is only worth having when it works. Everything here therefore follows two rules:
//!
//! - *A suggestion is right by itself*: it is parsed by the type that it is for before it is offered
//!   ([`fits`]), and is in canonical form, so that it can be copied as it is.
//! - *A suggestion means what was written*: spellings are listed, in French and in English, and a
//!   misspelling counts only when exactly one known word is close. `lun` is close to `sun`, and that is
//!   no reason to turn a Monday into a Sunday. When a text has two readings, both are offered.
//!
//! Nothing here makes a file valid: the text is still refused, and the author decides.

mod clock;
mod date;
mod days;
mod fit;
mod fold;
mod key;
mod months;
mod spelling;
mod strange;
mod word;
mod zone;

#[cfg(test)]
mod tests;

pub(crate) use days::{day, days};
pub(crate) use fit::{fits, spelled};
pub(crate) use key::{home, key};
pub(crate) use spelling::spellings;
pub(crate) use strange::{Strange, plain, strange};
pub(crate) use word::word;
pub(crate) use zone::{present, zone};
