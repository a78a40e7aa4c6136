//! Help of the command line in French.

use fluent_bundle::{FluentBundle, FluentResource};

use super::bundle::bundle;

/// The French help, looked up by its English original. The English text stands with the arguments
/// in the code. The name of an entry of the catalogue is derived from that text, so that a
/// translation is lost, which a test reports, as soon as its original changes.
pub(crate) struct French(FluentBundle<FluentResource>);

impl French {
    pub(crate) fn help() -> Self {
        Self(bundle("fr-CA", [include_str!("fr/help.ftl")]))
    }

    /// The French translation of an English text, or the text itself when it has none.
    pub(crate) fn say(&self, english: &str) -> String {
        self.known(english).unwrap_or_else(|| english.to_owned())
    }

    /// The French translation of an English text, if there is one.
    pub(crate) fn known(&self, english: &str) -> Option<String> {
        let pattern = self.0.get_message(&entry(english))?.value()?;
        let mut errors = Vec::new();
        let text = self.0.format_pattern(pattern, None, &mut errors);
        Some(text.into_owned())
    }
}

/// The name of the entry that translates a text: its letters and digits in lower case, with hyphens
/// between the words.
pub(crate) fn entry(english: &str) -> String {
    let words = english.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    format!("h-{}", words.join("-").to_ascii_lowercase())
}
