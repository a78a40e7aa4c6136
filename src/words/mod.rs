//! All text for people, in French and in English: one Fluent catalogue with one file per room.

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

use crate::model::Language;

#[cfg(test)]
mod tests;

/// The help of the command line in French.
///
/// The English stands as doc comments with the arguments. Its French is an entry of `fr/help.ftl`
/// whose id is the path of the command and the id of the argument, as in `plan-window`. A comment
/// above each entry repeats the English that was translated, and a test compares the two, so that
/// a change of the English cannot leave an outdated translation behind.
pub(crate) struct FrenchHelp(FluentBundle<FluentResource>);

impl FrenchHelp {
    pub(crate) fn new() -> Self {
        Self(bundle("fr-CA", [include_str!("fr/help.ftl")]))
    }

    /// The text of an entry, if there is one.
    pub(crate) fn get(&self, id: &str) -> Option<String> {
        let pattern = self.0.get_message(id)?.value()?;
        let mut errors = Vec::new();
        let text = self.0.format_pattern(pattern, None, &mut errors);
        Some(text.into_owned())
    }
}

fn bundle<const N: usize>(tag: &str, sources: [&str; N]) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new(tag.parse().into_iter().collect());
    bundle.set_use_isolating(false);
    for source in sources {
        // Malformed entries are skipped here; a test of the catalogue reports them.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(r, _)| r);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// A sentence of the catalogue with its arguments, not yet in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) id: &'static str,
    pub(crate) args: Vec<(&'static str, Arg)>,
}

/// What a sentence is filled with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Arg {
    Text(String),
    Number(i64),
    /// Another sentence, rendered first.
    Message(Message),
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
}

/// `2026-12-24 14:00`, in both languages.
pub(crate) fn civil(at: chrono::NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
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
            }
        }
        self.bundle
            .format_pattern(pattern, Some(&args), &mut Vec::new())
            .into_owned()
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
