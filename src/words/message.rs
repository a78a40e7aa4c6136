//! A sentence of the catalogue with its arguments, before a language is chosen.

/// A sentence of the catalogue with its arguments. Findings, failures and reports carry messages
/// and never text, so that one run can be reported in both languages and no code depends on
/// wording.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Message {
    pub(crate) id: &'static str,
    pub(crate) args: Vec<(&'static str, Arg)>,
}

/// An argument of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Arg {
    Text(String),
    Number(i64),
    /// Why the system or a library failed, in English as they say it.
    Reason(String),
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

    /// Why the system or a library failed; each language says the usual reasons in its own words.
    pub(crate) fn reason(mut self, reason: impl ToString) -> Self {
        let reason = Arg::Reason(reason.to_string().trim().to_owned());
        self.args.push(("reason", reason));
        self
    }

    /// The text of an argument.
    #[cfg(test)]
    pub(crate) fn argument(&self, name: &str) -> Option<&str> {
        let mut args = self.args.iter();
        match args.find(|(of, _)| *of == name) {
            Some((_, Arg::Text(text))) => Some(text),
            Some((
                _,
                Arg::Number(_) | Arg::Reason(_) | Arg::Message(_) | Arg::Clock(_) | Arg::List(..),
            ))
            | None => None,
        }
    }

    /// Puts other texts in place of those of the arguments, at any depth.
    pub(crate) fn change_texts(&mut self, change: &impl Fn(&str) -> String) {
        for (_, arg) in &mut self.args {
            match arg {
                Arg::Text(text) | Arg::Reason(text) => *text = change(text),
                Arg::Message(message) => message.change_texts(change),
                Arg::List(_, messages) => {
                    for message in messages {
                        message.change_texts(change);
                    }
                }
                Arg::Number(_) | Arg::Clock(_) => {}
            }
        }
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
