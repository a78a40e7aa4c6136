//! The help of the command line in French.

use std::sync::LazyLock;

use super::bundle::{Entries, EntrySources, entry_sources};

static SOURCES: LazyLock<EntrySources> =
    LazyLock::new(|| entry_sources(&[include_str!("fr/help.ftl")]));

/// The help of the command line in French.
///
/// The English is written as doc comments with the arguments. Its French is an entry of
/// `fr/help.ftl` whose id is the path of the command and the id of the argument, as in
/// `plan-window`. A comment above each entry repeats the English that was translated, and a test
/// compares the two, so that a change of the English cannot leave an outdated translation behind.
pub(crate) struct FrenchHelp(Entries);

impl FrenchHelp {
    pub(crate) fn new() -> Self {
        Self(Entries::new("fr-CA", &SOURCES))
    }

    /// The text of an entry, if there is one.
    pub(crate) fn get(&self, id: &str) -> Option<String> {
        self.0.text(id, None, None)
    }
}
