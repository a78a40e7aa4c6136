//! A row in the words of one language, for whoever shows it.

use super::{Field, Kind, Mutability, Omitted, Page, Topic, fields};
use crate::words::{Message, Words};

/// What there is to say of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) title: String,
    pub(crate) what: String,
    pub(crate) kind: String,
    pub(crate) omitted: String,
    pub(crate) change: String,
    pub(crate) limits: Option<String>,
    /// How we read what the page leaves open.
    pub(crate) reading: Option<String>,
    /// What we added.
    pub(crate) convention: Option<String>,
}

impl Field {
    pub(crate) fn facts(&self, words: &Words) -> Facts {
        let told = |name| words.attribute(self.words, name);
        Facts {
            title: words.text(self.words),
            what: told("what").unwrap_or_default(),
            kind: words.text(self.kind.words()),
            omitted: self.omitted_in(words),
            change: words.text(self.mutability.words()),
            limits: told("limits"),
            reading: told("reading"),
            convention: told("convention"),
        }
    }

    fn omitted_in(&self, words: &Words) -> String {
        match self.omitted {
            Omitted::Required => words.text("omitted-required"),
            Omitted::Unmanaged => match self.mutability {
                Mutability::Guard => words.text("omitted-guard"),
                Mutability::Managed | Mutability::Identity => words.text("omitted-unmanaged"),
            },
            Omitted::Default(value) => {
                words.say(&Message::new("omitted-default").text("value", value))
            }
            Omitted::Told => words.attribute(self.words, "omitted").unwrap_or_default(),
        }
    }

    /// Examples as lines of the file.
    pub(crate) fn example_lines(&self) -> impl Iterator<Item = String> {
        let key = self.key();
        self.examples
            .iter()
            .map(move |value| format!("{key}: {value}"))
    }

    /// The keys right below this one.
    pub(crate) fn children(&self) -> Vec<&'static str> {
        let below = match self.path {
            "chat.hours.both" | "chat.hours.fr" | "chat.hours.en" => "chat.hours.*".to_owned(),
            path if self.kind == Kind::List => format!("{path}[]"),
            path => path.to_owned(),
        };
        let key = |field: &'static Self| {
            let rest = field.path.strip_prefix(below.as_str())?.strip_prefix('.')?;
            (!rest.contains('.')).then_some(rest)
        };
        fields().filter_map(key).collect()
    }
}

impl Facts {
    /// What is not the title, the description or the page, a labelled sentence each.
    pub(crate) fn sentences(&self, words: &Words) -> Vec<String> {
        let labelled = [
            ("label-omitted", Some(&self.omitted)),
            ("label-change", Some(&self.change)),
            ("label-limits", self.limits.as_ref()),
            ("label-reading", self.reading.as_ref()),
            ("label-convention", self.convention.as_ref()),
        ];
        let said =
            |(label, text): (&'static str, Option<&String>)| Some(label_of(words, label, text?));
        labelled.into_iter().filter_map(said).collect()
    }
}

impl Topic {
    pub(crate) fn what(&self, words: &Words) -> String {
        words.attribute(self.words, "what").unwrap_or_default()
    }
}

impl Page {
    /// « The help page, section: »
    pub(crate) fn heading(&self, words: &Words) -> String {
        words.say(&Message::new("label-page").text("section", self.section))
    }
}

/// A label with what it is for, as each language sets a colon.
pub(crate) fn label_of(words: &Words, label: &'static str, text: &str) -> String {
    words.say(&Message::new(label).text("text", text))
}
