//! Why a value of the command line is wrong, as a sentence of the catalogue.

use std::fmt;

use crate::model::Language;
use crate::words::{Message, Words};

/// What is wrong with a value; clap shows it in English.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Wrong(pub(in crate::cli) Message);

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Words::of(Language::En).say(&self.0))
    }
}

impl std::error::Error for Wrong {}

/// A sentence without arguments.
pub(in crate::cli) fn wrong(id: &'static str) -> Wrong {
    Wrong(Message::new(id))
}

/// A value has to lie between these.
pub(in crate::cli) fn between(least: &str, most: &str) -> Wrong {
    Wrong(
        Message::new("wrong-between")
            .text("least", least)
            .text("most", most),
    )
}
