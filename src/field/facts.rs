//! The sentences of a row or a topic in one language, for reports and the schema.

use super::page::HelpSection;
use super::row::{Field, Mutability, Omitted, ValueKind};
use super::table::fields;
use super::topic::Topic;
use crate::words::{Message, Words};

/// Everything that `explain` and the schema say about a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) title: String,
    pub(crate) what: String,
    pub(crate) kind: String,
    pub(crate) omitted: String,
    pub(crate) change: String,
    pub(crate) limits: Option<String>,
    /// Our reading of a point that the help page leaves open.
    pub(crate) reading: Option<String>,
    /// A rule of ours that the help page does not have.
    pub(crate) convention: Option<String>,
}

impl Field {
    pub(crate) fn facts(&self, words: &Words) -> Facts {
        Facts {
            title: words.text(self.words),
            what: attribute(words, self.words, "what"),
            kind: words.text(self.kind.words()),
            omitted: self.omitted_in(words),
            change: words.text(self.mutability.words()),
            limits: words.attribute(self.words, "limits"),
            reading: words.attribute(self.words, "reading"),
            convention: words.attribute(self.words, "convention"),
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
            Omitted::Explained => attribute(words, self.words, "omitted"),
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
            path if self.kind == ValueKind::List => format!("{path}[]"),
            path => path.to_owned(),
        };
        let children = fields().filter_map(|field| {
            let rest = field.path.strip_prefix(below.as_str())?.strip_prefix('.')?;
            (!rest.contains('.')).then_some(rest)
        });
        children.collect()
    }
}

impl Facts {
    /// The facts other than title, description and help page, each as a labelled sentence.
    pub(crate) fn sentences(&self, words: &Words) -> Vec<String> {
        let labelled = [
            ("label-omitted", Some(&self.omitted)),
            ("label-change", Some(&self.change)),
            ("label-limits", self.limits.as_ref()),
            ("label-reading", self.reading.as_ref()),
            ("label-convention", self.convention.as_ref()),
        ];
        let labelled = labelled.into_iter();
        labelled
            .filter_map(|(label, text)| Some(label_of(words, label, text?)))
            .collect()
    }
}

impl Topic {
    pub(crate) fn what(&self, words: &Words) -> String {
        attribute(words, self.words, "what")
    }
}

impl HelpSection {
    /// « The help page, section: »
    pub(crate) fn heading(&self, words: &Words) -> String {
        words.say(&Message::new("label-page").text("section", self.section))
    }
}

/// A sentence that the catalogue must have for every row and topic.
fn attribute(words: &Words, id: &str, name: &str) -> String {
    let text = words.attribute(id, name);
    text.expect("a test reads this sentence of every row and topic in both languages")
}

/// A label with its text. The message puts the colon, which French and English space differently.
pub(crate) fn label_of(words: &Words, label: &'static str, text: &str) -> String {
    words.say(&Message::new(label).text("text", text))
}
