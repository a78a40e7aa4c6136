//! What an organisation allows: rules in a file of their own, which a change of a reseller file, an
//! apply or the hour of the day can break. No word of consent lifts a rule.

mod judge;
mod lower;
pub(crate) mod shape;

use chrono_tz::Tz;

use crate::diagnostic::code::Known;
use crate::document::shape_schema;
use crate::model::Weekly;
pub(crate) use judge::{Change, DENIED};
pub(crate) use lower::lower;

/// The rules of one file. A rule that is not there allows everything.
#[derive(Debug, Clone, Default)]
pub(crate) struct Policy {
    /// Hours of the ordinary week of a language.
    max_lost_hours: Option<Rule<u64>>,
    /// Hours from now.
    min_notice: Option<Rule<u64>>,
    /// Days of the ordinary week of a language.
    min_open_days: Option<Rule<u64>>,
    max_delegates: Option<Rule<u64>>,
    windows: Option<Rule<Windows>>,
    protected: Vec<Rule<Setting>>,
    denied: Vec<Rule<Denied>>,
}

/// A rule, and how people find it: `policy.yaml:4, hours.minNoticeHours`.
#[derive(Debug, Clone)]
struct Rule<T> {
    limit: T,
    said: String,
}

/// When plans may be applied, on the clocks of a zone.
#[derive(Debug, Clone)]
struct Windows {
    zone: Tz,
    weekly: Vec<Weekly>,
}

/// The codes that one word or number means.
#[derive(Debug, Clone)]
struct Denied(Vec<&'static Known>);

/// A setting by its keys, without entries of lists; `both` is either language.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Setting(Vec<String>);

impl Setting {
    fn of(written: &str) -> Self {
        Self(written.split('.').map(str::to_owned).collect())
    }

    /// A path of the field table, as people write it.
    fn written(path: &str) -> String {
        path.replace("[]", "").replace('*', "both")
    }

    /// Whether it is this path of the field table.
    fn is(&self, path: &str) -> bool {
        let path = Self::of(&Self::written(path));
        self.0.len() == path.0.len() && path.begins(&self.0)
    }

    /// Whether a setting with these keys is this one, a part of it, or holds it. A lunch break is
    /// told apart from the hours that hold it, and so it is protected apart.
    fn touches(&self, keys: &[String]) -> bool {
        let lunch = self.0.iter().position(|key| key == LUNCH_BREAK);
        self.begins(keys) && lunch.is_none_or(|at| keys.len() > at)
    }

    /// Whether all keys that both have are the same.
    fn begins(&self, keys: &[String]) -> bool {
        let same = |own: &String, other: &String| {
            own == other || (own == "both" && matches!(other.as_str(), "fr" | "en"))
        };
        self.0.iter().zip(keys).all(|(own, other)| same(own, other))
    }
}

/// The key of a lunch break.
const LUNCH_BREAK: &str = "lunchBreak";

/// The JSON Schema of the file, for editors.
pub(crate) fn schema() -> serde_json::Value {
    shape_schema::<shape::File>()
}
