//! Texts of an account, each kind a type of its own, so that swapped arguments do not compile.
//!
//! The macro gives every type `observed`, for what a portal holds; `parse`, for what a person
//! wrote, is written out below, because each kind has its own limits. See the page of the room on
//! the two.

use std::fmt;
use std::ops::RangeInclusive;

use super::name::{InvalidText, canonical_text, has_invisible, is_visible};
use crate::zone::Zone;

/// Maximum numbers of characters in the canonical form. The JSON Schema of the file is made from the
/// same numbers.
pub(crate) const MAX_ACCOUNT: usize = 63;
/// Of a CAN and of a user code.
pub(crate) const MAX_CODE: usize = 32;
pub(crate) const MAX_SPID: usize = 64;
/// Of a name and of a line of an address.
pub(crate) const MAX_LINE: usize = 100;
pub(crate) const MAX_EMAIL: usize = 254;
/// Of a postal code in a country whose codes have no form that we know.
pub(crate) const MAX_POSTAL_CODE: usize = 20;
/// Digits of a telephone number after the `+`.
pub(crate) const PHONE_DIGITS: RangeInclusive<usize> = 8..=15;
/// Digits of an extension.
pub(crate) const PHONE_EXTENSION: RangeInclusive<usize> = 1..=7;

macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The text that a portal holds, unchanged.
            pub fn observed(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            pub fn as_str(&self) -> &str {
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
    /// The name by which files and addresses know an account: `[a-z0-9][a-z0-9-]{0,62}`.
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
    pub fn parse(text: &str) -> Result<Self, InvalidText> {
        if text.is_empty() {
            return Err(InvalidText::Empty);
        }
        let allowed = text
            .bytes()
            .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        if !allowed || text.starts_with('-') {
            return Err(InvalidText::Form);
        }
        within(text.to_owned(), MAX_ACCOUNT).map(Self)
    }
}

impl Can {
    pub fn parse(text: &str) -> Result<Self, InvalidText> {
        code(text, MAX_CODE).map(Self)
    }
}

impl UserCode {
    pub fn parse(text: &str) -> Result<Self, InvalidText> {
        code(text, MAX_CODE).map(Self)
    }
}

impl Spid {
    /// « Ce champ est vide par défaut »: the empty text stands for no SPID, hence `None`.
    pub fn parse(text: &str) -> Result<Option<Self>, InvalidText> {
        let text = canonical_text(text)?;
        if text.is_empty() {
            return Ok(None);
        }
        if !text.chars().all(|c| c.is_ascii_graphic()) {
            return Err(InvalidText::Form);
        }
        within(text, MAX_SPID).map(|text| Some(Self(text)))
    }
}

/// Types of one-line texts with at least one character.
macro_rules! line_types {
    ($($name:ident),*) => {$(
        impl $name {
            pub fn parse(text: &str) -> Result<Self, InvalidText> {
                let text = canonical_text(text)?;
                if text.is_empty() {
                    return Err(InvalidText::Empty);
                }
                if !is_visible(&text) {
                    return Err(InvalidText::Invisible);
                }
                within(text, MAX_LINE).map(Self)
            }
        }
    )*};
}
line_types!(PersonName, ResellerName, ScheduleName, Pbx, Carrier);

impl Email {
    /// An address `local@domain` of at most 254 characters. The local part is an RFC 5322 dot-atom,
    /// in which letters of any script are allowed; a quoted local part is not. The domain has at
    /// least two labels and becomes lower-case IDNA. IDNA would drop characters that cannot be seen;
    /// they come from copying, and are refused.
    pub fn parse(text: &str) -> Result<Self, InvalidText> {
        let text = canonical_text(text)?;
        if has_invisible(&text) {
            return Err(InvalidText::Form);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(InvalidText::Form)?;
        let well_formed = !local.is_empty()
            && local
                .chars()
                .all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c))
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..");
        let domain = idna::domain_to_ascii_strict(domain).map_err(|_| InvalidText::Form)?;
        if !well_formed || !domain.contains('.') {
            return Err(InvalidText::Form);
        }
        within(format!("{local}@{domain}"), MAX_EMAIL).map(Self)
    }

    /// Whether two addresses are one login: the portal ignores capitals.
    pub fn same_login(&self, other: &Self) -> bool {
        self.0.to_lowercase() == other.0.to_lowercase()
    }
}

impl Phone {
    /// An E.164 number of 8 to 15 digits with an optional extension: `+15145550142;ext=12`. The empty
    /// text, and no other, stands for no phone: a number that was lost between quotes and blanks must
    /// not clear one.
    pub fn parse(text: &str) -> Result<Option<Self>, InvalidText> {
        if text.is_empty() {
            return Ok(None);
        }
        let text = canonical_text(text)?;
        let (number, extension) = match text.split_once(";ext=") {
            Some((number, extension)) => (number, Some(extension)),
            None => (text.as_str(), None),
        };
        let digits = number.strip_prefix('+').ok_or(InvalidText::Form)?;
        let number_ok =
            PHONE_DIGITS.contains(&digits.len()) && is_digits(digits) && !digits.starts_with('0');
        let extension_ok =
            extension.is_none_or(|e| PHONE_EXTENSION.contains(&e.len()) && is_digits(e));
        if number_ok && extension_ok {
            Ok(Some(Self(text)))
        } else {
            Err(InvalidText::Form)
        }
    }

    /// The number with all but its last four digits hidden and without its extension. Reports, for
    /// people and for machines, show the number in this form only.
    pub fn masked(&self) -> String {
        let number = self
            .0
            .split_once(';')
            .map_or(self.0.as_str(), |(number, _)| number);
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
    /// The name of an IANA zone of a place, such as `America/Toronto`, or `UTC`. Abbreviations
    /// (`EST`) and fixed offsets (`Etc/GMT+5`) are refused: their clocks do not change as those of
    /// a place do.
    pub fn parse(text: &str) -> Result<Self, InvalidText> {
        Zone::named(text).ok_or(InvalidText::Form)?;
        let area = text.contains('/') && !text.starts_with("Etc/");
        if area || text == "UTC" {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidText::Form)
        }
    }

    /// Every name that a file may have.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        let names = Zone::all().map(Zone::name);
        names.filter(|name| Self::parse(name).is_ok())
    }

    /// The rules of the zone; `None` when a portal holds a name that this tool has no data for.
    pub(crate) fn rules(&self) -> Option<Zone> {
        Zone::named(&self.0)
    }
}

/// One of the two languages of the portal's chat and pages: « en anglais et en français ».
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    Fr,
    En,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// `fr` or `en`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.as_str() == text)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A code of ASCII letters and digits.
fn code(text: &str, limit: usize) -> Result<String, InvalidText> {
    if text.is_empty() {
        return Err(InvalidText::Empty);
    }
    if !text.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(InvalidText::Form);
    }
    within(text.to_owned(), limit)
}

/// Whether a text has no characters but digits.
fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// The text, if it has no more characters than the limit.
fn within(text: String, limit: usize) -> Result<String, InvalidText> {
    if text.chars().count() > limit {
        Err(InvalidText::TooLong { limit })
    } else {
        Ok(text)
    }
}
