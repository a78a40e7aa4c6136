//! Keys: in another spelling, in the words of the portal's page, misspelt, or at the wrong place.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::{fold, long};
use crate::field::{fields, key_called, words_for};
use crate::model::{FieldPath, Segment};
use crate::words::nearest;

/// The key among `known` that was meant: the same word in another spelling, a word of the page, or a
/// misspelling of exactly one key. `known` are the keys that the mapping may still have.
pub(crate) fn key<'a>(written: &str, known: &[&'a str]) -> Option<&'a str> {
    let word = fold(written);
    let same = known.iter().find(|known| fold(known) == word);
    let called = || {
        let mut called = known.iter().filter(|known| key_called(known, &word));
        let first = called.next();
        first.filter(|_| called.next().is_none())
    };
    same.or_else(called)
        .copied()
        .or_else(|| nearest(written, long(known)))
}

/// The mappings that have a key called by a folded word. A file may have a hundred thousand unknown keys, so
/// the field table is folded once and not for each of them.
static HOMES: LazyLock<HashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let mut homes: HashMap<String, Vec<&'static str>> = HashMap::new();
    for field in fields() {
        if let Some((parent, last)) = field.path.rsplit_once('.') {
            let own = fold(last.trim_end_matches("[]"));
            for word in words_for(last).map(str::to_owned).chain([own]) {
                homes.entry(word).or_default().push(parent);
            }
        }
    }
    homes
});

/// The mapping to which a key belongs, when exactly one kind of mapping has it and it is not the one at
/// `here`: `spid` belongs to `general`.
pub(crate) fn home(written: &str, here: &FieldPath) -> Option<String> {
    let (first, others) = HOMES.get(&fold(written))?.split_first()?;
    let alone = others.iter().all(|other| other == first);
    (alone && *first != pattern(here)).then(|| first.replace("*.", "both.").replace("[]", ""))
}

/// The path in the form of the field table: `chat.hours.*.weeklySchedules[]`.
fn pattern(path: &FieldPath) -> String {
    let mut pattern = String::new();
    for segment in path.segments() {
        match segment {
            Segment::Key(key) => {
                let in_hours = pattern == "chat.hours";
                if !pattern.is_empty() {
                    pattern.push('.');
                }
                pattern.push_str(if in_hours { "*" } else { key });
            }
            Segment::Index(_) | Segment::Entry(_) => pattern.push_str("[]"),
        }
    }
    pattern
}
