//! Text settings as types: swapped arguments do not compile.

use std::fmt;

use super::name::canonical_text;

/// Why a text is not a value of its type; `document` and `desired` turn it into a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Invalid {
    /// A control character, which no setting of the help page holds.
    Control,
    /// Nothing is left after white space is trimmed.
    Empty,
    /// More characters than the limit, counted in the canonical form.
    TooLong { limit: usize },
    /// The text does not have the form that the type asks for.
    Form,
}

macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) struct $name(String);

        impl $name {
            /// What a portal holds, kept as it is.
            pub(crate) fn observed(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            pub(crate) fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_type! {
    /// Which account: `[a-z0-9][a-z0-9-]{0,62}`.
    AccountName
}
text_type! {
    /// Facturation CAN: assigned by the portal when the account is created, never changes.
    Can
}
text_type! {
    /// Numéro de compte SPID: an opaque code of a third-party system, case kept.
    Spid
}
text_type! {
    /// Système téléphonique (PBX): cannot be changed.
    Pbx
}
text_type! {
    /// Fournisseur de service téléphonique: cannot be changed.
    Carrier
}
text_type! {
    /// Code d'utilisateur of an administrator or a delegate; compared case-sensitively.
    UserCode
}
text_type! {
    /// Name of a person, as the portal shows it after the user code.
    PersonName
}
text_type! {
    /// Nom du revendeur: one line, 1–100 characters.
    ResellerName
}
text_type! {
    /// Nom de l'horaire of a custom weekly schedule or a special event, 1–100 characters.
    ScheduleName
}
text_type! {
    /// Courriel de l'administrateur-revendeur: the login. Domain as lower-case IDNA.
    Email
}
text_type! {
    /// Numéro de téléphone: confidential, E.164 with an optional `;ext=`.
    Phone
}
text_type! {
    /// IANA time zone of the account, `UTC` included.
    TimeZone
}

impl AccountName {
    pub(crate) fn parse(text: &str) -> Result<Self, Invalid> {
        let mut chars = text.chars();
        let alnum = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        match chars.next() {
            None => Err(Invalid::Empty),
            Some(c) if alnum(c) && chars.all(|c| alnum(c) || c == '-') => {
                within(text.to_owned(), 63).map(Self)
            }
            Some(_) => Err(Invalid::Form),
        }
    }
}

impl Can {
    pub(crate) fn parse(text: &str) -> Result<Self, Invalid> {
        code(text, 32).map(Self)
    }
}

impl UserCode {
    pub(crate) fn parse(text: &str) -> Result<Self, Invalid> {
        code(text, 32).map(Self)
    }
}

impl Spid {
    /// The empty text clears the SPID, hence `None`.
    pub(crate) fn parse(text: &str) -> Result<Option<Self>, Invalid> {
        let text = canonical_text(text)?;
        if text.is_empty() {
            return Ok(None);
        }
        if !text.chars().all(|c| c.is_ascii_graphic()) {
            return Err(Invalid::Form);
        }
        within(text, 64).map(|text| Some(Self(text)))
    }
}

macro_rules! line_types {
    ($($name:ident),*) => {$(
        impl $name {
            pub(crate) fn parse(text: &str) -> Result<Self, Invalid> {
                let text = canonical_text(text)?;
                if text.is_empty() {
                    return Err(Invalid::Empty);
                }
                within(text, 100).map(Self)
            }
        }
    )*};
}
line_types!(PersonName, ResellerName, ScheduleName, Pbx, Carrier);

impl Email {
    pub(crate) fn parse(text: &str) -> Result<Self, Invalid> {
        let text = canonical_text(text)?;
        let (local, domain) = text.rsplit_once('@').ok_or(Invalid::Form)?;
        let atom = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
        let well_formed = !local.is_empty()
            && local.chars().all(atom)
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..");
        let domain = idna::domain_to_ascii_strict(domain).map_err(|_| Invalid::Form)?;
        if !well_formed || !domain.contains('.') {
            return Err(Invalid::Form);
        }
        within(format!("{local}@{domain}"), 254).map(Self)
    }

    /// E-mail addresses are the same login whatever their case.
    pub(crate) fn same_login(&self, other: &Self) -> bool {
        self.0.to_lowercase() == other.0.to_lowercase()
    }
}

impl Phone {
    pub(crate) fn parse(text: &str) -> Result<Self, Invalid> {
        let text = canonical_text(text)?;
        let (number, extension) = match text.split_once(";ext=") {
            Some((number, extension)) => (number, Some(extension)),
            None => (text.as_str(), None),
        };
        let digits = number.strip_prefix('+').ok_or(Invalid::Form)?;
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let number_ok =
            (8..=15).contains(&digits.len()) && all_digits(digits) && !digits.starts_with('0');
        let extension_ok = extension.is_none_or(|e| (1..=7).contains(&e.len()) && all_digits(e));
        if number_ok && extension_ok {
            Ok(Self(text))
        } else {
            Err(Invalid::Form)
        }
    }

    /// The only form that people and machines are shown: the last four digits of the number.
    pub(crate) fn masked(&self) -> String {
        let number = self.0.split(';').next().unwrap_or_default();
        let kept: Vec<char> = number.chars().rev().take(4).collect();
        let hidden = number.chars().count().saturating_sub(kept.len());
        "•"
            .repeat(hidden)
            .chars()
            .chain(kept.into_iter().rev())
            .collect()
    }
}

impl TimeZone {
    pub(crate) fn parse(text: &str) -> Result<Self, Invalid> {
        text.parse::<chrono_tz::Tz>().map_err(|_| Invalid::Form)?;
        let area = text.contains('/') && !text.starts_with("Etc/");
        if area || text == "UTC" {
            Ok(Self(text.to_owned()))
        } else {
            Err(Invalid::Form)
        }
    }

    /// The zone's rules; `None` when a portal holds a name that this tool's zone data lacks.
    pub(crate) fn rules(&self) -> Option<chrono_tz::Tz> {
        self.0.parse().ok()
    }
}

/// One of the two languages of the portal's chat and pages (help page: « en anglais et en français »).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Language {
    Fr,
    En,
}

impl Language {
    pub(crate) const ALL: [Self; 2] = [Self::Fr, Self::En];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.as_str() == text)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

fn code(text: &str, limit: usize) -> Result<String, Invalid> {
    if text.is_empty() {
        return Err(Invalid::Empty);
    }
    if !text.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(Invalid::Form);
    }
    within(text.to_owned(), limit)
}

fn within(text: String, limit: usize) -> Result<String, Invalid> {
    if text.chars().count() > limit {
        Err(Invalid::TooLong { limit })
    } else {
        Ok(text)
    }
}
