//! Every sentence for people, in French and in English: one Fluent catalogue, one file per room.

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

use crate::model::Language;

#[cfg(test)]
mod tests;

/// Help of the command line in French, by what it says in English. The English stands with the
/// arguments, and the name of an entry is made of it, so that none outlives its original.
pub(crate) struct French(FluentBundle<FluentResource>);

impl French {
    pub(crate) fn help() -> Self {
        Self(bundle("fr-CA", [include_str!("fr/help.ftl")]))
    }

    /// The French of an English text; what has none is told in English.
    pub(crate) fn say(&self, english: &str) -> String {
        self.known(english).unwrap_or_else(|| english.to_owned())
    }

    pub(crate) fn known(&self, english: &str) -> Option<String> {
        let pattern = self.0.get_message(&entry(english))?.value()?;
        let mut errors = Vec::new();
        let text = self.0.format_pattern(pattern, None, &mut errors);
        Some(text.into_owned())
    }
}

/// The letters and digits of a text, small, with hyphens between its words.
pub(crate) fn entry(english: &str) -> String {
    let words = english.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    format!("h-{}", words.join("-").to_ascii_lowercase())
}

fn bundle<const N: usize>(tag: &str, sources: [&str; N]) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new(tag.parse().into_iter().collect());
    bundle.set_use_isolating(false);
    for source in sources {
        // A malformed entry is left out, and the catalogue's test names it.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(r, _)| r);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// A sentence of the catalogue with its arguments, not yet in a language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Message {
    pub(crate) id: &'static str,
    pub(crate) args: Vec<(&'static str, Arg)>,
}

/// What a sentence is filled with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Arg {
    Text(String),
    Number(i64),
    /// Another sentence, rendered first.
    Message(Message),
    /// A time of day in minutes after midnight: `08:30`, « 8 h 30 ».
    Clock(u16),
    /// Sentences, each rendered first, with the text of the id between them.
    List(&'static str, Vec<Message>),
}

impl Message {
    pub(crate) fn new(id: &'static str) -> Self {
        Self {
            id,
            args: Vec::new(),
        }
    }

    pub(crate) fn text(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, Arg::Text(value.to_string())));
        self
    }

    /// A count, which chooses singular or plural.
    pub(crate) fn number(mut self, name: &'static str, value: usize) -> Self {
        let value = i64::try_from(value).unwrap_or(i64::MAX);
        self.args.push((name, Arg::Number(value)));
        self
    }

    pub(crate) fn message(mut self, name: &'static str, value: Self) -> Self {
        self.args.push((name, Arg::Message(value)));
        self
    }

    /// A time of day in minutes after midnight, 24:00 being 1440.
    pub(crate) fn clock(mut self, name: &'static str, minutes: u16) -> Self {
        self.args.push((name, Arg::Clock(minutes)));
        self
    }

    /// A list, of which `separator` is the id of the text between two entries.
    pub(crate) fn list(
        mut self,
        name: &'static str,
        separator: &'static str,
        values: Vec<Self>,
    ) -> Self {
        self.args.push((name, Arg::List(separator, values)));
        self
    }
}

/// `2026-12-24 14:00`, in both languages.
pub(crate) fn civil(at: chrono::NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

/// `08:30`, a time of day from minutes since midnight, in both languages; `24:00` ends a day.
pub(crate) fn clock(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// `2 h 30`, in both languages.
pub(crate) fn duration(minutes: u64) -> String {
    format!("{} h {:02}", minutes / 60, minutes % 60)
}

/// The catalogue in one language.
pub(crate) struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

macro_rules! catalogue {
    ($language:literal, $($room:literal),* $(,)?) => {
        [$(include_str!(concat!($language, "/", $room, ".ftl"))),*]
    };
}

/// One file per room; the same names in both languages.
fn sources(language: Language) -> [&'static str; 17] {
    match language {
        Language::En => catalogue![
            "en",
            "field",
            "document",
            "desired",
            "holiday",
            "lint",
            "contract",
            "conformance",
            "portal",
            "plan",
            "report",
            "cli",
            "availability",
            "hours",
            "review",
            "forms",
            "impact",
            "policy",
        ],
        Language::Fr => catalogue![
            "fr",
            "field",
            "document",
            "desired",
            "holiday",
            "lint",
            "contract",
            "conformance",
            "portal",
            "plan",
            "report",
            "cli",
            "availability",
            "hours",
            "review",
            "forms",
            "impact",
            "policy",
        ],
    }
}

impl Words {
    pub(crate) fn of(language: Language) -> Self {
        let tag = match language {
            Language::En => "en-CA",
            Language::Fr => "fr-CA",
        };
        Self {
            language,
            bundle: bundle(tag, sources(language)),
        }
    }

    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// The sentence in this language. A missing one is shown by its id rather than lost.
    pub(crate) fn say(&self, message: &Message) -> String {
        let Some(pattern) = self.bundle.get_message(message.id).and_then(|m| m.value()) else {
            return message.id.to_owned();
        };
        let mut args = FluentArgs::new();
        for (name, value) in &message.args {
            match value {
                Arg::Text(text) => args.set(*name, FluentValue::from(text.as_str())),
                Arg::Number(number) => args.set(*name, FluentValue::from(*number)),
                Arg::Message(inner) => args.set(*name, FluentValue::from(self.say(inner))),
                Arg::Clock(minutes) => args.set(*name, FluentValue::from(self.clock(*minutes))),
                Arg::List(separator, values) => {
                    let values: Vec<_> = values.iter().map(|value| self.say(value)).collect();
                    args.set(*name, FluentValue::from(values.join(&self.text(separator))));
                }
            }
        }
        self.bundle
            .format_pattern(pattern, Some(&args), &mut Vec::new())
            .into_owned()
    }

    /// A time of day as this language writes it.
    pub(crate) fn clock(&self, minutes: u16) -> String {
        let (hours, minutes) = (minutes / 60, minutes % 60);
        match self.language {
            Language::En => format!("{hours:02}:{minutes:02}"),
            Language::Fr => format!("{hours} h {minutes:02}"),
        }
    }

    /// One of the sentences of an entry that has several, without arguments.
    pub(crate) fn attribute(&self, id: &str, name: &str) -> Option<String> {
        let message = self.bundle.get_message(id)?;
        let pattern = message.get_attribute(name)?.value();
        let text = self.bundle.format_pattern(pattern, None, &mut Vec::new());
        Some(text.into_owned())
    }

    /// The sentence without arguments.
    pub(crate) fn text(&self, id: &'static str) -> String {
        self.say(&Message::new(id))
    }
}
