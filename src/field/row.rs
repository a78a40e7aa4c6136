//! A row of the field table, and how rows are written down.

use super::form::ValueForm;
use super::page::HelpSection;

/// One key of the file. Its sentences are the attributes of one entry of the catalogue: always
/// `what`, and where they apply `omitted`, `limits`, `reading` (our reading of a point that the
/// help page leaves open) and `convention` (a rule of ours that the page does not have).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Field {
    /// `general.can`; `[]` is any entry of a list, `*` is `both`, `fr` or `en`.
    pub(crate) path: &'static str,
    /// Entry of the catalogue. Keys that occur in several places, such as `startTime`, share one.
    pub(crate) words: &'static str,
    pub(crate) kind: ValueKind,
    pub(crate) omitted: Omitted,
    pub(crate) mutability: Mutability,
    /// Values as they are written in the file, in YAML.
    pub(crate) examples: &'static [&'static str],
    /// The help page on this key; `None` for keys that the page does not have.
    pub(crate) page: Option<HelpSection>,
    /// What the schema says of a value beyond its type. `desired` knows the words for a value that does
    /// not have the form.
    pub(crate) form: Option<ValueForm>,
    /// Topics with more on this key.
    pub(crate) see: &'static [&'static str],
}

/// The type of a value, as reports name it. It is finer than the types of the schema: dates and
/// times are texts there, and so are the words for languages and availability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ValueKind {
    Text,
    Switch,
    Language,
    Availability,
    Days,
    Time,
    Date,
    DateTime,
    Years,
    Texts,
    Mapping,
    List,
}

impl ValueKind {
    /// The form of every value of this type; texts have forms of their own.
    const fn form(self) -> Option<ValueForm> {
        match self {
            Self::Time => Some(ValueForm::Time),
            Self::Date => Some(ValueForm::Date),
            Self::DateTime => Some(ValueForm::DateTime),
            Self::Text
            | Self::Switch
            | Self::Language
            | Self::Availability
            | Self::Days
            | Self::Years
            | Self::Texts
            | Self::Mapping
            | Self::List => None,
        }
    }

    /// The message with the name of the type.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Text => "kind-text",
            Self::Switch => "kind-switch",
            Self::Language => "kind-language",
            Self::Availability => "kind-availability",
            Self::Days => "kind-days",
            Self::Time => "kind-time",
            Self::Date => "kind-date",
            Self::DateTime => "kind-date-time",
            Self::Years => "kind-years",
            Self::Texts => "kind-texts",
            Self::Mapping => "kind-mapping",
            Self::List => "kind-list",
        }
    }
}

/// The meaning of a key that the file does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Omitted {
    /// The file is refused.
    Required,
    /// The setting is not managed, and the portal keeps its value.
    Unmanaged,
    /// The key has this value.
    Default(&'static str),
    /// Depends on other keys; the attribute `omitted` of the catalogue explains it.
    Explained,
}

/// The effect of a difference between the file and the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mutability {
    /// A plan writes the value of the file.
    Managed,
    /// The plan is refused: the value is compared and never written, because the help page says
    /// that it cannot be modified.
    Guard,
    /// There is none, because the value says which account, entry or format is meant: another value
    /// means another one.
    Identity,
}

impl Mutability {
    /// Stable word for machines.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Managed => "managed",
            Self::Guard => "guard",
            Self::Identity => "identity",
        }
    }

    /// The message that explains it.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Managed => "mutability-managed",
            Self::Guard => "mutability-guard",
            Self::Identity => "mutability-identity",
        }
    }
}

impl Field {
    /// Whether a plan can change the setting under this path. Holidays cannot, because they become
    /// special events, and neither can `renamedFrom`, which only finds the schedule to rename.
    pub(crate) fn is_planned(&self) -> bool {
        self.mutability == Mutability::Managed
            && !self.path.contains("holidays")
            && !self.path.ends_with("renamedFrom")
    }

    pub(super) const fn new(path: &'static str, words: &'static str, kind: ValueKind) -> Self {
        Self {
            path,
            words,
            kind,
            omitted: Omitted::Unmanaged,
            mutability: Mutability::Managed,
            examples: &[],
            page: None,
            form: kind.form(),
            see: &[],
        }
    }

    pub(super) const fn omitted(mut self, omitted: Omitted) -> Self {
        self.omitted = omitted;
        self
    }

    pub(super) const fn required(self) -> Self {
        self.omitted(Omitted::Required)
    }

    pub(super) const fn explained(self) -> Self {
        self.omitted(Omitted::Explained)
    }

    pub(super) const fn guard(mut self) -> Self {
        self.mutability = Mutability::Guard;
        self
    }

    pub(super) const fn identity(mut self) -> Self {
        self.mutability = Mutability::Identity;
        self
    }

    pub(super) const fn examples(mut self, examples: &'static [&'static str]) -> Self {
        self.examples = examples;
        self
    }

    pub(super) const fn page(mut self, page: HelpSection) -> Self {
        self.page = Some(page);
        self
    }

    pub(super) const fn form(mut self, form: ValueForm) -> Self {
        self.form = Some(form);
        self
    }

    pub(super) const fn see(mut self, topics: &'static [&'static str]) -> Self {
        self.see = topics;
        self
    }

    /// The last key.
    pub(crate) fn key(&self) -> &'static str {
        self.path.rsplit('.').next().unwrap_or(self.path)
    }

    /// The part of the file under which lists of keys show this one; empty for the two keys at the
    /// top of the file.
    pub(crate) fn group(&self) -> &'static str {
        const GROUPS: [&str; 6] = [
            "chat.hours.*",
            "chat",
            "general",
            "administrator",
            "delegates",
            "telephony",
        ];
        GROUPS
            .into_iter()
            .find(|group| self.is_in(group))
            .unwrap_or("")
    }

    /// Whether the path is this key or below it.
    fn is_in(&self, key: &str) -> bool {
        let rest = self.path.strip_prefix(key);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    }

    /// Whether two keys differ in their paths only, so that one description serves both.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        Self { path: "", ..*self } == Self { path: "", ..*other }
    }
}
