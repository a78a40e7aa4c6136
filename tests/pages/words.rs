//! The words of the help page in the language of a visit.
//!
//! Tests use the French words, as the help page has them. The English ones are those of the portal's own
//! words with the same id; `harness.rs` compares the few that are known of the vendor.

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tongue {
    French,
    English,
}

impl Tongue {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }
}

const FRENCH: &str = include_str!("../../src/words/fr/pages.ftl");
const ENGLISH: &str = include_str!("../../src/words/en/pages.ftl");

/// Ids and texts.
fn texts(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.lines().filter_map(|line| line.split_once(" = "))
}

/// The English word of a French one; `None` for what users choose themselves.
pub(crate) fn english(french: &str) -> Option<&'static str> {
    let (id, _) = texts(FRENCH).find(|(_, text)| *text == french)?;
    let (_, english) = texts(ENGLISH).find(|(of, _)| *of == id)?;
    Some(english)
}
