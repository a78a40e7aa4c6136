//! A sentence of the catalogue with its arguments, before a language is chosen.

/// A sentence of the catalogue with its arguments. Findings, failures and reports carry messages
/// and never text, so that one run can be reported in both languages and no code depends on
/// wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) id: &'static str,
    pub(crate) args: Vec<(&'static str, Arg)>,
}

/// An argument of a sentence.
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
        let value = i64::try_from(value).expect("counts of things in memory fit into 63 bits");
        self.args.push((name, Arg::Number(value)));
        self
    }

    pub(crate) fn message(mut self, name: &'static str, value: Self) -> Self {
        self.args.push((name, Arg::Message(value)));
        self
    }
}
