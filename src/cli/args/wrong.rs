//! Why a value of the command line is wrong, as a sentence of the catalogue.

use std::fmt;

use crate::model::Language;
use crate::words::{Message, Words};

/// The reason why a value of the command line is refused, as a sentence of the catalogue. clap shows
/// it through `Display`, in English; `help.rs` prints it in the language of the run.
#[derive(Debug, Clone)]
pub(in crate::cli) struct WrongValue(pub(in crate::cli) Message);

impl fmt::Display for WrongValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Words::of(Language::En).say(&self.0))
    }
}

impl std::error::Error for WrongValue {}

/// A sentence without arguments.
pub(in crate::cli) fn wrong(id: &'static str) -> WrongValue {
    WrongValue(Message::new(id))
}

/// A value has to lie between these.
pub(in crate::cli) fn between(least: &str, most: &str) -> WrongValue {
    WrongValue(
        Message::new("wrong-between")
            .text("least", least)
            .text("most", most),
    )
}
