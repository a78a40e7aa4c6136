//! The catalogue: one Fluent file per room and language.

use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentValue};

use super::bundle::{Entries, EntrySources, entry_sources};
use super::civil::{clock, duration};
use super::message::{Arg, Message};
use super::reason;
use crate::model::Language;

static ENGLISH: LazyLock<EntrySources> = LazyLock::new(|| entry_sources(&sources(Language::En)));
static FRENCH: LazyLock<EntrySources> = LazyLock::new(|| entry_sources(&sources(Language::Fr)));

/// The catalogue in one language: renders messages. It keeps the sentences that it has compiled, so
/// whoever says many should make one per language and pass it on.
pub(crate) struct Words {
    language: Language,
    entries: Entries,
}

/// The Fluent files of these rooms in one language.
macro_rules! catalogue {
    ($language:expr, $($room:literal),* $(,)?) => {
        match $language {
            Language::En => [$(include_str!(concat!("en/", $room, ".ftl"))),*],
            Language::Fr => [$(include_str!(concat!("fr/", $room, ".ftl"))),*],
        }
    };
}

/// The Fluent files; a test checks that both languages have the same entries.
pub(super) fn sources(language: Language) -> [&'static str; 19] {
    catalogue!(
        language,
        "field",
        "document",
        "desired",
        "holiday",
        "lint",
        "contract",
        "conformance",
        "portal",
        "pages",
        "plan",
        "report",
        "cli",
        "availability",
        "hours",
        "review",
        "forms",
        "impact",
        "policy",
        "reason",
    )
}

impl Words {
    pub(crate) fn of(language: Language) -> Self {
        let entries = match language {
            Language::En => Entries::new("en-CA", &ENGLISH),
            Language::Fr => Entries::new("fr-CA", &FRENCH),
        };
        Self { language, entries }
    }

    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// The sentence in this language. When the catalogue has no such entry, its id is shown
    /// instead, because a report with a cryptic line is better than no report.
    pub(crate) fn say(&self, message: &Message) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in &message.args {
            match value {
                Arg::Text(text) => args.set(*name, FluentValue::from(text.as_str())),
                Arg::Number(number) => args.set(*name, FluentValue::from(*number)),
                Arg::Reason(raw) => {
                    let reason = self.say(&reason::sentence(raw));
                    args.set(*name, FluentValue::from(reason));
                }
                Arg::Message(inner) => args.set(*name, FluentValue::from(self.say(inner))),
                Arg::Clock(minutes) => args.set(*name, FluentValue::from(self.clock(*minutes))),
                Arg::List(separator, values) => {
                    let values: Vec<_> = values.iter().map(|value| self.say(value)).collect();
                    args.set(*name, FluentValue::from(values.join(&self.text(separator))));
                }
            }
        }
        let text = self.entries.text(message.id, None, Some(&args));
        text.unwrap_or_else(|| message.id.to_owned())
    }

    /// A time of day as this language writes it: French writes it as a duration.
    fn clock(&self, minutes: u16) -> String {
        match self.language {
            Language::En => clock(minutes.into()),
            Language::Fr => duration(minutes.into()),
        }
    }

    /// An attribute of an entry that has several sentences, such as `what` of a field, without
    /// arguments.
    pub(crate) fn attribute(&self, id: &str, name: &str) -> Option<String> {
        self.entries.text(id, Some(name), None)
    }

    /// `boreal: changes to apply`, « boreal : modifications à appliquer ».
    pub(crate) fn labelled(&self, label: &str, text: &str) -> String {
        format!("{label}{} {text}", self.colon())
    }

    /// A colon, which French parts from the word before it.
    pub(crate) fn colon(&self) -> &'static str {
        match self.language {
            Language::En => ":",
            Language::Fr => "\u{a0}:",
        }
    }

    /// A sentence that has no arguments.
    pub(crate) fn text(&self, id: &'static str) -> String {
        self.say(&Message::new(id))
    }
}
