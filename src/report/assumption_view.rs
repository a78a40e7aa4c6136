//! What a review takes for granted because it asks no portal.

use std::fmt;
use std::str::FromStr;

use super::json_text::{UnexpectedText, as_json_text};

/// One assumption. Its JSON is a code such as `chat.timeZone=none` or `general.spid=kept`: the path
/// of a setting and what is assumed of it, so that a program can distinguish values that were read
/// from values that were assumed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AssumptionView {
    /// Neither version has a zone: a civil week, whose clocks never change.
    CivilWeek,
    /// Only the new version has a zone, and the account had it already.
    SameZone,
    /// No version says whether chat is on: it is.
    SwitchedOn,
    /// A setting that a version leaves alone does not exist.
    Absent(String),
    /// Only the old version names the setting, and the portal keeps it.
    Kept(String),
    /// Only the new version names the setting: its old value is not known.
    Unknown(String),
}

as_json_text! {
    AssumptionView: "an assumption such as chat.enabled=true",
}

impl AssumptionView {
    /// The path of the setting that it is about; a list stands for each of its entries.
    pub(super) fn setting(&self) -> &str {
        match self {
            Self::CivilWeek | Self::SameZone => "chat.timeZone",
            Self::SwitchedOn => "chat.enabled",
            Self::Absent(path) | Self::Kept(path) | Self::Unknown(path) => path,
        }
    }

    fn value(&self) -> &'static str {
        match self {
            Self::CivilWeek | Self::Absent(_) => "none",
            Self::SameZone => "same",
            Self::SwitchedOn => "true",
            Self::Kept(_) => "kept",
            Self::Unknown(_) => "unknown",
        }
    }
}

impl fmt::Display for AssumptionView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.setting(), self.value())
    }
}

impl FromStr for AssumptionView {
    type Err = UnexpectedText;

    fn from_str(text: &str) -> Result<Self, UnexpectedText> {
        // Names of schedules may hold the sign, values do not.
        let (path, value) = text.rsplit_once('=').ok_or(UnexpectedText)?;
        Ok(match (path, value) {
            ("chat.timeZone", "none") => Self::CivilWeek,
            ("chat.timeZone", "same") => Self::SameZone,
            ("chat.enabled", "true") => Self::SwitchedOn,
            (path, "none") => Self::Absent(path.to_owned()),
            (path, "kept") => Self::Kept(path.to_owned()),
            (path, "unknown") => Self::Unknown(path.to_owned()),
            (_, _) => return Err(UnexpectedText),
        })
    }
}
