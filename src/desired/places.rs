//! Places of settings in the file, for findings about settings.

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::Span;
use crate::model::{FieldPath, Segment};

/// The places of settings in the file, by the path under which a change of the setting is reported.
///
/// These paths differ from those of the file: a schedule written under `chat.hours.both` is
/// reported for `fr` and for `en`, and an entry of a list is known by its name instead of its
/// position.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Places {
    settings: BTreeMap<FieldPath, Span>,
    /// Entries of each list, by their names.
    entries: BTreeMap<FieldPath, HashMap<String, Span>>,
}

impl Places {
    pub(super) fn insert(&mut self, path: FieldPath, span: Span) {
        self.settings.insert(path, span);
    }

    pub(super) fn insert_entries(&mut self, list: FieldPath, entries: HashMap<String, Span>) {
        self.entries.insert(list, entries);
    }

    /// Whether the file names this very setting.
    pub(crate) fn holds(&self, path: &FieldPath) -> bool {
        self.settings.contains_key(path) || self.entry(path).is_some()
    }

    fn entry(&self, path: &FieldPath) -> Option<&Span> {
        let (list, last) = path.split_last()?;
        match last {
            Segment::Entry(name) => self.entries.get(&list)?.get(name),
            Segment::Key(_) | Segment::Index(_) => None,
        }
    }

    /// The place of a setting or, when the file does not have it, of the closest enclosing one: the
    /// deletion of a schedule points at the key of its list.
    pub(crate) fn of(&self, path: &FieldPath) -> Option<Span> {
        self.below(path, 1)
    }

    /// The place of a schedule or of its list; `None` when the file manages neither.
    pub(crate) fn of_schedule(&self, path: &FieldPath) -> Option<Span> {
        /// Number of segments of `chat.hours.fr.workingHours`.
        const SCHEDULE: usize = 4;
        self.below(path, SCHEDULE)
    }

    /// The closest place whose path has at least `least` segments.
    fn below(&self, path: &FieldPath, least: usize) -> Option<Span> {
        let mut path = path.clone();
        while path.segments().len() >= least {
            let (parent, _) = path.split_last()?;
            if let Some(span) = self.entry(&path).or_else(|| self.settings.get(&path)) {
                return Some(*span);
            }
            path = parent;
        }
        None
    }
}
