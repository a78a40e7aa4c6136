//! Differences between file and portal that are known and not to be reported for a while.
//!
//! An entry names a setting as reports do, `chat.hours.fr.weeklySchedules["Jeudi soir"]`, or a section,
//! a list or a block around it; `both` stands for either language. It may end with `@` and the last day
//! on which it holds: `general.spid@2027-01-15`. What changes as one unit, such as an address, is
//! ignored as one, so that an entry cannot hide more than it says.

use chrono::{DateTime, NaiveDate, Utc};

use super::setting::{ProtectedSetting, agree};
use crate::model::{FieldPath, Segment, name_key};

/// One entry of `--ignore` or `drift.ignore`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IgnoredDrift {
    keys: Vec<String>,
    /// The entry of a list.
    entry: Option<String>,
    /// The last day on which it holds, in UTC.
    until: Option<NaiveDate>,
    /// As it was written.
    written: String,
    /// Where people find it: `policy.yaml:4, drift.ignore[0]`, or the option.
    place: String,
}

/// Keys of mappings that change as a whole: no entry may name what is below them.
const UNITS: [&str; 4] = ["address", "workingHours", "weekendHours", "lunchBreak"];
/// Keys of lists, whose entries change one by one.
const LISTS: [&str; 3] = ["delegates", "weeklySchedules", "specialEvents"];

impl IgnoredDrift {
    /// An entry as people write it; `None` where no difference could ever be meant.
    #[must_use]
    pub fn parse(written: &str, place: String) -> Option<Self> {
        // A name may hold an `@`; what follows the last one is a date or belongs to the path.
        let dated = written.rsplit_once('@').and_then(|(path, day)| {
            let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?;
            Some((path, day))
        });
        let (path, until) = match dated {
            Some((path, day)) => (path, Some(day)),
            None => (written, None),
        };
        let path = FieldPath::parse(path)?;
        let keys: Vec<String> = path.keys().into_iter().map(str::to_owned).collect();
        let entry = match &path.segments()[keys.len()..] {
            [] => None,
            [Segment::Entry(name)] if LISTS.contains(&keys.last()?.as_str()) => Some(name.clone()),
            _ => return None,
        };
        ProtectedSetting::of(&keys.join("."))?;
        let above = &keys[..keys.len() - 1];
        let last = keys.last()?;
        let inside = above.iter().any(|key| LISTS.contains(&key.as_str()))
            || above.iter().any(|key| UNITS.contains(&key.as_str())) && last != "lunchBreak";
        (!inside).then(|| Self {
            keys,
            entry,
            until,
            written: written.to_owned(),
            place,
        })
    }

    /// Whether a difference of this setting is meant.
    pub(crate) fn covers(&self, path: &FieldPath) -> bool {
        let keys: Vec<String> = path.keys().into_iter().map(str::to_owned).collect();
        if keys.len() < self.keys.len() || !agree(&self.keys, &keys) {
            return false;
        }
        let Some(meant) = &self.entry else {
            return true;
        };
        path.segments().iter().any(|segment| match segment {
            Segment::Entry(name) => name_key(name) == name_key(meant),
            Segment::Key(_) | Segment::Index(_) => false,
        })
    }

    /// Whether its last day is over.
    pub(crate) fn is_expired(&self, now: DateTime<Utc>) -> bool {
        self.until.is_some_and(|until| until < now.date_naive())
    }

    pub(crate) fn until(&self) -> Option<NaiveDate> {
        self.until
    }

    pub(crate) fn written(&self) -> &str {
        &self.written
    }

    pub(crate) fn place(&self) -> &str {
        &self.place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(written: &str) -> Option<IgnoredDrift> {
        IgnoredDrift::parse(written, "here".to_owned())
    }

    #[test]
    fn entries_name_what_can_differ_by_itself() {
        for good in [
            "general",
            "general.spid",
            "general.spid@2027-01-15",
            "general.address",
            "delegates",
            "delegates[\"2041\"]",
            "chat.hours.both.workingHours",
            "chat.hours.fr.workingHours.lunchBreak",
            "chat.hours.fr.weeklySchedules[\"a@2027-01-15\"]",
            "chat.hours.fr.weeklySchedules[\"a\"]@2027-01-15",
        ] {
            assert!(entry(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "generals",
            "general.can",
            "general.address.city",
            "general.spid@soon",
            "general.spid[\"a\"]",
            "delegates[0]",
            "chat.hours.fr.workingHours.startTime",
            "chat.hours.fr.workingHours.lunchBreak.days",
            "chat.hours.fr.holidays",
            "telephony.pbx",
        ] {
            assert!(entry(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn an_entry_covers_what_it_names_and_what_is_below() {
        let path = |text| FieldPath::parse(text).expect("a path");
        let rows = [
            ("general", "general.spid", true),
            ("general.spid", "general.resellerName", false),
            ("chat.hours", "chat.hours.fr.weekendHours", true),
            (
                "chat.hours.both.weekendHours",
                "chat.hours.en.weekendHours",
                true,
            ),
            (
                "chat.hours.fr.weekendHours",
                "chat.hours.en.weekendHours",
                false,
            ),
            (
                "chat.hours.fr.weeklySchedules[\"jeudi SOIR\"]",
                "chat.hours.fr.weeklySchedules[\"Jeudi soir\"]",
                true,
            ),
            (
                "chat.hours.fr.weeklySchedules[\"Jeudi\"]",
                "chat.hours.fr.weeklySchedules[\"Jeudi soir\"]",
                false,
            ),
            ("delegates[\"2041\"]", "delegates[\"2041\"]", true),
        ];
        for (written, changed, covers) in rows {
            let entry = entry(written).expect("an entry");
            assert_eq!(entry.covers(&path(changed)), covers, "{written} {changed}");
        }
        let dated = entry("general.spid@2027-01-15").expect("an entry");
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("an instant");
        assert!(!dated.is_expired(at("2027-01-15T23:59:59Z")));
        assert!(dated.is_expired(at("2027-01-16T00:00:00Z")));
    }
}
