//! The help of the command line in French.

use fluent_bundle::{FluentBundle, FluentResource};

use super::bundle::bundle;

/// The help of the command line in French.
///
/// The English is written as doc comments with the arguments. Its French is an entry of
/// `fr/help.ftl` whose id is the path of the command and the id of the argument, as in
/// `plan-window`. A comment above each entry repeats the English that was translated, and a test
/// compares the two, so that a change of the English cannot leave an outdated translation behind.
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
