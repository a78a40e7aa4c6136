//! Settings that a policy protects.
//!
//! A rule names a setting as people do, `chat.hours.both.workingHours`, and a change has a path
//! with its language and the names of entries. The two are compared key by key, where `both` is
//! either language and entries do not count.
//!
//! Some settings only ever change together: a plan writes an address whole. So each rule knows how
//! many of its keys name such a *unit*, and a change of the unit touches the rule even if it is
//! shorter:
//!
//! ```text
//! rule      general.address.city     unit: general.address (2 keys)
//! change    general.address          touches it: the whole address is written
//! change    general.spid             does not
//! rule      chat.hours               unit: itself
//! change    chat.hours.fr.weekendHours   touches it: it lies below
//! ```

use crate::field::{Field, ValueKind, fields};

/// A setting by its keys, without entries of lists; `both` is either language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ProtectedSetting {
    keys: Vec<String>,
    /// How many of them name the mapping or the list around it, which changes as a whole.
    unit: usize,
}

impl ProtectedSetting {
    /// The setting of a path as people write it. `None` when the field table has no such setting,
    /// or when no plan can change it, so that protecting it would promise nothing.
    pub(super) fn of(written: &str) -> Option<Self> {
        let keys = keys(written);
        // Rows of the table on the way to the setting, itself included.
        let around: Vec<_> = fields()
            .filter(|field| field.is_planned())
            .filter_map(|field| {
                let path = keys_of(field);
                (path.len() <= keys.len() && agree(&path, &keys)).then_some((field, path.len()))
            })
            .collect();
        if !around.iter().any(|(_, length)| *length == keys.len()) {
            return None;
        }
        let unit = around
            .iter()
            .filter(|(field, _)| matches!(field.kind, ValueKind::Mapping | ValueKind::List))
            .map(|(_, length)| *length)
            .max();
        Some(Self {
            unit: unit.unwrap_or(keys.len()),
            keys,
        })
    }

    /// Whether a change of the setting with these keys changes this one, or a part of it: it lies
    /// at or below this setting, or it is the unit around it.
    pub(super) fn touches(&self, changed: &[String]) -> bool {
        changed.len() >= self.unit && agree(&self.keys, changed)
    }
}

fn keys(path: &str) -> Vec<String> {
    path.split('.').map(str::to_owned).collect()
}

/// The keys of a row of the field table, as people write them.
pub(super) fn keys_of(field: &Field) -> Vec<String> {
    keys(&field.path.replace("[]", "").replace('*', "both"))
}

/// Whether the keys that both have are equal, where `both` on the left is either language.
pub(super) fn agree(left: &[String], right: &[String]) -> bool {
    left.iter().zip(right).all(|(left, right)| {
        left == right || (left == "both" && matches!(right.as_str(), "fr" | "en"))
    })
}
