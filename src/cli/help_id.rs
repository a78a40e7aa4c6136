//! Where the French of a help text is found.

use crate::words::FrenchHelp;

/// The ids under which the French of a text is looked up, in this order: one for a single place,
/// and one that all commands share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HelpId {
    pub(super) own: String,
    pub(super) shared: Option<String>,
}

impl HelpId {
    /// The text of a command, by its path such as `portal-serve`; the program itself has none.
    pub(super) fn of_command(path: &str) -> Self {
        let own = if path.is_empty() { "consigne" } else { path };
        Self {
            own: own.to_owned(),
            shared: None,
        }
    }

    /// The text of an argument of a command: `plan-window`, or `shared-window`.
    pub(super) fn of_argument(path: &str, argument: &str) -> Self {
        let argument = argument.replace('_', "-");
        Self {
            own: format!("{}-{argument}", Self::of_command(path).own),
            shared: Some(format!("shared-{argument}")),
        }
    }

    /// The text of a value that an argument can have: `hours-format-ics`, or `shared-format-html`.
    pub(super) fn of_value(path: &str, argument: &str, value: &str) -> Self {
        Self::of_argument(path, &format!("{argument}-{value}"))
    }

    /// The heading of a group of options: `heading-portal`.
    pub(super) fn of_heading(heading: &str) -> Self {
        Self {
            own: format!("heading-{}", heading.to_lowercase()),
            shared: None,
        }
    }

    /// What stands for a value in usage lines: `value-file` for `<FILE>`. Those in lower case, such as
    /// `<fr|en>`, are the values themselves.
    pub(super) fn of_placeholder(name: &str) -> Option<Self> {
        let is_name = name.starts_with(|c: char| c.is_ascii_uppercase());
        let id = name
            .to_lowercase()
            .replace(|c: char| !c.is_alphanumeric(), "-");
        is_name.then(|| Self {
            own: format!("value-{id}"),
            shared: None,
        })
    }

    /// The French under these ids.
    pub(super) fn french(&self, help: &FrenchHelp) -> Option<String> {
        help.get(&self.own)
            .or_else(|| help.get(self.shared.as_ref()?))
    }
}
