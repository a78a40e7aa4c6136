//! The field table: one row per key of the file, with what the help page says of it. The schema's
//! texts, `explain` and the reference are made from it, so that they cannot disagree.

mod facts;
mod find;
mod hours;
mod page;
mod rule;
mod table;
mod topic;

#[cfg(test)]
mod tests;

pub(crate) use facts::label_of;
pub(crate) use find::{Found, find, keys_of_the_file};
pub(crate) use page::Page;
pub(crate) use rule::rule;
pub(crate) use topic::{Group, TOPICS, Topic};

/// One key of the file. Its sentences are the attributes of one entry of the catalogue: `what`,
/// and where there is something to say `omitted`, `limits`, `reading` and `convention`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Field {
    /// `general.can`; `[]` is any entry of a list, `*` is `both`, `fr` or `en`.
    pub(crate) path: &'static str,
    /// Entry of the catalogue, shared by keys that say the same in several places.
    pub(crate) words: &'static str,
    pub(crate) kind: Kind,
    pub(crate) omitted: Omitted,
    pub(crate) mutability: Mutability,
    /// Values as they are written in the file, in YAML.
    pub(crate) examples: &'static [&'static str],
    /// `None` for what the help page does not have.
    pub(crate) page: Option<Page>,
    /// For editors; the tool itself judges later and says more.
    pub(crate) form: Option<Form>,
    /// Topics that say more.
    pub(crate) see: &'static [&'static str],
}

/// Type of a value, in words for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
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

impl Kind {
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

/// What it means that a key is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Omitted {
    /// It must be there.
    Required,
    /// The portal keeps what it has.
    Unmanaged,
    /// As if this were written.
    Default(&'static str),
    /// The catalogue says it.
    Told,
}

/// What happens when the portal has another value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mutability {
    /// It is written.
    Managed,
    /// It is compared and never written.
    Guard,
    /// It says which account, entry or format is meant, so it has no other value.
    Identity,
}

/// What every valid value looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// It matches this regular expression.
    Pattern(&'static str),
    /// It is this text.
    Only(&'static str),
}

impl Mutability {
    /// Stable word for machines, and the middle of the sentence's id.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Managed => "managed",
            Self::Guard => "guard",
            Self::Identity => "identity",
        }
    }

    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Managed => "mutability-managed",
            Self::Guard => "mutability-guard",
            Self::Identity => "mutability-identity",
        }
    }
}

impl Field {
    /// Whether a plan can change it: holidays become events, and an old name only finds its entry.
    pub(crate) fn is_planned(&self) -> bool {
        self.mutability == Mutability::Managed
            && !self.path.contains("holidays")
            && !self.path.ends_with("renamedFrom")
    }

    const fn new(path: &'static str, words: &'static str, kind: Kind) -> Self {
        Self {
            path,
            words,
            kind,
            omitted: Omitted::Unmanaged,
            mutability: Mutability::Managed,
            examples: &[],
            page: None,
            form: match kind {
                Kind::Time => Some(Form::Pattern(TIME)),
                Kind::Date => Some(Form::Pattern(DATE)),
                Kind::DateTime => Some(Form::Pattern(DATE_TIME)),
                Kind::Text
                | Kind::Switch
                | Kind::Language
                | Kind::Availability
                | Kind::Days
                | Kind::Years
                | Kind::Texts
                | Kind::Mapping
                | Kind::List => None,
            },
            see: &[],
        }
    }

    const fn omitted(mut self, omitted: Omitted) -> Self {
        self.omitted = omitted;
        self
    }

    const fn required(self) -> Self {
        self.omitted(Omitted::Required)
    }

    const fn told(self) -> Self {
        self.omitted(Omitted::Told)
    }

    const fn guard(mut self) -> Self {
        self.mutability = Mutability::Guard;
        self
    }

    const fn identity(mut self) -> Self {
        self.mutability = Mutability::Identity;
        self
    }

    const fn examples(mut self, examples: &'static [&'static str]) -> Self {
        self.examples = examples;
        self
    }

    const fn page(mut self, page: Page) -> Self {
        self.page = Some(page);
        self
    }

    const fn pattern(mut self, pattern: &'static str) -> Self {
        self.form = Some(Form::Pattern(pattern));
        self
    }

    const fn only(mut self, value: &'static str) -> Self {
        self.form = Some(Form::Only(value));
        self
    }

    const fn see(mut self, topics: &'static [&'static str]) -> Self {
        self.see = topics;
        self
    }

    /// The last key.
    pub(crate) fn key(&self) -> &'static str {
        self.path.rsplit('.').next().unwrap_or(self.path)
    }

    /// The part of the file in which lists of keys show it.
    pub(crate) fn group(&self) -> &'static str {
        const GROUPS: [&str; 6] = [
            "chat.hours.*",
            "chat",
            "general",
            "administrator",
            "delegates",
            "telephony",
        ];
        let below = |group: &&str| {
            let rest = self.path.strip_prefix(*group);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        GROUPS.into_iter().find(below).unwrap_or_default()
    }

    /// Whether two keys say the same in several places.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        Self { path: "", ..*self } == Self { path: "", ..*other }
    }
}

/// `T24:00` and an end of `24:00` are the end of a day.
const TIME: &str = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$";
const DATE: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
const DATE_TIME: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$";

/// Every key of the file, in the order of the file.
pub(crate) fn fields() -> impl Iterator<Item = &'static Field> {
    table::FIELDS.iter().chain(hours::FIELDS)
}
