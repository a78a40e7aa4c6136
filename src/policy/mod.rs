//! What an organisation allows: rules in a file of their own, which a change of a reseller file, an
//! apply or the hour of the day can break. No word of consent lifts a rule.

mod judge;
mod lower;
pub(crate) mod shape;

use chrono_tz::Tz;

use crate::diagnostic::code::Known;
use crate::document::shape_schema;
use crate::field::{Field, ValueKind, fields};
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
struct Setting {
    keys: Vec<String>,
    /// How many of them name the mapping or the list around it, which changes as a whole.
    unit: usize,
}

impl Setting {
    /// The setting of a path, when the field table has it and a plan can change it.
    fn of(written: &str) -> Option<Self> {
        let keys = keys(written);
        let around = fields()
            .filter(|field| field.is_planned())
            .filter_map(|field| {
                let path = keys_of(field);
                (path.len() <= keys.len() && agree(&path, &keys)).then_some((field, path.len()))
            });
        let around: Vec<_> = around.collect();
        let known = around.iter().any(|(_, length)| *length == keys.len());
        let units = around
            .iter()
            .filter(|(field, _)| matches!(field.kind, ValueKind::Mapping | ValueKind::List));
        let unit = units.map(|(_, length)| *length).max();
        known.then(|| Self {
            unit: unit.unwrap_or(keys.len()),
            keys,
        })
    }

    /// Whether a change of the setting with these keys changes this one, or a part of it.
    fn touches(&self, changed: &[String]) -> bool {
        changed.len() >= self.unit && agree(&self.keys, changed)
    }
}

fn keys(path: &str) -> Vec<String> {
    path.split('.').map(str::to_owned).collect()
}

/// The keys of a row of the field table, as people write them.
fn keys_of(field: &Field) -> Vec<String> {
    keys(&field.path.replace("[]", "").replace('*', "both"))
}

/// Whether all keys that both have are the same, where `both` on the left is either language.
fn agree(left: &[String], right: &[String]) -> bool {
    let same = |left: &String, right: &String| {
        left == right || (left == "both" && matches!(right.as_str(), "fr" | "en"))
    };
    left.iter()
        .zip(right)
        .all(|(left, right)| same(left, right))
}

/// The JSON Schema of the file, for editors.
pub(crate) fn schema() -> serde_json::Value {
    shape_schema::<shape::File>()
}
