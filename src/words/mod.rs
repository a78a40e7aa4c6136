//! The one catalogue of sentences for people, in French and English (Fluent).

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};

use crate::diagnostic::Message;
use crate::model::Language;

/// One `.ftl` file a room and language; each is parsed on the first sentence that is printed.
const EN: &[&str] = &[include_str!("en/model.ftl")];
const FR: &[&str] = &[include_str!("fr/model.ftl")];

/// Speaks one language.
pub(crate) struct Words {
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    pub(crate) fn of(language: Language) -> Self {
        let (tag, sources) = match language {
            Language::Fr => (unic_langid::langid!("fr-CA"), FR),
            Language::En => (unic_langid::langid!("en-CA"), EN),
        };
        let mut bundle = FluentBundle::new(vec![tag]);
        // Isolation marks would be control characters in terminals and logs.
        bundle.set_use_isolating(false);
        for source in sources {
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { bundle }
    }

    /// The sentence of a message. A message that the catalogue lacks shows its id; a test finds it.
    pub(crate) fn say(&self, message: &Message) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in &message.args {
            match canonical_number(value) {
                Some(number) => args.set(*name, number),
                None => args.set(*name, value.as_str()),
            }
        }
        let Some(pattern) = self.bundle.get_message(message.id).and_then(|m| m.value()) else {
            return message.id.to_owned();
        };
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }
}

/// Plural rules need numbers; a user code like `0412` must keep its zero.
fn canonical_number(text: &str) -> Option<i64> {
    text.parse::<i64>().ok().filter(|number| number.to_string() == text)
}
